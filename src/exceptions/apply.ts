import type { Finding } from '../detector/finding.ts'
import { lastMoment } from './dates.ts'
import type { EntryLines } from './entry-lines.ts'
import type { AllowComment, Excepted, Exception } from './exception.ts'
import { commentFinding, exceptionFinding } from './findings.ts'
import { isWholeRepository, matchesPath } from './glob.ts'
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
  const narrow = given.exceptions.filter(exception => !broad.includes(exception))
  const valid = narrow.filter(({ expires }) => (lastMoment(expires) ?? 0) >= given.now)
  const expired = narrow.filter(exception => !valid.includes(exception))
  const comments = given.comments.filter(({ rule, hasReason }) => rule !== undefined && hasReason)
  const used = new Set<Exception | AllowComment>()
  const lapsed = new Set<Exception>()
  const kept: Finding[] = []
  const excepted: Excepted[] = []
  for (const finding of findings) {
    const covering = valid.filter(exception => covers(exception, finding))
    const allowing = comments.filter(comment => allows(comment, finding, given.lines))
    for (const each of [...covering, ...allowing]) used.add(each)
    const late = expired.filter(exception => covers(exception, finding))
    for (const exception of late) used.add(exception)
    const [by] = [...covering.map(byException), ...allowing.map(byComment)]
    if (by) excepted.push({ finding, ...by })
    else {
      kept.push(finding)
      for (const exception of late) lapsed.add(exception)
    }
  }
  const idle = narrow.filter(exception => !used.has(exception) && couldMatch(exception, given))
  return {
    excepted,
    findings: [
      ...kept,
      ...broad.map(exception => exceptionFinding(BROAD, exception)),
      ...expired
        .filter(exception => lapsed.has(exception))
        .map(exception => exceptionFinding(EXPIRED, exception)),
      ...idle.map(exception => exceptionFinding(UNUSED, exception)),
      ...given.comments
        .filter(comment => !used.has(comment) && !given.idleRules.includes(comment.rule ?? ''))
        .map(commentFinding)
    ]
  }
}

function isBroad({ file, variable }: Exception): boolean {
  return variable === undefined || variable === '*' || isWholeRepository(file)
}

/** The cheap comparisons come first: a baseline has an entry for each of thousands of findings. */
function covers({ file, container, variable, rule }: Exception, finding: Finding): boolean {
  return (
    variable === finding.name &&
    rule === finding.rule &&
    (container === undefined || container === finding.container) &&
    matchesPath(file, finding.file)
  )
}

function allows(
  { file, rule, line }: AllowComment,
  finding: Finding,
  lines: Circumstances['lines']
): boolean {
  if (file !== finding.file || rule !== finding.rule) return false
  return line === finding.place?.line || lines.get(file)?.get(finding.pointer)?.has(line) === true
}

function byException({ place, expires }: Exception): Omit<Excepted, 'finding'> {
  return { by: 'configuration', place, until: expires }
}

function byComment({ place }: AllowComment): Omit<Excepted, 'finding'> {
  return { by: 'comment', place }
}

function couldMatch({ file, rule }: Exception, { scanned, idleRules }: Circumstances): boolean {
  return !idleRules.includes(rule) && scanned.some(path => matchesPath(file, path))
}
