import { afterEach, describe, expect, test } from '@jest/globals'
import { scenario } from './scenario.ts'
import { makeWorld, resultsOf, type TestWorld } from './world.ts'

let world: TestWorld
afterEach(() => world.end())

const NEVER_RUNS = { behaviours: [{ taskDefinition: 'web:2', neverRuns: true }] }
const REVISION = (number: number) => `arn:aws:ecs:us-west-2:123456789012:task-definition/web:${number}`

/** The scenario with one service without a breaker, `more` over it. */
function unguarded(more: object = {}): object {
  const [service] = (scenario() as { services: object[] }).services
  return scenario({ services: [{ ...service, circuitBreaker: { enable: false } }], ...more })
}

/** The revision the service is meant to run, as the sandbox has it. */
function runs(): string {
  const region = world.sandbox.world().regions.get('us-west-2')
  return region?.clusters.get('demo')?.services.get('web')?.taskDefinition ?? ''
}

describe('on-cancel', () => {
  const NAMES = ['SIGINT', 'SIGTERM'] as const

  test.each(NAMES)('%s while watching, rollback: asked for within the grace time', async name => {
    world = await makeWorld(unguarded(NEVER_RUNS))
    const started = Date.now()
    const watching = () => world.count('DescribeServiceDeployments') > 1
    const run = await world.interrupt(name, watching, { 'on-cancel': 'rollback' })
    expect(Date.now() - started).toBeLessThan(7_500)
    expect(run.code).toBe(1)
    expect(resultsOf(run)).toMatchObject([
      {
        outcome: 'cancelled',
        reason: expect.stringContaining('Its rollback was requested and continues in ECS.')
      }
    ])
    expect(world.count('StopServiceDeployment')).toBe(1)
    world.sandbox.advance(600_000)
    expect(runs()).toBe(REVISION(1))
  })

  test.each(NAMES)('%s while watching, leave: the deployment goes on', async name => {
    world = await makeWorld(unguarded())
    const run = await world.interrupt(name, () => world.count('DescribeServiceDeployments') > 1)
    expect(resultsOf(run)).toMatchObject([{ outcome: 'cancelled' }])
    expect(world.count('StopServiceDeployment')).toBe(0)
    world.sandbox.advance(600_000)
    expect(runs()).toBe(REVISION(2))
  })

  test.each(['DescribeSecret', 'DescribeTaskDefinition', 'RegisterTaskDefinition'])(
    'in the phase of %s, rollback: no service is touched',
    async operation => {
      world = await makeWorld(scenario())
      const begun = () => world.sandbox.requests().some(request => request.operation === operation)
      const run = await world.interrupt('SIGINT', begun, { 'on-cancel': 'rollback' })
      expect(run.code).toBe(1)
      expect(resultsOf(run)).toMatchObject([{ outcome: expect.stringMatching(/^(not-started|cancelled)$/) }])
      world.sandbox.advance(600_000)
      expect(runs()).toBe(REVISION(1))
    }
  )

  test('as the update is answered, rollback: what was started is taken back', async () => {
    world = await makeWorld(unguarded(NEVER_RUNS))
    const run = await world.interrupt('SIGTERM', () => world.count('UpdateService') > 0, {
      'on-cancel': 'rollback'
    })
    expect(resultsOf(run)).toMatchObject([{ outcome: 'cancelled' }])
    world.sandbox.advance(600_000)
    expect(runs()).toBe(REVISION(1))
  })
})
