import { serviceOf } from '../lookup.ts'
import { enqueue } from '../queue.ts'
import { drawFrom } from '../random.ts'
import type { Service, World } from '../state.ts'
import type { CodeDeployment, DeploymentGroup } from './state.ts'
import { drainTaskSet, makePrimary, taskSetOf } from './task-sets.ts'

/** The hooks of an ECS deployment with a production and a test listener, in order. */
export const LIFECYCLE = [
  'BeforeInstall',
  'Install',
  'AfterInstall',
  'AllowTestTraffic',
  'AfterAllowTestTraffic',
  'BeforeAllowTraffic',
  'AllowTraffic',
  'AfterAllowTraffic'
]

/** newId draws a deployment ID such as d-A7YW3F91L. */
export function newId(world: World): string {
  return `d-${drawFrom(world, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789', 9)}`
}

/** groupOf is the deployment group of a deployment. */
export function groupOf(world: World, deployment: CodeDeployment): DeploymentGroup | undefined {
  const name = `${deployment.application}/${deployment.group}`
  return world.regions.get(deployment.region)?.codedeploy.groups.get(name)
}

/** serviceBehind is the ECS service of a deployment. */
export function serviceBehind(world: World, deployment: CodeDeployment): Service | undefined {
  const group = groupOf(world, deployment)
  return group && serviceOf(world, group)
}

/** setTimer schedules the next step of a deployment; an older timer becomes void. */
export function setTimer(world: World, deployment: CodeDeployment, after: number): void {
  deployment.timer += 1
  enqueue(world, world.now + Math.max(0, after), {
    kind: 'code-deploy',
    region: deployment.region,
    deployment: deployment.id,
    timer: deployment.timer
  })
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
    id: newId(world),
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

/** end sets the final state of a deployment. */
export function end(
  world: World,
  deployment: CodeDeployment,
  status: 'Succeeded' | 'Failed' | 'Stopped'
): void {
  deployment.status = status
  deployment.phase = 'ended'
  deployment.completedAt = world.now
  deployment.updatedAt = world.now
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
  const current = deployment.events.findIndex(one => one.status === 'InProgress' || one.status === 'Pending')
  for (const [index, one] of deployment.events.entries()) {
    if (index < current || current < 0) continue
    one.status = index === current ? 'Failed' : 'Skipped'
    one.endedAt = world.now
  }
  deployment.error = { code: how.code, message: how.message }
  end(world, deployment, how.status)
  if (how.rollback && deployment.creator === 'user') rollBack(world, deployment)
}

/** The rollback is a separate deployment, all at once, whose rollbackInfo names the failed one. */
function rollBack(world: World, failed: CodeDeployment): void {
  const group = groupOf(world, failed)
  const last = world.regions.get(failed.region)?.codedeploy.deployments.get(group?.lastSuccessful ?? '')
  const back = addDeployment(world, {
    region: failed.region,
    application: failed.application,
    group: failed.group,
    config: 'CodeDeployDefault.ECSAllAtOnce',
    revision: last?.revision,
    target: last?.target ?? failed.target,
    description: undefined,
    creator: 'codeDeployRollback',
    blue: failed.blue,
    steps: []
  })
  if (failed.green !== undefined) back.green = failed.green
  failed.rollback = {
    rollbackDeploymentId: back.id,
    rollbackMessage: `Deployment ${failed.id} terminated. Automatic rollback is triggered with a DeploymentId ${back.id}.`
  }
  back.rollback = {
    rollbackTriggeringDeploymentId: failed.id,
    rollbackMessage: `Deployment ${back.id} is triggered to roll back deployment ${failed.id}.`
  }
}

/** backToBlue returns all traffic to the old tasks and removes the new ones. */
export function backToBlue(world: World, deployment: CodeDeployment): void {
  const service = serviceBehind(world, deployment)
  const blue = service && taskSetOf(service, deployment.blue)
  if (!service || !blue) return
  blue.weight = 100
  makePrimary(world, service, blue)
  const green = taskSetOf(service, deployment.green)
  if (!green) return
  green.weight = 0
  drainTaskSet(world, service, green)
}
