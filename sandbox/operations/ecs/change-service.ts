import { AwsFault } from '../../fault.ts'
import { booleanOf, type JsonMap, mapOf, mapsOf, numberOf, sameJson, textOf } from '../../json.ts'
import { startDeployment } from '../../world/deployments.ts'
import { arnOf } from '../../world/lookup.ts'
import { wake } from '../../world/queue.ts'
import type { Cluster, Service, TaskDefinition, World } from '../../world/state.ts'
import { type Call, here, type Operations, text } from '../operation.ts'
import { activeDefinition, clusterIn, serviceIn, theService } from './common.ts'
import { configurationOf, DAEMON_CONFIGURATION, DEFAULT_CONFIGURATION } from './configuration.ts'
import { findDefinition } from './definition-store.ts'
import { withCurrentDeployment } from './lagged.ts'
import {
  alsoNeededFor,
  refuse,
  refuseCreation,
  refuseForceless,
  refuseSettings,
  repeatedCreation,
  usesFargate
} from './service-rules.ts'
import { viewService } from './views.ts'

/**
 * Members of CreateService and UpdateService that are stored and returned unchanged. The quiet ones change a service
 * without a new deployment (API reference of UpdateService, member by member).
 */
const QUIET = [
  'healthCheckGracePeriodSeconds',
  'placementConstraints',
  'placementStrategy',
  'availabilityZoneRebalancing',
  'enableExecuteCommand',
  'enableECSManagedTags',
  'propagateTags',
  'capacityProviderStrategy'
]
const KEPT = [...QUIET, 'networkConfiguration', 'loadBalancers', 'serviceRegistries', 'platformVersion']

/** Members that DescribeServices does not return on the service itself, but that start a deployment. */
const HIDDEN = ['serviceConnectConfiguration', 'volumeConfigurations', 'vpcLatticeConfigurations']

/** makeService builds a service record without a deployment. */
export function makeService(
  world: World,
  cluster: Cluster,
  what: { region: string; input: JsonMap; definition: TaskDefinition; by: string }
): Service {
  const { input, region } = what
  const name = textOf(input, 'serviceName') ?? ''
  const strategy = textOf(input, 'schedulingStrategy') ?? 'REPLICA'
  const daemon = strategy === 'DAEMON'
  const defaults = daemon ? DAEMON_CONFIGURATION : DEFAULT_CONFIGURATION
  const role = textOf(input, 'role')
  return {
    region,
    cluster: cluster.name,
    name,
    arn: arnOf(world, ['ecs', region], `service/${cluster.name}/${name}`),
    status: 'ACTIVE',
    taskDefinition: what.definition.arn,
    desiredCount: daemon ? cluster.instances : (numberOf(input, 'desiredCount') ?? 0),
    launchType: usesFargate(input) ? 'FARGATE' : 'EC2',
    controller: textOf(mapOf(input, 'deploymentController') ?? {}, 'type') ?? 'ECS',
    schedulingStrategy: strategy,
    configuration: configurationOf(defaults, mapOf(input, 'deploymentConfiguration')),
    settings: { ...givenOf(input, KEPT), ...(role === undefined ? {} : { roleArn: role }) },
    hidden: givenOf(input, HIDDEN),
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

function givenOf(input: JsonMap, names: readonly string[]): JsonMap {
  const given = names.filter(key => input[key] !== undefined && input[key] !== null)
  return Object.fromEntries(given.map(key => [key, input[key]]))
}

/** refuseCombination refuses what does not go together: strategy, controller, balancers, DAEMON. Throws AwsFault. */
export function refuseCombination(service: Service, input: JsonMap): void {
  const { configuration, controller, settings } = service
  const { strategy } = configuration
  const daemon = service.schedulingStrategy === 'DAEMON'
  const advanced = mapsOf(settings, 'loadBalancers').every(one => mapOf(one, 'advancedConfiguration'))
  refuse(
    [
      strategy !== 'ROLLING' && controller !== 'ECS',
      `Deployment strategy ${strategy} is valid for the ECS deployment controller only.`
    ],
    [
      strategy !== 'ROLLING' && !advanced,
      'advancedConfiguration field is required for all loadBalancers when using a non-ROLLING deployment strategy'
    ],
    [
      daemon && service.launchType === 'FARGATE',
      'The daemon scheduling strategy is not supported for the Fargate launch type.'
    ],
    [
      daemon && input['desiredCount'] !== undefined,
      'The daemon scheduling strategy does not support a desired count for a service.'
    ]
  )
}

/** Express Mode reserves some members (kayac/ecspresso#902 observed the refusal; its exact text is not known). */
function refuseManaged(input: JsonMap, { controller, express }: Service): void {
  const reserved = ['loadBalancers', 'deploymentConfiguration'].find(key => input[key] !== undefined)
  const deploys = input['taskDefinition'] !== undefined || booleanOf(input, 'forceNewDeployment') === true
  refuse(
    [
      controller === 'CODE_DEPLOY' && deploys,
      'Unable to update task definition on services with a CODE_DEPLOY deployment controller. Use AWS CodeDeploy to trigger a new deployment.'
    ],
    [
      controller === 'EXTERNAL' && deploys,
      'Unable to update task definition on services with an EXTERNAL deployment controller.'
    ],
    [
      express !== undefined && reserved !== undefined,
      `Cannot update ${reserved} of a service that is managed by ECS.`
    ]
  )
}

function wantedDefinition(call: Call, service: Service): string {
  const id = textOf(call.input, 'taskDefinition')
  const named = id === undefined ? undefined : activeDefinition(call, id)
  const definition = named ?? findDefinition(call.world, here(call), service.taskDefinition)
  // what the service has already must fit a new definition, too
  const loadBalancers = call.input['loadBalancers'] ?? service.settings['loadBalancers'] ?? []
  if (definition)
    refuseSettings(
      named && service.controller === 'ECS' ? { ...call.input, loadBalancers } : call.input,
      definition
    )
  return named?.arn ?? service.taskDefinition
}

/** CreateService and UpdateService. */
export const CHANGE_SERVICE: Operations = {
  CreateService: {
    writes: true,
    resources: theService,
    alsoNeeds: alsoNeededFor,
    run: call => {
      const { world, region, input, callerArn } = call
      const cluster = clusterIn(call)
      const before = repeatedCreation(call, cluster)
      if (before) return { service: viewService(before, ['TAGS']) }
      const definition = activeDefinition(call, text(call, 'taskDefinition'))
      const service = makeService(world, cluster, { region, input, definition, by: callerArn })
      refuseCombination(service, input)
      refuseCreation(input, definition)
      service.asked = JSON.stringify(input)
      // the default of CreateService, which differs from that of services older than the setting (API reference)
      service.settings = { availabilityZoneRebalancing: 'ENABLED', ...service.settings }
      cluster.services.set(service.name, service)
      if (service.controller === 'ECS') startDeployment(world, service, definition.arn)
      return { service: viewService(service, ['TAGS']) }
    }
  },
  UpdateService: {
    writes: true,
    resources: theService,
    alsoNeeds: alsoNeededFor,
    run: call => {
      const { world, input } = call
      const service = serviceIn(call)
      if (service.status !== 'ACTIVE')
        throw new AwsFault('ServiceNotActiveException', 'Service was not ACTIVE.')
      refuseManaged(input, service)
      const definition = wantedDefinition(call, service)
      const configuration = configurationOf(service.configuration, mapOf(input, 'deploymentConfiguration'))
      refuseForceless(input, service)
      const kept = givenOf(input, KEPT)
      const hidden = givenOf(input, HIDDEN)
      const settings = { ...service.settings, ...kept }
      refuseCombination({ ...service, configuration, settings }, input)
      const deploys =
        Object.keys(kept).some(key => !QUIET.includes(key) && !sameJson(kept[key], service.settings[key])) ||
        Object.keys(hidden).some(key => !sameJson(hidden[key], service.hidden?.[key]))
      Object.assign(service, { configuration, settings, hidden: { ...service.hidden, ...hidden } })
      service.desiredCount = numberOf(input, 'desiredCount') ?? service.desiredCount
      const forced = booleanOf(input, 'forceNewDeployment') ?? false
      if (service.controller === 'ECS' && (forced || deploys || definition !== service.taskDefinition))
        startDeployment(world, service, definition)
      wake(world, service)
      return { service: withCurrentDeployment(world, service, viewService(service)) }
    }
  }
}
