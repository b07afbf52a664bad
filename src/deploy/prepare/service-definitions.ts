import { partitionOf } from '../../arn.ts'
import { contextsFor } from '../../check/contexts.ts'
import type { DefinitionSource } from '../../check/source.ts'
import type { Problem } from '../../errors.ts'
import { loadDocument } from '../../files/document/load.ts'
import { type PlaceFinder, placeFinder } from '../../files/document/place.ts'
import {
  childOf,
  type DocumentNode,
  type Member,
  memberOf,
  type ObjectNode,
  toJson,
  withMember
} from '../../files/document/tree.ts'
import { findTaskDefinitions } from '../../files/find/find.ts'
import { isThere } from '../../files/git/changed.ts'
import { readTextFile } from '../../files/read.ts'
import type { ResolvedEntry } from '../../inputs/configuration/resolve-layout.ts'
import type { DeployConfiguration, PlanConfiguration } from '../../inputs/configuration.ts'
import type { JsonObject } from '../../json.ts'
import type { ModePorts } from '../../ports.ts'
import { present } from '../../present.ts'
import type { Remark } from '../../report/report.ts'
import { resolveReferences } from '../../secrets/resolve.ts'
import { prepareServiceDefinition } from '../services/definition.ts'
import type { AwsConnections } from '../target.ts'
import type { TargetSite } from './inspect-services.ts'
import type { PreparedDefinition } from './render-all.ts'

/** A service of the run, for which a definition may exist. */
export type ServiceWanted = {
  readonly service: string
  readonly family: string
  readonly site: TargetSite
  /** Its entry in the configuration file. */
  readonly entry?: Extract<ResolvedEntry, { kind: 'service' }>
}

/** servicesWanted lists the services of a run. */
export function servicesWanted(prepared: readonly PreparedDefinition[]): readonly ServiceWanted[] {
  return prepared.flatMap(({ target: { service, entry }, family, site }) => {
    const own = entry?.kind === 'service' ? { entry } : {}
    return service === undefined ? [] : [{ service, family, site, ...own }]
  })
}

/** A complete service definition; references are still as written. */
export type ServiceDefinition = ServiceWanted & {
  readonly file: string
  readonly root: ObjectNode
  readonly place: PlaceFinder
}

/** The service definitions of a run, with the files to check and the problems. */
export type ServiceDefinitions = {
  readonly definitions: readonly ServiceDefinition[]
  /** The files for the detector. */
  readonly targets: readonly DefinitionSource[]
  readonly problems: readonly Problem[]
  readonly remarks: readonly Remark[]
}

const CONNECT = 'serviceConnectConfiguration'

const LOGGING = 'logConfiguration'

const CONTAINERS = 'containerDefinitions'

/** loadServiceDefinitions finds and prepares the definition file of each service that has one. It does not call AWS. */
export async function loadServiceDefinitions(
  wanted: readonly ServiceWanted[],
  configuration: PlanConfiguration | DeployConfiguration,
  ports: ModePorts
): Promise<ServiceDefinitions> {
  const { serviceDefinition } = configuration
  const { files, problems: notFound } =
    serviceDefinition.length === 0
      ? { files: [], problems: [] }
      : await findTaskDefinitions(ports.workspace, serviceDefinition)
  const plain = files.find(({ service }) => service === undefined)
  const found = wanted.flatMap(item => {
    const given = (files.find(({ service }) => service === item.service) ?? plain)?.file
    const written = item.entry?.serviceDefinition
    const isLost = written?.isPattern === true && !isThere(ports.workspace, written.path)
    const file = given ?? (isLost ? undefined : written?.path)
    return file === undefined ? [] : [{ ...item, file }]
  })
  const loaded = await Promise.all(found.map(item => loadOne(item, configuration, ports)))
  return {
    definitions: loaded.flatMap(({ definition }) => (definition ? [definition] : [])),
    targets: loaded.flatMap(({ target }) => (target ? [target] : [])),
    problems: [...notFound, ...loaded.flatMap(({ problems }) => problems)],
    remarks: loaded.flatMap(({ remarks }) => remarks)
  }
}

type Loaded = {
  readonly definition?: ServiceDefinition
  readonly target?: DefinitionSource
  readonly problems: readonly Problem[]
  readonly remarks: readonly Remark[]
}

async function loadOne(
  item: ServiceWanted & { readonly file: string },
  configuration: PlanConfiguration | DeployConfiguration,
  ports: ModePorts
): Promise<Loaded> {
  const { service, site, family, file, entry } = item
  const read = readTextFile(ports.workspace, file)
  if (!('text' in read)) return { problems: read.problems, remarks: [] }
  const { document, problems } = await loadDocument(file, read.text)
  if (!document || problems.length > 0) return { problems, remarks: [] }
  ports.keepSource(file, read.text)
  const place = placeFinder(document)
  const target: DefinitionSource = {
    service,
    document: { ...document, root: detectableView(document.root) },
    place
  }
  const { cluster } = site
  const settings = { ...entry?.settings, ...configuration.settings }
  const prepared = await prepareServiceDefinition(document, {
    contexts: contextsFor(configuration, { service, site }, ports),
    run: { service, family, hasCount: settings['desiredCount'] !== undefined, ...present({ cluster }) }
  })
  const about = {
    problems: prepared.problems.map(problem => ({ ...problem, service })),
    remarks: prepared.remarks
  }
  return prepared.root
    ? { ...about, target, definition: { ...item, root: prepared.root, place } }
    : { ...about, target }
}

/** The members of CreateService with every reference resolved, by service. */
export type ResolvedServices = {
  readonly members: ReadonlyMap<string, { readonly file: string; readonly definition: JsonObject }>
  readonly problems: readonly Problem[]
}

/** resolveServiceDefinitions inserts the full ARNs into the log options of Service Connect. */
export async function resolveServiceDefinitions(
  definitions: readonly ServiceDefinition[],
  aws: AwsConnections
): Promise<ResolvedServices> {
  const resolved = await Promise.all(
    definitions.map(async definition => {
      const { service, file, root, place, site } = definition
      const { directory } = await aws(site)
      const partition = partitionOf(site.region)
      const view = { service, file, root: referencesView(root), place }
      const resolution = await resolveReferences([view], { directory, region: site.region, partition })
      const own = resolution.documents[0]?.root
      const members = own?.kind === 'object' ? withResolved(root, own) : root
      return { service, file, definition: toJson(members) as JsonObject, problems: resolution.problems }
    })
  )
  return {
    members: new Map(resolved.map(({ service, file, definition }) => [service, { file, definition }])),
    problems: resolved.flatMap(({ problems }) => problems)
  }
}

/**
 * detectableView shows a service definition in the form that the detector reads: the log configuration of Service
 * Connect as that of an unnamed container, and every other member as one of a task. Origins are kept, so that findings
 * refer to the file.
 */
export function detectableView(root: DocumentNode): DocumentNode {
  if (root.kind !== 'object') return root
  const connect = memberOf(root, CONNECT)
  const others = root.members.filter(member => member !== connect)
  const rest = connect && withoutLogging(connect)
  return {
    ...root,
    members: [...others, ...(rest ? [rest] : []), containerOf(root)]
  }
}

function withoutLogging(connect: Member): Member {
  const { value } = connect
  return value.kind === 'object' ? { ...connect, value: withMember(value, LOGGING, undefined) } : connect
}

/**
 * referencesView shows the references of a service definition (the secretOptions of Service Connect's log
 * configuration) in the form of a task definition, so that they are resolved in the same way; `withResolved` puts the
 * result back.
 */
export function referencesView(root: ObjectNode): ObjectNode {
  return { kind: 'object', members: [containerOf(root)], origin: root.origin }
}

/** withResolved returns the service definition with the log configuration of a resolved `referencesView`. */
export function withResolved(root: ObjectNode, view: ObjectNode): ObjectNode {
  const connect = memberOf(root, CONNECT)?.value
  const containers = childOf(view, CONTAINERS)
  const resolved = containers?.kind === 'array' ? childOf(containers.items[0], LOGGING) : undefined
  if (connect?.kind !== 'object' || resolved === undefined) return root
  return withMember(root, CONNECT, withMember(connect, LOGGING, resolved))
}

function containerOf(root: ObjectNode): Member {
  const { origin } = root
  const logging = memberOf(childOf(root, CONNECT), LOGGING)
  const container: DocumentNode = { kind: 'object', members: logging ? [logging] : [], origin }
  return { key: CONTAINERS, keyOrigin: origin, value: { kind: 'array', items: [container], origin } }
}
