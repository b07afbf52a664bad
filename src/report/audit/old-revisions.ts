import type { RemovalRow } from '../../audit/audit.ts'
import { codePiece, type ReportSection, type TextRow, tableBlock } from '../section.ts'
import { plain } from '../text.ts'

/** oldRevisionsToText returns one line for all deregistered revisions, and one for each other revision. */
export function oldRevisionsToText(rows: readonly RemovalRow[]): readonly string[] {
  const gone = rows.filter(({ outcome }) => outcome === 'deregistered').map(({ revision }) => revision)
  const others = rows.filter(({ outcome }) => outcome !== 'deregistered')
  return [
    ...(gone.length === 0 ? [] : [`Old revisions deregistered: ${gone.join(', ')}`]),
    ...others.map(({ revision, outcome, reason }) => `Old revision ${revision} ${WORDS[outcome]}: ${reason}`)
  ].map(plain)
}

const WORDS: Readonly<Record<RemovalRow['outcome'], string>> = {
  deregistered: 'deregistered',
  deleted: 'deleted',
  kept: 'kept',
  failed: 'not deregistered'
}

/** oldRevisionsSection is the same as a table. */
export function oldRevisionsSection(rows: readonly RemovalRow[] = []): ReportSection {
  const cells = rows.map(
    ({ revision, outcome, reason }): TextRow => ({
      cells: [[codePiece(revision)], WORDS[outcome], reason]
    })
  )
  const blocks = tableBlock(['revision', 'outcome', 'why'], cells)
  return { id: 'old-revisions', heading: 'Old revisions', share: 0.03, blocks }
}
