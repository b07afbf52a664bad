import { booleanOf, type JsonMap, mapOf, numberOf, textOf } from '../../json.ts'
import type { DeploymentConfiguration } from '../../world/state.ts'
import { invalidParameter } from './common.ts'

/** What a service has when nothing is said (ECS API defaults for REPLICA). */
export const DEFAULT_CONFIGURATION: DeploymentConfiguration = {
  minimumHealthyPercent: 100,
  maximumPercent: 200,
  circuitBreaker: {
    enable: false,
    rollback: false,
    resetOnHealthyTask: true,
    threshold: { type: 'BOUNDED_PERCENT', value: 50 }
  },
  given: {}
}

/**
 * configurationOf merges a `deploymentConfiguration` member into what a service has. Throws AwsFault InvalidParameterException,
 * also for a strategy other than ROLLING, which the sandbox doesn't play.
 */
export function configurationOf(
  current: DeploymentConfiguration,
  given: JsonMap | undefined
): DeploymentConfiguration {
  if (!given) return current
  const strategy = textOf(given, 'strategy') ?? 'ROLLING'
  if (strategy !== 'ROLLING')
    throw invalidParameter(`The sandbox plays deployment strategy ROLLING only, not ${strategy}.`)
  const minimum = numberOf(given, 'minimumHealthyPercent') ?? current.minimumHealthyPercent
  const maximum = numberOf(given, 'maximumPercent') ?? current.maximumPercent
  if (minimum < 0 || maximum > 200 || maximum < 0 || (minimum >= 100 && maximum < 100))
    throw invalidParameter('Invalid deployment configuration: minimumHealthyPercent and maximumPercent.')
  return {
    minimumHealthyPercent: minimum,
    maximumPercent: maximum,
    circuitBreaker: breakerOf(current, mapOf(given, 'deploymentCircuitBreaker')),
    given: { ...current.given, ...given }
  }
}

function breakerOf(
  current: DeploymentConfiguration,
  given: JsonMap | undefined
): DeploymentConfiguration['circuitBreaker'] {
  if (!given) return current.circuitBreaker
  const threshold = mapOf(given, 'thresholdConfiguration')
  const old = current.circuitBreaker
  return {
    enable: booleanOf(given, 'enable') ?? false,
    rollback: booleanOf(given, 'rollback') ?? false,
    resetOnHealthyTask: booleanOf(given, 'resetOnHealthyTask') ?? true,
    threshold: threshold
      ? {
          type: textOf(threshold, 'type') ?? old.threshold.type,
          value: numberOf(threshold, 'value') ?? old.threshold.value
        }
      : { type: 'BOUNDED_PERCENT', value: 50 }
  }
}
