import { afterEach, expect, test } from '@jest/globals'
import { makeWorld, resultsOf, scenario, type TestWorld } from './world.ts'

let world: TestWorld
afterEach(() => world.end())

test('a service of Express Mode: the plan says what can overwrite it, and the second deploy is unchanged', async () => {
  const { services } = scenario() as { services: readonly object[] }
  world = await makeWorld(scenario({ services: [{ ...services[0], express: true }] }))
  const plan = await world.deploy({ mode: 'plan' })
  expect(plan.code).toBe(0)
  expect(plan.summary).toContain('Service "web" is managed by ECS Express Mode')
  expect(resultsOf(await world.deploy())).toMatchObject([{ outcome: 'succeeded' }])
  const again = await world.deploy()
  expect(resultsOf(again)).toMatchObject([{ outcome: 'unchanged' }])
  expect(again.summary).not.toContain('Express Mode')
})
