import { oneLine } from '../aws/error.ts'
import type { Problem } from '../errors.ts'
import { isObject, type JsonObject, type JsonValue } from '../json.ts'

/** What is to be deployed. `definition` is the task definition whose ARN it is (or will be, when a plan is made). */
export type WantedRevision = {
  readonly service: string
  readonly taskDefinitionArn: string
  readonly definition: JsonObject
}

/** JSON text for CodeDeploy, or what is wrong with the file or the service. */
export type AppSpecResult = { readonly content: string } | { readonly problems: readonly Problem[] }

/** Where the load balancer sends traffic. */
export type Balanced = { readonly containerName: string; readonly containerPort: number }

/** What does not fit, and whether it is the container or its port. */
export type BalancerFault = {
  readonly about: 'container' | 'port'
  readonly problem: { readonly code: 'appspec-container'; readonly message: string; readonly hint: string }
}

/**
 * checkBalancer compares the target of the traffic with the task definition, which ECS does only when the
 * deployment has begun ("The container … does not exist in the task definition", "… did not have a container port
 * … defined").
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
        message: `The traffic is to go to container "${name}", which the task definition does not have (${known.join(', ')}).`,
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
      message: `The traffic is to go to port ${balanced.containerPort} of container "${name}", which the task definition does not map (${ports.join(', ') || 'no port'}).`,
      hint: 'Add the port to portMappings of that container, or name one that stands there.'
    }
  }
}

/** objectsIn lists the objects of an array; anything else has none. */
export function objectsIn(value: JsonValue | undefined): readonly JsonObject[] {
  if (!Array.isArray(value)) return []
  return (value as readonly JsonValue[]).filter(isObject)
}

/**
 * primaryTaskSet is the task set that serves production traffic, of a service's raw members; undefined when there
 * is none.
 */
export function primaryTaskSet(raw: JsonObject): JsonObject | undefined {
  return objectsIn(raw['taskSets']).find(set => set['status'] === 'PRIMARY')
}

/**
 * runningDefinition is the task definition that a service of CodeDeploy runs: its PRIMARY task set's. The service's own
 * member can be the one it was created with.
 */
export function runningDefinition(service: {
  readonly taskDefinition: string
  readonly raw: JsonObject
}): string {
  const definition = primaryTaskSet(service.raw)?.['taskDefinition']
  return typeof definition === 'string' ? definition : service.taskDefinition
}
