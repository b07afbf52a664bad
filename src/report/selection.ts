import { bytesOf, clipped, linesWithin } from './fitting.ts'
import { code, escapeMarkdown, tableHead, tableRow } from './markdown.ts'
import { plain } from './text.ts'

/** Why a run for changed services includes a service, or not. */
export type SelectedService = {
  /** The key of the service, and its name in ECS. */
  readonly key: string
  readonly service: string
  readonly environment?: string
  readonly isIncluded: boolean
  /** A clause: what changed, what is unknown, or that nothing changed. */
  readonly reason: string
  /** The commit of the running revision, if known. */
  readonly commit?: string
}

/** selectionToText returns a line for each service. */
export function selectionToText(selection: readonly SelectedService[]): readonly string[] {
  return selection.map(one =>
    plain(`${selectedName(one)}: ${one.isIncluded ? 'in' : 'left alone'}, ${one.reason}`)
  )
}

/**
 * selectedName returns the key of the service, preceded by its environment and followed by its name in ECS if that
 * differs.
 */
export function selectedName({ key, service, environment }: SelectedService): string {
  const name = key === service ? key : `${key} (${service})`
  return environment === undefined ? name : `${environment}/${name}`
}

const REASON_LENGTH = 400
const OPEN_ROWS = 20

/**
 * selectionToMarkdown returns the table for a page or comment in at most `room` bytes; empty if the run does not select
 * changed services.
 */
export function selectionToMarkdown(
  selection: readonly SelectedService[] | undefined,
  room: number,
  title = '## What changed'
): string {
  if (selection === undefined || selection.length === 0) return ''
  const rows = selection
    .toSorted((a, b) => Number(b.isIncluded) - Number(a.isIncluded))
    .map(one =>
      tableRow([
        code(selectedName(one)),
        one.isIncluded ? '**in**' : 'left alone',
        escapeMarkdown(clipped(one.reason, REASON_LENGTH))
      ])
    )
  const head = tableHead(['service', '', 'why'])
  const { lines, left } = linesWithin(rows, room - bytesOf([title, ...head].join('\n')) - 200)
  const more = left === 0 ? [] : ['', `… and ${left} more; all are in the output \`plan\`.`]
  const table = [...head, ...lines, ...more].join('\n')
  const folded =
    lines.length > OPEN_ROWS
      ? `<details><summary>${rows.length} services</summary>\n\n${table}\n\n</details>`
      : table
  return `${title}\n\n${folded}`
}
