import { refusalOf } from '../../aws/explain.ts'
import { chosenServices, chosenTasks } from '../../check/layout-sources.ts'
import { loadSources, ofEntry } from '../../check/load-sources.ts'
import type { ProjectRules } from '../../check/project-rules.ts'
import { type DefinitionSource, isLiveName, type LoadedDefinitionSources } from '../../check/source.ts'
import type { Finding } from '../../detector/rule.ts'
import type { Problem, Remark } from '../../errors.ts'
import { loadDocument } from '../../files/document/load.ts'
import { placeFinder } from '../../files/document/place.ts'
import { namedByKey, siteOf, siteOfTarget } from '../../inputs/configuration/placement.ts'
import type { ResolvedEntry, ResolvedLayout } from '../../inputs/configuration/resolve-layout.ts'
import type { CommonConfiguration, LiveBase } from '../../inputs/configuration.ts'
import { present } from '../../present.ts'
import { describeOnlyMembers } from '../../template/ecs-schema.generated.ts'
import { withoutCommitTag } from '../comparison/plan.ts'
import { accountKey, type DeployingPorts } from '../target.ts'
import { missingService, noCluster, type TargetSite } from './inspect-services.ts'

type Project = Pick<ProjectRules, 'placement' | 'resolved'>
type Configuration = CommonConfiguration & { readonly region: string }

/** A definition in ECS that a run takes as its base. */
type WantedBase = {
  /** The key of the service that gets it; absent if it is only registered or rendered. */
  readonly service?: string
  readonly entry?: ResolvedEntry
  readonly site: TargetSite
  /** The name of the source: that of the service or task; absent if an input names a revision. */
  readonly name?: string
  /** A revision, or a family for its newest one; absent for what the service runs. */
  readonly revision?: string
}

type LoadedBase = { readonly source?: DefinitionSource; readonly problems: readonly Problem[] }

const NOTHING: LoadedDefinitionSources = { files: [], targets: [], unscanned: [], problems: [] }

/**
 * loadDefinitions loads the definitions of a run: from files, including those that an earlier step rendered, or from
 * ECS. A definition from ECS comes with its tags and without the members that only a response of AWS has. It is named
 * `live:` and its service or family, also in exceptions. Does not throw AWS errors.
 */
export async function loadDefinitions(
  configuration: Configuration & { readonly base?: LiveBase },
  project: Project,
  run: DeployingPorts
): Promise<LoadedDefinitionSources> {
  const { base } = configuration
  if (base !== undefined) {
    const wanted = wantedByInput(base, configuration, project)
    if ('code' in wanted) return { ...NOTHING, problems: [wanted] }
    return withBases(NOTHING, wanted, { project, run })
  }
  const { ports } = run
  const handed = { ...ports, ...present({ temporary: ports.area.temporary }) }
  const loaded = await loadSources(configuration, handed, project.resolved)
  return withLiveEntries(loaded, configuration, { ...project, run })
}

/** An input names a revision for every named service, or states that each continues with what it runs. */
function wantedByInput(
  base: LiveBase,
  configuration: Configuration,
  { placement }: Project
): readonly WantedBase[] | Problem {
  const { services } = configuration
  const isNamed = Array.isArray(services)
  if (base.kind === 'revision' && services !== undefined && !isNamed)
    return {
      code: 'services-unknown',
      fault: 'user',
      message: 'Input "service" is "all", but no file lists the services.',
      hint: 'Name the services that get the definition, for example service: web, worker.'
    }
  if (base.kind === 'service' && !isNamed)
    return {
      code: 'missing-input',
      fault: 'user',
      message: 'Input "task-definition" is "live", but "service" has no service that runs one.',
      hint: 'Name the services, for example service: dispatcher, or a family by task-definition-family.'
    }
  const keys: readonly (string | undefined)[] = isNamed ? services : [undefined]
  return keys.map(service => ({
    site: siteOf(service, placement, configuration),
    ...present({ service }),
    ...(base.kind === 'revision' ? { revision: base.revision } : present({ name: service }))
  }))
}

/** liveEntriesOf returns the services and tasks of a run that use the definition in ECS. */
export function liveEntriesOf(
  configuration: CommonConfiguration,
  resolved: ResolvedLayout
): readonly ResolvedEntry[] {
  if (configuration.taskDefinition.length > 0) return []
  return chosenOf(configuration, resolved).filter(({ base }) => base?.kind === 'live')
}

function chosenOf(configuration: CommonConfiguration, resolved: ResolvedLayout): readonly ResolvedEntry[] {
  const { services } = chosenServices(configuration, resolved)
  return [...services, ...chosenTasks(services, resolved, configuration.services)]
}

/** withLiveEntries adds the services and tasks of the configuration file that use the definition in ECS. */
export async function withLiveEntries(
  loaded: LoadedDefinitionSources,
  configuration: Configuration,
  { run, ...project }: Project & { readonly run: DeployingPorts }
): Promise<LoadedDefinitionSources> {
  const entries = liveEntriesOf(configuration, project.resolved)
  if (entries.length === 0) return loaded
  const wanted = entries.map(
    (entry): WantedBase => ({
      entry,
      name: entry.key,
      site: siteOfTarget({ entry }, project.placement, configuration),
      ...present({
        service: entry.kind === 'service' ? entry.key : undefined,
        revision: entry.base?.kind === 'live' ? entry.base.family : undefined
      })
    })
  )
  const all = await withBases(loaded, wanted, { project, run })
  const order = chosenOf(configuration, project.resolved)
  const placeOf = ({ entry }: DefinitionSource) =>
    order.findIndex(one => one.kind === entry?.kind && one.key === entry.key)
  return { ...all, targets: all.targets.toSorted((a, b) => placeOf(a) - placeOf(b)) }
}

/** Adds definitions in ECS, each read once. */
async function withBases(
  loaded: LoadedDefinitionSources,
  wanted: readonly WantedBase[],
  { project, run }: { readonly project: Project; readonly run: DeployingPorts }
): Promise<LoadedDefinitionSources> {
  const asked = new Map<string, Promise<LoadedBase>>()
  const bases = await Promise.all(
    wanted.map(one => {
      const key = JSON.stringify([accountKey(one.site), one.revision ?? one.service, one.name])
      const answer = asked.get(key) ?? loadBase(one, project, run)
      asked.set(key, answer)
      return answer
    })
  )
  const { resolved } = project
  const targets = bases.flatMap(({ source }, index): readonly DefinitionSource[] => {
    const { service, entry = resolved.services.find(({ key }) => key === service) } = wanted[index] ?? {}
    return source ? [{ ...source, ...ofEntry(source, entry, resolved), ...present({ service }) }] : []
  })
  return {
    ...loaded,
    files: [...new Set([...loaded.files, ...targets.map(({ document }) => document.file)])],
    targets: [...loaded.targets, ...targets],
    problems: [...loaded.problems, ...[...new Set(bases)].flatMap(({ problems }) => problems)]
  }
}

async function loadBase(
  wanted: WantedBase,
  { placement }: Project,
  { aws, ports }: DeployingPorts
): Promise<LoadedBase> {
  const { site, service, name, entry, revision: given } = wanted
  if (given === undefined && service === undefined) return { problems: [withoutFamily(entry)] }
  try {
    const { ecs } = await aws(site)
    const running =
      given === undefined ? await runningRevision(service ?? '', site, { placement, aws }) : given
    if (typeof running !== 'string') return { problems: [running] }
    const live = await ecs.describeTaskDefinition(running)
    if (!live) return { problems: [noRevision(running, site.region)] }
    const file = `live:${name ?? live.family}`
    const members = Object.entries(withoutCommitTag(live.definition))
    const own = members.filter(([key]) => !describeOnlyMembers.includes(key))
    const dropped = members.map(([key]) => key).filter(key => describeOnlyMembers.includes(key))
    const text = `${JSON.stringify(Object.fromEntries(own), undefined, 2)}\n`
    const { document, problems } = await loadDocument(file, text)
    if (!document) return { problems }
    ports.keepSource(file, document.text)
    ports.log.info(
      `Base${name === undefined ? '' : ` of ${name}`}: ${live.family}:${live.revision}, without ${dropped.join(', ')}.`
    )
    return { source: { document, place: placeFinder(document) }, problems }
  } catch (error) {
    return { problems: [refusalOf(error)] }
  }
}

/** The revision that a service runs. Throws AwsError. */
async function runningRevision(
  key: string,
  { cluster, ...account }: TargetSite,
  { placement, aws }: Pick<Project, 'placement'> & Pick<DeployingPorts, 'aws'>
): Promise<string | Problem> {
  if (cluster === undefined) return noCluster('deployed')
  const named = { ...namedByKey(key, placement), site: { ...account, cluster } }
  const { ecs } = await aws(account)
  const { services } = await ecs.describeServices(cluster, [named.service])
  return services[0]?.taskDefinition || missingService(named)
}

function withoutFamily(entry: ResolvedEntry | undefined): Problem {
  return {
    code: 'bad-placement',
    fault: 'user',
    message: `"task-definition" of task "${entry?.key}" is live, but nothing runs a task all the time.`,
    hint: 'Name the family: task-definition: {live: FAMILY}.',
    ...present({ place: entry?.base?.place })
  }
}

function noRevision(revision: string, region: string): Problem {
  return {
    code: 'revision-not-found',
    fault: 'user',
    message: `ECS has no revision ${revision} in ${region}.`,
    hint: 'Check family, number and region; a family without an ACTIVE revision has none to begin with.'
  }
}

/** livePlaintext explains what to do about a definition in ECS that contains credentials: there is no file to fix. */
export function livePlaintext(findings: readonly Finding[]): readonly Remark[] {
  const names = findings.flatMap(({ file, level, category }) =>
    isLiveName(file) && level === 'error' && category === 'credential' ? [file] : []
  )
  return [...new Set(names)].map(name => ({
    message: `${name} holds plaintext credentials, which every revision that is made of it would hold too. Mode migrate moves them into secrets (with source: live where no configuration file has the service).`
  }))
}
