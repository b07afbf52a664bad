import { StopServiceDeploymentCommand } from '@aws-sdk/client-ecs'
import { afterEach, describe, expect, test } from '@jest/globals'
import { outlined, serviceDeployment, strategy, until } from './deployments.ts'
import { type Bench, refusal, scenarioWith, startBench, story } from './world.ts'

let bench: Bench
afterEach(() => bench.end())

async function stop(index = 0): Promise<void> {
  const { serviceDeploymentArn } = await serviceDeployment(bench, index)
  await bench.ecs.send(new StopServiceDeploymentCommand({ serviceDeploymentArn, stopType: 'ROLLBACK' }))
}

const CANARY = strategy('CANARY', { canaryConfiguration: { canaryPercent: 10, canaryBakeTimeInMinutes: 1 } })
const STAGES = [
  'PRE_SCALE_UP',
  'SCALE_UP',
  'POST_SCALE_UP',
  'TEST_TRAFFIC_SHIFT',
  'POST_TEST_TRAFFIC_SHIFT',
  'PRE_PRODUCTION_TRAFFIC_SHIFT',
  'PRODUCTION_TRAFFIC_SHIFT',
  'POST_PRODUCTION_TRAFFIC_SHIFT',
  'BAKE_TIME',
  'CLEAN_UP'
]

describe('StopServiceDeployment', () => {
  test.each(STAGES)('in %s goes back to the old revision under its old id', async stage => {
    bench = await startBench(scenarioWith(CANARY))
    const old = (await bench.service()).deployments?.[0]?.id
    await bench.update({ taskDefinition: 'web:2' })
    await until(bench, one => one.lifecycleStage === stage)
    await stop()
    expect((await serviceDeployment(bench)).status).toBe('ROLLBACK_REQUESTED')
    bench.after(1)
    expect(await serviceDeployment(bench)).toMatchObject({
      status: 'ROLLBACK_IN_PROGRESS',
      statusReason: 'Service deployment rolled back because of a user request.',
      targetServiceRevision: { requestedProductionTrafficWeight: 0 }
    })
    await until(bench, one => one.status === 'ROLLBACK_SUCCESSFUL')
    expect(await outlined(bench)).toEqual(['PRIMARY COMPLETED web:1 running 2 failed 0'])
    expect((await bench.service()).deployments?.[0]?.id).toBe(old)
  })

  test.each(['ROLLING', 'BLUE_GREEN'])('in PENDING, %s: nothing was started yet', async name => {
    bench = await startBench(scenarioWith({ deploymentConfiguration: { strategy: name } }))
    await bench.update({ taskDefinition: 'web:2' })
    expect((await serviceDeployment(bench)).status).toBe('PENDING')
    await stop()
    await until(bench, one => one.status === 'ROLLBACK_SUCCESSFUL')
    const service = await bench.service()
    expect(await outlined(bench)).toEqual(['PRIMARY COMPLETED web:1 running 2 failed 0'])
    expect(story(service).filter(text => text.includes('has started'))).toEqual([])
  })

  test.each(['ROLLING', 'BLUE_GREEN'])(
    'where nothing was ever completed, %s: no candidate, FAILED, no more tasks',
    async name => {
      const first = { running: false, deploymentConfiguration: { strategy: name } }
      bench = await startBench(scenarioWith(first, { behaviours: [{ exitAfter: 2 }] }))
      bench.after(40)
      await stop()
      bench.after(600)
      expect(await serviceDeployment(bench)).toMatchObject({
        status: 'ROLLBACK_FAILED',
        statusReason: 'No rollback candidate was found to run the rollback.'
      })
      expect((await outlined(bench))[0]).toMatch(/^PRIMARY FAILED web:1 running 0/)
      expect(await bench.service()).toMatchObject({ pendingCount: 0, runningCount: 0 })
    }
  )

  test('while it rolls back goes on, and at the end is a conflict', async () => {
    bench = await startBench(scenarioWith(CANARY))
    await bench.update({ taskDefinition: 'web:2' })
    await until(bench, one => one.lifecycleStage === 'BAKE_TIME')
    await stop()
    await stop()
    bench.after(2)
    await stop()
    await until(bench, one => one.status === 'ROLLBACK_SUCCESSFUL')
    expect((await refusal(stop())).name).toBe('ConflictException')
  })

  test('comes from somebody else through `later`, with no ARN known beforehand', async () => {
    const later = [{ after: '2m', action: 'stop-service-deployment', cluster: 'demo', service: 'web' }]
    bench = await startBench(scenarioWith(CANARY, { later }))
    await bench.update({ taskDefinition: 'web:2' })
    bench.after(119)
    expect((await serviceDeployment(bench)).status).toBe('IN_PROGRESS')
    await until(bench, one => one.status === 'ROLLBACK_SUCCESSFUL')
    expect(bench.sandbox.world().outside).toMatchObject([{ action: 'ecs:StopServiceDeployment' }])
    expect(bench.sandbox.world().outside[0]?.error).toBeUndefined()
  })

  test('of a rolling deployment whose rollback fails ends in ROLLBACK_FAILED', async () => {
    const dies = { behaviours: [{ taskDefinition: 'web:1', failStart: 'CannotPullContainerError: gone' }] }
    const breaker = { circuitBreaker: { enable: true, rollback: true } }
    bench = await startBench(
      scenarioWith({ ...breaker, minimumHealthyPercent: 0, maximumPercent: 100 }, dies)
    )
    await bench.update({ taskDefinition: 'web:2' })
    bench.after(30)
    await stop()
    await until(bench, one => one.status === 'ROLLBACK_FAILED')
    expect((await outlined(bench))[0]).toMatch(/^PRIMARY FAILED web:1/)
  })
})
