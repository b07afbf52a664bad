import { describe, expect, test } from '@jest/globals'
import { runDeploy } from '../../src/modes/deploy.ts'
import { exitCodeOf, judgeReport } from '../../src/report/verdict.ts'
import { scenario } from '../bundle/scenario.ts'
import { type ModeWorld, worldsOfTests } from './world.ts'

const makeModeWorld = worldsOfTests()
let world: ModeWorld

/** A service that shifts traffic and has no breaker, in a world whose limits are minutes instead of days. */
async function makeShifting(strategy: string, more: object, hooks: object[] = []): Promise<void> {
  const [service] = (scenario() as { services: object[] }).services
  const deploymentConfiguration = { strategy, bakeTimeInMinutes: 1, lifecycleHooks: hooks }
  world = await makeModeWorld(
    scenario({
      services: [{ ...service, circuitBreaker: { enable: false }, deploymentConfiguration }],
      timing: { stageLimit: '3m', deploymentLimit: '5m' },
      ...more
    })
  )
}

const deploy = (more: Readonly<Record<string, string>> = {}) =>
  runDeploy(world.configuration('deploy', more), world.ports)

describe('a rollout that runs into a limit of AWS', () => {
  test.each(['BLUE_GREEN', 'LINEAR', 'CANARY'])('%s: a stage that lasts too long', async strategy => {
    await makeShifting(strategy, { behaviours: [{ taskDefinition: 'web:2', neverRuns: true }] })
    const report = await deploy()
    const reason = 'Service deployment rolled back because SCALE_UP lifecycle stage timed out.'
    expect(report.results).toMatchObject([
      { outcome: 'rolled-back', reason: expect.stringContaining(reason) }
    ])
    expect([exitCodeOf(report), judgeReport(report).kind]).toEqual([1, 'rollout-failed'])
  })

  test('pauses that nobody ends: the whole deployment', async () => {
    const timeoutConfiguration = { timeoutInMinutes: 2, action: 'CONTINUE' }
    const hooks = ['PRE_SCALE_UP', 'POST_SCALE_UP', 'POST_TEST_TRAFFIC_SHIFT'].map(stage => ({
      targetType: 'PAUSE',
      lifecycleStages: [stage],
      timeoutConfiguration
    }))
    await makeShifting('BLUE_GREEN', {}, hooks)
    const report = await deploy()
    expect(report.results).toMatchObject([
      { outcome: 'rolled-back', reason: expect.stringContaining('because service deployment timed out.') }
    ])
    expect(exitCodeOf(report)).toBe(1)
  })

  test('the cause is told with it', async () => {
    await makeShifting('BLUE_GREEN', {
      behaviours: [{ taskDefinition: 'web:2', exitAfter: '5s', exitCode: 1 }]
    })
    const report = await deploy({ 'fail-fast': 'false' })
    expect(report.results).toMatchObject([{ outcome: 'rolled-back' }])
    expect(report.diagnoses).toHaveLength(1)
    expect(JSON.stringify(report.diagnoses)).toMatch(/exit/)
  })
})
