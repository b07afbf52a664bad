import { arnOf } from './arns.ts'
import { drawHex } from './random.ts'
import type { Behaviour, Cluster, Standalone, Task, TaskDefinition, World } from './state.ts'
import { containersOf, planOf } from './task-launch.ts'
import { follow } from './task-life.ts'

/** launchStandalone starts a task that belongs to no service (RunTask). */
export function launchStandalone(
  world: World,
  cluster: Cluster,
  what: {
    readonly region: string
    readonly definition: TaskDefinition
    readonly behaviour: Behaviour
    readonly standalone: Standalone
  }
): Task {
  const id = drawHex(world, 32)
  const task: Task = {
    id,
    arn: arnOf(world, ['ecs', what.region], `task/${cluster.name}/${id}`),
    region: what.region,
    cluster: cluster.name,
    service: '',
    deploymentId: '',
    standalone: what.standalone,
    taskDefinition: what.definition.arn,
    lastStatus: 'PROVISIONING',
    desiredStatus: 'RUNNING',
    healthStatus: 'UNKNOWN',
    healthy: false,
    createdAt: world.now,
    containers: containersOf(world, id, what.definition),
    plan: [],
    planVersion: 0,
    behaviour: what.behaviour
  }
  cluster.tasks.set(id, task)
  follow(world, task, planOf(world, undefined, task))
  return task
}
