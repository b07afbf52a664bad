import { lastPartOf } from '../../arn.ts'
import type { Problem } from '../../errors.ts'
import type { AwsConfiguration } from '../../inputs/configuration.ts'
import type { RunTaskInputs } from '../../inputs/read-deploy.ts'
import type { JsonObject } from '../../json.ts'
import { present } from '../../present.ts'
import type { Remark } from '../../report/report.ts'
import type { DefinitionPlan, Plan } from '../comparison/plan.ts'
import { makeTextGuard } from '../plan/plaintext.ts'
import type { DeployingPorts } from '../target.ts'
import { clientTokenOf } from '../tasks/request.ts'
import { type OneOffResult, runOneOffTask } from '../tasks/run-one-off-task.ts'
import { waitLimit } from './run.ts'

/** The results of the one-off tasks of a run. `failed` is why no service may be updated. */
export type TasksDone = {
  readonly taskArns: readonly string[]
  readonly failed?: string
  readonly problems: readonly Problem[]
  readonly remarks: readonly Remark[]
}

/** A task to run: one of the configuration file, or that of the input `run-task`. */
type PlannedTask = {
  readonly definition: DefinitionPlan
  readonly cluster: string
  readonly inputs: RunTaskInputs
  /** The service whose network and capacity it uses. */
  readonly home?: JsonObject
  /** Its key in the configuration file. */
  readonly key?: string
}

/**
 * runTasks runs the tasks of the configuration file and, with `run-task`, one task of each definition that is deployed,
 * one after the other, before any service is updated. The first failure ends it, because the new tasks must not rely on
 * a migration that failed.
 */
export async function runTasks(
  work: { readonly plan: Plan; readonly arns: ReadonlyMap<string, string>; readonly run: string },
  configuration: AwsConfiguration,
  run: DeployingPorts
): Promise<TasksDone> {
  const taskArns: string[] = []
  const remarks: Remark[] = []
  const planned = [...tasksOfFile(work.plan), ...tasksOfInput(work.plan, configuration)]
  for (const task of planned) {
    const taskDefinitionArn = work.arns.get(task.definition.id)
    if (taskDefinitionArn === undefined) continue
    const done = await runTask({ ...task, taskDefinitionArn, run: work.run }, configuration, run)
    if (done.taskArn !== undefined) taskArns.push(done.taskArn)
    if (done.ok) {
      if (!task.inputs.waitUntilStopped && done.taskArn !== undefined)
        remarks.push(notWaitedFor(done.taskArn, taskDefinitionArn, task))
      continue
    }
    const why = done.explanation === undefined ? done.reason : `${done.reason} ${done.explanation}`
    const failed = task.key === undefined ? why : `task "${task.key}": ${why}`
    return { taskArns, failed, problems: done.problem ? [done.problem] : [], remarks }
  }
  return { taskArns, problems: [], remarks }
}

function notWaitedFor(taskArn: string, taskDefinitionArn: string, task: PlannedTask): Remark {
  const { cluster, definition } = task
  const look = `aws ecs describe-tasks --region ${definition.account.region} --cluster ${cluster} --tasks ${taskArn}`
  const name = lastPartOf(taskDefinitionArn)
  return {
    message: `The one-off task of ${name} was started, and its end was not waited for (wait-for-task-stopped: false): ${look}`,
    isUnverified: true
  }
}

/** A task of the file defines what it needs; it is always waited for, because services follow it. */
function tasksOfFile({ definitions, tasks = [] }: Plan): readonly PlannedTask[] {
  return tasks.flatMap(({ key, definitionId, cluster, containerOverrides, home }): readonly PlannedTask[] => {
    const definition = definitions.find(({ id }) => id === definitionId)
    const inputs = { ...OF_THE_FILE, containerOverrides }
    return definition ? [{ key, definition, cluster, inputs, ...present({ home }) }] : []
  })
}

const OF_THE_FILE: RunTaskInputs = {
  containerOverrides: [],
  subnets: [],
  securityGroups: [],
  capacityProviderStrategy: [],
  startedBy: 'GitHub-Actions',
  tags: [],
  waitUntilStopped: true
}

function tasksOfInput(
  { definitions, services }: Plan,
  { runTask: inputs }: AwsConfiguration
): readonly PlannedTask[] {
  return definitions.flatMap((definition): readonly PlannedTask[] => {
    const service = services.find(({ definitionId }) => definitionId === definition.id)
    const cluster = service?.site.cluster ?? definition.cluster
    if (!inputs || cluster === undefined || !definition.runsTask) return []
    // A service that has yet to be created defines the network of its tasks in its definition.
    const home = service && (service.creation ?? service.before.raw)
    return [{ definition, cluster, inputs, ...present({ home }) }]
  })
}

async function runTask(
  task: PlannedTask & { readonly taskDefinitionArn: string; readonly run: string },
  configuration: AwsConfiguration,
  { ports, aws }: DeployingPorts
): Promise<OneOffResult> {
  const { definition, cluster, inputs, home, key, taskDefinitionArn, run } = task
  const { tasks, logs } = await aws(definition.account)
  const asked = key === undefined ? { inputs } : { inputs, key }
  return runOneOffTask(
    {
      cluster,
      region: definition.account.region,
      taskDefinitionArn,
      definition: definition.definition,
      inputs,
      clientToken: clientTokenOf({ run, taskDefinitionArn, cluster, asked }),
      timeoutMs: waitLimit(configuration),
      onCancel: configuration.onCancel,
      ...present({ service: home })
    },
    {
      tasks,
      logs,
      clock: ports.clock,
      log: ports.log,
      signal: ports.signal,
      guard: makeTextGuard(definition.definition, ports.gate)
    }
  )
}
