import { expect, test } from '@jest/globals'
import type { Log } from '../../src/log.ts'
import type { RolloutStart, WatchedDeployment } from '../../src/rollout/deployments.ts'
import { OpenRollout } from '../../src/rollout/open-rollout.ts'
import { COMPLETED } from '../../src/rollout/outcome.ts'
import type { ServiceDeployment, ServiceState } from '../../src/rollout/ports.ts'
import { activityOf, describeProgress } from '../../src/rollout/progress.ts'

const target: WatchedDeployment = {
  deploymentId: 'ecs-svc/2',
  taskDefinition: 'web:2',
  before: [],
  goal: 'deployed'
}

const service = {
  deployments: [
    {
      id: 'ecs-svc/2',
      status: 'PRIMARY',
      taskDefinition: 'web:2',
      desiredCount: 2,
      runningCount: 0,
      pendingCount: 2,
      failedTasks: 2
    }
  ]
} as unknown as ServiceState

function record(status: string, triggeredAlarms: readonly string[] = []): ServiceDeployment {
  const circuitBreaker = { status, failureCount: 2, threshold: 3 }
  return { arn: 'arn', status: 'IN_PROGRESS', pauses: [], triggeredAlarms, circuitBreaker }
}

test.each<[string, ServiceDeployment | undefined, string]>([
  ['with the breaker on', record('MONITORING'), 'circuit breaker: 2 of 3 failed starts'],
  ['without one, though ECS counts', record('DISABLED'), '2 failed starts'],
  ['without the record', undefined, '2 failed starts'],
  ['an alarm by its name', record('DISABLED', ['web-5xx']), '2 failed starts, in ALARM: web-5xx']
])('failed starts %s', (_, own, expected) => {
  expect(describeProgress(target, service, own)).toBe(`0 of 2 running, 2 pending, ${expected}`)
})

test('a deployment that ECS rolls back is told by the tasks that are to run again', () => {
  const [mine] = service.deployments
  const back = { id: 'ecs-svc/3', status: 'PRIMARY', desiredCount: 2, runningCount: 1, pendingCount: 1 }
  const left = { ...mine, status: 'ACTIVE', desiredCount: 0, pendingCount: 0, failedTasks: 0 }
  const state = { desiredCount: 2, deployments: [back, left] } as unknown as ServiceState
  expect(describeProgress(target, state, undefined)).toBe(
    '1 of 2 running, 1 pending of other deployments, 0 of this one'
  )
  expect(activityOf(target, state, undefined).tasks).toEqual({ running: 1, desired: 2, pending: 1, old: 0 })
})

const id = (digit: number) => String(digit).repeat(32)

/** A log that keeps the lines of an activity: as a log prints them, and as a row of a terminal shows them. */
function open(): { readonly log: OpenRollout; readonly lines: string[]; readonly rows: string[] } {
  const [lines, rows]: [string[], string[]] = [[], []]
  const following = {
    say: (line: string, brief = line) => {
      lines.push(line)
      rows.push(brief)
    },
    update: (_: object, words?: string) => words !== undefined && lines.push(words),
    end: () => {}
  }
  const log = { follow: () => following } as unknown as Log
  const start = { service: 'web', target, purpose: 'ours', startedAt: 0, seenEvents: [] }
  return { log: new OpenRollout(start as unknown as RolloutStart, log), lines, rows }
}

const withEvents = (...messages: readonly string[]) =>
  ({
    deployments: [],
    events: messages.map((message, index) => ({ id: `${index}`, message, createdAt: 0 })).reverse()
  }) as unknown as ServiceState

test.each([
  [
    `has started 2 tasks: (task ${id(1)}) (task ${id(2)}).`,
    `has started 2 tasks: (task ${id(1)}) (task ${id(2)}).`,
    'has started 2 tasks.'
  ],
  [
    `has stopped 1 running tasks: (task arn:aws:ecs:us-west-2:1:task/shop/${id(3)}).`,
    `has stopped 1 running tasks: (task arn:aws:ecs:us-west-2:1:task/shop/${id(3)}).`,
    'has stopped 1 running tasks.'
  ],
  [
    `(task ${id(4)}) failed container health checks.`,
    `(task ${id(4)}) failed container health checks.`,
    'failed container health checks.'
  ],
  [
    '(deployment ecs-svc/1848256997745541340) deployment completed.',
    '(deployment ecs-svc/1848256997745541340) deployment completed.',
    'deployment completed.'
  ],
  [
    'was unable to place a task. Reason: no capacity, Request ID: 5e1f-7.',
    'was unable to place a task. Reason: no capacity.',
    'was unable to place a task. Reason: no capacity.'
  ]
])('%s: with its IDs in a log, without them in a row of a terminal', (event, line, brief) => {
  const { log, lines, rows } = open()
  log.see(0, withEvents(`(service web) ${event}`), undefined)
  expect([lines[0], rows[0]]).toEqual([line, brief])
})

test('an event that is repeated with other tasks is one line', () => {
  const { log, rows } = open()
  const started = (task: number) => `(service web) has started 1 tasks: (task ${id(task)}).`
  log.see(0, withEvents(started(1), started(2)), undefined)
  expect(rows).toEqual(['has started 1 tasks.'])
})

test('a reason is printed once', () => {
  const failed = open()
  failed.log.fail('The circuit breaker tripped.')
  failed.log.conclude('rolled-back', '2 min', { reason: 'The circuit breaker tripped.', isGood: false })
  expect(failed.lines).toEqual(['FAILED: The circuit breaker tripped.', 'rolled-back after 2 min'])

  const other = open()
  other.log.fail('Its tasks exit.')
  const late = 'Its tasks exit. The rollback had not ended after 30 min.'
  other.log.conclude('failed', '2 min', { reason: late, isGood: false })
  other.log.conclude('succeeded', '30 s', { reason: COMPLETED, isGood: true })
  expect(other.lines.slice(1)).toEqual([
    'failed after 2 min: Its tasks exit. The rollback had not ended after 30 min.',
    'succeeded after 30 s'
  ])
})
