import { examine } from '../../check/examine.ts'
import { isLiveName } from '../../check/source.ts'
import type { Difference } from '../../deploy/comparison/compare.ts'
import { makePlan } from '../../deploy/plan/make-plan.ts'
import { type PreparedDefinition, renderAll } from '../../deploy/prepare/render-all.ts'
import { loadServiceDefinitions, servicesWanted } from '../../deploy/prepare/service-definitions.ts'
import type { Problem } from '../../errors.ts'
import type { Log } from '../../log.ts'
import { present } from '../../present.ts'
import { emptyReport } from '../../report/report.ts'
import { PERMISSIONS_TITLE, permissionsToText } from '../../report/run-sections.ts'
import { keyOf } from '../../rollout/outcome.ts'
import type { SecretDirectory } from '../../secrets/ports.ts'
import { problemsOfVerification } from '../../secrets/problems.ts'
import { type ResolvedReference, resolveReferences } from '../../secrets/resolve.ts'
import type { VerifySubject } from '../../secrets/verification.ts'
import { verifyPermissions } from '../../secrets/verify.ts'
import type { MigrationPlan, PlannedMove } from '../plan.ts'
import { deploySteps } from './deploy.ts'
import { compareWithRunning } from './differences.ts'
import { notMoved } from './find.ts'
import { newTexts } from './new-texts.ts'
import type { MigrationContext } from './ports.ts'
import type { ReferenceStyle } from './references.ts'
import { comingDirectory, type RolesSurvey, surveyRoles } from './roles.ts'
import type { MigratedServices } from './services.ts'
import { isOfTerraform, type MigrationSource, targetsOf, withText } from './sources.ts'
import type { LocatedSecret } from './stored.ts'

/** A migration with decided moves. Nothing is verified yet. */
export type DecidedMigration = {
  readonly context: MigrationContext
  readonly sources: readonly MigrationSource[]
  readonly services: MigratedServices
  readonly plan: MigrationPlan
  /** Includes the moves of an unfinished earlier run. */
  readonly moves: readonly PlannedMove[]
  /** Every secret of `moves` with its actual or expected ARN. */
  readonly located: ReadonlyMap<string, LocatedSecret>
  readonly references: ReferenceStyle
}

/** A file after the migration. */
export type FilePreview = {
  readonly source: MigrationSource
  readonly isChanged: boolean
  /** The file with its new text. */
  readonly after: MigrationSource
}

/** The files after the migration, what their deploys do, and what prevents it. */
export type Checked = {
  readonly previews: readonly FilePreview[]
  /** Every secret that the definitions will refer to, with its actual or expected ARN. */
  readonly located: ReadonlyMap<string, LocatedSecret>
  readonly roles: RolesSurvey['surveys']
  /** What a deploy changes besides the moves, by the key of the service. */
  readonly differences: ReadonlyMap<string, readonly Difference[]>
  /** Keys of the services that run already what the deploy would give them. */
  readonly unchanged: ReadonlySet<string>
  readonly problems: readonly Problem[]
  readonly remarks: readonly string[]
}

/**
 * checkFiles verifies the decisions before anything is written: it rewrites the files in memory, plans their deploys as
 * mode deploy would, with secrets that will be stored counted as existing, and checks with IAM what the roles may read.
 * Throws AwsError if AWS cannot be read at all.
 */
export async function checkFiles(decided: DecidedMigration): Promise<Checked> {
  const { context, located } = decided
  const { previews, problems } = await previewFiles(decided)
  const afterwards = previews.map(({ after }) => after)
  const rendered = await render(afterwards, decided)
  const directory = comingDirectory(located, context)
  const where = { directory, region: context.region, partition: context.partition }
  const servicesOf = new Map(previews.map(({ source }) => [source.document.file, source.services]))
  const unresolved = rendered.prepared.map(({ target, root }) => ({
    ...{ file: target.document.file, root, services: servicesOf.get(target.document.file) ?? [] },
    // line numbers of the new text do not match the existing file
    place: () => undefined,
    ...present({ service: target.service })
  }))
  const resolution = await resolveReferences(unresolved, where)
  const { apply, openPullRequest } = context.configuration
  // a run that only plans, or that leaves the deploy to others, does not pass a role
  const registration = apply && !openPullRequest ? ('register' as const) : ('reuse' as const)
  const definitions = resolution.documents.map((document, index) => ({
    ...{ ...document, registration, services: unresolved[index]?.services ?? [] }
  }))
  const compared = compareWithRunning(resolution.documents, decided)
  const verified = await verifyStart(definitions, resolution.resolved, { context, unused: compared.unused })
  const { missing } = verified
  const roles = await surveyRoles(definitions, resolution.resolved, { context, located, missing })
  const planned = await planDeploys(previews, rendered.prepared, { decided, directory })
  const checks = [{ problems, remarks: [] }, rendered, compared, verified, planned, roles]
  return {
    ...{ previews, located: roles.located, roles: roles.surveys },
    ...{ differences: compared.differences, unchanged: planned.unchanged },
    problems: [...checks.flatMap(one => one.problems), ...resolution.problems],
    remarks: [
      ...resolution.warnings.map(({ message }) => message),
      ...verified.remarks,
      ...roles.remarks,
      ...previews.filter(({ source }) => source.isTemplate).map(({ source }) => ofStack(source))
    ]
  }
}

/** Rewrites in memory the files with something to move, now or earlier, or with a service that runs plaintext. */
async function previewFiles(decided: DecidedMigration): Promise<{
  readonly previews: readonly FilePreview[]
  readonly problems: readonly Problem[]
}> {
  const { sources, services, moves, located } = decided
  const exposed = new Set(services.running.flatMap(({ key, plaintext }) => (plaintext.length > 0 ? key : [])))
  const moved = new Set(moves.map(({ file }) => file))
  const concerned = sources.filter(
    ({ document: { file }, services: own }) =>
      !isLiveName(file) && (moved.has(file) || own.some(key => exposed.has(key)))
  )
  const { files, problems } = await newTexts(concerned, decided, located)
  const previews: FilePreview[] = []
  for (const { source, text, isChanged } of files) {
    const after = isChanged ? await withText(source, text) : source
    if (after) previews.push({ source, isChanged: isChanged || source.revision !== undefined, after })
  }
  return { previews, problems }
}

/** render renders files as a deploy of this run would. Templates are left to their stacks. */
export async function render(
  sources: readonly MigrationSource[],
  {
    context,
    services
  }: Pick<DecidedMigration, 'context'> & { readonly services: Pick<MigratedServices, 'missing'> }
): Promise<{ readonly prepared: readonly PreparedDefinition[]; readonly problems: readonly Problem[] }> {
  const { configuration, ports, rules, account } = context
  const { missing } = services
  const targets = sources
    .filter(({ isTemplate }) => !isTemplate)
    .flatMap(source => targetsOf(source, { context, missing }))
  const { overrides } = configuration
  return renderAll(targets, configuration, { ports, project: rules, overrides, accountOf: () => account })
}

/** Runs the checks of a deploy on roles and images. What the roles may read is checked with the grants. */
async function verifyStart(
  definitions: readonly VerifySubject[],
  references: readonly ResolvedReference[],
  { context, unused }: { readonly context: MigrationContext; readonly unused: ReadonlySet<string> }
): Promise<Pick<Checked, 'problems' | 'remarks'> & { readonly missing: ReadonlySet<string> }> {
  const { configuration, aws, region, partition, ports } = context
  const { verifyPermissions: mode, openPullRequest } = configuration
  if (mode === 'off') return { problems: [], remarks: [], missing: new Set() }
  const verification = await verifyPermissions(definitions, { references, region, partition }, aws)
  // the images of a pull request may be built after it is merged
  const asked = ['role', 'pass-role', ...(openPullRequest ? [] : ['image'])]
  const rows = verification.rows.filter(({ check }) => asked.includes(check))
  if (rows.length > 0) ports.log.group(PERMISSIONS_TITLE, permissionsToText(rows))
  const concerned = rows.filter(({ check, what }) => check !== 'image' || !unused.has(what))
  const { problems, remarks } = problemsOfVerification({ rows: concerned }, mode)
  const missing = rows.flatMap(({ check, verdict, what }) =>
    check === 'role' && verdict === 'denied' ? [what] : []
  )
  return { problems, remarks: remarks.map(({ message }) => message), missing: new Set(missing) }
}

/** Plans the deploys of the run, and discards what they show. A run that opens a pull request deploys nothing. */
async function planDeploys(
  previews: readonly FilePreview[],
  prepared: readonly PreparedDefinition[],
  { decided, directory }: { readonly decided: DecidedMigration; readonly directory: SecretDirectory }
): Promise<Pick<Checked, 'unchanged' | 'problems'>> {
  const { context } = decided
  const unchanged = new Set<string>()
  const problems: Problem[] = []
  if (context.configuration.openPullRequest) return { problems, unchanged }
  const { rules, placement } = context.rules
  const { renderedFolder: _, ...own } = context.ports
  const ports = { ...own, log: SILENT }
  const aws = () => Promise.resolve({ ...context.aws, directory })
  for (const step of deploySteps(previews, decided)) {
    const configuration = { ...step.configuration, verifyPermissions: 'off' as const }
    const some = prepared.filter(({ target }) => step.includes(target))
    const services = await loadServiceDefinitions(servicesWanted(some), configuration, ports)
    const dirty = await examine(services.targets, [], { rules, mask: ports.mask })
    const report = { ...emptyReport('deploy'), problems: services.problems }
    const preparation = { report, prepared: some, placement, services: services.definitions }
    const planned = await makePlan(preparation, configuration, { ports, aws })
    problems.push(...dirty.filter(({ level }) => level === 'error').map(notMoved), ...planned.report.problems)
    for (const one of planned.plan?.services ?? [])
      if (one.action.kind === 'unchanged') unchanged.add(keyOf(one))
  }
  return { problems, unchanged }
}

const nothing = () => undefined

/** Discards all output: the plan is only checked and never shown. */
const SILENT: Log = {
  ...{ debug: nothing, info: nothing, notice: nothing, warning: nothing, group: nothing, acting: nothing },
  follow: () => ({ say: nothing, update: nothing, end: nothing })
}

function ofStack({ document }: MigrationSource): string {
  if (isOfTerraform(document))
    return `${document.file} belongs to Terraform and is not deployed here. Grant its execution role the secrets first: the policy is printed in Terraform's language. Then run terraform plan, and terraform apply if the plan changes nothing else. After that, run mode audit.`
  return `${document.file} is a CloudFormation template: it gets references by ARN and is not deployed here. Before you deploy its stack, grant its execution role the secrets: the statement is printed. Then run mode audit.`
}
