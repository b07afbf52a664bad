import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { skipLoudly } from '../skips.ts'
import { awsCli, hasAwsCli } from './aws-cli.ts'
import { type Bench, scenarioWith, startBench } from './world.ts'

/** The AWS CLI runs a task and reads rules and schedules with its own serializers and parsers. */
const CLUSTER = 'arn:aws:ecs:us-west-2:123456789012:cluster/demo'
const ROLE = 'arn:aws:iam::123456789012:role/events'
const parameters = { TaskDefinitionArn: 'arn:aws:ecs:us-west-2:123456789012:task-definition/web:1' }

let bench: Bench

const aws = (command: string) => awsCli(bench.sandbox.url)(command)

if (!hasAwsCli) skipLoudly('the AWS CLI is not on PATH (pip install awscli)')
else {
  beforeAll(async () => {
    const target = { Id: 'one', Arn: CLUSTER, RoleArn: ROLE, EcsParameters: parameters }
    const daily = {
      Name: 'daily',
      ScheduleExpression: 'rate(1 day)',
      FlexibleTimeWindow: { Mode: 'OFF' },
      StartDate: 1_800_000_000,
      Target: { Arn: CLUSTER, RoleArn: ROLE, EcsParameters: parameters }
    }
    const world = { rules: [{ name: 'nightly', targets: [target] }], schedules: [daily] }
    bench = await startBench(scenarioWith({}, world))
  })
  afterAll(() => bench.end())

  test('the AWS CLI runs a task and stops it', async () => {
    const run = (await aws(
      'ecs run-task --cluster demo --task-definition web:2 --launch-type FARGATE --started-by cli --client-token one --network-configuration awsvpcConfiguration={subnets=[subnet-0a]}'
    )) as { tasks: { taskArn: string }[] }
    expect(run).toMatchObject({ failures: [], tasks: [{ group: 'family:web', startedBy: 'cli' }] })
    const arn = run.tasks[0]?.taskArn ?? ''
    const stopped = await aws(`ecs stop-task --cluster demo --task ${arn} --reason enough`)
    expect(stopped).toMatchObject({ task: { taskArn: arn, stoppedReason: 'enough' } })
  })

  test('and reads rules, targets and schedules', async () => {
    const answers = await Promise.all([
      aws(`events list-rule-names-by-target --target-arn ${CLUSTER}`),
      aws('events list-targets-by-rule --rule nightly'),
      aws('scheduler list-schedules'),
      aws('scheduler get-schedule --name daily'),
      aws('scheduler get-schedule --name nobody').catch(String)
    ])
    expect(answers).toMatchObject([
      { RuleNames: ['nightly'] },
      { Targets: [{ Id: 'one', EcsParameters: parameters }] },
      { Schedules: [{ Name: 'daily', GroupName: 'default', Target: { Arn: CLUSTER } }] },
      {
        Name: 'daily',
        StartDate: expect.anything(),
        Target: { EcsParameters: parameters }
      },
      expect.stringContaining('An error occurred (ResourceNotFoundException) when calling the GetSchedule')
    ])
  })
}
