import type { Problem } from '../../../errors.ts'
import { collectReferences } from '../../../references/collect.ts'
import { parseRoleArn } from '../../../verify/names.ts'
import { type NamedPolicy, planPolicy } from '../../policy.ts'
import { proposeExecutionRole } from '../../print-policy.ts'
import type { MigrationContext } from '../ports.ts'
import type { LocatedSecret } from '../survey-secrets.ts'
import { type Decision, grantsFor, type ReadingRole, roleNameOf, simulateReads } from './iam.ts'
import type { FilePreview } from './preview-files.ts'
import { type DefinitionsVerified, joinNeeds } from './verify-definitions.ts'

/** What the execution roles of the definitions need, and their current permissions according to IAM. */
export type RolesSurvey = {
  readonly surveys: readonly RoleSurvey[]
  readonly problems: readonly Problem[]
  readonly remarks: readonly string[]
}

/**
 * surveyRoles checks the execution role of each definition that gets references; a definition without one is a problem.
 */
export async function surveyRoles(
  previews: readonly FilePreview[],
  known: Pick<DefinitionsVerified, 'needs' | 'located' | 'unusable'> & {
    readonly context: MigrationContext
    readonly project: string
  }
): Promise<RolesSurvey> {
  const { located, context, project, unusable } = known
  const surveys: RoleSurvey[] = []
  const problems: Problem[] = []
  for (const where of previews.flatMap(withoutOne))
    problems.push(withoutRole(where, project, context.partition))
  for (const need of withTemplates(known.needs, previews).filter(({ arn }) => !unusable.has(arn))) {
    const found = await surveyRole(
      need,
      need.secrets.flatMap(name => located.get(name) ?? []),
      context
    )
    surveys.push(found.survey)
    problems.push(...found.problems)
  }
  return { surveys, problems, remarks: remarksOf(surveys, located) }
}

/** Places of definitions that get references but name no execution role. */
function withoutOne({ source, definitions, template = [] }: FilePreview): readonly string[] {
  const { file } = source.document
  const isBare = definitions.some(
    ({ root, executionRole }) => executionRole === undefined && collectReferences(root).length > 0
  )
  const resources = template.filter(({ role }) => role.kind === 'none')
  return [...(isBare ? [file] : []), ...resources.map(({ resource }) => `${file} (${resource})`)]
}

/** A role that only its template knows cannot be granted here. */
function withTemplates(
  needs: readonly ReadingRole[],
  previews: readonly FilePreview[]
): readonly ReadingRole[] {
  const all = new Map(needs.map(need => [need.arn, need]))
  for (const { source, template = [] } of previews)
    for (const { role, secrets } of template) {
      if (role.kind !== 'arn') continue
      const { arn } = role
      const more = { arn, files: [source.document.file], services: source.services, secrets }
      all.set(arn, joinNeeds(all.get(arn), more))
    }
  return [...all.values()]
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

/** A role with its current permissions according to IAM. */
export type RoleSurvey = {
  readonly need: ReadingRole
  readonly inline: readonly NamedPolicy[]
  /** The simulator's result for all of its reads together. */
  readonly reads: Decision
}

/** surveyRole checks a role before anything is written: nothing forbids the reads, and the policy fits. */
async function surveyRole(
  need: ReadingRole,
  located: readonly LocatedSecret[],
  context: MigrationContext
): Promise<{ readonly survey: RoleSurvey; readonly problems: readonly Problem[] }> {
  const nothing: RoleSurvey = { need, inline: [], reads: { kind: 'unknown', why: 'it cannot be used' } }
  if (parseRoleArn(need.arn)?.account !== context.account)
    return { survey: nothing, problems: [foreign(need)] }
  const problems: Problem[] = []
  const reads = await simulateReads(need.arn, located, context)
  if (reads.kind === 'forbidden') problems.push(forbidden(need, reads, located))
  if (context.configuration.policyOutput !== 'attach' || reads.kind === 'allowed') {
    return { survey: { need, inline: [], reads }, problems }
  }
  const inline = await context.cloud.policies.listInline(roleNameOf(need.arn))
  const planned = planPolicy(roleNameOf(need.arn), inline, grantsFor(located))
  if (planned.kind === 'problem') problems.push(planned.problem)
  return { survey: { need, inline, reads }, problems }
}

/**
 * withoutRole returns the problem for a definition without an execution role, with a proposal: without one, ECS cannot
 * read its secrets.
 */
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
  { why, on = [] }: Extract<Decision, { kind: 'forbidden' }>,
  located: readonly LocatedSecret[]
): Problem {
  const names = on.map(target => located.find(one => one.arn === target)?.name ?? target)
  const what = names.length === 0 ? 'the secrets' : names.join(', ')
  return {
    code: 'migration-forbidden',
    fault: 'user',
    message: `Execution role ${arn} (${files.join(', ')}) could not read ${what} even with the policy: ${why}.`,
    hint: 'Change that first (a permissions boundary has to allow secretsmanager:GetSecretValue on the secrets too; a Deny has to make room), or take the reference out. Nothing was written.'
  }
}
