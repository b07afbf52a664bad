import { lastPartOf } from '../../arn.ts'
import { AwsError } from '../../aws/error.ts'
import { explainAwsError } from '../../aws/explain.ts'
import type { Problem } from '../../errors.ts'
import { present } from '../../present.ts'
import {
  primaryOf,
  type RolloutEnd,
  type RolloutStart,
  rolloutOf,
  type WatchedDeployment
} from '../../rollout/deployments.ts'
import { CANCELLED, CANCELLED_WHILE } from '../../rollout/open-rollout.ts'
import {
  labelOf,
  type Milestone,
  type Outcome,
  type RolloutCourse,
  type ServiceResult
} from '../../rollout/outcome.ts'
import { asRollback, stoppedTasks } from '../../rollout/progress.ts'
import { goodRevisionOf } from '../../rollout/rollback-targets.ts'
import {
  type RollbackRequest,
  redeploy,
  type StartedRollback,
  startRollback
} from '../../rollout/start-rollback.ts'
import type { ServicePlan } from '../comparison/plan.ts'
import {
  baseOf,
  courseOf,
  isoTimestamp,
  lookAgain,
  type RollbackEnd,
  type RolloutRun,
  type ServiceEnd,
  thenBack,
  waitLimit
} from './run.ts'
import { confirmTasks } from './tasks-now.ts'

/** A rollout of this run that was watched to its end. */
export type WatchedRollout = {
  readonly service: ServicePlan
  readonly start: RolloutStart
  readonly end: RolloutEnd
}

/** Decides how a watched rollout ends. Throws no AwsError. */
export type Settle = (
  subject: WatchedRollout,
  updatedAt: number | undefined,
  run: RolloutRun
) => Promise<ServiceEnd>

/**
 * confirmed looks again at a success during which tasks have failed: it may be one of a moment at which all tasks run.
 * Throws no AwsError.
 */
export async function confirmed(subject: WatchedRollout, run: RolloutRun): Promise<WatchedRollout> {
  const { service, start, end } = subject
  const { samples = [] } = end
  const hasFailed = (samples.at(-1)?.failed ?? 0) > 0 || stoppedTasks(samples) > 0
  if (!hasFailed || service.action.kind === 'scale' || end.outcome !== 'succeeded' || end.isOngoing)
    return subject
  const before = await lookAgain(service, run)
  if (before === undefined || primaryOf(before)?.id !== end.target.deploymentId) return subject
  const seen = await confirmTasks(end.reason, { ...service, before }, { run, until: start.deadline })
  if (seen === undefined) return subject
  const { outcome, reason } = seen
  if (outcome === undefined) return { ...subject, end: { ...end, reason, isWarning: true } }
  const at = run.ports.clock.now()
  const { isWarning: _, ...known } = end
  const failing: Milestone = { at, what: 'failing', text: 'tasks keep stopping' }
  const course = { milestones: [...end.milestones, failing], samples: [...samples, ...(seen.samples ?? [])] }
  return { ...subject, end: { ...known, outcome, reason, finishedAt: at, ...course } }
}

/**
 * settle returns the end of a watched rollout, including its rollback if one is due. `updatedAt` is when this run
 * updated the service, in milliseconds since 1970. Throws no AwsError.
 */
export async function settle(
  subject: WatchedRollout,
  updatedAt: number | undefined,
  run: RolloutRun
): Promise<ServiceEnd> {
  const { service, start, end } = subject
  const updated: readonly Milestone[] =
    updatedAt === undefined ? [] : [{ at: updatedAt, what: 'updated', text: 'service updated' }]
  const { taskDefinition, deploymentId } = end.target
  const base = {
    ...baseOf(service, run),
    // that of another run, if its deployment of the same content took over
    ...(taskDefinition === '' ? {} : { taskDefinitionArn: taskDefinition }),
    deploymentId,
    outcome: end.outcome as Outcome,
    reason: reasonOf(subject),
    startedAt: isoTimestamp(start.startedAt),
    finishedAt: isoTimestamp(end.finishedAt),
    ...present({ serviceDeploymentArn: end.recordArn, paused: end.paused }),
    ...present({ isOngoing: end.isOngoing, isUnverified: end.isUnverified }),
    ...present({ rollback: end.rollback, isDeleted: end.isDeleted })
  }
  const problem = whyLost(end)
  const course = { ...courseOf(end), milestones: [...updated, ...end.milestones] }
  if (!shallRollBack(end, service, run)) {
    const warning = end.isWarning ? end.reason : undefined
    return { result: base, ...course, ...present({ problem, warning }) }
  }
  run.ports.log.info(`[${labelOf(service)}] rolling back the service`)
  const { clock, signal } = run.ports
  const ports = { ecs: start.ecs, clock, signal }
  const back = await watchBack(await startRollback(rollbackOf(subject), ports), subject, run)
  const isCancelled = end.outcome === 'cancelled'
  const before = isCancelled ? (back.isUntouched ? CANCELLED : `${CANCELLED_WHILE}.`) : base.reason
  const result = { ...base, outcome: back.outcome, reason: `${before} ${back.addition}` }
  if (back.isUntouched) return { result, ...course, ...present({ problem }) }
  const { rollback: _, isDeleted: __, ...rest } = result
  const finishedAt = isoTimestamp(clock.now())
  return {
    result: { ...rest, finishedAt, ...present({ rollback: back.rollback, isDeleted: back.isDeleted }) },
    ...thenBack(course, back),
    ...present({ problem })
  }
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

function reasonOf({ service, start, end }: WatchedRollout): string {
  const { outcome, reason, target } = end
  if (outcome === 'rolled-back') return `${reason}${plaintextNote(service)}`
  const [ours, other] = [start.target, target].map(({ taskDefinition }) => lastPartOf(taskDefinition))
  if (outcome !== 'succeeded' || ours === other) return reason
  return `${reason} Another run has deployed the same content at the same time: ${other} runs, not ${ours}.`
}

/** plaintextNote reports that the service is now back on a revision that contains plaintext credentials. */
export function plaintextNote({ previousPlaintext, previousTaskDefinitionArn }: ServicePlan): string {
  if (previousPlaintext.length === 0) return ''
  return ` WARNING: ${lastPartOf(previousTaskDefinitionArn)} holds plaintext credentials (${previousPlaintext.join(', ')}).`
}

/**
 * rollBackSucceeded rolls back a rollout that had succeeded (atomic): its deployment has ended, so the previous
 * revision is deployed again.
 */
export async function rollBackSucceeded(subject: WatchedRollout, run: RolloutRun): Promise<RollbackEnd> {
  const ports = { ecs: subject.start.ecs, clock: run.ports.clock }
  return watchBack(await redeploy(rollbackOf(subject), ports), subject, run)
}

function rollbackOf({ service, start, end }: WatchedRollout): RollbackRequest {
  const { before, settings } = service
  const isCounted =
    settings?.['desiredCount'] !== undefined && settings['desiredCount'] !== before.desiredCount
  return {
    service: service.service,
    cluster: service.site.cluster,
    target: end.target,
    startedAt: start.startedAt,
    before,
    ...present({ recordArn: end.recordArn, restoreCount: isCounted ? before.desiredCount : undefined })
  }
}

/**
 * Watches a started rollback to its end: `rolled-back` is reported only after it was verified. A cancelled job has no
 * time to watch; that the rollback was requested is what is reported then.
 */
async function watchBack(
  started: StartedRollback,
  { service, start, end: first }: WatchedRollout,
  run: RolloutRun
): Promise<RollbackEnd> {
  // what succeeded and was not changed again is still running
  if (started.kind === 'impossible') {
    const addition = `Cannot roll back: ${started.reason}.`
    return { outcome: first.outcome, addition, milestones: [], isUntouched: true }
  }
  const { clock, log, signal } = run.ports
  const how = started.kind
  if (how === 'redeployed' && started.because !== undefined)
    log.info(
      `[${labelOf(service)}] ECS did not accept the rollback (${started.because}); deploying the previous revision again`
    )
  const asked: Milestone = { at: clock.now(), what: 'rolling-back', text: 'rollback requested' }
  if (signal.aborted) {
    const addition = `Its rollback was requested and continues in ECS.${plaintextNote(service)}`
    return { outcome: 'cancelled', addition, milestones: [asked], rollback: 'in-progress' }
  }
  const target = how === 'redeployed' ? started.target : first.target
  const rollout = backRollout(service, target, { ecs: start.ecs, startedAt: clock.now(), run })
  const isStopped = how === 'stopped' || undefined
  const end = await run.watcher.follow({ ...rollout, ...present({ isStopped }) })
  const failed = first.samples?.at(-1)?.failed ?? 0
  const { samples = [] } = end
  const course = {
    milestones: [asked, ...end.milestones],
    samples: how === 'stopped' ? samples : asRollback(samples, failed)
  }
  const state = stateOfBack(end, how)
  if (wentBack(end, how)) {
    const revision = lastPartOf(goodRevisionOf(service.before) ?? service.previousTaskDefinitionArn)
    const addition = `Rolled back to ${revision}, verified.${plaintextNote(service)}`
    return { ...course, outcome: 'rolled-back', addition, ...state }
  }
  // no longer a timeout: nothing is in progress
  if (how === 'stopped' && end.outcome === 'succeeded')
    return {
      ...course,
      outcome: 'failed',
      addition: 'It completed before it could be rolled back.',
      ...state
    }
  // what was not seen to end has not failed, and the reason states so; a reason alone is not `superseded`
  const other = end.outcome === 'superseded' ? 'superseded. ' : ''
  const isOpen = state.rollback === 'in-progress'
  const addition = isOpen ? end.reason : `The rollback did not succeed: ${other}${end.reason}`
  // a rolled-back rollout is never a success, and a timeout whose rollback failed remains a timeout
  return { ...course, outcome: first.outcome === 'succeeded' ? 'failed' : first.outcome, addition, ...state }
}

/** How a rollback was started: ECS stops the deployment, or the previous revision was deployed again. */
type How = Exclude<StartedRollback['kind'], 'impossible'>

/** backRollout creates the rollout of a rollback that a watcher follows. */
export function backRollout(
  about: Parameters<typeof rolloutOf>[0],
  target: WatchedDeployment,
  { ecs, startedAt, run }: Pick<RolloutStart, 'ecs' | 'startedAt'> & { readonly run: RolloutRun }
): RolloutStart {
  const deadline = startedAt + waitLimit(run.configuration)
  return rolloutOf(about, { ...target, goal: 'deployed' }, { ecs, startedAt, deadline, purpose: 'rollback' })
}

/** wentBack returns whether ECS rolled our deployment back, or the previous revision was deployed again. */
export function wentBack(end: RolloutEnd, how: How): boolean {
  return end.outcome === (how === 'stopped' ? 'rolled-back' : 'succeeded')
}

/**
 * stateOfBack returns the part of a result that states how far a watched rollback has got: nothing if the deployment
 * completed after all before it could be stopped.
 */
export function stateOfBack(end: RolloutEnd, how: How): Pick<ServiceResult, 'rollback' | 'isDeleted'> {
  const deleted = present({ isDeleted: end.isDeleted })
  if (wentBack(end, how)) return { ...deleted, rollback: 'completed' }
  if (how === 'stopped' && end.outcome === 'succeeded') return deleted
  return { ...deleted, rollback: end.rollback === 'in-progress' ? 'in-progress' : 'failed' }
}

/**
 * courseOfBack returns the course of a rollback that was requested: of a stopped deployment, the wanted tasks are those
 * of the previous revision.
 */
export function courseOfBack(end: RolloutEnd, how: How): RolloutCourse {
  const { milestones, samples } = end
  if (samples === undefined) return { milestones }
  return { milestones, samples: how === 'stopped' ? asRollback(samples, 0) : samples }
}

/** whyLost returns the problem that ended the watch of a rollout, if AWS did not answer. */
export function whyLost({ error, service }: RolloutEnd): Problem | undefined {
  return error instanceof AwsError ? { ...explainAwsError(error), service } : undefined
}
