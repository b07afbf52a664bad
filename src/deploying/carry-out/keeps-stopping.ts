import { refusedCall } from '../../aws/explain.ts'
import { findFirstFailure } from '../../diagnosis/first-failure.ts'
import { RECENT_MS } from '../../diagnosis/recent-events.ts'
import { endOf, judgeStops, type RecentStops } from '../../diagnosis/recent-stops.ts'
import { definitionIn, type ServicePlan } from '../../plan/plan.ts'
import { primaryOf, watchedDeployment } from '../../rollout/deployments.ts'
import type { RolloutCourse, ServiceResult, TaskSample } from '../../rollout/outcome.ts'
import type { ServiceState } from '../../rollout/ports.ts'
import { formatDuration } from '../../rollout/progress.ts'
import { rolloutOf } from '../../rollout/rollout.ts'
import { unrestOf } from '../../rollout/status.ts'
import { makeTextGuard } from '../plan/plaintext.ts'
import { investigateFailure } from './investigate.ts'
import type { RolloutRun } from './rollout-run.ts'

/** Tasks read to judge what has happened in the last hour. */
const TASKS_READ = 300

/** A service whose tasks keep failing has failed; for any other, `stopped` is a clause about its tasks, '' for none. */
type Seen =
  | (RolloutCourse & { readonly result: Pick<ServiceResult, 'outcome' | 'reason'> })
  | { readonly state: ServiceState; readonly stopped: string; readonly isUnread?: true }

/**
 * How to read the service again, for how long, and how often; times are in milliseconds. `lead` is what is true of it
 * besides, without a period.
 */
type Waiting = {
  readonly look: () => Promise<ServiceState | undefined>
  readonly patience: number
  readonly pause: number
  readonly lead: string
  /** It was deployed just now: what has failed so far is too little to judge by. */
  readonly isNew?: true
}

/** A service, and what is known about the tasks that it has lost in the last hour. */
type Look = { readonly state: ServiceState; readonly recent: RecentStops }

/**
 * keepsStopping judges a service whose deployment is over by the tasks that it has lost in the last hour. If they seem
 * to fail again and again, it polls until one more has failed, until they have been quiet for long enough to be over
 * it, or until its patience ends. Throws no AwsError.
 */
export async function keepsStopping(service: ServicePlan, run: RolloutRun, waiting: Waiting): Promise<Seen> {
  const { clock, log, signal } = run.ports
  const { lead, isNew = false } = waiting
  const end = clock.now() + waiting.patience
  const recent = await readStops(service, service.before, run)
  if ('unread' in recent) return { state: service.before, stopped: recent.unread, isUnread: true }
  const first: Look = { state: service.before, recent }
  const isWatched = recent.isLoop || (isNew && recent.isDoubtful)
  if (isWatched) log.info(`[${service.service}] its tasks have stopped; checking whether they still do`)
  const last = isWatched ? await watchStops(first, { service, run, waiting, end }) : first
  const { state } = last
  if (last.recent.stops.length === 0 || state.status !== 'ACTIVE') return { state, stopped: '' }
  const said = stoppedInWords(last.recent, service, run)
  // a deployment that ECS has completed counts as over its failures unless one more task fails
  const isOver = isNew && !hasOneMore(last, first) && !signal.aborted
  if (!last.recent.isLoop || isOver) return { state, stopped: said }
  const reason = `${lead}, but ${said}.`
  const course = { milestones: [], samples: [sampleOf(state, last.recent.stops.length, clock.now())] }
  if (signal.aborted)
    return {
      ...course,
      result: { outcome: 'cancelled', reason: `The run was cancelled while it was checked. ${reason}` }
    }
  await investigateUnchanged({ ...service, before: state }, run)
  return { ...course, result: { outcome: 'failed', reason } }
}

type Watching = {
  readonly service: ServicePlan
  readonly run: RolloutRun
  readonly waiting: Waiting
  /** When its patience ends, in milliseconds since 1970. */
  readonly end: number
}

/** Polls the service and its tasks until it is clear whether they keep stopping, or nobody waits for that any more. */
async function watchStops(first: Look, { service, run, waiting, end }: Watching): Promise<Look> {
  const { look, pause, isNew = false } = waiting
  const { clock, signal } = run.ports
  const isOpen = (seen: Look) => {
    if (seen.state.status !== 'ACTIVE') return false
    // One more failed task settles that they keep stopping. Without such a loop, new tasks may still begin one.
    return seen.recent.isLoop ? !hasOneMore(seen, first) : isNew
  }
  let last = first
  while (isOpen(last) && clock.now() < end && !signal.aborted) {
    await clock.sleep(pause, signal)
    const state = (await look()) ?? last.state
    // what fails after that is somebody else's deployment
    if (isNew && primaryOf(state)?.id !== primaryOf(last.state)?.id) break
    const recent = await readStops(service, state, run)
    last = { state, recent: 'unread' in recent ? last.recent : recent }
  }
  return last
}

/** Whether a task has failed that had not failed at first. */
function hasOneMore({ recent }: Look, first: Look): boolean {
  const known = new Set(first.recent.stops.map(({ arn }) => arn))
  return recent.stops.some(({ arn }) => !known.has(arn))
}

function sampleOf(state: ServiceState, failed: number, at: number): TaskSample {
  const { runningCount: running, desiredCount: desired, pendingCount: pending } = state
  return { at, running, desired, pending, old: 0, failed }
}

/** What reading the tasks of a service that is not deployed takes; a plan has it, too. */
type Reading = Pick<RolloutRun, 'plan' | 'ports' | 'aws'>

/**
 * troubleOf looks once at a service that nothing is planned for, and returns what a deploy would find about its tasks
 * of the last hour; undefined for nothing. A plan needs no permission to read tasks: without it, the
 * service's events have to do. Throws no AwsError.
 */
export async function troubleOf(service: ServicePlan, run: Reading): Promise<ServicePlan['trouble']> {
  const { before } = service
  const seen = await readStops(service, before, run)
  if ('unread' in seen) {
    const unrest = unrestOf(before, run.ports.clock.now())
    if (unrest === undefined) return undefined
    return { text: seen.isEmpty ? `${seen.unread}.` : `${unrest}; ${seen.unread}.` }
  }
  if (seen.stops.length === 0) return undefined
  const said = stoppedInWords(seen, service, run)
  const text = `${said.charAt(0).toUpperCase()}${said.slice(1)}.`
  if (!seen.isLoop) return { text }
  return { text: `${text} A deploy changes nothing, and fails if they still do.`, isLoop: true }
}

/** Why the tasks that have stopped are not known, as a clause; `isEmpty` if ECS lists none, against its own events. */
type Unread = { readonly unread: string; readonly isEmpty?: true }

async function readStops(
  { service, site }: ServicePlan,
  state: ServiceState,
  run: Reading
): Promise<RecentStops | Unread> {
  const { taskDefinition, desiredCount } = state
  try {
    const { ecs } = await run.aws(site)
    const stopped = await ecs.listStoppedTasks(site.cluster, service, TASKS_READ)
    const now = run.ports.clock.now()
    const unrest = stopped.length === 0 ? unrestOf(state, now) : undefined
    if (unrest !== undefined) return { unread: `${unrest}; ECS lists no stopped task of it`, isEmpty: true }
    const about = { deploymentId: primaryOf(state)?.id, taskDefinition, desiredCount }
    return judgeStops(stopped, { ...about, now })
  } catch (error) {
    return { unread: `whether its tasks keep stopping is not verified (${refusedCall(error)})` }
  }
}

/** How many tasks stopped, since when, and why the newest one did; without a period. */
function stoppedInWords({ stops, isLoop }: RecentStops, service: ServicePlan, run: Reading): string {
  const now = run.ports.clock.now()
  const definition = definitionIn(run.plan, service.definitionId)
  const oldest = Math.min(...stops.map(stop => endOf(stop, now)))
  const newest = Math.max(...stops.map(stop => endOf(stop, now)))
  const evidence = {
    deploymentId: '',
    startedAt: now,
    stops: stops.map(stop => ({ ...stop, startedBy: '' })),
    events: [],
    definition
  }
  const failure = findFirstFailure(evidence, makeTextGuard(definition, run.ports.gate))
  const number = `${stops.length} ${stops.length === 1 ? 'task' : 'tasks'}`
  const when = `in the last ${formatDuration(now - oldest)}`
  const last = `the last one ${formatDuration(now - newest)} ago`
  const what = isLoop
    ? `its tasks keep stopping (${number} ${when}, ${last})`
    : `${number} of it stopped ${when} (${last})`
  const why = [failure?.reason, failure?.explanation].flatMap(text =>
    text === undefined ? [] : [text.replace(/[.\s]+$/, '')]
  )
  return why.length === 0 ? what : `${what}: ${why.join('. ')}`
}

/** investigateUnchanged adds to the report why the tasks of a service fail that this run has not deployed. */
export async function investigateUnchanged(service: ServicePlan, run: RolloutRun): Promise<void> {
  const { before, site } = service
  const primary = primaryOf(before)
  if (primary === undefined) return
  const { ecs } = await run.aws(site)
  const now = run.ports.clock.now()
  const watch = { ecs, startedAt: now, deadline: now, purpose: 'ours' as const }
  const start = rolloutOf(service, watchedDeployment(primary, before), watch)
  const old = before.events.filter(({ createdAt }) => createdAt <= now - RECENT_MS)
  await investigateFailure({ ...start, seenEvents: old.map(({ id }) => id) }, run.investigation)
}
