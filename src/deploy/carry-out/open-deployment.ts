import { lastPartOf } from '../../arn.ts'
import { AwsError } from '../../aws/error.ts'
import { refusalOf } from '../../aws/explain.ts'
import type { Problem } from '../../errors.ts'
import { present } from '../../present.ts'
import { type RolloutEnd, watchedDeployment } from '../../rollout/deployments.ts'
import { CANCELLED_BEFORE, type Milestone, type ServiceResult } from '../../rollout/outcome.ts'
import type { EcsPort } from '../../rollout/ports.ts'
import { startRollback } from '../../rollout/start-rollback.ts'
import type { OpenDeployment, ServiceAction, ServicePlan } from '../comparison/plan.ts'
import {
  baseOf,
  endedAs,
  isoTimestamp,
  NOT_WAITED_FOR,
  ourRollout,
  type RolloutRun,
  type ServiceEnd,
  withoutDeployment
} from './run.ts'
import { backRollout, courseOfBack, type Settle, settle, stateOfBack, wentBack, whyLost } from './settle.ts'
import type { StartedService } from './start-service.ts'

type Action<Kind extends ServiceAction['kind']> = Extract<ServiceAction, { kind: Kind }>

/** Delays before each check whether a pause has ended, in milliseconds. */
const LOOK_AFTER_MS = [0, 2_000, 5_000]

/**
 * continueService ends the pauses of a service's deployment, each by its ID, so that no pause is ended that nobody has
 * seen, and returns the deployment to watch. A deployment that has continued in the meantime is also watched. Throws no
 * AwsError.
 */
export async function continueService(
  service: ServicePlan,
  { deployment }: Action<'continue'>,
  run: RolloutRun
): Promise<StartedService> {
  const { hookIds, stage = 'a lifecycle hook', createdAt } = deployment
  const { ecs } = await run.aws(service.site)
  const ended = await endPauses(deployment, { ecs, run })
  if (typeof ended !== 'boolean') return { ended: endedBy(ended, service, run) }
  const gone = hookIds.length > 0 ? `The pause at ${stage} had already ended.` : NOTHING_PAUSED
  const said = ended ? `Continued at ${stage}.` : gone
  run.ports.log.info(`[${service.service}] ${said}`)
  if (run.configuration.waitUntil === 'none') {
    const reason = `${said} Not monitored (wait-until: none).`
    return { ended: endedAs(service, run, { ...idsOf(deployment), ...NOT_WAITED_FOR, reason }) }
  }
  const rollout = ourRollout(service, { deploymentId: deployment.id, ecs, state: service.before }, run)
  const target = { ...rollout.target, continued: hookIds, ...present({ createdAt }) }
  const milestone: Milestone = { at: run.ports.clock.now(), what: 'continued', text: said }
  const settleContinued: Settle = async (subject, updatedAt, its) => {
    const { result, ...end } = await settle(subject, updatedAt, its)
    const reason = `${said} ${result.reason}`
    return { ...end, result: { ...result, reason }, milestones: [milestone, ...end.milestones] }
  }
  return { rollout: { ...rollout, target }, settle: settleContinued }
}

const NOTHING_PAUSED = 'Nothing was paused: the deployment is watched.'

/**
 * stopService rolls back a service's deployment in progress, whoever started it and also at a pause, and returns the
 * rollback to watch. One that ECS is rolling back already is only watched. Throws no AwsError.
 */
export async function stopService(
  service: ServicePlan,
  action: Action<'stop'>,
  run: RolloutRun
): Promise<StartedService> {
  const { deployment, isInProgress } = action
  const { clock, signal } = run.ports
  const { ecs } = await run.aws(service.site)
  const startedAt = clock.now()
  const before = withoutDeployment(service.before, deployment.id)
  let followed = watchedDeployment(deployment, service.before)
  let how: 'stopped' | 'redeployed' = 'stopped'
  if (!isInProgress) {
    const { service: name, site } = service
    const since = deployment.createdAt ?? startedAt
    const subject = { service: name, cluster: site.cluster, target: followed, startedAt: since, before }
    const started = await startRollback(subject, { ecs, clock, signal })
    if (started.kind === 'impossible')
      return { ended: endedBy({ reason: `Cannot roll back: ${started.reason}.` }, service, run) }
    how = started.kind
    if (started.kind === 'redeployed') followed = started.target
  }
  const known = { ...idsOf(deployment), startedAt: isoTimestamp(startedAt) }
  if (run.configuration.waitUntil === 'none') {
    const reason = 'The rollback was requested; it is not monitored (wait-until: none).'
    return { ended: endedAs(service, run, { ...known, ...NOT_WAITED_FOR, rollback: 'in-progress', reason }) }
  }
  const rollout = backRollout(service, followed, { ecs, startedAt, run })
  const [from, to] = [deployment.taskDefinition, action.to].map(lastPartOf)
  const already = isInProgress ? 'ECS was rolling back already. ' : ''
  const said = `${already}The deployment in progress (${from}) was rolled back to ${to}.`
  const isStopped = how === 'stopped' || undefined
  const start = { ...rollout, isRequested: true as const, ...present({ isStopped }) }
  const base = { ...baseOf(service, run), ...known, reason: said }
  return { watch: async () => stopped(await run.watcher.follow(start), how, base) }
}

/** The end of a rollback that the run was started for, so that it is the success. `base` has the reason of that. */
function stopped(
  end: RolloutEnd,
  how: 'stopped' | 'redeployed',
  base: Omit<ServiceResult, 'outcome'>
): ServiceEnd {
  const isCompleted = end.outcome === 'succeeded'
  const bad = isCompleted ? { reason: COMPLETED_FIRST } : { reason: end.reason }
  const outcome = isCompleted ? 'failed' : end.outcome
  const { taskDefinitionArn: _, ...known } = base
  const isBack = wentBack(end, how)
  return {
    result: {
      ...(isBack ? base : known),
      finishedAt: isoTimestamp(end.finishedAt),
      ...stateOfBack(end, how),
      ...present({ isOngoing: end.isOngoing, isUnverified: end.isUnverified }),
      // after another update, the record belongs to that one, but the ID to the deployment that was stopped
      ...(how === 'stopped' ? present({ serviceDeploymentArn: end.recordArn }) : {}),
      ...(isBack ? { outcome: 'succeeded' } : { outcome, ...bad })
    },
    ...courseOfBack(end, how),
    ...present({ problem: whyLost(end) })
  }
}

/** The message for a deployment that was to be rolled back and has completed. */
export const COMPLETED_FIRST =
  'The deployment completed before it could be rolled back; run mode rollback to undo it.'

function idsOf({ id, arn }: OpenDeployment) {
  return { deploymentId: id, ...present({ serviceDeploymentArn: arn }) }
}

type Refused = { readonly reason: string; readonly problem?: Problem; readonly isCancelled?: true }

/** The end of a service whose deployment could not be continued or rolled back. */
function endedBy({ problem, ...why }: Refused, service: ServicePlan, run: RolloutRun): ServiceEnd {
  const outcome = why.isCancelled ? ('not-started' as const) : ('failed' as const)
  return endedAs(service, run, { outcome, ...why, ...present({ problem }) })
}

/** Ends the pauses; returns whether this run has ended one, or why it could not. */
async function endPauses(
  { arn = '', hookIds }: OpenDeployment,
  { ecs, run }: { readonly ecs: EcsPort; readonly run: RolloutRun }
): Promise<boolean | Refused> {
  let hasEnded = false
  for (const hookId of hookIds) {
    if (run.ports.signal.aborted) return { reason: CANCELLED_BEFORE.reason, isCancelled: true }
    try {
      hasEnded = (await endPause({ arn, hookId, action: 'CONTINUE' }, ecs, run)) || hasEnded
    } catch (error) {
      const problem = refusalOf(error)
      return { reason: problem.message, problem }
    }
  }
  return hasEnded
}

/**
 * Ends one pause and returns true; false if it had already ended: by somebody else, by its timeout, or by this call if
 * its response was lost. Only the deployment's record shows how it continues then. Throws AwsError if the deployment is
 * still paused.
 */
async function endPause(
  request: Parameters<EcsPort['continueServiceDeployment']>[0],
  ecs: EcsPort,
  { ports: { clock, signal } }: RolloutRun
): Promise<boolean> {
  try {
    await ecs.continueServiceDeployment(request)
    return true
  } catch (error) {
    // after any other failure the request was not sent, or it was denied
    if (!(error instanceof AwsError) || (error.kind !== 'refused' && error.kind !== 'lost')) throw error
    for (const wait of LOOK_AFTER_MS) {
      if (wait > 0) await clock.sleep(wait, signal)
      const [record] = await ecs.describeServiceDeployments([request.arn])
      if (record?.pauses.every(({ hookId }) => hookId !== request.hookId)) return false
      if (signal.aborted) break
    }
    throw error
  }
}
