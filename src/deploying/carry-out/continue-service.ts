import { lastPartOf } from '../../arn.ts'
import { AwsError } from '../../aws/error.ts'
import { refusalOf } from '../../aws/explain.ts'
import type { Clock } from '../../clock.ts'
import type { ServiceAction, ServicePlan } from '../../plan/plan.ts'
import { present } from '../../present.ts'
import { CANCELLED_BEFORE, type Milestone } from '../../rollout/outcome.ts'
import type { ContinueRequest, EcsPort, PauseAction } from '../../rollout/ports.ts'
import { goodRevisionOf } from '../../rollout/rollback-targets.ts'
import type { StartedService } from './carry-service.ts'
import { plaintextNote, type RollbackSubject, rollbackStateOf } from './roll-back-service.ts'
import {
  baseOf,
  courseBack,
  isoTimestamp,
  NOT_WAITED_FOR,
  ourRollout,
  type RolloutRun,
  type ServiceEnd
} from './rollout-run.ts'
import { type Settle, settle, whyLost } from './settle.ts'

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
  const { clock, log, signal } = run.ports
  const { deployment, pauseAction } = action
  const { id: deploymentId, arn: serviceDeploymentArn } = deployment
  const base = { ...baseOf(service, run), deploymentId, serviceDeploymentArn }
  const { ecs } = await run.aws(service.site)
  const ended: ('ended' | 'gone')[] = []
  // a single answer is enough to roll back
  const hooks = pauseAction === 'ROLLBACK' ? deployment.hookIds.slice(0, 1) : deployment.hookIds
  for (const hookId of hooks) {
    if (signal.aborted) return { ended: { result: { ...base, ...CANCELLED }, milestones: [] } }
    try {
      ended.push(
        await endPause(ecs, { clock, signal }, { arn: serviceDeploymentArn, hookId, action: pauseAction })
      )
    } catch (error) {
      const problem = { ...refusalOf(error), service: service.service }
      const result = { ...base, outcome: 'failed' as const, reason: problem.message }
      return { ended: { result, problem, milestones: [] } }
    }
  }
  const said = whatWasDone(action, ended)
  log.info(`[${service.service}] ${said}`)
  if (run.configuration.waitUntil === 'none') {
    const reason = `${said} Not monitored (wait-until: none).`
    const back = pauseAction === 'ROLLBACK' ? { rollback: 'in-progress' as const } : {}
    return { ended: { result: { ...base, ...NOT_WAITED_FOR, ...back, reason }, milestones: [] } }
  }
  return watchContinued(service, action, { said, now: clock.now(), ecs, run })
}

const CANCELLED = { outcome: 'not-started' as const, ...CANCELLED_BEFORE }

function watchContinued(
  service: ServicePlan,
  { deployment, pauseAction }: Continue,
  {
    said,
    now,
    ecs,
    run
  }: {
    readonly said: string
    readonly now: number
    readonly ecs: Parameters<typeof ourRollout>[1]['ecs']
    readonly run: RolloutRun
  }
): StartedService {
  const rollout = ourRollout(service, { deploymentId: deployment.id, ecs, state: service.before }, run)
  const { createdAt = rollout.target.createdAt } = deployment
  const target = {
    ...rollout.target,
    continued: deployment.hookIds,
    ...present({ createdAt })
  }
  const milestone: Milestone = { at: now, what: 'continued', text: said }
  const told =
    (judge: Settle): Settle =>
    async (subject, updatedAt, its) => {
      const { result, ...end } = await judge(subject, updatedAt, its)
      return {
        ...end,
        result: { ...result, reason: `${said} ${result.reason}` },
        milestones: [milestone, ...end.milestones]
      }
    }
  if (pauseAction === 'CONTINUE') return { rollout: { ...rollout, target }, settle: told(settle) }
  const asked = { purpose: 'rollback', isRequested: true, isStopped: true } as const
  const back = { ...rollout, target: { ...target, goal: 'deployed' as const }, ...asked }
  return { rollout: back, settle: told(settleBack), isBack: true }
}

const DONE: Readonly<Record<PauseAction, string>> = { CONTINUE: 'Continued', ROLLBACK: 'Rollback requested' }

function whatWasDone({ deployment, pauseAction }: Continue, ended: readonly ('ended' | 'gone')[]): string {
  const { stage = 'a lifecycle hook' } = deployment
  if (ended.includes('ended')) return `${DONE[pauseAction]} at ${stage}.`
  return ended.length > 0
    ? `The pause at ${stage} had already ended.`
    : 'Nothing was paused: the deployment is watched.'
}

/** The rollback is what was requested. */
async function settleBack(
  { service, start, end }: RollbackSubject,
  _: unknown,
  run: RolloutRun
): Promise<ServiceEnd> {
  const base = {
    ...baseOf(service, run),
    deploymentId: end.target.deploymentId,
    startedAt: isoTimestamp(start.startedAt),
    finishedAt: isoTimestamp(end.finishedAt),
    ...present({ serviceDeploymentArn: end.recordArn }),
    ...rollbackStateOf(end, 'stopped'),
    ...present({ isOngoing: end.isOngoing, isUnverified: end.isUnverified })
  }
  const course = { ...courseBack(end), ...present({ problem: whyLost(end) }) }
  if (end.outcome === 'rolled-back') {
    const good = goodRevisionOf(service.before)
    const to = good === undefined ? '' : ` to ${lastPartOf(good)}`
    const reason = `The deployment was rolled back${to}.${plaintextNote(service)}`
    const revisions = {
      previousTaskDefinitionArn: end.target.taskDefinition,
      ...present({ taskDefinitionArn: good })
    }
    return { result: { ...base, ...revisions, outcome: 'succeeded', reason }, ...course }
  }
  return end.outcome === 'succeeded'
    ? { result: { ...base, outcome: 'failed', reason: COMPLETED_FIRST }, ...course }
    : { result: { ...base, outcome: end.outcome, reason: end.reason }, ...course }
}

/** The message for a deployment that was to be rolled back and has completed. */
export const COMPLETED_FIRST =
  'The deployment completed before it could be rolled back; run mode rollback to undo it.'

/**
 * endPause ends one pause. `gone` means that the pause had already ended: by somebody else, by its timeout, or by this
 * call if its response was lost. Only the deployment's record shows how it continues then. Throws AwsError if the
 * deployment is still paused.
 */
async function endPause(
  ecs: Pick<EcsPort, 'continueServiceDeployment' | 'describeServiceDeployments'>,
  { clock, signal }: { readonly clock: Clock; readonly signal: AbortSignal },
  request: ContinueRequest
): Promise<'ended' | 'gone'> {
  try {
    await ecs.continueServiceDeployment(request)
    return 'ended'
  } catch (error) {
    if (!(error instanceof AwsError) || !MAY_BE_OVER.has(error.kind)) throw error
    for (const wait of LOOK_AFTER_MS) {
      if (wait > 0) await clock.sleep(wait, signal)
      const [record] = await ecs.describeServiceDeployments([request.arn])
      if (record?.pauses.every(({ hookId }) => hookId !== request.hookId)) return 'gone'
      if (signal.aborted) break
    }
    throw error
  }
}

/** After any other failure the request was not sent, or it was denied. */
const MAY_BE_OVER: ReadonlySet<AwsError['kind']> = new Set(['refused', 'lost'])
