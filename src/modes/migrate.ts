import { AwsError } from '../aws/error.ts'
import { explainAwsError } from '../aws/explain.ts'
import type { Problem } from '../errors.ts'
import type { MigrateConfiguration } from '../inputs/configuration.ts'
import { differencesFrom, movesInFiles } from '../migration/journal.ts'
import { applyMigration } from '../migration/run/apply.ts'
import { loadMigration } from '../migration/run/load.ts'
import { openJournal, otherPlan, readUnfinished } from '../migration/run/open.ts'
import { type PlannedMigration, type PreparedMigration, prepareMigration } from '../migration/run/plan.ts'
import type { MigrationPorts } from '../migration/run/ports.ts'
import { planReport } from '../migration/run/report.ts'
import { present } from '../present.ts'
import { migrationToJson, migrationToText } from '../report/migration-tables.ts'
import { emptyReport, type Report } from '../report/report.ts'
import { writeTextFile } from '../workspace/write-text.ts'
import { runDeploy } from './deploy.ts'

/**
 * runMigrate turns plaintext values into secrets and references. Without `apply` it shows what it would do, with reading
 * calls only; everything that can be known is found before the first write either way.
 */
export async function runMigrate(
  configuration: MigrateConfiguration,
  ports: MigrationPorts
): Promise<Report> {
  if (!configuration.apply) return planOnly(configuration, ports)
  const journal = openJournal(configuration, ports)
  if (journal.kind === 'refused') return { ...emptyReport('migrate'), problems: [journal.problem] }
  try {
    const { unfinished, path } = journal
    const planned = await planFor(configuration, ports, unfinished ? { unfinished, path } : { path })
    const { prepared } = planned
    if (prepared === undefined || planned.report.problems.length > 0) return planned.report
    if (prepared.moves.length === 0 && prepared.foreseen.length === 0) return planned.report
    return await applyMigration(
      { ...planned, prepared },
      { path, ...(unfinished ? { unfinished } : {}), deploy: runDeploy }
    )
  } finally {
    journal.release()
  }
}

async function planOnly(configuration: MigrateConfiguration, ports: MigrationPorts): Promise<Report> {
  const { unfinished, path } = readUnfinished(configuration, ports)
  const { report } = await planFor(configuration, ports, unfinished ? { unfinished, path } : { path })
  if (unfinished === undefined) return report
  const message = `${path} tells of a migration that was not finished (begun ${unfinished.startedAt}); apply: true goes on with it.`
  return { ...report, remarks: [...report.remarks, { message }] }
}

type JournalSeen = {
  readonly path: string
  readonly unfinished?: ReturnType<typeof readUnfinished>['unfinished']
}

async function planFor(
  configuration: MigrateConfiguration,
  ports: MigrationPorts,
  { unfinished, path }: JournalSeen
): Promise<PlannedMigration> {
  try {
    const migration = await loadMigration(configuration, ports, unfinished)
    const prepared = await prepareMigration(migration, unfinished)
    const problems = [...prepared.problems, ...strangers(prepared, unfinished, path)]
    const shown = planReport(prepared)
    const title = configuration.apply ? 'Migration plan' : 'Migration plan (nothing was changed)'
    ports.log.group(title, migrationToText(shown))
    const failed =
      configuration.planFile === undefined
        ? undefined
        : writeTextFile(
            ports.workspace,
            configuration.planFile,
            `${JSON.stringify(migrationToJson(shown), null, 2)}\n`
          )
    const report: Report = {
      ...emptyReport('migrate'),
      services: [...new Set(prepared.foreseen.flatMap(({ source }) => source.services))],
      files: prepared.loaded.files,
      unscanned: prepared.loaded.unscanned,
      problems: [...problems, ...(failed ? [failed] : [])],
      remarks: prepared.remarks.map(message => ({ message })),
      migration: shown
    }
    return { report, prepared }
  } catch (error) {
    if (!(error instanceof AwsError)) throw error
    return { report: { ...emptyReport('migrate'), problems: [explainAwsError(error)] } }
  }
}

/** A journal of other moves, or of another place, is not gone on with by accident. */
function strangers(
  { plan, scope }: PreparedMigration,
  unfinished: JournalSeen['unfinished'],
  path: string
): readonly Problem[] {
  if (unfinished === undefined) return []
  const { region, account, configuration } = scope
  const place = {
    region,
    account,
    ...present({ cluster: configuration.cluster })
  }
  const differences = differencesFrom(unfinished, { place, store: plan.store, moves: movesInFiles(plan) })
  return differences.length === 0 ? [] : [otherPlan(path, differences)]
}
