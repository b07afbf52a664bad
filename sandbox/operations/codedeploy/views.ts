import { type JsonMap, seconds } from '../../json.ts'
import { serviceBehind } from '../../world/codedeploy/endings.ts'
import type { CodeDeployment, DeploymentGroup, TaskSet } from '../../world/codedeploy/state.ts'
import { wantedOf } from '../../world/codedeploy/task-sets.ts'
import { tasksOf } from '../../world/lookup.ts'
import type { Service, World } from '../../world/state.ts'
import { isLive } from '../../world/task-state.ts'

const STYLE = { deploymentType: 'BLUE_GREEN', deploymentOption: 'WITH_TRAFFIC_CONTROL' }

function waits(group: DeploymentGroup): JsonMap {
  const { readyWait } = group
  return {
    terminateBlueInstancesOnDeploymentSuccess: {
      action: 'TERMINATE',
      terminationWaitTimeInMinutes: Math.round(group.terminationWait / 60_000)
    },
    deploymentReadyOption: {
      actionOnTimeout: readyWait === undefined ? 'CONTINUE_DEPLOYMENT' : 'STOP_DEPLOYMENT',
      waitTimeInMinutes: Math.round((readyWait ?? 0) / 60_000)
    }
  }
}

function rollbackOf(group: DeploymentGroup): JsonMap {
  const events = [...group.rollbackEvents]
  return { enabled: events.length > 0, events }
}

function briefOf(deployment: CodeDeployment | undefined): JsonMap | undefined {
  if (!deployment) return
  return {
    deploymentId: deployment.id,
    status: deployment.status,
    createTime: seconds(deployment.createdAt),
    endTime: seconds(deployment.completedAt)
  }
}

/** viewGroup is a deployment group as GetDeploymentGroup returns it. */
export function viewGroup(world: World, group: DeploymentGroup): JsonMap {
  const known = world.regions.get(group.region)?.codedeploy.deployments
  return {
    applicationName: group.application,
    deploymentGroupId: group.id,
    deploymentGroupName: group.name,
    deploymentConfigName: group.config,
    serviceRoleArn: `arn:${world.partition}:iam::${world.account}:role/codedeploy`,
    autoRollbackConfiguration: rollbackOf(group),
    deploymentStyle: STYLE,
    blueGreenDeploymentConfiguration: waits(group),
    lastSuccessfulDeployment: briefOf(known?.get(group.lastSuccessful ?? '')),
    lastAttemptedDeployment: briefOf(known?.get(group.lastAttempted ?? '')),
    computePlatform: 'ECS',
    ecsServices: [{ serviceName: group.service, clusterName: group.cluster }]
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
    deploymentOverview: overviewOf(deployment),
    description: deployment.description,
    creator: deployment.creator,
    ignoreApplicationStopFailures: false,
    autoRollbackConfiguration: rollbackOf(group),
    rollbackInfo: deployment.rollback,
    deploymentStyle: STYLE,
    instanceTerminationWaitTimeStarted: deployment.phase === 'terminating',
    blueGreenDeploymentConfiguration: waits(group),
    computePlatform: 'ECS'
  }
}

const COUNTED: Readonly<Record<CodeDeployment['status'], string>> = {
  Created: 'Pending',
  InProgress: 'InProgress',
  Ready: 'Ready',
  Succeeded: 'Succeeded',
  Failed: 'Failed',
  Stopped: 'Failed'
}

function overviewOf(deployment: CodeDeployment): JsonMap {
  const none = { Pending: 0, InProgress: 0, Succeeded: 0, Failed: 0, Skipped: 0, Ready: 0 }
  return { ...none, [COUNTED[deployment.status]]: 1 }
}

/** targetIdOf is the ID of a deployment's only target. */
export function targetIdOf(group: DeploymentGroup): string {
  return `${group.cluster}:${group.service}`
}

/** viewTarget is a deployment's target as GetDeploymentTarget returns it. */
export function viewTarget(world: World, deployment: CodeDeployment, group: DeploymentGroup): JsonMap {
  const service = serviceBehind(world, deployment)
  const sets = (service?.taskSets ?? []).filter(
    set => set.id === deployment.blue || set.id === deployment.green
  )
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
      status: COUNTED[deployment.status],
      taskSetsInfo: service
        ? sets.map(set => viewSet(service, { set, label: set.id === deployment.blue ? 'Blue' : 'Green' }))
        : []
    }
  }
}

function viewSet(service: Service, of: { set: TaskSet; label: 'Blue' | 'Green' }): JsonMap {
  const { set, label } = of
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
