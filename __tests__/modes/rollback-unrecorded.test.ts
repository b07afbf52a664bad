import { expect, test } from '@jest/globals'
import { runDeploy } from '../../src/modes/deploy.ts'
import { runRollback } from '../../src/modes/rollback.ts'
import { exitCodeOf } from '../../src/report/verdict.ts'
import { scenario } from '../bundle/scenario.ts'
import { inputsOfWeb, worldsOfTests } from './world.ts'

const makeModeWorld = worldsOfTests()

const { desiredCount: _count, ...daemon } = (scenario() as { services: Record<string, unknown>[] })
  .services[0] as Record<string, unknown>

/** A service without records, as one that was not deployed for 90 days. */
test.each([
  ['REPLICA', {}],
  [
    'DAEMON',
    {
      clusters: [{ name: 'demo', instances: 1 }],
      services: [{ ...daemon, schedulingStrategy: 'DAEMON', launchType: 'EC2' }]
    }
  ]
])('%s: from the first release in 90 days to what ran before, and never forward again', async (_, more) => {
  const dies = { image: 'demo/web:2', exitAfter: '20m', exitCode: 1 }
  const world = await makeModeWorld(scenario({ behaviours: [dies], ...more }))
  const released = await runDeploy(world.configuration('deploy'), world.ports)
  expect(released.results).toMatchObject([{ outcome: 'succeeded' }])
  world.sandbox.advance(30 * 60_000)
  const plan = await runRollback(inputsOfWeb('rollback', { 'dry-run': 'true' }), world.ports)
  expect({ code: exitCodeOf(plan), problems: plan.problems }).toEqual({ code: 0, problems: [] })
  const back = await runRollback(inputsOfWeb('rollback'), world.ports)
  expect({ code: exitCodeOf(back), results: back.results }).toMatchObject({
    code: 0,
    results: [{ outcome: 'succeeded', taskDefinitionArn: expect.stringMatching(/web:1$/) }]
  })
  expect(world.log.text()).toContain('→ web:1: ran, as the record of the next deployment says, until 20')
  const again = await runRollback(inputsOfWeb('rollback'), world.ports)
  expect({ code: exitCodeOf(again), problems: again.problems }).toMatchObject({
    code: 2,
    problems: [{ code: 'no-way-back' }]
  })
  expect(world.count('UpdateService')).toBe(2)
})
