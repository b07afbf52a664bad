import {
  DescribeServiceDeploymentsCommand,
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  DescribeTasksCommand,
  ECSClient,
  type Failure,
  ListServiceDeploymentsCommand,
  ListTasksCommand,
  RegisterTaskDefinitionCommand,
  UpdateServiceCommand
} from '@aws-sdk/client-ecs'
import type { JsonObject } from '../document/tree.ts'
import type { EcsPort, LiveDefinition, ServiceDeployment, ServiceState } from '../rollout/ports.ts'
import { isServerPage } from './classify.ts'
import { type AwsContext, clientSettings } from './clients.ts'
import {
  toBriefDeployment,
  toLiveDefinition,
  toServiceDeployment,
  toServiceState,
  toStoppedTask
} from './ecs-shapes.ts'
import { AwsError } from './error.ts'
import { collectPages, inBatches } from './pages.ts'
import { withoutValues } from './redact.ts'
import { withRetries } from './retry.ts'
import { tapWire } from './wire.ts'

/** Limits of the API reference, "Maximum number of …" of each operation. */
const servicesAtOnce = 10
const serviceDeploymentsAtOnce = 20
const tasksAtOnce = 100

/** createEcs makes the EcsPort on the AWS SDK. Every method throws AwsError. */
export function createEcs(context: AwsContext): EcsPort {
  const reads = new ECSClient(clientSettings(context, context.region, 'reads'))
  const writes = new ECSClient({
    ...clientSettings(context, context.region, 'writes'),
    credentials: reads.config.credentials
  })
  const link = { reads, writes, context }
  return {
    describeTaskDefinition: name => describeTaskDefinition(link, name),
    registerTaskDefinition: definition => registerTaskDefinition(link, definition),
    describeServices: (cluster, services) => describeServices(link, cluster, services),
    updateService: request => updateService(link, request),
    listServiceDeployments: (cluster, service, since) =>
      listServiceDeployments(link, { cluster, service, since }),
    describeServiceDeployments: arns => describeServiceDeployments(link, arns),
    listStoppedTasks: (cluster, service, limit) => listStoppedTasks(link, { cluster, service, limit })
  }
}

type Link = { readonly reads: ECSClient; readonly writes: ECSClient; readonly context: AwsContext }

function read<Result>(link: Link, operation: string, attempt: () => Promise<Result>): Promise<Result> {
  return withRetries({ operation, effect: 'read', attempt }, link.context)
}

async function describeTaskDefinition(link: Link, name: string): Promise<LiveDefinition | undefined> {
  const operation = 'ecs:DescribeTaskDefinition'
  try {
    return await read(link, operation, async () => {
      const command = new DescribeTaskDefinitionCommand({ taskDefinition: name, include: ['TAGS'] })
      const tap = tapWire(command)
      await link.reads.send(command)
      return toLiveDefinition(tap.answer()) ?? unusable(operation, 'taskDefinition')
    })
  } catch (error) {
    // ECS has no exception of its own for it: ClientException with exactly this sentence
    const isMissing =
      error instanceof AwsError && error.message.startsWith('Unable to describe task definition')
    if (isMissing) return undefined
    throw error
  }
}

async function registerTaskDefinition(link: Link, definition: JsonObject): Promise<LiveDefinition> {
  const operation = 'ecs:RegisterTaskDefinition'
  const body = JSON.stringify(definition)
  try {
    return await withRetries(
      {
        operation,
        effect: 'write',
        attempt: async () => {
          // the SDK gets a stand-in to serialize; what is sent is `body`
          const command = new RegisterTaskDefinitionCommand({ family: '-', containerDefinitions: [] })
          const tap = tapWire(command, body)
          await link.writes.send(command)
          return toLiveDefinition(tap.answer()) ?? unusable(operation, 'taskDefinition')
        }
      },
      link.context
    )
  } catch (error) {
    if (!(error instanceof AwsError)) throw error
    const { kind, awsName } = error
    throw new AwsError({ kind, operation, awsName, message: withoutValues(error.message, definition) })
  }
}

async function describeServices(link: Link, cluster: string, services: readonly string[]) {
  const found = await inBatches([...new Set(services)], servicesAtOnce, batch =>
    read(link, 'ecs:DescribeServices', async () => {
      const command = new DescribeServicesCommand({ cluster, services: batch })
      tapWire(command)
      const answer = await link.reads.send(command)
      return partition(batch, (answer.services ?? []).map(toServiceState), answer.failures ?? [])
    })
  )
  return {
    services: found.flatMap(entry => (typeof entry === 'string' ? [] : [entry])),
    missing: found.flatMap(entry => (typeof entry === 'string' ? [entry] : []))
  }
}

/** Each name that was asked for becomes its state, or stays a name when ECS says that it is MISSING. */
function partition(
  asked: readonly string[],
  states: readonly ServiceState[],
  failures: readonly Failure[]
): readonly (ServiceState | string)[] {
  const operation = 'ecs:DescribeServices'
  return asked.map(name => {
    const state = states.find(({ service, serviceArn }) => service === name || serviceArn === name)
    if (state) return state
    const failure = failures.find(({ arn }) => arn === name || arn?.split('/').at(-1) === name)
    if (failure?.reason === 'MISSING') return name
    if (failure === undefined) return unusable(operation, `service ${name}`)
    const message = `${failure.reason ?? 'failure'}${failure.detail === undefined ? '' : `: ${failure.detail}`}`
    throw new AwsError({ kind: 'refused', operation, awsName: failure.reason ?? 'Failure', message })
  })
}

async function updateService(
  link: Link,
  request: Parameters<EcsPort['updateService']>[0]
): Promise<ServiceState> {
  const operation = 'ecs:UpdateService'
  const { cluster, service, taskDefinition, desiredCount, forceNewDeployment } = request
  const attempt = async () => {
    const command = new UpdateServiceCommand({
      cluster,
      service,
      taskDefinition,
      ...(desiredCount !== undefined && { desiredCount }),
      ...(forceNewDeployment !== undefined && { forceNewDeployment })
    })
    tapWire(command)
    const answer = await link.writes.send(command)
    return answer.service ? toServiceState(answer.service) : unusable(operation, 'service')
  }
  return withRetries({ operation, effect: 'write', attempt }, link.context)
}

async function listServiceDeployments(
  link: Link,
  of: { readonly cluster: string; readonly service: string; readonly since: number }
): Promise<readonly ServiceDeployment[]> {
  // AWS may keep times to the second, and `after` does not say whether it includes its own moment: ask for one more
  const since = Math.floor(of.since / 1000) * 1000
  const after = new Date(since - 1000)
  const found = await orUnsupported(() =>
    collectPages(nextToken =>
      read(link, 'ecs:ListServiceDeployments', async () => {
        const { cluster, service } = of
        const command = new ListServiceDeploymentsCommand({
          cluster,
          service,
          createdAt: { after },
          maxResults: 100,
          ...(nextToken !== undefined && { nextToken })
        })
        tapWire(command)
        const answer = await link.reads.send(command)
        return { items: (answer.serviceDeployments ?? []).map(toBriefDeployment), next: answer.nextToken }
      })
    )
  )
  return found
    .filter(({ createdAt }) => createdAt === undefined || createdAt >= since)
    .sort((a, b) => (b.createdAt ?? 0) - (a.createdAt ?? 0))
}

function describeServiceDeployments(
  link: Link,
  arns: readonly string[]
): Promise<readonly ServiceDeployment[]> {
  return orUnsupported(() =>
    inBatches(arns, serviceDeploymentsAtOnce, batch =>
      read(link, 'ecs:DescribeServiceDeployments', async () => {
        const command = new DescribeServiceDeploymentsCommand({ serviceDeploymentArns: batch })
        tapWire(command)
        const answer = await link.reads.send(command)
        return (answer.serviceDeployments ?? []).map(toServiceDeployment)
      })
    )
  )
}

async function listStoppedTasks(
  link: Link,
  of: { readonly cluster: string; readonly service: string; readonly limit: number }
) {
  const { cluster, service: serviceName } = of
  const arns = await collectPages(
    nextToken =>
      read(link, 'ecs:ListTasks', async () => {
        const command = new ListTasksCommand({
          cluster,
          serviceName,
          desiredStatus: 'STOPPED',
          maxResults: 100,
          ...(nextToken !== undefined && { nextToken })
        })
        tapWire(command)
        const answer = await link.reads.send(command)
        return { items: answer.taskArns ?? [], next: answer.nextToken }
      }),
    of.limit
  )
  return inBatches(arns, tasksAtOnce, tasks =>
    read(link, 'ecs:DescribeTasks', async () => {
      const command = new DescribeTasksCommand({ cluster, tasks })
      tapWire(command)
      const answer = await link.reads.send(command)
      return (answer.tasks ?? []).map(toStoppedTask)
    })
  )
}

/** An endpoint that does not have the newer reads (moto) answers them with an error page, each time. */
async function orUnsupported<Result>(ask: () => Promise<Result>): Promise<Result> {
  try {
    return await ask()
  } catch (error) {
    if (!(error instanceof AwsError) || !isServerPage(error)) throw error
    const { operation, awsName, message } = error
    throw new AwsError({ kind: 'unsupported', operation, awsName, message })
  }
}

function unusable(operation: string, member: string): never {
  throw new AwsError({
    kind: 'lost',
    operation,
    awsName: 'IncompleteAnswer',
    message: `the answer has no usable ${member}`
  })
}
