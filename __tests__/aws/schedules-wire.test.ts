import { expect, test } from '@jest/globals'
import { connectAws } from '../../src/aws/connect.ts'
import { moveSchedules } from '../../src/deploy/schedules/move-schedules.ts'
import type { AwsPorts } from '../../src/ports.ts'
import { recordingLog } from '../ports.ts'
import { type Answer, type Captured, endpointsOfTests, refuse, virtualClock } from './endpoint.ts'

const serve = endpointsOfTests()

async function against(
  respond: (request: Captured, earlier: number) => Answer
): Promise<AwsPorts & { readonly requests: readonly Captured[] }> {
  const endpoint = await serve(respond)
  const connection = { region: 'us-west-2', environment: process.env, clock: virtualClock() }
  return { ...connectAws({ ...connection, random: () => 0.5 }), requests: endpoint.requests }
}

const from = 'arn:aws:ecs:us-west-2:123456789012:task-definition/report:1'
const to = 'arn:aws:ecs:us-west-2:123456789012:task-definition/report:2'
/** Members that no SDK knows yet stand in all of these. */
const target = {
  Id: 'one',
  Arn: 'arn:aws:ecs:us-west-2:123456789012:cluster/demo',
  FutureTarget: { deep: [1, { more: true }] },
  EcsParameters: { TaskDefinitionArn: from, FutureParameter: 'kept' }
}
const schedule = {
  Arn: 'arn:aws:scheduler:us-west-2:123456789012:schedule/nightly/daily',
  Name: 'daily',
  GroupName: 'nightly',
  CreationDate: 1_767_600_000.123,
  LastModificationDate: 1_767_600_001.5,
  StartDate: 1_767_700_000.25,
  FutureSetting: ['kept'],
  ScheduleExpression: 'rate(1 day)',
  FlexibleTimeWindow: { Mode: 'OFF', FutureMode: 1 },
  Target: target
}

test('what the SDK does not know is read and sent back as it stands, by JSON and by REST', async () => {
  let isMoved = false
  const aws = await against(({ operation, route }) => {
    if (operation === 'ListTargetsByRule')
      return { kind: 'json', body: { Targets: [isMoved ? moved : target] } }
    if (operation === 'PutTargets') {
      isMoved = true
      return { kind: 'json', body: { FailedEntryCount: 0, FailedEntries: [] } }
    }
    if (route.startsWith('PUT')) {
      isMoved = true
      return { kind: 'json', body: { ScheduleArn: schedule.Arn } }
    }
    return { kind: 'json', body: isMoved ? { ...schedule, Target: moved } : schedule }
  })
  const moved = { ...target, EcsParameters: { TaskDefinitionArn: to, FutureParameter: 'kept' } }
  const ports = { rules: aws.rules, schedules: aws.schedules, clock: virtualClock(), log: recordingLog() }
  const base = { family: 'report', from, follows: false }
  const rule = { ...base, kind: 'rule', rule: 'nightly', targetId: 'one' } as const
  const arns = new Map([['report', to]])
  expect((await moveSchedules([rule], arns, ports)).rows).toMatchObject([{ state: 'moved' }])
  const put = aws.requests.find(({ operation }) => operation === 'PutTargets')
  expect(JSON.parse(put?.text ?? '')).toEqual({ Rule: 'nightly', Targets: [moved] })

  isMoved = false
  const own = { ...base, kind: 'schedule', group: 'nightly', name: 'daily' } as const
  expect((await moveSchedules([own], arns, ports)).rows).toMatchObject([{ state: 'moved' }])
  const update = aws.requests.find(({ route }) => route.startsWith('PUT'))
  expect(update?.route).toBe('PUT /schedules/daily')
  const { Arn: _arn, Name: _name, CreationDate: _made, LastModificationDate: _changed, ...kept } = schedule
  expect(JSON.parse(update?.text ?? '')).toEqual({
    ...kept,
    Target: moved,
    ClientToken: expect.stringMatching(/^[a-zA-Z0-9-_]{1,64}$/)
  })
  expect(update?.headers['content-length']).toBe(String(Buffer.byteLength(update?.text ?? '')))
})

test('the refusals of a REST service are known by their header', async () => {
  const aws = await against(({ route }) =>
    route.includes('gone')
      ? restRefusal(404, 'ResourceNotFoundException', 'Schedule gone does not exist.')
      : restRefusal(
          403,
          'AccessDeniedException',
          'User: u is not authorized to perform: scheduler:GetSchedule'
        )
  )
  expect(await aws.schedules.getSchedule('default', 'gone')).toBeUndefined()
  await expect(aws.schedules.getSchedule('default', 'mine')).rejects.toMatchObject({
    kind: 'denied',
    operation: 'scheduler:GetSchedule',
    message: 'User: u is not authorized to perform: scheduler:GetSchedule'
  })
})

function restRefusal(status: number, type: string, message: string): Answer {
  return { kind: 'json', status, body: { Message: message }, headers: { 'x-amzn-errortype': type } }
}

test('a target that was not taken: another writer is waited for, any other reason is final', async () => {
  const aws = await against(({ operation }, earlier) => {
    if (operation === 'ListTargetsByRule') return { kind: 'json', body: { Targets: [target] } }
    const ErrorCode = earlier === 0 ? 'ConcurrentModificationException' : 'AccessDenied'
    const entry = { TargetId: 'one', ErrorCode, ErrorMessage: 'not\nnow' }
    return { kind: 'json', body: { FailedEntryCount: 1, FailedEntries: [entry] } }
  })
  const ports = { rules: aws.rules, schedules: aws.schedules, clock: virtualClock(), log: recordingLog() }
  const found = {
    kind: 'rule',
    rule: 'nightly',
    targetId: 'one',
    family: 'report',
    from,
    follows: false
  } as const
  const { rows } = await moveSchedules([found], new Map([['report', to]]), ports)
  expect(rows).toMatchObject([{ state: 'failed', reason: 'AccessDenied: not now' }])
  expect(aws.requests.filter(({ operation }) => operation === 'PutTargets')).toHaveLength(2)
})

test('RunTask without a client token is never asked twice when its answer got lost', async () => {
  const aws = await against(() => ({ kind: 'reset' }))
  await expect(aws.tasks.runTask({ taskDefinition: 'web' })).rejects.toMatchObject({ kind: 'lost' })
  expect(aws.requests).toHaveLength(1)
  await expect(aws.tasks.runTask({ taskDefinition: 'web', clientToken: 't' })).rejects.toMatchObject({
    kind: 'lost'
  })
  expect(aws.requests).toHaveLength(1 + 4)
})

test('RunTask keeps members that the SDK does not know, and failures have all their words', async () => {
  const failures = [{ arn: 'i', reason: 'RESOURCE:CPU', detail: 'none left' }]
  const aws = await against(({ text }) =>
    text.includes('future')
      ? { kind: 'json', body: { tasks: [], failures } }
      : refuse('ClientException', 'no')
  )
  expect(await aws.tasks.runTask({ taskDefinition: 'web', future: { a: 1 }, clientToken: 't' })).toEqual({
    taskArns: [],
    failures
  })
  expect(aws.requests[0]?.text).toBe('{"taskDefinition":"web","future":{"a":1},"clientToken":"t"}')
})
