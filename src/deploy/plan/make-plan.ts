import { partitionOf } from '../../arn.ts'
import type { Problem } from '../../errors.ts'
import { toJson } from '../../files/document/tree.ts'
import { writeRendered } from '../../files/write/writer.ts'
import { causeFirst, withClusterPlaces } from '../../inputs/configuration/explained-problems.ts'
import type { DeployConfiguration, PlanConfiguration } from '../../inputs/configuration.ts'
import type { JsonObject } from '../../json.ts'
import { distinctBy, groupBy, grouped } from '../../list.ts'
import { present } from '../../present.ts'
import type { Remark } from '../../report/report.ts'
import { keyOf } from '../../rollout/outcome.ts'
import type { Account, Site } from '../../rollout/ports.ts'
import { type Resolution, type ResolvedReference, resolveReferences } from '../../secrets/resolve.ts'
import { MISSING } from '../comparison/decide.ts'
import type { DefinitionPlan, Plan, PlannedReference, Wanted } from '../comparison/plan.ts'
import { withOldValues } from '../old-values.ts'
import {
  type InspectedServices,
  inspectServices,
  missingService,
  missingState,
  type NamedService
} from '../prepare/inspect-services.ts'
import type { Preparation } from '../prepare/prepare.ts'
import type { PreparedDefinition } from '../prepare/render-all.ts'
import { type ResolvedServices, resolveServiceDefinitions } from '../prepare/service-definitions.ts'
import { fixedDifferences, settingsFor, withSettings } from '../services/settings.ts'
import { accountKey, type DeployingPorts } from '../target.ts'
import { decideOn, type Planned } from './decide-on.ts'
import { withMovedImages } from './moved-images.ts'
import { verifyPlan } from './verify-plan.ts'
import { networkServices, unnamedContainers, wantTask } from './want-tasks.ts'

type Configuration = PlanConfiguration | DeployConfiguration

/** The definitions of one account with full ARNs. */
export type ResolvedGroup = {
  readonly account: Account
  readonly prepared: readonly PreparedDefinition[]
  /** Those of `prepared`, in the same order. */
  readonly documents: Resolution['documents']
  readonly resolved: readonly ResolvedReference[]
}

/** A definition with full ARNs, as it is sent. */
type ResolvedDefinition = { readonly item: PreparedDefinition; readonly definition: JsonObject }

/** What there is in ECS: services, also those that will be created, and the members that create them. */
type Live = {
  readonly states: InspectedServices['states']
  readonly creationOf: (key: string) => JsonObject | undefined
}

/**
 * makePlan resolves every reference, reads the services and their revisions, and decides what to do. It only reads.
 * With `onlyCompares` it stops after the comparison. The problems of all services are reported together; there is a
 * plan only if there are none.
 */
export async function makePlan(
  { report, prepared, placement, services }: Preparation,
  configuration: Configuration,
  planning: DeployingPorts & { readonly onlyCompares?: true }
): Promise<Planned> {
  if (prepared.length === 0) return { report }
  const written = new Set(services.map(({ service }) => service))
  const wished = prepared.flatMap(serviceOf).map(one => {
    return written.has(keyOf(one)) ? { ...one, isCreatable: true as const } : one
  })
  const named = [...wished, ...networkServices(prepared, placement, configuration)]
  const [resolution, inspected, creations] = await Promise.all([
    resolveAll(prepared, configuration, planning),
    inspectServices(named, configuration, planning.aws),
    resolveServiceDefinitions(services, planning.aws)
  ])
  const { groups } = resolution
  const live = withCreations(inspected, creations)
  const definitions = groups.flatMap(({ prepared: own, documents }) =>
    own.map((item, index): ResolvedDefinition => {
      return { item, definition: toJson((documents[index] ?? item).root) as JsonObject }
    })
  )
  const problems = [
    ...report.problems,
    ...causeFirst(
      [...resolution.problems, ...creations.problems],
      withClusterPlaces(live.problems, placement)
    ),
    ...unnamedContainers(definitions)
  ]
  const drift = driftRemarks(live.states, creations)
  const remarks = [...report.remarks, ...resolution.warnings.map(toRemark), ...drift]
  const looked = { ...report, problems, remarks }
  if (problems.length > 0) return { report: looked }
  const deciding = { ...planning, configuration }
  const wanted = definitions.map(one => wantedOf(one, live, configuration))
  const compared = await decideOn(wanted, looked, deciding)
  if (!compared.plan || planning.onlyCompares) return compared
  const resolved = groups.flatMap(group => group.resolved)
  const moved = await withMovedImages(compared, planning)
  const isRenewed = configuration.secretInputs !== undefined
  const renewed = new Set(
    prepared.flatMap(item => (isRenewed || renewsOldValues(item) ? serviceOf(item).map(keyOf) : []))
  )
  const aged = await withOldValues(moved, resolved, { ...deciding, renewed })
  return aged.plan ? verified({ ...aged, plan: withReferences(aged.plan, resolved) }, groups, deciding) : aged
}

/** Resolves every reference with the identity that deploys there, because a secret belongs to one account. */
async function resolveAll(
  prepared: readonly PreparedDefinition[],
  { verifyPermissions: verify }: Pick<Configuration, 'verifyPermissions'>,
  { aws }: Pick<DeployingPorts, 'aws'>
) {
  const all = await Promise.all(
    groupBy(prepared, ({ site }) => accountKey(site)).map(async own => {
      const { region, roleArn } = (own[0] as PreparedDefinition).site
      const account = { region, ...present({ roleArn }) }
      const { directory } = await aws(account)
      const partition = partitionOf(region)
      const documents = own.map(({ root, target: { service, document, place } }) => {
        return { file: document.file, root, place, ...present({ service }) }
      })
      const resolution = await resolveReferences(documents, { directory, region, partition, verify })
      return { ...resolution, account, prepared: own }
    })
  )
  return {
    groups: all as readonly ResolvedGroup[],
    problems: all.flatMap(({ problems }) => problems),
    warnings: all.flatMap(({ warnings }) => warnings)
  }
}

/** Only a deployment from files creates services. */
const CREATE_IT = 'Check the name, cluster and Region, or give a service-definition to create it from.'

/** The way out where a name comes from a file, as with `{service}`, and not from the configuration file. */
const OTHER_NAME =
  ' If the service has another name than its file, name it in the configuration file: npx ecs-sealed-deploy init --write writes one.'

/** Adds the services that do not exist and have a definition; those without one are missing. */
function withCreations(
  inspected: InspectedServices,
  { members }: ResolvedServices
): Live & Pick<InspectedServices, 'problems'> {
  const isGone = (named: NamedService) => inspected.states.get(keyOf(named))?.status === 'INACTIVE'
  const absent = [...inspected.missing, ...inspected.named.filter(isGone)]
  const created = absent.filter(named => members.has(keyOf(named)))
  const isCreated = (service: string | undefined) =>
    created.some(named => named.service === service || named.key === service)
  const states = created.map(named => [keyOf(named), missingState(named)] as const)
  const missing = inspected.missing.filter(named => !isCreated(keyOf(named)))
  return {
    states: new Map([...inspected.states, ...states]),
    creationOf: key => members.get(key)?.definition,
    problems: [
      // a deleted service can be created again with the same name
      ...inspected.problems.filter(
        ({ code, service }) => code !== 'service-not-active' || !isCreated(service)
      ),
      ...missing.map(named => ({
        ...missingService(named),
        hint: `${CREATE_IT}${named.key === undefined ? OTHER_NAME : ''}`
      }))
    ]
  }
}

/** Where an existing service differs from its service definition in what ECS cannot change. */
function driftRemarks(states: InspectedServices['states'], { members }: ResolvedServices): readonly Remark[] {
  return [...members].flatMap(([service, { file, definition }]) => {
    const state = states.get(service)
    if (!state || state.status === MISSING) return []
    const names = fixedDifferences(definition, state.raw)
    if (names.length === 0) return []
    const message = `${file}: service "${service}" exists and differs from its service definition in ${names.join(', ')}, which ECS sets only when it creates a service.`
    return [{ message }]
  })
}

function serviceOf({ target, site }: PreparedDefinition): readonly NamedService[] {
  const { service: key, entry } = target
  if (key === undefined) return []
  const service = entry?.kind === 'service' ? entry.name : key
  // the preparation has ensured that a service has a cluster
  return [{ service, ...(service === key ? {} : { key }), site: site as Site }]
}

/** Whether tasks with an old value are to be replaced, although the definition is unchanged. */
function renewsOldValues({ target: { entry } }: PreparedDefinition): boolean {
  return entry?.kind === 'service' && entry.renewsOldValues === true
}

function wantedOf(
  { item, definition }: ResolvedDefinition,
  live: Live,
  configuration: Configuration
): Wanted {
  const { target, family, site } = item
  const { service: key, document, entry } = target
  const state = key === undefined ? undefined : live.states.get(key)
  const written = key === undefined ? undefined : live.creationOf(key)
  const own = entry?.kind === 'service' ? entry.settings : {}
  const settings = withSettings(own, configuration.settings)
  const creation = written && state?.status === MISSING ? withSettings(written, settings) : undefined
  return {
    file: document.file,
    family,
    site,
    definition,
    ...present({
      state,
      key,
      creation,
      settings: state && settingsFor(written, settings, state.deploymentController),
      task: wantTask(item, definition, live),
      schedules: entry?.kind === 'task' ? entry.task.schedules : undefined
    })
  }
}

/** Warnings about a reference that may not exist. */
const OPEN: ReadonlySet<string> = new Set(['secret-version-unlabeled', 'reference-not-verified'])

function toRemark({ code, message, hint, place }: Problem): Remark {
  const text = hint === undefined ? message : `${message} ${hint}`
  return { message: text, ...present({ place, isUnverified: OPEN.has(code) || undefined }) }
}

/** Adds the resolved references to each definition: a reviewer sees which secret of which account a name refers to. */
function withReferences(plan: Plan, resolved: readonly ResolvedReference[]): Plan {
  const uses = resolved
    .flatMap(({ written, arn, uses }) => uses.map(use => ({ ...use, written, arn })))
    .map((use, at) => ({ ...use, at }))
  const byFile = grouped(uses, ({ file }) => file)
  const referencesOf = ({ files, definition }: DefinitionPlan): readonly PlannedReference[] => {
    // one file can be used in two Regions, where its references resolve to different ARNs
    const text = JSON.stringify(definition)
    const references = files
      .flatMap(file => byFile.get(file) ?? [])
      .filter(({ arn }) => text.includes(JSON.stringify(arn)))
      .toSorted((a, b) => a.at - b.at)
      .map(({ container, name, written, arn }) => ({ ...present({ container }), name, written, arn }))
    return distinctBy(references, JSON.stringify)
  }
  return {
    ...plan,
    definitions: plan.definitions.map(one => ({ ...one, references: referencesOf(one) }))
  }
}

/** Reads whether what the plan needs exists and is permitted, and writes the rendered files. */
async function verified(
  { plan, report }: Required<Pick<Planned, 'plan' | 'report'>>,
  groups: readonly ResolvedGroup[],
  planning: DeployingPorts & { readonly configuration: Configuration }
): Promise<Planned> {
  const { rows, problems, remarks } = await verifyPlan(plan, groups, planning)
  const sent = groups.flatMap(({ prepared, documents }) =>
    prepared.map((item, index) => {
      const { root } = documents[index] ?? item
      return { name: item.target.service ?? item.family, target: item.target, root }
    })
  )
  const { renderedFolder } = planning.ports
  const byName = new Map(sent.map(({ name, root }) => [name, toJson(root) as JsonObject]))
  const checked = {
    ...report,
    plan,
    renderedFiles:
      renderedFolder === undefined
        ? []
        : [...byName].map(([name, definition]) => writeRendered(renderedFolder, name, definition)),
    permissions: rows,
    problems: [...report.problems, ...problems],
    remarks: [...report.remarks, ...remarks]
  }
  const places = sent.map(
    ({ target, root }) => [target.document.file, { root, place: target.place }] as const
  )
  return problems.length > 0
    ? { report: checked }
    : { plan, report: checked, places: new Map(places.toReversed()) }
}
