import type { Service, ServiceDeployment, Task } from '../../sandbox/world/state.ts'
import { lagOn, type View } from './evidence.ts'

const HOUR = 3_600_000

/**
 * keepsFailing returns whether a deployment of a service that cannot work has lost at least three tasks by itself by a
 * time, in the hour before it or later: even if ECS had called the deployment completed, a run must not.
 */
export function keepsFailing(
  { played, index, state }: Pick<View, 'played' | 'index' | 'state'>,
  deploymentId: string | undefined,
  since: number,
  by = Number.POSITIVE_INFINITY
): boolean {
  if (played.spec.services[index]?.conduct === 'good') return false
  const tasks = tasksOf(state, deploymentId)
  const last = Math.max(...tasks.map(({ stoppedAt = 0 }) => stoppedAt))
  // a stopped task is forgotten after an hour: then those that follow have to show it
  const until = last - HOUR > since ? Number.POSITIVE_INFINITY : by
  const lost = tasks.filter(({ stoppedReason = '', stoppingAt, stoppedAt }) => {
    const endedAt = stoppingAt ?? stoppedAt ?? Number.POSITIVE_INFINITY
    return endedAt > since - HOUR && endedAt <= until && !stoppedReason.startsWith('Scaling activity')
  })
  return lost.length >= 3
}

/** How long a run polls a completed deployment with missing tasks, in milliseconds; with `none`, no task runs. */
export const MISSING_MS = { some: 30_000, none: 120_000 }

/**
 * runsWholeAt is when a completed deployment first has its desired number of running tasks, at or after a time; a run
 * polls for that for a limited time, since a task that fails at the completion is no reason to call it a success.
 */
export function runsWholeAt(
  { state, played }: View,
  { deploymentId }: ServiceDeployment,
  from: number
): number {
  const tasks = tasksOf(state, deploymentId)
  // what is read may be older
  const lag = lagOn(played.spec, 'deployments')
  const runningAt = (at: number) =>
    tasks.filter(
      ({ startedAt = Number.POSITIVE_INFINITY, stoppingAt, stoppedAt }) =>
        startedAt + lag <= at && (stoppingAt ?? stoppedAt ?? Number.POSITIVE_INFINITY) + lag > at
    ).length
  const patience = runningAt(from) === 0 ? MISSING_MS.none : MISSING_MS.some
  const starts = tasks
    .flatMap(({ startedAt }) => (startedAt === undefined ? [] : startedAt + lag))
    .sort((one, other) => one - other)
  const whole = [from, ...starts].find(at => at >= from && runningAt(at) >= state.desiredCount)
  return Math.min(whole ?? from + patience, from + patience)
}

function tasksOf(state: Service, deploymentId: string | undefined): readonly Task[] {
  return [...state.tasks.values()].filter(task => task.deploymentId === deploymentId)
}
