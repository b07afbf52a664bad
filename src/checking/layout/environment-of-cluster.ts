import { lastPartOf } from '../../arn.ts'
import type { Layout } from '../../configuration/layout.ts'
import { siteOf } from '../../configuration/placement.ts'
import { resolveLayout } from '../../configuration/resolve-layout.ts'
import type { Mode } from '../../inputs/tables/specification.ts'

/** Modes that read or deploy again what a cluster has: the name of the cluster says enough, and no file is needed. */
const OF_CLUSTER: ReadonlySet<Mode | undefined> = new Set<Mode>([
  'status',
  'rollback',
  'continue',
  'rotate-restart',
  'audit'
])

type Given = {
  readonly mode?: Mode
  readonly cluster?: string
  /** The Region that an input sets. One from the environment of the process gives way to the configuration file. */
  readonly writtenRegion?: string
  readonly services?: unknown
}

/** environmentsIn returns the environments that have something in the cluster (and Region) of the inputs. Pure. */
export function environmentsIn(
  layout: Layout,
  { cluster, writtenRegion: region = '' }: Given
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
 * standInFor returns what replaces the environment of a run that names none, and a cluster: the only environment that
 * has the cluster, or `none`, if none has it. Undefined if the environment must be named: the mode needs it, or several
 * environments share the cluster and a service is named by its key, which can be another service in each. Pure.
 */
export function standInFor(
  layout: Layout,
  given: Given
): { readonly environment: string } | 'none' | undefined {
  const { mode, cluster, services } = given
  if (!OF_CLUSTER.has(mode) || cluster === undefined || cluster === '') return undefined
  const [environment, ...others] = environmentsIn(layout, given)
  if (environment === undefined) return 'none'
  if (others.length === 0) return { environment }
  const hasKey = Array.isArray(services) && services.some(name => layout.services.has(String(name)))
  return hasKey ? undefined : 'none'
}
