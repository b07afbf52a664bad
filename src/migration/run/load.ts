import { lastPartOf } from '../../arn.ts'
import { partitionOf } from '../../checking/contexts.ts'
import { type HouseRules, readHouseRules } from '../../checking/house-rules.ts'
import { type DefinitionSource, loadSources } from '../../checking/load-sources.ts'
import { type Placement, siteOf } from '../../configuration/placement.ts'
import { accountKey, connectAccounts } from '../../deploying/connections.ts'
import type { TargetSite } from '../../deploying/prepare/inspect-services.ts'
import { sayTarget, withTarget } from '../../deploying/target.ts'
import { loadDocument } from '../../document/load.ts'
import { placeFinder } from '../../document/place.ts'
import type { Problem } from '../../errors.ts'
import type { MigrateConfiguration } from '../../inputs/configuration.ts'
import type { JsonObject } from '../../json.ts'
import { withoutCommitTag } from '../../plan/commit-tag.ts'
import type { AwsPorts } from '../../ports.ts'
import { present } from '../../present.ts'
import { emptyReport, type Report } from '../../report/report.ts'
import { describeOnlyMembers } from '../../template/ecs-schema.generated.ts'
import type { Journal } from '../journal.ts'
import type { ServiceCensus } from '../ports.ts'
import type { MigrationContext, MigrationPorts } from './ports.ts'
import { describeLive } from './services.ts'
import { type TargetsWithTemplates, withTemplates } from './templates.ts'

/** Targets with the revisions that those were written from which have no file yet. */
export type SourcesWithRevisions = TargetsWithTemplates & {
  readonly revisions: ReadonlyMap<string, string>
  /** Files whose services were not named by the inputs but found. */
  readonly attached?: ReadonlySet<string>
  /** Services that have a file, where only those without one are migrated. */
  readonly leftOut?: ReadonlySet<string>
}

/** Files, house rules and the one account and region that a migration is for. */
export type LoadedMigration = {
  readonly house: HouseRules
  readonly placement: Placement
  readonly loaded: SourcesWithRevisions
  readonly context: MigrationContext
  readonly problems: readonly Problem[]
}

/** A run that ends before it has looked at anything in AWS, with the report that says why. */
export type StoppedMigration = { readonly stopped: Report }

/**
 * loadMigration reads the files, and from AWS the live revisions of services that have none. What contradicts itself
 * about the place is known before AWS is asked anything. Throws AwsError.
 */
export async function loadMigration(
  configuration: MigrateConfiguration,
  ports: MigrationPorts,
  unfinished: Journal | undefined
): Promise<LoadedMigration | StoppedMigration> {
  const house = await readHouseRules(configuration, ports)
  const { placement, placementProblems: badPlacement } = house
  const files = await loadFiles(configuration, ports)
  const sites = sitesOf(files, configuration, placement)
  const early = [
    ...house.problems,
    ...badPlacement,
    ...(new Set(sites.map(accountKey)).size > 1 ? [severalPlaces()] : [])
  ]
  const empty = emptyReport('migrate')
  if (early.length > 0) return { stopped: { ...empty, problems: [...early, ...files.problems] } }
  const [site = siteOf(undefined, placement, configuration)] = sites
  const clouds = connectAccounts(ports, configuration.maxRetries)
  const said = await sayTarget([site, ...sites], { ports, aws: clouds })
  if (said.problems.length > 0) return { stopped: withTarget({ ...empty, problems: files.problems }, said) }
  const aws = await clouds(site)
  const caller = await aws.directory.callerIdentity()
  const { region, roleArn } = site
  const { maxRetries } = configuration
  const cloud = await ports.connectMigration({ region, maxRetries, ...present({ roleArn }) })
  const written = new Set(unfinished?.moves.map(({ file }) => file))
  const known = { aws, census: cloud.census, written, placement }
  const loaded = await withLiveFiles(files, configuration, known)
  const context: MigrationContext = {
    configuration,
    ports,
    aws,
    cloud,
    region,
    partition: caller.partition || partitionOf(region),
    account: caller.account,
    target: said.target,
    ...present({ cluster: siteOf(undefined, placement, configuration).cluster, callerArn: caller.arn })
  }
  return { house, placement, loaded, context, problems: loaded.problems }
}

/** Where the services of the files are, and those that have no file yet. A template's stack is deployed elsewhere. */
function sitesOf(
  { targets, templates }: TargetsWithTemplates,
  configuration: MigrateConfiguration,
  placement: Placement
): readonly TargetSite[] {
  const own = targets.filter(({ document }) => !templates.has(document.file))
  const services = configuration.source === 'files' ? [] : [...namedOr(configuration, placement)]
  return [...own.map(({ service }) => service), ...services].map(service =>
    siteOf(service, placement, configuration)
  )
}

/** The named services; where none are, every place that the configuration file names, and the usual one. */
function namedOr({ services }: MigrateConfiguration, placement: Placement): readonly (string | undefined)[] {
  return Array.isArray(services) ? services : [undefined, ...placement.places.keys()]
}

/** With live services also a service without a file is a service, and a pattern may find nothing yet. */
async function loadFiles(
  configuration: MigrateConfiguration,
  ports: MigrationPorts
): Promise<TargetsWithTemplates> {
  if (configuration.source === 'files') return withTemplates(await loadSources(configuration, ports))
  const { services, ...all } = configuration
  const loaded = withTemplates(await loadSources(all, ports))
  const wanted = Array.isArray(services) ? new Set(services) : undefined
  return {
    ...loaded,
    targets: loaded.targets.filter(
      ({ service = '', document }) =>
        wanted === undefined || wanted.has(service) || loaded.templates.has(document.file)
    ),
    problems: loaded.problems.filter(({ code }) => code !== 'pattern-without-match')
  }
}

function severalPlaces(): Problem {
  return {
    code: 'migration-places',
    fault: 'user',
    message: 'The services of this run are in several regions or accounts; a migration is for one.',
    hint: 'Name the services of one place in "service", and run once for each place.'
  }
}

/**
 * withLiveFiles adds a file for each service that runs and has none: the running revision without what only ECS
 * says of it, as it will be written to the place that the `{service}` pattern names. Nothing is written here.
 * Throws AwsError.
 */
async function withLiveFiles(
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
    const missing = names.filter(name => !covered.has(name))
    const { services } = await known.aws.ecs.describeServices(cluster, missing)
    for (const { state, live } of await describeLive(services, known.aws)) {
      if (live === undefined || state.status !== 'ACTIVE') continue
      const file = pattern.replaceAll('{service}', state.service)
      const { document } = await loadDocument(file, printDefinition(live.definition))
      if (document === undefined) continue
      targets.push({ document, place: placeFinder(document), service: state.service })
      revisions.set(file, lastPartOf(live.arn))
    }
  }
  const files = [...new Set(targets.map(({ document }) => document.file))]
  const looked = new Set(targets.map(({ service }) => service))
  const leftOut = new Set([...covered].filter(name => !looked.has(name)))
  return { ...loaded, files, targets, revisions, leftOut }
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
