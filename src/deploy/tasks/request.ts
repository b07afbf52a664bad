import { createHash } from 'node:crypto'
import type { Problem } from '../../errors.ts'
import type { RunTaskInputs } from '../../inputs/read-deploy.ts'
import { isObject, type JsonObject, type JsonValue } from '../../json.ts'
import { present } from '../../present.ts'
import { settingOf } from '../../rollout/deployments.ts'

/** Why RunTask could not start a task: `reason` is a word such as `RESOURCE:MEMORY`, or a sentence. */
export type PlacementFailure = { readonly arn?: string; readonly reason: string; readonly detail?: string }

/** A container of a task. `exitCode` is absent while it runs, and always if it never ran. */
export type TaskContainer = {
  readonly name: string
  readonly lastStatus?: string
  readonly exitCode?: number
  readonly reason?: string
}

/** A task as returned by DescribeTasks. */
export type TaskState = {
  readonly arn: string
  /**
   * PROVISIONING, PENDING, ACTIVATING, RUNNING, DEACTIVATING, STOPPING, DEPROVISIONING, STOPPED, or a future status.
   */
  readonly lastStatus: string
  readonly stopCode?: string
  readonly stoppedReason?: string
  /** It was RUNNING at some time. */
  readonly hasRun?: true
  readonly containers: readonly TaskContainer[]
}

/** The ECS calls for standalone tasks. Every method throws AwsError. */
export interface TasksPort {
  /**
   * Sends the request unmodified. It must contain a `clientToken`, with which ECS starts nothing twice, so that a call
   * whose response is lost is repeated inside (API reference, "Ensuring idempotency").
   */
  runTask(request: JsonObject): Promise<{
    readonly taskArns: readonly string[]
    readonly failures: readonly PlacementFailure[]
  }>
  /** Undefined if ECS does not know the task (yet, or any more). */
  describeTask(cluster: string, arn: string): Promise<TaskState | undefined>
  /** `reason` becomes the task's stopped reason. Stopping twice is harmless. */
  stopTask(cluster: string, arn: string, reason: string): Promise<void>
}

/** The parts of the request. */
export type RequestSources = {
  readonly cluster: string
  readonly taskDefinitionArn: string
  /** The definition of that revision: its network mode and compatibilities. */
  readonly definition: JsonObject
  /** The service as returned by DescribeServices, whose network and capacity are used; absent if there is none. */
  readonly service?: JsonObject
  readonly inputs: RunTaskInputs
  readonly clientToken: string
  /** Copies the definition's tags to the task. */
  readonly propagateTags?: 'TASK_DEFINITION'
}

/** RunTask's request, or why it cannot be built. */
export type MadeRequest = { readonly request: JsonObject } | { readonly problem: Problem }

/** makeRequest builds RunTask's request from the inputs, and takes the rest from the service. Pure. */
export function makeRequest(sources: RequestSources): MadeRequest {
  const { inputs, definition } = sources
  const network = networkOf(sources)
  if (definition['networkMode'] === 'awsvpc' && subnetsOf(network).length === 0)
    return { problem: noNetwork(sources) }
  const { containerOverrides, tags, managedVolume } = inputs
  const request: Record<string, JsonValue> = {
    cluster: sources.cluster,
    taskDefinition: sources.taskDefinitionArn,
    count: 1,
    clientToken: sources.clientToken,
    startedBy: inputs.startedBy,
    ...capacityOf(sources),
    ...present({ networkConfiguration: network && { awsvpcConfiguration: network } }),
    ...(containerOverrides.length === 0 ? {} : { overrides: { containerOverrides } }),
    ...(tags.length === 0 ? {} : { tags }),
    ...present({ volumeConfigurations: managedVolume && [managedVolume] }),
    ...present({ enableECSManagedTags: inputs.enableEcsManagedTags, propagateTags: sources.propagateTags })
  }
  return { request }
}

/**
 * An awsvpc configuration: that of the service, overridden by the inputs. Other network modes do not use one. If an
 * input sets one anyway, it is sent, because ECS's rejection explains the mistake better than ignoring it.
 */
function networkOf({ inputs, service = {}, definition }: RequestSources): JsonObject | undefined {
  const { subnets, securityGroups, assignPublicIp, isNetworkWhole } = inputs
  const asked = {
    ...(subnets.length === 0 ? {} : { subnets }),
    ...(securityGroups.length === 0 ? {} : { securityGroups }),
    ...present({ assignPublicIp })
  }
  if (isNetworkWhole) return { assignPublicIp: 'DISABLED', ...asked }
  if (definition['networkMode'] === 'awsvpc') {
    const own = settingOf(service, 'networkConfiguration')
    const copied = isObject(own) ? own['awsvpcConfiguration'] : undefined
    return { ...(isObject(copied) ? copied : {}), ...asked }
  }
  return Object.keys(asked).length === 0 ? undefined : asked
}

function subnetsOf(network: JsonObject | undefined): readonly JsonValue[] {
  const subnets = network?.['subnets']
  return Array.isArray(subnets) ? subnets : []
}

/** A launch type or a strategy, never both; a platform version is only for Fargate. */
function capacityOf({ inputs, service = {}, definition }: RequestSources): JsonObject {
  if (inputs.capacityProviderStrategy.length > 0)
    return { capacityProviderStrategy: inputs.capacityProviderStrategy }
  const version = settingOf(service, 'platformVersion')
  const platform = typeof version === 'string' && version !== '' ? { platformVersion: version } : {}
  if (inputs.launchType !== undefined) {
    const keep = inputs.launchType === 'FARGATE' && settingOf(service, 'launchType') === 'FARGATE'
    return { launchType: inputs.launchType, ...(keep ? platform : {}) }
  }
  const strategy = settingOf(service, 'capacityProviderStrategy')
  if (Array.isArray(strategy) && strategy.length > 0)
    return { capacityProviderStrategy: strategy, ...platform }
  const launchType = settingOf(service, 'launchType')
  if (typeof launchType === 'string') return { launchType, ...platform }
  const compatible = definition['requiresCompatibilities']
  // without a launch type, ECS uses the cluster's default strategy, or EC2 if it has none
  return Array.isArray(compatible) && compatible.length === 1 && compatible[0] === 'FARGATE'
    ? { launchType: 'FARGATE' }
    : {}
}

function noNetwork({ taskDefinitionArn, service }: RequestSources): Problem {
  const name = taskDefinitionArn.split('/').at(-1) ?? taskDefinitionArn
  const where = service === undefined ? 'and there is no service to take it from' : 'and the service has none'
  return {
    code: 'no-task-network',
    fault: 'user',
    message: `The one-off task of ${name} needs a network (networkMode awsvpc), ${where}.`,
    hint: 'Set run-task-subnets, and run-task-security-groups if the default group is not suitable.'
  }
}

/**
 * clientTokenOf derives RunTask's token: the same parts give the same token, so that a repeated call starts nothing
 * twice. `run` identifies the run and its attempt, so that a job that is run again also runs its task again. `asked` is
 * the input, because two steps of one job can run two tasks of a revision. 64 characters, the most that ECS accepts.
 */
export function clientTokenOf(parts: {
  readonly run: string
  readonly cluster: string
  readonly taskDefinitionArn: string
  readonly asked?: object
}): string {
  const { run, cluster, taskDefinitionArn, asked = {} } = parts
  return createHash('sha256')
    .update(JSON.stringify([run, cluster, taskDefinitionArn, asked]))
    .digest('hex')
}
