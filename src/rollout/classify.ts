import {
  failureText,
  hasCompleted,
  isFromBefore,
  judgeDeployments,
  judgeFailed,
  judgeScaling,
  LOOKS_AT_OLD_LIST,
  newerThanMine
} from './deployment-list.ts'
import {
  deploymentOf,
  primaryOf,
  type RolloutGoal,
  type RolloutMemory,
  type RolloutVerdict,
  type ServiceSnapshot,
  type WatchedDeployment
} from './deployments.ts'
import { describePause } from './pauses.ts'
import type { ServiceDeployment, ServiceState } from './ports.ts'
import { hasReached } from './stages.ts'

/** After so many looks, a minute, a list that does not tell what a deployment was stopped for is believed. */
const STOPPED_LOOKS = 12

/** What a record says that was stopped for a newer deployment. */
const REPLACED = /\bnew (?:service )?deployment was started\b/i

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
      isGone: true,
      reason: 'ECS no longer knows the service: it was deleted during the rollout.'
    })
  if (service.status !== 'ACTIVE') {
    return decided(memory, {
      state: 'failed',
      isGone: true,
      reason: `The service is ${service.status}: it was deleted during the rollout.`
    })
  }
  const next = remember(target, look, { service, memory })
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
  const { record } = look
  if (goal === 'paused' || record === undefined) {
    const isPaused = outcome.state === 'in-progress' && record !== undefined && record.pauses.length > 0
    return isPaused ? { state: 'succeeded', reason: pauseReason(record), isOngoing: true } : outcome
  }
  const stage = record.lifecycleStage
  return outcome.state === 'in-progress' && hasReached(stage, goal)
    ? {
        state: 'succeeded',
        reason:
          record.pauses.length > 0
            ? pauseReason(record)
            : `The deployment has reached ${stage}; it continues in ECS.`,
        isOngoing: true
      }
    : outcome
}

function pauseReason(record: ServiceDeployment): string {
  return `The deployment is ${describePause(record)}. Mode continue goes on or back.`
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

function remember(
  target: WatchedDeployment,
  { record }: ServiceSnapshot,
  { service, memory }: { readonly service: ServiceState; readonly memory: RolloutMemory }
): RolloutMemory {
  const mine = deploymentOf(service, target.deploymentId)
  const failed = mine?.rolloutState === 'FAILED'
  return {
    ...memory,
    sawMine: memory.sawMine || mine !== undefined,
    gone: mine ? 0 : memory.gone + 1,
    failedLooks: failed ? memory.failedLooks + 1 : 0,
    replacedLooks: newerThanMine(target, service) ? memory.replacedLooks + 1 : 0,
    stoppedLooks: record?.status === 'STOPPED' ? memory.stoppedLooks + 1 : 0
  }
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
      return replacedBy(target, look.service, record) ?? judgeStopped(target, look, { reason, memory })
    case 'PENDING':
    case 'IN_PROGRESS':
    case 'STOP_REQUESTED':
      return judgeOpenRecord(target, { service: look.service, record }, memory)
    default:
      // A status that AWS invents later is not success; the deployment list may know more.
      return undefined
  }
}

/** A newer deployment, unless ours was over before that began: then it ended by itself, whatever runs now. */
function replacedBy(
  target: WatchedDeployment,
  service: ServiceState,
  { finishedAt = Number.POSITIVE_INFINITY }: ServiceDeployment
): RolloutVerdict | undefined {
  const { createdAt = 0 } = primaryOf(service) ?? {}
  return finishedAt < createdAt ? undefined : newerThanMine(target, service)
}

/**
 * Stopped for somebody's newer deployment, or because it failed and nothing rolls back: only the list of the service tells
 * which, and it can be older than the record. To call it failed too early would have somebody else's release undone.
 */
function judgeStopped(
  target: WatchedDeployment,
  { service, record }: ServiceSnapshot,
  { reason, memory }: { readonly reason: string; readonly memory: RolloutMemory }
): RolloutVerdict {
  const listed = service && deploymentOf(service, target.deploymentId)
  const hasFailed = listed?.rolloutState === 'FAILED' || record?.circuitBreaker?.status === 'TRIGGERED'
  if (hasFailed || (record?.triggeredAlarms.length ?? 0) > 0) return { state: 'failed', reason }
  // The other deployment may have ended already, so that no list shows it; the record's own words still do.
  const isReplaced = REPLACED.test(reason)
  const primary = service && primaryOf(service)
  const isOldList = !primary || listed === primary || isFromBefore(target, primary, memory)
  if (memory.stoppedLooks <= STOPPED_LOOKS && !(isReplaced && !isOldList)) return { state: 'in-progress' }
  return { state: isReplaced ? 'superseded' : 'failed', reason }
}

/** The record is open, but a breaker without rollback shows in `deployments[]` first. */
function judgeOpenRecord(
  target: WatchedDeployment,
  { service, record }: { readonly service: ServiceState; readonly record: ServiceDeployment },
  memory: RolloutMemory
): RolloutVerdict {
  const mine = deploymentOf(service, target.deploymentId)
  if (mine?.rolloutState === 'FAILED') return judgeFailed(target, service, memory)
  const newer = newerThanMine(target, service)
  if (!newer) return { state: 'in-progress' }
  if (hasCompleted(target, service)) return { state: 'succeeded' }
  // One look at the list tells whether ours was over when theirs began, where it still shows ours.
  if (mine || record.status === 'STOP_REQUESTED') return newer
  // ECS asks a deployment to stop when a newer one begins: an open record beside one is late, and ours may have completed.
  return memory.replacedLooks > LOOKS_AT_OLD_LIST ? newer : { state: 'in-progress' }
}
