import { afterEach, describe, expect, test } from '@jest/globals'
import { makeManyWorld, makeWorld, resultsOf, scenario, type TestWorld, template } from './world.ts'

let world: TestWorld
afterEach(() => world.end())

const OPEN = { circuitBreaker: { enable: false } }
const never = (...families: string[]) => ({
  behaviours: families.map(family => ({ taskDefinition: `${family}:2`, neverRuns: true }))
})

/** Names of the services in the order in which they were updated. */
function updated(): readonly string[] {
  return world.sandbox
    .requests()
    .filter(({ operation }) => operation === 'UpdateService')
    .map(({ body }) => String((body as { service: string }).service))
}

function outcomes(run: Parameters<typeof resultsOf>[0]): Record<string, string> {
  return Object.fromEntries(
    resultsOf(run).map(({ service, outcome }) => [service, outcome] as [string, string])
  )
}

function revisionOf(service: string): string {
  const region = world.sandbox.world().regions.get('us-west-2')
  return region?.clusters.get('demo')?.services.get(service)?.taskDefinition.split('/')[1] ?? ''
}

describe('order', () => {
  test('waves of the configuration file: one is done before the next starts', async () => {
    world = await makeManyWorld({ api: {}, dispatcher: {}, worker: {} })
    world.workspace.write('.github/ecs-sealed-deploy.yml', 'order:\n  - dispatcher\n  - [worker]\n')
    const run = await world.deploy()
    expect(run.code).toBe(0)
    expect(updated()).toEqual(['dispatcher', 'worker', 'api'])
    const [api, dispatcher, worker] = resultsOf(run)
    const at = (result: typeof api, key: string) => Date.parse(result?.[key] ?? '')
    expect(at(worker, 'startedAt')).toBeGreaterThanOrEqual(at(dispatcher, 'finishedAt'))
    expect(at(api, 'startedAt')).toBeGreaterThanOrEqual(at(worker, 'finishedAt'))
  })

  test('an order in the input and another in the file contradict each other, and nothing is sent', async () => {
    world = await makeManyWorld({ api: {}, dispatcher: {}, worker: {} })
    world.workspace.write('.github/ecs-sealed-deploy.yml', 'order: [dispatcher]\n')
    const run = await world.deploy({ order: 'worker\napi, dispatcher' })
    expect(run.code).toBe(2)
    expect(run.stdout).toContain('"order" is given as an input and in the configuration file')
    expect(updated()).toEqual([])
  })

  test('a failed wave stops the next ones, and they say so', async () => {
    world = await makeManyWorld({ api: OPEN, dispatcher: OPEN }, never('dispatcher'))
    const run = await world.deploy({ order: 'dispatcher', 'wait-for-minutes': '5' })
    expect(run.code).toBe(1)
    expect(resultsOf(run)).toMatchObject([
      { service: 'api', outcome: 'not-started', reason: 'Not started, because dispatcher failed.' },
      { service: 'dispatcher', outcome: 'timed-out' }
    ])
    expect(updated()).toEqual(['dispatcher'])
  })

  test('on-error: continue goes on', async () => {
    world = await makeManyWorld({ api: OPEN, dispatcher: OPEN }, never('dispatcher'))
    const run = await world.deploy({ order: 'dispatcher', 'wait-for-minutes': '5', 'on-error': 'continue' })
    expect(run.code).toBe(1)
    expect(outcomes(run)).toEqual({ api: 'succeeded', dispatcher: 'timed-out' })
  })

  test('a name in the order that is no service is found, too', async () => {
    world = await makeManyWorld({ api: {}, dispatcher: {} })
    const run = await world.deploy({ order: 'dispacher' })
    expect(run.code).toBe(2)
    expect(run.stdout).toContain(
      '"order" names the service "dispacher", for which there is no file. Did you mean "dispatcher"?'
    )
    expect(world.operations()).toEqual([])
  })

  test('a bad order is found before anything is asked of AWS', async () => {
    world = await makeManyWorld({ api: {} })
    world.workspace.write(
      '.github/ecs-sealed-deploy.yml',
      'order: [api, [api]]\nservices:\n  api: {regio: x}\n'
    )
    const run = await world.deploy()
    expect(run.code).toBe(2)
    expect(run.stdout).toContain('"order" names the service "api" twice.')
    expect(run.stdout).toContain('Unknown key "regio". Did you mean "region"?')
    expect(world.operations()).toEqual([])
  })
})

describe('max-parallel', () => {
  test('one at a time', async () => {
    world = await makeManyWorld({ a: {}, b: {}, c: {} })
    const run = await world.deploy({ 'max-parallel': '1' })
    expect(run.code).toBe(0)
    const [a, b, c] = resultsOf(run)
    expect(Date.parse(b?.['startedAt'] ?? '')).toBeGreaterThanOrEqual(Date.parse(a?.['finishedAt'] ?? ''))
    expect(Date.parse(c?.['startedAt'] ?? '')).toBeGreaterThanOrEqual(Date.parse(b?.['finishedAt'] ?? ''))
  })

  test('not given: eight take as long as the slowest and at most 10 s', async () => {
    const slow = { behaviours: [{ family: 's7', startAfter: '300s' }] }
    const names = Array.from({ length: 8 }, (_, index) => `s${index}`)
    world = await makeManyWorld(Object.fromEntries(names.map(name => [name, {}])), slow)
    const run = await world.deploy()
    expect(run.code).toBe(0)
    const times = resultsOf(run).map(({ startedAt, finishedAt }) => [
      Date.parse(startedAt ?? ''),
      Date.parse(finishedAt ?? '')
    ])
    const last = resultsOf(run)[7]
    const slowest = Date.parse(last?.['finishedAt'] ?? '') - Date.parse(last?.['startedAt'] ?? '')
    const all =
      Math.max(...times.map(([, end]) => end as number)) -
      Math.min(...times.map(([start]) => start as number))
    expect(all - slowest).toBeLessThanOrEqual(10_000)
  })
})

describe('atomic', () => {
  test('one fails: the others are taken back, verified', async () => {
    world = await makeManyWorld({ a: OPEN, b: OPEN, c: OPEN }, never('b'))
    const run = await world.deploy({ atomic: 'true', 'wait-for-minutes': '5' })
    expect(run.code).toBe(1)
    expect(outcomes(run)).toEqual({ a: 'rolled-back', b: 'rolled-back', c: 'rolled-back' })
    expect(resultsOf(run)[0]?.['reason']).toBe(
      'Rolled back, because b did not succeed (atomic). Rolled back to a:1, verified.'
    )
    expect(['a', 'b', 'c'].map(revisionOf)).toEqual(['a:1', 'b:1', 'c:1'])
  })

  test('contradictions are bad inputs', async () => {
    world = await makeManyWorld({ a: {} })
    const run = await world.deploy({
      atomic: 'true',
      'on-error': 'continue',
      'on-failure': 'leave',
      'wait-until': 'none'
    })
    expect(run.code).toBe(2)
    for (const name of ['on-error', 'on-failure', 'wait-until'])
      expect(run.stdout).toContain(`Inputs "atomic" (true) and "${name}"`)
  })
})

describe('if-deploying', () => {
  /** web:1 is being replaced by web:2 by somebody else as the run begins. */
  async function busy(): Promise<TestWorld> {
    const content = scenario() as { taskDefinitions: object[]; services: object[] }
    const [first] = content.taskDefinitions
    const taskDefinitions = [first, { ...first, memory: '1024' }]
    const services = [{ ...content.services[0], taskDefinition: 'web:1' }]
    return makeWorld(
      scenario({
        taskDefinitions,
        services,
        later: [
          { after: '0s', action: 'update-service', cluster: 'demo', service: 'web', taskDefinition: 'web:2' }
        ]
      })
    )
  }

  test('fail: before anything is registered', async () => {
    world = await busy()
    world.sandbox.advance(5_000)
    const run = await world.deploy({ 'if-deploying': 'fail' })
    expect(run.code).toBe(3)
    expect(run.stdout).toContain('A deployment of service "web" is in progress')
    expect(world.count('RegisterTaskDefinition') + world.count('UpdateService')).toBe(0)
  })

  test('wait: the other one completes, then ours', async () => {
    world = await busy()
    world.sandbox.advance(5_000)
    const run = await world.deploy({ 'if-deploying': 'wait' })
    expect(run.code).toBe(0)
    expect(run.stdout).toMatch(/waits for the deployment that is in progress \(ecs-svc\/\d+\)/)
    const records = world.sandbox
      .world()
      .regions.get('us-west-2')
      ?.clusters.get('demo')
      ?.services.get('web')?.serviceDeployments
    expect(records?.map(({ status }) => status)).toEqual(['SUCCESSFUL', 'SUCCESSFUL'])
  })

  test('replace, the default: as ECS does it, and said', async () => {
    world = await busy()
    world.sandbox.advance(5_000)
    const run = await world.deploy()
    expect(run.code).toBe(0)
    expect(run.stdout).toContain('replaces the deployment that is in progress')
  })
})

describe('several clusters, regions and roles', () => {
  test('each service where the configuration file says, with the role it names', async () => {
    const content = scenario() as { taskDefinitions: object[]; services: object[]; roles: object[] }
    const trust = {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' }]
    }
    const all = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] }
    const [definition] = content.taskDefinitions
    world = await makeWorld(
      scenario({
        clusters: ['demo', { name: 'europe', region: 'eu-central-1' }],
        secrets: [
          { name: 'demo/api-key', generate: 40 },
          { name: 'demo/api-key', region: 'eu-central-1', generate: 40 }
        ],
        roles: [
          { ...content.roles[0], policies: { all } },
          { name: 'deploy-europe', trust, policies: { all } }
        ],
        taskDefinitions: [definition, { ...definition, family: 'shop', region: 'eu-central-1' }],
        services: [
          ...content.services,
          {
            serviceName: 'shop',
            cluster: 'europe',
            region: 'eu-central-1',
            taskDefinition: 'shop',
            desiredCount: 1
          }
        ]
      })
    )
    world.workspace.write('deploy/shop.json', template('shop'))
    world.workspace.write(
      '.github/ecs-sealed-deploy.yml',
      [
        'cluster: demo',
        'services:',
        '  shop:',
        '    cluster: europe',
        '    region: eu-central-1',
        '    role-to-assume: arn:aws:iam::123456789012:role/deploy-europe'
      ].join('\n')
    )
    const run = await world.deploy({ cluster: '', 'aws-region': '' }, { AWS_REGION: 'us-west-2' })
    expect({ code: run.code, results: resultsOf(run) }).toMatchObject({
      code: 0,
      results: [
        { service: 'shop', cluster: 'europe', region: 'eu-central-1', outcome: 'succeeded' },
        { service: 'web', cluster: 'demo', region: 'us-west-2', outcome: 'succeeded' }
      ]
    })
    expect(world.count('AssumeRole')).toBe(1)
    expect(run.visible).not.toContain('SessionToken')
  })
})

describe('a revision that exists', () => {
  test('is deployed as it is: nothing is registered', async () => {
    const [definition] = (scenario() as { taskDefinitions: object[] }).taskDefinitions
    const [service] = (scenario() as { services: object[] }).services
    const taskDefinitions = [definition, { ...definition, memory: '1024' }]
    world = await makeWorld(
      scenario({ taskDefinitions, services: [{ ...service, taskDefinition: 'web:1' }] })
    )
    const run = await world.deploy({
      'task-definition': '',
      service: 'web',
      'task-definition-arn': 'web:2',
      variables: ''
    })
    expect({ code: run.code, results: resultsOf(run) }).toMatchObject({
      code: 0,
      results: [{ outcome: 'succeeded', taskDefinitionArn: expect.stringMatching(/web:2$/) }]
    })
    expect(world.count('RegisterTaskDefinition')).toBe(0)
  })

  test('not if it holds plaintext', async () => {
    const [definition] = (scenario() as { taskDefinitions: { containerDefinitions: object[] }[] })
      .taskDefinitions
    const password = ['Tr0ub4dor', '3xYz'].join('&')
    const container = {
      ...definition?.containerDefinitions[0],
      environment: [{ name: 'DB_PASSWORD', value: password }]
    }
    world = await makeWorld(
      scenario({ taskDefinitions: [definition, { ...definition, containerDefinitions: [container] }] })
    )
    const run = await world.deploy({
      'task-definition': '',
      service: 'web',
      'task-definition-arn': 'web:2',
      variables: ''
    })
    expect(run.code).toBe(2)
    expect(run.stdout).toContain('web:2 holds plaintext credentials (DB_PASSWORD of container app).')
    expect(run.visible).not.toContain(password)
    expect(world.count('UpdateService')).toBe(0)
  })
})

test('a service without a cluster is found before any call', async () => {
  world = await makeManyWorld({ api: {} })
  const run = await world.deploy({ cluster: '' })
  expect(run.code).toBe(2)
  expect(run.stdout).toContain('Input "cluster" is empty, but services are to be deployed.')
  expect(world.operations()).toEqual([])
})
