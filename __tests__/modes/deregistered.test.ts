import { describe, expect, test } from '@jest/globals'
import { runDeploy } from '../../src/modes/deploy.ts'
import { runRollback } from '../../src/modes/rollback.ts'
import { judgeReport } from '../../src/report/verdict.ts'
import { manyServices, scenario, template } from '../bundle/world.ts'
import { inputsOfWeb, worldsOfTests } from './world.ts'

const makeWorld = worldsOfTests()
const deregistered = (after: string) => ({
  ...{ after, action: 'deregister-task-definition', taskDefinition: 'web:2' }
})
const SAID =
  'But web:2 was deregistered during the rollout: its tasks go on, and ECS accepts no new deployment of it. Deploy from the file again, which registers it.'

describe('a revision that is deregistered during its rollout', () => {
  test('a deploy succeeds with a warning, and the next one registers again', async () => {
    const world = await makeWorld(scenario({ later: [deregistered('20s')] }))
    const report = await runDeploy(world.configuration('deploy'), world.ports)
    expect(report.results).toMatchObject([
      { outcome: 'succeeded', reason: `The deployment completed. ${SAID}` }
    ])
    const { exitCode, sentence } = judgeReport(report)
    expect([exitCode, sentence]).toEqual([
      0,
      `1 service deployed. Warning: Service "web": The deployment completed. ${SAID}`
    ])
    const again = await runDeploy(world.configuration('deploy'), world.ports)
    expect(again.results).toMatchObject([
      { outcome: 'succeeded', taskDefinitionArn: expect.stringMatching(/web:3$/) }
    ])
    expect(judgeReport(again).sentence).toBe('1 service deployed.')
  })

  test('so does a rollback', async () => {
    const world = await makeWorld(scenario())
    for (const TAG of ['2', '3'])
      await runDeploy(world.configuration('deploy', { variables: `TAG=${TAG}` }), world.ports)
    await fetch(`${world.sandbox.url}/_sandbox/schedule`, {
      method: 'POST',
      body: JSON.stringify(deregistered('20s'))
    })
    const report = await runRollback(inputsOfWeb('rollback'), world.ports)
    expect(report.results).toMatchObject([
      { outcome: 'succeeded', reason: `The deployment completed. ${SAID}` }
    ])
  })

  test('one that may not be read, or is in use as it was, adds nothing', async () => {
    const faults = [{ op: 'DescribeTaskDefinition', kind: 'access-denied', from: 1, times: 99 }]
    for (const more of [{}, { faults, later: [deregistered('20s')] }]) {
      const world = await makeWorld(scenario(more))
      const report = await runDeploy(world.configuration('deploy'), world.ports)
      expect(report.results).toMatchObject([{ reason: 'The deployment completed.' }])
    }
  })
})

test('of many revisions it is said how many were not looked at', async () => {
  const names = Array.from({ length: 52 }, (_, index) => `a${index}`)
  const world = await makeWorld(manyServices(Object.fromEntries([...names, 'web'].map(name => [name, {}]))))
  for (const name of names) world.workspace.write(`deploy/${name}.json`, template(name))
  const report = await runDeploy(world.configuration('deploy'), world.ports)
  expect(report.results.filter(({ outcome }) => outcome === 'succeeded')).toHaveLength(53)
  expect(report.remarks.map(({ message }) => message)).toContain(
    'Not looked at: whether 3 of the 53 revisions were deregistered during the rollout. A run looks at 50.'
  )
})

test('a desired count that is set to 0 during the rollout is told as what it is', async () => {
  const change = { action: 'update-service', cluster: 'demo', service: 'web', desiredCount: 0 }
  const world = await makeWorld(scenario({ later: [{ ...change, after: '50s' }] }))
  const report = await runDeploy(world.configuration('deploy'), world.ports)
  const reason =
    'The deployment completed, but the desired count was set to 0 during the rollout: no task runs.'
  expect(report.results).toMatchObject([{ outcome: 'succeeded', reason }])
  expect(judgeReport(report).sentence).toBe(`1 service deployed. Warning: Service "web": ${reason}`)
})

test('another desired count than the one that was set is told', async () => {
  const change = { action: 'update-service', cluster: 'demo', service: 'web', desiredCount: 6 }
  for (const [after, said] of [
    ['25s', ' The desired count is 6, not 3: something else has changed it, such as auto scaling.'],
    ['1h', '']
  ]) {
    const world = await makeWorld(scenario({ later: [{ ...change, after }] }))
    const report = await runDeploy(world.configuration('deploy', { 'desired-count': '3' }), world.ports)
    const reason = `The deployment completed.${said}`
    expect(report.results).toMatchObject([{ outcome: 'succeeded', reason }])
    const warning = said === '' ? '' : ` Warning: Service "web": ${reason}`
    expect(judgeReport(report).sentence).toBe(`1 service deployed.${warning}`)
  }
})
