import type { AwsError } from '../aws/error.ts'
import { isObject } from '../json.ts'
import { present } from '../present.ts'
import { deploymentOf, type RolloutEnd, type RolloutStart, type RolloutVerdict } from './deployments.ts'
import type { OpenRollout } from './open-rollout.ts'
import { COMPLETED } from './outcome.ts'
import type { ServiceState } from './ports.ts'
import { gapsInWords, stoppedTasks } from './progress.ts'

/** Why a watch ended: an error ended it while the deployment continues, or the service was deleted, or neither. */
export type WatchEnd = {
  readonly reason: string
} & Pick<RolloutEnd, 'isWarning' | 'error' | 'isOngoing' | 'isUnverified' | 'isDeleted' | 'rollback'>

/** lostEnding is the end of a watch that cannot read any more. A failure that is known already stays one. Pure. */
export function lostEnding(open: OpenRollout, error: AwsError): WatchEnd {
  const isKnown = open.start.purpose === 'ours' && open.memory.failure !== undefined
  return {
    reason: `Not verified: ${error.operation} failed (${error.awsName}). The ${open.what} itself continues in ECS.`,
    error,
    isOngoing: true,
    ...(isKnown ? {} : { isUnverified: true as const }),
    ...open.back
  }
}

/**
 * endingWords returns how a watch ended, for the user: a rollback that is done is no successful release, whether ECS
 * rolled the deployment back or the previous revision was deployed again. Pure.
 */
export function endingWords(
  { purpose, isStopped, isRequested }: RolloutStart,
  outcome: RolloutEnd['outcome'],
  { isUnverified }: WatchEnd
): { readonly words: string; readonly isGood: boolean } {
  if (isUnverified) return { words: 'not verified', isGood: false }
  // the success of what somebody else deployed is none of this run
  if (purpose === 'foreign')
    return { words: `the earlier deployment: ${outcome}`, isGood: outcome === 'succeeded' }
  if (purpose !== 'rollback') return { words: outcome, isGood: outcome === 'succeeded' }
  if (outcome === (isStopped ? 'rolled-back' : 'succeeded'))
    return { words: 'rolled back', isGood: isRequested === true }
  return { words: isStopped && outcome === 'succeeded' ? 'completed' : outcome, isGood: false }
}

/** The message is true but proves nothing: ECS completes a deployment of zero tasks immediately. */
export const NOTHING_RAN =
  'The deployment completed, but the desired count is 0: no task was started, so this revision is untested.'

/**
 * A deployment of no task: none was ever wanted, or the desired count became 0 during the rollout (set by somebody, or
 * of a daemon whose instances are gone). If a task had failed by then, or none had got beyond pending: no success.
 */
function endOfNothing({
  course: { samples = [] },
  record
}: OpenRollout): WatchEnd & { outcome: 'succeeded' | 'failed' } {
  const failed = Math.max(samples.at(-1)?.failed ?? 0, record?.circuitBreaker?.failureCount ?? 0)
  const hasRun = samples.some(({ running }) => running > 0)
  const wasPending = samples.some(({ pending }) => pending > 0)
  const zero = 'The deployment completed, but the desired count became 0 during the rollout'
  if (failed > 0)
    return { outcome: 'failed', reason: `${zero}, after ${failedStarts(failed)}: no task runs.` }
  if (wasPending && !hasRun)
    return { outcome: 'failed', reason: `${zero}, before any task had started: no task runs.` }
  return { outcome: 'succeeded', reason: hasRun ? `${zero}: no task runs.` : NOTHING_RAN, isWarning: true }
}

function failedStarts(failed: number): string {
  return `${failed} failed task ${failed === 1 ? 'start' : 'starts'}`
}

/** A read that is older than the completion shows fewer tasks, too, and a task can be replaced just now. */
const SHORT_MS = 30_000
const NONE_MS = 120_000
/** ECS completes nothing where only the desired count changes: the tasks have to run for a few polls. */
const HOLD_MS = 15_000

/**
 * completedEnd is the end of a rollout that ECS calls completed; undefined if it is to be polled again, because fewer
 * tasks run than are desired. If none runs for two minutes, it has failed, as for a service that is not deployed.
 */
export function completedEnd(
  open: OpenRollout,
  { reason = COMPLETED, isOngoing }: Extract<RolloutVerdict, { state: 'succeeded' }>,
  { service, now }: { readonly service: ServiceState | undefined; readonly now: number }
): (WatchEnd & { readonly outcome: 'succeeded' | 'failed' }) | undefined {
  const outcome = 'succeeded'
  const { scaleTo, deploymentId } = open.target
  if (scaleTo === undefined && service?.desiredCount === 0)
    return { ...endOfNothing(open), ...present({ isOngoing }) }
  if (scaleTo !== undefined) {
    open.heldSince ??= now
    const holds = now >= open.heldSince + HOLD_MS || now >= open.start.deadline
    return holds ? { outcome, reason: `${scaleTo} of ${scaleTo} tasks run.` } : undefined
  }
  const mine = service && deploymentOf(service, deploymentId)
  const isPlain = isOngoing === undefined && open.start.purpose === 'ours'
  if (!isPlain || mine?.status !== 'PRIMARY' || mine.runningCount >= mine.desiredCount)
    return isPlain
      ? { outcome, ...judgedByCourse(reason, { open, service }) }
      : { outcome, reason, ...present({ isOngoing }) }
  const { runningCount: running, desiredCount: desired } = mine
  open.shortSince ??= now
  if (now < open.shortSince + (running === 0 ? NONE_MS : SHORT_MS) && now < open.start.deadline)
    return undefined
  if (running > 0) {
    const only = `The deployment completed, but only ${running} of ${desired} tasks run now.`
    const said = [only, gapsInWords(open.course.samples ?? [])].join(' ').trim()
    return { outcome, reason: said, isWarning: true }
  }
  return {
    outcome: 'failed',
    reason: `The deployment completed, but none of its tasks runs (desired: ${desired}).`
  }
}

/**
 * ECS calls a deployment completed as soon as its tasks run, whatever happened before. With a minimum of 0 % healthy
 * tasks, ECS stops the old tasks first, as requested.
 */
function judgedByCourse(
  reason: string,
  { open, service }: { readonly open: OpenRollout; readonly service: ServiceState | undefined }
): Pick<WatchEnd, 'reason' | 'isWarning'> {
  const { samples = [] } = open.course
  const said = withAlarms(withFailures(reason, open), open, service)
  const gaps = gapsInWords(samples)
  if (gaps === '') return { reason: said, ...(said === reason ? {} : { isWarning: true }) }
  const settings = service?.raw['deploymentConfiguration']
  const isWanted = isObject(settings) && settings['minimumHealthyPercent'] === 0
  const isWarning = !isWanted || said !== reason || stoppedTasks(samples) > 0
  return { reason: `${said} ${gaps}`, ...(isWarning ? { isWarning } : {}) }
}

/** ECS ignores alarms that are in ALARM when a deployment begins; it does not return which, unless it uses none. */
function withAlarms(reason: string, { record }: OpenRollout, service: ServiceState | undefined): string {
  const settings = service?.raw['deploymentConfiguration']
  const alarms = isObject(settings) ? settings['alarms'] : undefined
  const names = isObject(alarms) && alarms['enable'] === true ? (record?.unusedAlarms ?? []) : []
  if (names.length === 0) return reason
  return `${reason} But ECS did not watch its deployment alarms (${names.join(', ')}), as it does if they are in ALARM when a deployment begins.`
}

/** A deployment that completed after some of its tasks had failed may not be one that runs well. */
function withFailures(reason: string, { course }: OpenRollout): string {
  const failed = course.samples?.at(-1)?.failed ?? 0
  if (failed === 0 || reason !== COMPLETED) return reason
  return `The deployment completed after ${failedStarts(failed)}.`
}
