import { countsOf, lastPart, tasksOf } from './lookup.ts'
import { drawUuid } from './queue.ts'
import type { Deployment, RevisionCounts, Service, ServiceDeployment, World } from './state.ts'

/** inProgress is the service deployment in progress, if any (`currentServiceDeployment`). */
export function inProgress(service: Service): ServiceDeployment | undefined {
  return service.serviceDeployments.find(isOpen)
}

function isOpen({ finishedAt, stoppedAt }: ServiceDeployment): boolean {
  return finishedAt === undefined && stoppedAt === undefined
}

/**
 * recordOfDeployment is the service deployment that is currently responsible for a deployment (as its deployment or its
 * rollback).
 */
export function recordOfDeployment(service: Service, deployment: Deployment): ServiceDeployment | undefined {
  return service.serviceDeployments.find(
    one => isOpen(one) && (one.rollback?.toDeployment ?? one.deploymentId) === deployment.id
  )
}

/** isShifting reports whether a service deployment shifts traffic (BLUE_GREEN, LINEAR, CANARY). */
export function isShifting(record: ServiceDeployment): boolean {
  return record.configuration.strategy !== 'ROLLING'
}

/**
 * summaryOf counts the tasks of one revision of a service deployment; after its end, it returns the counts at that
 * time.
 */
export function summaryOf(
  service: Service,
  what: { record: ServiceDeployment; revision: string }
): RevisionCounts {
  const { record, revision } = what
  const known = record.counts?.[revision]
  if (known) return { ...known }
  const id = `ecs-svc/${lastPart(revision)}`
  const wanted = service.deployments.some(
    one => one.id === id && (one.status === 'PRIMARY' || isBlue(record, id))
  )
  return {
    requestedTaskCount: wanted ? service.desiredCount : 0,
    ...revisionCounts(service, id)
  }
}

function isBlue(record: ServiceDeployment, id: string): boolean {
  const { lifecycle } = record
  if (lifecycle?.blue !== id || !isShifting(record)) return false
  return lifecycle.phases[lifecycle.index]?.stage !== 'CLEAN_UP'
}

/** revisionCounts is a deployment's task counts under the names of service revisions. */
export function revisionCounts(
  service: Service,
  deploymentId: string
): { runningTaskCount: number; pendingTaskCount: number } {
  const { runningCount, pendingCount } = countsOf(tasksOf(service, deploymentId))
  return { runningTaskCount: runningCount, pendingTaskCount: pendingCount }
}

/** endRecord sets the final state of a service deployment. */
export function endRecord(
  world: World,
  service: Service,
  what: { record: ServiceDeployment; status: string; reason?: string }
): void {
  const { record } = what
  const revisions = [record.targetRevision, ...record.sourceRevisions]
  record.counts = Object.fromEntries(
    revisions.map(revision => [revision, summaryOf(service, { record, revision })])
  )
  record.status = what.status
  if (what.reason !== undefined) record.statusReason = what.reason
  record.updatedAt = world.now
  if (what.status === 'STOPPED') record.stoppedAt = world.now
  record.finishedAt = world.now
  for (const monitor of [record.breaker, record.alarms])
    if (monitor.status === 'MONITORING') monitor.status = 'MONITORING_COMPLETE'
}

/** say adds a service event (newest first, at most 100, as DescribeServices returns them). */
export function say(world: World, service: Service, text: string): void {
  service.events.unshift({
    id: drawUuid(world),
    createdAt: world.now,
    message: `(service ${service.name}) ${text}`
  })
  service.events.length = Math.min(service.events.length, 100)
}

/** sayOnce adds an event unless this deployment has already added it. */
export function sayOnce(
  world: World,
  service: Service,
  what: { deployment: Deployment; text: string }
): void {
  if (what.deployment.said.includes(what.text)) return
  what.deployment.said.push(what.text)
  say(world, service, what.text)
}
