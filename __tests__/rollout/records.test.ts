import { afterEach, describe, expect, test } from '@jest/globals'
import { watchedDeployment } from '../../src/rollout/deployments.ts'
import { DeploymentRecords, findRecord, recordOf } from '../../src/rollout/records.ts'
import { startRollback } from '../../src/rollout/start-rollback.ts'
import { type ServiceBench, startServiceBench } from '../deploy/services/bench.ts'
import { recordingLog } from '../ports.ts'
import { definition, scenarioWith } from '../sandbox/world.ts'

const REVISION = 'arn:aws:ecs:us-west-2:123456789012:service-revision/demo/web/'

describe('recordOf', () => {
  const before = { targetRevisionArn: `${REVISION}1111111111111111111` }
  const ours = { targetRevisionArn: `${REVISION}2222222222222222222` }

  test('is the one whose target revision has the digits of the deployment, wherever it stands', () => {
    expect(recordOf('ecs-svc/2222222222222222222', [before, ours])).toBe(ours)
    expect(recordOf('ecs-svc/2222222222222222222', [ours, before])).toBe(ours)
  })

  test('is none where there are only others, and digits that merely end alike are others', () => {
    expect(recordOf('ecs-svc/2222222222222222222', [before, {}])).toBeUndefined()
    expect(recordOf('ecs-svc/222', [ours])).toBeUndefined()
  })
})

let bench: ServiceBench
afterEach(() => bench?.end())

/** web ran web:1 and a deployment of web:2 has begun; ECS still names the deployment before as the current one. */
async function begin(lag: object, more: object = {}) {
  const taskDefinitions = [definition('web'), definition('web')]
  const history = [{ taskDefinition: 'web:1', status: 'SUCCESSFUL', age: '2h' }]
  const service = { taskDefinition: 'web:1', history }
  bench = await startServiceBench(scenarioWith(service, { taskDefinitions, lag, ...more }))
  const before = await bench.service('web')
  const taskDefinition = before.taskDefinition.replace(/:\d+$/, ':2')
  const state = await bench.ecs.updateService({ cluster: 'demo', service: 'web', taskDefinition })
  const deploymentId = state.deployments[0]?.id ?? ''
  const wanted = { cluster: 'demo', service: 'web', deploymentId, startedAt: bench.clock.now() }
  return { before, state, wanted, taskDefinition }
}

const LATE = { currentServiceDeployment: '60s' }

test('the current deployment that ECS names is not ours: ours is read all the same', async () => {
  const { state, wanted } = await begin(LATE)
  const now = await bench.service('web')
  expect(now.currentServiceDeployment).toBeDefined()
  const records = new DeploymentRecords(bench.ecs, recordingLog())
  const found = (await records.read([{ ...wanted, state: now }])).get(wanted.deploymentId)
  expect(found?.targetRevisionArn).toMatch(new RegExp(`/${wanted.deploymentId.slice('ecs-svc/'.length)}$`))
  expect(found?.status).not.toBe('SUCCESSFUL')
  expect(found?.arn).not.toBe(now.currentServiceDeployment)
  expect(state.deployments[0]?.status).toBe('PRIMARY')
})

test('a record that is not listed yet is looked for until it is, and then no more', async () => {
  const { wanted } = await begin({ ...LATE, ListServiceDeployments: '7s' })
  const records = new DeploymentRecords(bench.ecs, recordingLog())
  const look = async () => (await records.read([{ ...wanted, state: await bench.service('web') }])).size
  expect(await look()).toBe(0)
  bench.sandbox.advance(5_000)
  expect(await look()).toBe(0)
  bench.sandbox.advance(5_000)
  expect(await look()).toBe(1)
  const listed = bench.count('ListServiceDeployments')
  bench.sandbox.advance(5_000)
  expect(await look()).toBe(1)
  expect(bench.count('ListServiceDeployments')).toBe(listed)
})

test('where ECS names ours at once, no list is read', async () => {
  const { wanted } = await begin({})
  const records = new DeploymentRecords(bench.ecs, recordingLog())
  expect((await records.read([{ ...wanted, state: await bench.service('web') }])).size).toBe(1)
  expect(bench.count('ListServiceDeployments')).toBe(0)
})

describe('what is stopped is the deployment that was seen', () => {
  test('although ECS names another one as current', async () => {
    const { before, wanted, taskDefinition } = await begin({ ...LATE, ListServiceDeployments: '2s' })
    const target = watchedDeployment({ id: wanted.deploymentId, taskDefinition }, before)
    const begun = await startRollback(
      { service: 'web', cluster: 'demo', target, startedAt: wanted.startedAt, before },
      { ecs: bench.ecs, clock: bench.clock }
    )
    expect(begun).toEqual({ kind: 'stopped' })
    const record = await findRecord(bench.ecs, wanted)
    expect(bench.bodies('StopServiceDeployment')).toMatchObject([{ serviceDeploymentArn: record?.arn }])
  })

  test('a deployment of somebody else that has begun since is neither stopped nor replaced', async () => {
    const faults = [{ op: 'StopServiceDeployment', kind: 'access-denied', nth: 2 }]
    const { before, wanted, taskDefinition } = await begin({}, { faults })
    bench.sandbox.advance(10_000)
    const forced = { cluster: 'demo', service: 'web', forceNewDeployment: true }
    const theirs = await bench.ecs.updateService({ ...forced, taskDefinition: before.taskDefinition })
    const target = watchedDeployment({ id: wanted.deploymentId, taskDefinition }, before)
    const request = { service: 'web', cluster: 'demo', target, startedAt: wanted.startedAt, before }
    await startRollback(request, { ecs: bench.ecs, clock: bench.clock })
    const record = await findRecord(bench.ecs, wanted)
    expect(bench.bodies('StopServiceDeployment')).toMatchObject([{ serviceDeploymentArn: record?.arn }])
    const denied = await startRollback(request, { ecs: bench.ecs, clock: bench.clock })
    expect(denied).toMatchObject({
      kind: 'impossible',
      reason: expect.stringMatching(/^Another deployment /)
    })
    expect(bench.count('UpdateService')).toBe(2)
    const [primary] = (await bench.service('web')).deployments
    expect(primary).toMatchObject({ id: theirs.deployments[0]?.id, status: 'PRIMARY' })
  })
})
