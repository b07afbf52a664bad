import { describe, expect, test } from '@jest/globals'
import { findSchedules } from '../../../src/deploy/schedules/find-schedules.ts'
import { moveSchedules, planMoves } from '../../../src/deploy/schedules/move-schedules.ts'
import { endedAfterEach } from '../../ended.ts'
import { definition } from '../../sandbox/world.ts'
import { startBench } from '../tasks/bench.ts'

const account = 'arn:aws:ecs:us-west-2:123456789012'
const CLUSTER = `${account}:cluster/demo`
const revision = (name: string) => `${account}:task-definition/${name}`
const ROLE = 'arn:aws:iam::123456789012:role/events'
const NEW = new Map([['report', revision('report:2')]])

const benchOf = endedAfterEach(startBench)

function target(id: string, name: string, cluster = CLUSTER): object {
  return {
    Id: id,
    Arn: cluster,
    RoleArn: ROLE,
    Input: '{"containerOverrides":[{"name":"app","command":["nightly"]}]}',
    EcsParameters: {
      TaskDefinitionArn: revision(name),
      TaskCount: 2,
      LaunchType: 'FARGATE',
      NetworkConfiguration: { awsvpcConfiguration: { Subnets: ['subnet-0a'], AssignPublicIp: 'DISABLED' } },
      Tags: [{ Key: 'team', Value: 'ops' }]
    },
    RetryPolicy: { MaximumRetryAttempts: 3, MaximumEventAgeInSeconds: 3600 },
    DeadLetterConfig: { Arn: 'arn:aws:sqs:us-west-2:123456789012:dead' }
  }
}

function schedule(name: string, task: string, more: object = {}): object {
  return {
    Name: name,
    GroupName: 'nightly',
    ScheduleExpression: 'cron(0 3 * * ? *)',
    ScheduleExpressionTimezone: 'Europe/Berlin',
    Description: 'the report of the day',
    State: 'DISABLED',
    StartDate: 1_767_600_000.5,
    FlexibleTimeWindow: { Mode: 'FLEXIBLE', MaximumWindowInMinutes: 15 },
    Target: {
      Arn: CLUSTER,
      RoleArn: ROLE,
      Input: '{"containerOverrides":[]}',
      RetryPolicy: { MaximumEventAgeInSeconds: 600, MaximumRetryAttempts: 1 },
      EcsParameters: { TaskDefinitionArn: revision(task), TaskCount: 1, LaunchType: 'FARGATE' }
    },
    ...more
  }
}

function scenario(more: object = {}): object {
  return {
    region: 'us-west-2',
    clusters: ['demo', 'staging'],
    taskDefinitions: [definition('report'), definition('report'), definition('other')],
    rules: [
      {
        name: 'nightly-report',
        scheduleExpression: 'rate(1 day)',
        targets: [
          target('first', 'report:1'),
          target('second', 'other:1'),
          target('third', 'report'),
          target('fourth', 'report:1', `${account}:cluster/staging`)
        ]
      },
      { name: 'on-staging', targets: [target('one', 'report:1', `${account}:cluster/staging`)] },
      { name: 'done', targets: [target('one', 'report:2')] },
      { name: 'not-a-task', targets: [{ Id: 'f', Arn: 'arn:aws:lambda:us-west-2:123456789012:function:f' }] }
    ],
    schedules: [
      schedule('daily', 'report:1'),
      schedule('follows', 'report'),
      schedule('others', 'other:1'),
      schedule('hook', 'report:1', {
        GroupName: 'default',
        Target: { Arn: 'arn:aws:lambda:us-west-2:123456789012:function:f', RoleArn: ROLE }
      })
    ],
    ...more
  }
}

async function open(more: object = {}, accessKey?: string) {
  const on = await benchOf(scenario(more), accessKey)
  const { aws, clock, log } = on
  const ports = { rules: aws.rules, schedules: aws.schedules, clock, log }
  const find = (clusterArn: string | undefined = CLUSTER) =>
    findSchedules({ families: ['report'], ...(clusterArn === '' ? {} : { clusterArn }) }, ports)
  const move = async (found?: Awaited<ReturnType<typeof find>>['found']) =>
    moveSchedules(found ?? (await find()).found, NEW, ports)
  return { on, ports, find, move }
}

const outline = (rows: readonly { name: string; state: string }[]) =>
  rows.map(({ name, state }) => `${name} ${state}`)

const everything = [
  'nightly-report (target first) moved',
  'nightly-report (target third) follows',
  'done (target one) unchanged',
  'nightly/daily moved',
  'nightly/follows follows'
]

describe('what runs the family', () => {
  test('is found in the cluster: targets of rules, and schedules of all groups', async () => {
    const { find, on } = await open()
    const { found, remarks } = await find()
    expect(remarks).toEqual([])
    expect(planMoves(found, new Map())).toEqual([
      expect.objectContaining({ kind: 'rule', name: 'nightly-report (target first)', state: 'planned' }),
      expect.objectContaining({ kind: 'rule', name: 'nightly-report (target third)', state: 'follows' }),
      expect.objectContaining({ kind: 'rule', name: 'done (target one)', state: 'planned' }),
      expect.objectContaining({ kind: 'schedule', name: 'nightly/daily', from: revision('report:1') }),
      expect.objectContaining({ kind: 'schedule', name: 'nightly/follows', state: 'follows' })
    ])
    expect(planMoves(found, NEW).map(({ state }) => state)).toEqual([
      'planned',
      'follows',
      'unchanged',
      'planned',
      'follows'
    ])
    // those that run no task at all are not even looked at
    expect(on.count('GetSchedule')).toBe(3)
    expect(on.sandbox.requests().some(({ operation }) => /^(Put|Update)/.test(operation))).toBe(false)
  })

  test('is found in every cluster when none is named', async () => {
    const { find } = await open()
    const { found } = await find('')
    expect(found.map(one => (one.kind === 'rule' ? one.rule : one.name))).toContain('on-staging')
  })

  test('is found on all pages', async () => {
    const many = Array.from({ length: 230 }, (_, index) => index)
    const { find, on } = await open({
      rules: many.map(index => ({ name: `rule-${index}`, targets: [target('one', 'report:1')] })),
      schedules: many.map(index => schedule(`schedule-${index}`, 'report:1'))
    })
    const { found } = await find()
    expect(found).toHaveLength(460)
    expect([on.count('ListRuleNamesByTarget'), on.count('ListSchedules')]).toEqual([3, 3])
  })

  test('is not asked for when there is no family', async () => {
    const { on, ports } = await open()
    expect(await findSchedules({ families: [] }, ports)).toEqual({ found: [], remarks: [] })
    expect(on.sandbox.requests()).toEqual([])
  })

  test('is not verified where reading is not allowed, and the other half is found all the same', async () => {
    const Statement = [{ Effect: 'Allow', Action: 'events:*', Resource: '*' }]
    const { find } = await open({ callers: { deployer: { Statement } } }, 'deployer')
    const { found, remarks } = await find()
    expect(found).toHaveLength(3)
    expect(remarks).toEqual([
      'Not verified: no permission for scheduler:ListSchedules, so Scheduler schedules that run the family were not searched for and stay unchanged.'
    ])
  })

  test('may be hidden in a call of its own, which is said', async () => {
    const { find } = await open({
      schedules: [
        schedule('own', 'report:1', {
          Target: { Arn: 'arn:aws:scheduler:::aws-sdk:ecs:runTask', RoleArn: ROLE, Input: '{}' }
        })
      ]
    })
    const { remarks } = await find()
    expect(remarks).toEqual([
      'Not verified: nightly/own call ecs:RunTask with their own input (universal target); the revision in it is not changed here.'
    ])
  })
})

describe('moving', () => {
  test('changes the revision and nothing else', async () => {
    const { find, on, move } = await open()
    const { found } = await find()
    const before = await on.aws.schedules.getSchedule('nightly', 'daily')
    const { rows, problems } = await move(found)
    expect(problems).toEqual([])
    expect(outline(rows)).toEqual(everything)
    const [first] = await on.aws.rules.listTargetsByRule('nightly-report')
    expect(first).toEqual({ ...target('first', 'report:1'), EcsParameters: expect.anything() })
    expect(first?.['EcsParameters']).toEqual({
      ...(target('first', 'report:1') as { EcsParameters: object }).EcsParameters,
      TaskDefinitionArn: revision('report:2')
    })
    const after = await on.aws.schedules.getSchedule('nightly', 'daily')
    const expected = JSON.parse(JSON.stringify(before).replace('report:1', 'report:2')) as object
    expect(after).toEqual({ ...expected, LastModificationDate: expect.anything() })
    expect(on.count('PutTargets')).toBe(1)
    expect(on.count('UpdateSchedule')).toBe(1)
    const staging = await on.aws.rules.listTargetsByRule('on-staging')
    expect(JSON.stringify(staging)).toContain('report:1')
  })

  test('again changes nothing', async () => {
    const { on, move } = await open()
    await move()
    const { rows } = await move()
    expect(outline(rows)).toEqual(everything.map(row => row.replace('moved', 'unchanged')))
    expect(on.count('PutTargets')).toBe(1)
  })

  test('keeps what somebody changed since it was looked at', async () => {
    const { find, on, move } = await open()
    const { found } = await find()
    const [old] = await on.aws.rules.listTargetsByRule('nightly-report')
    await on.aws.rules.putTarget('nightly-report', { ...old, Input: '{"changed":true}' })
    await move(found)
    const [now] = await on.aws.rules.listTargetsByRule('nightly-report')
    expect(now).toMatchObject({ Input: '{"changed":true}' })
    expect(JSON.stringify(now)).toContain('report:2')
  })

  test.each<[string, string]>([
    ['PutTargets', 'reset-after'],
    ['PutTargets', 'reset-before'],
    ['PutTargets', 'truncate'],
    ['PutTargets', '500'],
    ['PutTargets', 'html503'],
    ['PutTargets', 'throttle'],
    ['UpdateSchedule', 'reset-after'],
    ['UpdateSchedule', 'reset-before'],
    ['UpdateSchedule', 'truncate'],
    ['UpdateSchedule', '500'],
    ['UpdateSchedule', 'html503'],
    ['UpdateSchedule', 'throttle'],
    ['ListTargetsByRule', 'html503'],
    ['GetSchedule', 'reset-after']
  ])('%s %s: looked at again, and moved', async (op, kind) => {
    const { on, move } = await open({ faults: [{ op, kind }] })
    const { rows, problems } = await move()
    expect([outline(rows), problems]).toEqual([everything, []])
    const carriedOut = kind === 'reset-after' || kind === 'truncate'
    if (/^(Put|Update)/.test(op)) expect(on.count(op)).toBe(carriedOut ? 1 : 2)
  })

  test('a read that comes too early is made again', async () => {
    const faults = [
      { op: 'ListTargetsByRule', kind: 'stale', from: 4, times: 1 },
      { op: 'GetSchedule', kind: 'stale', from: 5, times: 1 }
    ]
    const { on, move } = await open({ faults })
    const { rows } = await move()
    expect(outline(rows)).toEqual(everything)
    expect([on.count('PutTargets'), on.count('UpdateSchedule')]).toEqual([1, 1])
    expect(on.sandbox.requests().filter(({ fault }) => fault === 'stale')).toHaveLength(2)
  })

  test('that is denied is a failure with its reason; the others are moved', async () => {
    const Statement = [
      { Effect: 'Allow', Action: ['events:List*', 'scheduler:*', 'iam:PassRole'], Resource: '*' },
      { Effect: 'Deny', Action: 'events:PutTargets', Resource: '*' }
    ]
    const { move } = await open({ callers: { deployer: { Statement } } }, 'deployer')
    const { rows, problems } = await move()
    expect(outline(rows)).toEqual(['nightly-report (target first) failed', ...everything.slice(1)])
    expect(problems).toMatchObject([{ code: 'schedule-not-moved', fault: 'cloud' }])
    expect(problems[0]?.message).toContain(
      'EventBridge rule nightly-report (target first) still runs report:1 instead of report:2: events:PutTargets is not allowed.'
    )
  })

  test('of a rule that belongs to an AWS service is refused, once', async () => {
    const { on, move } = await open({
      rules: [{ name: 'theirs', managedBy: 'batch.amazonaws.com', targets: [target('one', 'report:1')] }],
      schedules: []
    })
    const { problems } = await move()
    expect(problems[0]?.message).toContain('ManagedRuleException')
    expect(on.count('PutTargets')).toBe(1)
  })

  test('that only the last attempt carried out, its answer lost too, is seen', async () => {
    const faults = [
      { op: 'UpdateSchedule', kind: 'reset-before', from: 1, times: 2 },
      { op: 'UpdateSchedule', kind: 'reset-after', nth: 3 }
    ]
    const { on, move } = await open({ faults })
    const { rows } = await move()
    expect(outline(rows)).toEqual(everything)
    expect(on.count('UpdateSchedule')).toBe(3)
  })

  test('that never succeeds is not verified', async () => {
    const { move } = await open({ faults: [{ op: 'UpdateSchedule', kind: '500', from: 1 }] })
    const { rows, problems } = await move()
    expect(rows.find(({ name }) => name === 'nightly/daily')).toMatchObject({ state: 'failed' })
    expect(problems[0]?.message).toContain('Not verified: scheduler:UpdateSchedule got no usable answer')
  })

  test('of what is gone, or runs something else now, fails', async () => {
    const { find, on, move } = await open()
    const { found } = await find()
    const [old] = await on.aws.rules.listTargetsByRule('nightly-report')
    const parameters = { TaskDefinitionArn: revision('other:1') }
    await on.aws.rules.putTarget('nightly-report', { ...old, EcsParameters: parameters })
    on.sandbox.world().regions.get('us-west-2')?.schedules.delete('nightly/daily')
    const { rows } = await move(found)
    expect(rows.filter(({ state }) => state === 'failed').map(({ reason }) => reason)).toEqual([
      'It runs other:1 now; it was changed after it was read.',
      'It does not exist any more.'
    ])
    expect(on.count('UpdateSchedule')).toBe(0)
  })

  test('stops when the run is cancelled', async () => {
    const { find, on, ports } = await open()
    const { found } = await find()
    const { rows } = await moveSchedules(found, NEW, { ...ports, signal: AbortSignal.abort() })
    expect(rows.filter(({ state }) => state === 'failed')).toHaveLength(2)
    expect(on.count('PutTargets')).toBe(0)
  })
})
