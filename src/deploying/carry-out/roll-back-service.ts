import { lastPartOf } from '../../arn.ts'
import { assertNever } from '../../errors.ts'
import type { ServicePlan } from '../../plan/plan.ts'
import { present } from '../../present.ts'
import { labelOf, type Milestone, type Outcome, type ServiceResult } from '../../rollout/outcome.ts'
import { goodRevisionOf } from '../../rollout/rollback-targets.ts'
import { type RolloutEnd, type RolloutStart, rolloutOf } from '../../rollout/rollout.ts'
import { asRollback } from '../../rollout/samples.ts'
import {
  type RollbackRequest,
  redeploy,
  type StartedRollback,
  startRollback
} from '../../rollout/start-rollback.ts'
import { courseOf, type RollbackEnd, type RolloutRun, waitLimit } from './rollout-run.ts'

/** A rollout of this run that is to be rolled back. */
export type RollbackSubject = {
  readonly service: ServicePlan
  readonly start: RolloutStart
  readonly end: RolloutEnd
}

/**
 * rollBackService rolls a rollout back and watches that to its end. `rolled-back` is reported only after it was
 * verified. A cancelled job has no time to watch: the rollback is requested, and that is what is reported.
 */
export async function rollBackService(subject: RollbackSubject, run: RolloutRun): Promise<RollbackEnd> {
  const { ports } = run
  run.ports.log.info(`[${labelOf(subject.service)}] rolling back the service`)
  const { clock, signal } = ports
  const started = await startRollback(requestOf(subject, run), { ecs: subject.start.ecs, clock, signal })
  return finish(started, subject, run)
}

/**
 * rollBackSucceeded rolls back a rollout that had succeeded (atomic): its deployment has ended, so the previous
 * revision is deployed again.
 */
export async function rollBackSucceeded(subject: RollbackSubject, run: RolloutRun): Promise<RollbackEnd> {
  const ports = { ecs: subject.start.ecs, clock: run.ports.clock }
  return finish(await redeploy(requestOf(subject, run), ports), subject, run)
}

function requestOf({ service, start, end }: RollbackSubject, { configuration }: RolloutRun): RollbackRequest {
  const changedCount =
    configuration.desiredCount !== undefined && configuration.desiredCount !== service.before.desiredCount
  return {
    service: service.service,
    cluster: service.site.cluster,
    target: end.target,
    startedAt: start.startedAt,
    before: service.before,
    ...present({ recordArn: end.recordArn }),
    ...(changedCount ? { restoreCount: service.before.desiredCount } : {})
  }
}

async function finish(
  started: StartedRollback,
  subject: RollbackSubject,
  run: RolloutRun
): Promise<RollbackEnd> {
  const { outcome } = subject.end
  const at = run.ports.clock.now()
  switch (started.kind) {
    case 'impossible':
      // what succeeded and was not changed again is still running
      return { outcome, addition: `Cannot roll back: ${started.reason}.`, milestones: [], isUntouched: true }
    case 'stopped':
    case 'redeployed': {
      sayWhy(started, subject, run)
      const asked: Milestone = { at, what: 'rolling-back', text: 'rollback requested' }
      if (run.ports.signal.aborted) {
        const addition = `Its rollback was requested${howItContinues(started)}${plaintextNote(subject.service)}`
        return { outcome: 'cancelled', addition, milestones: [asked], rollback: 'in-progress' }
      }
      const target = started.kind === 'redeployed' ? started.target : subject.end.target
      const startedAt = run.ports.clock.now()
      const deadline = startedAt + waitLimit(run.configuration)
      const watch = { ecs: subject.start.ecs, startedAt, deadline, purpose: 'rollback' as const }
      const rollout = rolloutOf(subject.service, { ...target, goal: 'deployed' }, watch)
      const isStopped = started.kind === 'stopped' || undefined
      const end = await run.watcher.follow({ ...rollout, ...present({ isStopped }) })
      const after = endOfRollback(end, started.kind, subject)
      const samples = end.samples ?? []
      const failed = subject.end.samples?.at(-1)?.failed ?? 0
      const seen = started.kind === 'redeployed' ? asRollback(samples, failed) : samples
      return { ...after, ...courseOf(end), samples: seen, milestones: [asked, ...end.milestones] }
    }
    default:
      return assertNever(started)
  }
}

/** The same words as in a status, which shows a rollback by a new deployment as what it rolls out. */
function howItContinues(started: Exclude<StartedRollback, { kind: 'impossible' }>): string {
  if (started.kind === 'stopped') return ' and continues in ECS.'
  return `: ECS is rolling out ${lastPartOf(started.target.taskDefinition)} again.`
}

function sayWhy(started: StartedRollback, { service }: RollbackSubject, { ports }: RolloutRun): void {
  if (started.kind !== 'redeployed' || started.because === undefined) return
  const revision = lastPartOf(started.target.taskDefinition)
  ports.log.info(
    `[${labelOf(service)}] ECS could not be asked to roll back (${started.because}); rolling out ${revision} again`
  )
}

function endOfRollback(
  end: RolloutEnd,
  how: 'stopped' | 'redeployed',
  { service, end: first }: RollbackSubject
): Pick<RollbackEnd, 'outcome' | 'addition' | 'rollback' | 'isDeleted'> {
  if (wentBack(end, how)) {
    const revision = lastPartOf(goodRevisionOf(service.before) ?? service.previousTaskDefinitionArn)
    return {
      outcome: 'rolled-back',
      addition: `Rolled back to ${revision}, verified.${plaintextNote(service)}`,
      ...rollbackStateOf(end, how)
    }
  }
  if (how === 'stopped' && end.outcome === 'succeeded') {
    // no longer a timeout: nothing is in progress
    return { outcome: 'failed', addition: 'It completed before it could be rolled back.' }
  }
  const state = rollbackStateOf(end, how)
  // what was not seen to end has not failed, and the reason says so
  const isOpen = state.rollback === 'in-progress'
  return {
    outcome: failing(first.outcome),
    addition: isOpen ? end.reason : `The rollback did not succeed: ${outcomeWords(end)}${end.reason}`,
    ...state
  }
}

/** A reason alone does not say that somebody else's deployment came first. */
function outcomeWords({ outcome }: RolloutEnd): string {
  return outcome === 'superseded' ? 'superseded. ' : ''
}

/**
 * wentBack returns whether a watched rollback succeeded: ECS rolled our deployment back, or the previous revision was
 * deployed again.
 */
export function wentBack(end: RolloutEnd, how: 'stopped' | 'redeployed'): boolean {
  return how === 'stopped' ? end.outcome === 'rolled-back' : end.outcome === 'succeeded'
}

/**
 * rollbackStateOf returns the part of a result that says how far a watched rollback has got: nothing if the deployment
 * completed after all before it could be stopped.
 */
export function rollbackStateOf(
  end: RolloutEnd,
  how: 'stopped' | 'redeployed'
): Pick<ServiceResult, 'rollback' | 'isDeleted'> {
  const deleted = present({ isDeleted: end.isDeleted })
  if (wentBack(end, how)) return { ...deleted, rollback: 'completed' }
  if (how === 'stopped' && end.outcome === 'succeeded') return deleted
  return { ...deleted, rollback: end.rollback === 'in-progress' ? 'in-progress' : 'failed' }
}

/** A rolled-back rollout is never a success, and a timeout whose rollback failed remains a timeout. */
function failing(outcome: RolloutEnd['outcome']): Outcome {
  return outcome === 'succeeded' ? 'failed' : outcome
}

/** plaintextNote reports that the service is now back on a revision that contains plaintext credentials. */
export function plaintextNote({ previousPlaintext, previousTaskDefinitionArn }: ServicePlan): string {
  if (previousPlaintext.length === 0) return ''
  return ` WARNING: ${lastPartOf(previousTaskDefinitionArn)} holds plaintext credentials (${previousPlaintext.join(', ')}).`
}
