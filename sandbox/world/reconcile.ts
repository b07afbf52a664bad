import { turnOfTaskSets } from './codedeploy/machine.ts'
import { primaryOf } from './deployments.ts'
import { enterNext, hasStages, proceed } from './lifecycle.ts'
import { clusterOf, tasksOf } from './lookup.ts'
import { wake } from './queue.ts'
import { endRecord, isShifting, recordOfDeployment, say, sayOnce } from './records.ts'
import { failDeployment } from './rollback.ts'
import { byLeastUseful, liveTasks, scaleShifting, startTasks, stopTasks } from './scaling.ts'
import type { Deployment, Service, ServiceDeployment, World } from './state.ts'
import { isGone, isLive } from './task-state.ts'

/**
 * reconcile is one turn of the service scheduler (controller ECS): it advances the records and stages, stops surplus
 * tasks, starts missing ones, and completes the deployment.
 */
export function reconcile(world: World, service: Service): void {
  if (service.status === 'INACTIVE') return
  if (service.schedulingStrategy === 'DAEMON' && service.status === 'ACTIVE')
    service.desiredCount = clusterOf(world, service)?.instances ?? 0
  moveRecords(world, service)
  if (service.status === 'DRAINING') {
    drain(world, service)
    return
  }
  if (service.controller === 'CODE_DEPLOY') {
    turnOfTaskSets(world, service)
    return
  }
  const primary = primaryOf(service)
  if (!primary || service.controller !== 'ECS') return
  scale(world, service, primary)
  // a failed launch may have tripped the breaker in the meantime
  if (primary.status !== 'PRIMARY') return
  const record = recordOfDeployment(service, primary)
  if (!record || !isShifting(record) || !hasStages(record)) finishWhenReached(world, service, primary)
  dropDrained(service)
}

function scale(world: World, service: Service, primary: Deployment): void {
  const record = recordOfDeployment(service, primary)
  if (record?.lifecycle && hasStages(record)) {
    proceed(world, service, record)
    if (record.status !== 'IN_PROGRESS' && record.status !== 'ROLLBACK_IN_PROGRESS') return
    if (isShifting(record)) {
      scaleShifting(world, service, { record, lifecycle: record.lifecycle, primary })
      proceed(world, service, record)
      return
    }
    if (hasStages(record)) return
  }
  roll(world, service, primary)
}

/** The turn for a rolling deployment: within minimumHealthyPercent (rounded up) and maximumPercent (rounded down). */
function roll(world: World, service: Service, primary: Deployment): void {
  if (primary.rolloutState === 'FAILED') return
  const stopped = stopSurplus(world, service, primary)
  const started = startMissing(world, service, primary)
  if (primary.status === 'PRIMARY') noticeStuck(world, service, { primary, moved: stopped + started })
}

/** limitsOf is the lower and upper limit of a service's task count during a deployment. */
function limitsOf(service: Service): { lower: number; upper: number } {
  const { minimumHealthyPercent, maximumPercent } = service.configuration
  return {
    lower: Math.ceil((service.desiredCount * minimumHealthyPercent) / 100),
    upper: Math.floor((service.desiredCount * maximumPercent) / 100)
  }
}

function moveRecords(world: World, service: Service): void {
  for (const record of service.serviceDeployments) {
    if (record.status === 'PENDING') {
      Object.assign(record, { status: 'IN_PROGRESS', startedAt: world.now, updatedAt: world.now })
      enterNext(world, service, record)
    } else if (record.status === 'STOP_REQUESTED') endRecord(world, service, { record, status: 'STOPPED' })
    else if (record.status === 'ROLLBACK_REQUESTED') rollBackOnRequest(world, service, record)
  }
}

function rollBackOnRequest(world: World, service: Service, record: ServiceDeployment): void {
  const deployment = service.deployments.find(one => one.id === record.deploymentId)
  if (!deployment) return
  failDeployment(world, service, {
    deployment,
    failure: {
      because: 'because of a user request.',
      state: 'ECS deployment failed: stopped by a user request.',
      rollback: true
    }
  })
}

function drain(world: World, service: Service): void {
  stopTasks(world, service, liveTasks(service))
  if (!tasksOf(service).every(isGone)) return
  service.status = 'INACTIVE'
  service.deployments = []
}

function stopSurplus(world: World, service: Service, primary: Deployment): number {
  const live = liveTasks(service)
  const mine = liveTasks(service, primary.id)
  const old = live.filter(task => task.deploymentId !== primary.id)
  const stopping = byLeastUseful(mine).slice(0, Math.max(0, mine.length - service.desiredCount))
  const { lower } = limitsOf(service)
  let healthy = live.filter(task => task.healthy && !stopping.includes(task)).length
  for (const task of byLeastUseful(old)) {
    if (task.healthy && healthy - 1 < lower) continue
    if (task.healthy) healthy -= 1
    stopping.push(task)
  }
  stopTasks(world, service, stopping)
  return stopping.length
}

function startMissing(world: World, service: Service, primary: Deployment): number {
  const tasks = tasksOf(service)
  const mine = liveTasks(service, primary.id).length
  // one task per instance: a slot is free when the previous task is gone
  const daemon = service.schedulingStrategy === 'DAEMON'
  const taken = tasks.filter(task => (daemon ? !isGone(task) : isLive(task))).length
  const upper = daemon ? service.desiredCount : limitsOf(service).upper
  const room = Math.min(service.desiredCount - mine, upper - taken)
  return startTasks(world, service, { deployment: primary, room })
}

function noticeStuck(world: World, service: Service, found: { primary: Deployment; moved: number }): void {
  const { primary, moved } = found
  if (moved > 0 || primary.rolloutState !== 'IN_PROGRESS') return
  const waiting = tasksOf(service).some(task => (isLive(task) ? !task.healthy : !isGone(task)))
  if (waiting || liveTasks(service, primary.id).length >= service.desiredCount) return
  sayOnce(world, service, {
    deployment: primary,
    text: 'was unable to stop or start tasks during a deployment because of the service deployment configuration. Update the minimumHealthyPercent or maximumPercent value and try again.'
  })
}

/**
 * An old deployment leaves the list when its tasks are gone; one that was rolled back stays until the rollback ends,
 * the blue one until the stages end, and all of them while a rolling deployment bakes.
 */
function dropDrained(service: Service): void {
  const primary = primaryOf(service)
  const record = primary && recordOfDeployment(service, primary)
  if (record?.bakedAt !== undefined && primary?.rolloutState === 'IN_PROGRESS') return
  const kept = record && [record.rollback && record.deploymentId, record.lifecycle?.blue]
  service.deployments = service.deployments.filter(
    ({ status, id }) => status === 'PRIMARY' || kept?.includes(id) || !tasksOf(service, id).every(isGone)
  )
}

/**
 * finishWhenReached completes the PRIMARY deployment when its tasks are healthy, the old ones are gone, and its bake
 * time is over. Adds the service event when the service is steady.
 */
function finishWhenReached(world: World, service: Service, primary: Deployment): void {
  const healthy = liveTasks(service, primary.id).filter(task => task.healthy).length
  const gone = tasksOf(service).every(task => task.deploymentId === primary.id || isGone(task))
  const steady = healthy === service.desiredCount && gone
  if (primary.rolloutState === 'IN_PROGRESS' && healthy >= service.desiredCount && gone) {
    const record = recordOfDeployment(service, primary)
    if (!isBaking(world, service, record)) finish(world, service, { primary, record })
  }
  if (!steady) service.steady = false
  if (!steady || service.steady || primary.rolloutState !== 'COMPLETED') return
  service.steady = true
  say(world, service, 'has reached a steady state.')
}

/** A rolling deployment with alarms keeps watching them for a while, for at least its bakeTimeInMinutes. */
function isBaking(world: World, service: Service, record: ServiceDeployment | undefined): boolean {
  if (!record || record.rollback || record.configuration.strategy !== 'ROLLING') return false
  const alarms = record.alarms.status === 'MONITORING' ? world.timing.bake : 0
  const lasts = Math.max(alarms, record.configuration.bakeMinutes * 60_000)
  record.bakedAt ??= world.now + lasts
  if (world.now >= record.bakedAt) return false
  wake(world, service, record.bakedAt)
  return true
}

function finish(
  world: World,
  service: Service,
  what: { primary: Deployment; record: ServiceDeployment | undefined }
): void {
  const { primary, record } = what
  const failed = record?.rollback && service.deployments.find(one => one.id === record.deploymentId)
  // its failed deployment is still to be marked
  if (failed?.rolloutState === 'IN_PROGRESS') return
  Object.assign(primary, {
    rolloutState: 'COMPLETED',
    rolloutStateReason: `ECS deployment ${primary.id} completed.`,
    updatedAt: world.now
  })
  service.lastCompleted = primary
  service.deployments = [primary]
  say(world, service, `(deployment ${primary.id}) deployment completed.`)
  if (record)
    endRecord(world, service, { record, status: record.rollback ? 'ROLLBACK_SUCCESSFUL' : 'SUCCESSFUL' })
}
