import { AwsError } from '../../aws/error.ts'
import type { ServicePlan } from '../../plan/plan.ts'
import { labelOf, type RolloutCourse, type ServiceResult } from '../../rollout/outcome.ts'
import type { ServiceState } from '../../rollout/ports.ts'
import type { RolloutRun } from './rollout-run.ts'

/** A task may be in the process of being replaced; a new one starts well within this time on Fargate. */
const PATIENCE_MS = 120_000
const LOOK_MS = 10_000

/**
 * unchangedResult is the end of a service that needs no deployment. Its last deployment may have completed long ago,
 * and no task of it may be left. Such a service is waited for, and fails if no task starts, because a green step means
 * that the revision is running.
 */
export async function unchangedResult(service: ServicePlan, run: RolloutRun): Promise<UnchangedEnd> {
  const { ports, configuration } = run
  const patient = configuration.waitUntil !== 'none' && isDown(service.before)
  const state = patient ? await waitForTask(service, run) : service.before
  if (patient && isDown(state) && !ports.signal.aborted)
    return { result: { outcome: 'failed', reason: noneRuns(state) }, ...seenDown(state, ports.clock.now()) }
  if (state.status !== 'ACTIVE') {
    const reason = `The service is ${state.status}: it was deleted during the run.`
    return { result: { outcome: 'failed', reason, isDeleted: true }, milestones: [] }
  }
  if (patient && isDown(state)) {
    const reason = `The run was cancelled while it waited for a task. ${noneRuns(state)}`
    return { result: { outcome: 'cancelled', reason }, ...seenDown(state, ports.clock.now()) }
  }
  const short = whatIsMissing(state)
  if (short !== '') ports.log.warning(`[${labelOf(service)}] It already runs this definition${short}.`)
  const reason = `The service already runs this definition${short}.`
  return { result: { outcome: 'unchanged', reason }, milestones: [] }
}

/** The end of a service that was not deployed, with the task counts if none of its tasks runs. */
type UnchangedEnd = RolloutCourse & {
  readonly result: Pick<ServiceResult, 'outcome' | 'reason' | 'isDeleted'>
}

/** Polls until a task runs, the service is deleted, or the time is up; returns what was seen last. */
async function waitForTask(service: ServicePlan, run: RolloutRun): Promise<ServiceState> {
  const { clock, log, signal } = run.ports
  const since = clock.now()
  let state: ServiceState = service.before
  const following = log.follow({ label: labelOf(service), since, phase: 'running', tasks: countsOf(state) })
  while (isDown(state) && clock.now() < since + PATIENCE_MS && !signal.aborted) {
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
function whatIsMissing({ desiredCount, runningCount, schedulingStrategy }: ServiceState): string {
  if (desiredCount === 0 && schedulingStrategy === 'REPLICA')
    return ', but its desired count is 0: no task runs'
  return runningCount < desiredCount
    ? `, but with ${runningCount} of ${desiredCount} tasks: check its events and stopped tasks`
    : ''
}

function isDown({ status, desiredCount, runningCount }: ServiceState): boolean {
  return status === 'ACTIVE' && desiredCount > 0 && runningCount === 0
}

function noneRuns({ desiredCount }: ServiceState): string {
  return `The service is set to this definition, but none of its tasks runs (desired: ${desiredCount}). Check its events and stopped tasks.`
}

/** A failed read changes nothing; the previous one counts. */
async function lookAgain({ service, site }: ServicePlan, run: RolloutRun): Promise<ServiceState | undefined> {
  try {
    const { ecs } = await run.aws(site)
    const { services } = await ecs.describeServices(site.cluster, [service])
    return services[0]
  } catch (error) {
    if (error instanceof AwsError) return undefined
    throw error
  }
}
