import type { Audit } from '../audit/audit.ts'
import { type AuditedArea, purgeAll, seeArea } from '../audit/run/area.ts'
import { openAreas } from '../audit/run/areas.ts'
import { assembleAudit, auditProblems, auditRemarks } from '../audit/run/assemble.ts'
import { searchHistory } from '../audit/run/history.ts'
import type { AuditPorts } from '../audit/run/ports.ts'
import { taskFamilies } from '../audit/run/task-families.ts'
import { refusalOf } from '../aws/explain.ts'
import { explained } from '../inputs/configuration/explained-problems.ts'
import type { AuditConfiguration } from '../inputs/configuration.ts'
import { auditToText } from '../report/audit/audit.ts'
import { auditSection, historyToText } from '../report/audit/audit-section.ts'
import type { Report } from '../report/report.ts'

/**
 * runAudit reports which live definitions hold plaintext and since when, what must be rotated, and what is
 * wrong with the secrets. It is read-only, except with `purge`.
 */
export async function runAudit(configuration: AuditConfiguration, ports: AuditPorts): Promise<Report> {
  const opened = await openAreas(configuration, ports)
  if ('ended' in opened) return opened.ended
  const { project, areas, findKey, report: empty } = opened
  const { placement } = project
  const families = await taskFamilies(configuration, project, ports)
  const read: AuditedArea[] = []
  try {
    for (const area of areas)
      read.push(await seeArea(area, configuration, { ...ports, tasks: families.usesIn(area) }))
  } catch (error) {
    return { ...empty, problems: explained([refusalOf(error)], placement) }
  }
  const values = read.flatMap(one => one.values)
  const past = configuration.history ? await searchHistory(values, ports) : undefined
  const assembled = (seen: readonly AuditedArea[]) => {
    const { maxSecretAgeDays } = configuration
    const audit = assembleAudit(seen, { history: past, findKey, maxSecretAgeDays })
    const told = explained(auditProblems(seen, audit), placement)
    return { seen, audit, problems: told }
  }
  const asRead = assembled(read)
  // exit code 2 states that nothing was changed
  const isStopped = configuration.purge && asRead.problems.some(({ fault }) => fault === 'user')
  const purged = configuration.purge && !isStopped ? await purgeAll(read, ports) : undefined
  const { seen, problems, ...told } = purged === undefined ? asRead : assembled(purged.seen)
  const audit: Audit = isStopped ? { ...told.audit, isPurgeStopped: true } : told.audit
  const report: Report = {
    ...empty,
    failOn: configuration.failOn,
    services: audit.items.filter(({ kind }) => kind === 'service').map(({ name }) => name),
    audit: auditSection(audit, past),
    problems: [...problems, ...explained(purged?.problems ?? [], placement)],
    remarks: [...empty.remarks, ...families.remarks, ...auditRemarks(seen)]
  }
  // what must be rotated comes first
  ports.log.group('Audit', auditToText(audit))
  if (past !== undefined) ports.log.group('Git history', historyToText(past))
  return report
}
