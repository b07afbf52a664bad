import type { DefinitionSource } from '../../checking/load-sources.ts'
import { loadDocument } from '../../document/load.ts'
import { placeFinder } from '../../document/place.ts'
import type { Problem } from '../../errors.ts'
import type { MigrateConfiguration } from '../../inputs/configuration.ts'
import type { JsonObject } from '../../json.ts'
import type { AwsPorts } from '../../ports.ts'
import type { LiveDefinition, ServiceState } from '../../rollout/ports.ts'
import { describeOnlyMembers } from '../../template/ecs-schema.generated.ts'
import type { MigrationCloud } from '../ports.ts'
import type { LoadedSources } from './files.ts'
import type { TargetsWithTemplates } from './templates.ts'

/** A service that runs, with the revision that it runs. */
export type LiveService = { readonly state: ServiceState; readonly live?: LiveDefinition }

/** describeLive reads the running revision of each service. Throws AwsError. */
export async function describeLive(
  states: readonly ServiceState[],
  { ecs }: Pick<AwsPorts, 'ecs'>
): Promise<readonly LiveService[]> {
  const found: LiveService[] = []
  for (const state of states) {
    const live =
      state.taskDefinition === '' ? undefined : await ecs.describeTaskDefinition(state.taskDefinition)
    found.push({ state, ...(live ? { live } : {}) })
  }
  return found
}

/**
 * withLiveFiles adds a file for each service that runs and has none: the running revision without what only ECS says of it,
 * as it will be written to the place that the `{service}` pattern names. Nothing is written here. Throws AwsError.
 */
export async function withLiveFiles(
  loaded: TargetsWithTemplates,
  configuration: MigrateConfiguration,
  known: {
    readonly aws: Pick<AwsPorts, 'ecs'>
    readonly migration: Pick<MigrationCloud, 'census'>
    /** Files that an unfinished run has written already. */
    readonly written: ReadonlySet<string>
  }
): Promise<LoadedSources> {
  const revisions = new Map<string, string>()
  const isOwn = ({ document }: DefinitionSource) =>
    configuration.source === 'both' || known.written.has(document.file)
  const own = loaded.targets.filter(isOwn)
  if (configuration.source === 'files') return { ...loaded, revisions }
  const pattern = configuration.taskDefinition.find(
    one => one.includes('{service}') && !/[*?[\]!()]/.test(one)
  )
  const { cluster } = configuration
  if (pattern === undefined || cluster === undefined) {
    return { ...loaded, revisions, problems: [...loaded.problems, noPattern(cluster)] }
  }
  const covered = new Set(loaded.targets.flatMap(({ service = '' }) => [service]))
  const wanted = (await namesWanted(configuration, cluster, known.migration)).filter(
    name => !covered.has(name)
  )
  const { services } = await known.aws.ecs.describeServices(cluster, wanted)
  const targets: DefinitionSource[] = [...own]
  for (const { state, live } of await describeLive(services, known.aws)) {
    if (live === undefined || state.status !== 'ACTIVE') continue
    const file = pattern.replaceAll('{service}', state.service)
    const { document } = await loadDocument(file, printDefinition(live.definition))
    if (document === undefined) continue
    targets.push({ document, place: placeFinder(document), service: state.service })
    revisions.set(file, live.arn.slice(live.arn.lastIndexOf('/') + 1))
  }
  const files = [...new Set(targets.map(({ document }) => document.file))]
  return { ...loaded, files, targets, revisions }
}

async function namesWanted(
  { services }: MigrateConfiguration,
  cluster: string,
  { census }: Pick<MigrationCloud, 'census'>
): Promise<readonly string[]> {
  return services === undefined || services === 'all' ? census.listServices(cluster) : services
}

/** The members that RegisterTaskDefinition takes, in ECS's order, without the empty lists that ECS adds. */
function printDefinition(definition: JsonObject): string {
  const kept = Object.entries(definition).filter(
    ([key, value]) => !describeOnlyMembers.includes(key) && value !== null && !isEmptyList(value)
  )
  const members = kept.map(([key, value]) =>
    key === 'containerDefinitions' ? [key, withoutEmpty(value)] : [key, value]
  )
  return `${JSON.stringify(Object.fromEntries(members), null, 2)}\n`
}

function withoutEmpty(containers: unknown): unknown {
  if (!Array.isArray(containers)) return containers
  return containers.map((container: object) =>
    Object.fromEntries(Object.entries(container).filter(([, value]) => value !== null && !isEmptyList(value)))
  )
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0
}

function noPattern(cluster: string | undefined): Problem {
  return {
    code: 'missing-input',
    fault: 'user',
    message:
      cluster === undefined
        ? 'Input "cluster" is empty, but live services are to be looked at.'
        : 'Input "task-definition" has no pattern with {service} that says where a live service\'s file is to be written.',
    hint: 'Write task-definition: deploy/{service}-task-definition.json and cluster: NAME.'
  }
}
