import { describe, expect, test } from '@jest/globals'
import type { WatchedDeployment } from '../../src/rollout/deployments.ts'
import type { TaskSample } from '../../src/rollout/outcome.ts'
import type { ServiceState } from '../../src/rollout/ports.ts'
import { asRollback, gapsInWords, TaskSamples } from '../../src/rollout/progress.ts'

const target: WatchedDeployment = {
  deploymentId: 'ecs-svc/2',
  taskDefinition: 'web:2',
  before: ['ecs-svc/1'],
  goal: 'deployed'
}

/** A service of two tasks, as one poll shows it. */
function look(mine: object | undefined, old: number, events: readonly object[] = []): ServiceState {
  const deployments = [
    ...(mine === undefined
      ? []
      : [{ id: 'ecs-svc/2', runningCount: 0, pendingCount: 0, failedTasks: 0, ...mine }]),
    { id: 'ecs-svc/1', runningCount: old, pendingCount: 0, failedTasks: 9 }
  ]
  return { desiredCount: 2, deployments, events } as unknown as ServiceState
}

describe('numbers of tasks over the polls', () => {
  test('are kept where they change, with the last poll, and tell new tasks from old ones', () => {
    const samples = new TaskSamples()
    samples.add(0, target, look({ pendingCount: 2 }, 2))
    for (const at of [5, 10, 15]) samples.add(at, target, look({ runningCount: 1, failedTasks: 1 }, 2))
    expect(samples.list).toEqual([
      { at: 0, desired: 2, running: 0, pending: 2, old: 2, failed: 0 },
      { at: 5, desired: 2, running: 1, pending: 0, old: 2, failed: 1 },
      { at: 15, desired: 2, running: 1, pending: 0, old: 2, failed: 1 }
    ])
  })

  test('a deployment that ECS lists no more has not had fewer failures', () => {
    const samples = new TaskSamples()
    samples.add(0, target, look({ failedTasks: 3 }, 2))
    samples.add(5, target, look(undefined, 2))
    expect(samples.list.map(({ failed }) => failed)).toEqual([3, 3])
  })

  test('a day with a change at every poll stays bounded, and no dip is lost', () => {
    const samples = new TaskSamples()
    const polls = 24 * 720
    for (let poll = 0; poll < polls; poll++) {
      const isDip = poll === 9_001
      samples.add(poll * 5_000, target, look({ runningCount: poll % 2, failedTasks: poll }, isDip ? 0 : 2))
    }
    const { list } = samples
    expect(list.length).toBeLessThanOrEqual(240)
    expect(list.length).toBeGreaterThan(60)
    expect(Math.min(...list.map(({ old }) => old))).toBe(0)
    expect(list[0]?.at).toBe(0)
    expect(list.at(-1)?.at).toBe((polls - 1) * 5_000)
    expect(list.map(({ at }) => at)).toEqual(list.map(({ at }) => at).toSorted((a, b) => a - b))
  })

  test('seen from the way back, the tasks of the others are those that are wanted', () => {
    expect(asRollback([{ at: 0, desired: 2, running: 1, pending: 1, old: 2, failed: 0 }], 4)).toEqual([
      { at: 0, desired: 2, running: 2, pending: 0, old: 1, failed: 4 }
    ])
  })
})

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
