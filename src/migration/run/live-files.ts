import { lastPartOf } from '../../arn.ts'
import type { DefinitionSource } from '../../checking/load-sources.ts'
import { namedByKey, type Placement, siteOf } from '../../configuration/placement.ts'
import { loadDocument } from '../../document/load.ts'
import { placeFinder } from '../../document/place.ts'
import type { Problem } from '../../errors.ts'
import type { MigrateConfiguration } from '../../inputs/configuration.ts'
import type { JsonObject } from '../../json.ts'
import { withoutCommitTag } from '../../plan/commit-tag.ts'
import type { AwsPorts } from '../../ports.ts'
import { describeOnlyMembers } from '../../template/ecs-schema.generated.ts'
import type { ServiceCensus } from '../ports.ts'
import type { SourcesWithRevisions } from './load.ts'
import { describeLive } from './services.ts'
import type { TargetsWithTemplates } from './templates.ts'

/** namedOr lists the named services; where none are, every place that the configuration file names, and the usual one. */
export function namedOr(
  { services }: MigrateConfiguration,
  placement: Placement
): readonly (string | undefined)[] {
  return Array.isArray(services) ? services : [undefined, ...placement.places.keys()]
}

/**
 * withLiveFiles adds a file for each service that runs and has none: the running revision without what only ECS
 * says of it, as it will be written to the place that the `{service}` pattern names. Nothing is written here.
 * Throws AwsError.
 */
export async function withLiveFiles(
  loaded: TargetsWithTemplates,
  configuration: MigrateConfiguration,
  known: {
    readonly aws: Pick<AwsPorts, 'ecs'>
    readonly census: ServiceCensus
    readonly placement: Placement
    /** Files that an unfinished run has written already. */
    readonly written: ReadonlySet<string>
  }
): Promise<SourcesWithRevisions> {
  const revisions = new Map<string, string>()
  const isOwn = ({ document }: DefinitionSource) =>
    configuration.source === 'both' || known.written.has(document.file)
  const own = loaded.targets.filter(isOwn)
  if (configuration.source === 'files') return { ...loaded, revisions }
  const pattern = configuration.taskDefinition.find(
    one => one.includes('{service}') && !/[*?[\]!()]/.test(one)
  )
  const wanted = await servicesByCluster(configuration, known.placement, known.census)
  if (pattern === undefined || wanted === undefined)
    return { ...loaded, revisions, problems: [...loaded.problems, noPattern(wanted !== undefined)] }
  const covered = new Set(loaded.targets.flatMap(({ service = '' }) => [service]))
  const targets: DefinitionSource[] = [...own]
  for (const [cluster, names] of wanted) {
    const missing = new Map(
      names
        .map(name => keyIn(name, cluster, { placement: known.placement, configuration }))
        .filter(key => !covered.has(key))
        .map(key => [namedByKey(key, known.placement).service, key] as const)
    )
    const { services } = await known.aws.ecs.describeServices(cluster, [...missing.keys()])
    for (const { state, live } of await describeLive(services, known.aws)) {
      if (live === undefined || state.status !== 'ACTIVE') continue
      const key = missing.get(state.service) ?? state.service
      const file = pattern.replaceAll('{service}', key)
      const { document } = await loadDocument(file, printDefinition(live.definition))
      if (document === undefined) continue
      targets.push({ document, place: placeFinder(document), service: key })
      revisions.set(file, lastPartOf(live.arn))
    }
  }
  const files = [...new Set(targets.map(({ document }) => document.file))]
  const looked = new Set(targets.map(({ service }) => service))
  const leftOut = new Set([...covered].filter(name => !looked.has(name)))
  return { ...loaded, files, targets, revisions, leftOut }
}

/** What the project calls a service that was named by its key, or listed by its name in ECS. */
function keyIn(
  name: string,
  cluster: string,
  {
    placement,
    configuration
  }: { readonly placement: Placement; readonly configuration: MigrateConfiguration }
): string {
  if (placement.places.has(name)) return name
  const isIt = (key: string) =>
    namedByKey(key, placement).service === name &&
    lastPartOf(siteOf(key, placement, configuration).cluster ?? '') === lastPartOf(cluster)
  return [...placement.places.keys()].find(isIt) ?? name
}

/** The services of the run, each in the cluster where it is placed; undefined where nobody names one. */
async function servicesByCluster(
  configuration: MigrateConfiguration,
  placement: Placement,
  census: ServiceCensus
): Promise<ReadonlyMap<string, readonly string[]> | undefined> {
  const clusterOf = (service: string | undefined) => siteOf(service, placement, configuration).cluster
  const wanted = new Map<string, string[]>()
  const { services } = configuration
  for (const service of namedOr(configuration, placement)) {
    const cluster = clusterOf(service)
    if (cluster === undefined && Array.isArray(services)) return undefined
    if (cluster === undefined) continue
    wanted.set(cluster, [...(wanted.get(cluster) ?? []), ...(service === undefined ? [] : [service])])
  }
  if (wanted.size === 0) return undefined
  if (Array.isArray(services)) return wanted
  for (const cluster of wanted.keys()) {
    const all = await census.listServices(cluster)
    wanted.set(
      cluster,
      all.filter(name => lastPartOf(clusterOf(name) ?? cluster) === lastPartOf(cluster))
    )
  }
  return wanted
}

/** The members that RegisterTaskDefinition takes, in ECS's order, without the empty lists that ECS adds. */
function printDefinition(definition: JsonObject): string {
  const kept = Object.entries(withoutCommitTag(definition)).filter(
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

function noPattern(hasCluster: boolean): Problem {
  return {
    code: 'missing-input',
    fault: 'user',
    message: !hasCluster
      ? 'Input "cluster" is empty, but live services are to be looked at.'
      : 'Input "task-definition" has no pattern with {service} that says where a live service\'s file is to be written.',
    hint: 'Write task-definition: deploy/{service}-task-definition.json and cluster: NAME.'
  }
}
