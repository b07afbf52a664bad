import { refusalOf } from '../../aws/explain.ts'
import { POLL_INTERVAL_MS } from '../../pace.ts'
import { decideAction } from '../../plan/decide.ts'
import type { ServicePlan } from '../../plan/plan.ts'
import { present } from '../../present.ts'
import { deploymentUnderWay, primaryOf, watchedDeployment } from '../../rollout/deployments.ts'
import { CANCELLED_BEFORE, labelOf, type NotStarted } from '../../rollout/outcome.ts'
import type { Deployment, ServiceState } from '../../rollout/ports.ts'
import { rolloutOf } from '../../rollout/rollout.ts'
import { findRollbackUnderWay, type RollbackUnderWay } from '../../rollout/start-rollback.ts'
import { requestedChangesOf } from '../plan/decide-on.ts'
import { type RolloutRun, revisionFor, waitLimit } from './rollout-run.ts'

/** The service when its turn comes, or why it is not deployed. */
export type Turn = { readonly service: ServicePlan } | NotStarted

/** A state that is younger than this need not be read again. */
const FRESH_MS = 10_000

/** Other deployments do not change the plan for these; a pause that has ended is recognized by its ID. */
const COMES_AS_PLANNED: ReadonlySet<ServicePlan['action']['kind']> = new Set([
  'unchanged',
  'create',
  'continue'
])

/**
 * awaitTurn reads a service again when its turn comes, because its plan may be outdated by then, and treats a
 * deployment of somebody else as `if-deploying` says. Calls `over` before it waits for one, for others to begin.
 */
export async function awaitTurn(planned: ServicePlan, run: RolloutRun, over: () => void): Promise<Turn> {
  if (COMES_AS_PLANNED.has(planned.action.kind)) return { service: planned }
  const { configuration, ports } = run
  const deadline = ports.clock.now() + waitLimit(configuration)
  let service = planned
  if (ports.clock.now() - run.plannedAt > FRESH_MS) {
    const looked = await lookAgain(service, run)
    if ('reason' in looked) return looked
    service = looked.service
  }
  for (;;) {
    const { kind } = service.action
    const primary = kind === 'update' || kind === 'follow' ? deploymentUnderWay(service.before) : undefined
    if (!primary) return { service }
    const back = await rollbackOf(service, run)
    const busy = back?.from ?? primary
    if (kind === 'follow') {
      if (!back) return { service }
      over()
      // a rollback by ECS to the wanted revision has no record of its own, so its end is awaited and then read
      const waited = await waitFor(
        busy,
        { ...service, action: { kind: 'unchanged' } },
        { run, deadline, primary }
      )
      if ('reason' in waited) return waited
      service = back.from.taskDefinition === back.to.taskDefinition ? again(waited.service) : waited.service
      continue
    }
    if (configuration.ifDeploying === 'fail') {
      return { reason: `A deployment of the service is in progress (${busy.id}), and if-deploying is fail.` }
    }
    if (configuration.ifDeploying !== 'wait') {
      ports.log.info(`[${labelOf(service)}] replaces the deployment that is in progress (${busy.id})`)
      return { service }
    }
    over()
    const waited = await waitFor(busy, service, { run, deadline, primary })
    if ('reason' in waited) return waited
    service = waited.service
  }
}

/**
 * New tasks of the same revision were rolled back: what is running is not what was requested, although it has the same
 * name.
 */
function again(service: ServicePlan): ServicePlan {
  return { ...service, action: { kind: 'update', because: 'retry-failed', forceNewDeployment: true } }
}

async function rollbackOf(service: ServicePlan, run: RolloutRun): Promise<RollbackUnderWay | undefined> {
  if (service.action.kind === 'update' && run.configuration.ifDeploying !== 'wait') return undefined
  const { ecs } = await run.aws(service.site)
  return findRollbackUnderWay(ecs, service.before, run.ports.clock.now())
}

/** Waits until the service no longer shows the deployment in progress, which can be later than its end is known. */
async function waitFor(
  busy: RollbackUnderWay['from'],
  service: ServicePlan,
  how: { readonly run: RolloutRun; readonly deadline: number; readonly primary: Deployment }
): Promise<Turn> {
  const { run, deadline, primary } = how
  const { clock, log, signal } = run.ports
  log.info(`[${labelOf(service)}] waits for the deployment that is in progress (${busy.id})`)
  const { ecs } = await run.aws(service.site)
  const watch = { ecs, startedAt: clock.now(), deadline, purpose: 'foreign' as const }
  const target = watchedDeployment(busy, service.before)
  const end = await run.watcher.follow(rolloutOf(service, target, watch))
  if (end.outcome === 'cancelled') return CANCELLED_BEFORE
  const didNotEnd = `The deployment that was in progress (${busy.id}) did not end: ${end.reason}`
  if (end.outcome === 'timed-out' || end.error) return { reason: didNotEnd }
  for (;;) {
    const looked = await lookAgain(service, run)
    if ('reason' in looked) return looked
    const shown = deploymentUnderWay(looked.service.before)?.id
    if (shown !== busy.id && shown !== primary.id) return looked
    const left = deadline - clock.now()
    if (left <= 0) return { reason: didNotEnd }
    await clock.sleep(Math.min(POLL_INTERVAL_MS, left), signal)
    if (signal.aborted) return CANCELLED_BEFORE
  }
}

async function lookAgain(service: ServicePlan, run: RolloutRun): Promise<Turn> {
  try {
    const { ecs } = await run.aws(service.site)
    const state = await run.reader.look(ecs, service.site.cluster, service.service)
    if (state?.status !== 'ACTIVE')
      return { reason: 'The service was deleted before its turn came.', isDeleted: true }
    const arn = revisionFor(service, run)
    const decided = decideAction(
      state,
      { kind: 'reuse', arn },
      { ...requestedChangesOf(run.configuration), ...present({ settings: service.settings }) }
    )
    const action = isStillFollowed(service, state) || isForImage(service, decided) ? service.action : decided
    return { service: { ...service, action, before: state } }
  } catch (error) {
    return { reason: refusalOf(error).message }
  }
}

/**
 * The service does not show that a tag refers to another image now; what was to be deployed because of that still is.
 */
function isForImage({ action }: ServicePlan, decided: ServicePlan['action']): boolean {
  return action.kind === 'update' && action.because === 'image' && decided.kind !== 'update'
}

/** A deployment that does what is wanted is watched, even by a run that forces deployments. */
function isStillFollowed({ action }: ServicePlan, state: ServiceState): boolean {
  const primary = primaryOf(state)
  return action.kind === 'follow' && primary?.id === action.deploymentId && primary.rolloutState !== 'FAILED'
}
