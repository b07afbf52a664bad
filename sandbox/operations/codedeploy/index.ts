import { AwsFault } from '../../fault.ts'
import { booleanOf, type JsonMap, mapOf, numberOf, textOf, textsOf } from '../../json.ts'
import { arnOf } from '../../world/arns.ts'
import { addDeployment, breakOff, groupOf } from '../../world/codedeploy/endings.ts'
import { finish, reroute } from '../../world/codedeploy/machine.ts'
import type { CodeDeployment, DeploymentGroup } from '../../world/codedeploy/state.ts'
import { stepsOf } from '../../world/codedeploy/traffic.ts'
import { serviceOf } from '../../world/lookup.ts'
import { type Call, here, type Operation, page } from '../operation.ts'
import { deploymentIn, groupIn, theDeployment, theGroup } from './common.ts'
import { readRevision } from './revision.ts'
import { targetIdOf, viewDeployment, viewGroup, viewTarget } from './views.ts'

const getGroup: Operation = {
  resources: theGroup,
  run: call => ({ deploymentGroupInfo: viewGroup(call.world, groupIn(call)) })
}

const create: Operation = {
  writes: true,
  resources: theGroup,
  // CodeDeploy registers the AppSpec as a revision and reads the configuration with the caller's permissions (AWS:
  // CodeDeploy permissions)
  alsoNeeds: call => [
    {
      action: 'codedeploy:RegisterApplicationRevision',
      resource: inAccount(call, `application:${textOf(call.input, 'applicationName') ?? '*'}`)
    },
    {
      action: 'codedeploy:GetDeploymentConfig',
      resource: inAccount(call, `deploymentconfig:${configOf(call)}`)
    }
  ],
  run: call => {
    const group = groupIn(call)
    const config = configOf(call)
    const steps = stepsOf(config)
    if (!steps)
      throw new AwsFault(
        'DeploymentConfigDoesNotExistException',
        `No Deployment Config found for name: ${config}`
      )
    const revision = mapOf(call.input, 'revision')
    const target = readRevision(revision)
    refuseSecond(call, group)
    const service = serviceOf(call.world, group)
    const blue = service?.taskSets?.find(set => set.status === 'PRIMARY')
    if (!blue)
      throw new AwsFault('InvalidECSServiceException', 'The Amazon ECS service identifier is not valid.')
    const { application, name, region } = group
    const made = { application, group: name, region, config, revision, target, steps, blue: blue.id }
    const description = textOf(call.input, 'description')
    const deployment = addDeployment(call.world, { ...made, description, creator: 'user' })
    return { deploymentId: deployment.id }
  }
}

function configOf(call: Call): string {
  const given = textOf(call.input, 'deploymentConfigName')
  const name = `${textOf(call.input, 'applicationName')}/${textOf(call.input, 'deploymentGroupName')}`
  return given ?? here(call).codedeploy.groups.get(name)?.config ?? '*'
}

function inAccount(call: Call, resource: string): string {
  return arnOf(call.world, ['codedeploy', call.region], resource)
}

function refuseSecond(call: Call, group: DeploymentGroup): void {
  const running = deploymentsOf(call, group).find(one => one.phase !== 'ended')
  if (!running) return
  throw new AwsFault(
    'DeploymentLimitExceededException',
    `The Deployment Group '${group.name}' is already deploying deployment '${running.id}'.`
  )
}

function deploymentsOf(call: Call, group: DeploymentGroup): CodeDeployment[] {
  return [...here(call).codedeploy.deployments.values()].filter(
    one => one.application === group.application && one.group === group.name
  )
}

const get: Operation = {
  resources: theDeployment,
  run: call => {
    const deployment = deploymentIn(call)
    const group = groupOf(call.world, deployment)
    return { deploymentInfo: group ? viewDeployment(deployment, group) : {} }
  }
}

const list: Operation = {
  resources: theGroup,
  run: call => {
    const range = mapOf(call.input, 'createTimeRange') ?? {}
    const start = (numberOf(range, 'start') ?? 0) * 1000
    const end = (numberOf(range, 'end') ?? Number.POSITIVE_INFINITY) * 1000
    const statuses = textsOf(call.input, 'includeOnlyStatuses')
    const ids = deploymentsOf(call, groupIn(call))
      .filter(one => one.createdAt >= start && one.createdAt <= end)
      .filter(one => statuses.length === 0 || statuses.includes(one.status))
      .map(one => one.id)
      .toReversed()
    const found = page(ids, {
      size: 100,
      token: textOf(call.input, 'nextToken'),
      refusal: () =>
        new AwsFault('InvalidNextTokenException', 'The next token was specified in an invalid format.')
    })
    return { deployments: found.items, nextToken: found.next }
  }
}

/** A deployment that has started, with its group; targets exist only from then on. */
function startedIn(call: Call): { deployment: CodeDeployment; group: DeploymentGroup } {
  const deployment = deploymentIn(call)
  const group = groupOf(call.world, deployment)
  if (!group || deployment.startedAt === undefined)
    throw new AwsFault('DeploymentNotStartedException', `The deployment ${deployment.id} has not started.`)
  return { deployment, group }
}

const listTargets: Operation = {
  resources: theDeployment,
  run: call => ({ targetIds: [targetIdOf(startedIn(call).group)] })
}

function targetIn(call: Call, id: string): JsonMap {
  const { deployment, group } = startedIn(call)
  if (id !== targetIdOf(group))
    throw new AwsFault('DeploymentTargetDoesNotExistException', `The deployment target ${id} does not exist.`)
  return viewTarget(call.world, deployment, group)
}

const getTarget: Operation = {
  resources: theDeployment,
  run: call => ({ deploymentTarget: targetIn(call, textOf(call.input, 'targetId') ?? '') })
}

const batchTargets: Operation = {
  resources: theDeployment,
  run: call => ({ deploymentTargets: textsOf(call.input, 'targetIds').map(id => targetIn(call, id)) })
}

function refuseEnded(deployment: CodeDeployment): void {
  if (deployment.phase !== 'ended') return
  throw new AwsFault(
    'DeploymentAlreadyCompletedException',
    `The deployment ${deployment.id} is already completed.`
  )
}

const stop: Operation = {
  writes: true,
  resources: theDeployment,
  run: call => {
    const deployment = deploymentIn(call)
    refuseEnded(deployment)
    const events = groupOf(call.world, deployment)?.rollbackEvents ?? []
    const rollback =
      booleanOf(call.input, 'autoRollbackEnabled') ?? events.includes('DEPLOYMENT_STOP_ON_REQUEST')
    breakOff(call.world, deployment, {
      status: 'Stopped',
      code: 'MANUAL_STOP',
      message: 'The deployment was stopped manually.',
      rollback
    })
    return { status: 'Succeeded', statusMessage: 'Deployment successfully stopped' }
  }
}

const proceed: Operation = {
  writes: true,
  resources: theDeployment,
  run: call => {
    const deployment = deploymentIn(call)
    refuseEnded(deployment)
    const what = textOf(call.input, 'deploymentWaitType') ?? 'READY_WAIT'
    const waits = what === 'TERMINATION_WAIT' ? 'terminating' : 'waiting'
    if (deployment.phase !== waits)
      throw new AwsFault(
        'DeploymentIsNotInReadyStateException',
        `The deployment ${deployment.id} is not in a state of waiting (${what}).`
      )
    if (waits === 'waiting') reroute(call.world, deployment)
    else finish(call.world, deployment)
    return {}
  }
}

/** The CodeDeploy operations of the sandbox, for the ECS compute platform. */
export const CODEDEPLOY: Readonly<Record<string, Operation>> = {
  GetDeploymentGroup: getGroup,
  CreateDeployment: create,
  GetDeployment: get,
  ListDeployments: list,
  ListDeploymentTargets: listTargets,
  GetDeploymentTarget: getTarget,
  BatchGetDeploymentTargets: batchTargets,
  StopDeployment: stop,
  ContinueDeployment: proceed
}
