import { refusalOf } from '../../aws/explain.ts'
import { assertNever } from '../../errors.ts'
import type { ServicePlan } from '../../plan/plan.ts'
import { present } from '../../present.ts'
import { deploymentUnderWay, primaryOf } from '../../rollout/deployments.ts'
import {
  CANCELLED_BEFORE,
  labelOf,
  type Milestone,
  type NotStarted,
  type ServiceResult
} from '../../rollout/outcome.ts'
import type { ServiceState, UpdateServiceRequest } from '../../rollout/ports.ts'
import type { RolloutStart } from '../../rollout/rollout.ts'
import {
  confirmDeployment,
  describeFailedUpdate,
  refusedUpdate,
  updateServiceOnce
} from '../../rollout/update-service.ts'
import { changedMembers, settingsNotes } from '../../services/settings.ts'
import { accountKey } from '../connections.ts'
import { awaitTurn } from './await-turn.ts'
import { rollBackSucceeded } from './roll-back-service.ts'
import {
  baseOf,
  type CarriedService,
  isoTimestamp,
  NOT_WAITED_FOR,
  notStarted,
  ourRollout,
  type RolloutRun,
  revisionFor,
  type ServiceEnd
} from './rollout-run.ts'
import { confirmed, type Settle, settle } from './settle.ts'

/**
 * carryService takes one service from its plan to its outcome: its turn, the update, the watched rollout, and the
 * rollback if requested. Throws no AwsError.
 */
export async function carryService(planned: ServicePlan, run: RolloutRun): Promise<CarriedService> {
  if (run.ports.signal.aborted) return { end: notStarted(planned, run, CANCELLED_BEFORE) }
  if (planned.before.deploymentController === 'CODE_DEPLOY') {
    const { carryCodeDeploy } = await import('./carry-codedeploy.ts')
    return carryCodeDeploy(planned, run)
  }
  const begun = await beginService(planned, run)
  if ('reason' in begun) return { end: notStarted(planned, run, begun) }
  const { service, started } = begun
  if ('ended' in started) return { end: started.ended }
  if ('watch' in started) return { end: await started.watch() }
  const reached = await run.watcher.follow(started.rollout)
  const isPlain = !started.isBack && started.settle === undefined
  const first = { service, start: started.rollout, end: reached }
  const subject = isPlain ? await confirmed(first, run) : first
  const ended = await (started.settle ?? settle)(subject, started.updatedAt, run)
  // What a rollback needs is kept only if one may follow.
  if (started.isBack || !run.configuration.atomic) return { end: ended }
  return { end: ended, undo: () => rollBackSucceeded(subject, run) }
}

/** Waits for the service's turn and starts it. */
async function beginService(
  planned: ServicePlan,
  run: RolloutRun
): Promise<NotStarted | { readonly service: ServicePlan; readonly started: StartedService }> {
  const over = await run.turns.take()
  try {
    if (run.ports.signal.aborted) return CANCELLED_BEFORE
    const turn = await awaitTurn(planned, run, over)
    if ('reason' in turn) return turn
    const { service } = turn
    return { service, started: await run.starts(() => startService(service, run)) }
  } finally {
    over()
  }
}

/**
 * A rollout to be watched, or a service that has already ended, or whose tasks are watched without a deployment: its
 * turn is over by then, so that others can begin.
 */
export type StartedService =
  | {
      readonly rollout: RolloutStart
      readonly updatedAt?: number
      /** How its end is judged, if differently from a deploy. */
      readonly settle?: Settle
      /** It is itself a rollback, which nothing undoes. */
      readonly isBack?: true
    }
  | { readonly ended: ServiceEnd }
  | { readonly watch: () => Promise<ServiceEnd> }

/** Carries out the plan for one service. */
async function startService(service: ServicePlan, run: RolloutRun): Promise<StartedService> {
  switch (service.action.kind) {
    case 'unchanged':
      return { watch: () => watchUnchanged(service, run) }
    case 'follow':
      return follow(service, service.action.deploymentId, run)
    case 'continue': {
      const { continueService } = await import('./continue-service.ts')
      return continueService(service, service.action, run)
    }
    case 'create':
      return create(service, run)
    case 'settings':
    case 'scale':
    case 'update':
      return update(service, run)
    default:
      return assertNever(service.action)
  }
}

async function watchUnchanged(service: ServicePlan, run: RolloutRun): Promise<ServiceEnd> {
  const { unchangedResult } = await import('./unchanged.ts')
  const { result, ...course } = await unchangedResult(service, run)
  return { ...course, result: { ...baseOf(service, run), ...result } }
}

function endedAs(
  service: ServicePlan,
  run: RolloutRun,
  result: Pick<ServiceResult, 'outcome' | 'reason'> & Partial<ServiceResult>
): StartedService {
  return { ended: { result: { ...baseOf(service, run), ...result }, milestones: [] } }
}

async function follow(service: ServicePlan, deploymentId: string, run: RolloutRun): Promise<StartedService> {
  if (run.configuration.waitUntil === 'none') {
    const reason = 'Already in progress; the rollout is not monitored (wait-until: none).'
    return endedAs(service, run, { ...NOT_WAITED_FOR, deploymentId, reason })
  }
  const { ecs } = await run.aws(service.site)
  return { rollout: ourRollout(service, { deploymentId, ecs, state: service.before }, run) }
}

async function create(service: ServicePlan, run: RolloutRun): Promise<StartedService> {
  const startedAt = run.ports.clock.now()
  const { createPlanned } = await import('./create-service.ts')
  const created = await createPlanned(service, run)
  if ('end' in created) return { ended: created.end }
  const deploymentId = primaryOf(created.state)?.id
  if (deploymentId === undefined) {
    return endedAs(service, run, { outcome: 'failed', reason: NO_NEW_DEPLOYMENT })
  }
  run.ports.log.info(`[${labelOf(service)}] created: ${deploymentId}`)
  return watched(service, { state: created.state, deploymentId, startedAt }, run)
}

async function update(service: ServicePlan, run: RolloutRun): Promise<StartedService> {
  const { ports, configuration } = run
  const { clock, signal } = ports
  await run.updates.take({ account: accountKey(service.site), signal })
  if (signal.aborted) return { ended: notStarted(service, run, CANCELLED_BEFORE) }
  const startedAt = clock.now()
  const { ecs } = await run.aws(service.site)
  const wanted = { request: requestFor(service, run), before: service.before, signal }
  const failed = { startedAt: isoTimestamp(startedAt), outcome: 'failed' as const }
  try {
    const answer = await updateServiceOnce(ecs, clock, wanted)
    const waits = configuration.waitUntil !== 'none'
    const state = waits ? await confirmDeployment(ecs, clock, { ...wanted, answer }) : answer
    const deploymentId = state && primaryOf(state)?.id
    if (!state || deploymentId === undefined) {
      return endedAs(service, run, { ...failed, reason: NO_NEW_DEPLOYMENT })
    }
    ports.log.info(`[${labelOf(service)}] updated: ${deploymentId}`)
    if (service.action.kind === 'settings' && deploymentUnderWay(state) === undefined) {
      const ended = settingsChanged(service, { startedAt, deploymentId }, run)
      if (!waits) return { ended }
      const { confirmSettings } = await import('./confirm-end.ts')
      return { watch: () => confirmSettings(ended, service, { run, state }) }
    }
    return watched(service, { state, deploymentId, startedAt }, run)
  } catch (error) {
    const problem = { ...refusalOf(error), service: service.service }
    const result = {
      ...baseOf(service, run),
      ...failed,
      reason: describeFailedUpdate(error, problem.message)
    }
    return { ended: { result: { ...result, ...refusedUpdate(error) }, problem, milestones: [] } }
  }
}

/** A started deployment, to be watched or not to be waited for. */
async function watched(
  service: ServicePlan,
  started: { readonly state: ServiceState; readonly deploymentId: string; readonly startedAt: number },
  run: RolloutRun
): Promise<StartedService> {
  const { state, deploymentId, startedAt } = started
  if (run.configuration.waitUntil === 'none') {
    const result = { ...NOT_WAITED_FOR, deploymentId, startedAt: isoTimestamp(startedAt) }
    const milestones: readonly Milestone[] = [{ at: startedAt, what: 'updated', text: 'service updated' }]
    return { ended: { result: { ...baseOf(service, run), ...result }, milestones } }
  }
  const { ecs } = await run.aws(service.site)
  const rollout = { ...ourRollout(service, { deploymentId, ecs, state }, run), startedAt }
  return { rollout, updatedAt: run.ports.clock.now() }
}

/** Such settings start no deployment, so there is nothing to watch; ECS's response is the outcome. */
function settingsChanged(
  service: ServicePlan,
  { startedAt, deploymentId }: { readonly startedAt: number; readonly deploymentId: string },
  run: RolloutRun
): ServiceEnd {
  const { clock, log } = run.ports
  const members = service.action.kind === 'settings' ? service.action.members : []
  for (const note of settingsNotes(members)) log.notice(`[${labelOf(service)}] ${note}`)
  const finishedAt = clock.now()
  return {
    result: {
      ...baseOf(service, run),
      deploymentId,
      outcome: 'succeeded',
      reason: `Settings changed: ${members.join(', ')}.`,
      startedAt: isoTimestamp(startedAt),
      finishedAt: isoTimestamp(finishedAt)
    },
    milestones: [{ at: finishedAt, what: 'updated', text: 'settings changed' }]
  }
}

const NO_NEW_DEPLOYMENT =
  'Not verified: ECS accepted the update but shows no new deployment of the service that could be watched.'

function requestFor(service: ServicePlan, run: RolloutRun): UpdateServiceRequest {
  const force = service.action.kind === 'update' && service.action.forceNewDeployment
  const { desiredCount } = service
  const members = changedMembers(service.settings ?? {}, service.before.raw)
  return {
    cluster: service.site.cluster,
    service: service.service,
    taskDefinition: revisionFor(service, run),
    ...present({ desiredCount }),
    ...(force ? { forceNewDeployment: true } : {}),
    ...(Object.keys(members).length === 0 ? {} : { members })
  }
}
