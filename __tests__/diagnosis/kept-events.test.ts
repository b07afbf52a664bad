import { expect, test } from '@jest/globals'
import { keptState } from '../../src/deploying/prepare/kept-events.ts'
import { hasSigns } from '../../src/diagnosis/recent-events.ts'
import { unrestOf } from '../../src/rollout/status/unrest.ts'
import { aServiceState } from '../report/rollouts.ts'

const NOW = 1_800_000_000_000
const GROUPS = ['http', 'https', 'metrics']
const at = (secondsAgo: number, message: string) => ({
  id: `${secondsAgo} ${message}`,
  createdAt: NOW - secondsAgo * 1000,
  message: `(service web) ${message}`
})
/** What ECS reports when it replaces a task that has exited, newest first. */
const replacement = (secondsAgo: number) => [
  at(secondsAgo, 'has reached a steady state.'),
  ...GROUPS.map(group => at(secondsAgo + 20, `registered 1 targets in (target-group ${group})`)),
  at(secondsAgo + 60, 'has started 1 tasks: (task 1).'),
  ...GROUPS.map(group => at(secondsAgo + 70, `deregistered 1 targets in (target-group ${group})`)),
  ...GROUPS.map(group =>
    at(secondsAgo + 71, `(task 0) has begun draining connections on 1 tasks. (target-group ${group})`)
  )
]

test('a task start behind the events of several target groups is still a sign', () => {
  const state = aServiceState('web', { events: [30, 300, 600].flatMap(replacement) })
  const kept = keptState(state)
  expect(hasSigns(kept, undefined, NOW)).toBe(true)
  expect(unrestOf(kept, NOW)).toBe(unrestOf(state, NOW))
})

test('the end of the deployment is still known, so that its own task starts are no signs', () => {
  const completed = at(500, '(deployment ecs-svc/1) deployment completed.')
  const quiet = GROUPS.flatMap(group => [30, 60].map(ago => at(ago, `registered 1 targets in (${group})`)))
  const kept = keptState(aServiceState('web', { events: [...quiet, completed, ...replacement(510)] }))
  expect(hasSigns(kept, 'ecs-svc/1', NOW)).toBe(false)
})

test('of older events, only those about a failed deployment keep their message, and all keep their ID', () => {
  const events = [
    at(30, 'has reached a steady state.'),
    at(4000, 'has started 1 tasks: (task 1).'),
    at(4100, '(deployment ecs-svc/1) deployment failed: tasks failed to start.'),
    at(4200, 'has reached a steady state.')
  ]
  const kept = keptState(aServiceState('web', { events }))
  expect(kept.events.map(({ id }) => id)).toEqual(events.map(({ id }) => id))
  expect(kept.events.map(({ message }) => message !== '')).toEqual([true, false, true, false])
  expect(keptState(aServiceState('web')).events).toEqual([])
})
