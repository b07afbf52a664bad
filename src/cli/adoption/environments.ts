import { grouped } from '../../list.ts'
import { escapePattern } from '../../pattern.ts'
import { present } from '../../present.ts'
import { writtenAs } from './jobs.ts'
import type { StepRun } from './workflow.ts'

/** A run with its environment of the configuration file. */
export type PlacedRun<Run extends StepRun = StepRun> = Run & { readonly stage?: string }

/**
 * inEnvironments returns the runs with their environments: the `environment:` of the jobs, unless one of them has a
 * service of several. Without any, the words of names and the branches tell them apart, if a service is in several;
 * they have to be among those that are `configured`, if any are. A run stays without one where that cannot be told.
 * Pure.
 */
export function inEnvironments<Run extends StepRun>(
  runs: readonly Run[],
  configured: readonly string[] | undefined
): {
  readonly runs: readonly PlacedRun<Run>[]
  /** A run without an environment is none of all of them. */
  readonly isDivided: boolean
} {
  const places = grouped(runs, placeOf)
  const services = [...grouped(runs, ({ service }) => writtenAs(service)).values()]
  const stages = new Map<StepRun, string | undefined>(
    services.flatMap(own => own.map(run => [run, stageIn(run, own)] as const))
  )
  const seen = (run: StepRun) => places.get(placeOf(run))?.flatMap(one => stages.get(one) ?? [])[0]
  const named = [...grouped(runs, ({ environment }) => environment)].filter(([name]) => name !== undefined)
  const isNamed = named.length > 0 && !named.some(([, own]) => areSeveral(own, seen))
  const isDivided = isNamed || (configured ? configured.length > 0 : areSeveral(runs, seen))
  const stageOf = (run: StepRun) => {
    const stage = isDivided ? seen(run) : undefined
    if (isNamed) return run.environment
    return stage !== undefined && configured?.includes(stage) === false ? undefined : stage
  }
  return { runs: runs.map(run => ({ ...run, ...present({ stage: stageOf(run) }) })), isDivided }
}

/** Whether a service is in several environments. */
function areSeveral(runs: readonly StepRun[], stageOf: (run: StepRun) => string | undefined): boolean {
  return [...grouped(runs, ({ service }) => bareName(writtenAs(service))).values()].some(
    own => new Set(own.map(stageOf)).size > 1
  )
}

/** What ECS tells services apart by; of a step whose service is not known, the workflow. */
function placeOf(run: StepRun): string {
  const { service, cluster, region, start } = run
  const name = service && 'value' in service ? service.value : start.file
  return JSON.stringify([name, writtenAs(cluster), writtenAs(region), accountOf(run)])
}

/** accountOf returns the account of a role, or otherwise the names of the credentials; empty without any. */
export function accountOf({ credentials }: StepRun): string {
  const { 'role-to-assume': role, 'aws-access-key-id': key } = credentials?.with ?? {}
  const text = String(role ?? key ?? '')
  return /^arn:[\w-]+:iam::(\d{12}):/.exec(text)?.[1] ?? text
}

/** What environments are called; any other word of a name can mean something else. */
const WORDS = '(?:pre|non)-?prod|prod(?:uction)?|prd|staging|stage|stg|dev(?:elop(?:ment)?)?|qa|uat|test|beta'
const STAGE = new RegExp(`(?<![a-z])(?:${WORDS})(?![a-z])`, 'i')

/**
 * The word in a name that a step has, otherwise the branch that alone starts it. Where a service is in several places
 * that differ in some of these, only they tell: the clusters of a service dev-portal.
 */
function stageIn(run: StepRun, ofService: readonly StepRun[]): string | undefined {
  const words = wordsOf(run)
  const elsewhere = ofService.filter(one => placeOf(one) !== placeOf(run)).map(wordsOf)
  const telling = words.map((word, index) => elsewhere.some(other => other[index] !== word))
  const [word] = words.flatMap((one, index) => (telling[index] || !telling.includes(true) ? (one ?? []) : []))
  return word ?? words.at(-1)
}

/** The words of the names, the best first, and the branch. */
function wordsOf({ service, cluster, taskDefinition, start }: StepRun): readonly (string | undefined)[] {
  const names = [writtenAs(service), writtenAs(cluster), writtenAs(taskDefinition), start.file]
  const [, branch] = /^branch ([\w-]+)$/.exec(start.triggers.join()) ?? []
  return [...names.map(name => STAGE.exec(name)?.[0].toLowerCase()), branch]
}

/** bareName returns the name of a service without the word of an environment, or the name of its own one. */
export function bareName(service: string, environment = ''): string {
  const own = environment === '' ? '' : `|${escapePattern(environment)}`
  return service
    .replaceAll(new RegExp(`(?<![a-z])(?:${WORDS}${own})(?![a-z])`, 'gi'), '')
    .replaceAll(/[-_]+(?=[-_]|$)|^[-_]+/g, '')
}
