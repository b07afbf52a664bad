import { present } from '../present.ts'
import type { Account } from '../rollout/ports.ts'

/** Where a service runs as far as the configuration file says; what it leaves open comes from the inputs. */
export type ServicePlace = Partial<Account> & { readonly cluster?: string }

/** The part of the configuration file that says where services run and in which order they are deployed. */
export type Placement = {
  /** Waves of service names. */
  readonly order: readonly (readonly string[])[]
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
  const own = service === undefined ? undefined : placement.places.get(service)
  return { region: usual.region, ...present({ cluster: usual.cluster }), ...own }
}
