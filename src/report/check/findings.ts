import type { Finding, Level } from '../../detector/rule.ts'

import type { Place } from '../../errors.ts'
import { present } from '../../present.ts'
import type { Report } from '../report.ts'
import { placeToText, plain } from '../text.ts'

/** The levels, worst first. */
export const LEVELS: readonly Level[] = ['error', 'warning', 'notice']

/** The contents of the files with findings, by file name; a source line is shown only if the content is known. */
export type Sources = ReadonlyMap<string, string>

/** Longer lines are not shown: a minified document is unreadable. */
const MAX_LINE = 160

const BLANK = '•••'

/** Fields of a task definition that may appear in a shown line. */
const FIELDS: ReadonlySet<string> = new Set(
  'name value valueFrom environment secrets secretOptions options logConfiguration repositoryCredentials credentialsParameter dockerLabels command entryPoint healthCheck driverOpts key tags'.split(
    ' '
  )
)

export type SourceLine = { readonly text: string; readonly marker: string }

/** Shows the line of a place; undefined for a line that is too long. */
export type LineShower = (place: Place) => SourceLine | undefined

/**
 * findingsToText lists findings for a terminal: `file:line:column: level: message [rule]`, the source line with all
 * values blanked and the place marked, and what to write instead. Lines without line ends.
 */
export function findingsToText(
  findings: readonly Finding[],
  sources: Sources = new Map()
): readonly string[] {
  return [...linesOfFindings(findings, sources)]
}

/** linesOfFindings yields the same lines one by one: a file can have tens of thousands of findings. */
export function* linesOfFindings(findings: readonly Finding[], sources: Sources): Generator<string> {
  const showers = showersOf(findings, sources)
  for (const finding of findings) {
    yield `${plain(positionOf(finding))}: ${finding.level}: ${plain(finding.message)} [${finding.rule}]`
    yield* shownLine(finding, showers.get(finding.file))
    yield `  ${plain(finding.hint)}`
    yield ''
  }
  if (findings.length > 0) yield countsOf(findings)
}

/** positionOf returns the place of a finding: `file:line:column`, or the file and the input that supplied the value. */
export function positionOf({ file, place, input, pointer }: Finding): string {
  if (place) return placeToText(place)
  return input === undefined ? `${file}${pointer}` : `${file} (input ${input})`
}

/** countsOf summarizes findings: `3 errors and 1 warning in 2 files`. */
export function countsOf(findings: readonly Finding[]): string {
  const files = new Set(findings.map(({ file }) => file)).size
  const parts = LEVELS.flatMap(level => {
    const count = findings.filter(finding => finding.level === level).length
    return count === 0 ? [] : [`${count} ${level}${count === 1 ? '' : 's'}`]
  })
  return `${joined(parts)} in ${files} ${files === 1 ? 'file' : 'files'}`
}

function joined(parts: readonly string[]): string {
  if (parts.length === 0) return 'no findings'
  return parts.length === 1 ? (parts[0] as string) : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
}

/**
 * showersOf returns a function that shows source lines for each file with known content. The lines may contain the
 * names of all its findings.
 */
function showersOf(findings: readonly Finding[], sources: Sources): ReadonlyMap<string, LineShower> {
  const names = new Map<string, Set<string>>()
  for (const { file, name } of findings) names.set(file, (names.get(file) ?? new Set()).add(name))
  return new Map(
    [...names].flatMap(([file, ofFile]) => {
      const text = sources.get(file)
      if (text === undefined) return []
      return [[file, lineShower(text, ofFile)] as const]
    })
  )
}

function shownLine({ place }: Finding, show: LineShower | undefined): readonly string[] {
  const line = place && show?.(place)
  if (!line) return []
  const number = String(place.line)
  return [`  ${number} | ${plain(line.text)}`, `  ${' '.repeat(number.length)} | ${line.marker}`]
}

/**
 * One finding in the stable machine-readable format. Members that do not apply are omitted; there is no member for a
 * value.
 */
export type FindingJson = {
  readonly rule: string
  readonly level: string
  readonly category: string
  readonly confidence: string
  readonly file: string
  readonly line?: number
  readonly column?: number
  readonly endLine?: number
  readonly endColumn?: number
  readonly pointer: string
  readonly input?: string
  readonly container?: string
  readonly name: string
  readonly message: string
  readonly hint: string
  readonly fingerprint: string
}

/** The document that `check --format json` prints and the output `findings` holds. */
export type FindingsJson = {
  readonly version: 1
  readonly files: readonly string[]
  readonly findings: readonly FindingJson[]
  readonly unscanned: readonly { readonly file: string; readonly line: number; readonly reason: string }[]
}

/** The data that a document of findings is built from. */
export type FindingsReport = Pick<Report, 'files' | 'findings' | 'unscanned'>

/**
 * findingsToJson returns the machine-readable output with `more` members, indented by two spaces, without a trailing
 * line end.
 */
export function findingsToJson(report: FindingsReport, more: object = {}): string {
  const document: FindingsJson = {
    version: 1,
    files: report.files,
    findings: report.findings.map(findingJson),
    unscanned: report.unscanned.map(({ file, line, reason }) => ({ file, line, reason }))
  }
  return JSON.stringify({ ...document, ...more }, null, 2)
}

/** Lists each member explicitly, so that a member added to a finding later is not published by accident. */
function findingJson(finding: Finding): FindingJson {
  const { place, input, container } = finding
  return {
    rule: finding.rule,
    level: finding.level,
    category: finding.category,
    confidence: finding.confidence,
    file: finding.file,
    ...(place && {
      line: place.line,
      column: place.column,
      endLine: place.endLine,
      endColumn: place.endColumn
    }),
    pointer: finding.pointer,
    ...present({ input, container }),
    name: finding.name,
    message: finding.message,
    hint: finding.hint,
    fingerprint: finding.fingerprint
  }
}

/**
 * lineShower returns a function that shows lines of a text and blanks everything except punctuation, ECS fields and the
 * given `names`, because another credential may be on the same line; a marker underlines the place. The text is split
 * only once, for any number of lines.
 */
function lineShower(text: string, names: ReadonlySet<string>): LineShower {
  const lines = text.split(/\r\n|\r|\n/)
  const isKnown = (word: string) => FIELDS.has(word) || names.has(word)
  return place => {
    const line = lines[place.line - 1]
    if (line === undefined || line.length > MAX_LINE) return undefined
    const start = place.column - 1
    const end = place.endLine === place.line ? place.endColumn - 1 : line.length
    const before = blanked(line.slice(0, start), isKnown)
    const at = quoted(line.slice(start, end))
    return {
      text: `${before}${at}${blanked(line.slice(end), isKnown)}`,
      marker: `${' '.repeat([...before].length)}${'^'.repeat([...at].length)}`
    }
  }
}

/** The value is always replaced by three dots, in its quotes if any, so that not even its length is visible. */
function quoted(value: string): string {
  const quote = value.charAt(0)
  return quote === '"' || quote === "'" ? `${quote}${BLANK}${quote}` : BLANK
}

function blanked(part: string, isKnown: (word: string) => boolean): string {
  return part
    .replaceAll('\t', ' ')
    .replace(/[^\s{}[\]",:']+/g, word => (isKnown(word) || word === '-' ? word : BLANK))
}
