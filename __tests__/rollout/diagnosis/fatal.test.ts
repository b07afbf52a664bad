import { describe, expect, test } from '@jest/globals'
import { type FailureEvidence, findFatal } from '../../../src/rollout/diagnosis/failures.ts'
import type { ServiceEvent, StoppedTask } from '../../../src/rollout/ports.ts'

const START = 1_000_000
const MINE = 'ecs-svc/1'

/** A task that never ran, and ECS's reason. */
const failed = (stoppedReason: string, more: Partial<StoppedTask> = {}): StoppedTask => ({
  arn: 'arn:aws:ecs:us-west-2:123456789012:task/demo/1',
  taskDefinition: 'web:2',
  startedBy: MINE,
  stopCode: 'TaskFailedToStart',
  stoppedReason,
  containers: [{ name: 'app' }],
  ...more
})

/** A task that ran for so many seconds and ended with this code; `others` are the codes of further containers. */
const exited = (seconds: number, code: number, ...others: number[]): StoppedTask =>
  failed('Essential container in task exited', {
    stopCode: 'EssentialContainerExited',
    startedAt: START,
    endedAt: START + seconds * 1000,
    containers: [code, ...others].map((exitCode, index) => ({ name: `c${index}`, exitCode }))
  })

const events = (message: string, ...seconds: number[]): ServiceEvent[] =>
  seconds.map(after => ({ id: `e${after}`, createdAt: START + after * 1000, message }))

/** The same again and again, 20 s apart. */
const times = (count: number, item: StoppedTask): StoppedTask[] =>
  Array.from({ length: count }, (_, index) => ({ ...item, stoppedAt: START + index * 20_000 }))

const SECRET =
  'ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secret from asm: service call has been retried 1 time(s): '
const ROLE =
  "(service web) failed to launch a task with (error ECS was unable to assume the role 'arn:aws:iam::1:role/x' that was provided for this task.)."
const NO_GROUP =
  '(service web) failed to register targets in (target-group arn:aws:elasticloadbalancing:us-west-2:123456789012:targetgroup/web/0123456789abcdef) with (error One or more target groups not found).'
const NO_PLACE =
  '(service web) was unable to place a task because no container instance met all of its requirements. Reason: No Container Instances were found in your cluster.'
const PULL = 'CannotPullContainerError: pull image manifest has been retried 5 time(s): '

type Seen = Partial<FailureEvidence>
const judge = (seen: Seen) =>
  findFatal({
    deploymentId: MINE,
    startedAt: START,
    now: START + 600_000,
    stops: [],
    events: [],
    runningTasks: 0,
    ...seen
  })

describe('it is plain', () => {
  test.each<[string, Seen, string]>([
    [
      'a secret that may not be read, twice',
      { stops: times(2, failed(`${SECRET}AccessDeniedException: User: x is not authorized`)) },
      'a secret cannot be read'
    ],
    [
      'two secrets, one time each',
      {
        stops: [
          failed(`${SECRET}AccessDeniedException`, { stoppedAt: START }),
          failed(`${SECRET}ResourceNotFoundException`, { stoppedAt: START + 20_000 })
        ]
      },
      'a secret cannot be read'
    ],
    [
      'an image that is not there',
      { stops: times(2, failed(`${PULL}docker.io/library/x:1: not found`)) },
      'the image cannot be pulled'
    ],
    ['three early exits', { stops: times(3, exited(5, 1)) }, 'keep exiting'],
    [
      'three early exits, other containers taken down',
      { stops: times(3, exited(5, 3, 137)) },
      'keep exiting'
    ],
    ['out of memory at once, three times', { stops: times(3, exited(20, 137)) }, 'keep exiting'],
    [
      'a target group that is gone, three times, while tasks run and ECS replaces others that had run for minutes',
      { events: events(NO_GROUP, 30, 60, 90), stops: [exited(120, 137)], runningTasks: 2 },
      'can become healthy. ECS has reported 3 times: failed to register targets'
    ],
    ['a role, three times', { events: events(ROLE, 10, 40, 70) }, 'unable to assume the role'],
    [
      'no place, three times in two minutes',
      { events: events(NO_PLACE, 10, 60, 130) },
      'no container instance met all'
    ],
    [
      'an endpoint that does not say who started a task',
      { stops: times(3, { ...exited(5, 1), startedBy: undefined as never }) },
      'keep exiting'
    ]
  ])('%s', (_what, seen, kind) => expect(judge(seen)).toContain(kind))
})

describe('it is not plain', () => {
  const denied = failed(`${SECRET}AccessDeniedException`)
  test.each<[string, Seen]>([
    ['nothing', {}],
    ...[
      'has insufficient CPU units available',
      'has insufficient memory available',
      'is already using a port required by your task'
    ].map((lacks): [string, Seen] => [
      `an instance that ${lacks}, for as long as others use it`,
      {
        events: events(
          NO_PLACE.replace(/Reason: .*/, `The closest matching (container-instance x) ${lacks}.`),
          10,
          60,
          130
        )
      }
    ]),
    ['a secret, once', { stops: [denied] }],
    [
      'a secret, by all tasks of one wave',
      { stops: [1, 2, 3].map(second => ({ ...denied, stoppedAt: START + second * 1000 })) }
    ],
    ['a secret, once, and a pull that failed, once', { stops: [denied, failed(`${PULL}not found`)] }],
    ['a secret, twice, but a task runs', { stops: times(2, denied), runningTasks: 1 }],
    ['a secret, twice, but a task ran for minutes', { stops: [denied, denied, exited(200, 1)] }],
    ['a secret, twice, of another deployment', { stops: times(5, { ...denied, startedBy: 'ecs-svc/2' }) }],
    [
      'no Fargate capacity',
      {
        stops: times(
          9,
          failed(
            'Capacity is unavailable at this time. Please try again later or in a different availability zone'
          )
        ),
        events: events(
          '(service web) was unable to place a task. Reason: Capacity is unavailable at this time.',
          10,
          100,
          200,
          300
        )
      }
    ],
    ['two early exits', { stops: times(2, exited(5, 1)) }],
    ['exits after more than a minute', { stops: times(9, exited(61, 1)) }],
    ['one that lasted among early exits', { stops: [exited(70, 1), ...times(5, exited(5, 1))] }],
    ['exits with 0', { stops: times(9, exited(5, 0)) }],
    ['exits with 0, others taken down', { stops: times(9, exited(5, 0, 137)) }],
    [
      'tasks that failed their health check',
      {
        stops: times(
          9,
          failed('Task failed container health checks', {
            stopCode: 'ServiceSchedulerInitiated',
            startedAt: START,
            endedAt: START + 30_000
          })
        )
      }
    ],
    [
      'tasks that were scaled in',
      {
        stops: times(
          9,
          failed('Scaling activity initiated by (deployment ecs-svc/1)', {
            stopCode: 'ServiceSchedulerInitiated',
            startedAt: START,
            endedAt: START + 20_000
          })
        )
      }
    ],
    ['a target group that is gone, twice', { events: events(NO_GROUP, 10, 40), runningTasks: 1 }],
    ['a role, twice', { events: events(ROLE, 10, 40) }],
    ['a role, three times, twice before the start', { events: events(ROLE, -40, -10, 10) }],
    ['no place, three times in half a minute', { events: events(NO_PLACE, 1, 10, 30) }],
    ['no place, twice in five minutes', { events: events(NO_PLACE, 1, 300) }]
  ])('%s', (_what, seen) => expect(judge(seen)).toBeUndefined())
})

test('the reason has the counts and the codes', () => {
  const seen = { deploymentId: MINE, startedAt: START, now: START, runningTasks: 0, events: [] }
  expect(findFatal({ ...seen, stops: [exited(5, 3, 137), exited(5, 1), exited(9, 1)] })).toBe(
    'Tasks of this deployment keep exiting: 3 tasks ended within 60 s of their start (exit code 1, 3).'
  )
  expect(findFatal({ ...seen, stops: times(4, failed(`${SECRET}AccessDeniedException`)) })).toBe(
    'No task of this deployment can start: a secret cannot be read (4 tasks failed so, and none has run).'
  )
})
