import type { OldRevision } from '../../audit/old-revisions.ts'
import { linesWithin } from '../fitting.ts'
import { code, escapeMarkdown, tableHead, tableRow } from '../markdown.ts'
import { plain } from '../text.ts'

/** oldRevisionsToText returns one line for all deregistered revisions, and one for each other revision. */
export function oldRevisionsToText(rows: readonly OldRevision[]): readonly string[] {
  const gone = rows.filter(({ outcome }) => outcome === 'deregistered').map(({ revision }) => revision)
  const others = rows.filter(({ outcome }) => outcome !== 'deregistered')
  return [
    ...(gone.length === 0 ? [] : [`Old revisions deregistered: ${gone.join(', ')}`]),
    ...others.map(({ revision, outcome, reason }) => `Old revision ${revision} ${WORDS[outcome]}: ${reason}`)
  ].map(plain)
}

const WORDS: Readonly<Record<OldRevision['outcome'], string>> = {
  deregistered: 'deregistered',
  kept: 'kept',
  failed: 'not deregistered'
}

/** The space for the sentence about the rest, in bytes. */
const NOTE_BYTES = 300

/**
 * oldRevisionsToMarkdown returns the same as a table for the step summary, in at most `room` bytes. Empty without
 * revisions.
 */
export function oldRevisionsToMarkdown(rows: readonly OldRevision[], room: number): string {
  if (rows.length === 0) return ''
  const table = rows.map(({ revision, outcome, reason }) =>
    tableRow([code(revision), WORDS[outcome], escapeMarkdown(reason)])
  )
  const { lines, left } = linesWithin(table, room - NOTE_BYTES)
  const more = left > 0 ? ['', `… and ${left} more; all are in the log.`] : []
  return ['## Old revisions', '', ...tableHead(['revision', 'outcome', 'why']), ...lines, ...more].join('\n')
}
