import type { StoppedTask } from '../ports.ts'
import type { CauseKind } from './diagnosis.ts'
import { RECENT_MS } from './recent-events.ts'
import { recognizeTask } from './recognize.ts'

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

/** These ends say nothing about what runs. */
const NOT_ITS_FAULT: ReadonlySet<CauseKind | undefined> = new Set<CauseKind>([
  'stopped-by-hand',
  'stopped-by-scheduler',
  'spot-interrupted',
  'instance-gone',
  'termination-notice',
  'infrastructure-health'
])

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
    .filter(stop => !(stop.stoppedReason ?? '').startsWith('Scaling activity initiated by'))
    .filter(stop => !NOT_ITS_FAULT.has(recognizeTask(stop)))
    .toSorted((a, b) => endOf(b, now) - endOf(a, now))
  const failed = stops.filter(stop => isShort(stop) && !endedWell(stop))
  const tolerated = Math.min(200, Math.max(3, Math.ceil(desiredCount / 2)))
  const waves = wavesOf(failed.map(stop => endOf(stop, now)))
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

function isShort({ startedAt, endedAt, stoppedAt }: StoppedTask): boolean {
  const end = endedAt ?? stoppedAt
  return startedAt === undefined || end === undefined || end - startedAt <= SHORT_LIFE_MS
}

function endedWell({ containers, stopCode }: StoppedTask): boolean {
  const codes = containers.flatMap(({ exitCode }) => exitCode ?? [])
  const own = codes.filter(code => code !== 137 && code !== 143)
  return stopCode === 'EssentialContainerExited' && own.length > 0 && own.every(code => code === 0)
}

/** The end of each wave, newest first. */
function wavesOf(newestFirst: readonly number[]): readonly number[] {
  const waves: number[] = []
  let previous = Number.POSITIVE_INFINITY
  for (const at of newestFirst) {
    if (previous - at > ONE_WAVE_MS) waves.push(at)
    previous = at
  }
  return waves
}
