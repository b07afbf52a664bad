import { lastPartOf } from '../arn.ts'
import type { ServiceState } from './ports.ts'

/** How many tasks of a service run, and how many should. */
export type TaskCount = { readonly running: number; readonly desired: number }

/** tasksInWords returns `2 of 3 tasks`; during a rollout, when more run, `4 tasks, 3 desired`. */
export function tasksInWords({ running, desired }: TaskCount): string {
  return running > desired ? `${tasks(running)}, ${desired} desired` : `${running} of ${tasks(desired)}`
}

function tasks(number: number): string {
  return `${number} ${number === 1 ? 'task' : 'tasks'}`
}

/** A service's revision and tasks, as DescribeServices returns them. */
export type CountedService = Pick<ServiceState, 'taskDefinition' | 'desiredCount' | 'runningCount'> & {
  readonly deployments: readonly { readonly taskDefinition: string; readonly runningCount: number }[]
}

/**
 * countsOfRevisions counts the running tasks of the revision that a service is set to, and describes those of other
 * revisions, e.g. `1 of web:1`: ECS's own count is of all of them. Pure.
 */
export function countsOfRevisions({
  taskDefinition,
  desiredCount: desired,
  runningCount,
  deployments
}: CountedService): TaskCount & { readonly others: readonly string[] } {
  if (taskDefinition === '' || deployments.length === 0) return { running: runningCount, desired, others: [] }
  const counts = new Map<string, number>([[taskDefinition, 0]])
  for (const one of deployments)
    counts.set(one.taskDefinition, (counts.get(one.taskDefinition) ?? 0) + one.runningCount)
  const others = [...counts].filter(([arn, running]) => arn !== taskDefinition && running > 0)
  return {
    running: counts.get(taskDefinition) ?? 0,
    desired,
    others: others.map(([arn, running]) => `${running} of ${lastPartOf(arn)}`)
  }
}

/** countsInWords returns `0 of 1 task, beside 1 of web:1` for a service that is set to another revision. Pure. */
export function countsInWords(service: CountedService): string {
  const { others, ...own } = countsOfRevisions(service)
  return `${tasksInWords(own)}${others.length === 0 ? '' : `, beside ${others.join(' and ')}`}`
}
