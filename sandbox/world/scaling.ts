import { hasReached, stageOf } from './lifecycle.ts'
import { tasksOf } from './lookup.ts'
import { wake } from './queue.ts'
import { say } from './records.ts'
import type { Deployment, Lifecycle, Service, ServiceDeployment, Task, World } from './state.ts'
import { launchTask } from './task-launch.ts'
import { stopTask } from './task-life.ts'
import { isLive } from './task-state.ts'

/** liveTasks are a service's (or only one deployment's) tasks that run or are starting. */
export function liveTasks(service: Service, deploymentId?: string): Task[] {
  return tasksOf(service, deploymentId).filter(isLive)
}

/** stopTasks stops tasks for scaling, with the event for those that ran. */
export function stopTasks(world: World, service: Service, tasks: readonly Task[]): void {
  const running = tasks.filter(task => task.lastStatus === 'RUNNING')
  for (const task of tasks)
    stopTask(world, task, {
      code: 'ServiceSchedulerInitiated',
      reason: `Scaling activity initiated by (deployment ${task.deploymentId})`
    })
  if (running.length > 0)
    say(world, service, `has stopped ${running.length} running tasks: ${namesOf(running)}.`)
}

/** byLeastUseful orders tasks for stopping: unhealthy ones first, then the newest. */
export function byLeastUseful(tasks: readonly Task[]): Task[] {
  return tasks.toReversed().sort((a, b) => Number(a.healthy) - Number(b.healthy))
}

/**
 * startTasks launches up to `room` tasks of a deployment, with a delay after failures. Returns how many tasks it wanted
 * to launch.
 */
export function startTasks(
  world: World,
  service: Service,
  what: { deployment: Deployment; room: number }
): number {
  const { deployment, room } = what
  if (room <= 0) return 0
  if (deployment.nextStartAt > world.now) {
    wake(world, service, deployment.nextStartAt)
    return room
  }
  const started: Task[] = []
  while (started.length < room) {
    const task = launchTask(world, service, deployment)
    if (!task) break
    started.push(task)
  }
  if (started.length > 0) say(world, service, `has started ${started.length} tasks: ${namesOf(started)}.`)
  return room
}

function namesOf(tasks: readonly Task[]): string {
  return tasks.map(task => `(task ${task.id})`).join(' ')
}

/**
 * scaleShifting is the scheduler's turn while traffic shifts (BLUE_GREEN, LINEAR, CANARY): from SCALE_UP on, the new
 * revision has all its tasks in addition to the old one's, regardless of minimumHealthyPercent and maximumPercent; only
 * CLEAN_UP removes the old ones. During a rollback, the roles are reversed.
 */
export function scaleShifting(
  world: World,
  service: Service,
  what: { record: ServiceDeployment; lifecycle: Lifecycle; primary: Deployment }
): void {
  const { record, lifecycle, primary } = what
  const blue = service.deployments.find(one => one.id === lifecycle.blue && one.id !== primary.id)
  const stage = stageOf(record)
  const cleaning = stage === 'CLEAN_UP' || stage === undefined
  if (lifecycle.index >= 0 && cleaning) stopOthers(world, service, [primary.id])
  else if (stage === 'RECONCILE_SERVICE') stopOthers(world, service, [primary.id, blue?.id])
  if (blue && !lifecycle.back && !cleaning) fill(world, service, blue)
  if (lifecycle.back || hasReached(lifecycle, 'SCALE_UP')) fill(world, service, primary)
}

function stopOthers(world: World, service: Service, kept: readonly (string | undefined)[]): void {
  const others = liveTasks(service).filter(task => !kept.includes(task.deploymentId))
  stopTasks(world, service, others)
}

function fill(world: World, service: Service, deployment: Deployment): void {
  const mine = liveTasks(service, deployment.id)
  const surplus = Math.max(0, mine.length - service.desiredCount)
  stopTasks(world, service, byLeastUseful(mine).slice(0, surplus))
  startTasks(world, service, { deployment, room: service.desiredCount - mine.length })
}
