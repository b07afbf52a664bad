import { lastPartOf } from '../../arn.ts'
import { AwsError } from '../../aws/error.ts'
import { hasSigns } from '../../diagnosis/recent-events.ts'
import type { ServicePlan } from '../../plan/plan.ts'
import { present } from '../../present.ts'
import { primaryOf } from '../../rollout/deployments.ts'
import { labelOf, type RolloutCourse, type ServiceResult } from '../../rollout/outcome.ts'
import type { ServiceState } from '../../rollout/ports.ts'
import { type RolloutRun, waitLimit } from './rollout-run.ts'

/** A task may be in the process of being replaced; a new one starts well within this time on Fargate. */
const TASK_PATIENCE_MS = 120_000
export const LOOK_MS = 10_000
/** A state that is older is read again: the service may have waited for other waves. */
const FRESH_MS = 10_000

/** patienceFor returns for how long tasks without a deployment are watched, in milliseconds. */
export function patienceFor({ configuration }: RolloutRun): number {
  return Math.min(TASK_PATIENCE_MS, waitLimit(configuration))
}

/**
 * unchangedResult is the end of a service that needs no deployment. Its last deployment may have completed long ago,
 * and its tasks may be gone, or fail again and again. Such a service is waited for, and fails if no task starts or
 * stays, because a green step means that the revision is running.
 */
export async function unchangedResult(planned: ServicePlan, run: RolloutRun): Promise<UnchangedEnd> {
  const { ports, configuration, plannedAt } = run
  const waits = configuration.waitUntil !== 'none'
  const isOld = waits && ports.clock.now() > plannedAt + FRESH_MS
  const service = isOld ? { ...planned, before: (await lookAgain(planned, run)) ?? planned.before } : planned
  const other = replacedBy(planned, service.before)
  if (other !== undefined) return other
  const patient = waits && isDown(service.before)
  const state = patient ? await waitForTask(service, run) : service.before
  if (patient && isDown(state) && !ports.signal.aborted) {
    const { investigateUnchanged } = await import('./keeps-stopping.ts')
    await investigateUnchanged({ ...service, before: state }, run)
    return { result: { outcome: 'failed', reason: noneRuns(state) }, ...seenDown(state, ports.clock.now()) }
  }
  if (state.status !== 'ACTIVE') return deletedEnd(state)
  if (patient && isDown(state)) {
    const reason = `The run was cancelled while it waited for a task. ${noneRuns(state)}`
    return { result: { outcome: 'cancelled', reason }, ...seenDown(state, ports.clock.now()) }
  }
  return waits ? watchedFor({ ...service, before: state }, run) : asItIs(service, state)
}

/** What runs may have been started a moment ago, after a task that failed. */
async function watchedFor(service: ServicePlan, run: RolloutRun): Promise<UnchangedEnd> {
  const { clock } = run.ports
  const { before } = service
  if (before.desiredCount === 0 || !hasSigns(before, primaryOf(before)?.id, clock.now()))
    return asItIs(service, before)
  const { keepsStopping } = await import('./keeps-stopping.ts')
  const look = () => lookAgain(service, run)
  const seen = await keepsStopping(service, run, {
    look,
    patience: patienceFor(run),
    pause: LOOK_MS,
    lead: 'The service is set to this definition'
  })
  if ('result' in seen) return seen
  if (seen.state.status !== 'ACTIVE') return deletedEnd(seen.state)
  const other = replacedBy(service, seen.state)
  if (other !== undefined) return other
  return asItIs(service, seen.state, seen.stopped)
}

/** What the plan has found unchanged may have been changed by somebody else since. */
function replacedBy(
  { before }: ServicePlan,
  { status, taskDefinition }: ServiceState
): UnchangedEnd | undefined {
  if (status !== 'ACTIVE' || taskDefinition === before.taskDefinition || taskDefinition === '')
    return undefined
  const reason = `The service ran this definition when the run was planned; another deployment has set it to ${lastPartOf(taskDefinition)} since.`
  return { result: { outcome: 'superseded', reason }, milestones: [] }
}

function deletedEnd({ status }: ServiceState): UnchangedEnd {
  const reason = `The service is ${status}: it was deleted during the run.`
  return { result: { outcome: 'failed', reason, isDeleted: true }, milestones: [] }
}

/** `stopped` is a clause about the tasks that stopped; '' for none. */
function asItIs({ oldValue }: ServicePlan, state: ServiceState, stopped = ''): UnchangedEnd {
  const short = whatIsMissing(state, stopped)
  const runs = `The service already runs this definition${short}.`
  // of which the plan has warned
  const reason = oldValue === undefined ? runs : `${runs} But ${oldValue}.`
  const warning = short === '' ? undefined : reason
  return { result: { outcome: 'unchanged', reason }, milestones: [], ...present({ warning }) }
}

/** The end of a service that was not deployed, with the task counts if none of its tasks runs. */
type UnchangedEnd = RolloutCourse & {
  readonly warning?: string
  readonly result: Pick<ServiceResult, 'outcome' | 'reason' | 'isDeleted'>
}

/** Polls until a task runs, the service is deleted, or the time is up; returns what was seen last. */
async function waitForTask(service: ServicePlan, run: RolloutRun): Promise<ServiceState> {
  const { clock, log, signal } = run.ports
  const since = clock.now()
  let state: ServiceState = service.before
  const following = log.follow({ label: labelOf(service), since, phase: 'running', tasks: countsOf(state) })
  while (isDown(state) && clock.now() < since + patienceFor(run) && !signal.aborted) {
    await clock.sleep(LOOK_MS, signal)
    state = (await lookAgain(service, run)) ?? state
    following.update({ tasks: countsOf(state) })
  }
  following.end(isDown(state) ? 'failed' : 'unchanged', !isDown(state))
  return state
}

function countsOf({ runningCount: running, desiredCount: desired, pendingCount: pending }: ServiceState) {
  return { running, desired, pending, old: 0 }
}

function seenDown(state: ServiceState, at: number): RolloutCourse {
  return { milestones: [], samples: [{ at, ...countsOf(state), failed: 0 }] }
}

/**
 * What is running is what was requested; whether it runs well is unknown if tasks are missing, or if none is wanted.
 */
function whatIsMissing(
  { desiredCount, runningCount, schedulingStrategy }: ServiceState,
  stopped: string
): string {
  // ECS sets the desired count of a daemon to the number of instances that can run it
  if (desiredCount === 0 && schedulingStrategy === 'DAEMON')
    return ', but no container instance of the cluster takes a task of it: no task runs'
  if (desiredCount === 0) return ', but its desired count is 0: no task runs'
  if (runningCount >= desiredCount) return stopped === '' ? '' : `, but ${stopped}`
  const some = `, but with ${runningCount} of ${desiredCount} tasks`
  return stopped === '' ? `${some}: check its events and stopped tasks` : `${some}, and ${stopped}`
}

function isDown({ status, desiredCount, runningCount }: ServiceState): boolean {
  return status === 'ACTIVE' && desiredCount > 0 && runningCount === 0
}

function noneRuns({ desiredCount }: ServiceState): string {
  return `The service is set to this definition, but none of its tasks runs (desired: ${desiredCount}). Check its events and stopped tasks.`
}

/** lookAgain reads a service. A failed read changes nothing: it is undefined, and the previous one counts. */
export async function lookAgain(
  { service, site }: ServicePlan,
  run: RolloutRun
): Promise<ServiceState | undefined> {
  try {
    const { ecs } = await run.aws(site)
    return await run.reader.look(ecs, site.cluster, service)
  } catch (error) {
    if (error instanceof AwsError) return undefined
    throw error
  }
}
