import type { JsonObject } from '../../json.ts'
import type { StoppedTask } from '../ports.ts'
import { culpritsOf } from './culprits.ts'
import type { Explained, StopGroup } from './diagnosis.ts'
import { explainStop } from './explain.ts'
import { generalizeReason, stopWordsOf } from './recognize.ts'

/** Tasks that stopped in the same way. */
export type Stops = {
  readonly reason: string
  readonly tasks: readonly StoppedTask[]
  readonly explained: Explained | undefined
}

/**
 * groupStops groups tasks that stopped for the same reason, with the same exit of the same container; most frequent
 * first, newest task first. What differs between tasks (IDs, request IDs) is removed; scaling is not a failure.
 */
export function groupStops(tasks: readonly StoppedTask[], definition: JsonObject): readonly Stops[] {
  const groups = new Map<string, { reason: string; tasks: StoppedTask[] }>()
  for (const task of tasks) {
    const reason = reasonOf(task)
    if (reason.startsWith('Scaling activity initiated by')) continue
    const exits = culpritsOf(task, definition).map(({ name, exitCode }) => `${name} ${exitCode}`)
    const key = JSON.stringify([reason, exits])
    const group = groups.get(key) ?? { reason, tasks: [] }
    group.tasks.push(task)
    groups.set(key, group)
  }
  return [...groups.values()]
    .sort((a, b) => b.tasks.length - a.tasks.length)
    .map(group => {
      const newestFirst = group.tasks.toSorted((a, b) => (b.stoppedAt ?? 0) - (a.stoppedAt ?? 0))
      const [newest] = newestFirst
      const explained = newest && explainStop(newest, definition)
      return { reason: group.reason, tasks: newestFirst, explained }
    })
}

/** toStopGroup returns a group in the form that the diagnosis shows. */
export function toStopGroup({ reason, tasks, explained }: Stops): StopGroup {
  const exits = tasks.flatMap(({ containers }) =>
    containers.flatMap(({ name, exitCode }) =>
      exitCode === undefined ? [] : [`${name} exited with ${exitCode}`]
    )
  )
  return { count: tasks.length, reason, exits: [...new Set(exits)], ...explained }
}

function reasonOf(task: StoppedTask): string {
  const words = generalizeReason(stopWordsOf(task))
  return words === '' ? (task.stopCode ?? 'ECS gave no reason.') : words
}
