import { lastPartOf } from '../../arn.ts'
import { missingService, type NamedService } from '../../deploy/prepare/inspect-services.ts'
import type { Problem } from '../../errors.ts'
import type { FindKey } from '../../inputs/configuration/placement.ts'
import type { AuditConfiguration } from '../../inputs/configuration.ts'
import { distinctBy } from '../../list.ts'
import { present } from '../../present.ts'
import type { Report } from '../../report/report.ts'
import type { Audit, Audited, ExposedRevision, Revision } from '../audit.ts'
import type { NamedCredential } from '../definition.ts'
import { type Gap, gapProblem } from '../gap.ts'
import type { HistoryReport } from '../history/history.ts'
import { placeInArn, placeWordsOf } from '../place-words.ts'
import type { PurgeRow } from '../ports.ts'
import { type AreaSnapshot, judgeArea, referencesInUse } from './area.ts'
import { deletedService } from './areas.ts'
import { type FileScans, fileGaps, fileRows } from './files.ts'
import { keptProblems } from './kept-problems.ts'
import type { AreaSecrets } from './secrets.ts'
import { credentialsToRotate, type SeenCredential } from './to-rotate.ts'

/** An area with all results about it. `values` stay in memory. */
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

/** assembleAudit combines the areas and the findings in Git's history. Pure. */
export function assembleAudit(
  areas: readonly AuditedArea[],
  configuration: AuditConfiguration,
  besides: {
    readonly history: HistoryReport | undefined
    readonly findKey: FindKey
  }
): Audit {
  const audit = gather(areas, configuration, besides.findKey)
  const where = placeWordsOf(audit)
  const rotate = credentialsToRotate([
    ...audit.items.flatMap(item => seenIn(item, where)),
    ...audit.exposedRevisions.flatMap(revision => seenInOld(revision, where)),
    ...seenInGit(besides.history)
  ])
  const replacement = replacements(areas)
  return {
    ...audit,
    rotate: rotate.map(row => ({ ...present({ secret: replacement(row.name) }), ...row }))
  }
}

/** Returns the secret that what runs reads a variable from, if it is one and the same everywhere. */
function replacements(areas: readonly AuditedArea[]): (variable: string) => string | undefined {
  const found = new Map<string, Set<string>>()
  for (const { snapshot, revisions, secrets } of areas) {
    const names = new Set(secrets.rows.map(({ name }) => name))
    for (const { reference } of referencesInUse(snapshot, revisions)) {
      const { variable, id } = reference
      const named = /:secret:(.*)$/.exec(id)?.[1] ?? id
      // A full ARN ends with a hyphen and six characters that are not part of the name.
      const [bare, end] = [named.slice(0, -7), named.slice(-7)]
      const name = end.startsWith('-') && names.has(bare) ? bare : named
      found.set(variable, (found.get(variable) ?? new Set()).add(name))
    }
  }
  return variable => {
    const [only, ...more] = found.get(variable) ?? []
    return more.length === 0 ? only : undefined
  }
}

function gather(
  seen: readonly AuditedArea[],
  configuration: AuditConfiguration,
  findKey: FindKey
): Omit<Audit, 'rotate'> {
  const snapshots = seen.map(({ snapshot }) => snapshot)
  const revisions = seen.flatMap(one => [...one.revisions.values()])
  return {
    accounts: [...new Set(revisions.map(({ arn }) => arn.split(':')[4] ?? ''))],
    clusters: snapshots.flatMap(({ clusters }) => clusters.map(({ cluster }) => lastPartOf(cluster))),
    revisionsLookedAt: revisions.length,
    beingDeleted: snapshots.reduce((sum, snapshot) => sum + snapshot.revisions.beingDeleted, 0),
    items: [
      ...seen.flatMap(one =>
        judgeArea(one.snapshot, one.revisions, one.files).map(keyed(one.snapshot, findKey))
      ),
      ...seen.flatMap(notThere).map(unknownService)
    ],
    exposedRevisions: seen.flatMap(({ exposed }) => exposed),
    environmentFiles: seen.flatMap(one => fileRows(one.snapshot, one.files)),
    secrets: seen.flatMap(({ secrets }) => secrets.rows),
    staleTasks: seen.flatMap(({ secrets }) => secrets.stale),
    gaps: distinctBy(
      seen.flatMap(one => gapsOf(one, seen.length > 1)),
      ({ what, why }) => `${what} ${why}`
    ),
    maxSecretAgeDays: configuration.maxSecretAgeDays,
    ...(seen.some(({ purged }) => purged !== undefined)
      ? { purge: seen.flatMap(({ purged }) => purged ?? []) }
      : {})
  }
}

/** A named service that does not run. `inactive`: it was deleted, and ECS still returns it. */
type AbsentService = NamedService & { readonly inactive: boolean; readonly account?: string }

function notThere({ snapshot: { clusters, region, accountId } }: AuditedArea): readonly AbsentService[] {
  const of = present({ account: accountId })
  return clusters.flatMap(({ cluster, missing, inactive }) => [
    ...missing.map(service => ({ service, site: { region, cluster }, inactive: false, ...of })),
    ...inactive.map(service => ({ service, site: { region, cluster }, inactive: true, ...of }))
  ])
}

/** A requested service that does not exist was not audited, so it is not clean. */
function unknownService({ service, key, site, inactive, account }: AbsentService): Audited {
  return {
    kind: 'service',
    name: service,
    cluster: lastPartOf(site.cluster),
    region: site.region,
    verdict: 'unknown',
    revisions: [],
    exposures: [],
    ...present({ key, account }),
    unknown: [inactive ? 'it is INACTIVE: it was deleted' : 'ECS has no service of this name there']
  }
}

/** With several areas, each gap names its area, because clusters in different Regions can have the same name. */
function gapsOf({ snapshot, files }: AuditedArea, isOneOfMany: boolean): readonly Gap[] {
  const gaps = [...snapshot.gaps, ...fileGaps(files)]
  if (!isOneOfMany) return gaps
  return gaps.map(({ what, why }) => ({ what: `${what} (${areaInWords(snapshot)})`, why }))
}

function areaInWords({ region, accountId }: AreaSnapshot): string {
  return accountId === undefined ? region : `${region}, account ${accountId}`
}

function keyed({ region, roleArn }: AreaSnapshot, findKey: FindKey): (item: Audited) => Audited {
  return item => {
    if (item.kind !== 'service') return item
    const { key } = findKey(item.name, { cluster: item.cluster, region, ...present({ roleArn }) })
    return { ...item, ...present({ key }) }
  }
}

type PlaceWords = ReturnType<typeof placeWordsOf>

function seenIn(item: Audited, where: PlaceWords): readonly SeenCredential[] {
  return item.exposures.map(exposure => ({
    exposure,
    where:
      exposure.environmentFile === undefined
        ? `${item.kind} ${item.name}${where(item)}`
        : `environment file ${exposure.environmentFile}`
  }))
}

/** Credentials in a revision that nothing runs could be read too. */
function seenInOld(
  { usedBy, exposures, revision, arn }: ExposedRevision,
  where: PlaceWords
): readonly SeenCredential[] {
  if (usedBy.length > 0) return []
  const place = `old revision ${revision}${where(placeInArn(arn))}`
  return exposures.map(exposure => ({ exposure, where: place }))
}

function seenInGit(history: HistoryReport | undefined): readonly SeenCredential[] {
  return (history?.hits ?? []).flatMap(({ exposures, paths }) =>
    exposures.map(exposure => ({ exposure, where: `git history, ${paths[0] ?? 'a file'}` }))
  )
}

/** auditProblems returns the problems: what could not be read, what is missing and what was not purged. Pure. */
export function auditProblems(seen: readonly AuditedArea[], audit: Audit): readonly Problem[] {
  const missing = seen
    .flatMap(notThere)
    .map(one => (one.inactive ? deletedService(one) : missingService(one)))
  const failed = (audit.purge ?? []).filter(({ outcome }) => outcome === 'failed')
  const purge = failed.map(
    ({ revision, reason, isCancelled }): Problem => ({
      code: 'purge-failed',
      fault: isCancelled ? 'cancelled' : 'cloud',
      message: `${revision} was not purged: ${reason}.`,
      hint: /: in use by /.test(reason)
        ? 'Deploy another revision there: ECS accepts no new deployment of a deregistered one. Then run again.'
        : 'Run again: completed work is not repeated.'
    })
  )
  return [...missing, ...audit.gaps.map(gapProblem), ...purge, ...keptProblems(audit)]
}

/** auditRemarks returns the remarks of all areas, without duplicates. Pure. */
export function auditRemarks(seen: readonly AuditedArea[]): Report['remarks'] {
  const texts = seen.flatMap(({ remarks, snapshot }) =>
    seen.length === 1 ? remarks : remarks.map(text => `${text} (${areaInWords(snapshot)})`)
  )
  return [...new Set(texts)].map(message => ({ message }))
}
