import { minuteOf } from '../clock.ts'
import type { Activity } from '../log.ts'
import { present } from '../present.ts'
import { deploymentOf, type WatchedDeployment } from './deployments.ts'
import type { PauseResult, TaskSample } from './outcome.ts'
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
  const failed = describeFailures(mine, record)
  const alarms = record?.triggeredAlarms ?? []
  return [
    ...countsInWords(mine, service),
    ...(failed === undefined ? [] : [failed]),
    ...(alarms.length > 0 ? [`in ALARM: ${alarms.join(', ')}`] : [])
  ].join(', ')
}

function countsInWords(mine: Deployment | undefined, service: ServiceState): readonly string[] {
  const { old, ...own } = tasksOf(mine, service)
  if (mine && isLeft(mine, service))
    return [`${describeCounts(own)} of other deployments`, `${old} of this one`]
  return [
    mine ? describeCounts(own) : 'this deployment is no longer listed by the service',
    ...(old > 0 ? [`${old} of other revisions still running`] : [])
  ]
}

/** Nothing of a deployment is desired any more that ECS rolls back: the others are the ones that should run. */
function isLeft({ status, desiredCount }: Deployment, service: ServiceState): boolean {
  return status !== 'PRIMARY' && desiredCount === 0 && service.desiredCount > 0
}

type TaskNumbers = NonNullable<Activity['tasks']>

function tasksOf(mine: Deployment | undefined, service: ServiceState): TaskNumbers {
  const others = service.deployments.filter(one => one !== mine)
  const sum = (number: 'runningCount' | 'pendingCount') => others.reduce((all, one) => all + one[number], 0)
  const old = sum('runningCount')
  const { desiredCount: desired = 0, runningCount: running = 0, pendingCount: pending = 0 } = mine ?? {}
  if (mine && isLeft(mine, service))
    return { running: old, desired: service.desiredCount, pending: sum('pendingCount'), old: running }
  return { running, desired, pending, old }
}

function describeCounts({ running, desired, pending }: Omit<TaskNumbers, 'old'>): string {
  return `${running} of ${desired} running${pending > 0 ? `, ${pending} pending` : ''}`
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
    return `circuit breaker: ${breaker.failureCount} of ${breaker.threshold} failed starts`
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
  const breaker = record?.circuitBreaker
  const isOn = breaker !== undefined && breaker.status !== 'DISABLED' && breaker.threshold > 0
  return {
    ...present({
      tasks: mine && tasksOf(mine, service),
      breakerAt: isOn ? breaker.threshold : undefined,
      stage: record?.lifecycleStage
    }),
    failedStarts: isOn ? breaker.failureCount : (mine?.failedTasks ?? 0)
  }
}

/** newEvents returns the events that were not seen before, oldest first. */
export function newEvents(
  service: ServiceState,
  seen: Pick<ReadonlySet<string>, 'has'>
): readonly ServiceEvent[] {
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

/** What is reported about a paused deployment. */
type PausedRecord = Pick<ServiceDeployment, 'pauses' | 'lifecycleStage'>

/**
 * withoutContinued removes the pauses that this run has ended from a record: reads of ECS are eventually consistent, so
 * the record may still show them for a while. Pure.
 */
export function withoutContinued<R extends PausedRecord>(record: R, continued: readonly string[] = []): R {
  if (continued.length === 0) return record
  return { ...record, pauses: record.pauses.filter(({ hookId }) => !continued.includes(hookId)) }
}

/**
 * describePause returns where a deployment is paused, since when and until when, e.g. `paused at BAKE_TIME since …`.
 * Pure.
 */
export function describePause(record: PausedRecord): string {
  const { stage = 'a lifecycle hook', since, until, timeoutAction } = describedPause(record)
  const from = since === undefined ? '' : ` since ${minuteOf(since)}`
  const to =
    until === undefined
      ? ''
      : `; ECS applies ${timeoutAction ?? 'ROLLBACK'} automatically at ${minuteOf(until)}`
  return `paused at ${stage}${from}${to}`
}

/** pauseResultOf returns the same for the results of a run; undefined if nothing is paused. Pure. */
export function pauseResultOf(record: PausedRecord | undefined): PauseResult | undefined {
  if (record === undefined || record.pauses.length === 0) return undefined
  const { stage, since, until, timeoutAction } = describedPause(record)
  const iso = (at: number | undefined) => (at === undefined ? undefined : new Date(at).toISOString())
  return {
    hookIds: record.pauses.map(({ hookId }) => hookId),
    ...present({ stage, since: iso(since), until: iso(until), timeoutAction })
  }
}

/** Several hooks of a stage can wait at the same time: since the first one began, and until the first timeout. */
function describedPause({ pauses, lifecycleStage }: PausedRecord): {
  readonly stage?: string
  readonly since?: number
  readonly until?: number
  readonly timeoutAction?: string
} {
  const first = pauses.toSorted((a, b) => (a.expiresAt ?? 0) - (b.expiresAt ?? 0)).at(0)
  const starts = pauses.flatMap(({ since }) => since ?? [])
  return present({
    stage: lifecycleStage,
    since: starts.length === 0 ? undefined : Math.min(...starts),
    until: first?.expiresAt,
    timeoutAction: first?.timeoutAction
  })
}

/**
 * The largest number of samples kept. A rollout of a day has a poll every few seconds, and a chart cannot show that
 * many.
 */
const MOST_SAMPLES = 240

/**
 * TaskSamples keeps the task counts of the polls of one rollout; of too many, every
 * other one, and of two the one with fewer running tasks, so that a dip is not lost.
 */
export class TaskSamples {
  #kept: TaskSample[] = []
  #last: TaskSample | undefined

  /** The first poll, every change, the last poll. */
  get list(): readonly TaskSample[] {
    return this.#last === undefined || this.#last === this.#kept.at(-1)
      ? this.#kept
      : [...this.#kept, this.#last]
  }

  /** add records one poll; `at` is in milliseconds since 1970. */
  add(at: number, { deploymentId }: WatchedDeployment, service: ServiceState): void {
    const mine = deploymentOf(service, deploymentId)
    const others = service.deployments.filter(deployment => deployment !== mine)
    const sample = {
      at,
      desired: service.desiredCount,
      running: mine?.runningCount ?? 0,
      pending: mine?.pendingCount ?? 0,
      old: others.reduce((sum, { runningCount }) => sum + runningCount, 0),
      // the number of failures does not drop when ECS no longer lists the deployment
      failed: Math.max(mine?.failedTasks ?? 0, this.#last?.failed ?? 0)
    }
    const before = this.#kept.at(-1)
    this.#last = sample
    if (before !== undefined && isSame(before, sample)) return
    this.#kept.push(sample)
    if (this.#kept.length === MOST_SAMPLES) this.#kept = this.#kept.flatMap(thinned)
  }
}

/** The first and the newest sample are always kept. */
function thinned(sample: TaskSample, index: number, all: readonly TaskSample[]): readonly TaskSample[] {
  const next = all[index + 1]
  if (index === 0 || next === undefined) return [sample]
  const tasks = ({ running, old }: TaskSample) => running + old
  return index % 2 === 0 ? [] : [tasks(next) < tasks(sample) ? next : sample]
}

function isSame(one: TaskSample, other: TaskSample): boolean {
  return NUMBERS.every(number => one[number] === other[number])
}

const NUMBERS = ['desired', 'running', 'pending', 'old', 'failed'] as const

/**
 * asRollback returns the samples of a deployment from the point of view of its rollback, where the tasks of the other
 * deployments are the wanted ones. `failed` is the number of failed starts known there.
 */
export function asRollback(samples: readonly TaskSample[], failed: number): readonly TaskSample[] {
  return samples.map(({ running, old, ...sample }) => ({
    ...sample,
    running: old,
    pending: 0,
    old: running,
    failed
  }))
}

/** A single poll can show an older state; what two polls show is taken as true. */
const SEEN_MS = 10_000

/**
 * longestGap returns for how long, at a stretch, no task of a service ran, old or new, although some had run before and
 * some were desired; in milliseconds, 0 for never. Pure.
 */
export function longestGap(samples: readonly TaskSample[]): number {
  let longest = 0
  let since: number | undefined
  let hasRun = false
  for (const { at, desired, old, running } of samples) {
    if (since !== undefined) longest = Math.max(longest, at - since)
    hasRun ||= old + running > 0
    const isEmpty = hasRun && desired > 0 && old + running === 0
    since = isEmpty ? (since ?? at) : undefined
  }
  return longest < SEEN_MS ? 0 : longest
}

/**
 * stoppedTasks returns how many tasks of the watched deployment have stopped again, at least, as its count has dropped
 * without a lower desired count. Pure.
 */
export function stoppedTasks(samples: readonly TaskSample[]): number {
  let stopped = 0
  let held = samples[0]
  for (const [index, sample] of samples.entries()) {
    const until = samples[index + 1]?.at ?? sample.at
    if (held === undefined || (sample.running < held.running && until - sample.at < SEEN_MS)) continue
    const fewer = Math.max(0, held.desired - sample.desired)
    stopped += Math.max(0, held.running - sample.running - fewer)
    held = sample
  }
  return stopped
}

/** gapsInWords describes both in a sentence each; '' if the tasks have run as they should. Pure. */
export function gapsInWords(samples: readonly TaskSample[]): string {
  const gap = longestGap(samples)
  const stopped = stoppedTasks(samples)
  const tasks = `${stopped} ${stopped === 1 ? 'task' : 'tasks'}`
  return [
    gap === 0 ? '' : `No task ran for ${formatDuration(gap)} during the rollout.`,
    stopped === 0 ? '' : `At least ${tasks} of the new deployment stopped again.`
  ]
    .filter(text => text !== '')
    .join(' ')
}
