import { afterEach, describe, expect, test } from '@jest/globals'
import { makeWorld, resultsOf, scenario, type TestWorld, template } from './world.ts'

let world: TestWorld
afterEach(() => world.end())

const BREAKS = { behaviours: [{ taskDefinition: 'web:2', exitAfter: '5s', exitCode: 1 }] }

describe('a deploy, run as the runner runs it', () => {
  test('success: one revision, one update, verified by the deployment id', async () => {
    world = await makeWorld(scenario())
    const run = await world.deploy()
    expect({ code: run.code, stderr: run.stderr }).toEqual({ code: 0, stderr: '' })
    const [result] = resultsOf(run)
    expect(result).toMatchObject({
      service: 'web',
      cluster: 'demo',
      region: 'us-west-2',
      outcome: 'succeeded',
      taskDefinitionArn: 'arn:aws:ecs:us-west-2:123456789012:task-definition/web:2',
      previousTaskDefinitionArn: 'arn:aws:ecs:us-west-2:123456789012:task-definition/web:1'
    })
    expect(result?.['deploymentId']).toMatch(/^ecs-svc\/\d+$/)
    expect(Date.parse(result?.['finishedAt'] as string)).toBeGreaterThan(
      Date.parse(result?.['startedAt'] as string)
    )
    expect(run.outputs['task-definition-arn']).toBe(
      'arn:aws:ecs:us-west-2:123456789012:task-definition/web:2'
    )
    expect(world.count('RegisterTaskDefinition')).toBe(1)
    expect(world.count('UpdateService')).toBe(1)
    expect(world.operations()).not.toContain('GetSecretValue')
    const update = world.sandbox.requests().find(({ operation }) => operation === 'UpdateService')
    expect(new Set(Object.keys(update?.body as object))).toEqual(
      new Set(['cluster', 'service', 'taskDefinition'])
    )
  })

  test('a second run with nothing changed registers and updates nothing', async () => {
    world = await makeWorld(scenario())
    await world.deploy()
    const again = await world.deploy()
    expect(again.code).toBe(0)
    expect(resultsOf(again)).toMatchObject([{ outcome: 'unchanged' }])
    expect(world.count('RegisterTaskDefinition')).toBe(1)
    expect(world.count('UpdateService')).toBe(1)
  })

  test('plan writes nothing and shows what deploy does', async () => {
    world = await makeWorld(scenario())
    const run = await world.deploy({ mode: 'plan' })
    expect(run.code).toBe(0)
    expect(JSON.parse(run.outputs['plan'] as string)).toMatchObject({
      definitions: [{ family: 'web', action: 'register', because: 'changed' }],
      services: [{ service: 'web', action: 'update' }]
    })
    expect(world.count('RegisterTaskDefinition') + world.count('UpdateService')).toBe(0)
    expect(run.summary).toContain('containerDefinitions&#91;app&#93;.image')
  })

  test('circuit breaker with rollback: rolled-back, with the cause', async () => {
    world = await makeWorld(scenario(BREAKS))
    const run = await world.deploy()
    expect(run.code).toBe(1)
    expect(resultsOf(run)).toMatchObject([
      { outcome: 'rolled-back', reason: expect.stringContaining('circuit breaker') }
    ])
    expect(run.stdout).toMatch(/\d tasks? stopped: Essential container in task exited \(app exited with 1\)/)
    expect(run.summary).toContain('Why web was rolled back')
  })

  test('the same without the permission for service deployments', async () => {
    const Statement = [
      { Effect: 'Allow', Action: '*', Resource: '*' },
      {
        Effect: 'Deny',
        Action: ['ecs:ListServiceDeployments', 'ecs:DescribeServiceDeployments'],
        Resource: '*'
      }
    ]
    world = await makeWorld(scenario({ ...BREAKS, callers: { test: { Version: '2012-10-17', Statement } } }))
    const run = await world.deploy()
    expect(run.code).toBe(1)
    expect(resultsOf(run)).toMatchObject([
      { outcome: 'rolled-back', reason: expect.stringContaining('tasks failed to start') }
    ])
    expect(run.stdout).toContain('no permission for ecs:')
  })

  test('circuit breaker without rollback: failed', async () => {
    const [service] = (scenario() as { services: object[] }).services
    const services = [{ ...service, circuitBreaker: { enable: true, rollback: false } }]
    world = await makeWorld(scenario({ ...BREAKS, services }))
    const run = await world.deploy()
    expect(run.code).toBe(1)
    expect(resultsOf(run)).toMatchObject([
      { outcome: 'failed', reason: expect.stringContaining('circuit breaker') }
    ])
  })

  test('never settles: timed-out at the deadline, not a poll later', async () => {
    const [service] = (scenario() as { services: object[] }).services
    const services = [{ ...service, circuitBreaker: { enable: false } }]
    world = await makeWorld(
      scenario({ behaviours: [{ taskDefinition: 'web:2', neverRuns: true }], services })
    )
    const run = await world.deploy({ 'wait-for-minutes': '10' })
    expect(run.code).toBe(1)
    const [result] = resultsOf(run)
    expect(result).toMatchObject({
      outcome: 'timed-out',
      reason: expect.stringContaining('Not finished after 10 min')
    })
    const took = Date.parse(result?.['finishedAt'] as string) - Date.parse(result?.['startedAt'] as string)
    expect(took).toBeGreaterThanOrEqual(600_000)
    expect(took).toBeLessThanOrEqual(601_000)
  })

  test("superseded by somebody else's deployment", async () => {
    world = await makeWorld(
      scenario({
        taskDefinitions: [
          ...(scenario() as { taskDefinitions: object[] }).taskDefinitions,
          {
            family: 'other',
            networkMode: 'awsvpc',
            requiresCompatibilities: ['FARGATE'],
            cpu: '256',
            memory: '512',
            containerDefinitions: [{ name: 'app', image: 'demo/other:1' }]
          }
        ],
        later: [
          {
            after: '12s',
            action: 'update-service',
            cluster: 'demo',
            service: 'web',
            taskDefinition: 'other:1'
          }
        ]
      })
    )
    const run = await world.deploy()
    expect(run.code).toBe(1)
    expect(resultsOf(run)).toMatchObject([
      { outcome: 'superseded', reason: expect.stringContaining('other:1') }
    ])
  })

  test('a service that is deleted during its rollout', async () => {
    world = await makeWorld(
      scenario({
        later: [{ after: '12s', action: 'delete-service', cluster: 'demo', service: 'web', force: true }]
      })
    )
    const run = await world.deploy()
    expect(run.code).toBe(1)
    expect(resultsOf(run)).toMatchObject([
      { outcome: 'failed', reason: expect.stringContaining('deleted during the rollout') }
    ])
  })

  test('a secret that the execution role may not read: which variable, which role, what to add', async () => {
    const [role] = (scenario() as { roles: object[] }).roles
    world = await makeWorld(scenario({ roles: [{ ...role, policies: {} }] }))
    const run = await world.deploy({ 'verify-permissions': 'off' })
    expect(run.code).toBe(1)
    expect(resultsOf(run)).toMatchObject([{ outcome: 'rolled-back' }])
    expect(run.stdout).toMatch(
      /The execution role arn:aws:iam::123456789012:role\/demo-execution is not authorized to read arn:aws:secretsmanager:\S+ \(API_KEY of container app\)/
    )
    expect(run.stdout).toContain('"Action":"secretsmanager:GetSecretValue"')
  })

  test('eight more services at once take as long as the slowest', async () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']
    const base = scenario() as { taskDefinitions: object[]; services: object[] }
    world = await makeWorld(
      scenario({
        taskDefinitions: names.map(family => ({ ...base.taskDefinitions[0], family })),
        services: names.map(serviceName => ({
          ...base.services[0],
          serviceName,
          taskDefinition: serviceName
        })),
        behaviours: [{ taskDefinition: 'c:2', startAfter: '120s' }]
      })
    )
    for (const name of names) world.workspace.write(`deploy/${name}.json`, template(name))
    const run = await world.deploy({ service: names.join(',') })
    expect(run.code).toBe(0)
    const durations = resultsOf(run).map(
      result => Date.parse(result['finishedAt'] as string) - Date.parse(result['startedAt'] as string)
    )
    expect(durations).toHaveLength(8)
    const ends = resultsOf(run).map(result => Date.parse(result['finishedAt'] as string))
    const slowest = resultsOf(run)[2]
    expect(Math.max(...ends) - Date.parse(slowest?.['finishedAt'] as string)).toBeLessThanOrEqual(10_000)
  })
})

describe('what stops a deploy before anything is touched', () => {
  test.each<[string, object, Record<string, string>, number, RegExp]>([
    [
      'a missing service',
      { services: [] },
      {},
      2,
      /ECS has no service "web" in cluster "demo", Region us-west-2/
    ],
    ['a missing cluster', {}, { cluster: 'nowhere' }, 2, /ClusterNotFoundException/],
    ['a missing secret', { secrets: [] }, {}, 3, /demo\/api-key/],
    [
      'a secret scheduled for deletion',
      { secrets: [{ name: 'demo/api-key', generate: 40, deleted: true }] },
      {},
      3,
      /scheduled for deletion/
    ]
  ])('%s', async (_, more, inputs, code, message) => {
    world = await makeWorld(scenario(more))
    const run = await world.deploy(inputs)
    expect(run.code).toBe(code)
    expect(run.stdout).toMatch(message)
    expect(resultsOf(run)).toMatchObject([{ service: 'web', outcome: 'not-started' }])
    expect(world.count('RegisterTaskDefinition') + world.count('UpdateService')).toBe(0)
  })

  test('an inactive service', async () => {
    world = await makeWorld(
      scenario({
        later: [{ after: '1s', action: 'delete-service', cluster: 'demo', service: 'web', force: true }]
      })
    )
    world.sandbox.advance(600_000)
    const run = await world.deploy()
    expect(run.code).toBe(2)
    expect(run.stdout).toContain(
      'Service "web" in cluster "demo" is INACTIVE: ECS updates only ACTIVE services.'
    )
    expect(world.count('RegisterTaskDefinition') + world.count('UpdateService')).toBe(0)
  })

  test('a credential in a file: exit 1 and not one request', async () => {
    world = await makeWorld(scenario())
    const secret = ['Winter', '2031', '!x'].join('')
    world.workspace.write(
      'deploy/web.json',
      template('web', { environment: [{ name: 'DB_PASSWORD', value: secret }] })
    )
    const run = await world.deploy()
    expect(run.code).toBe(1)
    expect(world.operations()).toEqual([])
    const line =
      world.workspace
        .read('deploy/web.json')
        .split('\n')
        .findIndex(text => text.includes(secret)) + 1
    expect(run.stdout).toContain(`file=deploy/web.json,line=${line}`)
    expect(run.visible).not.toContain(secret)
  })
})

describe('access denied on each call', () => {
  const CALLS = [
    'ecs:DescribeServices',
    'secretsmanager:DescribeSecret',
    'ecs:RegisterTaskDefinition',
    'ecs:UpdateService'
  ]

  async function deployWithout(action: string) {
    const Statement = [
      { Effect: 'Allow', Action: '*', Resource: '*' },
      { Effect: 'Deny', Action: action, Resource: '*' }
    ]
    world = await makeWorld(scenario({ callers: { test: { Version: '2012-10-17', Statement } } }))
    return world.deploy()
  }

  test("ecs:DescribeTaskDefinition, which AWS's own minimal policy lacks: deployed, and what is not verified is said", async () => {
    const run = await deployWithout('ecs:DescribeTaskDefinition')
    expect(run.code).toBe(0)
    expect(run.stdout).toMatch(/[Nn]ot (?:verified|compared)[^\n]*ecs:DescribeTaskDefinition/)
    expect(resultsOf(run)[0]?.['outcome']).toBe('succeeded')
  })

  test.each(CALLS)('%s: exit 3, and the message names the permission', async action => {
    const run = await deployWithout(action)
    expect(run.code).toBe(3)
    expect(run.stdout).toContain(action)
    expect(resultsOf(run)[0]?.['outcome']).toBe(action === 'ecs:UpdateService' ? 'failed' : 'not-started')
  })

  test('ecs:ListTasks: the failure is reported all the same, and what could not be read is named', async () => {
    const Statement = [
      { Effect: 'Allow', Action: '*', Resource: '*' },
      { Effect: 'Deny', Action: 'ecs:ListTasks', Resource: '*' }
    ]
    world = await makeWorld(scenario({ ...BREAKS, callers: { test: { Version: '2012-10-17', Statement } } }))
    const run = await world.deploy()
    expect(run.code).toBe(1)
    expect(run.stdout).toContain('Not verified: no permission for ecs:ListTasks.')
  })
})

describe('faults', () => {
  test.each<[string, object]>([
    ['throttled registering', { op: 'RegisterTaskDefinition', kind: 'throttle', times: 3 }],
    ['throttled watching', { op: 'DescribeServices', kind: 'throttle', from: 3, times: 3 }],
    ['HTML 503 on reading', { op: 'DescribeTaskDefinition', kind: 'html503', times: 2 }],
    ['reset before registering', { op: 'RegisterTaskDefinition', kind: 'reset-before' }],
    ['lost answer of registering', { op: 'RegisterTaskDefinition', kind: 'reset-after' }],
    ['truncated answer of registering', { op: 'RegisterTaskDefinition', kind: 'truncate' }],
    ['reset before updating', { op: 'UpdateService', kind: 'reset-before' }],
    ['lost answer of updating', { op: 'UpdateService', kind: 'reset-after' }],
    ['truncated answer of updating', { op: 'UpdateService', kind: 'truncate' }],
    ['stale reads after updating', { op: 'DescribeServices', kind: 'stale', from: 2, times: 2 }]
  ])('%s: success, exactly one revision and one deployment', async (_, fault) => {
    world = await makeWorld(scenario({ faults: [fault] }))
    const run = await world.deploy()
    expect({ code: run.code, results: resultsOf(run).map(({ outcome }) => outcome) }).toEqual({
      code: 0,
      results: ['succeeded']
    })
    expect(await stateOf(world)).toEqual({ revisions: 2, deployments: 1 })
  })

  test('an answer that stays lost: the next run finds what was registered', async () => {
    world = await makeWorld(
      scenario({
        faults: [
          { op: 'RegisterTaskDefinition', kind: 'reset-after' },
          { op: 'DescribeTaskDefinition', kind: 'access-denied', from: 3, times: 1 }
        ]
      })
    )
    const first = await world.deploy()
    expect(first.code).toBe(3)
    const second = await world.deploy()
    expect(second.code).toBe(0)
    expect(await stateOf(world)).toMatchObject({ revisions: 2 })
  })
})

type State = {
  readonly regions: Readonly<
    Record<
      string,
      {
        readonly taskDefinitions: readonly { readonly arn: string }[]
        readonly clusters: readonly {
          readonly services: readonly { readonly serviceDeployments: readonly unknown[] }[]
        }[]
      }
    >
  >
}

/** What the sandbox holds after the runs, read from outside as any client would. */
async function stateOf({ sandbox }: TestWorld) {
  const state = (await (await fetch(`${sandbox.url}/_sandbox/state`)).json()) as State
  const region = state.regions['us-west-2']
  return {
    /** Revisions of family web; the scenario starts with one. */
    revisions: region?.taskDefinitions.filter(({ arn }) => arn.includes('/web:')).length,
    /** Deployments ever started of service web; the one the scenario starts with has no record. */
    deployments: region?.clusters[0]?.services[0]?.serviceDeployments.length
  }
}
