import type { Problem } from '../../errors.ts'
import type { MigrateConfiguration } from '../../inputs/configuration.ts'
import { present } from '../../present.ts'
import { allMoves, type Journal, movesInFiles, namesFrom } from '../journal.ts'
import { projectName } from '../names.ts'
import type { MigrationWishes } from '../plan.ts'
import { planMigration } from '../plan-migration.ts'
import { findInFiles, runningValues } from './credentials.ts'
import type { LoadedMigration } from './load.ts'
import { type Preflight, runPreflight, verifyOwnWrites } from './preflight.ts'
import type { DecidedMigration } from './preview-files.ts'
import { readServices } from './services.ts'
import { locateSecrets, type SecretsSurvey, surveySecrets } from './survey-secrets.ts'

/** All that is known before the first write. With problems nothing is written. */
export type PreparedMigration = DecidedMigration & Preflight & { readonly secrets: SecretsSurvey }

/**
 * prepareMigration finds out everything that can be known without writing, in four steps: gather the credentials,
 * name and plan their secrets, compare with what is stored, verify. Throws AwsError where AWS can't be asked at
 * all.
 */
export async function prepareMigration(
  migration: LoadedMigration,
  journal: Journal | undefined
): Promise<PreparedMigration> {
  const { context, loaded, house } = migration
  const { configuration, ports } = context
  const found = await findInFiles(loaded, { configuration, house, ports })
  const names = found.sources.flatMap(source => source.services)
  const services = await readServices(names, migration)
  const running = runningValues(found.candidates, services.running, configuration.source)
  const wishes = wishesFor(configuration, journal, ports.repository)
  const plan = planMigration([...found.candidates, ...running.candidates], wishes)
  const moves = allMoves(journal, movesInFiles(plan))
  const secrets = await surveySecrets(plan, context)
  const located = await locateSecrets(plan, moves, { secrets, context })
  const decided = { ...migration, found, services, plan, moves, located: located.found }
  const preflight = await runPreflight(decided, journal)
  const problems: Problem[] = [
    ...migration.problems,
    ...(plan.project === '' ? [withoutProject()] : []),
    ...[found, services, plan, secrets, located, preflight].flatMap(part => part.problems)
  ]
  const own =
    problems.length > 0
      ? { problems: [], remarks: [] }
      : await verifyOwnWrites({ secrets, roles: preflight.roles, located: located.found }, context)
  return {
    ...decided,
    ...preflight,
    secrets,
    problems: [...problems, ...own.problems],
    remarks: [...running.remarks, ...preflight.remarks, ...own.remarks]
  }
}

function wishesFor(
  configuration: MigrateConfiguration,
  journal: Journal | undefined,
  repository: string | undefined
): MigrationWishes {
  const { naming, secretNames, store, include, exclude, connectionStrings, replicaRegions, cluster } =
    configuration
  return {
    project: configuration.project ?? projectName(cluster ?? repository ?? ''),
    secretNames: [...namesFrom(journal), ...secretNames],
    store,
    include,
    exclude,
    connectionStrings,
    replicaRegions,
    ...present({ naming })
  }
}

function withoutProject(): Problem {
  return {
    code: 'missing-input',
    fault: 'user',
    message:
      'Input "project" is empty, and there is no cluster or repository to take the first part of the secrets\' names from.',
    hint: 'Set project, for example project: ops-pipeline.'
  }
}
