import type { ServiceState } from '../ports.ts'

/**
 * How far back events and stopped tasks count, in milliseconds: ECS lists a stopped task for at least an hour.
 */
export const RECENT_MS = 60 * 60_000

/** The part of an event that shows that ECS has started tasks, or has trouble with them. */
const SIGN =
  /has started \d+ tasks|unable|fail|unhealthy|not healthy|could not|limit|throttled|misconfigured/i

/**
 * hasSigns returns whether the service itself, as DescribeServices returns it, hints that its tasks may have failed in
 * the last hour, after its last deployment had completed. Pure.
 */
export function hasSigns(
  service: Pick<ServiceState, 'events' | 'desiredCount' | 'runningCount' | 'pendingCount' | 'deployments'>,
  deploymentId: string | undefined,
  now: number
): boolean {
  const { desiredCount, runningCount, pendingCount, deployments } = service
  const failed = deployments.find(({ id }) => id === deploymentId)?.failedTasks ?? 0
  return (
    failed > 0 ||
    pendingCount > 0 ||
    runningCount < desiredCount ||
    eventsSince(service, deploymentId, now).some(({ message }) => SIGN.test(message))
  )
}

/** eventsSince returns a service's events of the last hour that are newer than the end of its deployment. Pure. */
export function eventsSince(
  { events }: Pick<ServiceState, 'events'>,
  deploymentId: string | undefined,
  now: number
): ServiceState['events'] {
  const recent = events.filter(({ createdAt }) => createdAt > now - RECENT_MS)
  const completed = recent.findIndex(({ message }) =>
    message.includes(`(deployment ${deploymentId}) deployment completed.`)
  )
  return completed < 0 ? recent : recent.slice(0, completed)
}
