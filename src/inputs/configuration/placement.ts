import { lastPartOf } from '../../arn.ts'
import type { Place, Problem } from '../../errors.ts'
import { present } from '../../present.ts'
import type { Account } from '../../rollout/ports.ts'

/** Where a service runs, as far as the configuration file states it. The inputs provide the rest. */
export type ServicePlace = Partial<Account> & {
  readonly cluster?: string
  /** The account whose credentials the run must have. */
  readonly account?: string
  /** The service's name in ECS, if it differs from the key of its entry. */
  readonly name?: string
  /** The positions in the file that state it. */
  readonly written?: { readonly cluster?: Place; readonly region?: Place }
}

/** The part of the configuration file that defines where services run and in which order they are deployed. */
export type Placement = {
  /** Waves of service keys. */
  readonly order: readonly (readonly string[])[]
  /** The location of services that are not in `places`, or whose entry there is incomplete. */
  readonly usual?: ServicePlace
  /** By the service's key. */
  readonly places: ReadonlyMap<string, ServicePlace>
}

/** Inputs that replace what the configuration file does not set. */
export type UsualPlace = {
  readonly region: string
  readonly cluster?: string
  /** The cluster if nothing sets one. */
  readonly usualCluster?: string
}

/** Where something runs; `account` is the one that the configuration file expects. */
export type PlacedSite = Account & { readonly cluster?: string; readonly account?: string }

/** siteOf returns where a service runs, from the configuration file or otherwise from the inputs. */
export function siteOf(service: string | undefined, placement: Placement, usual: UsualPlace): PlacedSite {
  return settled(configuredPlaceOf(service, placement), usual)
}

/** siteOfTarget returns where a task definition is deployed: to its service, or to the location of a task. */
export function siteOfTarget(
  { service, entry }: { readonly service?: string; readonly entry?: { readonly site: ServicePlace } },
  placement: Placement,
  usual: UsualPlace
): PlacedSite {
  return entry === undefined ? siteOf(service, placement, usual) : settled(entry.site, usual)
}

/** settled completes a location from the configuration file with the inputs. */
export function settled({ region, cluster, roleArn, account }: ServicePlace, usual: UsualPlace): PlacedSite {
  return {
    region: region ?? usual.region,
    ...present({ cluster: cluster ?? usual.cluster ?? usual.usualCluster, roleArn, account })
  }
}

/**
 * configuredPlaceOf returns what the configuration file sets for a service. Its own location takes precedence over the
 * usual one.
 */
function configuredPlaceOf(service: string | undefined, { usual, places }: Placement): ServicePlace {
  const own = service === undefined ? undefined : places.get(service)
  return { ...usual, ...own, written: { ...usual?.written, ...own?.written } }
}

/** namedByKey returns a service's name in ECS, and its key if the two differ. */
export function namedByKey(
  key: string,
  { places }: Placement
): { readonly service: string; readonly key?: string } {
  const service = places.get(key)?.name ?? key
  return service === key ? { service } : { service, key }
}

/** The placement without a configuration file. */
export const NO_PLACEMENT: Placement = { order: [], places: new Map() }

/**
 * keyedAt returns a function that adds the key to a service that was found in a cluster, if the key differs from its
 * name.
 */
export function keyedAt(placement: Placement, usual: UsualPlace): FindKey {
  const keys = new Map<string, string>()
  const idOf = (service: string, { cluster, region, roleArn }: Account & { readonly cluster: string }) =>
    JSON.stringify([service, lastPartOf(cluster), region, roleArn])
  for (const [key, { name = key }] of placement.places) {
    const { cluster, ...account } = siteOf(key, placement, usual)
    const id = cluster === undefined ? undefined : idOf(name, { ...account, cluster })
    if (id !== undefined && !keys.has(id)) keys.set(id, key)
  }
  return (service, site) => {
    const key = keys.get(idOf(service, site))
    return key === undefined || key === service ? { service } : { service, key }
  }
}

/** Finds the key of a service that runs at a site. */
export type FindKey = (
  service: string,
  site: Account & { readonly cluster: string }
) => { readonly service: string; readonly key?: string }

/** The location that inputs set explicitly. A Region from the environment is not included. */
export type GivenPlace = {
  readonly cluster?: string
  readonly region?: string
  /** The Region that applies if none was set explicitly. Absent if the run makes no requests to AWS. */
  readonly usualRegion?: string
  /** The services of the run by name. Absent if it is for all services. */
  readonly services?: readonly string[]
}

/**
 * placeProblems reports contradictions about the location of a run, each once: between an input and the configuration
 * file, where using either of them could be wrong, or else between a cluster's ARN and the run's Region or account. It
 * needs no requests to AWS.
 */
export function placeProblems(given: GivenPlace, placement: Placement): readonly Problem[] {
  const subjects = given.services ?? [undefined, ...placement.places.keys()]
  const conflicts = new Map<string, { readonly services: string[]; readonly problemOf: MakeProblem }>()
  const strays = new Map<string, Problem>()
  for (const service of subjects) {
    const said = configuredPlaceOf(service, placement)
    for (const what of ['cluster', 'region'] as const) {
      const [wanted, written] = [given[what], said[what]]
      if (wanted === undefined || written === undefined || namesSame(wanted, written)) continue
      const problemOf: MakeProblem = subject => ({
        code: 'place-contradiction',
        fault: 'user',
        message: `Input "${what === 'region' ? 'aws-region' : what}" is ${wanted}, but the configuration file has ${what} ${written}${subject}.`,
        hint: `AWS was not called. Correct the wrong one, or omit the input: the file can set the ${what} of each service.`,
        ...present({ place: said.written?.[what] })
      })
      const found = conflicts.get(`${what} ${written}`) ?? { services: [], problemOf }
      if (service !== undefined) found.services.push(`"${service}"`)
      conflicts.set(`${what} ${written}`, found)
    }
    const { usualRegion: region, cluster } = given
    if (region === undefined) continue
    const site = settled(said, { region, ...present({ cluster }) })
    const stray = site.region === '' ? undefined : strayCluster(site, site.roleArn?.split(':')[4])
    if (stray && !strays.has(stray.message))
      strays.set(stray.message, { ...stray, ...present({ place: said.written?.cluster }) })
  }
  const contradictions = [...conflicts.values()].map(({ services, problemOf }) =>
    problemOf(services.length === 0 ? '' : ` for ${services.join(', ')}`)
  )
  return contradictions.length > 0 ? contradictions : [...strays.values()]
}

type MakeProblem = (subject: string) => Problem

/** A cluster can be given by name or by ARN. */
function namesSame(one: string, other: string): boolean {
  if (one.startsWith('arn:') === other.startsWith('arn:')) return one === other
  return lastPartOf(one) === lastPartOf(other)
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
