import type { Clock } from '../clock.ts'

/** A request bucket of ECS: so many calls at once, then so many a second (API reference, "Request throttling"). */
export type Bucket = { readonly burst: number; readonly perSecond: number }

/** Smaller than AWS's (50, 20 a second): deployments of the account draw from the same bucket. */
export const LOOK: Bucket = { burst: 30, perSecond: 15 }
/** Deregistering shares its bucket (20, 1 a second) with the registrations of deployments. */
export const DEREGISTER: Bucket = { burst: 10, perSecond: 1 }
export const DELETE: Bucket = { burst: 4, perSecond: 1 }

/** Pace spaces the calls of one bucket, so that an audit never takes a deployment's share of it. */
export class Pace {
  readonly #bucket: Bucket
  readonly #clock: Clock
  #tokens: number
  #at: number

  constructor(bucket: Bucket, clock: Clock) {
    this.#bucket = bucket
    this.#clock = clock
    this.#tokens = bucket.burst
    this.#at = clock.now()
  }

  /** take waits until `calls` more are within the bucket. */
  async take(calls: number, signal?: AbortSignal): Promise<void> {
    const { burst, perSecond } = this.#bucket
    const now = this.#clock.now()
    const tokens = Math.min(burst, this.#tokens + ((now - this.#at) * perSecond) / 1000) - calls
    this.#tokens = tokens
    this.#at = now
    if (tokens < 0) await this.#clock.sleep(Math.ceil((-tokens * 1000) / perSecond), signal)
  }
}
