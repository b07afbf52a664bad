import { booleanOf, type JsonMap, mapOf, mapsOf, numberOf, textOf, textsOf } from '../../json.ts'
import type { DeploymentConfiguration, HookSetting, Strategy } from '../../world/state.ts'
import { invalidParameter } from './common.ts'

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
  const early = mapOf(given, 'earlySuccessCriteria')
  if (early?.['enable'] === true) throw invalidParameter("The sandbox doesn't play earlySuccessCriteria.")
  const strategy = (textOf(given, 'strategy') ?? current.strategy) as Strategy
  const minimum = numberOf(given, 'minimumHealthyPercent') ?? current.minimumHealthyPercent
  const maximum = numberOf(given, 'maximumPercent') ?? current.maximumPercent
  if (minimum < 0 || maximum > 200 || maximum < 0 || (minimum >= 100 && maximum < 100))
    throw invalidParameter('Invalid deployment configuration: minimumHealthyPercent and maximumPercent.')
  const alarms = mapOf(given, 'alarms')
  const linear = mapOf(given, 'linearConfiguration')
  const canary = mapOf(given, 'canaryConfiguration')
  return {
    minimumHealthyPercent: minimum,
    maximumPercent: maximum,
    strategy,
    circuitBreaker: breakerOf(current, mapOf(given, 'deploymentCircuitBreaker')),
    bakeMinutes: numberOf(given, 'bakeTimeInMinutes') ?? current.bakeMinutes,
    linear: linear
      ? {
          percent: numberOf(linear, 'stepPercent') ?? 10,
          bakeMinutes: numberOf(linear, 'stepBakeTimeInMinutes') ?? 6
        }
      : current.linear,
    canary: canary
      ? {
          percent: numberOf(canary, 'canaryPercent') ?? 5,
          bakeMinutes: numberOf(canary, 'canaryBakeTimeInMinutes') ?? 10
        }
      : current.canary,
    hooks: given['lifecycleHooks'] ? mapsOf(given, 'lifecycleHooks').map(hookOf) : current.hooks,
    alarms: alarms ? { names: textsOf(alarms, 'alarmNames'), ...switchesOf(alarms) } : current.alarms,
    given: fittingOf(strategy, { ...current.given, ...given })
  }
}

function switchesOf(given: JsonMap): { enable: boolean; rollback: boolean } {
  return { enable: booleanOf(given, 'enable') ?? false, rollback: booleanOf(given, 'rollback') ?? false }
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

function breakerOf(
  current: DeploymentConfiguration,
  given: JsonMap | undefined
): DeploymentConfiguration['circuitBreaker'] {
  if (!given) return current.circuitBreaker
  return {
    ...switchesOf(given),
    resetOnHealthyTask: booleanOf(given, 'resetOnHealthyTask') ?? true,
    threshold: { type: 'BOUNDED_PERCENT', value: 50, ...mapOf(given, 'thresholdConfiguration') }
  }
}

/** A rollback also passes these stages, so no hook may pause there. */
const NO_PAUSE = ['TEST_TRAFFIC_SHIFT', 'PRODUCTION_TRAFFIC_SHIFT']

function hookOf(given: JsonMap): HookSetting {
  const type = textOf(given, 'targetType') === 'PAUSE' ? 'PAUSE' : 'AWS_LAMBDA'
  const stages = textsOf(given, 'lifecycleStages')
  const target = textOf(given, 'hookTargetArn')
  const timeout = mapOf(given, 'timeoutConfiguration') ?? {}
  if (type === 'PAUSE' && stages.some(stage => NO_PAUSE.includes(stage)))
    throw invalidParameter('Invalid lifecycle stage provided for Pause Hook')
  return {
    type,
    stages,
    timeoutMinutes: numberOf(timeout, 'timeoutInMinutes') ?? 1440,
    timeoutAction: textOf(timeout, 'action') === 'CONTINUE' ? 'CONTINUE' : 'ROLLBACK',
    ...(target === undefined ? {} : { target })
  }
}
