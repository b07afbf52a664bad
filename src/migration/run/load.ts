import { lastPartOf } from '../../arn.ts'
import { partitionOf } from '../../checking/contexts.ts'
import { type HouseRules, readHouseRules } from '../../checking/house-rules.ts'
import { type DefinitionSource, loadSources } from '../../checking/load-sources.ts'
import { type Placement, siteOf } from '../../configuration/placement.ts'
import { accountKey, connectAccounts } from '../../deploying/connections.ts'
import { loadDocument } from '../../document/load.ts'
import { placeFinder } from '../../document/place.ts'
import type { Problem } from '../../errors.ts'
import type { MigrateConfiguration } from '../../inputs/configuration.ts'
import type { JsonObject } from '../../json.ts'
import type { AwsPorts } from '../../ports.ts'
import { present } from '../../present.ts'
import { targetToText } from '../../report/target.ts'
import { describeOnlyMembers } from '../../template/ecs-schema.generated.ts'
import type { Journal } from '../journal.ts'
import type { MigrationCloud } from '../ports.ts'
import type { MigrationContext, MigrationPorts } from './ports.ts'
import { describeLive } from './services.ts'
import { type TargetsWithTemplates, withTemplates } from './templates.ts'

/** Targets with the revisions that those were written from which have no file yet. */
export type SourcesWithRevisions = TargetsWithTemplates & {
  readonly revisions: ReadonlyMap<string, string>
  /** Files whose services were not named by the inputs but found. */
  readonly attached?: ReadonlySet<string>
}

/** Files, house rules and the one account and region that a migration is for. */
export type LoadedMigration = {
  readonly house: HouseRules
  readonly placement: Placement
  readonly loaded: SourcesWithRevisions
  readonly context: MigrationContext
  readonly problems: readonly Problem[]
}

/** loadMigration reads the files, and from AWS the live revisions of services that have none. Throws AwsError. */
export async function loadMigration(
  configuration: MigrateConfiguration,
  ports: MigrationPorts,
  unfinished: Journal | undefined
): Promise<LoadedMigration> {
  const house = await readHouseRules(configuration, ports)
  const { placement, placementProblems: badPlacement } = house
  const files = await loadFiles(configuration, ports)
  const problems: Problem[] = [...house.problems, ...badPlacement]
  const sites = files.targets
    .filter(({ document }) => !files.templates.has(document.file))
    .map(({ service }) => siteOf(service, placement, configuration))
  const [site = siteOf(undefined, placement, configuration)] = sites
  if (new Set(sites.map(accountKey)).size > 1) problems.push(severalPlaces())
  const clouds = connectAccounts(ports, configuration.maxRetries)
  const aws = await clouds(site)
  const caller = await aws.directory.callerIdentity()
  const clusters = [...new Set([site, ...sites].flatMap(({ cluster }) => cluster ?? []))]
  const { account: number, arn } = caller
  const place = { region: site.region, account: number, clusters, ...present({ identity: arn }) }
  for (const line of targetToText([place])) ports.log.info(line)
  const account = { region: site.region, ...present({ roleArn: site.roleArn }) }
  const cloud = await ports.connectMigration({ ...account, maxRetries: configuration.maxRetries })
  const written = new Set(unfinished?.moves.map(({ file }) => file))
  const loaded = await withLiveFiles(files, configuration, { aws, migration: cloud, written })
  const context: MigrationContext = {
    configuration,
    ports,
    aws,
    cloud,
    region: site.region,
    partition: caller.partition || partitionOf(site.region),
    account: number,
    target: [place],
    ...present({ callerArn: arn })
  }
  return { house, placement, loaded, context, problems: [...problems, ...loaded.problems] }
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
    readonly migration: Pick<MigrationCloud, 'census'>
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
    revisions.set(file, lastPartOf(live.arn))
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
