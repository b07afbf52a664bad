import { afterEach, expect, test } from '@jest/globals'
import { type StartedRollback, startRollback } from '../../src/rollout/start-rollback.ts'
import { updateServiceOnce } from '../../src/rollout/update-service.ts'
import { type ServiceBench, startServiceBench } from '../deploy/services/bench.ts'
import { definition, scenarioWith } from '../sandbox/world.ts'

let bench: ServiceBench
afterEach(() => bench.end())

/** Begins the way back from web:2, which was just asked for; the calls that do it meet `faults`. */
async function begin(...faults: object[]): Promise<StartedRollback> {
  const taskDefinitions = [definition('web'), definition('web')]
  bench = await startServiceBench(scenarioWith({ taskDefinition: 'web:1' }, { faults, taskDefinitions }))
  const before = await bench.service('web')
  const taskDefinition = before.taskDefinition.replace(/:\d+$/, ':2')
  const request = { cluster: 'demo', service: 'web', taskDefinition }
  const state = await updateServiceOnce(bench.ecs, bench.clock, { request, before })
  const deploymentId = state.deployments[0]?.id ?? ''
  const target = {
    deploymentId,
    taskDefinition,
    before: before.deployments.map(({ id }) => id),
    goal: 'deployed' as const
  }
  return startRollback(
    { service: 'web', cluster: 'demo', target, startedAt: bench.clock.now(), before },
    { ecs: bench.ecs, clock: bench.clock }
  )
}

test.each(['reset-after', 'html503'])(
  'a stop without a usable answer (%s) is asked for again; nothing is deployed over the rollback',
  async kind => {
    expect(await begin({ op: 'StopServiceDeployment', kind })).toEqual({ kind: 'stopped' })
    expect(bench.count('StopServiceDeployment')).toBe(2)
    expect(bench.count('UpdateService')).toBe(1)
  }
)

test('a stop that is not allowed: the revision before is deployed again, and why is kept', async () => {
  const begun = await begin({ op: 'StopServiceDeployment', kind: 'access-denied', from: 1 })
  expect(begun).toMatchObject({
    kind: 'redeployed',
    target: { taskDefinition: expect.stringMatching(/web:1$/) },
    because: 'ecs:StopServiceDeployment: AccessDeniedException'
  })
})

test('neither is possible: the reason says which call failed', async () => {
  const begun = await begin(
    { op: 'StopServiceDeployment', kind: 'access-denied', from: 1 },
    { op: 'UpdateService', kind: 'access-denied', from: 2 }
  )
  expect(begun).toMatchObject({
    kind: 'impossible',
    reason: expect.stringContaining('ecs:UpdateService failed (AccessDeniedException')
  })
})
