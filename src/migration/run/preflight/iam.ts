import { lastPartOf } from '../../../arn.ts'
import type { AwsError } from '../../../aws/error.ts'
import { explainAwsError } from '../../../aws/explain.ts'
import type { Problem } from '../../../errors.ts'
import { pageUrl } from '../../../nearest.ts'
import { createAsker } from '../../../verify/ask.ts'
import { parseCallerArn, parseRoleArn, readKeyId } from '../../../verify/names.ts'
import type { Simulated } from '../../../verify/ports.ts'
import type { Grants, KeyGrant } from '../../policy.ts'
import type { MigrationContext } from '../ports.ts'
import { type LocatedSecret, MADE_UP_SUFFIX } from '../survey-secrets.ts'

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
 * The result of IAM's simulator. `forbidden`: no policy of the role could allow it. `unknown`: the simulator cannot be
 * called, or its result is not conclusive.
 */
export type Decision =
  | { readonly kind: 'allowed' }
  | { readonly kind: 'missing' }
  /** `on`: the ARNs that the decision applies to. */
  | { readonly kind: 'forbidden'; readonly why: string; readonly on?: readonly string[] }
  | { readonly kind: 'unknown'; readonly why: string }

type Question = {
  readonly action: string
  readonly resources: readonly string[]
  /** Values of IAM's condition keys in addition to the standard ones. */
  readonly keys?: Readonly<Record<string, string>>
}

/**
 * simulateReads simulates whether an execution role may read all of these secrets and use their customer managed keys.
 * Never throws for errors from AWS.
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
      return {
        action: 'kms:Decrypt',
        resources: [keyArn],
        keys: { 'kms:ViaService': `${service}.${region}.amazonaws.com` }
      }
    })
  ]
  const decisions: Decision[] = []
  for (const question of questions.filter(({ resources }) => resources.length > 0)) {
    decisions.push(await ask(roleArn, question, context))
  }
  return worst(decisions)
}

const ORDER = ['forbidden', 'missing', 'unknown', 'allowed'] as const

function worst(decisions: readonly Decision[]): Decision {
  for (const kind of ORDER) {
    const found = decisions.find(decision => decision.kind === kind)
    if (found) return found
  }
  return { kind: 'allowed' }
}

async function ask(principal: string, question: Question, context: MigrationContext): Promise<Decision> {
  const { aws, region, account } = context
  const { action, resources } = question
  const keys = {
    'aws:RequestedRegion': region,
    'aws:ResourceAccount': account,
    'aws:PrincipalArn': principal,
    'aws:PrincipalAccount': account,
    'aws:SecureTransport': 'true',
    ...question.keys
  }
  const answer = await createAsker()(() =>
    aws.roles.simulate({ principal, action, resources, context: keys })
  )
  if (answer.kind === 'failed') return { kind: 'unknown', why: whyNotAnswered(answer.error) }
  const found = answer.value
  if (found === undefined) return { kind: 'unknown', why: `IAM knows no ${principal}` }
  const each = resources.map(resource => judge(found.find(one => one.resource === resource)))
  const decision = worst(each)
  if (decision.kind !== 'forbidden') return decision
  return { ...decision, on: resources.filter((_, index) => each[index]?.kind === 'forbidden') }
}

function whyNotAnswered(error: AwsError): string {
  return error.kind === 'denied'
    ? `no permission for ${error.operation}`
    : explainAwsError(error).message.replace(/\.$/, '')
}

function judge(answer: Simulated | undefined): Decision {
  if (answer === undefined) return { kind: 'unknown', why: 'IAM gave no answer about it' }
  if (!answer.organizationAllows)
    return { kind: 'forbidden', why: 'a service control policy of the organization denies it' }
  if (answer.decision === 'allowed') {
    const why =
      "IAM says both that the action is allowed and that the role's permissions boundary does not allow it"
    return answer.boundaryAllows ? { kind: 'allowed' } : { kind: 'unknown', why }
  }
  if (answer.missingKeys.length > 0)
    return {
      kind: 'unknown',
      why: `the policies use condition keys that are known only at request time (${answer.missingKeys.join(', ')})`
    }
  if (answer.decision === 'explicit-deny') {
    const named = answer.policies.length === 0 ? '' : ` (${answer.policies.join(', ')})`
    return { kind: 'forbidden', why: `a Deny statement forbids it${named}` }
  }
  return answer.boundaryAllows
    ? { kind: 'missing' }
    : { kind: 'forbidden', why: "the role's permissions boundary does not allow it" }
}

/** The writes of the migration itself, as far as they can be simulated in advance. */
export type MigrationWrites = {
  /** Names that are created, and ARNs of secrets that get a new version. */
  readonly created: readonly string[]
  readonly overwritten: readonly string[]
  readonly roles: readonly ReadingRole[]
}

/**
 * simulateOwn simulates whether the identity of the migration may perform the planned writes: an interrupted migration
 * can continue, but is better avoided. Only a definite denial is a problem.
 */
export async function simulateOwn(
  writes: MigrationWrites,
  context: MigrationContext
): Promise<{ readonly problems: readonly Problem[]; readonly remarks: readonly string[] }> {
  const principal = await principalOf(context)
  if ('unknown' in principal) return { problems: [], remarks: [ownNotVerified(principal.unknown)] }
  const isSecrets = context.configuration.store === 'secretsmanager'
  const questions: readonly (readonly [string, readonly string[]])[] = [
    [isSecrets ? 'secretsmanager:CreateSecret' : 'ssm:PutParameter', writes.created],
    [isSecrets ? 'secretsmanager:PutSecretValue' : 'ssm:PutParameter', writes.overwritten],
    [
      isSecrets ? 'secretsmanager:GetSecretValue' : 'ssm:GetParameters',
      [...writes.created, ...writes.overwritten]
    ],
    ['iam:PutRolePolicy', writes.roles.map(({ arn }) => arn)]
  ]
  const problems: Problem[] = []
  const unknown = new Set<string>()
  for (const [action, resources] of questions.filter(([, all]) => all.length > 0)) {
    const decision = await ask(principal.arn, { action, resources }, context)
    if (decision.kind === 'missing' || decision.kind === 'forbidden')
      problems.push(notAllowed(action, resources, decision))
    if (decision.kind === 'unknown') unknown.add(decision.why)
  }
  const remarks = [...unknown].map(ownNotVerified)
  if (context.configuration.apply) return { problems, remarks }
  // the identity that plans can differ from the one that applies
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
  if (answer.kind === 'failed') return { unknown: whyNotAnswered(answer.error) }
  return answer.value === undefined ? { unknown: `IAM knows no role ${caller.name}` } : answer.value
}

/** A made-up suffix is not shown as if it were one. */
function subjectOf(resource: string): string {
  if (resource.includes(':role/')) return roleNameOf(resource)
  return resource.endsWith(MADE_UP_SUFFIX) ? `${resource.slice(0, -MADE_UP_SUFFIX.length)}-??????` : resource
}

function notAllowed(
  action: string,
  resources: readonly string[],
  decision: Exclude<Decision, { kind: 'allowed' | 'unknown' }>
): Problem {
  const why = decision.kind === 'forbidden' ? decision.why : 'none of its policies allows it'
  const names = resources.map(subjectOf)
  return {
    code: 'migration-permission',
    fault: 'user',
    message: `The deploying role is not authorized to perform ${action} on ${names.join(', ')}: ${why}.`,
    hint: `The policy that an apply needs: ${pageUrl('migration')}. Nothing was written.`
  }
}
