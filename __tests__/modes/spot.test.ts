import { describe, expect, test } from '@jest/globals'
import { runDeploy } from '../../src/modes/deploy.ts'
import { exitCodeOf, judgeReport } from '../../src/report/verdict.ts'
import { scenario } from '../bundle/scenario.ts'
import { worldsOfTests } from './world.ts'

const makeModeWorld = worldsOfTests()

/** Tasks of web:2 that Spot interrupts this long after they run, and perhaps no capacity for others afterwards. */
const interrupted = (interruptedAfter: string, times: number) => ({
  ...{ taskDefinition: 'web:2', interruptedAfter, times }
})
const NO_CAPACITY = {
  taskDefinition: 'web:2',
  cannotPlace:
    'Reason: Capacity is unavailable at this time. Please try again later or in a different availability zone.'
}

async function deployed(behaviours: readonly object[], again = false) {
  const world = await makeModeWorld(scenario({ behaviours }))
  const first = await runDeploy(world.configuration('deploy'), world.ports)
  if (again) world.sandbox.advance(1_200_000)
  const report = again ? await runDeploy(world.configuration('deploy'), world.ports) : first
  const [result] = report.results
  return {
    outcome: result?.outcome,
    reason: result?.reason,
    code: exitCodeOf(report),
    sentence: judgeReport(report).sentence
  }
}

describe('Spot interruptions', () => {
  test('of new tasks during the rollout, which are replaced, are a success with a warning', async () => {
    const { outcome, reason, code, sentence } = await deployed([interrupted('20s', 2)])
    expect([outcome, code]).toEqual(['succeeded', 0])
    expect(reason).toMatch(/At least \d tasks? of the new deployment stopped again\./)
    expect(sentence).toContain('Warning')
  })

  test('of all tasks as the deployment completes, without other capacity, leave nothing that runs', async () => {
    const { outcome, reason, code } = await deployed([interrupted('53s', 2), NO_CAPACITY])
    expect([outcome, code]).toEqual(['failed', 1])
    expect(reason).toMatch(/none of its tasks runs/)
  })

  test('of one of two, without other capacity, leave a success that says how many run', async () => {
    const { outcome, reason, code } = await deployed([
      interrupted('53s', 1),
      { taskDefinition: 'web:2', times: 1 },
      NO_CAPACITY
    ])
    expect([outcome, code]).toEqual(['succeeded', 0])
    expect(reason).toMatch(/^The deployment completed, but only 1 of 2 tasks run now\./)
  })

  test('since the last deploy are neither a loop nor hidden: an unchanged service tells how many run', async () => {
    const { outcome, reason, code } = await deployed(
      [interrupted('10m', 1), { taskDefinition: 'web:2', times: 1 }, NO_CAPACITY],
      true
    )
    expect([outcome, code]).toEqual(['unchanged', 0])
    expect(reason).toMatch(/^The service already runs this definition, but with 1 of 2 tasks/)
  })
})
