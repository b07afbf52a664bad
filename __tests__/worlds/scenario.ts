import { drawLetters } from '../../sandbox/world/queue.ts'
import { conductOf, otherOf, pauseOf, ROTATION } from './happenings.ts'
import {
  CLUSTER,
  clusterOf,
  hasMoved,
  imageOf,
  isCodeDeploy,
  nameOf,
  OTHER_CLUSTER,
  REGION,
  releasesOf,
  repositoryOf
} from './names.ts'
import type { ServiceSpec, WorldSpec } from './spec.ts'

const ROLE = 'arn:aws:iam::123456789012:role/demo-execution'

/** The container of every service, as Express Mode demands it. */
const MAIN = { name: 'Main', portMappings: [{ name: 'http', containerPort: 8080, protocol: 'tcp' }] }

/** The two credentials in all files and in the running tasks, generated anew for every world. */
export function plaintextOf({ draw }: WorldSpec): Readonly<Record<string, string>> {
  const source = { random: draw }
  return { API_KEY: drawLetters(source, 32), DB_PASSWORD: `Pw-${drawLetters(source, 20)}` }
}

/** A definition with credentials in plaintext, as before a migration. */
function unsealed(world: WorldSpec, name: string): object {
  const { containerDefinitions: _sealed, ...rest } = definition(name, '', '')
  const environment = Object.entries(plaintextOf(world)).map(([key, value]) => ({ name: key, value }))
  return { ...rest, containerDefinitions: [{ ...MAIN, image: imageOf(world, name, 1), environment }] }
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
    containerDefinitions: [
      {
        ...MAIN,
        image,
        secrets: [{ name: 'API_KEY', valueFrom }]
      }
    ]
  }
}

/** The template of a service in the workspace. */
export function templateOf(world: WorldSpec, name: string): string {
  const sealed = definition(
    name,
    imageOf(world, name, 0).replace(/0$/, '${{ vars.TAG }}'),
    'secretsmanager:demo/api-key'
  )
  return `${JSON.stringify(world.mode === 'migrate' ? unsealed(world, name) : sealed, null, 2)}\n`
}

/** The running image; another one is pushed under its tag before the run. */
function pushed(name: string): object {
  return { repository: repositoryOf(name), tags: ['1'], platforms: ['linux/amd64'], content: 'old' }
}

/** configurationFileOf is the project's configuration file, if the world has one. */
export function configurationFileOf(world: WorldSpec): string | undefined {
  if (world.twist !== 'clusters') return
  const places = world.services.flatMap((_, index) => [
    `  ${nameOf(index)}:`,
    `    cluster: ${clusterOf(world, index)}`
  ])
  return ['services:', ...places, ''].join('\n')
}

/** scenarioOf is the sandbox's scenario of a world. */
export function scenarioOf(world: WorldSpec): object {
  const services = world.services.map((service, index) => ({
    service,
    name: nameOf(index),
    cluster: clusterOf(world, index)
  }))
  return {
    region: REGION,
    clusters: [CLUSTER, OTHER_CLUSTER],
    ...(hasMoved(world) ? { pullImages: true, images: services.map(({ name }) => pushed(name)) } : {}),
    throttle: world.throttled,
    timing: TIMING,
    secrets: world.mode === 'migrate' ? [] : [{ name: 'demo/api-key', generate: 40, age: '30d' }],
    roles: [
      {
        name: 'demo-execution',
        managed: ['arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy'],
        // a migration grants the permissions it needs itself
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
          : definition(name, imageOf(world, name, index + 1), '${secret:demo/api-key}')
      ),
      {
        ...definition(`${name}-other`, '', ''),
        containerDefinitions: [{ ...MAIN, image: `demo/other-${name}:1` }]
      }
    ]),
    services: services.map(one => (isCodeDeploy(world) ? theirsOf(world, one) : serviceOf(world, one))),
    codedeploy: isCodeDeploy(world)
      ? services.map(({ service, name, cluster }) => ({
          cluster,
          service: name,
          ...(service.breaker === 'rollback'
            ? { rollbackOn: ['DEPLOYMENT_FAILURE'], healthyWait: '60s' }
            : {})
        }))
      : [],
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
      ...services.flatMap(({ service, name, cluster }) => pauseOf(service, { name, cluster })),
      ...(world.mode === 'rotate-restart' ? [ROTATION] : [])
    ]
  }
}

/** Faster than AWS, so that a world needs fewer polls; the order of events is the same. */
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

/** A CodeDeploy service: without ECS's strategy, breaker and hooks. */
function theirsOf(
  world: WorldSpec,
  { service, name, cluster }: { service: ServiceSpec; name: string; cluster: string }
): object {
  return {
    serviceName: name,
    cluster,
    taskDefinition: `${name}:${releasesOf(world, service).now}`,
    desiredCount: service.count,
    deploymentController: 'CODE_DEPLOY'
  }
}

function serviceOf(
  world: WorldSpec,
  { service, name, cluster }: { service: ServiceSpec; name: string; cluster: string }
): object {
  const { now } = releasesOf(world, service)
  const history = [
    { taskDefinition: `${name}:1`, status: 'SUCCESSFUL', age: '5d' },
    ...(service.past === 'left'
      ? [{ taskDefinition: `${name}:2`, status: 'ROLLBACK_SUCCESSFUL', age: '2d' }]
      : [])
  ]
  return {
    serviceName: name,
    cluster,
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
