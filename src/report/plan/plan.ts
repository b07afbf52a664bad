import { lastPartOf } from '../../arn.ts'
import type { Difference } from '../../deploy/comparison/compare.ts'
import type {
  DefinitionPlan,
  Plan,
  PlannedReference,
  ServicePlan,
  TaskPlan
} from '../../deploy/comparison/plan.ts'
import { type Risk, risksOf } from '../../deploy/comparison/risks.ts'
import { groupBy } from '../../group.ts'
import { someOf } from '../../list.ts'
import { present } from '../../present.ts'
import { labelOf } from '../../rollout/outcome.ts'
import { plain } from '../text.ts'
import {
  describeAction,
  describeRegistration,
  describeRunning,
  describeStop,
  describeTask,
  differenceLine,
  nameAction
} from './plan-words.ts'

/**
 * planToText prints a plan for a terminal or log: the differences per definition, and per service what happens and what
 * it replaces.
 */
export function planToText(plan: Plan): readonly string[] {
  return planSections(plan).flatMap(sectionLines).map(plain)
}

/** The maximum number of services that are named with a risk. */
const NAMED = 12

/** A risk that several services have is one line after all of them. */
function sectionLines({ environment, stories }: PlanSection): readonly string[] {
  const risks = stories.flatMap(({ services }) =>
    services.flatMap(({ service, risks }) => risks.map(({ message }) => ({ service, message })))
  )
  const shared = groupBy(risks, ({ message }) => message).filter(alike => alike.length > 1)
  const isShared = new Set(shared.flatMap(alike => alike.map(({ message }) => message)))
  return [
    ...(environment === undefined ? [] : [`environment ${environment}:`]),
    ...stories.flatMap(story => storyLines(story, isShared)),
    ...shared.map(alike => {
      const names = alike.map(({ service }) => service)
      return `risk for ${someOf(names, NAMED)}: ${alike[0]?.message}`
    })
  ]
}

function storyLines(story: PlanStory, isShared: ReadonlySet<string>): readonly string[] {
  const { family, files, registration, differences, references, services } = story
  const head = files.length === 0 ? [] : [`${family} (${files.join(', ')}): ${registration}`]
  return [
    ...head,
    ...differences.map(one => `    ${differenceLine(one)}`),
    ...references.map(
      ({ name, written, arn }) => `    ${name}: ${written === arn ? arn : `${written} → ${arn}`}`
    ),
    ...services.flatMap(one => serviceLines(one, isShared))
  ]
}

function serviceLines(
  { kind, service, action, running, isUnchanged, risks }: PlannedService,
  isShared: ReadonlySet<string>
): readonly string[] {
  const replaced = isUnchanged || running === '' ? '' : `; runs now: ${running}`
  const own = risks.filter(({ message }) => !isShared.has(message))
  return [`  ${kind} ${service}: ${action}${replaced}`, ...own.map(({ message }) => `    risk: ${message}`)]
}

/**
 * What a plan contains about one service, or about a task that runs beforehand. Texts are plain; the renderer escapes
 * them.
 */
export type PlannedService = {
  readonly kind: 'service' | 'task'
  readonly service: string
  /** One or two words: `new revision`, `created`, `unchanged`. */
  readonly what: string
  /** The action as a clause. */
  readonly action: string
  /** What runs now and will be replaced. */
  readonly running: string
  readonly isUnchanged: boolean
  readonly risks: readonly Risk[]
}

/** What a plan contains about one definition and the services that are to run it. Shown completely or not at all. */
export type PlanStory = {
  readonly family: string
  readonly files: readonly string[]
  readonly registration: string
  /** The ARN of the revision it was compared with. */
  readonly comparedWith?: string
  /** Only if a service gets a different revision, or one is registered. */
  readonly differences: readonly Difference[]
  readonly references: readonly PlannedReference[]
  readonly services: readonly PlannedService[]
  /** Nothing is registered and no service changes. */
  readonly isUnchanged: boolean
}

/** A part of the plan: one environment, or the whole plan of a run without environments. */
export type PlanSection = {
  readonly environment?: string
  readonly stories: readonly PlanStory[]
}

/**
 * planSections describes a plan for all surfaces: environments in order, and within each, changes before unchanged
 * services.
 */
export function planSections(plan: Plan): readonly PlanSection[] {
  const servicesOf = byDefinition(plan.services)
  const tasksOf = byDefinition(plan.tasks ?? [])
  const environments = new Map<string | undefined, PlanStory[]>()
  const add = (environment: string | undefined, story: PlanStory) => {
    const known = environments.get(environment)
    if (known) known.push(story)
    else environments.set(environment, [story])
  }
  for (const definition of plan.definitions)
    add(
      definition.environment,
      storyOf(definition, servicesOf.get(definition.id) ?? [], tasksOf.get(definition.id) ?? [])
    )
  for (const stop of plan.stops ?? []) add(undefined, storyOfStop(stop))
  return [...environments].map(([environment, stories]) => ({
    ...present({ environment }),
    stories: stories.toSorted((a, b) => Number(a.isUnchanged) - Number(b.isUnchanged))
  }))
}

function byDefinition<Item extends { readonly definitionId: string }>(
  items: readonly Item[]
): ReadonlyMap<string, readonly Item[]> {
  const groups = groupBy(items, ({ definitionId }) => definitionId)
  return new Map(groups.map(group => [group[0]?.definitionId ?? '', group]))
}

function storyOf(
  definition: DefinitionPlan,
  services: readonly ServicePlan[],
  tasks: readonly TaskPlan[]
): PlanStory {
  const { family, comparedWith, registration, differences, references = [], runsTask } = definition
  const registers = registration.kind === 'register'
  const moves = services.some(({ action }) => action.kind === 'update' && action.because === 'new-definition')
  // differences are omitted if the services already run the revision
  const isNew = registers || moves
  return {
    family,
    ...originOf(definition),
    ...present({ comparedWith: comparedWith === reusedArn(definition) ? undefined : comparedWith }),
    differences: isNew ? differences : [],
    references: isNew ? references : [],
    services: [
      ...tasks.map(plannedTask),
      ...(runsTask ? [PLANNED_RUN] : []),
      ...services.map(service => plannedService(service, definition))
    ],
    isUnchanged:
      !registers &&
      !runsTask &&
      tasks.length === 0 &&
      services.every(({ action }) => action.kind === 'unchanged')
  }
}

function reusedArn({ registration }: DefinitionPlan): string | undefined {
  return registration.kind === 'reuse' ? registration.arn : undefined
}

/** A mode that deploys a registered revision names it instead of a file. */
function originOf(definition: DefinitionPlan): Pick<PlanStory, 'files' | 'registration'> {
  const { files } = definition
  const arn = reusedArn(definition)
  return arn !== undefined && files.every(file => file === arn)
    ? { files: [], registration: `Revision ${lastPartOf(arn)}` }
    : { files, registration: describeRegistration(definition) }
}

function plannedService(service: ServicePlan, definition: DefinitionPlan): PlannedService {
  return {
    kind: 'service',
    service: labelOf(service),
    what: nameAction(service.action, definition),
    action: describeAction(service.action),
    running: describeRunning(service),
    isUnchanged: service.action.kind === 'unchanged',
    risks: risksOf(service, definition)
  }
}

const PLANNED_RUN: PlannedService = {
  ...{ kind: 'task', service: 'run-task', what: 'run', action: 'run before the services', running: '' },
  isUnchanged: false,
  risks: []
}

function plannedTask(task: TaskPlan): PlannedService {
  const action = describeTask(task)
  return { kind: 'task', service: task.key, what: 'run', action, running: '', isUnchanged: false, risks: [] }
}

function storyOfStop(stop: NonNullable<Plan['stops']>[number]): PlanStory {
  const family = stop.to.replace(/^.*\//, '').replace(/:\d+$/, '')
  const what = stop.isUnderWay ? 'followed' : 'stopped'
  const action = describeStop(stop)
  const running = stop.from.replace(/^.*\//, '')
  const service = { service: labelOf(stop), what, action, running, isUnchanged: false, risks: [] }
  return {
    ...{ family, files: [], registration: '', differences: [], references: [] },
    services: [{ kind: 'service', ...service }],
    isUnchanged: false
  }
}
