import { expect, test } from '@jest/globals'
import type { EcsPort, ServiceState } from '../../src/rollout/ports.ts'
import { findPreviousGood } from '../../src/rollout/previous-good.ts'
import { readServiceStatus } from '../../src/rollout/service-status.ts'
import { aServiceState } from '../report/rollouts.ts'

const RECORDS = { listServiceDeployments: async () => [], describeServiceRevisions: async () => new Map() }
const ecs = RECORDS as unknown as EcsPort

test.each<[string, Partial<ServiceState>, string]>([
  ['ECS', {}, 'no other revision was deployed successfully in the last 90 days and not left by a rollback'],
  [
    'CODE_DEPLOY',
    { deploymentController: 'CODE_DEPLOY' },
    'ECS keeps no record of what another deployment controller has deployed before'
  ]
])('no way back, and why, of a service of the controller %s', async (_, given, none) => {
  const found = await findPreviousGood(ecs, aServiceState('web', { deployments: [], ...given }), 0)
  expect(found).toMatchObject({ none })
})

test('a service of which ECS lists no deployment is not one with nothing in progress', async () => {
  const about = { region: 'us-west-2', cluster: 'demo', now: 0 }
  const { notVerified } = await readServiceStatus(ecs, aServiceState('web', { deployments: [] }), about)
  expect(notVerified).toContain('deployments in progress: ECS listed no deployment at all')
})
