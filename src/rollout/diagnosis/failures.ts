import type { JsonObject } from '../../json.ts'
import { grouped } from '../../list.ts'
import type { ServiceEvent, StoppedTask } from '../ports.ts'
import type { Cause, TextGuard } from './diagnosis.ts'
import { explainEvent, explainStop } from './explain.ts'
import { generalizeReason, RECENT_MS, recognize, recognizeTask, stopWordsOf } from './texts.ts'

/** The observations of one deployment so far. Times are in milliseconds since 1970. */
export type FailureEvidence = {
  readonly deploymentId: string
  readonly startedAt: number
  readonly now: number
  /** Stopped tasks of the service; tasks of other deployments are filtered out here. */
  readonly stops: readonly StoppedTask[]
  /** Events of the service; events from before the start are filtered out here. */
  readonly events: readonly ServiceEvent[]
  /** Number of running tasks of the deployment. */
  readonly runningTasks: number
}

const SAME_FAILURES = 2
/**
 * All tasks of one batch fail together, perhaps only because a recent permission change has not propagated yet; a later
 * task decides.
 */
const APART_MS = 10_000
const EARLY_EXITS = 3
const EARLY_MS = 60_000
const SAME_EVENTS = 3
/** A cluster may be scaling out. */
const PLACEMENT_MS = 120_000
/** Resources that an instance lacks only while other tasks run on it, or until the cluster has scaled out. */
const MAY_COME_FREE = /insufficient (?:cpu|memory|gpu)|already using a port/i

/**
 * findFatal returns why further attempts of ECS cannot succeed. Except for a target group that is gone, returns
 * undefined while a task of the deployment is running, or if one has run for more than a minute.
 */
export function findFatal(evidence: FailureEvidence): string | undefined {
  const { deploymentId, startedAt, runningTasks } = evidence
  const stops = evidence.stops.filter(({ startedBy = deploymentId }) => startedBy === deploymentId)
  const events = evidence.events.filter(({ createdAt }) => createdAt >= startedAt)
  const unreachable = repeatedEvent(events, 'events-while-running')
  if (unreachable !== undefined) return `No task of this deployment can become healthy. ${unreachable}`
  if (runningTasks > 0 || stops.some(stop => lifeOf(stop) > EARLY_MS)) return undefined
  const known = failedStarts(stops, evidence.now) ?? earlyExits(stops)
  if (known !== undefined || stops.some(stop => stop.startedAt !== undefined)) return known
  const placeless = repeatedEvent(events, 'events')
  return placeless && `No task of this deployment can start. ${placeless}`
}

/** How long a task ran, in milliseconds; NaN if it did not, or has not ended. */
function lifeOf({ startedAt = Number.NaN, endedAt = Number.NaN }: StoppedTask): number {
  return endedAt - startedAt
}

function failedStarts(stops: readonly StoppedTask[], now: number): string | undefined {
  const times = new Map<string, number[]>()
  for (const stop of stops) {
    const found = stop.startedAt === undefined ? recognizeTask(stop) : undefined
    if (found?.stays !== 'stops') continue
    times.set(found.cannot, [...(times.get(found.cannot) ?? []), stop.stoppedAt ?? now])
  }
  const [cannot, ended = []] = [...times].sort((a, b) => b[1].length - a[1].length)[0] ?? []
  if (ended.length < SAME_FAILURES || Math.max(...ended) - Math.min(...ended) < APART_MS) return undefined
  return `No task of this deployment can start: ${cannot} (${ended.length} tasks failed so, and none has run).`
}

/** An exit with code 0 is not a failure: the task may have had nothing to do yet, and ECS starts it again. */
function earlyExits(stops: readonly StoppedTask[]): string | undefined {
  const early = stops.filter(
    stop =>
      stop.stopCode === 'EssentialContainerExited' &&
      lifeOf(stop) <= EARLY_MS &&
      failureCodes(stop).length > 0
  )
  if (early.length < EARLY_EXITS) return undefined
  const codes = [...new Set(early.flatMap(failureCodes))].sort((a, b) => a - b).join(', ')
  return `Tasks of this deployment keep exiting: ${early.length} tasks ended within 60 s of their start (exit code ${codes}).`
}

/** Nonzero exit codes; 137 and 143 only if there is no other, because ECS ends the other containers with those. */
function failureCodes({ containers }: StoppedTask): readonly number[] {
  const codes = containers.flatMap(({ exitCode }) => exitCode ?? [])
  const own = codes.filter(code => code !== 0 && code !== 137 && code !== 143)
  return own.length > 0 || codes.includes(0) ? own : codes
}

/** For some causes, ECS starts no task at all, or none that stays, and states so in an event, again and again. */
function repeatedEvent(
  events: readonly ServiceEvent[],
  stays: 'events' | 'events-while-running'
): string | undefined {
  const same = grouped(
    events.filter(({ message }) => recognize(message)?.stays === stays && !MAY_COME_FREE.test(message)),
    ({ message }) => recognize(message)?.kind ?? ''
  )
  for (const [kind, [first, ...others]] of same) {
    const at = [first, ...others].flatMap(event => event?.createdAt ?? [])
    const isSettled = kind !== 'no-placement' || Math.max(...at) - Math.min(...at) >= PLACEMENT_MS
    if (first !== undefined && at.length >= SAME_EVENTS && isSettled)
      return `ECS has reported ${at.length} times: ${generalizeReason(first.message)}`
  }
  return undefined
}

/** What the first failure of a rollout shows while the rollout is still in progress. Masked, each text in one line. */
export type FirstFailure = {
  /** ECS's complete message; the stop code if there is no message. */
  readonly reason: string
  readonly explanation?: string
  readonly cause?: Cause
  /** Whether it may resolve itself; false only for causes that persist until somebody changes something. */
  readonly mayPass: boolean
}

/** The observations of the deployment, and what was deployed. */
export type FirstEvidence = Pick<FailureEvidence, 'deploymentId' | 'startedAt' | 'stops' | 'events'> & {
  readonly definition: JsonObject
}

/**
 * findFirstFailure returns why the newest task of a deployment failed to start, or why ECS could start none, from the
 * first failure on: for a warning while ECS retries. Undefined if nothing has failed. Pure.
 */
export function findFirstFailure(
  { stops, deploymentId, startedAt, events, definition }: FirstEvidence,
  { mask }: TextGuard
): FirstFailure | undefined {
  const [newest] = stops
    .filter(stop => (stop.startedBy ?? deploymentId) === deploymentId && !isScaling(stop))
    .toSorted((a, b) => (b.stoppedAt ?? 0) - (a.stoppedAt ?? 0))
  if (newest)
    return {
      reason: mask(reasonOf(newest)),
      mayPass: recognizeTask(newest)?.stays !== 'stops',
      ...explainStop(newest, definition)
    }
  const [event] = events
    .filter(({ createdAt, message }) => createdAt >= startedAt && recognize(message) !== undefined)
    .toSorted((a, b) => b.createdAt - a.createdAt)
  if (event === undefined) return undefined
  const { message } = event
  const mayPass = recognize(message)?.stays === undefined
  return { reason: mask(generalizeReason(message)), mayPass, ...explainEvent(message, definition) }
}

/** isScaling returns whether ECS stopped a task to scale, which is no failure. */
export function isScaling({ stoppedReason = '' }: StoppedTask): boolean {
  return stoppedReason.startsWith('Scaling activity initiated by')
}

/** reasonOf returns ECS's words for a stopped task, without what differs between tasks. */
export function reasonOf(task: StoppedTask): string {
  const words = generalizeReason(stopWordsOf(task))
  return words === '' ? (task.stopCode ?? 'ECS gave no reason.') : words
}

/** What the tasks of a service that nobody deploys have shown in the last hour. */
export type RecentStops = {
  /** The tasks that ended by themselves or failed to start, newest first. */
  readonly stops: readonly StoppedTask[]
  /** Whether they keep failing: enough of them, soon after their start, and the last one not long ago. */
  readonly isLoop: boolean
  /** Whether half of the desired tasks failed soon after their start, which may be the beginning of that. */
  readonly isDoubtful: boolean
}

/** What a service is meant to run. `now` is in milliseconds since 1970. */
export type RunningSubject = {
  readonly deploymentId: string | undefined
  readonly taskDefinition: string
  readonly desiredCount: number
  readonly now: number
}

/** Health checks of a container or a target may take this long to end a task that never worked. */
const SHORT_LIFE_MS = 15 * 60_000
/** Tasks that end within this time of each other are one wave. */
const ONE_WAVE_MS = 10_000
const SLACK_MS = 60_000

/**
 * judgeStops picks the recent failures of what a service runs, and returns whether they go on. They do if as many tasks
 * failed as ECS's circuit breaker tolerates by default (half of the desired count, 3 to 200), in at least two waves,
 * and if it has not been quiet for more than twice the time between the last waves. Exit code 0 is reported, but does
 * not count. Pure.
 */
export function judgeStops(stopped: readonly StoppedTask[], subject: RunningSubject): RecentStops {
  const { deploymentId, taskDefinition, desiredCount, now } = subject
  const stops = stopped
    .filter(({ startedBy = deploymentId }) => deploymentId === undefined || startedBy === deploymentId)
    .filter(stop => stop.taskDefinition === taskDefinition && endOf(stop, now) > now - RECENT_MS)
    .filter(stop => !isScaling(stop) && recognizeTask(stop)?.kind !== 'stopped-from-outside')
    .toSorted((a, b) => endOf(b, now) - endOf(a, now))
  const failed = stops.filter(stop => isShort(stop) && !endedWell(stop)).map(stop => endOf(stop, now))
  const tolerated = Math.min(200, Math.max(3, Math.ceil(desiredCount / 2)))
  // the end of each wave, newest first
  const waves = failed.filter((at, index) => index === 0 || (failed[index - 1] ?? 0) - at > ONE_WAVE_MS)
  const [last = 0, before, earlier = before] = waves
  const isDoubtful = failed.length > 0 && failed.length >= desiredCount / 2
  if (failed.length < tolerated || before === undefined || earlier === undefined)
    return { stops, isLoop: false, isDoubtful }
  const rhythm = Math.max(last - before, before - earlier)
  return { stops, isLoop: now - last <= 2 * rhythm + SLACK_MS, isDoubtful }
}

/** endOf returns when a task ended, in milliseconds since 1970; one that is ending now ends now. */
export function endOf({ endedAt, stoppedAt }: StoppedTask, now: number): number {
  return endedAt ?? stoppedAt ?? now
}

function isShort(stop: StoppedTask): boolean {
  return !(endOf(stop, Number.NaN) - (stop.startedAt ?? Number.NaN) > SHORT_LIFE_MS)
}

function endedWell(stop: StoppedTask): boolean {
  return (
    stop.stopCode === 'EssentialContainerExited' &&
    failureCodes(stop).length === 0 &&
    stop.containers.some(({ exitCode }) => exitCode === 0)
  )
}
