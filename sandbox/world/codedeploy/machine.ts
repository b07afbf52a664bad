import { assertNever } from '../../fault.ts'
import { mapsOf } from '../../json.ts'
import { definitionByArn } from '../lookup.ts'
import { drawUuid } from '../random.ts'
import type { Service, World } from '../state.ts'
import { backToBlue, breakOff, end, groupOf, serviceBehind, setTimer } from './endings.ts'
import type { CodeDeployment } from './state.ts'
import {
  drainTaskSet,
  isSteady,
  makePrimary,
  makeTaskSet,
  reconcileTaskSets,
  taskSetOf
} from './task-sets.ts'

/** The duration of a rollback. */
const ROLLBACK = 10_000

/** advanceCodeDeploy is called when a deployment's timer fires. */
export function advanceCodeDeploy(
  world: World,
  what: { region: string; deployment: string; timer: number }
): void {
  const deployment = world.regions.get(what.region)?.codedeploy.deployments.get(what.deployment)
  if (!deployment || deployment.timer !== what.timer) return
  switch (deployment.phase) {
    case 'created':
      start(world, deployment)
      return
    case 'installing':
      if (deployment.creator === 'codeDeployRollback') finishRollback(world, deployment)
      else timeOut(world, deployment)
      return
    case 'waiting':
      nobodyContinued(world, deployment)
      return
    case 'shifting':
      shift(world, deployment)
      return
    case 'terminating':
      finish(world, deployment)
      return
    case 'ended':
      return
    default:
      assertNever(deployment.phase)
      return
  }
}

/** turnOfTaskSets is the scheduler's turn for a CodeDeploy service, followed by CodeDeploy's check of the result. */
export function turnOfTaskSets(world: World, service: Service): void {
  reconcileTaskSets(world, service)
  for (const deployment of world.regions.get(service.region)?.codedeploy.deployments.values() ?? []) {
    if (deployment.phase !== 'installing' || deployment.creator !== 'user') continue
    if (serviceBehind(world, deployment) !== service) continue
    const green = taskSetOf(service, deployment.green)
    if (green && isSteady(service, green)) installed(world, deployment)
  }
}

function start(world: World, deployment: CodeDeployment): void {
  deployment.status = 'InProgress'
  deployment.phase = 'installing'
  deployment.startedAt = world.now
  deployment.updatedAt = world.now
  const service = serviceBehind(world, deployment)
  if (deployment.creator === 'codeDeployRollback') {
    backToBlue(world, deployment)
    setTimer(world, deployment, ROLLBACK)
    return
  }
  pass(world, deployment, 'BeforeInstall')
  begin(world, deployment, 'Install')
  const problem = service ? problemWith(world, service, deployment) : 'Service not found.'
  if (!service || problem !== undefined) {
    fail(world, deployment, { code: 'ECS_UPDATE_ERROR', message: ecsError(world, problem ?? '') })
    return
  }
  install(world, service, deployment)
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
  const container = mapsOf(definition.definition, 'containerDefinitions').find(
    one => one['name'] === containerName
  )
  if (!container) return `The container ${containerName} does not exist in the task definition.`
  const ports = mapsOf(container, 'portMappings').map(one => one['containerPort'])
  if (ports.includes(containerPort)) return
  return `The container ${containerName} did not have a container port ${containerPort} defined.`
}

function ecsError(world: World, text: string): string {
  return `The ECS service cannot be updated due to an unexpected error: ${text} (Service: AmazonECS; Status Code: 400; Error Code: InvalidParameterException; Request ID: ${drawUuid(world)}; Proxy: null). Check your ECS service status.`
}

function fail(world: World, deployment: CodeDeployment, error: { code: string; message: string }): void {
  const events = groupOf(world, deployment)?.rollbackEvents ?? []
  const rollback = events.includes('DEPLOYMENT_FAILURE')
  breakOff(world, deployment, { status: 'Failed', ...error, rollback })
}

function timeOut(world: World, deployment: CodeDeployment): void {
  const minutes = Math.round((groupOf(world, deployment)?.healthyWait ?? 0) / 60_000)
  const message = `The deployment timed out while waiting for the replacement task set to become healthy. This time out period is ${minutes} minutes.`
  fail(world, deployment, { code: 'TIMEOUT', message })
}

function installed(world: World, deployment: CodeDeployment): void {
  for (const name of ['Install', 'AfterInstall', 'AllowTestTraffic', 'AfterAllowTestTraffic'])
    pass(world, deployment, name)
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
  const service = serviceBehind(world, deployment)
  const blue = service && taskSetOf(service, deployment.blue)
  const green = service && taskSetOf(service, deployment.green)
  if (!step || !service || !blue || !green) return
  green.weight = step.weight
  blue.weight = 100 - step.weight
  deployment.updatedAt = world.now
  const next = deployment.steps[0]
  if (next) {
    setTimer(world, deployment, next.after)
    return
  }
  makePrimary(world, service, green)
  for (const name of ['AllowTraffic', 'AfterAllowTraffic']) pass(world, deployment, name)
  deployment.phase = 'terminating'
  setTimer(world, deployment, groupOf(world, deployment)?.terminationWait ?? 0)
}

/** finish removes the old tasks after the wait, or when the wait is ended by a call. */
export function finish(world: World, deployment: CodeDeployment): void {
  const service = serviceBehind(world, deployment)
  const blue = service && taskSetOf(service, deployment.blue)
  if (service && blue) drainTaskSet(world, service, blue)
  end(world, deployment, 'Succeeded')
}

function finishRollback(world: World, deployment: CodeDeployment): void {
  if (groupOf(world, deployment)?.rollbackFails) {
    fail(world, deployment, { code: 'INTERNAL_ERROR', message: 'There was an internal error.' })
    return
  }
  for (const one of deployment.events) pass(world, deployment, one.name)
  end(world, deployment, 'Succeeded')
}

function begin(world: World, deployment: CodeDeployment, name: string): void {
  const event = deployment.events.find(one => one.name === name)
  if (!event) return
  event.status = 'InProgress'
  event.startedAt = world.now
  deployment.updatedAt = world.now
}

function pass(world: World, deployment: CodeDeployment, name: string): void {
  const event = deployment.events.find(one => one.name === name)
  if (!event) return
  event.startedAt ??= world.now
  event.status = 'Succeeded'
  event.endedAt = world.now
  deployment.updatedAt = world.now
}
