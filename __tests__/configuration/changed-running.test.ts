import { expect, test } from '@jest/globals'
import type { DeployableService } from '../../src/deploying/changed/deployable.ts'
import { commitRunning, type RevisionReader, recordIn } from '../../src/deploying/changed/running.ts'
import type { LiveDefinition, ServiceState } from '../../src/rollout/ports.ts'

const REVISION = 'arn:aws:ecs:us-west-2:123456789012:task-definition/web:2'
const live = { arn: REVISION, family: 'web', revision: 2, status: 'ACTIVE', definition: {} } as LiveDefinition
const state = {
  service: 'web',
  status: 'ACTIVE',
  taskDefinition: REVISION,
  desiredCount: 2,
  runningCount: 2,
  deployments: []
} as unknown as ServiceState
const web = { key: 'web', service: 'web', site: {}, tasks: [] } as unknown as DeployableService
const revisions = { read: async () => live } as unknown as RevisionReader

test.each<[string, Partial<ServiceState>, string]>([
  ['is being deleted', { status: 'DRAINING' }, 'it is DRAINING'],
  ['has no task left', { runningCount: 0 }, 'none of its tasks runs (desired: 2)'],
  ['wants none', { runningCount: 0, desiredCount: 0 }, 'it runs web:2, in which no commit is recorded']
])('a service that %s is not left alone without a word', async (_, change, unknown) => {
  expect(await commitRunning(web, { ...state, ...change }, { revisions })).toEqual({ unknown })
})

test('nor is one whose revision can start no task', () => {
  expect(recordIn({ ...live, status: 'INACTIVE' }, REVISION, undefined)).toEqual({
    unknown: 'web:2, which it runs, is INACTIVE: ECS starts no new task from it'
  })
})
