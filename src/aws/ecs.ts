import type { Failure, Task as SdkTask, Service } from '@aws-sdk/client-ecs'
import { lastPartOf } from '../arn.ts'
import type { PlacementFailure, TaskState, TasksPort } from '../deploy/tasks/ports.ts'
import type { JsonObject } from '../json.ts'
import { present } from '../present.ts'
import type {
  CreateServiceRequest,
  EcsPort,
  LiveDefinition,
  ServiceState,
  StoppedTask,
  UpdateServiceRequest
} from '../rollout/ports.ts'
import {
  continueServiceDeployment,
  describeServiceDeployments,
  describeServiceRevisions,
  listServiceDeployments,
  stopServiceDeployment
} from './ecs-deployments.ts'
import { rawService, rawServices, toLiveDefinition, toServiceState, toStoppedTask } from './ecs-shapes.ts'
import { AwsError } from './error.ts'
import { withoutValues } from './redact.ts'
import {
  collectPages,
  exchange,
  inBatches,
  type Link,
  openLink,
  orMissing,
  repeatable,
  send,
  unusable
} from './send.ts'
import { type AwsContext, ECS, type EcsSdk } from './services.ts'

/** Limits of the API reference, "Maximum number of …" of each operation. */
const servicesAtOnce = 10
const tasksAtOnce = 100
const perPage = 100

type EcsLink = Link<EcsSdk>

/** createEcs implements EcsPort with the AWS SDK. Every method throws AwsError. */
export function createEcs(context: AwsContext): EcsPort {
  const link = openLink(ECS, context)
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
    continueServiceDeployment: request => continueServiceDeployment(link, request),
    describeServiceRevisions: arns => describeServiceRevisions(link, arns),
    listStoppedTasks: (cluster, service, limit) => listStoppedTasks(link, { cluster, service, limit })
  }
}

function describeTaskDefinition({ reads }: EcsLink, name: string): Promise<LiveDefinition | undefined> {
  const operation = 'ecs:DescribeTaskDefinition'
  const call = exchange(reads, operation, {
    command: sdk => new sdk.DescribeTaskDefinitionCommand({ taskDefinition: name, include: ['TAGS'] }),
    read: (_, raw) => toLiveDefinition(raw) ?? unusable(operation, 'usable taskDefinition')
  })
  // ECS has no specific exception for it: ClientException with exactly this message
  return orMissing(call, ({ message }) => message.startsWith('Unable to describe task definition'))
}

function registerTaskDefinition({ writes }: EcsLink, definition: JsonObject): Promise<LiveDefinition> {
  const operation = 'ecs:RegisterTaskDefinition'
  const call = exchange(writes, operation, {
    // the SDK serializes a placeholder; the body is what is sent
    command: sdk => new sdk.RegisterTaskDefinitionCommand({ family: '-', containerDefinitions: [] }),
    body: definition,
    read: (_, raw) => toLiveDefinition(raw) ?? unusable(operation, 'usable taskDefinition')
  })
  return withoutValues(definition, call)
}

async function describeServices({ reads }: EcsLink, cluster: string, services: readonly string[]) {
  const found = await inBatches([...new Set(services)], servicesAtOnce, batch =>
    exchange(reads, 'ecs:DescribeServices', {
      command: sdk => new sdk.DescribeServicesCommand({ cluster, services: batch }),
      read: (answer, json) => {
        const raw = rawServices(json)
        const states = (answer.services ?? []).map((service, index) => toServiceState(service, raw[index]))
        return partition(batch, states, answer.failures ?? [])
      }
    })
  )
  return {
    services: found.flatMap(entry => (typeof entry === 'string' ? [] : [entry])),
    missing: found.flatMap(entry => (typeof entry === 'string' ? [entry] : []))
  }
}

/** Each requested name becomes its state, or remains a name if ECS reports it as MISSING. */
function partition(
  asked: readonly string[],
  states: readonly ServiceState[],
  failures: readonly Failure[]
): readonly (ServiceState | string)[] {
  const operation = 'ecs:DescribeServices'
  return asked.map(name => {
    const state = states.find(({ service, serviceArn }) => service === name || serviceArn === name)
    if (state) return state
    const failure = failures.find(({ arn }) => arn === name || (arn && lastPartOf(arn) === name))
    if (failure?.reason === 'MISSING') return name
    if (failure === undefined) return unusable(operation, `usable service ${name}`)
    const message = `${failure.reason ?? 'failure'}${failure.detail === undefined ? '' : `: ${failure.detail}`}`
    throw new AwsError({ kind: 'refused', operation, awsName: failure.reason ?? 'Failure', message })
  })
}

/** The request is sent unmodified, including members that the SDK does not know. */
function updateService({ writes }: EcsLink, request: UpdateServiceRequest): Promise<ServiceState> {
  const operation = 'ecs:UpdateService'
  const { members, ...named } = request
  const body: JsonObject = { ...members, ...present(named) }
  const call = exchange(writes, operation, {
    command: sdk => new sdk.UpdateServiceCommand({ service: '-' }),
    body,
    read: ({ service }, raw) => stateIn(operation, service, raw)
  })
  return withoutValues(body, call)
}

/** The request is sent unmodified, including its client token. */
function createService({ writes }: EcsLink, request: CreateServiceRequest): Promise<ServiceState> {
  const operation = 'ecs:CreateService'
  const call = exchange(writes, operation, {
    command: sdk => new sdk.CreateServiceCommand({ serviceName: '-' }),
    body: request,
    read: ({ service }, raw) => stateIn(operation, service, raw)
  })
  return withoutValues(request, call)
}

function stateIn(operation: string, service: Service | undefined, raw: JsonObject): ServiceState {
  return service ? toServiceState(service, rawService(raw)) : unusable(operation, 'usable service')
}

async function listStoppedTasks(
  { reads }: EcsLink,
  of: { readonly cluster: string; readonly service: string; readonly limit: number }
): Promise<readonly StoppedTask[]> {
  const { cluster, service: serviceName } = of
  const operation = 'ecs:ListTasks'
  const fetch = async (nextToken: string | undefined) => {
    const command = (sdk: EcsSdk) =>
      new sdk.ListTasksCommand({
        cluster,
        serviceName,
        desiredStatus: 'STOPPED',
        maxResults: perPage,
        ...present({ nextToken })
      })
    const answer = await send(reads, operation, command)
    return { items: answer.taskArns, next: answer.nextToken }
  }
  const arns = await collectPages(operation, fetch, of.limit)
  return inBatches(arns, tasksAtOnce, async tasks => {
    const command = (sdk: EcsSdk) => new sdk.DescribeTasksCommand({ cluster, tasks })
    return ((await send(reads, 'ecs:DescribeTasks', command)).tasks ?? []).map(toStoppedTask)
  })
}

/** createTasks implements TasksPort with the AWS SDK. Every method throws AwsError. */
export function createTasks(context: AwsContext): TasksPort {
  const link = openLink(ECS, context)
  return {
    runTask: request => runTask(link, request),
    describeTask: (cluster, arn) => describeTask(link, cluster, arn),
    stopTask: async (cluster, task, reason) => {
      await send(link.writes, 'ecs:StopTask', sdk => new sdk.StopTaskCommand({ cluster, task, reason }))
    }
  }
}

type Started = Awaited<ReturnType<TasksPort['runTask']>>

function runTask({ writes }: EcsLink, request: JsonObject): Promise<Started> {
  const operation = 'ecs:RunTask'
  // with a client token, ECS responds to a repeated request with the task that it started before
  const channel = typeof request['clientToken'] === 'string' ? repeatable(writes) : writes
  const call = exchange(channel, operation, {
    command: sdk => new sdk.RunTaskCommand({ taskDefinition: '-' }),
    body: request,
    read: ({ tasks = [], failures = [] }): Started => {
      const taskArns = tasks.map(({ taskArn }) => taskArn ?? unusable(operation, 'usable taskArn'))
      return { taskArns, failures: failures.map(toFailure) }
    },
    readException: startedBefore
  })
  return withoutValues(request, call)
}

/**
 * The same token with another request: this run has already started its task, and the service that provides the network
 * has changed since. ConflictException names the tasks (API reference, RunTask).
 */
function startedBefore(error: unknown): Started | undefined {
  const taskArns = isConflict(error) ? (error.resourceIds ?? []) : []
  return taskArns.length === 0 ? undefined : { taskArns, failures: [] }
}

function isConflict(error: unknown): error is Error & { readonly resourceIds?: string[] } {
  return error instanceof Error && error.name === 'ConflictException'
}

function toFailure({ arn, reason, detail }: Failure): PlacementFailure {
  return {
    reason: reason ?? 'no reason given',
    ...present({ arn, detail })
  }
}

async function describeTask(
  { reads }: EcsLink,
  cluster: string,
  arn: string
): Promise<TaskState | undefined> {
  const operation = 'ecs:DescribeTasks'
  const command = (sdk: EcsSdk) => new sdk.DescribeTasksCommand({ cluster, tasks: [arn] })
  const { tasks } = await send(reads, operation, command)
  const found = tasks?.find(({ taskArn = '' }) => lastPartOf(taskArn) === lastPartOf(arn))
  if (found === undefined && tasks?.length) unusable(operation, `task ${lastPartOf(arn)}`)
  return found && toTaskState(found)
}

function toTaskState(task: SdkTask): TaskState {
  const { stopCode, stoppedReason } = task
  return {
    arn: task.taskArn ?? '',
    lastStatus: task.lastStatus ?? '',
    containers: (task.containers ?? []).map(({ name, lastStatus, exitCode, reason }) => ({
      name: name ?? '',
      ...present({ lastStatus, exitCode, reason })
    })),
    // an endpoint that has none of them returns empty texts
    ...present({
      hasRun: task.startedAt === undefined ? undefined : (true as const),
      stopCode: (stopCode as string | undefined) || undefined,
      stoppedReason: stoppedReason || undefined
    })
  }
}
