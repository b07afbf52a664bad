import { noteDigests } from './image-store.ts'
import { forgetTask, hasHealthCheck } from './lookup.ts'
import { enqueue, wake } from './queue.ts'
import { say } from './records.ts'
import { countFailure, countHealthy } from './rollback.ts'
import type { Deployment, Task, Transition, World } from './state.ts'
import { registrationsOf, staysUnhealthy } from './targets.ts'
import { startFailure } from './task-start.ts'

/** follow replaces a task's plan, which makes events of the old one void. */
export function follow(world: World, task: Task, plan: Transition[]): void {
  task.plan = plan
  task.planVersion += 1
  queueNext(world, task)
}

function queueNext(world: World, task: Task): void {
  const [next] = task.plan
  if (next) enqueue(world, Math.max(next.at, world.now), { kind: 'task', task, version: task.planVersion })
}

/** advanceTask carries out the next step of a task's plan. */
export function advanceTask(world: World, task: Task): void {
  const next = task.plan.shift()
  if (!next) return
  const version = task.planVersion
  CHANGES[next.to](world, task)
  if (task.planVersion === version) queueNext(world, task)
}

const CHANGES: Readonly<Record<Transition['to'], (world: World, task: Task) => void>> = {
  pending: (_world, task) => {
    task.lastStatus = 'PENDING'
  },
  pulled: pull,
  running: (world, task) => {
    task.startedAt = world.now
    moveTo(world, task, 'RUNNING')
    writeLogs(world, task)
  },
  healthy: becomeHealthy,
  unhealthy: becomeUnhealthy,
  exited: exit,
  interrupted: (world, task) => {
    // the revision is not to blame, so the circuit breaker does not count it
    stopTask(world, task, { code: 'SpotInterruption', reason: 'Your Spot Task was interrupted.' })
    wake(world, task.owner)
  },
  'target-unhealthy': failTarget,
  deprovisioning: (world, task) => moveTo(world, task, 'DEPROVISIONING', 'STOPPED'),
  stopped: (world, task) => {
    task.stoppedAt = world.now
    moveTo(world, task, 'STOPPED')
  },
  forgotten: forgetTask
}

/** The task and its containers get a status, and the scheduler looks at its service. */
function moveTo(world: World, task: Task, ...[own, ofContainers = own]: readonly [string, string?]): void {
  task.lastStatus = own
  for (const container of task.containers) container.lastStatus = ofContainers
  wake(world, task.owner)
}

function pull(world: World, task: Task): void {
  const reason = task.behaviour.failStart ?? startFailure(world, task)
  if (reason === undefined) {
    noteDigests(world, task, deploymentOf(task))
    return
  }
  for (const container of task.containers) if (reason.startsWith('CannotPull')) container.reason = reason
  stopTask(world, task, { code: 'TaskFailedToStart', reason })
  failed(world, task, `was unable to place a task. Reason: ${reason}.`)
}

function becomeHealthy(world: World, task: Task): void {
  if (staysUnhealthy(task)) return
  task.healthy = true
  if (hasHealthCheck(task.definition)) task.healthStatus = 'HEALTHY'
  const deployment = deploymentOf(task)
  if (!task.owner || !deployment) return
  countHealthy(task.owner, deployment)
  wake(world, task.owner)
}

function becomeUnhealthy(world: World, task: Task): void {
  task.healthStatus = 'UNHEALTHY'
  task.healthy = false
  // a task without a service is not replaced: it keeps running
  if (task.standalone) return
  stopTask(world, task, { code: 'ServiceSchedulerInitiated', reason: 'Task failed container health checks' })
  failed(world, task, `(task ${task.id}) failed container health checks.`)
}

/** The load balancer's health checks fail: the scheduler replaces the task. */
function failTarget(world: World, task: Task): void {
  const [found] = registrationsOf(task.owner)
  if (!found) return
  const { description, reason } = task.behaviour.targetHealth ?? {}
  const why = description ?? reason ?? 'Health checks failed'
  const group = `(target-group ${found.targetGroup})`
  stopTask(world, task, {
    code: 'ServiceSchedulerInitiated',
    reason: `Task failed ELB health checks in ${group}`
  })
  failed(
    world,
    task,
    `(task ${task.id}) (port ${found.port}) is unhealthy in ${group} due to (reason ${why}).`
  )
}

function exit(world: World, task: Task): void {
  const { outOfMemory, exitCode = outOfMemory ? 137 : 1 } = task.behaviour
  const first = task.containers.find(container => container.essential)
  for (const container of task.containers) container.exitCode = container === first ? exitCode : 137
  if (first && outOfMemory) first.reason = 'OutOfMemoryError: Container killed due to memory usage'
  stopTask(world, task, { code: 'EssentialContainerExited', reason: 'Essential container in task exited' })
  failed(world, task)
}

function failed(world: World, task: Task, event?: string): void {
  const { owner } = task
  if (!owner) return
  if (event !== undefined) say(world, owner, event)
  const deployment = deploymentOf(task)
  if (deployment) countFailure(world, owner, deployment)
  wake(world, owner)
}

/** A task's deployment, as long as its service lists it. */
function deploymentOf({ owner, deploymentId }: Task): Deployment | undefined {
  return owner?.deployments.find(one => one.id === deploymentId)
}

/** stopTask asks a task to stop: a running one takes its stop time; one that never ran or has exited stops sooner. */
export function stopTask(world: World, task: Task, why: { code: string; reason: string }): void {
  if (task.desiredStatus === 'STOPPED') return
  const { timing, now } = world
  const ran = task.startedAt !== undefined && why.code !== 'EssentialContainerExited'
  Object.assign(task, {
    desiredStatus: 'STOPPED',
    stoppingAt: now,
    stopCode: why.code,
    stoppedReason: why.reason,
    healthy: false,
    lastStatus: ran ? 'STOPPING' : 'DEPROVISIONING'
  })
  const stop = ran ? (task.behaviour.stopAfter ?? timing.stop) : 0
  const plan: Transition[] = ran ? [{ at: now + stop, to: 'deprovisioning' }] : []
  const stopped = now + stop + timing.deprovision
  plan.push({ at: stopped, to: 'stopped' }, { at: stopped + timing.remember, to: 'forgotten' })
  follow(world, task, plan)
}

/**
 * writeLogs creates the log streams of a task that has started to run: one per container with the awslogs driver whose
 * group exists, named prefix/container/task. The scripted lines go to the stream of the first essential container.
 */
function writeLogs(world: World, task: Task): void {
  const first = task.containers.find(container => container.essential)
  for (const { name: own, logConfiguration: log } of task.definition.containerDefinitions) {
    if (log?.logDriver !== 'awslogs') continue
    const { options = {} } = log
    const region = world.regions.get(options['awslogs-region'] ?? task.region)
    const group = region?.logGroups.get(options['awslogs-group'] ?? '')
    if (!group) continue
    const prefix = options['awslogs-stream-prefix']
    const runtimeId = task.containers.find(one => one.name === own)?.runtimeId ?? task.id
    const lines = own === first?.name ? (task.behaviour.logs ?? []) : []
    const events = lines.map((message, index) => ({ at: world.now + index, message }))
    group.streams.set(prefix === undefined ? runtimeId : `${prefix}/${own}/${task.id}`, { events })
  }
}
