import type { Task } from '@aws-sdk/client-ecs'
import { lastPartOf } from '../arn.ts'
import type { TaskState, TasksPort } from '../deploy/tasks/request.ts'
import { present } from '../present.ts'
import type { StoppedTask } from '../rollout/ports.ts'
import { AwsError } from './error.ts'
import { exchange, inBatches, type Link, listAll, openLink, repeatable, send, unusable } from './send.ts'
import { type AwsContext, ECS, type EcsSdk } from './services.ts'

/** The most that ListTasks returns per page, and that DescribeTasks accepts (API reference). */
const tasksAtOnce = 100

type Reads = Pick<Link<EcsSdk>, 'reads'>
type ListedTasks = { readonly cluster: string; readonly service?: string; readonly limit?: number }

function listTasks(
  { reads }: Reads,
  desiredStatus: 'RUNNING' | 'STOPPED',
  { cluster, service: serviceName, limit }: ListedTasks
): Promise<readonly string[]> {
  return listAll(
    reads,
    'ecs:ListTasks',
    (sdk, nextToken) =>
      new sdk.ListTasksCommand({
        ...{ cluster, desiredStatus, maxResults: tasksAtOnce },
        ...present({ serviceName, nextToken })
      }),
    ({ taskArns }) => taskArns,
    limit
  )
}

/** listStoppedTasks returns the stopped tasks of a service that ECS still lists, up to `limit`. Throws AwsError. */
export async function listStoppedTasks(link: Reads, of: ListedTasks): Promise<readonly StoppedTask[]> {
  const arns = await listTasks(link, 'STOPPED', of)
  return inBatches(arns, tasksAtOnce, async tasks => {
    const command = (sdk: EcsSdk) => new sdk.DescribeTasksCommand({ cluster: of.cluster, tasks })
    return ((await send(link.reads, 'ecs:DescribeTasks', command)).tasks ?? []).map(toStoppedTask)
  })
}

/**
 * describeWantedTasks returns the tasks of a cluster, or of one of its services, with the desired status RUNNING, which
 * includes tasks that are starting. A task that was listed and is MISSING now has stopped. For any other that the
 * answer
 * does not have, it is not known what it runs: AwsError.
 */
export async function describeWantedTasks(
  link: Reads,
  cluster: string,
  service?: string
): Promise<readonly Task[]> {
  const operation = 'ecs:DescribeTasks'
  const arns = await listTasks(link, 'RUNNING', { cluster, ...present({ service }) })
  return inBatches(arns, tasksAtOnce, async asked => {
    const command = (sdk: EcsSdk) => new sdk.DescribeTasksCommand({ cluster, tasks: asked })
    const { tasks = [], failures = [] } = await send(link.reads, operation, command)
    const known = new Set(tasks.map(({ taskArn }) => taskArn))
    for (const arn of asked.filter(one => !known.has(one))) {
      const failure = failures.find(one => one.arn === arn)
      if (failure === undefined) unusable(operation, `task ${lastPartOf(arn)}`)
      const { reason = 'Failure', detail = '' } = failure
      if (reason === 'MISSING') continue
      const message = `task ${lastPartOf(arn)}: ${[reason, detail].filter(text => text !== '').join(': ')}`
      throw new AwsError({ kind: 'refused', operation, awsName: reason, message })
    }
    return tasks
  })
}

function toStoppedTask(task: Task): StoppedTask {
  return {
    arn: task.taskArn ?? '',
    taskDefinition: task.taskDefinitionArn ?? '',
    containers: (task.containers ?? []).map(({ name = '', exitCode, reason, healthStatus, runtimeId }) => ({
      name,
      ...present({ exitCode, reason, healthStatus: healthStatus as string | undefined, runtimeId })
    })),
    ...present({
      startedBy: task.startedBy,
      stopCode: task.stopCode as string | undefined,
      stoppedReason: task.stoppedReason,
      startedAt: task.startedAt?.getTime(),
      endedAt: (task.executionStoppedAt ?? task.stoppingAt ?? task.stoppedAt)?.getTime(),
      stoppedAt: task.stoppedAt?.getTime()
    })
  }
}

/** createTasks implements TasksPort with the AWS SDK. Every method throws AwsError. */
export function createTasks(context: AwsContext): TasksPort {
  const { reads, writes } = openLink(ECS, context)
  return {
    runTask: request => {
      const operation = 'ecs:RunTask'
      // with a client token, ECS responds to a repeated request with the task that it started before
      const channel = typeof request['clientToken'] === 'string' ? repeatable(writes) : writes
      return exchange(channel, operation, {
        command: sdk => new sdk.RunTaskCommand({ taskDefinition: '-' }),
        body: request,
        read: ({ tasks = [], failures = [] }): Started => ({
          taskArns: tasks.map(({ taskArn }) => taskArn ?? unusable(operation, 'usable taskArn')),
          failures: failures.map(({ arn, reason = 'no reason given', detail }) => ({
            reason,
            ...present({ arn, detail })
          }))
        }),
        readException: startedBefore
      })
    },
    describeTask: async (cluster, arn) => {
      const operation = 'ecs:DescribeTasks'
      const command = (sdk: EcsSdk) => new sdk.DescribeTasksCommand({ cluster, tasks: [arn] })
      const { tasks } = await send(reads, operation, command)
      const found = tasks?.find(({ taskArn = '' }) => lastPartOf(taskArn) === lastPartOf(arn))
      if (found === undefined && tasks?.length) unusable(operation, `task ${lastPartOf(arn)}`)
      return found && toTaskState(found)
    },
    stopTask: async (cluster, task, reason) => {
      await send(writes, 'ecs:StopTask', sdk => new sdk.StopTaskCommand({ cluster, task, reason }))
    }
  }
}

type Started = Awaited<ReturnType<TasksPort['runTask']>>

/**
 * The same token with another request: this run has already started its task, and the service that provides the network
 * has changed since. ConflictException lists the tasks (API reference, RunTask).
 */
function startedBefore(error: unknown): Started | undefined {
  if (!(error instanceof Error) || error.name !== 'ConflictException') return undefined
  const { resourceIds: taskArns = [] } = error as { readonly resourceIds?: string[] }
  return taskArns.length === 0 ? undefined : { taskArns, failures: [] }
}

/** An endpoint that has no stop code or reason returns empty texts. */
function toTaskState({ stopCode, stoppedReason, startedAt, ...task }: Task): TaskState {
  return {
    arn: task.taskArn ?? '',
    lastStatus: task.lastStatus ?? '',
    containers: (task.containers ?? []).map(({ name = '', lastStatus, exitCode, reason }) => ({
      name,
      ...present({ lastStatus, exitCode, reason })
    })),
    ...present({
      hasRun: startedAt === undefined ? undefined : (true as const),
      stopCode: (stopCode as string | undefined) || undefined,
      stoppedReason: stoppedReason || undefined
    })
  }
}
