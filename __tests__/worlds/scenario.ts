import { drawLetters } from '../../sandbox/world/random.ts'
import type { Act, ServiceSpec, WorldSpec } from './spec.ts'

/** Where all of it is. */
export const REGION = 'us-west-2'
export const CLUSTER = 'demo'
const ROLE = 'arn:aws:iam::123456789012:role/demo-execution'

/** Names of a world's services, which are also those of their families. */
export const NAMES = ['web', 'worker', 'mail'] as const

/** nameOf is the name of a service by its index. */
export function nameOf(index: number): string {
  return NAMES[index % NAMES.length] ?? 'web'
}

/** imageOf is the image of a release: 1 is the oldest. */
export function imageOf(name: string, release: number): string {
  return `demo/${name}:${release}`
}

/** The release that runs at first, and the one that the run shall bring. */
export function releasesOf({ mode }: WorldSpec, service: ServiceSpec): { now: number; wanted: number } {
  switch (mode) {
    case 'deploy':
      return { now: 1, wanted: 2 }
    case 'rollback':
      return { now: service.past === 'left' ? 3 : 2, wanted: 1 }
    case 'rotate-restart':
    case 'migrate':
      return { now: 1, wanted: 1 }
  }
}

/** The two credentials that stand in all files and in what runs, made anew for every world. */
export function plaintextOf({ draw }: WorldSpec): Readonly<Record<string, string>> {
  const source = { random: draw }
  return { API_KEY: drawLetters(source, 32), DB_PASSWORD: `Pw-${drawLetters(source, 20)}` }
}

/** A definition that holds its credentials in plaintext, as a migration finds it. */
function unsealed(world: WorldSpec, name: string): object {
  const { containerDefinitions: _sealed, ...rest } = definition(name, '', '')
  const environment = Object.entries(plaintextOf(world)).map(([key, value]) => ({ name: key, value }))
  return { ...rest, containerDefinitions: [{ name: 'app', image: imageOf(name, 1), environment }] }
}

type Definition = Readonly<Record<string, unknown>>

function definition(family: string, image: string, valueFrom: string): Definition {
  return {
    family,
    networkMode: 'awsvpc',
    requiresCompatibilities: ['FARGATE'],
    cpu: '256',
    memory: '512',
    executionRoleArn: ROLE,
    containerDefinitions: [{ name: 'app', image, secrets: [{ name: 'API_KEY', valueFrom }] }]
  }
}

/** The template of a service in the workspace. */
export function templateOf(world: WorldSpec, name: string): string {
  const sealed = definition(name, `demo/${name}:\${{ vars.TAG }}`, 'secretsmanager:demo/api-key')
  return `${JSON.stringify(world.mode === 'migrate' ? unsealed(world, name) : sealed, null, 2)}\n`
}

/** scenarioOf is the sandbox's scenario of a world. */
export function scenarioOf(world: WorldSpec): object {
  const services = world.services.map((service, index) => ({ service, name: nameOf(index) }))
  return {
    region: REGION,
    clusters: [CLUSTER],
    throttle: world.throttled,
    timing: TIMING,
    secrets: world.mode === 'migrate' ? [] : [{ name: 'demo/api-key', generate: 40, age: '30d' }],
    roles: [
      {
        name: 'demo-execution',
        managed: ['arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy'],
        // a migration grants what it needs by itself
        policies:
          world.mode === 'migrate'
            ? {}
            : {
                'read-secrets': {
                  Version: '2012-10-17',
                  Statement: [
                    {
                      Effect: 'Allow',
                      Action: 'secretsmanager:GetSecretValue',
                      Resource: [`arn:aws:secretsmanager:${REGION}:123456789012:secret:demo/*`]
                    }
                  ]
                }
              }
      }
    ],
    taskDefinitions: services.flatMap(({ service, name }) => [
      ...Array.from({ length: releasesOf(world, service).now }, (_, index) =>
        world.mode === 'migrate'
          ? unsealed(world, name)
          : definition(name, imageOf(name, index + 1), '${secret:demo/api-key}')
      ),
      {
        ...definition(`${name}-other`, '', ''),
        containerDefinitions: [{ name: 'app', image: `demo/other-${name}:1` }]
      }
    ]),
    services: services.map(({ service, name }) => serviceOf(world, { service, name })),
    behaviours: services.flatMap(({ service, name }) => conductOf(world, { service, name })),
    alarms: services.flatMap(({ service, name }) =>
      service.alarmAfter === null
        ? []
        : [
            { name: `${name}-errors`, state: 'ALARM', after: `${service.alarmAfter}s` },
            { name: `${name}-errors`, state: 'OK', after: `${service.alarmAfter + 20}s` }
          ]
    ),
    lambdas: services.flatMap(({ service, name }) =>
      service.hook === 'fails' ? [{ service: name, result: 'FAILED', after: '10s' }] : []
    ),
    lag: Object.fromEntries(
      world.lags.map(({ path, seconds, upTo }) => [path, upTo ? { upTo: `${seconds}s` } : `${seconds}s`])
    ),
    faults: [
      ...world.faults.map(fault => ({ ...fault })),
      ...(world.expiresAt === null
        ? []
        : [{ op: '*', kind: 'expired-token', from: world.expiresAt, times: 1_000_000 }])
    ],
    later: [
      ...world.others.map(act => otherOf(world, act)),
      ...services.flatMap(({ service, name }) => pauseOf(service, name)),
      ...(world.mode === 'rotate-restart' ? [ROTATION] : [])
    ]
  }
}

/** Quicker than AWS, so that a world needs fewer looks; the order of things is the same. */
const TIMING = {
  provision: '1s',
  pull: '2s',
  start: '5s',
  healthy: '6s',
  stop: '3s',
  deprovision: '1s',
  retry: '5s',
  stage: '2s',
  hook: '4s',
  bake: '15s'
}

/** A value that no file holds: the secret gets another one while its tasks go on running. */
const ROTATION = {
  action: 'put-secret-value',
  after: '0s',
  secretId: 'demo/api-key',
  secretString: '${generate:40}'
}

function serviceOf(world: WorldSpec, { service, name }: { service: ServiceSpec; name: string }): object {
  const { now } = releasesOf(world, service)
  const history = [
    { taskDefinition: `${name}:1`, status: 'SUCCESSFUL', age: '5d' },
    ...(service.past === 'left'
      ? [{ taskDefinition: `${name}:2`, status: 'ROLLBACK_SUCCESSFUL', age: '2d' }]
      : [])
  ]
  return {
    serviceName: name,
    cluster: CLUSTER,
    taskDefinition: `${name}:${now}`,
    desiredCount: service.count,
    circuitBreaker: { enable: service.breaker !== 'off', rollback: service.breaker === 'rollback' },
    deploymentConfiguration: {
      strategy: service.strategy,
      ...(service.strategy === 'ROLLING' ? {} : { bakeTimeInMinutes: 0 }),
      ...(service.strategy === 'CANARY'
        ? { canaryConfiguration: { canaryPercent: 20, canaryBakeTimeInMinutes: 0 } }
        : {}),
      ...(service.strategy === 'LINEAR'
        ? { linearConfiguration: { stepPercent: 50, stepBakeTimeInMinutes: 0 } }
        : {}),
      ...(service.alarmAfter === null
        ? {}
        : { alarms: { alarmNames: [`${name}-errors`], enable: true, rollback: service.breaker !== 'stop' } }),
      ...hooksOf(service)
    },
    ...(service.express ? { express: true } : {}),
    ...(world.mode === 'rollback' ? { history } : {})
  }
}

function hooksOf({ hook }: ServiceSpec): object {
  switch (hook) {
    case 'none':
      return {}
    case 'passes':
    case 'fails':
      return {
        lifecycleHooks: [
          {
            hookTargetArn: `arn:aws:lambda:${REGION}:123456789012:function:gate`,
            roleArn: 'arn:aws:iam::123456789012:role/hook',
            lifecycleStages: ['PRE_SCALE_UP']
          }
        ]
      }
    case 'pause-goes-on':
    case 'pause-goes-back':
      return { lifecycleHooks: [{ targetType: 'PAUSE', lifecycleStages: ['PRE_SCALE_UP'] }] }
  }
}

/** A person answers a pause, several times, since nobody knows when it begins. */
function pauseOf({ hook }: ServiceSpec, name: string): object[] {
  if (hook !== 'pause-goes-on' && hook !== 'pause-goes-back') return []
  return [20, 40, 60, 80, 100, 120].map(after => ({
    action: 'continue-service-deployment',
    after: `${after}s`,
    cluster: CLUSTER,
    service: name,
    with: hook === 'pause-goes-on' ? 'CONTINUE' : 'ROLLBACK'
  }))
}

function conductOf(world: WorldSpec, { service, name }: { service: ServiceSpec; name: string }): object[] {
  const image = imageOf(name, releasesOf(world, service).wanted)
  // tasks that run already behave well in any world
  const running =
    world.mode === 'rotate-restart' || world.mode === 'migrate' ? [{ image, times: service.count }] : []
  const behaviour = { good: {}, slow: { startAfter: '30s' }, flaky: FLAKY, crash: CRASH }
  const bad = {
    'no-image': {
      failStart: `CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref ${image}: ${image}: not found`
    },
    'no-place': { cannotPlace: 'Reason: Capacity is unavailable at this time.' },
    unhealthy: { unhealthyAfter: '20s' },
    never: { neverRuns: true }
  }
  return [...running, { image, ...{ ...behaviour, ...bad }[service.conduct] }]
}

/** Two starts fail by something that passes; then all is well. */
const FLAKY = {
  failStart:
    'CannotPullContainerError: pull image manifest has been retried 5 time(s): failed to resolve ref: httpReadSeeker: failed open: unexpected status code 429 Too Many Requests',
  times: 2
}
const CRASH = { exitAfter: '5s', exitCode: 1 }

function otherOf(world: WorldSpec, act: Act): object {
  const name = nameOf(act.service % world.services.length)
  const base = { after: `${act.after}s` }
  const about = { cluster: CLUSTER, service: name }
  switch (act.what) {
    case 'deploy':
      return { ...base, action: 'update-service', ...about, taskDefinition: `${name}-other:1` }
    case 'force':
      return { ...base, action: 'update-service', ...about, forceNewDeployment: true }
    case 'scale':
      return { ...base, action: 'update-service', ...about, desiredCount: SCALED }
    case 'stop':
      return { ...base, action: 'stop-service-deployment', ...about }
    case 'deregister':
      return { ...base, action: 'deregister-task-definition', taskDefinition: `${name}:2` }
  }
}

/** What somebody else scales a service to. */
export const SCALED = 4
