import { definitionByArn, portProblem } from '../lookup.ts'
import { drawFrom, drawUuid, enqueue } from '../queue.ts'
import type { Service, World } from '../state.ts'
import {
  type CodeDeployment,
  drainTaskSet,
  isSteady,
  makePrimary,
  makeTaskSet,
  reconcileTaskSets
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
  deployment.timer += 1
  enqueue(world, world.now + after, { kind: 'code-deploy', deployment, timer: deployment.timer })
}

/** addDeployment adds a deployment to the world; it starts a moment later. */
export function addDeployment(
  world: World,
  made: Pick<
    CodeDeployment,
    'settings' | 'service' | 'config' | 'revision' | 'target' | 'description' | 'creator' | 'blue' | 'steps'
  > & { readonly green?: CodeDeployment['green'] }
): CodeDeployment {
  const { settings: group } = made
  const deployment: CodeDeployment = {
    ...made,
    id: `d-${drawFrom(world, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789', 9)}`,
    application: group.application,
    group: group.name,
    createdAt: world.now,
    updatedAt: world.now,
    status: 'Created',
    phase: 'created',
    events: LIFECYCLE.map(name => ({ name, status: 'Pending' })),
    timer: 0
  }
  world.regions.get(group.region)?.codedeploy.deployments.set(deployment.id, deployment)
  group.lastAttempted = deployment
  setTimer(world, deployment, Math.max(1, world.timing.scheduler))
  return deployment
}

/** advanceCodeDeploy is called when a deployment's timer fires. */
export function advanceCodeDeploy(
  world: World,
  { deployment, timer }: { readonly deployment: CodeDeployment; readonly timer: number }
): void {
  if (deployment.timer === timer) STEPS[deployment.phase](world, deployment)
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
  for (const one of world.regions.get(service.region)?.codedeploy.deployments.values() ?? []) {
    const { phase, creator, green } = one
    if (one.service !== service || phase !== 'installing' || creator !== 'user') continue
    if (green && isSteady(service, green)) installed(world, one)
  }
}

function start(world: World, deployment: CodeDeployment): void {
  Object.assign(deployment, { status: 'InProgress', phase: 'installing', startedAt: world.now })
  if (deployment.creator === 'codeDeployRollback') {
    backToBlue(world, deployment)
    setTimer(world, deployment, ROLLBACK)
    return
  }
  pass(world, deployment, 'BeforeInstall')
  begin(world, deployment, 'Install')
  const problem = problemWith(world, deployment)
  if (problem === undefined) install(world, deployment)
  else
    fail(world, deployment, {
      code: 'ECS_UPDATE_ERROR',
      message: `The ECS service cannot be updated due to an unexpected error: ${problem} (Service: AmazonECS; Status Code: 400; Error Code: InvalidParameterException; Request ID: ${drawUuid(world)}; Proxy: null). Check your ECS service status.`
    })
}

function install(world: World, deployment: CodeDeployment): void {
  const { service, blue, target, settings } = deployment
  for (const set of service.taskSets ?? []) if (set.status === 'ACTIVE') drainTaskSet(world, service, set)
  deployment.green = makeTaskSet(world, service, {
    taskDefinition: target.taskDefinition,
    status: 'ACTIVE',
    externalId: deployment.id,
    targetGroup: `${service.name}-${blue.targetGroup === `${service.name}-1` ? 2 : 1}`
  })
  setTimer(world, deployment, settings.healthyWait)
}

function problemWith(world: World, { service, target }: CodeDeployment): string | undefined {
  const definition = definitionByArn(world, service.region, target.taskDefinition)
  if (definition?.status !== 'ACTIVE') return 'TaskDefinition not found.'
  return portProblem(definition.definition, target.containerName, target.containerPort)
}

function fail(world: World, deployment: CodeDeployment, error: { code: string; message: string }): void {
  const rollback = deployment.settings.rollbackEvents.includes('DEPLOYMENT_FAILURE')
  breakOff(world, deployment, { status: 'Failed', ...error, rollback })
}

function timeOut(world: World, deployment: CodeDeployment): void {
  const minutes = Math.round(deployment.settings.healthyWait / 60_000)
  const message = `The deployment timed out while waiting for the replacement task set to become healthy. This time out period is ${minutes} minutes.`
  fail(world, deployment, { code: 'TIMEOUT', message })
}

function installed(world: World, deployment: CodeDeployment): void {
  for (const name of LIFECYCLE.slice(1, 5)) pass(world, deployment, name)
  const { readyWait } = deployment.settings
  if (readyWait === undefined) {
    reroute(world, deployment)
    return
  }
  Object.assign(deployment, { status: 'Ready', phase: 'waiting' })
  setTimer(world, deployment, readyWait)
}

/** reroute starts to shift traffic: at once, or when a deployment that waits for it is continued. */
export function reroute(world: World, deployment: CodeDeployment): void {
  Object.assign(deployment, { status: 'InProgress', phase: 'shifting' })
  pass(world, deployment, 'BeforeAllowTraffic')
  begin(world, deployment, 'AllowTraffic')
  setTimer(world, deployment, deployment.steps[0]?.after ?? 0)
}

function nobodyContinued(world: World, deployment: CodeDeployment): void {
  const { readyWait = 0, rollbackEvents } = deployment.settings
  breakOff(world, deployment, {
    status: 'Stopped',
    code: 'TIMEOUT',
    message: `The deployment timed out while waiting for a notification to continue. This time out period is ${Math.round(readyWait / 60_000)} minutes.`,
    rollback: rollbackEvents.includes('DEPLOYMENT_FAILURE')
  })
}

function shift(world: World, deployment: CodeDeployment): void {
  const { service, blue, green, settings } = deployment
  const step = deployment.steps.shift()
  if (!step || !green) return
  green.weight = step.weight
  blue.weight = 100 - step.weight
  deployment.updatedAt = world.now
  const [next] = deployment.steps
  if (next) {
    setTimer(world, deployment, next.after)
    return
  }
  makePrimary(world, service, green)
  for (const name of LIFECYCLE.slice(6)) pass(world, deployment, name)
  deployment.phase = 'terminating'
  setTimer(world, deployment, settings.terminationWait)
}

/** finish removes the old tasks after the wait, or when the wait is ended by a call. */
export function finish(world: World, deployment: CodeDeployment): void {
  drainTaskSet(world, deployment.service, deployment.blue)
  end(world, deployment, 'Succeeded')
}

function end(world: World, deployment: CodeDeployment, status: 'Succeeded' | 'Failed' | 'Stopped'): void {
  const { now } = world
  Object.assign(deployment, { status, phase: 'ended', completedAt: now, updatedAt: now })
  deployment.timer += 1
  if (status === 'Succeeded') deployment.settings.lastSuccessful = deployment
}

/** breakOff ends a deployment that did not succeed: the current event has failed, the later ones are skipped. */
export function breakOff(
  world: World,
  deployment: CodeDeployment,
  how: { status: 'Failed' | 'Stopped'; code: string; message: string; rollback: boolean }
): void {
  const { status, code, message, rollback } = how
  const left = deployment.events.filter(one => one.status === 'InProgress' || one.status === 'Pending')
  for (const [index, one] of left.entries())
    Object.assign(one, { status: index === 0 ? 'Failed' : 'Skipped', endedAt: world.now })
  deployment.error = { code, message }
  end(world, deployment, status)
  if (rollback && deployment.creator === 'user') rollBack(world, deployment)
}

/** The rollback is a separate deployment, all at once, whose rollbackInfo names the failed one. */
function rollBack(world: World, failed: CodeDeployment): void {
  const { settings, service, blue, green } = failed
  const { lastSuccessful: last } = settings
  const back = addDeployment(world, {
    ...{ settings, service, blue, green, config: 'CodeDeployDefault.ECSAllAtOnce', steps: [] },
    revision: last?.revision,
    target: last?.target ?? failed.target,
    creator: 'codeDeployRollback'
  })
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
function backToBlue(world: World, { service, blue, green }: CodeDeployment): void {
  blue.weight = 100
  makePrimary(world, service, blue)
  if (!green) return
  green.weight = 0
  drainTaskSet(world, service, green)
}

function finishRollback(world: World, deployment: CodeDeployment): void {
  if (deployment.settings.rollbackFails) {
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
  const { now } = world
  if (event) Object.assign(event, { startedAt: event.startedAt ?? now, status: 'Succeeded', endedAt: now })
  deployment.updatedAt = now
}
