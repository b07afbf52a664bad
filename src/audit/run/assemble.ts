import { lastPartOf } from '../../arn.ts'
import { missingService, type NamedService } from '../../deploying/prepare/inspect-services.ts'
import type { Problem } from '../../errors.ts'
import type { HistoryReport } from '../../history/history.ts'
import type { AuditConfiguration } from '../../inputs/configuration.ts'
import type { Report } from '../../report/report.ts'
import type { Audit, Audited, ExposedRevision, Gap, PurgeRow, Revision } from '../audit.ts'
import type { NamedCredential } from '../definition.ts'
import { gapProblem } from '../gap.ts'
import { credentialsToRotate, type SeenCredential } from '../rotate.ts'
import { type AreaSnapshot, judgeArea } from './area.ts'
import { deletedService } from './areas.ts'
import { type FileScans, fileGaps, fileRows } from './files.ts'
import type { AreaSecrets } from './secrets.ts'

/** An area with everything that is said about it; `values` stay in memory. */
export type AuditedArea = {
  readonly snapshot: AreaSnapshot
  readonly revisions: ReadonlyMap<string, Revision>
  readonly files: FileScans
  readonly exposed: readonly ExposedRevision[]
  readonly secrets: AreaSecrets
  readonly purged?: readonly PurgeRow[]
  readonly values: readonly NamedCredential[]
  readonly remarks: readonly string[]
}

/** assembleAudit puts the areas together, with what differs from files and what git's history holds. Pure. */
export function assembleAudit(
  areas: readonly AuditedArea[],
  configuration: AuditConfiguration,
  besides: { readonly drift: Audit['drift']; readonly history: HistoryReport | undefined }
): Audit {
  const audit = gather(areas, configuration)
  const rotate = credentialsToRotate([
    ...audit.items.flatMap(seenIn),
    ...seenOf(areas),
    ...seenInGit(besides.history)
  ])
  return { ...audit, drift: besides.drift, rotate }
}

function gather(
  seen: readonly AuditedArea[],
  configuration: AuditConfiguration
): Omit<Audit, 'drift' | 'rotate'> {
  const snapshots = seen.map(({ snapshot }) => snapshot)
  const revisions = seen.flatMap(one => [...one.revisions.values()])
  return {
    accounts: [...new Set(revisions.map(({ arn }) => arn.split(':')[4] ?? ''))],
    clusters: snapshots.flatMap(({ clusters }) => clusters.map(({ cluster }) => lastPartOf(cluster))),
    revisionsLookedAt: revisions.length,
    beingDeleted: snapshots.reduce((sum, snapshot) => sum + snapshot.revisions.beingDeleted, 0),
    items: [
      ...seen.flatMap(one => judgeArea(one.snapshot, one.revisions, one.files)),
      ...seen.flatMap(notThere).map(unknownService)
    ],
    exposedRevisions: seen.flatMap(({ exposed }) => exposed),
    environmentFiles: seen.flatMap(one => fileRows(one.snapshot, one.files)),
    secrets: seen.flatMap(({ secrets }) => secrets.rows),
    staleTasks: seen.flatMap(({ secrets }) => secrets.stale),
    gaps: distinctGaps(seen.flatMap(({ snapshot, files }) => [...snapshot.gaps, ...fileGaps(files)])),
    maxSecretAgeDays: configuration.maxSecretAgeDays,
    ...(configuration.purge ? { purge: seen.flatMap(({ purged }) => purged ?? []) } : {})
  }
}

/** A named service that does not run; `inactive`: it was deleted, and ECS still shows it. */
type NotThere = NamedService & { readonly inactive: boolean }

function notThere({ snapshot: { clusters, region } }: AuditedArea): readonly NotThere[] {
  return clusters.flatMap(({ cluster, missing, inactive }) => [
    ...missing.map(service => ({ service, site: { region, cluster }, inactive: false })),
    ...inactive.map(service => ({ service, site: { region, cluster }, inactive: true }))
  ])
}

/** What was asked for and is not there was not looked at: that is not clean. */
function unknownService({ service, site, inactive }: NotThere): Audited {
  return {
    kind: 'service',
    name: service,
    cluster: lastPartOf(site.cluster),
    region: site.region,
    verdict: 'unknown',
    revisions: [],
    exposures: [],
    unknown: [inactive ? 'it is INACTIVE: it was deleted' : 'ECS has no service of this name there']
  }
}

function distinctGaps(gaps: readonly Gap[]): readonly Gap[] {
  return [...new Map(gaps.map(gap => [`${gap.what} ${gap.why}`, gap])).values()]
}

function seenIn({ kind, name, exposures }: Audit['items'][number]): readonly SeenCredential[] {
  return exposures.map(exposure => ({
    exposure,
    where:
      exposure.environmentFile === undefined
        ? `${kind} ${name}`
        : `environment file ${exposure.environmentFile}`
  }))
}

/** What stood in a revision that nothing runs was readable just as well. */
function seenOf(seen: readonly AuditedArea[]): readonly SeenCredential[] {
  return seen.flatMap(({ exposed }) =>
    exposed
      .filter(({ usedBy }) => usedBy.length === 0)
      .flatMap(({ exposures, revision }) =>
        exposures.map(exposure => ({ exposure, where: `old revision ${revision}` }))
      )
  )
}

function seenInGit(history: HistoryReport | undefined): readonly SeenCredential[] {
  return (history?.hits ?? []).flatMap(({ exposures, paths }) =>
    exposures.map(exposure => ({ exposure, where: `git history, ${paths[0] ?? 'a file'}` }))
  )
}

/** auditProblems says what could not be looked at, what is missing and what was not purged. Pure. */
export function auditProblems(seen: readonly AuditedArea[], audit: Audit): readonly Problem[] {
  const missing = seen
    .flatMap(notThere)
    .map(one => (one.inactive ? deletedService(one) : missingService(one)))
  const failed = (audit.purge ?? []).filter(({ outcome }) => outcome === 'failed')
  const purge = failed.map(
    ({ revision, reason }): Problem => ({
      code: 'purge-failed',
      fault: 'cloud',
      message: `${revision} was not purged: ${reason}.`,
      hint: 'Run again: what was done stays done, and the rest is found again.'
    })
  )
  return [...missing, ...audit.gaps.map(gapProblem), ...purge]
}

/** auditRemarks gives the remarks of all areas, each once. Pure. */
export function auditRemarks(seen: readonly AuditedArea[]): Report['remarks'] {
  const texts = seen.flatMap(({ remarks }) => remarks)
  return [...new Set(texts)].map(message => ({ message }))
}
