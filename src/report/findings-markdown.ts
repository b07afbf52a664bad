import type { Finding, Level } from '../detector/finding.ts'
import { countsOf, positionOf } from './findings-text.ts'
import { code, escapeMarkdown } from './markdown.ts'

/** Rows of the table; a step summary holds 1 MiB and other sections need room. */
const MAX_ROWS = 300

const SIGNS: Record<Level, string> = { error: '❌', warning: '⚠️', notice: 'ℹ️' }

/**
 * findingsToMarkdown is a section for the step summary: a table of places, errors first, then what to write instead, each advice
 * once. Empty without findings. Names from files are escaped.
 */
export function findingsToMarkdown(findings: readonly Finding[]): string {
  if (findings.length === 0) return ''
  const order: readonly Level[] = ['error', 'warning', 'notice']
  const sorted = [...findings].sort((a, b) => order.indexOf(a.level) - order.indexOf(b.level))
  const left = sorted.length - MAX_ROWS
  return [
    '## Findings',
    '',
    `${countsOf(findings)}.`,
    '',
    '| place | container | name | what | rule |',
    '| --- | --- | --- | --- | --- |',
    ...sorted.slice(0, MAX_ROWS).map(row),
    ...(left > 0 ? ['', `… and ${left} more; all are in the output \`findings\`.`] : []),
    '',
    '### What to write instead',
    '',
    ...advice(sorted.slice(0, MAX_ROWS)),
    ''
  ].join('\n')
}

function row(finding: Finding): string {
  const { level, container, name, rule, message } = finding
  const cells = [
    `${SIGNS[level]} ${code(positionOf(finding))}`,
    container === undefined ? '' : code(container),
    code(name),
    escapeMarkdown(message),
    code(rule)
  ]
  return `| ${cells.join(' | ')} |`
}

/** Eight files with the same variable get one line of advice. */
function advice(findings: readonly Finding[]): readonly string[] {
  const names = new Map<string, Set<string>>()
  for (const { hint, name } of findings) names.set(hint, (names.get(hint) ?? new Set()).add(name))
  return [...names].map(([hint, of]) => `- ${[...of].map(code).join(', ')}: ${escapeMarkdown(hint)}`)
}
