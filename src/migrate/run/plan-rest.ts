import type { Problem } from '../../errors.ts'
import { namedByKey } from '../../inputs/configuration/placement.ts'
import type { Journal } from '../journal.ts'
import type { LoadedMigration } from './load.ts'
import { type PlannedMigration, planMigrationRun } from './plan-run.ts'
import type { MigrationSource } from './sources.ts'

/** A plan, and what is wrong with the files that it leaves out. */
export type PlannedRest = {
  readonly planned: PlannedMigration
  readonly blocked: readonly Problem[]
}

/**
 * planRest plans a migration. With `on-error: continue`, files with problems of their own are left out and the rest is
 * planned again; a problem of no file in particular stops everything. Throws AwsError if AWS cannot be read at all.
 */
export async function planRest(loaded: LoadedMigration, journal: Journal | undefined): Promise<PlannedRest> {
  const planned = await planMigrationRun(loaded, journal)
  const { problems, sources, context } = planned
  const isAbout = ({ place, service }: Problem, { document, services }: MigrationSource) =>
    place?.file === document.file ||
    services.some(key => service === key || service === namedByKey(key, context.rules.placement).service)
  const files = new Set(
    sources.flatMap(source =>
      problems.some(problem => isAbout(problem, source)) ? source.document.file : []
    )
  )
  const rest = loaded.sources.filter(({ document }) => !files.has(document.file))
  const isOwn = problems.every(problem => sources.some(source => isAbout(problem, source)))
  if (context.configuration.onError !== 'continue' || files.size === 0 || !isOwn || rest.length === 0)
    return { planned, blocked: [] }
  const after = await planRest({ ...loaded, sources: rest, problems: [] }, journal)
  const leftOut = `Left out, with the problems that are listed (on-error: continue): ${[...files].join(', ')}.`
  return {
    planned: { ...after.planned, remarks: [leftOut, ...after.planned.remarks] },
    blocked: [...problems, ...after.blocked]
  }
}
