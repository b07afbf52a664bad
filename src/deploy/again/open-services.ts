import { familyOf, lastPartOf } from '../../arn.ts'
import { AwsError } from '../../aws/error.ts'
import { readProjectRules } from '../../check/project-rules.ts'
import type { Problem } from '../../errors.ts'
import { findTaskDefinitions } from '../../files/find/find.ts'
import { explained, neededProblems, unknownServices } from '../../inputs/configuration/explained-problems.ts'
import { namedByKey, type Placement, siteOf } from '../../inputs/configuration/placement.ts'
import type { AwsConfiguration } from '../../inputs/configuration.ts'
import { LIVE } from '../../inputs/reader.ts'
import type { Mode } from '../../inputs/tables/specification.ts'
import type { ModePorts } from '../../ports.ts'
import { present } from '../../present.ts'
import { emptyReport, type Remark, type Report } from '../../report/report.ts'
import { keyOf } from '../../rollout/outcome.ts'
import type { LiveDefinition, ServiceState, Site } from '../../rollout/ports.ts'
import type { Plan, ServiceAction } from '../comparison/plan.ts'
import { inspectServices, missingService, type NamedService, noCluster } from '../prepare/inspect-services.ts'
import {
  type AwsConnections,
  announceTarget,
  connectAccounts,
  type DeployingPorts,
  withNotStarted,
  withTarget
} from '../target.ts'

/** A service of a run that deploys without files, in its current state. */
export type OpenService = NamedService & { readonly state: ServiceState }

/** The services of such a run. */
type OpenedServices<C extends AwsConfiguration> = {
  readonly placement: Placement
  readonly subjects: readonly OpenService[]
  /** The problems found by reading them; nothing may be changed while there are any. */
  readonly report: Report
  readonly run: DeployingPorts & {
    readonly configuration: C
    readonly placement: Placement
    readonly services: readonly NamedService[]
  }
}

/**
 * openServices shows the account, Region and identity of the run, and reads the services that the inputs name. `ended`
 * is the report of a run that cannot begin. `what` is what is to be done with them.
 */
export async function openServices<C extends AwsConfiguration & { readonly mode: Mode }>(
  configuration: C,
  ports: ModePorts,
  {
    what,
    aws = connectAccounts(ports, configuration.maxRetries)
  }: { readonly what: Parameters<typeof noCluster>[0]; readonly aws?: AwsConnections }
): Promise<OpenedServices<C> | { readonly placement: Placement; readonly ended: Report }> {
  const project = await readProjectRules(configuration, ports)
  const { placement, placementProblems, isUndecided = false } = project
  const listed = await withThoseOfFiles(configuration, placement, ports)
  const services = namedServices({ ...configuration, ...present({ services: listed.services }) }, placement)
  const isLost = !isUndecided && services.some(({ site }) => site.cluster === '')
  const strangers = isLost ? unknownServices(services, placement) : []
  const lost = isLost && strangers.length === 0 ? [noCluster(what)] : strangers
  const nameless = isUndecided || services.length > 0 ? [] : [noServices(placement)]
  const written = [...project.problems, ...placementProblems]
  const { needed, remarks: unneeded } = neededProblems(written, configuration.mode)
  const remarks = [...project.toFillIn, ...unneeded]
  const early = [...needed, ...listed.problems, ...lost, ...nameless]
  const none = { ...emptyReport(configuration.mode), services: services.map(keyOf), remarks }
  if (early.length > 0) return { placement, ended: withNotStarted({ ...none, problems: early }, services) }
  const said = await announceTarget(
    services.map(({ site }) => site),
    { ports, aws }
  )
  const empty = withTarget(none, said)
  if (said.problems.length > 0) return { placement, ended: withNotStarted(empty, services) }
  const inspected = await inspectServices(services, configuration, aws)
  const found = [...inspected.problems, ...inspected.missing.map(missingService)]
  const subjects = services.flatMap(named => {
    const state = inspected.states.get(keyOf(named))
    // a service with a problem is reported once, and nothing else is read for it
    const isRefused = inspected.problems.some(({ service }) => service === named.service)
    return state && !isRefused ? [{ ...named, state }] : []
  })
  return {
    placement,
    subjects,
    report: { ...empty, problems: explained(found, placement) },
    run: { configuration, ports, aws, placement, services }
  }
}

function noServices({ places }: Placement): Problem {
  const keys = [...places.keys()].join(', ')
  return {
    code: 'missing-input',
    fault: 'user',
    message: 'Input "service" contains no service.',
    hint:
      keys === ''
        ? 'Name the services, for example service: dispatcher.'
        : `Name one or several, or write service: all. The configuration file has ${keys}.`
  }
}

/** With `service: all`, the services of the files are added to those of the configuration file. */
async function withThoseOfFiles(
  { services, taskDefinition }: AwsConfiguration,
  { places }: Placement,
  { workspace, area }: ModePorts
): Promise<{ readonly services: AwsConfiguration['services']; readonly problems: readonly Problem[] }> {
  const files = taskDefinition.filter(file => file !== LIVE)
  if (services !== 'all' || files.length === 0) return { services, problems: [] }
  const found = await findTaskDefinitions(workspace, files, area)
  const names = new Set([...places.keys(), ...found.files.flatMap(({ service }) => service ?? [])])
  return { services: [...names], problems: found.problems }
}

/** namedServices lists the services that the input names, each with its cluster, Region and account. */
export function namedServices(
  configuration: AwsConfiguration,
  placement: Placement
): readonly NamedService[] {
  const { places } = placement
  const { services } = configuration
  const names = services === 'all' || services === 'changed' ? [...places.keys()] : (services ?? [])
  return names.map((name: string) => {
    // the name in ECS will do if only one service has it, because a paused deployment shows only that name
    const own = [...places].filter(([, place]) => place.name === name)
    const key = places.has(name) || own.length !== 1 ? name : (own[0]?.[0] ?? name)
    const { cluster = '', ...rest } = siteOf(key, placement, configuration)
    return { ...namedByKey(key, placement), site: { ...rest, cluster } }
  })
}

/** A service whose deployment in progress is continued or rolled back. */
export type PlannedOpen = OpenService & {
  readonly action: Extract<ServiceAction, { kind: 'continue' | 'stop' }>
  /** ARN of the revision that it is to run then, and what was read of it. */
  readonly revision: string
  readonly live: LiveDefinition | undefined
  /** ARN of the revision that it runs if that does not succeed; empty if there is none. */
  readonly previous: string
  readonly previousPlaintext: readonly string[]
}

/** planOpen plans what is to be done with deployments in progress. Pure. */
export function planOpen(items: readonly PlannedOpen[]): Plan {
  const planned = items.map(({ service, key, site, state, action, revision, live, ...item }, index) => {
    const { region, roleArn, cluster } = site
    const id = `open-${index + 1}`
    const definition = {
      ...{ id, cluster, files: [revision], differences: [], notKept: [] },
      account: { region, ...present({ roleArn }) },
      family: familyOf(revision),
      definition: live?.definition ?? {},
      registration: { kind: 'reuse' as const, arn: revision },
      latestRevision: live?.revision ?? 0
    }
    const { previous: previousTaskDefinitionArn, previousPlaintext } = item
    const before = { before: state, previousTaskDefinitionArn, previousPlaintext }
    return {
      definition,
      service: { service, ...present({ key }), site, file: revision, definitionId: id, action, ...before }
    }
  })
  return {
    definitions: planned.map(({ definition }) => definition),
    services: planned.map(({ service }) => service)
  }
}

/**
 * describeIfAllowed reads a revision as far as that is allowed; without it, a failure has fewer causes, and whether it
 * holds plaintext is not verified.
 */
export async function describeIfAllowed(
  arn: string,
  site: Site,
  { aws }: Pick<DeployingPorts, 'aws'>
): Promise<{ readonly live?: LiveDefinition; readonly remarks: readonly Remark[] }> {
  try {
    const { ecs } = await aws(site)
    return {
      ...present({ live: arn === '' ? undefined : await ecs.describeTaskDefinition(arn) }),
      remarks: []
    }
  } catch (error) {
    if (!(error instanceof AwsError)) throw error
    const message = `Not verified: whether ${lastPartOf(arn)} holds plaintext (${error.operation} failed).`
    return { remarks: [{ message, isUnverified: true }] }
  }
}
