import type { Problem } from '../errors.ts'
import type { JsonObject, JsonValue } from '../json.ts'
import {
  type AppSpecResult,
  type Balanced,
  checkBalancer,
  objectsIn,
  primaryTaskSet,
  type WantedRevision
} from './appspec-target.ts'

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
