import type { RevisionLocation } from '@aws-sdk/client-codedeploy'
import { newDeployment } from '../deployments.ts'
import { tasksOf } from '../lookup.ts'
import { wake } from '../queue.ts'
import { say } from '../records.ts'
import type { Deployment, Service, World } from '../state.ts'
import { launchTask } from '../task-launch.ts'
import { stopTask } from '../task-life.ts'
import { isGone, isLive } from '../task-state.ts'

/** makeTaskSet adds a task set to a service. It starts no task; the scheduler does at its next turn. */
export function makeTaskSet(
  world: World,
  service: Service,
  what: Pick<TaskSet, 'status' | 'targetGroup'> & { taskDefinition: string; externalId?: string }
): TaskSet {
  const { taskDefinition, externalId, status, targetGroup } = what
  const deployment = newDeployment(world, service, taskDefinition)
  deployment.status = status === 'PRIMARY' ? 'PRIMARY' : 'ACTIVE'
  service.deployments.push(deployment)
  const set: TaskSet = {
    id: deployment.id,
    deployment,
    externalId,
    targetGroup,
    status,
    scale: 100,
    weight: status === 'PRIMARY' ? 100 : 0,
    updatedAt: world.now
  }
  service.taskSets = [...(service.taskSets ?? []), set]
  wake(world, service)
  return set
}

/**
 * wantedOf is a task set's computed desired count: its share of the service's, rounded up (ECS: CreateTaskSet, scale).
 */
export function wantedOf(service: Service, set: TaskSet): number {
  return Math.ceil((service.desiredCount * set.scale) / 100)
}

/** isSteady reports whether a task set has exactly its computed number of tasks, all of them healthy. */
export function isSteady(service: Service, set: TaskSet): boolean {
  const mine = tasksOf(service, set.id).filter(task => !isGone(task))
  return mine.length === wantedOf(service, set) && mine.every(task => task.healthy)
}

/** makePrimary makes a task set PRIMARY: the others become ACTIVE, and the service runs the primary's definition. */
export function makePrimary(world: World, service: Service, primary: TaskSet): void {
  for (const set of service.taskSets ?? []) {
    if (set.status === 'PRIMARY') set.status = 'ACTIVE'
    set.deployment.status = set === primary ? 'PRIMARY' : 'ACTIVE'
  }
  primary.status = 'PRIMARY'
  primary.updatedAt = world.now
  service.taskDefinition = primary.deployment.taskDefinition
}

/** drainTaskSet removes the tasks of a task set; it leaves the list when they are gone. */
export function drainTaskSet(world: World, service: Service, set: TaskSet): void {
  Object.assign(set, { status: 'DRAINING', scale: 0, updatedAt: world.now })
  wake(world, service)
}

/** reconcileTaskSets is the scheduler's turn for a service with an external controller of its task sets. */
export function reconcileTaskSets(world: World, service: Service): void {
  for (const set of service.taskSets ?? []) scaleTaskSet(world, service, set)
  const left = service.taskSets?.filter(
    ({ status, id }) => status !== 'DRAINING' || !tasksOf(service, id).every(isGone)
  )
  service.taskSets = left ?? []
  service.deployments = service.taskSets.map(({ deployment }) => deployment)
}

function scaleTaskSet(world: World, service: Service, set: TaskSet): void {
  const { id, deployment } = set
  const live = tasksOf(service, id).filter(isLive)
  const wanted = wantedOf(service, set)
  for (const task of live.slice(wanted))
    stopTask(world, task, {
      code: 'ServiceSchedulerInitiated',
      reason: `Scaling activity initiated by (taskSet ${id})`
    })
  const missing = wanted - live.length
  if (missing > 0 && deployment.nextStartAt > world.now) wake(world, service, deployment.nextStartAt)
  else
    for (let count = 0; count < missing; count++) {
      const task = launchTask(world, service, deployment)
      if (!task) return
      say(world, service, `(taskSet ${id}) has started 1 tasks: (task ${task.id}).`)
    }
}

const MINUTE = 60_000
const NAME =
  /^CodeDeployDefault\.ECS(?:AllAtOnce|Canary10Percent(5|15)Minutes|Linear10PercentEvery(1|3)Minutes)$/

/** stepsOf is the traffic steps of a predefined ECS deployment configuration; undefined for an unknown name. */
export function stepsOf(config: string): TrafficStep[] | undefined {
  const match = NAME.exec(config)
  if (!match) return
  const [, canary, linear] = match
  const [weight, minutes] = canary ? [90, Number(canary)] : linear ? [10, Number(linear)] : [100, 0]
  const first = canary ? 10 : weight
  const steps = [{ after: 0, weight: first }]
  for (let sum = first + weight; sum <= 100; sum += weight)
    steps.push({ after: minutes * MINUTE, weight: sum })
  return steps
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
  lastSuccessful: CodeDeployment | undefined
  lastAttempted: CodeDeployment | undefined
}

export type LifecycleEvent = {
  readonly name: string
  status: 'Pending' | 'InProgress' | 'Succeeded' | 'Failed' | 'Skipped'
  startedAt?: number
  endedAt?: number
}

export type CodeDeployment = {
  readonly id: string
  readonly application: string
  readonly group: string
  readonly settings: DeploymentGroup
  readonly service: Service
  readonly config: string
  readonly revision: RevisionLocation | undefined
  readonly target: AppSpecTarget
  readonly description?: string | undefined
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
  readonly blue: TaskSet
  /** From Install on. */
  green?: TaskSet | undefined
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

/** A task set with the deployment of the same ID to which its tasks belong. */
export type TaskSet = {
  readonly id: string
  readonly deployment: Deployment
  readonly externalId: string | undefined
  readonly targetGroup: string
  status: 'PRIMARY' | 'ACTIVE' | 'DRAINING'
  /** Percent of the service's desired count. */
  scale: number
  weight: number
  updatedAt: number
}
