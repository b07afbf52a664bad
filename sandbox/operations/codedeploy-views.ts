import { type JsonMap, seconds } from '../json.ts'
import {
  type CodeDeployment,
  type DeploymentGroup,
  serviceBehind,
  type TaskSet,
  wantedOf
} from '../world/codedeploy/task-sets.ts'
import { tasksOf } from '../world/lookup.ts'
import type { Service, World } from '../world/state.ts'
import { isLive } from '../world/task-state.ts'

const MINUTE = 60_000

/** What a deployment copies from its group. */
function settingsOf(group: DeploymentGroup): JsonMap {
  const { readyWait, terminationWait, rollbackEvents } = group
  return {
    autoRollbackConfiguration: { enabled: rollbackEvents.length > 0, events: [...rollbackEvents] },
    deploymentStyle: { deploymentType: 'BLUE_GREEN', deploymentOption: 'WITH_TRAFFIC_CONTROL' },
    blueGreenDeploymentConfiguration: {
      terminateBlueInstancesOnDeploymentSuccess: {
        action: 'TERMINATE',
        terminationWaitTimeInMinutes: Math.round(terminationWait / MINUTE)
      },
      deploymentReadyOption: {
        actionOnTimeout: readyWait === undefined ? 'CONTINUE_DEPLOYMENT' : 'STOP_DEPLOYMENT',
        waitTimeInMinutes: Math.round((readyWait ?? 0) / MINUTE)
      }
    },
    computePlatform: 'ECS'
  }
}

/** viewGroup is a deployment group as GetDeploymentGroup returns it. */
export function viewGroup(world: World, group: DeploymentGroup): JsonMap {
  const last = world.regions.get(group.region)?.codedeploy.deployments.get(group.lastAttempted ?? '')
  return {
    applicationName: group.application,
    deploymentGroupName: group.name,
    deploymentConfigName: group.config,
    ...settingsOf(group),
    ecsServices: [{ serviceName: group.service, clusterName: group.cluster }],
    ...(last
      ? {
          lastAttemptedDeployment: {
            deploymentId: last.id,
            status: last.status,
            createTime: seconds(last.createdAt),
            endTime: seconds(last.completedAt)
          }
        }
      : {})
  }
}

/** viewDeployment is a deployment as GetDeployment returns it. */
export function viewDeployment(deployment: CodeDeployment, group: DeploymentGroup): JsonMap {
  return {
    applicationName: deployment.application,
    deploymentGroupName: deployment.group,
    deploymentConfigName: deployment.config,
    deploymentId: deployment.id,
    revision: deployment.revision,
    status: deployment.status,
    errorInformation: deployment.error,
    createTime: seconds(deployment.createdAt),
    startTime: seconds(deployment.startedAt),
    completeTime: seconds(deployment.completedAt),
    description: deployment.description,
    creator: deployment.creator,
    rollbackInfo: deployment.rollback,
    instanceTerminationWaitTimeStarted: deployment.phase === 'terminating',
    ...settingsOf(group)
  }
}

const TARGET_STATUS: Readonly<Record<CodeDeployment['status'], string>> = {
  Created: 'Pending',
  InProgress: 'InProgress',
  Ready: 'Ready',
  Succeeded: 'Succeeded',
  Failed: 'Failed',
  Stopped: 'Failed'
}

/** targetIdOf is the ID of a deployment's only target. */
export function targetIdOf(group: DeploymentGroup): string {
  return `${group.cluster}:${group.service}`
}

/** viewTarget is a deployment's target as GetDeploymentTarget returns it. */
export function viewTarget(world: World, deployment: CodeDeployment, group: DeploymentGroup): JsonMap {
  const service = serviceBehind(world, deployment)
  const sets = (service?.taskSets ?? []).filter(({ id }) => id === deployment.blue || id === deployment.green)
  return {
    deploymentTargetType: 'ECSTarget',
    ecsTarget: {
      deploymentId: deployment.id,
      targetId: targetIdOf(group),
      targetArn: service?.arn,
      lastUpdatedAt: seconds(deployment.updatedAt),
      lifecycleEvents: deployment.events.map(one => ({
        lifecycleEventName: one.name,
        status: one.status,
        startTime: seconds(one.startedAt),
        endTime: seconds(one.endedAt)
      })),
      status: TARGET_STATUS[deployment.status],
      taskSetsInfo: service
        ? sets.map(set => viewSet(service, { set, label: set.id === deployment.blue ? 'Blue' : 'Green' }))
        : []
    }
  }
}

function viewSet(service: Service, { set, label }: { set: TaskSet; label: 'Blue' | 'Green' }): JsonMap {
  const live = tasksOf(service).filter(task => task.deploymentId === set.id && isLive(task))
  const running = live.filter(task => task.lastStatus === 'RUNNING').length
  return {
    identifer: set.id,
    desiredCount: wantedOf(service, set),
    pendingCount: live.length - running,
    runningCount: running,
    status: set.status,
    trafficWeight: set.weight,
    targetGroup: { name: set.targetGroup },
    taskSetLabel: label
  }
}
