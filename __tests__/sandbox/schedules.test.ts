import {
  DescribeRuleCommand,
  EventBridgeClient,
  ListRuleNamesByTargetCommand,
  ListRulesCommand,
  ListTargetsByRuleCommand,
  PutTargetsCommand
} from '@aws-sdk/client-eventbridge'
import {
  GetScheduleCommand,
  ListSchedulesCommand,
  SchedulerClient,
  UpdateScheduleCommand
} from '@aws-sdk/client-scheduler'
import { afterEach, describe, expect, test } from '@jest/globals'
import { type Bench, refusal, scenarioWith, startBench } from './world.ts'

const CLUSTER = 'arn:aws:ecs:us-west-2:123456789012:cluster/demo'
const ROLE = 'arn:aws:iam::123456789012:role/events'
const target = {
  Id: 'one',
  Arn: CLUSTER,
  RoleArn: ROLE,
  EcsParameters: { TaskDefinitionArn: 'arn:aws:ecs:${region}:${account}:task-definition/web:1', TaskCount: 1 }
}
const world = {
  rules: [
    { name: 'nightly', scheduleExpression: 'rate(1 day)', targets: [target] },
    { name: 'theirs', managedBy: 'batch.amazonaws.com', state: 'DISABLED' }
  ],
  schedules: [
    {
      Name: 'daily',
      ScheduleExpression: 'rate(1 day)',
      FlexibleTimeWindow: { Mode: 'OFF' },
      Target: { Arn: CLUSTER, RoleArn: ROLE, EcsParameters: target.EcsParameters }
    },
    {
      Name: 'daily',
      GroupName: 'other',
      Description: 'kept only when it is said again',
      State: 'DISABLED',
      ScheduleExpression: 'at(2030-01-01T00:00:00)',
      FlexibleTimeWindow: { Mode: 'OFF' },
      Target: { Arn: 'arn:aws:sqs:us-west-2:123456789012:queue', RoleArn: ROLE }
    }
  ]
}

let bench: Bench | undefined
let clients: (EventBridgeClient | SchedulerClient)[] = []
afterEach(async () => {
  for (const client of clients) client.destroy()
  clients = []
  await bench?.end()
  bench = undefined
})

async function open(more: object = {}, accessKey = 'key') {
  const on = await startBench(scenarioWith({}, { ...world, ...more }))
  bench = on
  const config = {
    endpoint: on.sandbox.url,
    region: 'us-west-2',
    maxAttempts: 1,
    credentials: { accessKeyId: accessKey, secretAccessKey: 'none' }
  }
  const events = new EventBridgeClient(config)
  const scheduler = new SchedulerClient(config)
  clients = [events, scheduler]
  return { on, events, scheduler }
}

describe('EventBridge', () => {
  test('lists rules, the rules of a target, and the targets of a rule', async () => {
    const { events } = await open()
    const { Rules } = await events.send(new ListRulesCommand({}))
    expect(Rules).toMatchObject([
      { Name: 'nightly', State: 'ENABLED', ScheduleExpression: 'rate(1 day)', EventBusName: 'default' },
      { Name: 'theirs', State: 'DISABLED', ManagedBy: 'batch.amazonaws.com' }
    ])
    const named = await events.send(new ListRuleNamesByTargetCommand({ TargetArn: CLUSTER }))
    expect(named.RuleNames).toEqual(['nightly'])
    const { Targets } = await events.send(new ListTargetsByRuleCommand({ Rule: 'nightly' }))
    expect(Targets?.[0]?.EcsParameters?.TaskDefinitionArn).toBe(
      'arn:aws:ecs:us-west-2:123456789012:task-definition/web:1'
    )
    expect(await events.send(new DescribeRuleCommand({ Name: 'nightly' }))).toMatchObject({
      Arn: 'arn:aws:events:us-west-2:123456789012:rule/nightly'
    })
  })

  test('replaces a target as a whole, and adds up to five', async () => {
    const { events } = await open()
    const definition = 'arn:aws:ecs:us-west-2:123456789012:task-definition/web:2'
    const next = { ...target, EcsParameters: { TaskDefinitionArn: definition } }
    const put = (...Targets: object[]) =>
      events.send(new PutTargetsCommand({ Rule: 'nightly', Targets: Targets as (typeof next)[] }))
    expect(await put(next, { ...next, Id: 'two' })).toMatchObject({ FailedEntryCount: 0 })
    const { Targets } = await events.send(new ListTargetsByRuleCommand({ Rule: 'nightly' }))
    expect(Targets).toEqual([next, { ...next, Id: 'two' }])
    const many = ['a', 'b', 'c', 'd'].map(Id => ({ ...next, Id }))
    expect(await refusal(put(...many))).toMatchObject({ name: 'LimitExceededException' })
    const bad = { ...next, EcsParameters: { TaskDefinitionArn: 'web:2' } }
    expect(await refusal(put(bad))).toMatchObject({ name: 'ValidationException' })
  })

  test('refuses what is not there, another bus, and a rule of an AWS service', async () => {
    const { events } = await open()
    expect(await refusal(events.send(new ListTargetsByRuleCommand({ Rule: 'nobody' })))).toMatchObject({
      name: 'ResourceNotFoundException',
      message: 'Rule nobody does not exist on EventBus default.'
    })
    const elsewhere = new ListRulesCommand({ EventBusName: 'orders' })
    expect(await refusal(events.send(elsewhere))).toMatchObject({ name: 'ResourceNotFoundException' })
    const theirs = new PutTargetsCommand({ Rule: 'theirs', Targets: [{ Id: 'a', Arn: ROLE }] })
    expect(await refusal(events.send(theirs))).toMatchObject({ name: 'ManagedRuleException' })
  })

  test('asks IAM for the rule and for passing the role', async () => {
    const rule = 'arn:aws:events:us-west-2:123456789012:rule/nightly'
    const callers = {
      deployer: { Statement: [{ Effect: 'Allow', Action: 'events:PutTargets', Resource: rule }] }
    }
    const { events } = await open({ callers }, 'deployer')
    const definition = { TaskDefinitionArn: 'arn:aws:ecs:us-west-2:123456789012:task-definition/web:2' }
    const put = new PutTargetsCommand({
      Rule: 'nightly',
      Targets: [{ ...target, EcsParameters: definition }]
    })
    expect(await refusal(events.send(put))).toMatchObject({
      name: 'AccessDeniedException',
      message: expect.stringContaining(`iam:PassRole on resource: ${ROLE}`)
    })
    const read = new ListTargetsByRuleCommand({ Rule: 'nightly' })
    expect(await refusal(events.send(read))).toMatchObject({
      message: expect.stringContaining(`events:ListTargetsByRule on resource: ${rule}`)
    })
  })
})

describe('Scheduler', () => {
  test('lists all groups and gives one schedule, with the defaults of the service', async () => {
    const { scheduler } = await open()
    const { Schedules } = await scheduler.send(new ListSchedulesCommand({}))
    expect(Schedules?.map(one => [one.GroupName, one.Name, one.State, one.Target?.Arn])).toEqual([
      ['default', 'daily', 'ENABLED', CLUSTER],
      ['other', 'daily', 'DISABLED', 'arn:aws:sqs:us-west-2:123456789012:queue']
    ])
    const only = await scheduler.send(new ListSchedulesCommand({ GroupName: 'other', MaxResults: 1 }))
    expect(only.Schedules).toHaveLength(1)
    expect(await scheduler.send(new GetScheduleCommand({ Name: 'daily' }))).toMatchObject({
      Arn: 'arn:aws:scheduler:us-west-2:123456789012:schedule/default/daily',
      GroupName: 'default',
      State: 'ENABLED',
      ActionAfterCompletion: 'NONE',
      ScheduleExpressionTimezone: 'UTC',
      CreationDate: expect.any(Date),
      Target: { RetryPolicy: { MaximumRetryAttempts: 185 } }
    })
  })

  test('replaces everything: what an update leaves out is gone', async () => {
    const { scheduler } = await open()
    const update = {
      Name: 'daily',
      GroupName: 'other',
      ScheduleExpression: 'rate(2 days)',
      FlexibleTimeWindow: { Mode: 'OFF' as const },
      Target: { Arn: 'arn:aws:sqs:us-west-2:123456789012:queue', RoleArn: ROLE },
      ClientToken: 'one'
    }
    await scheduler.send(new UpdateScheduleCommand(update))
    const now = await scheduler.send(new GetScheduleCommand({ Name: 'daily', GroupName: 'other' }))
    expect(now).toMatchObject({ ScheduleExpression: 'rate(2 days)', State: 'ENABLED' })
    expect(now.Description).toBeUndefined()
    await scheduler.send(new UpdateScheduleCommand(update))
    const other = new UpdateScheduleCommand({ ...update, Description: 'x' })
    expect(await refusal(scheduler.send(other))).toMatchObject({ name: 'ConflictException', status: 409 })
  })

  test('refuses in the shape of its protocol', async () => {
    const { scheduler, on } = await open()
    expect(await refusal(scheduler.send(new GetScheduleCommand({ Name: 'nobody' })))).toMatchObject({
      name: 'ResourceNotFoundException',
      message: 'Schedule nobody does not exist.',
      status: 404
    })
    const authorization = 'AWS4-HMAC-SHA256 Credential=key/20260105/us-west-2/scheduler/aws4_request'
    const ask = (method: string, path: string, body?: string) =>
      fetch(`${on.sandbox.url}${path}`, {
        method,
        headers: { authorization },
        ...(body === undefined ? {} : { body })
      })
    expect((await ask('DELETE', '/schedules/daily')).headers.get('x-amzn-errortype')).toBe(
      'UnknownOperationException'
    )
    expect((await ask('GET', '/schedules?Nonsense=1')).headers.get('x-amzn-errortype')).toBe(
      'ValidationException'
    )
    const unknown = await ask('PUT', '/schedules/daily', '{"Nonsense":1}')
    expect(await unknown.json()).toEqual({ Message: 'Unknown member Nonsense of UpdateScheduleInput' })
  })

  test('asks IAM for the schedule and for passing the role; a listing has no resource', async () => {
    const schedule = 'arn:aws:scheduler:us-west-2:123456789012:schedule/default/daily'
    const callers = {
      deployer: { Statement: [{ Effect: 'Allow', Action: 'scheduler:*', Resource: schedule }] }
    }
    const { scheduler } = await open({ callers }, 'deployer')
    const found = await scheduler.send(new GetScheduleCommand({ Name: 'daily' }))
    const update = new UpdateScheduleCommand({
      Name: 'daily',
      ScheduleExpression: found.ScheduleExpression ?? '',
      FlexibleTimeWindow: { Mode: 'OFF' },
      Target: found.Target ?? { Arn: '', RoleArn: '' }
    })
    expect(await refusal(scheduler.send(update))).toMatchObject({
      name: 'AccessDeniedException',
      status: 403,
      message: expect.stringContaining(`iam:PassRole on resource: ${ROLE}`)
    })
    expect(await refusal(scheduler.send(new ListSchedulesCommand({})))).toMatchObject({
      message: expect.stringContaining('scheduler:ListSchedules on resource: *')
    })
  })
})

test.each([
  [{ rules: [{ name: 'x', targets: [{ Id: 'a' }] }] }, /rules\[0\].*Arn/],
  [{ rules: [{ name: 'x', target: [] }] }, /did you mean targets/],
  [{ schedules: [{ ScheduleExpression: 'rate(1 day)' }] }, /schedules\[0\]\.Name is missing/],
  [{ schedules: [{ Name: 'x', Nonsense: 1 }] }, /Nonsense/]
])('a scenario with %j is refused', async (more, message) => {
  await expect(open(more)).rejects.toThrow(message)
})
