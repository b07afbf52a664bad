import { booleanOf, type JsonMap, mapOf, mapsOf, numberOf, textOf, textsOf } from '../../json.ts'
import type { DeploymentConfiguration, Strategy } from '../../world/state.ts'
import { invalidParameter } from './common.ts'
import { earlySuccessOf, hooksOf, shiftOf } from './deployment-settings.ts'

const STRATEGIES: readonly Strategy[] = ['ROLLING', 'BLUE_GREEN', 'LINEAR', 'CANARY']

/** The defaults of a service (ECS API defaults for REPLICA). */
export const DEFAULT_CONFIGURATION: DeploymentConfiguration = {
  minimumHealthyPercent: 100,
  maximumPercent: 200,
  circuitBreaker: {
    enable: false,
    rollback: false,
    resetOnHealthyTask: true,
    threshold: { type: 'BOUNDED_PERCENT', value: 50 }
  },
  strategy: 'ROLLING',
  bakeMinutes: 0,
  linear: { percent: 10, bakeMinutes: 6 },
  canary: { percent: 5, bakeMinutes: 10 },
  hooks: [],
  alarms: { names: [], enable: false, rollback: false },
  earlySuccess: { enable: false, healthyPercent: 100, cleanup: 'BLOCKING' },
  given: {}
}

/** The defaults for DAEMON: old tasks are stopped before new ones start, all of them at once. */
export const DAEMON_CONFIGURATION: DeploymentConfiguration = {
  ...DEFAULT_CONFIGURATION,
  minimumHealthyPercent: 0,
  maximumPercent: 100
}

/**
 * configurationOf merges a `deploymentConfiguration` member into the service's current one: given members replace the
 * old ones. Throws AwsFault InvalidParameterException.
 */
export function configurationOf(
  current: DeploymentConfiguration,
  given: JsonMap | undefined
): DeploymentConfiguration {
  if (!given) return current
  const strategy = strategyOf(current, given)
  const merged = { ...percentsOf(current, given), strategy }
  const linear = mapOf(given, 'linearConfiguration')
  const canary = mapOf(given, 'canaryConfiguration')
  return {
    ...merged,
    circuitBreaker: breakerOf(current, mapOf(given, 'deploymentCircuitBreaker')),
    bakeMinutes: minutesOf(given, current.bakeMinutes),
    linear: linear ? shiftOf('linear', linear) : current.linear,
    canary: canary ? shiftOf('canary', canary) : current.canary,
    hooks: given['lifecycleHooks'] ? hooksOf(mapsOf(given, 'lifecycleHooks')) : current.hooks,
    alarms: alarmsOf(current, mapOf(given, 'alarms')),
    earlySuccess: earlySuccessOf(mapOf(given, 'earlySuccessCriteria'), { ...merged, current }),
    given: fittingOf(strategy, { ...current.given, ...given })
  }
}

function strategyOf(current: DeploymentConfiguration, given: JsonMap): Strategy {
  const named = textOf(given, 'strategy')
  if (named === undefined) return current.strategy
  const found = STRATEGIES.find(one => one === named)
  if (!found)
    throw invalidParameter(`Invalid deployment strategy: it must be one of ${STRATEGIES.join(', ')}.`)
  return found
}

function percentsOf(
  current: DeploymentConfiguration,
  given: JsonMap
): { minimumHealthyPercent: number; maximumPercent: number } {
  const minimum = numberOf(given, 'minimumHealthyPercent') ?? current.minimumHealthyPercent
  const maximum = numberOf(given, 'maximumPercent') ?? current.maximumPercent
  if (minimum < 0 || maximum > 200 || maximum < 0 || (minimum >= 100 && maximum < 100))
    throw invalidParameter('Invalid deployment configuration: minimumHealthyPercent and maximumPercent.')
  return { minimumHealthyPercent: minimum, maximumPercent: maximum }
}

function minutesOf(given: JsonMap, before: number): number {
  const minutes = numberOf(given, 'bakeTimeInMinutes') ?? before
  if (minutes < 0 || minutes > 1440)
    throw invalidParameter('bakeTimeInMinutes must be between 0 and 1440 minutes.')
  return minutes
}

/** ECS silently drops the settings of another strategy (observed: canaryConfiguration under BLUE_GREEN). */
function fittingOf(strategy: Strategy, given: JsonMap): JsonMap {
  const { linearConfiguration, canaryConfiguration, ...others } = given
  return {
    ...others,
    ...(strategy === 'LINEAR' && linearConfiguration ? { linearConfiguration } : {}),
    ...(strategy === 'CANARY' && canaryConfiguration ? { canaryConfiguration } : {})
  }
}

function alarmsOf(
  current: DeploymentConfiguration,
  given: JsonMap | undefined
): DeploymentConfiguration['alarms'] {
  if (!given) return current.alarms
  return {
    names: textsOf(given, 'alarmNames'),
    enable: booleanOf(given, 'enable') ?? false,
    rollback: booleanOf(given, 'rollback') ?? false
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
