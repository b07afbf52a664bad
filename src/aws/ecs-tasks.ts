import {
  ConflictException,
  DescribeTasksCommand,
  RunTaskCommand,
  type Failure as SdkFailure,
  type Task as SdkTask,
  StopTaskCommand
} from '@aws-sdk/client-ecs'
import type { JsonObject } from '../json.ts'
import type { PlacementFailure, TaskState, TasksPort } from '../tasks/ports.ts'
import type { AwsContext } from './clients.ts'
import { type Link, linkEcs, read, unusable, write } from './ecs-link.ts'
import { AwsError } from './error.ts'
import { withoutValues } from './redact.ts'
import { withRetries } from './retry.ts'
import { tapWire } from './wire.ts'

/** createTasks makes the TasksPort on the AWS SDK. Every method throws AwsError. */
export function createTasks(context: AwsContext): TasksPort {
  const link = linkEcs(context)
  return {
    runTask: request => runTask(link, request),
    describeTask: (cluster, arn) => describeTask(link, cluster, arn),
    stopTask: (cluster, task, reason) =>
      write(link, 'ecs:StopTask', async () => {
        const command = new StopTaskCommand({ cluster, task, reason })
        tapWire(command)
        await link.writes.send(command)
      })
  }
}

async function runTask(link: Link, request: JsonObject): ReturnType<TasksPort['runTask']> {
  const operation = 'ecs:RunTask'
  const body = JSON.stringify(request)
  try {
    return await withRetries(
      {
        operation,
        // with a client token ECS answers a repeated request with the task that it started before
        effect: typeof request['clientToken'] === 'string' ? 'read' : 'write',
        attempt: async () => {
          const command = new RunTaskCommand({ taskDefinition: '-' })
          tapWire(command, body)
          try {
            const { tasks = [], failures = [] } = await link.writes.send(command)
            const taskArns = tasks.map(({ taskArn }) => taskArn ?? unusable(operation, 'taskArn'))
            return { taskArns, failures: failures.map(toFailure) }
          } catch (error) {
            const taskArns = startedBefore(error)
            if (taskArns.length === 0) throw error
            return { taskArns, failures: [] }
          }
        }
      },
      link.context
    )
  } catch (error) {
    if (!(error instanceof AwsError)) throw error
    const { kind, awsName } = error
    throw new AwsError({ kind, operation, awsName, message: withoutValues(error.message, request) })
  }
}

/**
 * The same token with another request: this run has started its task already, and the service it takes its network from has
 * changed since. ConflictException names the tasks (API reference, RunTask).
 */
function startedBefore(error: unknown): readonly string[] {
  if (!(error instanceof ConflictException)) return []
  return error.resourceIds ?? []
}

function toFailure({ arn, reason, detail }: SdkFailure): PlacementFailure {
  return {
    reason: reason ?? 'no reason given',
    ...(arn !== undefined && { arn }),
    ...(detail !== undefined && { detail })
  }
}

function describeTask(link: Link, cluster: string, arn: string): Promise<TaskState | undefined> {
  return read(link, 'ecs:DescribeTasks', async () => {
    const command = new DescribeTasksCommand({ cluster, tasks: [arn] })
    tapWire(command)
    const { tasks = [] } = await link.reads.send(command)
    return tasks[0] && toTaskState(tasks[0])
  })
}

function toTaskState(task: SdkTask): TaskState {
  const { stopCode, stoppedReason } = task
  return {
    arn: task.taskArn ?? '',
    lastStatus: task.lastStatus ?? '',
    containers: (task.containers ?? []).map(({ name, lastStatus, exitCode, reason }) => ({
      name: name ?? '',
      ...(lastStatus !== undefined && { lastStatus }),
      ...(exitCode !== undefined && { exitCode }),
      ...(reason !== undefined && { reason })
    })),
    // an endpoint that has none of them gives empty texts
    ...(stopCode !== undefined && (stopCode as string) !== '' && { stopCode: stopCode as string }),
    ...(stoppedReason !== undefined && stoppedReason !== '' && { stoppedReason })
  }
}
