import { refusedCall } from '../../aws/explain.ts'
import { primaryOf, watchedDeployment } from '../../rollout/deployments.ts'
import { RECENT_MS } from '../../rollout/diagnosis/events.ts'
import { endOf, findFirstFailure, judgeStops, type RecentStops } from '../../rollout/diagnosis/failures.ts'
import type { ServiceState } from '../../rollout/ports.ts'
import { formatDuration } from '../../rollout/progress.ts'
import { rolloutOf } from '../../rollout/rollout.ts'
import { unrestOf } from '../../rollout/status.ts'
import { definitionIn, type ServicePlan } from '../comparison/plan.ts'
import { makeTextGuard } from '../plan/plaintext.ts'
import { investigateFailure } from './advice.ts'
import type { RolloutRun } from './run.ts'

/** Tasks read to judge what has happened in the last hour. */
const TASKS_READ = 300

/** What reading the tasks of a service that is not deployed takes; a plan has it, too. */
type Reading = Pick<RolloutRun, 'plan' | 'ports' | 'aws'>

/**
 * troubleOf looks once at a service that nothing is planned for, and returns what a deploy would find about its tasks
 * of the last hour; undefined for nothing. A plan needs no permission to read tasks: without it, the
 * service's events have to do. Throws no AwsError.
 */
export async function troubleOf(service: ServicePlan, run: Reading): Promise<ServicePlan['trouble']> {
  const seen = await readStops(service, service.before, run)
  if ('unread' in seen) {
    const unrest = unrestOf(service.before, run.ports.clock.now())
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

/** readStops reads what the tasks of a service have shown in the last hour. Throws no AwsError. */
export async function readStops(
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
    return judgeStops(stopped, { deploymentId: primaryOf(state)?.id, taskDefinition, desiredCount, now })
  } catch (error) {
    return { unread: `whether its tasks keep stopping is not verified (${refusedCall(error)})` }
  }
}

/** stoppedInWords says how many tasks stopped, since when, and why the newest one did; without a period. */
export function stoppedInWords({ stops, isLoop }: RecentStops, service: ServicePlan, run: Reading): string {
  const now = run.ports.clock.now()
  const definition = definitionIn(run.plan, service.definitionId)
  const ends = stops.map(stop => endOf(stop, now))
  const failure = findFirstFailure(
    {
      deploymentId: '',
      startedAt: now,
      stops: stops.map(stop => ({ ...stop, startedBy: '' })),
      events: [],
      definition
    },
    makeTextGuard(definition, run.ports.gate)
  )
  const number = `${stops.length} ${stops.length === 1 ? 'task' : 'tasks'}`
  const when = `in the last ${formatDuration(now - Math.min(...ends))}`
  const last = `the last one ${formatDuration(now - Math.max(...ends))} ago`
  const what = isLoop
    ? `its tasks keep stopping (${number} ${when}, ${last})`
    : `${number} of it stopped ${when} (${last})`
  const why = [failure?.reason, failure?.explanation].flatMap(text => text?.replace(/[.\s]+$/, '') ?? [])
  return why.length === 0 ? what : `${what}: ${why.join('. ')}`
}

/** investigateTasks adds to the report why the tasks of a service fail that this run has not deployed. */
export async function investigateTasks(service: ServicePlan, run: RolloutRun): Promise<void> {
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
