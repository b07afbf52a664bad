import { lastPartOf } from '../../../arn.ts'
import { isLiveName, ofEntry } from '../../../checking/load/load-sources.ts'
import type { DefinitionSource } from '../../../checking/load/source.ts'
import { namedByKey, type Placement, siteOf } from '../../../configuration/placement.ts'
import type { ResolvedLayout } from '../../../configuration/resolved.ts'
import { loadDocument } from '../../../document/load.ts'
import { placeFinder } from '../../../document/place.ts'
import type { Problem } from '../../../errors.ts'
import { grouped } from '../../../group.ts'
import type { MigrateConfiguration } from '../../../inputs/configuration.ts'
import type { JsonObject } from '../../../json.ts'
import { withoutCommitTag } from '../../../plan/commit-tag.ts'
import type { AwsPorts } from '../../../ports.ts'
import type { LiveDefinition } from '../../../rollout/ports.ts'
import { describeOnlyMembers } from '../../../template/ecs-schema.generated.ts'
import type { ServiceCensus } from '../../ports.ts'
import { describeLive } from '../services.ts'
import type { TargetsWithTemplates } from '../templates.ts'
import type { SourcesWithRevisions } from './sources.ts'

/** namedOr lists the named services; without any, every place in the configuration file, and the default place. */
export function namedOr(
  { services }: MigrateConfiguration,
  placement: Placement
): readonly (string | undefined)[] {
  return Array.isArray(services) ? services : [undefined, ...placement.places.keys()]
}

/** What is known in addition to the inputs. */
type Known = {
  readonly aws: Pick<AwsPorts, 'ecs'>
  readonly census: ServiceCensus
  readonly placement: Placement
  readonly resolved: ResolvedLayout
  /** Files that an unfinished run has already written. */
  readonly written: ReadonlySet<string>
}

/**
 * withLiveFiles adds a file for each running service without one: the running revision without the members that only
 * ECS returns, for the path from the configuration file or from the `{service}` pattern. It writes nothing. Throws
 * AwsError.
 */
export async function withLiveFiles(
  loaded: TargetsWithTemplates,
  configuration: MigrateConfiguration,
  known: Known
): Promise<SourcesWithRevisions> {
  const revisions = new Map<string, string>()
  if (configuration.source === 'files') return { ...loaded, revisions }
  const isOwn = ({ document: { file } }: DefinitionSource) =>
    configuration.source === 'both' || known.written.has(file) || isLiveName(file)
  const wanted = await servicesByCluster(configuration, known.placement, known.census)
  if (wanted === undefined)
    return { ...loaded, revisions, problems: [...loaded.problems, noClusterForLive()] }
  const covered = new Set(loaded.targets.flatMap(({ service = '' }) => [service]))
  const targets: DefinitionSource[] = loaded.targets.filter(isOwn)
  const strangers: string[] = []
  const found: LivePlace[] = []
  for (const [cluster, names] of wanted) {
    const keys = names
      .map(name => keyIn(name, cluster, { placement: known.placement, configuration }))
      .filter(key => !covered.has(key))
    const missing = keys.filter(key => isOfProject(key, configuration, known.resolved))
    strangers.push(
      ...keys.filter(key => !missing.includes(key)).map(key => `${key} (${lastPartOf(cluster)})`)
    )
    found.push(...(await livePlaces({ cluster, keys: missing }, configuration, known)))
  }
  const problems = placeFaults(found)
  for (const { key, file, live } of problems.length > 0 ? [] : found) {
    const { document } = await loadDocument(file as string, printDefinition(live.definition))
    if (document === undefined) continue
    const entry = known.resolved.services.find(one => one.key === key)
    const source = { document, place: placeFinder(document), service: key }
    targets.push({ ...source, ...ofEntry(source, entry, known.resolved) })
    revisions.set(document.file, lastPartOf(live.arn))
  }
  const files = [...new Set(targets.map(({ document }) => document.file))]
  const looked = new Set(targets.map(({ service }) => service))
  const leftOut = new Set([...covered].filter(name => !looked.has(name)))
  const all = { ...loaded, files, targets, revisions, leftOut, problems: [...loaded.problems, ...problems] }
  return { ...all, remarks: strangers.length === 0 ? [] : [notOfProject(strangers)] }
}

/** A service without a file, its running definition, and the path to write it to; undefined if none is configured. */
type LivePlace = { readonly key: string; readonly file: string | undefined; readonly live: LiveDefinition }

async function livePlaces(
  { cluster, keys }: { readonly cluster: string; readonly keys: readonly string[] },
  configuration: MigrateConfiguration,
  { aws, placement, resolved }: Known
): Promise<readonly LivePlace[]> {
  const byName = new Map(keys.map(key => [namedByKey(key, placement).service, key] as const))
  const { services } = await aws.ecs.describeServices(cluster, [...byName.keys()])
  return (await describeLive(services, aws)).flatMap(({ state, live }) => {
    if (live === undefined || state.status !== 'ACTIVE') return []
    const key = byName.get(state.service) ?? state.service
    return [{ key, live, file: fileFor(key, configuration, resolved) }]
  })
}

/** patternOf returns the `{service}` pattern for the paths of new files. */
function patternOf({ taskDefinition }: MigrateConfiguration): string | undefined {
  return taskDefinition.find(one => one.includes('{service}') && !/[*?[\]!()]/.test(one))
}

/**
 * The path from the configuration file, otherwise from the pattern, otherwise the only path of a run for one service.
 */
function fileFor(
  key: string,
  configuration: MigrateConfiguration,
  { services }: ResolvedLayout
): string | undefined {
  const base = services.find(one => one.key === key)?.base
  if (base?.kind === 'file') return base.path.replace(/^(?:\.\/)+/, '')
  const pattern = patternOf(configuration)
  if (pattern !== undefined) return pattern.replaceAll('{service}', key)
  const { taskDefinition, services: named } = configuration
  const [only] = taskDefinition
  const isOne = taskDefinition.length === 1 && Array.isArray(named) && named.length === 1
  return isOne && only !== undefined && !/[*?[\]!(){}]/.test(only) ? only : undefined
}

/**
 * Without a pattern, only the services in the configuration file belong to the project, even if the cluster runs
 * others.
 */
function isOfProject(
  key: string,
  configuration: MigrateConfiguration,
  { services }: ResolvedLayout
): boolean {
  return (
    patternOf(configuration) !== undefined ||
    services.length === 0 ||
    Array.isArray(configuration.services) ||
    services.some(one => one.key === key)
  )
}

function placeFaults(found: readonly LivePlace[]): readonly Problem[] {
  const unplaced = found.filter(({ file }) => file === undefined).map(({ key }) => key)
  const placed = found.flatMap(({ key, file }) => (file === undefined ? [] : [{ key, file }]))
  const shared = [...grouped(placed, ({ file }) => file)].filter(([, alike]) => alike.length > 1)
  return [
    ...(unplaced.length > 0 ? [noPlace(unplaced)] : []),
    ...shared.map(([file, alike]) => severalFor(file, alike))
  ]
}

/** The project's key for a service that was named by its key or listed by its name in ECS. */
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

/** The services of the run, by the cluster that they are placed in; undefined if no cluster is named. */
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

/** The members that RegisterTaskDefinition accepts, in ECS's order, without the empty lists that ECS adds. */
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

function noClusterForLive(): Problem {
  return {
    code: 'missing-input',
    fault: 'user',
    message: 'Input "cluster" is empty, but live services are to be read.',
    hint: 'Write cluster: NAME, or "cluster" in the configuration file.'
  }
}

function noPlace(keys: readonly string[]): Problem {
  return {
    code: 'migration-no-file',
    fault: 'user',
    message: `There is no file to write for ${keys.join(', ')}: neither the configuration file nor a pattern with {service} says where.`,
    hint: 'Write "task-definition" into the entry of each in the configuration file: a path that is to be written, or "live" where the definition stays in ECS and the references are written into the configuration file. Or name a pattern: task-definition: deploy/{service}-task-definition.json.'
  }
}

function severalFor(file: string, alike: readonly { readonly key: string }[]): Problem {
  const keys = alike.map(({ key }) => key)
  return {
    code: 'migration-no-file',
    fault: 'user',
    message: `${file} is the task definition of ${keys.join(' and ')}, and is not there: it can be written from what one of them runs.`,
    hint: `Name that one in "service" (service: ${keys[0]}), or give each its own file.`
  }
}

function notOfProject(services: readonly string[]): string {
  return `Not checked, because the configuration file does not have them: ${services.join(', ')}. A pattern with {service} in "task-definition" would write a file for each.`
}
