import { AwsError } from '../../aws/error.ts'
import { explainAwsError } from '../../aws/explain.ts'
import type { Problem } from '../../errors.ts'
import { isGood, type ServiceResult } from '../../rollout/outcome.ts'
import type { LiveTask } from '../ports.ts'
import type { PreparedMigration } from './plan.ts'

const WAITS_MS = [2000, 4000, 8000, 16_000]

/** What looking at the tasks came to. */
export type TasksVerified = {
  readonly remarks: readonly string[]
  readonly problems: readonly Problem[]
  readonly verified: readonly string[]
}

/**
 * verifyTasks looks at every task of the services that were deployed: each runs the new revision and started after its
 * secrets existed, so that none lives on with an old environment. `since` is when the youngest secret was made.
 */
export async function verifyTasks(
  results: readonly ServiceResult[],
  since: number,
  { scope }: PreparedMigration
): Promise<TasksVerified> {
  const names = results.map(({ service }) => service)
  if (scope.configuration.waitUntil === 'none' && names.length > 0)
    return { remarks: [notWaitedFor(names)], problems: [], verified: [] }
  const remarks: string[] = []
  const problems: Problem[] = []
  const verified: string[] = []
  for (const { service, cluster, taskDefinitionArn } of results.filter(({ outcome }) => isGood(outcome))) {
    if (taskDefinitionArn === undefined) continue
    try {
      const old = await oldTasks({ cluster, service, wanted: taskDefinitionArn, since }, scope)
      if (old.length === 0) verified.push(service)
      else problems.push(stillOld(service, old))
    } catch (error) {
      if (!(error instanceof AwsError)) throw error
      remarks.push(`Not verified: whether all tasks of ${service} are new. ${explainAwsError(error).message}`)
    }
  }
  return { remarks, problems, verified }
}

/** Old tasks run until their rollout is over. */
function notWaitedFor(services: readonly string[]): string {
  return `Not verified: whether all tasks of ${services.join(', ')} are new, since wait-until is none.`
}

async function oldTasks(
  of: { readonly cluster: string; readonly service: string; readonly wanted: string; readonly since: number },
  { cloud, ports }: PreparedMigration['scope']
): Promise<readonly LiveTask[]> {
  let old: readonly LiveTask[] = []
  for (const ms of [0, ...WAITS_MS]) {
    if (ms > 0) await ports.clock.sleep(ms, ports.signal)
    const tasks = await cloud.census.listTasks(of.cluster, of.service)
    // one that has not started yet reads the secrets when it does
    old = tasks.filter(
      ({ taskDefinition, startedAt }) =>
        taskDefinition !== of.wanted || (startedAt !== undefined && startedAt < of.since)
    )
    if (old.length === 0) return []
  }
  return old
}

function stillOld(service: string, tasks: readonly LiveTask[]): Problem {
  const shown = tasks.map(({ arn, taskDefinition }) => `${lastPart(arn)} of ${lastPart(taskDefinition)}`)
  return {
    code: 'migration-old-tasks',
    fault: 'cloud',
    service,
    message: `Service "${service}" still has tasks of another revision, or that started before the secrets existed: ${shown.slice(0, 5).join(', ')}.`,
    hint: 'Run again: the service is deployed again if it is not on the new revision. A task that does not go away is stopped by aws ecs stop-task.'
  }
}

function lastPart(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1)
}
