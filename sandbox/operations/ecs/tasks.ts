import { compact, type JsonMap, numberOf, seconds, textOf, textsOf } from '../../json.ts'
import { arnOf, lastPart } from '../../world/arns.ts'
import { definitionByArn } from '../../world/lookup.ts'
import { wake } from '../../world/queue.ts'
import type { Cluster, Task } from '../../world/state.ts'
import { stopTask } from '../../world/task-life.ts'
import { type Call, must, type Operation, page } from '../operation.ts'
import { clusterIn, clusterNameOf, invalidParameter } from './common.ts'

/** viewTask is a task as RunTask and DescribeTasks give it. */
export function viewTask(call: Call, cluster: Cluster, task: Task): JsonMap {
  const definition = definitionByArn(call.world, task.region, task.taskDefinition)?.definition ?? {}
  const { standalone } = task
  const service = cluster.services.get(task.service)
  return compact({
    attachments: [],
    attributes: [],
    clusterArn: cluster.arn,
    containers: task.containers.map(one => viewContainer(task, one)),
    cpu: textOf(definition, 'cpu'),
    memory: textOf(definition, 'memory'),
    createdAt: seconds(task.createdAt),
    desiredStatus: task.desiredStatus,
    enableExecuteCommand: standalone?.enableExecuteCommand ?? false,
    group: standalone?.group ?? `service:${task.service}`,
    healthStatus: task.healthStatus,
    lastStatus: task.lastStatus,
    launchType: (standalone ?? service)?.launchType ?? 'FARGATE',
    capacityProviderName: standalone?.capacityProviderName,
    platformVersion: standalone?.platformVersion,
    overrides: standalone?.overrides ?? { containerOverrides: [], inferenceAcceleratorOverrides: [] },
    startedAt: seconds(task.startedAt),
    startedBy: startedByOf(task),
    stopCode: task.stopCode,
    stoppedAt: seconds(task.stoppedAt),
    stoppedReason: task.stoppedReason,
    stoppingAt: seconds(task.stoppingAt),
    tags: textsOf(call.input, 'include').includes('TAGS') ? (standalone?.tags ?? []) : [],
    taskArn: task.arn,
    taskDefinitionArn: task.taskDefinition,
    version: task.planVersion
  })
}

/** A service's task names its deployment; one of RunTask what it was given. */
function startedByOf(task: Task): string | undefined {
  return task.standalone ? task.standalone.startedBy : task.deploymentId
}

function viewContainer(task: Task, one: Task['containers'][number]): JsonMap {
  return compact({
    containerArn: `${task.arn.replace(':task/', ':container/')}/${one.name}`,
    taskArn: task.arn,
    name: one.name,
    image: one.image,
    runtimeId: one.runtimeId,
    lastStatus: one.lastStatus,
    exitCode: one.exitCode,
    reason: one.reason,
    networkInterfaces: [],
    healthStatus: task.healthStatus
  })
}

const list: Operation = {
  run: call => {
    const cluster = clusterIn(call)
    const { input } = call
    const wanted = textOf(input, 'desiredStatus') ?? 'RUNNING'
    const service = textOf(input, 'serviceName')
    const family = textOf(input, 'family')
    const startedBy = textOf(input, 'startedBy')
    const launchType = textOf(input, 'launchType')
    const arns = [...cluster.tasks.values()]
      .filter(task => task.desiredStatus === wanted)
      .filter(task => service === undefined || task.service === lastPart(service))
      .filter(task => family === undefined || lastPart(task.taskDefinition).split(':')[0] === family)
      .filter(task => startedBy === undefined || startedByOf(task) === startedBy)
      .filter(
        task =>
          launchType === undefined ||
          (task.standalone ?? cluster.services.get(task.service))?.launchType === launchType
      )
      .map(task => task.arn)
    const found = page(arns, {
      size: Math.min(100, numberOf(input, 'maxResults') ?? 100),
      token: textOf(input, 'nextToken'),
      refusal: () => invalidParameter('Invalid token.')
    })
    return { taskArns: found.items, nextToken: found.next }
  }
}

const describe: Operation = {
  resources: call =>
    textsOf(call.input, 'tasks').map(id => arnOf(call.world, ['ecs', call.region], taskPath(call, id))),
  run: call => {
    const cluster = clusterIn(call)
    const wanted = textsOf(call.input, 'tasks')
    if (wanted.length === 0) throw invalidParameter('Tasks cannot be empty.')
    if (wanted.length > 100) throw invalidParameter('Tasks cannot have more than 100 elements.')
    const tasks: JsonMap[] = []
    const failures: JsonMap[] = []
    for (const id of wanted) {
      const task = cluster.tasks.get(lastPart(id))
      if (task) tasks.push(viewTask(call, cluster, task))
      else
        failures.push({ arn: arnOf(call.world, ['ecs', call.region], taskPath(call, id)), reason: 'MISSING' })
    }
    return { tasks, failures }
  }
}

function taskPath(call: Call, id: string): string {
  return `task/${clusterNameOf(call)}/${lastPart(id)}`
}

const stop: Operation = {
  writes: true,
  resources: call => [
    arnOf(call.world, ['ecs', call.region], taskPath(call, textOf(call.input, 'task') ?? '*'))
  ],
  run: call => {
    const cluster = clusterIn(call)
    const id = must(call, 'task', () => invalidParameter('taskId cannot be empty.'))
    const task = cluster.tasks.get(lastPart(id))
    if (!task) throw invalidParameter('The referenced task was not found.')
    stopTask(call.world, task, {
      code: 'UserInitiated',
      reason: textOf(call.input, 'reason') ?? 'Task stopped by user'
    })
    const service = cluster.services.get(task.service)
    if (service) wake(call.world, service)
    return { task: viewTask(call, cluster, task) }
  }
}

/** Tasks, of services and of RunTask. */
export const TASKS: Readonly<Record<string, Operation>> = {
  ListTasks: list,
  DescribeTasks: describe,
  StopTask: stop
}
