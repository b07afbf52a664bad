import {
  type Audit,
  type ExposedRevision,
  type Gap,
  type PurgeRow,
  type Revision,
  shortRevision
} from '../audit/audit.ts'
import { exposedRevisions } from '../audit/judge-services.ts'
import { rotateList, type Seen } from '../audit/rotate.ts'
import { type AreaLook, judgeArea, lookAtArea } from '../audit/run/area.ts'
import { type Area, areasOf, connectArea, homeless } from '../audit/run/areas.ts'
import { findDrift } from '../audit/run/drift.ts'
import {
  compareFiles,
  type FileLooks,
  fileGaps,
  fileRows,
  fileValues,
  lookAtFiles
} from '../audit/run/files.ts'
import { auditHistory, liveValues, replacementsProblem } from '../audit/run/history.ts'
import type { AuditPorts } from '../audit/run/ports.ts'
import { purgeArea } from '../audit/run/purge.ts'
import { type AreaSecrets, lookAtSecrets } from '../audit/run/secrets.ts'
import { readValues, withComparedValues } from '../audit/run/values.ts'
import type { NamedValue } from '../audit/spots.ts'
import { readHouseRules } from '../checking/house-rules.ts'
import { loadPlacement } from '../configuration/load-placement.ts'
import { missingService } from '../deploying/prepare/inspect-services.ts'
import type { Problem } from '../errors.ts'
import type { HistoryReport } from '../history/history.ts'
import type { AuditConfiguration } from '../inputs/configuration.ts'
import { present } from '../present.ts'
import { auditToText } from '../report/audit.ts'
import { auditSection } from '../report/audit-section.ts'
import { historyToText } from '../report/history.ts'
import { emptyReport, type Report } from '../report/report.ts'

/**
 * runAudit says what is live and holds plaintext, since when, what must be rotated, and what is wrong with the secrets. It only
 * reads, unless `purge` is asked for, or a replacement file for git's history.
 */
export async function runAudit(configuration: AuditConfiguration, ports: AuditPorts): Promise<Report> {
  const house = await readHouseRules(configuration, ports)
  const { placement, problems: badPlacement } = await loadPlacement(configuration, house.text)
  const areas = areasOf(configuration, placement)
  const early = [
    ...house.problems,
    ...badPlacement,
    ...homeless(areas, 'audit'),
    ...replacementsProblem(configuration, ports)
  ]
  if (early.length > 0) return { ...emptyReport('audit'), problems: early }
  const seen: SeenArea[] = []
  for (const area of areas) seen.push(await seeArea(area, configuration, ports))
  const drift = configuration.taskDefinition.length === 0 ? undefined : await findDrift(configuration, ports)
  const audit: Audit = { ...gather(seen, configuration), drift: drift?.rows ?? [] }
  const past = configuration.history
    ? await auditHistory(
        seen.flatMap(({ values }) => values),
        configuration,
        ports
      )
    : undefined
  const complete = {
    ...audit,
    rotate: rotateList([...audit.items.flatMap(seenIn), ...seenOf(seen), ...seenInGit(past?.history)])
  }
  const report: Report = {
    ...emptyReport('audit'),
    ...drift?.report,
    services: complete.items.filter(({ kind }) => kind === 'service').map(({ name }) => name),
    audit: auditSection(complete, past?.history),
    problems: [...(drift?.report.problems ?? []), ...problemsOf(seen, complete), ...(past?.problems ?? [])],
    remarks: [...(drift?.report.remarks ?? []), ...remarksOf(seen)]
  }
  // what must be rotated stands first of all
  ports.log.group('Audit', auditToText(complete))
  if (past !== undefined) ports.log.group('Git history', historyToText(past.history))
  return report
}

/** An area with everything that is said about it; `values` stay in memory. */
type SeenArea = {
  readonly look: AreaLook
  readonly revisions: ReadonlyMap<string, Revision>
  readonly files: FileLooks
  readonly exposed: readonly ExposedRevision[]
  readonly secrets: AreaSecrets
  readonly purged?: readonly PurgeRow[]
  readonly values: readonly NamedValue[]
  readonly remarks: readonly string[]
}

async function seeArea(area: Area, configuration: AuditConfiguration, ports: AuditPorts): Promise<SeenArea> {
  const aws = await connectArea(area.account, configuration, ports)
  const look = await lookAtArea(area, aws, ports)
  const asFound = look.revisions.revisions
  const asRead = await lookAtFiles(look, ports)
  const age = { now: ports.clock.now(), maxAgeDays: configuration.maxSecretAgeDays }
  const secrets = await lookAtSecrets(look, asFound, age)
  const compared = configuration.compareValues
    ? await readValues(secrets, await ports.connectValues(aws.options), ports.mask)
    : undefined
  const revisions = compared === undefined ? asFound : withComparedValues(look, compared.held)
  const files = compared === undefined ? asRead : compareFiles(asRead, compared.held)
  const placed = [...revisions.values()].map(revision => ({ ...revision, region: look.region }))
  const exposed = exposedRevisions(placed, look.uses, look.targets)
  const purged = configuration.purge ? await purgeArea(look, exposed, ports) : undefined
  return {
    look,
    revisions,
    files,
    exposed,
    secrets,
    values: configuration.history
      ? [...liveValues(look), ...fileValues(files), ...(compared?.held ?? [])]
      : [],
    remarks: [...look.remarks, ...secrets.remarks, ...(compared?.remarks ?? [])],
    ...present({ purged })
  }
}

function gather(seen: readonly SeenArea[], configuration: AuditConfiguration): Omit<Audit, 'drift'> {
  const looks = seen.map(({ look }) => look)
  const revisions = seen.flatMap(one => [...one.revisions.values()])
  return {
    accounts: [...new Set(revisions.map(({ arn }) => arn.split(':')[4] ?? ''))],
    clusters: looks.flatMap(({ clusters }) => clusters.map(({ cluster }) => shortRevision(cluster))),
    revisionsLookedAt: revisions.length,
    beingDeleted: looks.reduce((sum, look) => sum + look.revisions.beingDeleted, 0),
    items: seen.flatMap(one => judgeArea(one.look, one.revisions, one.files)),
    exposedRevisions: seen.flatMap(({ exposed }) => exposed),
    environmentFiles: seen.flatMap(one => fileRows(one.look, one.files)),
    secrets: seen.flatMap(({ secrets }) => secrets.rows),
    staleTasks: seen.flatMap(({ secrets }) => secrets.stale),
    rotate: [],
    gaps: distinctGaps(seen.flatMap(({ look, files }) => [...look.gaps, ...fileGaps(files)])),
    maxSecretAgeDays: configuration.maxSecretAgeDays,
    ...(configuration.purge ? { purge: seen.flatMap(({ purged }) => purged ?? []) } : {})
  }
}

function distinctGaps(gaps: readonly Gap[]): readonly Gap[] {
  return [...new Map(gaps.map(gap => [`${gap.what} ${gap.why}`, gap])).values()]
}

function seenIn({ kind, name, spots }: Audit['items'][number]): readonly Seen[] {
  return spots.map(spot => ({
    spot,
    where: spot.environmentFile === undefined ? `${kind} ${name}` : `environment file ${spot.environmentFile}`
  }))
}

/** What stood in a revision that nothing runs was readable just as well. */
function seenOf(seen: readonly SeenArea[]): readonly Seen[] {
  return seen.flatMap(({ exposed }) =>
    exposed
      .filter(({ usedBy }) => usedBy.length === 0)
      .flatMap(({ spots, revision }) => spots.map(spot => ({ spot, where: `old revision ${revision}` })))
  )
}

function seenInGit(history: HistoryReport | undefined): readonly Seen[] {
  return (history?.hits ?? []).flatMap(({ spots, paths }) =>
    spots.map(spot => ({ spot, where: `git history, ${paths[0] ?? 'a file'}` }))
  )
}

function problemsOf(seen: readonly SeenArea[], audit: Audit): readonly Problem[] {
  const missing = seen.flatMap(({ look }) =>
    look.clusters.flatMap(({ cluster, missing: names }) =>
      names.map(service => missingService({ service, site: { region: look.region, cluster } }))
    )
  )
  const gaps = audit.gaps.map(
    ({ what, why }): Problem => ({
      code: 'audit-not-verified',
      fault: 'cloud',
      message: `Not verified: ${what}: ${why}. What could not be looked at is not clean.`,
      hint: 'Allow it as in docs/audit.md, and run again.'
    })
  )
  const failed = (audit.purge ?? []).filter(({ outcome }) => outcome === 'failed')
  const purge = failed.map(
    ({ revision, reason }): Problem => ({
      code: 'purge-failed',
      fault: 'cloud',
      message: `${revision} was not purged: ${reason}.`,
      hint: 'Run again: what was done stays done, and the rest is found again.'
    })
  )
  return [...missing, ...gaps, ...purge]
}

function remarksOf(seen: readonly SeenArea[]): Report['remarks'] {
  const texts = seen.flatMap(({ remarks }) => remarks)
  return [...new Set(texts)].map(message => ({ message }))
}
