import { lastPartOf } from '../arn.ts'
import type { EcsPort, ServiceState } from '../rollout/ports.ts'
import type { Use } from './audit.ts'
import { readCluster, type ScheduleReaders, scheduledUses } from './find-uses.ts'
import { type Gap, readOrGap } from './gap.ts'
import { inWords } from './judge-services.ts'
import type { InventoryPort } from './ports.ts'
import { familyOf, numberOfRevision } from './revisions.ts'

/** The outcome for a revision that is older than the newest ones of its family. */
export type OldRevision = {
  /** `family:revision`. */
  readonly revision: string
  readonly arn: string
  readonly outcome: 'deregistered' | 'kept' | 'failed'
  readonly reason: string
  /** Its use could not be determined. */
  readonly isUnverified?: true
}

/** Everything that may use a revision in an account and Region, and what could not be read. */
export type UsesEverywhere = {
  readonly uses: readonly Use[]
  readonly services: readonly ServiceState[]
  readonly gaps: readonly Gap[]
}

/**
 * usesEverywhere reads every cluster, also of those `known` that ECS does not list, every rule and every schedule.
 * Throws AwsError unless a request is only denied.
 */
export async function usesEverywhere(
  ports: ScheduleReaders & {
    readonly ecs: EcsPort
    readonly inventory: Pick<InventoryPort, 'listClusters' | 'listServices' | 'listRunningTasks'>
  },
  known: readonly string[] = []
): Promise<UsesEverywhere> {
  const clusters = await readOrGap('the clusters of the account', () => ports.inventory.listClusters())
  const found = 'found' in clusters ? clusters.found : []
  const listed = new Set(found.map(lastPartOf))
  const uses: Use[] = []
  const services: ServiceState[] = []
  const gaps: Gap[] = 'gap' in clusters ? [clusters.gap] : []
  for (const cluster of [...found, ...known.filter(one => !listed.has(lastPartOf(one)))]) {
    const look = await readCluster({ cluster }, ports)
    uses.push(...look.uses)
    services.push(...look.services)
    gaps.push(...look.gaps)
  }
  const scheduled = await scheduledUses(ports, undefined)
  return { uses: [...uses, ...scheduled.uses], services, gaps: [...gaps, ...scheduled.gaps] }
}

/** olderThan returns the revisions of a family except the newest `keep`, oldest first. Pure. */
export function olderThan(arns: readonly string[], keep: number): readonly string[] {
  const newestFirst = arns.toSorted((a, b) => numberOfRevision(b) - numberOfRevision(a))
  return newestFirst.slice(keep).toReversed()
}

/** Which old revisions are deregistered, and which are kept and why. */
export type CleanupPlan = { readonly remove: readonly string[]; readonly keep: readonly OldRevision[] }

/**
 * planCleanup selects the old revisions that nothing uses and that are no rollback target. What could not be read may
 * use any of them, so with a gap all are kept. `rollbackTargets` maps `family:revision` to the services that would roll
 * back to it. Pure.
 */
export function planCleanup(
  old: readonly string[],
  seen: Pick<UsesEverywhere, 'uses' | 'gaps'>,
  rollbackTargets: ReadonlyMap<string, readonly string[]>
): CleanupPlan {
  const keep = old.flatMap((arn): OldRevision[] => {
    const revision = lastPartOf(arn)
    const users = [...new Set(seen.uses.filter(use => lastPartOf(use.revision) === revision).map(inWords))]
    const back = rollbackTargets.get(revision) ?? []
    const [gap] = seen.gaps
    const reason =
      users.length > 0
        ? `in use by ${users.join(', ')}`
        : back.length > 0
          ? `a rollback target of ${back.join(', ')}`
          : gap && `not known to be unused: ${gap.what}: ${gap.why}`
    if (reason === undefined) return []
    const isUnverified = users.length + back.length === 0
    return [{ revision, arn, outcome: 'kept', reason, ...(isUnverified ? { isUnverified } : {}) }]
  })
  const kept = new Set(keep.map(({ arn }) => arn))
  return { keep, remove: old.filter(arn => !kept.has(arn)) }
}

/** familiesRun returns the families that a service runs or would run. Pure. */
export function familiesRun({ taskDefinition, deployments }: ServiceState): readonly string[] {
  return [...new Set([taskDefinition, ...deployments.map(one => one.taskDefinition)].map(familyOf))]
}
