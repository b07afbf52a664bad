import { lastPartOf } from '../../arn.ts'
import { AwsError } from '../../aws/error.ts'
import { explainAwsError } from '../../aws/explain.ts'
import type { Problem } from '../../errors.ts'
import type { ServicePlan } from '../../plan/plan.ts'
import { present } from '../../present.ts'
import { CANCELLED, CANCELLED_WHILE } from '../../rollout/open-rollout.ts'
import type { Milestone, ServiceResult } from '../../rollout/outcome.ts'
import { goodRevisionOf } from '../../rollout/rollback-targets.ts'
import type { RolloutEnd } from '../../rollout/rollout.ts'
import { stoppedTasks } from '../../rollout/samples.ts'
import { plaintextNote, type RollbackSubject, rollBackService } from './roll-back-service.ts'
import { baseOf, courseOf, isoTimestamp, type RolloutRun, type ServiceEnd, thenBack } from './rollout-run.ts'

/** Decides how a watched rollout ends. Throws no AwsError. */
export type Settle = (
  subject: RollbackSubject,
  updatedAt: number | undefined,
  run: RolloutRun
) => Promise<ServiceEnd>

/**
 * confirmed looks again at a success during which tasks have failed, or that was reached without a deployment: it may
 * be one of a moment at which all tasks run. Throws no AwsError.
 */
export async function confirmed(subject: RollbackSubject, run: RolloutRun): Promise<RollbackSubject> {
  const { service, start, end } = subject
  const { samples = [] } = end
  const hasFailed = (samples.at(-1)?.failed ?? 0) > 0 || stoppedTasks(samples) > 0
  const isDoubtful = service.action.kind === 'scale' || hasFailed
  if (!isDoubtful || end.outcome !== 'succeeded' || end.isOngoing) return subject
  const { confirmEnd } = await import('./confirm-end.ts')
  return { ...subject, end: await confirmEnd(end, service, { run, deadline: start.deadline }) }
}

/**
 * settle returns the end of a watched rollout, including its rollback if one is due. `updatedAt` is when this run
 * updated the service, in milliseconds since 1970. Throws no AwsError.
 */
export async function settle(
  subject: RollbackSubject,
  updatedAt: number | undefined,
  run: RolloutRun
): Promise<ServiceEnd> {
  const { service, start, end } = subject
  const updated: readonly Milestone[] =
    updatedAt === undefined ? [] : [{ at: updatedAt, what: 'updated', text: 'service updated' }]
  const { taskDefinition } = end.target
  const base: ServiceResult = {
    ...baseOf(service, run),
    // that of another run, if its deployment of the same content took over
    ...(taskDefinition === '' ? {} : { taskDefinitionArn: taskDefinition }),
    deploymentId: end.target.deploymentId,
    outcome: end.outcome,
    reason: reasonOf(subject),
    startedAt: isoTimestamp(start.startedAt),
    finishedAt: isoTimestamp(end.finishedAt),
    ...present({ serviceDeploymentArn: end.recordArn, isOngoing: end.isOngoing, paused: end.paused }),
    ...present({ rollback: end.rollback, isDeleted: end.isDeleted, isUnverified: end.isUnverified })
  }
  const problem = whyLost(end)
  const course = { ...courseOf(end), milestones: [...updated, ...end.milestones] }
  if (!shallRollBack(end, service, run)) {
    const count = countNote(end, service)
    const reason = `${base.reason}${count}${leftNote(end, service, run)}`
    const warning = end.isWarning || count !== '' ? `${end.reason}${count}` : undefined
    return { result: { ...base, reason }, ...course, ...present({ problem, warning }) }
  }
  const back = await rollBackService(subject, run)
  const { outcome, addition, isDeleted } = back
  // ECS may be rolling it back, although this run could not
  const rollback = back.isUntouched ? end.rollback : back.rollback
  const wasCancelled = end.outcome === 'cancelled' && back.isUntouched === undefined
  const couldNot = end.outcome === 'cancelled' && back.isUntouched && end.rollback === undefined
  const before = wasCancelled ? `${CANCELLED_WHILE}.` : couldNot ? CANCELLED : base.reason
  const { rollback: _, ...known } = base
  const finishedAt = back.isUntouched ? {} : { finishedAt: isoTimestamp(run.ports.clock.now()) }
  return {
    result: {
      ...known,
      outcome,
      reason: `${before} ${addition}`,
      ...finishedAt,
      ...present({ rollback, isDeleted })
    },
    ...thenBack(course, back),
    ...present({ problem })
  }
}

function reasonOf({ service, start, end }: RollbackSubject): string {
  const { outcome, reason, target } = end
  if (outcome === 'rolled-back') return `${reason}${plaintextNote(service)}`
  const [ours, other] = [start.target, target].map(({ taskDefinition }) => lastPartOf(taskDefinition))
  if (outcome !== 'succeeded' || ours === other) return reason
  return `${reason} Another run has deployed the same content at the same time: ${other} runs, not ${ours}.`
}

/** whyLost returns the problem that ended the watch of a rollout, if AWS did not answer. */
export function whyLost({ error, service }: RolloutEnd): Problem | undefined {
  return error instanceof AwsError ? { ...explainAwsError(error), service } : undefined
}

/** ECS completes a deployment with whatever desired count it has by then. */
function countNote({ outcome, samples = [] }: RolloutEnd, { action, desiredCount }: ServicePlan): string {
  const desired = samples.at(-1)?.desired
  if (outcome !== 'succeeded' || action.kind !== 'update' || desiredCount === undefined) return ''
  if (desired === undefined || desired === desiredCount) return ''
  return ` The desired count is ${desired}, not ${desiredCount}: something else has changed it, such as auto scaling.`
}

/** What to do next about a service that was not rolled back. */
function leftNote(end: RolloutEnd, service: ServicePlan, { configuration }: RolloutRun): string {
  const isLeft = end.outcome === 'failed' || (end.outcome === 'timed-out' && end.paused === undefined)
  if (!isLeft || end.isDeleted || end.rollback !== undefined) return ''
  if (configuration.onFailure !== 'leave' || end.error !== undefined) return ''
  const good = goodRevisionOf(service.before)
  if (good === undefined || good === end.target.taskDefinition) return ''
  // unnamed, a rollback needs the record of that deployment, which ECS keeps for 90 days, and never goes forward
  return ` Not rolled back (on-failure: leave); run mode rollback with revision: ${lastPartOf(good)} to return.`
}

/**
 * Only our own failed rollout is rolled back: not one that somebody else's deployment has replaced, one that waits for
 * approval, one whose service was deleted, or one that merely could not be watched.
 */
function shallRollBack(end: RolloutEnd, service: ServicePlan, { configuration }: RolloutRun): boolean {
  if (service.action.kind === 'scale' || end.error !== undefined || end.isDeleted) return false
  // what ECS is rolling back already need not be stopped
  const isBack = end.milestones.some(({ what }) => what === 'rolling-back')
  if (end.outcome === 'cancelled') return configuration.onCancel === 'rollback' && !isBack
  if (configuration.onFailure !== 'rollback') return false
  return end.outcome === 'failed' || (end.outcome === 'timed-out' && end.paused === undefined)
}
