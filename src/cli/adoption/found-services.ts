import { LOCAL_NAME } from '../../inputs/configuration/keys.ts'
import { distinctBy, grouped } from '../../list.ts'
import { present } from '../../present.ts'
import type { Configured } from './configured.ts'
import type { Repository } from './repository.ts'
import type { StepRun, StepValue } from './workflow.ts'

/** The keys that `init` proposes for a service. */
export const PROPOSED_KEYS = ['service', 'task-definition', 'cluster', 'region'] as const
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
  /** Services of jobs without an environment, beside jobs that name theirs. */
  readonly unplaced: readonly Found[]
  /** Steps whose service only a run knows: its expression, the step, and what else is seen there. */
  readonly unnamed: readonly {
    readonly what: string
    readonly from: string
    readonly at: string
    readonly seen: string
  }[]
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
  const steps = workflows.flatMap(({ steps: all }) => all).filter(({ kind }) => kind === 'deploy')
  const runs = steps.flatMap(step =>
    step.runs.map(run => {
      const values = { ...usual, ...valuesOf(run, definitions) }
      return { ...run, values, at: `${step.file}:${step.line}`, isNamed: isName(run.service) }
    })
  )
  const deployed = runs.flatMap(({ service, environment, values, isNamed }): readonly Found[] =>
    isNamed ? [{ service: writtenAs(service), values, ...present({ environment }) }] : []
  )
  const inJobs = runs.flatMap(({ environment }) => environment ?? [])
  const environments = [...new Set([...configured.environments, ...inJobs])].toSorted((a, b) =>
    a < b ? -1 : 1
  )
  const open = deployed.filter(({ service }) => !configured.services.includes(service))
  // beside environments, an entry for all of them would be more than a job without one deploys
  const placed = open.filter(({ environment }) => environments.length === 0 || environment !== undefined)
  const byKey = grouped(placed, one => keyOf(one, placed))
  const known = [...byKey.keys(), ...deployed.map(({ service }) => service), ...configured.services]
  const files = [...configured.files, ...runs.map(({ values }) => writtenAs(values['task-definition']))]
  const alone = definitions.flatMap(({ file, family = '' }): readonly Found[] => {
    const values = { 'task-definition': { value: file, from: file }, ...usual }
    const isKnown = files.includes(file) || known.includes(family)
    return isKnown || !LOCAL_NAME.test(family) ? [] : [{ service: family, values, isAlone: true }]
  })
  const unnamed = runs
    .filter(({ isNamed }) => !isNamed)
    .map(({ service, environment, values, at }) => {
      const seen = seenIn(values, environment)
      return { what: writtenAs(service) || '(not set)', from: service?.from ?? at, at, seen }
    })
  return {
    groups: [...byKey, ...grouped(alone, ({ service }) => service)],
    environments,
    unplaced: open.filter(one => !placed.includes(one) && placed.every(other => idOf(one) !== idOf(other))),
    unnamed: distinctBy(unnamed, JSON.stringify)
  }
}

function isName(service: StepValue | undefined): boolean {
  return service !== undefined && 'value' in service && LOCAL_NAME.test(service.value)
}

/** writtenAs returns a value or its expression; empty if there is none. */
export function writtenAs(value: StepValue | undefined): string {
  if (value === undefined) return ''
  return 'value' in value ? value.value : value.open
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

/** How teams shorten the name of an environment in that of a service. */
const SHORT = [
  ['production', 'prod', 'prd', 'live'],
  ['staging', 'stage', 'stg'],
  ['development', 'develop', 'dev']
]

/** The name of a service without that of its environment, by which it is known in all of them. */
function bareName({ service, environment = '' }: Found): string {
  const names = SHORT.find(some => some.includes(environment.toLowerCase())) ?? [environment.toLowerCase()]
  return service
    .split(/(?=[-_])/)
    .filter(part => !names.includes(part.replace(/^[-_]/, '').toLowerCase()))
    .join('')
    .replace(/^[-_]/, '')
}

/** The first name for the key of a service that no other service of its environment has, too. */
function keyOf(one: Found, all: readonly Found[]): string {
  const others = all.filter(other => other.environment === one.environment && idOf(other) !== idOf(one))
  const isShared = all.some(
    other => other.environment !== one.environment && bareName(other) === bareName(one)
  )
  const forms: readonly ((found: Found) => string)[] = [
    ...(isShared ? [bareName] : []),
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
function valuesOf(
  { service, taskDefinition, cluster, region }: StepRun,
  all: Repository['definitions']
): Values {
  if (taskDefinition === undefined) return present({ service, cluster, region })
  const { from } = taskDefinition
  const path = writtenAs(taskDefinition).replace(/^(?:\.\/)+/, '')
  if ('value' in taskDefinition && all.some(({ file }) => file === path))
    return present({ service, 'task-definition': { value: path, from }, cluster, region })
  const alike = all.filter(({ family }) => family !== undefined && family === writtenAs(service))
  const why = 'value' in taskDefinition ? ', which is not in git' : ''
  const open = `${path}${why}${alike.map(({ file }) => `; or ${file}, by its family`).join('')}`
  return present({ service, 'task-definition': { open, from }, cluster, region })
}
