import { hasSigns } from '../../diagnosis/recent-events.ts'
import type { ServicePlan } from '../../plan/plan.ts'
import { present } from '../../present.ts'
import { primaryOf } from '../../rollout/deployments.ts'
import type { ServiceState } from '../../rollout/ports.ts'
import type { RolloutEnd } from '../../rollout/rollout.ts'
import { keepsStopping } from './keeps-stopping.ts'
import { isoTimestamp, type RolloutRun, type ServiceEnd } from './rollout-run.ts'
import { LOOK_MS, lookAgain, patienceFor } from './unchanged.ts'

/**
 * confirmEnd looks again at a service after a success during which tasks have failed, or that has started none: ECS
 * calls a deployment completed at a moment when all tasks run. The success is a failure if they keep failing. Throws no
 * AwsError.
 */
export async function confirmEnd(
  end: RolloutEnd,
  service: ServicePlan,
  { run, deadline }: { readonly run: RolloutRun; readonly deadline: number }
): Promise<RolloutEnd> {
  const patience = Math.min(patienceFor(run), deadline - run.ports.clock.now())
  const state = patience < LOOK_MS ? undefined : await lookAgain(service, run)
  if (state === undefined || primaryOf(state)?.id !== end.target.deploymentId) return end
  const isNew = service.action.kind === 'scale' ? undefined : (true as const)
  const seen = await looked(
    end.reason,
    { ...service, before: state },
    { run, patience, ...present({ isNew }) }
  )
  if (seen === undefined) return end
  const { outcome, reason, samples = [] } = seen
  if (outcome === undefined) return { ...end, reason, isWarning: true }
  const at = run.ports.clock.now()
  const { isWarning: _, ...known } = end
  return {
    ...known,
    ...{ outcome, reason, finishedAt: at },
    milestones: [...end.milestones, { at, what: 'failing', text: 'tasks keep stopping' }],
    samples: [...(end.samples ?? []), ...samples]
  }
}

/** confirmSettings is confirmEnd for settings that start no deployment. `state` is the service after the change. */
export async function confirmSettings(
  end: ServiceEnd,
  service: ServicePlan,
  { run, state }: { readonly run: RolloutRun; readonly state: ServiceState }
): Promise<ServiceEnd> {
  const about = { run, patience: patienceFor(run) }
  const seen = await looked(end.result.reason, { ...service, before: state }, about)
  if (seen === undefined) return end
  const { outcome, reason, samples } = seen
  if (outcome === undefined) return { ...end, result: { ...end.result, reason }, warning: reason }
  const finishedAt = isoTimestamp(run.ports.clock.now())
  return { ...end, ...present({ samples }), result: { ...end.result, outcome, reason, finishedAt } }
}

/** What is to be said instead of `reason`, and an outcome if it is not good; undefined if nothing shows trouble. */
async function looked(
  reason: string,
  service: ServicePlan,
  { run, patience, isNew }: { readonly run: RolloutRun; readonly patience: number; readonly isNew?: true }
): Promise<
  (Pick<ServiceEnd, 'samples'> & { readonly reason: string; readonly outcome?: 'failed' }) | undefined
> {
  const { before: state } = service
  const { clock } = run.ports
  if (state.desiredCount === 0 || state.status !== 'ACTIVE') return undefined
  if (!isNew && !hasSigns(state, primaryOf(state)?.id, clock.now())) return undefined
  const look = () => lookAgain(service, run)
  const lead = isNew ? 'The deployment completed' : reason.replace(/\.$/, '')
  const seen = await keepsStopping(service, run, {
    look,
    patience,
    pause: LOOK_MS,
    lead,
    ...present({ isNew })
  })
  if ('result' in seen) {
    const { outcome, reason: why } = seen.result
    // what was done is done, although the run was cancelled while it looked again
    return outcome === 'failed'
      ? { ...present({ samples: seen.samples }), outcome, reason: why }
      : { reason: why }
  }
  if (seen.stopped === '') return undefined
  // the reason of a deployment says already what has failed
  if (isNew) return seen.isUnread ? { reason: `${reason} But ${seen.stopped}.` } : undefined
  return { reason: `${lead}, but ${seen.stopped}.` }
}
