import { afterEach, expect, test } from '@jest/globals'
import { serviceDeployment, strategy } from './deployments.ts'
import { type Bench, scenarioWith, startBench } from './world.ts'

let bench: Bench
afterEach(() => bench.end())

test('an 8-hour canary takes milliseconds, and a handful of events', async () => {
  const slow = strategy('CANARY', {
    canaryConfiguration: { canaryPercent: 0.5, canaryBakeTimeInMinutes: 480 }
  })
  bench = await startBench(scenarioWith(slow))
  await bench.update({ taskDefinition: 'web:2' })
  const before = bench.sandbox.world().sequence
  const began = performance.now()
  bench.after(7 * 3600)
  expect(await serviceDeployment(bench)).toMatchObject({
    status: 'IN_PROGRESS',
    lifecycleStage: 'PRODUCTION_TRAFFIC_SHIFT',
    targetServiceRevision: { requestedProductionTrafficWeight: 0.5 },
    sourceServiceRevisions: [{ requestedProductionTrafficWeight: 99.5 }]
  })
  bench.after(2 * 3600)
  expect((await serviceDeployment(bench)).status).toBe('SUCCESSFUL')
  expect(performance.now() - began).toBeLessThan(1000)
  expect(bench.sandbox.world().sequence - before).toBeLessThan(80)
})
