import type { Problem } from '../../errors.ts'
import type { AwsConfiguration } from '../../inputs/configuration.ts'
import type { Plan } from '../../plan/plan.ts'
import { present } from '../../present.ts'
import { clientTokenOf } from '../../tasks/request.ts'
import { runOneOffTask } from '../../tasks/run-one-off-task.ts'
import type { DeployingPorts } from '../connections.ts'
import { makeTextGuard } from '../plan/plaintext.ts'

/** What the one-off tasks of a run came to. `failed` says why no service may be updated. */
export type TasksDone = {
  readonly taskArns: readonly string[]
  readonly failed?: string
  readonly problems: readonly Problem[]
}

const MINUTE_MS = 60_000

/**
 * runTasks runs one task of each definition that is deployed, one after the other, before any service is updated.
 * The first that fails ends it: what a migration could not do, the new tasks must not rely on.
 */
export async function runTasks(
  work: { readonly plan: Plan; readonly arns: ReadonlyMap<string, string>; readonly run: string },
  configuration: AwsConfiguration,
  { ports, aws }: DeployingPorts
): Promise<TasksDone> {
  const { runTask: inputs } = configuration
  const taskArns: string[] = []
  if (!inputs) return { taskArns, problems: [] }
  for (const definition of work.plan.definitions) {
    const service = work.plan.services.find(({ definitionId }) => definitionId === definition.id)
    const taskDefinitionArn = work.arns.get(definition.id)
    const cluster = service?.site.cluster ?? definition.cluster
    if (taskDefinitionArn === undefined || cluster === undefined) continue
    const { tasks, taskLogs } = await aws(definition.account)
    // A service that is still to be created says in its definition where its tasks run.
    const home = service && (service.creation ?? service.before.raw)
    const done = await runOneOffTask(
      {
        cluster,
        taskDefinitionArn,
        definition: definition.definition,
        inputs,
        clientToken: clientTokenOf({
          run: work.run,
          taskDefinitionArn,
          cluster,
          asked: { inputs }
        }),
        timeoutMs: configuration.waitMinutes * MINUTE_MS,
        onCancel: configuration.onCancel,
        ...present({ service: home })
      },
      {
        tasks,
        logs: taskLogs,
        clock: ports.clock,
        log: ports.log,
        signal: ports.signal,
        guard: makeTextGuard(definition.definition, ports.gate)
      }
    )
    if (done.taskArn !== undefined) taskArns.push(done.taskArn)
    if (done.ok) continue
    const why = done.explanation === undefined ? done.reason : `${done.reason} ${done.explanation}`
    return { taskArns, failed: why, problems: done.problem ? [done.problem] : [] }
  }
  return { taskArns, problems: [] }
}
