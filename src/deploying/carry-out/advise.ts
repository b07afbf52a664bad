import { AwsError } from '../../aws/error.ts'
import type { FirstEvidence } from '../../diagnosis/first-failure.ts'
import type { JsonObject } from '../../json.ts'
import { definitionIn } from '../../plan/plan.ts'
import { present } from '../../present.ts'
import { rollsBackByItself } from '../../rollout/deployment-list.ts'
import type { ServiceState } from '../../rollout/ports.ts'
import type { RolloutStart, WatchAdvice, WeighedEvidence } from '../../rollout/rollout.ts'
import { makeTextGuard } from '../plan/plaintext.ts'
import type { Investigation } from './investigate.ts'

/** Number of tasks that are read to judge whether any can start. */
const TASKS_WEIGHED = 100

/**
 * adviseWatcher provides the watcher with what only the run knows: how to investigate a failure (once, as soon as it is
 * known), what made task starts fail so far, and whether waiting is pointless.
 */
export function adviseWatcher(investigation: Investigation): WatchAdvice {
  return {
    onFailure: async start => {
      if (start.purpose !== 'ours') return
      const { investigateFailure } = await import('./investigate.ts')
      await investigateFailure(start, investigation)
    },
    weigh: (start, service) => weigh(start, service, investigation),
    isEqual: async (start, other) => {
      if (start.purpose !== 'ours' || start.target.scaleTo !== undefined) return false
      const { isEqualRevision } = await import('./equal-revision.ts')
      return isEqualRevision(other.taskDefinition, definitionOf(start, investigation), start)
    }
  }
}

/** What a rollout is to bring; empty if the plan does not know the service. */
function definitionOf(start: RolloutStart, { plan }: Investigation): JsonObject {
  const service = plan.services.find(
    ({ service, site }) =>
      service === start.service && site.cluster === start.site.cluster && site.region === start.site.region
  )
  return definitionIn(plan, service?.definitionId)
}

async function weigh(
  start: RolloutStart,
  service: ServiceState,
  investigation: Investigation
): Promise<WeighedEvidence | undefined> {
  if (start.purpose !== 'ours' || start.target.scaleTo !== undefined) return undefined
  const { configuration, ports } = investigation
  const mine = service.deployments.find(({ id }) => id === start.target.deploymentId)
  const events = service.events.filter(({ id }) => !start.seenEvents.includes(id))
  if (!mine || (mine.failedTasks === 0 && !events.some(({ message }) => SUSPICIOUS.test(message))))
    return undefined
  const { startedAt } = start
  const evidence = { stops: await stoppedTasks(start), events, deploymentId: mine.id, startedAt }
  const { findFatal } = await import('../../diagnosis/fatal.ts')
  const fatal = configuration.failFast
    ? findFatal({ ...evidence, now: ports.clock.now(), runningTasks: mine.runningCount })
    : undefined
  // If ECS rolls the service back and no faster rollback was requested, ECS's rollback is watched to its end.
  const waitForEcs = configuration.onFailure === 'leave' && rollsBackByItself(service)
  const giveUp = fatal && { reason: fatal.reason, waitForEcs }
  return present({ cause: await causeOf(start, evidence, investigation), giveUp })
}

/** Parts of event messages after which the stopped tasks are read. */
const SUSPICIOUS = /unable|fail|unhealthy|could not|limit|throttled|misconfigured/i

/** ECS's message for the newest failure, with an explanation. */
async function causeOf(
  start: RolloutStart,
  evidence: Omit<FirstEvidence, 'definition'>,
  investigation: Investigation
): Promise<string | undefined> {
  const { ports } = investigation
  const definition = definitionOf(start, investigation)
  const { findFirstFailure } = await import('../../diagnosis/first-failure.ts')
  const failure = findFirstFailure({ ...evidence, definition }, makeTextGuard(definition, ports.gate))
  if (failure === undefined) return undefined
  const { reason, explanation, mayPass } = failure
  const words = reason.replace(/[.\s]+$/, '')
  const said = `A task did not start or keep running: ${words}.`
  const goesOn = mayPass ? 'It might be temporary; ECS keeps trying.' : undefined
  return [said, explanation, goesOn].filter(text => text !== undefined).join(' ')
}

/** What cannot be read is not evidence. */
async function stoppedTasks({ ecs, site, service, target }: RolloutStart) {
  try {
    const tasks = await ecs.listStoppedTasks(site.cluster, service, TASKS_WEIGHED)
    return tasks.filter(({ startedBy }) => startedBy === undefined || startedBy === target.deploymentId)
  } catch (error) {
    if (!(error instanceof AwsError)) throw error
    return []
  }
}
