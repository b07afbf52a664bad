import { refusalOf } from '../../aws/explain.ts'
import { partitionOf } from '../../checking/contexts.ts'
import { readProjectRules } from '../../checking/decisions/project-rules.ts'
import type { ProjectRules } from '../../checking/decisions/rule-decisions.ts'
import { loadSources } from '../../checking/load/load-sources.ts'
import { type Placement, siteOf, siteOfTarget } from '../../configuration/placement.ts'
import type { ResolvedLayout } from '../../configuration/resolved.ts'
import { accountKey, connectAccounts } from '../../deploying/connections.ts'
import type { TargetSite } from '../../deploying/prepare/inspect-services.ts'
import { liveEntriesOf, withLiveEntries } from '../../deploying/prepare/load-definitions.ts'
import { announceTarget, withTarget } from '../../deploying/target.ts'
import type { Problem } from '../../errors.ts'
import type { MigrateConfiguration } from '../../inputs/configuration.ts'
import { present } from '../../present.ts'
import { emptyReport, type Report } from '../../report/report.ts'
import type { Journal } from '../journal.ts'
import { namedOr, withLiveFiles } from './find/live-files.ts'
import type { SourcesWithRevisions } from './find/sources.ts'
import type { MigrationContext, MigrationPorts } from './ports.ts'
import { type TargetsWithTemplates, withTemplates } from './templates.ts'

/** The files, the project's rules and the single account and Region of a migration. */
export type LoadedMigration = {
  readonly project: ProjectRules
  readonly placement: Placement
  readonly loaded: SourcesWithRevisions
  readonly context: MigrationContext
  readonly problems: readonly Problem[]
}

/** A run that stops before the live services are read, with a report that explains why. */
export type StoppedMigration = { readonly stopped: Report }

/**
 * loadMigration reads the files, and from AWS the live revisions of services without a file. Contradictory places are
 * reported before any request to AWS. If AWS refuses, the report of the stopped run keeps what is wrong with the files.
 */
export async function loadMigration(
  configuration: MigrateConfiguration,
  ports: MigrationPorts,
  unfinished: Journal | undefined
): Promise<LoadedMigration | StoppedMigration> {
  if (configuration.base !== undefined || configuration.taskDefinitionArn !== undefined)
    return { stopped: { ...emptyReport('migrate'), problems: [noFileNamed()] } }
  const project = await readProjectRules(configuration, ports)
  const { placementProblems: badPlacement } = project
  const files = project.isUndecided ? NO_FILES : await loadFiles(configuration, ports, project)
  const sites = sitesOf(files, configuration, project)
  const early = [
    ...project.problems,
    ...badPlacement,
    ...(new Set(sites.map(accountKey)).size > 1 ? [severalPlaces()] : [])
  ]
  const empty = { ...emptyReport('migrate'), files: files.files, unscanned: files.unscanned }
  if (early.length > 0) return { stopped: { ...empty, problems: [...early, ...files.problems] } }
  try {
    return await connected({ project, files, sites, empty }, { configuration, ports, unfinished })
  } catch (error) {
    return { stopped: { ...empty, problems: [...files.problems, refusalOf(error)] } }
  }
}

async function connected(
  read: {
    readonly project: ProjectRules
    readonly files: TargetsWithTemplates
    readonly sites: readonly TargetSite[]
    readonly empty: Report
  },
  run: {
    readonly configuration: MigrateConfiguration
    readonly ports: MigrationPorts
    readonly unfinished: Journal | undefined
  }
): Promise<LoadedMigration | StoppedMigration> {
  const { project, files, sites, empty } = read
  const { configuration, ports, unfinished } = run
  const { placement } = project
  const [site = siteOf(undefined, placement, configuration)] = sites
  const connections = connectAccounts(ports, configuration.maxRetries)
  const said = await announceTarget([site, ...sites], { ports, aws: connections })
  if (said.problems.length > 0) return { stopped: withTarget({ ...empty, problems: files.problems }, said) }
  const aws = await connections(site)
  const caller = await aws.directory.callerIdentity()
  const { region, roleArn } = site
  const { maxRetries } = configuration
  const cloud = await ports.connectMigration({ region, maxRetries, ...present({ roleArn }) })
  const written = new Set(unfinished?.moves.map(({ file }) => file))
  const { resolved } = project
  const withEntries = await withLiveEntries(files, configuration, {
    resolved,
    placement,
    run: { aws: connections, ports }
  })
  const known = { aws, census: cloud.census, written, placement, resolved }
  const loaded = await withLiveFiles({ ...files, ...withEntries }, configuration, known)
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
  return { project, placement, loaded, context, problems: loaded.problems }
}

const NO_FILES: TargetsWithTemplates = withTemplates({ files: [], targets: [], unscanned: [], problems: [] })

/**
 * The places of the services of the files, and of those without a file. The stack of a template is deployed elsewhere.
 */
function sitesOf(
  { targets, templates }: TargetsWithTemplates,
  configuration: MigrateConfiguration,
  { placement, resolved }: Pick<ProjectRules, 'placement' | 'resolved'>
): readonly TargetSite[] {
  const own = targets.filter(({ document }) => !templates.has(document.file))
  const services = configuration.source === 'files' ? [] : [...namedOr(configuration, placement)]
  return [
    ...own.map(target => siteOfTarget(target, placement, configuration)),
    ...services.map(service => siteOf(service, placement, configuration)),
    ...liveEntriesOf(configuration, resolved).map(entry => siteOfTarget({ entry }, placement, configuration))
  ]
}

/** With live services, a service does not need a file, and a pattern may not match anything yet. */
async function loadFiles(
  configuration: MigrateConfiguration,
  ports: MigrationPorts,
  { resolved }: Pick<ProjectRules, 'resolved'>
): Promise<TargetsWithTemplates> {
  if (configuration.source === 'files')
    return withTemplates(await loadSources(configuration, ports, resolved))
  const { services, ...all } = configuration
  const loaded = withTemplates(await loadSources(all, ports, resolved))
  const wanted = Array.isArray(services) ? new Set(services) : undefined
  return {
    ...loaded,
    targets: loaded.targets.filter(
      ({ service = '', document }) =>
        wanted === undefined || wanted.has(service) || loaded.templates.has(document.file)
    ),
    problems: loaded.problems.filter(one => !isToBeWritten(one, configuration, resolved))
  }
}

/** A file that does not exist yet is not a problem if the run writes it. */
function isToBeWritten(
  { code, service }: Problem,
  { services, taskDefinition }: MigrateConfiguration,
  resolved: ResolvedLayout
): boolean {
  if (code === 'pattern-without-match') return true
  const isOne = taskDefinition.length === 1 && Array.isArray(services) && services.length === 1
  return code === 'file-not-found' && (isOne || resolved.services.some(({ key }) => key === service))
}

function noFileNamed(): Problem {
  return {
    code: 'migration-no-file',
    fault: 'user',
    message: 'The inputs name a definition that ECS has, and a migration needs a file to write to.',
    hint: 'For what services run set source: live, and name the file to write: task-definition: deploy/{service}.json. A service that is "live" in the configuration file needs no input: its references are written there.'
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
