import { dayAfter, type Exception, lastMoment, MAX_DAYS } from '../../check/exceptions/exception.ts'
import type { Place, Problem } from '../../errors.ts'
import { loadDocument } from '../../files/document/load.ts'
import { type PlaceFinder, placeFinder } from '../../files/document/place.ts'
import {
  childOf,
  type DocumentNode,
  itemsOf,
  memberOf,
  type ObjectNode,
  stringOf
} from '../../files/document/tree.ts'
import { didYouMean } from '../../nearest.ts'
import { present } from '../../present.ts'
import { EXCEPTION_KEYS, REQUIRED_EXCEPTION_KEYS, TOP_KEYS } from './keys.ts'
import { NO_DECISIONS, NO_LAYOUT, NO_PROJECT_FILE, type ProjectFile, type ReadExceptions } from './layout.ts'
import { readLayout } from './read-layout.ts'
import { type ReportProblem, reporterTo, reportUnknownKey } from './report.ts'

/**
 * The parsed configuration file. `rules` are the IDs that an exception can name, and `now` is in milliseconds since
 * 1970.
 */
type ExceptionSource = {
  readonly file: string
  readonly root: DocumentNode
  readonly place: PlaceFinder
  readonly rules: readonly string[]
  /** The rules that apply only if `optional-rules` names them. */
  readonly optional: readonly string[]
  readonly now: number
}

const KEYS = EXCEPTION_KEYS

type Key = (typeof KEYS)[number]

const REQUIRED: readonly Key[] = REQUIRED_EXCEPTION_KEYS

/**
 * loadProjectFile parses the text of the configuration file, YAML or JSON. A file that is empty or contains only
 * comments sets nothing. A file with problems yields no exceptions, because an incomplete list would look complete.
 */
export async function loadProjectFile(
  file: string,
  text: string,
  known: Pick<ExceptionSource, 'rules' | 'optional' | 'now'>
): Promise<ProjectFile> {
  if (/^(?:\s|#[^\r\n]*|---)*$/.test(text)) return NO_PROJECT_FILE
  const { document, problems } = await loadDocument(file, text)
  const placed =
    document?.root.kind === 'object'
      ? readLayout({ document, place: placeFinder(document) })
      : { layout: NO_LAYOUT, problems: [] }
  const project = { layout: placed.layout, layoutProblems: placed.problems }
  if (document === undefined || problems.length > 0) {
    // The loader's message is written for task definitions.
    const own = problems.map(problem =>
      problem.code === 'not-an-object'
        ? {
            ...problem,
            message: `${file} must be a mapping.`,
            hint: 'Start it with "services:" or "exceptions:".'
          }
        : problem
    )
    return { ...project, decisions: { ...NO_DECISIONS, problems: own } }
  }
  const read = readExceptions({ file, root: document.root, place: placeFinder(document), ...known })
  const decisions = read.problems.length > 0 ? { ...NO_DECISIONS, problems: read.problems } : read
  return { ...project, decisions }
}

/** readExceptions reads the file's decisions about findings. It returns all problems together, each with its place. */
function readExceptions(source: ExceptionSource): ReadExceptions {
  const problems: Problem[] = []
  const { root, file } = source
  const report = reporterTo(problems, source.place, { code: 'bad-exception' })
  if (root.kind !== 'object') {
    report(root, `${file} must be a mapping.`, `Allowed keys: ${TOP_KEYS.join(', ')}.`)
    return { ...NO_DECISIONS, problems }
  }
  checkKeys(root, TOP_KEYS, report)
  const exceptions = listOf(root, 'exceptions', report).flatMap((item, index) => {
    const exception = readException({ item, index, source, report })
    return exception ? [exception] : []
  })
  const allowedNames = textListOf(root, 'allowed-names', report)
  const optionalRules = textListOf(root, 'optional-rules', report)
  if (!optionalRules.every(id => source.optional.includes(id))) {
    report(
      childOf(root, 'optional-rules') ?? root,
      '"optional-rules" names a rule that is not optional or not known.',
      `Optional rules: ${source.optional.join(', ')}.`
    )
  }
  return { exceptions, allowedNames, optionalRules, problems }
}

function listOf(root: ObjectNode, key: string, report: ReportProblem): readonly DocumentNode[] {
  const list = childOf(root, key)
  if (list !== undefined && list.kind !== 'array' && list.kind !== 'null') {
    report(list, `"${key}" must be a list.`, 'Write each entry on a line that starts with "-".')
  }
  return itemsOf(list)
}

function textListOf(root: ObjectNode, key: string, report: ReportProblem): readonly string[] {
  return listOf(root, key, report).flatMap((item, index) => {
    const text = stringOf(item)?.trim()
    if (text !== undefined && text !== '') return [text]
    report(item, `Entry ${index + 1} of "${key}" must be a string.`, 'Put numbers and booleans in quotes.')
    return []
  })
}

function checkKeys(node: ObjectNode, known: readonly string[], report: ReportProblem): void {
  for (const member of node.members) if (!known.includes(member.key)) reportUnknownKey(member, known, report)
}

type Entry = {
  readonly item: DocumentNode
  readonly index: number
  readonly source: ExceptionSource
  readonly report: ReportProblem
}

function readException({ item, index, source, report }: Entry): Exception | undefined {
  const label = `Exception ${index + 1}`
  const place = source.place(item.origin)
  if (item.kind !== 'object' || place === undefined) {
    report(item, `${label} is not a mapping.`, `An exception has ${KEYS.join(', ')}.`)
    return undefined
  }
  checkKeys(item, KEYS, report)
  const text = textsOf(item, { label, source, report })
  const missing = REQUIRED.filter(key => text[key] === undefined && memberOf(item, key) === undefined)
  for (const key of missing) report(item, `${label} has no "${key}".`, hintFor(key, source))
  const { file, container, variable, rule, expires } = text
  checkRule(item, rule, { label, source, report })
  checkDay(item, expires, { label, source, report })
  if (file === undefined || rule === undefined || expires === undefined || text.reason === undefined) {
    return undefined
  }
  return {
    file: file.replaceAll('\\', '/').replace(/^(?:\.\/)+/, ''),
    rule,
    expires,
    ...present({ container, variable }),
    place: lineOnly(place, source.file),
    pointer: `/exceptions/${index}`
  }
}

const HINTS: Record<Key, string> = {
  file: 'Name the task definition, relative to the repository: file: deploy/app.json',
  container: 'Name the container: container: app',
  variable: 'Name the variable: variable: DB_PASSWORD',
  rule: 'Name the rule that the check shows in brackets: rule: secret/by-name',
  reason: 'Say why it is acceptable: reason: test database without data, ticket OPS-12',
  expires: 'Name the last day on which it holds, for example the latest one allowed: expires: '
}

/** A fixed day would be refused sooner or later, so that the example of one is counted from now. */
const hintFor = (key: Key, { now }: ExceptionSource): string =>
  key === 'expires' ? `${HINTS[key]}${dayAfter(now, MAX_DAYS)}` : HINTS[key]

type Check = { readonly label: string; readonly source: ExceptionSource; readonly report: ReportProblem }

function textsOf(item: ObjectNode, { label, source, report }: Check): { readonly [key in Key]?: string } {
  const texts: { [key in Key]?: string } = {}
  for (const key of KEYS) {
    const node = childOf(item, key)
    if (node === undefined) continue
    const text = stringOf(node)?.trim()
    if (text === undefined || text === '')
      report(node, `${label}: "${key}" must be a string.`, hintFor(key, source))
    else texts[key] = text
  }
  return texts
}

function checkRule(item: ObjectNode, rule: string | undefined, { label, source, report }: Check): void {
  if (rule === undefined || source.rules.includes(rule)) return
  report(
    childOf(item, 'rule') ?? item,
    `${label}: "rule" names no rule.${didYouMean(rule, source.rules)}`,
    `Rules: ${source.rules.join(', ')}.`
  )
}

/** An exception must expire within a year. */
function checkDay(item: ObjectNode, expires: string | undefined, { label, source, report }: Check): void {
  if (expires === undefined) return
  const node = childOf(item, 'expires') ?? item
  const end = lastMoment(expires)
  const latest = dayAfter(source.now, MAX_DAYS)
  if (end === undefined) {
    report(node, `${label}: "expires" is not a day.`, `Write it as year-month-day: expires: ${latest}`)
  } else if (expires > latest) {
    report(
      node,
      `${label} expires more than a year from now.`,
      `The latest day allowed is ${latest}; renew the exception when that comes.`
    )
  }
}

/** An entry spans several lines. Findings about it point to the first one. */
function lineOnly(place: Place, file: string): Place {
  return { ...place, file, endLine: place.line, endColumn: place.column + 1 }
}
