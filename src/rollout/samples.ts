import { deploymentOf, type WatchedDeployment } from './deployments.ts'
import type { EcsDecision, TaskSample } from './outcome.ts'
import type { ServiceDeployment, ServiceState } from './ports.ts'

/** A rollout of a day has a poll every few seconds; a picture shows no more than this. */
export const MOST_SAMPLES = 240

/**
 * TaskSamples keeps the numbers of tasks over the polls of one rollout, a bounded number of them. Of two neighbours that
 * have to become one the poll with fewer running tasks stays: a dip must not get lost.
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

  /** add takes in one poll; `at` is milliseconds since 1970. */
  add(at: number, { deploymentId }: WatchedDeployment, service: ServiceState): void {
    const mine = deploymentOf(service, deploymentId)
    const others = service.deployments.filter(deployment => deployment !== mine)
    const sample = {
      at,
      desired: service.desiredCount,
      running: mine?.runningCount ?? 0,
      pending: mine?.pendingCount ?? 0,
      old: others.reduce((sum, { runningCount }) => sum + runningCount, 0),
      // a deployment that ECS lists no more has not had fewer failures
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

/** The first and the newest stay what they are. */
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
 * asWayBack are the samples of a deployment as seen from the other side, where the tasks of the others are those that are wanted.
 * `failed` is what is known of failed starts there.
 */
export function asWayBack(samples: readonly TaskSample[], failed: number): readonly TaskSample[] {
  return samples.map(({ running, old, ...sample }) => ({
    ...sample,
    running: old,
    pending: 0,
    old: running,
    failed
  }))
}

/** decisionIn is when ECS decided, by what one poll shows: its event, or else the end of the deployment's record. */
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
