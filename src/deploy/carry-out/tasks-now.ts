import { lastPartOf } from '../../arn.ts'
import { present } from '../../present.ts'
import { primaryOf } from '../../rollout/deployments.ts'
import { hasSigns } from '../../rollout/diagnosis/events.ts'
import { labelOf, type RolloutCourse, type ServiceResult } from '../../rollout/outcome.ts'
import type { ServiceState } from '../../rollout/ports.ts'
import type { ServicePlan } from '../comparison/plan.ts'
import { investigateTasks, readStops, stoppedInWords } from './recent-tasks.ts'
import { lookAgain, type RolloutRun, waitLimit } from './run.ts'

/** A task may be in the process of being replaced; a new one starts well within this time on Fargate. */
const TASK_PATIENCE_MS = 120_000
const LOOK_MS = 10_000
/** A state that is older is read again: the service may have waited for other waves. */
const FRESH_MS = 10_000

/** The end of a service that was not deployed, with the task counts if none of its tasks runs. */
type TasksEnd = RolloutCourse & {
  readonly warning?: string
  readonly result: Pick<ServiceResult, 'outcome' | 'reason' | 'isDeleted'>
}

/** For how long tasks without a deployment are watched, in milliseconds. */
function patienceFor({ configuration }: RolloutRun): number {
  return Math.min(TASK_PATIENCE_MS, waitLimit(configuration))
}

/**
 * unchangedEnd is the end of a service that needs no deployment. Its last deployment may have completed long ago, and
 * its tasks may be gone, or fail again and again. Such a service is waited for, and fails if no task starts or stays,
 * because a green step means that the revision is running. Throws no AwsError.
 */
export async function unchangedEnd(planned: ServicePlan, run: RolloutRun): Promise<TasksEnd> {
  const { clock, signal } = run.ports
  const waits = run.configuration.waitUntil !== 'none'
  let state = planned.before
  if (waits && clock.now() > run.plannedAt + FRESH_MS) state = (await lookAgain(planned, run)) ?? state
  const isOther = replacedBy(planned, state)
  if (isOther) return isOther
  if (waits && isDown(state)) {
    state = await waitForTask({ ...planned, before: state }, run)
    const reason = `The service is set to this definition, but none of its tasks runs (desired: ${state.desiredCount}). Check its events and stopped tasks.`
    if (isDown(state) && signal.aborted)
      return badEnd(state, {
        outcome: 'cancelled',
        reason: `The run was cancelled while it waited for a task. ${reason}`,
        at: clock.now()
      })
    if (isDown(state)) {
      await investigateTasks({ ...planned, before: state }, run)
      return badEnd(state, { outcome: 'failed', reason, at: clock.now() })
    }
  }
  const service = { ...planned, before: state }
  if (!waits || state.status !== 'ACTIVE' || !showsTrouble(state, clock.now())) return asItIs(service, state)
  const seen = await watchTasks(service, run, {
    patience: patienceFor(run),
    lead: 'The service is set to this definition'
  })
  return seen.bad ?? replacedBy(service, seen.state) ?? asItIs(service, seen.state, seen.said)
}

function showsTrouble(state: ServiceState, now: number): boolean {
  return state.desiredCount > 0 && hasSigns(state, primaryOf(state)?.id, now)
}

function badEnd(
  state: ServiceState,
  {
    outcome,
    reason,
    at,
    failed = 0
  }: Pick<ServiceResult, 'outcome' | 'reason'> & {
    readonly at: number
    readonly failed?: number
  }
): TasksEnd {
  return { result: { outcome, reason }, milestones: [], samples: [{ at, ...countsOf(state), failed }] }
}

/** What the plan has found unchanged may have been changed by somebody else since. */
function replacedBy({ before }: ServicePlan, { status, taskDefinition }: ServiceState): TasksEnd | undefined {
  if (status !== 'ACTIVE' || taskDefinition === before.taskDefinition || taskDefinition === '')
    return undefined
  const reason = `The service ran this definition when the run was planned; another deployment has set it to ${lastPartOf(taskDefinition)} since.`
  return { result: { outcome: 'superseded', reason }, milestones: [] }
}

/** `said` is a clause about the tasks that stopped; '' for none. */
function asItIs({ oldValue }: ServicePlan, state: ServiceState, said = ''): TasksEnd {
  if (state.status !== 'ACTIVE') {
    const reason = `The service is ${state.status}: it was deleted during the run.`
    return { result: { outcome: 'failed', reason, isDeleted: true }, milestones: [] }
  }
  const short = whatIsMissing(state, said)
  const runs = `The service already runs this definition${short}.`
  // of which the plan has warned
  const reason = oldValue === undefined ? runs : `${runs} But ${oldValue}.`
  const warning = short === '' ? undefined : reason
  return { result: { outcome: 'unchanged', reason }, milestones: [], ...present({ warning }) }
}

/**
 * What is running is what was requested; whether it runs well is unknown if tasks are missing, or if none is wanted.
 */
function whatIsMissing(
  { desiredCount, runningCount, schedulingStrategy }: ServiceState,
  said: string
): string {
  // ECS sets the desired count of a daemon to the number of instances that can run it
  if (desiredCount === 0 && schedulingStrategy === 'DAEMON')
    return ', but no container instance of the cluster takes a task of it: no task runs'
  if (desiredCount === 0) return ', but its desired count is 0: no task runs'
  if (runningCount >= desiredCount) return said === '' ? '' : `, but ${said}`
  const some = `, but with ${runningCount} of ${desiredCount} tasks`
  return said === '' ? `${some}: check its events and stopped tasks` : `${some}, and ${said}`
}

function isDown({ status, desiredCount, runningCount }: ServiceState): boolean {
  return status === 'ACTIVE' && desiredCount > 0 && runningCount === 0
}

function countsOf({ runningCount: running, desiredCount: desired, pendingCount: pending }: ServiceState) {
  return { running, desired, pending, old: 0 }
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

/** What is to be said instead of a reason, and how it ended if that is not good. */
export type Confirmed = Pick<RolloutCourse, 'samples'> & {
  readonly reason: string
  readonly outcome?: 'failed'
}

/**
 * confirmTasks looks again at a service after a success that may be one of a moment at which all tasks run: some have
 * failed during its deployment (`isNew`), or none was started. Undefined if nothing shows trouble. Throws no AwsError.
 */
export async function confirmTasks(
  reason: string,
  service: ServicePlan,
  { run, until, isNew }: { readonly run: RolloutRun; readonly until: number; readonly isNew?: boolean }
): Promise<Confirmed | undefined> {
  const { before: state } = service
  const now = run.ports.clock.now()
  const patience = Math.min(patienceFor(run), until - now)
  if (patience < LOOK_MS || state.desiredCount === 0 || state.status !== 'ACTIVE') return undefined
  if (!isNew && !showsTrouble(state, now)) return undefined
  const lead = isNew ? 'The deployment completed' : reason.replace(/\.$/, '')
  const { bad, said, isUnread } = await watchTasks(service, run, { patience, lead, ...present({ isNew }) })
  if (bad) {
    // what was done is done, although the run was cancelled while it looked again
    const { outcome, reason: why } = bad.result
    return outcome === 'failed'
      ? { outcome, reason: why, ...present({ samples: bad.samples }) }
      : { reason: why }
  }
  // the reason of a deployment says already what has failed
  if (said === '' || (isNew && !isUnread)) return undefined
  return { reason: isNew ? `${reason} But ${said}.` : `${lead}, but ${said}.` }
}

/** `bad` is the end of a service whose tasks keep failing; otherwise `said` is a clause about them, '' for none. */
type WatchedTasks = {
  readonly state: ServiceState
  readonly said: string
  readonly isUnread?: true
  readonly bad?: TasksEnd
}

/**
 * Judges a service whose deployment is over by the tasks that it has lost in the last hour. If they seem to fail again
 * and again, it polls until one more has failed, until they have been quiet for long enough to be over it, or until its
 * patience (milliseconds) ends. `lead` is what is true of it besides. If it was deployed just now (`isNew`), what has
 * failed so far is too little to judge by.
 */
async function watchTasks(
  service: ServicePlan,
  run: RolloutRun,
  {
    patience,
    lead,
    isNew = false
  }: { readonly patience: number; readonly lead: string; readonly isNew?: boolean }
): Promise<WatchedTasks> {
  const { clock, log, signal } = run.ports
  const end = clock.now() + patience
  let state = service.before
  const first = await readStops(service, state, run)
  if ('unread' in first) return { state, said: first.unread, isUnread: true }
  let recent = first
  const known = new Set(first.stops.map(({ arn }) => arn))
  const hasOneMore = () => recent.stops.some(({ arn }) => !known.has(arn))
  const isWatched = first.isLoop || (isNew && first.isDoubtful)
  if (isWatched) log.info(`[${service.service}] its tasks have stopped; checking whether they still do`)
  // One more failed task settles that they keep stopping. Without such a loop, new tasks may still begin one.
  const isOpen = () => state.status === 'ACTIVE' && (recent.isLoop ? !hasOneMore() : isNew)
  while (isWatched && isOpen() && clock.now() < end && !signal.aborted) {
    await clock.sleep(LOOK_MS, signal)
    const now = (await lookAgain(service, run)) ?? state
    // what fails after that is somebody else's deployment
    if (isNew && primaryOf(now)?.id !== primaryOf(state)?.id) break
    state = now
    const next = await readStops(service, state, run)
    if (!('unread' in next)) recent = next
  }
  if (recent.stops.length === 0 || state.status !== 'ACTIVE') return { state, said: '' }
  const said = stoppedInWords(recent, service, run)
  // a deployment that ECS has completed counts as over its failures unless one more task fails
  const isOver = isNew && !hasOneMore() && !signal.aborted
  if (!recent.isLoop || isOver) return { state, said }
  const about = { failed: recent.stops.length, at: clock.now() }
  const reason = `${lead}, but ${said}.`
  if (!signal.aborted) await investigateTasks({ ...service, before: state }, run)
  const bad = signal.aborted
    ? badEnd(state, {
        ...about,
        outcome: 'cancelled',
        reason: `The run was cancelled while it was checked. ${reason}`
      })
    : badEnd(state, { ...about, outcome: 'failed', reason })
  return { state, said, bad }
}
