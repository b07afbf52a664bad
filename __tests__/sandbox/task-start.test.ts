import { DescribeTasksCommand, ListTasksCommand } from '@aws-sdk/client-ecs'
import { afterEach, describe, expect, test } from '@jest/globals'
import { type Bench, definition, outline, startBench, story } from './world.ts'

let bench: Bench
afterEach(() => bench.end())

const ROLE = 'arn:aws:iam::123456789012:role/execution'
const SECRET = 'arn:aws:secretsmanager:us-west-2:123456789012:secret:app/db'
const grant = (action: string, resource: string) => ({
  Statement: [{ Effect: 'Allow', Action: action, Resource: resource }]
})

type Case = {
  valueFrom: string
  policies?: object
  trust?: unknown
  launchType?: string
  container?: object
  secrets?: object[]
}

/** The first stopped task's reason, and the service's outline, after a rollout whose tasks need `valueFrom`. */
async function start(what: Case): Promise<{
  reason: string | undefined
  code: string | undefined
  containers: unknown
  events: string[]
  lines: string[]
}> {
  const container = {
    name: 'app',
    image: 'x',
    secrets: [{ name: 'DB', valueFrom: what.valueFrom }],
    ...what.container
  }
  bench = await startBench({
    region: 'us-west-2',
    clusters: ['demo'],
    roles: [
      { name: 'execution', policies: what.policies ?? {}, ...(what.trust ? { trust: what.trust } : {}) }
    ],
    secrets: what.secrets ?? [{ name: 'app/db', json: { password: { generate: 20 } } }],
    parameters: [{ name: '/app/key' }],
    taskDefinitions: [
      definition('web'),
      definition('web', { executionRoleArn: ROLE, containerDefinitions: [container] })
    ],
    services: [
      {
        serviceName: 'web',
        cluster: 'demo',
        taskDefinition: 'web:1',
        launchType: what.launchType ?? 'FARGATE',
        circuitBreaker: { enable: true, rollback: true }
      }
    ]
  })
  await bench.update({ taskDefinition: 'web:2' })
  bench.after(300)
  const listed = await bench.ecs.send(new ListTasksCommand({ cluster: 'demo', desiredStatus: 'STOPPED' }))
  const failed = (listed.taskArns ?? []).slice(0, 1)
  const described =
    failed.length > 0
      ? await bench.ecs.send(new DescribeTasksCommand({ cluster: 'demo', tasks: failed }))
      : undefined
  const task = described?.tasks?.[0]
  const service = await bench.service()
  return {
    reason: task?.stoppedReason,
    code: task?.stopCode,
    containers: task?.containers?.map(one => [one.name, one.lastStatus, one.exitCode]),
    events: story(service),
    lines: outline(service)
  }
}

const ROLLED_BACK = ['PRIMARY COMPLETED web:1 running 1 failed 0']
const GOOD = ['PRIMARY COMPLETED web:2 running 1 failed 0']
const READ = { read: grant('secretsmanager:GetSecretValue', `${SECRET}-??????`) }
const WHOLE = '${secret:app/db}'

describe('with a grant', () => {
  test.each([
    ['the full ARN', WHOLE],
    ['a JSON key', `${WHOLE}:password::`],
    ['a stage', `${WHOLE}::AWSCURRENT:`],
    ['the ARN without suffix', SECRET]
  ])('a task starts from %s', async (_name, valueFrom) => {
    expect((await start({ valueFrom, policies: READ })).lines).toEqual(GOOD)
  })

  test.each([
    ['name', '/app/key'],
    ['ARN', 'arn:aws:ssm:us-west-2:123456789012:parameter/app/key']
  ])('a task starts from a parameter by %s', async (_name, valueFrom) => {
    const policies = {
      read: grant('ssm:GetParameters', 'arn:aws:ssm:us-west-2:123456789012:parameter/app/*')
    }
    expect((await start({ valueFrom, policies })).lines).toEqual(GOOD)
  })
})

describe('ECS gives its own reason, the breaker counts it, and the rollout goes back', () => {
  test('no grant', async () => {
    const seen = await start({ valueFrom: `${WHOLE}:password::` })
    expect(seen.reason).toMatch(
      /^ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secret from asm: service call has been retried 1 time\(s\): failed to fetch secret arn:aws:secretsmanager:us-west-2:123456789012:secret:app\/db-[A-Za-z0-9]{6}:password:: from secrets manager: AccessDeniedException: User: arn:aws:sts::123456789012:assumed-role\/execution\/[0-9a-f]{32} is not authorized to perform: secretsmanager:GetSecretValue on resource: arn:aws:secretsmanager:us-west-2:123456789012:secret:app\/db-[A-Za-z0-9]{6} because no identity-based policy allows the secretsmanager:GetSecretValue action status code: 400, request id: [0-9a-f-]{36}$/
    )
    expect(seen.code).toBe('TaskFailedToStart')
    expect(seen.containers).toEqual([['app', 'STOPPED', undefined]])
    expect(seen.events).toContain(`(service web) was unable to place a task. Reason: ${seen.reason}.`)
    expect(seen.lines).toEqual(ROLLED_BACK)
  })

  test.each<[string, Case, string]>([
    [
      'a Deny',
      {
        valueFrom: WHOLE,
        policies: { ...READ, no: { Statement: [{ Effect: 'Deny', Action: '*', Resource: '*' }] } }
      },
      'with an explicit deny in an identity-based policy'
    ],
    [
      'a secret that does not exist',
      { valueFrom: `${SECRET}-AbCdEf`, policies: READ },
      "unable to retrieve secret from asm: service call has been retried 1 time(s): ResourceNotFoundException: Secrets Manager can't find the specified secret."
    ],
    [
      'a secret that is scheduled for deletion',
      { valueFrom: WHOLE, policies: READ, secrets: [{ name: 'app/db', value: 'x', deleted: true }] },
      "InvalidRequestException: You can't perform this operation on the secret because it was marked for deletion."
    ],
    [
      'a JSON key that is not there',
      { valueFrom: `${WHOLE}:passwort::`, policies: READ },
      'retrieved secret from Secrets Manager did not contain json key passwort'
    ],
    [
      'a customer key without kms:Decrypt',
      { valueFrom: WHOLE, policies: READ, secrets: [{ name: 'app/db', value: 'x', kmsKeyId: 'alias/app' }] },
      'AccessDeniedException: Access to KMS is not allowed'
    ],
    [
      'a parameter without a grant',
      { valueFrom: '/app/key' },
      'unable to retrieve secrets from ssm: service call has been retried 1 time(s): AccessDeniedException: User: '
    ],
    [
      'a parameter that does not exist',
      { valueFrom: '/app/other', policies: { read: grant('ssm:GetParameters', '*') } },
      'invalid parameters: /app/other'
    ],
    [
      'EC2 without a grant',
      { valueFrom: WHOLE, launchType: 'EC2' },
      'Fetching secret data from AWS Secrets Manager in region us-west-2: secret arn:aws:secretsmanager'
    ],
    [
      'EC2 and a missing secret',
      { valueFrom: `${SECRET}-AbCdEf`, policies: READ, launchType: 'EC2' },
      `ResourceNotFoundException: The task can't retrieve the secret with ARN '${SECRET}-AbCdEf' from AWS Secrets Manager. Check whether the secret exists in the specified Region: `
    ],
    [
      'a log driver option without a grant',
      {
        valueFrom: WHOLE,
        container: {
          secrets: [],
          logConfiguration: {
            logDriver: 'splunk',
            secretOptions: [{ name: 'splunk-token', valueFrom: WHOLE }]
          }
        }
      },
      'secretsmanager:GetSecretValue'
    ],
    [
      'registry credentials without a grant',
      {
        valueFrom: WHOLE,
        container: { secrets: [], repositoryCredentials: { credentialsParameter: WHOLE } }
      },
      'secretsmanager:GetSecretValue'
    ]
  ])('%s', async (_name, what, text) => {
    const seen = await start(what)
    expect(seen.reason).toContain(text)
    expect(seen.code).toBe('TaskFailedToStart')
    expect(seen.lines).toEqual(ROLLED_BACK)
  })

  test('a role that tasks may not assume: an event and no task', async () => {
    const seen = await start({ valueFrom: WHOLE, policies: READ, trust: 'ec2.amazonaws.com' })
    expect(seen.reason).toBeUndefined()
    expect(seen.events).toContain(
      `(service web) failed to launch a task with (error ECS was unable to assume the role '${ROLE}' that was provided for this task. Please verify that the role being passed has the proper trust relationship and permissions and that your IAM user has permissions to pass this role.).`
    )
    expect(seen.lines).toEqual(ROLLED_BACK)
  })
})
