import type { Problem } from '../../errors.ts'
import type { ObjectNode } from '../../files/document/tree.ts'
import { childOf, stringOf } from '../../files/document/tree.ts'
import { grouped } from '../../group.ts'
import { present } from '../../present.ts'
import type { SecretDirectory, SecretMetadata } from '../../secrets/ports.ts'
import { parseReference, printTarget } from '../../secrets/reference.ts'
import type { Resolution } from '../../secrets/resolve.ts'
import { parseRoleArn } from '../../secrets/roles.ts'
import { planPolicy, proposeExecutionRole } from '../policy.ts'
import { type Decision, grantsFor, type ReadingRole, roleNameOf, simulateReads } from './access.ts'
import type { MigrationContext } from './ports.ts'
import type { LocatedSecret } from './stored.ts'

/**
 * comingDirectory returns the secret directory as it will be once the secrets of a migration are stored: those count as
 * existing. Each secret is requested once.
 */
export function comingDirectory(
  located: ReadonlyMap<string, LocatedSecret>,
  { aws, region }: Pick<MigrationContext, 'aws' | 'region'>
): SecretDirectory {
  const { directory } = aws
  const coming = (store: string) => [...located.values()].filter(({ arn }) => arn.split(':')[2] === store)
  const asked = new Map<string, Promise<SecretMetadata | undefined>>()
  const describe = async (where: string, id: string): Promise<SecretMetadata | undefined> => {
    const own = coming('secretsmanager').find(({ name, arn }) => where === region && [name, arn].includes(id))
    if (own === undefined) return directory.describeSecret(where, id)
    const { name, arn, keyId } = own
    return { name, arn, ...present({ kmsKeyId: keyId }) }
  }
  return {
    describeSecret: (where, id) => {
      const key = `${where} ${id}`
      const answer = asked.get(key) ?? describe(where, id)
      asked.set(key, answer)
      return answer
    },
    describeParameters: async (where, names) => {
      const found = await directory.describeParameters(where, names)
      if (where !== region) return found
      const known = new Set(found.map(({ name }) => name))
      const added = coming('ssm').filter(({ name }) => names.includes(name) && !known.has(name))
      return [...found, ...added.map(({ name, arn }) => ({ name, arn, type: 'SecureString' }))]
    },
    callerIdentity: () => directory.callerIdentity()
  }
}

/** A definition with references, as a deploy will register it. */
export type ReadingDefinition = {
  readonly file: string
  readonly service?: string
  readonly services: readonly string[]
  readonly root: ObjectNode
}

/** The roles that must read secrets, and the secrets of the migration and all others that they read, by name. */
export type RoleNeeds = {
  readonly needs: readonly ReadingRole[]
  readonly located: ReadonlyMap<string, LocatedSecret>
  readonly problems: readonly Problem[]
}

/**
 * needsOf lists the execution role of each definition with everything that it must read, including what is referred to
 * already. A definition with references but without a role is a problem.
 */
export async function needsOf(
  definitions: readonly ReadingDefinition[],
  { resolved }: Pick<Resolution, 'resolved'>,
  known: { readonly context: MigrationContext; readonly located: ReadonlyMap<string, LocatedSecret> }
): Promise<RoleNeeds> {
  const { configuration, partition, cluster, ports } = known.context
  const located = new Map(known.located)
  const problems: Problem[] = []
  const all: ReadingRole[] = []
  for (const { file, service, services, root } of definitions) {
    const own = resolved.filter(({ uses }) => uses.some(use => use.file === file && use.service === service))
    const read = own.flatMap(one => locateReference(one, located) ?? [])
    const written = stringOf(childOf(root, 'executionRoleArn')) || undefined
    if (read.length === 0) continue
    for (const one of read) if (!located.has(one.name)) located.set(one.name, one)
    if (written === undefined) {
      const project = configuration.project ?? cluster ?? ports.repository ?? 'ecs'
      problems.push(withoutRole(file, project, partition))
      continue
    }
    const arn = await roleArnOf(written, known.context)
    const secrets = read.map(({ name }) => name)
    all.push({ arn, files: [file], services: service === undefined ? services : [service], secrets })
  }
  const needs = [...grouped(all, ({ arn }) => arn)].map(([arn, same]) => {
    const both = (of: 'files' | 'services' | 'secrets') => [...new Set(same.flatMap(one => one[of]))]
    return {
      arn,
      files: both('files'),
      services: both('services'),
      secrets: both('secrets').toSorted((a, b) => (a < b ? -1 : 1))
    }
  })
  return { needs, located, problems }
}

/** The ARN of an execution role from its value in a definition: ECS accepts an ARN, or the name of a role. */
async function roleArnOf(written: string, { aws, partition, account }: MigrationContext): Promise<string> {
  if (parseRoleArn(written) !== undefined || !/^[\w+=,.@-]{1,64}$/.test(written)) return written
  try {
    const found = await aws.roles.describeRole(written)
    if (found !== undefined) return found.arn
  } catch {
    // whether the role exists is verified later; here it gets the default ARN
  }
  return `arn:${partition}:iam::${account}:role/${written}`
}

/** A resolved reference, whose ARN can have a tail, with the name that a plan shows for it. */
function locateReference(
  { arn, keyId }: { readonly arn: string; readonly keyId?: string },
  located: ReadonlyMap<string, LocatedSecret>
): LocatedSecret | undefined {
  const parsed = parseReference(arn)
  if (parsed.kind !== 'secret-arn' && parsed.kind !== 'parameter-arn') return undefined
  const whole = printTarget(parsed)
  const known = [...located.values()].find(one => one.arn === whole)
  if (known !== undefined) return known
  const own =
    parsed.kind === 'secret-arn' ? parsed.resource.replace(/-[A-Za-z0-9]{6}$/, '') : `/${parsed.resource}`
  return { name: located.has(own) ? whole : own, arn: whole, ...present({ keyId }) }
}

/** A role with the simulator's result for all of its reads together. */
export type RoleSurvey = { readonly need: ReadingRole; readonly reads: Decision }

/** What the execution roles can do now, and what keeps the migration from granting the rest. */
export type RolesSurvey = {
  readonly surveys: readonly RoleSurvey[]
  readonly problems: readonly Problem[]
  readonly remarks: readonly string[]
}

/** surveyRoles checks each role before anything is written: nothing forbids the reads, and the policy fits. */
export async function surveyRoles(
  { needs, located }: Pick<RoleNeeds, 'needs' | 'located'>,
  context: MigrationContext
): Promise<RolesSurvey> {
  const surveys: RoleSurvey[] = []
  const problems: Problem[] = []
  for (const need of needs) {
    if (parseRoleArn(need.arn)?.account !== context.account) {
      problems.push(foreign(need))
      continue
    }
    const own = need.secrets.flatMap(name => located.get(name) ?? [])
    const reads = await simulateReads(need.arn, own, context)
    surveys.push({ need, reads })
    if (reads.kind === 'forbidden') problems.push(forbidden(need, reads, own))
    if (context.configuration.policyOutput !== 'attach' || reads.kind === 'allowed') continue
    const name = roleNameOf(need.arn)
    const planned = planPolicy(name, await context.cloud.policies.listInline(name), grantsFor(own))
    if (planned.kind === 'problem') problems.push(planned.problem)
  }
  return { surveys, problems, remarks: remarksOf(surveys, located) }
}

function remarksOf(
  surveys: readonly RoleSurvey[],
  located: ReadonlyMap<string, LocatedSecret>
): readonly string[] {
  const unknown = surveys.flatMap(({ need, reads }) =>
    reads.kind === 'unknown'
      ? [`Not verified: whether execution role ${need.arn} may read the secrets (${reads.why}).`]
      : []
  )
  const aliases = [...located.values()].filter(
    ({ keyId = '' }) => keyId.includes('alias/') && !keyId.includes('alias/aws/')
  )
  return [
    ...unknown,
    ...aliases.map(
      ({ name, keyId }) =>
        `The key of ${name} is known by its alias only (${keyId}): kms:Decrypt is not granted for it; policies name keys by their ids.`
    )
  ]
}

function withoutRole(file: string, project: string, partition: string): Problem {
  const { roleName, trust, managedPolicyArns } = proposeExecutionRole(project, partition)
  const commands = [
    `aws iam create-role --role-name ${roleName} --assume-role-policy-document '${JSON.stringify(trust)}'`,
    ...managedPolicyArns.map(arn => `aws iam attach-role-policy --role-name ${roleName} --policy-arn ${arn}`)
  ]
  return {
    code: 'migration-no-role',
    fault: 'user',
    message: `${file} has no "executionRoleArn": ECS needs an execution role to read secrets.`,
    hint: `Create a role, write its ARN into the file as "executionRoleArn" and run again; the migration grants it the secrets. For example: ${commands.join(' && ')}`
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
    hint: isRole
      ? 'ECS takes only execution roles of the account it runs in: check the ARN and the account of the credentials.'
      : 'Write the ARN (arn:aws:iam::ACCOUNT:role/NAME) or the name of a role of this account.'
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
