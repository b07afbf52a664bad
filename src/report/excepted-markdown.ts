import type { Excepted } from '../exceptions/exception.ts'
import { positionOf } from './findings-text.ts'
import { code } from './markdown.ts'
import { placeToText } from './problems-text.ts'

/** Rows of the table; more are only counted. */
const MAX_ROWS = 200

/**
 * exceptedToMarkdown is a folded section for the step summary: what does not count, where that is said, and until when. The
 * reason is read there: it is free text, and a report shows no such text. Empty without exceptions.
 */
export function exceptedToMarkdown(excepted: readonly Excepted[]): string {
  if (excepted.length === 0) return ''
  const rows = excepted.slice(0, MAX_ROWS).map(({ finding, place, until }) => {
    const { container, name, rule } = finding
    const cells = [
      code(positionOf(finding)),
      container === undefined ? '' : code(container),
      code(name),
      code(rule),
      code(placeToText(place)),
      until ?? ''
    ]
    return `| ${cells.join(' | ')} |`
  })
  const left = excepted.length - rows.length
  return [
    `<details><summary>${excepted.length} excepted</summary>`,
    '',
    '| place | container | name | rule | excepted at | until |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows,
    ...(left > 0 ? ['', `… and ${left} more.`] : []),
    '',
    '</details>'
  ].join('\n')
}
