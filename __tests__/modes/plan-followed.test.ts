import { expect, test } from '@jest/globals'
import type { Plan } from '../../src/deploy/comparison/plan.ts'
import { runDeploy } from '../../src/modes/deploy.ts'
import { runPlan } from '../../src/modes/plan.ts'
import { planToText } from '../../src/report/plan/plan.ts'
import { judgeReport } from '../../src/report/verdict.ts'
import { scenario } from '../bundle/scenario.ts'
import { worldsOfTests } from './world.ts'

const makeModeWorld = worldsOfTests()
const base = scenario() as { services: object[] }

/** What a plan says two minutes after a deploy that was not waited for. */
async function planned(more: object) {
  const services = [{ ...base.services[0], circuitBreaker: { enable: false, rollback: false } }]
  const world = await makeModeWorld(scenario({ services, ...more }))
  await runDeploy(world.configuration('deploy', { 'wait-until': 'none' }), world.ports)
  world.sandbox.advance(40_000)
  const report = await runPlan(world.configuration('plan'), world.ports)
  return { text: planToText(report.plan as Plan).join('\n'), sentence: judgeReport(report).sentence }
}

test('a rollout in progress whose tasks fail is a risk, and in the headline of a plan that changes nothing', async () => {
  const behaviours = [{ taskDefinition: 'web:2', exitAfter: '5s', exitCode: 1 }]
  const { text, sentence } = await planned({ behaviours })
  expect(text).toMatch(/already rolling out \(ecs-svc\/\d+\): watch it/)
  expect(text).toMatch(
    /⚠️ The deployment in progress has \d+ failed task starts? so far, and 0 of 2 tasks run\. A deploy only watches it\. Check the events and stopped tasks of the service\./
  )
  expect(sentence).toContain('1 rollout to watch')
  expect(sentence).toContain('Not running well: web; see the risks.')
})

test('one whose tasks have not failed is none', async () => {
  const behaviours = [{ taskDefinition: 'web:2', neverRuns: true }]
  const { text, sentence } = await planned({ behaviours })
  expect(text).toMatch(/already rolling out/)
  expect(text).not.toContain('⚠️')
  expect(sentence).not.toContain('Not running well')
})
