import type { Audit, Use } from '../audit/audit.ts'
import { exposedRevisions } from '../audit/judge-services.ts'
import { readArea } from '../audit/run/area.ts'
import {
  type Area,
  areasOf,
  connectArea,
  earlyProblems,
  explained,
  sitesOf,
  withEveryCluster
} from '../audit/run/areas.ts'
import { type AuditedArea, assembleAudit, auditProblems, auditRemarks } from '../audit/run/assemble.ts'
import { driftTo } from '../audit/run/drift.ts'
import { compareFiles, fileValues, scanFiles } from '../audit/run/files.ts'
import { auditHistory, liveValues, replacementsProblem } from '../audit/run/history.ts'
import type { AuditPorts } from '../audit/run/ports.ts'
import { purgeArea } from '../audit/run/purge.ts'
import { surveyAreaSecrets } from '../audit/run/secrets.ts'
import { taskFamilies } from '../audit/run/task-families.ts'
import { readValues, withComparedUses, withComparedValues } from '../audit/run/values.ts'
import { refusalOf } from '../aws/explain.ts'
import { readProjectRules } from '../checking/project-rules.ts'
import { keyedAt } from '../configuration/placement.ts'
import { connectAccounts } from '../deploying/connections.ts'
import { announceTarget, withTarget } from '../deploying/target.ts'
import type { Problem } from '../errors.ts'
import type { AuditConfiguration } from '../inputs/configuration.ts'
import { auditToText } from '../report/audit.ts'
import { auditSection } from '../report/audit-section.ts'
import { historyToText } from '../report/history.ts'
import { emptyReport, type Report } from '../report/report.ts'

/**
 * runAudit reports which live definitions hold plaintext and since when, what must be rotated, and what is
 * wrong with the secrets. It is read-only, except with `purge` or when a replacement file for git's history
 * is requested.
 */
export async function runAudit(configuration: AuditConfiguration, ports: AuditPorts): Promise<Report> {
  const project = await readProjectRules(configuration, ports)
  const { placement } = project
  const areas = areasOf(configuration, placement)
  const early = [
    ...earlyProblems(project, areas, configuration),
    ...replacementsProblem(configuration, ports)
  ]
  if (early.length > 0) return { ...emptyReport('audit'), problems: early }
  const aws = connectAccounts(ports, configuration.maxRetries)
  const said = await announceTarget(areas.flatMap(sitesOf), { ports, aws })
  const empty = withTarget(emptyReport('audit'), said)
  if (said.problems.length > 0) return empty
  const families = await taskFamilies(configuration, project, ports)
  const read: ReadArea[] = []
  try {
    for (const area of areas)
      read.push(await seeArea(area, configuration, { ...ports, tasks: families.usesIn(area) }))
  } catch (error) {
    return { ...empty, problems: explained([refusalOf(error)], placement) }
  }
  const drift = await driftTo(configuration, ports, project)
  const values = read.flatMap(one => one.values)
  const past = configuration.history ? await auditHistory(values, configuration, ports) : undefined
  const assembled = (seen: readonly AuditedArea[]) => {
    const audit = assembleAudit(seen, configuration, {
      drift: (drift?.rows ?? []).map(({ place: _, ...row }) => row),
      history: past?.history,
      findKey: keyedAt(placement, configuration)
    })
    const told = explained(auditProblems(seen, audit), placement)
    const problems = [...(drift?.report.problems ?? []), ...told, ...(past?.problems ?? [])]
    return { seen, audit, problems }
  }
  const asRead = assembled(read)
  // exit code 2 says that nothing was changed
  const isStopped = configuration.purge && asRead.problems.some(({ fault }) => fault === 'user')
  const purged = configuration.purge && !isStopped ? await purgeAll(read, ports) : undefined
  const { seen, problems, ...told } = purged === undefined ? asRead : assembled(purged.seen)
  const audit: Audit = isStopped ? { ...told.audit, isPurgeStopped: true } : told.audit
  const report: Report = {
    ...empty,
    ...drift?.report,
    failOn: configuration.failOn,
    services: audit.items.filter(({ kind }) => kind === 'service').map(({ name }) => name),
    audit: auditSection(audit, past?.history),
    problems: [...problems, ...explained(purged?.problems ?? [], placement)],
    remarks: [...empty.remarks, ...families.remarks, ...(drift?.report.remarks ?? []), ...auditRemarks(seen)]
  }
  // what must be rotated comes first
  ports.log.group('Audit', auditToText(audit))
  if (past !== undefined) ports.log.group('Git history', historyToText(past.history))
  return report
}

/** An area of which nothing has been purged. */
type ReadArea = Omit<AuditedArea, 'purged'>

/**
 * purgeAll purges the areas one by one, once everything has been read. What was purged before an area failed stays in
 * the report.
 */
async function purgeAll(
  areas: readonly ReadArea[],
  ports: AuditPorts
): Promise<{ readonly seen: readonly AuditedArea[]; readonly problems: readonly Problem[] }> {
  const seen: AuditedArea[] = []
  for (const [index, area] of areas.entries()) {
    try {
      seen.push({ ...area, purged: await purgeArea(area.snapshot, area.exposed, ports) })
    } catch (error) {
      return { seen: [...seen, ...areas.slice(index)], problems: [refusalOf(error)] }
    }
  }
  return { seen, problems: [] }
}

async function seeArea(
  asked: Area,
  configuration: AuditConfiguration,
  ports: AuditPorts & { readonly tasks: readonly Use[] }
): Promise<ReadArea> {
  const aws = await connectArea(asked.account, configuration, ports)
  const area = await withEveryCluster(asked, aws)
  const keepsDefinitions = configuration.compareValues || configuration.history
  const seen = await readArea(area, aws, { ...ports, keepsDefinitions })
  const asFound = seen.revisions.revisions
  const asRead = await scanFiles(seen, ports)
  const age = { now: ports.clock.now(), maxAgeDays: configuration.maxSecretAgeDays }
  const secrets = await surveyAreaSecrets(seen, asFound, age)
  const compared = configuration.compareValues
    ? await readValues(secrets, await ports.connectValues(aws.options), ports.mask)
    : undefined
  const snapshot = compared === undefined ? seen : withComparedUses(seen, compared.held)
  const revisions = compared === undefined ? asFound : withComparedValues(snapshot, compared.held)
  const files = compared === undefined ? asRead : compareFiles(asRead, compared.held)
  const placed = [...revisions.values()].map(revision => ({ ...revision, region: snapshot.region }))
  const exposed = exposedRevisions(placed, snapshot.uses, snapshot.targets)
  return {
    snapshot,
    revisions,
    files,
    exposed,
    secrets,
    values: configuration.history
      ? [...liveValues(snapshot), ...fileValues(files), ...(compared?.held ?? [])]
      : [],
    remarks: [...snapshot.remarks, ...secrets.remarks, ...(compared?.remarks ?? [])]
  }
}
