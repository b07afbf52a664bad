import { type JsonMap, numberOf, textOf, textsOf } from '../../json.ts'
import { arnOf, lastPart } from '../../world/arns.ts'
import { serviceOf } from '../../world/lookup.ts'
import { wake } from '../../world/queue.ts'
import type { Task } from '../../world/state.ts'
import { stopTask } from '../../world/task-life.ts'
import { type Call, must, type Operation, page } from '../operation.ts'
import { clusterIn, clusterNameOf, invalidParameter } from './common.ts'
import { tasksSeen } from './lagged.ts'
import { startedByOf, viewTask } from './task-view.ts'

/** The desired status under which this read of ListTasks lists a task; undefined if it is not listed yet. */
function listedAs(call: Call, task: Task): string | undefined {
  const service = serviceOf(call.world, task)
  const seen = service && tasksSeen(call.world, service, 'ListTasks')
  if (!seen) return task.desiredStatus
  const found = seen.find(one => one['arn'] === task.arn)
  return found && textOf(found, 'desiredStatus')
}

function taskSeen(call: Call, task: Task): JsonMap | undefined {
  const service = serviceOf(call.world, task)
  const seen = service && tasksSeen(call.world, service, 'DescribeTasks')
  if (!seen) return viewTask(call.world, task, textsOf(call.input, 'include'))
  return seen.find(one => one['taskArn'] === task.arn)
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
      .filter(task => listedAs(call, task) === wanted)
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
      const seen = task && taskSeen(call, task)
      if (seen) tasks.push(seen)
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
    return { task: viewTask(call.world, task, []) }
  }
}

/** Operations on the tasks of services and of RunTask. */
export const TASKS: Readonly<Record<string, Operation>> = {
  ListTasks: list,
  DescribeTasks: describe,
  StopTask: stop
}
