import { type JsonMap, seconds } from '../../json.ts'
import { inProgress } from '../../world/deployments.ts'
import { tasksOf } from '../../world/lookup.ts'
import type { Deployment, Service, Task, World } from '../../world/state.ts'
import { isLive } from '../../world/task-life.ts'

/** viewService is a service as DescribeServices and UpdateService give it. */
export function viewService(world: World, service: Service, include: readonly string[] = []): JsonMap {
  const tasks = tasksOf(world, service)
  const current = inProgress(service)
  return {
    serviceArn: service.arn,
    serviceName: service.name,
    clusterArn: service.arn.replace(/:service\/.*$/, `:cluster/${service.cluster}`),
    loadBalancers: [],
    serviceRegistries: [],
    status: service.status,
    desiredCount: service.status === 'ACTIVE' ? service.desiredCount : 0,
    ...countsOf(tasks),
    launchType: service.launchType,
    ...(service.launchType === 'FARGATE' ? { platformVersion: 'LATEST', platformFamily: 'Linux' } : {}),
    taskDefinition: service.taskDefinition,
    deploymentConfiguration: viewConfiguration(service),
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
    ...service.settings,
    ...(current ? { currentServiceDeployment: current.arn } : {}),
    currentServiceRevisions: service.deployments.map(one => ({
      arn: one.revisionArn,
      requestedTaskCount: one.status === 'PRIMARY' ? service.desiredCount : 0,
      ...revisionCounts(tasks, one)
    })),
    ...(include.includes('TAGS') ? { tags: service.tags } : {})
  }
}

/** viewConfiguration gives the deployment configuration with ECS's defaults filled in. */
export function viewConfiguration(service: Service): JsonMap {
  const { given, circuitBreaker, maximumPercent, minimumHealthyPercent } = service.configuration
  return {
    strategy: 'ROLLING',
    bakeTimeInMinutes: 0,
    ...given,
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
  const network = service.settings['networkConfiguration']
  return {
    id: one.id,
    status: one.status,
    taskDefinition: one.taskDefinition,
    desiredCount: one.status === 'PRIMARY' ? service.desiredCount : mine.filter(isLive).length,
    ...countsOf(mine),
    failedTasks: one.failedTasks,
    createdAt: seconds(one.createdAt),
    updatedAt: seconds(one.updatedAt),
    launchType: service.launchType,
    ...(service.launchType === 'FARGATE' ? { platformVersion: '1.4.0', platformFamily: 'Linux' } : {}),
    ...(network === undefined ? {} : { networkConfiguration: network }),
    rolloutState: one.rolloutState,
    rolloutStateReason: one.rolloutStateReason
  }
}

function countsOf(tasks: readonly Task[]): { runningCount: number; pendingCount: number } {
  const live = tasks.filter(isLive)
  const running = live.filter(task => task.lastStatus === 'RUNNING').length
  return { runningCount: running, pendingCount: live.length - running }
}

/** revisionCounts is a deployment's counts in the words of service revisions. */
export function revisionCounts(
  tasks: readonly Task[],
  one: { readonly id: string }
): { runningTaskCount: number; pendingTaskCount: number } {
  const counts = countsOf(tasks.filter(task => task.deploymentId === one.id))
  return { runningTaskCount: counts.runningCount, pendingTaskCount: counts.pendingCount }
}
