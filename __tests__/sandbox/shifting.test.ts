import { deepEqual } from 'node:assert'
import { isDeepStrictEqual } from 'node:util'
import { CreateServiceCommand } from '@aws-sdk/client-ecs'
import { afterEach, describe, expect, test } from '@jest/globals'
import { perform } from '../../sandbox/operations/index.ts'
import { buildWorld } from '../../sandbox/scenario/build.ts'
import { scenarioOf } from '../../sandbox/scenario/scenario.ts'
import { step } from '../../sandbox/world/step.ts'
import { course, lambdaHook, outlined, serviceDeployment, strategy, until } from './deployments.ts'
import { type Bench, definition, refusal, scenarioWith, startBench, story } from './world.ts'

let bench: Bench
afterEach(() => bench.end())

const BREAKER = { circuitBreaker: { enable: true, rollback: true } }
const CRASH = { behaviours: [{ taskDefinition: 'web:2', exitAfter: '5s', exitCode: 1 }] }
const BLUE_GREEN = strategy('BLUE_GREEN')

describe('blue/green', () => {
  test('walks all stages: test traffic, production traffic, bake time, and only then the old tasks go', async () => {
    bench = await startBench(scenarioWith(BLUE_GREEN))
    await bench.update({ taskDefinition: 'web:2' })
    expect(await course(bench, 200)).toEqual([
      '0 PENDING - test 0 production 0',
      '1 IN_PROGRESS PRE_SCALE_UP test 0 production 0',
      '6 IN_PROGRESS SCALE_UP test 0 production 0',
      '68 IN_PROGRESS POST_SCALE_UP test 0 production 0',
      '73 IN_PROGRESS TEST_TRAFFIC_SHIFT test 100 production 0',
      '78 IN_PROGRESS POST_TEST_TRAFFIC_SHIFT test 100 production 0',
      '83 IN_PROGRESS PRE_PRODUCTION_TRAFFIC_SHIFT test 100 production 0',
      '88 IN_PROGRESS PRODUCTION_TRAFFIC_SHIFT test 100 production 100',
      '93 IN_PROGRESS POST_PRODUCTION_TRAFFIC_SHIFT test 100 production 100',
      '98 IN_PROGRESS BAKE_TIME test 100 production 100',
      '158 IN_PROGRESS CLEAN_UP test 100 production 100',
      '170 SUCCESSFUL CLEAN_UP test 100 production 100'
    ])
  })

  test('shows the new deployment PRIMARY beside the ACTIVE old one, both with all tasks, until the old one is cleaned up', async () => {
    bench = await startBench(scenarioWith(BLUE_GREEN))
    const [old] = (await bench.service()).deployments ?? []
    const mine = (await bench.update({ taskDefinition: 'web:2' })).deployments?.[0]?.id
    await until(bench, one => one.lifecycleStage === 'BAKE_TIME')
    const baking = await bench.service()
    expect(await outlined(bench)).toEqual([
      'PRIMARY IN_PROGRESS web:2 running 2 failed 0',
      'ACTIVE COMPLETED web:1 running 2 failed 0'
    ])
    expect(baking).toMatchObject({ runningCount: 4, deploymentConfiguration: { strategy: 'BLUE_GREEN' } })
    expect(baking.deployments?.map(one => one.id)).toEqual([mine, old?.id])
    bench.after(30)
    expect((await bench.service()).runningCount).toBe(4)
    const shifted = await serviceDeployment(bench)
    expect(shifted.sourceServiceRevisions).toEqual([
      {
        arn: expect.stringContaining(String(old?.id?.split('/')[1])),
        requestedTaskCount: 2,
        runningTaskCount: 2,
        pendingTaskCount: 0,
        requestedTestTrafficWeight: 0,
        requestedProductionTrafficWeight: 0
      }
    ])
    bench.after(60)
    expect(await outlined(bench)).toEqual(['PRIMARY COMPLETED web:2 running 2 failed 0'])
    expect(story(await bench.service()).slice(2)).toEqual([
      '(service web) has started 2 tasks: (task) (task).',
      '(service web) has stopped 2 running tasks: (task) (task).',
      `(service web) (deployment ${mine}) deployment completed.`,
      '(service web) has reached a steady state.'
    ])
  })

  test('tells the counts of its end for ever', async () => {
    bench = await startBench(scenarioWith(BLUE_GREEN))
    await bench.update({ taskDefinition: 'web:2' })
    await until(bench, one => one.status === 'SUCCESSFUL', 10)
    const ended = await serviceDeployment(bench)
    expect(ended).toMatchObject({
      targetServiceRevision: { requestedTaskCount: 2, runningTaskCount: 2 },
      sourceServiceRevisions: [{ requestedTaskCount: 0, runningTaskCount: 0 }]
    })
    await bench.update({ taskDefinition: 'web:1', desiredCount: 5 })
    await until(bench, one => one.status === 'SUCCESSFUL', 10)
    expect((await serviceDeployment(bench, 1)).targetServiceRevision).toEqual(ended.targetServiceRevision)
  })

  test('needs no room of maximumPercent and replaces an old task that dies meanwhile', async () => {
    const full = {
      ...strategy('BLUE_GREEN', { maximumPercent: 100, bakeTimeInMinutes: 10 }),
      desiredCount: 3
    }
    bench = await startBench(scenarioWith(full))
    await bench.update({ taskDefinition: 'web:2' })
    bench.after(30)
    expect((await bench.service()).runningCount).toBe(6)
    await until(bench, one => one.lifecycleStage === 'BAKE_TIME')
    await bench.update({ desiredCount: 4 })
    bench.after(100)
    expect((await bench.service()).runningCount).toBe(8)
  })

  test('of a service that is just created passes all stages with nothing beside it', async () => {
    bench = await startBench(scenarioWith({ ...BLUE_GREEN, running: false }))
    const lines = await course(bench, 200)
    expect(lines.at(-1)).toBe('159 SUCCESSFUL CLEAN_UP test 100 production 100')
    expect((await serviceDeployment(bench)).sourceServiceRevisions).toEqual([])
  })

  test('with desired count 0 passes them with no task at all', async () => {
    bench = await startBench(scenarioWith({ ...BLUE_GREEN, desiredCount: 0 }))
    await bench.update({ taskDefinition: 'web:2' })
    const lines = await course(bench, 120)
    expect(lines.at(-1)).toBe('97 SUCCESSFUL CLEAN_UP test 100 production 100')
    expect(await outlined(bench)).toEqual(['PRIMARY COMPLETED web:2 running 0 failed 0'])
  })

  test('can be chosen by the update itself, and a later rolling one goes on from there', async () => {
    bench = await startBench(scenarioWith())
    await bench.update({
      taskDefinition: 'web:2',
      deploymentConfiguration: { strategy: 'BLUE_GREEN', bakeTimeInMinutes: 0 }
    })
    expect((await course(bench, 150)).at(-1)).toContain('SUCCESSFUL CLEAN_UP')
    await bench.update({ taskDefinition: 'web:1', deploymentConfiguration: { strategy: 'ROLLING' } })
    bench.after(120)
    const rolled = await serviceDeployment(bench)
    expect(rolled.status).toBe('SUCCESSFUL')
    expect(rolled.lifecycleStage).toBeUndefined()
    expect(rolled.targetServiceRevision?.requestedProductionTrafficWeight).toBeUndefined()
    expect((await serviceDeployment(bench, 1)).deploymentConfiguration?.strategy).toBe('BLUE_GREEN')
  })
})

describe('linear and canary', () => {
  test('linear passes the production stages once a step and does not wait after the last', async () => {
    const linear = { linearConfiguration: { stepPercent: 40, stepBakeTimeInMinutes: 6 } }
    bench = await startBench(scenarioWith(strategy('LINEAR', { ...linear, bakeTimeInMinutes: 0 })))
    await bench.update({ taskDefinition: 'web:2' })
    const lines = (await course(bench, 900)).filter(line => line.includes('PRODUCTION'))
    expect(lines).toEqual([
      '83 IN_PROGRESS PRE_PRODUCTION_TRAFFIC_SHIFT test 100 production 0',
      '88 IN_PROGRESS PRODUCTION_TRAFFIC_SHIFT test 100 production 40',
      '448 IN_PROGRESS PRE_PRODUCTION_TRAFFIC_SHIFT test 100 production 40',
      '453 IN_PROGRESS PRODUCTION_TRAFFIC_SHIFT test 100 production 80',
      '813 IN_PROGRESS PRE_PRODUCTION_TRAFFIC_SHIFT test 100 production 80',
      '818 IN_PROGRESS PRODUCTION_TRAFFIC_SHIFT test 100 production 100',
      '823 IN_PROGRESS POST_PRODUCTION_TRAFFIC_SHIFT test 100 production 100'
    ])
  })

  test('linear has ten steps of 10 percent by default, canary one of 5 percent for ten minutes', async () => {
    bench = await startBench(scenarioWith(strategy('LINEAR')))
    const configuration = (await bench.service()).deploymentConfiguration
    expect(configuration?.linearConfiguration).toEqual({ stepPercent: 10, stepBakeTimeInMinutes: 6 })
    await bench.update({ taskDefinition: 'web:2' })
    const shifts = (await course(bench, 3600, 4)).filter(line => / PRODUCTION_TRAFFIC_SHIFT/.test(line))
    expect(shifts).toHaveLength(10)
    await bench.update({ taskDefinition: 'web:1', deploymentConfiguration: { strategy: 'CANARY' } })
    const canary = (await course(bench, 900, 4)).filter(line => / PRODUCTION_TRAFFIC_SHIFT/.test(line))
    expect(canary.map(line => line.split(' production ')[1])).toEqual(['5', '100'])
  })
})

describe('a traffic-shifting deployment that fails', () => {
  test('by its circuit breaker goes back under the old id without stopping an old task', async () => {
    bench = await startBench(scenarioWith({ ...BLUE_GREEN, ...BREAKER }, CRASH))
    const old = (await bench.service()).deployments?.[0]?.id
    const mine = (await bench.update({ taskDefinition: 'web:2' })).deployments?.[0]?.id
    await until(bench, one => one.status === 'ROLLBACK_IN_PROGRESS')
    expect(await outlined(bench)).toEqual([
      'PRIMARY IN_PROGRESS web:1 running 2 failed 0',
      'ACTIVE IN_PROGRESS web:2 running 0 failed 3'
    ])
    bench.after(6)
    expect((await outlined(bench))[1]).toBe('ACTIVE FAILED web:2 running 0 failed 3')
    await until(bench, one => one.status === 'ROLLBACK_SUCCESSFUL')
    expect(await outlined(bench)).toEqual(['PRIMARY COMPLETED web:1 running 2 failed 0'])
    expect(await serviceDeployment(bench)).toMatchObject({
      statusReason: 'Service deployment rolled back because the circuit breaker threshold was exceeded.',
      deploymentCircuitBreaker: { status: 'TRIGGERED', failureCount: 3 }
    })
    const texts = story(await bench.service())
    expect(texts).toContain(`(service web) (deployment ${mine}) deployment failed: tasks failed to start.`)
    expect(texts).toContain(`(service web) rolling back to deployment ${old}.`)
    expect(texts.filter(text => text.includes('has stopped'))).toEqual([])
  })

  test('gives the traffic back at once and stops the new tasks last', async () => {
    const failing = strategy('BLUE_GREEN', { lifecycleHooks: [lambdaHook('POST_PRODUCTION_TRAFFIC_SHIFT')] })
    bench = await startBench(scenarioWith(failing, { lambdas: [{ function: 'check', result: 'FAILED' }] }))
    await bench.update({ taskDefinition: 'web:2' })
    const lines = await course(bench, 200)
    expect(lines.slice(-6)).toEqual([
      '88 IN_PROGRESS PRODUCTION_TRAFFIC_SHIFT test 100 production 100',
      '93 IN_PROGRESS POST_PRODUCTION_TRAFFIC_SHIFT test 100 production 100',
      '98 ROLLBACK_IN_PROGRESS PRODUCTION_TRAFFIC_SHIFT test 100 production 0',
      '103 ROLLBACK_IN_PROGRESS TEST_TRAFFIC_SHIFT test 0 production 0',
      '108 ROLLBACK_IN_PROGRESS CLEAN_UP test 0 production 0',
      '120 ROLLBACK_SUCCESSFUL CLEAN_UP test 0 production 0'
    ])
    expect((await bench.service()).runningCount).toBe(2)
  })

  test('without rollback stops where it is: PRIMARY FAILED, the old tasks stay', async () => {
    bench = await startBench(scenarioWith({ ...BLUE_GREEN, circuitBreaker: { enable: true } }, CRASH))
    await bench.update({ taskDefinition: 'web:2' })
    bench.after(900)
    expect(await outlined(bench)).toEqual([
      'PRIMARY FAILED web:2 running 0 failed 3',
      'ACTIVE COMPLETED web:1 running 2 failed 0'
    ])
    expect((await serviceDeployment(bench)).status).toBe('STOPPED')
  })

  test('finds no candidate when nothing was ever completed', async () => {
    bench = await startBench(
      scenarioWith({ ...BLUE_GREEN, ...BREAKER, taskDefinition: 'web:2', running: false }, CRASH)
    )
    bench.after(900)
    expect(await outlined(bench)).toEqual(['PRIMARY FAILED web:2 running 0 failed 3'])
    expect(await serviceDeployment(bench)).toMatchObject({
      status: 'ROLLBACK_FAILED',
      statusReason: 'No rollback candidate was found to run the rollback.'
    })
  })
})

describe('a second update while traffic shifts', () => {
  test('supersedes: traffic goes back to the old revision, the half-done one is taken away first', async () => {
    bench = await startBench(scenarioWith(BLUE_GREEN))
    await bench.update({ taskDefinition: 'web:2' })
    await until(bench, one => one.lifecycleStage === 'BAKE_TIME')
    await bench.update({ forceNewDeployment: true })
    bench.after(2)
    expect((await serviceDeployment(bench, 1)).status).toBe('STOPPED')
    const now = await serviceDeployment(bench)
    expect(now).toMatchObject({ status: 'IN_PROGRESS', lifecycleStage: 'RECONCILE_SERVICE' })
    expect(now.sourceServiceRevisions?.map(one => one.requestedProductionTrafficWeight)).toEqual([0, 100])
    expect(await outlined(bench)).toEqual([
      'PRIMARY IN_PROGRESS web:2 running 0 failed 0',
      'ACTIVE IN_PROGRESS web:2 running 0 failed 0',
      'ACTIVE COMPLETED web:1 running 2 failed 0'
    ])
    await until(bench, one => one.status === 'SUCCESSFUL')
    expect(await outlined(bench)).toEqual(['PRIMARY COMPLETED web:2 running 2 failed 0'])
  })

  test('during the rollback goes on from the revision that was rolled back to', async () => {
    bench = await startBench(scenarioWith({ ...BLUE_GREEN, ...BREAKER }, CRASH))
    await bench.update({ taskDefinition: 'web:2' })
    await until(bench, one => one.status === 'ROLLBACK_IN_PROGRESS')
    await bench.update({ forceNewDeployment: true, taskDefinition: 'web:1' })
    const sources = (await serviceDeployment(bench)).sourceServiceRevisions ?? []
    expect(sources.map(one => one.requestedProductionTrafficWeight)).toEqual([100, 0])
    await until(bench, one => one.status === 'SUCCESSFUL')
    expect(await outlined(bench)).toEqual(['PRIMARY COMPLETED web:1 running 2 failed 0'])
    expect((await serviceDeployment(bench, 1)).status).toBe('STOPPED')
    expect(story(await bench.service()).filter(text => text.includes('has stopped 2'))).toHaveLength(1)
  })
})

describe('refusals', () => {
  const create = (deploymentConfiguration: object, more: object = {}) =>
    bench.ecs.send(
      new CreateServiceCommand({
        cluster: 'demo',
        serviceName: 'other',
        taskDefinition: 'web:1',
        launchType: 'EC2',
        desiredCount: 1,
        deploymentConfiguration,
        ...more
      })
    )

  test('load balancers without advancedConfiguration; the shift of another strategy is dropped', async () => {
    const app = { name: 'app', image: 'demo/app:1', portMappings: [{ containerPort: 80 }] }
    const taskDefinitions = [definition('web', { containerDefinitions: [app] })]
    bench = await startBench(scenarioWith({}, { taskDefinitions }))
    const plain = {
      loadBalancers: [{ targetGroupArn: 'arn:aws:x', containerName: 'app', containerPort: 80 }]
    }
    const refused = await refusal(create({ strategy: 'CANARY' }, plain))
    expect(refused.message).toBe(
      'advancedConfiguration field is required for all loadBalancers when using a non-ROLLING deployment strategy'
    )
    const made = await create({ strategy: 'BLUE_GREEN', canaryConfiguration: { canaryPercent: 1 } })
    expect(made.service?.deploymentConfiguration?.canaryConfiguration).toBeUndefined()
  })

  test('a scenario with a member that AWS does not have', async () => {
    bench = await startBench({})
    const start = startBench(scenarioWith(strategy('BLUE_GREEN', { bakeTime: 3 })))
    expect((await refusal(start)).message).toContain('Unknown member deploymentConfiguration.bakeTime')
  })
})

test('one long step leaves the same history as many short ones', async () => {
  bench = await startBench({})
  const start = Date.UTC(2026, 0, 5)
  const world = () =>
    buildWorld(
      scenarioOf(
        scenarioWith(
          {
            ...strategy('CANARY', {
              lifecycleHooks: [lambdaHook('PRODUCTION_TRAFFIC_SHIFT'), lambdaHook('POST_SCALE_UP')],
              alarms: { alarmNames: ['late'], enable: true, rollback: true }
            }),
            ...BREAKER
          },
          {
            alarms: [{ name: 'late', after: '12m', state: 'ALARM' }],
            later: [2, 40].map(minutes => ({
              after: `${minutes}m`,
              action: 'update-service',
              cluster: 'demo',
              service: 'web',
              forceNewDeployment: true
            }))
          }
        ),
        '.'
      ),
      start,
      7
    )
  const once = world()
  const often = world()
  const end = start + 3 * 3_600_000
  step(once, end, perform)
  for (let at = start; at < end; at += 7013) step(often, at, perform)
  step(often, end, perform)
  expect(isDeepStrictEqual(often, once)).toBe(true)
  // loose, since a clone's prototypes are not those of jest's realm
  expect(() => deepEqual(structuredClone(once), once)).not.toThrow()
  const web = once.regions.get('us-west-2')?.clusters.get('demo')?.services.get('web')
  expect(web?.serviceDeployments.map(one => one.status)).toEqual(['SUCCESSFUL', 'ROLLBACK_SUCCESSFUL'])
})
