import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { runDeploy } from '../../src/modes/deploy.ts'
import { runPlan } from '../../src/modes/plan.ts'
import { whatIsDown } from '../../src/report/rollouts/down.ts'
import { storiesOf } from '../../src/report/rollouts/stories.ts'
import { endingToText } from '../../src/report/steps.ts'
import { exitCodeOf } from '../../src/report/verdict.ts'
import { manyServices, scenario, template } from '../bundle/scenario.ts'
import { type ModeWorld, worldsOfTests } from './world.ts'

const makeModeWorld = worldsOfTests()
const base = scenario() as { services: object[] }
let world: ModeWorld

const MINUTE = 60_000
const service = () =>
  world.sandbox.world().regions.get('us-west-2')?.clusters.get('demo')?.services.get('web')
const running = () =>
  [...(service()?.tasks.values() ?? [])].filter(task => task.lastStatus === 'RUNNING').length

/** Deploys web:2, lets time pass until `minutes` later all its tasks run, and deploys the same again. */
async function again(behaviours: readonly object[], minutes: number, more: object = {}) {
  world = await makeModeWorld(scenario({ behaviours, ...more }))
  const first = await runDeploy(world.configuration('deploy'), world.ports)
  expect(first.results).toMatchObject([{ outcome: 'succeeded' }])
  world.sandbox.advance(minutes * MINUTE)
  while (running() < (service()?.desiredCount ?? 0)) world.sandbox.advance(1000)
  const report = await runDeploy(world.configuration('deploy'), world.ports)
  const [result] = report.results
  return { report, outcome: result?.outcome, reason: result?.reason ?? '', code: exitCodeOf(report) }
}

const exits = (more: object = {}) => ({ taskDefinition: 'web:2', exitAfter: '70s', exitCode: 1, ...more })

describe('an unchanged service', () => {
  test('whose tasks keep exiting has failed, at a moment when all of them run', async () => {
    const { report, outcome, reason, code } = await again([exits()], 8)
    expect({ outcome, code }).toEqual({ outcome: 'failed', code: 1 })
    expect(reason).toMatch(
      /^The service is set to this definition, but its tasks keep stopping \(\d+ tasks in the last \d+ min.*, the last one .* ago\): .*exited with code 1/
    )
    expect(report.diagnoses).toMatchObject([{ service: 'web', stops: [{ cause: { kind: 'exited' } }] }])
    expect(whatIsDown(storiesOf(report))).toMatchObject({
      state: expect.not.stringMatching('up'),
      sentence: expect.stringMatching(
        /^(?:Tasks keep stopping and are replaced, running now: web \([12] of 2\)\.|Down: no task of web)/
      )
    })
    expect(endingToText(report).join('\n')).toContain(' rollback --service web --cluster demo')
    expect(world.count('UpdateService')).toBe(1)
  })

  test('costs a plan no look at its tasks, which a deploy judges', async () => {
    await again([exits()], 8)
    const before = world.count('ListTasks')
    const report = await runPlan(world.configuration('plan'), world.ports)
    expect(report.plan?.services).toMatchObject([{ action: { kind: 'unchanged' } }])
    expect(world.count('ListTasks')).toBe(before)
  })

  test('that was down and has one task again, which will exit like those before, has failed', async () => {
    const down = 'CannotPullContainerError: gone'
    world = await makeModeWorld(
      scenario({
        behaviours: [exits({ times: 2 }), { taskDefinition: 'web:2', failStart: down, times: 8 }, exits()]
      })
    )
    await runDeploy(world.configuration('deploy'), world.ports)
    while (running() > 0) world.sandbox.advance(1000)
    world.sandbox.advance(30_000)
    const report = await runDeploy(world.configuration('deploy'), world.ports)
    expect(report.results).toMatchObject([
      { outcome: 'failed', reason: expect.stringMatching(/its tasks keep stopping|none of its tasks runs/) }
    ])
    expect(report.diagnoses).toHaveLength(1)
  })

  test('whose tasks have stopped failing is unchanged, and what happened is said', async () => {
    const { outcome, reason, code } = await again([exits({ times: 6 })], 12)
    expect({ outcome, code }).toEqual({ outcome: 'unchanged', code: 0 })
    expect(reason).toMatch(
      /^The service already runs this definition, but 6 tasks of it stopped in the last .*exited with code 1/
    )
  })

  test('whose stopped tasks may not be listed says so', async () => {
    const { outcome, reason } = await again([exits({ times: 2, exitAfter: '5m' })], 6, {
      faults: [{ op: 'ListTasks', kind: 'access-denied', times: 9 }]
    })
    expect(outcome).toBe('unchanged')
    expect(reason).toMatch(
      /but whether its tasks keep stopping is not verified \(no permission for ecs:ListTasks\)\.$/
    )
  })

  test('that somebody else has deployed since the plan was made is not called unchanged', async () => {
    world = await makeModeWorld(
      scenario({
        services: [...base.services, { ...base.services[0], serviceName: 'worker', taskDefinition: 'web' }],
        later: [
          {
            after: '1801s',
            action: 'update-service',
            cluster: 'demo',
            service: 'web',
            taskDefinition: 'web:1'
          }
        ]
      })
    )
    const inputs = { 'task-definition': 'deploy/web.json', service: 'web' }
    await runDeploy(world.configuration('deploy', inputs), world.ports)
    const other = { 'task-definition': 'deploy/web.json', service: 'worker,web', 'max-parallel': '1' }
    world.sandbox.advance(30 * MINUTE - (world.sandbox.now() % (60 * MINUTE)))
    const report = await runDeploy(world.configuration('deploy', other), world.ports)
    expect(report.results).toMatchObject([
      { service: 'worker', outcome: 'succeeded' },
      {
        service: 'web',
        outcome: 'superseded',
        reason: expect.stringMatching(/another deployment has set it to web:1 since/)
      }
    ])
  })

  test('whose stopped tasks ECS does not list, although its events show starts, says so', async () => {
    const { outcome, reason } = await again([exits()], 8, { lag: { ListTasks: '2h' } })
    expect(outcome).toBe('unchanged')
    expect(reason).toMatch(
      /but ECS has started \d+ tasks in the last hour without a deployment; ECS lists no stopped task of it\.$/
    )
  })
})

describe('what is watched without a deployment', () => {
  test('is watched no longer than wait-for-minutes', async () => {
    await again([exits({ times: 6 })], 5)
    const began = world.sandbox.now()
    await runDeploy(world.configuration('deploy', { 'wait-for-minutes': '1' }), world.ports)
    const took = world.sandbox.now() - began
    expect(took).toBeGreaterThan(30_000)
    expect(took).toBeLessThan(80_000)
  })

  test('keeps no other service from beginning', async () => {
    const names = Array.from({ length: 9 }, (_, index) => `a${index}`)
    const behaviours = names.map(name => ({ ...exits(), taskDefinition: `${name}:2` }))
    const services = Object.fromEntries([...names, 'web'].map(name => [name, {}]))
    world = await makeModeWorld(manyServices(services, { behaviours }))
    for (const name of names) world.workspace.write(`deploy/${name}.json`, template(name))
    await runDeploy(world.configuration('deploy'), world.ports)
    world.sandbox.advance(8 * MINUTE)
    world.workspace.write('deploy/web.json', template('web', { command: ['serve'] }))
    const before = world.sandbox.requests().length
    await runDeploy(world.configuration('deploy'), world.ports)
    const later = world.sandbox.requests().slice(before)
    const begun = later.slice(
      0,
      later.findIndex(({ operation }) => operation === 'UpdateService')
    )
    // each service was looked at once, and none again, before the tenth began
    expect(begun.filter(({ operation }) => operation === 'ListTasks').length).toBeLessThan(
      2 * names.length + 1
    )
  })
})

describe('a deployment that completed although tasks of it had failed', () => {
  const deployed = async (behaviours: readonly object[], more: object = {}, raw: object = {}) => {
    world = await makeModeWorld(scenario({ behaviours, ...more }))
    const report = await runDeploy(world.configuration('deploy', raw), world.ports)
    // a failure is no warning beside
    expect(report.remarks.some(({ verdict }) => verdict !== undefined)).toBe(exitCodeOf(report) === 0)
    return report.results[0]
  }

  test('and whose tasks may not be read says that nobody knows', async () => {
    const faults = [{ op: 'ListTasks', kind: 'access-denied', from: 1 }]
    const result = await deployed([exits({ exitAfter: '45s' })], { faults })
    expect(result).toMatchObject({
      outcome: 'succeeded',
      reason: expect.stringMatching(
        /^The deployment completed after 2 .* whether its tasks keep stopping is not verified \(no permission for ecs:ListTasks\)\.$/
      )
    })
  })

  test.each([1, 2])(
    'with a desired count of %d is watched until more of them show that they keep failing',
    async desiredCount => {
      const services = [{ ...base.services[0], desiredCount }]
      const result = await deployed([exits({ exitAfter: '45s' })], { services })
      expect(result).toMatchObject({
        outcome: 'failed',
        reason: expect.stringMatching(
          /^The deployment completed, but its tasks keep stopping \(\d tasks in the last/
        )
      })
    }
  )

  test('is rolled back, if that is wanted', async () => {
    const result = await deployed([exits({ exitAfter: '45s' })], {}, { 'on-failure': 'rollback' })
    expect(result).toMatchObject({
      outcome: 'rolled-back',
      reason: expect.stringMatching(/its tasks keep stopping .* Rolled back to web:1, verified\.$/)
    })
  })

  test('minutes apart, and whose task is healthy now, is neither failed nor rolled back', async () => {
    const services = [{ ...base.services[0], desiredCount: 1, circuitBreaker: { enable: false } }]
    const behaviours = [{ taskDefinition: 'web:2', unhealthyAfter: '4m', healthyAfter: '1h', times: 3 }]
    world = await makeModeWorld(scenario({ services, behaviours }))
    const healthCheck = { command: ['CMD-SHELL', 'true'] }
    writeFileSync(join(world.workspace.path, 'deploy/web.json'), template('web', { healthCheck }))
    const report = await runDeploy(world.configuration('deploy', { 'on-failure': 'rollback' }), world.ports)
    expect(report.results).toMatchObject([
      { outcome: 'succeeded', reason: expect.stringMatching(/3 tasks of the new deployment stopped again/) }
    ])
    expect(world.log.text()).toContain('its tasks have stopped; checking whether they still do')
    expect(world.count('UpdateService')).toBe(1)
  })

  test('and that somebody else replaces meanwhile does not answer for what fails then', async () => {
    const services = [{ ...base.services[0], circuitBreaker: { enable: false } }]
    const other = { action: 'update-service', cluster: 'demo', service: 'web', taskDefinition: 'web:1' }
    const gone = { taskDefinition: 'web:1', failStart: 'CannotPullContainerError: gone' }
    const more = { services, later: [{ ...other, after: '150s' }] }
    const result = await deployed([exits({ exitAfter: '20s', times: 2 }), gone], more)
    expect(result).toMatchObject({ outcome: 'succeeded' })
    expect(service()?.deployments.length).toBeGreaterThan(1)
  })

  test.each([
    ['that stay now, is a success with a warning, after two minutes', 2, 2, 120],
    ['which are few among many, is not watched at all', 10, 2, 0]
  ])('%s', async (_, desiredCount, times, seconds) => {
    const services = [{ ...base.services[0], desiredCount }]
    const result = await deployed([exits({ exitAfter: '20s', times })], { services })
    expect(result).toMatchObject({
      outcome: 'succeeded',
      reason: expect.stringMatching(/^The deployment completed after 2 failed task starts/)
    })
    const completed = service()?.events.find(({ message }) => message.includes('deployment completed.'))
    const watched = world.sandbox.now() - (completed?.createdAt ?? 0)
    expect(Math.abs(watched / 1000 - seconds)).toBeLessThan(15)
  })
})
