import type { DeploymentGroupInfo, DeploymentInfo, ECSTarget } from '@aws-sdk/client-codedeploy'
import { present } from '../present.ts'
import type {
  CodeDeployment,
  CodeDeployPort,
  DeploymentGroup,
  DeploymentTarget,
  GroupNames
} from '../rollout/codedeploy/group.ts'
import { AwsError } from './error.ts'
import { type Link, listAll, openLink, orMissing, send, unusable } from './send.ts'
import { type AwsContext, CODEDEPLOY, type CodeDeploySdk } from './services.ts'

const MINUTE_MS = 60_000

/** CodeDeploy throws an exception if something does not exist; here, that is a result and not an error. */
function unlessNamed<Answer>(
  call: Promise<Answer>,
  ...names: readonly string[]
): Promise<Answer | undefined> {
  return orMissing(call, ({ awsName }) => names.includes(awsName))
}

/** createCodeDeploy implements CodeDeployPort with the AWS SDK. Every method throws AwsError. */
export function createCodeDeploy(context: AwsContext): CodeDeployPort {
  const link = openLink(CODEDEPLOY, context)
  return { ...readingOf(link), ...writingOf(link) }
}

type Writes = 'createDeployment' | 'stopDeployment' | 'endTerminationWait'

function readingOf({ reads }: Link<CodeDeploySdk>): Omit<CodeDeployPort, Writes> {
  return {
    getDeploymentGroup: async names => {
      const operation = 'codedeploy:GetDeploymentGroup'
      const asked = { applicationName: names.application, deploymentGroupName: names.group }
      try {
        const answer = await send(reads, operation, sdk => new sdk.GetDeploymentGroupCommand(asked))
        return {
          group: toGroup(
            names,
            answer.deploymentGroupInfo ?? unusable(operation, 'usable deploymentGroupInfo')
          )
        }
      } catch (error) {
        const name = error instanceof AwsError ? error.awsName : ''
        if (name === 'ApplicationDoesNotExistException') return { missing: 'application' }
        if (name === 'DeploymentGroupDoesNotExistException') return { missing: 'group' }
        throw error
      }
    },
    getDeployment: async deploymentId => {
      const operation = 'codedeploy:GetDeployment'
      const call = send(reads, operation, sdk => new sdk.GetDeploymentCommand({ deploymentId }))
      const found = await unlessNamed(call, 'DeploymentDoesNotExistException')
      if (found === undefined) return undefined
      const info = found.deploymentInfo
      const isOther = (info?.deploymentId ?? deploymentId) !== deploymentId
      return info?.status === undefined || isOther
        ? unusable(operation, 'usable deploymentInfo')
        : toCodeDeployment(deploymentId, info)
    },
    listDeployments: ({ application: applicationName, group: deploymentGroupName }, since) => {
      const createTimeRange = since === undefined ? undefined : { start: new Date(since) }
      return listAll(
        reads,
        'codedeploy:ListDeployments',
        (sdk, nextToken) =>
          new sdk.ListDeploymentsCommand({
            ...{ applicationName, deploymentGroupName },
            ...present({ createTimeRange, nextToken })
          }),
        ({ deployments }) => deployments
      )
    },
    getTarget: async (deploymentId, targetId) => {
      const command = (sdk: CodeDeploySdk) => new sdk.GetDeploymentTargetCommand({ deploymentId, targetId })
      const call = send(reads, 'codedeploy:GetDeploymentTarget', command)
      const missing = ['DeploymentNotStarted', 'DeploymentTargetDoesNotExist', 'DeploymentDoesNotExist']
      const found = await unlessNamed(call, ...missing.map(name => `${name}Exception`))
      const target = found?.deploymentTarget?.ecsTarget
      return target && toTarget(target)
    }
  }
}

function writingOf({ writes }: Link<CodeDeploySdk>): Pick<CodeDeployPort, Writes> {
  const over = 'DeploymentAlreadyCompletedException'
  return {
    createDeployment: async ({ application, group, content, sha256, description, config }) => {
      const operation = 'codedeploy:CreateDeployment'
      const command = (sdk: CodeDeploySdk) =>
        new sdk.CreateDeploymentCommand({
          applicationName: application,
          deploymentGroupName: group,
          revision: { revisionType: 'AppSpecContent', appSpecContent: { content, sha256 } },
          ...present({ description, deploymentConfigName: config })
        })
      const { deploymentId } = await send(writes, operation, command)
      return deploymentId ?? unusable(operation, 'usable deploymentId')
    },
    stopDeployment: async deploymentId => {
      const command = (sdk: CodeDeploySdk) =>
        new sdk.StopDeploymentCommand({ deploymentId, autoRollbackEnabled: true })
      const answer = await unlessNamed(send(writes, 'codedeploy:StopDeployment', command), over)
      return answer === undefined ? 'already over' : 'stopping'
    },
    // calling it twice is harmless: the second time, the wait has ended, which is not an error either
    endTerminationWait: async deploymentId => {
      const command = (sdk: CodeDeploySdk) =>
        new sdk.ContinueDeploymentCommand({ deploymentId, deploymentWaitType: 'TERMINATION_WAIT' })
      await unlessNamed(send(writes, 'codedeploy:ContinueDeployment', command), over)
    }
  }
}

/** toGroup converts a group of GetDeploymentGroup to the port's type; minutes and dates become milliseconds. */
function toGroup(names: GroupNames, group: DeploymentGroupInfo): DeploymentGroup {
  const options = group.blueGreenDeploymentConfiguration
  const ready = options?.deploymentReadyOption
  const termination = options?.terminateBlueInstancesOnDeploymentSuccess
  const last = group.lastAttemptedDeployment
  return {
    ...names,
    services: (group.ecsServices ?? []).map(one => ({
      cluster: one.clusterName ?? '',
      service: one.serviceName ?? ''
    })),
    terminationWaitMs: (termination?.terminationWaitTimeInMinutes ?? 0) * MINUTE_MS,
    autoRollback: Boolean(
      group.autoRollbackConfiguration?.enabled && group.autoRollbackConfiguration.events?.length
    ),
    ...present({
      computePlatform: group.computePlatform as string | undefined,
      config: group.deploymentConfigName,
      readyWaitMs:
        ready?.actionOnTimeout === 'STOP_DEPLOYMENT' ? (ready.waitTimeInMinutes ?? 0) * MINUTE_MS : undefined,
      lastAttempted:
        last?.deploymentId === undefined
          ? undefined
          : {
              id: last.deploymentId,
              status: last.status ?? '',
              ...present({ createdAt: last.createTime?.getTime(), endedAt: last.endTime?.getTime() })
            }
    })
  }
}

/** toCodeDeployment converts a deployment of GetDeployment to the port's type. */
function toCodeDeployment(id: string, info: DeploymentInfo): CodeDeployment {
  const { errorInformation, rollbackInfo, revision } = info
  // an AppSpec is returned in the member for its type; older responses have it as a plain string
  const spec = revision?.appSpecContent ?? revision?.string
  return {
    id,
    status: info.status ?? '',
    terminationWaits: info.instanceTerminationWaitTimeStarted ?? false,
    ...present({
      creator: info.creator as string | undefined,
      content: spec?.content,
      sha256: spec?.sha256,
      rollbackId: rollbackInfo?.rollbackDeploymentId,
      error: errorInformation && {
        code: errorInformation.code ?? 'UNKNOWN',
        message: errorInformation.message ?? ''
      }
    })
  }
}

/** toTarget converts a target of GetDeploymentTarget to the port's type. */
function toTarget(target: ECSTarget): DeploymentTarget {
  return {
    events: (target.lifecycleEvents ?? []).map(event => ({
      name: event.lifecycleEventName ?? '',
      status: event.status ?? 'Unknown'
    })),
    taskSets: (target.taskSetsInfo ?? []).map(set => ({
      id: set.identifer ?? '',
      desired: set.desiredCount ?? 0,
      running: set.runningCount ?? 0,
      pending: set.pendingCount ?? 0,
      ...present({ label: set.taskSetLabel as string | undefined, traffic: set.trafficWeight })
    }))
  }
}
