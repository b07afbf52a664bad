import type * as codedeploy from '@aws-sdk/client-codedeploy'
import { addDeployment, breakOff, finish, reroute } from '../world/codedeploy/machine.ts'
import {
  type CodeDeployment,
  type DeploymentGroup,
  stepsOf,
  wantedOf
} from '../world/codedeploy/task-sets.ts'
import { countsOf, serviceOf, tasksOf } from '../world/lookup.ts'
import { readAppSpec } from './app-spec.ts'
import {
  type Call,
  callArn,
  existing,
  here,
  invalid,
  type Operation,
  type Operations,
  paged
} from './operation.ts'

const MINUTE = 60_000

type Named = {
  readonly applicationName: string | undefined
  readonly deploymentGroupName?: string | undefined
}

/** The application's deployment group that a call names. Throws AwsFault with CodeDeploy's message. */
function groupIn(call: Call<Named>): DeploymentGroup {
  const { applicationName: application, deploymentGroupName: name } = call.input
  const groups = [...here(call).codedeploy.groups.values()].filter(group => group.application === application)
  existing(groups[0], 'ApplicationDoesNotExistException', `No application found for name: ${application}`)
  const missing = `No Deployment Group found for name: ${name}`
  return existing(
    groups.find(group => group.name === name),
    'DeploymentGroupDoesNotExistException',
    missing
  )
}

function groupArn(call: Call, application = '*', group = '*'): string[] {
  return [callArn(call, 'codedeploy', `deploymentgroup:${application}/${group}`)]
}

function theGroup(call: Call<Partial<Named>>): string[] {
  return groupArn(call, call.input.applicationName, call.input.deploymentGroupName)
}

type OfDeployment = { readonly deploymentId?: string | undefined }

function deploymentIn(call: Call<OfDeployment>): CodeDeployment {
  const { deploymentId: id = '' } = call.input
  const found = here(call).codedeploy.deployments.get(id)
  return existing(found, 'DeploymentDoesNotExistException', `The deployment ${id} could not be found`)
}

/** The resource of calls that name a deployment: its deployment group. */
function theDeployment(call: Call<OfDeployment>): string[] {
  const found = here(call).codedeploy.deployments.get(call.input.deploymentId ?? '')
  return found ? groupArn(call, found.application, found.group) : ['*']
}

function configOf(call: Call<codedeploy.CreateDeploymentCommandInput>): string {
  const { applicationName, deploymentGroupName, deploymentConfigName } = call.input
  const group = here(call).codedeploy.groups.get(`${applicationName}/${deploymentGroupName}`)
  return deploymentConfigName ?? group?.config ?? '*'
}

function deploymentsOf(call: Call, group: DeploymentGroup): CodeDeployment[] {
  return [...here(call).codedeploy.deployments.values()].filter(({ settings }) => settings === group)
}

/** A change of a deployment that has not ended. */
function change<Input extends OfDeployment>(
  what: (call: Call<Input>, deployment: CodeDeployment) => object
): Operation<Input> {
  return {
    resources: theDeployment,
    run: call => {
      const deployment = deploymentIn(call)
      if (deployment.phase !== 'ended') return what(call, deployment)
      const message = `The deployment ${deployment.id} is already completed.`
      throw invalid(message, 'DeploymentAlreadyCompletedException')
    }
  }
}

/** What a deployment copies from its group, in the names of both. */
function settingsOf(group: DeploymentGroup): object {
  const { application, name, readyWait, terminationWait, rollbackEvents } = group
  return {
    applicationName: application,
    deploymentGroupName: name,
    autoRollbackConfiguration: { enabled: rollbackEvents.length > 0, events: rollbackEvents },
    deploymentStyle: { deploymentType: 'BLUE_GREEN', deploymentOption: 'WITH_TRAFFIC_CONTROL' },
    blueGreenDeploymentConfiguration: {
      terminateBlueInstancesOnDeploymentSuccess: {
        action: 'TERMINATE',
        terminationWaitTimeInMinutes: Math.round(terminationWait / MINUTE)
      },
      deploymentReadyOption: {
        actionOnTimeout: readyWait === undefined ? 'CONTINUE_DEPLOYMENT' : 'STOP_DEPLOYMENT',
        waitTimeInMinutes: Math.round((readyWait ?? 0) / MINUTE)
      }
    },
    computePlatform: 'ECS'
  }
}

function viewDeployment(deployment: CodeDeployment): object {
  return {
    ...deployment,
    ...settingsOf(deployment.settings),
    deploymentConfigName: deployment.config,
    deploymentId: deployment.id,
    errorInformation: deployment.error,
    createTime: deployment.createdAt,
    startTime: deployment.startedAt,
    completeTime: deployment.completedAt,
    endTime: deployment.completedAt,
    rollbackInfo: deployment.rollback,
    instanceTerminationWaitTimeStarted: deployment.phase === 'terminating'
  }
}

const TARGET_STATUS: Readonly<Partial<Record<CodeDeployment['status'], string>>> = {
  Created: 'Pending',
  Stopped: 'Failed'
}

function targetIdOf({ cluster, service }: DeploymentGroup): string {
  return `${cluster}:${service}`
}

function viewTarget(deployment: CodeDeployment): object {
  const { id, service, settings, blue, green, status } = deployment
  const sets = service.taskSets?.filter(set => set === blue || set === green)
  return {
    deploymentTargetType: 'ECSTarget',
    ecsTarget: {
      deploymentId: id,
      targetId: targetIdOf(settings),
      targetArn: service.arn,
      lastUpdatedAt: deployment.updatedAt,
      lifecycleEvents: deployment.events.map(one => ({
        lifecycleEventName: one.name,
        status: one.status,
        startTime: one.startedAt,
        endTime: one.endedAt
      })),
      status: TARGET_STATUS[status] ?? status,
      taskSetsInfo: sets?.map(set => ({
        identifer: set.id,
        desiredCount: wantedOf(service, set),
        ...countsOf(tasksOf(service, set.id)),
        status: set.status,
        trafficWeight: set.weight,
        targetGroup: { name: set.targetGroup },
        taskSetLabel: set === blue ? 'Blue' : 'Green'
      }))
    }
  }
}

/** The CodeDeploy operations of the sandbox, for the ECS compute platform. */
export const CODEDEPLOY: Operations<typeof codedeploy> = {
  GetDeploymentGroup: {
    resources: theGroup,
    run: call => {
      const group = groupIn(call)
      const { lastAttempted: last } = group
      return {
        deploymentGroupInfo: {
          ...settingsOf(group),
          deploymentConfigName: group.config,
          ecsServices: [{ serviceName: group.service, clusterName: group.cluster }],
          lastAttemptedDeployment: last && viewDeployment(last)
        }
      }
    }
  },
  CreateDeployment: {
    resources: theGroup,
    // CodeDeploy registers the AppSpec as a revision and reads the configuration with the caller's permissions (AWS:
    // CodeDeploy permissions)
    alsoNeeds: call => [
      {
        action: 'codedeploy:RegisterApplicationRevision',
        resource: callArn(call, 'codedeploy', `application:${call.input.applicationName}`)
      },
      {
        action: 'codedeploy:GetDeploymentConfig',
        resource: callArn(call, 'codedeploy', `deploymentconfig:${configOf(call)}`)
      }
    ],
    run: call => {
      const group = groupIn(call)
      const config = configOf(call)
      const noConfig = `No Deployment Config found for name: ${config}`
      const steps = existing(stepsOf(config), 'DeploymentConfigDoesNotExistException', noConfig)
      const { revision, description } = call.input
      const target = readAppSpec(revision?.appSpecContent)
      const running = deploymentsOf(call, group).find(one => one.phase !== 'ended')
      if (running)
        throw invalid(
          `The Deployment Group '${group.name}' is already deploying deployment '${running.id}'.`,
          'DeploymentLimitExceededException'
        )
      const service = serviceOf(call.world, group)
      const blue = existing(
        service?.taskSets?.find(set => set.status === 'PRIMARY'),
        'InvalidECSServiceException',
        'The Amazon ECS service identifier is not valid.'
      )
      if (!service) return {}
      const made = { settings: group, service, config, revision, target, steps, blue, description }
      return { deploymentId: addDeployment(call.world, { ...made, creator: 'user' }).id }
    }
  },
  GetDeployment: {
    resources: theDeployment,
    run: call => ({ deploymentInfo: viewDeployment(deploymentIn(call)) })
  },
  ListDeployments: {
    resources: theGroup,
    run: call => {
      const { createTimeRange, ...named } = call.input
      const group = groupIn({ ...call, input: { applicationName: undefined, ...named } })
      const ids = deploymentsOf(call, group)
        .filter(one => one.createdAt >= Number(createTimeRange?.start ?? 0))
        .map(one => one.id)
      return paged(call, { deployments: ids.toReversed() })
    }
  },
  /** A deployment has its one target from its start on. */
  GetDeploymentTarget: {
    resources: theDeployment,
    run: call => {
      const deployment = deploymentIn(call)
      if (deployment.startedAt === undefined)
        throw invalid(`The deployment ${deployment.id} has not started.`, 'DeploymentNotStartedException')
      const { targetId: id } = call.input
      if (id !== targetIdOf(deployment.settings))
        throw invalid(`The deployment target ${id} does not exist.`, 'DeploymentTargetDoesNotExistException')
      return { deploymentTarget: viewTarget(deployment) }
    }
  },
  StopDeployment: change<codedeploy.StopDeploymentCommandInput>(({ world, input }, deployment) => {
    const { rollbackEvents: events } = deployment.settings
    breakOff(world, deployment, {
      status: 'Stopped',
      code: 'MANUAL_STOP',
      message: 'The deployment was stopped manually.',
      rollback: input.autoRollbackEnabled ?? events.includes('DEPLOYMENT_STOP_ON_REQUEST')
    })
    return { status: 'Succeeded', statusMessage: 'Deployment successfully stopped' }
  }),
  ContinueDeployment: change<codedeploy.ContinueDeploymentCommandInput>(({ world, input }, deployment) => {
    const { deploymentWaitType: what = 'READY_WAIT' } = input
    const waits = what === 'TERMINATION_WAIT' ? 'terminating' : 'waiting'
    if (deployment.phase !== waits)
      throw invalid(
        `The deployment ${deployment.id} is not in a state of waiting (${what}).`,
        'DeploymentIsNotInReadyStateException'
      )
    if (waits === 'waiting') reroute(world, deployment)
    else finish(world, deployment)
    return {}
  })
}
