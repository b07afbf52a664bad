import { ContinueServiceDeploymentCommand, StopServiceDeploymentCommand } from '@aws-sdk/client-ecs'
import { afterEach, describe, expect, test } from '@jest/globals'
import { lambdaHook, outlined, pauseHook, serviceDeployment, strategy, until } from './deployments.ts'
import { type Bench, refusal, scenarioWith, startBench, story } from './world.ts'

let bench: Bench
afterEach(() => bench.end())

/** A blue/green service with these hooks, updated to web:2. */
async function deploy(hooks: object[], more: object = {}): Promise<void> {
  bench = await startBench(scenarioWith(strategy('BLUE_GREEN', { lifecycleHooks: hooks }), more))
  await bench.update({ taskDefinition: 'web:2' })
}

/** Moves on to the first hook that waits in this state. */
async function hookThat(status: string): Promise<{ hookId: string; serviceDeploymentArn: string }> {
  await until(bench, one => one.lifecycleHookDetails?.some(hook => hook.status === status) === true)
  const one = await serviceDeployment(bench)
  const hook = one.lifecycleHookDetails?.find(found => found.status === status)
  return { hookId: hook?.hookId ?? '', serviceDeploymentArn: one.serviceDeploymentArn ?? '' }
}

const go = (input: { hookId: string; serviceDeploymentArn: string; action?: 'CONTINUE' | 'ROLLBACK' }) =>
  bench.ecs.send(new ContinueServiceDeploymentCommand(input))

describe('a Lambda hook', () => {
  test('holds its stage until it succeeds, after timing.hook or as scripted', async () => {
    await deploy([lambdaHook('POST_SCALE_UP')], { lambdas: [{ function: 'check', after: '40s' }] })
    await hookThat('IN_PROGRESS')
    const [detail] = (await serviceDeployment(bench)).lifecycleHookDetails ?? []
    expect(detail).toEqual({
      hookId: expect.stringMatching(/^ecs-lambda-[\w-]{43}$/),
      targetType: 'AWS_LAMBDA',
      targetArn: 'arn:aws:lambda:us-west-2:123456789012:function:check',
      status: 'IN_PROGRESS',
      expiresAt: new Date(bench.sandbox.now() + 1440 * 60_000),
      timeoutAction: 'ROLLBACK'
    })
    expect(await until(bench, one => one.lifecycleStage === 'TEST_TRAFFIC_SHIFT')).toBe(40)
    expect((await serviceDeployment(bench)).lifecycleHookDetails).toBeUndefined()
    await until(bench, one => one.status === 'SUCCESSFUL', 10)
  })

  test('that returns FAILED rolls back with its stage and target in the reason', async () => {
    await deploy([lambdaHook('POST_TEST_TRAFFIC_SHIFT')], {
      lambdas: [{ stage: 'POST_TEST_TRAFFIC_SHIFT', result: 'FAILED' }]
    })
    await until(bench, one => one.status === 'ROLLBACK_IN_PROGRESS')
    const reason =
      'Service deployment rolled back because POST_TEST_TRAFFIC_SHIFT lifecycle hook(s) failed. Lifecycle hook target arn:aws:lambda:us-west-2:123456789012:function:check returned FAILED status.'
    expect(await serviceDeployment(bench)).toMatchObject({
      statusReason: reason,
      rollback: { reason },
      lifecycleHookDetails: [{ status: 'FAILED' }],
      targetServiceRevision: { requestedProductionTrafficWeight: 0 }
    })
    const id = (await bench.service()).deployments?.[1]?.id
    expect(story(await bench.service())).toContain(
      `(service web) (deployment ${id}) deployment failed: ${reason}`
    )
    await until(bench, one => one.status === 'ROLLBACK_SUCCESSFUL')
    expect(await outlined(bench)).toEqual(['PRIMARY COMPLETED web:1 running 2 failed 0'])
  })

  test.each<['ROLLBACK' | 'CONTINUE', string]>([
    ['ROLLBACK', 'ROLLBACK_SUCCESSFUL'],
    ['CONTINUE', 'SUCCESSFUL']
  ])('that never ends times out, and then %s is done', async (action, status) => {
    const timeoutConfiguration = { timeoutInMinutes: 30, action }
    await deploy([lambdaHook('PRE_SCALE_UP', { timeoutConfiguration })], {
      lambdas: [{ result: 'IN_PROGRESS' }]
    })
    await hookThat('IN_PROGRESS')
    bench.after(1799)
    expect((await serviceDeployment(bench)).lifecycleStage).toBe('PRE_SCALE_UP')
    bench.after(1)
    expect((await serviceDeployment(bench)).lifecycleStage).not.toBe('PRE_SCALE_UP')
    await until(bench, one => one.status === status, 5)
  })

  test('is called at every production step, its script used up by times', async () => {
    const canary = strategy('CANARY', {
      lifecycleHooks: [lambdaHook('PRODUCTION_TRAFFIC_SHIFT')],
      canaryConfiguration: { canaryPercent: 10, canaryBakeTimeInMinutes: 0 }
    })
    const lambdas = [
      { function: 'check', times: 1 },
      { function: 'check', result: 'FAILED', times: 1 }
    ]
    bench = await startBench(scenarioWith(canary, { lambdas }))
    await bench.update({ taskDefinition: 'web:2' })
    await until(bench, one => one.status === 'ROLLBACK_IN_PROGRESS')
    await until(bench, one => one.status === 'ROLLBACK_SUCCESSFUL')
  })

  test('at a traffic shift is called again on the way back, and can fail the rollback', async () => {
    await deploy([lambdaHook('PRODUCTION_TRAFFIC_SHIFT')], { lambdas: [{ result: 'FAILED' }] })
    await until(bench, one => one.status === 'ROLLBACK_IN_PROGRESS')
    expect((await serviceDeployment(bench)).lifecycleHookDetails).toMatchObject([{ status: 'IN_PROGRESS' }])
    await until(bench, one => one.status === 'ROLLBACK_FAILED')
    expect(await serviceDeployment(bench)).toMatchObject({
      statusReason: expect.stringContaining('PRODUCTION_TRAFFIC_SHIFT lifecycle hook(s) failed.'),
      targetServiceRevision: { requestedProductionTrafficWeight: 0 }
    })
    expect((await outlined(bench))[0]).toBe('PRIMARY FAILED web:1 running 2 failed 0')
  })

  test('before the scale-up holds a rolling deployment too', async () => {
    const rolling = { deploymentConfiguration: { lifecycleHooks: [lambdaHook('PRE_SCALE_UP')] } }
    bench = await startBench(scenarioWith(rolling, { lambdas: [{ after: '60s' }] }))
    await bench.update({ taskDefinition: 'web:2' })
    bench.after(60)
    expect(await serviceDeployment(bench)).toMatchObject({ lifecycleStage: 'PRE_SCALE_UP' })
    expect((await bench.service()).runningCount).toBe(2)
    bench.after(120)
    expect((await serviceDeployment(bench)).status).toBe('SUCCESSFUL')
  })

  test('before the scale-up fails a rolling deployment before a task was started', async () => {
    const rolling = { deploymentConfiguration: { lifecycleHooks: [lambdaHook('PRE_SCALE_UP')] } }
    bench = await startBench(scenarioWith(rolling, { lambdas: [{ result: 'FAILED' }] }))
    await bench.update({ taskDefinition: 'web:2' })
    bench.after(30)
    expect((await serviceDeployment(bench)).status).toBe('ROLLBACK_SUCCESSFUL')
    expect(await outlined(bench)).toEqual(['PRIMARY COMPLETED web:1 running 2 failed 0'])
    expect(story(await bench.service()).filter(text => text.includes('has started'))).toEqual([])
  })
})

describe('a PAUSE hook', () => {
  test('waits for ContinueServiceDeployment', async () => {
    await deploy([pauseHook('POST_TEST_TRAFFIC_SHIFT')])
    const paused = await hookThat('AWAITING_ACTION')
    const one = await serviceDeployment(bench)
    expect(one).toMatchObject({ status: 'IN_PROGRESS', lifecycleStage: 'POST_TEST_TRAFFIC_SHIFT' })
    expect(one.lifecycleHookDetails).toEqual([
      {
        hookId: expect.stringMatching(/^ecs-pause-[\w-]{43}$/),
        targetType: 'PAUSE',
        status: 'AWAITING_ACTION',
        expiresAt: new Date(bench.sandbox.now() + 1440 * 60_000),
        timeoutAction: 'ROLLBACK'
      }
    ])
    bench.after(3600)
    expect((await serviceDeployment(bench)).lifecycleStage).toBe('POST_TEST_TRAFFIC_SHIFT')
    expect((await go(paused)).serviceDeploymentArn).toBe(paused.serviceDeploymentArn)
    await until(bench, found => found.status === 'SUCCESSFUL', 5)
  })

  test('rolls back on ROLLBACK', async () => {
    await deploy([pauseHook('POST_SCALE_UP')])
    await go({ ...(await hookThat('AWAITING_ACTION')), action: 'ROLLBACK' })
    expect(await serviceDeployment(bench)).toMatchObject({
      status: 'ROLLBACK_IN_PROGRESS',
      lifecycleHookDetails: [{ status: 'FAILED' }]
    })
    await until(bench, one => one.status === 'ROLLBACK_SUCCESSFUL')
  })

  test('that nobody answers times out', async () => {
    await deploy([pauseHook('POST_SCALE_UP', { timeoutConfiguration: { timeoutInMinutes: 10 } })])
    await hookThat('AWAITING_ACTION')
    bench.after(600)
    expect(await serviceDeployment(bench)).toMatchObject({
      status: 'ROLLBACK_IN_PROGRESS',
      statusReason: 'Service deployment rolled back because POST_SCALE_UP pause hook timed out.',
      lifecycleHookDetails: [{ status: 'TIMED_OUT' }]
    })
  })

  test('before each production step needs an answer each time, with another id', async () => {
    const linear = strategy('LINEAR', {
      lifecycleHooks: [pauseHook('PRE_PRODUCTION_TRAFFIC_SHIFT')],
      linearConfiguration: { stepPercent: 50, stepBakeTimeInMinutes: 1 }
    })
    bench = await startBench(scenarioWith(linear))
    await bench.update({ taskDefinition: 'web:2' })
    const first = await hookThat('AWAITING_ACTION')
    await go(first)
    const second = await hookThat('AWAITING_ACTION')
    expect(second.hookId).not.toBe(first.hookId)
    expect((await serviceDeployment(bench)).targetServiceRevision?.requestedProductionTrafficWeight).toBe(50)
    await go(second)
    await until(bench, one => one.status === 'SUCCESSFUL', 5)
  })

  test('beside another hook: the stage is left when both are done, and one that fails rolls back', async () => {
    const timeoutConfiguration = { timeoutInMinutes: 1, action: 'CONTINUE' }
    await deploy([pauseHook('POST_SCALE_UP'), lambdaHook('POST_SCALE_UP', { timeoutConfiguration })], {
      lambdas: [{ result: 'IN_PROGRESS' }]
    })
    await go(await hookThat('AWAITING_ACTION'))
    expect((await serviceDeployment(bench)).lifecycleHookDetails?.map(one => one.status)).toEqual([
      'SUCCEEDED',
      'IN_PROGRESS'
    ])
    expect(await until(bench, one => one.lifecycleStage === 'TEST_TRAFFIC_SHIFT')).toBe(60)
  })

  test('that is answered does not time out while another hook holds the stage', async () => {
    const timeoutConfiguration = { timeoutInMinutes: 1 }
    await deploy([pauseHook('POST_SCALE_UP', { timeoutConfiguration }), lambdaHook('POST_SCALE_UP')], {
      lambdas: [{ after: '3m' }]
    })
    await go(await hookThat('AWAITING_ACTION'))
    expect(await until(bench, one => one.lifecycleStage === 'TEST_TRAFFIC_SHIFT')).toBe(180)
    expect((await serviceDeployment(bench)).status).toBe('IN_PROGRESS')
  })

  test('is answered by somebody else through `later`, with no id known beforehand', async () => {
    const later = (after: string, more: object = {}) => ({
      after,
      action: 'continue-service-deployment',
      cluster: 'demo',
      service: 'web',
      ...more
    })
    await deploy([pauseHook('POST_SCALE_UP'), pauseHook('POST_PRODUCTION_TRAFFIC_SHIFT')], {
      later: [later('10s'), later('5m'), later('10m', { with: 'ROLLBACK' })]
    })
    bench.after(299)
    expect((await serviceDeployment(bench)).lifecycleStage).toBe('POST_SCALE_UP')
    bench.after(299)
    expect((await serviceDeployment(bench)).lifecycleStage).toBe('POST_PRODUCTION_TRAFFIC_SHIFT')
    bench.after(60)
    expect((await serviceDeployment(bench)).status).toBe('ROLLBACK_SUCCESSFUL')
    expect(bench.sandbox.world().outside.map(one => one.error)).toEqual([
      'Provided hookId is either completed, unavailable, or not associated with the given Resource ARN',
      undefined,
      undefined
    ])
  })
})

describe('ContinueServiceDeployment refuses', () => {
  test('a hook that is done, and a deployment that is over', async () => {
    await deploy([pauseHook('POST_SCALE_UP')])
    const paused = await hookThat('AWAITING_ACTION')
    await go(paused)
    expect((await refusal(go(paused))).message).toContain('either completed, unavailable')
    await until(bench, one => one.status === 'SUCCESSFUL', 5)
    expect((await refusal(go(paused))).message).toContain(
      'not allowed for service deployment in terminal states'
    )
  })
})

test('a deployment that is stopped while it is paused goes back, and its hook is void', async () => {
  await deploy([pauseHook('POST_SCALE_UP')])
  const paused = await hookThat('AWAITING_ACTION')
  const { serviceDeploymentArn } = paused
  await bench.ecs.send(new StopServiceDeploymentCommand({ serviceDeploymentArn, stopType: 'ROLLBACK' }))
  expect((await refusal(go(paused))).message).toContain('either completed, unavailable')
  bench.after(1)
  const one = await serviceDeployment(bench)
  expect(one.status).toBe('ROLLBACK_IN_PROGRESS')
  expect(one.lifecycleHookDetails).toBeUndefined()
  await until(bench, found => found.status === 'ROLLBACK_SUCCESSFUL')
})
