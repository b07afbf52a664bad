import { afterEach, expect, test } from '@jest/globals'
import { makeExpressWorld } from './express-world.ts'
import { resultsOf, type TestWorld } from './world.ts'

let world: TestWorld
afterEach(() => world.end())

test('a service of Express Mode: the plan says what can overwrite it, and the second deploy is unchanged', async () => {
  world = await makeExpressWorld()
  const plan = await world.deploy({ mode: 'plan' })
  expect(plan.code).toBe(0)
  expect(plan.summary).toContain('Service "web" is managed by ECS Express Mode')
  expect(resultsOf(await world.deploy())).toMatchObject([{ outcome: 'succeeded' }])
  const again = await world.deploy()
  expect(resultsOf(again)).toMatchObject([{ outcome: 'unchanged' }])
  expect(again.summary).not.toContain('Express Mode')
})
