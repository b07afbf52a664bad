import { assertNever } from '../fault.ts'
import { noteDigests } from './image-store.ts'
import { definitionByArn, forgetTask, hasHealthCheck, serviceOf } from './lookup.ts'
import { enqueue, wake } from './queue.ts'
import { say } from './records.ts'
import { countFailure, countHealthy } from './rollback.ts'
import type { Deployment, Service, Task, Transition, World } from './state.ts'
import { registrationsOf, staysUnhealthy } from './targets.ts'
import { startFailure } from './task-start.ts'

/** follow replaces a task's plan, which makes events of the old one void. */
export function follow(world: World, task: Task, plan: Transition[]): void {
  task.plan = plan
  task.planVersion += 1
  queueNext(world, task)
}

function queueNext(world: World, task: Task): void {
  const next = task.plan[0]
  if (!next) return
  enqueue(world, Math.max(next.at, world.now), {
    kind: 'task',
    region: task.region,
    cluster: task.cluster,
    task: task.id,
    version: task.planVersion
  })
}

/** advanceTask carries out the next step of a task's plan. */
export function advanceTask(world: World, task: Task): void {
  const next = task.plan.shift()
  if (!next) return
  const version = task.planVersion
  change(world, task, next.to)
  if (task.planVersion === version) queueNext(world, task)
}

function change(world: World, task: Task, to: Transition['to']): void {
  switch (to) {
    case 'pending':
      task.lastStatus = 'PENDING'
      return
    case 'pulled':
      pull(world, task)
      return
    case 'running':
      run(world, task)
      return
    case 'healthy':
      becomeHealthy(world, task)
      return
    case 'unhealthy':
      becomeUnhealthy(world, task)
      return
    case 'exited':
      exit(world, task)
      return
    case 'interrupted':
      // the revision is not to blame, so the circuit breaker does not count it
      stopTask(world, task, { code: 'SpotInterruption', reason: 'Your Spot Task was interrupted.' })
      wakeService(world, task)
      return
    case 'target-unhealthy':
      failTarget(world, task)
      return
    case 'deprovisioning':
      task.lastStatus = 'DEPROVISIONING'
      for (const container of task.containers) container.lastStatus = 'STOPPED'
      wakeService(world, task)
      return
    case 'stopped':
      task.lastStatus = 'STOPPED'
      task.stoppedAt = world.now
      for (const container of task.containers) container.lastStatus = 'STOPPED'
      wakeService(world, task)
      return
    case 'forgotten':
      forgetTask(world, task)
      return
    default:
      assertNever(to)
      return
  }
}

function pull(world: World, task: Task): void {
  const reason = task.behaviour.failStart ?? startFailure(world, task)
  if (reason === undefined) {
    noteDigests(world, task, ownerOf(world, task)?.deployment)
    return
  }
  for (const container of task.containers) if (reason.startsWith('CannotPull')) container.reason = reason
  stopTask(world, task, { code: 'TaskFailedToStart', reason })
  failed(world, task, `was unable to place a task. Reason: ${reason}.`)
}

function run(world: World, task: Task): void {
  task.lastStatus = 'RUNNING'
  task.startedAt = world.now
  for (const container of task.containers) container.lastStatus = 'RUNNING'
  writeLogs(world, task)
  wakeService(world, task)
}

function becomeHealthy(world: World, task: Task): void {
  const service = serviceOf(world, task)
  if (service && staysUnhealthy(service, task)) return
  task.healthy = true
  const definition = definitionByArn(world, task.region, task.taskDefinition)
  if (definition && hasHealthCheck(definition)) task.healthStatus = 'HEALTHY'
  const found = ownerOf(world, task)
  if (!found) return
  countHealthy(found.service, found.deployment)
  wake(world, found.service)
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
  const service = serviceOf(world, task)
  const [found] = service ? registrationsOf(service) : []
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

function ownExitCode({ behaviour }: Task): number {
  return behaviour.exitCode ?? (behaviour.outOfMemory ? 137 : 1)
}

function exit(world: World, task: Task): void {
  task.healthy = false
  const first = task.containers.find(container => container.essential)
  for (const container of task.containers) container.exitCode = container === first ? ownExitCode(task) : 137
  if (first && task.behaviour.outOfMemory)
    first.reason = 'OutOfMemoryError: Container killed due to memory usage'
  stopTask(world, task, { code: 'EssentialContainerExited', reason: 'Essential container in task exited' })
  failed(world, task, undefined)
}

function failed(world: World, task: Task, event: string | undefined): void {
  const service = serviceOf(world, task)
  if (!service) return
  if (event !== undefined) say(world, service, event)
  const owner = ownerOf(world, task)
  if (owner) countFailure(world, service, owner.deployment)
  wake(world, service)
}

function ownerOf(world: World, task: Task): { service: Service; deployment: Deployment } | undefined {
  const service = serviceOf(world, task)
  const deployment = service?.deployments.find(one => one.id === task.deploymentId)
  return service && deployment ? { service, deployment } : undefined
}

function wakeService(world: World, task: Task): void {
  const service = serviceOf(world, task)
  if (service) wake(world, service)
}

/** stopTask asks a task to stop: a running one takes its stop time; one that never ran or has exited stops sooner. */
export function stopTask(world: World, task: Task, why: { code: string; reason: string }): void {
  if (task.desiredStatus === 'STOPPED') return
  const { timing, now } = world
  const ran = task.startedAt !== undefined && why.code !== 'EssentialContainerExited'
  task.desiredStatus = 'STOPPED'
  task.stoppingAt = now
  task.stopCode = why.code
  task.stoppedReason = why.reason
  task.healthy = false
  task.lastStatus = ran ? 'STOPPING' : 'DEPROVISIONING'
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
  const definition = definitionByArn(world, task.region, task.taskDefinition)
  if (!definition) return
  const first = task.containers.find(container => container.essential)
  for (const { name: own, logConfiguration: log } of definition.definition.containerDefinitions) {
    if (log?.logDriver !== 'awslogs') continue
    const region = world.regions.get(log.options?.['awslogs-region'] ?? task.region)
    const group = region?.logGroups.get(log.options?.['awslogs-group'] ?? '')
    if (!group) continue
    const prefix = log.options?.['awslogs-stream-prefix']
    const runtimeId = task.containers.find(one => one.name === own)?.runtimeId ?? task.id
    const name = prefix === undefined ? runtimeId : `${prefix}/${own}/${task.id}`
    const lines = own === first?.name ? (task.behaviour.logs ?? []) : []
    const events = lines.map((message, index) => ({ at: world.now + index, message }))
    group.streams.set(name, { events })
  }
}
