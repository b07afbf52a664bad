import {
  applyProjectRules,
  exceptedPlaintext,
  howToBegin,
  withRenderedBefore
} from '../../check/decisions.ts'
import { configurationValues, examine, onceEach } from '../../check/examine.ts'
import { onceForServices } from '../../check/load-sources.ts'
import { type ProjectRules, readProjectRules } from '../../check/project-rules.ts'
import { type DefinitionSource, isLiveName, type LoadedDefinitionSources } from '../../check/source.ts'
import type { Problem } from '../../errors.ts'
import { fromJson, type ObjectNode } from '../../files/document/tree.ts'
import { withClusterPlaces } from '../../inputs/configuration/explained-problems.ts'
import { type Placement, siteOfTarget } from '../../inputs/configuration/placement.ts'
import type { DeployConfiguration, PlanConfiguration } from '../../inputs/configuration.ts'
import { noClusterForTask } from '../../inputs/problems.ts'
import { didYouMean } from '../../nearest.ts'
import type { ModePorts } from '../../ports.ts'
import { emptyReport, hasErrors, type Report } from '../../report/report.ts'
import type { PrepareOptions } from '../../template/prepare.ts'
import { type AwsConnections, accountKey, askAccounts } from '../target.ts'
import { noCluster, type TargetSite } from './inspect-services.ts'
import { livePlaintext, loadDefinitions } from './load-definitions.ts'
import { familiesOf, type PreparedDefinition, renderAll } from './render-all.ts'
import { loadServiceDefinitions, type ServiceDefinition, servicesWanted } from './service-definitions.ts'

/** The input of plan and deploy; `prepared` is empty if the report contains anything that stops the run. */
export type Preparation = {
  readonly report: Report
  readonly prepared: readonly PreparedDefinition[]
  readonly placement: Placement
  /** The definitions of the run's services that have one. */
  readonly services: readonly ServiceDefinition[]
}

/**
 * prepareDefinitions is the part of plan and deploy before any AWS call: load, check the source, render, check the
 * result. Only a template that uses `aws.account` calls STS for the account, and only once all checks that are possible
 * without AWS have passed.
 */
export async function prepareDefinitions(
  configuration: PlanConfiguration | DeployConfiguration,
  ports: ModePorts,
  aws: AwsConnections
): Promise<Preparation> {
  const project = await readProjectRules(configuration, ports)
  const { placement } = project
  if (project.isUndecided) {
    const problems = [...project.problems, ...project.placementProblems]
    const report = { ...emptyReport(configuration.mode), problems, remarks: project.toFillIn }
    return { report, prepared: [], placement, services: [] }
  }
  const loaded = await loadDefinitions(configuration, project, { ports, aws })
  const { overrides } = configuration
  const early: Problem[] = [
    ...project.problems,
    ...project.placementProblems,
    ...loaded.problems,
    ...withoutCluster(loaded.targets, placement, configuration),
    ...strangersInOrder(loaded.targets, placement, configuration)
  ]
  const preparing: Preparing = { configuration, ports, project, loaded, overrides, early }
  const first = await prepareWith(() => STAND_IN, preparing)
  if (first.prepared.length === 0) return first
  const accounts = await askAccounts(loaded.targets, { placement, configuration, aws })
  if (accounts.problems.length > 0) {
    return {
      ...first,
      report: { ...first.report, problems: onceForServices(accounts.problems) },
      prepared: []
    }
  }
  if (accounts.numbers.size === 0) return first
  return prepareWith(site => accounts.numbers.get(accountKey(site)), preparing)
}

/**
 * A placeholder for an account that has not been read yet; it has a valid form, so that only real problems are found.
 */
const STAND_IN = '000000000000'

type Preparing = {
  readonly configuration: PlanConfiguration | DeployConfiguration
  readonly ports: ModePorts
  readonly project: ProjectRules
  readonly loaded: LoadedDefinitionSources
  readonly overrides: PrepareOptions['overrides']
  /** The problems before anything is rendered. */
  readonly early: readonly Problem[]
}

/** Everything rendered with these accounts, checked as written and as rendered. */
async function prepareWith(
  accountOf: (site: TargetSite) => string | undefined,
  preparing: Preparing
): Promise<Preparation> {
  const { configuration, ports, project, loaded, overrides, early } = preparing
  const { placement } = project
  const around = { ports, project, overrides, accountOf }
  const rendered = await renderAll(loaded.targets, configuration, around)
  const { prepared } = rendered
  const services = await loadServiceDefinitions(servicesWanted(prepared), configuration, ports)
  const problems = [...early, ...rendered.problems, ...services.problems, ...familiesOf(prepared)]
  const dropsEmpty = configuration.keepEmpty !== undefined
  const references = { kind: 'lookup', dropsEmpty } as const
  const examination = { rules: { ...project.rules, references }, mask: ports.mask }
  const written = [
    ...loaded.targets.filter(one => !isReplaced(one, prepared)),
    ...services.targets,
    ...taskOverrides(configuration),
    ...configurationValues(project.layout)
  ]
  const findings = await examine(written, prepared, examination)
  const judged = await applyProjectRules(
    { findings: await onceEach(findings, configuration.config.file), loaded },
    withRenderedBefore(project, loaded),
    ports
  )
  const report: Report = {
    ...emptyReport(configuration.mode),
    services: loaded.targets.flatMap(({ service }) => (service === undefined ? [] : [service])),
    files: loaded.files,
    unscanned: loaded.unscanned,
    findings: judged.findings,
    excepted: judged.excepted,
    problems: onceForServices(withClusterPlaces(problems, placement)),
    remarks: onceForServices([
      ...project.toFillIn,
      ...rendered.remarks,
      ...services.remarks,
      ...livePlaintext(judged.findings),
      ...exceptedPlaintext(judged),
      ...howToBegin(judged, project)
    ])
  }
  const stops = problems.length > 0 || hasErrors(report)
  return { report, prepared: stops ? [] : prepared, placement, services: services.definitions }
}

/** A service name is only unique within a cluster; AWS's `default` cluster is never used implicitly. */
function withoutCluster(
  targets: readonly DefinitionSource[],
  placement: Placement,
  configuration: PlanConfiguration | DeployConfiguration
): readonly Problem[] {
  const unplaced = targets.filter(
    target => siteOfTarget(target, placement, configuration).cluster === undefined
  )
  if (unplaced.some(({ service }) => service !== undefined)) {
    return [noCluster('deployed')]
  }
  if (unplaced.some(({ entry }) => entry?.kind === 'task')) return [noClusterForTask()]
  return unplaced.length > 0 && configuration.runTask !== undefined ? [noClusterForTask()] : []
}

/**
 * A misspelled name in `order` would silently put its service last. If services are named, `order` may contain others.
 */
function strangersInOrder(
  targets: readonly DefinitionSource[],
  placement: Placement,
  { services }: PlanConfiguration | DeployConfiguration
): readonly Problem[] {
  if (Array.isArray(services) || targets.length === 0) return []
  const known = targets.flatMap(({ service }) => (service === undefined ? [] : [service]))
  return placement.order
    .flat()
    .filter(name => !known.includes(name))
    .map(name => ({
      code: 'bad-placement',
      fault: 'user',
      message: `"order" lists the service "${name}", for which there is no file.${didYouMean(name, known)}`,
      hint: `Files were found for: ${known.join(', ')}.`
    }))
}

const TASK_OVERRIDES = 'run-task-container-overrides'

/** taskOverrides returns the overrides of a one-off task for the rules: they can contain a literal, as a file can. */
export function taskOverrides({ runTask }: Pick<PlanConfiguration, 'runTask'>): readonly DefinitionSource[] {
  const containerDefinitions = runTask?.containerOverrides ?? []
  if (containerDefinitions.length === 0) return []
  const root = fromJson({ containerDefinitions }, { kind: 'input', input: TASK_OVERRIDES }) as ObjectNode
  const document = { file: `input ${TASK_OVERRIDES}`, format: 'json', text: '', root } as const
  return [{ document, place: () => undefined }]
}

/** For a definition in ECS, only the result counts: what the configuration file removes is not registered again. */
function isReplaced({ document }: DefinitionSource, prepared: readonly PreparedDefinition[]): boolean {
  const own = prepared.filter(({ target }) => target.document === document)
  return isLiveName(document.file) && own.length > 0 && own.every(({ root }) => root !== document.root)
}
