import type { Activity } from '../../log.ts'
import { formatDuration } from '../../rollout/progress.ts'

/** At most this many activities are named in one line. */
const NAMED = 3

/**
 * activityInWords describes the state of an activity: `web: 1 of 2 running, 1 pending, stage BAKE_TIME, 2 of 3 failed
 * starts (45 s)`.
 */
export function activityInWords(activity: Activity, now: number): string {
  const { phase, tasks, stage, label, since } = activity
  const parts = [
    phase === 'rolling out' || phase === 'running' ? '' : phase,
    tasks ? `${tasks.running} of ${tasks.desired} running` : '',
    tasks && tasks.pending > 0 ? `${tasks.pending} pending` : '',
    tasks && tasks.old > 0 ? `${tasks.old} of other revisions` : '',
    stage === undefined ? '' : `stage ${stage}`,
    failuresInWords(activity)
  ].filter(part => part !== '')
  const state = parts.length === 0 ? 'no answer yet' : parts.join(', ')
  return `${label}: ${state} (${formatDuration(now - since)})`
}

/** failuresInWords counts failed starts, with the circuit breaker threshold if one is enabled; empty without any. */
function failuresInWords({ failedStarts = 0, breakerAt }: Activity): string {
  if (failedStarts === 0) return ''
  if (breakerAt !== undefined) return `${failedStarts} of ${breakerAt} failed starts`
  return failedStarts === 1 ? '1 failed start' : `${failedStarts} failed starts`
}

/** waitInWords describes in one line everything the run waits for, failing activities first. */
export function waitInWords(open: readonly Activity[], now: number): string {
  const named = failingFirst(open).slice(0, NAMED)
  const more = open.length - named.length
  const count = open.length === 1 ? '' : `${open.length}: `
  const states = named.map(activity => activityInWords(activity, now)).join('; ')
  return `Waiting for ${count}${states}${more > 0 ? `; and ${more} more` : ''}`
}

/** failingFirst sorts failing activities first, then those that have taken longest. */
export function failingFirst<Item extends Activity>(open: readonly Item[]): readonly Item[] {
  const rank = ({ phase, failedStarts = 0 }: Activity) =>
    (phase === 'failing' || phase === 'rolling back' ? 1e6 : 0) + failedStarts
  return open.toSorted((a, b) => rank(b) - rank(a) || a.since - b.since)
}
