import type { Finding } from '../detector/finding.ts'
import { plain } from './plain.ts'
import { placeToText } from './problems-text.ts'
import { sourceLine } from './source-line.ts'

/** The texts of the files that findings are in, by file; a line is shown only where its text is known. */
export type Sources = ReadonlyMap<string, string>

/**
 * findingsToText lists findings for a terminal: `file:line:column: level: message [rule]`, the line with every value
 * blanked and the place marked, and what to write instead. Lines without line ends.
 */
export function findingsToText(
  findings: readonly Finding[],
  sources: Sources = new Map()
): readonly string[] {
  const lines = findings.flatMap(finding => [
    `${plain(positionOf(finding))}: ${finding.level}: ${plain(finding.message)} [${finding.rule}]`,
    ...shownLine(finding, findings, sources),
    `  ${plain(finding.hint)}`,
    ''
  ])
  return findings.length === 0 ? [] : [...lines, countsOf(findings)]
}

/** positionOf says where a finding is: `file:line:column`, or the file and the input that brought the value in. */
export function positionOf({ file, place, input, pointer }: Finding): string {
  if (place) return placeToText(place)
  return input === undefined ? `${file}${pointer}` : `${file} (input ${input})`
}

/** countsOf sums up: `3 errors and 1 warning in 2 files`. */
export function countsOf(findings: readonly Finding[]): string {
  const files = new Set(findings.map(({ file }) => file)).size
  const parts = (['error', 'warning', 'notice'] as const).flatMap(level => {
    const count = findings.filter(finding => finding.level === level).length
    return count === 0 ? [] : [`${count} ${level}${count === 1 ? '' : 's'}`]
  })
  return `${joined(parts)} in ${files} ${files === 1 ? 'file' : 'files'}`
}

function joined(parts: readonly string[]): string {
  if (parts.length === 0) return 'no findings'
  return parts.length === 1 ? (parts[0] as string) : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
}

function shownLine(finding: Finding, all: readonly Finding[], sources: Sources): readonly string[] {
  const text = finding.place && sources.get(finding.file)
  if (text === undefined || !finding.place) return []
  const names = all.filter(({ file }) => file === finding.file).map(({ name }) => name)
  const line = sourceLine(text, finding.place, names)
  if (!line) return []
  const number = String(finding.place.line)
  return [`  ${number} | ${plain(line.text)}`, `  ${' '.repeat(number.length)} | ${line.marker}`]
}
