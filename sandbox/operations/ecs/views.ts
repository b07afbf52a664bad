import { compact, isMap, type Json, type JsonMap, mapOf, mapsOf, seconds, textOf } from '../../json.ts'
import { deploymentOf, type TaskSet, wantedOf } from '../../world/codedeploy/task-sets.ts'
import { clusterOf, definitionByArn, serviceOf, tasksOf } from '../../world/lookup.ts'
import { inProgress } from '../../world/records.ts'
import type { Deployment, DeploymentConfiguration, Service, Task, World } from '../../world/state.ts'
import { isLive } from '../../world/task-state.ts'

/** clusterArnOf is the ARN of a service's cluster. */
export function clusterArnOf({ arn, cluster }: Service): string {
  return arn.replace(/:service\/.*$/, `:cluster/${cluster}`)
}

/** viewService is a service as DescribeServices and UpdateService return it. */
export function viewService(service: Service, include: readonly string[] = []): JsonMap {
  const tasks = tasksOf(service)
  const current = inProgress(service)
  const { capacityProviderStrategy: strategy, ...settings } = service.settings
  return {
    serviceArn: service.arn,
    serviceName: service.name,
    clusterArn: clusterArnOf(service),
    loadBalancers: [],
    serviceRegistries: [],
    status: service.status,
    desiredCount: service.status === 'ACTIVE' ? service.desiredCount : 0,
    ...countsOf(tasks),
    ...viewCapacity(service, strategy),
    ...(service.launchType === 'FARGATE' ? { platformVersion: 'LATEST', platformFamily: 'Linux' } : {}),
    ...(service.express ? { resourceManagementType: 'ECS' } : { taskDefinition: service.taskDefinition }),
    deploymentConfiguration: viewConfiguration(service.configuration),
    deployments:
      service.controller === 'ECS' ? service.deployments.map(one => viewDeployment(service, one, tasks)) : [],
    events: service.events.map(event => ({
      id: event.id,
      createdAt: seconds(event.createdAt),
      message: event.message
    })),
    createdAt: seconds(service.createdAt),
    createdBy: service.createdBy,
    placementConstraints: [],
    placementStrategy: [],
    schedulingStrategy: service.schedulingStrategy,
    deploymentController: { type: service.controller },
    enableECSManagedTags: false,
    propagateTags: 'NONE',
    enableExecuteCommand: false,
    availabilityZoneRebalancing: 'DISABLED',
    ...settings,
    ...(current ? { currentServiceDeployment: current.arn } : {}),
    currentServiceRevisions: service.deployments.map(one => ({
      arn: one.revisionArn,
      requestedTaskCount: one.status === 'PRIMARY' ? service.desiredCount : 0,
      ...revisionCounts(tasks, one)
    })),
    ...(service.controller === 'CODE_DEPLOY' ? viewTaskSets(service, tasks) : {}),
    ...(include.includes('TAGS') ? { tags: service.tags } : {})
  }
}

/** viewConfiguration is the deployment configuration with ECS's defaults filled in. */
export function viewConfiguration(configuration: DeploymentConfiguration): JsonMap {
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
      ...(typeof given['deploymentCircuitBreaker'] === 'object' ? given['deploymentCircuitBreaker'] : {})
    }
  }
}

function viewDeployment(service: Service, one: Deployment, tasks: readonly Task[]): JsonMap {
  const mine = tasks.filter(task => task.deploymentId === one.id)
  const { capacityProviderStrategy: strategy, ...settings } = one.settings ?? {}
  return {
    id: one.id,
    status: one.status,
    taskDefinition: one.taskDefinition,
    desiredCount: one.status === 'PRIMARY' ? service.desiredCount : mine.filter(isLive).length,
    ...countsOf(mine),
    failedTasks: one.failedTasks,
    createdAt: seconds(one.createdAt),
    updatedAt: seconds(one.updatedAt),
    ...viewCapacity(service, strategy),
    ...(service.launchType === 'FARGATE' ? { platformVersion: '1.4.0', platformFamily: 'Linux' } : {}),
    ...settings,
    rolloutState: one.rolloutState,
    rolloutStateReason: one.rolloutStateReason
  }
}

/** A service has a strategy or a launch type; ECS returns the defaults for the absent members of a strategy item. */
function viewCapacity(service: Service, strategy: Json | undefined): JsonMap {
  const items = Array.isArray(strategy) ? strategy.filter(isMap) : []
  return items.length > 0
    ? { capacityProviderStrategy: items.map(item => ({ weight: 0, base: 0, ...item })) }
    : { launchType: service.launchType }
}

function countsOf(tasks: readonly Task[]): { runningCount: number; pendingCount: number } {
  const live = tasks.filter(isLive)
  const running = live.filter(task => task.lastStatus === 'RUNNING').length
  return { runningCount: running, pendingCount: live.length - running }
}

/** revisionCounts is a deployment's task counts under the names of service revisions. */
function revisionCounts(
  tasks: readonly Task[],
  one: { readonly id: string }
): { runningTaskCount: number; pendingTaskCount: number } {
  const counts = countsOf(tasks.filter(task => task.deploymentId === one.id))
  return { runningTaskCount: counts.runningCount, pendingTaskCount: counts.pendingCount }
}

/** viewTaskSets is what a CodeDeploy service has instead of deployments, newest task set first. */
function viewTaskSets(service: Service, tasks: readonly Task[]): JsonMap {
  const sets = (service.taskSets ?? []).toReversed().flatMap(set => {
    const deployment = deploymentOf(service, set)
    return deployment ? [viewTaskSet(service, { set, deployment, tasks })] : []
  })
  return { deployments: [], taskSets: sets, currentServiceRevisions: [] }
}

function viewTaskSet(
  service: Service,
  of: { set: TaskSet; deployment: Deployment; tasks: readonly Task[] }
): JsonMap {
  const { set, deployment } = of
  const mine = of.tasks.filter(task => task.deploymentId === set.id && isLive(task))
  const running = mine.filter(task => task.lastStatus === 'RUNNING').length
  const network = mapOf(service.settings, 'networkConfiguration')
  const wanted = wantedOf(service, set)
  const steady = mine.length === wanted && mine.every(task => task.healthy)
  return {
    id: set.id,
    taskSetArn: `${service.arn.replace(':service/', ':task-set/')}/${set.id}`,
    serviceArn: service.arn,
    clusterArn: clusterArnOf(service),
    startedBy: set.externalId === undefined ? service.createdBy : 'CODE_DEPLOY',
    ...(set.externalId === undefined ? {} : { externalId: set.externalId }),
    status: set.status,
    taskDefinition: deployment.taskDefinition,
    computedDesiredCount: wanted,
    pendingCount: mine.length - running,
    runningCount: running,
    createdAt: seconds(deployment.createdAt),
    updatedAt: seconds(set.updatedAt),
    launchType: service.launchType,
    ...(service.launchType === 'FARGATE' ? { platformVersion: '1.4.0', platformFamily: 'Linux' } : {}),
    ...(network === undefined ? {} : { networkConfiguration: network }),
    loadBalancers: mapsOf(service.settings, 'loadBalancers'),
    serviceRegistries: [],
    scale: { value: set.scale, unit: 'PERCENT' },
    stabilityStatus: steady ? 'STEADY_STATE' : 'STABILIZING',
    stabilityStatusAt: seconds(set.updatedAt)
  }
}

/** viewTask is a task as RunTask and DescribeTasks return it. */
export function viewTask(world: World, task: Task, include: readonly string[]): JsonMap {
  const definition = definitionByArn(world, task.region, task.taskDefinition)?.definition ?? {}
  const { standalone } = task
  const service = serviceOf(world, task)
  return compact({
    attachments: [],
    attributes: [],
    clusterArn: clusterOf(world, task)?.arn,
    containers: task.containers.map(one => viewContainer(task, one)),
    cpu: textOf(definition, 'cpu'),
    memory: textOf(definition, 'memory'),
    createdAt: seconds(task.createdAt),
    desiredStatus: task.desiredStatus,
    enableExecuteCommand: standalone?.enableExecuteCommand ?? false,
    group: standalone?.group ?? `service:${task.service}`,
    healthStatus: task.healthStatus,
    lastStatus: task.lastStatus,
    launchType: (standalone ?? service)?.launchType ?? 'FARGATE',
    capacityProviderName: standalone?.capacityProviderName,
    platformVersion: standalone?.platformVersion,
    overrides: standalone?.overrides ?? { containerOverrides: [], inferenceAcceleratorOverrides: [] },
    startedAt: seconds(task.startedAt),
    startedBy: startedByOf(task),
    stopCode: task.stopCode,
    stoppedAt: seconds(task.stoppedAt),
    stoppedReason: task.stoppedReason,
    stoppingAt: seconds(task.stoppingAt),
    tags: include.includes('TAGS') ? (standalone?.tags ?? []) : [],
    taskArn: task.arn,
    taskDefinitionArn: task.taskDefinition,
    version: task.planVersion
  })
}

/** startedByOf is the deployment of a service's task, or the `startedBy` that RunTask was given. */
export function startedByOf(task: Task): string | undefined {
  return task.standalone ? task.standalone.startedBy : task.deploymentId
}

function viewContainer(task: Task, one: Task['containers'][number]): JsonMap {
  return compact({
    containerArn: `${task.arn.replace(':task/', ':container/')}/${one.name}`,
    taskArn: task.arn,
    name: one.name,
    image: one.image,
    imageDigest: one.imageDigest,
    runtimeId: one.runtimeId,
    lastStatus: one.lastStatus,
    exitCode: one.exitCode,
    reason: one.reason,
    networkInterfaces: [],
    healthStatus: task.healthStatus
  })
}
