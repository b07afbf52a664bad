import { afterEach, describe, expect, test } from '@jest/globals'
import { makeWorld, resultsOf, scenario, type TestWorld } from './world.ts'

let world: TestWorld
afterEach(() => world.end())

const NEVER_RUNS = { behaviours: [{ taskDefinition: 'web:2', neverRuns: true }] }
const EXITS = { behaviours: [{ taskDefinition: 'web:2', exitAfter: '5s', exitCode: 1 }] }
const REVISION = (number: number) => `arn:aws:ecs:us-west-2:123456789012:task-definition/web:${number}`

/** The scenario with one service without a breaker, `more` over it. */
function unguarded(more: object = {}): object {
  const [service] = (scenario() as { services: object[] }).services
  return scenario({ services: [{ ...service, circuitBreaker: { enable: false } }], ...more })
}

/** A caller who may do everything but these. */
function without(...actions: string[]): object {
  const Statement = [
    { Effect: 'Allow', Action: '*', Resource: '*' },
    { Effect: 'Deny', Action: actions, Resource: '*' }
  ]
  return { callers: { test: { Version: '2012-10-17', Statement } } }
}

/** The revision the service is meant to run, as the sandbox has it. */
function runs(): string {
  const region = world.sandbox.world().regions.get('us-west-2')
  return region?.clusters.get('demo')?.services.get('web')?.taskDefinition ?? ''
}

describe('on-failure: rollback', () => {
  test('a rollout that never ends is stopped by ECS, and that is verified', async () => {
    world = await makeWorld(unguarded(NEVER_RUNS))
    const run = await world.deploy({ 'on-failure': 'rollback', 'wait-for-minutes': '5' })
    expect(run.code).toBe(1)
    expect(resultsOf(run)).toMatchObject([
      {
        outcome: 'rolled-back',
        reason: expect.stringMatching(/^Not finished after 5 min.*Rolled back to web:1, verified\.$/)
      }
    ])
    expect(world.count('StopServiceDeployment')).toBe(1)
    expect(world.count('UpdateService')).toBe(1)
    expect(runs()).toBe(REVISION(1))
  })

  test('without the permission to stop a deployment the revision before is deployed again', async () => {
    world = await makeWorld(unguarded({ ...NEVER_RUNS, ...without('ecs:StopServiceDeployment') }))
    const run = await world.deploy({ 'on-failure': 'rollback', 'wait-for-minutes': '5' })
    expect(run.code).toBe(1)
    expect(resultsOf(run)).toMatchObject([
      { outcome: 'rolled-back', reason: expect.stringContaining('Rolled back to web:1, verified.') }
    ])
    expect(world.count('UpdateService')).toBe(2)
    expect(runs()).toBe(REVISION(1))
  })

  test('after a breaker without rollback, whose deployment has ended', async () => {
    const [service] = (scenario() as { services: object[] }).services
    const services = [{ ...service, circuitBreaker: { enable: true, rollback: false } }]
    world = await makeWorld(scenario({ ...EXITS, services }))
    const run = await world.deploy({ 'on-failure': 'rollback', 'fail-fast': 'false' })
    expect(run.code).toBe(1)
    expect(resultsOf(run)).toMatchObject([
      {
        outcome: 'rolled-back',
        reason: expect.stringMatching(/circuit breaker.*Rolled back to web:1, verified\./)
      }
    ])
    expect(runs()).toBe(REVISION(1))
  })

  test('leave is the default: nothing is stopped, and ECS goes on', async () => {
    world = await makeWorld(unguarded(NEVER_RUNS))
    const run = await world.deploy({ 'wait-for-minutes': '5' })
    expect(resultsOf(run)).toMatchObject([{ outcome: 'timed-out' }])
    expect(world.count('StopServiceDeployment')).toBe(0)
    expect(runs()).toBe(REVISION(2))
  })

  test('a forced deployment of the same revision can only be stopped, not replaced', async () => {
    world = await makeWorld(unguarded(without('ecs:StopServiceDeployment')))
    expect((await world.deploy()).code).toBe(0)
    world.sandbox.world().behaviours.push({ family: 'web', neverRuns: true })
    const run = await world.deploy({
      'force-new-deployment': 'true',
      'on-failure': 'rollback',
      'wait-for-minutes': '5'
    })
    expect(resultsOf(run)).toMatchObject([
      {
        outcome: 'timed-out',
        reason: expect.stringContaining('Cannot roll back: the service ran the same revision before')
      }
    ])
  })

  test('the first deployment of a service has no way back', async () => {
    const [service] = (scenario() as { services: object[] }).services
    const services = [{ ...service, circuitBreaker: { enable: false }, running: false }]
    world = await makeWorld(scenario({ services, behaviours: [{ family: 'web', neverRuns: true }] }))
    const run = await world.deploy({ 'on-failure': 'rollback', 'wait-for-minutes': '5' })
    expect(resultsOf(run)).toMatchObject([
      {
        outcome: 'timed-out',
        reason: expect.stringContaining(
          'Cannot roll back: no earlier deployment of the service was completed.'
        )
      }
    ])
  })

  test('a revision before that holds plaintext is not gone back to in silence', async () => {
    const password = ['Tr0ub4dor', '3xYz'].join('&')
    const [first] = (scenario() as { taskDefinitions: { containerDefinitions: object[] }[] }).taskDefinitions
    const container = {
      ...first?.containerDefinitions[0],
      environment: [{ name: 'DB_PASSWORD', value: password }]
    }
    const taskDefinitions = [{ ...first, containerDefinitions: [container] }]
    world = await makeWorld(unguarded({ ...NEVER_RUNS, taskDefinitions }))
    const run = await world.deploy({ 'on-failure': 'rollback', 'wait-for-minutes': '5' })
    expect(resultsOf(run)).toMatchObject([
      {
        outcome: 'rolled-back',
        reason: expect.stringContaining(
          'WARNING: web:1 holds plaintext credentials (DB_PASSWORD of container app).'
        )
      }
    ])
    expect(run.visible).not.toContain(password)
  })

  test('the restored desired count', async () => {
    world = await makeWorld(unguarded({ ...NEVER_RUNS, ...without('ecs:StopServiceDeployment') }))
    await world.deploy({ 'on-failure': 'rollback', 'wait-for-minutes': '5', 'desired-count': '4' })
    const region = world.sandbox.world().regions.get('us-west-2')
    expect(region?.clusters.get('demo')?.services.get('web')?.desiredCount).toBe(2)
  })
})
