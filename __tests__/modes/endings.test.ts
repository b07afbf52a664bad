import { afterEach, describe, expect, test } from '@jest/globals'
import { runDeploy } from '../../src/modes/deploy.ts'
import { endingToText } from '../../src/report/steps.ts'
import { reportToHtml, reportToMarkdown } from '../../src/report/summary.ts'
import { exitCodeOf } from '../../src/report/verdict.ts'
import { scenario } from '../bundle/scenario.ts'
import { DEFINITION, scenarioWith } from '../rollout/codedeploy/world.ts'
import { type ModeWorld, makeModeWorld } from './world.ts'

let world: ModeWorld
afterEach(() => world.end())

const [web] = (scenario() as { services: object[] }).services
const withService = (service: object, more: object = {}) =>
  scenario({ services: [{ ...web, ...service }], ...more })

const UNGUARDED = { circuitBreaker: { enable: false } }
const GUARDED = { circuitBreaker: { enable: true, rollback: true } }
const ALL_AT_ONCE = { ...UNGUARDED, minimumHealthyPercent: 0, maximumPercent: 100 }
const BREAKS = { behaviours: [{ taskDefinition: 'web:2', exitAfter: '5s', exitCode: 1 }] }
const NEVER = { behaviours: [{ taskDefinition: 'web:2', neverRuns: true }] }
const NO_WAY_BACK = {
  behaviours: [
    { taskDefinition: 'web:2', neverRuns: true },
    { taskDefinition: 'web:1', times: 1 },
    { taskDefinition: 'web:1', neverRuns: true }
  ]
}
const BACK = { 'on-failure': 'rollback', 'wait-for-minutes': '2' }
const deletedAfter = (after: string) => ({
  later: [{ action: 'delete-service', after, cluster: 'demo', service: 'web', force: true }]
})

type Stop = (world: ModeWorld) => boolean
const called =
  (operation: string): Stop =>
  ({ count }) =>
    count(operation) > 0
const knownToFail: Stop = ({ log }) => log.text().includes('FAILED: ')

/** Deploys, and cancels the run once `stop` is true while it waits. */
async function deploy(inputs: Readonly<Record<string, string>>, stop: Stop = () => false) {
  const sleep: ModeWorld['ports']['clock']['sleep'] = (ms, signal) => {
    if (stop(world)) world.controller.abort()
    return world.ports.clock.sleep(ms, signal)
  }
  const ports = { ...world.ports, clock: { ...world.ports.clock, sleep } }
  const report = await runDeploy(world.configuration('deploy', inputs), ports)
  const [result] = report.results
  const said = [...endingToText(report), result?.reason ?? ''].join('\n')
  return {
    report,
    result,
    said,
    pages: [said, reportToMarkdown(report), reportToHtml(report, { now: 0 })].join('\n')
  }
}

/** The next run must not leave the revision that a rollback returns to. */
describe('a rollback that was started is never followed by the command for another one', () => {
  const ENDINGS: readonly (readonly [string, object, Record<string, string>, Stop | undefined, RegExp])[] = [
    [
      'cancelled, on-cancel: rollback',
      scenario(),
      { 'on-cancel': 'rollback' },
      called('DescribeServiceDeployments'),
      /rolling out\. Its rollback was requested and continues in ECS\.$/
    ],
    [
      'cancelled while ECS is rolling back',
      withService(GUARDED, BREAKS),
      { 'on-cancel': 'rollback' },
      knownToFail,
      /threshold was exceeded\. The run was cancelled while the deployment was being rolled back; the rollback continues in ECS\.$/
    ],
    [
      'cancelled while the run watches its rollback',
      withService(UNGUARDED, NEVER),
      BACK,
      called('StopServiceDeployment'),
      /still running\. The run was cancelled while the deployment was being rolled back; the rollback continues in ECS\.$/
    ],
    [
      'the rollback does not end',
      withService(ALL_AT_ONCE, NO_WAY_BACK),
      BACK,
      undefined,
      /2 pending\. The rollback had not ended after 2 min\.$/
    ],
    [
      'lost from sight while ECS is rolling back',
      withService(
        { ...ALL_AT_ONCE, ...GUARDED },
        {
          behaviours: [...BREAKS.behaviours, ...NO_WAY_BACK.behaviours.slice(1)],
          faults: [{ op: 'DescribeServices', kind: 'access-denied', from: 40, times: 500 }]
        }
      ),
      {},
      undefined,
      /^Not verified: .* The rollback itself continues in ECS\.$/
    ]
  ]

  test.each(ENDINGS)('%s', async (_, scene, inputs, ...[stop, reason]) => {
    world = await makeModeWorld(scene)
    const { result, said, pages } = await deploy(inputs, stop)
    expect(result).toMatchObject({ rollback: 'in-progress', reason: expect.stringMatching(reason) })
    expect(said).toContain('Not known to have ended: web. See what runs now:')
    expect(said).not.toMatch(/; it continues in ECS/)
    expect(pages).not.toContain('ecs-sealed-deploy rollback')
  })

  test('what ECS is rolling back already is not stopped once more', async () => {
    const scene = withService(GUARDED, BREAKS)
    world = await makeModeWorld(scene)
    await deploy({ 'on-cancel': 'rollback' }, knownToFail)
    expect([world.count('StopServiceDeployment'), world.count('UpdateService')]).toEqual([0, 1])
  })
})

test('a service whose update ECS refuses is as it was, and said to be', async () => {
  world = await makeModeWorld(
    scenario({ faults: [{ op: 'UpdateService', kind: 'access-denied', times: 9 }] })
  )
  const { result, said, pages } = await deploy({})
  expect(result).toMatchObject({ outcome: 'failed', isRefused: true })
  expect(said).toMatch(/Not changed: web still runs web:1\./)
  expect(pages).not.toMatch(/Unknown: whether|ecs-sealed-deploy rollback/)
})

describe('a service that was deleted meanwhile', () => {
  test.each([
    ['during the rollout', scenario(deletedAfter('20s')), {}],
    ['during its rollback', withService(ALL_AT_ONCE, { ...NO_WAY_BACK, ...deletedAfter('3m') }), BACK]
  ] as const)('%s is gone on every page', async (_, scene, inputs) => {
    world = await makeModeWorld(scene)
    const { result, said, pages } = await deploy(inputs)
    expect(result).toMatchObject({ isDeleted: true })
    expect(said).toContain('Down: web was deleted during this run.')
    expect(pages).not.toMatch(/Every service runs|ecs-sealed-deploy rollback|Find out why web failed/)
  })

  test('is also seen where CodeDeploy deploys it', async () => {
    const behaviours = [{ taskDefinition: 'web:4', neverRuns: true }]
    const scene = scenarioWith({}, { behaviours, ...deletedAfter('60s') })
    world = await makeModeWorld(scene)
    const containers = [{ ...DEFINITION.containerDefinitions[0], image: 'demo/app:2' }]
    world.workspace.write(
      'deploy/web.json',
      JSON.stringify({ ...DEFINITION, containerDefinitions: containers })
    )
    const { result, pages } = await deploy(BACK)
    expect(result).toMatchObject({
      isDeleted: true,
      reason: expect.stringMatching(/The service is INACTIVE: it was deleted during the deployment\.$/)
    })
    expect(pages).not.toContain('ecs-sealed-deploy rollback')
    expect(world.count('StopDeployment')).toBe(0)
  })
})

test('a cancelled wait for the tasks of an unchanged service is no success', async () => {
  const behaviours = [
    { taskDefinition: 'web:2', times: 2, exitAfter: '10m', exitCode: 1 },
    NEVER.behaviours[0]
  ]
  const scene = withService(UNGUARDED, { behaviours })
  world = await makeModeWorld(scene)
  await runDeploy(world.configuration('deploy'), world.ports)
  world.sandbox.advance(700_000)
  const { report, result } = await deploy({}, called('UpdateService'))
  expect(result).toMatchObject({
    outcome: 'cancelled',
    reason: expect.stringMatching(/^The run was cancelled while its tasks were checked\./)
  })
  expect(exitCodeOf(report)).toBe(1)
})
