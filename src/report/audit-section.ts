import { type Audit, type AuditVerdict, verdictOfAudit } from '../audit/audit.ts'
import type { HistoryReport } from '../history/history.ts'
import { present } from '../present.ts'
import { auditToMarkdown } from './audit.ts'
import { auditVerdict, isoTime, spotToJson } from './audit-words.ts'
import { historyToJson } from './history.ts'

/**
 * An audit as the report carries it: what was found, and how every surface shows it. Made by the mode, so that runs of other
 * modes load nothing of it.
 */
export type AuditSection = {
  readonly audit: Audit
  readonly history?: HistoryReport
  /** The worst of all; a history with a hit is exposed, one that was not looked at to its end is unknown. */
  readonly verdict: AuditVerdict
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
    markdown: auditToMarkdown(audit, history, MARKDOWN_BYTES),
    ...present({ history })
  }
}

function worst(live: AuditVerdict, history: HistoryReport | undefined): AuditVerdict {
  if (live === 'exposed' || (history?.hits.length ?? 0) > 0) return 'exposed'
  return live === 'unknown' || (history?.cut.length ?? 0) > 0 ? 'unknown' : 'clean'
}

function historySentence(history: HistoryReport | undefined): string {
  if (history === undefined) return ''
  const { hits, cut } = history
  if (hits.length > 0) return ` Git history: ${hits.length} file versions with credentials.`
  return cut.length > 0 ? ' Git history: not verified.' : ' Git history: clean.'
}

/** The output `audit`, form 1: what was found, with ISO times, and never a value. docs/audit.md describes it. */
function auditToJson(audit: Audit, history: HistoryReport | undefined): object {
  return {
    version: 1,
    verdict: verdictOfAudit(audit),
    clusters: audit.clusters,
    revisionsLookedAt: audit.revisionsLookedAt,
    beingDeleted: audit.beingDeleted,
    services: audit.items.map(({ since, exposures, ...item }) => ({
      ...item,
      since:
        since === undefined
          ? undefined
          : { revision: since.revision, registeredAt: isoTime(since.at), registeredBy: since.by },
      plaintext: exposures.map(exposure => ({ revision: exposure.revision, ...spotToJson(exposure) }))
    })),
    exposedRevisions: audit.exposedRevisions.map(({ exposures, registeredAt, ...one }) => ({
      ...one,
      registeredAt: isoTime(registeredAt),
      plaintext: exposures.map(spotToJson)
    })),
    environmentFiles: audit.environmentFiles.map(({ exposures, ...row }) => ({
      ...row,
      plaintext: exposures.map(spotToJson)
    })),
    secrets: audit.secrets.map(({ changedAt, accessedAt, ...row }) => ({
      ...row,
      changedAt: isoTime(changedAt),
      accessedAt: isoTime(accessedAt)
    })),
    staleTasks: audit.staleTasks.map(({ startedAt, changedAt, ...row }) => ({
      ...row,
      startedAt: isoTime(startedAt),
      changedAt: isoTime(changedAt)
    })),
    drift: audit.drift,
    rotate: audit.rotate.map(({ name, kind, where, secret }) => ({ name, ...kind, where, secret })),
    notVerified: audit.gaps,
    purge: audit.purge,
    history: history === undefined ? undefined : historyToJson(history)
  }
}
