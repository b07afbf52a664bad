import {
  CloudWatchLogsClient,
  DescribeLogStreamsCommand,
  GetLogEventsCommand
} from '@aws-sdk/client-cloudwatch-logs'
import { DescribeTasksCommand, ListTasksCommand, type Task } from '@aws-sdk/client-ecs'
import {
  DescribeTargetGroupsCommand,
  DescribeTargetHealthCommand,
  ElasticLoadBalancingV2Client
} from '@aws-sdk/client-elastic-load-balancing-v2'
import { afterEach, describe, expect, test } from '@jest/globals'
import { skipLoudly } from '../skips.ts'
import { awsCli, hasAwsCli } from './aws-cli.ts'
import { type Bench, definition, outline, refusal, scenarioWith, startBench, story } from './world.ts'

const awslogs = (options: object = {}) => ({
  logConfiguration: {
    logDriver: 'awslogs',
    options: {
      'awslogs-group': '/ecs/web',
      'awslogs-region': 'us-west-2',
      'awslogs-stream-prefix': 'web',
      ...options
    }
  }
})

const ROLE = 'arn:aws:iam::123456789012:role/execution'

const containers = (options: object = {}) => [
  { name: 'app', image: 'demo/app:1', ...awslogs(options) },
  { name: 'side', image: 'demo/side:1', essential: false, ...awslogs(options) }
]

/** `web` with log drivers, `web:2` behaving as told. */
const logging = (behaviour: object, more: object = {}, options: object = {}) =>
  scenarioWith(
    { desiredCount: 1 },
    {
      roles: [{ name: 'execution' }],
      logGroups: ['/ecs/web'],
      taskDefinitions: [
        definition('web'),
        definition('web', { executionRoleArn: ROLE, containerDefinitions: containers(options) })
      ],
      behaviours: [{ taskDefinition: 'web:2', ...behaviour }],
      ...more
    }
  )

let bench: Bench
let logs: CloudWatchLogsClient
let balancers: ElasticLoadBalancingV2Client

async function start(scenario: object, accessKey = 'key'): Promise<void> {
  bench = await startBench(scenario)
  const config = {
    endpoint: bench.sandbox.url,
    region: 'us-west-2',
    maxAttempts: 1,
    credentials: { accessKeyId: accessKey, secretAccessKey: 'none' }
  }
  logs = new CloudWatchLogsClient(config)
  balancers = new ElasticLoadBalancingV2Client(config)
}

afterEach(async () => {
  logs.destroy()
  balancers.destroy()
  await bench.end()
})

async function stoppedTask(): Promise<Task> {
  const { taskArns = [] } = await bench.ecs.send(
    new ListTasksCommand({ cluster: 'demo', desiredStatus: 'STOPPED', serviceName: 'web' })
  )
  const { tasks = [] } = await bench.ecs.send(new DescribeTasksCommand({ cluster: 'demo', tasks: taskArns }))
  const found = tasks.find(task => task.taskDefinitionArn?.endsWith('web:2'))
  if (!found) throw new Error('no task of web:2 has stopped')
  return found
}

const idOf = (task: Task) => task.taskArn?.split('/').at(-1) ?? ''
const group = { logGroupName: '/ecs/web' }

describe('logs', () => {
  test('a task writes to prefix/container/task once it runs; pages go back to the first line', async () => {
    const lines = Array.from({ length: 7 }, (_, index) => `line ${index}`)
    await start(logging({ logs: lines, exitAfter: 5 }))
    await bench.update({ taskDefinition: 'web:2' })
    bench.after(30)
    const id = idOf(await stoppedTask())
    const streams = await logs.send(new DescribeLogStreamsCommand({ ...group, logStreamNamePrefix: 'web/' }))
    expect(streams.logStreams?.map(({ logStreamName }) => logStreamName)).toEqual([
      `web/app/${id}`,
      `web/side/${id}`
    ])
    const stream = { ...group, logStreamName: `web/app/${id}`, limit: 3 }
    const last = await logs.send(new GetLogEventsCommand(stream))
    expect(last.events?.map(({ message }) => message)).toEqual(['line 4', 'line 5', 'line 6'])
    const token = last.nextBackwardToken ?? ''
    const before = await logs.send(new GetLogEventsCommand({ ...stream, nextToken: token }))
    expect(before.events?.map(({ message }) => message)).toEqual(['line 1', 'line 2', 'line 3'])
    const head = await logs.send(new GetLogEventsCommand({ ...stream, startFromHead: true }))
    expect(head.events?.map(({ message }) => message)).toEqual(['line 0', 'line 1', 'line 2'])
    const end = await logs.send(
      new GetLogEventsCommand({ ...stream, startFromHead: true, nextToken: last.nextForwardToken ?? '' })
    )
    expect([end.events, end.nextForwardToken]).toEqual([[], last.nextForwardToken])
  })

  test('without a prefix the stream is named as the container; a generated value is made once', async () => {
    const options = { 'awslogs-stream-prefix': undefined }
    await start(logging({ logs: ['password=${generate:20}'], exitAfter: 5 }, {}, options))
    await bench.update({ taskDefinition: 'web:2' })
    bench.after(30)
    const runtimeId = (await stoppedTask()).containers?.find(({ name }) => name === 'app')?.runtimeId ?? ''
    const { events } = await logs.send(new GetLogEventsCommand({ ...group, logStreamName: runtimeId }))
    expect(events?.[0]?.message).toMatch(/^password=[A-Za-z0-9]{20}$/)
  })

  test('a group or stream that is not there, a driver with another group: no stream', async () => {
    await start(logging({ exitAfter: 5 }, {}, { 'awslogs-group': '/ecs/other' }))
    await bench.update({ taskDefinition: 'web:2' })
    bench.after(30)
    expect((await logs.send(new DescribeLogStreamsCommand(group))).logStreams).toEqual([])
    expect(await refusal(logs.send(new GetLogEventsCommand({ ...group, logStreamName: 'x' })))).toMatchObject(
      {
        name: 'ResourceNotFoundException',
        message: 'The specified log stream does not exist.'
      }
    )
    const other = { logGroupName: '/ecs/other', logStreamName: 'x' }
    expect((await refusal(logs.send(new GetLogEventsCommand(other)))).message).toBe(
      'The specified log group does not exist.'
    )
  })

  test('needs its own permission, on the stream', async () => {
    const Resource = 'arn:aws:logs:us-west-2:123456789012:log-group:/ecs/web:log-stream:web/app/1'
    const policy = { Statement: [{ Effect: 'Allow', Action: 'logs:GetLogEvents', Resource }] }
    await start(logging({}, { callers: { key: policy } }))
    const read = (logStreamName: string) => logs.send(new GetLogEventsCommand({ ...group, logStreamName }))
    expect((await refusal(read('web/app/1'))).name).toBe('ResourceNotFoundException')
    const denied = await refusal(read('web/app/2'))
    expect(denied.name).toBe('AccessDeniedException')
    expect(denied.message).toContain(
      'is not authorized to perform: logs:GetLogEvents on resource: arn:aws:logs'
    )
  })
})

test('memory that is used up: exit code 137 and the reason at the container', async () => {
  await start(logging({ exitAfter: 5, outOfMemory: true }))
  await bench.update({ taskDefinition: 'web:2' })
  bench.after(30)
  const task = await stoppedTask()
  expect([task.stopCode, task.stoppedReason]).toEqual([
    'EssentialContainerExited',
    'Essential container in task exited'
  ])
  expect(task.containers?.map(({ exitCode, reason }) => [exitCode, reason])).toEqual([
    [137, 'OutOfMemoryError: Container killed due to memory usage'],
    [137, undefined]
  ])
})

const BEHIND = {
  loadBalancers: [{ targetGroupArn: '${targetGroup:web}', containerName: 'app', containerPort: 8080 }]
}
const balanced = (behaviour: object, service: object = {}) =>
  scenarioWith(
    { desiredCount: 1, circuitBreaker: { enable: true, rollback: true }, ...BEHIND, ...service },
    {
      targetGroups: [{ name: 'web', port: 8080, path: '/health', matcher: '200-299' }, { name: 'other' }],
      taskDefinitions: ['web', 'web'].map(family =>
        definition(family, {
          containerDefinitions: [
            { name: 'app', image: 'demo/app:1', portMappings: [{ containerPort: 8080 }] }
          ]
        })
      ),
      behaviours: [{ taskDefinition: 'web:2', ...behaviour }]
    }
  )

const UNHEALTHY = {
  targetHealth: {
    state: 'unhealthy',
    reason: 'Target.ResponseCodeMismatch',
    description: 'Health checks failed with these codes: [502]',
    after: '30s'
  }
}

async function targetGroup(): Promise<string> {
  const { TargetGroups = [] } = await balancers.send(new DescribeTargetGroupsCommand({ Names: ['web'] }))
  return TargetGroups[0]?.TargetGroupArn ?? ''
}

async function targets(): Promise<unknown[]> {
  const answer = await balancers.send(
    new DescribeTargetHealthCommand({ TargetGroupArn: await targetGroup() })
  )
  return (answer.TargetHealthDescriptions ?? []).map(({ Target, TargetHealth }) => [
    Target?.Port,
    TargetHealth?.State,
    TargetHealth?.Reason,
    TargetHealth?.Description
  ])
}

describe('target groups', () => {
  test('what they check', async () => {
    await start(balanced({}))
    const { TargetGroups } = await balancers.send(new DescribeTargetGroupsCommand({}))
    expect(TargetGroups).toMatchObject([
      {
        TargetGroupName: 'web',
        HealthCheckProtocol: 'HTTP',
        HealthCheckPort: 'traffic-port',
        HealthCheckPath: '/health',
        Matcher: { HttpCode: '200-299' }
      },
      { TargetGroupName: 'other', HealthCheckPath: '/', Matcher: { HttpCode: '200' } }
    ])
    const unknown = `${await targetGroup()}0`
    expect(
      (await refusal(balancers.send(new DescribeTargetHealthCommand({ TargetGroupArn: unknown })))).message
    ).toBe('One or more target groups not found')
  })

  test('targets get healthy with their tasks, old ones drain', async () => {
    await start(balanced({}))
    expect(await targets()).toEqual([[8080, 'healthy', undefined, undefined]])
    await bench.update({ taskDefinition: 'web:2' })
    bench.after(25)
    expect(await targets()).toContainEqual([
      8080,
      'initial',
      'Elb.RegistrationInProgress',
      'Target registration is in progress'
    ])
    bench.after(42)
    expect((await targets()).map(target => (target as string[])[1])).toEqual(['draining', 'healthy'])
    bench.after(60)
    expect((await targets()).map(target => (target as string[])[1])).toEqual(['healthy'])
  })

  test('a task whose target is unhealthy is never healthy, gets replaced with ECS’s words, and trips the breaker', async () => {
    await start(balanced(UNHEALTHY))
    await bench.update({ taskDefinition: 'web:2' })
    bench.after(40)
    expect(await targets()).toContainEqual([
      8080,
      'unhealthy',
      'Target.ResponseCodeMismatch',
      'Health checks failed with these codes: [502]'
    ])
    bench.after(600)
    const arn = await targetGroup()
    const task = await stoppedTask()
    expect([task.stopCode, task.stoppedReason]).toEqual([
      'ServiceSchedulerInitiated',
      `Task failed ELB health checks in (target-group ${arn})`
    ])
    const service = await bench.service()
    expect(story(service)).toContain(
      `(service web) (task) (port 8080) is unhealthy in (target-group ${arn}) due to (reason Health checks failed with these codes: [502]).`
    )
    expect(outline(service)).toEqual(['PRIMARY COMPLETED web:1 running 1 failed 0'])
  })

  test('the grace period of the service puts the end off', async () => {
    await start(balanced(UNHEALTHY, { healthCheckGracePeriodSeconds: 300 }))
    await bench.update({ taskDefinition: 'web:2' })
    bench.after(310)
    expect((await bench.service()).deployments?.[0]).toMatchObject({ runningCount: 1, failedTasks: 0 })
    bench.after(30)
    expect((await bench.service()).deployments?.[0]).toMatchObject({ failedTasks: 1 })
  })
})

if (!hasAwsCli) skipLoudly('the AWS CLI is not on PATH (pip install awscli)')
else {
  test('the AWS CLI reads logs', async () => {
    await start(logging({ logs: ['one', 'two'], exitAfter: 5 }))
    const aws = awsCli(bench.sandbox.url)
    await bench.update({ taskDefinition: 'web:2' })
    bench.after(30)
    const stream = `web/app/${idOf(await stoppedTask())}`
    const answers = await Promise.all([
      aws(`logs get-log-events --log-group-name /ecs/web --log-stream-name ${stream} --limit 1`),
      aws('logs describe-log-streams --log-group-name /ecs/web'),
      aws('logs get-log-events --log-group-name /ecs/none --log-stream-name x').catch(String)
    ])
    expect(answers.slice(0, 2)).toMatchObject([
      { events: [{ message: 'two' }] },
      { logStreams: [{ logStreamName: stream }, {}] }
    ])
    expect(answers[2]).toContain('(ResourceNotFoundException) when calling the GetLogEvents operation')
  })

  test('the AWS CLI reads target groups', async () => {
    await start(balanced({}))
    const aws = awsCli(bench.sandbox.url)
    const answers = await Promise.all([
      aws('elbv2 describe-target-groups'),
      aws(`elbv2 describe-target-health --target-group-arn ${await targetGroup()}`),
      aws(`elbv2 describe-target-health --target-group-arn ${await targetGroup()}0`).catch(String)
    ])
    expect(answers.slice(0, 2)).toMatchObject([
      { TargetGroups: [{ TargetGroupName: 'web', Matcher: { HttpCode: '200-299' } }, {}] },
      { TargetHealthDescriptions: [{ Target: { Port: 8080 }, TargetHealth: { State: 'healthy' } }] }
    ])
    expect(answers[2]).toContain('(TargetGroupNotFound) when calling the DescribeTargetHealth operation')
  })
}
