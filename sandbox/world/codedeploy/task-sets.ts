import type { RevisionLocation } from '@aws-sdk/client-codedeploy'
import { newDeployment } from '../deployments.ts'
import { serviceOf, tasksOf } from '../lookup.ts'
import { wake } from '../queue.ts'
import { say } from '../records.ts'
import type { Deployment, Service, Task, World } from '../state.ts'
import { launchTask } from '../task-launch.ts'
import { stopTask } from '../task-life.ts'
import { isGone, isLive } from '../task-state.ts'

/**
 * makeTaskSet adds a task set to a service, with the deployment of the same ID to which its tasks belong. It starts no
 * task; the scheduler does at its next turn.
 */
export function makeTaskSet(
  world: World,
  service: Service,
  what: { taskDefinition: string; status: 'PRIMARY' | 'ACTIVE'; externalId?: string; targetGroup: string }
): TaskSet {
  const deployment = newDeployment(world, service, what.taskDefinition)
  deployment.status = what.status
  service.deployments.push(deployment)
  const set: TaskSet = {
    id: deployment.id,
    externalId: what.externalId,
    targetGroup: what.targetGroup,
    status: what.status,
    scale: 100,
    weight: what.status === 'PRIMARY' ? 100 : 0,
    updatedAt: world.now
  }
  service.taskSets = [...(service.taskSets ?? []), set]
  wake(world, service)
  return set
}

/** groupOf is the deployment group of a deployment. */
export function groupOf(world: World, deployment: CodeDeployment): DeploymentGroup | undefined {
  const name = `${deployment.application}/${deployment.group}`
  return world.regions.get(deployment.region)?.codedeploy.groups.get(name)
}

/** serviceBehind is the ECS service of a deployment. */
export function serviceBehind(world: World, deployment: CodeDeployment): Service | undefined {
  const group = groupOf(world, deployment)
  return group && serviceOf(world, group)
}

/** setsBehind is the ECS service of a deployment with its old and, from Install on, its new task set. */
export function setsBehind(
  world: World,
  deployment: CodeDeployment
): { service: Service; blue: TaskSet; green?: TaskSet } | undefined {
  const service = serviceBehind(world, deployment)
  const blue = service && taskSetOf(service, deployment.blue)
  const green = service && taskSetOf(service, deployment.green)
  return service && blue && { service, blue, ...(green ? { green } : {}) }
}

/** taskSetOf finds a task set of a service by its ID. */
export function taskSetOf(service: Service, id: string | undefined): TaskSet | undefined {
  return service.taskSets?.find(set => set.id === id)
}

/** deploymentOf is the deployment with the same ID as a task set. */
export function deploymentOf(service: Service, set: TaskSet): Deployment | undefined {
  return service.deployments.find(one => one.id === set.id)
}

/**
 * wantedOf is a task set's computed desired count: its share of the service's, rounded up (ECS: CreateTaskSet, scale).
 */
export function wantedOf(service: Service, set: TaskSet): number {
  return Math.ceil((service.desiredCount * set.scale) / 100)
}

/** isSteady reports whether a task set has exactly its computed number of tasks, all of them healthy. */
export function isSteady(service: Service, set: TaskSet): boolean {
  const mine = tasksOf(service).filter(task => task.deploymentId === set.id && !isGone(task))
  return mine.length === wantedOf(service, set) && mine.every(task => task.healthy)
}

/** makePrimary makes a task set PRIMARY: the others become ACTIVE, and the service runs the primary's definition. */
export function makePrimary(world: World, service: Service, primary: TaskSet): void {
  for (const set of service.taskSets ?? []) {
    if (set.status === 'PRIMARY') set.status = 'ACTIVE'
    const deployment = deploymentOf(service, set)
    if (deployment) deployment.status = set.id === primary.id ? 'PRIMARY' : 'ACTIVE'
  }
  primary.status = 'PRIMARY'
  primary.updatedAt = world.now
  service.taskDefinition = deploymentOf(service, primary)?.taskDefinition ?? service.taskDefinition
}

/** drainTaskSet removes the tasks of a task set; it leaves the list when they are gone. */
export function drainTaskSet(world: World, service: Service, set: TaskSet): void {
  set.status = 'DRAINING'
  set.scale = 0
  set.updatedAt = world.now
  wake(world, service)
}

/** reconcileTaskSets is the scheduler's turn for a service with an external controller of its task sets. */
export function reconcileTaskSets(world: World, service: Service): void {
  for (const set of service.taskSets ?? []) scaleTaskSet(world, service, set)
  const tasks = tasksOf(service)
  const left = (service.taskSets ?? []).filter(
    set => set.status !== 'DRAINING' || tasks.some(task => task.deploymentId === set.id && !isGone(task))
  )
  service.taskSets = left
  service.deployments = service.deployments.filter(one => left.some(set => set.id === one.id))
}

function scaleTaskSet(world: World, service: Service, set: TaskSet): void {
  const deployment = deploymentOf(service, set)
  if (!deployment) return
  const live = tasksOf(service).filter(task => task.deploymentId === set.id && isLive(task))
  const wanted = wantedOf(service, set)
  for (const task of live.slice(wanted)) stopForScaling(world, task)
  const missing = wanted - live.length
  if (missing <= 0) return
  if (deployment.nextStartAt > world.now) {
    wake(world, service, deployment.nextStartAt)
    return
  }
  for (let count = 0; count < missing; count++) {
    const task = launchTask(world, service, deployment)
    if (!task) return
    say(world, service, `(taskSet ${set.id}) has started 1 tasks: (task ${task.id}).`)
  }
}

function stopForScaling(world: World, task: Task): void {
  stopTask(world, task, {
    code: 'ServiceSchedulerInitiated',
    reason: `Scaling activity initiated by (taskSet ${task.deploymentId})`
  })
}

const MINUTE = 60_000
const NAME =
  /^CodeDeployDefault\.ECS(?:AllAtOnce|Canary10Percent(5|15)Minutes|Linear10PercentEvery(1|3)Minutes)$/

/** stepsOf is the traffic steps of a predefined ECS deployment configuration; undefined for an unknown name. */
export function stepsOf(config: string): TrafficStep[] | undefined {
  const match = NAME.exec(config)
  if (!match) return
  const [, canary, linear] = match
  if (canary !== undefined)
    return [
      { after: 0, weight: 10 },
      { after: Number(canary) * MINUTE, weight: 100 }
    ]
  if (linear !== undefined)
    return Array.from({ length: 10 }, (_none, index) => ({
      after: index === 0 ? 0 : Number(linear) * MINUTE,
      weight: (index + 1) * 10
    }))
  return [{ after: 0, weight: 100 }]
}

/** CodeDeploy's state in one Region; times and durations are virtual milliseconds. */
export type CodeDeployState = {
  /** By `application/group`. */
  readonly groups: Map<string, DeploymentGroup>
  /** By ID, oldest first. */
  readonly deployments: Map<string, CodeDeployment>
}

export type DeploymentGroup = {
  readonly application: string
  readonly name: string
  readonly region: string
  readonly cluster: string
  readonly service: string
  readonly config: string
  /** Undefined: traffic is rerouted at once. Otherwise, the time limit to continue the deployment manually. */
  readonly readyWait: number | undefined
  readonly terminationWait: number
  /** The time limit for the replacement tasks to become healthy; CodeDeploy's limit is one hour. */
  readonly healthyWait: number
  readonly rollbackEvents: readonly string[]
  /** Scripted: a rollback ends as Failed. */
  readonly rollbackFails: boolean
  lastSuccessful: string | undefined
  lastAttempted: string | undefined
}

export type LifecycleEvent = {
  readonly name: string
  status: 'Pending' | 'InProgress' | 'Succeeded' | 'Failed' | 'Skipped'
  startedAt?: number
  endedAt?: number
}

export type CodeDeployment = {
  readonly id: string
  readonly region: string
  readonly application: string
  readonly group: string
  readonly config: string
  readonly revision: RevisionLocation | undefined
  readonly target: AppSpecTarget
  readonly description: string | undefined
  readonly creator: 'user' | 'codeDeployRollback'
  readonly createdAt: number
  status: 'Created' | 'InProgress' | 'Ready' | 'Succeeded' | 'Failed' | 'Stopped'
  phase: 'created' | 'installing' | 'waiting' | 'shifting' | 'terminating' | 'ended'
  startedAt?: number
  completedAt?: number
  updatedAt: number
  error?: { code: string; message: string }
  rollback?: {
    rollbackDeploymentId?: string
    rollbackTriggeringDeploymentId?: string
    rollbackMessage: string
  }
  readonly events: LifecycleEvent[]
  /** IDs of the task sets; the green one exists from Install on. */
  readonly blue: string
  green?: string
  /** The remaining traffic weights. */
  steps: TrafficStep[]
  /** Incremented when a new timer is set, which makes the older one void. */
  timer: number
}

/** The service properties in an AppSpec. */
export type AppSpecTarget = {
  readonly taskDefinition: string
  readonly containerName: string
  readonly containerPort: number
}

/** Percent of production traffic for the replacement tasks, and the delay before it. */
export type TrafficStep = { readonly after: number; readonly weight: number }

/** The state of a task set besides the deployment of the same ID to which its tasks belong. */
export type TaskSet = {
  readonly id: string
  readonly externalId: string | undefined
  readonly targetGroup: string
  status: 'PRIMARY' | 'ACTIVE' | 'DRAINING'
  /** Percent of the service's desired count. */
  scale: number
  weight: number
  updatedAt: number
}
