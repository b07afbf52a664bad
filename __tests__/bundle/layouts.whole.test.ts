import { resolve } from 'node:path'
import { afterEach, describe, expect, test } from '@jest/globals'
import { type RunningSandbox, startSandbox } from '../../sandbox/server.ts'
import { CONFIG, definition, type Place, scenarioOf } from '../configuration/world.ts'
import { sample } from '../sample.ts'
import { makeWorkspace, type Run, runAction, type Workspace } from './runner.ts'
import { resultsOf } from './world.ts'

/** A way to lay out two environments, with what a step says besides `mode` and `environment`. */
type Walked = {
  readonly name: string
  readonly config: string
  readonly files: Readonly<Record<string, object>>
  readonly places: readonly Place[]
  readonly stages: readonly [string, string]
  /** The keys of all services, in the order in which they are deployed. */
  readonly keys: readonly string[]
  readonly inputs?: Readonly<Record<string, string>>
  readonly more?: object
}

const REGION = 'us-west-2'
const EXECUTION = 'arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy'
const READS = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 'ssm:GetParameters', Resource: '*' }]
}

const perStage = <Made>(stages: readonly string[], make: (stage: string) => readonly Made[]) =>
  stages.flatMap(make)

const LAYOUTS: readonly Walked[] = [
  {
    name: 'a file for each service and environment',
    stages: ['dev', 'prod'],
    keys: ['api', 'grpc'],
    config: `
defaults: {cluster: "shop-{environment}", region: ${REGION}}
services:
  api:  {service: "shop-api-{environment}",  task-definition: ".aws/task-definition-{environment}.json"}
  grpc: {service: "shop-grpc-{environment}", task-definition: ".aws/task-definition-grpc-{environment}.json"}
environments: {dev: {}, prod: {}}
`,
    files: Object.fromEntries(
      perStage(['dev', 'prod'], stage => [
        [`.aws/task-definition-${stage}.json`, definition(`shop-api-${stage}`)] as const,
        [`.aws/task-definition-grpc-${stage}.json`, definition(`shop-grpc-${stage}`)] as const
      ])
    ),
    places: perStage(['dev', 'prod'], stage =>
      ['api', 'grpc'].map(name => ({ cluster: `shop-${stage}`, service: `shop-${name}-${stage}` }))
    )
  },
  {
    name: 'one template, values and bare SSM names of each environment, Windows line ends',
    stages: ['staging', 'production'],
    keys: ['app'],
    config: `
services:
  app: {task-definition: .aws/task-definition.json, variables: {TAG: "2"}, paths: [src/**]}   # one for both
environments:
  staging:    {cluster: app-stg, region: ${REGION}, cpu: 512, memory: 1024}
  production: {cluster: app, region: ${REGION}, cpu: 1024, memory: 2048, desired-count: 2}
`.replaceAll('\n', '\r\n'),
    files: {
      '.aws/task-definition.json': definition('app__${{ environment.name }}', {
        image: 'registry/app:${{ vars.TAG }}',
        secrets: [{ name: 'API_TOKEN', valueFrom: '/app/${{ environment.name }}/token' }]
      })
    },
    places: [
      { cluster: 'app-stg', service: 'app', family: 'app__staging' },
      { cluster: 'app', service: 'app', family: 'app__production' }
    ],
    more: {
      parameters: ['staging', 'production'].map(stage => ({ name: `/app/${stage}/token` })),
      roles: [{ name: 'execution', managed: [EXECUTION], policies: { read: READS } }]
    }
  },
  {
    name: 'the definition that ECS has, with a task before',
    stages: ['dev', 'prod'],
    keys: ['app', 'worker'],
    config: `
defaults: {cluster: "pay-{environment}", region: ${REGION}, image: "registry/pay:\${{ vars.TAG }}", variables: {TAG: "7"}}
services:
  app:    {service: "pay-{environment}-app",    task-definition: {live: "pay-{environment}-app"}}
  worker: {service: "pay-{environment}-worker", task-definition: live}
tasks:
  migrate: {task-definition: {live: "pay-{environment}-migrate"}, run: before, for: [app, worker], network-from: app}
environments: {dev: {}, prod: {}}
`,
    files: {},
    places: perStage(['dev', 'prod'], stage =>
      ['app', 'worker', 'migrate'].map(name => ({ cluster: `pay-${stage}`, service: `pay-${stage}-${name}` }))
    )
  },
  {
    name: 'one file for many places, one name in two regions',
    stages: ['development', 'production'],
    keys: ['red', 'blue', 'red-us'],
    config: `
defaults: {task-definition: ".aws/{environment}-task-definition.json", region: eu-central-1}
services:
  red:    {service: "red-{environment}-web",  cluster: "red-{environment}",  family: "red-{environment}-web",  variables: {TENANT: "1"}}
  blue:   {service: "blue-{environment}-web", cluster: "blue-{environment}", family: "blue-{environment}-web", variables: {TENANT: "2"}}
  red-us: {service: "red-{environment}-web",  cluster: "red-{environment}",  family: "red-{environment}-web",  region: us-west-2, variables: {TENANT: "1"}}
environments: {development: {}, production: {}}
`,
    files: Object.fromEntries(
      ['development', 'production'].map(stage => [
        `.aws/${stage}-task-definition.json`,
        definition('web', { environment: [{ name: 'TENANT', value: '${{ vars.TENANT }}' }] })
      ])
    ),
    places: perStage(['development', 'production'], stage => [
      { cluster: `red-${stage}`, service: `red-${stage}-web`, region: 'eu-central-1' },
      { cluster: `blue-${stage}`, service: `blue-${stage}-web`, region: 'eu-central-1' },
      { cluster: `red-${stage}`, service: `red-${stage}-web`, region: 'us-west-2' }
    ])
  },
  {
    name: 'a monorepo with names of containers that differ between environments',
    stages: ['staging', 'production'],
    keys: ['backend', 'ocr'],
    config: `
defaults: {cluster: "pf-{environment}", service: "pf-{service}-service", region: ${REGION}, task-definition: ".aws/{service}-{environment}.json", image: "registry/{service}:2"}
services: {backend: {}, ocr: {}}
environments: {staging: {}, production: {}}
order: [backend, ocr]
`,
    files: Object.fromEntries(
      perStage(['staging', 'production'], stage =>
        ['backend', 'ocr'].map(
          name =>
            [
              `.aws/${name}-${stage}.json`,
              definition(`${name}-${stage}`, { name: `${name}-${stage}` })
            ] as const
        )
      )
    ),
    places: perStage(['staging', 'production'], stage =>
      ['backend', 'ocr'].map(name => ({
        cluster: `pf-${stage}`,
        service: `pf-${name}-service`,
        family: `${name}-${stage}`,
        container: `${name}-${stage}`
      }))
    )
  }
]

let sandbox: RunningSandbox
let workspace: Workspace
afterEach(async () => {
  workspace.remove()
  await sandbox.close()
})

const BREAKER = { circuitBreaker: { enable: true, rollback: true } }
const BEHAVIOURS = [
  { oneOff: true, exitAfter: '5s', exitCode: 0 },
  { image: 'registry/bad:1', exitAfter: '5s', exitCode: 3 }
]

async function open({
  config,
  files,
  places,
  more
}: Walked): Promise<(inputs: Record<string, string>) => Promise<Run>> {
  const base = scenarioOf(places) as { readonly services: readonly object[] }
  const services = base.services.map(one => ({ ...one, ...BREAKER }))
  sandbox = await startSandbox({
    scenario: { ...base, behaviours: BEHAVIOURS, ...more, services },
    clock: 'manual'
  })
  const texts = Object.entries(files).map(
    ([file, content]) => [file, JSON.stringify(content, null, 2)] as const
  )
  workspace = makeWorkspace({ ...Object.fromEntries(texts), [CONFIG]: config })
  const env = { AWS_ENDPOINT_URL: sandbox.url, AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' }
  return inputs =>
    runAction(
      { 'verify-permissions': 'off', ...inputs },
      { workspace, sandbox, env, preload: [resolve('sandbox/lockstep.mjs')] }
    )
}

const outcomes = (run: Run) =>
  resultsOf(run).map(({ key, service, outcome }) => `${key ?? service} ${outcome}`)

describe('two environments of one configuration file, walked as a user does', () => {
  test.each(sample(LAYOUTS, 2))('$name', async layout => {
    const { stages, keys } = layout
    const step = await open(layout)
    // a check asks AWS nothing, and has nothing to look at where it has the definitions
    if (Object.keys(layout.files).length > 0)
      expect((await step({ mode: 'check', 'task-definition': '**/*.json' })).code).toBe(0)
    const planned = await step({ mode: 'plan' })
    expect([planned.code, stages.filter(stage => planned.stdout.includes(`environment ${stage}:`))]).toEqual([
      0,
      stages
    ])
    for (const environment of stages) {
      const run = await step({ mode: 'deploy', environment })
      expect([run.code, outcomes(run).toSorted()]).toEqual([
        0,
        keys.map(key => `${key} succeeded`).toSorted()
      ])
    }
    const [first, second] = stages
    const [key = ''] = keys
    const failing = await step({ mode: 'deploy', environment: second, service: key, image: 'registry/bad:1' })
    expect([failing.code, outcomes(failing)]).toEqual([1, [`${key} rolled-back`]])
    // what the run says to do next is said for its environment
    expect(failing.stdout).toContain(` status --environment ${second} --service ${key} `)
    const back = await step({ mode: 'rollback', environment: first, service: key, revision: '1' })
    expect([back.code, outcomes(back)]).toEqual([0, [`${key} succeeded`]])
    const status = await step({ mode: 'status', environment: first })
    expect([status.code, status.stdout]).toEqual([0, expect.stringContaining('runs ')])
    expect(status.stdout).not.toContain('Not verified')
  })
})
