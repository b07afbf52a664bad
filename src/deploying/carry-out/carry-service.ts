import { lastPartOf } from '../../arn.ts'
import { AwsError } from '../../aws/error.ts'
import { explainAwsError } from '../../aws/explain.ts'
import type { ServicePlan } from '../../plan/plan.ts'
import type { RolloutEnd } from '../../rollout/open-rollout.ts'
import type { Milestone, ServiceResult } from '../../rollout/outcome.ts'
import { goodRevisionOf } from '../../rollout/previous-good.ts'
import { awaitTurn } from './await-turn.ts'
import {
  baseOf,
  type CarriedService,
  isoTime,
  notStarted,
  type RolloutRun,
  type ServiceEnd
} from './rolling.ts'
import { type StartedService, startService } from './start-service.ts'
import { plaintextNote, type RollbackSubject, rollBackService, rollBackSucceeded } from './take-back.ts'

/** carryService takes one service from its plan to its outcome, with the way back where one is asked for. */
export async function carryService(planned: ServicePlan, rolling: RolloutRun): Promise<CarriedService> {
  if (rolling.ports.signal.aborted) {
    return { end: notStarted(planned, rolling, 'The run was cancelled before this service was touched.') }
  }
  if (planned.before.deploymentController === 'CODE_DEPLOY') {
    const { carryCodeDeploy } = await import('./carry-codedeploy.ts')
    return carryCodeDeploy(planned, rolling)
  }
  const turn = await awaitTurn(planned, rolling)
  if ('reason' in turn) return { end: notStarted(planned, rolling, turn.reason) }
  const { service } = turn
  const started = await rolling.starts(() => startService(service, rolling))
  if (started.kind === 'ended') return { end: started.end }
  const end = await rolling.watcher.follow(started.start)
  const taken = { service, start: started.start, end }
  return { end: await settle(taken, started, rolling), undo: () => rollBackSucceeded(taken, rolling) }
}

async function settle(
  taken: RollbackSubject,
  started: Extract<StartedService, { kind: 'watch' }>,
  rolling: RolloutRun
): Promise<ServiceEnd> {
  const { service, start, end } = taken
  const before: readonly Milestone[] =
    started.updatedAt === undefined
      ? []
      : [{ at: started.updatedAt, what: 'updated', text: 'service updated' }]
  const base: ServiceResult = {
    ...baseOf(service, rolling.arns),
    deploymentId: end.target.deploymentId,
    outcome: end.outcome,
    reason: end.outcome === 'rolled-back' ? `${end.reason}${plaintextNote(service)}` : end.reason,
    startedAt: isoTime(start.startedAt),
    finishedAt: isoTime(end.finishedAt)
  }
  const problem = problemOf(end, service)
  const milestones = [...before, ...end.milestones]
  if (!shallTakeBack(end, service, rolling)) {
    return {
      result: { ...base, reason: `${base.reason}${leftNote(end, service, rolling)}` },
      milestones,
      ...problem
    }
  }
  const back = await rollBackService(taken, rolling)
  return {
    result: {
      ...base,
      outcome: back.outcome,
      reason: `${base.reason} ${back.addition}`,
      finishedAt: isoTime(rolling.ports.clock.now())
    },
    milestones: [...milestones, ...back.milestones],
    ...problem
  }
}

/** What a reader does next about a service that was left as it is. */
function leftNote(end: RolloutEnd, service: ServicePlan, { configuration }: RolloutRun): string {
  const isLeft = end.outcome === 'failed' || (end.outcome === 'timed-out' && end.paused !== true)
  if (!isLeft || configuration.onFailure !== 'leave' || end.error !== undefined) return ''
  const good = goodRevisionOf(service.before)
  if (good === undefined || good === end.target.taskDefinition) return ''
  return ` Left as it is (on-failure: leave); mode rollback takes it back to ${lastPartOf(good)}.`
}

function problemOf(end: RolloutEnd, { service }: ServicePlan): Pick<ServiceEnd, 'problem'> {
  return end.error instanceof AwsError ? { problem: { ...explainAwsError(end.error), service } } : {}
}

/**
 * Only our own rollout that failed is taken back: not one that somebody else's deployment has replaced, not one that waits for
 * a person, and not one that merely could not be watched.
 */
function shallTakeBack(end: RolloutEnd, service: ServicePlan, { configuration }: RolloutRun): boolean {
  if (service.action.kind === 'scale' || end.error !== undefined) return false
  if (end.outcome === 'cancelled') return configuration.onCancel === 'rollback'
  if (configuration.onFailure !== 'rollback') return false
  return end.outcome === 'failed' || (end.outcome === 'timed-out' && end.paused !== true)
}
