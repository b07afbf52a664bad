import type { Problem } from '../../../errors.ts'
import { present } from '../../../present.ts'
import type { Resolution } from '../../../references/resolve.ts'
import { resolveReferences } from '../../../references/resolve.ts'
import { PERMISSIONS_TITLE, permissionsToText } from '../../../report/permissions.ts'
import { problemsOfVerification } from '../../../verify/problems.ts'
import type { PermissionRow } from '../../../verify/verification.ts'
import { verifyPermissions } from '../../../verify/verify.ts'
import type { LocatedSecret } from '../survey-secrets.ts'
import { comingDirectory, locateReference, roleArnOf } from './coming-state.ts'
import type { ReadingRole } from './iam.ts'
import { type DeploysPlanned, planDeploys } from './plan-deploys.ts'
import type { DecidedMigration, FilePreview } from './preview-files.ts'
import { compareWithRunning, type RunningDifferences } from './running-differences.ts'

/** The problems that a deploy of the new files would meet, and what the execution roles must read afterwards. */
export type DefinitionsVerified = Pick<RunningDifferences, 'differences'> &
  Pick<DeploysPlanned, 'unchanged'> & {
    readonly problems: readonly Problem[]
    readonly remarks: readonly string[]
    /** Every role with all references of its definitions, including existing ones. */
    readonly needs: readonly ReadingRole[]
    /** The secrets of the migration and all others that the definitions refer to, by name. */
    readonly located: ReadonlyMap<string, LocatedSecret>
    /** Roles that cannot be used at all. */
    readonly unusable: ReadonlySet<string>
  }

/**
 * verifyDefinitions runs the checks of a deploy on the new definitions before anything is written: every reference
 * exists, the roles exist and trust ECS, this identity may pass them, the images exist, and the services accept the
 * deployment. Secrets that will be stored count as existing. The read permissions of the roles are checked with the
 * grants. Throws AwsError if AWS cannot be read at all.
 */
export async function verifyDefinitions(
  previews: readonly FilePreview[],
  decided: DecidedMigration
): Promise<DefinitionsVerified> {
  const { context } = decided
  const { region, partition } = context
  const directory = comingDirectory(decided.located, context)
  const where = { directory, region, partition }
  const verified = await verifyResolved(previews, decided, where)
  const planned = await planDeploys(previews, decided, directory)
  const known = new Set(verified.problems.map(({ code, message }) => `${code} ${message}`))
  const others = planned.problems.filter(({ code, message }) => !known.has(`${code} ${message}`))
  return { ...verified, unchanged: planned.unchanged, problems: [...verified.problems, ...others] }
}

/** The resolved definitions are not kept for the plans, which resolve their own. */
async function verifyResolved(
  previews: readonly FilePreview[],
  decided: DecidedMigration,
  where: Parameters<typeof resolveReferences>[1]
): Promise<Omit<DefinitionsVerified, 'unchanged'>> {
  const resolution = await resolveReferences(previews.flatMap(toUnresolved), where)
  const { needs, located } = await needsOf(previews, resolution, decided)
  const roles = await verifyRolesAndImages(resolution, { decided, needs })
  const { differences, problems } = compareWithRunning(resolution.documents, decided)
  return {
    problems: [...resolution.problems, ...roles.problems, ...problems],
    remarks: [...resolution.warnings.map(({ message }) => message), ...roles.remarks],
    ...{ needs, located, differences, unusable: roles.unusable }
  }
}

/** Line numbers of the new text do not match the existing file. */
function toUnresolved({ source, isChanged, definitions }: FilePreview) {
  return definitions.map(({ service, root, place }) => ({
    file: source.document.file,
    root,
    place: isChanged ? () => undefined : place,
    ...present({ service })
  }))
}

async function needsOf(
  previews: readonly FilePreview[],
  { resolved }: Resolution,
  { context, located: planned }: DecidedMigration
): Promise<Pick<DefinitionsVerified, 'needs' | 'located'>> {
  const located = new Map(planned)
  const needs = new Map<string, ReadingRole>()
  for (const { source, definitions } of previews) {
    for (const { service, executionRole } of definitions) {
      const { file } = source.document
      const own = resolved.filter(({ uses }) =>
        uses.some(use => use.file === file && use.service === service)
      )
      const read = own.flatMap(one => locateReference(one, located) ?? [])
      if (executionRole === undefined || read.length === 0) continue
      for (const one of read) if (!located.has(one.name)) located.set(one.name, one)
      const arn = (await roleArnOf(executionRole, context)) ?? executionRole
      needs.set(
        arn,
        joinNeeds(needs.get(arn), {
          arn,
          files: [file],
          services: service === undefined ? source.services : [service],
          secrets: read.map(({ name }) => name)
        })
      )
    }
  }
  return { needs: [...needs.values()], located }
}

/** joinNeeds combines the needs of a role for both sets of definitions. */
export function joinNeeds(known: ReadingRole | undefined, more: ReadingRole): ReadingRole {
  const both = (of: 'files' | 'services' | 'secrets') => [...new Set([...(known?.[of] ?? []), ...more[of]])]
  return {
    arn: more.arn,
    files: both('files'),
    services: both('services'),
    secrets: both('secrets').sort((a, b) => (a < b ? -1 : 1))
  }
}

type RolesVerified = Pick<DefinitionsVerified, 'problems' | 'remarks' | 'unusable'>

async function verifyRolesAndImages(
  { documents, resolved }: Resolution,
  run: { readonly decided: DecidedMigration; readonly needs: readonly ReadingRole[] }
): Promise<RolesVerified> {
  const { configuration, aws, region, partition, ports } = run.decided.context
  const { verifyPermissions: mode, apply, openPullRequest } = configuration
  if (mode === 'off') return { problems: [], remarks: [], unusable: new Set() }
  // a run that only plans, or that leaves the deploy to others, does not pass a role
  const registration = apply && !openPullRequest ? ('register' as const) : ('reuse' as const)
  const subjects = documents.map(document => ({ ...document, registration }))
  const verification = await verifyPermissions(subjects, { references: resolved, region, partition }, aws)
  const granted = new Set(run.needs.map(({ arn }) => arn))
  const rows = verification.rows.filter(
    row => !isAskedLater(row, granted) && !(openPullRequest && isImage(row))
  )
  if (rows.length > 0) ports.log.group(PERMISSIONS_TITLE, permissionsToText(rows))
  const { problems, remarks } = problemsOfVerification({ rows }, mode)
  const unusable = rows.flatMap(({ check, verdict, what }) =>
    check === 'role' && verdict === 'denied' ? [what] : []
  )
  return { problems, remarks: remarks.map(({ message }) => message), unusable: new Set(unusable) }
}

/** Read permissions that are about to be granted are not checked against the current state. */
function isAskedLater({ check, holder }: PermissionRow, granted: ReadonlySet<string>): boolean {
  const isRead = check === 'secret' || check === 'parameter' || check === 'key'
  return isRead && 'arn' in holder && granted.has(holder.arn)
}

/** A run that opens a pull request deploys nothing: the images may be built after it is merged. */
function isImage({ check }: PermissionRow): boolean {
  return check === 'image'
}
