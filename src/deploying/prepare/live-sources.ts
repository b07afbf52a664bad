import { refusalOf } from '../../aws/explain.ts'
import { isLiveName } from '../../checking/load/load-sources.ts'
import type { DefinitionSource, LoadedDefinitionSources } from '../../checking/load/source.ts'
import { namedByKey, type Placement, siteOf } from '../../configuration/placement.ts'
import type { Finding } from '../../detector/finding.ts'
import { loadDocument } from '../../document/load.ts'
import { placeFinder } from '../../document/place.ts'
import type { Problem, Remark } from '../../errors.ts'
import type { CommonConfiguration, LiveBase } from '../../inputs/configuration.ts'
import { withoutCommitTag } from '../../plan/commit-tag.ts'
import { present } from '../../present.ts'
import type { KeyedService } from '../../rollout/outcome.ts'
import type { LiveDefinition } from '../../rollout/ports.ts'
import { describeOnlyMembers } from '../../template/ecs-schema.generated.ts'
import { accountKey, type DeployingPorts } from '../connections.ts'
import { missingService, noCluster, type TargetSite } from './inspect-services.ts'

/** Which services are meant, and where they run. */
type LiveScope = {
  readonly configuration: Pick<CommonConfiguration, 'services' | 'cluster' | 'usualCluster'> & {
    readonly region: string
  }
  readonly placement: Placement
}

/**
 * A service that gets the definition (absent if it is only registered or rendered), and the revision it is based on.
 */
type Wanted = {
  readonly service?: string
  readonly site: TargetSite
  readonly revision: string
  /** The service runs the revision, which need not be the newest of its family. */
  readonly isRunning?: true
  readonly name?: string
}

/**
 * loadLive returns definitions in ECS as sources, as loadSources does for files: without the members that only a
 * response of AWS has, with the tags. A source is named `live:` and its service, or its family if a revision was named;
 * exceptions use this name. Does not throw AWS errors.
 */
export async function loadLive(
  base: LiveBase,
  scope: LiveScope,
  run: DeployingPorts
): Promise<LoadedDefinitionSources> {
  const wanted = base.kind === 'service' ? await running(scope, run) : named(base, scope)
  if ('problems' in wanted) return { ...NOTHING, problems: wanted.problems }
  const asked = new Map<string, Promise<LoadedLive>>()
  const loaded = await Promise.all(
    wanted.map(one => {
      const key = JSON.stringify([accountKey(one.site), one.revision, one.name])
      const answer = asked.get(key) ?? loadRevision(one, run)
      asked.set(key, answer)
      return answer
    })
  )
  const targets = loaded.flatMap(({ source }, index): readonly DefinitionSource[] =>
    source ? [{ ...source, ...present({ service: wanted[index]?.service }) }] : []
  )
  const files = [...new Set(targets.map(({ document }) => document.file))]
  const problems = loaded.flatMap((one, index) => (loaded.indexOf(one) === index ? one.problems : []))
  return { ...NOTHING, files, targets, problems }
}

const NOTHING: LoadedDefinitionSources = { files: [], targets: [], unscanned: [], problems: [] }

/** A revision in an input applies to every named service; if no service is named, it is only registered. */
function named(
  { revision }: Extract<LiveBase, { kind: 'revision' }>,
  { configuration, placement }: LiveScope
): readonly Wanted[] | { readonly problems: readonly Problem[] } {
  const { services } = configuration
  if (services === 'all' || services === 'changed') return { problems: [allOfNothing()] }
  const targets: readonly (string | undefined)[] = services === undefined ? [undefined] : services
  return targets.map(service => ({
    ...present({ service }),
    site: siteOf(service, placement, configuration),
    revision
  }))
}

function allOfNothing(): Problem {
  return {
    code: 'services-unknown',
    fault: 'user',
    message: 'Input "service" is "all", but no file names the services.',
    hint: 'Name the services that get the definition, for example service: web, worker.'
  }
}

/** The revision that each named service runs now. */
async function running(
  { configuration, placement }: LiveScope,
  run: DeployingPorts
): Promise<readonly Wanted[] | { readonly problems: readonly Problem[] }> {
  const { services } = configuration
  if (!Array.isArray(services)) return { problems: [noService()] }
  const found = await Promise.all(
    (services as readonly string[]).map(async (service): Promise<Wanted | { readonly problem: Problem }> => {
      const site = siteOf(service, placement, configuration)
      const found = await runningRevision(namedByKey(service, placement), site, run)
      return 'problem' in found ? found : { service, site, ...found, name: service }
    })
  )
  const problems = found.flatMap(one => ('problem' in one ? [one.problem] : []))
  return problems.length > 0 ? { problems } : found.flatMap(one => ('problem' in one ? [] : [one]))
}

/** runningRevision returns the ARN of a service's current revision, or why it is unknown. Does not throw AWS errors. */
export async function runningRevision(
  named: KeyedService,
  site: TargetSite,
  { aws }: Pick<DeployingPorts, 'aws'>
): Promise<{ readonly revision: string; readonly isRunning: true } | { readonly problem: Problem }> {
  const { cluster } = site
  if (cluster === undefined) return { problem: noCluster('deployed') }
  try {
    const { ecs } = await aws(site)
    const { services } = await ecs.describeServices(cluster, [named.service])
    const revision = services[0]?.taskDefinition
    return revision
      ? { revision, isRunning: true }
      : { problem: missingService({ ...named, site: { ...site, cluster } }) }
  } catch (error) {
    return { problem: refusalOf(error) }
  }
}

function noService(): Problem {
  return {
    code: 'missing-input',
    fault: 'user',
    message: 'Input "task-definition" is "live", but "service" names no service that runs one.',
    hint: 'Name the services, for example service: dispatcher, or a family by task-definition-family.'
  }
}

/** A definition from ECS as a source, or its problems. */
export type LoadedLive = { readonly source?: DefinitionSource; readonly problems: readonly Problem[] }

/** loadRevision returns a revision, or the newest one of a family, as a source. Does not throw AWS errors. */
export async function loadRevision(
  { site, revision, isRunning, name }: Omit<Wanted, 'service'>,
  { aws, ports }: DeployingPorts
): Promise<LoadedLive> {
  try {
    const { ecs } = await aws(site)
    const live = await ecs.describeTaskDefinition(revision)
    if (!live) return { problems: [noRevision(revision, site.region)] }
    const file = `live:${name ?? live.family}`
    const text = `${JSON.stringify(ownMembers(live), undefined, 2)}\n`
    const { document, problems } = await loadDocument(file, text)
    if (!document) return { problems }
    ports.keepSource(file, document.text)
    ports.log.info(`Base${name === undefined ? '' : ` of ${name}`}: ${live.family}:${live.revision}.`)
    const newest = isRunning && (await ecs.describeTaskDefinition(live.family))
    if (newest && newest.revision > live.revision) ports.log.notice(newerThanBase(newest, live))
    return { source: { document, place: placeFinder(document) }, problems }
  } catch (error) {
    return { problems: [refusalOf(error)] }
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
