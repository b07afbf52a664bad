import type { Clock } from '../clock.ts'
import { POLL_INTERVAL_MS } from '../pace.ts'

/** So many looks back the slowest is looked for: what a look takes changes with the network and with how many are watched. */
const LOOKS_REMEMBERED = 5
/** What looks take may bring them so much nearer together and no more, so that they stay within the buckets. */
const MOST_NEARER_MS = POLL_INTERVAL_MS / 4

/**
 * LookPace says when the next look begins, so that what ECS has decided is told within five seconds and not five and what
 * two looks take: the decision may fall just after one has been answered, and the next needs its time, too.
 */
export class LookPace {
  readonly #clock: Clock
  #startedAt = 0
  #took: number[] = []

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** measured makes a look, and remembers when it began and how long it took. */
  async measured<Seen>(look: () => Promise<Seen>): Promise<Seen> {
    this.#startedAt = this.#clock.now()
    const seen = await look()
    const took = this.#clock.now() - this.#startedAt
    this.#took = [took, ...this.#took].slice(0, LOOKS_REMEMBERED)
    return seen
  }

  /** Milliseconds until the next look; what was done since the last one began, investigations too, is part of it. */
  left(): number {
    const nearer = Math.min(3 * Math.max(0, ...this.#took), MOST_NEARER_MS)
    return Math.max(0, this.#startedAt + POLL_INTERVAL_MS - nearer - this.#clock.now())
  }
}
