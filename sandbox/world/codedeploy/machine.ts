import { definitionByArn, portProblem } from '../lookup.ts'
import { drawFrom, drawUuid, enqueue } from '../queue.ts'
import type { Service, World } from '../state.ts'
import {
  type CodeDeployment,
  drainTaskSet,
  groupOf,
  isSteady,
  makePrimary,
  makeTaskSet,
  reconcileTaskSets,
  serviceBehind,
  setsBehind,
  taskSetOf
} from './task-sets.ts'

/** The duration of a rollback. */
const ROLLBACK = 10_000

/** The hooks of an ECS deployment with a production and a test listener, in order. */
const LIFECYCLE = [
  'BeforeInstall',
  'Install',
  'AfterInstall',
  'AllowTestTraffic',
  'AfterAllowTestTraffic',
  'BeforeAllowTraffic',
  'AllowTraffic',
  'AfterAllowTraffic'
]

/** Schedules the next step of a deployment; an older timer becomes void. */
function setTimer(world: World, deployment: CodeDeployment, after: number): void {
  const { region, id } = deployment
  deployment.timer += 1
  enqueue(world, world.now + after, { kind: 'code-deploy', region, deployment: id, timer: deployment.timer })
}

/** addDeployment adds a deployment to the world; it starts a moment later. */
export function addDeployment(
  world: World,
  made: Pick<
    CodeDeployment,
    | 'region'
    | 'application'
    | 'group'
    | 'config'
    | 'revision'
    | 'target'
    | 'description'
    | 'creator'
    | 'blue'
    | 'steps'
  >
): CodeDeployment {
  const deployment: CodeDeployment = {
    ...made,
    id: `d-${drawFrom(world, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789', 9)}`,
    createdAt: world.now,
    updatedAt: world.now,
    status: 'Created',
    phase: 'created',
    events: LIFECYCLE.map(name => ({ name, status: 'Pending' })),
    timer: 0
  }
  world.regions.get(made.region)?.codedeploy.deployments.set(deployment.id, deployment)
  const group = groupOf(world, deployment)
  if (group) group.lastAttempted = deployment.id
  setTimer(world, deployment, Math.max(1, world.timing.scheduler))
  return deployment
}

/** advanceCodeDeploy is called when a deployment's timer fires. */
export function advanceCodeDeploy(
  world: World,
  what: { region: string; deployment: string; timer: number }
): void {
  const deployment = world.regions.get(what.region)?.codedeploy.deployments.get(what.deployment)
  if (deployment?.timer === what.timer) STEPS[deployment.phase](world, deployment)
}

const STEPS: Readonly<Record<CodeDeployment['phase'], (world: World, deployment: CodeDeployment) => void>> = {
  created: start,
  installing: (world, one) => (one.creator === 'user' ? timeOut(world, one) : finishRollback(world, one)),
  waiting: nobodyContinued,
  shifting: shift,
  terminating: finish,
  ended: () => {}
}

/** turnOfTaskSets is the scheduler's turn for a CodeDeploy service, followed by CodeDeploy's check of the result. */
export function turnOfTaskSets(world: World, service: Service): void {
  reconcileTaskSets(world, service)
  for (const deployment of world.regions.get(service.region)?.codedeploy.deployments.values() ?? []) {
    if (deployment.phase !== 'installing' || deployment.creator !== 'user') continue
    const sets = setsBehind(world, deployment)
    if (sets?.service === service && sets.green && isSteady(service, sets.green)) installed(world, deployment)
  }
}

function start(world: World, deployment: CodeDeployment): void {
  deployment.status = 'InProgress'
  deployment.phase = 'installing'
  deployment.startedAt = world.now
  if (deployment.creator === 'codeDeployRollback') {
    backToBlue(world, deployment)
    setTimer(world, deployment, ROLLBACK)
    return
  }
  pass(world, deployment, 'BeforeInstall')
  begin(world, deployment, 'Install')
  const service = serviceBehind(world, deployment)
  const problem = service ? problemWith(world, service, deployment) : 'Service not found.'
  if (service && problem === undefined) install(world, service, deployment)
  else
    fail(world, deployment, {
      code: 'ECS_UPDATE_ERROR',
      message: `The ECS service cannot be updated due to an unexpected error: ${problem} (Service: AmazonECS; Status Code: 400; Error Code: InvalidParameterException; Request ID: ${drawUuid(world)}; Proxy: null). Check your ECS service status.`
    })
}

function install(world: World, service: Service, deployment: CodeDeployment): void {
  for (const set of service.taskSets ?? []) if (set.status === 'ACTIVE') drainTaskSet(world, service, set)
  const old = taskSetOf(service, deployment.blue)
  const green = makeTaskSet(world, service, {
    taskDefinition: deployment.target.taskDefinition,
    status: 'ACTIVE',
    externalId: deployment.id,
    targetGroup: old?.targetGroup === `${service.name}-1` ? `${service.name}-2` : `${service.name}-1`
  })
  deployment.green = green.id
  setTimer(world, deployment, groupOf(world, deployment)?.healthyWait ?? 0)
}

function problemWith(world: World, service: Service, deployment: CodeDeployment): string | undefined {
  const { taskDefinition, containerName, containerPort } = deployment.target
  const definition = definitionByArn(world, service.region, taskDefinition)
  if (definition?.status !== 'ACTIVE') return 'TaskDefinition not found.'
  return portProblem(definition.definition, containerName, containerPort)
}

function fail(world: World, deployment: CodeDeployment, error: { code: string; message: string }): void {
  const events = groupOf(world, deployment)?.rollbackEvents ?? []
  breakOff(world, deployment, { status: 'Failed', ...error, rollback: events.includes('DEPLOYMENT_FAILURE') })
}

function timeOut(world: World, deployment: CodeDeployment): void {
  const minutes = Math.round((groupOf(world, deployment)?.healthyWait ?? 0) / 60_000)
  const message = `The deployment timed out while waiting for the replacement task set to become healthy. This time out period is ${minutes} minutes.`
  fail(world, deployment, { code: 'TIMEOUT', message })
}

function installed(world: World, deployment: CodeDeployment): void {
  for (const name of LIFECYCLE.slice(1, 5)) pass(world, deployment, name)
  const wait = groupOf(world, deployment)?.readyWait
  if (wait === undefined) {
    reroute(world, deployment)
    return
  }
  deployment.status = 'Ready'
  deployment.phase = 'waiting'
  setTimer(world, deployment, wait)
}

/** reroute starts to shift traffic: at once, or when a deployment that waits for it is continued. */
export function reroute(world: World, deployment: CodeDeployment): void {
  deployment.status = 'InProgress'
  deployment.phase = 'shifting'
  pass(world, deployment, 'BeforeAllowTraffic')
  begin(world, deployment, 'AllowTraffic')
  setTimer(world, deployment, deployment.steps[0]?.after ?? 0)
}

function nobodyContinued(world: World, deployment: CodeDeployment): void {
  const group = groupOf(world, deployment)
  const minutes = Math.round((group?.readyWait ?? 0) / 60_000)
  breakOff(world, deployment, {
    status: 'Stopped',
    code: 'TIMEOUT',
    message: `The deployment timed out while waiting for a notification to continue. This time out period is ${minutes} minutes.`,
    rollback: group?.rollbackEvents.includes('DEPLOYMENT_FAILURE') ?? false
  })
}

function shift(world: World, deployment: CodeDeployment): void {
  const step = deployment.steps.shift()
  const sets = setsBehind(world, deployment)
  if (!step || !sets?.green) return
  sets.green.weight = step.weight
  sets.blue.weight = 100 - step.weight
  deployment.updatedAt = world.now
  const next = deployment.steps[0]
  if (next) {
    setTimer(world, deployment, next.after)
    return
  }
  makePrimary(world, sets.service, sets.green)
  for (const name of LIFECYCLE.slice(6)) pass(world, deployment, name)
  deployment.phase = 'terminating'
  setTimer(world, deployment, groupOf(world, deployment)?.terminationWait ?? 0)
}

/** finish removes the old tasks after the wait, or when the wait is ended by a call. */
export function finish(world: World, deployment: CodeDeployment): void {
  const sets = setsBehind(world, deployment)
  if (sets) drainTaskSet(world, sets.service, sets.blue)
  end(world, deployment, 'Succeeded')
}

function end(world: World, deployment: CodeDeployment, status: 'Succeeded' | 'Failed' | 'Stopped'): void {
  const { now } = world
  Object.assign(deployment, { status, phase: 'ended', completedAt: now, updatedAt: now })
  deployment.timer += 1
  const group = groupOf(world, deployment)
  if (group && status === 'Succeeded') group.lastSuccessful = deployment.id
}

/** breakOff ends a deployment that did not succeed: the current event has failed, the later ones are skipped. */
export function breakOff(
  world: World,
  deployment: CodeDeployment,
  how: { status: 'Failed' | 'Stopped'; code: string; message: string; rollback: boolean }
): void {
  const { status, code, message, rollback } = how
  const left = deployment.events.filter(one => one.status === 'InProgress' || one.status === 'Pending')
  for (const [index, one] of left.entries()) {
    one.status = index === 0 ? 'Failed' : 'Skipped'
    one.endedAt = world.now
  }
  deployment.error = { code, message }
  end(world, deployment, status)
  if (rollback && deployment.creator === 'user') rollBack(world, deployment)
}

/** The rollback is a separate deployment, all at once, whose rollbackInfo names the failed one. */
function rollBack(world: World, failed: CodeDeployment): void {
  const { region, application, group, blue, green } = failed
  const known = world.regions.get(region)?.codedeploy.deployments
  const last = known?.get(groupOf(world, failed)?.lastSuccessful ?? '')
  const back = addDeployment(world, {
    ...{ region, application, group, blue, config: 'CodeDeployDefault.ECSAllAtOnce', steps: [] },
    revision: last?.revision,
    target: last?.target ?? failed.target,
    description: undefined,
    creator: 'codeDeployRollback'
  })
  if (green !== undefined) back.green = green
  failed.rollback = {
    rollbackDeploymentId: back.id,
    rollbackMessage: `Deployment ${failed.id} terminated. Automatic rollback is triggered with a DeploymentId ${back.id}.`
  }
  back.rollback = {
    rollbackTriggeringDeploymentId: failed.id,
    rollbackMessage: `Deployment ${back.id} is triggered to roll back deployment ${failed.id}.`
  }
}

/** All traffic returns to the old tasks, and the new ones are removed. */
function backToBlue(world: World, deployment: CodeDeployment): void {
  const sets = setsBehind(world, deployment)
  if (!sets) return
  sets.blue.weight = 100
  makePrimary(world, sets.service, sets.blue)
  if (!sets.green) return
  sets.green.weight = 0
  drainTaskSet(world, sets.service, sets.green)
}

function finishRollback(world: World, deployment: CodeDeployment): void {
  if (groupOf(world, deployment)?.rollbackFails) {
    fail(world, deployment, { code: 'INTERNAL_ERROR', message: 'There was an internal error.' })
    return
  }
  for (const name of LIFECYCLE) pass(world, deployment, name)
  end(world, deployment, 'Succeeded')
}

function begin(world: World, deployment: CodeDeployment, name: string): void {
  const event = deployment.events.find(one => one.name === name)
  if (event) Object.assign(event, { status: 'InProgress', startedAt: world.now })
  deployment.updatedAt = world.now
}

function pass(world: World, deployment: CodeDeployment, name: string): void {
  const event = deployment.events.find(one => one.name === name)
  if (event)
    Object.assign(event, { startedAt: event.startedAt ?? world.now, status: 'Succeeded', endedAt: world.now })
  deployment.updatedAt = world.now
}
