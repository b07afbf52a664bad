import { refusalOf } from '../../aws/explain.ts'
import type { Problem } from '../../errors.ts'
import type { MigrateConfiguration } from '../../inputs/configuration.ts'
import { present } from '../../present.ts'
import type { MigrationReport } from '../../report/migration/migration.ts'
import { migrationToJson } from '../../report/migration/migration-json.ts'
import { migrationToText } from '../../report/migration/migration-tables.ts'
import { emptyReport, type Report } from '../../report/report.ts'
import { writeTextFile } from '../../workspace/write/writer.ts'
import { differencesFrom, movesInFiles } from '../journal.ts'
import { exceptedRemarks } from './find/excepted.ts'
import { type JournalFile, otherPlan } from './journal.ts'
import { loadMigration } from './load.ts'
import type { MigrationPorts } from './ports.ts'
import { type PreparedMigration, prepareMigration } from './prepare.ts'
import { planReport } from './report.ts'

/** The result of planning; `prepared` is absent if AWS could not be read. */
export type PlannedMigration = { readonly report: Report; readonly prepared?: PreparedMigration }

/**
 * planAndShow prepares a migration and shows what it would do: on the screen, and in the plan file if one is requested.
 */
export async function planAndShow(
  configuration: MigrateConfiguration,
  ports: MigrationPorts,
  journal: JournalFile
): Promise<PlannedMigration> {
  let known: Pick<Report, 'target' | 'files' | 'unscanned' | 'problems'> = emptyReport('migrate')
  try {
    const migration = await loadMigration(configuration, ports, journal.unfinished)
    if ('stopped' in migration) return { report: migration.stopped }
    const { loaded, context } = migration
    const { target } = context
    known = { target, files: loaded.files, unscanned: loaded.unscanned, problems: migration.problems }
    const prepared = await prepareMigration(migration, journal.unfinished)
    const problems = [...prepared.problems, ...foreignJournal(prepared, journal)]
    const shown = planReport(prepared, journal.unfinished)
    // an apply that continues shows everything once, at the end
    const goesOn = configuration.apply && problems.length === 0 && prepared.moves.length > 0
    if (!goesOn) ports.log.group('Migration plan (nothing was changed)', migrationToText(shown))
    const report: Report = {
      ...emptyReport('migrate'),
      target,
      services: [...new Set(prepared.previews.flatMap(({ source }) => source.services))],
      files: prepared.loaded.files,
      unscanned: prepared.loaded.unscanned,
      problems: [...problems, ...writePlanFile(shown, configuration, ports)],
      remarks: [
        ...prepared.remarks.map(message => ({ message })),
        ...exceptedRemarks(prepared.found.excepted)
      ],
      migration: shown
    }
    return { report, prepared }
  } catch (error) {
    const problems = [...known.problems, refusalOf(error)]
    return { report: { ...emptyReport('migrate'), ...present(known), problems } }
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
  { plan, context }: PreparedMigration,
  { unfinished, location }: JournalFile
): readonly Problem[] {
  if (unfinished === undefined) return []
  const { region, account, cluster } = context
  const place = { region, account, ...present({ cluster }) }
  const differences = differencesFrom(unfinished, { place, store: plan.store, moves: movesInFiles(plan) })
  return differences.length === 0 ? [] : [otherPlan(location.path, differences)]
}
