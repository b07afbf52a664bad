import type { Activity } from '../../log.ts'
import { formatDuration } from '../../rollout/progress.ts'

/** At most this many activities are named in one line. */
const NAMED = 3

/**
 * activityInWords describes the state of an activity: `web: 1 of 2 running, 1 pending, stage BAKE_TIME, 2 of 3 failed
 * starts (45 s)`.
 */
export function activityInWords(activity: Activity, now: number): string {
  const parts = [
    activity.phase === 'rolling out' || activity.phase === 'running' ? '' : activity.phase,
    ...countsInWords(activity),
    activity.stage === undefined ? '' : `stage ${activity.stage}`,
    failuresInWords(activity)
  ].filter(part => part !== '')
  const state = parts.length === 0 ? 'no answer yet' : parts.join(', ')
  return `${activity.label}: ${state} (${formatDuration(now - activity.since)})`
}

function countsInWords({ tasks }: Activity): readonly string[] {
  if (tasks === undefined) return []
  const { running, desired, pending, old } = tasks
  return [
    `${running} of ${desired} running`,
    pending > 0 ? `${pending} pending` : '',
    old > 0 ? `${old} of other revisions` : ''
  ]
}

/**
 * failuresInWords counts failed starts, with the circuit breaker threshold if one is enabled; empty without failures.
 */
export function failuresInWords({ failedStarts = 0, breakerAt }: Activity): string {
  if (failedStarts === 0) return ''
  if (breakerAt !== undefined) return `${failedStarts} of ${breakerAt} failed starts`
  return failedStarts === 1 ? '1 failed start' : `${failedStarts} failed starts`
}

/** waitInWords describes in one line everything the run waits for, failing activities first. */
export function waitInWords(open: readonly Activity[], now: number): string {
  const sorted = failingFirst(open)
  const named = sorted.slice(0, NAMED).map(activity => activityInWords(activity, now))
  const more = sorted.length - named.length
  const count = sorted.length === 1 ? '' : `${sorted.length}: `
  return `Waiting for ${count}${named.join('; ')}${more > 0 ? `; and ${more} more` : ''}`
}

/** failingFirst sorts failing activities first, then those that have taken longest. */
export function failingFirst<Item extends Activity>(open: readonly Item[]): readonly Item[] {
  const rank = ({ phase, failedStarts = 0 }: Activity) =>
    (phase === 'failing' || phase === 'rolling back' ? 1e6 : 0) + failedStarts
  return open.toSorted((a, b) => rank(b) - rank(a) || a.since - b.since)
}

/** What a run waits for: the oldest open call, if any, the number of open and of completed calls, and since when. */
export type AwsWait = {
  readonly call:
    | { readonly operation: string; readonly since: number; readonly trouble?: string | undefined }
    | undefined
  readonly open: number
  readonly answered: number
  readonly since: number
}

/** callsInWords describes a wait for AWS; see OpenCalls.inWords. */
export function callsInWords({ call, open, answered, since }: AwsWait, now: number): string {
  const what = call?.operation ?? 'the next call, paced to stay within its request limits'
  const progress = open > 1 ? `, ${open} calls in progress` : ''
  const silence =
    call?.trouble === undefined
      ? ''
      : `; not answered for ${formatDuration(now - call.since)}: ${call.trouble}`
  return `Waiting for AWS: ${what}${progress}, ${answered} done (${formatDuration(now - since)})${silence}`
}
