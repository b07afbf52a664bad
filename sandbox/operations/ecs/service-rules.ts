import type * as ecs from '@aws-sdk/client-ecs'
import { isMap, sameJson } from '../../json.ts'
import type { Question } from '../../world/evaluate.ts'
import { portProblem } from '../../world/lookup.ts'
import type { Cluster, Service, TaskDefinition } from '../../world/state.ts'
import { type Call, passRole } from '../operation.ts'
import { refuse, theService } from './common.ts'

/** What the requests of CreateService, UpdateService and RunTask have in common. */
type Launch = Pick<
  ecs.CreateServiceCommandInput,
  'launchType' | 'capacityProviderStrategy' | 'networkConfiguration' | 'loadBalancers'
> & { readonly volumeConfigurations?: readonly { readonly name: string | undefined }[] | undefined }

/**
 * repeatedCreation returns the service that an earlier request with the same client token created. Throws AwsFault if
 * the name belongs to a service of another request, or of one without a token.
 */
export function repeatedCreation(
  { input }: Call<ecs.CreateServiceCommandInput>,
  cluster: Cluster
): Service | undefined {
  const known = cluster.services.get(input.serviceName ?? '')
  refuse([known?.status === 'DRAINING', 'Unable to Start a service that is still Draining.'])
  if (known?.status !== 'ACTIVE') return undefined
  const isSame = input.clientToken && known.asked === JSON.stringify(input)
  refuse([!isSame, 'Creation of service was not idempotent.'])
  return known
}

/** refuseNetwork refuses a network that does not fit the network mode of the definition. Throws AwsFault. */
export function refuseNetwork(input: Launch, { definition }: TaskDefinition, isNeeded: boolean): void {
  const network = input.networkConfiguration?.awsvpcConfiguration
  const awsvpc = definition.networkMode === 'awsvpc'
  refuse(
    [
      input.launchType !== undefined && input.capacityProviderStrategy?.length,
      'Specifying both a launch type and capacity provider strategy is not supported. Remove one and try again.'
    ],
    [
      awsvpc && !network && isNeeded,
      "Network Configuration must be provided when networkMode 'awsvpc' is specified."
    ],
    [
      !awsvpc && network,
      'Network Configuration is not valid for the given networkMode of this task definition.'
    ],
    [network && !network.subnets?.length, 'subnets can not be empty.']
  )
}

/** usesFargate reports whether a request asks for Fargate, as a launch type or in its strategy. */
export function usesFargate({ launchType, capacityProviderStrategy: strategy = [] }: Launch): boolean {
  return launchType === 'FARGATE' || strategy.some(one => one.capacityProvider?.startsWith('FARGATE'))
}

/** refuseCreation refuses an invalid CreateService request, given its task definition. Throws AwsFault. */
export function refuseCreation(input: ecs.CreateServiceCommandInput, definition: TaskDefinition): void {
  refuse(
    [
      input.schedulingStrategy !== 'DAEMON' && input.desiredCount === undefined,
      'The desired count of a service with scheduling strategy REPLICA must be specified.'
    ],
    [
      input.launchType === 'FARGATE' && !definition.definition.requiresCompatibilities?.includes('FARGATE'),
      'Task definition does not support launch_type FARGATE.'
    ]
  )
  // AWS requires it whenever the network mode is awsvpc; the sandbox only for Fargate, as moto does
  refuseNetwork(input, definition, usesFargate(input))
  refuseSettings(input, definition)
}

/** refuseSettings refuses settings that do not fit together or do not fit the task definition. Throws AwsFault. */
export function refuseSettings(input: Launch, { definition }: TaskDefinition): void {
  const { capacityProviderStrategy = [], volumeConfigurations = [], loadBalancers = [] } = input
  refuse([
    capacityProviderStrategy.filter(({ base = 0 }) => base > 0).length > 1,
    'Only one capacity provider in a capacity provider strategy can have a base defined.'
  ])
  const atLaunch = definition.volumes?.filter(one => one.configuredAtLaunch).map(one => one.name) ?? []
  for (const { name } of volumeConfigurations)
    refuse([
      !atLaunch.includes(name),
      `The volume ${name} is not configured at launch in the task definition.`
    ])
  for (const { containerName, containerPort } of loadBalancers) {
    const problem = containerName && portProblem(definition, containerName, containerPort)
    if (problem) refuse([true, problem])
  }
}

/**
 * refuseForceless refuses a change of capacity without a forced deployment (ECS's message, observed). Throws AwsFault.
 */
export function refuseForceless(input: ecs.UpdateServiceCommandInput, { settings }: Service): void {
  if (input.capacityProviderStrategy === undefined || input.forceNewDeployment) return
  const [asked, present] = [input, settings].map(one => one.capacityProviderStrategy?.map(completed) ?? [])
  refuse([
    !sameJson(asked, present),
    'When switching from launch type to capacity provider strategy on an existing service, or making a change to a capacity provider strategy on a service that is already using one, you must force a new deployment.'
  ])
}

/** completed fills an item of a capacity provider strategy with the defaults that ECS returns for absent members. */
export function completed(item: ecs.CapacityProviderStrategyItem): ecs.CapacityProviderStrategyItem {
  return { weight: 0, base: 0, ...item }
}

/** The permissions for roles that a request passes to ECS, and for tags. */
export function alsoNeededFor(
  call: Call<Parameters<typeof theService>[0]['input'] & { readonly tags?: readonly ecs.Tag[] | undefined }>
): Question[] {
  const [resource = '*'] = theService(call)
  const context = { 'ecs:CreateAction': 'CreateService' }
  return [
    ...passRole(call, [...new Set(rolesIn(call.input))], 'ecs.amazonaws.com'),
    ...(call.input.tags?.length ? [{ action: 'ecs:TagResource', resource, context }] : [])
  ]
}

function rolesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(rolesIn)
  if (!isMap(value)) return []
  return Object.entries(value).flatMap(([key, item]) =>
    typeof item === 'string' ? (/^role(Arn)?$/.test(key) ? [item] : []) : rolesIn(item)
  )
}
