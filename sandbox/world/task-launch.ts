import { addTask, arnOf, definitionByArn } from './lookup.ts'
import { drawHex, wake } from './queue.ts'
import { say } from './records.ts'
import { countFailure } from './rollback.ts'
import type { Behaviour, Deployment, Service, Task, TaskDefinition, Transition, World } from './state.ts'
import { failsAfter } from './targets.ts'
import { follow } from './task-life.ts'
import { roleProblem } from './task-start.ts'

/**
 * launchTask starts one task of a deployment. If ECS cannot assume the task's roles or cannot place it, there is no
 * task, only an event and one more failure; it then returns undefined.
 */
export function launchTask(world: World, service: Service, deployment: Deployment): Task | undefined {
  const definition = definitionByArn(world, service.region, deployment.taskDefinition)
  const problem = definition ? roleProblem(world, service.region, definition) : 'Task definition not found.'
  const refuse = (text: string) => {
    say(world, service, text)
    countFailure(world, service, deployment)
    wake(world, service, deployment.nextStartAt)
    return undefined
  }
  if (!definition || problem !== undefined) return refuse(`failed to launch a task with (error ${problem}).`)
  const behaviour = behaviourOf(world, definition)
  if (behaviour.cannotPlace !== undefined) return refuse(placementText(service, behaviour.cannotPlace))
  return launch(world, service, { owner: service, deploymentId: deployment.id, definition, behaviour })
}

/**
 * The event for a task that no instance can run (AWS: service event messages); on Fargate, it mentions no instances.
 */
function placementText(service: Service, why: string): string {
  return service.launchType === 'FARGATE'
    ? `was unable to place a task. ${why}`
    : `was unable to place a task because no container instance met all of its requirements. ${why} For more information, see the Troubleshooting section of the Amazon ECS Developer Guide.`
}

/** What distinguishes a new task: the service and deployment that it belongs to, or (RunTask) its own settings. */
export type Launch = Pick<Task, 'owner' | 'deploymentId' | 'behaviour' | 'standalone'> & {
  readonly definition: TaskDefinition
}

type At = { readonly region: string; readonly cluster: string }

/** launch starts a task in a cluster. */
export function launch(world: World, at: At, what: Launch): Task {
  const task = newTask(world, at, what)
  addTask(world, task)
  follow(world, task, planOf(world, task))
  return task
}

/** newTask creates the task record without adding it to the world. */
export function newTask(world: World, { region, cluster }: At, { definition, ...given }: Launch): Task {
  const id = drawHex(world, 32)
  return {
    ...given,
    id,
    arn: arnOf(world, ['ecs', region], `task/${cluster}/${id}`),
    region,
    cluster,
    taskDefinition: definition.arn,
    definition: definition.definition,
    lastStatus: 'PROVISIONING',
    desiredStatus: 'RUNNING',
    healthStatus: 'UNKNOWN',
    healthy: false,
    createdAt: world.now,
    containers: definition.definition.containerDefinitions.map(({ name = '', image = '', essential }) => ({
      name,
      image,
      runtimeId: `${id}-${drawHex(world, 10)}`,
      lastStatus: 'PENDING',
      essential: essential !== false
    })),
    plan: [],
    planVersion: 0
  }
}

/** behaviourOf selects the first scripted behaviour that matches and uses up one of its `times`. */
export function behaviourOf(world: World, definition: TaskDefinition, isOneOff = false): Behaviour {
  const images = definition.definition.containerDefinitions.map(one => one.image)
  const names = [definition.arn, `${definition.family}:${definition.revision}`]
  const found = world.behaviours.find(
    one =>
      one.times !== 0 &&
      (one.oneOff ?? isOneOff) === isOneOff &&
      (one.family ?? definition.family) === definition.family &&
      (one.taskDefinition === undefined || names.includes(one.taskDefinition)) &&
      (one.image === undefined || images.includes(one.image))
  )
  if (found?.times !== undefined) found.times -= 1
  return { ...found }
}

/** What a new task will do, according to its behaviour; a task without a service has no outside health checks. */
function planOf({ timing, now }: World, task: Task): Transition[] {
  const { behaviour } = task
  const pending = now + timing.provision
  const pulled = pending + timing.pull
  const plan: Transition[] = [
    { at: pending, to: 'pending' },
    { at: pulled, to: 'pulled' }
  ]
  if (behaviour.neverRuns) return plan
  const running = Math.max(pulled, now + (behaviour.startAfter ?? timing.start))
  const ends = [
    { after: behaviour.exitAfter, to: 'exited' },
    { after: behaviour.unhealthyAfter, to: 'unhealthy' },
    { after: behaviour.interruptedAfter, to: 'interrupted' },
    { after: failsAfter(task), to: 'target-unhealthy' }
  ] as const
  const after = Math.min(...ends.map(one => one.after ?? Infinity))
  const healthyAfter = behaviour.healthyAfter ?? timing.healthy
  plan.push({ at: running, to: 'running' })
  if (healthyAfter < after) plan.push({ at: running + healthyAfter, to: 'healthy' })
  const end = ends.find(one => one.after === after)
  return end ? [...plan, { at: running + after, to: end.to }] : plan
}
