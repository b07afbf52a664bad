import type * as ecs from '@aws-sdk/client-ecs'
import type { DeploymentConfiguration, HookSetting } from '../../world/state.ts'
import { refuse } from './common.ts'

const LINEAR = { percent: 10, bakeMinutes: 6 }
const CANARY = { percent: 5, bakeMinutes: 10 }
const THRESHOLD = { type: 'BOUNDED_PERCENT', value: 50 }

/** The defaults of a service (ECS API defaults for REPLICA). */
export const DEFAULT_CONFIGURATION: DeploymentConfiguration = {
  minimumHealthyPercent: 100,
  maximumPercent: 200,
  circuitBreaker: { enable: false, rollback: false, resetOnHealthyTask: true, threshold: THRESHOLD },
  strategy: 'ROLLING',
  bakeMinutes: 0,
  linear: LINEAR,
  canary: CANARY,
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
  given: ecs.DeploymentConfiguration | undefined
): DeploymentConfiguration {
  if (!given) return current
  const { strategy = current.strategy } = given
  const { minimumHealthyPercent: minimum = current.minimumHealthyPercent } = given
  const { maximumPercent: maximum = current.maximumPercent } = given
  const { deploymentCircuitBreaker, linearConfiguration, canaryConfiguration, alarms } = given
  refuse(
    [given.earlySuccessCriteria?.enable, "The sandbox doesn't play earlySuccessCriteria."],
    [
      minimum < 0 || maximum > 200 || maximum < 0 || (minimum >= 100 && maximum < 100),
      'Invalid deployment configuration: minimumHealthyPercent and maximumPercent.'
    ]
  )
  return {
    minimumHealthyPercent: minimum,
    maximumPercent: maximum,
    strategy,
    circuitBreaker: deploymentCircuitBreaker ? breakerOf(deploymentCircuitBreaker) : current.circuitBreaker,
    bakeMinutes: given.bakeTimeInMinutes ?? current.bakeMinutes,
    linear: linearConfiguration
      ? {
          percent: linearConfiguration.stepPercent ?? LINEAR.percent,
          bakeMinutes: linearConfiguration.stepBakeTimeInMinutes ?? LINEAR.bakeMinutes
        }
      : current.linear,
    canary: canaryConfiguration
      ? {
          percent: canaryConfiguration.canaryPercent ?? CANARY.percent,
          bakeMinutes: canaryConfiguration.canaryBakeTimeInMinutes ?? CANARY.bakeMinutes
        }
      : current.canary,
    hooks: given.lifecycleHooks?.map(hookOf) ?? current.hooks,
    alarms: alarms ? { names: alarms.alarmNames ?? [], ...switchesOf(alarms) } : current.alarms,
    given: fittingOf(strategy, { ...current.given, ...given })
  }
}

function switchesOf(given: Pick<ecs.DeploymentAlarms, 'enable' | 'rollback'>): {
  enable: boolean
  rollback: boolean
} {
  return { enable: given.enable ?? false, rollback: given.rollback ?? false }
}

/** ECS silently drops the settings of another strategy (observed: canaryConfiguration under BLUE_GREEN). */
function fittingOf(strategy: string, given: ecs.DeploymentConfiguration): ecs.DeploymentConfiguration {
  const { linearConfiguration, canaryConfiguration, ...others } = given
  return {
    ...others,
    ...(strategy === 'LINEAR' && linearConfiguration ? { linearConfiguration } : {}),
    ...(strategy === 'CANARY' && canaryConfiguration ? { canaryConfiguration } : {})
  }
}

function breakerOf(given: ecs.DeploymentCircuitBreaker): DeploymentConfiguration['circuitBreaker'] {
  const { resetOnHealthyTask = true, thresholdConfiguration } = given
  const { type = THRESHOLD.type, value = THRESHOLD.value } = thresholdConfiguration ?? THRESHOLD
  return { ...switchesOf(given), resetOnHealthyTask, threshold: { type, value } }
}

/** A rollback also passes these stages, so no hook may pause there. */
const NO_PAUSE = ['TEST_TRAFFIC_SHIFT', 'PRODUCTION_TRAFFIC_SHIFT']

function hookOf(given: ecs.DeploymentLifecycleHook): HookSetting {
  const { targetType: type = 'AWS_LAMBDA', hookTargetArn: target, lifecycleStages: stages = [] } = given
  const { timeoutInMinutes: timeoutMinutes = 1440, action: timeoutAction = 'ROLLBACK' } =
    given.timeoutConfiguration ?? {}
  refuse([
    type === 'PAUSE' && stages.some(stage => NO_PAUSE.includes(stage)),
    'Invalid lifecycle stage provided for Pause Hook'
  ])
  return { type, stages, timeoutMinutes, timeoutAction, target }
}
