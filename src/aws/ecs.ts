import {
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  DescribeTasksCommand,
  type Failure,
  ListTasksCommand,
  RegisterTaskDefinitionCommand
} from '@aws-sdk/client-ecs'
import type { JsonObject } from '../json.ts'
import type { EcsPort, LiveDefinition, ServiceState } from '../rollout/ports.ts'
import type { AwsContext } from './clients.ts'
import {
  describeServiceDeployments,
  describeServiceRevisions,
  listServiceDeployments,
  stopServiceDeployment
} from './ecs-deployments.ts'
import { type Link, linkEcs, read, unusable } from './ecs-link.ts'
import { createService, updateService } from './ecs-services.ts'
import { rawServices, toLiveDefinition, toServiceState, toStoppedTask } from './ecs-shapes.ts'
import { AwsError } from './error.ts'
import { collectPages, inBatches } from './pages.ts'
import { withoutValues } from './redact.ts'
import { withRetries } from './retry.ts'
import { tapWire } from './wire.ts'

/** Limits of the API reference, "Maximum number of …" of each operation. */
const servicesAtOnce = 10
const tasksAtOnce = 100

/** createEcs makes the EcsPort on the AWS SDK. Every method throws AwsError. */
export function createEcs(context: AwsContext): EcsPort {
  const link = linkEcs(context)
  return {
    describeTaskDefinition: name => describeTaskDefinition(link, name),
    registerTaskDefinition: definition => registerTaskDefinition(link, definition),
    describeServices: (cluster, services) => describeServices(link, cluster, services),
    updateService: request => updateService(link, request),
    createService: request => createService(link, request),
    listServiceDeployments: (cluster, service, since) =>
      listServiceDeployments(link, { cluster, service, since }),
    describeServiceDeployments: arns => describeServiceDeployments(link, arns),
    stopServiceDeployment: arn => stopServiceDeployment(link, arn),
    describeServiceRevisions: arns => describeServiceRevisions(link, arns),
    listStoppedTasks: (cluster, service, limit) => listStoppedTasks(link, { cluster, service, limit })
  }
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
      const tap = tapWire(command)
      const answer = await link.reads.send(command)
      const raw = rawServices(tap.answer())
      const states = (answer.services ?? []).map((service, index) => toServiceState(service, raw[index]))
      return partition(batch, states, answer.failures ?? [])
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
