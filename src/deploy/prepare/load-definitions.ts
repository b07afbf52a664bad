import { refusalOf } from '../../aws/explain.ts'
import { chosenServices, chosenTasks } from '../../check/layout-sources.ts'
import { loadSources, ofEntry } from '../../check/load-sources.ts'
import type { ProjectRules } from '../../check/project-rules.ts'
import { type DefinitionSource, isLiveName, type LoadedDefinitionSources } from '../../check/source.ts'
import type { Finding } from '../../detector/finding.ts'
import type { Problem, Remark } from '../../errors.ts'
import { loadDocument } from '../../files/document/load.ts'
import { placeFinder } from '../../files/document/place.ts'
import { namedByKey, siteOf, siteOfTarget } from '../../inputs/configuration/placement.ts'
import type { ResolvedEntry, ResolvedLayout } from '../../inputs/configuration/resolved.ts'
import type { CommonConfiguration, LiveBase } from '../../inputs/configuration.ts'
import { present } from '../../present.ts'
import type { LiveDefinition } from '../../rollout/ports.ts'
import { describeOnlyMembers } from '../../template/ecs-schema.generated.ts'
import { withoutCommitTag } from '../comparison/commit-tag.ts'
import { accountKey, type DeployingPorts } from '../connections.ts'
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
  const { ports } = run
  if (base !== undefined) {
    const wanted = wantedByInput(base, configuration, project)
    return 'code' in wanted
      ? { ...NOTHING, problems: [wanted] }
      : withBases(NOTHING, wanted, { project, run })
  }
  const handed = { ...ports, ...present({ temporary: ports.area.temporary }) }
  const loaded = await loadSources(configuration, handed, project.resolved)
  return withLiveEntries(loaded, configuration, { ...project, run })
}

/** An input names a revision for every named service, or says that each continues with what it runs. */
function wantedByInput(
  base: LiveBase,
  configuration: Configuration,
  { placement }: Project
): readonly WantedBase[] | Problem {
  const { services } = configuration
  if (base.kind === 'revision' && (services === 'all' || services === 'changed'))
    return {
      code: 'services-unknown',
      fault: 'user',
      message: 'Input "service" is "all", but no file names the services.',
      hint: 'Name the services that get the definition, for example service: web, worker.'
    }
  if (base.kind === 'service' && !Array.isArray(services))
    return {
      code: 'missing-input',
      fault: 'user',
      message: 'Input "task-definition" is "live", but "service" names no service that runs one.',
      hint: 'Name the services, for example service: dispatcher, or a family by task-definition-family.'
    }
  const keys: readonly (string | undefined)[] = Array.isArray(services) ? services : [undefined]
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
  const wanted = entries.map((entry): WantedBase => {
    const family = entry.base?.kind === 'live' ? entry.base.family : undefined
    return {
      entry,
      name: entry.key,
      site: siteOfTarget({ entry }, project.placement, configuration),
      ...present({ service: entry.kind === 'service' ? entry.key : undefined, revision: family })
    }
  })
  const all = await withBases(loaded, wanted, { project, run })
  const order = chosenOf(configuration, project.resolved).map(({ key, kind }) => `${kind} ${key}`)
  const placeOf = ({ entry }: DefinitionSource) => (entry ? order.indexOf(`${entry.kind} ${entry.key}`) : -1)
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
  const { site, service, name, entry } = wanted
  if (wanted.revision === undefined && service === undefined) return { problems: [withoutFamily(entry)] }
  try {
    const { ecs } = await aws(site)
    let { revision } = wanted
    if (revision === undefined) {
      if (site.cluster === undefined) return { problems: [noCluster('deployed')] }
      const named = namedByKey(service ?? '', placement)
      const { services } = await ecs.describeServices(site.cluster, [named.service])
      revision = services[0]?.taskDefinition
      if (!revision)
        return { problems: [missingService({ ...named, site: { ...site, cluster: site.cluster } })] }
    }
    const live = await ecs.describeTaskDefinition(revision)
    if (!live) return { problems: [noRevision(revision, site.region)] }
    const file = `live:${name ?? live.family}`
    const text = `${JSON.stringify(ownMembers(live), undefined, 2)}\n`
    const { document, problems } = await loadDocument(file, text)
    if (!document) return { problems }
    ports.keepSource(file, document.text)
    ports.log.info(`Base${name === undefined ? '' : ` of ${name}`}: ${live.family}:${live.revision}.`)
    const newest = wanted.revision === undefined && (await ecs.describeTaskDefinition(live.family))
    if (newest && newest.revision > live.revision) ports.log.notice(newerThanBase(newest, live))
    return { source: { document, place: placeFinder(document) }, problems }
  } catch (error) {
    return { problems: [refusalOf(error)] }
  }
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

/** The plan compares the base with itself, so nothing else shows what Terraform or another tool has registered. */
function newerThanBase({ family, revision }: LiveDefinition, base: LiveDefinition): string {
  return `${family}:${revision} is newer than ${family}:${base.revision}, which the service runs and which is the base: what changed in ${family}:${revision} is not part of this run. To use the newest revision, write task-definition: {live: ${family}} in the configuration file or use the input task-definition-family.`
}

function ownMembers({ definition }: LiveDefinition): LiveDefinition['definition'] {
  const own = Object.entries(withoutCommitTag(definition)).filter(
    ([key]) => !describeOnlyMembers.includes(key)
  )
  return Object.fromEntries(own)
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
