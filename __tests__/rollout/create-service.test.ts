import { afterEach, describe, expect, test } from '@jest/globals'
import { AwsError } from '../../src/aws/error.ts'
import { explainAwsError } from '../../src/aws/explain.ts'
import { createServiceOnce, creationRequest } from '../../src/deploy/carry-out/start-service.ts'
import type { JsonObject } from '../../src/json.ts'
import { type ServiceBench, startServiceBench } from '../deploy/services/bench.ts'
import { definition, scenarioWith } from '../sandbox/world.ts'

let bench: ServiceBench
afterEach(() => bench.end())

const members = {
  desiredCount: 1,
  launchType: 'FARGATE',
  networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-1'] } }
}

async function start(faults: object[] = [], more: object = {}) {
  bench = await startServiceBench(scenarioWith({}, { faults, ...more }))
  return (await bench.service('web')).taskDefinition
}

function request(taskDefinition: string, service = 'api', definitionOf: JsonObject = members) {
  return creationRequest(definitionOf, { cluster: 'demo', service, taskDefinition, run: '1' })
}

const tokens = () => new Set(bench.bodies('CreateService').map(({ clientToken }) => clientToken))

describe('createService', () => {
  test('gives the service with its first deployment, which then completes', async () => {
    const revision = await start()
    const state = await createServiceOnce(bench.ecs, bench.clock, request(revision))
    expect(state).toMatchObject({
      service: 'api',
      status: 'ACTIVE',
      taskDefinition: revision,
      desiredCount: 1
    })
    expect(state.deployments).toMatchObject([{ status: 'PRIMARY', rolloutState: 'IN_PROGRESS' }])
    bench.sandbox.advance(180_000)
    expect((await bench.service('api')).deployments).toMatchObject([
      { id: state.deployments[0]?.id, rolloutState: 'COMPLETED' }
    ])
  })

  test.each(['reset-after', 'truncate', '500'])(
    'finds the service when the answer got lost (%s)',
    async kind => {
      const revision = await start([{ op: 'CreateService', kind }])
      const state = await createServiceOnce(bench.ecs, bench.clock, request(revision))
      expect(state.service).toBe('api')
      expect(tokens().size).toBe(1)
      const services = [
        ...(bench.sandbox.world().regions.get('us-west-2')?.clusters.get('demo')?.services.keys() ?? [])
      ]
      expect(services).toEqual(['web', 'api'])
      // "500" is answered before anything is done, so that it is asked for again
      expect(bench.count('CreateService')).toBe(kind === '500' ? 2 : 1)
    }
  )

  test('asks again with the same token when nothing came of it', async () => {
    const revision = await start([{ op: 'CreateService', kind: 'reset-before', from: 1, times: 2 }])
    const state = await createServiceOnce(bench.ecs, bench.clock, request(revision))
    expect(state.service).toBe('api')
    expect(bench.count('CreateService')).toBe(3)
    expect(tokens().size).toBe(1)
  })

  test('is answered with the same service where ECS shows it late', async () => {
    const revision = await start([
      { op: 'CreateService', kind: 'reset-after' },
      { op: 'DescribeServices', kind: 'stale', from: 2, times: 3 }
    ])
    const state = await createServiceOnce(bench.ecs, bench.clock, request(revision))
    expect(state.service).toBe('api')
    expect(tokens().size).toBe(1)
    expect(state.deployments).toHaveLength(1)
  })

  test('gives up when no answer ever comes', async () => {
    const revision = await start([{ op: 'CreateService', kind: 'reset-before', from: 1, times: 9 }])
    await expect(createServiceOnce(bench.ecs, bench.clock, request(revision))).rejects.toMatchObject({
      kind: 'lost',
      operation: 'ecs:CreateService'
    })
    expect(bench.count('CreateService')).toBe(4)
  })

  test('does not take the service of somebody else for its own', async () => {
    await start([{ op: 'CreateService', kind: 'reset-before' }])
    // web exists since before this run, with another revision than the one that is to be created
    const other = request('arn:aws:ecs:us-west-2:123456789012:task-definition/web:2', 'web')
    await expect(createServiceOnce(bench.ecs, bench.clock, other)).rejects.toMatchObject({
      kind: 'refused',
      message: 'Creation of service was not idempotent.'
    })
    expect(bench.count('CreateService')).toBe(2)
  })
})

describe('what is said when it is refused', () => {
  async function explained(service: string, of: JsonObject = members) {
    const revision = (await bench.service('web')).taskDefinition
    const error = await createServiceOnce(bench.ecs, bench.clock, request(revision, service, of)).catch(
      (thrown: unknown) => thrown
    )
    if (!(error instanceof AwsError)) throw new Error('it was not refused')
    return explainAwsError(error, { subject: `service "${service}"`, service })
  }

  test('anything else in the words of AWS', async () => {
    await start()
    expect(
      await explained('api', {
        ...members,
        launchType: 'EC2',
        capacityProviderStrategy: [{ capacityProvider: 'x' }]
      })
    ).toMatchObject({
      code: 'aws-refused',
      service: 'api',
      message: expect.stringContaining('Specifying both a launch type and capacity provider strategy')
    })
  })

  test('without the values that AWS quotes', async () => {
    const token = ['8d1a7c9e', '4b2f'].join('-')
    await start([
      {
        op: 'CreateService',
        kind: 'error',
        type: 'InvalidParameterException',
        message: `option ${token} is bad`
      }
    ])
    const logConfiguration = { logDriver: 'splunk', options: { 'splunk-token': token } }
    const problem = await explained('api', {
      ...members,
      serviceConnectConfiguration: { enabled: true, logConfiguration }
    })
    expect(problem.message).toContain('option [13 characters] is bad')
    expect(JSON.stringify(problem)).not.toContain(token)
  })
})

test('a definition of a family that is new is created like any other', async () => {
  await start([], { taskDefinitions: [definition('web'), definition('api')] })
  const revision = (await bench.ecs.describeTaskDefinition('api'))?.arn ?? ''
  const state = await createServiceOnce(bench.ecs, bench.clock, request(revision))
  expect(state.taskDefinition).toBe(revision)
})
