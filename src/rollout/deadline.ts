import { isObject, type JsonObject, type JsonValue } from '../json.ts'

const MINUTE_MS = 60_000

/** ECS ends every deployment after 30 days. Source: ECS developer guide, "Lifecycle stages for Amazon ECS service deployments". */
const LONGEST_MS = 30 * 24 * 60 * MINUTE_MS

/**
 * longestWait is how long a deployment is watched, in milliseconds: what a person wants to wait and what it waits on purpose,
 * and never longer than ECS lets any deployment last.
 */
export function longestWait(service: JsonObject, limit: number): number {
  return Math.min(limit + bakingTime(service), LONGEST_MS)
}

/**
 * bakingTime is how long a deployment waits on purpose, in milliseconds: the bake time, and for linear and canary
 * deployments the bakes of the steps before. A time-out is counted on top of it.
 * Source: ECS API, DeploymentConfiguration (bakeTimeInMinutes, linearConfiguration, canaryConfiguration and their
 * defaults).
 */
function bakingTime(service: JsonObject): number {
  const configuration = objectOf(service['deploymentConfiguration'])
  const bake = numberOf(configuration['bakeTimeInMinutes'], 0)
  switch (configuration['strategy']) {
    case 'BLUE_GREEN':
      return bake * MINUTE_MS
    case 'LINEAR': {
      const linear = objectOf(configuration['linearConfiguration'])
      const step = Math.max(3, numberOf(linear['stepPercent'], 10))
      const steps = Math.ceil(100 / step) - 1
      return (steps * numberOf(linear['stepBakeTimeInMinutes'], 6) + bake) * MINUTE_MS
    }
    case 'CANARY': {
      const canary = objectOf(configuration['canaryConfiguration'])
      return (numberOf(canary['canaryBakeTimeInMinutes'], 10) + bake) * MINUTE_MS
    }
    default:
      return 0
  }
}

function objectOf(value: JsonValue | undefined): JsonObject {
  return isObject(value) ? value : {}
}

function numberOf(value: JsonValue | undefined, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise
}
