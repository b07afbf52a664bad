import type { Clock } from './clock.ts'

/** A request bucket of ECS, of one account and region: so many calls at once, then so many a second. */
export type RequestBucket = { readonly burst: number; readonly perSecond: number }

/** The buckets of a deployment. Source: ECS API reference, "Request throttling". */
export const REGISTER: RequestBucket = { burst: 20, perSecond: 1 }
export const UPDATE: RequestBucket = { burst: 50, perSecond: 5 }
export const DESCRIBE: RequestBucket = { burst: 50, perSecond: 20 }

/** What an audit takes of them: less than AWS gives, since deployments of the account draw from the same buckets. */
export const DESCRIBE_FOR_AUDIT: RequestBucket = { burst: 30, perSecond: 15 }
/** Deregistering shares its bucket (20, 1 a second) with the registrations of deployments. */
export const DEREGISTER: RequestBucket = { burst: 10, perSecond: 1 }
export const DELETE: RequestBucket = { burst: 4, perSecond: 1 }

/**
 * How often something that is under way is looked at: well inside the buckets for reading, in batches of ten.
 * Milliseconds.
 */
export const POLL_INTERVAL_MS = 5_000

/** What is taken of a bucket at once. */
export type RequestedCalls = {
  /** Accounts and regions have buckets of their own; absent where a run has one only. */
  readonly account?: string
  readonly calls?: number
  /** Ends the wait at once. */
  readonly signal?: AbortSignal
}

/**
 * RequestPace spaces the calls of one kind, so that a run never overdraws their bucket and leaves others their
 * share of it.
 */
export class RequestPace {
  readonly #bucket: RequestBucket
  readonly #clock: Clock
  readonly #levels = new Map<string, { readonly tokens: number; readonly at: number }>()

  constructor(bucket: RequestBucket, clock: Clock) {
    this.#bucket = bucket
    this.#clock = clock
  }

  /** take waits until the calls are within the account's bucket. */
  async take({ account = '', calls = 1, signal }: RequestedCalls = {}): Promise<void> {
    const { burst, perSecond } = this.#bucket
    const now = this.#clock.now()
    const level = this.#levels.get(account) ?? { tokens: burst, at: now }
    const tokens = Math.min(burst, level.tokens + ((now - level.at) * perSecond) / 1000) - calls
    this.#levels.set(account, { tokens, at: now })
    if (tokens < 0) await this.#clock.sleep(Math.ceil((-tokens * 1000) / perSecond), signal)
  }
}
