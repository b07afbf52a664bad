import { numberOfRevision } from '../../arn.ts'
import type { JsonObject } from '../../json.ts'
import { present } from '../../present.ts'
import { keyOf as serviceKeyOf } from '../../rollout/outcome.ts'
import type { LiveDefinition, ServiceState, Site } from '../../rollout/ports.ts'
import { changedMembers, startsDeployment } from '../services/settings.ts'
import { type Comparison, compareDefinitions, type DefinitionModel } from './compare.ts'
import type { DefinitionPlan, Plan, PlanSubject, Registration, ServiceAction, ServicePlan } from './plan.ts'

/** What the user requested besides the definitions. */
export type RequestedChanges = {
  readonly forceNewDeployment: boolean
  /** The settings that a service is to have, in the form of UpdateService. */
  readonly settings?: JsonObject
  /** The input `run-task`. */
  readonly runsTask?: boolean
}

/** decidePlan turns what is wanted and what exists in ECS into a plan. Pure: the same subjects give the same plan. */
export function decidePlan(
  subjects: readonly PlanSubject[],
  requested: RequestedChanges,
  model: DefinitionModel
): Plan {
  const definitions = new Map<string, DefinitionPlan>()
  for (const subject of subjects) {
    const key = keyOf(subject)
    const decided = decideDefinition(subject, model, `definition-${definitions.size + 1}`)
    const shared = definitions.get(key)
    definitions.set(key, shared ? mergeDefinitions(shared, decided) : decided)
  }
  // Each definition's registration is final only now, because services can share one.
  const services = subjects.flatMap(subject => {
    const definition = definitions.get(keyOf(subject))
    return definition && subject.state
      ? [decideService(subject, subject.state, { definition, requested })]
      : []
  })
  const tasks = subjects.flatMap(subject => {
    const definition = definitions.get(keyOf(subject))
    return definition && subject.task
      ? [{ ...subject.task, file: subject.file, definitionId: definition.id }]
      : []
  })
  const planned: Plan = {
    definitions: [...definitions.values()],
    services,
    ...(tasks.length === 0 ? {} : { tasks })
  }
  return requested.runsTask ? withRunTask(planned) : planned
}

/** A task needs a cluster; a definition that is only for tasks of the configuration file runs none besides. */
function withRunTask(plan: Plan): Plan {
  const definitions = plan.definitions.map(definition => {
    const service = plan.services.find(({ definitionId }) => definitionId === definition.id)
    const isOfTask = plan.tasks?.some(({ definitionId }) => definitionId === definition.id) ?? false
    const runs = service ? true : definition.cluster !== undefined && !isOfTask
    return runs ? { ...definition, runsTask: true as const } : definition
  })
  return { ...plan, definitions }
}

/** Equal definitions in one account are one definition; each account has its own revisions. */
function keyOf({ site, definition }: PlanSubject): string {
  return JSON.stringify([site.region, site.roleArn, definition])
}

function decideService(
  { site, file, key, settings, previousPlaintext, creation, following }: PlanSubject,
  state: ServiceState,
  { definition, requested }: { readonly definition: DefinitionPlan; readonly requested: RequestedChanges }
): ServicePlan {
  return {
    service: state.service,
    // the preparation has ensured that a service has a cluster
    site: site as Site,
    file,
    definitionId: definition.id,
    action: following
      ? { kind: 'follow', deploymentId: following }
      : decideAction(state, definition.registration, { ...requested, ...present({ settings }) }),
    before: state,
    previousTaskDefinitionArn: state.taskDefinition,
    previousPlaintext,
    ...present({ creation, settings, key: key === state.service ? undefined : key })
  }
}

function decideDefinition(subject: PlanSubject, model: DefinitionModel, id: string): DefinitionPlan {
  const { latest, current } = subject
  const { region, roleArn, cluster } = subject.site
  const compare = ({ definition }: LiveDefinition) =>
    compareDefinitions(subject.definition, definition, model)
  const againstCurrent = current && compare(current)
  const againstLatest = latest?.arn === current?.arn ? againstCurrent : latest && compare(latest)
  const registration = decideRegistration(subject, againstCurrent, againstLatest)
  const base = againstCurrent ?? againstLatest
  const comparedWith = current?.arn ?? latest?.arn
  return {
    id,
    account: { region, ...present({ roleArn }) },
    family: subject.family,
    files: [subject.file],
    definition: subject.definition,
    registration,
    differences: base?.differences ?? [],
    notKept: base?.notKept ?? [],
    latestRevision: latest?.revision ?? 0,
    ...present({ comparedWith, cluster, schedules: subject.schedules })
  }
}

/**
 * The running revision first, then the family's latest: a run that was killed after registering finds its revision
 * again.
 */
function decideRegistration(
  subject: PlanSubject,
  againstCurrent: Comparison | undefined,
  againstLatest: Comparison | undefined
): Registration {
  const { existing, latest, current } = subject
  if (existing !== undefined) return { kind: 'reuse', arn: existing.arn }
  const equalsCurrent = againstCurrent?.differences.length === 0 && current?.family === subject.family
  if (equalsCurrent && current?.status === 'ACTIVE') return { kind: 'reuse', arn: current.arn }
  if (latest && againstLatest?.differences.length === 0) return { kind: 'reuse', arn: latest.arn }
  if (equalsCurrent) return { kind: 'register', because: 'inactive' }
  if (subject.notCompared) return { kind: 'register', because: 'not-compared' }
  return { kind: 'register', because: latest || current ? 'changed' : 'first-revision' }
}

/**
 * Two services can share a definition and run different revisions of it; if one must be registered, both use the new
 * one.
 */
function mergeDefinitions(shared: DefinitionPlan, other: DefinitionPlan): DefinitionPlan {
  const files = [...new Set([...shared.files, ...other.files])]
  const changed = shared.differences.length > 0 ? shared : other
  return {
    ...changed,
    id: shared.id,
    files,
    registration: mergeRegistrations(shared.registration, other.registration),
    ...present({ schedules: shared.schedules ?? other.schedules })
  }
}

function mergeRegistrations(a: Registration, b: Registration): Registration {
  if (a.kind === 'reuse' && b.kind === 'reuse') {
    return numberOfRevision(a.arn) >= numberOfRevision(b.arn) ? a : b
  }
  // An equal revision exists for one of them, so the other needs no new one.
  return a.kind === 'reuse' ? a : b
}

/** decideAction decides what to do with a service in its current state. Pure. */
export function decideAction(
  state: ServiceState,
  registration: Registration,
  requested: RequestedChanges
): ServiceAction {
  if (state.status === MISSING) return { kind: 'create' }
  const same = registration.kind === 'reuse' && registration.arn === state.taskDefinition
  if (!same) {
    const forced = requested.forceNewDeployment || startsDeployment(membersToChange(state, requested))
    return { kind: 'update', because: 'new-definition', forceNewDeployment: forced }
  }
  if (requested.forceNewDeployment) return { kind: 'update', because: 'forced', forceNewDeployment: true }
  const primary = state.deployments.find(deployment => deployment.status === 'PRIMARY')
  // ECS starts nothing for an unchanged definition, so a failed rollout is retried only by force.
  if (primary?.rolloutState === 'FAILED') {
    return { kind: 'update', because: 'retry-failed', forceNewDeployment: true }
  }
  return decideSameDefinition(state, primary, requested)
}

function decideSameDefinition(
  state: ServiceState,
  primary: ServiceState['deployments'][number] | undefined,
  requested: RequestedChanges
): ServiceAction {
  const members = membersToChange(state, requested)
  if (startsDeployment(members)) return { kind: 'update', because: 'settings', forceNewDeployment: true }
  const to = requested.settings?.['desiredCount']
  // the tasks are watched, whatever else changes
  if (members.includes('desiredCount') && typeof to === 'number') {
    const others = members.filter(name => name !== 'desiredCount')
    return { kind: 'scale', from: state.desiredCount, to, ...(others.length > 0 ? { others } : {}) }
  }
  if (members.length > 0) return { kind: 'settings', members }
  const rollingOut =
    primary?.rolloutState === 'IN_PROGRESS' && primary.taskDefinition === state.taskDefinition
  return rollingOut ? { kind: 'follow', deploymentId: primary.id } : { kind: 'unchanged' }
}

function membersToChange({ raw }: ServiceState, { settings = {} }: RequestedChanges): readonly string[] {
  return Object.keys(changedMembers(settings, raw))
}

/** Status of a service that does not exist yet; not a status of ECS. */
export const MISSING = 'MISSING'

/** A service of a run, by its name in ECS and its key in the configuration file. */
type Named = { readonly service: string; readonly key?: string }

/**
 * wavesOf returns the services in the requested order: each wave starts when the previous one is done. Services that no
 * wave names come together at the end; names that are not part of the run are ignored. Pure.
 */
export function wavesOf<Service extends Named>(
  services: readonly Service[],
  order: readonly (readonly string[])[]
): readonly (readonly Service[])[] {
  const named = new Set(order.flat())
  const waves = order.map(names => services.filter(service => names.includes(serviceKeyOf(service))))
  const rest = services.filter(service => !named.has(serviceKeyOf(service)))
  return [...waves, rest].filter(wave => wave.length > 0)
}

/** withWaves sets the wave of each service, starting at 1. */
export function withWaves<Service extends Named>(
  services: readonly Service[],
  order: readonly (readonly string[])[]
): readonly (Service & { readonly wave: number })[] {
  const waves = new Map(
    wavesOf(services, order).flatMap((wave, index) => wave.map(service => [service, index + 1] as const))
  )
  return services.map(service => ({ ...service, wave: waves.get(service) ?? 1 }))
}
