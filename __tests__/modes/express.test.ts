import { expect, test } from '@jest/globals'
import { runDeploy } from '../../src/modes/deploy.ts'
import { exitCodeOf } from '../../src/report/verdict.ts'
import { scenario } from '../bundle/world.ts'
import { type ModeWorld, worldsOfTests } from './world.ts'

const makeModeWorld = worldsOfTests()
let world: ModeWorld

test('a service of Express Mode has no definition of its own: its PRIMARY deployment says what it runs', async () => {
  const [service] = (scenario() as { services: object[] }).services
  world = await makeModeWorld(scenario({ services: [{ ...service, express: true }] }))
  const first = await runDeploy(world.configuration('deploy'), world.ports)
  expect(first.results).toMatchObject([
    { outcome: 'succeeded', previousTaskDefinitionArn: expect.stringMatching(/web:1$/) }
  ])
  const again = await runDeploy(world.configuration('deploy'), world.ports)
  expect({ code: exitCodeOf(again), results: again.results }).toMatchObject({
    code: 0,
    results: [{ outcome: 'unchanged', previousTaskDefinitionArn: expect.stringMatching(/web:2$/) }]
  })
  expect(world.count('UpdateService')).toBe(1)
})
