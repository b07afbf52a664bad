import { lastPartOf } from '../../arn.ts'
import { AwsError } from '../../aws/error.ts'
import { refusalOf } from '../../aws/explain.ts'
import { present } from '../../present.ts'
import { CANCELLED_BEFORE, type Milestone } from '../../rollout/outcome.ts'
import type { ContinueRequest, EcsPort, PauseAction } from '../../rollout/ports.ts'
import { goodRevisionOf } from '../../rollout/rollback-targets.ts'
import type { ServiceAction, ServicePlan } from '../comparison/plan.ts'
import { requestedBack } from './rollback-end.ts'
import { baseOf, isoTimestamp, NOT_WAITED_FOR, ourRollout, type RolloutRun } from './run.ts'
import { plaintextNote, type Settle, settle } from './settle.ts'
import type { StartedService } from './start-service.ts'

type Continue = Extract<ServiceAction, { kind: 'continue' }>

/** Delays before each check whether a pause has ended, in milliseconds. */
const LOOK_AFTER_MS = [0, 2_000, 5_000]

/**
 * continueService ends the pauses of a service's deployment, each by its ID, so that no pause is ended that nobody has
 * seen, and returns the deployment to watch. A deployment that has continued in the meantime is also watched. Throws no
 * AwsError.
 */
export async function continueService(
  service: ServicePlan,
  action: Continue,
  run: RolloutRun
): Promise<StartedService> {
  const { log, signal } = run.ports
  const { deployment, pauseAction } = action
  const { id: deploymentId, arn: serviceDeploymentArn, stage = 'a lifecycle hook' } = deployment
  const base = { ...baseOf(service, run), deploymentId, serviceDeploymentArn }
  const { ecs } = await run.aws(service.site)
  const isBack = pauseAction === 'ROLLBACK'
  // a single answer is enough to roll back
  const hooks = isBack ? deployment.hookIds.slice(0, 1) : deployment.hookIds
  let hasEnded = false
  for (const hookId of hooks) {
    if (signal.aborted)
      return { ended: { result: { ...base, outcome: 'not-started', ...CANCELLED_BEFORE }, milestones: [] } }
    try {
      const request = { arn: serviceDeploymentArn, hookId, action: pauseAction }
      hasEnded = (await endPause(ecs, run, request)) || hasEnded
    } catch (error) {
      const problem = { ...refusalOf(error), service: service.service }
      const result = { ...base, outcome: 'failed' as const, reason: problem.message }
      return { ended: { result, problem, milestones: [] } }
    }
  }
  const gone =
    hooks.length > 0
      ? `The pause at ${stage} had already ended.`
      : 'Nothing was paused: the deployment is watched.'
  const said = hasEnded ? `${DONE[pauseAction]} at ${stage}.` : gone
  log.info(`[${service.service}] ${said}`)
  if (run.configuration.waitUntil === 'none') {
    const reason = `${said} Not monitored (wait-until: none).`
    const back = isBack ? { rollback: 'in-progress' as const } : {}
    return { ended: { result: { ...base, ...NOT_WAITED_FOR, ...back, reason }, milestones: [] } }
  }
  const rollout = ourRollout(service, { deploymentId, ecs, state: service.before }, run)
  const { createdAt } = deployment
  const target = { ...rollout.target, continued: deployment.hookIds, ...present({ createdAt }) }
  const milestone: Milestone = { at: run.ports.clock.now(), what: 'continued', text: said }
  const told =
    (judge: Settle): Settle =>
    async (subject, updatedAt, its) => {
      const { result, ...end } = await judge(subject, updatedAt, its)
      const reason = `${said} ${result.reason}`
      return { ...end, result: { ...result, reason }, milestones: [milestone, ...end.milestones] }
    }
  if (!isBack) return { rollout: { ...rollout, target }, settle: told(settle) }
  const asked = { purpose: 'rollback', isRequested: true, isStopped: true } as const
  const back = { ...rollout, ...asked, target: { ...target, goal: 'deployed' as const } }
  return { rollout: back, settle: told(settleBack), isBack: true }
}

const DONE: Readonly<Record<PauseAction, string>> = { CONTINUE: 'Continued', ROLLBACK: 'Rollback requested' }

/** The rollback is what was requested. */
const settleBack: Settle = async ({ service, start, end }, _, run) => {
  const good = goodRevisionOf(service.before)
  const to = good === undefined ? '' : ` to ${lastPartOf(good)}`
  const isBack = end.outcome === 'rolled-back'
  const base = {
    ...baseOf(service, run),
    ...(isBack ? { previousTaskDefinitionArn: end.target.taskDefinition } : {}),
    deploymentId: end.target.deploymentId,
    startedAt: isoTimestamp(start.startedAt)
  }
  const reason = `The deployment was rolled back${to}.${plaintextNote(service)}`
  return requestedBack(end, 'stopped', { base, reason, ...present({ to: good }) })
}

/**
 * Ends one pause and returns true; false if it had already ended: by somebody else, by its timeout, or by this call if
 * its response was lost. Only the deployment's record shows how it continues then. Throws AwsError if the deployment is
 * still paused.
 */
async function endPause(
  ecs: EcsPort,
  { ports: { clock, signal } }: RolloutRun,
  request: ContinueRequest
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
