import {
  BASELINE_REASON,
  dayAfter,
  type Exception,
  lastMoment,
  MAX_DAYS
} from '../../check/exceptions/exception.ts'
import type { Problem } from '../../errors.ts'
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
import {
  NO_DECISIONS,
  NO_LAYOUT,
  NO_PROJECT_FILE,
  type ProjectFile,
  type ReadExceptions,
  type ReportProblem,
  reporterTo,
  reportUnknownKey
} from './layout.ts'
import { readLayout } from './read-layout.ts'

/** What the decisions about findings are read with. */
type KnownRules = {
  /** The IDs that an exception can name. */
  readonly rules: readonly string[]
  /** The rules that apply only if `optional-rules` lists them. */
  readonly optional: readonly string[]
  /** Milliseconds since 1970. */
  readonly now: number
}

/**
 * loadProjectFile parses the text of the configuration file, YAML or JSON. A file that is empty or contains only
 * comments sets nothing. A file with problems yields no exceptions, because an incomplete list would look complete.
 */
export async function loadProjectFile(file: string, text: string, known: KnownRules): Promise<ProjectFile> {
  if (/^(?:\s|#[^\r\n]*|---)*$/.test(text)) return NO_PROJECT_FILE
  const { document, problems } = await loadDocument(file, text)
  const place = document && placeFinder(document)
  const placed =
    document?.root.kind === 'object' && place
      ? readLayout({ document, place })
      : { layout: NO_LAYOUT, problems: [] }
  const read =
    document?.root.kind === 'object' && place && problems.length === 0
      ? readDecisions(document.root, { ...known, file, place })
      : { ...NO_DECISIONS, problems: loadingProblems(file, text, problems) }
  const decisions = read.problems.length > 0 ? { ...NO_DECISIONS, problems: read.problems } : read
  return { layout: placed.layout, layoutProblems: placed.problems, decisions }
}

/** The loader's messages are written for task definitions. */
function loadingProblems(file: string, text: string, problems: readonly Problem[]): readonly Problem[] {
  const [first, ...more] = problems
  if (first === undefined || first.code === 'not-an-object')
    return [
      {
        ...{ code: 'not-an-object', fault: 'user', ...first },
        message: `${file} must be a mapping.`,
        hint: 'Start it with "services:" or "exceptions:".'
      }
    ]
  // a parser that has lost its way reports every step of it
  const line = first.place && text.split('\n')[first.place.line - 1]
  if (!/[{,][^"']*\{(?:service|environment)\}/.test(line ?? '')) return [first, ...more]
  const hint =
    'In braces, YAML requires a value with {service} or {environment} to be quoted: {cluster: "shop-{environment}"}.'
  return [{ ...first, hint }]
}

type Source = KnownRules & { readonly file: string; readonly place: PlaceFinder }

/** The file's decisions about findings, and all their problems, each with its place. */
function readDecisions(root: ObjectNode, source: Source): ReadExceptions {
  const problems: Problem[] = []
  const report = reporterTo(problems, source.place, { code: 'bad-exception' })
  checkKeys(root, TOP_KEYS, report)
  const exceptions = listOf(root, 'exceptions', report).flatMap(
    (item, index) => readException(item, index, { source, report }) ?? []
  )
  const allowedNames = textListOf(root, 'allowed-names', report)
  const optionalRules = textListOf(root, 'optional-rules', report)
  if (!optionalRules.every(id => source.optional.includes(id)))
    report(
      childOf(root, 'optional-rules') ?? root,
      '"optional-rules" contains a rule that is not optional or not known.',
      `Optional rules: ${source.optional.join(', ')}.`
    )
  return { exceptions, allowedNames, optionalRules, problems }
}

function listOf(root: ObjectNode, key: string, report: ReportProblem): readonly DocumentNode[] {
  const list = childOf(root, key)
  if (list !== undefined && list.kind !== 'array' && list.kind !== 'null')
    report(list, `"${key}" must be a list.`, 'Write each entry on a line that starts with "-".')
  return itemsOf(list)
}

function textListOf(root: ObjectNode, key: string, report: ReportProblem): readonly string[] {
  return listOf(root, key, report).flatMap((item, index) => {
    const text = stringOf(item)?.trim()
    if (text) return [text]
    report(item, `Entry ${index + 1} of "${key}" must be a string.`, 'Put numbers and booleans in quotes.')
    return []
  })
}

function checkKeys(node: ObjectNode, known: readonly string[], report: ReportProblem): void {
  for (const member of node.members) if (!known.includes(member.key)) reportUnknownKey(member, known, report)
}

type Key = (typeof EXCEPTION_KEYS)[number]

const HINTS: Readonly<Record<Key, string>> = {
  file: 'Name the task definition, relative to the repository: file: deploy/app.json',
  container: 'Name the container: container: app',
  variable: 'Name the variable: variable: DB_PASSWORD',
  rule: 'Name the rule that the check shows in brackets: rule: secret/by-name',
  reason: 'Say why it is acceptable: reason: test database without data, ticket OPS-12',
  // a fixed day would be refused sooner or later
  expires: 'Name the last day on which it holds, for example the latest one allowed: expires: '
}

function readException(
  item: DocumentNode,
  index: number,
  { source, report }: { readonly source: Source; readonly report: ReportProblem }
): Exception | undefined {
  const label = `Exception ${index + 1}`
  const place = source.place(item.origin)
  if (item.kind !== 'object' || place === undefined) {
    report(item, `${label} is not a mapping.`, `An exception has ${EXCEPTION_KEYS.join(', ')}.`)
    return undefined
  }
  checkKeys(item, EXCEPTION_KEYS, report)
  const latest = dayAfter(source.now, MAX_DAYS)
  const required: readonly string[] = REQUIRED_EXCEPTION_KEYS
  const texts: { [key in Key]?: string } = {}
  for (const key of EXCEPTION_KEYS) {
    const node = memberOf(item, key)?.value
    const text = stringOf(node)?.trim()
    const hint = key === 'expires' ? `${HINTS[key]}${latest}` : HINTS[key]
    if (text) texts[key] = text
    else if (node) report(node, `${label}: "${key}" must be a string.`, hint)
    else if (required.includes(key)) report(item, `${label} has no "${key}".`, hint)
  }
  const { file, container, variable, rule, reason, expires } = texts
  const at = (key: Key) => childOf(item, key) ?? item
  if (rule !== undefined && !source.rules.includes(rule))
    report(
      at('rule'),
      `${label}: "rule" is not a known rule.${didYouMean(rule, source.rules)}`,
      `Rules: ${source.rules.join(', ')}.`
    )
  if (expires !== undefined && lastMoment(expires) === undefined)
    report(
      at('expires'),
      `${label}: "expires" is not a day.`,
      `Write it as year-month-day: expires: ${latest}`
    )
  else if (expires !== undefined && expires > latest)
    report(
      at('expires'),
      `${label} expires more than a year from now.`,
      `The latest day allowed is ${latest}; renew the exception when that comes.`
    )
  if (file === undefined || rule === undefined || expires === undefined || reason === undefined)
    return undefined
  return {
    file: file.replaceAll('\\', '/').replace(/^(?:\.\/)+/, ''),
    rule,
    expires,
    ...present({ container, variable }),
    // an entry spans several lines; findings about it point to the first one
    place: { ...place, file: source.file, endLine: place.line, endColumn: place.column + 1 },
    pointer: `/exceptions/${index}`,
    ...(reason === BASELINE_REASON ? { isBaseline: true as const } : {})
  }
}
