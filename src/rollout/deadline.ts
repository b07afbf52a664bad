import { isObject, type JsonObject, type JsonValue } from '../json.ts'

const MINUTE_MS = 60_000

/**
 * ECS ends every deployment after 30 days. Source: ECS developer guide, "Lifecycle stages for Amazon ECS service
 * deployments".
 */
const LONGEST_MS = 30 * 24 * 60 * MINUTE_MS

/**
 * longestWait returns how long to watch a deployment, in milliseconds: the requested timeout plus the deployment's own
 * waiting time, limited to the longest time that ECS lets a deployment last.
 */
export function longestWait(service: JsonObject, limit: number): number {
  return Math.min(limit + bakingTime(service), LONGEST_MS)
}

/**
 * bakingTime returns how long a deployment waits by design, in milliseconds: the bake time and, for linear and canary
 * deployments, the bake times of the earlier steps. It is added to the timeout.
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
