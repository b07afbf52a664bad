import { isGood, type ServiceResult } from '../rollout/outcome.ts'
import type { DeploymentState, DeploymentStatus } from './ports.ts'

/** GitHub's limit for the descriptions of deployments and statuses. */
const DESCRIPTION_LENGTH = 140

/** describeDeployment names the services: `Amazon ECS: dispatcher, trade-stream and 6 more`, at most 140 characters. */
export function describeDeployment(services: readonly string[]): string {
  return withNames('Amazon ECS: ', services)
}

/**
 * lastStatus is the status that a deployment ends with: `success`; `failure` when a rollout did not get through; `error` when
 * the run ended before its rollouts did, since nobody knows what runs now; `inactive` when it was cancelled before anything
 * was touched.
 */
export function lastStatus(results: readonly ServiceResult[], isCancelled: boolean): DeploymentStatus {
  const bad = results.filter(({ outcome }) => !isGood(outcome))
  const failed = bad.filter(({ outcome }) => outcome !== 'cancelled' && outcome !== 'not-started')
  const cancelled = bad.filter(({ outcome }) => outcome === 'cancelled')
  const named = (some: readonly ServiceResult[]) =>
    some.map(({ service, outcome }) => `${service} ${outcome}`)
  if (failed.length > 0)
    return status(
      'failure',
      withNames(`${failed.length} of ${results.length} did not get through: `, named(failed))
    )
  if (cancelled.length > 0)
    return status(
      'error',
      withNames(`Cancelled during ${cancelled.length} of ${results.length}: `, named(cancelled))
    )
  if (bad.length < results.length && bad.length > 0)
    return status('error', withNames(`${bad.length} of ${results.length} not started: `, named(bad)))
  if (bad.length > 0 || results.length === 0)
    return isCancelled
      ? status('inactive', 'Cancelled before any service was touched.')
      : status('error', 'The run stopped before any service was touched.')
  return status('success', successOf(results))
}

function status(state: DeploymentState, description: string): DeploymentStatus {
  return { state, description }
}

function successOf(results: readonly ServiceResult[]): string {
  const unchanged = results.filter(({ outcome }) => outcome === 'unchanged').length
  return `${results.length - unchanged} deployed, ${unchanged} unchanged.`
}

/** As many names as fit, and how many more there are. */
function withNames(start: string, names: readonly string[]): string {
  for (let shown = names.length; shown > 0; shown--) {
    const left = names.length - shown
    const text = `${start}${names.slice(0, shown).join(', ')}${left > 0 ? ` and ${left} more` : ''}`
    if (text.length <= DESCRIPTION_LENGTH) return text
  }
  return `${start}${names.length} services`.slice(0, DESCRIPTION_LENGTH)
}
