import type { Place, Problem } from '../errors.ts'
import { present } from '../present.ts'
import type { Account } from '../rollout/ports.ts'
import { type Placement, saidOf, siteOf } from './placement.ts'

/** What inputs say of the place, as far as somebody wrote it down: a region of the environment is not among them. */
export type GivenPlace = {
  readonly cluster?: string
  readonly region?: string
  /** The region that holds where nobody wrote one down; absent where the run asks AWS nothing. */
  readonly usualRegion?: string
  /** The services of the run by name; absent where it is for all. */
  readonly services?: readonly string[]
}

/** An input and the configuration file say two things of the same services. */
type PlaceConflict = {
  readonly what: 'cluster' | 'region'
  readonly given: string
  readonly written: string
  readonly place?: Place
  /** Services that it is about; none where the file says it of all. */
  readonly services: readonly string[]
}

/** Where an input contradicts what the configuration file says of a service of the run. */
function conflictsOf(given: GivenPlace, placement: Placement): readonly PlaceConflict[] {
  const subjects = given.services ?? [undefined, ...placement.places.keys()]
  const found = new Map<string, PlaceConflict>()
  for (const service of subjects) {
    const said = saidOf(service, placement)
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

/** A cluster can be written by its name or its ARN. */
function namesSame(one: string, other: string): boolean {
  if (one.startsWith('arn:') === other.startsWith('arn:')) return one === other
  return one.slice(one.lastIndexOf('/') + 1) === other.slice(other.lastIndexOf('/') + 1)
}

/**
 * placeProblems says where two words on the place of a run contradict each other: an input and the configuration file, or a cluster's ARN
 * and the region or account that the run goes to. All of it is known without AWS.
 */
export function placeProblems(given: GivenPlace, placement: Placement): readonly Problem[] {
  const conflicts = conflictsOf(given, placement)
  return conflicts.length > 0 ? conflicts.map(asProblem) : strayClusters(given, placement)
}

/** An input that says another place than the file: going by either of them could be the wrong place. */
function asProblem(conflict: PlaceConflict): Problem {
  const { what, given: wanted, written, services: whose, place } = conflict
  const input = what === 'region' ? 'aws-region' : what
  const subject = whose.length === 0 ? '' : ` for ${whose.map(name => `"${name}"`).join(', ')}`
  return {
    code: 'place-contradiction',
    fault: 'user',
    message: `Input "${input}" is ${wanted}, but the configuration file says ${what} ${written}${subject}.`,
    hint: `Leave the input out or correct the file. To run for several ${what}s, leave it out and write the usual one at the top of the file: "${what}: ${wanted}".`,
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
    const place = saidOf(service, placement).written?.cluster
    if (problem && !found.has(problem.message))
      found.set(problem.message, { ...problem, ...present({ place }) })
  }
  return [...found.values()]
}

/**
 * strayCluster is the problem of a cluster whose ARN is of another region than the run goes to, or of another account than acts there. ECS
 * would look for the name of such a cluster at the place of the run, where another one of that name can be.
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
      message: `Cluster ${cluster} is in region ${itsRegion}, but the run is for region ${region}.`,
      hint: 'Correct the cluster or the region: input "aws-region", or "region" in the configuration file.'
    }
  if (account === undefined || itsAccount === account) return undefined
  return {
    code: 'place-contradiction',
    fault: 'user',
    message: `Cluster ${cluster} is in account ${itsAccount}, but the run acts in account ${account}.`,
    hint: 'Correct the cluster, or use credentials of its account (role-to-assume).'
  }
}
