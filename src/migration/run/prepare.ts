import { lastPartOf } from '../../arn.ts'
import type { RenderedTarget } from '../../checking/load/source.ts'
import { namedByKey, siteOf } from '../../configuration/placement.ts'
import { childOf, stringOf } from '../../document/tree.ts'
import type { Problem } from '../../errors.ts'
import type { MigrateConfiguration } from '../../inputs/configuration.ts'
import { distinctBy, someOf } from '../../list.ts'
import { present } from '../../present.ts'
import { allMoves, type Journal, movesInFiles, namesFrom } from '../journal.ts'
import { projectName } from '../names.ts'
import type { MigrationRequest } from '../plan.ts'
import { planMigration } from '../plan-migration.ts'
import { attachServices } from './find/attach-services.ts'
import { type FoundInFiles, findInFiles } from './find/credentials.ts'
import { exposedUsers, type OtherUsers, type RunScope, takeCensus } from './find/family-users.ts'
import { compareWithLive } from './find/live-values.ts'
import { namesApart } from './find/names-apart.ts'
import { sharedRemarks, sharedWithOthers } from './find/shared-files.ts'
import type { RestOfProject } from './find/sources.ts'
import type { LoadedMigration } from './load.ts'
import { type Preflight, runPreflight, verifyOwnWrites } from './preflight/preflight.ts'
import type { DecidedMigration } from './preflight/preview-files.ts'
import { readProject } from './project.ts'
import { renderFor } from './render.ts'
import { type MigratedServices, readServices } from './services.ts'
import { locateSecrets, type SecretsSurvey, surveySecrets } from './survey-secrets.ts'

/** Everything that is known before the first write. With problems, nothing is written. */
export type PreparedMigration = DecidedMigration &
  Preflight & {
    readonly secrets: SecretsSurvey
    /** Secrets that an interrupted run has stored and that have got a newer value since. */
    readonly rotated: ReadonlySet<string>
    readonly users: RunScope
    /** The users of the families besides the services of the run. */
    readonly others: OtherUsers
  }

/**
 * prepareMigration determines everything that can be known without writing, in four steps: gather the credentials, name
 * and plan their secrets, compare them with what is stored, verify. Throws AwsError if AWS cannot be read at all.
 */
export async function prepareMigration(
  before: LoadedMigration,
  journal: Journal | undefined
): Promise<PreparedMigration> {
  const gathered = await gatherCredentials(before)
  const { migration, found, services, rest } = gathered
  const { context } = migration
  const { configuration, ports } = context
  const { onDifference } = configuration
  const running = compareWithLive(found, services.running, { onDifference })
  const requested = requestedMigration(configuration, journal, context.cluster ?? ports.repository)
  const apart = await namesApart(migration, found.candidates, requested.project)
  const plan = planMigration(found.candidates, { ...requested, ...rest, apart })
  const moves = allMoves(journal, movesInFiles(plan))
  const secrets = await surveySecrets(plan, context)
  const located = await locateSecrets(plan, moves, { secrets, context, journal })
  const decided = {
    ...migration,
    found,
    services,
    plan,
    moves,
    located: located.found
  }
  const preflight = await runPreflight(decided, journal)
  const problems: Problem[] = [
    ...migration.problems,
    ...(plan.project === '' ? [withoutProject()] : []),
    ...[gathered, found, services, running, plan, secrets, located, preflight].flatMap(part => part.problems)
  ]
  const own =
    problems.length > 0
      ? { problems: [], remarks: [] }
      : await verifyOwnWrites({ secrets, roles: preflight.roles, located: located.found }, context)
  return {
    ...decided,
    ...preflight,
    secrets,
    rotated: located.rotated,
    users: gathered.users,
    others: gathered.others,
    // Several checks can report the same problem, for example a service that no longer exists.
    problems: distinctBy([...problems, ...own.problems], JSON.stringify),
    remarks: [
      ...[gathered, running, preflight, own].flatMap(part => part.remarks),
      ...rotatedRemarks(located.rotated)
    ]
  }
}

/** The contents of the files, the rest of the project and the running services. */
type Gathered = {
  readonly migration: LoadedMigration
  readonly found: FoundInFiles
  readonly services: MigratedServices
  readonly rest: RestOfProject
  readonly users: RunScope
  readonly others: OtherUsers
  readonly problems: readonly Problem[]
  readonly remarks: readonly string[]
}

async function gatherCredentials(before: LoadedMigration): Promise<Gathered> {
  const namesOf = ({ loaded }: LoadedMigration) =>
    loaded.targets.flatMap(({ service }) => (service === undefined ? [] : [service]))
  const named = await readServices(namesOf(before), before)
  const census = await takeCensus(before)
  const attached = await attachServices(before, named, census)
  const { migration } = attached
  const services = migration === before ? named : await readServices(namesOf(migration), migration)
  const { context, loaded, project } = migration
  const { configuration, ports } = context
  const scope = { ...migration, services }
  const rest = await readProject(migration, scope)
  const rendered: RenderedTarget[] = []
  for (const target of loaded.targets.filter(({ document }) => !loaded.templates.has(document.file))) {
    const { root } = await renderFor(target.document, target, scope)
    if (root === undefined) continue
    rendered.push({ target, root })
  }
  const found = await findInFiles(loaded, { configuration, project, ports, rest, rendered })
  const users = scopeOf(migration, rendered)
  return {
    migration,
    found,
    services,
    rest,
    users,
    others: await exposedUsers(census, users, context),
    problems: [...attached.problems, ...sharedWithOthers(migration, found)],
    remarks: [
      ...(loaded.remarks ?? []),
      ...attached.remarks,
      ...sharedRemarks(migration, found),
      ...rest.remarks,
      ...found.remarks,
      ...placesLeft(found.left)
    ]
  }
}

/** The families of the files, and the services that the run deploys, each in its cluster. */
function scopeOf(
  { loaded, placement, context }: LoadedMigration,
  rendered: readonly RenderedTarget[]
): RunScope {
  const services = new Set(
    loaded.targets.flatMap(({ service }) => {
      const { cluster } = siteOf(service, placement, context.configuration)
      if (service === undefined || cluster === undefined) return []
      return [`${lastPartOf(cluster)} ${namedByKey(service, placement).service}`]
    })
  )
  return {
    families: new Set(rendered.flatMap(({ root }) => stringOf(childOf(root, 'family')) ?? [])),
    isOfRun: (cluster, service) => services.has(`${lastPartOf(cluster)} ${service}`),
    isLeftOut: (cluster, service) => {
      const own = siteOf(service, placement, context.configuration).cluster
      return loaded.leftOut?.has(service) === true && lastPartOf(own ?? '') === lastPartOf(cluster)
    }
  }
}

/** They are not listed for rotation any more. */
function rotatedRemarks(rotated: ReadonlySet<string>): readonly string[] {
  if (rotated.size === 0) return []
  return [
    `A newer value than this migration stored is in ${someOf([...rotated], PLACES_SHOWN)}: no longer listed to rotate.`
  ]
}

const PLACES_SHOWN = 10

function placesLeft(places: readonly string[]): readonly string[] {
  if (places.length === 0) return []
  return [`Values that move are also at ${someOf(places, PLACES_SHOWN)}. These places are not changed.`]
}

function requestedMigration(
  configuration: MigrateConfiguration,
  journal: Journal | undefined,
  named: string | undefined
): MigrationRequest {
  const { naming, secretNames, store, include, exclude, connectionStrings, replicaRegions } = configuration
  return {
    project: configuration.project ?? projectName(named ?? ''),
    secretNames: [...namesFrom(journal), ...secretNames],
    store,
    include,
    exclude,
    connectionStrings,
    replicaRegions,
    ...present({ naming, environment: configuration.environment })
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
