import type { CapacityProviderStrategyItem } from '@aws-sdk/client-ecs'
import { isSteady, type TaskSet, wantedOf } from '../../world/codedeploy/task-sets.ts'
import { lags, serviceSeen, timeSeen } from '../../world/lag.ts'
import { clusterOf, countsOf, tasksOf } from '../../world/lookup.ts'
import { inProgress, revisionCounts } from '../../world/records.ts'
import type { Deployment, DeploymentConfiguration, Service, Task, World } from '../../world/state.ts'
import { completed } from './service-rules.ts'

/** clusterArnOf is the ARN of a service's cluster. */
export function clusterArnOf({ arn, cluster }: Service): string {
  return arn.replace(/:service\/.*$/, `:cluster/${cluster}`)
}

/** viewService is a service as DescribeServices and UpdateService return it. */
export function viewService(service: Service, include: readonly string[] = []): object {
  const { status, events, createdAt, createdBy, schedulingStrategy, taskDefinition, tags } = service
  const deployments = service.controller === 'ECS' ? service.deployments : []
  return {
    serviceArn: service.arn,
    serviceName: service.name,
    clusterArn: clusterArnOf(service),
    loadBalancers: [],
    serviceRegistries: [],
    status,
    desiredCount: status === 'ACTIVE' ? service.desiredCount : 0,
    ...countsOf(tasksOf(service)),
    ...platformOf(service, 'LATEST'),
    ...(service.express ? { resourceManagementType: 'ECS' } : { taskDefinition }),
    deploymentConfiguration: viewConfiguration(service.configuration),
    deployments: deployments.map(one => viewDeployment(service, one)),
    events,
    createdAt,
    createdBy,
    placementConstraints: [],
    placementStrategy: [],
    schedulingStrategy,
    deploymentController: { type: service.controller },
    enableECSManagedTags: false,
    propagateTags: 'NONE',
    enableExecuteCommand: false,
    availabilityZoneRebalancing: 'DISABLED',
    ...service.settings,
    ...viewCapacity(service, service.settings.capacityProviderStrategy),
    currentServiceDeployment: inProgress(service)?.arn,
    currentServiceRevisions: deployments.map(one => ({
      arn: one.revisionArn,
      requestedTaskCount: one.status === 'PRIMARY' ? service.desiredCount : 0,
      ...revisionCounts(service, one.id)
    })),
    taskSets: service.taskSets?.toReversed().map(set => viewTaskSet(service, set)),
    tags: include.includes('TAGS') ? tags : undefined
  }
}

/** describedService is a service as DescribeServices returns it at this read. */
export function describedService(world: World, service: Service, include?: readonly string[]): object {
  const latest = timeSeen(world, 'events')
  return {
    ...viewService(serviceSeen(world, service, 'deployments') ?? service, include),
    ...currentSeen(world, service),
    events: service.events.filter(({ createdAt }) => createdAt <= latest)
  }
}

/** currentSeen is the `currentServiceDeployment` of this read if it lags; none in progress: the newest one then. */
export function currentSeen(world: World, service: Service): object {
  const path = 'currentServiceDeployment'
  if (!lags(world, path)) return {}
  const seen = serviceSeen(world, service, path)
  return { [path]: seen && (inProgress(seen) ?? seen.serviceDeployments[0])?.arn }
}

/** viewConfiguration is the deployment configuration with ECS's defaults filled in. */
export function viewConfiguration(configuration: DeploymentConfiguration): object {
  const { given, circuitBreaker, maximumPercent, minimumHealthyPercent, strategy } = configuration
  const { linear, canary } = configuration
  return {
    ...given,
    strategy,
    bakeTimeInMinutes: configuration.bakeMinutes,
    ...(strategy === 'LINEAR'
      ? { linearConfiguration: { stepPercent: linear.percent, stepBakeTimeInMinutes: linear.bakeMinutes } }
      : {}),
    ...(strategy === 'CANARY'
      ? {
          canaryConfiguration: { canaryPercent: canary.percent, canaryBakeTimeInMinutes: canary.bakeMinutes }
        }
      : {}),
    maximumPercent,
    minimumHealthyPercent,
    deploymentCircuitBreaker: {
      enable: circuitBreaker.enable,
      rollback: circuitBreaker.rollback,
      ...given.deploymentCircuitBreaker
    }
  }
}

function viewDeployment(service: Service, one: Deployment): object {
  const mine = tasksOf(service, one.id)
  const counts = countsOf(mine)
  return {
    ...one,
    ...counts,
    desiredCount: one.status === 'PRIMARY' ? service.desiredCount : counts.runningCount + counts.pendingCount,
    ...platformOf(service, '1.4.0'),
    ...one.settings,
    ...viewCapacity(service, one.settings?.capacityProviderStrategy)
  }
}

/** A service has a strategy or a launch type; ECS returns the defaults for the absent members of a strategy item. */
function viewCapacity(service: Service, items: readonly CapacityProviderStrategyItem[] = []): object {
  return items.length > 0
    ? { capacityProviderStrategy: items.map(completed) }
    : { capacityProviderStrategy: undefined, launchType: service.launchType }
}

function platformOf(service: Service, platformVersion: string): object {
  return service.launchType === 'FARGATE' ? { platformVersion, platformFamily: 'Linux' } : {}
}

/** A task set of a CodeDeploy service, which has them instead of deployments. */
function viewTaskSet(service: Service, set: TaskSet): object {
  const { networkConfiguration, loadBalancers = [] } = service.settings
  const { deployment } = set
  return {
    ...set,
    taskSetArn: `${service.arn.replace(':service/', ':task-set/')}/${set.id}`,
    serviceArn: service.arn,
    clusterArn: clusterArnOf(service),
    startedBy: set.externalId === undefined ? service.createdBy : 'CODE_DEPLOY',
    taskDefinition: deployment.taskDefinition,
    createdAt: deployment.createdAt,
    computedDesiredCount: wantedOf(service, set),
    ...countsOf(tasksOf(service, set.id)),
    launchType: service.launchType,
    ...platformOf(service, '1.4.0'),
    networkConfiguration,
    loadBalancers,
    serviceRegistries: [],
    scale: { value: set.scale, unit: 'PERCENT' },
    stabilityStatus: isSteady(service, set) ? 'STEADY_STATE' : 'STABILIZING',
    stabilityStatusAt: set.updatedAt
  }
}

/** viewTask is a task as RunTask and DescribeTasks return it. */
export function viewTask(world: World, task: Task, include: readonly string[] = []): object {
  const { standalone, definition, owner } = task
  return {
    ...task,
    attachments: [],
    attributes: [],
    clusterArn: clusterOf(world, task)?.arn,
    containers: task.containers.map(one => ({
      ...one,
      containerArn: `${task.arn.replace(':task/', ':container/')}/${one.name}`,
      taskArn: task.arn,
      networkInterfaces: [],
      healthStatus: task.healthStatus
    })),
    cpu: definition.cpu,
    memory: definition.memory,
    enableExecuteCommand: false,
    group: `service:${owner?.name}`,
    launchType: owner?.launchType,
    overrides: { containerOverrides: [], inferenceAcceleratorOverrides: [] },
    ...standalone,
    startedBy: startedByOf(task),
    tags: include.includes('TAGS') ? (standalone?.tags ?? []) : [],
    taskArn: task.arn,
    taskDefinitionArn: task.taskDefinition,
    version: task.planVersion
  }
}

/** startedByOf is the deployment of a service's task, or the `startedBy` that RunTask was given. */
export function startedByOf(task: Task): string | undefined {
  return task.standalone ? task.standalone.startedBy : task.deploymentId
}
