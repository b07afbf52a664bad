import { lastPartOf } from '../arn.ts'
import type { Problem } from '../errors.ts'
import type { EntryKey } from '../inputs/configuration/keys.ts'
import type { Layout } from '../inputs/configuration/layout.ts'
import { type Placement, siteOf } from '../inputs/configuration/placement.ts'
import type { ResolvedEntry, ResolvedLayout } from '../inputs/configuration/resolve-layout.ts'
import { resolveLayout } from '../inputs/configuration/resolve-layout.ts'
import type { CommonConfiguration } from '../inputs/configuration.ts'
import { noRegion } from '../inputs/problems.ts'
import type { Mode } from '../inputs/tables/specification.ts'
import { didYouMean } from '../nearest.ts'
import { present } from '../present.ts'

/** The inputs that select from the configuration file, or that it can set too. */
export type ChoosingInputs = Partial<
  Pick<CommonConfiguration, 'region' | 'cluster' | 'services' | 'environment'>
> & {
  readonly mode?: Mode
  /** The Region that an input sets, and not the environment of the process. */
  readonly writtenRegion?: string
  /** The run has its own task definitions, as a step of AWS's actions does. */
  readonly isDropIn?: boolean
  readonly order?: Placement['order']
}

/** The layout of the configuration file in the environment of the run. */
export type LayoutOfRun = {
  readonly resolved: ResolvedLayout
  readonly placement: Placement
  readonly problems: readonly Problem[]
  /** The environment is unknown, so no other result applies. */
  readonly isUndecided?: true
}

/** layoutForRun selects the environment, and finds contradictions between the inputs and the layout. */
export function layoutForRun(given: ChoosingInputs, written: Layout): LayoutOfRun {
  const { inputs, layout } = inEnvironment(given, written)
  const { environment, order = [] } = inputs
  const wrong = environmentProblems(inputs, layout)
  const resolved = resolveLayout(layout, environment)
  const placement = order.length === 0 ? resolved.placement : { ...resolved.placement, order }
  const problems =
    // Without an environment, everything that contains {environment} would be reported too.
    wrong.length > 0
      ? wrong
      : [
          ...resolved.problems,
          ...orderTwice(order, layout),
          ...withoutRegion(inputs, placement, layout),
          ...notHere(inputs, resolved)
        ]
  return { resolved, placement, problems, ...(wrong.length > 0 ? { isUndecided: true } : {}) }
}

/** The environment that the inputs name, or that follows from their cluster. */
function inEnvironment(
  inputs: ChoosingInputs,
  written: Layout
): { readonly inputs: ChoosingInputs; readonly layout: Layout } {
  if (inputs.isDropIn) return { inputs, layout: forDropIn(written, inputs) }
  const isOpen = inputs.environment === undefined && written.environments.size > 0
  const found = isOpen ? standInFor(written, inputs) : undefined
  if (found === undefined) return { inputs, layout: written }
  // a cluster that no environment has is that of a run which named its services itself
  if (found === 'none') return { inputs, layout: forDropIn(written, inputs) }
  return { inputs: { ...inputs, ...found }, layout: written }
}

/**
 * Services of the run that its environment does not have. A step in the place of one of AWS's actions contains its
 * file and its service itself.
 */
function notHere(
  { services, isDropIn }: ChoosingInputs,
  { absent, environment = '' }: ResolvedLayout
): readonly Problem[] {
  if (isDropIn || !Array.isArray(services)) return []
  return (services as readonly string[]).flatMap((service): readonly Problem[] => {
    const others = absent?.get(service)
    if (others === undefined) return []
    const message = `"${service}" is not in environment "${environment}": the configuration file sets its task definition in ${others.join(', ')} only.`
    const hint =
      'Name another environment or another service, or set its "task-definition" there or in its entry.'
    return [{ code: 'unknown-service', fault: 'user', service, message, hint }]
  })
}

/**
 * A step in the place of one of AWS's actions has its own files, service and cluster, and runs no other tasks.
 * Only what it does not have comes from `defaults`, and the rest of the layout applies only if it has an environment.
 */
function forDropIn(layout: Layout, inputs: ChoosingInputs): Layout {
  const { environment, cluster, region = '', services, mode } = inputs
  const { defaults, ...rest } = { ...layout, tasks: new Map(), order: [] }
  if (environment !== undefined) return { ...rest, ...present({ defaults }) }
  const isOpen = (key: EntryKey) =>
    key === 'role-to-assume' ||
    (key === 'cluster' && cluster === undefined && services !== undefined && mode !== 'render') ||
    (key === 'region' && region === '')
  const values = new Map([...(defaults?.values ?? [])].filter(([key]) => isOpen(key)))
  return {
    ...rest,
    services: new Map(),
    environments: new Map(),
    ...present({ defaults: defaults && { ...defaults, values } })
  }
}

/** environmentProblems requires a named environment if the configuration file has several. */
function environmentProblems(inputs: ChoosingInputs, layout: Layout): readonly Problem[] {
  const { environment, mode } = inputs
  const known = [...layout.environments.keys()]
  if (known.length === 0 || (environment !== undefined && known.includes(environment))) return []
  if (environment !== undefined) return [unknownEnvironment(environment, known)]
  const [likely = known[0]] = environmentsIn(layout, inputs)
  return [
    {
      code: 'environment-not-named',
      fault: 'user',
      message: `The configuration file has ${known.length} environments (${known.join(', ')}), and none is named: mode ${mode ?? 'deploy'} is for one.`,
      hint: `Name it in the input "environment", for example environment: ${likely}.`
    }
  ]
}

/** unknownEnvironment returns the problem of an environment that the configuration file does not have. */
export function unknownEnvironment(environment: string, known: readonly string[]): Problem {
  const shown = /^[\w-]{1,60}$/.test(environment) ? `"${environment}"` : `of ${environment.length} characters`
  return {
    code: 'unknown-environment',
    fault: 'user',
    message: `Input "environment" selects an environment ${shown} that the configuration file does not have.${didYouMean(environment, known)}`,
    hint: `Environments: ${known.join(', ')}.`
  }
}

function orderTwice(
  order: Placement['order'],
  { order: written, orderOrigin, place }: Layout
): readonly Problem[] {
  if (order.length === 0 || written.length === 0) return []
  const at = orderOrigin && place(orderOrigin)
  const where = at ? ` (${at.file}:${at.line})` : ''
  return [
    {
      code: 'order-twice',
      fault: 'user',
      message: `"order" is given as an input and in the configuration file${where}.`,
      hint: 'Keep one of the two.',
      ...present({ place: at })
    }
  ]
}

/** The file can set the Region for all services of the run. A check needs none. */
function withoutRegion(
  { region, cluster, services, mode }: ChoosingInputs,
  placement: Placement,
  layout: Layout
): readonly Problem[] {
  if (region !== '' || mode === undefined) return []
  // A scheduled task can be named too, and has its own location.
  const isService = (name: string) => placement.places.has(name) || !layout.tasks.has(name)
  const named = Array.isArray(services)
    ? (services as readonly string[]).filter(isService)
    : [...placement.places.keys()]
  const subjects = named.length === 0 ? [undefined] : named
  const lost = subjects.some(key => siteOf(key, placement, { region, ...present({ cluster }) }).region === '')
  return lost ? [noRegion(mode)] : []
}

/** Modes that read or deploy again what a cluster has: the name of the cluster states enough, and no file is needed. */
const OF_CLUSTER: ReadonlySet<Mode | undefined> = new Set<Mode>([
  'status',
  'rollback',
  'continue',
  'rotate-restart',
  'audit'
])

/** environmentsIn returns the environments that have something in the cluster (and Region) of the inputs. Pure. */
function environmentsIn(
  layout: Layout,
  { cluster, writtenRegion: region = '' }: ChoosingInputs
): readonly string[] {
  if (cluster === undefined || cluster === '') return []
  return [...layout.environments.keys()].filter(environment => {
    const { placement, tasks } = resolveLayout(layout, environment)
    const sites = [undefined, ...placement.places.keys()].map(key => siteOf(key, placement, { region }))
    return [...sites, ...tasks.map(({ site }) => site)].some(
      site =>
        site.cluster !== undefined &&
        lastPartOf(site.cluster) === lastPartOf(cluster) &&
        (region === '' || (site.region ?? region) === region)
    )
  })
}

/**
 * standInFor returns what replaces the environment of a run without one, and a cluster: the only environment that
 * has the cluster, or `none`, if none has it. Undefined if the environment must be named: the mode needs it, or several
 * environments share the cluster and a service is named by its key, which can be another service in each. Pure.
 */
function standInFor(
  layout: Layout,
  given: ChoosingInputs
): { readonly environment: string } | 'none' | undefined {
  const { mode, cluster, services } = given
  if (!OF_CLUSTER.has(mode) || cluster === undefined || cluster === '') return undefined
  const [environment, ...others] = environmentsIn(layout, given)
  if (environment === undefined) return 'none'
  if (others.length === 0) return { environment }
  const hasKey = Array.isArray(services) && services.some(name => layout.services.has(String(name)))
  return hasKey ? undefined : 'none'
}

/** A task definition of one environment, as it would be registered. `content` is its JSON. */
export type FamilySubject = {
  readonly entry: ResolvedEntry
  readonly family: string
  readonly content: string
  readonly site: { readonly region?: string; readonly roleArn?: string }
}

/**
 * familyProblems finds different task definitions of the same family in one account and Region. Each run would register
 * both, and the newest revision could be either of them.
 */
export function familyProblems(subjects: readonly FamilySubject[]): readonly Problem[] {
  const known = new Map<string, FamilySubject>()
  return subjects.flatMap(subject => {
    const { family, site, entry } = subject
    // A family that is not fully known cannot be compared.
    if (family === '' || family.includes('${{')) return []
    const id = JSON.stringify([site.region, site.roleArn, family])
    const before = known.get(id) ?? subject
    known.set(id, before)
    return before.content === subject.content ? [] : [familyTwice(family, before.entry, entry)]
  })
}

function familyTwice(family: string, before: ResolvedEntry, entry: ResolvedEntry): Problem {
  return {
    code: 'family-twice',
    fault: 'user',
    message: `${described(before)} and ${described(entry)} make two different task definitions of the same family "${family}".`,
    hint: 'Give one of them its own family (key "family"), or make both the same.',
    ...present({ place: entry.written })
  }
}

function described({ key, base, written }: ResolvedEntry): string {
  const where = written ? ` (${written.file}:${written.line})` : ''
  return `"${key}"${where}${base?.kind === 'file' ? ` from ${base.path}` : ''}`
}
