import { type JsonMap, mapOf, mapsOf, numberOf, textOf } from '../../json.ts'
import { arnOf } from '../../world/arns.ts'
import { startDeployment } from '../../world/deployments.ts'
import type { Cluster, Service, TaskDefinition, World } from '../../world/state.ts'
import { type Call, here, must, type Operation } from '../operation.ts'
import { clientFault, clusterIn, invalidParameter, theService } from './common.ts'
import { configurationOf, DAEMON_CONFIGURATION, DEFAULT_CONFIGURATION } from './configuration.ts'
import { findDefinition } from './definition-store.ts'
import { alsoNeededFor, refuseCreation, repeatedCreation } from './service-rules.ts'
import { viewService } from './service-view.ts'

/** Members of CreateService and UpdateService that are stored and returned unchanged. */
export const KEPT_SETTINGS = [
  'networkConfiguration',
  'loadBalancers',
  'serviceRegistries',
  'capacityProviderStrategy',
  'platformVersion',
  'placementConstraints',
  'placementStrategy',
  'healthCheckGracePeriodSeconds',
  'enableECSManagedTags',
  'propagateTags',
  'enableExecuteCommand',
  'availabilityZoneRebalancing'
]

/** Members that DescribeServices does not return on the service itself, but that start a deployment. */
export const HIDDEN_SETTINGS = [
  'serviceConnectConfiguration',
  'volumeConfigurations',
  'vpcLatticeConfigurations'
]

/** makeService builds a service record without a deployment. */
export function makeService(
  world: World,
  cluster: Cluster,
  what: { region: string; input: JsonMap; definition: TaskDefinition; by: string }
): Service {
  const { input } = what
  const name = textOf(input, 'serviceName') ?? ''
  const controller = mapOf(input, 'deploymentController') ?? {}
  const daemon = textOf(input, 'schedulingStrategy') === 'DAEMON'
  return {
    region: what.region,
    cluster: cluster.name,
    name,
    arn: arnOf(world, ['ecs', what.region], `service/${cluster.name}/${name}`),
    status: 'ACTIVE',
    taskDefinition: what.definition.arn,
    desiredCount: daemon ? cluster.instances : (numberOf(input, 'desiredCount') ?? 0),
    launchType: textOf(input, 'launchType') === 'FARGATE' || usesFargate(input) ? 'FARGATE' : 'EC2',
    controller: textOf(controller, 'type') ?? 'ECS',
    schedulingStrategy: textOf(input, 'schedulingStrategy') ?? 'REPLICA',
    configuration: configurationOf(
      daemon ? DAEMON_CONFIGURATION : DEFAULT_CONFIGURATION,
      mapOf(input, 'deploymentConfiguration')
    ),
    settings: keptSettings(input),
    hidden: givenOf(input, HIDDEN_SETTINGS),
    tags: mapsOf(input, 'tags'),
    createdAt: world.now,
    createdBy: what.by,
    deployments: [],
    lastCompleted: undefined,
    events: [],
    serviceDeployments: [],
    revisions: [],
    tasks: new Map(),
    reconcileAt: undefined,
    steady: false
  }
}

function usesFargate(input: JsonMap): boolean {
  return mapsOf(input, 'capacityProviderStrategy').some(one =>
    (textOf(one, 'capacityProvider') ?? '').startsWith('FARGATE')
  )
}

function keptSettings(input: JsonMap): JsonMap {
  const role = textOf(input, 'role')
  return { ...givenOf(input, KEPT_SETTINGS), ...(role === undefined ? {} : { roleArn: role }) }
}

/** givenOf returns those of the members that are given. */
export function givenOf(input: JsonMap, names: readonly string[]): JsonMap {
  const given = names.filter(key => input[key] !== undefined && input[key] !== null)
  return Object.fromEntries(given.map(key => [key, input[key]]))
}

function nameOf(call: Call): string {
  const name = must(call, 'serviceName', key => invalidParameter(`${key} cannot be empty.`))
  if (!/^[A-Za-z0-9_-]{1,255}$/.test(name)) throw invalidParameter('Invalid service name.')
  return name
}

/**
 * refuseCombination refuses invalid combinations of strategy, controller, load balancers, launch type and DAEMON.
 * Throws AwsFault.
 */
export function refuseCombination(service: Service, input: JsonMap): void {
  const { strategy } = service.configuration
  if (strategy !== 'ROLLING' && service.controller !== 'ECS')
    throw invalidParameter(`Deployment strategy ${strategy} is valid for the ECS deployment controller only.`)
  if (strategy !== 'ROLLING' && !balancersFit(service))
    throw invalidParameter(
      'advancedConfiguration field is required for all loadBalancers when using a non-ROLLING deployment strategy'
    )
  if (service.schedulingStrategy !== 'DAEMON') return
  if (service.launchType === 'FARGATE')
    throw invalidParameter('The daemon scheduling strategy is not supported for the Fargate launch type.')
  if (service.controller !== 'ECS')
    throw invalidParameter('The daemon scheduling strategy is valid for the ECS deployment controller only.')
  if (strategy !== 'ROLLING')
    throw invalidParameter('The daemon scheduling strategy supports the ROLLING deployment strategy only.')
  if (input['desiredCount'] !== undefined)
    throw invalidParameter('The daemon scheduling strategy does not support a desired count for a service.')
}

function balancersFit(service: Service): boolean {
  return mapsOf(service.settings, 'loadBalancers').every(one => mapOf(one, 'advancedConfiguration'))
}

const create: Operation = {
  writes: true,
  resources: theService,
  alsoNeeds: alsoNeededFor,
  run: call => {
    const cluster = clusterIn(call)
    const name = nameOf(call)
    const before = repeatedCreation(call, cluster, name)
    if (before) return { service: viewService(before, ['TAGS']) }
    const id = must(call, 'taskDefinition', () => invalidParameter('TaskDefinition cannot be empty.'))
    const definition = findDefinition(call.world, here(call), id)
    if (!definition) throw clientFault('TaskDefinition not found.')
    if (definition.status !== 'ACTIVE') throw clientFault('TaskDefinition is inactive')
    const service = makeService(call.world, cluster, {
      region: call.region,
      input: call.input,
      definition,
      by: call.callerArn
    })
    refuseCombination(service, call.input)
    refuseCreation(call.input, definition)
    service.asked = JSON.stringify(call.input)
    // the default of CreateService, which differs from that of services older than the setting (API reference)
    service.settings = { availabilityZoneRebalancing: 'ENABLED', ...service.settings }
    cluster.services.set(name, service)
    if (service.controller === 'ECS') startDeployment(call.world, service, definition.arn)
    return { service: viewService(service, ['TAGS']) }
  }
}

/** CreateService. */
export const CREATE_SERVICE: Readonly<Record<string, Operation>> = { CreateService: create }
