import type { Plan, ServicePlan } from '../plan/plan.ts'
import { present } from '../present.ts'
import { keyOf } from '../rollout/outcome.ts'
import type { TargetPlace } from './target.ts'

/** A job of a matrix: the services of one place and wave, by comma as the input `service` takes them. */
export type MatrixRow = {
  /** Absent where the plan is for one environment, or the configuration file has none. */
  readonly environment?: string
  /** Absent where it is not known which account a place is in. */
  readonly account?: string
  readonly region: string
  readonly cluster: string
  readonly wave: number
  readonly service: string
}

/**
 * matrixOf makes the matrix of a plan: what changes, in the order of environments and waves, so that `max-parallel: 1` keeps it. A service
 * that is unchanged is in no row.
 */
export function matrixOf(
  plan: Plan,
  target: readonly TargetPlace[] = []
): { readonly include: readonly MatrixRow[] } {
  const rows = new Map<string, { readonly first: ServicePlan; readonly names: string[] }>()
  for (const one of plan.services.filter(({ action }) => action.kind !== 'unchanged')) {
    const id = JSON.stringify([one.environment, one.site, one.wave])
    const known = rows.get(id)
    if (known) known.names.push(keyOf(one))
    else rows.set(id, { first: one, names: [keyOf(one)] })
  }
  const environments = plan.services.map(({ environment }) => environment)
  const place = ({ first }: { readonly first: ServicePlan }) => environments.indexOf(first.environment)
  const waveOf = ({ first }: { readonly first: ServicePlan }) => first.wave ?? 1
  const sorted = [...rows.values()].toSorted((a, b) => place(a) - place(b) || waveOf(a) - waveOf(b))
  return {
    include: sorted.map(({ first: { environment, site, wave = 1 }, names }) => ({
      ...present({ environment, account: accountOf(site.region, target) }),
      region: site.region,
      cluster: site.cluster,
      wave,
      service: names.join(',')
    }))
  }
}

/** Two accounts of one region can't be told apart by it. */
function accountOf(region: string, target: readonly TargetPlace[]): string | undefined {
  const accounts = new Set(target.filter(place => place.region === region).map(({ account }) => account))
  return accounts.size === 1 ? [...accounts][0] : undefined
}
