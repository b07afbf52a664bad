import { afterEach, describe, expect, test } from '@jest/globals'
import type { JsonObject } from '../../src/json.ts'
import type { UpdateServiceRequest } from '../../src/rollout/ports.ts'
import { asksForDeployment, confirmDeployment, updateServiceOnce } from '../../src/rollout/update-service.ts'
import { type ServiceBench, startServiceBench } from '../deploy/services/bench.ts'
import { definition, scenarioWith } from '../sandbox/world.ts'

let bench: ServiceBench
afterEach(() => bench.end())

const withVolume = { volumes: [{ name: 'data', configuredAtLaunch: true }] }

async function start(faults: object[] = []) {
  const taskDefinitions = [definition('web', withVolume), definition('web', withVolume)]
  bench = await startServiceBench(scenarioWith({}, { faults, taskDefinitions }))
  return bench.service('web')
}

async function update(members: JsonObject, more: Partial<UpdateServiceRequest> = {}) {
  const before = await bench.service('web')
  const request = { cluster: 'demo', service: 'web', taskDefinition: before.taskDefinition, members, ...more }
  const answer = await updateServiceOnce(bench.ecs, bench.clock, { request, before })
  return {
    before,
    request,
    answer,
    confirmed: await confirmDeployment(bench.ecs, bench.clock, { request, before, answer })
  }
}

const breaker = { deploymentConfiguration: { deploymentCircuitBreaker: { enable: true, rollback: true } } }

describe('an update that starts no deployment', () => {
  test.each<[string, JsonObject]>([
    ['deploymentConfiguration', breaker],
    ['enableExecuteCommand', { enableExecuteCommand: true }],
    ['tags', { propagateTags: 'SERVICE', enableECSManagedTags: true }]
  ])('is known to be done although its answer got lost: %s', async (_name, members) => {
    await start([{ op: 'UpdateService', kind: 'reset-after' }])
    const { answer, before, confirmed } = await update(members)
    expect(bench.count('UpdateService')).toBe(1)
    expect(answer.raw).toMatchObject(members)
    expect(answer.deployments.map(({ id }) => id)).toEqual(before.deployments.map(({ id }) => id))
    expect(confirmed).toBe(answer)
  })

  test('is asked for again when nothing came of it', async () => {
    await start([{ op: 'UpdateService', kind: 'reset-before' }])
    const { answer } = await update(breaker)
    expect(bench.count('UpdateService')).toBe(2)
    expect(answer.raw).toMatchObject(breaker)
    expect(answer.deployments).toHaveLength(1)
  })

  test('is not taken for done because of another setting that was there before', async () => {
    await start([{ op: 'UpdateService', kind: 'reset-before' }])
    const { answer } = await update({ propagateTags: 'NONE', enableExecuteCommand: true })
    expect(bench.count('UpdateService')).toBe(2)
    expect(answer.raw).toMatchObject({ enableExecuteCommand: true })
  })

  test('has to show the count too, where one was asked for', async () => {
    await start([{ op: 'UpdateService', kind: 'reset-after' }])
    const { answer } = await update({ enableExecuteCommand: true }, { desiredCount: 3 })
    expect(bench.count('UpdateService')).toBe(1)
    expect(answer.desiredCount).toBe(3)
  })

  test('throws when the answer never comes and the setting never shows', async () => {
    await start([{ op: 'UpdateService', kind: 'reset-before', from: 1, times: 9 }])
    await expect(update(breaker)).rejects.toMatchObject({ kind: 'lost', operation: 'ecs:UpdateService' })
    expect(bench.count('UpdateService')).toBe(4)
  })
})

describe('an update of settings that starts a deployment', () => {
  const capacityProviderStrategy = [{ capacityProvider: 'FARGATE_SPOT', weight: 1 }]
  const volumeConfigurations = [
    { name: 'data', managedEBSVolume: { roleArn: 'arn:aws:iam::123456789012:role/infra', sizeInGiB: 20 } }
  ]

  test.each<[string, JsonObject, Partial<UpdateServiceRequest>]>([
    ['another capacity, forced', { capacityProviderStrategy }, { forceNewDeployment: true }],
    ['other volumes', { volumeConfigurations }, {}]
  ])('is found by its deployment when the answer got lost: %s', async (_name, members, more) => {
    await start([{ op: 'UpdateService', kind: 'reset-after' }])
    const { answer, before, confirmed } = await update(members, more)
    expect(bench.count('UpdateService')).toBe(1)
    expect(answer.deployments).toHaveLength(2)
    expect(answer.deployments[0]?.id).not.toBe(before.deployments[0]?.id)
    expect(confirmed).toBe(answer)
  })

  test('goes out with a new definition in one request', async () => {
    const before = await start()
    const taskDefinition = before.taskDefinition.replace(/:\d+$/, ':2')
    await update(breaker, { taskDefinition })
    expect(bench.bodies('UpdateService')).toEqual([
      { ...breaker, cluster: 'demo', service: 'web', taskDefinition }
    ])
  })

  test('is told from one that starts none', async () => {
    const before = await start()
    const request = { cluster: 'demo', service: 'web', taskDefinition: before.taskDefinition }
    const asks = (members: JsonObject) => asksForDeployment({ ...request, members }, before)
    expect(asks({})).toBe(false)
    expect(asks(breaker)).toBe(false)
    expect(asks({ volumeConfigurations })).toBe(true)
    expect(asks({ volumeConfigurations: [] })).toBe(false)
    expect(asksForDeployment({ ...request, forceNewDeployment: true }, before)).toBe(true)
    expect(asksForDeployment({ ...request, taskDefinition: 'other' }, before)).toBe(true)
  })
})
