import { lastPartOf } from '../../arn.ts'
import { refusedCall } from '../../aws/explain.ts'
import { deploymentUnderWay } from '../deployments.ts'
import type { EcsPort, ServiceState } from '../ports.ts'
import { chooseGood, type GoodRevision, goodRevisionOf } from './good-revision.ts'
import { howItEnded, isBefore, type PastRevision } from './past-revisions.ts'
import type { RollbackUnderWay } from './rollback-under-way.ts'

/** What a service has run, with what ECS says of its rollback targets now, and what could not be read. */
export type CheckedPast = { readonly past: readonly PastRevision[]; readonly notVerified?: string }

/** So many in a row that are gone, and an older one is hardly what anybody wants. */
const MOST_CHECKED = 5

/**
 * checkTargets asks of the revisions that a service may be rolled back to, the best first, whether ECS still starts
 * tasks from them, until one is found. One that is INACTIVE or deleted is marked, since mode rollback passes it over.
 * Throws no AwsError.
 */
export async function checkTargets(
  ecs: Pick<EcsPort, 'describeTaskDefinition'>,
  past: readonly PastRevision[]
): Promise<CheckedPast> {
  const gone = new Map<string, string>()
  try {
    for (const { arn } of past.filter(({ state }) => state === 'good').slice(0, MOST_CHECKED)) {
      const live = await ecs.describeTaskDefinition(arn)
      if (live?.status === 'ACTIVE') break
      gone.set(arn, live?.status ?? 'deleted')
    }
    return { past: past.map(one => marked(one, gone)) }
  } catch (error) {
    return {
      past: past.map(one => marked(one, gone)),
      notVerified: `whether the rollback target is ACTIVE: ${refusedCall(error)}`
    }
  }
}

function marked(one: PastRevision, gone: ReadonlyMap<string, string>): PastRevision {
  const unusable = gone.get(one.arn)
  return unusable === undefined ? one : { ...one, unusable }
}

/** rollbackTargetOf is the best revision that mode rollback would take without a name, if ECS still has it. Pure. */
export function rollbackTargetOf(past: readonly PastRevision[]): PastRevision | undefined {
  return past.find(({ state }) => state === 'good')
}

/**
 * nextTargetOf is the revision that mode rollback takes if ECS starts no task any more from the best one, whose ARN is
 * `gone`. `past` is from checkTargets. Undefined if no other one can be used. Pure.
 */
export function nextTargetOf(past: readonly PastRevision[], gone: string): GoodRevision | undefined {
  const next = past.find(
    ({ arn, state, unusable }) => state === 'good' && unusable === undefined && arn !== gone
  )
  const { unusable = 'gone' } = past.find(({ arn }) => arn === gone) ?? {}
  return next && { arn: next.arn, how: `${howItEnded(next)}; ${lastPartOf(gone)} is ${unusable}` }
}

/**
 * targetNow returns what mode rollback would do without a named revision: it follows a rollback in progress, stops a
 * release in progress, or takes a revision that ran well. `back` is ECS's own rollback in progress. Undefined if it
 * would refuse. Pure.
 */
export function targetNow(
  state: ServiceState,
  past: readonly PastRevision[],
  back: RollbackUnderWay | undefined
): GoodRevision | undefined {
  if (back) {
    const isForward = isBefore(back.from.taskDefinition, back.to.taskDefinition)
    return isForward ? undefined : { arn: back.to.taskDefinition, how: 'ECS is rolling back to it already' }
  }
  const busy = deploymentUnderWay(state)
  if (!busy) return chooseGood(state, past)
  const others = { ...state, deployments: state.deployments.filter(({ id }) => id !== busy.id) }
  const arn = goodRevisionOf(others)
  if (arn === undefined) return undefined
  if (isBefore(busy.taskDefinition, arn))
    return { arn: busy.taskDefinition, how: 'a rollback to it is in progress already' }
  const known = past.find(one => one.arn === arn && one.state === 'good')
  return { arn, how: known ? howItEnded(known) : 'it was completed before the one in progress' }
}
