import { lastPartOf } from '../../arn.ts'
import { assertNever } from '../../errors.ts'
import type { ServicePlan } from '../../plan/plan.ts'
import type { RolloutEnd, RolloutStart } from '../../rollout/open-rollout.ts'
import type { Milestone, Outcome } from '../../rollout/outcome.ts'
import { goodRevisionOf } from '../../rollout/previous-good.ts'
import {
  type RollbackRequest,
  redeploy,
  type StartedRollback,
  startRollback
} from '../../rollout/way-back.ts'
import type { RolloutRun } from './rolling.ts'

/** How a rollout ended after the way back was taken, or not. */
export type RollbackEnd = {
  readonly outcome: Outcome
  /** What is added to the failure's own reason. */
  readonly addition: string
  readonly milestones: readonly Milestone[]
}

const MINUTE_MS = 60_000

/** A rollout of this run that is to be taken back. */
export type RollbackSubject = {
  readonly service: ServicePlan
  readonly start: RolloutStart
  readonly end: RolloutEnd
}

/**
 * rollBackService takes a rollout back and watches that to its end. `rolled-back` is only said once it was verified. After a
 * cancelled job there is no time to watch: the rollback is asked for, and that is what is said.
 */
export async function rollBackService(taken: RollbackSubject, rolling: RolloutRun): Promise<RollbackEnd> {
  const { ports } = rolling
  rolling.ports.log.info(`[${taken.service.service}] taking the service back`)
  const begun = await startRollback(subjectOf(taken, rolling), { ecs: taken.start.ecs, clock: ports.clock })
  return finish(begun, taken, rolling)
}

/** rollBackSucceeded takes back a rollout that had succeeded (atomic): its deployment is over, so the revision before is deployed again. */
export async function rollBackSucceeded(taken: RollbackSubject, rolling: RolloutRun): Promise<RollbackEnd> {
  const ports = { ecs: taken.start.ecs, clock: rolling.ports.clock }
  return finish(await redeploy(subjectOf(taken, rolling), ports), taken, rolling)
}

function subjectOf({ service, end }: RollbackSubject, { configuration }: RolloutRun): RollbackRequest {
  const changedCount =
    configuration.desiredCount !== undefined && configuration.desiredCount !== service.before.desiredCount
  return {
    service: service.service,
    cluster: service.site.cluster,
    target: end.target,
    before: service.before,
    ...(end.recordArn === undefined ? {} : { recordArn: end.recordArn }),
    ...(changedCount ? { restoreCount: service.before.desiredCount } : {})
  }
}

async function finish(
  begun: StartedRollback,
  taken: RollbackSubject,
  rolling: RolloutRun
): Promise<RollbackEnd> {
  const { outcome } = taken.end
  const at = rolling.ports.clock.now()
  switch (begun.kind) {
    case 'impossible':
      return { outcome: failing(outcome), addition: `No way back: ${begun.reason}.`, milestones: [] }
    case 'stopped':
    case 'redeployed': {
      sayWhy(begun, taken, rolling)
      const asked: Milestone = { at, what: 'rolling-back', text: 'rollback asked for' }
      if (rolling.ports.signal.aborted) {
        const addition = `Its rollback was asked for and goes on in ECS.${plaintextNote(taken.service)}`
        return { outcome: 'cancelled', addition, milestones: [asked] }
      }
      const target = begun.kind === 'redeployed' ? begun.target : taken.end.target
      const end = await rolling.watcher.follow(wayBackStart(taken, target, rolling))
      const after = judge(end, begun.kind, taken)
      return { ...after, milestones: [asked, ...end.milestones] }
    }
    default:
      return assertNever(begun)
  }
}

function sayWhy(begun: StartedRollback, { service }: RollbackSubject, { ports }: RolloutRun): void {
  if (begun.kind !== 'redeployed' || begun.because === undefined) return
  const revision = lastPartOf(begun.target.taskDefinition)
  ports.log.info(
    `[${service.service}] ECS could not be asked to roll back (${begun.because}); deploying ${revision} again`
  )
}

function wayBackStart(
  { start }: RollbackSubject,
  target: RolloutStart['target'],
  rolling: RolloutRun
): RolloutStart {
  const startedAt = rolling.ports.clock.now()
  const deadline = startedAt + rolling.configuration.waitMinutes * MINUTE_MS
  return { ...start, target: { ...target, goal: 'deployed' }, startedAt, deadline, purpose: 'way-back' }
}

function judge(
  end: RolloutEnd,
  how: 'stopped' | 'redeployed',
  { service, end: first }: RollbackSubject
): { readonly outcome: Outcome; readonly addition: string } {
  const back = how === 'stopped' ? end.outcome === 'rolled-back' : end.outcome === 'succeeded'
  if (back) {
    const revision = lastPartOf(goodRevisionOf(service.before) ?? service.previousTaskDefinitionArn)
    return {
      outcome: 'rolled-back',
      addition: `Rolled back to ${revision}, verified.${plaintextNote(service)}`
    }
  }
  if (how === 'stopped' && end.outcome === 'succeeded') {
    return {
      outcome: failing(first.outcome),
      addition: 'It completed after all before it could be rolled back.'
    }
  }
  return {
    outcome: failing(first.outcome),
    addition: `The way back did not succeed: ${end.outcome}, ${end.reason}`
  }
}

/** What is taken back is never a success, and a timeout that was taken back in vain stays one. */
function failing(outcome: RolloutEnd['outcome']): Outcome {
  return outcome === 'succeeded' ? 'failed' : outcome
}

/** plaintextNote says so where the service is now back on a revision that holds plaintext credentials. */
export function plaintextNote({ previousPlaintext, previousTaskDefinitionArn }: ServicePlan): string {
  if (previousPlaintext.length === 0) return ''
  return ` WARNING: ${lastPartOf(previousTaskDefinitionArn)} holds plaintext credentials (${previousPlaintext.join(', ')}).`
}
