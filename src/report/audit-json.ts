import { type Audit, type Spot, verdictOfAudit } from '../audit/audit.ts'
import type { HistoryReport } from '../history/history.ts'
import { filterRepoCall } from './history-text.ts'

/** auditToJson is the output `audit`, form 1: what was found, with ISO times, and never a value. docs/audit.md describes it. */
export function auditToJson(audit: Audit, history: HistoryReport | undefined): object {
  return {
    version: 1,
    verdict: verdictOfAudit(audit),
    clusters: audit.clusters,
    revisionsLookedAt: audit.revisionsLookedAt,
    beingDeleted: audit.beingDeleted,
    services: audit.items.map(({ since, spots, ...item }) => ({
      ...item,
      since:
        since === undefined
          ? undefined
          : { revision: since.revision, registeredAt: iso(since.at), registeredBy: since.by },
      plaintext: spots.map(spot => ({ revision: spot.revision, ...placeOf(spot) }))
    })),
    exposedRevisions: audit.exposedRevisions.map(({ spots, registeredAt, ...one }) => ({
      ...one,
      registeredAt: iso(registeredAt),
      plaintext: spots.map(placeOf)
    })),
    environmentFiles: audit.environmentFiles.map(({ spots, ...row }) => ({
      ...row,
      plaintext: spots.map(placeOf)
    })),
    secrets: audit.secrets.map(({ changedAt, accessedAt, ...row }) => ({
      ...row,
      changedAt: iso(changedAt),
      accessedAt: iso(accessedAt)
    })),
    staleTasks: audit.staleTasks.map(({ startedAt, changedAt, ...row }) => ({
      ...row,
      startedAt: iso(startedAt),
      changedAt: iso(changedAt)
    })),
    drift: audit.drift,
    rotate: audit.rotate.map(({ name, kind, where, secret }) => ({ name, ...kind, where, secret })),
    notVerified: audit.gaps,
    purge: audit.purge,
    history: history === undefined ? undefined : historyToJson(history)
  }
}

function placeOf({ rule, name, container, environmentFile, pointer, secret }: Spot): object {
  return { rule, name, container, environmentFile, pointer, secret }
}

function historyToJson(history: HistoryReport): object {
  return {
    hits: history.hits.map(({ paths, blob, first, last, spots, valuesOf }) => ({
      paths,
      blob,
      first: first && { commit: first.commit, at: iso(first.at) },
      last: last && { commit: last.commit, at: iso(last.at) },
      plaintext: spots.map(placeOf),
      valuesOf
    })),
    fileVersionsLookedAt: history.blobsLookedAt,
    notVerified: history.cut,
    tooShort: history.tooShort,
    filterRepo: history.hits.length === 0 ? undefined : filterRepoCall(history),
    replacementFile: history.replacementFile
  }
}

function iso(at: number | undefined): string | undefined {
  return at === undefined ? undefined : new Date(at).toISOString()
}
