import type { Category, Confidence, Finding, Level } from '../../detector/finding.ts'
import { fingerprint } from '../../detector/fingerprint.ts'
import { present } from '../../present.ts'
import type { AllowComment, BaseDoubt, Exception } from './exception.ts'

/** exceptionFinding is a finding about an entry of the configuration file, at its first line. */
export function exceptionFinding(rule: ExceptionRule, exception: Exception): Finding {
  const { container, variable, expires, place, pointer } = exception
  const about = aboutException(exception)
  const texts: Record<string, readonly [message: string, hint: string]> = {
    'policy/exception-expired': [
      `${about} ended on ${expires}, and the finding is still there.`,
      'Fix the finding and remove the exception, or renew it with a new reason.'
    ],
    'policy/exception-unused': [`${about} matches nothing.`, 'Remove it from the file.'],
    'policy/exception-broad': [
      `${about} is too broad and is not applied.`,
      'Name one variable, and a file, or a pattern that leaves other task definitions out: an exception for everything hides the next credential.'
    ]
  }
  const [message, hint] = texts[rule.id] ?? [about, rule.summary]
  return made(rule, {
    file: place.file,
    place,
    pointer,
    name: variable ?? '*',
    message: `${message}`,
    hint,
    ...present({ container })
  })
}

function aboutException({ file, container, variable, rule }: Exception): string {
  const of = container === undefined ? '' : ` of container "${shown(container)}"`
  const what =
    variable === undefined || variable === '*' ? 'any variable' : `variable ${shown(variable)}${of}`
  return `The exception of ${rule} for ${what} in ${shown(file)}`
}

/**
 * pendingFinding is a finding about an exception or a comment of a pull request that does not count, because the base
 * does not have it or, if there is doubt, because it is unknown whether the base has it.
 */
export function pendingFinding(given: Exception | AllowComment, doubt: BaseDoubt | undefined): Finding {
  const isException = 'pointer' in given
  const { place } = given
  const about = isException ? aboutException(given) : `The comment that allows ${given.rule}`
  return made(PENDING, {
    file: place.file,
    place,
    pointer: isException ? given.pointer : '',
    name: isException ? (given.variable ?? '*') : (given.rule ?? 'ecs-sealed'),
    ...present({ container: isException ? given.container : undefined }),
    message:
      doubt === undefined
        ? `${about} comes with this pull request and does not count until it is merged.`
        : `${about} does not count: what the base of this pull request says is not known (${doubt.why}).`,
    hint: doubt?.help ?? MERGE_FIRST
  })
}

const MERGE_FIRST =
  'Have it reviewed and merged in a separate pull request, before the value. Where everybody who can open a pull request may also approve findings, set trust-exceptions: head.'

/** commentFinding is a finding about a comment that is not applied, or that matches nothing. */
export function commentFinding({ file, place, rule, hasReason, nearest }: AllowComment): Finding {
  const base = { file, place, pointer: '', name: rule ?? 'ecs-sealed' }
  const form = 'Write: ecs-sealed: allow <rule> <reason>.'
  if (rule === undefined) {
    const meant = nearest === undefined ? '' : ` Did you mean "${nearest}"?`
    const message = `This comment does not allow anything: it names no known rule.${meant}`
    return made(COMMENT, { ...base, message, hint: form })
  }
  if (!hasReason) {
    const message = `This comment allows ${rule} without a reason and is not applied.`
    return made(COMMENT, { ...base, message, hint: form })
  }
  const message = `This comment allows ${rule}, but there is no such finding at its line or the line below.`
  return made(UNUSED, { ...base, message, hint: 'Remove the comment, or move it to the line of the value.' })
}

type Details = Pick<Finding, 'file' | 'place' | 'pointer' | 'name' | 'message' | 'hint' | 'container'>

function made({ id, level, category, confidence }: ExceptionRule, details: Details): Finding {
  const { file, container, name, place, pointer } = details
  return {
    rule: id,
    level,
    category,
    confidence,
    ...details,
    fingerprint: fingerprint({
      file,
      container,
      location: 'exceptions',
      name,
      rule: id,
      // Comments have no path in a document, so their line identifies them.
      occurrence: pointer === '' ? (place?.line ?? 0) : 0
    })
  }
}

/** Names are truncated to fit a message. */
function shown(name: string): string {
  return name.length <= 100 ? name : `${name.slice(0, 100)}…`
}

/** A rule about exceptions, as lists, documentation and SARIF need it. */
export type ExceptionRule = {
  readonly id: string
  readonly level: Level
  readonly category: Category
  readonly confidence: Confidence
  readonly summary: string
  readonly docs: string
  readonly controls: readonly string[]
}

const COMMON = { category: 'policy', confidence: 'high', docs: 'docs/check.md', controls: [] } as const

/** An exception that has expired. */
export const EXPIRED: ExceptionRule = {
  ...COMMON,
  id: 'policy/exception-expired',
  level: 'error',
  summary: 'An exception has expired, and what it was for is still there.'
}
/** An exception or a comment that matches nothing. */
export const UNUSED: ExceptionRule = {
  ...COMMON,
  id: 'policy/exception-unused',
  level: 'warning',
  summary: 'An exception matches nothing and can be removed.'
}
/** An exception for everything. */
export const BROAD: ExceptionRule = {
  ...COMMON,
  id: 'policy/exception-broad',
  level: 'error',
  summary:
    'An exception names no variable, or no file in particular, or matches all that is checked; it is not applied.'
}
/** A comment that allows nothing. */
export const COMMENT: ExceptionRule = {
  ...COMMON,
  id: 'policy/allow-comment',
  level: 'error',
  summary: 'A comment that allows a finding names no known rule or gives no reason; it is not applied.'
}
/** An exception that a pull request brings. */
export const PENDING: ExceptionRule = {
  ...COMMON,
  id: 'policy/exception-pending',
  level: 'notice',
  summary: 'An exception comes with the pull request that is checked; it counts once it is merged.'
}

/** Every rule about exceptions. */
export const EXCEPTION_RULES: readonly ExceptionRule[] = [EXPIRED, UNUSED, BROAD, COMMENT, PENDING]
