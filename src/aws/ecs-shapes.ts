import type {
  DeploymentLifecycleHookDetail,
  Deployment as SdkDeployment,
  Service as SdkService,
  ServiceDeployment as SdkServiceDeployment,
  Task as SdkTask,
  ServiceDeploymentBrief,
  TaskSet
} from '@aws-sdk/client-ecs'
import { isObject, type JsonObject, objectsIn } from '../json.ts'
import { present } from '../present.ts'
import type {
  Deployment,
  DeploymentPause,
  LiveDefinition,
  ServiceDeployment,
  ServiceState,
  StoppedTask
} from '../rollout/ports.ts'

/**
 * toServiceState converts a service of DescribeServices or UpdateService to the port's type; times become milliseconds.
 */
export function toServiceState(service: SdkService, answer: JsonObject = {}): ServiceState {
  // A hundred events take as much memory as everything else of the service.
  const { events: _, ...raw } = answer
  const breaker = service.deploymentConfiguration?.deploymentCircuitBreaker
  return {
    service: service.serviceName ?? '',
    serviceArn: service.serviceArn ?? '',
    clusterArn: service.clusterArn ?? '',
    status: service.status ?? '',
    taskDefinition: taskDefinitionOf(service),
    desiredCount: service.desiredCount ?? 0,
    runningCount: service.runningCount ?? 0,
    pendingCount: service.pendingCount ?? 0,
    deploymentController: service.deploymentController?.type ?? 'ECS',
    strategy: service.deploymentConfiguration?.strategy ?? 'ROLLING',
    schedulingStrategy: service.schedulingStrategy ?? 'REPLICA',
    raw,
    deployments: (service.deployments ?? []).map(toDeployment),
    events: (service.events ?? []).map(event => ({
      id: event.id ?? '',
      createdAt: event.createdAt?.getTime() ?? 0,
      message: event.message ?? ''
    })),
    circuitBreaker: { enable: breaker?.enable ?? false, rollback: breaker?.rollback ?? false },
    ...present({ currentServiceDeployment: service.currentServiceDeployment })
  }
}

/**
 * For services of CodeDeploy, the task set with the traffic decides, because the service's own member can be stale.
 * Services of Express Mode do not have that member, only their deployments do (kayac/ecspresso#902).
 */
function taskDefinitionOf({ taskSets, taskDefinition, deployments }: SdkService): string {
  const ofPrimary = (list: readonly (TaskSet | SdkDeployment)[] = []) =>
    list.find(({ status }) => status === 'PRIMARY')?.taskDefinition
  return ofPrimary(taskSets) ?? taskDefinition ?? ofPrimary(deployments) ?? ''
}

function toDeployment(deployment: SdkDeployment): Deployment {
  return {
    id: deployment.id ?? '',
    status: deployment.status ?? '',
    taskDefinition: deployment.taskDefinition ?? '',
    desiredCount: deployment.desiredCount ?? 0,
    runningCount: deployment.runningCount ?? 0,
    pendingCount: deployment.pendingCount ?? 0,
    failedTasks: deployment.failedTasks ?? 0,
    ...present({
      rolloutState: deployment.rolloutState as string | undefined,
      rolloutStateReason: deployment.rolloutStateReason,
      createdAt: deployment.createdAt?.getTime(),
      updatedAt: deployment.updatedAt?.getTime()
    })
  }
}

/** toServiceDeployment converts an entry of DescribeServiceDeployments to the port's type. */
export function toServiceDeployment(deployment: SdkServiceDeployment): ServiceDeployment {
  const breaker = deployment.deploymentCircuitBreaker
  const { alarms } = deployment
  return {
    arn: deployment.serviceDeploymentArn ?? '',
    status: deployment.status ?? '',
    triggeredAlarms: alarms?.triggeredAlarmNames ?? [],
    pauses: (deployment.lifecycleHookDetails ?? []).flatMap(hook => toPause(hook, timeoutOf(deployment))),
    ...present({
      statusReason: deployment.statusReason,
      targetRevisionArn: deployment.targetServiceRevision?.arn,
      sourceRevisionArns: deployment.sourceServiceRevisions?.flatMap(({ arn }) => arn ?? []),
      createdAt: deployment.createdAt?.getTime(),
      finishedAt: (deployment.finishedAt ?? deployment.stoppedAt)?.getTime(),
      rollbackReason: deployment.rollback?.reason,
      lifecycleStage: deployment.lifecycleStage as string | undefined,
      unusedAlarms: alarms?.status === 'DISABLED' ? alarms.alarmNames : undefined,
      trafficPercent: deployment.targetServiceRevision?.requestedProductionTrafficWeight,
      circuitBreaker: breaker && {
        status: breaker.status ?? '',
        failureCount: breaker.failureCount ?? 0,
        threshold: breaker.threshold ?? 0
      }
    })
  }
}

function toPause(
  hook: DeploymentLifecycleHookDetail,
  timeout: number | undefined
): readonly DeploymentPause[] {
  if (hook.status !== 'AWAITING_ACTION' || hook.hookId === undefined) return []
  const expiresAt = hook.expiresAt?.getTime()
  return [
    {
      hookId: hook.hookId,
      ...present({
        since: expiresAt === undefined || timeout === undefined ? undefined : expiresAt - timeout,
        expiresAt,
        timeoutAction: hook.timeoutAction as string | undefined
      })
    }
  ]
}

/** Source: ECS API, DeploymentLifecycleHookTimeoutConfiguration. */
const USUAL_TIMEOUT_MINUTES = 1440

/** Duration of the pauses of the current stage in milliseconds: ECS returns when a pause ends, not when it began. */
function timeoutOf({ deploymentConfiguration, lifecycleStage }: SdkServiceDeployment): number | undefined {
  const hooks = deploymentConfiguration?.lifecycleHooks ?? []
  const minutes = hooks
    .filter(
      ({ targetType, lifecycleStages = [] }) =>
        targetType === 'PAUSE' && lifecycleStages.some(stage => stage === lifecycleStage)
    )
    .map(({ timeoutConfiguration }) => timeoutConfiguration?.timeoutInMinutes ?? USUAL_TIMEOUT_MINUTES)
  const [first] = minutes
  return first !== undefined && minutes.every(one => one === first) ? first * 60_000 : undefined
}

/** rawService returns the service of an UpdateService or CreateService response with every member. */
export function rawService(answer: JsonObject): JsonObject {
  return isObject(answer['service']) ? answer['service'] : {}
}

/** rawServices returns the services of a DescribeServices response with every member, in order. */
export function rawServices(answer: JsonObject): readonly JsonObject[] {
  return objectsIn(answer['services'])
}

/**
 * toBriefDeployment converts an entry of ListServiceDeployments, which lacks circuit breaker and rollback, to the
 * port's type.
 */
export function toBriefDeployment(deployment: ServiceDeploymentBrief): ServiceDeployment {
  return {
    arn: deployment.serviceDeploymentArn ?? '',
    status: deployment.status ?? '',
    triggeredAlarms: [],
    pauses: [],
    ...present({
      statusReason: deployment.statusReason,
      targetRevisionArn: deployment.targetServiceRevisionArn,
      createdAt: deployment.createdAt?.getTime(),
      finishedAt: deployment.finishedAt?.getTime()
    })
  }
}

/** toStoppedTask converts a task of DescribeTasks to the port's type. */
export function toStoppedTask(task: SdkTask): StoppedTask {
  return {
    arn: task.taskArn ?? '',
    taskDefinition: task.taskDefinitionArn ?? '',
    containers: (task.containers ?? []).map(container => ({
      name: container.name ?? '',
      ...present({
        exitCode: container.exitCode,
        reason: container.reason,
        healthStatus: container.healthStatus as string | undefined,
        runtimeId: container.runtimeId
      })
    })),
    ...present({
      startedBy: task.startedBy,
      stopCode: task.stopCode as string | undefined,
      stoppedReason: task.stoppedReason,
      startedAt: task.startedAt?.getTime(),
      endedAt: (task.executionStoppedAt ?? task.stoppingAt ?? task.stoppedAt)?.getTime(),
      stoppedAt: task.stoppedAt?.getTime()
    })
  }
}

/**
 * toLiveDefinition parses the raw response of Register- or DescribeTaskDefinition, so that no member is lost; undefined
 * if it contains no task definition, or one without containers, which ECS does not register. Times in the response are
 * in seconds.
 */
export function toLiveDefinition(answer: JsonObject): LiveDefinition | undefined {
  const { taskDefinition, tags } = answer
  if (!isObject(taskDefinition)) return undefined
  const { taskDefinitionArn: arn, family, revision, status, registeredAt } = taskDefinition
  const { containerDefinitions: containers } = taskDefinition
  if (!Array.isArray(containers) || containers.length === 0) return undefined
  if (typeof arn !== 'string' || typeof family !== 'string' || typeof revision !== 'number') return undefined
  return {
    arn,
    family,
    revision,
    status: typeof status === 'string' ? status : 'ACTIVE',
    ...present({
      registeredAt: typeof registeredAt === 'number' ? Math.round(registeredAt * 1000) : undefined
    }),
    definition: tags === undefined || tags === null ? taskDefinition : { ...taskDefinition, tags }
  }
}
