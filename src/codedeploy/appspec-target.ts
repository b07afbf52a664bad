import { oneLine } from '../aws/error.ts'
import type { Problem } from '../errors.ts'
import { isObject, type JsonObject, type JsonValue } from '../json.ts'

/** What to deploy. `definition` is the task definition that the ARN refers to (or will refer to, in a plan). */
export type WantedRevision = {
  readonly service: string
  readonly taskDefinitionArn: string
  readonly definition: JsonObject
}

/** The AppSpec as JSON text for CodeDeploy, or what is wrong with the file or the service. */
export type AppSpecResult = { readonly content: string } | { readonly problems: readonly Problem[] }

/** The container and port that the load balancer sends traffic to. */
export type Balanced = { readonly containerName: string; readonly containerPort: number }

/** What does not match, and whether it is the container or its port. */
export type BalancerFault = {
  readonly about: 'container' | 'port'
  readonly problem: { readonly code: 'appspec-container'; readonly message: string; readonly hint: string }
}

/**
 * checkBalancer compares the load balancer's target with the task definition. ECS does so only after the deployment has
 * begun ("The container … does not exist in the task definition", "… did not have a container port … defined").
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
  const ports = objectsIn(container['portMappings']).map(one => Number(one['containerPort']))
  if (ports.includes(balanced.containerPort)) return undefined
  return {
    about: 'port',
    problem: {
      code: 'appspec-container',
      message: `The traffic would go to port ${balanced.containerPort} of container "${name}", which the task definition does not map (${ports.join(', ') || 'no port'}).`,
      hint: 'Add the port to portMappings of that container, or name one of its ports.'
    }
  }
}

/** objectsIn lists the objects of an array; anything else contains none. */
export function objectsIn(value: JsonValue | undefined): readonly JsonObject[] {
  if (!Array.isArray(value)) return []
  return (value as readonly JsonValue[]).filter(isObject)
}

/**
 * primaryTaskSet returns the task set that serves production traffic, from a service's raw members; undefined if there
 * is none.
 */
export function primaryTaskSet(raw: JsonObject): JsonObject | undefined {
  return objectsIn(raw['taskSets']).find(set => set['status'] === 'PRIMARY')
}

/**
 * runningDefinition returns the task definition that a service of CodeDeploy is running: that of its PRIMARY task set.
 * The service's own member can be the one that it was created with.
 */
export function runningDefinition(service: {
  readonly taskDefinition: string
  readonly raw: JsonObject
}): string {
  const definition = primaryTaskSet(service.raw)?.['taskDefinition']
  return typeof definition === 'string' ? definition : service.taskDefinition
}
