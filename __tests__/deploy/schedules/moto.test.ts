import { EventBridgeClient, PutRuleCommand, PutTargetsCommand } from '@aws-sdk/client-eventbridge'
import { CreateScheduleCommand, CreateScheduleGroupCommand, SchedulerClient } from '@aws-sdk/client-scheduler'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { connectAws } from '../../../src/aws/connect.ts'
import { findSchedules } from '../../../src/deploy/schedules/find-schedules.ts'
import { moveSchedules } from '../../../src/deploy/schedules/move-schedules.ts'
import { pointSdkAt, virtualClock } from '../../aws/endpoint.ts'
import { type RunningTarget, targets } from '../../conformance/targets.ts'
import { recordingLog } from '../../ports.ts'
import { skipLoudly } from '../../skips.ts'

const moto = targets.find(({ name }) => name === 'moto')
const region = 'us-west-2'
const CLUSTER = `arn:aws:ecs:${region}:123456789012:cluster/demo`
const ROLE = 'arn:aws:iam::123456789012:role/events'
const revision = (name: string) => `arn:aws:ecs:${region}:123456789012:task-definition/${name}`

/** A server that nobody of this project wrote keeps rules and schedules, and gives them back after the move. */
describe('on moto', () => {
  if (!moto || moto.missing !== undefined) {
    skipLoudly(moto?.missing ?? 'no moto')
    return
  }
  let running: RunningTarget
  beforeAll(async () => {
    running = await moto.start()
    pointSdkAt(running.url)
  })
  afterAll(() => running.stop())

  test('rules and schedules are found and moved, everything else kept', async () => {
    const config = { region, endpoint: running.url }
    const events = new EventBridgeClient(config)
    const scheduler = new SchedulerClient(config)
    const parameters = {
      TaskDefinitionArn: revision('report:1'),
      TaskCount: 2,
      LaunchType: 'FARGATE' as const
    }
    await events.send(new PutRuleCommand({ Name: 'nightly', ScheduleExpression: 'rate(1 day)' }))
    const targetOf = (Id: string, arn: string) => ({
      Id,
      Arn: CLUSTER,
      RoleArn: ROLE,
      Input: '{"containerOverrides":[]}',
      EcsParameters: { ...parameters, TaskDefinitionArn: arn }
    })
    const Targets = [targetOf('a', revision('report:1')), targetOf('b', revision('other:1'))]
    await events.send(new PutTargetsCommand({ Rule: 'nightly', Targets }))
    await scheduler.send(new CreateScheduleGroupCommand({ Name: 'group' }))
    await scheduler.send(
      new CreateScheduleCommand({
        Name: 'daily',
        GroupName: 'group',
        Description: 'every day',
        ScheduleExpression: 'rate(1 day)',
        ScheduleExpressionTimezone: 'Europe/Berlin',
        State: 'DISABLED',
        FlexibleTimeWindow: { Mode: 'FLEXIBLE', MaximumWindowInMinutes: 5 },
        Target: { Arn: CLUSTER, RoleArn: ROLE, EcsParameters: parameters }
      })
    )
    const aws = connectAws({ region, environment: process.env, clock: virtualClock() })
    const ports = { rules: aws.rules, schedules: aws.schedules, clock: virtualClock(), log: recordingLog() }
    const { found, remarks } = await findSchedules({ families: ['report'], clusterArn: CLUSTER }, ports)
    expect([found.length, remarks]).toEqual([2, []])
    const before = await aws.schedules.getSchedule('group', 'daily')
    const { rows, problems } = await moveSchedules(found, new Map([['report', revision('report:2')]]), ports)
    expect(problems).toEqual([])
    expect(rows.map(({ name, state }) => `${name} ${state}`)).toEqual([
      'nightly (target a) moved',
      'group/daily moved'
    ])
    const kept = await aws.rules.listTargetsByRule('nightly')
    expect(kept).toEqual([targetOf('a', revision('report:2')), targetOf('b', revision('other:1'))])
    const after = await aws.schedules.getSchedule('group', 'daily')
    const expected = JSON.parse(JSON.stringify(before).replace('report:1', 'report:2')) as object
    expect(after).toEqual({ ...expected, LastModificationDate: expect.anything() })
  })
})
