import { LOCAL_NAME } from '../../inputs/configuration/keys.ts'
import { grouped } from '../../list.ts'
import { present } from '../../present.ts'
import { writtenAs } from './jobs.ts'
import type { StepRun } from './workflow.ts'

/** A run with its environment of the configuration file. */
export type PlacedRun<Run extends StepRun = StepRun> = Run & { readonly stage?: string }

/**
 * inEnvironments returns the runs with their environments. GitHub's own, the `environment:` of the jobs, are taken
 * literally, unless one of them has the same service from different triggers. Without any, what different triggers
 * deploy is of different environments, as is a service that one trigger deploys to several clusters, Regions or
 * accounts. These are called as the names there differ, and have to be among those that are `configured`, if any are. A
 * run stays without an environment where that cannot be told. Pure.
 */
export function inEnvironments<Run extends StepRun>(
  runs: readonly Run[],
  configured: readonly string[] | undefined
): {
  readonly runs: readonly PlacedRun<Run>[]
  /** Each run has its environment, or it cannot be told. */
  readonly isDivided: boolean
} {
  const byJob = grouped(runs, ({ environment }) => environment)
  const isNamed = runs.some(({ environment }) => environment !== undefined)
  const stages = new Map<StepRun, string>()
  let isDivided = isNamed
  for (const [environment, own] of byJob) {
    const lanes = own.reduce<readonly Lane[]>(intoLane, []).flatMap(isNamed ? one => [one] : byPlace)
    const { names, isShared } = lanes.length < 2 ? { names: [], isShared: false } : namesOf(lanes)
    if (lanes.length > 1) isDivided = true
    for (const run of own) {
      const name = names[lanes.findIndex(lane => lane.includes(run))]
      const isOther = name !== environment && byJob.has(name)
      const found = isOther ? `${environment}-${name}` : name
      const isFit = found !== undefined && configured?.includes(found) !== false
      const stage = isNamed && (environment === undefined || !isShared || !isFit) ? environment : found
      if (stage !== undefined && (isNamed || isFit)) stages.set(run, stage)
    }
  }
  return {
    runs: runs.map(run => ({ ...run, ...present({ stage: stages.get(run) }) })),
    isDivided: configured && !isNamed ? configured.length > 0 : isDivided
  }
}

type Lane = readonly StepRun[]
/** A way to look at a run: the text of what it has there. */
type Part = (run: StepRun) => string

const CLUSTER: Part = ({ cluster }) => writtenAs(cluster)
const PLACE: readonly Part[] = [CLUSTER, ({ region }) => writtenAs(region), accountOf]

/** accountOf returns the account of a role, or otherwise the names of the credentials; empty without any. */
export function accountOf({ credentials }: StepRun): string {
  const { 'role-to-assume': role, 'aws-access-key-id': key } = credentials?.with ?? {}
  const text = String(role ?? key ?? '')
  return /^arn:[\w-]+:iam::(\d{12}):/.exec(text)?.[1] ?? text
}

/** Adds a run to what the same triggers deploy, or what deploys the same. */
function intoLane(lanes: readonly Lane[], run: StepRun): readonly Lane[] {
  const isBeside = (other: StepRun) => idOf(run) === idOf(other) || triggersText(run) === triggersText(other)
  const own = lanes.filter(lane => lane.some(isBeside))
  return [...lanes.filter(lane => !own.includes(lane)), [...own.flat(), run]]
}

function triggersText({ start: { triggers } }: StepRun): string {
  return triggers.toSorted().join(' ')
}

/** What ECS tells services apart by; a step without one deploys no service. */
function idOf(run: StepRun): string {
  return run.service ? JSON.stringify([writtenAs(run.service), ...PLACE.map(of => of(run))]) : run.start.file
}

/** A lane by the places of the services that it has in several; what else is in none of these is left out. */
function byPlace(lane: Lane): readonly Lane[] {
  const services = [...grouped(lane, ({ service }) => writtenAs(service))]
    .filter(([service]) => service !== '')
    .map(([, runs]) => runs)
  const differing = PLACE.filter(of => services.some(runs => new Set(runs.map(of)).size > 1))
  const placeOf: Part = run => JSON.stringify(differing.map(of => of(run)))
  const places = services.map(runs => new Set(runs.map(placeOf))).filter(({ size }) => size > 1)
  return places.length === 0
    ? [lane]
    : [...new Set(places.flatMap(some => [...some]))].map(place => lane.filter(run => placeOf(run) === place))
}

const TRIGGERS: Part = run => triggersText(run).replaceAll(/\b(?:branch|tag) /g, '')

/** Where the names of environments can be seen, the best first. */
const SEEN: readonly Part[] = [
  CLUSTER,
  ({ service }) => writtenAs(service),
  ({ taskDefinition }) => writtenAs(taskDefinition).replace(/\.\w+$/, ''),
  ({ start }) => start.file.replace(/^.*\/|\.\w+$/g, ''),
  TRIGGERS,
  accountOf,
  ({ region }) => writtenAs(region)
]

/**
 * The words that all names of a lane have there, and no other lane has, are its name: those by which some service is
 * the same in two lanes, otherwise the triggers. Empty if they do not differ.
 */
function namesOf(lanes: readonly Lane[]): { readonly names: readonly string[]; readonly isShared: boolean } {
  const bySource = SEEN.map(of => {
    const words = lanes.map(lane => lane.map(of).filter(Boolean).map(wordsOf))
    return words.map((own, index) => {
      const others = new Set(words.filter((_, other) => other !== index).flat(2))
      const [first = [], ...rest] = own
      return first.filter(word => !others.has(word) && rest.every(one => one.includes(word))).join('-')
    })
  })
  const whole = [CLUSTER, TRIGGERS].map(of => lanes.map(([run]) => (run ? wordsOf(of(run)).join('-') : '')))
  const fit = [...bySource, ...whole].filter(
    some => some.every(name => LOCAL_NAME.test(name)) && new Set(some).size === some.length
  )
  const names = fit.find(some => sharesService(lanes, some))
  return { names: names ?? fit.at(-1) ?? [], isShared: names !== undefined }
}

/** Letters and digits, without what CloudFormation appends to a name. */
function wordsOf(text: string): readonly string[] {
  const words = text.toLowerCase().match(/[a-z0-9]+/g) ?? []
  return words.filter(word => !/^(?=.*\d)\w{8,}$/.test(word))
}

function sharesService(lanes: readonly Lane[], names: readonly string[]): boolean {
  const bare = lanes.map((lane, index) =>
    lane.flatMap(({ service }) => bareName(writtenAs(service), names[index]) || [])
  )
  return bare.some((own, index) =>
    bare.slice(index + 1).some(other => other.some(name => own.includes(name)))
  )
}

/** bareName returns the name of a service without the parts that are, or shorten, that of its environment. */
export function bareName(service: string, environment = ''): string {
  const words = wordsOf(environment)
  return service
    .split(/(?=[-_])/)
    .filter(part => !wordsOf(part).some(word => words.some(one => isShort(word, one) || isShort(one, word))))
    .join('')
    .replace(/^[-_]/, '')
}

/** Whether a word begins as another one and has its letters in the same order, as prod and prd have production's. */
function isShort(word: string, of: string): boolean {
  const [first = '', ...rest] = word
  return word.length > 2 && new RegExp(`^${first}${rest.map(one => `[^${one}]*${one}`).join('')}`).test(of)
}
