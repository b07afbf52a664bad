import { describe, expect, test } from '@jest/globals'
import type { JsonObject } from '../../src/json.ts'
import type { RolloutStart } from '../../src/rollout/deployments.ts'
import { completedEnd, endingWords } from '../../src/rollout/endings.ts'
import type { OpenRollout } from '../../src/rollout/open-rollout.ts'
import { aServiceState } from '../report/rollouts.ts'

const ID = 'ecs-svc/2'
const COMPLETED = { state: 'succeeded' } as const

/** Polls, five seconds apart, of a deployment that ECS calls completed; returns the end and after how many seconds. */
function polled(
  counts: (second: number) => number,
  more: {
    purpose?: string
    scaleTo?: number
    desired?: number
    failed?: number
    samples?: object[]
    raw?: object
  } = {}
) {
  const {
    purpose = 'ours',
    desired = 2,
    failed = 0,
    samples = [{ at: 0, desired, running: 0, old: 0, failed }],
    raw,
    ...rest
  } = more
  const start = { purpose, deadline: 600_000 }
  const course = { samples }
  const target = { deploymentId: ID, ...rest }
  const open = { start, course, target } as unknown as OpenRollout
  for (let second = 0; second <= 300; second += 5) {
    const deployment = { id: ID, status: 'PRIMARY', taskDefinition: 'web:2', failedTasks: 0, pendingCount: 0 }
    const service = aServiceState('web', {
      desiredCount: desired,
      ...(raw && { raw: raw as JsonObject }),
      deployments: [{ ...deployment, desiredCount: desired, runningCount: counts(second) }]
    })
    const end = completedEnd(open, COMPLETED, { service, now: second * 1000 })
    if (end) return { second, ...end }
  }
  return undefined
}

describe('a deployment that ECS calls completed', () => {
  test('has succeeded at once with all its tasks', () => {
    expect(polled(() => 2)).toEqual({ second: 0, outcome: 'succeeded', reason: 'The deployment completed.' })
  })

  test('is polled again with fewer: the read may be older than the completion', () => {
    expect(polled(second => (second < 15 ? 1 : 2))).toEqual({
      ...{ second: 15, outcome: 'succeeded', reason: 'The deployment completed.' }
    })
  })

  test('has succeeded with a warning if fewer stay', () => {
    expect(polled(() => 1)).toEqual({
      second: 30,
      outcome: 'succeeded',
      reason: 'The deployment completed, but only 1 of 2 tasks run now.',
      isWarning: true
    })
  })

  test('has failed if none runs for two minutes', () => {
    expect(polled(() => 0)).toEqual({
      second: 120,
      outcome: 'failed',
      reason: 'The deployment completed, but none of its tasks runs (desired: 2).'
    })
  })

  test('says how many starts failed before', () => {
    expect(polled(() => 2, { failed: 1 })?.reason).toBe('The deployment completed after 1 failed task start.')
    expect(polled(() => 2, { failed: 3 })?.reason).toBe(
      'The deployment completed after 3 failed task starts.'
    )
  })

  test.each([
    [100, true],
    [0, undefined]
  ])('warns that no task ran for a while, unless at least %i %% of them need to', (percent, isWarning) => {
    const at = (second: number, tasks: number) => ({ at: second * 1000, desired: 2, running: tasks, old: 0 })
    const samples = [at(0, 2), at(30, 0), at(70, 2)].map((one, index) => ({
      ...one,
      old: index ? 0 : 2,
      running: index ? one.running : 0
    }))
    const end = polled(() => 2, {
      samples,
      raw: { deploymentConfiguration: { minimumHealthyPercent: percent } }
    })
    expect(end?.reason).toBe('The deployment completed. No task ran for 40 s during the rollout.')
    expect(end?.isWarning).toBe(isWarning)
  })

  test('of which only the count changes has to hold it for a few polls', () => {
    expect(polled(() => 2, { scaleTo: 2 })).toEqual({
      ...{ second: 15, outcome: 'succeeded', reason: '2 of 2 tasks run.' }
    })
  })

  test('of which no task is wanted is untested', () => {
    expect(polled(() => 0, { desired: 0 })).toMatchObject({ second: 0, isWarning: true })
  })

  describe('whose desired count somebody has set to 0 meanwhile', () => {
    const seen = (...polls: object[]) =>
      polls.map((poll, index) => ({
        at: index * 5000,
        desired: 0,
        running: 0,
        pending: 0,
        old: 0,
        failed: 0,
        ...poll
      }))
    test.each<[string, object[], string, RegExp]>([
      [
        'all tasks had crashed',
        [{ running: 1 }, { failed: 2 }],
        'failed',
        /after 2 failed task starts: no task runs/
      ],
      ['none had got beyond pending', [{ pending: 2 }, {}], 'failed', /before any task had started/],
      [
        'its tasks ran until then',
        [{ pending: 1 }, { running: 2 }, {}],
        'succeeded',
        /became 0 during the rollout/
      ]
    ])('%s', (_what, polls, outcome, reason) => {
      for (const purpose of ['ours', 'rollback'])
        expect(polled(() => 0, { desired: 0, purpose, samples: seen(...polls) })).toMatchObject({
          outcome,
          reason: expect.stringMatching(reason)
        })
    })
  })

  test.each([{ purpose: 'rollback' }, { purpose: 'foreign' }])(
    'ends at once if it is no release of this run: %j',
    more => {
      expect(polled(() => 0, more)).toMatchObject({ second: 0, outcome: 'succeeded' })
    }
  )
})

test('the success of a deployment that the run only waited for is not told as its own', () => {
  const words = (purpose: string) =>
    endingWords({ purpose } as RolloutStart, 'succeeded', { reason: '' }).words
  expect([words('ours'), words('foreign')]).toEqual(['succeeded', 'the earlier deployment: succeeded'])
})
