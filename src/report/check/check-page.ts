import type { Finding, Level } from '../../detector/finding.ts'
import type { Excepted } from '../../exceptions/exception.ts'
import { groupBy } from '../../group.ts'
import { someOf } from '../../list.ts'
import { bytesOf, clipped, linesWithin } from '../fitting.ts'
import { sourceUrl } from '../links.ts'
import { code, escapeMarkdown, listWithin, NO_BREAK, tableHead, tableRow } from '../markdown.ts'
import { joinAlike } from '../problem-text.ts'
import type { Remark, Report } from '../report.ts'
import { placeToText } from '../text.ts'
import { countsOf, LEVELS, positionOf } from './findings.ts'

// The results of a check as sections of a page. Separate from findings.ts and text.ts, because a check on the command
// line renders no page.

/** problemsToMarkdown lists the problems to fix, in at most `room` bytes. Empty without problems. */
export function problemsToMarkdown({ problems }: Pick<Report, 'problems'>, room: number): string {
  if (problems.length === 0) return ''
  const items = joinAlike(problems).map(({ service, place, message, hint }) => {
    const where = [service, place && placeToText(place)].filter(part => part !== undefined).join(', ')
    const text = `- ${where === '' ? '' : `**${escapeMarkdown(where)}**: `}${escapeMarkdown(message)}`
    return hint === undefined ? text : `${text}<br>${escapeMarkdown(hint)}`
  })
  return listWithin('## Problems', items, room)
}

/** remarksToMarkdown lists the remarks, in at most `room` bytes. Empty without remarks. */
export function remarksToMarkdown(remarks: readonly Remark[], room: number): string {
  const items = remarks.map(
    ({ message, place }) =>
      `- ${place ? `${escapeMarkdown(placeToText(place))}: ` : ''}${escapeMarkdown(message)}`
  )
  return listWithin('## Notes', items, room)
}

const SIGNS: Record<Level, string> = { error: '❌', warning: '⚠️', notice: 'ℹ️' }

/** The space for a list of findings on a page, in bytes, and the base URL of the files its lines link to. */
export type FindingsPage = {
  readonly room: number
  readonly filesUrl?: string | undefined
  /** The sentence the page already shows; the counts in it are not repeated. */
  readonly said?: string
  /** Sentences about all of the advice; of this program alone, so that their addresses stay links. */
  readonly ways?: readonly string[]
}

/** The fraction of the room for the advice, and the bytes for the text around the tables. */
const ADVICE_PART = 0.3
const FRAME = 400

/**
 * findingsToMarkdown returns a section for the step summary in at most `room` bytes: the advice, each given once, then
 * a table per file, errors first. Empty without findings. Names from files are escaped.
 */
export function findingsToMarkdown(findings: readonly Finding[], page: FindingsPage): string {
  if (findings.length === 0) return ''
  const advice = linesWithin(adviceToMarkdown(findings), page.room * ADVICE_PART)
  const head = [
    '## Findings',
    ...(page.said?.includes(countsOf(findings)) ? [] : [`${countsOf(findings)}.`]),
    [
      '**What to write instead**',
      '',
      ...advice.lines,
      ...(advice.left > 0 ? [`- … and ${advice.left} more in the log`] : [])
    ].join('\n'),
    ...(page.ways ?? [])
  ].join('\n\n')
  const files = findingsByFile(findings, { ...page, room: page.room - bytesOf(head) - FRAME })
  const left = files.left > 0 ? [`… and ${files.left} more; all are in the output \`findings\`.`] : []
  return [head, files.markdown, ...left].filter(text => text !== '').join('\n\n')
}

/** The tables of findings that fit, and the number of findings that do not. */
export type FittedFindings = { readonly markdown: string; readonly left: number }

/**
 * findingsByFile returns a table of lines, names and messages per file, worst files first, in at most `room` bytes. A
 * sentence that ends many messages appears once, above the tables.
 */
export function findingsByFile(
  findings: readonly Finding[],
  { room, filesUrl }: FindingsPage
): FittedFindings {
  const common = commonEnding(findings)
  const parts: string[] = common === '' ? [] : [escapeMarkdown(common)]
  let rest = room - bytesOf(parts.join(''))
  let left = 0
  for (const ofFile of worstFilesFirst(findings)) {
    const file = fileOf(ofFile[0] as Finding)
    const head = [
      `**${escapeMarkdown(clipped(file, FILE_LENGTH))}**: ${countsOf(ofFile).replace(/ in 1 file$/, '')}`,
      '',
      ...tableHead(['line', 'name', 'finding'])
    ].join('\n')
    // rows that cannot fit are not rendered
    const most = rest < SMALLEST_TABLE ? 0 : Math.ceil(rest / SMALLEST_ROW)
    const rows = ofFile.slice(0, most).map(finding => findingRow(finding, { common, filesUrl }))
    const fitted = linesWithin(rows, rest - bytesOf(head) - 3)
    left += ofFile.length - fitted.lines.length
    if (fitted.lines.length === 0) continue
    const table = [head, ...fitted.lines].join('\n')
    rest -= bytesOf(table) + 2
    parts.push(table)
  }
  return { markdown: parts.length === (common === '' ? 0 : 1) ? '' : parts.join('\n\n'), left }
}

const FILE_LENGTH = 300
const SMALLEST_TABLE = 200
const SMALLEST_ROW = 50

function worstFilesFirst(findings: readonly Finding[]): readonly (readonly Finding[])[] {
  const rank = ({ level }: Finding) => LEVELS.indexOf(level)
  const sorted = findings.toSorted((a, b) => rank(a) - rank(b))
  return groupBy(sorted, fileOf)
}

function fileOf({ file, place }: Finding): string {
  return place?.file ?? file
}

function findingRow(
  finding: Finding,
  { common, filesUrl }: { readonly common: string; readonly filesUrl: string | undefined }
): string {
  const { level, container, name, rule, message, place } = finding
  const url = place && sourceUrl(filesUrl, place)
  const where = place ? String(place.line) : code(positionOf(finding))
  const what = withoutEnding(message, common)
  return tableRow([
    `${SIGNS[level]}${NO_BREAK}${url === undefined ? where : `[${where}](${url})`}`,
    `${code(name)}${container === undefined ? '' : ` in ${code(container)}`}`,
    `${escapeMarkdown(what)} ${code(rule)}`
  ])
}

/** commonEnding returns the sentence that ends most messages, so that it is shown only once; empty if there is none. */
export function commonEnding(findings: readonly Finding[]): string {
  const counts = new Map<string, number>()
  for (const { message } of findings) {
    const ending = /[.!?] ([^.!?]+[.!?])$/.exec(message)?.[1]
    if (ending !== undefined) counts.set(ending, (counts.get(ending) ?? 0) + 1)
  }
  const [most] = [...counts].toSorted(([, a], [, b]) => b - a)
  return most !== undefined && most[1] > 1 ? most[0] : ''
}

/** withoutEnding returns the message without the sentence that is shown once for all. */
export function withoutEnding(message: string, common: string): string {
  return common !== '' && message.endsWith(common)
    ? message.slice(0, message.length - common.length).trim()
    : message
}

/** What to do about findings, and the names it applies to. */
export type Advice = { readonly names: readonly string[]; readonly hint: string }

/**
 * adviceOn returns each advice once. Advice that differs only in the name is combined, with `NAME` as a placeholder.
 */
export function adviceOn(findings: readonly Finding[]): readonly Advice[] {
  const templateOf = ({ hint, name }: Finding) => hint.replaceAll(`"${name}"`, '"NAME"')
  return groupBy(findings, templateOf).map(group => {
    const [first] = group as readonly [Finding]
    const names = [...new Set(group.map(({ name }) => name))]
    return { names, hint: names.length === 1 ? first.hint : templateOf(first) }
  })
}

/** adviceToMarkdown returns an item for each advice, with the first names it applies to. */
export function adviceToMarkdown(findings: readonly Finding[]): readonly string[] {
  return adviceOn(findings).map(({ names, hint }) => {
    return `- ${someOf(names.map(code), NAMES_SHOWN)}: ${escapeMarkdown(hint)}`
  })
}

const NAMES_SHOWN = 10

/** Maximum rows in the table of exceptions; the rest are only counted. */
const EXCEPTED_SHOWN = 200

/**
 * exceptedToMarkdown returns a folded section for the step summary: the excepted findings, where each exception is
 * defined, and when it expires. Reasons are omitted: they are free text, which a report never shows. Empty without
 * exceptions.
 */
export function exceptedToMarkdown(excepted: readonly Excepted[]): string {
  if (excepted.length === 0) return ''
  const rows = excepted.slice(0, EXCEPTED_SHOWN).map(({ finding, place, until }) => {
    const { container, name, rule } = finding
    return tableRow([
      code(positionOf(finding)),
      container === undefined ? '' : code(container),
      code(name),
      code(rule),
      code(placeToText(place)),
      until ?? ''
    ])
  })
  const left = excepted.length - rows.length
  return [
    `<details><summary>${excepted.length} excepted</summary>`,
    '',
    ...tableHead(['place', 'container', 'name', 'rule', 'excepted at', 'until']),
    ...rows,
    ...(left > 0 ? ['', `… and ${left} more.`] : []),
    '',
    '</details>'
  ].join('\n')
}
