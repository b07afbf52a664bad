import type { Finding } from '../detector/finding.ts'
import { CommentIndex, ExceptionIndex } from './coverage.ts'
import { lastMoment } from './dates.ts'
import type { EntryLines } from './entry-lines.ts'
import type { AllowComment, Excepted, Exception } from './exception.ts'
import { commentFinding, exceptionFinding } from './findings.ts'
import { isGlob, isWholeRepository, matchesPath } from './glob.ts'
import { BROAD, EXPIRED, UNUSED } from './rules.ts'

/** Everything that decides about exceptions. */
export type Circumstances = {
  readonly exceptions: readonly Exception[]
  readonly comments: readonly AllowComment[]
  /** Lines of the entries of each file that has comments. */
  readonly lines: ReadonlyMap<string, EntryLines>
  /** Files that were read as a whole: only about those can be said that an exception is of no use. */
  readonly scanned: readonly string[]
  /** Rules that were not applied in this run; exceptions for them can't be called unused. */
  readonly idleRules: readonly string[]
  /** Milliseconds since 1970. */
  readonly now: number
}

/** What still counts, with the findings about exceptions, and what does not. */
export type Applied = { readonly findings: readonly Finding[]; readonly excepted: readonly Excepted[] }

/**
 * applyExceptions takes the findings out that an exception or a comment covers, and adds findings about those that are
 * expired, of no use, or too broad. Pure; the findings keep their order, the added ones come last.
 */
export function applyExceptions(findings: readonly Finding[], given: Circumstances): Applied {
  const broad = given.exceptions.filter(isBroad)
  const narrow = given.exceptions.filter(exception => !isBroad(exception))
  const holds = ({ expires }: Exception) => (lastMoment(expires) ?? 0) >= given.now
  const valid = new ExceptionIndex(narrow.filter(holds))
  const ended = narrow.filter(exception => !holds(exception))
  const expired = new ExceptionIndex(ended)
  // Those of them that something still needs.
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
    else if (allowing) excepted.push({ finding, ...byComment(allowing) })
    else {
      kept.push(finding)
      missed.covering(finding)
    }
  }
  const used = new Set([...valid.whatCovered(), ...expired.whatCovered()])
  const allowed = comments.whatAllowed()
  const lapsed = missed.whatCovered()
  const scanned = new Set(given.scanned)
  const idle = narrow.filter(
    exception => !used.has(exception) && couldMatch(exception, { ...given, scanned })
  )
  return {
    excepted,
    findings: [
      ...kept,
      ...broad.map(exception => exceptionFinding(BROAD, exception)),
      ...ended
        .filter(exception => lapsed.has(exception))
        .map(exception => exceptionFinding(EXPIRED, exception)),
      ...idle.map(exception => exceptionFinding(UNUSED, exception)),
      ...given.comments
        .filter(comment => !allowed.has(comment) && !given.idleRules.includes(comment.rule ?? ''))
        .map(commentFinding)
    ]
  }
}

function isBroad({ file, variable }: Exception): boolean {
  return variable === undefined || variable === '*' || isWholeRepository(file)
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
