import type { Clock } from '../../clock.ts'
import { POLL_INTERVAL_MS } from '../../pace.ts'

/**
 * Number of recent polls among which the slowest is considered: the duration of a poll changes with the network and the
 * number of services.
 */
const LOOKS_REMEMBERED = 5
/** Slow polls may shorten the interval by this much at most, so that the run stays within the request buckets. */
const MOST_NEARER_MS = POLL_INTERVAL_MS / 4

/**
 * PollPace decides when the next poll begins, so that a decision of ECS is reported within five seconds in total.
 * Without it, the time that two polls take would be added: the decision may fall just after one poll, and the next one
 * also takes time.
 */
export class PollPace {
  readonly #clock: Clock
  #startedAt = 0
  #took: number[] = []

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** measured runs a poll and remembers when it began and how long it took. */
  async measured<Seen>(look: () => Promise<Seen>): Promise<Seen> {
    this.#startedAt = this.#clock.now()
    const seen = await look()
    const took = this.#clock.now() - this.#startedAt
    this.#took = [took, ...this.#took].slice(0, LOOKS_REMEMBERED)
    return seen
  }

  /**
   * Milliseconds until the next poll. Work done since the last one began, such as an investigation, counts as part of
   * the interval.
   */
  left(): number {
    const nearer = Math.min(3 * Math.max(0, ...this.#took), MOST_NEARER_MS)
    return Math.max(0, this.#startedAt + POLL_INTERVAL_MS - nearer - this.#clock.now())
  }
}
