import type { Place } from '../errors.ts'
import { present } from '../present.ts'
import type { Account } from '../rollout/ports.ts'

/** Where a service runs as far as the configuration file says; what it leaves open comes from the inputs. */
export type ServicePlace = Partial<Account> & {
  readonly cluster?: string
  /** Where the file says so. */
  readonly written?: { readonly cluster?: Place; readonly region?: Place }
}

/** The part of the configuration file that says where services run and in which order they are deployed. */
export type Placement = {
  /** Waves of service names. */
  readonly order: readonly (readonly string[])[]
  /** Where services run that are not in `places`, or of which it does not say everything. */
  readonly usual?: ServicePlace
  readonly places: ReadonlyMap<string, ServicePlace>
}

/** What holds without a configuration file. */
export const NO_PLACEMENT: Placement = { order: [], places: new Map() }

/** Inputs that stand in for what the configuration file does not say. */
export type UsualPlace = { readonly region: string; readonly cluster?: string }

/** siteOf says where a service runs: as the configuration file has it, else as the inputs have it. */
export function siteOf(
  service: string | undefined,
  placement: Placement,
  usual: UsualPlace
): Account & { readonly cluster?: string } {
  const { region, cluster, roleArn } = placeOf(service, placement)
  return { region: region ?? usual.region, ...present({ cluster: cluster ?? usual.cluster, roleArn }) }
}

function placeOf(service: string | undefined, { usual, places }: Placement): ServicePlace {
  const own = service === undefined ? undefined : places.get(service)
  return { ...usual, ...own, written: { ...usual?.written, ...own?.written } }
}

/** What inputs say of the place, as far as somebody wrote it down: a region of the environment is not among them. */
export type GivenPlace = {
  readonly cluster?: string
  readonly region?: string
  /** The services of the run by name; absent where it is for all. */
  readonly services?: readonly string[]
}

/** An input and the configuration file say two things of the same services. */
export type PlaceConflict = {
  readonly what: 'cluster' | 'region'
  readonly given: string
  readonly written: string
  readonly place?: Place
  /** Services that it is about; none where the file says it of all. */
  readonly services: readonly string[]
}

/** placeConflicts finds where an input contradicts what the configuration file says of a service of the run. */
export function placeConflicts(given: GivenPlace, placement: Placement): readonly PlaceConflict[] {
  const subjects = given.services ?? [undefined, ...placement.places.keys()]
  const found = new Map<string, PlaceConflict>()
  for (const service of subjects) {
    const said = placeOf(service, placement)
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
