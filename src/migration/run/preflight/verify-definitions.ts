import { examine } from '../../../checking/examine/examine.ts'
import { type Placement, siteOf } from '../../../configuration/placement.ts'
import { makePlan } from '../../../deploying/plan/make-plan.ts'
import { keysFor } from '../../../deploying/plan/resolve-all.ts'
import type { Preparation } from '../../../deploying/prepare/prepare.ts'
import type { ServiceDefinitions } from '../../../deploying/prepare/service-definitions.ts'
import { childOf, type ObjectNode, stringOf } from '../../../document/tree.ts'
import type { Problem } from '../../../errors.ts'
import type { DeployConfiguration } from '../../../inputs/configuration.ts'
import { type Log, UNCOUNTED } from '../../../log.ts'
import type { ModePorts } from '../../../ports.ts'
import { present } from '../../../present.ts'
import type { SecretDirectory } from '../../../references/ports.ts'
import type { Resolution } from '../../../references/resolution.ts'
import { resolveReferences } from '../../../references/resolve.ts'
import { PERMISSIONS_TITLE, permissionsToText } from '../../../report/permissions.ts'
import { emptyReport } from '../../../report/report.ts'
import { problemsOfVerification } from '../../../verify/problems.ts'
import type { PermissionRow } from '../../../verify/verification.ts'
import { verifyPermissions } from '../../../verify/verify.ts'
import { type DeployStep, deploySteps } from '../deploy/deploy-steps.ts'
import { notMoved } from '../find/candidates.ts'
import type { LocatedSecret } from '../survey-secrets.ts'
import { comingDirectory, locateReference, roleArnOf } from './coming-state.ts'
import type { ReadingRole } from './iam.ts'
import type { DecidedMigration, FilePreview, PreviewedDefinition } from './preview-files.ts'
import { compareWithRunning, type RunningDifferences } from './running-differences.ts'

/** The problems that a deploy of the new files would meet, and what the execution roles must read afterwards. */
export type DefinitionsVerified = Pick<RunningDifferences, 'differences'> & {
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
  const { region, partition, configuration } = context
  // all services of a migration are in one account
  const [service] = previews.flatMap(({ source }) => source.services)
  const directory = comingDirectory(decided.located, context)
  const keys = await keysFor(siteOf(service, decided.placement, configuration), configuration, context.ports)
  const where = { ...present({ keys }), directory, region, partition }
  const verified = await verifyResolved(previews, decided, where)
  const planned = await planDeploys(previews, decided, directory)
  const known = new Set(verified.problems.map(({ code, message }) => `${code} ${message}`))
  const others = planned.filter(({ code, message }) => !known.has(`${code} ${message}`))
  return { ...verified, problems: [...verified.problems, ...others] }
}

/** The resolved definitions are not kept for the plans, which resolve their own. */
async function verifyResolved(
  previews: readonly FilePreview[],
  decided: DecidedMigration,
  where: Parameters<typeof resolveReferences>[1]
): Promise<DefinitionsVerified> {
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
  return definitions.map(({ service, read, place }) => ({
    file: source.document.file,
    read,
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
  return check === 'image' || check === 'platform'
}

/** Computes the plans of this migration's deploys, only for their problems. */
async function planDeploys(
  previews: readonly FilePreview[],
  decided: DecidedMigration,
  directory: SecretDirectory
): Promise<readonly Problem[]> {
  const { context, placement } = decided
  if (context.configuration.openPullRequest) return []
  const { renderedFolder: _, ...ports } = context.ports
  const quiet: ModePorts = { ...ports, log: SILENT }
  const aws = { ...context.aws, directory }
  const problems: Problem[] = []
  for (const step of deploySteps(previews, decided)) {
    const configuration: DeployConfiguration = { ...step.configuration, verifyPermissions: 'off' }
    const services = await definitionsOfServices(step, configuration, { ports: quiet, placement })
    const preparation: Preparation = {
      report: { ...emptyReport('deploy'), problems: services.problems },
      prepared: step.definitions.map(definition => asPrepared(definition, configuration, decided)),
      placement,
      services: services.definitions
    }
    const dirty = await examine(services.targets, [], { rules: decided.project.rules, mask: ports.mask })
    problems.push(...dirty.filter(({ level }) => level === 'error').map(notMoved))
    const planned = await makePlan(preparation, configuration, {
      ports: quiet,
      aws: () => Promise.resolve(aws)
    })
    problems.push(...planned.report.problems)
  }
  return problems
}

async function definitionsOfServices(
  { definitions }: DeployStep,
  configuration: DeployConfiguration,
  run: { readonly ports: ModePorts; readonly placement: Placement }
): Promise<ServiceDefinitions> {
  if (configuration.serviceDefinition.length === 0)
    return { definitions: [], targets: [], problems: [], remarks: [] }
  const { loadServiceDefinitions } = await import('../../../deploying/prepare/service-definitions.ts')
  const wanted = definitions.flatMap(({ service, read }) => {
    if (service === undefined) return []
    return [{ service, family: familyOf(read()), site: siteOf(service, run.placement, configuration) }]
  })
  return loadServiceDefinitions(wanted, configuration, run.ports)
}

function asPrepared(
  { service, document, read, place }: PreviewedDefinition,
  configuration: DeployConfiguration,
  { placement, project }: Pick<DecidedMigration, 'placement' | 'project'>
): Preparation['prepared'][number] {
  const entry = project.resolved.services.find(({ key }) => key === service)
  const target = { document, place, ...present({ service, entry }) }
  return {
    target,
    family: familyOf(read()),
    site: siteOf(service, placement, configuration),
    get root() {
      return read()
    }
  }
}

function familyOf(root: ObjectNode): string {
  return stringOf(childOf(root, 'family')) ?? ''
}

const nothing = () => undefined

/** Discards all output: the plan is only checked and never shown. */
const SILENT: Log = {
  debug: nothing,
  info: nothing,
  notice: nothing,
  warning: nothing,
  group: nothing,
  acting: nothing,
  follow: () => ({ say: nothing, update: nothing, end: nothing }),
  count: () => UNCOUNTED
}
