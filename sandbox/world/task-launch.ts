import { addTask, arnOf, definitionByArn } from './lookup.ts'
import { drawHex, wake } from './queue.ts'
import { say } from './records.ts'
import { countFailure } from './rollback.ts'
import type {
  Behaviour,
  Cluster,
  Deployment,
  Service,
  Standalone,
  Task,
  TaskContainer,
  TaskDefinition,
  Transition,
  World
} from './state.ts'
import { failsAfter } from './targets.ts'
import { follow } from './task-life.ts'
import { roleProblem } from './task-start.ts'

/**
 * launchTask starts one task of a deployment. If ECS cannot assume the task's roles or cannot place it, there is no
 * task, only an event and one more failure; it then returns undefined.
 */
export function launchTask(world: World, service: Service, deployment: Deployment): Task | undefined {
  const definition = definitionByArn(world, service.region, deployment.taskDefinition)
  const problem = definition && roleProblem(world, service.region, definition)
  if (!definition || problem !== undefined) {
    const text = `failed to launch a task with (error ${problem ?? 'Task definition not found.'}).`
    refuseLaunch(world, service, { deployment, text })
    return
  }
  const behaviour = behaviourOf(world, definition)
  if (behaviour.cannotPlace !== undefined) {
    refuseLaunch(world, service, { deployment, text: placementText(service, behaviour.cannotPlace) })
    return
  }
  const task = newTask(world, service, { deployment, definition, behaviour })
  addTask(world, service, task)
  follow(world, task, planOf(world, service, task))
  return task
}

function refuseLaunch(world: World, service: Service, what: { deployment: Deployment; text: string }): void {
  say(world, service, what.text)
  countFailure(world, service, what.deployment)
  wake(world, service, what.deployment.nextStartAt)
}

/**
 * The event for a task that no instance can run (AWS: service event messages); on Fargate, it mentions no instances.
 */
function placementText(service: Service, why: string): string {
  return service.launchType === 'FARGATE'
    ? `was unable to place a task. ${why}`
    : `was unable to place a task because no container instance met all of its requirements. ${why} For more information, see the Troubleshooting section of the Amazon ECS Developer Guide.`
}

/** newTask creates the task record without adding it to the world. */
export function newTask(
  world: World,
  service: Service,
  what: { deployment: Deployment; definition: TaskDefinition; behaviour: Behaviour }
): Task {
  const id = drawHex(world, 32)
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
    containers: containersOf(world, id, what.definition),
    plan: [],
    planVersion: 0,
    behaviour: what.behaviour
  }
}

/** containersOf creates the containers of a new task. */
export function containersOf(world: World, id: string, definition: TaskDefinition): TaskContainer[] {
  return definition.definition.containerDefinitions.map(({ name = '', image = '', essential }) => ({
    name,
    image,
    runtimeId: `${id}-${drawHex(world, 10)}`,
    lastStatus: 'PENDING',
    essential: essential !== false
  }))
}

/** behaviourOf selects the first scripted behaviour that matches and uses up one of its `times`. */
export function behaviourOf(world: World, definition: TaskDefinition, isOneOff = false): Behaviour {
  const images = definition.definition.containerDefinitions.map(one => one.image)
  const found = world.behaviours.find(
    one =>
      one.times !== 0 &&
      (one.oneOff === undefined || one.oneOff === isOneOff) &&
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

/**
 * planOf is what a new task will do, according to its behaviour; a task without a service has no outside health checks.
 */
export function planOf(world: World, service: Service | undefined, task: Task): Transition[] {
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
  const unhealthy = running + (behaviour.unhealthyAfter ?? Infinity)
  const refused = running + ((service && failsAfter(service, task)) ?? Infinity)
  const interrupted = running + (behaviour.interruptedAfter ?? Infinity)
  const ends = [
    { at: exited, to: 'exited' },
    { at: unhealthy, to: 'unhealthy' },
    { at: interrupted, to: 'interrupted' },
    { at: refused, to: 'target-unhealthy' }
  ] as const
  const end = Math.min(...ends.map(({ at }) => at))
  if (healthy < end) plan.push({ at: healthy, to: 'healthy' })
  const first = ends.find(({ at }) => at === end && at !== Infinity)
  return first === undefined ? plan : [...plan, first]
}

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
