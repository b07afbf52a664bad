import { describe, expect, test } from '@jest/globals'
import type { JsonObject } from '../../../src/json.ts'
import { groupStops, toStopGroup } from '../../../src/rollout/diagnosis/diagnose.ts'
import type { Cause } from '../../../src/rollout/diagnosis/diagnosis.ts'
import { explainEvent, explainStop } from '../../../src/rollout/diagnosis/explain.ts'
import type { StoppedTask } from '../../../src/rollout/ports.ts'

const ROLE = 'arn:aws:iam::123456789012:role/execution'
const SM = 'arn:aws:secretsmanager:us-west-2:123456789012:secret:'
const SSM = 'arn:aws:ssm:us-west-2:123456789012:parameter'
const IMAGE = '123456789012.dkr.ecr.us-west-2.amazonaws.com/team/web:1.2'

const DEFINITION: JsonObject = {
  executionRoleArn: ROLE,
  memory: '512',
  containerDefinitions: [
    {
      name: 'web',
      image: IMAGE,
      memory: 256,
      command: ['/bin/app'],
      secrets: [
        { name: 'HOST', valueFrom: `${SM}app/db-AbCdEf:host::` },
        { name: 'PASSWORD', valueFrom: `${SM}app/db-AbCdEf:password::` },
        { name: 'KEY', valueFrom: `${SM}app/db-key-AbCdEf` },
        { name: 'PARAMETER', valueFrom: `${SSM}/app/key` }
      ],
      healthCheck: { command: ['CMD-SHELL', 'check --hidden-word'], retries: 4, interval: 15 },
      logConfiguration: { logDriver: 'awslogs', options: { 'awslogs-group': '/ecs/web' } }
    },
    {
      name: 'proxy',
      image: 'nginx:1',
      essential: false,
      repositoryCredentials: { credentialsParameter: `${SM}hub-AbCdEf` },
      logConfiguration: {
        logDriver: 'splunk',
        secretOptions: [{ name: 'splunk-token', valueFrom: `${SM}splunk-AbCdEf` }]
      }
    }
  ]
}

const task = (stoppedReason: string, more: Partial<StoppedTask> = {}): StoppedTask => ({
  arn: 'arn:aws:ecs:us-west-2:123456789012:task/demo/0123456789abcdef0123456789abcdef',
  taskDefinition: 'web:2',
  stopCode: 'TaskFailedToStart',
  stoppedReason,
  containers: [{ name: 'web' }, { name: 'proxy' }],
  ...more
})

const INIT =
  'ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: '
const ASM = `${INIT}unable to retrieve secret from asm: service call has been retried 1 time(s): `
const DENIED = (arn: string, action: string) =>
  `AccessDeniedException: User: arn:aws:sts::123456789012:assumed-role/execution/0123456789abcdef0123456789abcdef is not authorized to perform: ${action} on resource: ${arn} because no identity-based policy allows the ${action} action status code: 400, request id: 0b7c1c8e-5f1b-4d3a-9d0b-3e1c0a5b9f10`
const allow = (Action: unknown, Resource: string, more: object = {}) =>
  JSON.stringify({ Effect: 'Allow', Action, Resource, ...more })

const at = (container: number, place: string) => ({
  container: container === 0 ? 'web' : 'proxy',
  pointer: `/containerDefinitions/${container}/${place}`
})
/** Where a secret is used: its variable, its reference and its place. */
const used = (variable: string, reference: string, container: number, place: string) => ({
  variable,
  reference,
  ...at(container, place)
})
const PASSWORD = used('PASSWORD', `${SM}app/db-AbCdEf:password::`, 0, 'secrets/1/valueFrom')
const KEY = used('KEY', `${SM}app/db-key-AbCdEf`, 0, 'secrets/2/valueFrom')
const PARAMETER = used('PARAMETER', `${SSM}/app/key`, 0, 'secrets/3/valueFrom')
const TOKEN = used('splunk-token', `${SM}splunk-AbCdEf`, 1, 'logConfiguration/secretOptions/0/valueFrom')
const LOGIN = used('credentialsParameter', `${SM}hub-AbCdEf`, 1, 'repositoryCredentials/credentialsParameter')
const LOG_GROUP = at(0, 'logConfiguration/options/awslogs-group')
/** What a secret that may not be read needs. */
const needs = (Action: string, Resource: string) => ({
  ...({ kind: 'secret-denied', role: ROLE } as const),
  statement: allow(Action, Resource)
})
const NOT_READ = (name: string, written = name) =>
  `failed to fetch secret ${SM}${written} from secrets manager: ${DENIED(`${SM}${name}`, 'secretsmanager:GetSecretValue')}`

describe('what stopped a task', () => {
  test.each<[string, string, Cause]>([
    [
      'a secret that may not be read: the one of two that share a beginning',
      `${ASM}${NOT_READ('app/db-AbCdEf', 'app/db-AbCdEf:password::')}`,
      { ...PASSWORD, ...needs('secretsmanager:GetSecretValue', `${SM}app/db-??????`) }
    ],
    [
      'a whole secret, on EC2',
      `Fetching secret data from AWS Secrets Manager in region us-west-2: secret ${SM}app/db-key-AbCdEf: ${DENIED(`${SM}app/db-key-AbCdEf`, 'secretsmanager:GetSecretValue')}`,
      { ...KEY, ...needs('secretsmanager:GetSecretValue', `${SM}app/db-key-??????`) }
    ],
    [
      'a log option',
      `${ASM}${NOT_READ('splunk-AbCdEf')}`,
      { ...TOKEN, ...needs('secretsmanager:GetSecretValue', `${SM}splunk-??????`) }
    ],
    [
      'registry credentials',
      `${ASM}ResourceNotFoundException: The task can't retrieve the secret with ARN '${SM}hub-AbCdEf' from AWS Secrets Manager.`,
      { kind: 'secret-missing', ...LOGIN }
    ],
    [
      'a JSON key',
      `${ASM}retrieved secret from Secrets Manager did not contain json key password`,
      { kind: 'json-key-missing', ...PASSWORD }
    ],
    [
      'a customer key',
      `${ASM}failed to fetch secret ${SM}app/db-key-AbCdEf from secrets manager: AccessDeniedException: Access to KMS is not allowed`,
      {
        ...KEY,
        kind: 'key-denied',
        role: ROLE,
        statement: allow('kms:Decrypt', 'the ARN of the key', {
          Condition: { StringEquals: { 'kms:ViaService': 'secretsmanager.us-west-2.amazonaws.com' } }
        })
      }
    ],
    [
      'a parameter that may not be read',
      `${INIT}unable to retrieve secrets from ssm: service call has been retried 1 time(s): ${DENIED(`${SSM}/app/key`, 'ssm:GetParameters')}`,
      { ...PARAMETER, ...needs('ssm:GetParameters', `${SSM}/app/key`) }
    ],
    [
      'a parameter that is not there',
      'ResourceInitializationError: Fetching secret data from SSM Parameter Store in us-west-2: invalid parameters: /app/key,/app/other',
      { kind: 'parameter-missing', ...PARAMETER }
    ],
    [
      'the log-in to ECR',
      `${INIT}unable to retrieve ecr registry auth: service call has been retried 3 time(s): ${DENIED('*', 'ecr:GetAuthorizationToken')}`,
      { kind: 'registry-denied', role: ROLE, statement: allow('ecr:GetAuthorizationToken', '*') }
    ],
    [
      'a tag that is not there, by the image in the text',
      `CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref ${IMAGE}: ${IMAGE}: not found`,
      { kind: 'image-missing', ...at(0, 'image') }
    ],
    [
      'a repository that may not be read',
      `CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref ${IMAGE}: pulling from host 123456789012.dkr.ecr.us-west-2.amazonaws.com failed with status code [manifests 1.2]: 403 Forbidden`,
      {
        ...({ kind: 'image-denied', role: ROLE, ...at(0, 'image') } as const),
        statement: allow(
          ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
          'arn:aws:ecr:us-west-2:123456789012:repository/team/web'
        )
      }
    ],
    [
      'another registry',
      "CannotPullContainerError: Error response from daemon: pull access denied for nginx:1, repository does not exist or may require 'docker login': denied: requested access to the resource is denied",
      { kind: 'image-denied', ...at(1, 'image') }
    ],
    [
      'a log group that is not there',
      'ResourceInitializationError: failed to validate logger args: create stream has been retried 1 times: failed to create Cloudwatch log stream: ResourceNotFoundException: The specified log group does not exist. : exit status 1',
      { kind: 'log-group-missing', ...LOG_GROUP }
    ],
    [
      'a log that may not be written',
      `ResourceInitializationError: failed to validate logger args: create stream has been retried 1 times: failed to create Cloudwatch log stream: ${DENIED('arn:aws:logs:us-west-2:123456789012:log-group:/ecs/web:log-stream:web/web/1', 'logs:CreateLogStream')} : exit status 1`,
      {
        ...({ kind: 'log-denied', role: ROLE, ...LOG_GROUP } as const),
        statement: allow(
          ['logs:CreateLogStream', 'logs:PutLogEvents'],
          'arn:aws:logs:us-west-2:123456789012:log-group:/ecs/web:*'
        )
      }
    ],
    [
      'an environment file',
      'ResourceInitializationError: failed to download env files: file download command: non empty error stream',
      { kind: 'env-file', role: ROLE }
    ]
  ])('%s', (_what, reason, cause) => {
    expect(explainStop(task(reason), DEFINITION)?.cause).toEqual(cause)
  })

  test('a container with a reason of its own names the image', () => {
    const reason =
      "CannotPullContainerError: image Manifest does not contain descriptor matching platform 'linux/arm64'"
    const containers = [{ name: 'web' }, { name: 'proxy', reason }]
    const definition = { ...DEFINITION, runtimePlatform: { cpuArchitecture: 'ARM64' } }
    const explained = explainStop(task(reason, { containers }), definition)
    expect(explained?.cause).toEqual({ kind: 'image-platform', ...at(1, 'image') })
    expect(explained?.explanation).toContain(
      'The image nginx:1 of container proxy is not built for linux/arm64'
    )
  })
})

test('a container that has run is not the one whose image or command kept the task from starting', () => {
  const containers = [{ name: 'web' }, { name: 'proxy', exitCode: 0 }]
  for (const [reason, kind] of [
    ['CannotPullContainerError: pull image manifest has been retried 1 time(s): not found', 'image-missing'],
    ['CannotStartContainerError: exec: "x": executable file not found in $PATH', 'command']
  ] as const) {
    const explained = explainStop(task(reason, { containers }), DEFINITION)
    expect(explained?.cause).toEqual({ kind })
    expect(explained?.explanation).not.toContain('proxy')
  }
})

describe('how a container ended', () => {
  const ended = (codes: Record<string, number>, reasons: Record<string, string> = {}) =>
    task('Essential container in task exited', {
      stopCode: 'EssentialContainerExited',
      containers: Object.entries(codes).map(([name, exitCode]) => ({
        name,
        exitCode,
        ...(reasons[name] === undefined ? {} : { reason: reasons[name] })
      }))
    })

  test('a log that the definition does not have is not to be checked', () => {
    const silent = {
      containerDefinitions: [{ name: 'web' }, { name: 'proxy', logConfiguration: { logDriver: 'x' } }]
    }
    const unhealthy = task('Task failed container health checks', {
      stopCode: 'ServiceSchedulerInitiated',
      containers: [{ name: 'web', healthStatus: 'UNHEALTHY' }]
    })
    const checked = { containerDefinitions: [{ name: 'web', healthCheck: { command: ['CMD', 'x'] } }] }
    const nameless = task('Essential container in task exited', {
      stopCode: 'EssentialContainerExited',
      containers: []
    })
    for (const [stop, definition] of [
      [ended({ web: 1 }), silent],
      [ended({ web: 134 }), silent],
      [unhealthy, checked],
      [nameless, { containerDefinitions: [{ name: 'web' }] }]
    ] as const) {
      const text = explainStop(stop, definition)?.explanation
      expect(text).not.toMatch(/check its log/i)
      expect(text).toContain('It has no log configuration that could show why: add "logConfiguration".')
    }
    for (const known of [ended({ web: 1 }), ended({ web: 134 }), unhealthy, nameless])
      expect(explainStop(known, DEFINITION)?.explanation).toMatch(/check its log/i)
    expect(explainStop(ended({ web: 1 }), {})?.explanation).toContain('check its log')
  })

  test.each<[string, Record<string, number>, RegExp]>([
    ['1', { web: 1, proxy: 137 }, /^Container web exited with code 1/],
    ['a side container is taken down with it', { web: 3, proxy: 143 }, /^Container web exited with code 3/],
    ['0', { web: 0, proxy: 137 }, /^Container web exited with code 0. What a service runs/],
    ['126', { web: 126 }, /can't be executed/],
    ['127', { web: 127 }, /exited with code 127: its command was not found/],
    ['137 without a reason', { web: 137 }, /code 137 \(SIGKILL/],
    ['139', { web: 139, proxy: 137 }, /SIGSEGV/],
    ['143', { web: 143 }, /code 143 \(SIGTERM/]
  ])('%s', (_what, codes, text) => {
    const explained = explainStop(ended(codes), DEFINITION)
    expect(explained?.explanation).toMatch(text)
    expect(explained?.cause).toEqual({ kind: 'exited', container: 'web' })
  })

  test('out of memory, with the limit of the container or of the task', () => {
    const reason = 'OutOfMemoryError: Container killed due to memory usage'
    const own = explainStop(ended({ web: 137, proxy: 137 }, { web: reason }), DEFINITION)
    expect(own?.explanation).toBe(
      'Container web ran out of memory (its limit is 256 MiB). Raise "memory", or find what uses it.'
    )
    expect(own?.cause).toEqual({ kind: 'out-of-memory', ...at(0, 'memory') })
    const whole = explainStop(ended({ web: 137, proxy: 137 }, { proxy: reason }), DEFINITION)
    expect(whole?.explanation).toContain('Container proxy ran out of memory (the whole task has 512 MiB)')
    expect(whole?.cause.pointer).toBe('/memory')
  })

  test('a health check: its rhythm, never its command', () => {
    const sick = task('Task failed container health checks', {
      stopCode: 'ServiceSchedulerInitiated',
      containers: [{ name: 'web', healthStatus: 'UNHEALTHY' }]
    })
    const explained = explainStop(sick, DEFINITION)
    expect(explained?.explanation).toContain(
      'Container web started, but its health check failed 4 times in a row, every 15 s, with no start period.'
    )
    expect(JSON.stringify(explained)).not.toContain('hidden-word')
  })
})

test('of several containers with a health check, the unhealthy one is named, also without the definition', () => {
  const check = { command: ['CMD', 'x'], retries: 2 }
  const definition = { containerDefinitions: ['web', 'proxy'].map(name => ({ name, healthCheck: check })) }
  const reason = 'CannotStopContainerError: x'
  const sick = task('Task failed container health checks', {
    stopCode: 'ServiceSchedulerInitiated',
    containers: [
      { name: 'web', healthStatus: 'HEALTHY', exitCode: 1, reason },
      { name: 'proxy', healthStatus: 'UNHEALTHY', exitCode: 137 }
    ]
  })
  expect(explainStop(sick, definition)?.cause).toEqual({ kind: 'container-health', ...at(1, 'healthCheck') })
  expect(explainStop(sick, {})?.explanation).toMatch(/^Container proxy started, but its health check failed/)
})

test('a container without memory is named, also without the definition', () => {
  const killed = {
    name: 'web',
    exitCode: 137,
    reason: 'OutOfMemoryError: Container killed due to memory usage'
  }
  const stop = task('Essential container in task exited', { containers: [killed] })
  expect(explainStop(stop, {})?.explanation).toMatch(/^Container web ran out of memory[.]/)
})

describe('groups', () => {
  test('of one reason and one exit; the most frequent first; what differs by task is cut out', () => {
    const denied = (id: string) =>
      task(
        `${ASM}failed to fetch secret ${SM}app/db-key-AbCdEf from secrets manager: AccessDeniedException: User: arn:aws:sts::1:assumed-role/execution/${id} is not authorized to perform: secretsmanager:GetSecretValue status code: 400, request id: ${id}`
      )
    const exit = (exitCode: number) =>
      task('Essential container in task exited', {
        stopCode: 'EssentialContainerExited',
        containers: [{ name: 'web', exitCode }]
      })
    const scaled = task('Scaling activity initiated by (deployment ecs-svc/1)')
    const groups = groupStops(
      [exit(1), denied('a'), exit(1), denied('b'), exit(2), exit(1), scaled],
      DEFINITION
    )
    expect(
      groups
        .map(one => toStopGroup(one, text => text))
        .map(({ count, exits, cause }) => [count, exits, cause?.kind])
    ).toEqual([
      [3, ['web exited with 1'], 'exited'],
      [2, [], 'secret-denied'],
      [1, ['web exited with 2'], 'exited']
    ])
  })

  test('a command that was written as one word is not repeated', () => {
    const word = ['--pass', 'word=hunter22'].join('')
    const reason = `CannotStartContainerError: exec: "/bin/app ${word} --x": executable file not found in $PATH`
    expect(
      JSON.stringify(groupStops([task(reason)], DEFINITION).map(one => toStopGroup(one, text => text)))
    ).not.toContain('hunter22')
  })
})

test('events without a task: roles and places', () => {
  const assume = `(service web) failed to launch a task with (error ECS was unable to assume the role '${ROLE}' that was provided for this task. Please verify that the role being passed has the proper trust relationship and permissions).`
  expect(explainEvent(assume, DEFINITION)).toEqual({
    explanation: `ECS is not authorized to assume the execution role ${ROLE}: its trust policy must allow ecs-tasks.amazonaws.com.`,
    cause: { kind: 'role-not-assumable', role: ROLE, pointer: '/executionRoleArn' }
  })
  const place =
    '(service web) was unable to place a task because no container instance met all of its requirements. The closest matching (container-instance x) has insufficient memory available.'
  expect(explainEvent(place, DEFINITION)?.cause.kind).toBe('no-placement')
  expect(explainEvent('(service web) has started 1 tasks: (task x).', DEFINITION)).toBeUndefined()
})
