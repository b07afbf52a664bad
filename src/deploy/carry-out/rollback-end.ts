import { AwsError } from '../../aws/error.ts'
import { explainAwsError } from '../../aws/explain.ts'
import type { Problem } from '../../errors.ts'
import { present } from '../../present.ts'
import type { WatchedDeployment } from '../../rollout/deployments.ts'
import type { ServiceResult } from '../../rollout/outcome.ts'
import { type RolloutEnd, type RolloutStart, rolloutOf } from '../../rollout/rollout.ts'
import { courseBack, courseOf, isoTimestamp, type RolloutRun, type ServiceEnd, waitLimit } from './run.ts'

/** How a rollback was started. */
export type How = 'stopped' | 'redeployed'

/** backRollout creates the rollout of a rollback that a watcher follows. */
export function backRollout(
  about: Parameters<typeof rolloutOf>[0],
  target: WatchedDeployment,
  {
    ecs,
    startedAt,
    run
  }: Pick<RolloutStart, 'ecs' | 'startedAt'> & {
    readonly run: { readonly configuration: Pick<RolloutRun['configuration'], 'waitMinutes'> }
  }
): RolloutStart {
  const deadline = startedAt + waitLimit(run.configuration)
  return rolloutOf(about, { ...target, goal: 'deployed' }, { ecs, startedAt, deadline, purpose: 'rollback' })
}

/** wentBack returns whether ECS rolled our deployment back, or the previous revision was deployed again. */
export function wentBack(end: RolloutEnd, how: How): boolean {
  return end.outcome === (how === 'stopped' ? 'rolled-back' : 'succeeded')
}

/**
 * rollbackStateOf returns the part of a result that says how far a watched rollback has got: nothing if the deployment
 * completed after all before it could be stopped.
 */
export function rollbackStateOf(end: RolloutEnd, how: How): Pick<ServiceResult, 'rollback' | 'isDeleted'> {
  const deleted = present({ isDeleted: end.isDeleted })
  if (wentBack(end, how)) return { ...deleted, rollback: 'completed' }
  if (how === 'stopped' && end.outcome === 'succeeded') return deleted
  return { ...deleted, rollback: end.rollback === 'in-progress' ? 'in-progress' : 'failed' }
}

/** The message for a deployment that was to be rolled back and has completed. */
export const COMPLETED_FIRST =
  'The deployment completed before it could be rolled back; run mode rollback to undo it.'

/**
 * requestedBack is the end of a rollback that the run was started for, so that it is the success. `reason` is said if
 * it went back, `lead` before the reason if it did not. `to` is the ARN of the revision that it leads to, if known.
 */
export function requestedBack(
  end: RolloutEnd,
  how: How,
  about: {
    readonly base: Omit<ServiceResult, 'outcome' | 'reason'>
    readonly to?: string
    readonly reason: string
    readonly lead?: string
  }
): ServiceEnd {
  const isBack = wentBack(end, how)
  const isCompleted = end.outcome === 'succeeded'
  const outcome = isBack ? 'succeeded' : isCompleted ? 'failed' : end.outcome
  const why = isCompleted ? COMPLETED_FIRST : end.reason
  return {
    result: {
      ...about.base,
      ...present({ taskDefinitionArn: isBack ? about.to : about.base.taskDefinitionArn }),
      finishedAt: isoTimestamp(end.finishedAt),
      ...rollbackStateOf(end, how),
      ...present({ isOngoing: end.isOngoing, isUnverified: end.isUnverified }),
      // after another update, the record belongs to that one, but the ID to the deployment that was stopped
      ...(how === 'stopped' ? present({ serviceDeploymentArn: end.recordArn }) : {}),
      outcome,
      reason: isBack ? about.reason : `${about.lead ?? ''}${why}`
    },
    ...(how === 'stopped' ? courseBack(end) : courseOf(end)),
    ...present({ problem: whyLost(end) })
  }
}

/** whyLost returns the problem that ended the watch of a rollout, if AWS did not answer. */
export function whyLost({ error, service }: RolloutEnd): Problem | undefined {
  return error instanceof AwsError ? { ...explainAwsError(error), service } : undefined
}
