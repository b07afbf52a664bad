import type { Finding } from '../detector/finding.ts'
import type { Place } from '../errors.ts'

/** One entry of `exceptions` in the configuration file: findings that are known, for a reason, until a day. */
export type Exception = {
  /** A path relative to the workspace, or a pattern with `*`, `**` and `?`. */
  readonly file: string
  /** Any container where it is absent. */
  readonly container?: string
  /** Name of the variable, option or label; absent or `*` makes the exception too broad to be applied. */
  readonly variable?: string
  readonly rule: string
  /** The last day on which it holds, as written: `2027-01-31`, in UTC. */
  readonly expires: string
  readonly place: Place
  /** JSON pointer of the entry in the configuration file. */
  readonly pointer: string
  /** It stands on the base of a pull request, and the pull request takes it out. */
  readonly isOnBaseOnly?: true
  /** It was made for a file that a step before rendered; nothing is said of one that covers nothing there. */
  readonly isDerived?: true
}

/** A comment `ecs-sealed: allow <rule> <reason>` in a task definition. */
export type AllowComment = {
  readonly file: string
  /** Undefined where the comment does not name a known rule. */
  readonly rule?: string
  readonly hasReason: boolean
  /** The line, counted from 1, that it speaks of: its own, or the next one with content when it stands alone. */
  readonly line: number
  readonly place: Place
  /** A known rule that was perhaps meant, for the message. */
  readonly nearest?: string
}

/** A finding that does not count, and where it is said why. The reason itself is free text and is printed nowhere. */
export type Excepted = {
  readonly finding: Finding
  readonly by: 'configuration' | 'comment'
  readonly place: Place
  /** Last day, where there is one. */
  readonly until?: string
}
