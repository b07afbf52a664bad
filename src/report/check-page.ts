import type { Finding, Level } from '../detector/finding.ts'
import type { Excepted } from '../exceptions/exception.ts'
import { groupBy } from '../verify/group.ts'
import { countsOf, LEVELS, positionOf } from './findings.ts'
import { code, escapeMarkdown, listWithin, tableHead, tableRow } from './markdown.ts'
import type { Remark, Report } from './report.ts'
import { placeToText } from './text.ts'

// What a check finds, as sections of a page. Apart from findings.ts and text.ts, since a check on the command line prints no page.

/** problemsToMarkdown lists what is to be put right, in at most `room` bytes. Empty without problems. */
export function problemsToMarkdown({ problems }: Pick<Report, 'problems'>, room: number): string {
  const items = problems.map(({ service, place, message, hint }) => {
    const where = [service, place && placeToText(place)].filter(part => part !== undefined).join(', ')
    const text = `- ${where === '' ? '' : `**${escapeMarkdown(where)}**: `}${escapeMarkdown(message)}`
    return hint === undefined ? text : `${text}<br>${escapeMarkdown(hint)}`
  })
  return listWithin('## To be put right', items, room)
}

/** remarksToMarkdown lists what is worth knowing, in at most `room` bytes. Empty without remarks. */
export function remarksToMarkdown(remarks: readonly Remark[], room: number): string {
  const items = remarks.map(
    ({ message, place }) =>
      `- ${place ? `${escapeMarkdown(placeToText(place))}: ` : ''}${escapeMarkdown(message)}`
  )
  return listWithin('## Notes', items, room)
}

/** Rows of the table; a step summary holds 1 MiB and other sections need room. */
const FINDINGS_SHOWN = 300

const SIGNS: Record<Level, string> = { error: '❌', warning: '⚠️', notice: 'ℹ️' }

/**
 * findingsToMarkdown is a section for the step summary: a table of places, errors first, then what to write instead, each advice
 * once. Empty without findings. Names from files are escaped.
 */
export function findingsToMarkdown(findings: readonly Finding[]): string {
  if (findings.length === 0) return ''
  const sorted = [...findings].sort((a, b) => LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level))
  const left = sorted.length - FINDINGS_SHOWN
  return [
    '## Findings',
    '',
    `${countsOf(findings)}.`,
    '',
    ...tableHead(['place', 'container', 'name', 'what', 'rule']),
    ...sorted.slice(0, FINDINGS_SHOWN).map(findingRow),
    ...(left > 0 ? ['', `… and ${left} more; all are in the output \`findings\`.`] : []),
    '',
    '### What to write instead',
    '',
    ...adviceToMarkdown(sorted.slice(0, FINDINGS_SHOWN)),
    ''
  ].join('\n')
}

function findingRow(finding: Finding): string {
  const { level, container, name, rule, message } = finding
  return tableRow([
    `${SIGNS[level]} ${code(positionOf(finding))}`,
    container === undefined ? '' : code(container),
    code(name),
    escapeMarkdown(message),
    code(rule)
  ])
}

/** What to do about findings, with the names that it is for. */
export type Advice = { readonly names: readonly string[]; readonly hint: string }

/** adviceOn gives each advice once: where it differs only in the name, `NAME` stands for all of them. */
export function adviceOn(findings: readonly Finding[]): readonly Advice[] {
  const templateOf = ({ hint, name }: Finding) => hint.replaceAll(`"${name}"`, '"NAME"')
  return groupBy(findings, templateOf).map(group => {
    const [first] = group as readonly [Finding]
    const names = [...new Set(group.map(({ name }) => name))]
    return { names, hint: names.length === 1 ? first.hint : templateOf(first) }
  })
}

/** adviceToMarkdown is an item for each advice, with the first names that it is for. */
export function adviceToMarkdown(findings: readonly Finding[]): readonly string[] {
  return adviceOn(findings).map(({ names, hint }) => {
    const more = names.length > NAMES_SHOWN ? ` and ${names.length - NAMES_SHOWN} more` : ''
    return `- ${names.slice(0, NAMES_SHOWN).map(code).join(', ')}${more}: ${escapeMarkdown(hint)}`
  })
}

const NAMES_SHOWN = 10

/** Rows of the table of exceptions; more are only counted. */
const EXCEPTED_SHOWN = 200

/**
 * exceptedToMarkdown is a folded section for the step summary: what does not count, where that is said, and until when. The
 * reason is read there: it is free text, and a report shows no such text. Empty without exceptions.
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
