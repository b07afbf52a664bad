import { say } from './events.ts'
import { tasksOf } from './lookup.ts'
import { wake } from './queue.ts'
import type { Deployment, Service, Task, World } from './state.ts'
import { launchTask } from './task-launch.ts'
import { stopTask } from './task-life.ts'
import { isLive } from './task-state.ts'

/** liveTasks are a service's tasks that run or are starting. */
export function liveTasks(service: Service): Task[] {
  return tasksOf(service).filter(isLive)
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
  for (let count = 0; count < room; count++) {
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
