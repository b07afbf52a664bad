import type { JsonObject, JsonValue } from '../json.ts'
import type { Deployment, ServiceDeployment, ServiceState } from './ports.ts'
import { primaryOf } from './primary.ts'
import { hasReached, type LifecycleStage } from './stages.ts'

/** What is waited for: the outcome, a calm service after it, or one stage of a deployment that shifts traffic. */
export type RolloutGoal = 'deployed' | 'stable' | LifecycleStage

/** What is being watched: our deployment, known by its id, never by calm. */
export type WatchedDeployment = {
  readonly deploymentId: string
  readonly taskDefinition: string
  /** Ids of the deployments that were there before ours was started. */
  readonly before: readonly string[]
  /** A change of the desired count alone: no new deployment, the running one has to reach the count. */
  readonly scaleTo?: number
  readonly goal: RolloutGoal
}

/** What earlier looks have shown; a single look can be stale. */
export type RolloutMemory = {
  /** Our deployment was in the list at least once. */
  readonly sawMine: boolean
  /** How many looks in a row did not show it. */
  readonly gone: number
  /** Why it failed, once that was seen, although the service may still be rolling back. */
  readonly failure?: string
  /** How many looks in a row showed it failed while a rollback was expected but none had begun. */
  readonly failedLooks: number
}

export const FRESH_MEMORY: RolloutMemory = { sawMine: false, gone: 0, failedLooks: 0 }

/** One look at ECS. `service` is undefined when ECS says that there is no such service. */
export type ServiceSnapshot = {
  readonly service: ServiceState | undefined
  /** Our deployment's own record, where it is known and may be read. */
  readonly record?: ServiceDeployment
}

/** What one look means. `rolling-back` is decided but not over; `adopted` means: go on with this id, same definition. */
export type RolloutVerdict =
  | { readonly state: 'in-progress' }
  | { readonly state: 'rolling-back'; readonly reason: string }
  | { readonly state: 'adopted'; readonly deploymentId: string }
  | { readonly state: 'succeeded'; readonly reason?: string }
  | { readonly state: 'failed' | 'rolled-back' | 'superseded'; readonly reason: string }

/** How many looks in a row must agree before an absence, which could be a stale read, is believed. */
const LOOKS_TO_BELIEVE = 3

/**
 * classify is the verdict over one look, given what earlier looks have shown. Pure. The deployment's own record
 * (service deployments API) is the exact truth and wins; `deployments[]` and events decide where it can't be read.
 * Source: the ECS developer guide on deployment states and the circuit breaker; docs/rollouts.md has the table.
 */
export function classify(
  target: WatchedDeployment,
  look: ServiceSnapshot,
  memory: RolloutMemory
): { verdict: RolloutVerdict; memory: RolloutMemory } {
  const { service } = look
  if (!service)
    return decided(memory, {
      state: 'failed',
      reason: 'ECS no longer knows the service: it was deleted during the rollout.'
    })
  if (service.status !== 'ACTIVE') {
    return decided(memory, {
      state: 'failed',
      reason: `The service is ${service.status}: it was deleted during the rollout.`
    })
  }
  const next = remember(target, service, memory)
  const outcome =
    target.scaleTo !== undefined
      ? judgeScaling(target, service)
      : (judgeRecord(target, look, next) ?? judgeDeployments(target, service, next))
  const verdict = judgeGoal(target.goal, look, outcome)
  const failure = verdict.state === 'rolling-back' ? (next.failure ?? verdict.reason) : next.failure
  return { verdict, memory: failure === undefined ? next : { ...next, failure } }
}

/** The outcome as seen from what is waited for: a stage can be reached before it, calm comes after it. */
function judgeGoal(goal: RolloutGoal, look: ServiceSnapshot, outcome: RolloutVerdict): RolloutVerdict {
  if (goal === 'deployed') return outcome
  if (goal === 'stable') {
    return outcome.state === 'succeeded' && !isStable(look.service) ? { state: 'in-progress' } : outcome
  }
  const stage = look.record?.lifecycleStage
  return outcome.state === 'in-progress' && hasReached(stage, goal)
    ? { state: 'succeeded', reason: `The deployment has reached ${stage}; it goes on in ECS.` }
    : outcome
}

/** As the API's own waiter has it: as many tasks as wanted, and nothing beside this deployment. */
function isStable(service: ServiceState | undefined): boolean {
  return (
    service !== undefined &&
    service.deployments.length === 1 &&
    service.runningCount === service.desiredCount &&
    service.pendingCount === 0
  )
}

function decided(
  memory: RolloutMemory,
  verdict: RolloutVerdict
): { verdict: RolloutVerdict; memory: RolloutMemory } {
  return { verdict, memory }
}

function remember(target: WatchedDeployment, service: ServiceState, memory: RolloutMemory): RolloutMemory {
  const mine = find(service, target.deploymentId)
  const failed = mine?.rolloutState === 'FAILED'
  return {
    ...memory,
    sawMine: memory.sawMine || mine !== undefined,
    gone: mine ? 0 : memory.gone + 1,
    failedLooks: failed ? memory.failedLooks + 1 : 0
  }
}

function find(service: ServiceState, id: string): Deployment | undefined {
  return service.deployments.find(deployment => deployment.id === id)
}

/** The exact record, or undefined where it leaves the question open. */
function judgeRecord(
  target: WatchedDeployment,
  look: ServiceSnapshot,
  memory: RolloutMemory
): RolloutVerdict | undefined {
  const record = look.record
  if (!record || !look.service) return undefined
  const reason =
    record.statusReason ?? record.rollbackReason ?? memory.failure ?? failureText(target, look.service)
  switch (record.status) {
    case 'SUCCESSFUL':
      return { state: 'succeeded' }
    case 'ROLLBACK_SUCCESSFUL':
      return { state: 'rolled-back', reason }
    case 'ROLLBACK_FAILED':
      return { state: 'failed', reason: `${reason} The rollback failed too.` }
    case 'ROLLBACK_REQUESTED':
    case 'ROLLBACK_IN_PROGRESS':
      return { state: 'rolling-back', reason }
    case 'STOPPED':
      return newerThanMine(target, look.service) ?? { state: 'failed', reason }
    case 'PENDING':
    case 'IN_PROGRESS':
    case 'STOP_REQUESTED':
      return judgeOpenRecord(target, look.service, memory)
    default:
      // A status that AWS invents later is not success; the deployment list may know more.
      return undefined
  }
}

/** The record is open, but a breaker without rollback shows in `deployments[]` first. */
function judgeOpenRecord(
  target: WatchedDeployment,
  service: ServiceState,
  memory: RolloutMemory
): RolloutVerdict {
  const mine = find(service, target.deploymentId)
  if (mine?.rolloutState === 'FAILED') return judgeFailed(target, service, memory)
  return newerThanMine(target, service) ?? { state: 'in-progress' }
}

/** The rules for `deployments[]` alone. */
function judgeDeployments(
  target: WatchedDeployment,
  service: ServiceState,
  memory: RolloutMemory
): RolloutVerdict {
  const mine = find(service, target.deploymentId)
  if (mine?.rolloutState === 'FAILED') return judgeFailed(target, service, memory)
  if (mine?.status === 'PRIMARY') return judgePrimary(mine, service)
  const newer = newerThanMine(target, service)
  if (newer) return newer
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
  // Behind a Classic Load Balancer ECS gives no rolloutState: then it is over when nothing else runs and nothing is missing.
  const settled = service.deployments.length === 1 && mine.runningCount === mine.desiredCount
  return mine.rolloutState === undefined && settled ? { state: 'succeeded' } : { state: 'in-progress' }
}

function judgeFailed(
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
  const expected = isRollbackDue(service, reason) && wayBack
  return expected && memory.failedLooks < LOOKS_TO_BELIEVE
    ? { state: 'rolling-back', reason }
    : { state: 'failed', reason }
}

/**
 * rollsBackByItself says whether ECS takes the service back when its tasks fail to start. Only the circuit breaker does, whatever
 * the strategy: without it ECS goes on trying, also where traffic would be shifted back after another kind of failure.
 */
export function rollsBackByItself(service: ServiceState): boolean {
  return service.circuitBreaker.enable && service.circuitBreaker.rollback
}

/**
 * Whether ECS rolls back after a failure of this kind. The breaker and the alarms have a switch of their own; a hook that failed
 * takes a deployment back always, and where the words tell nothing any switch that is on could be the one.
 */
function isRollbackDue(service: ServiceState, reason: string): boolean {
  const alarms = memberOf(memberOf(service.raw, 'deploymentConfiguration'), 'alarms')
  const byAlarm = memberOf(alarms, 'enable') === true && memberOf(alarms, 'rollback') === true
  if (/alarm/i.test(reason)) return byAlarm
  if (/circuit breaker|tasks failed to start/i.test(reason)) return rollsBackByItself(service)
  return service.strategy !== 'ROLLING' || byAlarm || rollsBackByItself(service)
}

function memberOf(value: JsonValue | undefined, key: string): JsonValue | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as JsonObject)[key]
    : undefined
}

/** Our deployment is not in the list: rolled back and gone, or a read from before it was started. */
function judgeGone(target: WatchedDeployment, service: ServiceState, memory: RolloutMemory): RolloutVerdict {
  const primary = primaryOf(service)
  const failed = memory.failure ?? failureEvent(target, service)
  const believed = failed !== undefined || (memory.sawMine && memory.gone >= LOOKS_TO_BELIEVE)
  if (!believed || !primary) return { state: 'in-progress' }
  const reason =
    failed ?? 'The deployment vanished from the service without an event: it was most probably rolled back.'
  if (primary.rolloutState === 'FAILED')
    return { state: 'failed', reason: `${reason} The rollback failed too.` }
  if (primary.rolloutState === 'IN_PROGRESS') return { state: 'rolling-back', reason }
  return { state: 'rolled-back', reason }
}

/** A PRIMARY that is neither ours nor from before: somebody else deployed. With our definition we go on with theirs. */
function newerThanMine(target: WatchedDeployment, service: ServiceState): RolloutVerdict | undefined {
  const primary = primaryOf(service)
  if (!primary || primary.id === target.deploymentId || target.before.includes(primary.id)) return undefined
  if (primary.taskDefinition === target.taskDefinition) return { state: 'adopted', deploymentId: primary.id }
  return {
    state: 'superseded',
    reason: `Another deployment (${primary.id}, ${shortName(primary.taskDefinition)}) was started while ours was rolling out.`
  }
}

function judgeScaling(target: WatchedDeployment, service: ServiceState): RolloutVerdict {
  const reached = service.desiredCount === target.scaleTo && service.runningCount === target.scaleTo
  return reached ? { state: 'succeeded' } : { state: 'in-progress' }
}

function reasonOf(deployment: Deployment | undefined): string | undefined {
  const reason = deployment?.rolloutStateReason
  return reason !== undefined && reason !== '' ? reason : undefined
}

/** ECS's own words for the failure: the deployment's reason, or the event that names it. */
function failureText(target: WatchedDeployment, service: ServiceState): string {
  const mine = find(service, target.deploymentId)
  const own = mine?.rolloutState === 'FAILED' ? reasonOf(mine) : undefined
  return own ?? failureEvent(target, service) ?? reasonOf(primaryOf(service)) ?? 'ECS gave no reason.'
}

function failureEvent(target: WatchedDeployment, service: ServiceState): string | undefined {
  return service.events.find(event =>
    event.message.includes(`(deployment ${target.deploymentId}) deployment failed`)
  )?.message
}

function shortName(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1)
}
