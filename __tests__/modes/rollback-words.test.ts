import { expect, test } from '@jest/globals'
import { runDeploy } from '../../src/modes/deploy.ts'
import { runRollback } from '../../src/modes/rollback.ts'
import { whatIsDown } from '../../src/report/rollouts/down.ts'
import { resultsToText } from '../../src/report/rollouts/rollouts.ts'
import { storiesOf } from '../../src/report/rollouts/stories.ts'
import { reportToMarkdown } from '../../src/report/summary.ts'
import { exitCodeOf, judgeReport } from '../../src/report/verdict.ts'
import { scenario } from '../bundle/scenario.ts'
import { inputsOfWeb, type ModeWorld, worldsOfTests } from './world.ts'

const makeModeWorld = worldsOfTests()
let world: ModeWorld

const [service] = (scenario() as { services: object[] }).services

/** A service whose deployment of web:2 is in progress and never ends. */
async function inProgress(more: object = {}): Promise<void> {
  world = await makeModeWorld(
    scenario({
      services: [{ ...service, circuitBreaker: { enable: false } }],
      behaviours: [{ taskDefinition: 'web:2', neverRuns: true }],
      ...more
    })
  )
  await runDeploy(world.configuration('deploy', { 'wait-until': 'none' }), world.ports)
  world.sandbox.advance(60_000)
}

test('a misspelled cluster has no rows of untouched services above the problem', async () => {
  world = await makeModeWorld(scenario())
  const report = await runRollback(inputsOfWeb('rollback', { cluster: 'dmeo' }), world.ports)
  expect(exitCodeOf(report)).toBe(2)
  expect(report.results).toMatchObject([{ outcome: 'not-started', isBlocked: true }])
  expect(resultsToText(report)).toEqual([])
  // that every row is about the problem is a member of the result, whatever its sentence
  const worded = report.results.map(result => ({ ...result, reason: 'In other words.' }))
  expect(resultsToText({ ...report, results: worded })).toEqual([])
  const unmarked = report.results.map(({ isBlocked: _, ...result }) => result)
  expect(resultsToText({ ...report, results: unmarked })).toHaveLength(1)
  expect(world.log.text()).not.toContain('not-started')
})

test('a rollback that is done is not told in the words of a failed release', async () => {
  await inProgress()
  const report = await runRollback(inputsOfWeb('rollback'), world.ports)
  expect(report.results).toMatchObject([{ outcome: 'succeeded', rollback: 'completed' }])
  expect(world.log.text()).toMatch(/\[web\] rolled back after \d+ s/)
  expect(world.log.text()).not.toContain('rolled-back')
})

test('a rollback by a new deployment is not called a success of the release that it undoes', async () => {
  world = await makeModeWorld(
    scenario({
      services: [{ ...service, circuitBreaker: { enable: false } }],
      behaviours: [{ taskDefinition: 'web:2', failStart: 'CannotPullContainerError: not found' }],
      faults: [{ op: 'StopServiceDeployment', kind: 'access-denied', times: 9 }]
    })
  )
  const report = await runDeploy(world.configuration('deploy', { 'on-failure': 'rollback' }), world.ports)
  expect(report.results).toMatchObject([{ outcome: 'rolled-back', rollback: 'completed' }])
  expect(world.log.text()).toMatch(/\[web\] rolled back after/)
  expect(world.log.text()).not.toContain('succeeded after')
})

test('a rollback that AWS does not let the run watch is not verified, rather than failed', async () => {
  await inProgress({ faults: [{ op: 'DescribeServices', kind: 'access-denied', from: 4, times: 999 }] })
  const report = await runRollback(inputsOfWeb('rollback'), world.ports)
  expect(report.results).toMatchObject([
    { outcome: 'failed', isUnverified: true, isOngoing: true, rollback: 'in-progress' }
  ])
  expect(resultsToText(report)[0]).toMatch(
    /^web {2}not-verified \(5 s\) — Not verified: ecs:DescribeServices/
  )
  expect(judgeReport(report).sentence).toContain('web (not verified)')
  expect(whatIsDown(storiesOf(report))?.state).toBe('unknown')
  expect(reportToMarkdown(report)).toMatch(/web.*not verified/)
  expect(reportToMarkdown(report)).not.toMatch(/\| [^|]*failed \|/)
  expect(report.problems).toMatchObject([{ service: 'web' }])
})
