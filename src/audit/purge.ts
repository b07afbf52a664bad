import { lastPartOf } from '../arn.ts'
import { AwsError } from '../aws/error.ts'
import { refusedCall } from '../aws/explain.ts'
import type { Clock } from '../clock.ts'
import { mapBounded, slicesOf, someOf } from '../list.ts'
import { DELETE, DEREGISTER, RequestPace } from '../pace.ts'
import type { EcsPort, ServiceState } from '../rollout/ports.ts'
import { readPast } from '../rollout/rollback-targets.ts'
import type { ExposedRevision, RemovalRow } from './audit.ts'
import type { Gap } from './gap.ts'
import type { PurgePort } from './ports.ts'
import { familiesRun } from './revisions.ts'

/** The revisions that nothing uses, and a row with the reason for each one that is kept. */
export type RemovalPlan = {
  readonly remove: readonly ExposedRevision[]
  readonly keep: readonly RemovalRow[]
}

/**
 * planRemoval selects the revisions that have no reason to be kept; `reasonOf` gives one in words. What could not be
 * read may use any of them, so with a gap all are kept. Pure.
 */
export function planRemoval(
  revisions: readonly ExposedRevision[],
  reasonOf: (one: ExposedRevision) => string | undefined,
  gaps: readonly Gap[]
): RemovalPlan {
  const [unknown] = gaps.length === 0 ? [] : [`not known to be unused: ${gapsInWords(gaps)}`]
  const rows = revisions.map(one => {
    const used = reasonOf(one)
    return { one, used, reason: used ?? unknown }
  })
  return {
    remove: rows.flatMap(({ one, reason }) => (reason === undefined ? [one] : [])),
    keep: rows.flatMap(({ one: { revision, arn }, used, reason }): readonly RemovalRow[] => {
      if (reason === undefined) return []
      return [
        {
          revision,
          arn,
          outcome: 'kept',
          reason,
          ...(used === undefined ? { isUnverified: true as const } : {})
        }
      ]
    })
  }
}

function gapsInWords(gaps: readonly Gap[]): string {
  return someOf([...new Set(gaps.map(({ what, why }) => `${what}: ${why}`))], 3, '; ')
}

/** useReason returns by what a revision is in use; undefined for an empty list. Pure. */
export function useReason(users: readonly string[]): string | undefined {
  return users.length === 0 ? undefined : `in use by ${[...new Set(users)].join(', ')}`
}

/** What a purge needs. */
export type PurgePorts = {
  readonly ecs: Pick<EcsPort, 'describeTaskDefinition'>
  readonly purge: PurgePort
  readonly clock: Clock
  readonly signal: AbortSignal
  /** Reads what runs now, and returns which of these revisions nothing runs. Throws AwsError. */
  readonly planNow: (revisions: readonly ExposedRevision[]) => Promise<RemovalPlan>
}

/** The maximum of DeleteTaskDefinitions per call (API reference). */
const DELETED_AT_ONCE = 10

/**
 * purgeRevisions deregisters and deletes the revisions that nothing runs, paced by ECS's rate limits. Deregistering
 * many takes minutes, in which something may have begun to run one of them; what does so then is not deleted. After a
 * lost response, it reads the revision's status. The next run continues an interrupted purge, because it finds INACTIVE
 * revisions with plaintext credentials again. Throws AwsError only before anything is changed.
 */
export async function purgeRevisions(
  exposed: readonly ExposedRevision[],
  ports: PurgePorts
): Promise<readonly RemovalRow[]> {
  if (exposed.length === 0) return []
  const { signal, clock } = ports
  const { remove, keep } = await ports.planNow(exposed)
  const rows: RemovalRow[] = []
  const late: ExposedRevision[] = []
  const pace = new RequestPace(DEREGISTER, clock)
  for (const one of remove.filter(({ status }) => status === 'ACTIVE')) {
    if (!signal.aborted) await pace.take({ signal })
    const why = signal.aborted ? 'the run was cancelled before' : await deregister(one, ports)
    if (why === undefined) late.push(one)
    else rows.push(failure(one, why, signal.aborted))
  }
  // nothing can begin to run a revision that was INACTIVE when the purge began
  const again = await planAgain(late, ports)
  const left = [...remove.filter(({ status }) => status !== 'ACTIVE'), ...again.remove]
  const deleting = new RequestPace(DELETE, clock)
  for (const batch of slicesOf(left, DELETED_AT_ONCE)) {
    await deleting.take({ signal })
    rows.push(...(await deleteBatch(batch, ports)))
  }
  return [...rows, ...again.keep, ...keep]
}

/** What was deregistered and is not known to be unused still is not deleted. */
async function planAgain(
  late: readonly ExposedRevision[],
  { planNow, signal }: PurgePorts
): Promise<RemovalPlan> {
  if (late.length === 0 || signal.aborted) return { remove: late, keep: [] }
  try {
    const { remove, keep } = await planNow(late)
    const reasons = new Map(keep.map(({ arn, reason }) => [arn, reason]))
    const kept = late.flatMap(one => {
      const reason = reasons.get(one.arn)
      return reason === undefined ? [] : [failure(one, `${DEREGISTERED}: ${reason}`)]
    })
    return { remove, keep: kept }
  } catch (error) {
    const why = `${DEREGISTERED}: not known to be unused still: ${refusedCall(error)}`
    return { remove: [], keep: late.map(one => failure(one, why)) }
  }
}

const DEREGISTERED = 'deregistered, not deleted'

/**
 * Makes a revision INACTIVE, and returns why that failed. After a lost response, it reads the revision's
 * status. Never throws an AwsError.
 */
async function deregister(
  { arn }: { readonly arn: string },
  { ecs, purge }: Pick<PurgePorts, 'ecs' | 'purge'>
): Promise<string | undefined> {
  try {
    await purge.deregister(arn)
    return undefined
  } catch (error) {
    if (!(error instanceof AwsError)) throw error
    const now = error.kind === 'lost' ? await statusOf(arn, ecs) : 'ACTIVE'
    return now === 'ACTIVE' ? refusedCall(error) : undefined
  }
}

async function deleteBatch(
  batch: readonly ExposedRevision[],
  { purge, ecs, signal }: PurgePorts
): Promise<readonly RemovalRow[]> {
  if (signal.aborted)
    return batch.map(one => failure(one, 'deregistered; the run was cancelled before it was deleted', true))
  try {
    const refused = await purge.deleteRevisions(batch.map(({ arn }) => arn))
    const reasons = new Map(refused.map(({ arn, reason }) => [arn, reason]))
    return batch.map(one => deleted(one, reasons.get(one.arn)))
  } catch (error) {
    if (!(error instanceof AwsError)) throw error
    const why = refusedCall(error)
    return Promise.all(
      batch.map(async one => {
        const now = error.kind === 'lost' ? await statusOf(one.arn, ecs) : 'INACTIVE'
        return deleted(one, now === 'DELETE_IN_PROGRESS' || now === 'gone' ? undefined : why)
      })
    )
  }
}

/** The status of a revision after a lost response; `ACTIVE`, as before, if it cannot be read either. */
async function statusOf(arn: string, ecs: PurgePorts['ecs']): Promise<string> {
  try {
    return (await ecs.describeTaskDefinition(arn))?.status ?? 'gone'
  } catch (error) {
    if (!(error instanceof AwsError)) throw error
    return 'ACTIVE'
  }
}

function deleted(one: ExposedRevision, why: string | undefined): RemovalRow {
  if (why !== undefined) return failure(one, `${DEREGISTERED}: ${why}`)
  const { revision, arn, rollbackFor } = one
  const lost = rollbackFor.length === 0 ? '' : `; it was the rollback target of ${rollbackFor.join(', ')}`
  return {
    revision,
    arn,
    outcome: 'deleted',
    reason: `held plaintext and nothing was found to run it${lost}`
  }
}

function failure({ revision, arn }: ExposedRevision, reason: string, isCancelled = false): RemovalRow {
  return { revision, arn, outcome: 'failed', reason, ...(isCancelled ? { isCancelled: true as const } : {}) }
}

/** The services that would roll back to a revision, by `family:revision`, and what could not be read. */
export type RollbackUsers = {
  readonly services: ReadonlyMap<string, readonly string[]>
  readonly gaps: readonly Gap[]
}

const AT_ONCE = 5

/**
 * rollbackUsers reads the best rollback target of the services that run one of the families. Services of
 * CodeDeploy and of external controllers have no records; what they would roll back to is still running. Throws no
 * AwsError.
 */
export async function rollbackUsers(
  states: readonly ServiceState[],
  families: ReadonlySet<string>,
  { ecs, now }: { readonly ecs: EcsPort; readonly now: number }
): Promise<RollbackUsers> {
  const services = new Map<string, string[]>()
  const gaps: Gap[] = []
  const own = states.filter(
    state => state.deploymentController === 'ECS' && familiesRun(state).some(family => families.has(family))
  )
  const reads = await mapBounded(own, AT_ONCE, state => readPast(ecs, state, now))
  for (const [index, read] of reads.entries()) {
    const { service } = own[index] as ServiceState
    const what = `the rollback targets of service ${service}`
    const unknown = 'none' in read ? read : read.gap
    if (unknown) gaps.push({ what, why: unknown.none })
    if ('none' in read) continue
    if (read.unread !== undefined)
      gaps.push({ what, why: `ECS does not return the revision of ${read.unread} of its deployments` })
    const best = read.past.find(({ state }) => state === 'good')
    if (best !== undefined) {
      const name = lastPartOf(best.arn)
      services.set(name, [...(services.get(name) ?? []), service])
    }
  }
  return { services, gaps }
}
