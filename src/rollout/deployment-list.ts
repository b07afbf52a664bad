import { lastPartOf } from '../arn.ts'
import { isObject, type JsonValue } from '../json.ts'
import {
  deploymentOf,
  primaryOf,
  type RolloutMemory,
  type RolloutVerdict,
  type WatchedDeployment
} from './deployments.ts'
import type { Deployment, ServiceState } from './ports.ts'

/** Number of consecutive polls that must agree before an absence, which may be a stale read, is taken as real. */
const LOOKS_TO_BELIEVE = 3

/** After this many polls (half a minute), a list that seems to predate our deployment is also taken as current. */
export const LOOKS_AT_OLD_LIST = 7

/** judgeDeployments decides the verdict from `deployments[]` alone. Pure. */
export function judgeDeployments(
  target: WatchedDeployment,
  service: ServiceState,
  memory: RolloutMemory
): RolloutVerdict {
  const mine = deploymentOf(service, target.deploymentId)
  if (mine?.rolloutState === 'FAILED') return judgeFailed(target, service, memory)
  if (mine?.status === 'PRIMARY') return judgePrimary(mine, service)
  const newer = newerThanMine(target, service)
  if (newer) return hasCompleted(target, service) ? { state: 'succeeded' } : newer
  const primary = primaryOf(service)
  if (mine) {
    // Demoted in favor of an older deployment: the circuit breaker or an alarm is rolling the service back.
    return primary
      ? { state: 'rolling-back', reason: failureText(target, service) }
      : { state: 'in-progress' }
  }
  return judgeGone(target, service, memory)
}

function judgePrimary(mine: Deployment, service: ServiceState): RolloutVerdict {
  if (mine.rolloutState === 'COMPLETED') return { state: 'succeeded' }
  // Behind a Classic Load Balancer, ECS returns no rolloutState. The deployment has completed when nothing
  // else is running and no task is missing.
  const settled = service.deployments.length === 1 && mine.runningCount === mine.desiredCount
  return mine.rolloutState === undefined && settled ? { state: 'succeeded' } : { state: 'in-progress' }
}

/**
 * judgeFailed decides the verdict if the list shows our deployment as FAILED: a rollback is expected, in progress, or
 * not configured.
 */
export function judgeFailed(
  target: WatchedDeployment,
  service: ServiceState,
  memory: RolloutMemory
): RolloutVerdict {
  const reason = failureText(target, service)
  const primary = primaryOf(service)
  const canReturn = service.deployments.some(
    deployment => target.before.includes(deployment.id) && deployment.rolloutState !== 'FAILED'
  )
  if (primary && target.before.includes(primary.id)) return { state: 'rolling-back', reason }
  const isDue = isRollbackDue(service, reason)
  // Somebody deployed something else while ECS was rolling ours back. What is running now is theirs and must
  // not be undone.
  const newer = newerThanMine(target, service)
  if (newer?.state === 'superseded' && (isDue || memory.failure !== undefined)) return newer
  const expected = isDue && canReturn
  return expected && memory.failedLooks < LOOKS_TO_BELIEVE
    ? { state: 'rolling-back', reason }
    : { state: 'failed', reason }
}

/**
 * rollsBackByItself returns whether ECS rolls the service back soon if its tasks fail to start. Only the circuit
 * breaker does, for any strategy: without it, a rolling deployment retries forever, and a traffic-shifting deployment
 * retries until its stage has lasted 24 hours (ECS developer guide, "Amazon ECS blue/green deployments").
 */
export function rollsBackByItself(service: ServiceState): boolean {
  return service.circuitBreaker.enable && service.circuitBreaker.rollback
}

/**
 * Whether ECS rolls back after this kind of failure. The circuit breaker and the alarms each have a switch. A failed
 * hook or a manual stop always rolls back. If the reason is unclear, any enabled switch counts.
 */
function isRollbackDue(service: ServiceState, reason: string): boolean {
  const alarms = memberOf(memberOf(service.raw, 'deploymentConfiguration'), 'alarms')
  const byAlarm = memberOf(alarms, 'enable') === true && memberOf(alarms, 'rollback') === true
  if (/user request/i.test(reason)) return true
  if (/alarm/i.test(reason)) return byAlarm
  if (/circuit breaker|tasks failed to start/i.test(reason)) return rollsBackByItself(service)
  return service.strategy !== 'ROLLING' || byAlarm || rollsBackByItself(service)
}

/** Our deployment is not in the list: it was rolled back and removed, or the read predates it. */
function judgeGone(target: WatchedDeployment, service: ServiceState, memory: RolloutMemory): RolloutVerdict {
  const primary = primaryOf(service)
  const failed = memory.failure ?? failureEvent(target, service)
  if (failed === undefined && hasCompleted(target, service)) return { state: 'succeeded' }
  const believed = failed !== undefined || (memory.sawMine && memory.gone >= LOOKS_TO_BELIEVE)
  if (!believed || !primary || isFromBefore(target, primary, memory)) return { state: 'in-progress' }
  const reason =
    failed ??
    'The service no longer lists the deployment, and ECS logged no event: it was probably rolled back.'
  if (primary.rolloutState === 'FAILED')
    return { state: 'failed', reason: `${reason} The rollback failed too.`, rollback: 'failed' }
  if (primary.rolloutState === 'IN_PROGRESS') return { state: 'rolling-back', reason }
  return { state: 'rolled-back', reason }
}

/**
 * isFromBefore returns whether the list may predate our deployment: its PRIMARY was last updated before ours began, and
 * ECS updates it both to start our deployment and to roll it back. A list that has already shown ours proves nothing,
 * because the next read may come from an older copy. If an event or a record reports a failure first, what is running
 * now is unknown.
 */
export function isFromBefore(target: WatchedDeployment, primary: Deployment, memory: RolloutMemory): boolean {
  if (memory.gone > LOOKS_AT_OLD_LIST) return false
  return (primary.updatedAt ?? Number.POSITIVE_INFINITY) < (target.createdAt ?? 0)
}

/**
 * newerThanMine returns a PRIMARY deployment that is neither ours nor older than ours: somebody else deployed. If it
 * has our definition, the run continues with it. A PRIMARY that ECS created before ours is not newer, because neither
 * the read before ours nor this one is necessarily fresh.
 */
export function newerThanMine(target: WatchedDeployment, service: ServiceState): RolloutVerdict | undefined {
  const primary = primaryOf(service)
  if (!primary || primary.id === target.deploymentId || target.before.includes(primary.id)) return undefined
  if ((primary.createdAt ?? Number.POSITIVE_INFINITY) < (target.createdAt ?? 0)) return undefined
  const { id: deploymentId, taskDefinition } = primary
  if (taskDefinition === target.taskDefinition) return { state: 'adopted', deploymentId, taskDefinition }
  return {
    state: 'superseded',
    by: { deploymentId, taskDefinition },
    reason: `Another deployment (${primary.id}, ${lastPartOf(primary.taskDefinition)}) was started during this run's rollout.`
  }
}

/**
 * hasCompleted returns whether ECS has reported our deployment as completed, even if another one is PRIMARY by now: by
 * its entry in the list, or by its event once the entry is gone. Pure.
 */
export function hasCompleted({ deploymentId }: WatchedDeployment, service: ServiceState): boolean {
  if (deploymentOf(service, deploymentId)?.rolloutState === 'COMPLETED') return true
  const said = `(deployment ${deploymentId}) deployment completed.`
  return service.events.some(({ message }) => message.includes(said))
}

/**
 * judgeScaling decides the verdict for a change of the desired count alone: there is no new deployment, and the running
 * one has to reach the count.
 */
export function judgeScaling(target: WatchedDeployment, service: ServiceState): RolloutVerdict {
  const reached = service.desiredCount === target.scaleTo && service.runningCount === target.scaleTo
  return reached ? { state: 'succeeded' } : { state: 'in-progress' }
}

function reasonOf(deployment: Deployment | undefined): string | undefined {
  const reason = deployment?.rolloutStateReason
  return reason !== undefined && reason !== '' ? reason : undefined
}

/**
 * failureText returns the reason that ECS gives for the failure: the deployment's reason, or the event that contains
 * it.
 */
export function failureText(target: WatchedDeployment, service: ServiceState): string {
  const mine = deploymentOf(service, target.deploymentId)
  const own = mine?.rolloutState === 'FAILED' ? reasonOf(mine) : undefined
  return own ?? failureEvent(target, service) ?? reasonOf(primaryOf(service)) ?? 'ECS gave no reason.'
}

function failureEvent(target: WatchedDeployment, service: ServiceState): string | undefined {
  return service.events.find(event =>
    event.message.includes(`(deployment ${target.deploymentId}) deployment failed`)
  )?.message
}

function memberOf(value: JsonValue | undefined, key: string): JsonValue | undefined {
  return isObject(value) ? value[key] : undefined
}
