import type { Problem } from '../../errors.ts'
import { childOf, stringOf } from '../../files/document/tree.ts'
import { grouped } from '../../list.ts'
import { present } from '../../present.ts'
import { collectReferences } from '../../secrets/collect.ts'
import type { SecretDirectory } from '../../secrets/ports.ts'
import { readKeyId, verifyReads } from '../../secrets/reads.ts'
import { parseReference, printTarget } from '../../secrets/reference.ts'
import type { ResolvedReference } from '../../secrets/resolve.ts'
import { parseRoleArn } from '../../secrets/roles.ts'
import {
  createAsker,
  type PermissionVerdict,
  unverifiedReason,
  type VerifySubject
} from '../../secrets/verification.ts'
import { type Grants, planPolicy, proposeExecutionRole } from '../policy.ts'
import type { MigrationContext } from './ports.ts'
import type { LocatedSecret } from './stored.ts'

/** An execution role that must read these secrets, by name, because the definitions of the files refer to them. */
export type ReadingRole = {
  readonly arn: string
  readonly files: readonly string[]
  readonly services: readonly string[]
  readonly secrets: readonly string[]
}

/** A role, and whether it is allowed all of its reads together. */
export type RoleSurvey = { readonly need: ReadingRole; readonly reads: Decision }

/** What the execution roles can do now, and what keeps the migration from granting the rest. */
export type RolesSurvey = {
  readonly surveys: readonly RoleSurvey[]
  /** The secrets of the migration, and all others that the definitions refer to, by name. */
  readonly located: ReadonlyMap<string, LocatedSecret>
  readonly problems: readonly Problem[]
  readonly remarks: readonly string[]
}

/** A definition as a deploy will register it, with the services of its file. */
export type ReadingDefinition = VerifySubject & { readonly services: readonly string[] }

/**
 * surveyRoles lists the execution role of each definition with everything that it must read, and checks before anything
 * is written that nothing forbids the reads, and that the policy fits. A definition with references but without a role
 * is a problem. `missing` are ARNs of roles that do not exist. Throws AwsError if policies cannot be listed.
 */
export async function surveyRoles(
  definitions: readonly ReadingDefinition[],
  references: readonly ResolvedReference[],
  known: {
    readonly context: MigrationContext
    readonly located: ReadonlyMap<string, LocatedSecret>
    readonly missing: ReadonlySet<string>
  }
): Promise<RolesSurvey> {
  const { context, missing } = known
  const located = new Map(known.located)
  const problems: Problem[] = []
  const all: ReadingRole[] = []
  for (const { file, service, services, root } of definitions) {
    const arns = collectReferences(root).flatMap(({ node: { value } }) => {
      const { keyId } = references.find(({ arn }) => arn === value) ?? {}
      return locate(value, keyId, located) ?? []
    })
    if (arns.length === 0) continue
    for (const one of arns) located.set(one.name, one)
    const written = stringOf(childOf(root, 'executionRoleArn')) || undefined
    if (written === undefined) problems.push(withoutRole(file, context))
    else
      all.push({
        arn: await roleArnOf(written, context),
        files: [file],
        services: service === undefined ? services : [service],
        secrets: arns.map(({ name }) => name)
      })
  }
  const surveys: RoleSurvey[] = []
  for (const [arn, same] of grouped(all, one => one.arn)) {
    if (missing.has(arn)) continue
    const both = (of: 'files' | 'services' | 'secrets') => [...new Set(same.flatMap(one => one[of]))]
    const need = {
      arn,
      files: both('files'),
      services: both('services'),
      secrets: both('secrets')
    }
    const survey = await surveyRole(need, located, context)
    if ('reads' in survey) surveys.push(survey)
    problems.push(...survey.problems)
  }
  return {
    ...{ surveys, located, problems },
    remarks: surveys.flatMap(({ need, reads }) =>
      reads.kind === 'unknown' ? [notVerified(need, reads)] : []
    )
  }
}

async function surveyRole(
  need: ReadingRole,
  located: ReadonlyMap<string, LocatedSecret>,
  context: MigrationContext
): Promise<(RoleSurvey | object) & { readonly problems: readonly Problem[] }> {
  if (parseRoleArn(need.arn)?.account !== context.account) return { problems: [foreign(need)] }
  const own = need.secrets.flatMap(name => located.get(name) ?? [])
  const reads = await simulateReads(need.arn, own, context)
  const problems = reads.kind === 'forbidden' ? [forbidden(need, reads, own)] : []
  if (context.configuration.policyOutput === 'attach' && reads.kind !== 'allowed') {
    const name = roleNameOf(need.arn)
    const planned = planPolicy(name, await context.cloud.policies.listInline(name), grantsFor(own))
    if (planned.kind === 'problem') problems.push(planned.problem)
  }
  return { need, reads, problems }
}

/** A resolved reference, whose ARN can have a tail, with the name that a plan shows for it. */
function locate(
  text: string,
  keyId: string | undefined,
  located: ReadonlyMap<string, LocatedSecret>
): LocatedSecret | undefined {
  const parsed = parseReference(text)
  if (parsed.kind !== 'secret-arn' && parsed.kind !== 'parameter-arn') return undefined
  const arn = printTarget(parsed)
  const known = [...located.values()].find(one => one.arn === arn)
  if (known !== undefined) return known
  const name =
    parsed.kind === 'secret-arn' ? parsed.resource.replace(/-[A-Za-z0-9]{6}$/, '') : `/${parsed.resource}`
  return { name: located.has(name) ? arn : name, arn, ...present({ keyId }) }
}

/** The ARN of an execution role from its value in a definition: ECS accepts an ARN, or the name of a role. */
async function roleArnOf(written: string, { aws, partition, account }: MigrationContext): Promise<string> {
  if (parseRoleArn(written) !== undefined || !/^[\w+=,.@-]{1,64}$/.test(written)) return written
  // whether the role exists is verified elsewhere; if it cannot be read, it gets the default ARN
  const answer = await createAsker()(() => aws.roles.describeRole(written))
  const found = answer.kind === 'answered' ? answer.value?.arn : undefined
  return found ?? `arn:${partition}:iam::${account}:role/${written}`
}

/** roleNameOf returns the name of a role without its path, as IAM's API expects it. */
export function roleNameOf(arn: string): string {
  return parseRoleArn(arn)?.name ?? arn
}

/** grantsFor returns what a role must be allowed to read these, including their customer managed keys. */
export function grantsFor(located: readonly LocatedSecret[]): Grants {
  const arnsOf = (store: string) => located.flatMap(({ arn }) => (arn.split(':')[2] === store ? [arn] : []))
  return {
    secretArns: arnsOf('secretsmanager'),
    parameterArns: arnsOf('ssm'),
    keys: located.flatMap(({ arn, keyId }) => {
      const key = readKeyId(keyId, arn)
      return key.kind === 'key' ? [{ keyArn: key.arn, usedBy: arn }] : []
    })
  }
}

/**
 * The verdict of IAM's simulator on several reads or writes. `missing`: a policy can allow them. `forbidden`: no policy
 * of the principal could; `on` are the ARNs for which this is so. `unknown`: the simulator cannot be called, or its
 * answer is not conclusive.
 */
export type Decision =
  | { readonly kind: 'allowed' }
  | { readonly kind: 'missing' | 'unknown'; readonly why: string }
  | { readonly kind: 'forbidden'; readonly why: string; readonly on: readonly string[] }

/**
 * simulateReads checks whether an execution role may read all of these secrets and use their customer managed keys.
 * Never throws for errors from AWS.
 */
export async function simulateReads(
  role: string,
  located: readonly LocatedSecret[],
  { aws, region, partition, account }: MigrationContext
): Promise<Decision> {
  const needs = located.map(({ arn, keyId }) => ({
    ...{ role, arn, account: arn.split(':')[4] ?? account, region: arn.split(':')[3] ?? region, uses: [] },
    check: arn.split(':')[2] === 'ssm' ? ('parameter' as const) : ('secret' as const),
    ...present({ keyId })
  }))
  const facts = new Map([[role, { kind: 'found', arn: role, trust: '' } as const]])
  const scope = { roles: aws.roles, ask: createAsker(), caller: undefined, region, partition }
  const { rows } = await verifyReads(needs, facts, scope)
  return decisionOf(rows)
}

/** decisionOf joins the verdicts on several reads or writes. Pure. */
export function decisionOf(rows: readonly (PermissionVerdict & { readonly what: string })[]): Decision {
  const denied = rows.filter(row => row.verdict === 'denied')
  const forbidden = denied.filter(({ remedy }) => remedy.kind !== 'statement' || remedy.isNotEnough === true)
  const [worst] = [...forbidden, ...denied]
  if (worst) {
    const on = forbidden.filter(({ why }) => why === worst.why).map(({ what }) => what)
    return on.length > 0 ? { kind: 'forbidden', why: worst.why, on } : { kind: 'missing', why: worst.why }
  }
  const open = rows.find(row => row.verdict === 'not-verified')
  return open ? { kind: 'unknown', why: unverifiedReason(open.unknown) } : { kind: 'allowed' }
}

/** notVerified returns that it is not known what a role may read. */
export function notVerified({ arn }: ReadingRole, { why }: { readonly why: string }): string {
  return `Not verified: whether execution role ${arn} may read the secrets (${why}).`
}

/**
 * comingDirectory returns the secret directory as it will be once the secrets of a migration are stored: those count as
 * existing.
 */
export function comingDirectory(
  located: ReadonlyMap<string, LocatedSecret>,
  { aws: { directory }, region }: Pick<MigrationContext, 'aws' | 'region'>
): SecretDirectory {
  const coming = (store: string) => [...located.values()].filter(({ arn }) => arn.split(':')[2] === store)
  return {
    describeSecret: (where, id) => {
      const own = coming('secretsmanager').find(
        ({ name, arn }) => where === region && [name, arn].includes(id)
      )
      if (own === undefined) return directory.describeSecret(where, id)
      const { name, arn, keyId } = own
      return Promise.resolve({ name, arn, ...present({ kmsKeyId: keyId }) })
    },
    describeParameters: async (where, names) => {
      const found = await directory.describeParameters(where, names)
      const isNew = ({ name }: LocatedSecret) =>
        where === region && names.includes(name) && !found.some(one => one.name === name)
      const added = coming('ssm').filter(isNew)
      return [...found, ...added.map(({ name, arn }) => ({ name, arn, type: 'SecureString' }))]
    },
    callerIdentity: () => directory.callerIdentity()
  }
}

function withoutRole(file: string, { configuration, cluster, ports, partition }: MigrationContext): Problem {
  const project = configuration.project ?? cluster ?? ports.repository ?? 'ecs'
  return {
    code: 'migration-no-role',
    fault: 'user',
    message: `${file} has no "executionRoleArn": ECS needs an execution role to read secrets.`,
    hint: `Create a role, write its ARN into the file as "executionRoleArn" and run again; the migration grants it the secrets. For example: ${proposeExecutionRole(project, partition)}`
  }
}

function foreign({ arn, files }: ReadingRole): Problem {
  const isRole = parseRoleArn(arn) !== undefined
  return {
    code: 'migration-role',
    fault: 'user',
    message: isRole
      ? `Execution role ${arn} (${files.join(', ')}): it is not a role of the account that the credentials are for.`
      : `The "executionRoleArn" of ${files.join(', ')} is neither the ARN of a role nor the name of one.`,
    hint: 'Write the ARN (arn:aws:iam::ACCOUNT:role/NAME) or the name of a role of this account: ECS takes no other execution role.'
  }
}

function forbidden(
  { arn, files }: ReadingRole,
  { why, on }: Extract<Decision, { kind: 'forbidden' }>,
  located: readonly LocatedSecret[]
): Problem {
  const names = on.map(target => located.find(one => one.arn === target)?.name ?? target)
  return {
    code: 'migration-forbidden',
    fault: 'user',
    message: `Execution role ${arn} (${files.join(', ')}) could not read ${names.join(', ')} even with the policy: ${why}.`,
    hint: 'Change that first (a permissions boundary has to allow secretsmanager:GetSecretValue on the secrets too; a Deny has to make room), or take the reference out. Nothing was written.'
  }
}
