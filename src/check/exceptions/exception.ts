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

/** isGlob returns whether a pattern is more than a plain path. */
export function isGlob(pattern: string): boolean {
  return /[*?]/.test(pattern)
}

/**
 * matchesPath compares a path with a pattern: `*` and `?` match within one folder or file name, and a segment `**`
 * matches any number of folders; nothing else is special. At most as many steps as both are long, multiplied: a pull
 * request may bring the pattern and the path.
 */
export function matchesPath(pattern: string, path: string): boolean {
  if (!isGlob(pattern)) return pattern === path
  return matches(pattern.split('/'), path.split('/'), {
    isAny: segment => segment === '**',
    fits: (segment, name) =>
      matches([...segment], [...name], { isAny: one => one === '*', fits: (a, b) => a === '?' || a === b })
  })
}

type Steps = {
  readonly isAny: (step: string) => boolean
  readonly fits: (step: string, item: string) => boolean
}

/** What follows the last "any" is tried at each later item; what was before it never has to be tried again. */
function matches(steps: readonly string[], items: readonly string[], { isAny, fits }: Steps): boolean {
  let [step, item, any, from] = [0, 0, -1, 0]
  while (item < items.length) {
    const next = steps[step]
    if (next !== undefined && isAny(next)) {
      any = step++
      from = item
    } else if (next !== undefined && fits(next, items[item] as string)) {
      step++
      item++
    } else if (any >= 0) {
      step = any + 1
      item = ++from
    } else return false
  }
  return steps.slice(step).every(isAny)
}

/** Number of letters that make a name with a wildcard specific: `d*` is not, `api*` is. */
const NAMING_LETTERS = 3

/** isWholeRepository returns whether a pattern is unspecific: `**`, `*`, any file with one extension, `d*` and `**`. */
export function isWholeRepository(pattern: string): boolean {
  if (!isGlob(pattern)) return false
  const segments = pattern.replace(/\.[A-Za-z0-9]+$/, '').split('/')
  return !segments.some(segment => {
    const letters = segment.replaceAll(/[*?.]/g, '')
    return isGlob(segment) ? letters.length >= NAMING_LETTERS : letters !== ''
  })
}

/** isForAll returns whether a pattern matches every one of several files. */
export function isForAll(pattern: string, files: readonly string[]): boolean {
  return isGlob(pattern) && files.length > 1 && files.every(file => matchesPath(pattern, file))
}
