import { lastPartOf } from '../../arn.ts'
import type { Place } from '../../errors.ts'
import { present } from '../../present.ts'
import type { Account } from '../../rollout/ports.ts'

/** Where a service runs, as far as the configuration file states it. The inputs provide the rest. */
export type ServicePlace = Partial<Account> & {
  readonly cluster?: string
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

/** siteOf returns where a service runs, from the configuration file or otherwise from the inputs. */
export function siteOf(
  service: string | undefined,
  placement: Placement,
  usual: UsualPlace
): Account & { readonly cluster?: string } {
  return settled(configuredPlaceOf(service, placement), usual)
}

/** siteOfTarget returns where a task definition is deployed: to its service, or to the location of a task. */
export function siteOfTarget(
  { service, entry }: { readonly service?: string; readonly entry?: { readonly site: ServicePlace } },
  placement: Placement,
  usual: UsualPlace
): Account & { readonly cluster?: string } {
  return entry === undefined ? siteOf(service, placement, usual) : settled(entry.site, usual)
}

/** settled completes a location from the configuration file with the inputs. */
export function settled(
  { region, cluster, roleArn }: ServicePlace,
  usual: UsualPlace
): Account & { readonly cluster?: string } {
  return {
    region: region ?? usual.region,
    ...present({ cluster: cluster ?? usual.cluster ?? usual.usualCluster, roleArn })
  }
}

/**
 * configuredPlaceOf returns what the configuration file sets for a service. Its own location takes precedence over the
 * usual one.
 */
export function configuredPlaceOf(service: string | undefined, { usual, places }: Placement): ServicePlace {
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
