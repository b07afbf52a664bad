import { isDeepStrictEqual } from 'node:util'
import { describe, expect, test } from '@jest/globals'
import { perform } from '../../sandbox/operations/index.ts'
import { buildWorld } from '../../sandbox/scenario/build.ts'
import { scenarioOf } from '../../sandbox/scenario/scenario.ts'
import type { World } from '../../sandbox/world/state.ts'
import { step } from '../../sandbox/world/step.ts'
import { scenarioWith } from './world.ts'

const START = Date.UTC(2026, 0, 5)

/** A world in which much happens: a rollback, a superseding update, a flaky start, a service that never gets up. */
function busyWorld(): World {
  const content = scenarioWith(
    { circuitBreaker: { enable: true, rollback: true } },
    {
      behaviours: [
        { taskDefinition: 'web:2', exitAfter: '7s' },
        { taskDefinition: 'web:1', failStart: 'CannotPullContainerError: x', times: 1 }
      ],
      later: [
        { after: '3s', action: 'update-service', cluster: 'demo', service: 'web', taskDefinition: 'web:2' },
        { after: '10m', action: 'update-service', cluster: 'demo', service: 'web', taskDefinition: 'web:2' },
        {
          after: '611s',
          action: 'update-service',
          cluster: 'demo',
          service: 'web',
          forceNewDeployment: true
        },
        {
          after: '15m',
          action: 'create-service',
          cluster: 'demo',
          serviceName: 'b',
          taskDefinition: 'web:2',
          desiredCount: 3
        }
      ]
    }
  )
  return buildWorld(scenarioOf(content, '.'), START, 7)
}

describe('step', () => {
  test.each([1, 37, 1000, 61_337])('leaves the same world in strides of %i ms as in one', stride => {
    const end = START + (stride === 1 ? 240_000 : 3 * 3_600_000)
    const once = busyWorld()
    step(once, end, perform)
    const often = busyWorld()
    for (let at = START; at < end; at += stride) step(often, at, perform)
    step(often, end, perform)
    expect(isDeepStrictEqual(often, once)).toBe(true)
  })

  test('has a history worth comparing', () => {
    const world = busyWorld()
    step(world, START + 3 * 3_600_000, perform)
    const service = world.regions.get('us-west-2')?.clusters.get('demo')?.services.get('web')
    expect(service?.serviceDeployments.map(one => one.status)).toEqual([
      'ROLLBACK_SUCCESSFUL',
      'STOPPED',
      'ROLLBACK_SUCCESSFUL'
    ])
    expect(world.outside.map(one => one.error)).toEqual([undefined, undefined, undefined, undefined])
  })

  test('is the same for the same seed and another for another seed', () => {
    const names = (seed: number) => {
      const world = buildWorld(scenarioOf(scenarioWith(), '.'), START, seed)
      return [...(world.regions.get('us-west-2')?.clusters.get('demo')?.tasks.keys() ?? [])]
    }
    expect(names(7)).toEqual(names(7))
    expect(names(7)).not.toEqual(names(8))
  })

  test('records an outside change that AWS would refuse', () => {
    const later = [{ after: 1, action: 'update-service', cluster: 'demo', service: 'nobody' }]
    const world = buildWorld(scenarioOf(scenarioWith({}, { later }), '.'), START, 1)
    step(world, START + 2000, perform)
    expect(world.outside).toEqual([
      { at: START + 1000, action: 'ecs:UpdateService', error: 'Service not found.' }
    ])
  })
})
