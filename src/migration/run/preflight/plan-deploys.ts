import { examine } from '../../../checking/examine/examine.ts'
import { type Placement, siteOf } from '../../../configuration/placement.ts'
import { makePlan } from '../../../deploying/plan/make-plan.ts'
import type { Preparation } from '../../../deploying/prepare/prepare.ts'
import type { ServiceDefinitions } from '../../../deploying/prepare/service-definitions.ts'
import { childOf, type ObjectNode, stringOf } from '../../../document/tree.ts'
import type { Problem } from '../../../errors.ts'
import type { DeployConfiguration } from '../../../inputs/configuration.ts'
import type { Log } from '../../../log.ts'
import type { ModePorts } from '../../../ports.ts'
import { present } from '../../../present.ts'
import type { SecretDirectory } from '../../../references/ports.ts'
import { emptyReport } from '../../../report/report.ts'
import { keyOf } from '../../../rollout/outcome.ts'
import { type DeployStep, deploySteps } from '../deploy/deploy-steps.ts'
import { notMoved } from '../find/candidates.ts'
import type { DecidedMigration, FilePreview, PreviewedDefinition } from './preview-files.ts'

/** What the deploys of a migration would do. */
export type DeploysPlanned = {
  readonly problems: readonly Problem[]
  /** Keys of the services that run already what these deploys would give them. */
  readonly unchanged: ReadonlySet<string>
}

/** planDeploys computes the plans of a migration's deploys. A run that opens a pull request deploys nothing. */
export async function planDeploys(
  previews: readonly FilePreview[],
  decided: DecidedMigration,
  directory: SecretDirectory
): Promise<DeploysPlanned> {
  const { context, placement } = decided
  const unchanged = new Set<string>()
  if (context.configuration.openPullRequest) return { problems: [], unchanged }
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
    for (const service of planned.plan?.services ?? [])
      if (service.action.kind === 'unchanged') unchanged.add(keyOf(service))
  }
  return { problems, unchanged }
}

async function definitionsOfServices(
  { definitions }: DeployStep,
  configuration: DeployConfiguration,
  run: { readonly ports: ModePorts; readonly placement: Placement }
): Promise<ServiceDefinitions> {
  if (configuration.serviceDefinition.length === 0)
    return { definitions: [], targets: [], problems: [], remarks: [] }
  const { loadServiceDefinitions } = await import('../../../deploying/prepare/service-definitions.ts')
  const wanted = definitions.flatMap(({ service, root }) => {
    if (service === undefined) return []
    return [{ service, family: familyOf(root), site: siteOf(service, run.placement, configuration) }]
  })
  return loadServiceDefinitions(wanted, configuration, run.ports)
}

function asPrepared(
  { service, document, root, place }: PreviewedDefinition,
  configuration: DeployConfiguration,
  { placement, project }: Pick<DecidedMigration, 'placement' | 'project'>
): Preparation['prepared'][number] {
  const entry = project.resolved.services.find(({ key }) => key === service)
  const target = { document, place, ...present({ service, entry }) }
  return {
    target,
    family: familyOf(root),
    site: siteOf(service, placement, configuration),
    root
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
  follow: () => ({ say: nothing, update: nothing, end: nothing })
}
