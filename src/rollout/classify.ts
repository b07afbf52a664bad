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
import { hasReached } from './outcome.ts'
import type { ServiceDeployment, ServiceState } from './ports.ts'
import { describePause } from './progress.ts'

/** After this many polls (one minute), a list that does not show why a deployment was stopped is taken as final. */
const STOPPED_LOOKS = 12

/** The text of a record that was stopped in favor of a newer deployment. */
const REPLACED = /\bnew (?:service )?deployment was started\b/i

/**
 * classify decides the verdict of one poll, given what earlier polls have shown. Pure. The deployment's own record
 * (service deployments API) is authoritative; `deployments[]` and events decide only if the record cannot be read.
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
      isDeleted: true,
      reason: 'ECS no longer lists the service: it was deleted during the rollout.'
    })
  if (service.status !== 'ACTIVE') {
    return decided(memory, {
      state: 'failed',
      isDeleted: true,
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

/**
 * Adjusts the verdict to what the run waits for: a stage can be reached before the outcome, a stable service comes
 * after it.
 */
function judgeGoal(goal: RolloutGoal, look: ServiceSnapshot, outcome: RolloutVerdict): RolloutVerdict {
  if (goal === 'deployed') return outcome
  if (goal === 'stable') {
    return outcome.state === 'succeeded' && !isStable(look.service) ? { state: 'in-progress' } : outcome
  }
  const { record } = look
  if (outcome.state !== 'in-progress' || record === undefined) return outcome
  const { lifecycleStage: stage, pauses } = record
  const isPaused = pauses.length > 0
  const isReached = goal === 'paused' ? isPaused : hasReached(stage, goal)
  if (!isReached) return outcome
  const reason = isPaused ? pauseReason(record) : `The deployment has reached ${stage}; it continues in ECS.`
  return { state: 'succeeded', reason, isOngoing: true }
}

function pauseReason(record: ServiceDeployment): string {
  return `The deployment is ${describePause(record)}. Mode continue continues it or rolls it back.`
}

/**
 * Stable, as the API's own waiter defines it: the desired number of tasks is running, and this is the only deployment.
 */
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

/** The verdict of the deployment's record, or undefined if the record does not decide it. */
function judgeRecord(
  target: WatchedDeployment,
  look: ServiceSnapshot,
  memory: RolloutMemory
): RolloutVerdict | undefined {
  const record = look.record
  if (!record || !look.service) return undefined
  const said =
    record.statusReason ?? record.rollbackReason ?? memory.failure ?? failureText(target, look.service)
  const reason = withAlarms(said, record)
  switch (record.status) {
    case 'SUCCESSFUL':
      return { state: 'succeeded' }
    case 'ROLLBACK_SUCCESSFUL':
      return { state: 'rolled-back', reason }
    case 'ROLLBACK_FAILED':
      return { state: 'failed', reason: `${reason} The rollback failed too.`, rollback: 'failed' }
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
      // A status that AWS introduces later is not treated as success; `deployments[]` may show the outcome.
      return undefined
  }
}

/** ECS states that alarms were triggered, and names them apart from that. */
function withAlarms(reason: string, { triggeredAlarms }: ServiceDeployment): string {
  const names = triggeredAlarms.filter(name => !reason.includes(name))
  return names.length === 0 ? reason : `${reason} In ALARM: ${names.join(', ')}.`
}

/** Stopped for a newer deployment, unless ours had already ended before that one began. */
function replacedBy(
  target: WatchedDeployment,
  service: ServiceState,
  { finishedAt = Number.POSITIVE_INFINITY }: ServiceDeployment
): RolloutVerdict | undefined {
  const { createdAt = 0 } = primaryOf(service) ?? {}
  return finishedAt < createdAt ? undefined : newerThanMine(target, service)
}

/**
 * The record is STOPPED: either somebody started a newer deployment, or ours failed and nothing rolls it back. Only the
 * service's list shows which, and the list can be older than the record. Reporting a failure too early would roll back
 * somebody else's release.
 */
function judgeStopped(
  target: WatchedDeployment,
  { service, record }: ServiceSnapshot,
  { reason, memory }: { readonly reason: string; readonly memory: RolloutMemory }
): RolloutVerdict {
  const listed = service && deploymentOf(service, target.deploymentId)
  // The other deployment may already have ended and left the list; the record still shows it: by its status reason, or
  // by a rollback, which ECS ends as ROLLBACK_SUCCESSFUL or ROLLBACK_FAILED unless a newer deployment replaces it.
  const isReplaced = REPLACED.test(reason) || record?.rollbackReason !== undefined
  const hasFailed =
    listed?.rolloutState === 'FAILED' ||
    record?.circuitBreaker?.status === 'TRIGGERED' ||
    (record?.triggeredAlarms.length ?? 0) > 0
  if (hasFailed && !isReplaced) return { state: 'failed', reason }
  const primary = service && primaryOf(service)
  const isOldList = !primary || listed === primary || isFromBefore(target, primary, memory)
  if (memory.stoppedLooks <= STOPPED_LOOKS && !(isReplaced && !isOldList)) return { state: 'in-progress' }
  return { state: isReplaced ? 'superseded' : 'failed', reason }
}

/** The record is still open, but a circuit breaker without rollback shows in `deployments[]` first. */
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
  // The list shows whether ours had ended when the newer one began, as long as it still contains ours.
  if (mine || record.status === 'STOP_REQUESTED') return newer
  // ECS stops a deployment when a newer one begins. An open record beside a newer deployment is therefore out
  // of date, and ours may have completed.
  return memory.replacedLooks > LOOKS_AT_OLD_LIST ? newer : { state: 'in-progress' }
}
