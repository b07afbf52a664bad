import { partitionOf } from '../../checking/contexts.ts'
import { type HouseRules, readHouseRules } from '../../checking/house-rules.ts'
import { loadSources } from '../../checking/load-sources.ts'
import { loadPlacement } from '../../configuration/load-placement.ts'
import { type Placement, siteOf } from '../../configuration/placement.ts'
import { accountKey, connectAccounts } from '../../deploying/connections.ts'
import type { Problem } from '../../errors.ts'
import type { MigrateConfiguration } from '../../inputs/configuration.ts'
import { present } from '../../present.ts'
import type { Journal } from '../journal.ts'
import type { LoadedSources } from './files.ts'
import { withLiveFiles } from './live.ts'
import type { MigrationPorts } from './ports.ts'
import type { MigrationScope } from './survey.ts'
import { type TargetsWithTemplates, withTemplates } from './templates.ts'

/** Files, house rules and the one account and region that a migration is for. */
export type LoadedMigration = {
  readonly house: HouseRules
  readonly placement: Placement
  readonly loaded: LoadedSources
  readonly scope: MigrationScope
  readonly problems: readonly Problem[]
}

/** loadMigration reads the files, and from AWS the live revisions of services that have none. Throws AwsError. */
export async function loadMigration(
  configuration: MigrateConfiguration,
  ports: MigrationPorts,
  unfinished: Journal | undefined
): Promise<LoadedMigration> {
  const house = await readHouseRules(configuration, ports)
  const { placement, problems: badPlacement } = await loadPlacement(configuration, house.text)
  const files = await loadFiles(configuration, ports)
  const problems: Problem[] = [...house.problems, ...badPlacement]
  const sites = files.targets
    .filter(({ document }) => !files.templates.has(document.file))
    .map(({ service }) => siteOf(service, placement, configuration))
  const [site = siteOf(undefined, placement, configuration)] = sites
  if (new Set(sites.map(accountKey)).size > 1) problems.push(severalPlaces())
  const clouds = connectAccounts(ports, configuration.maxRetries)
  const aws = await clouds(site)
  const account = { region: site.region, ...present({ roleArn: site.roleArn }) }
  const cloud = await ports.connectMigration({ ...account, maxRetries: configuration.maxRetries })
  const written = new Set(unfinished?.moves.map(({ file }) => file))
  const loaded = await withLiveFiles(files, configuration, { aws, migration: cloud, written })
  const caller = await aws.directory.callerIdentity()
  const scope: MigrationScope = {
    configuration,
    ports,
    aws,
    cloud,
    region: site.region,
    partition: caller.partition || partitionOf(site.region),
    account: caller.account,
    ...present({ callerArn: caller.arn })
  }
  return { house, placement, loaded, scope, problems: [...problems, ...loaded.problems] }
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
