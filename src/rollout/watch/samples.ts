import { deploymentOf, type WatchedDeployment } from '../deployments.ts'
import type { EcsDecision, TaskSample } from '../outcome.ts'
import type { ServiceDeployment, ServiceState } from '../ports.ts'

/**
 * The largest number of samples kept. A rollout of a day has a poll every few seconds, and a chart cannot show that
 * many.
 */
export const MOST_SAMPLES = 240

/**
 * TaskSamples keeps the task counts of the polls of one rollout, limited in number. When two neighboring samples are
 * merged, the one with fewer running tasks is kept, so that a dip is not lost.
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
    if (this.#kept.length >= MOST_SAMPLES) this.#kept = thinned(this.#kept)
  }
}

function isSame(one: TaskSample, other: TaskSample): boolean {
  return NUMBERS.every(number => one[number] === other[number])
}

const NUMBERS = ['desired', 'running', 'pending', 'old', 'failed'] as const

/** The first and the newest sample are always kept. */
function thinned(samples: readonly TaskSample[]): TaskSample[] {
  const [first, ...rest] = samples as readonly [TaskSample, ...TaskSample[]]
  const newest = rest.splice(-1)
  const kept = rest.flatMap((sample, index) => {
    const next = rest[index + 1]
    if (index % 2 === 1) return []
    return [next !== undefined && tasksOf(next) < tasksOf(sample) ? next : sample]
  })
  return [first, ...kept, ...newest]
}

function tasksOf({ running, old }: TaskSample): number {
  return running + old
}

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

/**
 * decisionIn returns when ECS decided the outcome, according to one poll: the time of the event, or else the end of the
 * deployment's record.
 */
export function decisionIn(
  look: {
    readonly target: WatchedDeployment
    readonly service: ServiceState
    readonly record: ServiceDeployment | undefined
  },
  seenEvents: readonly string[],
  seenAt: number
): EcsDecision | undefined {
  const { target, service, record } = look
  const said = `(deployment ${target.deploymentId}) deployment `
  const whats = ['completed', 'failed'] as const
  for (const { id, createdAt: at, message } of service.events.toReversed()) {
    const what = whats.find(word => message.includes(`${said}${word}`))
    if (what !== undefined && !seenEvents.includes(id)) return { what, at, seenAt }
  }
  if (record?.finishedAt === undefined || record.status !== 'SUCCESSFUL') return undefined
  return { what: 'completed', at: record.finishedAt, seenAt }
}
