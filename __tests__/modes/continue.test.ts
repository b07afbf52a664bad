import { describe, expect, test } from '@jest/globals'
import type { RawInputs } from '../../src/inputs/tables/specification.ts'
import { runContinue } from '../../src/modes/continue.ts'
import { runDeploy } from '../../src/modes/deploy.ts'
import { outputsOf } from '../../src/report/outputs.ts'
import type { Report } from '../../src/report/report.ts'
import { exitCodeOf, judgeReport } from '../../src/report/verdict.ts'
import { scenario, template } from '../bundle/scenario.ts'
import { inputsOfWeb, type ModeWorld, worldsOfTests } from './world.ts'

const makeModeWorld = worldsOfTests()
let world: ModeWorld

const base = scenario() as { services: object[] }

const pause = (stage = 'POST_TEST_TRAFFIC_SHIFT', minutes = 60, action = 'ROLLBACK') => ({
  targetType: 'PAUSE',
  lifecycleStages: [stage],
  timeoutConfiguration: { timeoutInMinutes: minutes, action }
})

/** A blue/green service with pauses, and a second one where asked for. */
const paused = (hooks: readonly object[] = [pause()], more: object = {}, names = ['web']) =>
  scenario({
    services: names.map(serviceName => ({
      ...base.services[0],
      serviceName,
      circuitBreaker: { enable: false },
      deploymentConfiguration: { strategy: 'BLUE_GREEN', bakeTimeInMinutes: 1, lifecycleHooks: hooks }
    })),
    ...more
  })

/** Deploys to the first pause. */
async function deployed(scene: object, raw: RawInputs = {}): Promise<Report> {
  world = await makeModeWorld(scene)
  return runDeploy(world.configuration('deploy', { 'wait-until': 'paused', ...raw }), world.ports)
}

const go = async (raw: RawInputs = {}) => {
  const report = await runContinue(inputsOfWeb('continue', raw), world.ports)
  const [result] = report.results
  return { report, code: exitCodeOf(report), result, problems: report.problems.map(({ message }) => message) }
}

const arnOf = (report: Report) => outputsOf(report)['service-deployment-arn']

describe('a deploy that ends at the pause', () => {
  test('has succeeded, and says what is paused, since when and until when', async () => {
    const report = await deployed(paused())
    const [result] = report.results
    expect(exitCodeOf(report)).toBe(0)
    expect(result).toMatchObject({
      outcome: 'succeeded',
      isOngoing: true,
      reason: expect.stringMatching(
        /^The deployment is paused at POST_TEST_TRAFFIC_SHIFT since 2026-.* UTC; ECS applies ROLLBACK automatically at 2026-.* UTC\. Mode continue continues it or rolls it back\.$/
      )
    })
    const { paused: told } = result as NonNullable<typeof result>
    expect(told).toMatchObject({ stage: 'POST_TEST_TRAFFIC_SHIFT', timeoutAction: 'ROLLBACK' })
    expect(Date.parse(told?.until ?? '') - Date.parse(told?.since ?? '')).toBe(3_600_000)
    expect(world.log.text()).toContain('To continue or roll back: mode continue')
    expect(judgeReport(report).sentence).toContain('1 not monitored to the end')
  })

  test('by its stage it says that it is paused, not that it goes on', async () => {
    const report = await deployed(paused(), { 'wait-until': 'POST_TEST_TRAFFIC_SHIFT' })
    expect(report.results).toMatchObject([
      { outcome: 'succeeded', reason: expect.stringContaining('is paused at'), paused: {} }
    ])
  })

  test('without a pause waits for the outcome', async () => {
    const report = await deployed(paused([]))
    expect(report.results).toMatchObject([{ outcome: 'succeeded', reason: 'The deployment completed.' }])
    expect(report.results[0]).not.toHaveProperty('isOngoing')
  })

  test('a rolling deployment stops before it starts tasks', async () => {
    const rolling = scenario({
      services: [
        { ...base.services[0], deploymentConfiguration: { lifecycleHooks: [pause('PRE_SCALE_UP')] } }
      ]
    })
    expect((await deployed(rolling)).results).toMatchObject([
      { isOngoing: true, paused: { stage: 'PRE_SCALE_UP' } }
    ])
    expect((await go()).result).toMatchObject({
      outcome: 'succeeded',
      reason: 'Continued at PRE_SCALE_UP. The deployment completed.'
    })
  })
})

describe('continue', () => {
  test('ends the pause and watches the rest to its outcome', async () => {
    const first = await deployed(paused())
    const { code, result, report } = await go({ 'service-deployment': arnOf(first) })
    expect({ code, result }).toMatchObject({
      code: 0,
      result: {
        outcome: 'succeeded',
        reason: 'Continued at POST_TEST_TRAFFIC_SHIFT. The deployment completed.',
        serviceDeploymentArn: arnOf(first),
        deploymentId: first.results[0]?.deploymentId,
        taskDefinitionArn: expect.stringMatching(/web:2$/),
        previousTaskDefinitionArn: expect.stringMatching(/web:1$/)
      }
    })
    expect(report.timelines[0]?.milestones[0]).toMatchObject({ what: 'continued' })
    expect(world.count('ContinueServiceDeployment')).toBe(1)
    // again: what was wanted is reached
    expect(await go({ 'service-deployment': arnOf(first) })).toMatchObject({
      code: 0,
      result: {
        outcome: 'unchanged',
        reason: expect.stringMatching(/^Nothing is paused: the deployment completed at /)
      }
    })
    expect(await go()).toMatchObject({ code: 0, result: { outcome: 'unchanged' } })
    expect(world.count('ContinueServiceDeployment')).toBe(1)
  })

  test('a failure after it is a failure, with its cause', async () => {
    await deployed(paused([pause()], { alarms: [{ name: 'errors', state: 'ALARM', after: '5m' }] }), {
      'deployment-configuration': JSON.stringify({
        strategy: 'BLUE_GREEN',
        bakeTimeInMinutes: 20,
        lifecycleHooks: [pause()],
        alarms: { alarmNames: ['errors'], enable: true, rollback: true }
      })
    })
    const { code, result } = await go()
    expect({ code, result }).toMatchObject({
      code: 1,
      result: { outcome: 'rolled-back', reason: expect.stringMatching(/^Continued at \w+\. .*alarm/i) }
    })
  })

  test('the next pause ends the job again with wait-until: paused, never the one before', async () => {
    await deployed(
      paused([pause(), pause('POST_PRODUCTION_TRAFFIC_SHIFT')], {
        lag: { DescribeServiceDeployments: '20s' }
      })
    )
    const { result } = await go({ 'wait-until': 'paused' })
    expect(result).toMatchObject({
      isOngoing: true,
      reason: expect.stringMatching(
        /^Continued at POST_TEST_TRAFFIC_SHIFT\. The deployment is paused at POST_PRODUCTION_TRAFFIC_SHIFT/
      ),
      paused: { stage: 'POST_PRODUCTION_TRAFFIC_SHIFT' }
    })
    world.sandbox.advance(30_000)
    expect((await go()).result).toMatchObject({
      outcome: 'succeeded',
      reason: 'Continued at POST_PRODUCTION_TRAFFIC_SHIFT. The deployment completed.'
    })
  })

  test('two pauses of one stage are both ended', async () => {
    const first = await deployed(paused([pause(), pause()]))
    expect(first.results[0]?.paused?.hookIds).toHaveLength(2)
    expect(await go()).toMatchObject({ code: 0, result: { outcome: 'succeeded' } })
    expect(world.count('ContinueServiceDeployment')).toBe(2)
  })

  test('several services go on together', async () => {
    const both = { service: 'web,api', 'allow-family-change': 'true' }
    world = await makeModeWorld(paused([pause()], {}, ['web', 'api']))
    world.workspace.write('deploy/api.json', template('web'))
    await runDeploy(world.configuration('deploy', { 'wait-until': 'paused', ...both }), world.ports)
    const { report, code } = await go({ service: 'web,api' })
    expect(code).toBe(0)
    expect(report.results.map(({ service, outcome }) => `${service} ${outcome}`)).toEqual([
      'web succeeded',
      'api succeeded'
    ])
  })

  test('wait-until: none does not wait', async () => {
    await deployed(paused())
    expect((await go({ 'wait-until': 'none' })).result).toMatchObject({
      outcome: 'requested',
      isOngoing: true,
      reason: 'Continued at POST_TEST_TRAFFIC_SHIFT. Not monitored (wait-until: none).'
    })
  })

  test('with on-failure: rollback a rollout that fails afterwards is taken back', async () => {
    await deployed(
      paused([pause('PRE_SCALE_UP')], { behaviours: [{ taskDefinition: 'web:2', neverRuns: true }] })
    )
    const { code, result } = await go({ 'on-failure': 'rollback', 'wait-for-minutes': '5' })
    expect({ code, result }).toMatchObject({
      code: 1,
      result: { outcome: 'rolled-back', reason: expect.stringMatching(/Rolled back to web:1, verified\.$/) }
    })
  })
})

describe('pause-action: rollback', () => {
  test('takes the deployment back, which is what was asked for', async () => {
    await deployed(paused())
    const { code, result } = await go({ 'pause-action': 'rollback' })
    expect({ code, result }).toMatchObject({
      code: 0,
      result: {
        outcome: 'succeeded',
        reason: 'The deployment in progress (web:2) was rolled back to web:1.',
        taskDefinitionArn: expect.stringMatching(/web:1$/),
        previousTaskDefinitionArn: expect.stringMatching(/web:2$/)
      }
    })
    expect(await go({ 'pause-action': 'rollback' })).toMatchObject({
      code: 0,
      result: { outcome: 'unchanged' }
    })
    expect(await go()).toMatchObject({ code: 1, result: { outcome: 'rolled-back' } })
  })

  test('comes too late for one that has completed', async () => {
    await deployed(paused([]))
    expect(await go({ 'pause-action': 'rollback' })).toMatchObject({
      code: 1,
      result: { outcome: 'failed', reason: expect.stringContaining('mode rollback') }
    })
  })

  test('does not touch one that is not paused', async () => {
    await deployed(paused([]), { 'wait-until': 'none' })
    world.sandbox.advance(5_000)
    expect(await go({ 'pause-action': 'rollback' })).toMatchObject({
      code: 3,
      problems: ['Service "web": its deployment is in progress, but not paused.']
    })
  })
})

describe('what is not as it was', () => {
  test('nothing paused: the deployment in progress is watched, and its later pause is nobody’s to end', async () => {
    await deployed(paused([pause('POST_PRODUCTION_TRAFFIC_SHIFT')]), { 'wait-until': 'none' })
    world.sandbox.advance(5_000)
    const { result } = await go({ 'wait-until': 'paused' })
    expect(result).toMatchObject({
      isOngoing: true,
      reason: expect.stringMatching(
        /^Nothing was paused: the deployment is watched\. The deployment is paused at/
      )
    })
    expect(world.log.text()).toContain('nothing is paused: watch the deployment')
    expect(world.count('ContinueServiceDeployment')).toBe(0)
  })

  test('nothing was ever deployed', async () => {
    world = await makeModeWorld(paused())
    const { code, problems, result } = await go()
    expect({ code, problems, result }).toMatchObject({ code: 3, result: { outcome: 'not-started' } })
    expect(problems).toEqual(['Service "web": nothing is paused, and ECS lists no record of a deployment.'])
  })

  test('it went on meanwhile, which the record does not show yet: its outcome is told', async () => {
    const first = await deployed(paused([pause()], { lag: { DescribeServiceDeployments: '4s' } }))
    await go({ 'wait-until': 'none', 'service-deployment': arnOf(first) })
    const { code, result } = await go({ 'service-deployment': arnOf(first) })
    expect({ code, result }).toMatchObject({
      code: 0,
      result: { outcome: 'succeeded', reason: expect.stringMatching(/^The pause at \w+ had already ended/) }
    })
    expect(world.count('ContinueServiceDeployment')).toBe(2)
  })

  test('the answer of the call is lost: nothing is done twice', async () => {
    const lost = { faults: [{ op: 'ContinueServiceDeployment', kind: 'reset-after' }] }
    await deployed(paused([pause()], lost))
    expect(await go()).toMatchObject({
      code: 0,
      result: {
        outcome: 'succeeded',
        reason: 'The pause at POST_TEST_TRAFFIC_SHIFT had already ended. The deployment completed.'
      }
    })
  })

  test('the call is refused: said, and not taken for done', async () => {
    await deployed(
      paused([pause()], { faults: [{ op: 'ContinueServiceDeployment', kind: 'access-denied' }] })
    )
    expect(await go()).toMatchObject({
      code: 3,
      result: { outcome: 'failed', reason: expect.stringContaining('ecs:ContinueServiceDeployment') }
    })
  })

  test('somebody deployed something else: it is not continued, and that is said', async () => {
    const first = await deployed(paused())
    await runDeploy(
      world.configuration('deploy', { variables: 'TAG=3', 'wait-until': 'paused' }),
      world.ports
    )
    expect(await go({ 'service-deployment': arnOf(first) })).toMatchObject({
      code: 1,
      result: { outcome: 'superseded', serviceDeploymentArn: arnOf(first) }
    })
    expect(world.count('ContinueServiceDeployment')).toBe(0)
  })

  test('the pause ran out', async () => {
    await deployed(paused())
    world.sandbox.advance(3_700_000)
    const { code, result } = await go()
    expect({ code, result }).toMatchObject({
      code: 1,
      result: { outcome: 'rolled-back', reason: expect.stringContaining('pause hook timed out') }
    })
  })

  test('ECS is rolling it back already', async () => {
    await deployed(paused())
    world.sandbox.advance(3_601_000)
    expect(await go()).toMatchObject({ code: 1, result: { outcome: 'rolled-back' } })
    expect(world.count('ContinueServiceDeployment')).toBe(0)
  })

  test('deployments of others are no business of the run', async () => {
    const first = await deployed(paused())
    const other = arnOf(first).replace('/web/', '/api/')
    expect(await go({ 'service-deployment': other })).toMatchObject({
      code: 2,
      problems: [
        'Input "service-deployment" has deployments of us-west-2:demo/api, but the services of this run are us-west-2:demo/web.'
      ]
    })
    expect(await go({ service: '', 'service-deployment': arnOf(first) })).toMatchObject({ code: 0 })
  })

  test('a deployment that ECS does not know', async () => {
    const first = await deployed(paused())
    expect(await go({ 'service-deployment': `${arnOf(first)}x` })).toMatchObject({
      code: 2,
      problems: [expect.stringMatching(/there is no such service deployment of it in ECS\.$/)]
    })
  })
})
