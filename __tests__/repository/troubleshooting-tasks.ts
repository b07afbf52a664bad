import { template } from '../bundle/world.ts'
import type { Trouble } from './troubleshooting-inputs.ts'
import { deploy, type Json, runs, without } from './troubleshooting-world.ts'

const RUN = { 'run-task': 'true', 'run-task-subnets': 'subnet-1' }
const task = (what: string, behaviour: Json, more: object = {}): Trouble =>
  deploy(
    `a one-off task: ${what}`,
    { behaviours: [{ taskDefinition: 'web:2', times: 1, ...behaviour }], logGroups: ['/demo'], ...more },
    { ...RUN, 'wait-for-minutes': '5' },
    ({ workspace }) => {
      const options = {
        'awslogs-group': '/demo',
        'awslogs-region': 'us-west-2',
        'awslogs-stream-prefix': 'x'
      }
      const logConfiguration = { logDriver: 'awslogs', options }
      workspace.write('deploy/web.json', template('web', { logConfiguration }))
    }
  )

const CLUSTER = 'arn:aws:ecs:us-west-2:123456789012:cluster/demo'
const RoleArn = 'arn:aws:iam::123456789012:role/demo-execution'
const TaskDefinitionArn = 'arn:aws:ecs:us-west-2:123456789012:task-definition/web:1'
const schedule = (Name: string, Target: object) => ({
  Name,
  ScheduleExpression: 'rate(1 day)',
  FlexibleTimeWindow: { Mode: 'OFF' },
  Target: { RoleArn, ...Target }
})
const SCHEDULES = {
  rules: [
    {
      name: 'night',
      scheduleExpression: 'rate(1 day)',
      targets: [{ Id: 'a', Arn: CLUSTER, RoleArn, EcsParameters: { TaskDefinitionArn, TaskCount: 1 } }]
    }
  ],
  schedules: [
    schedule('nightly', { Arn: CLUSTER, EcsParameters: { TaskDefinitionArn, TaskCount: 1 } }),
    schedule('own', { Arn: 'arn:aws:scheduler:::aws-sdk:ecs:runTask', Input: '{}' })
  ]
}

/** One-off tasks, rules and schedules. */
export const TASKS: readonly Trouble[] = [
  task('no place', { failPlacement: 'RESOURCE:MEMORY' }),
  task('no start', { failStart: 'CannotPullContainerError: demo/web:2: not found' }),
  task('no success', { exitAfter: '20s', exitCode: 7 }, { callers: without('logs:GetLogEvents') }),
  task('no end', { neverRuns: true }),
  deploy(
    'a one-off task without a network',
    {},
    { 'run-task': 'true', 'task-definition': 'deploy/web.json' }
  ),
  ...(['leave', 'rollback'] as const).map(way =>
    runs(
      `a one-off task that is left behind: ${way}`,
      { behaviours: [{ family: 'web', neverRuns: true }] },
      async world => {
        const watching = () => world.count('DescribeTasks') > 1
        return [await world.interrupt('SIGINT', watching, { ...RUN, 'on-cancel': way })]
      }
    )
  ),
  deploy(
    'schedules that may not be moved',
    { ...SCHEDULES, callers: without('scheduler:UpdateSchedule', 'events:ListRuleNamesByTarget') },
    { 'update-schedules': 'true' }
  )
]
