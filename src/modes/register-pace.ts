import type { Clock } from '../clock.ts'

/** RegisterTaskDefinition's bucket (API reference, "Request throttling"): 20 at once, then one a second, an account and region. */
const BURST = 20
const REFILL_MS = 1_000

/** RegisterPace spaces registrations so that the bucket is never overdrawn by this run alone. */
export class RegisterPace {
  readonly #clock: Clock
  readonly #buckets = new Map<string, { tokens: number; at: number }>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** take waits until one more registration in the account is within its bucket. */
  async take(account: string, signal: AbortSignal): Promise<void> {
    const now = this.#clock.now()
    const bucket = this.#buckets.get(account) ?? { tokens: BURST, at: now }
    const tokens = Math.min(BURST, bucket.tokens + (now - bucket.at) / REFILL_MS)
    this.#buckets.set(account, { tokens: tokens - 1, at: now })
    if (tokens < 1) await this.#clock.sleep(Math.ceil((1 - tokens) * REFILL_MS), signal)
  }
}
