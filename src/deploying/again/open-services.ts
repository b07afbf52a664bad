import { readProjectRules } from '../../checking/decisions/project-rules.ts'
import { explained, unknownServices } from '../../configuration/explained-problems.ts'
import { neededProblems } from '../../configuration/needed-problems.ts'
import type { Placement } from '../../configuration/placement.ts'
import type { Problem } from '../../errors.ts'
import type { AwsConfiguration } from '../../inputs/configuration.ts'
import { LIVE } from '../../inputs/reader.ts'
import type { Mode } from '../../inputs/tables/specification.ts'
import type { ModePorts } from '../../ports.ts'
import { present } from '../../present.ts'
import { emptyReport, type Report } from '../../report/report.ts'
import { keyOf } from '../../rollout/outcome.ts'
import { connectAccounts, type DeployingPorts } from '../connections.ts'
import { withNotStarted } from '../not-started.ts'
import { inspectServices, missingService, type NamedService, noCluster } from '../prepare/inspect-services.ts'
import { announceTarget, withTarget } from '../target.ts'
import type { ServiceToRollBack } from './choose-revision.ts'
import { namedServices, nameServices } from './existing-revision.ts'

/** The services of a run that deploys without files, in their current state. */
export type OpenedServices<C extends AwsConfiguration> = {
  readonly subjects: readonly ServiceToRollBack[]
  /** The problems found by reading them; nothing may be changed while there are any. */
  readonly report: Report
  readonly run: DeployingPorts & {
    readonly configuration: C
    readonly placement: Placement
    readonly services: readonly NamedService[]
  }
}

function noServices(what: Parameters<typeof noCluster>[0], placement: Placement): Problem {
  return {
    code: 'missing-input',
    fault: 'user',
    message: `Input "service" names no service to ${what === 'continued' ? 'continue' : 'roll back'}.`,
    hint: nameServices(placement)
  }
}

/** With `service: all`, the services of the files are added to those of the configuration file. */
async function withThoseOfFiles(
  { services, taskDefinition }: Pick<AwsConfiguration, 'services' | 'taskDefinition'>,
  { places }: Placement,
  { workspace, area }: ModePorts
): Promise<{ readonly services?: AwsConfiguration['services']; readonly problems: readonly Problem[] }> {
  const files = taskDefinition.filter(file => file !== LIVE)
  if (services !== 'all' || files.length === 0) return { ...present({ services }), problems: [] }
  const { findTaskDefinitions } = await import('../../workspace/find/find.ts')
  const found = await findTaskDefinitions(workspace, files, area)
  const names = new Set([...places.keys(), ...found.files.flatMap(({ service }) => service ?? [])])
  return { services: [...names], problems: found.problems }
}

/**
 * openServices shows the account, Region and identity of the run, and reads the services that the inputs name. `ended`
 * is the report of a run that cannot begin. `what` says what is to be done with them.
 */
export async function openServices<C extends AwsConfiguration & { readonly mode: Mode }>(
  configuration: C,
  ports: ModePorts,
  what: Parameters<typeof noCluster>[0]
): Promise<OpenedServices<C> | { readonly ended: Report }> {
  const aws = connectAccounts(ports, configuration.maxRetries)
  const project = await readProjectRules(configuration, ports)
  const { placement, placementProblems: badPlacement, isUndecided } = project
  const listed = await withThoseOfFiles(configuration, placement, ports)
  const services = namedServices({ ...configuration, ...present({ services: listed.services }) }, placement)
  const isLost = isUndecided !== true && services.some(({ site }) => site.cluster === '')
  const strangers = isLost ? unknownServices(services, placement) : []
  const lost = isLost && strangers.length === 0 ? [noCluster(what)] : strangers
  const nameless = isUndecided || services.length > 0 ? [] : [noServices(what, placement)]
  const written = [...project.problems, ...badPlacement]
  const { needed, remarks } = neededProblems(written, project.layout, configuration.mode)
  const early = [...needed, ...listed.problems, ...lost, ...nameless]
  const none = { ...emptyReport(configuration.mode), services: services.map(keyOf), remarks }
  if (early.length > 0) return { ended: withNotStarted({ ...none, problems: early }, services) }
  const said = await announceTarget(
    services.map(({ site }) => site),
    { ports, aws }
  )
  const empty = withTarget(none, said)
  if (said.problems.length > 0) return { ended: withNotStarted(empty, services) }
  const inspected = await inspectServices(services, configuration, aws)
  const found = [...inspected.problems, ...inspected.missing.map(missingService)]
  const problems = explained(found, placement)
  const subjects = services.flatMap((named): readonly ServiceToRollBack[] => {
    const state = inspected.states.get(keyOf(named))
    // a service with a problem is reported once, and nothing else is read for it
    const isRefused = inspected.problems.some(({ service }) => service === named.service)
    return state && !isRefused ? [{ ...named, state }] : []
  })
  return {
    subjects,
    report: { ...empty, problems },
    run: { configuration, ports, aws, placement, services }
  }
}
