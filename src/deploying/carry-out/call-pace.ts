import type { Clock } from '../../clock.ts'

/** A request bucket of an account and region: so many calls at once, then so many a second. */
export type Bucket = { readonly burst: number; readonly perSecond: number }

/** Source of all of them: ECS API reference, "Request throttling". */
export const REGISTER: Bucket = { burst: 20, perSecond: 1 }
export const UPDATE: Bucket = { burst: 50, perSecond: 5 }
export const LOOK_UP: Bucket = { burst: 50, perSecond: 20 }

/** CallPace spaces the calls of one kind so that their bucket is never overdrawn by this run alone. */
export class CallPace {
  readonly #clock: Clock
  readonly #bucket: Bucket
  readonly #levels = new Map<string, { readonly tokens: number; readonly at: number }>()

  constructor(clock: Clock, bucket: Bucket) {
    this.#clock = clock
    this.#bucket = bucket
  }

  /** take waits until one more call in the account is within its bucket; a signal ends the wait at once. */
  async take(account: string, signal: AbortSignal): Promise<void> {
    const { burst, perSecond } = this.#bucket
    const now = this.#clock.now()
    const level = this.#levels.get(account) ?? { tokens: burst, at: now }
    const tokens = Math.min(burst, level.tokens + ((now - level.at) * perSecond) / 1000) - 1
    this.#levels.set(account, { tokens, at: now })
    if (tokens < 0) await this.#clock.sleep(Math.ceil((-tokens * 1000) / perSecond), signal)
  }
}
