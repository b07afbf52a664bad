import type { Clock } from '../../clock.ts'
import type { Activity, Following } from '../../log.ts'
import { waitInWords } from './activity-words.ts'
import { doze } from './doze.ts'
import { OpenCalls } from './open-calls.ts'

/** While the run waits, the log is never silent for longer than this; a poll of AWS may add a few seconds. */
const HEARTBEAT_MS = 25_000

/** Follows activities on behalf of a surface. */
export interface Follower {
  follow(activity: Activity): Following
  /** Must be called for every printed line. */
  said(): void
  /** Ends it: the run waits for nothing more. */
  close(): void
}

/** Where a heartbeat prints. */
export type HeartbeatPorts = {
  readonly clock: Pick<Clock, 'now'>
  /** Waits without keeping the process alive. */
  readonly doze: (ms: number, signal: AbortSignal) => Promise<void>
  /** Resolves when a line can be shown: before the first response from AWS, the gate may not be loaded. */
  readonly ready: () => Promise<void>
  /** Prints a line of an activity, or of the heartbeat itself. */
  readonly say: (line: string) => void
}

type Entry = { activity: Activity }

/**
 * Heartbeat prints what the run waits for if nothing else was printed for a while, for surfaces that are read line by
 * line.
 */
export class Heartbeat implements Follower {
  readonly #ports: HeartbeatPorts
  readonly #open = new Set<Entry>()
  readonly #calls = new OpenCalls()
  /** Stays true between calls to AWS, until the run ends. */
  #isAsking = false
  #saidAt = 0
  #beat: AbortController | undefined

  constructor(ports: HeartbeatPorts) {
    this.#ports = ports
    this.said()
  }

  follow(activity: Activity): Following {
    const entry: Entry = { activity }
    this.#open.add(entry)
    if (this.#beat === undefined) this.#start()
    const say = (message: string) => this.#ports.say(`[${activity.label}] ${message}`)
    return {
      say,
      update: (now, words) => {
        entry.activity = { ...entry.activity, ...now }
        if (words !== undefined) say(words)
      },
      end: () => {
        this.#open.delete(entry)
        if (this.#open.size === 0 && !this.#isAsking) this.close()
      }
    }
  }

  /** Registers a call to AWS; the returned function ends it. */
  asking(operation: string, trouble?: () => string | undefined): () => void {
    this.#isAsking = true
    if (this.#beat === undefined) this.#start()
    const { clock } = this.#ports
    const ended = this.#calls.begin(operation, clock.now(), trouble)
    return () => ended(clock.now())
  }

  said(): void {
    this.#saidAt = this.#ports.clock.now()
  }

  close(): void {
    this.#open.clear()
    this.#isAsking = false
    this.#beat?.abort()
    this.#beat = undefined
  }

  #start(): void {
    const beat = new AbortController()
    this.#beat = beat
    this.said()
    void this.#run(beat.signal)
  }

  async #run(signal: AbortSignal): Promise<void> {
    const { clock, doze, ready, say } = this.#ports
    while (!signal.aborted) {
      // the clock may have been corrected since
      const left = Math.min(this.#saidAt + HEARTBEAT_MS - clock.now(), HEARTBEAT_MS)
      if (left > 0) await doze(left, signal)
      else {
        const words = this.#inWords(clock.now())
        if (words !== undefined) {
          await ready()
          say(words)
        }
        this.said()
      }
    }
  }

  #inWords(now: number): string | undefined {
    if (this.#open.size === 0) return this.#calls.inWords(now)
    return waitInWords(
      [...this.#open].map(({ activity }) => activity),
      now
    )
  }
}

/** heartbeatFor returns the heartbeat of a process. */
export function heartbeatFor(ports: Omit<HeartbeatPorts, 'doze'>): Heartbeat {
  return new Heartbeat({ ...ports, doze })
}
