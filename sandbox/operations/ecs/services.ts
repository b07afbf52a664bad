import type * as ecs from '@aws-sdk/client-ecs'
import { serviceSeen } from '../../world/lag.ts'
import { arnOf, countsOf, lastPart } from '../../world/lookup.ts'
import { wake } from '../../world/queue.ts'
import type { Cluster, Task, World } from '../../world/state.ts'
import { stopTask } from '../../world/task-life.ts'
import { type Call, callArn, existing, here, type Operations, paged } from '../operation.ts'
import { clusterIn, eachOf, inCluster, refuse, serviceIn, theService } from './common.ts'
import { describedService, startedByOf, viewService, viewTask } from './views.ts'

/** makeCluster adds a cluster to a Region, or returns the existing one of that name (CreateCluster is idempotent). */
export function makeCluster(
  world: World,
  region: string,
  what: { clusters: Map<string, Cluster>; name: string; tags: ecs.Tag[] }
): Cluster {
  const { clusters, name, tags } = what
  const known = clusters.get(name)
  if (known) return known
  const arn = arnOf(world, ['ecs', region], `cluster/${name}`)
  const cluster: Cluster = { name, arn, tags, instances: 0, services: new Map(), tasks: new Map() }
  clusters.set(name, cluster)
  return cluster
}

function viewCluster(cluster: Cluster, include: readonly string[] = []): object {
  const counts = countsOf([...cluster.tasks.values()])
  const services = [...cluster.services.values()].filter(service => service.status !== 'INACTIVE')
  return {
    clusterArn: cluster.arn,
    clusterName: cluster.name,
    status: 'ACTIVE',
    registeredContainerInstancesCount: cluster.instances,
    runningTasksCount: counts.runningCount,
    pendingTasksCount: counts.pendingCount,
    activeServicesCount: services.length,
    tags: include.includes('TAGS') ? cluster.tags : []
  }
}

function wantedClusters({ input: { clusters = [] } }: Call<ecs.DescribeClustersCommandInput>): string[] {
  return clusters.length > 0 ? clusters.map(lastPart) : ['default']
}

/** Operations on clusters, without capacity providers, and those that read and delete services. */
export const READ_SERVICES: Operations<typeof ecs> = {
  CreateCluster: {
    run: call => {
      const { clusterName: name = 'default', tags = [] } = call.input
      const { clusters } = here(call)
      return {
        cluster: viewCluster(makeCluster(call.world, call.region, { clusters, name, tags }), ['TAGS'])
      }
    }
  },
  DescribeClusters: {
    resources: call => wantedClusters(call).map(name => callArn(call, 'ecs', `cluster/${name}`)),
    run: call => {
      const { found, failures } = eachOf(
        wantedClusters(call),
        name => here(call).clusters.get(name),
        name => callArn(call, 'ecs', `cluster/${name}`)
      )
      return { clusters: found.map(one => viewCluster(one, call.input.include)), failures }
    }
  },
  ListClusters: {
    run: call => paged(call, { clusterArns: [...here(call).clusters.values()].map(({ arn }) => arn) })
  },
  DescribeServices: {
    resources: call => call.input.services?.map(name => inCluster(call, 'service', name)) ?? [],
    run: call => {
      const cluster = clusterIn(call)
      const { services: wanted = [], include } = call.input
      refuse([wanted.length > 10, 'Services cannot have more than 10 elements.'])
      const { found, failures } = eachOf(
        wanted,
        name => cluster.services.get(lastPart(name)),
        name => inCluster(call, 'service', name)
      )
      return { services: found.map(service => describedService(call.world, service, include)), failures }
    }
  },
  ListServices: {
    run: call => {
      const { launchType, schedulingStrategy } = call.input
      const services = [...clusterIn(call).services.values()].filter(
        service =>
          service.status !== 'INACTIVE' &&
          (launchType ?? service.launchType) === service.launchType &&
          (schedulingStrategy ?? service.schedulingStrategy) === service.schedulingStrategy
      )
      return paged(call, { serviceArns: services.map(({ arn }) => arn) }, 10)
    }
  },
  DeleteService: {
    resources: theService,
    run: call => {
      const service = serviceIn(call)
      if (service.status === 'ACTIVE') {
        const scaled = service.desiredCount > 0 && !call.input.force
        refuse([scaled, 'The service cannot be stopped while it is scaled above 0.'])
        service.status = 'DRAINING'
        service.desiredCount = 0
        wake(call.world, service)
      }
      return { service: viewService(service) }
    }
  }
}

/** A task as this read shows it; undefined if the read is from before the task. */
function taskSeen(call: Call, task: Task | undefined, path: 'ListTasks' | 'DescribeTasks'): Task | undefined {
  return task?.owner ? serviceSeen(call.world, task.owner, path)?.tasks.get(task.id) : task
}

/** Operations on the tasks of services and of RunTask. */
export const TASKS: Operations<typeof ecs> = {
  ListTasks: {
    run: call => {
      const { desiredStatus = 'RUNNING', serviceName, family, startedBy } = call.input
      const tasks = [...clusterIn(call).tasks.values()].filter(
        task =>
          taskSeen(call, task, 'ListTasks')?.desiredStatus === desiredStatus &&
          (serviceName === undefined || task.owner?.name === lastPart(serviceName)) &&
          (family === undefined || lastPart(task.taskDefinition).split(':')[0] === family) &&
          (startedBy === undefined || startedByOf(task) === startedBy)
      )
      return paged(call, { taskArns: tasks.map(({ arn }) => arn) })
    }
  },
  DescribeTasks: {
    resources: call => call.input.tasks?.map(id => inCluster(call, 'task', id)) ?? [],
    run: call => {
      const cluster = clusterIn(call)
      const { tasks: wanted = [], include } = call.input
      refuse([wanted.length > 100, 'Tasks cannot have more than 100 elements.'])
      const { found, failures } = eachOf(
        wanted,
        id => taskSeen(call, cluster.tasks.get(lastPart(id)), 'DescribeTasks'),
        id => inCluster(call, 'task', id)
      )
      return { tasks: found.map(task => viewTask(call.world, task, include)), failures }
    }
  },
  StopTask: {
    resources: call => [inCluster(call, 'task', call.input.task)],
    run: call => {
      const { task: id = '', reason = 'Task stopped by user' } = call.input
      const known = clusterIn(call).tasks.get(lastPart(id))
      const task = existing(known, 'InvalidParameterException', 'The referenced task was not found.')
      stopTask(call.world, task, { code: 'UserInitiated', reason })
      wake(call.world, task.owner)
      return { task: viewTask(call.world, task) }
    }
  }
}
