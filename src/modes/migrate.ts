import { refusalOf } from '../aws/explain.ts'
import type { Problem } from '../errors.ts'
import { writeTextFile } from '../files/write/writer.ts'
import type { MigrateConfiguration } from '../inputs/configuration.ts'
import { differencesFrom } from '../migrate/journal.ts'
import { applyMigration } from '../migrate/run/apply.ts'
import { type JournalFile, openJournal, otherPlan, readUnfinished } from '../migrate/run/journal-file.ts'
import { loadMigration } from '../migrate/run/load.ts'
import { type PlannedMigration, type PlannedRest, planRest } from '../migrate/run/plan-run.ts'
import type { MigrationPorts } from '../migrate/run/ports.ts'
import { planReport } from '../migrate/run/report.ts'
import { present } from '../present.ts'
import { exceptedRemarks, type MigrationReport, migrationToJson } from '../report/migration/migration.ts'
import { migrationToText } from '../report/migration/migration-sections.ts'
import { emptyReport, type Report } from '../report/report.ts'
import { runDeploy } from './deploy.ts'

/**
 * runMigrate turns plaintext values into secrets and references: load, find, name, compare, check, and with `apply`
 * store, grant, rewrite, deploy, verify. Without `apply` it only shows what it would do, using read-only calls. In both
 * cases every problem that can be detected in advance is reported before the first write.
 */
export async function runMigrate(
  configuration: MigrateConfiguration,
  ports: MigrationPorts
): Promise<Report> {
  if (!configuration.apply) return planOnly(configuration, ports)
  const journal = openJournal(configuration, ports)
  if (journal.kind === 'refused') return { ...emptyReport('migrate'), problems: [journal.problem] }
  try {
    const { report, rest } = await planAndShow(configuration, ports, journal)
    if (rest === undefined || report.problems.length > 0) return report
    const { planned, blocked } = rest
    if (planned.moves.length === 0 && planned.previews.length === 0) return withBlocked(report, blocked)
    return await applyMigration({ report, planned, blocked }, journal, runDeploy)
  } finally {
    journal.release()
  }
}

function withBlocked(report: Report, blocked: readonly Problem[]): Report {
  return { ...report, problems: [...report.problems, ...blocked] }
}

async function planOnly(configuration: MigrateConfiguration, ports: MigrationPorts): Promise<Report> {
  const journal = readUnfinished(configuration, ports)
  const { report: shown, rest } = await planAndShow(configuration, ports, journal)
  const report = withBlocked(shown, rest?.blocked ?? [])
  if (journal.refused) return { ...report, problems: [...report.problems, journal.refused] }
  if (journal.unfinished === undefined) return report
  const { startedAt } = journal.unfinished
  const message = `${journal.location.path} is the journal of an unfinished migration (begun ${startedAt}); apply: true continues it.`
  return { ...report, remarks: [...report.remarks, { message }] }
}

/** Plans, and shows the plan on the screen, and in the plan file if one is requested. Nothing else is written. */
async function planAndShow(
  configuration: MigrateConfiguration,
  ports: MigrationPorts,
  journal: JournalFile
): Promise<{ readonly report: Report; readonly rest?: PlannedRest }> {
  let known: Report = emptyReport('migrate')
  try {
    const loaded = await loadMigration({ configuration, ports })
    if ('stopped' in loaded) return { report: loaded.stopped }
    const { context, files, unscanned } = loaded
    known = { ...known, target: context.target, files, unscanned, problems: loaded.problems }
    const rest = await planRest(loaded, journal.unfinished)
    const { planned } = rest
    const problems = [...planned.problems, ...foreignJournal(planned, journal)]
    const shown = planReport(planned, journal.unfinished)
    // an apply that continues shows everything once, at the end
    const goesOn = configuration.apply && problems.length === 0 && planned.moves.length > 0
    if (!goesOn) ports.log.group('Migration plan (nothing was changed)', migrationToText(shown))
    const report: Report = {
      ...known,
      services: [...new Set(planned.previews.flatMap(({ source }) => source.services))],
      problems: [...problems, ...writePlanFile(shown, configuration, ports)],
      remarks: [
        ...planned.remarks.map(message => ({ message })),
        ...planned.references.remarks,
        ...exceptedRemarks(shown.excepted)
      ],
      migration: shown
    }
    return { report, rest }
  } catch (error) {
    return { report: { ...known, problems: [...known.problems, refusalOf(error)] } }
  }
}

function writePlanFile(
  shown: MigrationReport,
  { planFile }: MigrateConfiguration,
  { area, gate }: MigrationPorts
): readonly Problem[] {
  if (planFile === undefined) return []
  const text = gate.write(shown, clean => `${JSON.stringify(migrationToJson(clean), null, 2)}\n`)
  const problem = writeTextFile({ area, file: planFile }, text)
  return problem === undefined ? [] : [problem]
}

/** A journal with other moves or another place must not be continued by accident. */
function foreignJournal(
  { plan, context }: PlannedMigration,
  { unfinished, location }: JournalFile
): readonly Problem[] {
  if (unfinished === undefined) return []
  const { region, account, cluster } = context
  const place = { region, account, ...present({ cluster }) }
  const differences = differencesFrom(unfinished, { place, store: plan.store, moves: plan.moves })
  return differences.length === 0 ? [] : [otherPlan(location.path, differences)]
}
