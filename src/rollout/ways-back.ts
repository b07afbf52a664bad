import { lastPartOf } from '../arn.ts'
import { assertNever } from '../errors.ts'
import { present } from '../present.ts'
import type { ServiceDeployment } from './ports.ts'

/**
 * A revision that a service has run or tried, as its records tell. Times are milliseconds since 1970: when its
 * deployment was over, and when another one took its place.
 */
export type PastRevision = {
  readonly arn: string
  /**
   * `good`: it ran well and was left for a newer one; `left`: a way back led away from it, or past it; `failed`: its last
   * deployment did not succeed; `current`: the service is meant to run it now.
   */
  readonly state: 'good' | 'left' | 'failed' | 'current'
  readonly since?: number
  readonly until?: number
}

/** A deployment that is over, with the revision that it was for. */
export type PastDeployment = Pick<ServiceDeployment, 'status' | 'createdAt' | 'finishedAt'> & {
  readonly arn: string
}

/**
 * judgePast replays a service's deployments: which revisions it has run, how each ended, and which it may go back to, the
 * best way back first. A revision that was rolled back from, by ECS or by a person, is none, nor are those that a way back has
 * passed; one that is deployed again afterwards and succeeds counts anew. Pure.
 */
export function judgePast(deployments: readonly PastDeployment[], current: string): readonly PastRevision[] {
  const past = new Past()
  const oldestFirst = deployments.toSorted((a, b) => (a.createdAt ?? 0) - (b.createdAt ?? 0))
  for (const [index, one] of oldestFirst.entries()) {
    const at = one.finishedAt ?? one.createdAt
    if (one.status === 'SUCCESSFUL') past.move(one.arn, at)
    else if (hasFailed(one, oldestFirst[index + 1])) past.fail(one.arn, at)
  }
  return past.end(current)
}

/** One that was stopped for the next one has not failed: nobody knows how it would have ended. */
function hasFailed({ status, finishedAt }: PastDeployment, next: PastDeployment | undefined): boolean {
  if (status.startsWith('ROLLBACK_')) return true
  if (status !== 'STOPPED') return false
  return next?.createdAt === undefined || finishedAt === undefined || next.createdAt > finishedAt
}

/** The revisions on the way to the present one, oldest first, and what became of all. */
class Past {
  readonly #known = new Map<string, PastRevision>()
  #path: string[] = []

  /** A deployment of `arn` has succeeded, or the service is seen to be meant for it. */
  move(arn: string, at: number | undefined): void {
    const from = this.#path.at(-1)
    const since = present({ since: at })
    if (from === arn) {
      if (this.#known.get(arn)?.state === 'failed') this.#known.set(arn, { arn, state: 'good', ...since })
      return
    }
    const passed = this.#passedBy(arn)
    if (from !== undefined) this.#note(from, { state: 'good', ...present({ until: at }) })
    for (const other of passed) this.#note(other, { state: 'left' })
    this.#path = [...this.#path.filter(other => other !== arn && !passed.includes(other)), arn]
    this.#known.delete(arn)
    this.#known.set(arn, { arn, state: 'good', ...since })
  }

  /** What a way back to `arn` leaves behind; nothing where it is no way back: it was not run before, nor is its number lower. */
  #passedBy(arn: string): readonly string[] {
    const place = this.#path.indexOf(arn)
    return place >= 0 ? this.#path.slice(place + 1) : this.#path.filter(other => isBefore(arn, other))
  }

  fail(arn: string, at: number | undefined): void {
    const { since } = this.#known.get(arn) ?? {}
    this.#known.delete(arn)
    this.#known.set(arn, { arn, state: 'failed', ...present({ since, until: at }) })
  }

  /** What may be gone back to first, the last one first; then the others, newest first. */
  end(current: string): readonly PastRevision[] {
    if (this.#path.length > 0 && this.#path.at(-1) !== current) this.move(current, undefined)
    const all = [...this.#known.values()]
      .toReversed()
      .map(one => (one.arn === current ? { ...one, state: 'current' as const } : one))
    const rank = ({ arn, state }: PastRevision) =>
      state === 'good' ? this.#path.length - this.#path.indexOf(arn) : Number.MAX_SAFE_INTEGER
    return all.toSorted((a, b) => rank(a) - rank(b))
  }

  #note(arn: string, what: Partial<PastRevision>): void {
    const known = this.#known.get(arn)
    if (known && known.state !== 'failed') this.#known.set(arn, { ...known, ...what })
  }
}

/** isBefore says whether a revision is an earlier one of the same family, by its number. */
export function isBefore(arn: string, other: string): boolean {
  const [family, revision] = splitRevision(arn)
  const [otherFamily, otherRevision] = splitRevision(other)
  return family === otherFamily && revision < otherRevision
}

function splitRevision(arn: string): readonly [family: string, revision: number] {
  const name = lastPartOf(arn)
  const colon = name.lastIndexOf(':')
  return [name.slice(0, colon), Number(name.slice(colon + 1))]
}

/** describePast is one line about a revision: what it is, how it ended and when it ran. */
export function describePast(past: PastRevision): string {
  return `${lastPartOf(past.arn)}: ${howItEnded(past)}`
}

/** howItEnded says how the deployments of a revision ended, and when. */
export function howItEnded({ state, since, until }: PastRevision): string {
  const at = until === undefined ? '' : ` (${minuteOf(until)})`
  const from = since === undefined ? '' : ` (since ${minuteOf(since)})`
  switch (state) {
    case 'good':
      return `deployed successfully${until === undefined ? '' : ` until ${minuteOf(until)}`}${from}`
    case 'current':
      return `runs now${from}`
    case 'left':
      return `not a way back, a rollback led away from it${at}`
    case 'failed':
      return `not a way back, its last deployment failed${at}`
    default:
      return assertNever(state)
  }
}

/** minuteOf writes a moment as people read it: `2026-01-05 09:00 UTC`. */
export function minuteOf(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`
}
