import { refusalOf } from '../../aws/explain.ts'
import { POLL_INTERVAL_MS } from '../../pace.ts'
import { present } from '../../present.ts'
import { deploymentInProgress, primaryOf, rolloutOf, watchedDeployment } from '../../rollout/deployments.ts'
import { CANCELLED_BEFORE, labelOf, type NotStarted } from '../../rollout/outcome.ts'
import type { Deployment } from '../../rollout/ports.ts'
import { findRollbackInProgress, type RollbackInProgress } from '../../rollout/start-rollback.ts'
import { decideAction } from '../comparison/decide.ts'
import { type ServicePlan, wantsNewTasks } from '../comparison/plan.ts'
import { type RolloutRun, revisionFor, waitLimit } from './run.ts'

/** The service when its turn comes, or why it is not deployed. */
type Turn = { readonly service: ServicePlan } | NotStarted

/** A state that is younger than this need not be read again. */
const FRESH_MS = 10_000

/**
 * awaitTurn reads a service again when its turn comes, because its plan may be outdated by then, and treats a
 * deployment of somebody else as `if-deploying` states. Throws no AwsError.
 */
export async function awaitTurn(planned: ServicePlan, run: RolloutRun): Promise<Turn> {
  const { configuration, ports } = run
  const deadline = ports.clock.now() + waitLimit(configuration)
  let service = planned
  if (ports.clock.now() - run.plannedAt > FRESH_MS) {
    const looked = await decideAgain(service, run)
    if ('reason' in looked) return looked
    service = looked.service
  }
  for (;;) {
    const { kind } = service.action
    const primary = kind === 'update' || kind === 'follow' ? deploymentInProgress(service.before) : undefined
    if (!primary) return { service }
    const { ecs } = await run.aws(service.site)
    const asksForRollback = kind === 'follow' || configuration.ifDeploying === 'wait'
    const back = asksForRollback
      ? await findRollbackInProgress(ecs, service.before, ports.clock.now())
      : undefined
    if (kind === 'follow' && !back) return { service }
    const busy = back?.from ?? primary
    if (kind === 'update' && configuration.ifDeploying === 'fail')
      return { reason: `A deployment of the service is in progress (${busy.id}), and if-deploying is fail.` }
    if (kind === 'update' && configuration.ifDeploying !== 'wait') {
      ports.log.info(`[${labelOf(service)}] replaces the deployment that is in progress (${busy.id})`)
      return { service }
    }
    // a rollback by ECS to the wanted revision has no record of its own, so its end is awaited and then read
    const asked: ServicePlan = kind === 'follow' ? { ...service, action: { kind: 'unchanged' } } : service
    const waited = await waitFor(busy, asked, { run, deadline, primary })
    if ('reason' in waited) return waited
    const isAgain = kind === 'follow' && back?.from.taskDefinition === back?.to.taskDefinition
    // new tasks of the same revision were rolled back: what runs is not what was requested
    service = isAgain
      ? { ...waited.service, action: { kind: 'update', because: 'retry-failed', forceNewDeployment: true } }
      : waited.service
  }
}

/** Waits until the service no longer shows the deployment in progress, which can be later than its end is known. */
async function waitFor(
  busy: RollbackInProgress['from'],
  service: ServicePlan,
  how: { readonly run: RolloutRun; readonly deadline: number; readonly primary: Deployment }
): Promise<Turn> {
  const { run, deadline, primary } = how
  const { clock, log, signal } = run.ports
  log.info(`[${labelOf(service)}] waits for the deployment that is in progress (${busy.id})`)
  const { ecs } = await run.aws(service.site)
  const watch = { ecs, startedAt: clock.now(), deadline, purpose: 'foreign' as const }
  const end = await run.watcher.follow(rolloutOf(service, watchedDeployment(busy, service.before), watch))
  if (end.outcome === 'cancelled') return CANCELLED_BEFORE
  const didNotEnd = `The deployment that was in progress (${busy.id}) did not end: ${end.reason}`
  if (end.outcome === 'timed-out' || end.error) return { reason: didNotEnd }
  for (;;) {
    const looked = await decideAgain(service, run)
    if ('reason' in looked) return looked
    const shown = deploymentInProgress(looked.service.before)?.id
    if (shown !== busy.id && shown !== primary.id) return looked
    const left = deadline - clock.now()
    if (left <= 0) return { reason: didNotEnd }
    await clock.sleep(Math.min(POLL_INTERVAL_MS, left), signal)
    if (signal.aborted) return CANCELLED_BEFORE
  }
}

/** What is to be done with a service as it is now. */
async function decideAgain(service: ServicePlan, run: RolloutRun): Promise<Turn> {
  const { action, site } = service
  try {
    const { ecs } = await run.aws(site)
    const state = await run.look(ecs, site.cluster, service.service)
    if (state?.status !== 'ACTIVE')
      return { reason: 'The service was deleted before its turn came.', isDeleted: true }
    const arn = revisionFor(service, run)
    const { forceNewDeployment } = run.configuration
    const requested = { forceNewDeployment, ...present({ settings: service.settings }) }
    const decided = decideAction(state, { kind: 'reuse', arn }, requested)
    const primary = primaryOf(state)
    // a deployment that does what is wanted is watched, even by a run that forces deployments
    const isFollowed =
      action.kind === 'follow' && primary?.id === action.deploymentId && primary.rolloutState !== 'FAILED'
    const isStillWanted = wantsNewTasks(action) && decided.kind !== 'update'
    return { service: { ...service, action: isFollowed || isStillWanted ? action : decided, before: state } }
  } catch (error) {
    return { reason: refusalOf(error).message }
  }
}
