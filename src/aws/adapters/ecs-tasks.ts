import {
  ConflictException,
  DescribeTasksCommand,
  ECSClient,
  RunTaskCommand,
  type Failure as SdkFailure,
  type Task as SdkTask,
  StopTaskCommand
} from '@aws-sdk/client-ecs'
import { lastPartOf } from '../../arn.ts'
import type { JsonObject } from '../../json.ts'
import { present } from '../../present.ts'
import type { PlacementFailure, TaskState, TasksPort } from '../../tasks/ports.ts'
import type { AwsContext } from '../clients.ts'
import { withoutValues } from '../requests/redact.ts'
import { exchange, type Link, openLink, repeatable, send, unusable } from '../requests/send.ts'

type EcsLink = Link<ECSClient>

/** createTasks implements TasksPort with the AWS SDK. Every method throws AwsError. */
export function createTasks(context: AwsContext): TasksPort {
  const link = openLink(ECSClient, context)
  return {
    runTask: request => runTask(link, request),
    describeTask: (cluster, arn) => describeTask(link, cluster, arn),
    stopTask: async (cluster, task, reason) => {
      await send(link.writes, 'ecs:StopTask', new StopTaskCommand({ cluster, task, reason }))
    }
  }
}

type Started = Awaited<ReturnType<TasksPort['runTask']>>

function runTask({ writes }: EcsLink, request: JsonObject): Promise<Started> {
  const operation = 'ecs:RunTask'
  // with a client token, ECS responds to a repeated request with the task that it started before
  const channel = typeof request['clientToken'] === 'string' ? repeatable(writes) : writes
  const call = exchange(channel, operation, {
    command: new RunTaskCommand({ taskDefinition: '-' }),
    body: request,
    read: ({ tasks = [], failures = [] }): Started => {
      const taskArns = tasks.map(({ taskArn }) => taskArn ?? unusable(operation, 'usable taskArn'))
      return { taskArns, failures: failures.map(toFailure) }
    },
    readException: startedBefore
  })
  return withoutValues(request, call)
}

/**
 * The same token with another request: this run has already started its task, and the service that provides the network
 * has changed since. ConflictException names the tasks (API reference, RunTask).
 */
function startedBefore(error: unknown): Started | undefined {
  const taskArns = error instanceof ConflictException ? (error.resourceIds ?? []) : []
  return taskArns.length === 0 ? undefined : { taskArns, failures: [] }
}

function toFailure({ arn, reason, detail }: SdkFailure): PlacementFailure {
  return {
    reason: reason ?? 'no reason given',
    ...present({ arn, detail })
  }
}

async function describeTask(
  { reads }: EcsLink,
  cluster: string,
  arn: string
): Promise<TaskState | undefined> {
  const operation = 'ecs:DescribeTasks'
  const command = new DescribeTasksCommand({ cluster, tasks: [arn] })
  const { tasks } = await send(reads, operation, command)
  const found = tasks?.find(({ taskArn = '' }) => lastPartOf(taskArn) === lastPartOf(arn))
  if (found === undefined && tasks?.length) unusable(operation, `task ${lastPartOf(arn)}`)
  return found && toTaskState(found)
}

function toTaskState(task: SdkTask): TaskState {
  const { stopCode, stoppedReason } = task
  return {
    arn: task.taskArn ?? '',
    lastStatus: task.lastStatus ?? '',
    containers: (task.containers ?? []).map(({ name, lastStatus, exitCode, reason }) => ({
      name: name ?? '',
      ...present({ lastStatus, exitCode, reason })
    })),
    // an endpoint that has none of them returns empty texts
    ...present({
      hasRun: task.startedAt === undefined ? undefined : (true as const),
      stopCode: (stopCode as string | undefined) || undefined,
      stoppedReason: stoppedReason || undefined
    })
  }
}
