import { definition, type Place, scenarioOf } from '../inputs/configuration/world.ts'

type Inputs = Readonly<Record<string, string>>

/**
 * A layout of a repository with two environments: what its configuration file says, and the steps that say the same
 * with inputs alone.
 */
export type Layout = {
  readonly name: string
  readonly stages: readonly [string, string]
  /** The keys of all services. */
  readonly keys: readonly string[]
  readonly config: string
  readonly files: Readonly<Record<string, object>>
  readonly scenario: object
  /** What a step gives beside the configuration file. */
  readonly given?: Inputs
  /** The steps that deploy one environment without a configuration file. */
  readonly steps: (stage: string) => readonly Inputs[]
}

const REGION = 'us-west-2'
const HERE = { 'aws-region': REGION }
const EXECUTION = 'arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy'
const READS = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 'ssm:GetParameters', Resource: '*' }]
}
const BEHAVIOURS = [
  { oneOff: true, exitAfter: '5s', exitCode: 0 },
  { image: 'registry/bad:1', exitAfter: '5s', exitCode: 3 }
]

/** The scenario of these services; a rollout that fails is rolled back by ECS. */
function worldOf(places: readonly Place[], more: object = {}): object {
  const base = scenarioOf(places) as { readonly services: readonly object[] }
  const services = base.services.map(one => ({ ...one, circuitBreaker: { enable: true, rollback: true } }))
  return { ...base, behaviours: BEHAVIOURS, ...more, services }
}

const filesOf = (names: readonly string[], make: (name: string) => readonly (readonly [string, object])[]) =>
  Object.fromEntries(names.flatMap(make))

const PAIR = ['dev', 'prod'] as const
const LONG = ['staging', 'production'] as const

const perStage: Layout = {
  name: 'a file for each service and environment',
  stages: PAIR,
  keys: ['api', 'grpc'],
  config: `
defaults: {cluster: "shop-{environment}", region: ${REGION}}
services:
  api:  {service: "shop-api-{environment}",  task-definition: ".aws/task-definition-{environment}.json"}
  grpc: {service: "shop-grpc-{environment}", task-definition: ".aws/task-definition-grpc-{environment}.json"}
environments: {dev: {}, prod: {}}
`,
  files: filesOf(PAIR, stage => [
    [`.aws/task-definition-${stage}.json`, definition(`shop-api-${stage}`)],
    [`.aws/task-definition-grpc-${stage}.json`, definition(`shop-grpc-${stage}`)]
  ]),
  scenario: worldOf(
    PAIR.flatMap(stage =>
      ['api', 'grpc'].map(name => ({ cluster: `shop-${stage}`, service: `shop-${name}-${stage}` }))
    )
  ),
  steps: stage =>
    [
      ['api', ''],
      ['grpc', '-grpc']
    ].map(([name, part]) => ({
      ...HERE,
      cluster: `shop-${stage}`,
      service: `shop-${name}-${stage}`,
      'task-definition': `.aws/task-definition${part}-${stage}.json`
    }))
}

const oneTemplate: Layout = {
  name: 'one template, with the values of each environment',
  stages: LONG,
  keys: ['app'],
  config: `
services:
  app: {task-definition: .aws/task-definition.json, variables: {TAG: "2"}, paths: [src/**, Dockerfile]}
environments:
  staging:    {cluster: app-stg, region: ${REGION}, variables: {LOG_LEVEL: debug, CPU: 512, MEMORY: 1024}}
  production: {cluster: app, region: ${REGION}, variables: {LOG_LEVEL: info, CPU: 1024, MEMORY: 2048}, desired-count: 2}
`,
  files: {
    '.aws/task-definition.json': {
      ...definition('app__${{ environment.name }}', {
        image: 'registry/app:${{ vars.TAG }}',
        environment: [{ name: 'LOG_LEVEL', value: '${{ vars.LOG_LEVEL }}' }]
      }),
      cpu: "${{ vars.CPU || '256' }}",
      memory: "${{ vars.MEMORY || '512' }}"
    }
  },
  scenario: worldOf([
    { cluster: 'app-stg', service: 'app', family: 'app__staging' },
    { cluster: 'app', service: 'app', family: 'app__production' }
  ]),
  steps: stage => {
    const isLive = stage === 'production'
    const variables = isLive ? ['info', 1024, 2048] : ['debug', 512, 1024]
    return [
      {
        ...HERE,
        environment: stage,
        service: 'app',
        cluster: isLive ? 'app' : 'app-stg',
        'task-definition': '.aws/task-definition.json',
        variables: `TAG=2\nLOG_LEVEL=${variables[0]}\nCPU=${variables[1]}\nMEMORY=${variables[2]}`,
        ...(isLive ? { 'desired-count': '2' } : {})
      }
    ]
  }
}

const live: Layout = {
  name: 'the definition that ECS has, with a task before',
  given: { image: 'app=registry/pay:7' },
  stages: PAIR,
  keys: ['app', 'worker'],
  config: `
defaults: {cluster: "pay-{environment}", region: ${REGION}}
services:
  app:    {service: "pay-{environment}-app",    task-definition: {live: "pay-{environment}-app"}}
  worker: {service: "pay-{environment}-worker", task-definition: live}
tasks:
  migrate: {task-definition: {live: "pay-{environment}-migrate"}, run: before, for: [app, worker], network-from: app}
environments: {dev: {}, prod: {}}
`,
  files: {},
  scenario: worldOf(
    PAIR.flatMap(stage =>
      ['app', 'worker', 'migrate'].map(name => ({ cluster: `pay-${stage}`, service: `pay-${stage}-${name}` }))
    )
  ),
  steps: stage => {
    const where = { ...HERE, cluster: `pay-${stage}`, image: 'registry/pay:7' }
    const task = {
      'run-task': 'true',
      'run-task-subnets': 'subnet-0a',
      'run-task-security-groups': 'sg-0a',
      'run-task-launch-type': 'FARGATE'
    }
    return [
      { ...where, ...task, 'task-definition-family': `pay-${stage}-migrate` },
      { ...where, service: `pay-${stage}-app`, 'task-definition-family': `pay-${stage}-app` },
      { ...where, service: `pay-${stage}-worker`, 'task-definition': 'live' }
    ]
  }
}

const TENANTS = [
  ['red', 'eu-central-1'],
  ['blue', 'eu-central-1'],
  ['red', 'us-west-2']
] as const

export const manyPlaces: Layout = {
  name: 'one file for many places, one name in two Regions',
  stages: ['development', 'production'],
  keys: ['red', 'blue', 'red-us'],
  config: `
defaults: {task-definition: ".aws/{environment}-task-definition.json", region: eu-central-1}
services:
  red:    {service: "red-{environment}-web",  cluster: "red-{environment}",  variables: {TENANT: "1"}}
  blue:   {service: "blue-{environment}-web", cluster: "blue-{environment}", variables: {TENANT: "2"}}
  red-us: {service: "red-{environment}-web",  cluster: "red-{environment}",  region: us-west-2, variables: {TENANT: "1"}}
environments: {development: {}, production: {}}
`,
  files: filesOf(['development', 'production'], stage => [
    [
      `.aws/${stage}-task-definition.json`,
      definition('${{ service.name }}', { environment: [{ name: 'TENANT', value: '${{ vars.TENANT }}' }] })
    ]
  ]),
  scenario: worldOf(
    ['development', 'production'].flatMap(stage =>
      TENANTS.map(([name, region]) => ({
        cluster: `${name}-${stage}`,
        service: `${name}-${stage}-web`,
        region
      }))
    )
  ),
  steps: stage =>
    TENANTS.map(([name, region]) => ({
      'aws-region': region,
      cluster: `${name}-${stage}`,
      service: `${name}-${stage}-web`,
      'task-definition': `.aws/${stage}-task-definition.json`,
      variables: `TENANT=${name === 'red' ? 1 : 2}`
    }))
}

const MONOREPO = ['backend', 'ocr', 'gen']
const MIGRATION = ['alembic', 'upgrade', 'head']

const monorepo: Layout = {
  name: 'a monorepo with a task that shares a definition',
  stages: LONG,
  keys: MONOREPO,
  config: `
defaults: {cluster: "pf-{environment}", region: ${REGION}, service: "pf-{service}-service", task-definition: ".aws/{service}-task-definition.json", paths: ["{service}/**", "libs/**"]}
services:
  backend: {}
  ocr: {}
  gen: {}
tasks: {migrate: {task-definition: .aws/backend-task-definition.json, command: [${MIGRATION}], run: before, for: [backend], network-from: backend}}
environments: {staging: {}, production: {}}
order: [backend, [ocr, gen]]
`,
  files: filesOf(MONOREPO, name => [
    [`.aws/${name}-task-definition.json`, definition(`pf-${name}`, { image: `registry/pf/${name}:3` })]
  ]),
  scenario: worldOf(
    LONG.flatMap(stage =>
      MONOREPO.map(name => ({
        cluster: `pf-${stage}`,
        service: `pf-${name}-service`,
        family: `pf-${name}`
      }))
    )
  ),
  steps: stage =>
    MONOREPO.map(name => ({
      ...HERE,
      cluster: `pf-${stage}`,
      service: `pf-${name}-service`,
      'task-definition': `.aws/${name}-task-definition.json`,
      image: `registry/pf/${name}:3`,
      ...(name === 'backend'
        ? {
            'run-task': 'true',
            'run-task-container-overrides': JSON.stringify([{ name: 'app', command: MIGRATION }])
          }
        : {})
    }))
}

const bareNames: Layout = {
  name: 'SSM parameters by bare names, Windows line ends, comments behind values',
  stages: LONG,
  keys: ['portal'],
  config: `
services:
  portal: {task-definition: deploy/portal.json, variables: {TAG: "5"}}   # one for both
environments:
  staging:    {cluster: portal-stg, region: ${REGION}}   # the small one
  production: {cluster: portal, region: ${REGION}}
`.replaceAll('\n', '\r\n'),
  files: {
    'deploy/portal.json': definition('portal-${{ environment.name }}', {
      image: "registry/portal:${{ vars.TAG || '0' }}",
      secrets: [{ name: 'API_TOKEN', valueFrom: '/portal/${{ environment.name }}/token' }]
    })
  },
  scenario: worldOf(
    [
      { cluster: 'portal-stg', service: 'portal', family: 'portal-staging' },
      { cluster: 'portal', service: 'portal', family: 'portal-production' }
    ],
    {
      parameters: LONG.map(stage => ({ name: `/portal/${stage}/token` })),
      roles: [{ name: 'execution', managed: [EXECUTION], policies: { read: READS } }]
    }
  ),
  steps: stage => [
    {
      ...HERE,
      environment: stage,
      service: 'portal',
      cluster: stage === 'staging' ? 'portal-stg' : 'portal',
      'task-definition': 'deploy/portal.json',
      image: 'registry/portal:5'
    }
  ]
}

const containerNames: Layout = {
  name: 'names of containers that differ between environments, and a file without a suffix',
  stages: ['preprod', 'prod'],
  keys: ['backend'],
  config: `
defaults: {cluster: "hee-{environment}", region: ${REGION}}
services: {backend: {service: "backend-{environment}"}}
environments:
  preprod: {task-definition: .aws/task-definition.json}
  prod: {task-definition: .aws/task-definition-prod.json}
`,
  files: {
    '.aws/task-definition.json': definition('backend-preprod', {
      name: 'backend-preprod',
      image: 'registry/backend:2'
    }),
    '.aws/task-definition-prod.json': definition('backend-prod', {
      name: 'backend-prod',
      image: 'registry/backend:2'
    })
  },
  scenario: worldOf(
    ['preprod', 'prod'].map(stage => ({
      cluster: `hee-${stage}`,
      service: `backend-${stage}`,
      container: `backend-${stage}`
    }))
  ),
  steps: stage => [
    {
      ...HERE,
      cluster: `hee-${stage}`,
      service: `backend-${stage}`,
      'task-definition': `.aws/task-definition${stage === 'prod' ? '-prod' : ''}.json`,
      image: 'registry/backend:2'
    }
  ]
}

const sharedFile: Layout = {
  name: 'two services of one rendered file, whose family is registered once',
  stages: LONG,
  keys: ['api', 'webhooks'],
  config: `
defaults: {cluster: "care-{environment}", region: ${REGION}, task-definition: "infra/{environment}.json"}
services: {api: {service: care-api}, webhooks: {service: care-webhooks}}
environments: {staging: {}, production: {}}
order: [api, webhooks]
`,
  files: filesOf(LONG, stage => [
    [`infra/${stage}.json`, definition(`care-${stage}`, { image: 'registry/care:9' })]
  ]),
  scenario: worldOf(
    LONG.flatMap(stage =>
      ['api', 'webhooks'].map(name => ({
        cluster: `care-${stage}`,
        service: `care-${name}`,
        family: `care-${stage}`
      }))
    )
  ),
  steps: stage => [
    {
      ...HERE,
      cluster: `care-${stage}`,
      service: 'care-api,care-webhooks',
      'task-definition': `infra/${stage}.json`,
      image: 'registry/care:9'
    }
  ]
}

/** The five layouts that are common, and three more with what goes wrong in others. */
export const LAYOUTS: readonly Layout[] = [
  perStage,
  oneTemplate,
  live,
  manyPlaces,
  monorepo,
  bareNames,
  containerNames,
  sharedFile
]
