import { AwsError } from '../../aws/error.ts'
import { rollsBackByItself } from '../../rollout/deployment-list.ts'
import type { RolloutStart } from '../../rollout/open-rollout.ts'
import type { ServiceState } from '../../rollout/ports.ts'
import type { ReasonToGiveUp, WatchAdvice } from '../../rollout/watch.ts'
import type { Investigation } from './investigate.ts'

/** Tasks looked at for the judgement whether any can start. */
const TASKS_WEIGHED = 100

/**
 * adviseWatcher tells the watcher what only the run knows: how a failure is investigated (once, as soon as it is
 * known), and whether the failed starts so far make waiting useless.
 */
export function adviseWatcher(investigation: Investigation): WatchAdvice {
  return {
    onFailure: async start => {
      if (start.purpose !== 'ours') return
      const { investigateFailure } = await import('./investigate.ts')
      await investigateFailure(start, investigation)
    },
    seekFatal: (start, service) => seekFatal(start, service, investigation)
  }
}

async function seekFatal(
  start: RolloutStart,
  service: ServiceState,
  { configuration, ports }: Investigation
): Promise<ReasonToGiveUp | undefined> {
  if (!configuration.failFast || start.purpose !== 'ours' || start.target.scaleTo !== undefined)
    return undefined
  const mine = service.deployments.find(({ id }) => id === start.target.deploymentId)
  const events = service.events.filter(({ id }) => !start.seenEvents.includes(id))
  const suspicious = events.some(({ message }) => /unable|fail|unhealthy/i.test(message))
  if (!mine || (mine.failedTasks === 0 && !suspicious)) return undefined
  const stops = await stoppedTasks(start)
  const { findFatal } = await import('../../diagnosis/fatal.ts')
  const fatal = findFatal({
    stops,
    events,
    deploymentId: mine.id,
    startedAt: start.startedAt,
    now: ports.clock.now(),
    runningTasks: mine.runningCount
  })
  if (!fatal) return undefined
  // Where ECS takes the service back by itself and nobody asked to be quicker, its rollback is watched to the end.
  return {
    reason: fatal.reason,
    waitForEcs: configuration.onFailure === 'leave' && rollsBackByItself(service)
  }
}

/** What can't be read is no evidence. */
async function stoppedTasks({ ecs, site, service, target }: RolloutStart) {
  try {
    const tasks = await ecs.listStoppedTasks(site.cluster, service, TASKS_WEIGHED)
    return tasks.filter(({ startedBy }) => startedBy === undefined || startedBy === target.deploymentId)
  } catch (error) {
    if (!(error instanceof AwsError)) throw error
    return []
  }
}
