import { mapBounded } from '../bounded.ts'
import { groupBy } from '../group.ts'
import { present } from '../present.ts'
import { type Answered, unknownFrom } from './ask.ts'
import { type KeyName, readKeyId } from './names.ts'
import type { NeededRead } from './needs.ts'
import type { Simulated } from './ports.ts'
import type { RoleFacts, RoleScope } from './roles.ts'
import { type AskedAction, judgeSimulated } from './simulated.ts'
import { decryptStatement, readParameterStatement, readSecretStatement } from './statements.ts'
import type { PermissionRow, PermissionUse, PermissionVerdict } from './verification.ts'

/** IAM's simulator is slow and has a low rate limit, so calls are few and mostly sequential. */
const atOnce = 4

/** No key has this ID: a policy that allows its use allows the use of every key. */
const anyKey = '00000000-0000-0000-0000-000000000000'

/** One question about one resource, with everything needed for the row of its answer. */
type Question = {
  readonly check: 'secret' | 'parameter' | 'key'
  readonly facts: RoleFacts
  readonly action: string
  /** The subject of the row, and the resource for the simulator: the same, except for a key known by an alias. */
  readonly what: string
  readonly resource: string
  readonly context: Readonly<Record<string, string>>
  readonly asked: AskedAction
  readonly uses: readonly PermissionUse[]
}

/** The result of the reads; `unknownRoles` are ARNs that the simulator does not know as roles. */
export type ReadsVerified = {
  readonly rows: readonly PermissionRow[]
  readonly unknownRoles: ReadonlySet<string>
}

/**
 * verifyReads asks for each execution role whether it may read what its definitions refer to, and use the customer
 * managed keys for it: one call per role, action and Region. Roles that do not exist are skipped.
 */
export async function verifyReads(
  needs: readonly NeededRead[],
  facts: ReadonlyMap<string, RoleFacts>,
  scope: RoleScope
): Promise<ReadsVerified> {
  const questions = joinUses(
    needs.flatMap(need => {
      const role = facts.get(need.role)
      return role && role.kind !== 'gone' ? questionsAbout(need, role, scope) : []
    })
  )
  const unknownRoles = new Set<string>()
  const rows = await mapBounded(groupsOf(questions), atOnce, async group => {
    const answer = await simulateGroup(group, scope)
    const [first] = group
    if (first && answer?.kind === 'answered' && answer.value === undefined) unknownRoles.add(first.facts.arn)
    return group.map(question => rowOf(question, answer))
  })
  return { rows: inOrder(rows.flat(), questions), unknownRoles }
}

const NOT_READ_HERE =
  'A resource policy on the secret can also allow this; resource policies are not checked.'

function questionsAbout(need: NeededRead, facts: RoleFacts, scope: RoleScope): readonly Question[] {
  const secret = need.check === 'secret'
  const action = secret ? 'secretsmanager:GetSecretValue' : 'ssm:GetParameters'
  const statement = secret ? readSecretStatement(need.arn) : readParameterStatement(need.arn)
  const read: Question = {
    check: need.check,
    facts,
    action,
    what: need.arn,
    resource: need.arn,
    context: contextOf(need, facts),
    asked: {
      code: 'permission-denied',
      whose: 'role',
      statement,
      ...present({ note: secret ? NOT_READ_HERE : undefined }),
      ...otherAccount(need.account, facts)
    },
    uses: need.uses
  }
  const key = readKeyId(need.keyId, need.arn)
  return key.kind === 'none' ? [read] : [read, keyQuestion(need, key, { facts, scope })]
}

function keyQuestion(
  need: NeededRead,
  key: Exclude<KeyName, { kind: 'none' }>,
  about: { readonly facts: RoleFacts; readonly scope: RoleScope }
): Question {
  const { facts, scope } = about
  const [, , , region = '', account = ''] = key.kind === 'key' ? key.arn.split(':') : need.arn.split(':')
  const resource =
    key.kind === 'key' ? key.arn : `arn:${scope.partition}:kms:${region}:${account}:key/${anyKey}`
  const via = viaService(need, scope.partition)
  return {
    check: 'key',
    facts,
    action: 'kms:Decrypt',
    what: key.kind === 'key' ? key.arn : key.alias,
    resource,
    context: { ...contextOf(need, facts), ...present({ 'kms:ViaService': via }) },
    asked: {
      code: 'permission-denied',
      whose: 'role',
      statement: decryptStatement(resource, via),
      note: 'A key policy can also allow this; key policies are not checked.',
      ...otherAccount(account, facts)
    },
    uses: need.uses
  }
}

/**
 * The value of `kms:ViaService`. The form in the China partition is not certain, so a condition on it stays undecided
 * there.
 */
function viaService(need: NeededRead, partition: string): string | undefined {
  if (partition === 'aws-cn') return undefined
  return `${need.check === 'secret' ? 'secretsmanager' : 'ssm'}.${need.region}.amazonaws.com`
}

function contextOf(need: NeededRead, facts: RoleFacts): Readonly<Record<string, string>> {
  return {
    'aws:RequestedRegion': need.region,
    'aws:ResourceAccount': need.account,
    'aws:PrincipalArn': facts.arn,
    'aws:PrincipalAccount': accountOf(facts.arn),
    'aws:SecureTransport': 'true'
  }
}

function otherAccount(account: string, facts: RoleFacts): { readonly otherAccount?: string } {
  return account === accountOf(facts.arn) ? {} : { otherAccount: account }
}

function accountOf(arn: string): string {
  return arn.split(':')[4] ?? ''
}

/** Several secrets can have the same key, which is one question for all of them. */
function joinUses(questions: readonly Question[]): readonly Question[] {
  const distinct = new Map<string, Question>()
  for (const question of questions) {
    const key = JSON.stringify([question.check, question.facts.arn, question.what, question.context])
    const known = distinct.get(key)
    distinct.set(key, known ? { ...known, uses: [...known.uses, ...question.uses] } : question)
  }
  return [...distinct.values()]
}

function groupsOf(questions: readonly Question[]): readonly (readonly Question[])[] {
  return groupBy(questions, ({ facts, action, context }) => JSON.stringify([facts.arn, action, context]))
}

async function simulateGroup(
  group: readonly Question[],
  scope: RoleScope
): Promise<Answered<readonly Simulated[] | undefined> | undefined> {
  const [first] = group
  if (!first || first.facts.kind === 'foreign') return undefined
  const { facts, action, context } = first
  const resources = [...new Set(group.map(({ resource }) => resource))]
  return scope.ask(() => scope.roles.simulate({ principal: facts.arn, action, resources, context }))
}

function rowOf(
  question: Question,
  answer: Answered<readonly Simulated[] | undefined> | undefined
): PermissionRow {
  const { check, facts, action, what, uses } = question
  const holder = { kind: 'execution-role', arn: facts.arn } as const
  return { check, holder, action, what, uses, ...verdictOf(question, answer) }
}

function verdictOf(
  question: Question,
  answer: Answered<readonly Simulated[] | undefined> | undefined
): PermissionVerdict {
  const { facts, resource, what, asked } = question
  if (!answer) {
    const text = 'the role could not be simulated'
    const unknown = facts.kind === 'foreign' ? facts.unknown : ({ kind: 'undecided', text } as const)
    return { verdict: 'not-verified', unknown }
  }
  if (answer.kind === 'failed') return { verdict: 'not-verified', unknown: unknownFrom(answer.error) }
  const found = answer.value?.find(one => one.resource === resource)
  const verdict = judgeSimulated(found, asked)
  // a role that may not use every key may still use the one behind the alias
  if (resource === what || verdict.verdict !== 'denied') return verdict
  const text = `the key is known by its alias only (${what}), and policies name keys by their ids`
  return { verdict: 'not-verified', unknown: { kind: 'undecided', text } }
}

/** Rows in the order of the definitions, not of the calls. */
function inOrder(rows: readonly PermissionRow[], questions: readonly Question[]): readonly PermissionRow[] {
  const order = new Map(questions.map(({ uses }, index) => [uses, index]))
  return [...rows].sort((a, b) => (order.get(a.uses) ?? 0) - (order.get(b.uses) ?? 0))
}
