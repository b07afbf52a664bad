import { oneLine } from '../aws/error.ts'
import type { Problem } from '../errors.ts'
import { type JsonObject, type JsonValue, objectsIn } from '../json.ts'

/** What to deploy. `definition` is the task definition that the ARN refers to (or will refer to, in a plan). */
export type WantedRevision = {
  readonly service: string
  readonly taskDefinitionArn: string
  readonly definition: JsonObject
}

/** The AppSpec as JSON text for CodeDeploy, or what is wrong with the file or the service. */
export type AppSpecResult = { readonly content: string } | { readonly problems: readonly Problem[] }

/** The container and port that the load balancer sends traffic to. */
type Balanced = { readonly containerName: string; readonly containerPort: number }

/** What does not match, and whether it is the container or its port. */
type BalancerFault = {
  readonly about: 'container' | 'port'
  readonly problem: { readonly code: 'appspec-container'; readonly message: string; readonly hint: string }
}

/**
 * makeAppSpec derives an AppSpec from a running service: its load balancer's target, platform version, network and
 * capacity providers are preserved. Hooks cannot be derived; if there are any, an AppSpec file is needed.
 */
export function makeAppSpec(raw: JsonObject, wanted: WantedRevision): AppSpecResult {
  const from = settingsOf(raw)
  const balanced = balancedOf(from, wanted.service)
  if ('problem' in balanced) return { problems: [balanced.problem] }
  const fault = checkBalancer(balanced, wanted)
  if (fault) return { problems: [{ ...fault.problem, fault: 'user', service: wanted.service }] }
  const properties: JsonObject = {
    TaskDefinition: wanted.taskDefinitionArn,
    LoadBalancerInfo: { ContainerName: balanced.containerName, ContainerPort: balanced.containerPort },
    ...platformOf(from),
    ...networkOf(from),
    ...capacityOf(from)
  }
  const service = { Type: 'AWS::ECS::Service', Properties: properties }
  return { content: JSON.stringify({ version: 1, Resources: [{ TargetService: service }] }) }
}

/** A service of CodeDeploy has its settings on the service itself, and later changes on its PRIMARY task set. */
function settingsOf(raw: JsonObject): JsonObject {
  const primary = primaryTaskSet(raw)
  const settings = ['loadBalancers', 'platformVersion', 'networkConfiguration', 'capacityProviderStrategy']
  return Object.fromEntries(
    settings.flatMap(key => {
      const value = isEmpty(raw[key]) ? primary?.[key] : raw[key]
      return value === undefined || isEmpty(value) ? [] : [[key, value]]
    })
  )
}

function isEmpty(value: JsonValue | undefined): boolean {
  return value === undefined || value === null || (Array.isArray(value) && value.length === 0)
}

function balancedOf(from: JsonObject, service: string): Balanced | { readonly problem: Problem } {
  const targets = new Map(
    objectsIn(from['loadBalancers']).flatMap(one => {
      const { containerName, containerPort } = one
      return typeof containerName === 'string' && typeof containerPort === 'number'
        ? [[`${containerName}:${containerPort}`, { containerName, containerPort }]]
        : []
    })
  )
  const [first] = targets.values()
  if (first !== undefined && targets.size === 1) return first
  const found =
    targets.size === 0 ? 'has no load balancer' : `has load balancers before ${targets.size} different ports`
  return {
    problem: {
      code: 'appspec-not-made',
      fault: 'user',
      service,
      message: `Cannot generate an AppSpec for service "${service}": it ${found}, and CodeDeploy needs to know the one container and port that get the traffic.`,
      hint: 'Write an AppSpec file with LoadBalancerInfo and name it in the input codedeploy-appspec.'
    }
  }
}

function platformOf(from: JsonObject): JsonObject {
  const version = from['platformVersion']
  return typeof version === 'string' ? { PlatformVersion: version } : {}
}

/**
 * CodeDeploy requires all three or none; with none, it keeps the service's own (AppSpec reference for ECS,
 * NetworkConfiguration).
 */
function networkOf(from: JsonObject): JsonObject {
  const configuration = objectsIn([from['networkConfiguration'] ?? null])[0]?.['awsvpcConfiguration']
  const [network] = objectsIn([configuration ?? null])
  const subnets = network?.['subnets']
  const securityGroups = network?.['securityGroups']
  const assignPublicIp = network?.['assignPublicIp']
  const complete = !isEmpty(subnets) && !isEmpty(securityGroups) && typeof assignPublicIp === 'string'
  if (!complete || subnets === undefined || securityGroups === undefined) return {}
  return {
    NetworkConfiguration: {
      AwsvpcConfiguration: {
        Subnets: subnets,
        SecurityGroups: securityGroups,
        AssignPublicIp: assignPublicIp
      }
    }
  }
}

function capacityOf(from: JsonObject): JsonObject {
  const strategy = objectsIn(from['capacityProviderStrategy']).map(one => ({
    CapacityProvider: one['capacityProvider'] ?? null,
    Weight: one['weight'] ?? 0,
    Base: one['base'] ?? 0
  }))
  return strategy.length === 0 ? {} : { CapacityProviderStrategy: strategy }
}

/**
 * checkBalancer compares the load balancer's target with the task definition. ECS does so only after the revision is
 * registered, with CodeDeploy only after the deployment has begun ("The container … does not exist in the task
 * definition", "… did not have a container port … defined").
 */
export function checkBalancer(
  balanced: Balanced,
  wanted: { readonly definition: JsonObject }
): BalancerFault | undefined {
  const containers = objectsIn(wanted.definition['containerDefinitions'])
  if (containers.length === 0) return undefined
  const name = oneLine(balanced.containerName)
  const container = containers.find(one => one['name'] === balanced.containerName)
  if (container === undefined) {
    const known = containers.flatMap(one => (typeof one['name'] === 'string' ? [oneLine(one['name'])] : []))
    return {
      about: 'container',
      problem: {
        code: 'appspec-container',
        message: `The traffic would go to container "${name}", which the task definition does not have (${known.join(', ')}).`,
        hint: 'Name a container of the task definition; the service and the AppSpec must agree with it.'
      }
    }
  }
  const mappings = objectsIn(container['portMappings'])
  if (mappings.some(one => isMapped(balanced.containerPort, one))) return undefined
  const ports = mappings.map(one => oneLine(String(one['containerPortRange'] ?? one['containerPort'])))
  return {
    about: 'port',
    problem: {
      code: 'appspec-container',
      message: `The traffic would go to port ${balanced.containerPort} of container "${name}", which the task definition does not map (${ports.join(', ') || 'no port'}).`,
      hint: 'Add the port to portMappings of that container, or name one of its ports.'
    }
  }
}

function isMapped(port: number, { containerPort, containerPortRange }: JsonObject): boolean {
  if (typeof containerPortRange !== 'string') return Number(containerPort) === port
  const [first = Number.NaN, last = first] = containerPortRange.split('-').map(Number)
  return first <= port && port <= last
}

/**
 * primaryTaskSet returns the task set that serves production traffic, from a service's raw members; undefined if there
 * is none.
 */
function primaryTaskSet(raw: JsonObject): JsonObject | undefined {
  return objectsIn(raw['taskSets']).find(set => set['status'] === 'PRIMARY')
}
