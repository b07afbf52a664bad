import { describe, expect, test } from '@jest/globals'
import { runDeploy } from '../../src/modes/deploy.ts'
import { judgeReport } from '../../src/report/verdict.ts'
import { scenario } from '../bundle/scenario.ts'
import { worldsOfTests } from './world.ts'

const makeModeWorld = worldsOfTests()
const base = scenario() as { services: object[] }

/** web with the alarms `errors` and `slow`; `more` has their states. */
async function deploy(alarms: readonly object[], configuration: object = {}, more: object = {}) {
  const own = { alarmNames: ['errors', 'slow'], enable: true, rollback: true, ...configuration }
  const services = [{ ...base.services[0], deploymentConfiguration: { alarms: own } }]
  const world = await makeModeWorld(scenario({ services, alarms, timing: { bake: '2m' }, ...more }))
  const report = await runDeploy(world.configuration('deploy'), world.ports)
  const { exitCode, sentence } = judgeReport(report)
  const [result] = report.results
  return { exitCode, sentence, outcome: result?.outcome, reason: result?.reason }
}

const rings = (name: string, more: object) => ({ name, state: 'ALARM', ...more })
const UNUSED =
  'But ECS did not watch its deployment alarms (errors, slow), as it does if they are in ALARM when a deployment begins.'

describe('deployment alarms', () => {
  test.each([
    [true, 'rolled-back'],
    [false, 'failed']
  ])('that fail a deployment are named (rollback %s)', async (rollback, outcome) => {
    const ended = await deploy([rings('slow', { after: '40s' })], { rollback })
    expect(ended).toMatchObject({
      exitCode: 1,
      outcome,
      reason: expect.stringMatching(/alarms? .*\. In ALARM: slow\./)
    })
  })

  test('that all were in ALARM before have watched nothing, and the success says so', async () => {
    const ended = await deploy([rings('errors', {}), rings('slow', {})])
    expect(ended).toMatchObject({
      exitCode: 0,
      outcome: 'succeeded',
      reason: `The deployment completed. ${UNUSED}`,
      sentence: expect.stringContaining(`Warning: Service "web": The deployment completed. ${UNUSED}`)
    })
  })

  test.each([
    ['one of them was in ALARM, which ECS does not tell', [rings('errors', {})], {}],
    ['none was', [], {}],
    ['they are switched off', [rings('errors', {}), rings('slow', {})], { enable: false }]
  ])('of which nothing is known add nothing: %s', async (_, alarms, configuration) => {
    const ended = await deploy(alarms, configuration)
    expect(ended).toMatchObject({ outcome: 'succeeded', reason: 'The deployment completed.' })
  })

  test('without the record of the deployment nothing is known of them', async () => {
    const faults = ['ListServiceDeployments', 'DescribeServiceDeployments'].map(op => ({
      ...{ op, kind: 'access-denied', from: 1 }
    }))
    const ended = await deploy([rings('errors', {}), rings('slow', {})], {}, { faults })
    expect(ended).toMatchObject({ outcome: 'succeeded', reason: 'The deployment completed.' })
  })
})
