import type { DefinitionPlan } from '../../deploy/comparison/plan.ts'
import { present } from '../../present.ts'
import type { ServiceResult, TaskSample, Timeline } from '../../rollout/outcome.ts'

/** The image of one container that this run changes. An absent member: there was no image, or it may not be shown. */
export type ChangedImage = { readonly container: string; readonly before?: string; readonly after?: string }

/** changedImages returns the images that differ between a definition and the revision it is compared with. */
export function changedImages({ differences }: Pick<DefinitionPlan, 'differences'>): readonly ChangedImage[] {
  return differences.flatMap(({ path, before, after }) => {
    const container = /^containerDefinitions\[(.+)\]\.image$/.exec(path)?.[1]
    return container === undefined ? [] : [{ container, ...present({ before, after }) }]
  })
}

/**
 * Whether a service has running tasks, as far as this run has observed: all the desired tasks, some, or none.
 * `unstable`: its tasks keep stopping and are replaced.
 * `untouched`: this run did not change it. `refused`: AWS let it change nothing. `unknown`: it was not observed.
 * `gone`: the service was deleted.
 */
export type Liveness =
  | 'serving'
  | 'reduced'
  | 'unstable'
  | 'down'
  | 'gone'
  | 'none-wanted'
  | 'untouched'
  | 'refused'
  | 'unknown'

/** outcomeInWords returns an outcome as in a sentence: `rolled back`; one that is only not verified states so. */
export function outcomeInWords(outcome: string, isUnverified?: true): string {
  return isUnverified ? 'not verified' : outcome.replaceAll('-', ' ')
}

/** endInWords returns how a service ended: an update that was only requested is no success yet. */
export function endInWords(result: ServiceResult): string {
  return result.outcome === 'requested' ? 'requested, not waited for' : endingInWords(result)
}

/** endingInWords returns the outcome as in a sentence; of a deployment that nobody has continued, it states so. */
export function endingInWords({ outcome, isUnverified, paused }: ServiceResult): string {
  return `${outcomeInWords(outcome, isUnverified)}${paused === undefined ? '' : ' while paused'}`
}

/** What a service runs at the end of the run. Revisions are ARNs: several if tasks of both run, none if unknown. */
export type RunsNow = {
  readonly revisions: readonly string[]
  readonly liveness: Liveness
  /** The task counts of the last poll. */
  readonly sample?: TaskSample
}

/** runsNow returns what is known about a service at the end of the run. Pure. */
export function runsNow(result: ServiceResult, timeline: Timeline | undefined): RunsNow {
  const sample = timeline?.samples?.at(-1)
  return {
    revisions: result.isDeleted ? [] : revisionsOf(result, sample).filter(arn => arn !== undefined),
    liveness: livenessOf(result, sample),
    ...present({ sample })
  }
}

function revisionsOf(result: ServiceResult, sample: TaskSample | undefined): readonly (string | undefined)[] {
  const { outcome, taskDefinitionArn: wanted, previousTaskDefinitionArn: previous, isOngoing } = result
  if (result.isRefused) return [previous]
  switch (outcome) {
    case 'succeeded':
    case 'unchanged':
      return isOngoing && (sample?.old ?? 0) > 0 ? [wanted, previous] : [wanted]
    case 'rolled-back':
    case 'not-started':
      return [previous]
    case 'requested':
      return []
    case 'superseded':
      // a revision of another deployment runs, which the result does not name
      return []
    case 'failed':
    case 'timed-out':
    case 'cancelled':
      if (sample === undefined || isLost(result)) return []
      return [sample.old > 0 ? previous : undefined, sample.running > 0 ? wanted : undefined]
  }
}

function livenessOf(result: ServiceResult, sample: TaskSample | undefined): Liveness {
  const { outcome } = result
  if (result.isDeleted) return 'gone'
  if (result.isRefused) return 'refused'
  if (hasNoOutcome(result) || isLost(result)) return 'unknown'
  if (sample === undefined)
    return outcome === 'not-started' || outcome === 'unchanged' ? 'untouched' : 'unknown'
  const running = sample.running + sample.old
  // a service that this run has not deployed fails only if its tasks are gone or keep stopping
  const isLoop = result.deploymentId === undefined && sample.failed > 0
  if ((outcome === 'failed' || outcome === 'cancelled') && isLoop && running > 0) return 'unstable'
  if (running >= sample.desired) return sample.desired === 0 ? 'none-wanted' : 'serving'
  return running === 0 ? 'down' : 'reduced'
}

/** What was seen last states little about a service that could not be watched any more. */
function isLost({ outcome, isOngoing }: ServiceResult): boolean {
  return isOngoing === true && (outcome === 'failed' || outcome === 'cancelled')
}

/**
 * hasNoOutcome reports that a run ended without an outcome for a service: it may have been changed. One that a problem
 * or a cancellation kept from being started was not, also if no cluster was known for it.
 */
export function hasNoOutcome({ cluster, outcome, isBlocked, isCancelled }: ServiceResult): boolean {
  return outcome === 'not-started' && cluster === '' && !isBlocked && !isCancelled
}

/**
 * revisionsInWords describes what a service runs: revisions, nothing, or that it is unknown. `show` formats a revision.
 */
export function revisionsInWords({ revisions, liveness }: RunsNow, show: (arn: string) => string): string {
  if (revisions.length > 0) return revisions.map(show).join(' and ')
  if (liveness === 'gone') return 'nothing (deleted)'
  if (liveness === 'refused') return 'nothing (not created)'
  return liveness === 'down' ? 'nothing' : 'unknown'
}

/**
 * fewestTasks returns the lowest number of running tasks in any poll, old and new together; undefined without a poll.
 */
export function fewestTasks(timeline: Timeline | undefined): number | undefined {
  const { samples = [] } = timeline ?? {}
  return samples.length === 0 ? undefined : Math.min(...samples.map(({ running, old }) => running + old))
}
