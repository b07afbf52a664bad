import type { TaskSample } from '../outcome.ts'
import { formatDuration } from '../progress.ts'

/** A single poll can show an older state; what two polls show is taken as true. */
const SEEN_MS = 10_000

/**
 * longestGap returns for how long, at a stretch, no task of a service ran, old or new, although some had run before and
 * some were desired; in milliseconds, 0 for never. Pure.
 */
export function longestGap(samples: readonly TaskSample[]): number {
  let longest = 0
  let since: number | undefined
  let hasRun = false
  for (const { at, desired, old, running } of samples) {
    if (since !== undefined) longest = Math.max(longest, at - since)
    hasRun ||= old + running > 0
    const isEmpty = hasRun && desired > 0 && old + running === 0
    since = isEmpty ? (since ?? at) : undefined
  }
  return longest < SEEN_MS ? 0 : longest
}

/**
 * stoppedTasks returns how many tasks of the watched deployment have stopped again, at least, as its count has dropped
 * without a lower desired count. Pure.
 */
export function stoppedTasks(samples: readonly TaskSample[]): number {
  let stopped = 0
  let held = samples[0]
  for (const [index, sample] of samples.entries()) {
    const until = samples[index + 1]?.at ?? sample.at
    if (held === undefined || (sample.running < held.running && until - sample.at < SEEN_MS)) continue
    const fewer = Math.max(0, held.desired - sample.desired)
    stopped += Math.max(0, held.running - sample.running - fewer)
    held = sample
  }
  return stopped
}

/** gapsInWords describes both in a sentence each; '' if the tasks have run as they should. Pure. */
export function gapsInWords(samples: readonly TaskSample[]): string {
  const gap = longestGap(samples)
  const stopped = stoppedTasks(samples)
  const tasks = `${stopped} ${stopped === 1 ? 'task' : 'tasks'}`
  return [
    gap === 0 ? '' : `No task ran for ${formatDuration(gap)} during the rollout.`,
    stopped === 0 ? '' : `At least ${tasks} of the new deployment stopped again.`
  ]
    .filter(text => text !== '')
    .join(' ')
}
