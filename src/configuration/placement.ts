import { lastPartOf } from '../arn.ts'
import type { Place } from '../errors.ts'
import { present } from '../present.ts'
import type { Account } from '../rollout/ports.ts'

/** Where a service runs as far as the configuration file says; what it leaves open comes from the inputs. */
export type ServicePlace = Partial<Account> & {
  readonly cluster?: string
  /** The name that ECS knows the service by, where it is not the key of its entry. */
  readonly name?: string
  /** Where the file says so. */
  readonly written?: { readonly cluster?: Place; readonly region?: Place }
}

/** The part of the configuration file that says where services run and in which order they are deployed. */
export type Placement = {
  /** Waves of the keys of services. */
  readonly order: readonly (readonly string[])[]
  /** Where services run that are not in `places`, or of which it does not say everything. */
  readonly usual?: ServicePlace
  /** By the key of the service. */
  readonly places: ReadonlyMap<string, ServicePlace>
}

/** What holds without a configuration file. */
export const NO_PLACEMENT: Placement = { order: [], places: new Map() }

/** Inputs that stand in for what the configuration file does not say. */
export type UsualPlace = {
  readonly region: string
  readonly cluster?: string
  /** Where nobody says a cluster. */
  readonly usualCluster?: string
}

/** siteOf says where a service runs: as the configuration file has it, else as the inputs have it. */
export function siteOf(
  service: string | undefined,
  placement: Placement,
  usual: UsualPlace
): Account & { readonly cluster?: string } {
  return settled(saidOf(service, placement), usual)
}

/** siteOfTarget says where a definition goes: with its service, or as a task has it. */
export function siteOfTarget(
  { service, entry }: { readonly service?: string; readonly entry?: { readonly site: ServicePlace } },
  placement: Placement,
  usual: UsualPlace
): Account & { readonly cluster?: string } {
  return entry === undefined ? siteOf(service, placement, usual) : settled(entry.site, usual)
}

/** settled says where something runs of which the configuration file says this much. */
export function settled(
  { region, cluster, roleArn }: ServicePlace,
  usual: UsualPlace
): Account & { readonly cluster?: string } {
  return {
    region: region ?? usual.region,
    ...present({ cluster: cluster ?? usual.cluster ?? usual.usualCluster, roleArn })
  }
}

/** saidOf is what the configuration file says of a service, its own place before the usual one. */
export function saidOf(service: string | undefined, { usual, places }: Placement): ServicePlace {
  const own = service === undefined ? undefined : places.get(service)
  return { ...usual, ...own, written: { ...usual?.written, ...own?.written } }
}

/** namedByKey gives a service ECS's name, and keeps the key that this project has for it where that is another one. */
export function namedByKey(
  key: string,
  { places }: Placement
): { readonly service: string; readonly key?: string } {
  const service = places.get(key)?.name ?? key
  return service === key ? { service } : { service, key }
}

/** keyedAt gives a service that was found in a cluster the key that this project has for it, where that is another word than its name. */
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
