import { AwsError } from '../aws/error.ts'
import type { Clock } from '../clock.ts'
import { DELETE, DEREGISTER, RequestPace } from '../pace.ts'
import type { EcsPort } from '../rollout/ports.ts'
import type { ExposedRevision } from './audit.ts'
import { type Gap, refusalReason } from './gap.ts'
import type { PurgePort, PurgeRow } from './ports.ts'

/** Which revisions a purge removes, and which it keeps and why. */
export type PurgePlan = { readonly remove: readonly ExposedRevision[]; readonly keep: readonly PurgeRow[] }

/**
 * planPurge selects the exposed revisions that nothing runs. With a gap in what was read, no revision is known to be
 * unused, so all are kept. Pure.
 */
export function planPurge(exposed: readonly ExposedRevision[], gaps: readonly Gap[]): PurgePlan {
  const keep = exposed.flatMap((one): PurgeRow[] => {
    const reason =
      one.usedBy.length > 0
        ? `in use by ${one.usedBy.join(', ')}`
        : gaps.length > 0
          ? `not known to be unused: ${gaps.map(({ what, why }) => `${what}: ${why}`).join('; ')}`
          : undefined
    if (reason === undefined) return []
    const row = { revision: one.revision, arn: one.arn, outcome: 'kept', reason } as const
    return [one.usedBy.length > 0 ? row : { ...row, isUnverified: true }]
  })
  const kept = new Set(keep.map(({ arn }) => arn))
  return { keep, remove: exposed.filter(({ arn }) => !kept.has(arn)) }
}

export type PurgePorts = {
  readonly ecs: EcsPort
  readonly purge: PurgePort
  readonly clock: Clock
  readonly signal: AbortSignal
  /** Reads once more what runs, and returns which of these revisions nothing runs. Throws AwsError. */
  readonly lookAgain: (revisions: readonly ExposedRevision[]) => Promise<PurgePlan>
}

/** The maximum of DeleteTaskDefinitions per call (API reference). */
const DELETED_AT_ONCE = 10

/**
 * purgeRevisions deregisters and deletes revisions, paced by ECS's rate limits. Deregistering many takes minutes, in
 * which something may have begun to run one of them; what does so then is not deleted. After a lost response, it reads
 * the revision's status. The next run continues an interrupted purge, because it finds INACTIVE revisions with
 * plaintext credentials again. Never throws an AwsError.
 */
export async function purgeRevisions(
  revisions: readonly ExposedRevision[],
  ports: PurgePorts
): Promise<readonly PurgeRow[]> {
  const failed: PurgeRow[] = []
  const inactive: ExposedRevision[] = []
  const pace = new RequestPace(DEREGISTER, ports.clock)
  for (const revision of revisions) {
    if (ports.signal.aborted) {
      failed.push(cancelled(revision, 'the run was cancelled before'))
      continue
    }
    if (revision.status === 'ACTIVE') await pace.take({ signal: ports.signal })
    const problem = revision.status === 'ACTIVE' ? await deregister(revision, ports) : undefined
    if (problem === undefined) inactive.push(revision)
    else failed.push(failure(revision, problem))
  }
  const { remove, keep } = await unusedStill(inactive, ports)
  return [...(await deleteAll(remove, ports)), ...keep, ...failed]
}

/** Nothing can begin to run a revision that was INACTIVE when the purge began. */
async function unusedStill(
  revisions: readonly ExposedRevision[],
  { lookAgain, signal }: PurgePorts
): Promise<PurgePlan> {
  const late = revisions.filter(({ status }) => status === 'ACTIVE')
  if (late.length === 0 || signal.aborted) return { remove: revisions, keep: [] }
  try {
    const { remove, keep } = await lookAgain(late)
    const left = new Set(remove)
    const kept = keep.map(
      ({ isUnverified: _, ...row }): PurgeRow => ({
        ...row,
        outcome: 'failed',
        reason: `deregistered, not deleted: ${row.reason}`
      })
    )
    return { remove: revisions.filter(one => one.status !== 'ACTIVE' || left.has(one)), keep: kept }
  } catch (error) {
    if (!(error instanceof AwsError)) throw error
    const why = `deregistered, not deleted: not known to be unused still: ${refusalReason(error)}`
    return {
      remove: revisions.filter(({ status }) => status !== 'ACTIVE'),
      keep: late.map(one => failure(one, why))
    }
  }
}

/**
 * deregister makes a revision INACTIVE, and returns why that failed. After a lost response, it reads the revision's
 * status. Never throws an AwsError.
 */
export async function deregister(
  { arn }: { readonly arn: string },
  { ecs, purge }: Pick<PurgePorts, 'ecs' | 'purge'>
): Promise<string | undefined> {
  try {
    await purge.deregister(arn)
    return undefined
  } catch (error) {
    if (!(error instanceof AwsError)) throw error
    const now = error.kind === 'lost' ? await statusOf(arn, ecs) : undefined
    return now === 'INACTIVE' || now === 'DELETE_IN_PROGRESS' || now === 'gone'
      ? undefined
      : refusalReason(error)
  }
}

async function deleteAll(
  revisions: readonly ExposedRevision[],
  ports: PurgePorts
): Promise<readonly PurgeRow[]> {
  const pace = new RequestPace(DELETE, ports.clock)
  const rows: PurgeRow[] = []
  for (let i = 0; i < revisions.length; i += DELETED_AT_ONCE) {
    const batch = revisions.slice(i, i + DELETED_AT_ONCE)
    await pace.take({ signal: ports.signal })
    rows.push(
      ...(ports.signal.aborted
        ? batch.map(one => cancelled(one, 'deregistered; the run was cancelled before it was deleted'))
        : await deleteBatch(batch, ports))
    )
  }
  return rows
}

async function deleteBatch(
  batch: readonly ExposedRevision[],
  ports: PurgePorts
): Promise<readonly PurgeRow[]> {
  try {
    const refused = await ports.purge.deleteRevisions(batch.map(({ arn }) => arn))
    const reasons = new Map(refused.map(({ arn, reason }) => [arn, reason]))
    return batch.map(one => {
      const reason = reasons.get(one.arn)
      return reason === undefined ? deleted(one) : failure(one, `deregistered, not deleted: ${reason}`)
    })
  } catch (error) {
    if (!(error instanceof AwsError)) throw error
    if (error.kind !== 'lost') {
      return batch.map(one => failure(one, `deregistered, not deleted: ${refusalReason(error)}`))
    }
    const states = await Promise.all(batch.map(({ arn }) => statusOf(arn, ports.ecs)))
    return batch.map((one, index) =>
      states[index] === 'DELETE_IN_PROGRESS' || states[index] === 'gone'
        ? deleted(one)
        : failure(one, `deregistered, not deleted: ${refusalReason(error)}`)
    )
  }
}

/** The status of a revision after a lost response. Undefined if it cannot be read either. */
async function statusOf(arn: string, ecs: EcsPort): Promise<string | undefined> {
  try {
    return (await ecs.describeTaskDefinition(arn))?.status ?? 'gone'
  } catch (error) {
    if (!(error instanceof AwsError)) throw error
    return undefined
  }
}

function deleted({ revision, arn, rollbackFor }: ExposedRevision): PurgeRow {
  const lost = rollbackFor.length === 0 ? '' : `; it was the rollback target of ${rollbackFor.join(', ')}`
  return {
    revision,
    arn,
    outcome: 'deleted',
    reason: `held plaintext and nothing was found to run it${lost}`
  }
}

function failure({ revision, arn }: ExposedRevision, reason: string): PurgeRow {
  return { revision, arn, outcome: 'failed', reason }
}

function cancelled(one: ExposedRevision, reason: string): PurgeRow {
  return { ...failure(one, reason), isCancelled: true }
}
