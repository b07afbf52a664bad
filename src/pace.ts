import type { Clock } from './clock.ts'

/** An ECS request bucket of one account and Region: burst size and refill rate per second. */
export type RequestBucket = { readonly burst: number; readonly perSecond: number }

/**
 * The buckets that the writes of a deployment draw from.
 * Source: ECS API reference, "Request throttling".
 */
export const REGISTER: RequestBucket = { burst: 20, perSecond: 1 }
/** Five less than AWS's 50: a service is read between its turn and its update, so that updates can come closer. */
export const UPDATE: RequestBucket = { burst: 45, perSecond: 5 }

/**
 * The share that an audit takes: less than AWS allows, because the account's deployments draw from the same
 * buckets.
 */
export const DESCRIBE_FOR_AUDIT: RequestBucket = { burst: 30, perSecond: 15 }
/** Deregistration shares its bucket (20, 1 per second) with registration. */
export const DEREGISTER: RequestBucket = { burst: 10, perSecond: 1 }
export const DELETE: RequestBucket = { burst: 4, perSecond: 1 }

/**
 * The interval for polling deployments, in milliseconds: well within the read buckets, in batches of ten.
 */
export const POLL_INTERVAL_MS = 5_000

/** The last poll: when it began, and when it was answered, in milliseconds since 1970. */
export type PollTimes = { readonly askedAt: number; readonly seenAt: number }

/**
 * untilNextPoll returns how long to wait before the next poll, in milliseconds. Whatever is done after a poll counts as
 * part of the interval, and so does the time that reading takes, up to a fourth of it: a decision that falls just after
 * a poll is still noticed within five seconds.
 */
export function untilNextPoll({ askedAt, seenAt }: PollTimes, now: number): number {
  const nearer = Math.min(3 * (seenAt - askedAt), POLL_INTERVAL_MS / 4)
  return Math.max(0, askedAt + POLL_INTERVAL_MS - nearer - now)
}

/** The number of calls to take from a bucket. */
export type RequestedCalls = {
  /** Each account and Region has its own buckets; absent if a run has only one. */
  readonly account?: string
  readonly calls?: number
  /** Ends the wait immediately. */
  readonly signal?: AbortSignal
}

/**
 * RequestPace spaces calls of one kind so that a run never overdraws their bucket and leaves a share for
 * others.
 */
export class RequestPace {
  readonly #bucket: RequestBucket
  readonly #clock: Clock
  readonly #levels = new Map<string, { readonly tokens: number; readonly at: number }>()

  constructor(bucket: RequestBucket, clock: Clock) {
    this.#bucket = bucket
    this.#clock = clock
  }

  /** take waits until the bucket has room for the calls. */
  async take({ account = '', calls = 1, signal }: RequestedCalls = {}): Promise<void> {
    const { burst, perSecond } = this.#bucket
    const now = this.#clock.now()
    const level = this.#levels.get(account) ?? { tokens: burst, at: now }
    const tokens = Math.min(burst, level.tokens + (Math.max(0, now - level.at) * perSecond) / 1000) - calls
    this.#levels.set(account, { tokens, at: now })
    if (tokens < 0) await this.#clock.sleep(Math.ceil((-tokens * 1000) / perSecond), signal)
  }
}

/** The paces of the reads of one account by Region and bucket, which several connections to it can share. */
export type SharedPaces = Map<string, RequestPace>
