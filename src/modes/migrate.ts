import type { MigrateConfiguration } from '../inputs/configuration.ts'
import { applyMigration } from '../migration/run/apply.ts'
import { openJournal, readUnfinished } from '../migration/run/journal.ts'
import { planAndShow } from '../migration/run/plan.ts'
import type { MigrationPorts } from '../migration/run/ports.ts'
import { emptyReport, type Report } from '../report/report.ts'
import { runDeploy } from './deploy.ts'

/**
 * runMigrate turns plaintext values into secrets and references. Without `apply` it only shows what it would
 * do, using read-only calls. In both cases every problem that can be detected in advance is reported before
 * the first write.
 */
export async function runMigrate(
  configuration: MigrateConfiguration,
  ports: MigrationPorts
): Promise<Report> {
  if (!configuration.apply) return planOnly(configuration, ports)
  const journal = openJournal(configuration, ports)
  if (journal.kind === 'refused') return { ...emptyReport('migrate'), problems: [journal.problem] }
  try {
    const { report, prepared } = await planAndShow(configuration, ports, journal)
    if (prepared === undefined || report.problems.length > 0) return report
    if (prepared.moves.length === 0 && prepared.previews.length === 0) return report
    return await applyMigration({ report, prepared }, journal, runDeploy)
  } finally {
    journal.release()
  }
}

async function planOnly(configuration: MigrateConfiguration, ports: MigrationPorts): Promise<Report> {
  const journal = readUnfinished(configuration, ports)
  const { report } = await planAndShow(configuration, ports, journal)
  if (journal.refused) return { ...report, problems: [...report.problems, journal.refused] }
  if (journal.unfinished === undefined) return report
  const { startedAt } = journal.unfinished
  const message = `${journal.location.path} is the journal of an unfinished migration (begun ${startedAt}); apply: true continues it.`
  return { ...report, remarks: [...report.remarks, { message }] }
}
