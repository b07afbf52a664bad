import { lastPartOf } from '../arn.ts'
import { distinctBy } from '../list.ts'
import { present } from '../present.ts'
import type { LiveReference, StaleTask } from './audit.ts'
import type { RunningTask } from './ports.ts'
import { createdAtOf, type ReferencedSecret, secretKeyOf } from './secrets.ts'

/**
 * changedAtOf returns the time since which a reference reads the value that it reads now, or a later time if that is
 * all that is known: a task that started before it may hold another value. Undefined if it cannot be determined. Pure.
 */
export function changedAtOf(
  { isLabeled }: Pick<LiveReference, 'isLabeled'>,
  looked: ReferencedSecret | undefined
): number | undefined {
  if (looked?.kind !== 'secret') return createdAtOf(looked)
  return isLabeled ? looked.facts.changedAt : (looked.movedAt ?? looked.changedAt)
}

/** A running task, and what its revision reads. */
export type ReadingTask = {
  readonly task: RunningTask
  readonly cluster: string
  readonly region: string
  readonly service?: string
  readonly references: readonly LiveReference[]
}

/**
 * staleTasks returns the tasks that were created before the current value of a secret that they read. Values are
 * injected only at task start. The task's creation counts, because it reads its secrets soon after. Pure.
 */
export function staleTasks(
  tasks: readonly ReadingTask[],
  lookups: ReadonlyMap<string, ReferencedSecret>
): readonly StaleTask[] {
  return tasks.flatMap(({ task, cluster, region, service, references }) => {
    const startedAt = task.createdAt ?? task.startedAt
    if (startedAt === undefined) return []
    const rows = references.flatMap((reference): StaleTask[] => {
      const looked = lookups.get(secretKeyOf(reference))
      const changedAt = changedAtOf(reference, looked)
      if (reference.pinned || changedAt === undefined || changedAt <= startedAt) return []
      const secret =
        looked?.kind === 'secret' || looked?.kind === 'parameter' ? looked.facts.name : reference.id
      const of = present({ service })
      return [{ task: task.arn, cluster, region, ...of, startedAt, secret, changedAt }]
    })
    return distinctBy(rows, ({ secret }) => secret)
  })
}

/** undatedTasks names the tasks of which nothing is known: ECS does not return when they were created. Pure. */
export function undatedTasks(tasks: readonly ReadingTask[]): readonly string[] {
  return tasks.flatMap(({ task, references }) =>
    (task.createdAt ?? task.startedAt) !== undefined || references.every(({ pinned }) => pinned)
      ? []
      : [`those of task ${lastPartOf(task.arn)} (ECS does not return when it was created)`]
  )
}
