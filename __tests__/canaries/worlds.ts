import { type Canaries, type Draw, quoted } from './canary.ts'

/** Modes that call AWS. */
export const AWS_MODES = [
  'plan',
  'deploy',
  'rollback',
  'migrate',
  'audit',
  'rotate-restart',
  'status'
] as const

/** The surroundings of a run: the sandbox's scenario, files and inputs. */
export type CanaryWorld = {
  readonly mode: (typeof AWS_MODES)[number]
  readonly scenario: object
  readonly files: Readonly<Record<string, string>>
  readonly inputs: Readonly<Record<string, string>>
}

const REGION = 'us-west-2'
const ROLE = 'arn:aws:iam::123456789012:role/demo-execution'

/** worldOf draws a world with one service, whose definitions, texts and logs are full of canaries. */
export function worldOf(draw: Draw, canaries: Canaries): CanaryWorld {
  const mode = draw.one(AWS_MODES)
  const live = plaintext(canaries)
  const isDirty = mode === 'migrate' || draw.chance(10)
  const file = isDirty ? { ...live, image: 'demo/web:1' } : sealed('demo/web:${{ vars.TAG }}', draw, canaries)
  const known = live.environment.map(({ value }) => value)
  return {
    mode,
    files: {
      'deploy/web.json': `${JSON.stringify(definition(file), null, 2)}\n`,
      ...(draw.chance(30) ? { 'c.yml': configuration(draw, canaries) } : {})
    },
    inputs: inputsOf(mode, draw, canaries),
    scenario: {
      region: REGION,
      clusters: ['demo'],
      logGroups: ['/ecs/web'],
      secrets: [
        {
          name: 'demo/api-key',
          generate: 40,
          age: '30d',
          description: `password=${canaries.word()}`,
          tags: { 'old-token': canaries.token() }
        }
      ],
      rules: [
        {
          name: 'nightly',
          scheduleExpression: 'rate(1 day)',
          targets: [targetOf({ name: 'NIGHT_PASSWORD', value: canaries.password() })]
        }
      ],
      roles: [{ name: 'demo-execution', managed: [MANAGED], policies: { read: READ } }],
      taskDefinitions: [
        definition({ ...live, image: 'demo/web:1' }),
        definition({ ...live, image: 'demo/web:2' })
      ],
      services: [
        {
          serviceName: 'web',
          cluster: 'demo',
          taskDefinition: mode === 'rollback' ? 'web:2' : 'web:1',
          desiredCount: 1,
          tags: { contact: canaries.address() },
          deploymentConfiguration: { strategy: 'ROLLING' },
          circuitBreaker: { enable: draw.chance(50), rollback: draw.chance(50) },
          ...(mode === 'rollback'
            ? { history: [{ taskDefinition: 'web:1', status: 'SUCCESSFUL', age: '5d' }] }
            : {})
        }
      ],
      behaviours: conductOf(draw, canaries, known),
      faults: faultsOf(draw, canaries),
      timing: {
        provision: '1s',
        pull: '1s',
        start: '2s',
        healthy: '2s',
        stop: '1s',
        deprovision: '1s',
        retry: '5s'
      }
    }
  }
}

/** What a rule starts every night, with a variable of its own. */
function targetOf(variable: object): object {
  const override = { containerOverrides: [{ name: 'app', environment: [variable] }] }
  return {
    Id: 'web',
    Arn: 'arn:aws:ecs:us-west-2:${account}:cluster/demo',
    RoleArn: ROLE,
    EcsParameters: { TaskDefinitionArn: 'arn:aws:ecs:us-west-2:${account}:task-definition/web:1' },
    Input: JSON.stringify(override)
  }
}

const MANAGED = 'arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy'
const READ = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 'secretsmanager:GetSecretValue', Resource: '*' }]
}

type App = { readonly image: string } & Readonly<Record<string, unknown>>

function definition(app: App): object {
  return {
    family: 'web',
    networkMode: 'awsvpc',
    requiresCompatibilities: ['FARGATE'],
    cpu: '256',
    memory: '512',
    executionRoleArn: ROLE,
    containerDefinitions: [
      {
        name: 'app',
        logConfiguration: {
          logDriver: 'awslogs',
          options: { 'awslogs-group': '/ecs/web', 'awslogs-region': REGION, 'awslogs-stream-prefix': 'web' }
        },
        ...app
      }
    ]
  }
}

function plaintext(canaries: Canaries) {
  return {
    environment: [
      { name: 'DB_PASSWORD', value: canaries.password() },
      { name: 'API_SECRET', value: canaries.password() },
      { name: 'DATABASE_URL', value: canaries.address() },
      { name: 'LOG_LEVEL', value: 'production' }
    ]
  }
}

function sealed(image: string, draw: Draw, canaries: Canaries): App {
  const name = draw.chance(10) ? canaries.token() : 'API_KEY'
  return { image, secrets: [{ name, valueFrom: 'secretsmanager:demo/api-key' }] }
}

function configuration(draw: Draw, canaries: Canaries): string {
  const reason = `password=${canaries.token()}`
  return draw.one([
    `exceptions:\n  - {file: "**", variable: DB_PASSWORD, rule: secret/by-name, reason: "${reason}", expires: 2099-01-01}\n`,
    `${canaries.token()}: 1\n`
  ])
}

function inputsOf(mode: string, draw: Draw, canaries: Canaries): Record<string, string> {
  const isDeploy = mode === 'plan' || mode === 'deploy'
  const files = {
    'task-definition': 'deploy/{service}.json',
    variables: `TAG=2\nX_TOKEN=${canaries.token()}`
  }
  return {
    mode,
    cluster: draw.chance(5) ? canaries.token() : 'demo',
    'aws-region': REGION,
    ...(mode === 'audit' ? {} : { service: 'web' }),
    ...(isDeploy || mode === 'migrate' ? files : {}),
    ...(mode === 'deploy' || mode === 'rollback' || mode === 'rotate-restart'
      ? { 'wait-for-minutes': '2', 'on-failure': draw.one(['leave', 'rollback']) }
      : {}),
    ...(mode === 'deploy' && draw.chance(20) ? { 'docker-labels': `team=${canaries.token()}` } : {}),
    ...(mode === 'migrate'
      ? { apply: String(draw.chance(60)), 'plan-file': 'plan.json', journal: 'journal.json' }
      : {}),
    ...(mode === 'audit' && draw.chance(50) ? { 'compare-values': 'true' } : {}),
    ...(mode === 'audit' && draw.chance(30) ? { purge: 'true' } : {}),
    ...(draw.chance(30) ? { config: 'c.yml' } : {})
  }
}

/** A sentence with canaries: values that the run knows, in any encoding, and unknown ones, as programs write them. */
function sentence(draw: Draw, canaries: Canaries, known: readonly string[]): string {
  const told = draw.one([
    () => `exec: "app --password=${canaries.word()}": executable file not found`,
    () => `exec: "sh -c 'DB_PASSWORD=${canaries.word()} app'": no such file`,
    () => `mysql -p${canaries.word()} -u root failed`,
    () => `cannot reach ${canaries.address()}`,
    () => `token ${canaries.token()} is not accepted`,
    () => `{"password":"${canaries.word()}"} is not valid`,
    () => `Authorization: Bearer ${canaries.word()}${canaries.word()}`
  ])()
  if (known.length === 0) return told
  const value = draw.one(known)
  return `${told}; value ${quoted(draw, value)} is not valid`
}

function conductOf(draw: Draw, canaries: Canaries, known: readonly string[]): object[] {
  const text = () => sentence(draw, canaries, known)
  const conduct = draw.one([
    () => ({}),
    () => ({ failStart: `CannotStartContainerError: ${text()}` }),
    () => ({ failStart: `ResourceInitializationError: unable to pull secrets or registry auth: ${text()}` }),
    () => ({ cannotPlace: `Reason: ${text()}.` }),
    () => ({ exitAfter: '2s', exitCode: 1, logs: [text(), text(), 'ordinary line'] }),
    () => ({ unhealthyAfter: '5s', logs: [text()] })
  ])()
  return [
    { family: 'web', times: 1 },
    { family: 'web', ...conduct }
  ]
}

const FAULTY = [
  'DescribeServices',
  'DescribeTaskDefinition',
  'RegisterTaskDefinition',
  'UpdateService',
  'DescribeSecret',
  'CreateSecret',
  'PutSecretValue',
  'PutRolePolicy',
  'ListTasks',
  'GetCallerIdentity',
  'ListServices'
] as const

function faultsOf(draw: Draw, canaries: Canaries): object[] {
  if (draw.chance(60)) return []
  const message = sentence(draw, canaries, [])
  return [{ op: draw.one(FAULTY), kind: 'error', type: 'ClientException', message, from: 1, times: 100 }]
}
