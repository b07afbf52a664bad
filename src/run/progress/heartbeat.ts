import type { Clock } from '../../clock.ts'
import type { Mode } from '../../inputs/tables/specification.ts'
import type { Activity, Following } from '../../log.ts'
import { formatDuration } from '../../rollout/progress.ts'

/** While the run waits, the log is never silent for longer than this; a poll of AWS may add a few seconds. */
const HEARTBEAT_MS = 25_000

/** If the last response is older than this, the run no longer waits for AWS. */
const RECENT_MS = 10_000

const OFFLINE: readonly Mode[] = ['check', 'render']

/** callsAws reports whether a mode, deploy if none is given, calls AWS, so that the run can wait for it. */
export function callsAws(mode: string | undefined): boolean {
  return !OFFLINE.some(one => one === mode?.trim())
}

/** Follows what a run waits for on behalf of a surface. */
export interface Follower {
  /** Starts to show an activity until it ends. */
  follow(activity: Activity): Following
  /** Registers a call to AWS, e.g. `ecs:DescribeServices`; the returned function ends it. */
  asking(operation: string, trouble?: () => string | undefined): () => void
  /** Must be called for every printed line. */
  said(): void
  /** Ends it: the run waits for nothing more. */
  close(): void
}

/** One call while it has no answer. `trouble` is what went wrong with it so far, in a clause. */
type OpenCall = {
  readonly operation: string
  readonly since: number
  readonly trouble?: (() => string | undefined) | undefined
}

/** OpenCalls counts pending and completed calls to AWS. Times are milliseconds since 1970. */
export class OpenCalls {
  readonly #open = new Set<OpenCall>()
  readonly #clock: Pick<Clock, 'now'>
  #since: number | undefined
  #answeredAt = 0
  #answered = 0

  constructor(clock: Pick<Clock, 'now'>) {
    this.#clock = clock
  }

  /** begin registers a call; the returned function ends it. */
  begin(operation: string, trouble?: () => string | undefined): () => void {
    const since = this.#clock.now()
    this.#since ??= since
    const call = { operation, since, trouble }
    this.#open.add(call)
    return () => {
      this.#open.delete(call)
      this.#answered += 1
      this.#answeredAt = this.#clock.now()
    }
  }

  /**
   * `Waiting for AWS: ecs:DescribeServices, 3 calls in progress, 140 done (45 s)`, followed by what is wrong with the
   * oldest call, if AWS does not answer it; undefined if the run does not wait for AWS.
   */
  inWords(): string | undefined {
    const [oldest] = this.#open
    const now = this.#clock.now()
    if (this.#since === undefined || (oldest === undefined && now - this.#answeredAt > RECENT_MS))
      return undefined
    const what = oldest?.operation ?? 'the next call, paced to stay within its request limits'
    const several = this.#open.size > 1 ? `, ${this.#open.size} calls in progress` : ''
    const trouble = oldest?.trouble?.()
    const silence =
      oldest === undefined || trouble === undefined
        ? ''
        : `; not answered for ${formatDuration(now - oldest.since)}: ${trouble}`
    return `Waiting for AWS: ${what}${several}, ${this.#answered} done (${formatDuration(now - this.#since)})${silence}`
  }
}

/**
 * Heartbeat prints what the run waits for if nothing else was printed for a while, for surfaces that are read line by
 * line. Its timer does not keep the process alive.
 */
export class Heartbeat implements Follower {
  readonly #clock: Pick<Clock, 'now'>
  readonly #say: (line: string) => void
  readonly #open = new Set<{ activity: Activity }>()
  readonly #calls: OpenCalls
  #saidAt: number
  #timer: NodeJS.Timeout | undefined

  /** `say` prints a line of an activity, or of the heartbeat itself. */
  constructor(clock: Pick<Clock, 'now'>, say: (line: string) => void) {
    this.#clock = clock
    this.#say = say
    this.#calls = new OpenCalls(clock)
    this.#saidAt = clock.now()
    this.#arm()
  }

  follow(activity: Activity): Following {
    if (this.#open.size === 0) this.said()
    const entry = { activity }
    this.#open.add(entry)
    const say = (message: string) => this.#say(`[${activity.label}] ${message}`)
    return {
      say,
      update: (now, words) => {
        entry.activity = { ...entry.activity, ...now }
        if (words !== undefined) say(words)
      },
      end: () => this.#open.delete(entry)
    }
  }

  asking(operation: string, trouble?: () => string | undefined): () => void {
    return this.#calls.begin(operation, trouble)
  }

  said(): void {
    this.#saidAt = this.#clock.now()
  }

  close(): void {
    clearTimeout(this.#timer)
  }

  #arm(): void {
    // the clock may have been corrected since
    const left = Math.min(this.#saidAt + HEARTBEAT_MS - this.#clock.now(), HEARTBEAT_MS)
    this.#timer = setTimeout(() => this.#beat(), Math.max(0, left))
    this.#timer.unref()
  }

  #beat(): void {
    const now = this.#clock.now()
    if (Math.abs(now - this.#saidAt) >= HEARTBEAT_MS) {
      const open = [...this.#open].map(({ activity }) => activity)
      const words = open.length > 0 ? waitInWords(open, now) : this.#calls.inWords()
      if (words !== undefined) this.#say(words)
      this.said()
    }
    this.#arm()
  }
}

/** At most this many activities are named in one line. */
const NAMED = 3

/**
 * activityInWords describes the state of an activity: `web: 1 of 2 running, 1 pending, stage BAKE_TIME, 2 of 3 failed
 * starts (45 s)`.
 */
export function activityInWords(activity: Activity, now: number): string {
  const { phase, tasks, stage, label, since } = activity
  const parts = [
    phase === 'rolling out' || phase === 'running' ? '' : phase,
    tasks ? `${tasks.running} of ${tasks.desired} running` : '',
    tasks && tasks.pending > 0 ? `${tasks.pending} pending` : '',
    tasks && tasks.old > 0 ? `${tasks.old} of other revisions` : '',
    stage === undefined ? '' : `stage ${stage}`,
    failuresInWords(activity)
  ].filter(part => part !== '')
  const state = parts.length === 0 ? 'no answer yet' : parts.join(', ')
  return `${label}: ${state} (${formatDuration(now - since)})`
}

/** failuresInWords counts failed starts, with the circuit breaker threshold if one is enabled; empty without any. */
function failuresInWords({ failedStarts = 0, breakerAt }: Activity): string {
  if (failedStarts === 0) return ''
  if (breakerAt !== undefined) return `${failedStarts} of ${breakerAt} failed starts`
  return failedStarts === 1 ? '1 failed start' : `${failedStarts} failed starts`
}

/** waitInWords describes in one line everything the run waits for, failing activities first. */
export function waitInWords(open: readonly Activity[], now: number): string {
  const named = failingFirst(open).slice(0, NAMED)
  const more = open.length - named.length
  const count = open.length === 1 ? '' : `${open.length}: `
  const states = named.map(activity => activityInWords(activity, now)).join('; ')
  return `Waiting for ${count}${states}${more > 0 ? `; and ${more} more` : ''}`
}

/** failingFirst sorts failing activities first, then those that have taken longest. */
export function failingFirst<Item extends Activity>(open: readonly Item[]): readonly Item[] {
  const rank = ({ phase, failedStarts = 0 }: Activity) =>
    (phase === 'failing' || phase === 'rolling back' ? 1e6 : 0) + failedStarts
  return open.toSorted((a, b) => rank(b) - rank(a) || a.since - b.since)
}
