import { lastPartOf } from '../../arn.ts'
import type { Problem } from '../../errors.ts'
import { pageUrl } from '../../nearest.ts'
import { readKeyId } from '../../secrets/reads.ts'
import { parseCallerArn, parseRoleArn } from '../../secrets/roles.ts'
import { simulateAll } from '../../secrets/simulate.ts'
import {
  createAsker,
  type PermissionVerdict,
  unknownFrom,
  unverifiedReason
} from '../../secrets/verification.ts'
import type { Grants, KeyGrant } from '../policy.ts'
import type { MigrationContext } from './ports.ts'
import { type LocatedSecret, MADE_UP_SUFFIX } from './stored.ts'

/** An execution role that must read secrets, because the definitions of these files refer to them. */
export type ReadingRole = {
  readonly arn: string
  readonly files: readonly string[]
  readonly services: readonly string[]
  readonly secrets: readonly string[]
}

/**
 * grantsFor returns what a role must be allowed to read these secrets and parameters, including their customer managed
 * keys.
 */
export function grantsFor(located: readonly LocatedSecret[]): Grants {
  const isSecret = ({ arn }: LocatedSecret) => arn.split(':')[2] === 'secretsmanager'
  const keys = located.flatMap(({ arn, keyId }): KeyGrant[] => {
    const key = readKeyId(keyId, arn)
    return key.kind === 'key' ? [{ keyArn: key.arn, usedBy: arn }] : []
  })
  return {
    secretArns: located.filter(isSecret).map(({ arn }) => arn),
    parameterArns: located.filter(target => !isSecret(target)).map(({ arn }) => arn),
    keys
  }
}

/** roleNameOf returns the name of a role without its path, as IAM's API expects it. */
export function roleNameOf(arn: string): string {
  return parseRoleArn(arn)?.name ?? lastPartOf(arn)
}

/**
 * What IAM's simulator says. `missing`: a policy can allow it. `forbidden`: no policy of the principal could; `on` are
 * the ARNs that this is true for. `unknown`: the simulator cannot be called, or its answer is not conclusive.
 */
export type Decision =
  | { readonly kind: 'allowed' }
  | { readonly kind: 'missing'; readonly why: string }
  | { readonly kind: 'forbidden'; readonly why: string; readonly on: readonly string[] }
  | { readonly kind: 'unknown'; readonly why: string }

type Question = {
  readonly action: string
  readonly resources: readonly string[]
  /** Values of IAM's condition keys in addition to the standard ones. */
  readonly keys?: Readonly<Record<string, string>>
}

/**
 * simulateReads asks whether an execution role may read all of these secrets and use their customer managed keys. Never
 * throws for errors from AWS.
 */
export async function simulateReads(
  roleArn: string,
  located: readonly LocatedSecret[],
  context: MigrationContext
): Promise<Decision> {
  const { secretArns, parameterArns, keys } = grantsFor(located)
  const questions: Question[] = [
    { action: 'secretsmanager:GetSecretValue', resources: secretArns },
    { action: 'ssm:GetParameters', resources: parameterArns },
    ...keys.map(({ keyArn, usedBy }) => {
      const [, , service = '', region = ''] = usedBy.split(':')
      const via = { 'kms:ViaService': `${service}.${region}.amazonaws.com` }
      return { action: 'kms:Decrypt', resources: [keyArn], keys: via }
    })
  ]
  const decisions: Decision[] = []
  for (const question of questions.filter(({ resources }) => resources.length > 0))
    decisions.push(await ask(roleArn, question, context))
  return worst(decisions)
}

const ORDER = ['forbidden', 'missing', 'unknown'] as const

function worst(decisions: readonly Decision[]): Decision {
  for (const kind of ORDER) {
    const found = decisions.find(decision => decision.kind === kind)
    if (found) return found
  }
  return { kind: 'allowed' }
}

async function ask(
  principal: string,
  { action, resources, keys }: Question,
  { aws, region, account }: MigrationContext
): Promise<Decision> {
  const context = {
    'aws:RequestedRegion': region,
    'aws:ResourceAccount': account,
    'aws:PrincipalArn': principal,
    'aws:PrincipalAccount': account,
    'aws:SecureTransport': 'true',
    ...keys
  }
  const asked = {
    principal,
    action,
    context,
    code: 'permission-denied',
    whose: 'role',
    statement: {}
  } as const
  const questions = resources.map(resource => ({ ...asked, resource }))
  const verdicts = await simulateAll(questions, { roles: aws.roles, ask: createAsker() })
  const each = verdicts.map((verdict, index) => decisionOf(verdict, resources[index] ?? ''))
  const decision = worst(each)
  if (decision.kind !== 'forbidden') return decision
  return { ...decision, on: each.flatMap(one => (one.kind === 'forbidden' ? one.on : [])) }
}

function decisionOf(verdict: PermissionVerdict, resource: string): Decision {
  if (verdict.verdict === 'allowed') return { kind: 'allowed' }
  if (verdict.verdict === 'not-verified') return { kind: 'unknown', why: unverifiedReason(verdict.unknown) }
  const { why, remedy } = verdict
  const isGrantable = remedy.kind === 'statement' && remedy.note === undefined
  return isGrantable ? { kind: 'missing', why } : { kind: 'forbidden', why, on: [resource] }
}

/** The writes of the migration itself, as far as they can be asked about in advance, by the action that they need. */
export type OwnWrites = readonly (readonly [action: string, resources: readonly string[]])[]

/**
 * simulateOwn asks whether the identity of the migration may perform the planned writes: an interrupted migration can
 * continue, but is better avoided. Only a definite denial is a problem, and only in an apply: the identity that plans
 * can differ from the one that applies.
 */
export async function simulateOwn(
  writes: OwnWrites,
  context: MigrationContext
): Promise<{ readonly problems: readonly Problem[]; readonly remarks: readonly string[] }> {
  const principal = await principalOf(context)
  if ('unknown' in principal) return { problems: [], remarks: [ownNotVerified(principal.unknown)] }
  const problems: Problem[] = []
  const unknown = new Set<string>()
  for (const [action, resources] of writes.filter(([, all]) => all.length > 0)) {
    const decision = await ask(principal.arn, { action, resources }, context)
    if (decision.kind === 'unknown') unknown.add(decision.why)
    else if (decision.kind !== 'allowed') problems.push(notAllowed(action, resources, decision.why))
  }
  const remarks = [...unknown].map(ownNotVerified)
  if (context.configuration.apply) return { problems, remarks }
  return {
    problems: [],
    remarks: [...remarks, ...problems.map(({ message }) => `${message} An apply needs it.`)]
  }
}

function ownNotVerified(why: string): string {
  return `Not verified: whether this identity may write what is planned (${why}).`
}

/** The identity of the migration as IAM's simulator takes it, or why it is unknown. */
async function principalOf({
  aws,
  callerArn
}: MigrationContext): Promise<{ readonly arn: string } | { readonly unknown: string }> {
  if (callerArn === undefined) return { unknown: 'STS did not say whose credentials these are' }
  const caller = parseCallerArn(callerArn)
  if (caller.kind === 'user') return { arn: caller.arn }
  if (caller.kind === 'other')
    return { unknown: `the credentials belong to ${caller.text}, which IAM cannot simulate` }
  const answer = await createAsker()(() => aws.roles.describeRole(caller.name))
  if (answer.kind === 'failed') return { unknown: unverifiedReason(unknownFrom(answer.error)) }
  return answer.value ?? { unknown: `IAM knows no role ${caller.name}` }
}

/** A made-up suffix is not shown as if it were one. */
function subjectOf(resource: string): string {
  if (resource.includes(':role/')) return roleNameOf(resource)
  return resource.endsWith(MADE_UP_SUFFIX) ? `${resource.slice(0, -MADE_UP_SUFFIX.length)}-??????` : resource
}

function notAllowed(action: string, resources: readonly string[], why: string): Problem {
  return {
    code: 'migration-permission',
    fault: 'user',
    message: `The deploying role is not authorized to perform ${action} on ${resources.map(subjectOf).join(', ')}: ${why}.`,
    hint: `The policy that an apply needs: ${pageUrl('migration')}. Nothing was written.`
  }
}
