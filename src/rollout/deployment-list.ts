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

/** How many looks in a row must agree before an absence, which could be a stale read, is believed. */
const LOOKS_TO_BELIEVE = 3

/** After so many looks, half a minute, also a list that seems to be from before our deployment is believed. */
export const LOOKS_AT_OLD_LIST = 7

/** judgeDeployments is the verdict where only the list is known: the rules for `deployments[]` alone. Pure. */
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
    // Demoted for a deployment that was there before: the circuit breaker or an alarm is taking the service back.
    return primary
      ? { state: 'rolling-back', reason: failureText(target, service) }
      : { state: 'in-progress' }
  }
  return judgeGone(target, service, memory)
}

function judgePrimary(mine: Deployment, service: ServiceState): RolloutVerdict {
  if (mine.rolloutState === 'COMPLETED') return { state: 'succeeded' }
  // Behind a Classic Load Balancer ECS gives no rolloutState: then it is over when nothing else runs and nothing
  // is missing.
  const settled = service.deployments.length === 1 && mine.runningCount === mine.desiredCount
  return mine.rolloutState === undefined && settled ? { state: 'succeeded' } : { state: 'in-progress' }
}

/**
 * judgeFailed is the verdict over our deployment when the list shows it FAILED: a rollback is expected, under way,
 * or there is none.
 */
export function judgeFailed(
  target: WatchedDeployment,
  service: ServiceState,
  memory: RolloutMemory
): RolloutVerdict {
  const reason = failureText(target, service)
  const primary = primaryOf(service)
  const wayBack = service.deployments.some(
    deployment => target.before.includes(deployment.id) && deployment.rolloutState !== 'FAILED'
  )
  if (primary && target.before.includes(primary.id)) return { state: 'rolling-back', reason }
  const isDue = isRollbackDue(service, reason)
  // ECS was taking ours back when somebody deployed something else: what runs now is theirs, and not ours to undo.
  const newer = newerThanMine(target, service)
  if (newer?.state === 'superseded' && (isDue || memory.failure !== undefined)) return newer
  const expected = isDue && wayBack
  return expected && memory.failedLooks < LOOKS_TO_BELIEVE
    ? { state: 'rolling-back', reason }
    : { state: 'failed', reason }
}

/**
 * rollsBackByItself says whether ECS takes the service back soon when its tasks fail to start. Only the circuit breaker
 * does, whatever the strategy: without it a rolling deployment goes on trying for ever, and one that shifts traffic until
 * its stage has lasted 24 hours (ECS developer guide, "Amazon ECS blue/green deployments").
 */
export function rollsBackByItself(service: ServiceState): boolean {
  return service.circuitBreaker.enable && service.circuitBreaker.rollback
}

/**
 * Whether ECS rolls back after a failure of this kind. The breaker and the alarms have a switch of their own; a
 * hook that failed and a person who stops it take a deployment back always, and where the words tell nothing any switch that
 * is on could be the one.
 */
function isRollbackDue(service: ServiceState, reason: string): boolean {
  const alarms = memberOf(memberOf(service.raw, 'deploymentConfiguration'), 'alarms')
  const byAlarm = memberOf(alarms, 'enable') === true && memberOf(alarms, 'rollback') === true
  if (/user request/i.test(reason)) return true
  if (/alarm/i.test(reason)) return byAlarm
  if (/circuit breaker|tasks failed to start/i.test(reason)) return rollsBackByItself(service)
  return service.strategy !== 'ROLLING' || byAlarm || rollsBackByItself(service)
}

/** Our deployment is not in the list: rolled back and gone, or a read from before it was started. */
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
    return { state: 'failed', reason: `${reason} The rollback failed too.` }
  if (primary.rolloutState === 'IN_PROGRESS') return { state: 'rolling-back', reason }
  return { state: 'rolled-back', reason }
}

/**
 * isFromBefore: the list may be from before our deployment, since its PRIMARY was last touched then: to begin ours, and to go back
 * from it, ECS touches it. That an earlier look has shown ours proves nothing, the next one may be answered from an older copy. An
 * event can tell of a failure, or a record of an end, sooner than that: what runs now is not known then.
 */
export function isFromBefore(target: WatchedDeployment, primary: Deployment, memory: RolloutMemory): boolean {
  if (memory.gone > LOOKS_AT_OLD_LIST) return false
  return (primary.updatedAt ?? Number.POSITIVE_INFINITY) < (target.createdAt ?? 0)
}

/**
 * newerThanMine: a PRIMARY that is neither ours nor from before: somebody else deployed. With our definition we go
 * on with theirs. One that ECS made before ours is not newer: neither the look before ours nor this one need be fresh.
 */
export function newerThanMine(target: WatchedDeployment, service: ServiceState): RolloutVerdict | undefined {
  const primary = primaryOf(service)
  if (!primary || primary.id === target.deploymentId || target.before.includes(primary.id)) return undefined
  if ((primary.createdAt ?? Number.POSITIVE_INFINITY) < (target.createdAt ?? 0)) return undefined
  if (primary.taskDefinition === target.taskDefinition) return { state: 'adopted', deploymentId: primary.id }
  return {
    state: 'superseded',
    reason: `Another deployment (${primary.id}, ${lastPartOf(primary.taskDefinition)}) was started while ours was rolling out.`
  }
}

/**
 * hasCompleted says whether ECS has told that our deployment was completed, also when another one is PRIMARY by now: by its
 * entry of the list, or by its event once that is gone. Pure.
 */
export function hasCompleted({ deploymentId }: WatchedDeployment, service: ServiceState): boolean {
  if (deploymentOf(service, deploymentId)?.rolloutState === 'COMPLETED') return true
  const said = `(deployment ${deploymentId}) deployment completed.`
  return service.events.some(({ message }) => message.includes(said))
}

/** judgeScaling is the verdict over a change of the count alone: no deployment, the running one has to reach it. */
export function judgeScaling(target: WatchedDeployment, service: ServiceState): RolloutVerdict {
  const reached = service.desiredCount === target.scaleTo && service.runningCount === target.scaleTo
  return reached ? { state: 'succeeded' } : { state: 'in-progress' }
}

function reasonOf(deployment: Deployment | undefined): string | undefined {
  const reason = deployment?.rolloutStateReason
  return reason !== undefined && reason !== '' ? reason : undefined
}

/** failureText gives ECS's own words for the failure: the deployment's reason, or the event that names it. */
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
