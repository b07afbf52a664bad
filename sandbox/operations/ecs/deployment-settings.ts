import { booleanOf, type JsonMap, mapOf, numberOf, textOf, textsOf } from '../../json.ts'
import type { DeploymentConfiguration, HookSetting, Strategy } from '../../world/state.ts'
import { invalidParameter } from './common.ts'

const HOOK_STAGES = [
  'RECONCILE_SERVICE',
  'PRE_SCALE_UP',
  'POST_SCALE_UP',
  'TEST_TRAFFIC_SHIFT',
  'POST_TEST_TRAFFIC_SHIFT',
  'PRE_PRODUCTION_TRAFFIC_SHIFT',
  'PRODUCTION_TRAFFIC_SHIFT',
  'POST_PRODUCTION_TRAFFIC_SHIFT'
]
/** A rollback also passes these stages, so no hook may pause there. */
const NO_PAUSE = ['TEST_TRAFFIC_SHIFT', 'PRODUCTION_TRAFFIC_SHIFT']
/** The default timeout of a hook in minutes, and the longest one (AWS: Lambda hooks, Pause hooks). */
const DAY = 1440
const FORTNIGHT = 20_160
const MOST_HOOKS = 10

/** hooksOf reads lifecycleHooks. Throws AwsFault InvalidParameterException, with AWS's messages if they are known. */
export function hooksOf(given: readonly JsonMap[]): HookSetting[] {
  const hooks = given.map(hookOf)
  for (const type of ['AWS_LAMBDA', 'PAUSE'])
    if (hooks.filter(hook => hook.type === type).length > MOST_HOOKS)
      throw invalidParameter(`A service can have at most ${MOST_HOOKS} ${type} lifecycle hooks.`)
  return hooks
}

function hookOf(given: JsonMap): HookSetting {
  const type = textOf(given, 'targetType') ?? 'AWS_LAMBDA'
  if (type !== 'AWS_LAMBDA' && type !== 'PAUSE')
    throw invalidParameter('Invalid targetType. Valid values are: AWS_LAMBDA, PAUSE')
  const stages = textsOf(given, 'lifecycleStages')
  if (stages.length === 0 || stages.some(stage => !HOOK_STAGES.includes(stage)))
    throw invalidParameter('Invalid lifecycle stage provided for Lifecycle Hook')
  if (type === 'PAUSE' && stages.some(stage => NO_PAUSE.includes(stage)))
    throw invalidParameter('Invalid lifecycle stage provided for Pause Hook')
  const target = textOf(given, 'hookTargetArn')
  if ((type === 'PAUSE') === (target !== undefined))
    throw invalidParameter(
      type === 'PAUSE'
        ? 'hookTargetArn must not be specified for a Pause Hook.'
        : 'hookTargetArn must be specified for an AWS_LAMBDA Hook.'
    )
  return { type, stages, ...timeoutOf(type, given), ...(target === undefined ? {} : { target }) }
}

function timeoutOf(
  type: HookSetting['type'],
  given: JsonMap
): Pick<HookSetting, 'timeoutMinutes' | 'timeoutAction'> {
  const timeout = mapOf(given, 'timeoutConfiguration') ?? {}
  const minutes = numberOf(timeout, 'timeoutInMinutes') ?? DAY
  const most = type === 'PAUSE' ? FORTNIGHT : DAY
  if (minutes < 1 || minutes > most)
    throw invalidParameter(`timeoutInMinutes must be between 1 and ${most} minutes.`)
  const action = textOf(timeout, 'action') ?? 'ROLLBACK'
  if (action !== 'ROLLBACK' && action !== 'CONTINUE')
    throw invalidParameter('Invalid timeout action. Valid values are: CONTINUE, ROLLBACK')
  return { timeoutMinutes: minutes, timeoutAction: action }
}

const SHIFTS = {
  linear: { percent: 'stepPercent', bake: 'stepBakeTimeInMinutes', least: 3, usual: [10, 6] },
  canary: { percent: 'canaryPercent', bake: 'canaryBakeTimeInMinutes', least: 0.1, usual: [5, 10] }
} as const

/** shiftOf reads linearConfiguration or canaryConfiguration. Throws AwsFault InvalidParameterException. */
export function shiftOf(kind: keyof typeof SHIFTS, given: JsonMap): { percent: number; bakeMinutes: number } {
  const shift = SHIFTS[kind]
  const percent = numberOf(given, shift.percent) ?? shift.usual[0]
  const bakeMinutes = numberOf(given, shift.bake) ?? shift.usual[1]
  const tenths = percent * 10
  if (percent < shift.least || percent > 100 || Math.abs(tenths - Math.round(tenths)) > 1e-6)
    throw invalidParameter(`${shift.percent} must be a multiple of 0.1 between ${shift.least} and 100.`)
  if (bakeMinutes < 0 || bakeMinutes > DAY)
    throw invalidParameter(`${shift.bake} must be between 0 and ${DAY} minutes.`)
  return { percent, bakeMinutes }
}

/**
 * earlySuccessOf reads earlySuccessCriteria: rolling deployments only, not below minimumHealthyPercent. Throws
 * AwsFault.
 */
export function earlySuccessOf(
  given: JsonMap | undefined,
  among: { strategy: Strategy; minimumHealthyPercent: number; current: DeploymentConfiguration }
): DeploymentConfiguration['earlySuccess'] {
  if (!given) return among.current.earlySuccess
  const enable = booleanOf(given, 'enable') ?? false
  if (!enable) return { enable, healthyPercent: 100, cleanup: 'BLOCKING' }
  if (among.strategy !== 'ROLLING')
    throw invalidParameter('earlySuccessCriteria can be used with the ROLLING deployment strategy only.')
  const healthyPercent = numberOf(given, 'healthyPercent')
  const cleanup = textOf(given, 'sourceServiceRevisionCleanup')
  if (healthyPercent === undefined || (cleanup !== 'BLOCKING' && cleanup !== 'DEFERRED'))
    throw invalidParameter(
      'earlySuccessCriteria needs healthyPercent and sourceServiceRevisionCleanup (BLOCKING or DEFERRED).'
    )
  if (healthyPercent > 100 || healthyPercent < among.minimumHealthyPercent)
    throw invalidParameter('healthyPercent must be between minimumHealthyPercent and 100.')
  return { enable, healthyPercent, cleanup }
}
