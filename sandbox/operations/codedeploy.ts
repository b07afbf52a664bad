import { createHash } from 'node:crypto'
import { parse } from 'yaml'
import { AwsFault } from '../fault.ts'
import { booleanOf, isMap, type JsonMap, mapOf, numberOf, textOf } from '../json.ts'
import { addDeployment, breakOff, finish, reroute } from '../world/codedeploy/machine.ts'
import {
  type AppSpecTarget,
  type CodeDeployment,
  type DeploymentGroup,
  groupOf,
  stepsOf
} from '../world/codedeploy/task-sets.ts'
import { serviceOf } from '../world/lookup.ts'
import { targetIdOf, viewDeployment, viewGroup, viewTarget } from './codedeploy-views.ts'
import {
  type Call,
  callArn,
  here,
  invalid,
  type Operation,
  type Operations,
  page,
  text
} from './operation.ts'

/** The application's deployment group that a call names. Throws AwsFault with CodeDeploy's message. */
function groupIn(call: Call): DeploymentGroup {
  const application = text(call, 'applicationName')
  const name = text(call, 'deploymentGroupName')
  const groups = [...here(call).codedeploy.groups.values()].filter(group => group.application === application)
  if (groups.length === 0)
    throw new AwsFault('ApplicationDoesNotExistException', `No application found for name: ${application}`)
  const found = groups.find(group => group.name === name)
  if (!found)
    throw new AwsFault('DeploymentGroupDoesNotExistException', `No Deployment Group found for name: ${name}`)
  return found
}

function deploymentIn(call: Call): CodeDeployment {
  const id = text(call, 'deploymentId')
  const found = here(call).codedeploy.deployments.get(id)
  if (!found) throw new AwsFault('DeploymentDoesNotExistException', `The deployment ${id} could not be found`)
  return found
}

function groupArn(call: Call, application: string, group: string): string[] {
  return [callArn(call, 'codedeploy', `deploymentgroup:${application || '*'}/${group || '*'}`)]
}

function theGroup(call: Call): string[] {
  return groupArn(call, text(call, 'applicationName'), text(call, 'deploymentGroupName'))
}

/** The resource of calls that name a deployment: its deployment group. */
function theDeployment(call: Call): string[] {
  const found = here(call).codedeploy.deployments.get(text(call, 'deploymentId'))
  return found ? groupArn(call, found.application, found.group) : ['*']
}

const create: Operation = {
  writes: true,
  resources: theGroup,
  // CodeDeploy registers the AppSpec as a revision and reads the configuration with the caller's permissions (AWS:
  // CodeDeploy permissions)
  alsoNeeds: call => [
    {
      action: 'codedeploy:RegisterApplicationRevision',
      resource: callArn(call, 'codedeploy', `application:${text(call, 'applicationName')}`)
    },
    {
      action: 'codedeploy:GetDeploymentConfig',
      resource: callArn(call, 'codedeploy', `deploymentconfig:${configOf(call)}`)
    }
  ],
  run: call => {
    const group = groupIn(call)
    const config = configOf(call)
    const steps = stepsOf(config)
    if (!steps)
      throw invalid(`No Deployment Config found for name: ${config}`, 'DeploymentConfigDoesNotExistException')
    const revision = mapOf(call.input, 'revision') ?? {}
    const target = readRevision(revision)
    const running = deploymentsOf(call, group).find(one => one.phase !== 'ended')
    if (running)
      throw new AwsFault(
        'DeploymentLimitExceededException',
        `The Deployment Group '${group.name}' is already deploying deployment '${running.id}'.`
      )
    const blue = serviceOf(call.world, group)?.taskSets?.find(set => set.status === 'PRIMARY')
    if (!blue) throw invalid('The Amazon ECS service identifier is not valid.', 'InvalidECSServiceException')
    const { application, name, region } = group
    const made = { application, group: name, region, config, revision, target, steps, blue: blue.id }
    const description = textOf(call.input, 'description')
    return { deploymentId: addDeployment(call.world, { ...made, description, creator: 'user' }).id }
  }
}

function configOf(call: Call): string {
  const name = `${text(call, 'applicationName')}/${text(call, 'deploymentGroupName')}`
  return text(call, 'deploymentConfigName') || (here(call).codedeploy.groups.get(name)?.config ?? '*')
}

function deploymentsOf(call: Call, group: DeploymentGroup): CodeDeployment[] {
  return [...here(call).codedeploy.deployments.values()].filter(
    one => one.application === group.application && one.group === group.name
  )
}

/** The service properties of the AppSpec in a revision of type AppSpecContent; member names in any case. */
function readRevision(revision: JsonMap): AppSpecTarget {
  const given = mapOf(revision, 'appSpecContent') ?? {}
  const content = textOf(given, 'content') ?? ''
  const sha256 = textOf(given, 'sha256')
  if (sha256 !== undefined && sha256 !== createHash('sha256').update(content).digest('hex'))
    throw badRevision('The SHA256 hash does not match the AppSpec content.')
  const resources = lowered(parsed(content))['resources']
  const [first] = Array.isArray(resources) ? resources : []
  const resource = isMap(first) ? Object.values(first)[0] : undefined
  const { taskdefinition, loadbalancerinfo } = lowered(lowered(resource)['properties'])
  const balancer = lowered(loadbalancerinfo)
  if (typeof taskdefinition !== 'string' || !isMap(loadbalancerinfo))
    throw badRevision('The AppSpec must have TaskDefinition and LoadBalancerInfo.')
  return {
    taskDefinition: taskdefinition,
    containerName: textOf(balancer, 'containername') ?? '',
    containerPort: numberOf(balancer, 'containerport') ?? 0
  }
}

function badRevision(message: string): AwsFault {
  return invalid(message, 'InvalidRevisionException')
}

function parsed(content: string): unknown {
  try {
    return parse(content)
  } catch {
    throw badRevision('The AppSpec content is neither JSON nor YAML.')
  }
}

function lowered(value: unknown): JsonMap {
  const members = isMap(value) ? Object.entries(value) : []
  return Object.fromEntries(members.map(([key, item]) => [key.toLowerCase(), item]))
}

/** A change of a deployment that has not ended. */
function change(what: (call: Call, deployment: CodeDeployment) => JsonMap): Operation {
  return {
    writes: true,
    resources: theDeployment,
    run: call => {
      const deployment = deploymentIn(call)
      if (deployment.phase !== 'ended') return what(call, deployment)
      const message = `The deployment ${deployment.id} is already completed.`
      throw invalid(message, 'DeploymentAlreadyCompletedException')
    }
  }
}

/** The CodeDeploy operations of the sandbox, for the ECS compute platform. */
export const CODEDEPLOY: Operations = {
  GetDeploymentGroup: {
    resources: theGroup,
    run: call => ({ deploymentGroupInfo: viewGroup(call.world, groupIn(call)) })
  },
  CreateDeployment: create,
  GetDeployment: {
    resources: theDeployment,
    run: call => {
      const deployment = deploymentIn(call)
      const group = groupOf(call.world, deployment)
      return { deploymentInfo: group ? viewDeployment(deployment, group) : {} }
    }
  },
  ListDeployments: {
    resources: theGroup,
    run: call => {
      const start = (numberOf(mapOf(call.input, 'createTimeRange') ?? {}, 'start') ?? 0) * 1000
      const ids = deploymentsOf(call, groupIn(call))
        .filter(one => one.createdAt >= start)
        .map(one => one.id)
      const found = page(call, ids.toReversed())
      return { deployments: found.items, nextToken: found.next }
    }
  },
  /** A deployment has its one target from its start on. */
  GetDeploymentTarget: {
    resources: theDeployment,
    run: call => {
      const deployment = deploymentIn(call)
      const group = groupOf(call.world, deployment)
      if (!group || deployment.startedAt === undefined)
        throw invalid(`The deployment ${deployment.id} has not started.`, 'DeploymentNotStartedException')
      const id = text(call, 'targetId')
      if (id !== targetIdOf(group))
        throw invalid(`The deployment target ${id} does not exist.`, 'DeploymentTargetDoesNotExistException')
      return { deploymentTarget: viewTarget(call.world, deployment, group) }
    }
  },
  StopDeployment: change(({ world, input }, deployment) => {
    const events = groupOf(world, deployment)?.rollbackEvents ?? []
    breakOff(world, deployment, {
      status: 'Stopped',
      code: 'MANUAL_STOP',
      message: 'The deployment was stopped manually.',
      rollback: booleanOf(input, 'autoRollbackEnabled') ?? events.includes('DEPLOYMENT_STOP_ON_REQUEST')
    })
    return { status: 'Succeeded', statusMessage: 'Deployment successfully stopped' }
  }),
  ContinueDeployment: change((call, deployment) => {
    const what = text(call, 'deploymentWaitType') || 'READY_WAIT'
    const waits = what === 'TERMINATION_WAIT' ? 'terminating' : 'waiting'
    if (deployment.phase !== waits)
      throw new AwsFault(
        'DeploymentIsNotInReadyStateException',
        `The deployment ${deployment.id} is not in a state of waiting (${what}).`
      )
    if (waits === 'waiting') reroute(call.world, deployment)
    else finish(call.world, deployment)
    return {}
  })
}
