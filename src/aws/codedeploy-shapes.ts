import type { DeploymentGroupInfo, DeploymentInfo, ECSTarget } from '@aws-sdk/client-codedeploy'
import type { CodeDeployment, DeploymentGroup, DeploymentTarget, GroupNames } from '../codedeploy/ports.ts'

const MINUTE_MS = 60_000

/** present drops members that are undefined, which the ports' types leave out rather than set. */
function present<Shape extends object>(
  shape: Shape
): { [Key in keyof Shape]?: Exclude<Shape[Key], undefined> } {
  const entries = Object.entries(shape).filter(([, value]) => value !== undefined)
  return Object.fromEntries(entries) as { [Key in keyof Shape]?: Exclude<Shape[Key], undefined> }
}

/** toGroup turns a group of GetDeploymentGroup into the port's shape; minutes and dates become milliseconds. */
export function toGroup(names: GroupNames, group: DeploymentGroupInfo): DeploymentGroup {
  const options = group.blueGreenDeploymentConfiguration
  const ready = options?.deploymentReadyOption
  const termination = options?.terminateBlueInstancesOnDeploymentSuccess
  const last = group.lastAttemptedDeployment
  return {
    ...names,
    services: (group.ecsServices ?? []).map(one => ({
      cluster: one.clusterName ?? '',
      service: one.serviceName ?? ''
    })),
    terminationWaitMs: (termination?.terminationWaitTimeInMinutes ?? 0) * MINUTE_MS,
    autoRollback: group.autoRollbackConfiguration?.enabled
      ? (group.autoRollbackConfiguration.events ?? [])
      : [],
    ...present({
      computePlatform: group.computePlatform as string | undefined,
      config: group.deploymentConfigName,
      readyWaitMs:
        ready?.actionOnTimeout === 'STOP_DEPLOYMENT' ? (ready.waitTimeInMinutes ?? 0) * MINUTE_MS : undefined
    }),
    ...(last?.deploymentId === undefined
      ? {}
      : {
          lastAttempted: {
            id: last.deploymentId,
            status: last.status ?? '',
            ...present({ createdAt: last.createTime?.getTime() })
          }
        })
  }
}

/** toCodeDeployment turns a deployment of GetDeployment into the port's shape. */
export function toCodeDeployment(id: string, info: DeploymentInfo): CodeDeployment {
  const { errorInformation, rollbackInfo, revision } = info
  // an AppSpec is given back under the member of its type; older answers have it as a plain string
  const spec = revision?.appSpecContent ?? revision?.string
  return {
    id,
    application: info.applicationName ?? '',
    group: info.deploymentGroupName ?? '',
    status: info.status ?? '',
    terminationWaits: info.instanceTerminationWaitTimeStarted ?? false,
    messages: info.deploymentStatusMessages ?? [],
    ...present({
      createdAt: info.createTime?.getTime(),
      completedAt: info.completeTime?.getTime(),
      creator: info.creator as string | undefined,
      content: spec?.content,
      sha256: spec?.sha256,
      rollbackId: rollbackInfo?.rollbackDeploymentId,
      rollbackMessage: rollbackInfo?.rollbackMessage,
      error: errorInformation && {
        code: errorInformation.code ?? 'UNKNOWN',
        message: errorInformation.message ?? ''
      }
    })
  }
}

/** toTarget turns a target of GetDeploymentTarget into the port's shape. */
export function toTarget(target: ECSTarget): DeploymentTarget {
  return {
    status: target.status ?? 'Unknown',
    events: (target.lifecycleEvents ?? []).map(event => ({
      name: event.lifecycleEventName ?? '',
      status: event.status ?? 'Unknown',
      ...present({ message: event.diagnostics?.message })
    })),
    taskSets: (target.taskSetsInfo ?? []).map(set => ({
      id: set.identifer ?? '',
      desired: set.desiredCount ?? 0,
      running: set.runningCount ?? 0,
      pending: set.pendingCount ?? 0,
      ...present({ label: set.taskSetLabel as string | undefined, traffic: set.trafficWeight })
    }))
  }
}
