import { grantedSecret } from '../arn.ts'
import type { JsonObject } from '../json.ts'
import { groupBy } from '../list.ts'
import { present } from '../present.ts'
import type { RoleFacts, RoleScope } from './roles.ts'
import { allow, type Question, simulateAll } from './simulate.ts'
import type { PermissionRow, PermissionUse, Unknown } from './verification.ts'

/** Something that an execution role has to read. `arn` is complete, without a JSON key or version. */
export type NeededRead = {
  readonly role: string
  readonly check: 'secret' | 'parameter'
  readonly arn: string
  readonly region: string
  readonly account: string
  readonly keyId?: string
  readonly uses: readonly PermissionUse[]
}

/** A KMS key for the simulator: its ARN, or none if only an alias is known. */
export type KeyName =
  | { readonly kind: 'none' }
  | { readonly kind: 'key'; readonly arn: string }
  | { readonly kind: 'alias'; readonly alias: string }

/**
 * readKeyId parses what Secrets Manager and Parameter Store return for a key. `beside` is the ARN of what it encrypts:
 * a key ID without an ARN is in the same Region and account. AWS managed keys (`alias/aws/…`) need no permission.
 */
export function readKeyId(keyId: string | undefined, beside: string): KeyName {
  if (keyId === undefined || keyId === '' || /(^|:)alias\/aws\//.test(keyId)) return { kind: 'none' }
  if (/(^|:)alias\//.test(keyId)) return { kind: 'alias', alias: keyId }
  if (keyId.startsWith('arn:')) return { kind: 'key', arn: keyId }
  const [, partition = '', , region = '', account = ''] = beside.split(':')
  return { kind: 'key', arn: `arn:${partition}:kms:${region}:${account}:key/${keyId}` }
}

/** The result of the reads; `unknownRoles` are ARNs that the simulator does not know as roles. */
export type ReadsVerified = {
  readonly rows: readonly PermissionRow[]
  readonly unknownRoles: ReadonlySet<string>
}

type ReadQuestion = Question & Pick<PermissionRow, 'check' | 'what'> & { readonly facts: RoleFacts }

/**
 * verifyReads verifies whether each execution role may read what its definitions refer to, and use the customer managed
 * keys for it. Roles that do not exist are skipped.
 */
export async function verifyReads(
  needs: readonly NeededRead[],
  facts: ReadonlyMap<string, RoleFacts>,
  scope: RoleScope
): Promise<ReadsVerified> {
  const asked = needs.flatMap(need => {
    const role = facts.get(need.role)
    if (!role || role.kind === 'gone') return []
    const { uses } = need
    return [readQuestion(need, role), ...keyQuestion(need, role)].map(question => ({ question, uses }))
  })
  // several secrets can have the same key, which is one question for all of them
  const distinct = groupBy(asked, ({ question }) =>
    JSON.stringify([question.principal, question.what, question.context])
  ).map(same => ({
    question: (same[0] as (typeof asked)[number]).question,
    uses: same.flatMap(({ uses }) => uses)
  }))
  const open = distinct.filter(({ question }) => question.facts.kind !== 'foreign')
  const answers = await simulateAll(
    open.map(({ question }) => question),
    scope
  )
  const verdicts = new Map(open.map(({ question }, index) => [question, answers[index]]))
  const unknownRoles = open.flatMap(({ question }, index) =>
    answers[index]?.isUnknown ? [question.principal] : []
  )
  return {
    rows: distinct.map(one => rowOf(one, verdicts.get(one.question))),
    unknownRoles: new Set(unknownRoles)
  }
}

function rowOf(
  { question, uses }: { readonly question: ReadQuestion; readonly uses: readonly PermissionUse[] },
  verdict: Awaited<ReturnType<typeof simulateAll>>[number] | undefined
): PermissionRow {
  const { check, what, action, principal: arn, facts } = question
  const row = { check, holder: { kind: 'execution-role', arn }, action, what, uses } as const
  if (facts.kind === 'foreign') return { ...row, verdict: 'not-verified', unknown: facts.unknown }
  if (verdict === undefined) throw new Error('a question without an answer')
  return { ...row, ...verdict }
}

function readQuestion(need: NeededRead, facts: RoleFacts): ReadQuestion {
  const isSecret = need.check === 'secret'
  const action = isSecret ? 'secretsmanager:GetSecretValue' : 'ssm:GetParameters'
  const note = 'A resource policy on the secret can also allow this; resource policies are not checked.'
  return {
    check: need.check,
    what: need.arn,
    ...baseOf(need, facts),
    ...otherAccount(need.account, facts),
    action,
    resource: need.arn,
    statement: allow(action, grantedSecret(need.arn)),
    ...(isSecret ? { note } : {})
  }
}

function keyQuestion(need: NeededRead, facts: RoleFacts): readonly ReadQuestion[] {
  const key = readKeyId(need.keyId, need.arn)
  if (key.kind === 'none') return []
  const isAlias = key.kind === 'alias'
  const what = isAlias ? key.alias : key.arn
  const [, partition = '', , , account = ''] = (isAlias ? need.arn : key.arn).split(':')
  const service = need.check === 'secret' ? 'secretsmanager' : 'ssm'
  // its form in the China partition is not certain, so a condition on it stays undecided there
  const via = partition === 'aws-cn' ? undefined : `${service}.${need.region}.amazonaws.com`
  const base = baseOf(need, facts)
  const statement: JsonObject = {
    ...allow('kms:Decrypt', what),
    ...present({ Condition: via && { StringEquals: { 'kms:ViaService': via } } })
  }
  return [
    {
      ...base,
      ...otherAccount(account, facts),
      ...(isAlias ? { facts: { kind: 'foreign', arn: facts.arn, unknown: ALIAS } as const } : {}),
      check: 'key',
      what,
      action: 'kms:Decrypt',
      resource: what,
      context: { ...base.context, ...present({ 'kms:ViaService': via }) },
      statement,
      note: 'A key policy can also allow this; key policies are not checked.'
    }
  ]
}

const ALIAS: Unknown = {
  kind: 'undecided',
  text: 'keys are known by their aliases only, and policies name keys by their IDs'
}

function baseOf(need: NeededRead, facts: RoleFacts) {
  return {
    facts,
    principal: facts.arn,
    context: { 'aws:RequestedRegion': need.region },
    code: 'permission-denied',
    whose: 'role'
  } as const
}

function otherAccount(account: string, { arn }: RoleFacts): { readonly otherAccount?: string } {
  return account === arn.split(':')[4] ? {} : { otherAccount: account }
}
