import { lastPartOf } from '../../arn.ts'
import type { Account } from '../../rollout/ports.ts'
import { type Placement, siteOf, type UsualPlace } from './placement.ts'

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
