import { isBefore, lastPartOf } from '../arn.ts'
import { minuteOf } from '../clock.ts'
import { assertNever } from '../errors.ts'
import { present } from '../present.ts'
import type { ServiceDeployment } from './ports.ts'

/**
 * A revision that a service has run or tried to run, according to its records. Times are in milliseconds since 1970:
 * when its deployment ended, and when another one replaced it.
 */
export type PastRevision = {
  readonly arn: string
  /**
   * `good`: it ran well and was replaced by a newer one. `left`: a rollback led away from it, or past it. `failed`: its
   * last deployment did not succeed. `superseded`: it was stopped for the next deployment. `current`: the service is
   * meant to run it now.
   */
  readonly state: 'good' | 'left' | 'failed' | 'superseded' | 'current'
  readonly since?: number
  readonly until?: number
  /**
   * Why ECS starts no task from it any more: its status (`INACTIVE`, `DELETE_IN_PROGRESS`) or `deleted`; absent where
   * it does, or that was not checked.
   */
  readonly unusable?: string
  /** ECS has no record of its own deployment any more, only of the one that replaced it. */
  readonly isUnrecorded?: true
}

/** A finished deployment and its revision. */
export type PastDeployment = Pick<ServiceDeployment, 'status' | 'createdAt' | 'finishedAt'> & {
  readonly arn: string
}

/**
 * judgePast replays a service's deployments: which revisions it has run, how each ended, and which are rollback
 * targets, best one first. A revision that ECS or a user rolled back from is not a target, nor are those that a
 * rollback has skipped. A revision that is deployed again afterwards and succeeds becomes a target again. Pure.
 */
export function judgePast(deployments: readonly PastDeployment[], current: string): readonly PastRevision[] {
  const past = new Past()
  const oldestFirst = deployments.toSorted((a, b) => (a.createdAt ?? 0) - (b.createdAt ?? 0))
  for (const [index, one] of oldestFirst.entries()) {
    const at = one.finishedAt ?? one.createdAt
    if (one.status === 'SUCCESSFUL') past.move(one.arn, at)
    else if (hasFailed(one, oldestFirst[index + 1])) past.end(one.arn, 'failed', at)
    else if (one.status === 'STOPPED') past.end(one.arn, 'superseded', at)
  }
  return past.inOrder(current)
}

/** A deployment that was stopped for the next one has not failed: its outcome is unknown. */
function hasFailed({ status, finishedAt }: PastDeployment, next: PastDeployment | undefined): boolean {
  if (status.startsWith('ROLLBACK_')) return true
  if (status !== 'STOPPED') return false
  return next?.createdAt === undefined || finishedAt === undefined || next.createdAt > finishedAt
}

/** The revisions that led to the current one, oldest first, and the state of all revisions. */
class Past {
  readonly #known = new Map<string, PastRevision>()
  #path: string[] = []

  /** A deployment of `arn` has succeeded, or the service is meant to run it. */
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

  /**
   * The revisions that a rollback to `arn` leaves behind; empty if it is not a rollback, because `arn` was not run
   * before and does not have a lower number.
   */
  #passedBy(arn: string): readonly string[] {
    const place = this.#path.indexOf(arn)
    return place >= 0 ? this.#path.slice(place + 1) : this.#path.filter(other => isBefore(arn, other))
  }

  /** A deployment of `arn` has not succeeded; one that was superseded changes nothing about earlier ones. */
  end(arn: string, state: 'failed' | 'superseded', at: number | undefined): void {
    const known = this.#known.get(arn)
    if (known !== undefined && state === 'superseded') return
    this.#known.delete(arn)
    this.#known.set(arn, { arn, state, ...present({ since: known?.since, until: at }) })
  }

  /** Rollback targets first, the latest one first; then the other revisions, newest first. */
  inOrder(current: string): readonly PastRevision[] {
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

/** describePast describes a revision in one line: what it is, how it ended and when it ran. */
export function describePast(past: PastRevision): string {
  return `${lastPartOf(past.arn)}: ${howItEnded(past)}`
}

/** howItEnded returns how the deployments of a revision ended, and when. */
export function howItEnded({ state, since, until, unusable, isUnrecorded }: PastRevision): string {
  const at = until === undefined ? '' : ` (${minuteOf(until)})`
  const from = since === undefined ? '' : ` (since ${minuteOf(since)})`
  const ran = isUnrecorded ? 'ran (by the record of the next deployment)' : 'deployed successfully'
  switch (state) {
    case 'good':
      return `${ran}${until === undefined ? '' : ` until ${minuteOf(until)}`}${from}${unusable === undefined ? '' : `, ${unusable} now`}`
    case 'current':
      return `runs now${from}`
    case 'left':
      return `not a rollback target, because a rollback led away from it${at}`
    case 'failed':
      return `not a rollback target, because its last deployment failed${at}`
    case 'superseded':
      return `not a rollback target, because the next deployment superseded it${at}`
    default:
      return assertNever(state)
  }
}
