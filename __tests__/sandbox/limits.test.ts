import { CreateServiceCommand } from '@aws-sdk/client-ecs'
import { afterEach, describe, expect, test } from '@jest/globals'
import { lambdaHook, outlined, pauseHook, serviceDeployment, strategy } from './deployments.ts'
import { type Bench, scenarioWith, startBench, story } from './world.ts'

let bench: Bench
afterEach(() => bench.end())

const HOUR = 3600
const DAY = 24 * HOUR
const NEVER = { behaviours: [{ taskDefinition: 'web:2', neverRuns: true }] }

async function deploy(name: 'BLUE_GREEN' | 'LINEAR' | 'CANARY', more: object, world: object): Promise<void> {
  bench = await startBench(scenarioWith(strategy(name, more), world))
  await bench.update({ taskDefinition: 'web:2' })
}

const status = async () => (await serviceDeployment(bench)).status

describe('a stage', () => {
  test.each(['BLUE_GREEN', 'LINEAR', 'CANARY'] as const)(
    'of %s that lasts 24 hours fails the deployment, without any breaker',
    async name => {
      await deploy(name, {}, NEVER)
      bench.after(DAY)
      expect(await serviceDeployment(bench)).toMatchObject({
        status: 'IN_PROGRESS',
        lifecycleStage: 'SCALE_UP'
      })
      bench.after(60)
      const reason = 'Service deployment rolled back because SCALE_UP lifecycle stage timed out.'
      expect(await serviceDeployment(bench)).toMatchObject({
        status: 'ROLLBACK_SUCCESSFUL',
        statusReason: reason
      })
      expect(story(await bench.service()).some(text => text.endsWith(`deployment failed: ${reason}`))).toBe(
        true
      )
      expect(await outlined(bench)).toEqual(['PRIMARY COMPLETED web:1 running 2 failed 0'])
    }
  )

  test('a rolling deployment has none', async () => {
    bench = await startBench(scenarioWith({}, NEVER))
    await bench.update({ taskDefinition: 'web:2' })
    bench.after(3 * DAY)
    expect(await status()).toBe('IN_PROGRESS')
  })

  test('a bake of all the 24 hours is fine', async () => {
    await deploy('BLUE_GREEN', { bakeTimeInMinutes: 1440 }, {})
    bench.after(DAY + HOUR)
    expect(await status()).toBe('SUCCESSFUL')
  })

  test('a hook that may take 24 hours and then goes on is fine', async () => {
    const timeoutConfiguration = { timeoutInMinutes: 1440, action: 'CONTINUE' }
    const hooks = { lifecycleHooks: [lambdaHook('PRE_SCALE_UP', { timeoutConfiguration })] }
    await deploy('BLUE_GREEN', hooks, { lambdas: [{ result: 'IN_PROGRESS' }] })
    bench.after(DAY + HOUR)
    expect(await status()).toBe('SUCCESSFUL')
  })
})

test('a pause of 14 days outlasts its stage, and then ends', async () => {
  const timeoutConfiguration = { timeoutInMinutes: 20_160 }
  await deploy('BLUE_GREEN', { lifecycleHooks: [pauseHook('POST_SCALE_UP', { timeoutConfiguration })] }, {})
  bench.after(14 * DAY)
  expect(await serviceDeployment(bench)).toMatchObject({
    status: 'IN_PROGRESS',
    lifecycleStage: 'POST_SCALE_UP'
  })
  bench.after(HOUR)
  expect(await serviceDeployment(bench)).toMatchObject({
    status: 'ROLLBACK_SUCCESSFUL',
    statusReason: 'Service deployment rolled back because POST_SCALE_UP pause hook timed out.'
  })
})

test('a deployment ends after 30 days, whatever it waits for', async () => {
  const timeoutConfiguration = { timeoutInMinutes: 20_160, action: 'CONTINUE' }
  const stages = ['PRE_SCALE_UP', 'POST_SCALE_UP', 'POST_TEST_TRAFFIC_SHIFT']
  const hooks = stages.map(stage => pauseHook(stage, { timeoutConfiguration }))
  await deploy('BLUE_GREEN', { lifecycleHooks: hooks }, {})
  bench.after(30 * DAY - HOUR)
  expect(await status()).toBe('IN_PROGRESS')
  bench.after(2 * HOUR)
  expect(await serviceDeployment(bench)).toMatchObject({
    status: 'ROLLBACK_SUCCESSFUL',
    statusReason: 'Service deployment rolled back because service deployment timed out.'
  })
})

test('without anything to go back to it has failed', async () => {
  bench = await startBench({ ...scenarioWith({}, NEVER), services: [] })
  await bench.ecs.send(
    new CreateServiceCommand({
      cluster: 'demo',
      serviceName: 'web',
      taskDefinition: 'web:2',
      desiredCount: 2,
      launchType: 'FARGATE',
      networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-1'] } },
      deploymentConfiguration: { strategy: 'BLUE_GREEN', bakeTimeInMinutes: 1 }
    })
  )
  bench.after(DAY + 60)
  expect(await serviceDeployment(bench)).toMatchObject({
    status: 'ROLLBACK_FAILED',
    statusReason: 'No rollback candidate was found to run the rollback.'
  })
})
