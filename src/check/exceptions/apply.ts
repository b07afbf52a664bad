import type { Finding } from '../../detector/finding.ts'
import { CommentIndex, ExceptionIndex, isGlob, isWholeRepository, matchesPath } from './coverage.ts'
import { type AllowComment, type BaseDoubt, type Excepted, type Exception, lastMoment } from './exception.ts'
import { BROAD, commentFinding, EXPIRED, exceptionFinding, pendingFinding, UNUSED } from './findings.ts'
import type { EntryLines } from './weigh.ts'

/** Everything that decides which exceptions apply. */
export type ExceptionContext = {
  readonly exceptions: readonly Exception[]
  readonly comments: readonly AllowComment[]
  /** Lines of the entries of each file that has comments. */
  readonly lines: ReadonlyMap<string, EntryLines>
  /** Files that were read completely: only for those can an exception be called unused. */
  readonly scanned: readonly string[]
  /** Rules that were not applied in this run; exceptions for them cannot be called unused. */
  readonly idleRules: readonly string[]
  /** Milliseconds since 1970. */
  readonly now: number
  /** Every file that a run without a selection would read: an exception that matches all of them is too broad. */
  readonly all?: readonly string[]
  /** Exceptions of a pull request that do not count until it is merged. */
  readonly pending?: readonly Exception[]
  /** Why the exceptions of the base are unknown; absent if they are known. */
  readonly doubt?: BaseDoubt
  /** Returns whether a comment about a finding counts; if absent, all do. */
  readonly approval?: (finding: Finding) => Approval
}

/** Whether a comment counts, is new in the pull request, or cannot be told. */
export type Approval = 'counts' | 'pending' | BaseDoubt

/** The findings that still count, including those about exceptions, and the excepted ones. */
export type Applied = { readonly findings: readonly Finding[]; readonly excepted: readonly Excepted[] }

/**
 * applyExceptions removes the findings that an exception or a comment covers, and adds findings about exceptions that
 * are expired, unused or too broad. Pure. The findings keep their order; added ones come last.
 */
export function applyExceptions(findings: readonly Finding[], given: ExceptionContext): Applied {
  const isBroad = broadIn(given.all ?? [])
  const own = given.exceptions.filter(({ isOnBaseOnly, isDerived }) => !isOnBaseOnly && !isDerived)
  const brought = given.pending ?? []
  const broad = [...own, ...brought].filter(isBroad)
  const narrow = given.exceptions.filter(exception => !isBroad(exception))
  const pending = new PendingList(
    brought.filter(exception => !isBroad(exception)),
    given.doubt
  )
  const holds = ({ expires }: Exception) => (lastMoment(expires) ?? 0) >= given.now
  const valid = new ExceptionIndex(narrow.filter(holds))
  const ended = narrow.filter(exception => !holds(exception))
  const expired = new ExceptionIndex(ended)
  // Those that are still needed.
  const missed = new ExceptionIndex(ended)
  const comments = new CommentIndex(
    given.comments.filter(({ rule, hasReason }) => rule !== undefined && hasReason),
    given.lines
  )
  const kept: Finding[] = []
  const excepted: Excepted[] = []
  for (const finding of findings) {
    const covering = valid.covering(finding)
    const allowing = comments.allowing(finding)
    expired.covering(finding)
    if (covering) excepted.push({ finding, ...byException(covering) })
    else if (allowing && pending.approves(allowing, given.approval?.(finding)))
      excepted.push({ finding, ...byComment(allowing) })
    else {
      kept.push(finding)
      missed.covering(finding)
      pending.covering(finding)
    }
  }
  const exceptionFindings = [
    ...broad.map(exception => exceptionFinding(BROAD, exception)),
    ...pending.findings(),
    ...about({ narrow, ended, given }, { valid, expired, missed })
  ]
  const allowed = comments.whatAllowed()
  const idleComments = given.comments.filter(
    comment => !allowed.has(comment) && !given.idleRules.includes(comment.rule ?? '')
  )
  return { excepted, findings: [...kept, ...exceptionFindings, ...idleComments.map(commentFinding)] }
}

type Judged = {
  readonly narrow: readonly Exception[]
  readonly ended: readonly Exception[]
  readonly given: ExceptionContext
}

type Indexes = Readonly<Record<'valid' | 'expired' | 'missed', ExceptionIndex>>

/**
 * Expired exceptions that would still be needed, and unused ones. Exceptions that a pull request removes, and generated
 * ones, are not reported.
 */
function about({ narrow, ended, given }: Judged, { valid, expired, missed }: Indexes): readonly Finding[] {
  const used = new Set([...valid.whatCovered(), ...expired.whatCovered()])
  const lapsed = missed.whatCovered()
  const scanned = new Set(given.scanned)
  const isIdle = (exception: Exception) =>
    !used.has(exception) && couldMatch(exception, { ...given, scanned })
  return [
    ...ended.filter(one => lapsed.has(one)).map(one => ({ one, finding: exceptionFinding(EXPIRED, one) })),
    ...narrow.filter(isIdle).map(one => ({ one, finding: exceptionFinding(UNUSED, one) }))
  ].flatMap(({ one, finding }) => (one.isOnBaseOnly || one.isDerived ? [] : [finding]))
}

/** Returns whether an exception is too broad, by its form or by what it matches. */
function broadIn(all: readonly string[]): (exception: Exception) => boolean {
  const known = new Map<string, boolean>()
  const matchesAll = (pattern: string) => {
    const found = known.get(pattern) ?? isForAll(pattern, all)
    known.set(pattern, found)
    return found
  }
  return ({ file, variable }) =>
    variable === undefined ||
    variable === '*' ||
    isWholeRepository(file) ||
    (isGlob(file) && matchesAll(file))
}

/** isForAll returns whether a pattern matches every one of several files. */
export function isForAll(pattern: string, files: readonly string[]): boolean {
  return isGlob(pattern) && files.length > 1 && files.every(file => matchesPath(pattern, file))
}

function byException({ place, expires }: Exception): Omit<Excepted, 'finding'> {
  return { by: 'configuration', place, until: expires }
}

function byComment({ place }: AllowComment): Omit<Excepted, 'finding'> {
  return { by: 'comment', place }
}

function couldMatch(
  { file, rule }: Exception,
  { scanned, idleRules }: { readonly scanned: ReadonlySet<string>; readonly idleRules: readonly string[] }
): boolean {
  if (idleRules.includes(rule)) return false
  return isGlob(file) ? [...scanned].some(path => matchesPath(file, path)) : scanned.has(file)
}

/**
 * PendingList collects exceptions that do not count on a pull request, and the findings that they would have covered.
 */
class PendingList {
  readonly #exceptions: readonly Exception[]
  readonly #index: ExceptionIndex
  readonly #doubt: BaseDoubt | undefined
  readonly #comments = new Map<AllowComment, BaseDoubt | undefined>()

  constructor(exceptions: readonly Exception[], doubt: BaseDoubt | undefined) {
    this.#exceptions = exceptions
    this.#index = new ExceptionIndex(exceptions)
    this.#doubt = doubt
  }

  /** covering records that a finding would be covered. */
  covering(finding: Finding): void {
    this.#index.covering(finding)
  }

  /** approves returns whether a comment counts, and records one that does not. */
  approves(comment: AllowComment, approval: Approval = 'counts'): boolean {
    if (approval === 'counts') return true
    this.#comments.set(comment, approval === 'pending' ? undefined : approval)
    return false
  }

  /**
   * Every exception that the pull request adds is reported; if the base is unknown, only those that would cover a
   * finding.
   */
  findings(): readonly Finding[] {
    const waited = this.#index.whatCovered()
    const exceptions = this.#exceptions.filter(
      exception => this.#doubt === undefined || waited.has(exception)
    )
    return [
      ...exceptions.map(exception => pendingFinding(exception, this.#doubt)),
      ...[...this.#comments].map(([comment, doubt]) => pendingFinding(comment, doubt))
    ]
  }
}
