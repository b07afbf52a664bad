import { isMap, type Json, type JsonMap, seconds } from '../../json.ts'
import { tasksOf } from '../../world/lookup.ts'
import { inProgress } from '../../world/records.ts'
import type { Deployment, DeploymentConfiguration, Service, Task } from '../../world/state.ts'
import { isLive } from '../../world/task-state.ts'
import { viewTaskSets } from './task-set-view.ts'

/** viewService is a service as DescribeServices and UpdateService return it. */
export function viewService(service: Service, include: readonly string[] = []): JsonMap {
  const tasks = tasksOf(service)
  const current = inProgress(service)
  const { capacityProviderStrategy: strategy, ...settings } = service.settings
  return {
    serviceArn: service.arn,
    serviceName: service.name,
    clusterArn: service.arn.replace(/:service\/.*$/, `:cluster/${service.cluster}`),
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
export function revisionCounts(
  tasks: readonly Task[],
  one: { readonly id: string }
): { runningTaskCount: number; pendingTaskCount: number } {
  const counts = countsOf(tasks.filter(task => task.deploymentId === one.id))
  return { runningTaskCount: counts.runningCount, pendingTaskCount: counts.pendingCount }
}
