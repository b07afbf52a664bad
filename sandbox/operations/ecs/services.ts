import { booleanOf, type JsonMap, textOf, textsOf } from '../../json.ts'
import { lastPart, serviceOf } from '../../world/lookup.ts'
import { wake } from '../../world/queue.ts'
import type { Task } from '../../world/state.ts'
import { stopTask } from '../../world/task-life.ts'
import { type Call, type Operations, page, text } from '../operation.ts'
import { clusterIn, eachOf, inCluster, invalidParameter, serviceIn, theService } from './common.ts'
import { describedService, tasksSeen } from './lagged.ts'
import { refuse } from './service-rules.ts'
import { startedByOf, viewService, viewTask } from './views.ts'

/** Operations that read and delete services. */
export const READ_SERVICES: Operations = {
  DescribeServices: {
    resources: call => textsOf(call.input, 'services').map(name => inCluster(call, 'service', name)),
    run: call => {
      const cluster = clusterIn(call)
      const wanted = textsOf(call.input, 'services')
      refuse([wanted.length > 10, 'Services cannot have more than 10 elements.'])
      const { found, failures } = eachOf(
        wanted,
        name => cluster.services.get(lastPart(name)),
        name => inCluster(call, 'service', name)
      )
      const include = textsOf(call.input, 'include')
      return { services: found.map(service => describedService(call.world, service, include)), failures }
    }
  },
  ListServices: {
    run: call => {
      const launchType = textOf(call.input, 'launchType')
      const strategy = textOf(call.input, 'schedulingStrategy')
      const arns = [...clusterIn(call).services.values()]
        .filter(service => service.status !== 'INACTIVE')
        .filter(service => launchType === undefined || service.launchType === launchType)
        .filter(service => strategy === undefined || service.schedulingStrategy === strategy)
        .map(service => service.arn)
      const found = page(call, arns, 10)
      return { serviceArns: found.items, nextToken: found.next }
    }
  },
  DeleteService: {
    writes: true,
    resources: theService,
    run: call => {
      const service = serviceIn(call)
      if (service.status === 'ACTIVE') {
        const scaled = service.desiredCount > 0 && booleanOf(call.input, 'force') !== true
        refuse([scaled, 'The service cannot be stopped while it is scaled above 0.'])
        service.status = 'DRAINING'
        service.desiredCount = 0
        wake(call.world, service)
      }
      return { service: viewService(service) }
    }
  }
}

/** The desired status under which this read of ListTasks lists a task; undefined if it is not listed yet. */
function listedAs(call: Call, task: Task): string | undefined {
  const service = serviceOf(call.world, task)
  const seen = service && tasksSeen(call.world, service, 'ListTasks')
  if (!seen) return task.desiredStatus
  const found = seen.find(one => one['arn'] === task.arn)
  return found && textOf(found, 'desiredStatus')
}

function taskSeen(call: Call, task: Task | undefined): JsonMap | undefined {
  const service = task && serviceOf(call.world, task)
  const seen = service && tasksSeen(call.world, service, 'DescribeTasks')
  if (seen) return seen.find(one => one['taskArn'] === task?.arn)
  return task && viewTask(call.world, task, textsOf(call.input, 'include'))
}

/** Operations on the tasks of services and of RunTask. */
export const TASKS: Operations = {
  ListTasks: {
    run: call => {
      const wanted = text(call, 'desiredStatus') || 'RUNNING'
      const service = textOf(call.input, 'serviceName')
      const family = textOf(call.input, 'family')
      const startedBy = textOf(call.input, 'startedBy')
      const arns = [...clusterIn(call).tasks.values()]
        .filter(task => listedAs(call, task) === wanted)
        .filter(task => service === undefined || task.service === lastPart(service))
        .filter(task => family === undefined || lastPart(task.taskDefinition).split(':')[0] === family)
        .filter(task => startedBy === undefined || startedByOf(task) === startedBy)
        .map(task => task.arn)
      const found = page(call, arns)
      return { taskArns: found.items, nextToken: found.next }
    }
  },
  DescribeTasks: {
    resources: call => textsOf(call.input, 'tasks').map(id => inCluster(call, 'task', id)),
    run: call => {
      const cluster = clusterIn(call)
      const wanted = textsOf(call.input, 'tasks')
      refuse([wanted.length > 100, 'Tasks cannot have more than 100 elements.'])
      const { found, failures } = eachOf(
        wanted,
        id => taskSeen(call, cluster.tasks.get(lastPart(id))),
        id => inCluster(call, 'task', id)
      )
      return { tasks: found, failures }
    }
  },
  StopTask: {
    writes: true,
    resources: call => [inCluster(call, 'task', text(call, 'task'))],
    run: call => {
      const cluster = clusterIn(call)
      const task = cluster.tasks.get(lastPart(text(call, 'task')))
      if (!task) throw invalidParameter('The referenced task was not found.')
      const reason = text(call, 'reason') || 'Task stopped by user'
      stopTask(call.world, task, { code: 'UserInitiated', reason })
      const service = cluster.services.get(task.service)
      if (service) wake(call.world, service)
      return { task: viewTask(call.world, task, []) }
    }
  }
}
