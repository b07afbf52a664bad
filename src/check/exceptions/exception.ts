import type { Finding } from '../../detector/rule.ts'
import type { Place } from '../../errors.ts'

/** One entry of `exceptions` in the configuration file: known findings that are accepted for a reason, until a day. */
export type Exception = {
  /** A path relative to the workspace, or a pattern with `*`, `**` and `?`. */
  readonly file: string
  /** If absent, any container. */
  readonly container?: string
  /** Name of the variable, option or label; if absent or `*`, the exception is too broad to be applied. */
  readonly variable?: string
  readonly rule: string
  /** The last day on which it is valid, as written: `2027-01-31`, in UTC. */
  readonly expires: string
  readonly place: Place
  /** JSON pointer of the entry in the configuration file. */
  readonly pointer: string
  /** It is on the base of a pull request, and the pull request removes it. */
  readonly isOnBaseOnly?: true
  /** It was generated for a file that an earlier step rendered; if it covers nothing there, this is not reported. */
  readonly isDerived?: true
  /** A baseline wrote it, for a value that is to move: its reason states so. */
  readonly isBaseline?: true
}

/** The reason of an entry that a baseline wrote, by which the next one, and a migration, recognize it. */
export const BASELINE_REASON = 'baseline'

/** A comment `ecs-sealed: allow <rule> <reason>` in a task definition. */
export type AllowComment = {
  readonly file: string
  /** Undefined if the comment does not name a known rule. */
  readonly rule?: string
  readonly hasReason: boolean
  /**
   * The line, counted from 1, that it refers to: its own, or the next line with content if it is on a line of its own.
   */
  readonly line: number
  readonly place: Place
  /** A similar known rule, for the message. */
  readonly nearest?: string
  /** The leaves that it refers to, by `entryKey`, each with a name of its entry that lines do not change. */
  readonly entries: ReadonlyMap<string, string>
}

/** A finding that does not count, and the place of its exception. The reason is free text and is printed nowhere. */
export type Excepted = {
  readonly finding: Finding
  readonly by: 'configuration' | 'comment'
  readonly place: Place
  /** Last day, if there is one. */
  readonly until?: string
  /** A baseline wrote the exception. */
  readonly isBaseline?: true
}

/** Why the base of a pull request could not be read, and the workflow lines that make it readable. */
export type BaseDoubt = { readonly why: string; readonly help: string }

/** A file as it is on the base of a pull request. */
export type BaseFile =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'none' }
  | ({ readonly kind: 'unknown' } & BaseDoubt)

/**
 * The base of the run's pull request: what an authorized person has merged. `file` is relative to the workspace. Throws
 * nothing.
 */
export type PullRequestBase = { readonly read: (file: string) => Promise<BaseFile> }

const DAY = 24 * 60 * 60 * 1000

/** The longest duration of an exception, in days. */
export const MAX_DAYS = 366

/**
 * lastMoment returns the last millisecond (since 1970) of a day written as YYYY-MM-DD in UTC; undefined for an invalid
 * day.
 */
export function lastMoment(day: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return undefined
  const start = Date.parse(`${day}T00:00:00Z`)
  // Some engines read February 30 as March 2.
  return Number.isNaN(start) || dayOf(start) !== day ? undefined : start + DAY - 1
}

/** dayAfter returns the day, as YYYY-MM-DD in UTC, that is `days` days after a moment. */
export function dayAfter(now: number, days: number): string {
  return dayOf(now + days * DAY)
}

function dayOf(moment: number): string {
  return new Date(moment).toISOString().slice(0, 10)
}
