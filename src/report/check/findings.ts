import type { Finding, Level } from '../../detector/rule.ts'
import type { Place } from '../../errors.ts'
import { groupBy, someOf } from '../../list.ts'
import { pageUrl } from '../../nearest.ts'
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

/** Fields of a task definition that may appear in a shown line, there also as CloudFormation spells them. */
const FIELDS: ReadonlySet<string> = new Set(
  'name value valueFrom environment secrets secretOptions options logConfiguration repositoryCredentials credentialsParameter dockerLabels command entryPoint healthCheck driverOpts key tags'.split(
    ' '
  )
)

export type SourceLine = { readonly text: string; readonly marker: string }

/** Shows the line of a place with the name next to it; undefined for a line that is too long. */
export type LineShower = (place: Place, name: string) => SourceLine | undefined

/**
 * findingsToText lists findings for a terminal: `file:line:column: level: message [rule]` and the source line with the
 * name and all values blanked, then, once for all of them, what to write instead and the pages of the rules. Lines
 * without line ends.
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
  const common = commonEnding(findings)
  for (const finding of findings) {
    const said = withoutEnding(finding.message, common)
    yield `${plain(positionOf(finding))}: ${finding.level}: ${plain(said)} [${finding.rule}]`
    yield* shownLine(finding, showers.get(finding.file))
  }
  if (findings.length === 0) return
  yield ''
  if (common !== '') yield plain(common)
  const advice = adviceOn(findings)
  for (const { names, hint } of advice)
    yield plain(advice.length === 1 ? hint : `${someOf(names, NAMES_SHOWN)}: ${hint}`)
  for (const rule of new Set(findings.map(one => one.rule))) yield `[${rule}]: ${rulePage(rule)}`
}

const NAMES_SHOWN = 10

/** rulePage returns the address of the page of a rule. */
export function rulePage(rule: string): string {
  return pageUrl(`rules/${/^(?:secret|policy)\/([\w-]+)$/.exec(rule)?.[1] ?? 'README'}`)
}

/** commonEnding returns the sentence that ends most messages, to be shown once; empty if there is none. */
export function commonEnding(findings: readonly Finding[]): string {
  const endings = findings.flatMap(({ message }) => /[.!?] ([^.!?]+[.!?])$/.exec(message)?.[1] ?? [])
  const [most = []] = groupBy(endings, ending => ending).toSorted((a, b) => b.length - a.length)
  return most.length > 1 ? (most[0] ?? '') : ''
}

/** withoutEnding returns a message without the sentence that is shown once. */
export function withoutEnding(message: string, common: string): string {
  return common !== '' && message.endsWith(common) ? message.slice(0, -common.length).trim() : message
}

/** adviceOn returns each advice once. Advice that differs only in the name is combined: `NAME` stands for it. */
export function adviceOn(
  findings: readonly Finding[]
): readonly { readonly names: readonly string[]; readonly hint: string }[] {
  const templateOf = ({ hint, name }: Finding) => hint.replaceAll(`"${name}"`, '"NAME"')
  return groupBy(findings, templateOf).map(group => {
    const [first] = group as readonly [Finding]
    // a text that has no name is known by its field, or its line
    const names = [...new Set(group.map(({ name, place }) => name || `line ${place?.line ?? 1}`))]
    return { names, hint: names.length === 1 ? first.hint : templateOf(first) }
  })
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

/** The place is marked if it is not the only blank of its line. */
function shownLine({ place, name }: Finding, show: LineShower | undefined): readonly string[] {
  const line = place && show?.(place, name)
  if (!line) return []
  const number = String(place.line)
  const text = `  ${number} | ${plain(line.text)}`
  const isOnly = line.text.split(BLANK).length === 2
  return isOnly ? [text] : [text, `  ${' '.repeat(number.length)} | ${line.marker}`]
}

/** The data that a document of findings is built from. */
export type FindingsReport = Pick<Report, 'files' | 'findings' | 'unscanned'>

/**
 * findingsToJson returns the machine-readable output with `more` members, indented by two spaces, without a trailing
 * line end.
 */
export function findingsToJson(report: FindingsReport, more: object = {}): string {
  const document = {
    version: 1,
    files: report.files,
    findings: report.findings.map(findingJson),
    unscanned: report.unscanned.map(({ file, line, reason }) => ({ file, line, reason }))
  }
  return JSON.stringify({ ...document, ...more }, null, 2)
}

/**
 * One finding in the stable machine-readable format, without members that do not apply. Each is listed, so that one
 * that is added to a finding later is not published by accident; there is none for a value.
 */
function findingJson(finding: Finding) {
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
 * given `names`, because another credential may be on the same line; a marker underlines the place. The line above or
 * below is put in front if it has the name. The text is split only once, for any number of lines.
 */
function lineShower(text: string, names: ReadonlySet<string>): LineShower {
  const lines = text.split(/\r\n|\r|\n/)
  const isField = (word: string) => FIELDS.has(`${word.charAt(0).toLowerCase()}${word.slice(1)}`)
  const isKnown = (word: string) => isField(word) || names.has(word)
  return (place, name) => {
    const line = lines[place.line - 1]
    if (line === undefined || line.length > MAX_LINE) return undefined
    const start = place.column - 1
    const end = place.endLine === place.line ? place.endColumn - 1 : line.length
    const own = blanked(line.slice(0, start), isKnown)
    const at = quoted(line.slice(start, end))
    const after = blanked(line.slice(end), isKnown)
    const isNamed = (own + after).includes(name)
    const beside = isNamed ? undefined : [lines[place.line - 2], lines[place.line]].find(isNaming(name))
    const before = beside === undefined ? own : `${blanked(beside.trim(), isKnown)} ${own.trimStart()}`
    return {
      text: `${before}${at}${after}`,
      marker: `${' '.repeat([...before].length)}${'^'.repeat([...at].length)}`
    }
  }
}

/** A line that has the name as a whole value: `"name": "DB_PASSWORD",`. */
function isNaming(name: string): (line: string | undefined) => boolean {
  return line =>
    line !== undefined && line.length <= MAX_LINE && /\bname\b/i.test(line) && line.includes(name)
}

/** The value is always replaced by three dots, in its quotes if any, so that not even its length is visible. */
function quoted(value: string): string {
  const quote = value.charAt(0)
  return quote === '"' || quote === "'" ? `${quote}${BLANK}${quote}` : BLANK
}

function blanked(part: string, isKnown: (word: string) => boolean): string {
  return part
    .replaceAll('\t', ' ')
    .replace(/[^\s{}[\]",:']+/g, word =>
      /^[-=]$/.test(word) || isKnown(word.replace(/=$/, '')) ? word : BLANK
    )
}
