import { partitionOf } from '../../arn.ts'
import { refusalOf } from '../../aws/explain.ts'
import { loadWorkflows } from '../../check/load-for-check.ts'
import { loadSources } from '../../check/load-sources.ts'
import { type ProjectRules, readProjectRules } from '../../check/project-rules.ts'
import type { LoadedDefinitionSources } from '../../check/source.ts'
import { modulesIn } from '../../check/terraform-modules.ts'
import type { TargetSite } from '../../deploy/prepare/inspect-services.ts'
import { liveEntriesOf, withLiveEntries } from '../../deploy/prepare/load-definitions.ts'
import { accountKey, announceTarget, connectAccounts, withTarget } from '../../deploy/target.ts'
import type { Problem } from '../../errors.ts'
import { loadedByTerraform } from '../../files/find/loaded-containers.ts'
import { siteOf, siteOfTarget } from '../../inputs/configuration/placement.ts'
import type { MigrateConfiguration } from '../../inputs/configuration.ts'
import { present } from '../../present.ts'
import { emptyReport, type Report } from '../../report/report.ts'
import { loadForMigration } from '../rewrite/rewrite.ts'
import { withLiveFiles } from './live-files.ts'
import type { MigrationContext, MigrationPorts } from './ports.ts'
import { isTemplate, type MigrationSource, sourcesOf, templateProblems } from './sources.ts'

/** The files of a migration, and its single account and Region. */
export type LoadedMigration = Pick<LoadedDefinitionSources, 'files' | 'unscanned' | 'problems'> & {
  readonly context: MigrationContext
  readonly sources: readonly MigrationSource[]
  /** The workflows that give values to containers; nothing in them moves. */
  readonly workflows: Pick<LoadedDefinitionSources, 'targets' | 'problems'>
}

/** A run that stops before the live services are read, with a report that explains why. */
export type StoppedMigration = { readonly stopped: Report }

type Run = {
  readonly configuration: MigrateConfiguration
  readonly ports: MigrationPorts
}

/**
 * loadMigration reads the files, and from AWS the live revisions of services without a file. Contradictory places are
 * reported before any request to AWS. If AWS refuses, the report of the stopped run keeps what is wrong with the files.
 */
export async function loadMigration(run: Run): Promise<LoadedMigration | StoppedMigration> {
  const { configuration, ports } = run
  const empty = emptyReport('migrate')
  if (configuration.base !== undefined || configuration.taskDefinitionArn !== undefined)
    return { stopped: { ...empty, problems: [noFileNamed()] } }
  const rules = await readProjectRules(configuration, ports)
  const files = rules.isUndecided ? NO_FILES : await loadFiles(configuration, ports, rules)
  const sites = sitesOf(files, configuration, rules)
  const early = [
    ...rules.problems,
    ...rules.placementProblems,
    ...(new Set(sites.map(accountKey)).size > 1 ? [severalPlaces()] : [])
  ]
  const known = { ...empty, files: files.files, unscanned: files.unscanned, problems: files.problems }
  if (early.length > 0) return { stopped: { ...known, problems: [...early, ...files.problems] } }
  try {
    return await connected({ rules, files }, sites, { ...run, known })
  } catch (error) {
    return { stopped: { ...known, problems: [...files.problems, refusalOf(error)] } }
  }
}

async function connected(
  { rules, files }: { readonly rules: ProjectRules; readonly files: LoadedDefinitionSources },
  sites: readonly TargetSite[],
  { configuration, ports, known }: Run & { readonly known: Report }
): Promise<LoadedMigration | StoppedMigration> {
  const { placement, resolved } = rules
  const usual = siteOf(undefined, placement, configuration)
  const [site = usual] = sites
  const { maxRetries } = configuration
  const connections = connectAccounts(ports, maxRetries)
  const said = await announceTarget([site, ...sites], { ports, aws: connections })
  if (said.problems.length > 0) return { stopped: withTarget(known, said) }
  const aws = await connections(site)
  const caller = await aws.directory.callerIdentity()
  const { region, roleArn } = site
  const context: MigrationContext = {
    configuration,
    ports,
    rules,
    aws,
    cloud: await ports.connectMigration({ region, maxRetries, ...present({ roleArn }) }),
    region,
    partition: caller.partition || partitionOf(region),
    account: caller.account,
    target: said.target,
    // the cluster of a project with one stands with the service, too
    ...present({ cluster: usual.cluster ?? onlyCluster(sites), callerArn: caller.arn })
  }
  const run = { aws: connections, ports }
  const loaded = await withLiveEntries(files, configuration, { resolved, placement, run })
  const modules = await modulesIn(
    ports.workspace,
    loaded.targets.map(({ document }) => document.file)
  )
  const live = await withLiveFiles(sourcesOf(loaded.targets, modules), context)
  const { sources } = live
  return {
    context,
    sources,
    workflows: await loadWorkflows(ports),
    files: sources.map(({ document }) => document.file),
    unscanned: loaded.unscanned,
    problems: [...templateProblems(sources, loaded.problems), ...live.problems]
  }
}

function onlyCluster(sites: readonly TargetSite[]): string | undefined {
  const [only, ...others] = new Set(sites.flatMap(({ cluster }) => cluster ?? []))
  return others.length === 0 ? only : undefined
}

const NO_FILES: LoadedDefinitionSources = { files: [], targets: [], unscanned: [], problems: [] }

/**
 * The places of the services of the files, and of those without a file; the stack of a template is deployed elsewhere.
 */
function sitesOf(
  { targets }: LoadedDefinitionSources,
  configuration: MigrateConfiguration,
  { placement, resolved }: Pick<ProjectRules, 'placement' | 'resolved'>
): readonly TargetSite[] {
  const { services, source } = configuration
  const named = Array.isArray(services) ? services : [undefined, ...placement.places.keys()]
  return [
    ...targets
      .filter(({ document }) => !isTemplate(document))
      .map(target => siteOfTarget(target, placement, configuration)),
    ...(source === 'files' ? [] : named).map(service => siteOf(service, placement, configuration)),
    ...liveEntriesOf(configuration, resolved).map(entry => siteOfTarget({ entry }, placement, configuration))
  ]
}

/** With live services, a service does not need a file, and a pattern may not match anything yet. */
async function loadFiles(
  configuration: MigrateConfiguration,
  ports: MigrationPorts,
  { resolved }: Pick<ProjectRules, 'resolved'>
): Promise<LoadedDefinitionSources> {
  const { services, source, ...rest } = configuration
  if (source === 'files')
    return withLoaded(configuration, ports, await loadSources(configuration, reading(ports), resolved))
  const isNamed = Array.isArray(services)
  const quiet = { ...reading(ports), keepSource: () => {} }
  const all = isNamed
    ? await loadSources(rest, quiet, resolved)
    : await loadSources(configuration, reading(ports), resolved)
  const targets = all.targets.filter(
    ({ service = '', document }) => !isNamed || services.includes(service) || isTemplate(document)
  )
  if (isNamed) for (const { document } of targets) ports.keepSource(document.file, document.text)
  return { ...all, targets, problems: missingAllowed(all, configuration, resolved) }
}

function reading(ports: MigrationPorts) {
  return { ...ports, load: loadForMigration }
}

/** Also the files with containers that the files of Terraform load. */
async function withLoaded(
  configuration: MigrateConfiguration,
  ports: MigrationPorts,
  first: LoadedDefinitionSources
): Promise<LoadedDefinitionSources> {
  const { files, unread } = loadedByTerraform(ports.workspace, first.files)
  const more = files.filter(file => !first.files.includes(file))
  const problems = unread.map(
    ({ code, message, hint = '' }): Problem => ({ code, fault: 'user', message, hint })
  )
  if (more.length === 0) return { ...first, problems: [...first.problems, ...problems] }
  const { services: _, ...rest } = configuration
  const second = await loadSources({ ...rest, taskDefinition: more }, reading(ports))
  return {
    files: [...first.files, ...second.files],
    ...present({ all: first.all }),
    targets: [...first.targets, ...second.targets],
    unscanned: [...first.unscanned, ...second.unscanned],
    problems: [...first.problems, ...problems, ...second.problems]
  }
}

/** A file that does not exist yet is not a problem if the run writes it. */
function missingAllowed(
  { problems }: LoadedDefinitionSources,
  { services, taskDefinition }: MigrateConfiguration,
  resolved: ProjectRules['resolved']
): readonly Problem[] {
  const isOne = taskDefinition.length === 1 && Array.isArray(services) && services.length === 1
  return problems.filter(({ code, service }) => {
    const isNamed = isOne || resolved.services.some(({ key }) => key === service)
    return code !== 'pattern-without-match' && !(code === 'file-not-found' && isNamed)
  })
}

function noFileNamed(): Problem {
  return {
    code: 'migration-no-file',
    fault: 'user',
    message: 'The inputs select a registered task definition, and a migration needs a file to write to.',
    hint: 'For what services run set source: live, and name the file to write: task-definition: deploy/{service}.json.'
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
