import { lastPartOf } from '../../arn.ts'
import { refusedCall } from '../../aws/explain.ts'
import { present } from '../../present.ts'
import { primaryOf, rolloutOf, watchedDeployment } from '../../rollout/deployments.ts'
import { endOf, findFirstFailure, judgeStops, type RecentStops } from '../../rollout/diagnosis/failures.ts'
import { hasSigns, RECENT_MS } from '../../rollout/diagnosis/texts.ts'
import type { RolloutCourse } from '../../rollout/outcome.ts'
import type { ServiceState } from '../../rollout/ports.ts'
import { formatDuration } from '../../rollout/progress.ts'
import { unrestOf } from '../../rollout/status.ts'
import { definitionIn, type ServicePlan } from '../comparison/plan.ts'
import { makeTextGuard } from '../plan/plaintext.ts'
import { investigateFailure } from './advice.ts'
import { endedAs, lookAgain, type RolloutRun, type ServiceEnd, waitLimit } from './run.ts'

/** A task may be in the process of being replaced; a new one starts well within this time on Fargate. */
const TASK_PATIENCE_MS = 120_000
const LOOK_MS = 10_000
/** A state that is older is read again: the service may have waited for other waves. */
const FRESH_MS = 10_000
/** Tasks read to judge what has happened in the last hour. */
const TASKS_READ = 300

/**
 * unchangedEnd is the end of a service that needs no deployment. Its last deployment may have completed long ago, and
 * its tasks may be gone, or fail again and again: then it has failed, because a green step means that the revision is
 * running. Throws no AwsError.
 */
export async function unchangedEnd(planned: ServicePlan, run: RolloutRun): Promise<ServiceEnd> {
  const { clock } = run.ports
  if (run.configuration.waitUntil === 'none') return asItIs(planned, run, { state: planned.before })
  const isOld = clock.now() > run.plannedAt + FRESH_MS
  const before = (isOld && (await lookAgain(planned, run))) || planned.before
  const lead = 'The service is set to this definition'
  const patience = patienceOf(run)
  if (!showsTrouble(before, clock.now())) return asItIs(planned, run, { state: before })
  const { bad, state, said } = await watchTasks({ ...planned, before }, run, { patience, lead })
  if (bad === undefined) return asItIs(planned, run, { state, said })
  const { samples, ...result } = bad
  return { ...endedAs(planned, run, result), samples }
}

function patienceOf({ configuration }: RolloutRun): number {
  return Math.min(TASK_PATIENCE_MS, waitLimit(configuration))
}

function showsTrouble(state: ServiceState, now: number): boolean {
  return state.status === 'ACTIVE' && state.desiredCount > 0 && hasSigns(state, primaryOf(state)?.id, now)
}

/** `said` is a clause about the tasks that stopped; '' for none. */
function asItIs(
  service: ServicePlan,
  run: RolloutRun,
  { state, said = '' }: { readonly state: ServiceState; readonly said?: string }
): ServiceEnd {
  const { before, oldValue } = service
  const { status, taskDefinition } = state
  if (status !== 'ACTIVE') {
    const reason = `The service is ${status}: it was deleted during the run.`
    return endedAs(service, run, { outcome: 'failed', reason, isDeleted: true })
  }
  if (taskDefinition !== '' && taskDefinition !== before.taskDefinition) {
    const reason = `The service ran this definition when the run was planned; another deployment has set it to ${lastPartOf(taskDefinition)} since.`
    return endedAs(service, run, { outcome: 'superseded', reason })
  }
  const missing = whatIsMissing(state, said)
  const runs = `The service already runs this definition${missing}.`
  // of which the plan has warned
  const reason = oldValue === undefined ? runs : `${runs} But ${oldValue}.`
  const warning = missing === '' ? undefined : reason
  return { ...endedAs(service, run, { outcome: 'unchanged', reason }), ...present({ warning }) }
}

/**
 * What is running is what was requested; whether it runs well is unknown if tasks are missing, or if none is wanted.
 */
function whatIsMissing(
  { desiredCount, runningCount, schedulingStrategy }: ServiceState,
  said: string
): string {
  // ECS sets the desired count of a daemon to the number of instances that can run it
  if (desiredCount === 0)
    return schedulingStrategy === 'DAEMON'
      ? ', but no container instance of the cluster takes a task of it: no task runs'
      : ', but its desired count is 0: no task runs'
  if (runningCount >= desiredCount) return said === '' ? '' : `, but ${said}`
  const some = `, but with ${runningCount} of ${desiredCount} tasks`
  return said === '' ? `${some}: check its events and stopped tasks` : `${some}, and ${said}`
}

/** What replaces a reason, and how it ended if that is not good. */
export type Confirmed = Pick<RolloutCourse, 'samples'> & {
  readonly reason: string
  readonly outcome?: 'failed'
}

/**
 * confirmTasks looks again at a service after a deployment during which tasks failed and that succeeded all the same:
 * perhaps at the one moment at which all of them ran. Undefined if nothing shows trouble. Throws no AwsError.
 */
export async function confirmTasks(
  reason: string,
  service: ServicePlan,
  { run, until }: { readonly run: RolloutRun; readonly until: number }
): Promise<Confirmed | undefined> {
  const { before: state } = service
  const patience = Math.min(patienceOf(run), until - run.ports.clock.now())
  if (patience < LOOK_MS || state.desiredCount === 0 || state.status !== 'ACTIVE') return undefined
  const how = { patience, lead: 'The deployment completed', isNew: true }
  const { bad, said, isUnread } = await watchTasks(service, run, how)
  // what was done is done, although the run was cancelled while it looked again
  if (bad?.outcome === 'cancelled') return { reason: bad.reason }
  if (bad) return { ...bad, outcome: 'failed' }
  // the reason of a deployment states already what has failed
  return isUnread ? { reason: `${reason} But ${said}.` } : undefined
}

/** `bad` is set for a service whose tasks are gone or keep failing; `said` is a clause about them, '' for none. */
type WatchedTasks = {
  readonly state: ServiceState
  readonly said: string
  readonly isUnread?: true
  readonly bad?: Required<Pick<RolloutCourse, 'samples'>> & {
    readonly outcome: 'failed' | 'cancelled'
    readonly reason: string
  }
}

/**
 * Judges a service whose deployment is over by the tasks that it has lost in the last hour. If none runs, or if they
 * seem to fail again and again, it polls until one runs or one more has failed, or until its patience (milliseconds)
 * ends. `lead` is what is true of it besides. If it was deployed just now (`isNew`), what has failed so far is too
 * little to judge by.
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
  let recent = await readStops(service, state, run)
  const known = new Set(recent.stops.map(({ arn }) => arn))
  const hasOneMore = () => recent.stops.some(({ arn }) => !known.has(arn))
  const isDoubtful = isNew && recent.isDoubtful
  // one more failed task settles that they keep stopping; without such a loop, new tasks may still begin one
  const isOpen = () => isDown(state) || (recent.isLoop ? !hasOneMore() : isDoubtful)
  if (isOpen()) log.info(`[${service.service}] its tasks have stopped; checking whether they still do`)
  while (isOpen() && clock.now() < end && !signal.aborted) {
    await clock.sleep(LOOK_MS, signal)
    const now = (await lookAgain(service, run)) ?? state
    // what fails after that is somebody else's deployment
    if (isNew && primaryOf(now)?.id !== primaryOf(state)?.id) break
    state = now
    if (state.status !== 'ACTIVE' || state.taskDefinition !== service.before.taskDefinition)
      return { state, said: '' }
    const next = await readStops(service, state, run)
    if (next.unread === undefined) recent = next
  }
  const said = recent.unread ?? stoppedInWords(recent, service, run)
  const seen = { state, said, ...(recent.unread === undefined ? {} : { isUnread: true as const }) }
  // a deployment that ECS has completed counts as over its failures unless one more task fails
  const keepsFailing = recent.isLoop && (!isNew || hasOneMore() || signal.aborted)
  if (!keepsFailing && !isDown(state)) return seen
  const { runningCount: running, desiredCount: desired, pendingCount: pending } = state
  const down = isDown(state) ? [`none of its tasks runs (desired: ${desired})`] : []
  const reason = `${lead}, but ${[...down, said].filter(text => text !== '').join(', and ')}.`
  const failed = keepsFailing ? recent.stops.length : 0
  const samples = [{ at: clock.now(), running, desired, pending, old: 0, failed }]
  if (signal.aborted) {
    const cancelled = `The run was cancelled while its tasks were checked. ${reason}`
    return { ...seen, bad: { outcome: 'cancelled', reason: cancelled, samples } }
  }
  await investigateTasks({ ...service, before: state }, run)
  return { ...seen, bad: { outcome: 'failed', reason, samples } }
}

function isDown({ status, desiredCount, runningCount }: ServiceState): boolean {
  return status === 'ACTIVE' && desiredCount > 0 && runningCount === 0
}

/**
 * Reads what the tasks of a service have shown in the last hour. `unread` is a clause with the reason why that is not
 * known: the call is not allowed, or ECS lists no stopped task although its events show starts.
 */
async function readStops(
  { service, site }: ServicePlan,
  state: ServiceState,
  run: RolloutRun
): Promise<RecentStops & { readonly unread?: string }> {
  const { taskDefinition, desiredCount } = state
  const now = run.ports.clock.now()
  const unrest = unrestOf(state, now)
  const unread = (why: string) => {
    const said = unrest === undefined ? why : `${unrest}; ${why}`
    return { stops: [], isLoop: false, isDoubtful: false, unread: said }
  }
  try {
    const { ecs } = await run.aws(site)
    const stopped = await ecs.listStoppedTasks(site.cluster, service, TASKS_READ)
    if (stopped.length === 0 && unrest !== undefined) return unread('ECS lists no stopped task of it')
    return judgeStops(stopped, { deploymentId: primaryOf(state)?.id, taskDefinition, desiredCount, now })
  } catch (error) {
    return unread(`whether its tasks keep stopping is not verified (${refusedCall(error)})`)
  }
}

/** Says how many tasks stopped, since when, and why the newest one did; without a period. */
function stoppedInWords({ stops, isLoop }: RecentStops, service: ServicePlan, run: RolloutRun): string {
  if (stops.length === 0) return ''
  const now = run.ports.clock.now()
  const definition = definitionIn(run.plan, service.definitionId)
  const ends = stops.map(stop => endOf(stop, now))
  const evidence = {
    ...{ deploymentId: '', startedAt: now, events: [], definition },
    stops: stops.map(stop => ({ ...stop, startedBy: '' }))
  }
  const failure = findFirstFailure(evidence, makeTextGuard(definition, run.ports.gate))
  const number = `${stops.length} ${stops.length === 1 ? 'task' : 'tasks'}`
  const when = `in the last ${formatDuration(now - Math.min(...ends))}`
  const last = `the last one ${formatDuration(now - Math.max(...ends))} ago`
  const what = isLoop
    ? `its tasks keep stopping (${number} ${when}, ${last})`
    : `${number} of it stopped ${when} (${last})`
  const why = [failure?.reason, failure?.explanation].flatMap(text => text?.replace(/[.\s]+$/, '') ?? [])
  return why.length === 0 ? what : `${what}: ${why.join('. ')}`
}

/** Adds to the report why the tasks of a service fail that this run has not deployed. */
async function investigateTasks(service: ServicePlan, run: RolloutRun): Promise<void> {
  const { before, site } = service
  const primary = primaryOf(before)
  if (primary === undefined) return
  const { ecs } = await run.aws(site)
  const now = run.ports.clock.now()
  const watch = { ecs, startedAt: now, deadline: now, purpose: 'ours' as const }
  const start = rolloutOf(service, watchedDeployment(primary, before), watch)
  const old = before.events.filter(({ createdAt }) => createdAt <= now - RECENT_MS)
  await investigateFailure({ ...start, seenEvents: old.map(({ id }) => id) }, run)
}
