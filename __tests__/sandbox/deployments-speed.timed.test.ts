import { performance } from 'node:perf_hooks'
import { expect, test } from '@jest/globals'
import { HANDS } from '../../sandbox/perform.ts'
import { buildWorld } from '../../sandbox/scenario/build.ts'
import { scenarioOf } from '../../sandbox/scenario/scenario.ts'
import type { World } from '../../sandbox/world/state.ts'
import { step } from '../../sandbox/world/step.ts'
import { definition } from './world.ts'

const START = Date.UTC(2026, 0, 5)

/** So many services of two tasks in one cluster, each of them updated after a second. */
function fleet(count: number, deploymentConfiguration: object): World {
  const names = Array.from({ length: count }, (_, index) => `service-${index}`)
  const content = {
    region: 'us-west-2',
    clusters: ['demo'],
    taskDefinitions: [definition('web'), definition('web')],
    services: names.map(serviceName => ({
      serviceName,
      cluster: 'demo',
      taskDefinition: 'web:1',
      desiredCount: 2,
      deploymentConfiguration
    })),
    later: names.map(service => ({
      after: '1s',
      action: 'update-service',
      cluster: 'demo',
      service,
      taskDefinition: 'web:2'
    }))
  }
  return buildWorld(scenarioOf(content, '.'), START, 1)
}

function succeeded(world: World): number {
  const services = [...(world.regions.get('us-west-2')?.clusters.get('demo')?.services.values() ?? [])]
  return services.filter(one => one.serviceDeployments[0]?.status === 'SUCCESSFUL').length
}

test.each([
  ['rolling', {}, 10],
  ['canary', { strategy: 'CANARY', canaryConfiguration: { canaryBakeTimeInMinutes: 480 } }, 600]
])('500 services at once, %s: fractions of a second', (_name, configuration, minutes) => {
  const world = fleet(500, configuration)
  const began = performance.now()
  step(world, START + minutes * 60_000, HANDS)
  const took = performance.now() - began
  expect(succeeded(world)).toBe(500)
  expect(took).toBeLessThan(3000)
})
