import { expect, test } from '@jest/globals'
import { readCluster } from '../../src/audit/find-uses.ts'
import type { EcsPort } from '../../src/rollout/ports.ts'

const found = { services: [], missing: ['web'] }
const ports = {
  ecs: { describeServices: () => Promise.resolve(found) } as Partial<EcsPort> as EcsPort,
  inventory: {
    listServices: () => Promise.resolve(['arn:aws:ecs:us-west-2:123456789012:service/demo/web']),
    listRunningTasks: () => Promise.resolve([])
  }
}

test('a service that ECS lists and does not describe leaves open what runs; a named one is missing', async () => {
  expect(await readCluster({ cluster: 'demo' }, ports)).toMatchObject({
    gaps: [{ what: 'services of cluster demo', why: 'ECS lists web and does not describe it' }]
  })
  expect(await readCluster({ cluster: 'demo', services: ['web'] }, ports)).toMatchObject({
    gaps: [],
    missing: ['web']
  })
})
