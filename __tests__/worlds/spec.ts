import fc from 'fast-check'
import { LAG_PATHS, type LagPath } from '../../sandbox/world/lag.ts'

/** The behavior of the requested revision's tasks. */
export const CONDUCTS = [
  'good',
  'slow',
  'flaky',
  'crash',
  'no-image',
  'no-place',
  'unhealthy',
  'never'
] as const
export type Conduct = (typeof CONDUCTS)[number]

/** One service of a world, running its first revision. */
export type ServiceSpec = {
  readonly count: number
  readonly strategy: 'ROLLING' | 'BLUE_GREEN' | 'CANARY' | 'LINEAR'
  readonly breaker: 'off' | 'stop' | 'rollback'
  readonly conduct: Conduct
  /** Seconds after the start at which its deployment alarm fires. */
  readonly alarmAfter: number | null
  readonly hook: 'none' | 'passes' | 'fails' | 'pause-goes-on' | 'pause-goes-back'
  readonly express: boolean
  /** The outcome of the deployment before the last good one; for the mode `rollback`. */
  readonly past: 'good' | 'left'
}

/** An outside change, this many seconds after the start. */
export type Act = {
  readonly after: number
  readonly what: 'deploy' | 'force' | 'scale' | 'stop' | 'deregister'
  /** Index of the service, modulo the number of services. */
  readonly service: number
}

export type FaultSpec = {
  readonly op: string
  readonly kind: 'throttle' | '500' | 'html503' | 'reset-before' | 'reset-after' | 'truncate' | 'stale'
  readonly from: number
  readonly times: number
}

export type LagSpec = { readonly path: LagPath; readonly seconds: number; readonly upTo: boolean }

export const WORLD_MODES = ['deploy', 'rollback', 'rotate-restart', 'migrate'] as const

/** A world and what is run in it. All of it is plain data, so that a failing one can be shown and shrunk. */
export type WorldSpec = {
  readonly mode: (typeof WORLD_MODES)[number]
  readonly services: readonly ServiceSpec[]
  readonly others: readonly Act[]
  readonly faults: readonly FaultSpec[]
  readonly lags: readonly LagSpec[]
  /** Credentials expire at the call of this number. */
  readonly expiresAt: number | null
  /** The first run is killed at the call of this number, after it was carried out. */
  readonly killAt: number | null
  readonly throttled: boolean
  readonly onFailure: 'leave' | 'rollback'
  readonly failFast: boolean
  readonly atomic: boolean
  readonly ifDeploying: 'replace' | 'wait' | 'fail'
  readonly oneByOne: boolean
  /** Seeds what the sandbox draws, and the latency of calls. */
  readonly draw: number
  /** Seconds that the world, with its outside changes, continues before the run. */
  readonly startsAt: number
  readonly twist: Twist
}

/**
 * Further features of a world: a tag that was moved to another image before the run (the file is unchanged); a one-off
 * task before the services, which succeeds or fails; services in two clusters from the configuration file; a dry run
 * before the run; services that CodeDeploy deploys.
 */
export const TWISTS = [
  'none',
  'moved-tag',
  'one-off',
  'one-off-fails',
  'clusters',
  'dry-run',
  'codedeploy'
] as const
export type Twist = (typeof TWISTS)[number]

const OPERATIONS = [
  'DescribeServices',
  'UpdateService',
  'RegisterTaskDefinition',
  'DescribeTaskDefinition',
  'ListServiceDeployments',
  'DescribeServiceDeployments',
  'DescribeServiceRevisions',
  'StopServiceDeployment',
  'ListTasks',
  'DescribeTasks',
  'DescribeSecret',
  'RunTask',
  'DescribeImages',
  'CreateDeployment',
  'GetDeployment',
  'ListSecrets',
  'CreateSecret',
  'GetSecretValue',
  'PutRolePolicy',
  'GetRolePolicy',
  'SimulatePrincipalPolicy'
]

/** Rare values shrink to usual ones. */
const SIMPLER = { withCrossShrink: true }

function often<Value>(usual: Value, others: fc.Arbitrary<Value>): fc.Arbitrary<Value> {
  return fc.oneof(SIMPLER, { weight: 3, arbitrary: fc.constant(usual) }, { weight: 2, arbitrary: others })
}

function sometimes<Value>(arbitrary: fc.Arbitrary<Value>): fc.Arbitrary<Value | null> {
  return fc.oneof(
    SIMPLER,
    { weight: 5, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: arbitrary as fc.Arbitrary<Value | null> }
  )
}

const seldom = fc.oneof(
  SIMPLER,
  { weight: 9, arbitrary: fc.constant(false) },
  { weight: 1, arbitrary: fc.constant(true) }
)

const service: fc.Arbitrary<ServiceSpec> = fc.record({
  count: fc.integer({ min: 1, max: 3 }),
  strategy: often<ServiceSpec['strategy']>('ROLLING', fc.constantFrom('BLUE_GREEN', 'CANARY', 'LINEAR')),
  breaker: fc.constantFrom('rollback', 'stop', 'off'),
  conduct: often<Conduct>('good', fc.constantFrom(...CONDUCTS)),
  alarmAfter: sometimes(fc.integer({ min: 3, max: 60 })),
  hook: often<ServiceSpec['hook']>(
    'none',
    fc.constantFrom('passes', 'fails', 'pause-goes-on', 'pause-goes-back')
  ),
  express: fc.oneof(
    { weight: 9, arbitrary: fc.constant(false) },
    { weight: 1, arbitrary: fc.constant(true) }
  ),
  past: fc.constantFrom('good', 'left')
})

const act: fc.Arbitrary<Act> = fc.record({
  after: fc.integer({ min: 1, max: 60 }),
  what: fc.constantFrom('deploy', 'force', 'scale', 'stop', 'deregister'),
  service: fc.nat({ max: 2 })
})

const fault: fc.Arbitrary<FaultSpec> = fc.record({
  op: fc.oneof(fc.constantFrom(...OPERATIONS), fc.constantFrom('RegisterTaskDefinition', 'UpdateService')),
  kind: fc.oneof(
    fc.constantFrom<FaultSpec['kind']>('throttle', '500', 'html503', 'reset-before', 'stale'),
    // the response to a call that was carried out is lost
    fc.constantFrom<FaultSpec['kind']>('reset-after', 'truncate')
  ),
  from: often(1, fc.integer({ min: 1, max: 4 })),
  times: fc.integer({ min: 1, max: 3 })
})

const lag: fc.Arbitrary<LagSpec> = fc.record({
  path: fc.constantFrom<LagPath>('currentServiceDeployment', ...LAG_PATHS),
  seconds: fc.integer({ min: 1, max: 30 }),
  upTo: fc.boolean()
})

function few<Value>(arbitrary: fc.Arbitrary<Value>, most: number): fc.Arbitrary<readonly Value[]> {
  return often<readonly Value[]>([], fc.array(arbitrary, { minLength: 1, maxLength: most }))
}

/** Every world; simple ones come from shrinking, not from frequent draws. */
export const worlds: fc.Arbitrary<WorldSpec> = fc.record({
  mode: fc.oneof(
    { weight: 6, arbitrary: fc.constant<WorldSpec['mode']>('deploy') },
    { weight: 2, arbitrary: fc.constant<WorldSpec['mode']>('rollback') },
    { weight: 1, arbitrary: fc.constant<WorldSpec['mode']>('rotate-restart') },
    { weight: 1, arbitrary: fc.constant<WorldSpec['mode']>('migrate') }
  ),
  services: fc.oneof(
    SIMPLER,
    { weight: 3, arbitrary: fc.array(service, { minLength: 1, maxLength: 1 }) },
    { weight: 1, arbitrary: fc.array(service, { minLength: 2, maxLength: 3 }) }
  ),
  others: few(act, 2),
  faults: few(fault, 3),
  lags: few(lag, 4),
  expiresAt: sometimes(fc.integer({ min: 1, max: 60 })),
  killAt: sometimes(fc.integer({ min: 1, max: 60 })),
  throttled: fc.boolean(),
  onFailure: fc.constantFrom('leave', 'rollback'),
  failFast: fc.boolean(),
  atomic: seldom,
  ifDeploying: fc.constantFrom('replace', 'wait', 'fail'),
  oneByOne: fc.boolean(),
  draw: fc.integer({ min: 1, max: 1_000_000 }),
  startsAt: often(0, fc.integer({ min: 1, max: 30 })),
  twist: often<Twist>('none', fc.constantFrom(...TWISTS))
})

/** The world of a seed. */
export function worldOf(seed: number): WorldSpec {
  const [found] = fc.sample(worlds, { seed, numRuns: 1, unbiased: true })
  if (!found) throw new Error(`seed ${seed} gives no world`)
  return found
}
