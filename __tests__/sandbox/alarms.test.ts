import { afterEach, describe, expect, test } from '@jest/globals'
import { outlined, serviceDeployment, strategy, until } from './deployments.ts'
import { type Bench, scenarioWith, startBench, story } from './world.ts'

let bench: Bench
afterEach(() => bench.end())

const alarms = (more: object = {}) => ({
  alarmNames: ['errors', 'slow'],
  enable: true,
  rollback: true,
  ...more
})
const watched = (more: object = {}) => ({ deploymentConfiguration: { alarms: alarms(more) } })
const ALARM = { name: 'errors', state: 'ALARM' }

describe('a rolling deployment with alarms', () => {
  test('bakes after the old tasks are gone, both deployments listed, before it is completed', async () => {
    bench = await startBench(scenarioWith(watched(), { timing: { bake: '2m' } }))
    await bench.update({ taskDefinition: 'web:2' })
    bench.after(80)
    expect(await outlined(bench)).toEqual([
      'PRIMARY IN_PROGRESS web:2 running 2 failed 0',
      'ACTIVE COMPLETED web:1 running 0 failed 0'
    ])
    expect((await serviceDeployment(bench)).alarms).toEqual({
      status: 'MONITORING',
      alarmNames: ['errors', 'slow']
    })
    bench.after(90)
    expect((await outlined(bench))[0]).toContain('IN_PROGRESS')
    await until(bench, one => one.status === 'SUCCESSFUL')
    expect(await outlined(bench)).toEqual(['PRIMARY COMPLETED web:2 running 2 failed 0'])
    expect((await serviceDeployment(bench)).alarms?.status).toBe('MONITORING_COMPLETE')
  })

  test('goes back when one of them goes off while it bakes', async () => {
    bench = await startBench(scenarioWith(watched(), { alarms: [{ ...ALARM, after: '150s' }] }))
    const old = (await bench.service()).deployments?.[0]?.id
    const mine = (await bench.update({ taskDefinition: 'web:2' })).deployments?.[0]?.id
    bench.after(149)
    expect((await serviceDeployment(bench)).status).toBe('IN_PROGRESS')
    bench.after(1)
    expect(await serviceDeployment(bench)).toMatchObject({
      status: 'ROLLBACK_IN_PROGRESS',
      alarms: { status: 'TRIGGERED', triggeredAlarmNames: ['errors'] }
    })
    expect(story(await bench.service()).slice(-2)).toEqual([
      `(service web) (deployment ${mine}) deployment failed: alarm detected.`,
      `(service web) rolling back to deployment ${old}.`
    ])
    await until(bench, one => one.status === 'ROLLBACK_SUCCESSFUL')
    expect(await outlined(bench)).toEqual(['PRIMARY COMPLETED web:1 running 2 failed 0'])
  })

  test('stops where it is without rollback', async () => {
    bench = await startBench(
      scenarioWith(watched({ rollback: false }), { alarms: [{ ...ALARM, after: 30 }] })
    )
    await bench.update({ taskDefinition: 'web:2' })
    bench.after(900)
    expect((await serviceDeployment(bench)).status).toBe('STOPPED')
    expect((await bench.service()).deployments?.[0]).toMatchObject({
      rolloutState: 'FAILED',
      rolloutStateReason: 'ECS deployment failed: alarm detected.'
    })
    expect((await outlined(bench)).at(-1)).toBe('ACTIVE COMPLETED web:1 running 2 failed 0')
  })

  test('ignores one that was in ALARM before it started, also when it goes off again', async () => {
    bench = await startBench(
      scenarioWith(watched(), {
        alarms: [ALARM, { name: 'errors', after: 20 }, { ...ALARM, after: 40 }]
      })
    )
    await bench.update({ taskDefinition: 'web:2' })
    bench.after(60)
    expect((await serviceDeployment(bench)).status).toBe('IN_PROGRESS')
    await bench.admin('POST', 'alarms', { name: 'slow', state: 'ALARM' })
    expect((await serviceDeployment(bench)).status).toBe('ROLLBACK_IN_PROGRESS')
  })

  test('all of whose alarms are in ALARM watches none and does not bake', async () => {
    bench = await startBench(scenarioWith(watched(), { alarms: [ALARM, { name: 'slow', state: 'ALARM' }] }))
    await bench.update({ taskDefinition: 'web:2' })
    bench.after(120)
    expect(await serviceDeployment(bench)).toMatchObject({
      status: 'SUCCESSFUL',
      alarms: { status: 'DISABLED' }
    })
  })

  test('with enable: false watches nothing', async () => {
    bench = await startBench(scenarioWith(watched({ enable: false }), { alarms: [{ ...ALARM, after: 10 }] }))
    await bench.update({ taskDefinition: 'web:2' })
    bench.after(120)
    expect(await serviceDeployment(bench)).toMatchObject({
      status: 'SUCCESSFUL',
      alarms: { status: 'DISABLED' }
    })
  })

  test('is not touched by an alarm after its end', async () => {
    bench = await startBench(scenarioWith(watched(), { timing: { bake: 0 } }))
    await bench.update({ taskDefinition: 'web:2' })
    bench.after(120)
    await bench.admin('POST', 'alarms', [ALARM])
    expect((await serviceDeployment(bench)).status).toBe('SUCCESSFUL')
    expect(await outlined(bench)).toEqual(['PRIMARY COMPLETED web:2 running 2 failed 0'])
  })

  test('bakes for its bakeTimeInMinutes without alarms, too', async () => {
    bench = await startBench(scenarioWith({ deploymentConfiguration: { bakeTimeInMinutes: 3 } }))
    await bench.update({ taskDefinition: 'web:2' })
    bench.after(240)
    expect((await serviceDeployment(bench)).status).toBe('IN_PROGRESS')
    bench.after(30)
    expect((await serviceDeployment(bench)).status).toBe('SUCCESSFUL')
  })
})

test('an alarm in the middle of a canary gives the traffic back', async () => {
  const canary = strategy('CANARY', { alarms: alarms(), canaryConfiguration: { canaryPercent: 15 } })
  bench = await startBench(scenarioWith(canary, { alarms: [{ ...ALARM, after: '200s' }] }))
  await bench.update({ taskDefinition: 'web:2' })
  bench.after(199)
  expect((await serviceDeployment(bench)).targetServiceRevision?.requestedProductionTrafficWeight).toBe(15)
  bench.after(1)
  expect(await serviceDeployment(bench)).toMatchObject({
    status: 'ROLLBACK_IN_PROGRESS',
    targetServiceRevision: { requestedProductionTrafficWeight: 0 },
    sourceServiceRevisions: [{ requestedProductionTrafficWeight: 100 }]
  })
  await until(bench, one => one.status === 'ROLLBACK_SUCCESSFUL')
  expect(story(await bench.service()).at(-1)).toBe('(service web) has reached a steady state.')
})
