import type { DefinitionPlan } from '../plan/plan.ts'
import { present } from '../present.ts'
import type { ServiceResult, TaskSample, Timeline } from '../rollout/outcome.ts'

/** The image of one container, where this run gives it another one. Absent: there was none, or it may not be shown. */
export type ChangedImage = { readonly container: string; readonly before?: string; readonly after?: string }

/** changedImages are the images that a definition has and what it is compared with has not. */
export function changedImages({ differences }: Pick<DefinitionPlan, 'differences'>): readonly ChangedImage[] {
  return differences.flatMap(({ path, before, after }) => {
    const container = /^containerDefinitions\[(.+)\]\.image$/.exec(path)?.[1]
    return container === undefined ? [] : [{ container, ...present({ before, after }) }]
  })
}

/**
 * Whether a service has running tasks, as far as this run has seen: as many as are wanted, some, or none. `untouched`: this run has
 * not changed it. `unknown`: nobody looked.
 */
export type Liveness = 'serving' | 'reduced' | 'down' | 'none-wanted' | 'untouched' | 'unknown'

/** What a service runs when the run is over. Revisions are ARNs; several where tasks of both run, none where it is not known. */
export type RunsNow = {
  readonly revisions: readonly string[]
  readonly liveness: Liveness
  /** The numbers of the last poll. */
  readonly sample?: TaskSample
}

/** runsNow is what is known of a service at the end of the run. Pure. */
export function runsNow(result: ServiceResult, timeline: Timeline | undefined): RunsNow {
  const sample = timeline?.samples?.at(-1)
  return {
    revisions: revisionsOf(result, sample).filter(arn => arn !== undefined),
    liveness: livenessOf(result, sample),
    ...present({ sample })
  }
}

function revisionsOf(
  { outcome, taskDefinitionArn: wanted, previousTaskDefinitionArn: previous, isOngoing }: ServiceResult,
  sample: TaskSample | undefined
): readonly (string | undefined)[] {
  switch (outcome) {
    case 'succeeded':
    case 'unchanged':
      return isOngoing && (sample?.old ?? 0) > 0 ? [wanted, previous] : [wanted]
    case 'rolled-back':
    case 'not-started':
      return [previous]
    case 'superseded':
      // somebody else's revision runs, which nothing here names
      return []
    case 'failed':
    case 'timed-out':
    case 'cancelled':
      if (sample === undefined) return []
      return [sample.old > 0 ? previous : undefined, sample.running > 0 ? wanted : undefined]
  }
}

function livenessOf(result: ServiceResult, sample: TaskSample | undefined): Liveness {
  const { outcome } = result
  if (hasNoOutcome(result)) return 'unknown'
  if (sample === undefined)
    return outcome === 'not-started' || outcome === 'unchanged' ? 'untouched' : 'unknown'
  const running = sample.running + sample.old
  if (running >= sample.desired) return sample.desired === 0 ? 'none-wanted' : 'serving'
  return running === 0 ? 'down' : 'reduced'
}

/** hasNoOutcome says that a run ended without a word of a service: it may have been changed, and nobody knows. */
export function hasNoOutcome({ cluster, outcome }: ServiceResult): boolean {
  return outcome === 'not-started' && cluster === ''
}

/** revisionsInWords says what a service runs: revisions, nothing, or that it is not known. `show` writes a revision. */
export function revisionsInWords({ revisions, liveness }: RunsNow, show: (arn: string) => string): string {
  if (revisions.length > 0) return revisions.map(show).join(' and ')
  return liveness === 'down' ? 'nothing' : 'not known'
}

/** fewestTasks is the lowest number of running tasks that any poll has seen, old and new together; undefined without a poll. */
export function fewestTasks(timeline: Timeline | undefined): number | undefined {
  const { samples = [] } = timeline ?? {}
  return samples.length === 0 ? undefined : Math.min(...samples.map(({ running, old }) => running + old))
}
