import { type Audit, type Verdict, verdictOfAudit } from '../audit/audit.ts'
import type { HistoryReport } from '../history/history.ts'
import { auditToJson } from './audit-json.ts'
import { auditToMarkdown } from './audit-markdown.ts'
import { auditVerdict } from './audit-words.ts'

/**
 * An audit as the report carries it: what was found, and how every surface shows it. Made by the mode, so that runs of other
 * modes load nothing of it.
 */
export type AuditSection = {
  readonly audit: Audit
  readonly history?: HistoryReport
  /** The worst of all; a history with a hit is exposed, one that was not looked at to its end is unknown. */
  readonly verdict: Verdict
  readonly sentence: string
  readonly json: string
  readonly markdown: string
}

/** What the audit may take of the step summary, in bytes. */
const MARKDOWN_BYTES = 300_000

/** auditSection renders an audit. Pure. */
export function auditSection(audit: Audit, history: HistoryReport | undefined): AuditSection {
  const verdict = worst(verdictOfAudit(audit), history)
  return {
    audit,
    verdict,
    sentence: `${auditVerdict(audit)}${historySentence(history)}`,
    json: JSON.stringify({ ...auditToJson(audit, history), verdict }),
    markdown: auditToMarkdown({ audit, history }, MARKDOWN_BYTES),
    ...(history === undefined ? {} : { history })
  }
}

function worst(live: Verdict, history: HistoryReport | undefined): Verdict {
  if (live === 'exposed' || (history?.hits.length ?? 0) > 0) return 'exposed'
  return live === 'unknown' || (history?.cut.length ?? 0) > 0 ? 'unknown' : 'clean'
}

function historySentence(history: HistoryReport | undefined): string {
  if (history === undefined) return ''
  const { hits, cut } = history
  if (hits.length > 0) return ` Git history: ${hits.length} file versions with credentials.`
  return cut.length > 0 ? ' Git history: not verified.' : ' Git history: clean.'
}
