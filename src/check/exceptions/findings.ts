import { fingerprint } from '../../detector/detect.ts'
import type { Category, Confidence, Finding, Level } from '../../detector/rule.ts'
import { someOf } from '../../list.ts'
import { present } from '../../present.ts'
import type { AllowComment, BaseDoubt, Exception } from './exception.ts'

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

const COMMON = {
  category: 'policy',
  confidence: 'high',
  docs: 'docs/check.md',
  controls: []
} as const satisfies Partial<ExceptionRule>

/** An exception that has expired. */
export const EXPIRED: ExceptionRule = {
  ...COMMON,
  id: 'policy/exception-expired',
  level: 'error',
  summary: 'An exception has expired, and what it was for is still there.'
}
/** Exceptions that end soon. */
export const ENDING: ExceptionRule = {
  ...COMMON,
  id: 'policy/exception-ending',
  level: 'notice',
  summary: 'An exception ends within 14 days, and what it is for is still there.'
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
    'An exception has no variable, or no file in particular, or matches all that is checked; it is not applied.'
}
/** A comment that allows nothing. */
export const COMMENT: ExceptionRule = {
  ...COMMON,
  id: 'policy/allow-comment',
  level: 'error',
  summary: 'A comment that allows a finding has no known rule or no reason; it is not applied.'
}
/** An exception that a pull request brings. */
export const PENDING: ExceptionRule = {
  ...COMMON,
  id: 'policy/exception-pending',
  level: 'notice',
  summary: 'An exception comes with the pull request that is checked; it counts once it is merged.'
}

/** Every rule about exceptions. */
export const EXCEPTION_RULES: readonly ExceptionRule[] = [EXPIRED, ENDING, UNUSED, BROAD, COMMENT, PENDING]

/** The words about the exceptions that a rule is about; several end on one day. */
const TEXTS: Readonly<
  Record<string, (about: string, expires: string) => readonly [message: string, hint: string]>
> = {
  [EXPIRED.id]: (about, expires) => [
    `${about} ended on ${expires}, and the finding is still there.`,
    'Fix the finding and remove the exception, or renew it with a new reason.'
  ],
  [ENDING.id]: (about, expires) => [
    `${about} ends on ${expires}, and the finding is still there.`,
    'Fix it before that day. check --write-baseline renews a baseline for what is still there, and drops the rest.'
  ],
  [UNUSED.id]: about => [`${about} matches nothing.`, 'Remove it from the file.'],
  [BROAD.id]: about => [
    `${about} is too broad and is not applied.`,
    'Name one variable, and a file, or a pattern that leaves other task definitions out: an exception for everything hides the next credential.'
  ]
}

/** exceptionFinding is a finding about entries of the configuration file (at least one), at the first one's line. */
export function exceptionFinding(rule: ExceptionRule, exceptions: readonly Exception[]): Finding {
  const [first, ...others] = exceptions as readonly [Exception, ...Exception[]]
  const more = others.map(({ variable, file }) => `${shown(variable ?? '*')} in ${shown(file)}`)
  const about = aboutException(first) + (more.length === 0 ? '' : `, like those for ${someOf(more, 3)},`)
  const [message, hint] = TEXTS[rule.id]?.(about, first.expires) ?? [about, rule.summary]
  return made(rule, { ...whereOf(first), message, hint })
}

function aboutException({ file, container, variable, rule }: Exception): string {
  const of = container === undefined ? '' : ` of container "${shown(container)}"`
  const isAny = variable === undefined || variable === '*'
  return `The exception of ${rule} for ${isAny ? 'any variable' : `variable ${shown(variable)}${of}`} in ${shown(file)}`
}

/** Names are truncated to fit a message. */
function shown(name: string): string {
  return name.length <= 100 ? name : `${name.slice(0, 100)}…`
}

/**
 * pendingFinding is a finding about an exception or a comment of a pull request that does not count, because the base
 * does not have it or, if there is doubt, because it is unknown whether the base has it.
 */
export function pendingFinding(given: Exception | AllowComment, doubt: BaseDoubt | undefined): Finding {
  const about = 'pointer' in given ? aboutException(given) : `The comment that allows ${given.rule}`
  return made(PENDING, {
    ...whereOf(given),
    message:
      doubt === undefined
        ? `${about} comes with this pull request and does not count until it is merged.`
        : `${about} does not count: the base of this pull request could not be read (${doubt.why}).`,
    hint: doubt?.help ?? MERGE_FIRST
  })
}

const MERGE_FIRST =
  'Have it reviewed and merged in a separate pull request, before the value. Where everybody who can open a pull request may also approve findings, set trust-exceptions: head.'

/** commentFinding is a finding about a comment that is not applied, or that matches nothing. */
export function commentFinding(comment: AllowComment): Finding {
  const { rule, hasReason, nearest } = comment
  const form = 'Write: ecs-sealed: allow <rule> <reason>.'
  if (rule === undefined) {
    const meant = nearest === undefined ? '' : ` Did you mean "${nearest}"?`
    const message = `This comment does not allow anything: it has no known rule.${meant}`
    return made(COMMENT, { ...whereOf(comment), message, hint: form })
  }
  if (!hasReason) {
    const message = `This comment allows ${rule} without a reason and is not applied.`
    return made(COMMENT, { ...whereOf(comment), message, hint: form })
  }
  const message = `This comment allows ${rule}, but there is no such finding at its line or the line below.`
  const hint = 'Remove the comment, or move it to the line of the value.'
  return made(UNUSED, { ...whereOf(comment), message, hint })
}

type Where = Pick<Finding, 'file' | 'place' | 'pointer' | 'name' | 'container'>

function whereOf(given: Exception | AllowComment): Where {
  const { place } = given
  const at = { file: place.file, place }
  if (!('pointer' in given)) return { ...at, pointer: '', name: given.rule ?? 'ecs-sealed' }
  const { pointer, variable: name = '*', container } = given
  return { ...at, pointer, name, ...present({ container }) }
}

function made(
  { id: rule, level, category, confidence }: ExceptionRule,
  details: Where & Pick<Finding, 'message' | 'hint'>
): Finding {
  const { file, container, name, place, pointer } = details
  // comments have no path in a document, so their line identifies them
  const occurrence = pointer === '' ? (place?.line ?? 0) : 0
  const print = fingerprint({ file, container, location: 'exceptions', name, rule, occurrence })
  return { rule, level, category, confidence, ...details, fingerprint: print }
}
