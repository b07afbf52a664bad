import { describe, expect, test } from '@jest/globals'
import { judgeStops } from '../../../src/rollout/diagnosis/failures.ts'
import { hasSigns } from '../../../src/rollout/diagnosis/texts.ts'
import type { StoppedTask } from '../../../src/rollout/ports.ts'

const NOW = 1_800_000_000_000
const ID = 'ecs-svc/1'
const RUNS = 'arn:aws:ecs:us-west-2:123456789012:task-definition/web:2'

/** A task that ended so many seconds ago, after it had run for a minute. */
function ended(ago: number, more: Partial<StoppedTask> = {}): StoppedTask {
  const endedAt = NOW - ago * 1000
  return {
    arn: `task/${ago}`,
    taskDefinition: RUNS,
    startedBy: ID,
    stopCode: 'EssentialContainerExited',
    stoppedReason: 'Essential container in task exited',
    startedAt: endedAt - 60_000,
    endedAt,
    containers: [{ name: 'app', exitCode: 1 }],
    ...more
  }
}

const judged = (stops: readonly StoppedTask[], desiredCount = 1) => {
  const subject = { deploymentId: ID, taskDefinition: RUNS, desiredCount, now: NOW }
  const { stops: counted, isLoop } = judgeStops(stops, subject)
  return [counted.length, isLoop]
}
const endings = (agos: readonly number[], more: Partial<StoppedTask> = {}) =>
  agos.map(ago => ended(ago, more))

describe('judgeStops', () => {
  test.each<[string, readonly StoppedTask[], number, readonly [number, boolean]]>([
    ['nothing', [], 1, [0, false]],
    ['two failures', endings([60, 120]), 1, [2, false]],
    ['three, a minute apart, the last a minute ago', endings([60, 120, 180]), 1, [3, true]],
    ['three, a minute apart, the last four minutes ago', endings([240, 300, 360]), 1, [3, false]],
    ['three, eight minutes apart, the last twelve minutes ago', endings([720, 1200, 1680]), 1, [3, true]],
    ['all of ten at once: an incident', endings(Array(10).fill(90) as number[]), 10, [10, false]],
    ['four of ten, one after the other', endings([30, 90, 150, 210]), 10, [4, false]],
    ['five of ten, one after the other', endings([30, 90, 150, 210, 270]), 10, [5, true]],
    ['more than an hour ago', endings([3700, 3760, 3820]), 1, [0, false]],
    [
      'scaled in',
      endings([60, 120, 180], {
        stopCode: 'ServiceSchedulerInitiated',
        stoppedReason: 'Scaling activity initiated by (deployment ecs-svc/1)'
      }),
      1,
      [0, false]
    ],
    ['Spot', endings([60, 120, 180], { stopCode: 'SpotInterruption', stoppedReason: '' }), 1, [0, false]],
    [
      'stopped by a user',
      endings([60, 120, 180], { stopCode: 'UserInitiated', stoppedReason: 'restart' }),
      1,
      [0, false]
    ],
    ['of another deployment', endings([60, 120, 180], { startedBy: 'ecs-svc/0' }), 1, [0, false]],
    ['of another revision', endings([60, 120, 180], { taskDefinition: `${RUNS}1` }), 1, [0, false]],
    ['exit code 0', endings([60, 120, 180], { containers: [{ name: 'app', exitCode: 0 }] }), 1, [3, false]],
    ['after hours of work', endings([60, 120, 180], { startedAt: 0 }), 1, [3, false]],
    [
      'container health checks',
      endings([60, 120, 180], {
        stopCode: 'ServiceSchedulerInitiated',
        stoppedReason: 'Task failed container health checks'
      }),
      1,
      [3, true]
    ],
    [
      'target health checks',
      endings([60, 120, 180], {
        stopCode: 'ServiceSchedulerInitiated',
        stoppedReason: 'Task failed ELB health checks in (target-group arn)'
      }),
      1,
      [3, true]
    ],
    [
      'never started',
      endings([60, 120, 180], {
        startedAt: undefined as never,
        stopCode: 'TaskFailedToStart',
        stoppedReason: 'something new'
      }),
      1,
      [3, true]
    ],
    [
      'out of memory',
      endings([60, 120, 180], {
        containers: [{ name: 'app', exitCode: 137, reason: 'OutOfMemoryError: Container killed' }]
      }),
      1,
      [3, true]
    ]
  ])('%s', (_what, stops, desiredCount, expected) => {
    expect(judged(stops, desiredCount)).toEqual(expected)
  })
})

describe('hasSigns', () => {
  const event = (message: string, ago = 60) => ({
    id: message,
    createdAt: NOW - ago * 1000,
    message: `(service web) ${message}`
  })
  const service = (events: readonly ReturnType<typeof event>[], more: object = {}) => ({
    ...{ events, desiredCount: 2, runningCount: 2, pendingCount: 0, deployments: [] },
    ...more
  })
  test.each<[string, Parameters<typeof hasSigns>[0], boolean]>([
    ['steady', service([event('has reached a steady state.')]), false],
    [
      'tasks started again',
      service([event('has reached a steady state.'), event('has started 1 tasks: (task 1).')]),
      true
    ],
    [
      'tasks started by the deployment',
      service([event(`(deployment ${ID}) deployment completed.`), event('has started 1 tasks: (task 1).')]),
      false
    ],
    ['tasks started long ago', service([event('has started 1 tasks: (task 1).', 4000)]), false],
    [
      'an unhealthy target',
      service([event('(port 80) is unhealthy in (target-group x) due to (reason y)')]),
      true
    ],
    ['fewer than desired', service([], { runningCount: 1 }), true],
    ['pending', service([], { pendingCount: 1 }), true]
  ])('%s', (_what, state, expected) => {
    expect(hasSigns(state, ID, NOW)).toBe(expected)
  })
})
