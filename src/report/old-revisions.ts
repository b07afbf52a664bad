import type { RemovalRow } from '../audit/audit.ts'
import { codePiece, type ReportSection, tableBlock } from './section.ts'

/** oldRevisionsSection shows what `keep-revisions` has done to each old revision. */
export function oldRevisionsSection(rows: readonly RemovalRow[] = []): ReportSection {
  const cells = rows.map(({ revision, outcome, reason }) => [
    [codePiece(revision)],
    outcome === 'failed' ? 'not deregistered' : outcome,
    reason
  ])
  const blocks = tableBlock(['revision', 'outcome', 'why'], cells)
  return { id: 'old-revisions', heading: 'Old revisions', share: 0.03, blocks }
}
