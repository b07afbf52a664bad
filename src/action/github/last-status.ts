import { someOf } from '../../list.ts'
import { outcomeInWords } from '../../report/rollouts/service-facts.ts'
import { isGood, labelOf, type ServiceResult } from '../../rollout/outcome.ts'
import type { DeploymentState } from './ports.ts'

/** GitHub's limit for the length of descriptions of deployments and statuses. */
const DESCRIPTION_LENGTH = 140

/**
 * describeDeployment lists the services: `Amazon ECS: dispatcher, trade-stream and 6 more`, at most 140 characters.
 */
export function describeDeployment(services: readonly string[]): string {
  return withNames('Amazon ECS: ', services)
}

/** A status before it has passed the gate. */
export type LastStatus = { readonly state: DeploymentState; readonly description: string }

/**
 * lastStatus returns the final status of a deployment: `success`; `failure` if a rollout did not succeed; `in_progress`
 * while one waits for approval at a lifecycle hook, even if the run has reached its timeout, and for what was only
 * requested; `error` if the run ended
 * before its rollouts did, because what is running now is unknown; `inactive` if it was cancelled before anything was
 * changed.
 */
export function lastStatus(
  results: readonly ServiceResult[],
  isCancelled: boolean,
  isGoodRun = true
): LastStatus {
  const paused = results.filter(isPaused)
  const bad = results.filter(result => !isGood(result.outcome) && !isPaused(result))
  const failed = bad.filter(({ outcome }) => outcome !== 'cancelled' && outcome !== 'not-started')
  const cancelled = bad.filter(({ outcome }) => outcome === 'cancelled')
  const namesOf = (some: readonly ServiceResult[]) => some.map(({ service }) => service)
  const named = (some: readonly ServiceResult[]) =>
    some.map(result => `${result.service} (${outcomeInWords(result.outcome, result.isUnverified)})`)
  if (failed.length > 0)
    return status(
      'failure',
      withNames(`${failed.length} of ${results.length} did not succeed: `, named(failed))
    )
  if (cancelled.length > 0)
    return status(
      'error',
      withNames(`Cancelled during ${cancelled.length} of ${results.length}: `, namesOf(cancelled))
    )
  if (bad.length < results.length && bad.length > 0)
    return status('error', withNames(`${bad.length} of ${results.length} not started: `, namesOf(bad)))
  if (bad.length > 0 || results.length === 0)
    return isCancelled
      ? status('inactive', 'Cancelled before any service was touched.')
      : status('error', 'The run stopped before any service was touched.')
  if (paused.length > 0)
    return status('in_progress', withNames(`${PAUSED}${whenOf(paused)}: `, paused.map(labelOf)))
  const requested = results.filter(({ outcome }) => outcome === 'requested')
  if (requested.length > 0 && isGoodRun)
    return status('in_progress', withNames('Requested, not waited for: ', requested.map(labelOf)))
  return isGoodRun
    ? status('success', successOf(results))
    : status('failure', 'The services are deployed, but the run did not succeed: see its summary.')
}

/** The beginning of the description of a deployment that waits for approval. */
export const PAUSED = 'Paused at a lifecycle hook'

/**
 * It is paused and nothing has failed: neither a wait that ended at the pause nor one that timed out is a verdict on
 * it.
 */
function isPaused({ outcome, paused }: ServiceResult): boolean {
  return paused !== undefined && (isGood(outcome) || outcome === 'timed-out')
}

/** What ECS does on timeout, and when: the first of several. */
function whenOf(results: readonly ServiceResult[]): string {
  const [first] = results
    .flatMap(({ paused }) => (paused?.until === undefined ? [] : [{ ...paused, until: paused.until }]))
    .toSorted((a, b) => a.until.localeCompare(b.until))
  if (first === undefined) return ''
  const does = first.timeoutAction === 'CONTINUE' ? 'continues' : 'rolls back'
  return `; ECS ${does} at ${first.until.slice(0, 16)}Z`
}

function status(state: DeploymentState, description: string): LastStatus {
  return { state, description }
}

function successOf(results: readonly ServiceResult[]): string {
  const unchanged = results.filter(({ outcome }) => outcome === 'unchanged').length
  const same = unchanged === 0 ? '' : `, ${unchanged} unchanged`
  return `${results.length - unchanged} deployed${same}.`
}

/** As many names as fit, and the number of the others. */
function withNames(start: string, names: readonly string[]): string {
  for (let shown = names.length; shown > 0; shown--) {
    const text = `${start}${someOf(names, shown)}`
    if (text.length <= DESCRIPTION_LENGTH) return text
  }
  return `${start}${names.length} services`.slice(0, DESCRIPTION_LENGTH)
}
