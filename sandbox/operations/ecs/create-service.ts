import { AwsFault } from '../../fault.ts'
import { type JsonMap, mapOf, mapsOf, numberOf, textOf } from '../../json.ts'
import { arnOf } from '../../world/arns.ts'
import { startDeployment } from '../../world/deployments.ts'
import type { Cluster, Service, TaskDefinition, World } from '../../world/state.ts'
import { type Call, here, must, type Operation } from '../operation.ts'
import { clientFault, clusterIn, invalidParameter, theService } from './common.ts'
import { configurationOf, DEFAULT_CONFIGURATION } from './configuration.ts'
import { findDefinition } from './definition-store.ts'
import { viewService } from './service-view.ts'

/** Members of CreateService and UpdateService that are kept and given back as they are. */
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

/** Members that DescribeServices does not give back on the service itself, but that start a deployment. */
export const HIDDEN_SETTINGS = [
  'serviceConnectConfiguration',
  'volumeConfigurations',
  'vpcLatticeConfigurations'
]

/** makeService builds a service record with no deployment yet. */
export function makeService(
  world: World,
  cluster: Cluster,
  what: { region: string; input: JsonMap; definition: TaskDefinition; by: string }
): Service {
  const { input } = what
  const name = textOf(input, 'serviceName') ?? ''
  const controller = mapOf(input, 'deploymentController') ?? {}
  return {
    region: what.region,
    cluster: cluster.name,
    name,
    arn: arnOf(world, ['ecs', what.region], `service/${cluster.name}/${name}`),
    status: 'ACTIVE',
    taskDefinition: what.definition.arn,
    desiredCount: numberOf(input, 'desiredCount') ?? 0,
    launchType: textOf(input, 'launchType') === 'FARGATE' || usesFargate(input) ? 'FARGATE' : 'EC2',
    controller: textOf(controller, 'type') ?? 'ECS',
    schedulingStrategy: textOf(input, 'schedulingStrategy') ?? 'REPLICA',
    configuration: configurationOf(DEFAULT_CONFIGURATION, mapOf(input, 'deploymentConfiguration')),
    settings: keptSettings(input),
    tags: mapsOf(input, 'tags'),
    createdAt: world.now,
    createdBy: what.by,
    deployments: [],
    lastCompleted: undefined,
    events: [],
    serviceDeployments: [],
    revisions: [],
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
  return Object.fromEntries(
    KEPT_SETTINGS.filter(key => input[key] !== undefined).map(key => [key, input[key]])
  )
}

function refuse(call: Call, cluster: Cluster, name: string): void {
  if (!/^[A-Za-z0-9_-]{1,255}$/.test(name)) throw invalidParameter('Invalid service name.')
  const known = cluster.services.get(name)
  if (known?.status === 'ACTIVE') throw invalidParameter('Creation of service was not idempotent.')
  if (known?.status === 'DRAINING')
    throw invalidParameter('Unable to Start a service that is still Draining.')
  const fargate = textOf(call.input, 'launchType') === 'FARGATE'
  if (fargate && !mapOf(call.input, 'networkConfiguration'))
    throw invalidParameter("Network Configuration must be provided when networkMode 'awsvpc' is specified.")
}

const create: Operation = {
  writes: true,
  resources: theService,
  run: call => {
    const cluster = clusterIn(call)
    const name = must(call, 'serviceName', key => invalidParameter(`${key} cannot be empty.`))
    refuse(call, cluster, name)
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
    if (service.schedulingStrategy !== 'REPLICA')
      throw new AwsFault('UnsupportedFeatureException', 'The sandbox plays scheduling strategy REPLICA only.')
    cluster.services.set(name, service)
    if (service.controller === 'ECS') startDeployment(call.world, service, definition.arn)
    return { service: viewService(call.world, service, ['TAGS']) }
  }
}

/** CreateService. */
export const CREATE_SERVICE: Readonly<Record<string, Operation>> = { CreateService: create }
