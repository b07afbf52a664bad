import { makeWorkspace, runAction } from '../bundle/runner.ts'
import { makeWorld, scenario, template } from '../bundle/world.ts'
import type { Trouble } from './troubleshooting-inputs.ts'
import {
  DEFINITION,
  deploy,
  fault,
  type Json,
  printed,
  runs,
  SERVICE,
  without
} from './troubleshooting-world.ts'

/** A deploy without the sandbox's clock; it is interrupted as soon as `when` is true. */
async function outsideOfTime(AWS_ENDPOINT_URL: string, when?: () => boolean): Promise<string> {
  const workspace = makeWorkspace({ 'deploy/web.json': template('web') })
  try {
    const run = await runAction(
      {
        'task-definition': 'deploy/{service}.json',
        cluster: 'demo',
        'aws-region': 'us-west-2',
        variables: 'TAG=2',
        'max-retries': '0'
      },
      {
        workspace,
        env: { AWS_ENDPOINT_URL, AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' },
        ...(when === undefined ? {} : { signal: { when, name: 'SIGINT' as const } })
      }
    )
    return printed(run)
  } finally {
    workspace.remove()
  }
}

const ANYTHING = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] }

/** Refusals by AWS, one per run. */
export const REFUSALS: readonly Trouble[] = [
  deploy('a missing right', { callers: without('ecs:DescribeServices', 'secretsmanager:DescribeSecret') }),
  deploy(
    'a right that is missing for the write',
    { callers: without('iam:PassRole', 'ecs:RegisterTaskDefinition') },
    { 'verify-permissions': 'off' }
  ),
  deploy('nobody', { callers: { other: ANYTHING } }),
  runs('a tag of another registry', {}, async world => {
    await world.deploy()
    return [await world.deploy()]
  }),
  deploy('a service of Express Mode', { services: [{ ...SERVICE, express: true }] }, { mode: 'plan' }),
  deploy('no right to compare', { callers: without('ecs:DescribeTaskDefinition') }, { mode: 'plan' }),
  deploy('a file of another family', {}, { mode: 'plan' }, ({ workspace }) =>
    workspace.write('deploy/web.json', template('web').replace('"family": "web"', '"family": "other"'))
  ),
  deploy('a file of other containers', {}, { mode: 'plan' }, ({ workspace }) =>
    workspace.write('deploy/web.json', template('web').replace('"name": "app"', '"name": "other"'))
  ),
  deploy('no word from STS', fault('GetCallerIdentity', 'AccessDenied'), { mode: 'plan' }),
  deploy('a cluster that is not there', {}, { cluster: 'nowhere' }),
  deploy('a refusal', fault('UpdateService', 'InvalidParameterException')),
  deploy('too many calls', fault('DescribeServices', 'ThrottlingException'), { 'max-retries': '0' }),
  deploy(
    'a lost answer',
    { faults: [{ op: 'DescribeServices', kind: 'truncate', from: 1 }] },
    { 'max-retries': '0' }
  ),
  deploy('an operation that is not there', fault('DescribeServices', 'UnknownOperationException')),
  { what: 'nobody there', print: () => outsideOfTime('http://127.0.0.1:9') },
  deploy('a service that is not there', { services: [] }),
  deploy('a service of CodeDeploy', { services: [{ ...SERVICE, deploymentController: 'CODE_DEPLOY' }] }),
  deploy(
    'a deleted service',
    { later: [{ after: '1s', action: 'delete-service', cluster: 'demo', service: 'web', force: true }] },
    {},
    ({ sandbox }) => sandbox.advance(600_000)
  )
]

const ARN = 'arn:aws:secretsmanager:us-west-2:123456789012:secret'

/** References as found in AWS. The suffix of a secret is known only once the sandbox has created it. */
export const LOOKUPS: readonly Trouble[] = [
  deploy(
    'references',
    {
      secrets: [
        { name: 'demo/api-key', generate: 40 },
        { name: 'demo/gone', generate: 40, deleted: true },
        { name: 'demo/far', region: 'eu-west-1', generate: 40 }
      ],
      parameters: [
        { name: '/plain', type: 'String', generate: 5 },
        { name: '/bare/name', generate: 5 }
      ],
      later: [{ after: '0s', action: 'create-secret', name: 'demo/empty' }]
    },
    { mode: 'plan' },
    async ({ sandbox, workspace }) => {
      const state = await (await fetch(`${sandbox.url}/_sandbox/state`)).text()
      const suffix = /secret:demo\/api-key-([A-Za-z0-9]{6})/.exec(state)?.[1]
      const references = [
        'secretsmanager:demo/nope',
        'ssm:/nope',
        'secretsmanager:demo/gone',
        `${ARN}:demo/api-key-AAAAAA`,
        `secretsmanager:demo/api-key-${suffix}`,
        'arn:aws-cn:secretsmanager:cn-north-1:123456789012:secret:a',
        'arn:aws:secretsmanager:cn-north-1:123456789012:secret:a',
        'arn:aws:secretsmanager:eu-west-1:123456789012:secret:demo/far',
        'ssm:/plain',
        'arn:aws:ssm:us-west-2:999999999999:parameter/x',
        '/bare/name',
        'demo/api-key',
        'bare/nope',
        'secretsmanager:demo/api-key::AWSPREVIOUS:',
        'secretsmanager:demo/api-key:::01234567-89ab-cdef-0123-456789abcdef',
        'secretsmanager:demo/empty',
        'arn:aws:secretsmanager:us-west-2:999999999999:secret:demo/api-key-AbCdEf'
      ]
      const secrets = references.map((valueFrom, index) => ({ name: `R${index}`, valueFrom }))
      workspace.write('deploy/web.json', template('web', { secrets }))
    }
  ),
  deploy(
    'the right to look parameters up',
    { callers: without('ssm:DescribeParameters') },
    {},
    ({ workspace }) =>
      workspace.write('deploy/web.json', template('web', { secrets: [{ name: 'A', valueFrom: 'ssm:/a' }] }))
  )
]

/** Stop reasons of tasks in ECS's wording, each for a separate service. */
const STOPS = {
  role: 'ECS was unable to assume the role that was provided for this task.',
  pull: 'CannotPullContainerError: unexpected end of file',
  memory: 'OutOfMemoryError: Container killed due to memory usage',
  network:
    'ResourceInitializationError: unable to pull secrets: There is a connection issue between the task and AWS Secrets Manager.',
  parameter: 'ResourceInitializationError: unable to pull secrets: ssm: invalid parameters: /a',
  unknown: `ResourceInitializationError: fetching secret ${ARN}:demo/x-AAAAAA: ResourceNotFoundException`,
  marked: `ResourceInitializationError: fetching secret ${ARN}:demo/x-AAAAAA: it was marked for deletion`
}
/** The same from a secret that the sandbox actually reads when the task starts. */
const SECRETS = {
  kms: 'secretsmanager:demo/locked',
  key: 'secretsmanager:demo/api-key:user',
  missing: 'secretsmanager:demo/gone',
  deleted: 'secretsmanager:demo/going'
}
const OTHERS = ['good', 'none', 'same', 'back', 'stuck', 'slow', 'sick', 'other', 'away']
const NAMES = [...Object.keys(STOPS), ...Object.keys(SECRETS), ...OTHERS]
const FAILS = { taskDefinition: 'web:2', exitAfter: '5s', exitCode: 1 }

/** Every outcome except two, and every explanation except one, in one run. */
const MANY = deploy(
  'many rollouts',
  {
    secrets: ['api-key', 'gone', 'going', 'locked'].map(name => ({
      name: `demo/${name}`,
      json: { password: { generate: 20 } },
      ...(name === 'locked' ? { kmsKeyId: 'alias/own' } : {})
    })),
    taskDefinitions: NAMES.map(family => ({ ...DEFINITION, family })),
    services: NAMES.map(serviceName => ({
      ...SERVICE,
      serviceName,
      taskDefinition: serviceName,
      ...(serviceName === 'none' ? { desiredCount: 0 } : {}),
      ...(serviceName === 'slow' ? { circuitBreaker: { enable: false } } : {}),
      ...(serviceName === 'stuck' ? { circuitBreaker: { enable: true, rollback: false } } : {})
    })),
    behaviours: [
      ...Object.entries(STOPS).map(([family, failStart]) => ({ taskDefinition: `${family}:2`, failStart })),
      ...['back', 'stuck'].map(family => ({ ...FAILS, taskDefinition: `${family}:2` })),
      { taskDefinition: 'slow:2', neverRuns: true },
      { taskDefinition: 'sick:2', unhealthyAfter: '5s' }
    ],
    later: [
      { after: '1s', action: 'delete-secret', secretId: 'demo/gone', forceDeleteWithoutRecovery: true },
      { after: '1s', action: 'delete-secret', secretId: 'demo/going', recoveryWindowInDays: 7 },
      { after: '12s', action: 'update-service', cluster: 'demo', service: 'other', taskDefinition: 'good:1' },
      { after: '12s', action: 'delete-service', cluster: 'demo', service: 'away', force: true }
    ]
  },
  { service: NAMES.join(','), 'wait-for-minutes': '15' },
  ({ workspace }) => {
    for (const name of NAMES) {
      workspace.write(`deploy/${name}.json`, template(name))
    }
    for (const [name, valueFrom] of Object.entries(SECRETS))
      workspace.write(`deploy/${name}.json`, template(name, { secrets: [{ name: 'LOGIN', valueFrom }] }))
    workspace.write('deploy/same.json', JSON.stringify({ ...DEFINITION, family: 'same' }))
  }
)

const [ROLE] = (scenario() as { roles: Json[] }).roles

const PULL = 'CannotPullContainerError: '
const INIT = 'ResourceInitializationError: '
const UNDECRYPTED = `${INIT}unable to retrieve secret from asm: DecryptionFailure: Secrets Manager can't decrypt the protected secret text using the provided KMS key.`
/** More reasons in ECS's wording, each for a separate service. */
const WORDS = {
  absent: `${PULL}demo/absent:2: not found`,
  hub: `${PULL}pull access denied for demo/hub:2, repository does not exist or may require 'docker login'`,
  ecr: `${PULL}failed with status code [manifests 1]: 403 Forbidden`,
  login: `${INIT}unable to retrieve ecr registry auth: AccessDeniedException`,
  platform: `${PULL}image Manifest does not contain descriptor matching platform 'linux/amd64'`,
  limit: `${PULL}toomanyrequests: You have reached your pull rate limit`,
  far: `${PULL}failed to do request: dial tcp 192.0.2.1:443: i/o timeout`,
  files: `${INIT}failed to download env files: file download command: non empty error stream`,
  volume: `${INIT}failed to invoke EFS utils commands to set up EFS volumes`,
  address: 'unexpected EC2 error: InsufficientFreeAddressesInSubnet',
  interface: 'Timeout waiting for network interface provisioning to complete.',
  capacity:
    'Capacity is unavailable at this time. Please try again later or in a different availability zone',
  balanced: 'Task failed ELB health checks in (target-group made-up)',
  spot: 'Your Spot Task was interrupted.',
  instance: 'Host EC2 (instance i-1) terminated.',
  nogroup: `${INIT}failed to create Cloudwatch log stream: ResourceNotFoundException: The specified log group does not exist.`,
  nowrite: `${INIT}failed to create Cloudwatch log stream: AccessDeniedException`,
  nolog: `${INIT}failed to validate logger args: dial tcp 192.0.2.1:443: i/o timeout`,
  command: 'CannotStartContainerError: exec: "/bin/app": executable file not found in $PATH',
  novalue: `${INIT}unable to retrieve secret from asm: ResourceNotFoundException: Secrets Manager can't find the specified secret value for staging label: AWSCURRENT`,
  ended: 'Essential container in task exited',
  nojson: `${INIT}unable to retrieve secret from asm: invalid character 'h' looking for beginning of object key string`,
  killed: `${INIT}unable to pull secrets or registry auth: pull command failed: : signal: killed`,
  keyoff: UNDECRYPTED,
  busy: `${INIT}unable to retrieve secret from asm: InternalServiceError`,
  halflogin: `${PULL}asm fetching username: AuthorizationData is malformed, empty field`,
  oldlogin: `${PULL}API error (500): unauthorized: incorrect username or password`,
  broken: `${PULL}unexpected status code: 503 Service Unavailable`,
  trust:
    'IAM trust relationship has been misconfigured or changed, and ECS can no longer maintain your service',
  disk: `${PULL}write /var/lib/docker/tmp/GetImageBlob1: no space left on device`,
  storage: 'Timeout waiting for EphemeralStorage provisioning to complete.',
  runtime: 'DockerTimeoutError: Could not transition to created; timed out after waiting 4m0s',
  instances: 'Reason: No Container Instances were found in your capacity provider.',
  quota: "Reason: You've reached the limit on the number of vCPUs you can run concurrently",
  provisioning: 'the tasks provisioning capacity limit was exceeded.',
  internal: 'Reason: Internal error.',
  throttled: 'operations are being throttled. Will try again later.',
  agent: 'Timed out waiting for Amazon ECS Agent to start.',
  percent: 'because of the service deployment configuration.',
  protected: 'The number of protected tasks are more than the desired count of tasks',
  executable: 'CannotStartContainerError: exec: "./entrypoint.sh": permission denied: unknown',
  user: 'CannotStartContainerError: unable to find user app: no matching entries in passwd file',
  nogroups: 'is not healthy in target-group (x) due to TARGET GROUP IS NOT FOUND',
  notarget: 'is not healthy in target-group (x) due to TARGET IS NOT FOUND'
}
const CODES = ['0', '1', '126', '127', '134', '137', '139', '143'].map(code => `code${code}`)
const EVENTS = ['nobody', 'noplace', 'check', 'splunk']
const MORE_NAMES = [...Object.keys(WORDS), ...CODES, ...EVENTS, 'checklog', 'sicklog', 'log134', 'logged']
const AWSLOGS = { 'awslogs-group': '/demo', 'awslogs-region': 'us-west-2', 'awslogs-stream-prefix': 'demo' }
const LOGGED = { logConfiguration: { logDriver: 'awslogs', options: AWSLOGS } }
const REGISTRY = { repositoryCredentials: { credentialsParameter: 'secretsmanager:demo/api-key' } }
const CONTAINERS: Readonly<Record<string, object>> = {
  ecr: { image: '123456789012.dkr.ecr.us-west-2.amazonaws.com/web:1' },
  nogroup: LOGGED,
  nowrite: LOGGED,
  code1: LOGGED,
  splunk: { logConfiguration: { logDriver: 'splunk' } },
  check: { healthCheck: { command: ['CMD', 'true'] } },
  checklog: { ...LOGGED, healthCheck: { command: ['CMD', 'true'] } },
  log134: LOGGED,
  logged: LOGGED,
  sicklog: LOGGED,
  nojson: { secrets: [{ name: 'LOGIN', valueFrom: 'secretsmanager:demo/api-key:password' }] },
  halflogin: REGISTRY,
  oldlogin: REGISTRY
}
/** Without a circuit breaker, ECS would retry forever. */
const HOPELESS = ['absent', 'code1', 'nobody', 'noplace']

/** Every other explanation of stopped tasks, and every reason to end a futile wait, in one run. */
const MORE = deploy(
  'many causes',
  {
    roles: [ROLE, { name: 'demo-nobody', trust: 'ec2.amazonaws.com' }],
    logGroups: ['/demo'],
    taskDefinitions: MORE_NAMES.map(family => ({ ...DEFINITION, family })),
    services: MORE_NAMES.map(serviceName => ({
      ...SERVICE,
      serviceName,
      taskDefinition: serviceName,
      ...(HOPELESS.includes(serviceName) ? { circuitBreaker: { enable: false } } : {}),
      ...(serviceName === 'noplace' ? { launchType: 'EC2' } : {})
    })),
    behaviours: [
      ...Object.entries(WORDS).map(([family, failStart]) => ({ taskDefinition: `${family}:2`, failStart })),
      ...CODES.map(family => ({
        taskDefinition: `${family}:2`,
        exitAfter: '5s',
        exitCode: Number(family.slice(4))
      })),
      { taskDefinition: 'splunk:2', exitAfter: '5s' },
      { taskDefinition: 'logged:2', failStart: 'Essential container in task exited' },
      { taskDefinition: 'log134:2', exitAfter: '5s', exitCode: 134 },
      ...['check', 'checklog', 'sicklog'].map(family => ({
        taskDefinition: `${family}:2`,
        unhealthyAfter: '5s'
      })),
      {
        taskDefinition: 'noplace:2',
        cannotPlace: 'Reason: No Container Instances were found in your cluster.'
      }
    ]
  },
  { service: MORE_NAMES.join(','), 'wait-for-minutes': '15', 'verify-permissions': 'off' },
  ({ workspace }) => {
    for (const name of MORE_NAMES) {
      const text = template(name, CONTAINERS[name])
      const role = name === 'nobody' ? text.replace('demo-execution', 'demo-nobody') : text
      workspace.write(`deploy/${name}.json`, role)
    }
  }
)

/** Rollouts that do not succeed, and the messages along the way. */
export const ROLLOUTS: readonly Trouble[] = [
  MANY,
  MORE,
  deploy('a role without rights', { roles: [{ ...ROLE, policies: {} }] }, { 'verify-permissions': 'off' }),
  deploy('not waited for, twice', {}, { 'wait-until': 'none' }, world =>
    world.deploy({ 'wait-until': 'none' })
  ),
  deploy('not waited for', {}, { 'wait-until': 'none' }),
  deploy('records and tasks that may not be read', {
    behaviours: [FAILS],
    callers: without('ecs:ListServiceDeployments', 'ecs:DescribeServiceDeployments', 'ecs:ListTasks')
  }),
  deploy('an endpoint without records and with trouble', {
    behaviours: [FAILS],
    faults: [
      ...fault('DescribeServiceDeployments', 'UnknownOperationException').faults,
      ...fault('ListTasks', 'InvalidParameterException').faults
    ]
  }),
  deploy(
    'a bad look, then a right that is gone',
    {
      faults: [
        ...fault('DescribeServices', 'ServerException', { status: 500, from: 3, times: 1 }).faults,
        { op: 'DescribeServices', kind: 'access-denied', from: 5 }
      ]
    },
    { 'max-retries': '0' }
  ),
  {
    what: 'an interruption',
    print: async () => {
      const world = await makeWorld(scenario())
      try {
        return await outsideOfTime(world.sandbox.url, () => world.count('DescribeServiceDeployments') > 0)
      } finally {
        await world.end()
      }
    }
  }
]
