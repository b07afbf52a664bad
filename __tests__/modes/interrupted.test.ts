import { expect, test } from '@jest/globals'
import { runDeploy } from '../../src/modes/deploy.ts'
import { runRollback } from '../../src/modes/rollback.ts'
import type { ModePorts } from '../../src/ports.ts'
import type { Report } from '../../src/report/report.ts'
import { endingToText } from '../../src/report/steps.ts'
import { scenario } from '../bundle/scenario.ts'
import { inputsOfWeb, type ModeWorld, worldsOfTests } from './world.ts'

const makeModeWorld = worldsOfTests()
let world: ModeWorld

type Stop = (world: ModeWorld) => boolean
const called =
  (operation: string): Stop =>
  ({ count }) =>
    count(operation) > 0

/** The world's ports; the run is cancelled as soon as `stop` is true while it waits. */
function cancelledAt(stop: Stop): ModePorts {
  const controller = new AbortController()
  const sleep: ModePorts['clock']['sleep'] = (ms, signal) => {
    if (stop(world)) controller.abort()
    return world.ports.clock.sleep(ms, signal)
  }
  return { ...world.ports, clock: { ...world.ports.clock, sleep }, signal: controller.signal }
}

const said = (report: Report) => endingToText(report).join('\n')
const [web] = (scenario() as { services: object[] }).services
const BREAKS = {
  services: [{ ...web, circuitBreaker: { enable: true, rollback: true } }],
  behaviours: [{ taskDefinition: 'web:2', exitAfter: '5s', exitCode: 1 }]
}
const deploy = (inputs: Readonly<Record<string, string>>, ports: ModePorts = world.ports) =>
  runDeploy(world.configuration('deploy', inputs), ports)

test('a cancelled rollback is not run again blindly, and rolls back no further with its revision named', async () => {
  world = await makeModeWorld(scenario())
  await deploy({})
  await deploy({ variables: 'TAG=3' })
  const updates = world.count('UpdateService')
  const cancelled = await runRollback(
    inputsOfWeb('rollback'),
    cancelledAt(({ count }) => count('UpdateService') > updates)
  )
  expect(said(cancelled)).toContain(
    'Run the rollback of web again only while the status shows it in progress'
  )
  world.sandbox.advance(600_000)
  const again = await runRollback(inputsOfWeb('rollback', { revision: 'web:2' }), world.ports)
  expect(again.results).toMatchObject([{ outcome: 'unchanged' }])
  expect(world.count('UpdateService')).toBe(updates + 1)
})

test('cancelled while ECS rolls back what has failed: the cause is to be fixed, and nothing is called rolled back', async () => {
  world = await makeModeWorld(scenario(BREAKS))
  const report = await deploy(
    {},
    cancelledAt(({ log }) => log.text().includes('FAILED: '))
  )
  const text = said(report)
  expect(text).toMatch(/Fix the cause of the failure of web|Find out why web failed/)
  expect(text).toContain('once the cause is fixed and the rollback has ended')
  expect(report.results[0]?.reason).toMatch(/^Service deployment is being rolled back because /)
})

test('on-cancel: rollback: no line says that the deployment continues', async () => {
  world = await makeModeWorld(scenario())
  await deploy({ 'on-cancel': 'rollback' }, cancelledAt(called('DescribeServiceDeployments')))
  expect(world.log.text()).toContain('[web] rolling back the service')
  expect(world.log.text()).not.toContain('it continues in ECS')
})

test('a run that only watched a deployment has the way back of the run that started it', async () => {
  world = await makeModeWorld(scenario())
  await deploy({ 'wait-until': 'none' })
  const looks = world.count('DescribeServices')
  const report = await deploy(
    {},
    cancelledAt(({ count }) => count('DescribeServices') > looks + 1)
  )
  expect(report.plan?.services).toMatchObject([{ action: { kind: 'follow' } }])
  expect(said(report)).toContain('ecs-sealed-deploy rollback --service web --revision web:1 --cluster demo')
})

test('cancelled before anything was registered: said, and the run is to be repeated', async () => {
  world = await makeModeWorld(scenario())
  const controller = new AbortController()
  const group: ModePorts['log']['group'] = (title, lines) => {
    if (title.startsWith('Plan')) controller.abort()
    world.ports.log.group(title, lines)
  }
  const log = { ...world.ports.log, group }
  const report = await deploy({}, { ...world.ports, log, signal: controller.signal })
  expect(report.results).toMatchObject([{ outcome: 'not-started' }])
  expect(report.results[0]?.reason).toMatch(/; nothing was registered\.$/)
  expect(said(report)).toMatch(/^What to do next\n {2}1\. Run the same command again: /m)
})

test('cancelled before the first poll: what ran is known from the plan', async () => {
  world = await makeModeWorld(scenario())
  const report = await deploy({}, cancelledAt(called('UpdateService')))
  expect(said(report)).toContain(
    'Unknown: whether any task of web is running. When this run was planned, web ran 2 of 2 tasks of web:1.'
  )
})

test('a connection that is lost is told once, and nothing is called in progress', async () => {
  const faults = [{ op: 'DescribeServices', kind: 'reset-before', from: 4, times: 500 }]
  world = await makeModeWorld(scenario({ faults }))
  const report = await deploy({})
  expect(world.log.text().match(/Could not read the state of the services/g)).toHaveLength(1)
  expect(said(report)).toContain('Not known to have ended: web. See what runs now:')
})

const LOST = [{ op: 'DescribeServices', kind: 'reset-before', from: 6, times: 500 }]

test('cancelled while nothing could be read: the counts before that are not those of now', async () => {
  world = await makeModeWorld(scenario({ faults: LOST }))
  const report = await deploy(
    {},
    cancelledAt(({ log }) => log.text().includes('Could not read the state'))
  )
  expect(report.results).toMatchObject([{ outcome: 'cancelled', isOngoing: true }])
  expect(said(report)).toContain('Unknown: whether any task of web is running.')
})

test('the time is over while nothing can be read: not verified, with the reason', async () => {
  world = await makeModeWorld(scenario({ faults: LOST }))
  const report = await deploy({ 'wait-for-minutes': '2' })
  expect(report.results).toMatchObject([{ outcome: 'failed', isUnverified: true }])
  expect(report.results[0]?.reason).toMatch(/^Not verified: ecs:DescribeServices failed/)
  expect(said(report)).toContain('Unknown: whether any task of web is running.')
})

test('a refused update is listed with the revision that still runs', async () => {
  const faults = [{ op: 'UpdateService', kind: 'access-denied', times: 9 }]
  world = await makeModeWorld(scenario({ faults }))
  await deploy({})
  expect(world.log.text()).toMatch(/^web {2}failed web:1 — /m)
})
