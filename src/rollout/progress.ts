import type { Activity } from '../log.ts'
import { present } from '../present.ts'
import type { WatchedDeployment } from './deployments.ts'
import type { Deployment, ServiceDeployment, ServiceEvent, ServiceState } from './ports.ts'

/**
 * describeProgress describes the task counts of our deployment in one line; the watcher prints it only when it changes.
 */
export function describeProgress(
  target: WatchedDeployment,
  service: ServiceState,
  record: ServiceDeployment | undefined
): string {
  const mine = service.deployments.find(deployment => deployment.id === target.deploymentId)
  const parts = mine ? [describeCounts(mine)] : ['this deployment is no longer listed by the service']
  const others = service.deployments.filter(deployment => deployment !== mine && deployment.runningCount > 0)
  if (others.length > 0) {
    const old = others.reduce((sum, deployment) => sum + deployment.runningCount, 0)
    parts.push(`${old} of other revisions still running`)
  }
  const failed = describeFailures(mine, record)
  if (failed !== undefined) parts.push(failed)
  const alarms = record?.triggeredAlarms ?? []
  if (alarms.length > 0) parts.push(`in ALARM: ${alarms.join(', ')}`)
  return parts.join(', ')
}

function describeCounts(deployment: Deployment): string {
  const pending = deployment.pendingCount > 0 ? `, ${deployment.pendingCount} pending` : ''
  return `${deployment.runningCount} of ${deployment.desiredCount} running${pending}`
}

/**
 * Uses the circuit breaker's numbers if it is enabled and they can be read: "2 of 3 failed starts". ECS also counts
 * failed starts without one.
 */
function describeFailures(
  mine: Deployment | undefined,
  record: ServiceDeployment | undefined
): string | undefined {
  const breaker = record?.circuitBreaker
  if (breaker && breaker.status !== 'DISABLED' && breaker.threshold > 0 && breaker.failureCount > 0) {
    return `${breaker.failureCount} of ${breaker.threshold} failed starts that trip the circuit breaker`
  }
  return mine && mine.failedTasks > 0 ? `${mine.failedTasks} failed starts` : undefined
}

/** activityOf returns the same as numbers, for outputs that draw them. */
export function activityOf(
  target: WatchedDeployment,
  service: ServiceState,
  record: ServiceDeployment | undefined
): Pick<Activity, 'tasks' | 'failedStarts' | 'breakerAt' | 'stage'> {
  const mine = service.deployments.find(({ id }) => id === target.deploymentId)
  const old = service.deployments.reduce((sum, one) => sum + (one === mine ? 0 : one.runningCount), 0)
  const breaker = record?.circuitBreaker
  const isOn = breaker !== undefined && breaker.status !== 'DISABLED' && breaker.threshold > 0
  return {
    ...present({
      tasks: mine && {
        running: mine.runningCount,
        desired: mine.desiredCount,
        pending: mine.pendingCount,
        old
      },
      breakerAt: isOn ? breaker.threshold : undefined,
      stage: record?.lifecycleStage
    }),
    failedStarts: isOn ? breaker.failureCount : (mine?.failedTasks ?? 0)
  }
}

/** newEvents returns the events that were not seen before, oldest first. */
export function newEvents(service: ServiceState, seen: ReadonlySet<string>): readonly ServiceEvent[] {
  return service.events.filter(event => !seen.has(event.id)).reverse()
}

/** formatDuration formats milliseconds as `45 s`, `2 min 5 s` or `1 h 3 min`. */
export function formatDuration(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000))
  if (seconds < 60) return `${seconds} s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return seconds % 60 === 0 ? `${minutes} min` : `${minutes} min ${seconds % 60} s`
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}
