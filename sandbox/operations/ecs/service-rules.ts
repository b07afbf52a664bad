import { type JsonMap, mapOf, mapsOf, numberOf, sameJson, textOf, textsOf } from '../../json.ts'
import type { Question } from '../../world/evaluate.ts'
import type { Cluster, Service, TaskDefinition } from '../../world/state.ts'
import type { Call } from '../operation.ts'
import { invalidParameter, theService } from './common.ts'

/**
 * repeatedCreation returns the service that an earlier request with the same client token created. Throws AwsFault if
 * the name belongs to a service of another request, or of one without a token.
 */
export function repeatedCreation(call: Call, cluster: Cluster, name: string): Service | undefined {
  const token = textOf(call.input, 'clientToken')
  if (token !== undefined && !/^[!-~]{1,36}$/.test(token))
    throw invalidParameter('Invalid clientToken: up to 36 ASCII characters in the range of 33 to 126.')
  const known = cluster.services.get(name)
  if (known?.status === 'DRAINING')
    throw invalidParameter('Unable to Start a service that is still Draining.')
  if (known?.status !== 'ACTIVE') return undefined
  const isSame =
    token !== undefined && known.asked !== undefined && sameJson(JSON.parse(known.asked), call.input)
  if (!isSame) throw invalidParameter('Creation of service was not idempotent.')
  return known
}

/** refuseCreation refuses an invalid CreateService request, given its task definition. Throws AwsFault. */
export function refuseCreation(input: JsonMap, definition: TaskDefinition): void {
  const daemon = textOf(input, 'schedulingStrategy') === 'DAEMON'
  if (!daemon && numberOf(input, 'desiredCount') === undefined)
    throw invalidParameter(
      'The desired count of a service with scheduling strategy REPLICA must be specified.'
    )
  if ((numberOf(input, 'desiredCount') ?? 0) < 0)
    throw invalidParameter('Desired count must not be negative.')
  const launchType = textOf(input, 'launchType')
  if (launchType !== undefined && mapsOf(input, 'capacityProviderStrategy').length > 0)
    throw invalidParameter(
      'Specifying both a launch type and capacity provider strategy is not supported. Remove one and try again.'
    )
  const compatible = textsOf(definition.definition, 'requiresCompatibilities')
  if (launchType === 'FARGATE' && !compatible.includes('FARGATE'))
    throw invalidParameter('Task definition does not support launch_type FARGATE.')
  refuseNetwork(input, definition)
  refuseSettings(input, definition)
}

function refuseNetwork(input: JsonMap, definition: TaskDefinition): void {
  const network = mapOf(mapOf(input, 'networkConfiguration') ?? {}, 'awsvpcConfiguration')
  const awsvpc = textOf(definition.definition, 'networkMode') === 'awsvpc'
  // AWS requires it whenever the network mode is awsvpc; the sandbox only for Fargate, as moto does
  if (awsvpc && !network && asksForFargate(input))
    throw invalidParameter("Network Configuration must be provided when networkMode 'awsvpc' is specified.")
  if (!awsvpc && network)
    throw invalidParameter(
      'Network Configuration is not valid for the given networkMode of this task definition.'
    )
  if (network && textsOf(network, 'subnets').length === 0) throw invalidParameter('subnets can not be empty.')
}

function asksForFargate(input: JsonMap): boolean {
  const providers = mapsOf(input, 'capacityProviderStrategy').map(
    one => textOf(one, 'capacityProvider') ?? ''
  )
  return textOf(input, 'launchType') === 'FARGATE' || providers.some(name => name.startsWith('FARGATE'))
}

/** refuseSettings refuses settings that do not fit together or do not fit the task definition. Throws AwsFault. */
export function refuseSettings(input: JsonMap, definition: TaskDefinition): void {
  refuseStrategy(mapsOf(input, 'capacityProviderStrategy'))
  refuseBalancers(mapsOf(input, 'loadBalancers'), definition)
  const atLaunch = mapsOf(definition.definition, 'volumes')
    .filter(one => one['configuredAtLaunch'] === true)
    .map(one => textOf(one, 'name'))
  const unknown = mapsOf(input, 'volumeConfigurations').find(one => !atLaunch.includes(textOf(one, 'name')))
  if (unknown)
    throw invalidParameter(
      `The volume ${textOf(unknown, 'name') ?? ''} is not configured at launch in the task definition.`
    )
}

function refuseStrategy(strategy: readonly JsonMap[]): void {
  if (strategy.length > 20)
    throw invalidParameter('A capacity provider strategy can contain a maximum of 20 capacity providers.')
  if (strategy.filter(one => (numberOf(one, 'base') ?? 0) > 0).length > 1)
    throw invalidParameter(
      'Only one capacity provider in a capacity provider strategy can have a base defined.'
    )
  if (strategy.length > 1 && strategy.every(one => (numberOf(one, 'weight') ?? 0) === 0))
    throw invalidParameter('At least one capacity provider must have a weight greater than zero.')
}

function refuseBalancers(balancers: readonly JsonMap[], definition: TaskDefinition): void {
  const containers = mapsOf(definition.definition, 'containerDefinitions')
  for (const balancer of balancers) {
    const name = textOf(balancer, 'containerName')
    const container = containers.find(one => textOf(one, 'name') === name)
    if (name === undefined) continue
    if (!container) throw invalidParameter(`The container ${name} does not exist in the task definition.`)
    const port = numberOf(balancer, 'containerPort')
    const hasPort = mapsOf(container, 'portMappings').some(one => numberOf(one, 'containerPort') === port)
    if (port !== undefined && !hasPort)
      throw invalidParameter(`The container ${name} did not have a container port ${port} defined.`)
  }
}

/**
 * refuseForceless refuses a change of capacity without a forced deployment (ECS's message, observed). Throws AwsFault.
 */
export function refuseForceless(input: JsonMap, service: Service): void {
  const wanted = input['capacityProviderStrategy']
  if (wanted === undefined || wanted === null || input['forceNewDeployment'] === true) return
  const same = sameJson(
    mapsOf(input, 'capacityProviderStrategy').map(completed),
    mapsOf(service.settings, 'capacityProviderStrategy').map(completed)
  )
  if (same) return
  throw invalidParameter(
    'When switching from launch type to capacity provider strategy on an existing service, or making a change to a capacity provider strategy on a service that is already using one, you must force a new deployment.'
  )
}

/** completed fills an item of a capacity provider strategy with the defaults that ECS returns for absent members. */
export function completed(item: JsonMap): JsonMap {
  return { weight: 0, base: 0, ...item }
}

/** The permissions for roles that a request passes to ECS, and for tags. */
export function alsoNeededFor(call: Call): Question[] {
  const roles = [...new Set(roleArnsIn(call.input))]
  const [resource = '*'] = theService(call)
  const context = { 'ecs:CreateAction': 'CreateService' }
  return [
    ...roles.map(role => ({
      action: 'iam:PassRole',
      resource: role,
      context: { 'iam:PassedToService': 'ecs.amazonaws.com' }
    })),
    ...(mapsOf(call.input, 'tags').length > 0 ? [{ action: 'ecs:TagResource', resource, context }] : [])
  ]
}

function roleArnsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(roleArnsIn)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, item]) =>
    typeof item === 'string' && /^role(Arn)?$/.test(key) && item.startsWith('arn:')
      ? [item]
      : roleArnsIn(item)
  )
}
