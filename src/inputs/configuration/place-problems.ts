import type { Place, Problem } from '../../errors.ts'
import { present } from '../../present.ts'
import type { Account } from '../../rollout/ports.ts'
import { configuredPlaceOf, type Placement, siteOf } from './placement.ts'

/** The location that inputs set explicitly. A Region from the environment is not included. */
export type GivenPlace = {
  readonly cluster?: string
  readonly region?: string
  /** The Region that applies if none was set explicitly. Absent if the run makes no requests to AWS. */
  readonly usualRegion?: string
  /** The services of the run by name. Absent if it is for all services. */
  readonly services?: readonly string[]
}

/** An input and the configuration file contradict each other about the same services. */
type PlaceConflict = {
  readonly what: 'cluster' | 'region'
  readonly given: string
  readonly written: string
  readonly place?: Place
  /** The services concerned. Empty if the file sets the value for all services. */
  readonly services: readonly string[]
}

/** The contradictions between an input and the configuration file for the services of the run. */
function conflictsOf(given: GivenPlace, placement: Placement): readonly PlaceConflict[] {
  const subjects = given.services ?? [undefined, ...placement.places.keys()]
  const found = new Map<string, PlaceConflict>()
  for (const service of subjects) {
    const said = configuredPlaceOf(service, placement)
    for (const what of ['cluster', 'region'] as const) {
      const [wanted, written] = [given[what], said[what]]
      if (wanted === undefined || written === undefined || namesSame(wanted, written)) continue
      const key = `${what} ${written}`
      const before = found.get(key)
      const services = [...(before?.services ?? []), ...(service === undefined ? [] : [service])]
      const place = before?.place ?? said.written?.[what]
      found.set(key, { what, given: wanted, written, services, ...present({ place }) })
    }
  }
  return [...found.values()]
}

/** A cluster can be given by name or by ARN. */
function namesSame(one: string, other: string): boolean {
  if (one.startsWith('arn:') === other.startsWith('arn:')) return one === other
  return one.slice(one.lastIndexOf('/') + 1) === other.slice(other.lastIndexOf('/') + 1)
}

/**
 * placeProblems reports contradictions about the location of a run: between an input and the configuration file, or
 * between a cluster's ARN and the run's Region or account. It needs no requests to AWS.
 */
export function placeProblems(given: GivenPlace, placement: Placement): readonly Problem[] {
  const conflicts = conflictsOf(given, placement)
  return conflicts.length > 0 ? conflicts.map(asProblem) : strayClusters(given, placement)
}

/** An input that names another location than the file. Using either of them could be wrong. */
function asProblem(conflict: PlaceConflict): Problem {
  const { what, given: wanted, written, services: whose, place } = conflict
  const input = what === 'region' ? 'aws-region' : what
  const subject = whose.length === 0 ? '' : ` for ${whose.map(name => `"${name}"`).join(', ')}`
  return {
    code: 'place-contradiction',
    fault: 'user',
    message: `Input "${input}" is ${wanted}, but the configuration file says ${what} ${written}${subject}.`,
    hint: `AWS was not asked whether either exists. Correct the one that is wrong, or leave the input out: the file can name the ${what} of each service.`,
    ...present({ place })
  }
}

function strayClusters(
  { cluster, usualRegion: region, services }: GivenPlace,
  placement: Placement
): readonly Problem[] {
  if (region === undefined) return []
  const found = new Map<string, Problem>()
  for (const service of services ?? [undefined, ...placement.places.keys()]) {
    const site = siteOf(service, placement, { region, ...present({ cluster }) })
    if (site.region === '') continue
    const problem = strayCluster(site, site.roleArn?.split(':')[4])
    const place = configuredPlaceOf(service, placement).written?.cluster
    if (problem && !found.has(problem.message))
      found.set(problem.message, { ...problem, ...present({ place }) })
  }
  return [...found.values()]
}

/**
 * strayCluster returns the problem of a cluster whose ARN has a different Region than the run, or a different account
 * than the caller. ECS would look for the cluster's name in the run's account and Region, where another cluster can
 * have that name.
 */
export function strayCluster(
  { cluster = '', region }: Account & { readonly cluster?: string },
  account: string | undefined
): Problem | undefined {
  if (!cluster.startsWith('arn:')) return undefined
  const [, , , itsRegion = '', itsAccount = ''] = cluster.split(':')
  if (itsRegion !== region)
    return {
      code: 'place-contradiction',
      fault: 'user',
      message: `Cluster ${cluster} is in Region ${itsRegion}, but the run is for Region ${region}.`,
      hint: 'Correct the cluster or the Region: input "aws-region", or "region" in the configuration file.'
    }
  if (account === undefined || itsAccount === account) return undefined
  return {
    code: 'place-contradiction',
    fault: 'user',
    message: `Cluster ${cluster} is in account ${itsAccount}, but the run acts in account ${account}.`,
    hint: 'Correct the cluster, or use credentials of its account (role-to-assume).'
  }
}
