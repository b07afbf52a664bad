import { expect, test } from '@jest/globals'
import type { Log } from '../../../src/log.ts'
import type { WatchedDeployment } from '../../../src/rollout/deployments.ts'
import { COMPLETED } from '../../../src/rollout/outcome.ts'
import type { ServiceState } from '../../../src/rollout/ports.ts'
import { ProgressLog } from '../../../src/rollout/watch/progress-log.ts'

const target: WatchedDeployment = {
  deploymentId: 'ecs-svc/2',
  taskDefinition: 'web:2',
  before: [],
  goal: 'deployed'
}
const id = (digit: number) => String(digit).repeat(32)

/** A log that keeps the lines of an activity: as a log prints them, and as a row of a terminal shows them. */
function open(): { readonly log: ProgressLog; readonly lines: string[]; readonly rows: string[] } {
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
  return { log: new ProgressLog({ label: 'web', since: 0, phase: 'rolling out' }, log, []), lines, rows }
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
  log.tell(target, withEvents(`(service web) ${event}`), undefined)
  expect([lines[0], rows[0]]).toEqual([line, brief])
})

test('an event that is repeated with other tasks is one line', () => {
  const { log, rows } = open()
  const started = (task: number) => `(service web) has started 1 tasks: (task ${id(task)}).`
  log.tell(target, withEvents(started(1), started(2)), undefined)
  expect(rows).toEqual(['has started 1 tasks.'])
})

test('a reason is printed once', () => {
  const failed = open()
  failed.log.fail('The circuit breaker tripped.')
  failed.log.conclude('rolled-back after 2 min', 'The circuit breaker tripped.')
  expect(failed.lines).toEqual(['FAILED: The circuit breaker tripped.', 'rolled-back after 2 min'])

  const other = open()
  other.log.fail('Its tasks exit.')
  other.log.conclude('failed after 2 min', 'Its tasks exit. The rollback had not ended after 30 min.')
  other.log.conclude('succeeded after 30 s', COMPLETED)
  expect(other.lines.slice(1)).toEqual([
    'failed after 2 min: Its tasks exit. The rollback had not ended after 30 min.',
    'succeeded after 30 s'
  ])
})
