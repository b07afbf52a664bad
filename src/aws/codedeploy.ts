import {
  CodeDeployClient,
  ContinueDeploymentCommand,
  CreateDeploymentCommand,
  GetDeploymentCommand,
  GetDeploymentGroupCommand,
  GetDeploymentTargetCommand,
  ListDeploymentsCommand,
  StopDeploymentCommand
} from '@aws-sdk/client-codedeploy'
import type {
  CodeDeployment,
  CodeDeployPort,
  CreateDeploymentRequest,
  DeploymentTarget,
  FoundGroup,
  GroupNames
} from '../codedeploy/ports.ts'
import { type AwsContext, clientSettings } from './clients.ts'
import { toCodeDeployment, toGroup, toTarget } from './codedeploy-shapes.ts'
import { AwsError } from './error.ts'
import { collectPages } from './pages.ts'
import { type Effect, withRetries } from './retry.ts'
import { tapWire } from './wire.ts'

type Link = {
  readonly reads: CodeDeployClient
  readonly writes: CodeDeployClient
  readonly context: AwsContext
}

/** createCodeDeploy makes the CodeDeployPort on the AWS SDK. Every method throws AwsError. */
export function createCodeDeploy(context: AwsContext): CodeDeployPort {
  const reads = new CodeDeployClient(clientSettings(context, context.region, 'reads'))
  const writes = new CodeDeployClient({
    ...clientSettings(context, context.region, 'writes'),
    credentials: reads.config.credentials
  })
  const link = { reads, writes, context }
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

function ask<Result>(
  link: Link,
  call: { readonly operation: string; readonly effect: Effect; readonly send: () => Promise<Result> }
): Promise<Result> {
  const { operation, effect, send } = call
  return withRetries({ operation, effect, attempt: send }, link.context)
}

function tapped<Command extends object>(command: Command): Command {
  tapWire(command)
  return command
}

async function getDeploymentGroup(link: Link, names: GroupNames): Promise<FoundGroup> {
  const operation = 'codedeploy:GetDeploymentGroup'
  const input = { applicationName: names.application, deploymentGroupName: names.group }
  const found = await orSaid(
    () =>
      ask(link, {
        operation,
        effect: 'read',
        send: () => link.reads.send(tapped(new GetDeploymentGroupCommand(input)))
      }),
    ['ApplicationDoesNotExistException', 'DeploymentGroupDoesNotExistException']
  )
  if ('said' in found) {
    const isApplication = found.said === 'ApplicationDoesNotExistException'
    return { kind: 'missing', what: isApplication ? 'application' : 'deployment group' }
  }
  const group = found.answer.deploymentGroupInfo
  if (group === undefined) throw incomplete(operation, 'deploymentGroupInfo')
  return { kind: 'found', group: toGroup(names, group) }
}

async function createDeployment(link: Link, request: CreateDeploymentRequest): Promise<string> {
  const operation = 'codedeploy:CreateDeployment'
  const { application, group, content, sha256, description, config } = request
  const answer = await ask(link, {
    operation,
    effect: 'write',
    send: () =>
      link.writes.send(
        tapped(
          new CreateDeploymentCommand({
            applicationName: application,
            deploymentGroupName: group,
            revision: { revisionType: 'AppSpecContent', appSpecContent: { content, sha256 } },
            ...(description === undefined ? {} : { description }),
            ...(config === undefined ? {} : { deploymentConfigName: config })
          })
        )
      )
  })
  if (answer.deploymentId === undefined) throw incomplete(operation, 'deploymentId')
  return answer.deploymentId
}

async function getDeployment(link: Link, id: string): Promise<CodeDeployment | undefined> {
  const operation = 'codedeploy:GetDeployment'
  const found = await orSaid(
    () =>
      ask(link, {
        operation,
        effect: 'read',
        send: () => link.reads.send(tapped(new GetDeploymentCommand({ deploymentId: id })))
      }),
    ['DeploymentDoesNotExistException']
  )
  if ('said' in found) return undefined
  const info = found.answer.deploymentInfo
  if (info?.status === undefined) throw incomplete(operation, 'deploymentInfo')
  return toCodeDeployment(id, info)
}

function listDeployments(
  link: Link,
  names: GroupNames,
  since: number | undefined
): Promise<readonly string[]> {
  return collectPages(nextToken =>
    ask(link, {
      operation: 'codedeploy:ListDeployments',
      effect: 'read',
      send: async () => {
        const command = new ListDeploymentsCommand({
          applicationName: names.application,
          deploymentGroupName: names.group,
          ...(since === undefined ? {} : { createTimeRange: { start: new Date(since) } }),
          ...(nextToken === undefined ? {} : { nextToken })
        })
        const answer = await link.reads.send(tapped(command))
        return { items: answer.deployments ?? [], next: answer.nextToken }
      }
    })
  )
}

async function getTarget(link: Link, id: string, targetId: string): Promise<DeploymentTarget | undefined> {
  const found = await orSaid(
    () =>
      ask(link, {
        operation: 'codedeploy:GetDeploymentTarget',
        effect: 'read',
        send: () => link.reads.send(tapped(new GetDeploymentTargetCommand({ deploymentId: id, targetId })))
      }),
    [
      'DeploymentNotStartedException',
      'DeploymentTargetDoesNotExistException',
      'DeploymentDoesNotExistException'
    ]
  )
  if ('said' in found) return undefined
  const target = found.answer.deploymentTarget?.ecsTarget
  return target === undefined ? undefined : toTarget(target)
}

async function stopDeployment(link: Link, id: string): Promise<'stopping' | 'already over'> {
  const input = { deploymentId: id, autoRollbackEnabled: true }
  const found = await orSaid(
    () =>
      ask(link, {
        operation: 'codedeploy:StopDeployment',
        effect: 'write',
        send: () => link.writes.send(tapped(new StopDeploymentCommand(input)))
      }),
    ['DeploymentAlreadyCompletedException']
  )
  return 'said' in found ? 'already over' : 'stopping'
}

async function endTerminationWait(link: Link, id: string): Promise<void> {
  const input = { deploymentId: id, deploymentWaitType: 'TERMINATION_WAIT' as const }
  // asking twice does no harm: the second time there is no wait any more, which is no error either
  await orSaid(
    () =>
      ask(link, {
        operation: 'codedeploy:ContinueDeployment',
        effect: 'write',
        send: () => link.writes.send(tapped(new ContinueDeploymentCommand(input)))
      }),
    ['DeploymentAlreadyCompletedException']
  )
}

/** CodeDeploy says by an exception of its own that something is not there; that is an answer here, and not an error. */
async function orSaid<Answer>(
  send: () => Promise<Answer>,
  names: readonly string[]
): Promise<{ readonly answer: Answer } | { readonly said: string }> {
  try {
    return { answer: await send() }
  } catch (error) {
    if (!(error instanceof AwsError && names.includes(error.awsName))) throw error
    return { said: error.awsName }
  }
}

function incomplete(operation: string, member: string): AwsError {
  const message = `the answer has no usable ${member}`
  return new AwsError({ kind: 'lost', operation, awsName: 'IncompleteAnswer', message })
}
