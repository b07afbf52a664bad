import { mapsOf, textOf } from '../json.ts'
import { arnOf } from './arns.ts'
import { countFailure } from './breaker.ts'
import { say } from './events.ts'
import { clusterOf, definitionByArn } from './lookup.ts'
import { drawHex } from './random.ts'
import { wake } from './schedule.ts'
import type { Behaviour, Deployment, Service, Task, TaskDefinition, Transition, World } from './state.ts'
import { follow } from './task-life.ts'
import { roleProblem } from './task-start.ts'

/**
 * launchTask starts one task of a deployment. When ECS can't assume the task's roles there is no task at all, only an event
 * and one more failure; undefined then.
 */
export function launchTask(world: World, service: Service, deployment: Deployment): Task | undefined {
  const definition = definitionByArn(world, service.region, deployment.taskDefinition)
  const problem = definition && roleProblem(world, service.region, definition)
  if (!definition || problem !== undefined) {
    say(world, service, `failed to launch a task with (error ${problem ?? 'Task definition not found.'}).`)
    countFailure(world, service, deployment)
    wake(world, service, deployment.nextStartAt)
    return
  }
  const task = newTask(world, service, { deployment, definition })
  clusterOf(world, service)?.tasks.set(task.id, task)
  follow(world, task, planOf(world, task))
  return task
}

/** newTask makes the task record, not yet put anywhere. */
export function newTask(
  world: World,
  service: Service,
  what: { deployment: Deployment; definition: TaskDefinition }
): Task {
  const id = drawHex(world, 32)
  const containers = mapsOf(what.definition.definition, 'containerDefinitions')
  return {
    id,
    arn: arnOf(world, ['ecs', service.region], `task/${service.cluster}/${id}`),
    region: service.region,
    cluster: service.cluster,
    service: service.name,
    deploymentId: what.deployment.id,
    taskDefinition: what.definition.arn,
    lastStatus: 'PROVISIONING',
    desiredStatus: 'RUNNING',
    healthStatus: 'UNKNOWN',
    healthy: false,
    createdAt: world.now,
    containers: containers.map(container => ({
      name: textOf(container, 'name') ?? '',
      image: textOf(container, 'image') ?? '',
      runtimeId: `${id}-${drawHex(world, 10)}`,
      lastStatus: 'PENDING',
      essential: container['essential'] !== false
    })),
    plan: [],
    planVersion: 0,
    behaviour: behaviourOf(world, what.definition)
  }
}

/** behaviourOf picks the first scripted behaviour that fits, using up one of its `times`. */
function behaviourOf(world: World, definition: TaskDefinition): Behaviour {
  const images = mapsOf(definition.definition, 'containerDefinitions').map(one => textOf(one, 'image'))
  const found = world.behaviours.find(
    one =>
      one.times !== 0 &&
      (one.family === undefined || one.family === definition.family) &&
      (one.taskDefinition === undefined ||
        one.taskDefinition === `${definition.family}:${definition.revision}` ||
        one.taskDefinition === definition.arn) &&
      (one.image === undefined || images.includes(one.image))
  )
  if (!found) return {}
  if (found.times !== undefined) found.times -= 1
  return { ...found }
}

function planOf(world: World, task: Task): Transition[] {
  const { behaviour } = task
  const { timing, now } = world
  const pending = now + timing.provision
  const pulled = pending + timing.pull
  const plan: Transition[] = [
    { at: pending, to: 'pending' },
    { at: pulled, to: 'pulled' }
  ]
  if (behaviour.neverRuns) return plan
  const running = Math.max(pulled, now + (behaviour.startAfter ?? timing.start))
  plan.push({ at: running, to: 'running' })
  const healthy = running + (behaviour.healthyAfter ?? timing.healthy)
  const exited = behaviour.exitAfter === undefined ? Infinity : running + behaviour.exitAfter
  const unhealthy = behaviour.unhealthyAfter === undefined ? Infinity : running + behaviour.unhealthyAfter
  if (healthy < Math.min(exited, unhealthy)) plan.push({ at: healthy, to: 'healthy' })
  if (exited <= unhealthy && exited !== Infinity) plan.push({ at: exited, to: 'exited' })
  else if (unhealthy !== Infinity) plan.push({ at: unhealthy, to: 'unhealthy' })
  return plan
}
