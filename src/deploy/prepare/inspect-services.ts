import { AwsError } from '../../aws/error.ts'
import { explainAwsError, refusalOf } from '../../aws/explain.ts'
import type { Problem } from '../../errors.ts'
import type { siteOf } from '../../inputs/configuration/placement.ts'
import type { AwsConfiguration } from '../../inputs/configuration.ts'
import { groupBy, mapBounded } from '../../list.ts'
import { missingNames } from '../../nearest.ts'
import { present } from '../../present.ts'
import { isStage, keyOf } from '../../rollout/outcome.ts'
import type { ServiceState, Site } from '../../rollout/ports.ts'
import { withCompleted } from '../../rollout/rollback-targets.ts'
import { MISSING } from '../comparison/decide.ts'
import { changedMembers, startsDeployment } from '../services/settings.ts'
import { type AwsConnections, accountKey } from '../target.ts'

/** The target of a definition; a file without a service has no cluster. */
export type TargetSite = ReturnType<typeof siteOf>

/**
 * A service of the run and its target. `service` is the name in ECS, `key` the name in the configuration file if it
 * differs.
 */
export type NamedService = {
  readonly service: string
  readonly key?: string
  readonly site: Site
  /** It is created if it does not exist, so that its name is not compared with others. */
  readonly isCreatable?: true
}

/** A service that does not exist; `meant` requests the nearest name of the cluster. */
export type MissingService = NamedService & { readonly meant?: string }

/** The current state of the services by key, and the problems that prevent their deployment. */
export type InspectedServices = {
  /** All requested services. */
  readonly named: readonly NamedService[]
  readonly states: ReadonlyMap<string, ServiceState>
  /** Names that do not exist in their cluster. */
  readonly missing: readonly MissingService[]
  readonly problems: readonly Problem[]
}

/** inspectServices reads every service of the run from ECS, all services of a cluster together. */
export async function inspectServices(
  services: readonly NamedService[],
  configuration: AwsConfiguration,
  aws: AwsConnections
): Promise<InspectedServices> {
  const clusters = groupBy(services, ({ site }) => `${accountKey(site)} ${site.cluster}`)
  const looks = await Promise.all(clusters.map(group => inspectCluster(group, configuration, aws)))
  return {
    named: services,
    states: new Map(looks.flatMap(({ states }) => [...states])),
    missing: looks.flatMap(({ missing }) => missing),
    problems: looks.flatMap(({ problems }) => problems)
  }
}

/** Number of services whose records are read at the same time. */
const AT_ONCE = 5

async function inspectCluster(
  group: readonly NamedService[],
  configuration: AwsConfiguration,
  aws: AwsConnections
): Promise<Omit<InspectedServices, 'named'>> {
  const { site } = group[0] as NamedService
  try {
    const { ecs, running } = await aws(site)
    const names = [...new Set(group.map(({ service }) => service))]
    const { services: listed, missing } = await ecs.describeServices(site.cluster, names)
    const services = await mapBounded(listed, AT_ONCE, state => withCompleted(ecs, state))
    const absent = group.filter(({ service }) => missing.includes(service))
    const unknown = absent.flatMap(({ service, isCreatable }) => (isCreatable ? [] : service))
    const near = await missingNames([...new Set(unknown)], () => running.namesIn(site.cluster))
    return {
      states: new Map(
        group.flatMap(named => {
          const state = services.find(({ service }) => service === named.service)
          return state ? [[keyOf(named), state] as const] : []
        })
      ),
      missing: absent.map(named => ({
        ...named,
        ...present({ meant: near.find(({ service }) => service === named.service)?.meant })
      })),
      problems: services.flatMap(state => problemsWith(state, site.cluster, configuration))
    }
  } catch (error) {
    return { states: new Map(), missing: [], problems: [refusalOf(error)] }
  }
}

/** noCluster returns the problem of services without a specified cluster. */
export function noCluster(what: 'deployed' | 'continued' | 'rolled back' | 'migrated'): Problem {
  return {
    code: 'missing-input',
    fault: 'user',
    message: `Input "cluster" is empty, but services are to be ${what}.`,
    hint: 'Name the cluster the services run in, or set it for each environment in the configuration file (input "environment" selects one); write cluster: default if you mean the default one.'
  }
}

/** missingService returns the problem of a service that does not exist and will not be created. */
export function missingService({ service, key = service, site, meant = '' }: MissingService): Problem {
  const beside = key === service ? '' : ` ("${key}" in the configuration file)`
  return {
    code: 'service-not-found',
    fault: 'user',
    service: key,
    message: `ECS has no service "${service}"${beside} in cluster "${site.cluster}", Region ${site.region}.${meant}`,
    hint: 'Check the name, cluster and Region.'
  }
}

function problemsWith(
  state: ServiceState,
  cluster: string,
  configuration: AwsConfiguration
): readonly Problem[] {
  const { service } = state
  if (state.status !== 'ACTIVE') {
    return [
      {
        code: 'service-not-active',
        fault: 'user',
        service,
        message: `Service "${service}" in cluster "${cluster}" is ${state.status}: ECS updates only ACTIVE services.`,
        hint: 'It was deleted or is being deleted. Create it again, or leave it out of this run.'
      }
    ]
  }
  if (state.deploymentController === 'ECS' && state.deployments.length === 0)
    return [withoutDeployments(service)]
  return [...controllerProblems(state, configuration), ...inputProblems(state, configuration)]
}

/**
 * Of an ACTIVE service that ECS deploys itself, ECS always returns the deployments. Without them, it is not known what
 * runs.
 */
function withoutDeployments(service: string): Problem {
  const error = new AwsError({
    kind: 'lost',
    operation: 'ecs:DescribeServices',
    awsName: 'IncompleteAnswer',
    message: 'the answer has no deployments'
  })
  return explainAwsError(error, { subject: `service "${service}"`, service })
}

/** Services with another deployment controller accept some settings, or none, from ECS. */
function controllerProblems(state: ServiceState, { settings }: AwsConfiguration): readonly Problem[] {
  const { service } = state
  const problems: Problem[] = []
  const members = Object.keys(changedMembers(settings, state.raw)).filter(name => startsDeployment([name]))
  if (members.length > 0 && state.deploymentController === 'CODE_DEPLOY') {
    problems.push({
      code: 'setting-of-codedeploy',
      fault: 'user',
      service,
      message: `Service "${service}" is deployed by CodeDeploy, where ${members.join(', ')} can't be changed by ECS.`,
      hint: 'Put it into the AppSpec, or leave the input out for this service.'
    })
  }
  if (state.deploymentController !== 'ECS' && state.deploymentController !== 'CODE_DEPLOY') {
    problems.push({
      code: 'deployment-controller',
      fault: 'user',
      service,
      message: `Service "${service}" uses the deployment controller ${state.deploymentController}, which is not supported.`,
      hint: 'Leave it out of this run, or use a service with the ECS or CODE_DEPLOY deployment controller.'
    })
  }
  return problems
}

/** Inputs that this kind of service does not support. */
function inputProblems(state: ServiceState, { waitUntil }: AwsConfiguration): readonly Problem[] {
  const { service } = state
  const problems: Problem[] = []
  if (isStage(waitUntil) && (state.strategy === 'ROLLING' || state.deploymentController !== 'ECS')) {
    problems.push({
      code: 'no-stages',
      fault: 'user',
      service,
      message: `Input "wait-until" is ${waitUntil}, but service "${service}" has a rolling deployment, which has no such stage.`,
      hint: 'Use wait-until: deployed, or a service with the strategy BLUE_GREEN, LINEAR or CANARY.'
    })
  }
  return problems
}

/** missingState represents a service to be created: nothing runs, and nothing ran before. */
export function missingState({
  service,
  site
}: {
  readonly service: string
  readonly site: Pick<Site, 'cluster'>
}): ServiceState {
  return {
    service,
    serviceArn: '',
    clusterArn: site.cluster,
    status: MISSING,
    taskDefinition: '',
    desiredCount: 0,
    runningCount: 0,
    pendingCount: 0,
    deploymentController: 'ECS',
    strategy: 'ROLLING',
    schedulingStrategy: 'REPLICA',
    deployments: [],
    events: [],
    circuitBreaker: { enable: false, rollback: false },
    raw: {}
  }
}
