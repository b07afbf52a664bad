import { say } from './events.ts'
import { tasksOf } from './lookup.ts'
import { wake } from './queue.ts'
import { endRecord, recordOfDeployment } from './records.ts'
import type { Deployment, Service, ServiceDeployment, World } from './state.ts'
import { isGone, isLive } from './task-state.ts'

/**
 * finishWhenReached completes the PRIMARY deployment when its tasks are healthy, the old ones are gone, and its bake
 * time is over; early success criteria require less. Adds the service event when the service is steady.
 */
export function finishWhenReached(world: World, service: Service, primary: Deployment): void {
  const tasks = tasksOf(service)
  const healthy = tasks.filter(
    task => task.deploymentId === primary.id && isLive(task) && task.healthy
  ).length
  const gone = tasks.every(task => task.deploymentId === primary.id || isGone(task))
  if (primary.rolloutState === 'IN_PROGRESS') {
    const record = recordOfDeployment(service, primary)
    const { needed, deferred } = criteriaOf(service, record)
    const reached = healthy >= needed && (deferred || gone)
    if (reached && !isBaking(world, service, record)) finish(world, service, { primary, record })
  }
  const steady = healthy === service.desiredCount && gone
  if (!steady) service.steady = false
  if (!steady || service.steady || primary.rolloutState !== 'COMPLETED') return
  service.steady = true
  say(world, service, 'has reached a steady state.')
}

/** Early success rounds the healthy share up, to at least one task; a rollback is complete only with all tasks. */
function criteriaOf(
  service: Service,
  record: ServiceDeployment | undefined
): { needed: number; deferred: boolean } {
  const early = record?.configuration.earlySuccess
  const all = service.desiredCount
  if (!early?.enable || record?.rollback) return { needed: all, deferred: false }
  const share = Math.max(1, Math.ceil((all * early.healthyPercent) / 100))
  return { needed: Math.min(all, share), deferred: early.cleanup === 'DEFERRED' }
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
  if (record?.rollback && service.deployments.some(one => isStillMarking(one, record.deploymentId))) return
  primary.rolloutState = 'COMPLETED'
  primary.rolloutStateReason = `ECS deployment ${primary.id} completed.`
  primary.updatedAt = world.now
  service.lastCompleted = primary
  const running = new Set(tasksOf(service).flatMap(task => (isGone(task) ? [] : [task.deploymentId])))
  service.deployments = service.deployments.filter(one => one === primary || running.has(one.id))
  say(world, service, `(deployment ${primary.id}) deployment completed.`)
  if (record)
    endRecord(world, service, { record, status: record.rollback ? 'ROLLBACK_SUCCESSFUL' : 'SUCCESSFUL' })
}

function isStillMarking(deployment: Deployment, failedId: string): boolean {
  return deployment.id === failedId && deployment.rolloutState === 'IN_PROGRESS'
}
