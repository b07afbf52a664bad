import type * as ecs from '@aws-sdk/client-ecs'
import { pickMembers, sameJson } from '../../json.ts'
import { startDeployment } from '../../world/deployments.ts'
import { arnOf } from '../../world/lookup.ts'
import { wake } from '../../world/queue.ts'
import type { Cluster, Service, TaskDefinition, World } from '../../world/state.ts'
import { type Call, existing, here, type Operations } from '../operation.ts'
import { activeDefinition, clusterIn, refuse, serviceIn, theService } from './common.ts'
import { configurationOf, DAEMON_CONFIGURATION, DEFAULT_CONFIGURATION } from './configuration.ts'
import { findDefinition } from './definitions.ts'
import {
  alsoNeededFor,
  refuseCreation,
  refuseForceless,
  refuseSettings,
  repeatedCreation,
  usesFargate
} from './service-rules.ts'
import { currentSeen, viewService } from './views.ts'

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
  what: { region: string; input: ecs.CreateServiceCommandInput; definition: TaskDefinition; by: string }
): Service {
  const { input, region } = what
  const { serviceName: name = '', schedulingStrategy = 'REPLICA', desiredCount = 0 } = input
  const daemon = schedulingStrategy === 'DAEMON'
  const defaults = daemon ? DAEMON_CONFIGURATION : DEFAULT_CONFIGURATION
  return {
    region,
    cluster: cluster.name,
    name,
    arn: arnOf(world, ['ecs', region], `service/${cluster.name}/${name}`),
    status: 'ACTIVE',
    taskDefinition: what.definition.arn,
    desiredCount: daemon ? cluster.instances : desiredCount,
    launchType: usesFargate(input) ? 'FARGATE' : 'EC2',
    controller: input.deploymentController?.type ?? 'ECS',
    schedulingStrategy,
    configuration: configurationOf(defaults, input.deploymentConfiguration),
    settings: { ...pickMembers(input, KEPT), ...(input.role === undefined ? {} : { roleArn: input.role }) },
    hidden: pickMembers(input, HIDDEN),
    tags: input.tags ?? [],
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

/** refuseCombination refuses what does not go together: strategy, controller, balancers, DAEMON. Throws AwsFault. */
export function refuseCombination(service: Service, input: { desiredCount?: unknown }): void {
  const { configuration, controller, settings } = service
  const { strategy } = configuration
  const daemon = service.schedulingStrategy === 'DAEMON'
  const advanced = settings.loadBalancers?.every(one => one.advancedConfiguration) ?? true
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
      daemon && input.desiredCount !== undefined,
      'The daemon scheduling strategy does not support a desired count for a service.'
    ]
  )
}

/** Express Mode reserves some members (kayac/ecspresso#902 observed the refusal; its exact text is not known). */
function refuseManaged(input: ecs.UpdateServiceCommandInput, { controller, express }: Service): void {
  const [reserved] = Object.keys(pickMembers(input, ['loadBalancers', 'deploymentConfiguration']))
  const deploys = input.taskDefinition !== undefined || input.forceNewDeployment
  const [article, hint] =
    controller === 'CODE_DEPLOY' ? ['a', ' Use AWS CodeDeploy to trigger a new deployment.'] : ['an', '']
  refuse(
    [
      controller !== 'ECS' && deploys,
      `Unable to update task definition on services with ${article} ${controller} deployment controller.${hint}`
    ],
    [express && reserved, `Cannot update ${reserved} of a service that is managed by ECS.`]
  )
}

function wantedDefinition(call: Call<ecs.UpdateServiceCommandInput>, service: Service): string {
  const { world, input } = call
  const named = input.taskDefinition === undefined ? undefined : activeDefinition(call, input.taskDefinition)
  const definition = named ?? findDefinition(world, here(call), service.taskDefinition)
  // what the service has already must fit a new definition, too
  const loadBalancers = input.loadBalancers ?? service.settings.loadBalancers ?? []
  if (definition)
    refuseSettings(named && service.controller === 'ECS' ? { ...input, loadBalancers } : input, definition)
  return named?.arn ?? service.taskDefinition
}

/** CreateService and UpdateService. */
export const CHANGE_SERVICE: Operations<typeof ecs> = {
  CreateService: {
    resources: theService,
    alsoNeeds: alsoNeededFor,
    run: call => {
      const { world, region, input, callerArn } = call
      const cluster = clusterIn(call)
      const before = repeatedCreation(call, cluster)
      if (before) return { service: viewService(before, ['TAGS']) }
      const definition = activeDefinition(call, input.taskDefinition)
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
    resources: theService,
    alsoNeeds: alsoNeededFor,
    run: call => {
      const { world, input } = call
      const service = activeService(serviceIn(call))
      refuseManaged(input, service)
      const definition = wantedDefinition(call, service)
      const configuration = configurationOf(service.configuration, input.deploymentConfiguration)
      refuseForceless(input, service)
      const kept = pickMembers(input, KEPT)
      const hidden = pickMembers(input, HIDDEN)
      const settings = { ...service.settings, ...kept }
      refuseCombination({ ...service, configuration, settings }, input)
      const before: Readonly<Record<string, unknown>> = { ...service.settings, ...service.hidden }
      const deploys = Object.entries({ ...kept, ...hidden }).some(
        ([key, value]) => !QUIET.includes(key) && !sameJson(value, before[key])
      )
      Object.assign(service, { configuration, settings, hidden: { ...service.hidden, ...hidden } })
      service.desiredCount = input.desiredCount ?? service.desiredCount
      const starts = input.forceNewDeployment || deploys || definition !== service.taskDefinition
      if (service.controller === 'ECS' && starts) startDeployment(world, service, definition)
      wake(world, service)
      return { service: { ...viewService(service), ...currentSeen(world, service) } }
    }
  }
}

/** activeService returns a service that can be updated. Throws AwsFault ServiceNotActiveException. */
export function activeService(service: Service): Service {
  const active = service.status === 'ACTIVE' ? service : undefined
  return existing(active, 'ServiceNotActiveException', 'Service was not ACTIVE.')
}
