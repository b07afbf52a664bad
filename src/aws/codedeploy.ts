import type { DeploymentGroupInfo, DeploymentInfo, ECSTarget } from '@aws-sdk/client-codedeploy'
import { present } from '../present.ts'
import type {
  CodeDeployment,
  CodeDeployPort,
  CreateDeploymentRequest,
  DeploymentGroup,
  DeploymentTarget,
  FoundGroup,
  GroupNames
} from '../rollout/codedeploy/group.ts'
import { AwsError } from './error.ts'
import { collectPages, type Link, openLink, orMissing, send, unusable } from './send.ts'
import { type AwsContext, CODEDEPLOY, type CodeDeploySdk } from './services.ts'

const MINUTE_MS = 60_000

type CodeDeployLink = Link<CodeDeploySdk>

/** createCodeDeploy implements CodeDeployPort with the AWS SDK. Every method throws AwsError. */
export function createCodeDeploy(context: AwsContext): CodeDeployPort {
  const link = openLink(CODEDEPLOY, context)
  return {
    getDeploymentGroup: names => getDeploymentGroup(link, names),
    createDeployment: request => createDeployment(link, request),
    getDeployment: id => getDeployment(link, id),
    listDeployments: (names, since) => listDeployments(link, names, since),
    getTarget: (id, targetId) => getTarget(link, id, targetId),
    stopDeployment: id => stopDeployment(link, id),
    endTerminationWait: id => endTerminationWait(link, id)
  }
}

/** CodeDeploy throws an exception if something does not exist; here, that is a result and not an error. */
function unlessNamed<Answer>(
  call: Promise<Answer>,
  ...names: readonly string[]
): Promise<Answer | undefined> {
  return orMissing(call, ({ awsName }) => names.includes(awsName))
}

async function getDeploymentGroup({ reads }: CodeDeployLink, names: GroupNames): Promise<FoundGroup> {
  const operation = 'codedeploy:GetDeploymentGroup'
  const { application: applicationName, group: deploymentGroupName } = names
  const command = (sdk: CodeDeploySdk) =>
    new sdk.GetDeploymentGroupCommand({ applicationName, deploymentGroupName })
  try {
    const { deploymentGroupInfo } = await send(reads, operation, command)
    const group = deploymentGroupInfo ?? unusable(operation, 'usable deploymentGroupInfo')
    return { group: toGroup(names, group) }
  } catch (error) {
    const name = error instanceof AwsError ? error.awsName : ''
    if (name === 'ApplicationDoesNotExistException') return { missing: 'application' }
    if (name === 'DeploymentGroupDoesNotExistException') return { missing: 'group' }
    throw error
  }
}

async function createDeployment(
  { writes }: CodeDeployLink,
  request: CreateDeploymentRequest
): Promise<string> {
  const operation = 'codedeploy:CreateDeployment'
  const { application, group, content, sha256, description, config } = request
  const command = (sdk: CodeDeploySdk) =>
    new sdk.CreateDeploymentCommand({
      applicationName: application,
      deploymentGroupName: group,
      revision: { revisionType: 'AppSpecContent', appSpecContent: { content, sha256 } },
      ...present({ description, deploymentConfigName: config })
    })
  const { deploymentId } = await send(writes, operation, command)
  return deploymentId ?? unusable(operation, 'usable deploymentId')
}

async function getDeployment({ reads }: CodeDeployLink, id: string): Promise<CodeDeployment | undefined> {
  const operation = 'codedeploy:GetDeployment'
  const call = send(reads, operation, sdk => new sdk.GetDeploymentCommand({ deploymentId: id }))
  const found = await unlessNamed(call, 'DeploymentDoesNotExistException')
  if (found === undefined) return undefined
  const info = found.deploymentInfo
  const isOther = (info?.deploymentId ?? id) !== id
  return info?.status === undefined || isOther
    ? unusable(operation, 'usable deploymentInfo')
    : toCodeDeployment(id, info)
}

function listDeployments(
  { reads }: CodeDeployLink,
  names: GroupNames,
  since: number | undefined
): Promise<readonly string[]> {
  const operation = 'codedeploy:ListDeployments'
  return collectPages(operation, async nextToken => {
    const command = (sdk: CodeDeploySdk) =>
      new sdk.ListDeploymentsCommand({
        applicationName: names.application,
        deploymentGroupName: names.group,
        ...present({
          createTimeRange: since === undefined ? undefined : { start: new Date(since) },
          nextToken
        })
      })
    const answer = await send(reads, operation, command)
    return { items: answer.deployments, next: answer.nextToken }
  })
}

async function getTarget(
  { reads }: CodeDeployLink,
  id: string,
  targetId: string
): Promise<DeploymentTarget | undefined> {
  const command = (sdk: CodeDeploySdk) => new sdk.GetDeploymentTargetCommand({ deploymentId: id, targetId })
  const found = await unlessNamed(
    send(reads, 'codedeploy:GetDeploymentTarget', command),
    'DeploymentNotStartedException',
    'DeploymentTargetDoesNotExistException',
    'DeploymentDoesNotExistException'
  )
  const target = found?.deploymentTarget?.ecsTarget
  return target === undefined ? undefined : toTarget(target)
}

async function stopDeployment({ writes }: CodeDeployLink, id: string): Promise<'stopping' | 'already over'> {
  const command = (sdk: CodeDeploySdk) =>
    new sdk.StopDeploymentCommand({ deploymentId: id, autoRollbackEnabled: true })
  const call = send(writes, 'codedeploy:StopDeployment', command)
  const answer = await unlessNamed(call, 'DeploymentAlreadyCompletedException')
  return answer === undefined ? 'already over' : 'stopping'
}

async function endTerminationWait({ writes }: CodeDeployLink, id: string): Promise<void> {
  const command = (sdk: CodeDeploySdk) =>
    new sdk.ContinueDeploymentCommand({
      deploymentId: id,
      deploymentWaitType: 'TERMINATION_WAIT'
    })
  // calling it twice is harmless: the second time, the wait has ended, which is not an error either
  const call = send(writes, 'codedeploy:ContinueDeployment', command)
  await unlessNamed(call, 'DeploymentAlreadyCompletedException')
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
