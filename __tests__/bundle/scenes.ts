import type { Service } from '../../sandbox/world/state.ts'
import { type Run, type RunOptions, runAction } from './runner.ts'
import { scenario, template } from './scenario.ts'
import { makeWorld, type TestWorld } from './world.ts'

/** A deploy that can be run repeatedly in worlds with the same initial state. */
export type Scene = {
  readonly name: string
  readonly scenario: object
  /** Files of the workspace besides deploy/web.json, which they may replace. */
  readonly files?: Readonly<Record<string, string>>
  readonly inputs?: Readonly<Record<string, string>>
  /** Virtual milliseconds that pass before the run. */
  readonly past?: number
}

/** A scene that has started. */
export type Stage = {
  readonly world: TestWorld
  run(more?: {
    readonly inputs?: Readonly<Record<string, string>>
    readonly env?: Readonly<Record<string, string>>
    readonly signal?: RunOptions['signal']
  }): Promise<Run>
}

/** Everything takes a second or two, so that a rollout is over at the second poll. */
export const QUICK = {
  scheduler: '500ms',
  provision: '500ms',
  pull: '500ms',
  start: '2s',
  healthy: '1s',
  stop: '1s',
  deprovision: '500ms',
  retry: '1s',
  retryMax: '1s',
  markFailed: '1s'
}

/** openScene starts a scene; `more` is merged into its scenario. */
export async function openScene(scene: Scene, more: object = {}): Promise<Stage> {
  const world = await makeWorld({ ...scene.scenario, timing: QUICK, ...more })
  for (const [file, text] of Object.entries(scene.files ?? {})) world.workspace.write(file, text)
  world.sandbox.advance(scene.past ?? 0)
  const base = {
    'task-definition': 'deploy/web.json',
    service: 'web',
    cluster: 'demo',
    'aws-region': 'us-west-2',
    variables: 'TAG=2'
  }
  return {
    world,
    run: ({ inputs = {}, env = {}, signal } = {}) =>
      runAction(
        { ...base, ...scene.inputs, ...inputs },
        {
          workspace: world.workspace,
          sandbox: world.sandbox,
          env: {
            GITHUB_RUN_ID: '77',
            GITHUB_RUN_ATTEMPT: '1',
            GITHUB_JOB: 'deploy',
            ...env
          },
          ...(signal === undefined ? {} : { signal })
        }
      )
  }
}

/** serviceIn is a service as the sandbox has it now. */
export function serviceIn({ sandbox }: TestWorld, name = 'web'): Service | undefined {
  return sandbox.world().regions.get('us-west-2')?.clusters.get('demo')?.services.get(name)
}

/** What a run must not create twice. */
export type Census = {
  readonly revisions: number
  readonly services: number
  /** Requested deployments of services (without ECS's rollbacks). */
  readonly deployments: number
  readonly codeDeployments: number
  /** Tasks that RunTask started. */
  readonly oneOffTasks: number
}

/** takeCensus counts the resources of a world. */
export function takeCensus({ sandbox }: TestWorld): Census {
  const region = sandbox.world().regions.get('us-west-2')
  const services = [...(region?.clusters.get('demo')?.services.values() ?? [])]
  const families = [...(region?.families.values() ?? [])]
  const owned = new Set(services.flatMap(({ tasks }) => [...tasks.keys()]))
  const tasks = [...(region?.clusters.get('demo')?.tasks.keys() ?? [])]
  const deployments = [...(region?.codedeploy.deployments.values() ?? [])]
  return {
    revisions: families.reduce((sum, { revisions }) => sum + revisions.length, 0),
    services: services.length,
    deployments: services.reduce((sum, { serviceDeployments }) => sum + serviceDeployments.length, 0),
    codeDeployments: deployments.filter(({ creator }) => creator === 'user').length,
    oneOffTasks: tasks.filter(id => !owned.has(id)).length
  }
}

/** valuesIn lists all values of secrets and parameters, none of which may ever appear. */
export function valuesIn({ sandbox }: TestWorld): readonly string[] {
  return [...sandbox.world().regions.values()].flatMap(region => [
    ...[...region.secrets.values()].flatMap(({ versions }) => versions.flatMap(({ text }) => text ?? [])),
    ...[...region.parameters.values()].map(({ value }) => value)
  ])
}

const REGISTRY = '123456789012.dkr.ecr.us-west-2.amazonaws.com'
const LOGS = {
  logConfiguration: {
    logDriver: 'awslogs',
    options: { 'awslogs-group': '/demo/web', 'awslogs-region': 'us-west-2', 'awslogs-stream-prefix': 'ecs' }
  }
}
/** The container of most scenes: an image in ECR, a log, a secret and a parameter. */
const CONTAINER = {
  image: `${REGISTRY}/demo/web:\${{ vars.TAG }}`,
  portMappings: [{ containerPort: 8080 }],
  secrets: [
    { name: 'API_KEY', valueFrom: 'secretsmanager:demo/api-key' },
    { name: 'FLAGS', valueFrom: 'ssm:/demo/flags' }
  ],
  ...LOGS
}

const [SERVICE] = (scenario() as { services: object[] }).services
const OPEN = { ...SERVICE, desiredCount: 1, circuitBreaker: { enable: false } }
const [DEFINITION] = (scenario() as { taskDefinitions: { containerDefinitions: object[] }[] }).taskDefinitions
const BEHIND_PORT = {
  ...DEFINITION,
  containerDefinitions: [{ ...DEFINITION?.containerDefinitions[0], portMappings: [{ containerPort: 8080 }] }]
}
const EXECUTION = {
  name: 'demo-execution',
  managed: ['arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy'],
  policies: {
    read: {
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Action: ['secretsmanager:GetSecretValue', 'ssm:GetParameters'], Resource: '*' }
      ]
    }
  }
}

/** The world of most scenes; `more` is merged into it. */
export function fullScenario(more: object = {}): object {
  return scenario({
    parameters: [{ name: '/demo/flags', generate: 24 }],
    roles: [EXECUTION],
    images: [
      { repository: 'demo/web', tags: ['2', '3'], platforms: ['linux/amd64', 'linux/arm64'], index: true }
    ],
    logGroups: ['/demo/web'],
    targetGroups: [{ name: 'web' }],
    taskDefinitions: [BEHIND_PORT],
    services: [OPEN],
    ...more
  })
}

const FILES = { 'deploy/web.json': template('web', CONTAINER) }
const EXITS = { taskDefinition: 'web:2', exitAfter: '1s', exitCode: 3, logs: ['no database'] }
const BALANCED = {
  ...OPEN,
  healthCheckGracePeriodSeconds: 1,
  loadBalancers: [{ targetGroupArn: '${targetGroup:web}', containerName: 'app', containerPort: 8080 }]
}
const CLUSTER_ARN = 'arn:aws:ecs:us-west-2:123456789012:cluster/demo'
const TARGET = {
  Arn: CLUSTER_ARN,
  RoleArn: 'arn:aws:iam::123456789012:role/demo-execution',
  EcsParameters: {
    TaskDefinitionArn: 'arn:aws:ecs:us-west-2:123456789012:task-definition/web:1',
    TaskCount: 1
  }
}

/**
 * Roles and images are checked before anything is changed; only the plain deploy does so, the other scenes have other
 * subjects.
 */
const UNLOOKED = { 'verify-permissions': 'off' }

export const PLAIN: Scene = { name: 'a deploy', scenario: fullScenario(), files: FILES }

/** Two requests would make ECS start two deployments. */
export const FORCED: Scene = {
  ...PLAIN,
  name: 'a forced deployment',
  inputs: { ...UNLOOKED, 'force-new-deployment': 'true' }
}

/** The configuration file has a role to assume for the service. */
export const OTHER_ROLE: Scene = {
  name: 'a role that is assumed',
  scenario: fullScenario({
    roles: [
      EXECUTION,
      {
        name: 'demo-other',
        trust: {
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' }]
        },
        policies: {
          all: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] }
        }
      }
    ]
  }),
  inputs: UNLOOKED,
  files: {
    ...FILES,
    '.github/ecs-sealed-deploy.yml': [
      'services:',
      '  web:',
      '    role-to-assume: arn:aws:iam::123456789012:role/demo-other',
      ''
    ].join('\n')
  }
}

/** Tasks exit at once, no breaker: detected by fail-fast, diagnosed, rolled back with StopServiceDeployment. */
export const TAKEN_BACK: Scene = {
  name: 'a deploy that is taken back',
  scenario: fullScenario({ behaviours: [EXITS], services: [BALANCED] }),
  files: FILES,
  inputs: { ...UNLOOKED, 'on-failure': 'rollback' }
}

/** The same with targets that never become healthy, so that the run also calls the load balancer. */
export const UNHEALTHY: Scene = {
  name: 'a deploy whose targets stay unhealthy',
  scenario: fullScenario({
    services: [{ ...BALANCED, circuitBreaker: { enable: true, rollback: true } }],
    behaviours: [
      {
        taskDefinition: 'web:2',
        targetHealth: { state: 'unhealthy', reason: 'Target.ResponseCodeMismatch', after: '2s' }
      }
    ]
  }),
  files: FILES,
  inputs: UNLOOKED
}

/** StopServiceDeployment is not allowed, so that the previous revision is deployed again. */
export const DEPLOYED_BACK: Scene = {
  ...TAKEN_BACK,
  name: 'a deploy that is taken back by another update',
  scenario: {
    ...TAKEN_BACK.scenario,
    callers: {
      test: {
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Allow', Action: '*', Resource: '*' },
          { Effect: 'Deny', Action: 'ecs:StopServiceDeployment', Resource: '*' }
        ]
      }
    }
  }
}

/** Two services, one after the other. */
export const TWO_WAVES: Scene = {
  name: 'two waves',
  scenario: fullScenario({
    taskDefinitions: [BEHIND_PORT, { ...BEHIND_PORT, family: 'api' }],
    services: [OPEN, { ...OPEN, serviceName: 'api', taskDefinition: 'api' }]
  }),
  files: {
    'deploy/web.json': template('web'),
    'deploy/api.json': template('api')
  },
  inputs: {
    'task-definition': 'deploy/{service}.json',
    service: 'all',
    order: 'api\nweb',
    ...UNLOOKED
  }
}

const NEW_SERVICE = JSON.stringify({
  desiredCount: 1,
  launchType: 'FARGATE',
  networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-1'] } }
})

export const CREATED: Scene = {
  name: 'a service that is created',
  scenario: fullScenario({ services: [] }),
  files: { ...FILES, 'deploy/web-service.yml': NEW_SERVICE },
  inputs: { ...UNLOOKED, 'service-definition': 'deploy/{service}-service.yml' }
}

export const WITH_TASK: Scene = {
  name: 'a one-off task, a rule and a schedule',
  scenario: fullScenario({
    behaviours: [{ taskDefinition: 'web:2', times: 1, exitAfter: '1s', exitCode: 0, logs: ['migrated'] }],
    rules: [{ name: 'night', scheduleExpression: 'rate(1 day)', targets: [{ Id: 'one', ...TARGET }] }],
    schedules: [
      {
        Name: 'daily',
        ScheduleExpression: 'rate(1 day)',
        FlexibleTimeWindow: { Mode: 'OFF' },
        Target: TARGET
      }
    ]
  }),
  files: FILES,
  inputs: { ...UNLOOKED, 'run-task': 'true', 'update-schedules': 'true' }
}

/** All in one run: first a task, then the service is created, then everything that runs its family is updated. */
export const CREATED_WITH_TASK: Scene = {
  name: 'a service that is created, with a one-off task, a rule and a schedule',
  scenario: { ...WITH_TASK.scenario, services: [] },
  files: { ...CREATED.files },
  inputs: { ...CREATED.inputs, ...WITH_TASK.inputs }
}

const THEIRS = {
  taskDefinitions: [BEHIND_PORT],
  services: [
    {
      serviceName: 'web',
      cluster: 'demo',
      taskDefinition: 'web',
      desiredCount: 1,
      deploymentController: 'CODE_DEPLOY'
    }
  ],
  codedeploy: [{ cluster: 'demo', service: 'web', terminationWait: '1s' }]
}

export const CODE_DEPLOY: Scene = {
  name: 'a service of CodeDeploy',
  scenario: fullScenario(THEIRS),
  files: FILES,
  inputs: UNLOOKED
}

export const CODE_DEPLOY_BACK: Scene = {
  name: 'a service of CodeDeploy that is taken back',
  scenario: fullScenario({ ...THEIRS, behaviours: [EXITS] }),
  files: FILES,
  inputs: { ...UNLOOKED, 'on-failure': 'rollback', 'wait-for-minutes': '1' }
}

/** Only the service's history shows its previous good revision: two revisions were deployed one after the other. */
export const ROLLBACK: Scene = {
  name: 'mode rollback',
  scenario: fullScenario({
    taskDefinitions: [BEHIND_PORT, BEHIND_PORT, BEHIND_PORT],
    services: [{ ...OPEN, taskDefinition: 'web:1' }],
    later: [2, 3].map(revision => ({
      after: `${revision}m`,
      action: 'update-service',
      cluster: 'demo',
      service: 'web',
      taskDefinition: `web:${revision}`
    }))
  }),
  past: 3_600_000,
  inputs: { mode: 'rollback', 'task-definition': '', variables: '', service: 'web' }
}

/** A deployment by someone else waits for manual approval; an earlier revision could be returned to. */
export const PAUSED: Scene = {
  name: 'mode continue',
  scenario: fullScenario({
    taskDefinitions: [BEHIND_PORT, BEHIND_PORT, BEHIND_PORT],
    services: [
      {
        ...OPEN,
        taskDefinition: 'web:2',
        history: [{ taskDefinition: 'web:1', status: 'SUCCESSFUL', age: '2d' }],
        deploymentConfiguration: {
          strategy: 'BLUE_GREEN',
          bakeTimeInMinutes: 1,
          lifecycleHooks: [{ targetType: 'PAUSE', lifecycleStages: ['POST_SCALE_UP'] }]
        }
      }
    ],
    later: [
      { after: '1m', action: 'update-service', cluster: 'demo', service: 'web', taskDefinition: 'web:3' }
    ]
  }),
  past: 600_000,
  inputs: { mode: 'continue', 'task-definition': '', variables: '', service: 'web' }
}
