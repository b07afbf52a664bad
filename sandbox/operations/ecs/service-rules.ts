import { isMap, type JsonMap, mapOf, mapsOf, numberOf, sameJson, textOf, textsOf } from '../../json.ts'
import type { Question } from '../../world/evaluate.ts'
import type { Cluster, Service, TaskDefinition } from '../../world/state.ts'
import { type Call, passRole, text } from '../operation.ts'
import { invalidParameter, theService } from './common.ts'

/** What ECS refuses, and its message. */
type Rule = readonly [isBroken: boolean, message: string]

/** refuse throws the first broken rule as AwsFault InvalidParameterException. */
export function refuse(...rules: readonly Rule[]): void {
  const broken = rules.find(([isBroken]) => isBroken)
  if (broken) throw invalidParameter(broken[1])
}

/**
 * repeatedCreation returns the service that an earlier request with the same client token created. Throws AwsFault if
 * the name belongs to a service of another request, or of one without a token.
 */
export function repeatedCreation(call: Call, cluster: Cluster): Service | undefined {
  const known = cluster.services.get(text(call, 'serviceName'))
  refuse([known?.status === 'DRAINING', 'Unable to Start a service that is still Draining.'])
  if (known?.status !== 'ACTIVE') return undefined
  const isSame = text(call, 'clientToken') !== '' && known.asked === JSON.stringify(call.input)
  refuse([!isSame, 'Creation of service was not idempotent.'])
  return known
}

/** refuseNetwork refuses a network that does not fit the network mode of the definition. Throws AwsFault. */
export function refuseNetwork(input: JsonMap, definition: TaskDefinition, isNeeded: boolean): void {
  const network = mapOf(mapOf(input, 'networkConfiguration') ?? {}, 'awsvpcConfiguration')
  const awsvpc = textOf(definition.definition, 'networkMode') === 'awsvpc'
  const both =
    textOf(input, 'launchType') !== undefined && mapsOf(input, 'capacityProviderStrategy').length > 0
  refuse(
    [
      both,
      'Specifying both a launch type and capacity provider strategy is not supported. Remove one and try again.'
    ],
    [
      awsvpc && !network && isNeeded,
      "Network Configuration must be provided when networkMode 'awsvpc' is specified."
    ],
    [
      !awsvpc && network !== undefined,
      'Network Configuration is not valid for the given networkMode of this task definition.'
    ],
    [network !== undefined && textsOf(network, 'subnets').length === 0, 'subnets can not be empty.']
  )
}

/** usesFargate reports whether a request asks for Fargate, as a launch type or in its strategy. */
export function usesFargate(input: JsonMap): boolean {
  const providers = mapsOf(input, 'capacityProviderStrategy').map(one => textOf(one, 'capacityProvider'))
  return textOf(input, 'launchType') === 'FARGATE' || providers.some(name => name?.startsWith('FARGATE'))
}

/** refuseCreation refuses an invalid CreateService request, given its task definition. Throws AwsFault. */
export function refuseCreation(input: JsonMap, definition: TaskDefinition): void {
  const daemon = textOf(input, 'schedulingStrategy') === 'DAEMON'
  const compatible = textsOf(definition.definition, 'requiresCompatibilities')
  refuse(
    [
      !daemon && numberOf(input, 'desiredCount') === undefined,
      'The desired count of a service with scheduling strategy REPLICA must be specified.'
    ],
    [
      textOf(input, 'launchType') === 'FARGATE' && !compatible.includes('FARGATE'),
      'Task definition does not support launch_type FARGATE.'
    ]
  )
  // AWS requires it whenever the network mode is awsvpc; the sandbox only for Fargate, as moto does
  refuseNetwork(input, definition, usesFargate(input))
  refuseSettings(input, definition)
}

/** refuseSettings refuses settings that do not fit together or do not fit the task definition. Throws AwsFault. */
export function refuseSettings(input: JsonMap, definition: TaskDefinition): void {
  const bases = mapsOf(input, 'capacityProviderStrategy').filter(one => (numberOf(one, 'base') ?? 0) > 0)
  refuse([
    bases.length > 1,
    'Only one capacity provider in a capacity provider strategy can have a base defined.'
  ])
  const atLaunch = mapsOf(definition.definition, 'volumes').filter(one => one['configuredAtLaunch'] === true)
  for (const { name } of mapsOf(input, 'volumeConfigurations'))
    refuse([
      !atLaunch.some(one => one['name'] === name),
      `The volume ${name} is not configured at launch in the task definition.`
    ])
  const containers = mapsOf(definition.definition, 'containerDefinitions')
  for (const { containerName: name, containerPort: port } of mapsOf(input, 'loadBalancers')) {
    if (name === undefined) continue
    const container = containers.find(one => one['name'] === name)
    const ports = mapsOf(container ?? {}, 'portMappings').map(one => one['containerPort'])
    refuse(
      [!container, `The container ${name} does not exist in the task definition.`],
      [
        port !== undefined && !ports.includes(port),
        `The container ${name} did not have a container port ${port} defined.`
      ]
    )
  }
}

/**
 * refuseForceless refuses a change of capacity without a forced deployment (ECS's message, observed). Throws AwsFault.
 */
export function refuseForceless(input: JsonMap, service: Service): void {
  const wanted = input['capacityProviderStrategy']
  if (wanted === undefined || wanted === null || input['forceNewDeployment'] === true) return
  const [asked, present] = [input, service.settings].map(one =>
    mapsOf(one, 'capacityProviderStrategy').map(completed)
  )
  refuse([
    !sameJson(asked, present),
    'When switching from launch type to capacity provider strategy on an existing service, or making a change to a capacity provider strategy on a service that is already using one, you must force a new deployment.'
  ])
}

/** completed fills an item of a capacity provider strategy with the defaults that ECS returns for absent members. */
export function completed(item: JsonMap): JsonMap {
  return { weight: 0, base: 0, ...item }
}

/** The permissions for roles that a request passes to ECS, and for tags. */
export function alsoNeededFor(call: Call): Question[] {
  const [resource = '*'] = theService(call)
  const context = { 'ecs:CreateAction': 'CreateService' }
  return [
    ...passRole(call, [...new Set(rolesIn(call.input))], 'ecs.amazonaws.com'),
    ...(mapsOf(call.input, 'tags').length > 0 ? [{ action: 'ecs:TagResource', resource, context }] : [])
  ]
}

function rolesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(rolesIn)
  if (!isMap(value)) return []
  return Object.entries(value).flatMap(([key, item]) =>
    typeof item === 'string' ? (/^role(Arn)?$/.test(key) ? [item] : []) : rolesIn(item)
  )
}
