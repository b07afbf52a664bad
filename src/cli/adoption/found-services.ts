import { LOCAL_NAME } from '../../inputs/configuration/keys.ts'
import { distinctBy, grouped } from '../../list.ts'
import { present } from '../../present.ts'
import { bareName, inEnvironments, type PlacedRun } from './environments.ts'
import { type StepValue, writtenAs } from './jobs.ts'
import type { Configured, Repository } from './repository.ts'
import type { StepRun } from './workflow.ts'

/** The keys that `init` proposes for a service. */
export const PROPOSED_KEYS = ['service', 'task-definition', 'cluster', 'region', 'desired-count'] as const
/** One of them. */
export type ProposedKey = (typeof PROPOSED_KEYS)[number]
type Values = Readonly<Partial<Record<ProposedKey, StepValue>>>

/** A service of a step, or of a file that no step deploys, with the `environment:` of the job where it is known. */
export type Found = {
  readonly service: string
  readonly environment?: string
  readonly values: Values
  /** No step deploys it: its name is the family of its file. */
  readonly isAlone?: true
}

/** The services of a repository by the key of their entry, and what is not known of others. */
export type FoundServices = {
  readonly groups: readonly (readonly [string, readonly Found[]])[]
  readonly environments: readonly string[]
  /** Services whose environment cannot be told, beside others that have one. */
  readonly unplaced: readonly Found[]
  /** Steps whose service only a run knows: its expression, the step, and what else is seen there. */
  readonly unnamed: readonly {
    readonly what: string
    readonly from: string
    readonly at: string
    readonly seen: readonly string[]
  }[]
  /** The runs of the steps, with their environments. */
  readonly runs: readonly PlacedRun[]
}

/**
 * findServices finds the services that steps deploy, and those of task definition files that no step deploys, without
 * what is already `configured`. A Region that no step has is that of the workflows, if they agree on one. Pure.
 */
export function findServices(
  { workflows, definitions }: Pick<Repository, 'workflows' | 'definitions'>,
  configured: Configured
): FoundServices {
  const region = configured.usual.includes('region') ? undefined : onlyRegionOf(workflows)
  const usual = present({ region })
  const all = workflows.flatMap(({ steps }) => steps)
  const steps = all.filter(({ kind }) => kind === 'deploy')
  const isOpen = configured.environments.length + configured.services.length === 0
  const { runs, isDivided } = inEnvironments(
    steps.flatMap(step =>
      step.runs.map(run => {
        const values = { ...usual, ...valuesOf(run, definitions) }
        return { ...run, values, at: `${step.file}:${step.line}`, isNamed: isName(run.service) }
      })
    ),
    isOpen ? undefined : configured.environments
  )
  const deployed = runs.flatMap(({ service, stage, values, isNamed }): readonly Found[] =>
    isNamed ? [{ service: writtenAs(service), values, ...present({ environment: stage }) }] : []
  )
  const stages = runs.flatMap(({ stage }) => stage ?? [])
  const environments = [...new Set([...configured.environments, ...stages])].toSorted((a, b) =>
    a < b ? -1 : 1
  )
  const open = deployed.filter(({ service }) => !configured.services.includes(service))
  // beside environments, an entry for all of them would be more than a job without one deploys
  const placed = open.filter(({ environment }) => !isDivided || environment !== undefined)
  const byKey = grouped(placed, one => keyOf(one, placed))
  const known = [...byKey.keys(), ...deployed.map(({ service }) => service), ...configured.services]
  const files = [...configured.files, ...runs.map(({ values }) => writtenAs(values['task-definition']))]
  const alone = definitions.flatMap(({ file, family = '' }): readonly Found[] => {
    const values = { 'task-definition': { value: file, from: file }, ...usual }
    const isKnown = files.includes(file) || known.includes(family)
    return isKnown || !LOCAL_NAME.test(family) ? [] : [{ service: family, values, isAlone: true }]
  })
  const unnamed = [
    ...grouped(
      runs.filter(({ isNamed }) => !isNamed),
      ({ service, at }) => JSON.stringify([writtenAs(service), at])
    ).values()
  ].flatMap(([one, ...more]) => {
    if (one === undefined) return []
    const seen = new Set([one, ...more].map(({ values, stage }) => seenIn(values, stage)))
    const { service, at } = one
    return [{ what: writtenAs(service) || '(not set)', from: service?.from ?? at, at, seen: [...seen] }]
  })
  const unplaced = open.filter(
    one => !placed.includes(one) && placed.every(other => idOf(one) !== idOf(other))
  )
  return {
    groups: [...byKey, ...grouped(alone, ({ service }) => service)],
    environments,
    unplaced: distinctBy(unplaced, JSON.stringify),
    unnamed,
    runs: runs.length > 0 ? runs : all.flatMap(one => one.runs)
  }
}

function isName(service: StepValue | undefined): boolean {
  return service !== undefined && 'value' in service && LOCAL_NAME.test(service.value)
}

/** seenIn lists the values of a service, for a TODO that needs them. */
export function seenIn(values: Values, environment?: string): string {
  const seen = PROPOSED_KEYS.slice(1).flatMap(field =>
    values[field] ? [`${field} ${writtenAs(values[field])}`] : []
  )
  return [...(environment === undefined ? [] : [`environment ${environment}`]), ...seen].join(', ')
}

/** What ECS tells services apart by. */
function idOf({ service, values }: Found): string {
  return JSON.stringify([service, writtenAs(values.cluster), writtenAs(values.region)])
}

/** The first name for the key of a service that no other service of its environment has, too. */
function keyOf(one: Found, all: readonly Found[]): string {
  const others = all.filter(other => other.environment === one.environment && idOf(other) !== idOf(one))
  const bare = ({ service, environment }: Found) => bareName(service, environment)
  const isShared = all.some(other => other.environment !== one.environment && bare(other) === bare(one))
  const forms: readonly ((found: Found) => string)[] = [
    ...(isShared ? [bare] : []),
    ({ service }) => service,
    ({ service, values }) => `${service}-${writtenAs(values.cluster)}`,
    ({ service, values }) => `${service}-${writtenAs(values.region)}`,
    ({ service, values }) => `${service}-${writtenAs(values.cluster)}-${writtenAs(values.region)}`
  ]
  const form = forms.find(of => LOCAL_NAME.test(of(one)) && others.every(other => of(other) !== of(one)))
  return form?.(one) ?? one.service
}

function onlyRegionOf(workflows: Repository['workflows']): StepValue | undefined {
  const all = workflows.flatMap(({ regions }) => regions)
  const different = distinctBy(all, writtenAs)
  return different.length === 1 ? different[0] : undefined
}

/** A file that is not in git is not proposed, because a step before makes it; but files of the service's family are. */
function valuesOf(run: StepRun, all: Repository['definitions']): Values {
  const { service, taskDefinition, cluster, region, 'desired-count': count } = run
  const values = present({ service, cluster, region, 'desired-count': count })
  if (taskDefinition === undefined) return values
  const { from } = taskDefinition
  const path = writtenAs(taskDefinition).replace(/^(?:\.\/)+/, '')
  if ('value' in taskDefinition && (path.startsWith('{live:') || all.some(({ file }) => file === path)))
    return { ...values, 'task-definition': { value: path, from } }
  const alike = all.filter(({ family }) => family !== undefined && family === writtenAs(service))
  const why = 'value' in taskDefinition ? ', which is not in git' : ''
  const open = `${path}${why}${alike.map(({ file }) => `; or ${file}, by its family`).join('')}`
  return { ...values, 'task-definition': { open, from } }
}
