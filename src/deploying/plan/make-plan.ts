import { isRenderedBefore } from '../../checking/layout/rendered-before.ts'
import type { Problem } from '../../errors.ts'
import type { DeployConfiguration, PlanConfiguration } from '../../inputs/configuration.ts'
import type { JsonObject } from '../../json.ts'
import { distinctBy } from '../../list.ts'
import { MISSING } from '../../plan/decide.ts'
import { fixedImagesIn } from '../../plan/older-image.ts'
import type { DefinitionPlan, Plan, PlannedReference } from '../../plan/plan.ts'
import type { ModePorts } from '../../ports.ts'
import { present } from '../../present.ts'
import type { ResolvedReference } from '../../references/resolve.ts'
import type { Remark, Report } from '../../report/report.ts'
import type { Site } from '../../rollout/ports.ts'
import { writeRendered } from '../../workspace/write/writer.ts'
import type { AwsConnections, DeployingPorts } from '../connections.ts'
import { withOldValues } from '../old-values.ts'
import { inspectServices, type NamedService } from '../prepare/inspect-services.ts'
import type { Preparation } from '../prepare/prepare.ts'
import type { PreparedDefinition } from '../prepare/render-all.ts'
import type { ResolvedServices, ServiceDefinition } from '../prepare/service-definitions.ts'
import { toldWithPlaces } from '../prepare/when-needed.ts'
import { driftRemarks, withCreations } from './creations.ts'
import { decideOn, type Planned, type Wanted } from './decide-on.ts'
import { withMovedImages } from './moved-images.ts'
import { type AllResolved, resolveAll } from './resolve-all.ts'
import { networkServices, unnamedContainers, wantTask } from './want-tasks.ts'

/**
 * makePlan resolves every reference, reads the services and their revisions, and decides what to do. It only reads.
 * With `onlyCompares` it stops after the comparison. The problems of all services are reported together; there is a
 * plan only if there are none.
 */
export async function makePlan(
  preparation: Preparation,
  configuration: PlanConfiguration | DeployConfiguration,
  planning: DeployingPorts & { readonly onlyCompares?: true }
): Promise<Planned> {
  const { report, prepared } = preparation
  if (prepared.length === 0) return { report }
  const [resolution, inspected, creations] = await Promise.all([
    resolveAll(prepared, planning),
    inspectServices(
      [...prepared.flatMap(serviceOf), ...networkServices(prepared, preparation.placement, configuration)],
      configuration,
      planning.aws
    ),
    resolveServices(preparation.services, planning.aws)
  ])
  const services = withCreations(inspected, creations)
  const problems = [
    ...report.problems,
    ...(await toldWithPlaces(services.problems, preparation.placement, [
      ...resolution.problems,
      ...creations.problems
    ])),
    ...unnamedContainers(prepared, item => resolution.definitions.get(item))
  ]
  const drift = driftRemarks(services.states, creations, configuration)
  const remarks = [...report.remarks, ...resolution.warnings.map(toRemark), ...drift]
  const looked = { ...report, problems, remarks }
  if (problems.length > 0) return { report: looked }
  const creationOf = (key: string) => creations.members.get(key)?.definition
  const homes = { states: services.states, creationOf }
  const wanted = prepared.map(item => wantedOf(item, resolution.definitions.get(item) as JsonObject, homes))
  const compared = await decideOn(wanted, looked, { ...planning, configuration })
  if (!compared.plan || planning.onlyCompares) return compared
  const moved = await withMovedImages(compared, planning)
  if (!moved.plan) return moved
  const plan = withReferences(moved.plan, resolution.resolved)
  const aged = await withOldValues({ plan, report: moved.report }, resolution.resolved, {
    ...planning,
    configuration
  })
  if (!aged.plan) return aged
  return verified(
    { plan: aged.plan, report: aged.report },
    { ...preparation, resolution },
    { ...planning, configuration }
  )
}

/** Reads whether what the plan needs exists and is permitted, and writes the rendered files. */
async function verified(
  { plan, report }: { readonly plan: Plan; readonly report: Report },
  { prepared, resolution }: Preparation & { readonly resolution: AllResolved },
  planning: DeployingPorts & { readonly configuration: PlanConfiguration | DeployConfiguration }
): Promise<Planned> {
  const { verifyPlan } = await import('./verify-plan.ts')
  const { rows, problems, remarks } = await verifyPlan(plan, resolution.groups, planning)
  const definitionOf = (item: PreparedDefinition) => resolution.definitions.get(item) as JsonObject
  const named = prepared.map(item => ({
    name: item.target.service ?? item.family,
    definition: definitionOf(item)
  }))
  const checked = {
    ...report,
    plan,
    renderedFiles: writeRenderedFiles(named, planning.ports),
    permissions: rows,
    problems: [...report.problems, ...problems],
    remarks: [...report.remarks, ...remarks]
  }
  if (problems.length > 0) return { report: checked }
  if (planning.configuration.mode !== 'deploy') return { plan, report: checked }
  const places = prepared.map(item => {
    const { document, place } = item.target
    return [document.file, { root: resolution.trees.get(item) ?? item.root, place }] as const
  })
  return { plan, report: checked, places: new Map(places.toReversed()) }
}

function wantedOf(
  item: PreparedDefinition,
  definition: JsonObject,
  homes: Parameters<typeof wantTask>[2]
): Wanted {
  const { target, family, site } = item
  const { service: key } = target
  const state = key === undefined ? undefined : homes.states.get(key)
  const creation = key !== undefined && state?.status === MISSING ? homes.creationOf(key) : undefined
  const task = wantTask(item, definition, homes)
  const isScheduled = target.entry?.kind === 'task' && target.entry.task.schedules === true
  const { document } = target
  // A file that an earlier step rendered has the image of this run, and a live one that of the service.
  const isOwn = !isRenderedBefore(document.file) && !document.file.startsWith('live:')
  const own = {
    file: document.file,
    family,
    site,
    definition,
    ...(isScheduled ? { schedules: true as const } : {}),
    ...(isOwn ? { fixedImages: fixedImagesIn(item.root, document) } : {})
  }
  return { ...own, ...present({ state, key, desiredCount: countOf(item), creation, task }) }
}

async function resolveServices(
  definitions: readonly ServiceDefinition[],
  aws: AwsConnections
): Promise<ResolvedServices> {
  if (definitions.length === 0) return { members: new Map(), problems: [] }
  const { resolveServiceDefinitions } = await import('../prepare/service-definitions.ts')
  return resolveServiceDefinitions(definitions, aws)
}

/** The desired count of a service in the configuration file. */
function countOf({ target: { entry } }: PreparedDefinition): number | undefined {
  return entry?.kind === 'service' ? entry.desiredCount : undefined
}

function serviceOf({ target, site }: PreparedDefinition): readonly NamedService[] {
  const { service: key, entry } = target
  if (key === undefined) return []
  const service = entry?.kind === 'service' ? entry.name : key
  // prepareTargets has ensured that a service has a cluster.
  return [{ service, ...(service === key ? {} : { key }), site: site as Site }]
}

function toRemark({ code, message, hint, place }: Problem): Remark {
  const text = hint === undefined ? message : `${message} ${hint}`
  return { message: text, ...present({ place, isUnverified: OPEN.has(code) || undefined }) }
}

/** Warnings about a reference that may not exist. */
const OPEN: ReadonlySet<string> = new Set(['secret-version-unlabeled', 'parameter-not-verified'])

/** writeRenderedFiles writes each definition once, named after its service or family; returns the paths. */
function writeRenderedFiles(
  named: readonly { readonly name: string; readonly definition: JsonObject }[],
  { renderedFolder }: Pick<ModePorts, 'renderedFolder'>
): readonly string[] {
  const byName = new Map(named.map(({ name, definition }) => [name, definition]))
  return renderedFolder === undefined
    ? []
    : [...byName].map(([name, definition]) => writeRendered(renderedFolder, name, definition))
}

/**
 * withReferences adds the resolved references to each definition, so that a reviewer sees which secret a name refers
 * to, and in which account. Pure.
 */
function withReferences(plan: Plan, resolved: readonly ResolvedReference[]): Plan {
  const uses = new Map<string, PlannedReference[]>()
  for (const { written, arn, uses: all } of resolved)
    for (const { file, container, name } of all) {
      const reference = { ...present({ container }), name, written, arn }
      uses.set(file, [...(uses.get(file) ?? []), reference])
    }
  const definitions = plan.definitions.map(one => {
    return { ...one, references: referencesOf(one, uses) }
  })
  return { ...plan, definitions }
}

function referencesOf(
  { files, definition }: DefinitionPlan,
  uses: ReadonlyMap<string, readonly PlannedReference[]>
): readonly PlannedReference[] {
  // one file can be used in two Regions, where its references resolve to different ARNs
  const text = JSON.stringify(definition)
  const own = files.flatMap(file => uses.get(file) ?? [])
  const references = own.filter(({ arn }) => text.includes(JSON.stringify(arn)))
  return distinctBy(references, JSON.stringify)
}
