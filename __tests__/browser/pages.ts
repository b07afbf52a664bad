import { ECSClient, RegisterTaskDefinitionCommand } from '@aws-sdk/client-ecs'
import { manyServices, template } from '../bundle/scenario.ts'
import { act, DEPLOY, made, onStage, type RunSurfaces } from './stage.ts'

const LOGS = {
  logDriver: 'awslogs',
  options: { 'awslogs-group': '/demo/app', 'awslogs-region': 'us-west-2', 'awslogs-stream-prefix': 'ecs' }
}
const EIGHT = [
  'trade-stream',
  'dispatcher',
  'position-manager',
  'feature-computer-1m',
  'signal-engine-1m',
  'watchlist-engine-5m',
  'telemetry-ingestor-1m',
  'classifier-worker'
]

/** Eight services in waves; in the second wave, the new tasks of one exit, and the circuit breaker rolls back. */
export function failedDeploy(): Promise<RunSurfaces> {
  const services = Object.fromEntries(
    EIGHT.map(name => [name, { desiredCount: 2, circuitBreaker: { enable: true, rollback: true } }])
  )
  const lines = [
    'loading configuration',
    'connecting to db.internal:5432 as ops',
    'FATAL: password authentication failed for user "ops"',
    '  at connect (/app/db.js:41:13)',
    'exiting with code 1'
  ]
  const scenario = manyServices(services, {
    logGroups: ['/demo/app'],
    behaviours: [
      { taskDefinition: 'position-manager:2', exitAfter: '6s', exitCode: 1, logs: lines },
      { taskDefinition: 'dispatcher:2', times: 1, exitAfter: '4s', exitCode: 137, logs: ['killed'] }
    ]
  })
  return onStage(scenario, stage => {
    for (const name of EIGHT)
      stage.workspace.write(`deploy/${name}.json`, template(name, { logConfiguration: LOGS }))
    return act(stage, {
      ...DEPLOY,
      order:
        'trade-stream, dispatcher\nposition-manager, feature-computer-1m, signal-engine-1m\nwatchlist-engine-5m, telemetry-ingestor-1m\nclassifier-worker',
      'fail-fast': 'false'
    })
  })
}

/** Three services that deploy successfully. */
export function goodDeploy(): Promise<RunSurfaces> {
  const names = EIGHT.slice(0, 3)
  return onStage(manyServices(Object.fromEntries(names.map(name => [name, { desiredCount: 2 }]))), stage => {
    for (const name of names) stage.workspace.write(`deploy/${name}.json`, template(name))
    return act(stage, DEPLOY)
  })
}

/** What the deploys would do, and two roles with missing permissions. */
export function plan(): Promise<RunSurfaces> {
  const names = EIGHT.slice(0, 3)
  return onStage(manyServices(Object.fromEntries(names.map(name => [name, { desiredCount: 2 }]))), stage => {
    for (const name of names)
      stage.workspace.write(
        `deploy/${name}.json`,
        template(name, { logConfiguration: LOGS, portMappings: [{ containerPort: 8080 }] })
      )
    return act(stage, { ...DEPLOY, mode: 'plan' })
  })
}

/** A definition with credentials in plaintext. */
function plaintext(family: string, value: string): string {
  const environment = [
    { name: 'LOG_LEVEL', value: 'info' },
    { name: 'ALPACA_API_SECRET', value: made(`alpaca${value}`) },
    { name: 'DB_PASSWORD', value: made(value) }
  ]
  return JSON.stringify(
    { family, containerDefinitions: [{ name: 'app', image: `demo/${family}:1`, memory: 64, environment }] },
    null,
    2
  )
}

/** Five files with the same two credentials each, and an invalid reference. */
export function failedCheck(): Promise<RunSurfaces> {
  const names = EIGHT.slice(0, 5)
  return onStage({ region: 'us-west-2', clusters: ['demo'] }, stage => {
    for (const name of names) stage.workspace.write(`deploy/${name}.json`, plaintext(name, name.slice(0, 4)))
    const secrets = [{ name: 'API_KEY', valueFrom: 'ops/api-key' }]
    stage.workspace.write(
      'deploy/notes.json',
      JSON.stringify(
        {
          family: 'notes',
          containerDefinitions: [{ name: 'app', image: 'demo/notes:1', memory: 64, secrets }]
        },
        null,
        2
      )
    )
    const values = names.flatMap(name => [made(name.slice(0, 4)), made(`alpaca${name.slice(0, 4)}`)])
    return act(stage, { mode: 'check', 'task-definition': 'deploy/*.json' }, values)
  })
}

const MONTHS = [7, 5, 4, 2, 1]

/**
 * Two services that run plaintext, registered over a year and a half, and a clean one with an old revision that is not
 * clean.
 */
export function exposedAudit(): Promise<RunSurfaces> {
  const definition = (family: string, value: string) =>
    JSON.parse(plaintext(family, value)) as Record<string, unknown>
  const clean = {
    family: 'signal-engine-1m',
    containerDefinitions: [{ name: 'app', image: 'demo/signal:2', memory: 64 }]
  }
  const names = ['trade-stream', 'dispatcher', 'signal-engine-1m']
  const scenario = {
    region: 'us-west-2',
    clusters: ['demo'],
    taskDefinitions: [
      definition('trade-stream', 'a'),
      definition('dispatcher', 'b'),
      definition('signal-engine-1m', 'c'),
      clean
    ],
    services: names.map(serviceName => ({
      serviceName,
      cluster: 'demo',
      taskDefinition: serviceName,
      desiredCount: 1
    }))
  }
  return onStage(scenario, async stage => {
    const { sandbox } = stage
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }
    const ecs = new ECSClient({ endpoint: sandbox.url, region: 'us-west-2', credentials })
    for (const [index, months] of MONTHS.entries()) {
      sandbox.advance(months * 30 * 86_400_000)
      const family = names[index % 2] as string
      await ecs.send(new RegisterTaskDefinitionCommand(definition(family, `d${index}`) as never))
    }
    ecs.destroy()
    return act(
      stage,
      { mode: 'audit', cluster: 'demo', 'aws-region': 'us-west-2' },
      ['a', 'b', 'c', 'd0'].map(made)
    )
  })
}
