import { newDeployment } from '../deployments.ts'
import { say } from '../events.ts'
import { tasksOf } from '../lookup.ts'
import { wake } from '../queue.ts'
import type { Deployment, Service, Task, World } from '../state.ts'
import { launchTask } from '../task-launch.ts'
import { stopTask } from '../task-life.ts'
import { isGone, isLive } from '../task-state.ts'
import type { TaskSet } from './state.ts'

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
