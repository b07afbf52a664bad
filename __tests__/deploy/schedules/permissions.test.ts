import { readFileSync } from 'node:fs'
import { afterEach, expect, test } from '@jest/globals'
import { findSchedules } from '../../../src/deploy/schedules/find-schedules.ts'
import { moveSchedules } from '../../../src/deploy/schedules/move-schedules.ts'
import { runOneOffTask } from '../../../src/deploy/tasks/run-one-off-task.ts'
import { definition } from '../../sandbox/world.ts'
import { type Bench, runTaskInputs, startBench } from '../tasks/bench.ts'

type Statement = { readonly Sid: string }
const page = readFileSync('docs/tasks-and-schedules.md', 'utf8')
/** The page's statements with this world's names in them. */
const statements = JSON.parse(
  (/```json\n([\s\S]*?)```/.exec(page)?.[1] ?? '[]')
    .replaceAll('REGION', 'us-west-2')
    .replaceAll('ACCOUNT', '123456789012')
    .replaceAll('CLUSTER', 'demo')
    .replaceAll('FAMILY', 'report')
    .replaceAll('GROUP', '/report')
    .replaceAll('ROLE-OF-THE-TARGETS', 'events')
) as readonly Statement[]

const execution = 'arn:aws:iam::123456789012:role/execution'
/** What a deploy needs anyway. */
const deploy = [
  { Effect: 'Allow', Action: 'ecs:DescribeTaskDefinition', Resource: '*' },
  { Effect: 'Allow', Action: 'iam:PassRole', Resource: execution }
]
const CLUSTER = 'arn:aws:ecs:us-west-2:123456789012:cluster/demo'
const revision = (name: string) => `arn:aws:ecs:us-west-2:123456789012:task-definition/${name}`
const runs = {
  Arn: CLUSTER,
  RoleArn: 'arn:aws:iam::123456789012:role/events',
  EcsParameters: { TaskDefinitionArn: revision('report:1') }
}
const options = { 'awslogs-region': 'us-west-2', 'awslogs-group': '/report', 'awslogs-stream-prefix': 'ecs' }
const container = { name: 'app', image: 'demo/app:1', logConfiguration: { logDriver: 'awslogs', options } }

let bench: Bench | undefined
afterEach(async () => {
  await bench?.end()
  bench = undefined
})

/** Runs a task and moves rules and schedules; gives what went wrong. */
async function trouble(allowed: readonly object[]): Promise<readonly string[]> {
  const report = definition('report', { executionRoleArn: execution, containerDefinitions: [container] })
  const on = await startBench(
    {
      region: 'us-west-2',
      clusters: ['demo'],
      roles: [{ name: 'execution' }],
      logGroups: ['/report'],
      taskDefinitions: [report, report],
      behaviours: [{ exitAfter: 10, exitCode: 0, logs: ['done'] }],
      rules: [{ name: 'nightly', targets: [{ Id: 'one', ...runs }] }],
      schedules: [
        {
          Name: 'daily',
          ScheduleExpression: 'rate(1 day)',
          FlexibleTimeWindow: { Mode: 'OFF' },
          Target: runs
        }
      ],
      callers: { deployer: { Statement: [...deploy, ...allowed] } }
    },
    'deployer'
  )
  bench = on
  const { aws, clock, log } = on
  const live = await aws.ecs.describeTaskDefinition('report:2')
  const task = await runOneOffTask(
    {
      cluster: 'demo',
      taskDefinitionArn: revision('report:2'),
      definition: live?.definition ?? {},
      inputs: runTaskInputs({ 'run-task-subnets': 'subnet-0a' }),
      clientToken: 'one',
      timeoutMs: 600_000,
      onCancel: 'leave'
    },
    {
      tasks: aws.tasks,
      logs: aws.taskLogs,
      clock,
      log,
      signal: new AbortController().signal,
      guard: { mask: text => text, holdsCredential: () => false }
    }
  )
  const ports = { rules: aws.rules, schedules: aws.schedules, clock, log }
  const { found, remarks } = await findSchedules({ families: ['report'], clusterArn: CLUSTER }, ports)
  const { problems } = await moveSchedules(found, new Map([['report', revision('report:2')]]), ports)
  const unseen = log.text().includes('app | done') ? [] : ['the log was not shown']
  const unmoved = found.length + remarks.length < 2 ? ['not all was found'] : []
  const failed = [...(task.ok ? [] : [task.reason]), ...problems.map(({ message }) => message)]
  return [...failed, ...remarks, ...unseen, ...unmoved]
}

test('the statements of the page are enough', async () => {
  expect(statements.length).toBeGreaterThan(5)
  expect(await trouble(statements)).toEqual([])
})

test.each(statements.map(({ Sid }) => Sid))('and %s is needed', async Sid => {
  expect(await trouble(statements.filter(one => one.Sid !== Sid))).not.toEqual([])
})
