import { deploymentOf, type WatchedDeployment } from './deployments.ts'
import type { TaskSample } from './outcome.ts'
import type { ServiceState } from './ports.ts'
import { formatDuration } from './progress.ts'

/**
 * The largest number of samples kept. A rollout of a day has a poll every few seconds, and a chart cannot show that
 * many.
 */
const MOST_SAMPLES = 240

/**
 * TaskSamples keeps the task counts of the polls of one rollout; of too many, every
 * other one, and of two the one with fewer running tasks, so that a dip is not lost.
 */
export class TaskSamples {
  #kept: TaskSample[] = []
  #last: TaskSample | undefined

  /** The first poll, every change, the last poll. */
  get list(): readonly TaskSample[] {
    return this.#last === undefined || this.#last === this.#kept.at(-1)
      ? this.#kept
      : [...this.#kept, this.#last]
  }

  /** add records one poll; `at` is in milliseconds since 1970. */
  add(at: number, { deploymentId }: WatchedDeployment, service: ServiceState): void {
    const mine = deploymentOf(service, deploymentId)
    const others = service.deployments.filter(deployment => deployment !== mine)
    const sample = {
      at,
      desired: service.desiredCount,
      running: mine?.runningCount ?? 0,
      pending: mine?.pendingCount ?? 0,
      old: others.reduce((sum, { runningCount }) => sum + runningCount, 0),
      // the number of failures does not drop when ECS no longer lists the deployment
      failed: Math.max(mine?.failedTasks ?? 0, this.#last?.failed ?? 0)
    }
    const before = this.#kept.at(-1)
    this.#last = sample
    if (before !== undefined && isSame(before, sample)) return
    this.#kept.push(sample)
    if (this.#kept.length === MOST_SAMPLES) this.#kept = this.#kept.flatMap(thinned)
  }
}

/** The first and the newest sample are always kept. */
function thinned(sample: TaskSample, index: number, all: readonly TaskSample[]): readonly TaskSample[] {
  const next = all[index + 1]
  if (index === 0 || next === undefined) return [sample]
  const tasks = ({ running, old }: TaskSample) => running + old
  return index % 2 === 0 ? [] : [tasks(next) < tasks(sample) ? next : sample]
}

function isSame(one: TaskSample, other: TaskSample): boolean {
  return NUMBERS.every(number => one[number] === other[number])
}

const NUMBERS = ['desired', 'running', 'pending', 'old', 'failed'] as const

/**
 * asRollback returns the samples of a deployment from the point of view of its rollback, where the tasks of the other
 * deployments are the wanted ones. `failed` is the number of failed starts known there.
 */
export function asRollback(samples: readonly TaskSample[], failed: number): readonly TaskSample[] {
  return samples.map(({ running, old, ...sample }) => ({
    ...sample,
    running: old,
    pending: 0,
    old: running,
    failed
  }))
}

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
