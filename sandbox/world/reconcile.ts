import { endRecord, NO_CANDIDATE, recordOfDeployment, rollBack } from './breaker.ts'
import { primaryOf } from './deployments.ts'
import { say, sayOnce } from './events.ts'
import { tasksOf } from './lookup.ts'
import { wake } from './schedule.ts'
import type { Deployment, Service, ServiceDeployment, Task, World } from './state.ts'
import { launchTask } from './task-launch.ts'
import { isGone, isLive, stopTask } from './task-life.ts'

/**
 * reconcile is one turn of the service scheduler for a rolling deployment (controller ECS): stop what is surplus, start what
 * is missing within minimumHealthyPercent (rounded up) and maximumPercent (rounded down), and notice the end.
 */
export function reconcile(world: World, service: Service): void {
  if (service.status === 'INACTIVE') return
  moveRecords(world, service)
  if (service.status === 'DRAINING') {
    drain(world, service)
    return
  }
  const primary = primaryOf(service)
  if (!primary || service.controller !== 'ECS') return
  primary.desiredCount = service.desiredCount
  const stopped = stopSurplus(world, service, primary)
  const started = startMissing(world, service, primary)
  if (primary.status !== 'PRIMARY') return
  noticeStuck(world, service, { primary, moved: stopped + started })
  dropDrained(world, service)
  complete(world, service, primary)
}

/** limitsOf gives the bounds of a service's task count in a deployment. */
export function limitsOf(service: Service): { lower: number; upper: number } {
  const { minimumHealthyPercent, maximumPercent } = service.configuration
  return {
    lower: Math.ceil((service.desiredCount * minimumHealthyPercent) / 100),
    upper: Math.floor((service.desiredCount * maximumPercent) / 100)
  }
}

function moveRecords(world: World, service: Service): void {
  for (const record of service.serviceDeployments) {
    if (record.status === 'PENDING') {
      record.status = 'IN_PROGRESS'
      record.startedAt = world.now
      record.updatedAt = world.now
    } else if (record.status === 'STOP_REQUESTED') endRecord(world, record, { status: 'STOPPED' })
    else if (record.status === 'ROLLBACK_REQUESTED') rollBackOnRequest(world, service, record)
  }
}

function rollBackOnRequest(world: World, service: Service, record: ServiceDeployment): void {
  const from = service.deployments.find(one => one.id === record.deploymentId)
  const target = service.lastCompleted
  if (from && target && target.id !== from.id)
    rollBack(world, service, { from, target, record, reason: 'because of a user request.' })
  else endRecord(world, record, { status: 'ROLLBACK_FAILED', reason: NO_CANDIDATE })
}

function drain(world: World, service: Service): void {
  const tasks = tasksOf(world, service)
  for (const task of tasks.filter(isLive)) stopForScaling(world, task)
  if (!tasks.every(isGone)) return
  service.status = 'INACTIVE'
  service.deployments = []
}

function stopForScaling(world: World, task: Task): void {
  stopTask(world, task, {
    code: 'ServiceSchedulerInitiated',
    reason: `Scaling activity initiated by (deployment ${task.deploymentId})`
  })
}

function stopSurplus(world: World, service: Service, primary: Deployment): number {
  if (primary.rolloutState === 'FAILED') return 0
  const live = tasksOf(world, service).filter(isLive)
  const mine = live.filter(task => task.deploymentId === primary.id)
  const old = live.filter(task => task.deploymentId !== primary.id)
  const surplus = byLeastUseful(mine).slice(0, Math.max(0, mine.length - service.desiredCount))
  const { lower } = limitsOf(service)
  let healthy = live.filter(task => task.healthy).length - surplus.filter(task => task.healthy).length
  const stopping = [...surplus]
  for (const task of byLeastUseful(old)) {
    if (task.healthy && healthy - 1 < lower) continue
    if (task.healthy) healthy -= 1
    stopping.push(task)
  }
  const running = stopping.filter(task => task.lastStatus === 'RUNNING')
  for (const task of stopping) stopForScaling(world, task)
  if (running.length > 0)
    say(world, service, `has stopped ${running.length} running tasks: ${namesOf(running)}.`)
  return stopping.length
}

/** Tasks that are not healthy first, then the newest. */
function byLeastUseful(tasks: readonly Task[]): Task[] {
  return tasks.toReversed().sort((a, b) => Number(a.healthy) - Number(b.healthy))
}

function startMissing(world: World, service: Service, primary: Deployment): number {
  if (primary.rolloutState === 'FAILED') return 0
  const live = tasksOf(world, service).filter(isLive)
  const mine = live.filter(task => task.deploymentId === primary.id).length
  const room = Math.min(service.desiredCount - mine, limitsOf(service).upper - live.length)
  if (room <= 0) return 0
  if (primary.nextStartAt > world.now) {
    wake(world, service, primary.nextStartAt)
    return room
  }
  const started: Task[] = []
  for (let count = 0; count < room; count++) {
    const task = launchTask(world, service, primary)
    if (!task) return room
    started.push(task)
  }
  say(world, service, `has started ${started.length} tasks: ${namesOf(started)}.`)
  return started.length
}

function namesOf(tasks: readonly Task[]): string {
  return tasks.map(task => `(task ${task.id})`).join(' ')
}

function noticeStuck(world: World, service: Service, found: { primary: Deployment; moved: number }): void {
  const { primary, moved } = found
  if (moved > 0 || primary.rolloutState !== 'IN_PROGRESS') return
  const tasks = tasksOf(world, service)
  const mine = tasks.filter(task => isLive(task) && task.deploymentId === primary.id)
  const waiting = tasks.some(task => (isLive(task) ? !task.healthy : !isGone(task)))
  if (mine.length >= service.desiredCount || waiting) return
  sayOnce(world, service, {
    deployment: primary,
    text: 'was unable to stop or start tasks during a deployment because of the service deployment configuration. Update the minimumHealthyPercent or maximumPercent value and try again.'
  })
}

/** An old deployment leaves the list when its tasks are gone; one that was rolled back stays to the end of the rollback. */
function dropDrained(world: World, service: Service): void {
  const tasks = tasksOf(world, service)
  const rollingBack = service.serviceDeployments.find(one => one.status === 'ROLLBACK_IN_PROGRESS')
  service.deployments = service.deployments.filter(deployment => {
    if (deployment.status === 'PRIMARY' || deployment.id === rollingBack?.deploymentId) return true
    return tasks.some(task => task.deploymentId === deployment.id && !isGone(task))
  })
}

function complete(world: World, service: Service, primary: Deployment): void {
  const tasks = tasksOf(world, service)
  const mine = tasks.filter(task => task.deploymentId === primary.id && isLive(task) && task.healthy)
  const others = tasks.filter(task => task.deploymentId !== primary.id && !isGone(task))
  const reached = mine.length === service.desiredCount && others.length === 0
  if (!reached) {
    service.steady = false
    return
  }
  if (primary.rolloutState === 'IN_PROGRESS') finish(world, service, primary)
  if (service.steady || primary.rolloutState !== 'COMPLETED') return
  service.steady = true
  say(world, service, 'has reached a steady state.')
}

function finish(world: World, service: Service, primary: Deployment): void {
  const record = recordOfDeployment(service, primary)
  if (record?.rollback && service.deployments.some(one => isStillMarking(one, record.deploymentId))) return
  primary.rolloutState = 'COMPLETED'
  primary.rolloutStateReason = `ECS deployment ${primary.id} completed.`
  primary.updatedAt = world.now
  service.lastCompleted = primary
  service.deployments = [primary]
  say(world, service, `(deployment ${primary.id}) deployment completed.`)
  if (record) endRecord(world, record, { status: record.rollback ? 'ROLLBACK_SUCCESSFUL' : 'SUCCESSFUL' })
}

function isStillMarking(deployment: Deployment, failedId: string): boolean {
  return deployment.id === failedId && deployment.rolloutState === 'IN_PROGRESS'
}
