import { AwsError } from '../../aws/error.ts'
import type { ServicePlan } from '../../plan/plan.ts'
import { labelOf, type ServiceResult } from '../../rollout/outcome.ts'
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
export async function unchangedResult(
  service: ServicePlan,
  run: RolloutRun
): Promise<Pick<ServiceResult, 'outcome' | 'reason'>> {
  const { ports, configuration } = run
  const until = ports.clock.now() + PATIENCE_MS
  let state: ServiceState = service.before
  while (
    state.status === 'ACTIVE' &&
    isDown(state) &&
    configuration.waitUntil !== 'none' &&
    !ports.signal.aborted
  ) {
    if (ports.clock.now() >= until) return { outcome: 'failed', reason: noneRuns(state) }
    await ports.clock.sleep(LOOK_MS, ports.signal)
    state = (await lookAgain(service, run)) ?? state
  }
  if (state.status !== 'ACTIVE')
    return { outcome: 'failed', reason: `The service is ${state.status}: it was deleted during the run.` }
  const short = whatIsMissing(state)
  if (short !== '') ports.log.warning(`[${labelOf(service)}] It already runs this definition${short}.`)
  return { outcome: 'unchanged', reason: `The service already runs this definition${short}.` }
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

function isDown({ desiredCount, runningCount }: ServiceState): boolean {
  return desiredCount > 0 && runningCount === 0
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
