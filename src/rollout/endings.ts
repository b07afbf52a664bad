import type { AwsError } from '../aws/error.ts'
import type { OpenRollout, RolloutEnd, RolloutStart } from './open-rollout.ts'

/** Why a watch ended: an error ended it while the deployment continues, or the service was deleted, or neither. */
export type WatchEnd = { readonly reason: string } & Pick<
  RolloutEnd,
  'error' | 'isOngoing' | 'isUnverified' | 'isDeleted' | 'rollback'
>

/** lostEnding is the end of a watch that cannot read any more. A failure that is known already stays one. Pure. */
export function lostEnding(open: OpenRollout, error: AwsError): WatchEnd {
  const isKnown = open.start.purpose === 'ours' && open.memory.failure !== undefined
  return {
    reason: `Not verified: ${error.operation} failed (${error.awsName}). The ${open.what} itself continues in ECS.`,
    error,
    isOngoing: true,
    ...(isKnown ? {} : { isUnverified: true as const }),
    ...open.back
  }
}

/**
 * endingWords returns how a watch ended, for the user: a rollback that is done is no successful release, whether ECS
 * rolled the deployment back or the previous revision was deployed again. Pure.
 */
export function endingWords(
  { purpose, isStopped, isRequested }: RolloutStart,
  outcome: RolloutEnd['outcome'],
  { isUnverified }: WatchEnd
): { readonly words: string; readonly isGood: boolean } {
  if (isUnverified) return { words: 'not verified', isGood: false }
  if (purpose !== 'rollback') return { words: outcome, isGood: outcome === 'succeeded' }
  if (outcome === (isStopped ? 'rolled-back' : 'succeeded'))
    return { words: 'rolled back', isGood: isRequested === true }
  return { words: isStopped && outcome === 'succeeded' ? 'completed' : outcome, isGood: false }
}
