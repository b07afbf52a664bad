import { describe, expect, test } from '@jest/globals'
import type { TaskSample } from '../../../src/rollout/outcome.ts'
import { gapsInWords } from '../../../src/rollout/watch/gaps.ts'

/** Polls of a rollout: seconds, tasks of the new deployment, tasks of the others, and the desired count. */
function polls(...rows: readonly (readonly [number, number, number, number?])[]): readonly TaskSample[] {
  return rows.map(([second, running, old, desired = 2]) => {
    return { at: second * 1000, desired, running, old, pending: 0, failed: 0 }
  })
}

describe('the tasks during a rollout', () => {
  test.each([
    ['replaced one by one', polls([0, 0, 2], [30, 1, 2], [60, 2, 1], [90, 2, 0]), ''],
    ['of a new service', polls([0, 0, 0], [30, 2, 0], [90, 2, 0]), ''],
    ['of a service that is started again', polls([0, 0, 0, 0], [5, 0, 0], [30, 2, 0]), ''],
    ['at one older read', polls([0, 0, 2], [30, 2, 0], [35, 0, 0], [40, 2, 0]), ''],
    ['that autoscaling stops', polls([0, 2, 0, 2], [30, 1, 0, 1], [90, 1, 0, 1]), ''],
    [
      'none for a while',
      polls([0, 0, 2], [30, 0, 0], [70, 2, 0]),
      'No task ran for 40 s during the rollout.'
    ],
    [
      'that exit',
      polls([0, 0, 2], [30, 2, 2], [60, 1, 2], [90, 2, 0]),
      'At least 1 task of the new deployment stopped again.'
    ],
    [
      'that all exit, after the old ones have stopped',
      polls([0, 0, 2], [30, 2, 2], [40, 2, 0], [75, 0, 0], [115, 2, 0]),
      'No task ran for 40 s during the rollout. At least 2 tasks of the new deployment stopped again.'
    ]
  ])('%s', (_, samples, said) => {
    expect(gapsInWords(samples)).toBe(said)
  })
})
