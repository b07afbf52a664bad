import { CreateSecretCommand, PutSecretValueCommand } from '@aws-sdk/client-secrets-manager'
import { PutParameterCommand } from '@aws-sdk/client-ssm'
import { afterEach, describe, expect, test } from '@jest/globals'
import { readScenario, scenarioOf } from '../../sandbox/scenario/scenario.ts'
import { startSandbox } from '../../sandbox/server.ts'
import { type Bench, outline, scenarioWith, sendQuery, startBench, story } from './world.ts'

let bench: Bench
afterEach(() => bench.end())

const VALUE = ['very', 'secret', 'indeed'].join('-')

describe('the record of requests', () => {
  test('has every AWS request in order, with virtual time, caller, body and outcome', async () => {
    bench = await startBench(scenarioWith(), { accessKey: 'ME' })
    await bench.update({ taskDefinition: 'web:2' })
    bench.after(5)
    await bench.update({ service: 'nobody' }).catch(() => undefined)
    const { body } = await bench.admin('GET', 'requests')
    expect(body).toMatchObject([
      {
        n: 1,
        at: bench.sandbox.now() - 5000,
        service: 'ecs',
        operation: 'UpdateService',
        region: 'us-west-2',
        accessKey: 'ME',
        body: { cluster: 'demo', service: 'web', taskDefinition: 'web:2' },
        status: 200
      },
      { n: 2, at: bench.sandbox.now(), status: 400, error: 'ServiceNotFoundException' }
    ])
    await bench.admin('DELETE', 'requests')
    expect((await bench.admin('GET', 'requests')).body).toEqual([])
  })

  test('and the state hold no value of a secret or parameter', async () => {
    bench = await startBench({ region: 'us-west-2', secrets: [{ name: 'given', value: VALUE }] })
    await bench.secrets.send(new CreateSecretCommand({ Name: 'made', SecretString: VALUE }))
    await bench.secrets.send(new PutSecretValueCommand({ SecretId: 'made', SecretString: `${VALUE}2` }))
    await bench.ssm.send(new PutParameterCommand({ Name: '/p', Value: VALUE, Type: 'SecureString' }))
    const requests = await bench.admin('GET', 'requests')
    const state = await bench.admin('GET', 'state')
    expect(JSON.stringify(requests.body)).not.toContain(VALUE)
    expect(JSON.stringify(requests.body)).toContain(`"SecretString":"(${VALUE.length} characters)"`)
    expect(JSON.stringify(state.body)).not.toContain(VALUE)
    expect(state.body).toMatchObject({
      regions: {
        'us-west-2': {
          secrets: [{ name: 'given' }, { name: 'made', versions: [{}, {}] }],
          parameters: [{ name: '/p', version: 1 }]
        }
      }
    })
  })
})

describe('time', () => {
  test('moves by advance only, and the answer is the new time', async () => {
    bench = await startBench(scenarioWith({}, { start: '2026-03-01T00:00:00Z' }))
    expect((await bench.admin('GET', 'now')).body).toEqual({ now: Date.UTC(2026, 2, 1), mode: 'manual' })
    expect((await bench.admin('POST', 'advance', { ms: 1500 })).body).toEqual({
      now: Date.UTC(2026, 2, 1) + 1500
    })
    expect((await bench.admin('POST', 'advance', { ms: -1 })).status).toBe(400)
  })

  test('runs as fast as asked under a scaled clock', async () => {
    const started = performance.now()
    const sandbox = await startSandbox({ speed: 1000 })
    const began = sandbox.now()
    await new Promise(resolve => setTimeout(resolve, 60))
    const passed = sandbox.now() - began
    const atMost = 1000 * (performance.now() - started)
    expect(passed).toBeGreaterThan(40_000)
    expect(passed).toBeLessThanOrEqual(atMost)
    await sandbox.close()
    bench = await startBench({})
  })
})

describe('a reset', () => {
  test('puts world, faults and record back, and lets time be', async () => {
    bench = await startBench(
      scenarioWith({}, { faults: [{ op: 'DescribeServices', kind: 'throttle', nth: 1 }] })
    )
    await bench.service().catch(() => undefined)
    await bench.update({ taskDefinition: 'web:2' })
    bench.after(10)
    const now = bench.sandbox.now()
    expect((await bench.admin('POST', 'reset')).body).toEqual({ now })
    expect((await bench.admin('GET', 'requests')).body).toEqual([])
    await expect(bench.service()).rejects.toThrow('Rate exceeded')
    expect(outline(await bench.service())).toEqual(['PRIMARY COMPLETED web:1 running 2 failed 0'])
  })

  test('goes to a scenario that was loaded later', async () => {
    bench = await startBench({})
    const { body } = await bench.admin('POST', 'scenario', scenarioWith({ desiredCount: 1 }))
    expect(body).toEqual({ now: bench.sandbox.now() })
    await bench.admin('POST', 'reset')
    expect(outline(await bench.service())).toEqual(['PRIMARY COMPLETED web:1 running 1 failed 0'])
  })
})

describe('changes at run time', () => {
  test('faults are armed', async () => {
    bench = await startBench(scenarioWith())
    await bench.admin('POST', 'faults', { op: 'DescribeServices', kind: 'throttle' })
    await expect(bench.service()).rejects.toThrow('Rate exceeded')
    await bench.service()
  })

  test('somebody else updates a service and takes a policy away', async () => {
    const policy = { Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] }
    bench = await startBench(scenarioWith({}, { roles: [{ name: 'execution', policies: { all: policy } }] }))
    const { body } = await bench.admin('POST', 'schedule', [
      { after: '10s', action: 'update-service', cluster: 'demo', service: 'web', taskDefinition: 'web:2' },
      { after: '20s', action: 'delete-role-policy', roleName: 'execution', policyName: 'all' },
      {
        after: '30s',
        action: 'put-role-policy',
        roleName: 'execution',
        policyName: 'new',
        policyDocument: policy
      }
    ])
    expect(body).toMatchObject({ scheduled: [{ action: 'UpdateService' }, {}, {}] })
    bench.after(9)
    expect((await bench.service()).deployments).toHaveLength(1)
    bench.after(1)
    expect((await bench.service()).deployments).toHaveLength(2)
    bench.after(25)
    const parameters = { Action: 'ListRolePolicies', RoleName: 'execution' }
    const { xml } = await sendQuery(bench.sandbox.url, { service: 'iam', parameters })
    expect(xml).toContain('<PolicyNames><member>new</member></PolicyNames>')
    expect(story(await bench.service()).at(-1)).toContain('has started 2 tasks')
  })

  test.each([
    [
      'POST',
      'faults',
      { op: 'UpdateService', kind: 'throtle' },
      /faults\[0\]\.kind is throtle; it must be one of/
    ],
    [
      'POST',
      'faults',
      { op: 'UpdateService', kind: 'throttle', tims: 1 },
      /faults\[0\]\.tims is not known; did you mean times/
    ],
    ['POST', 'schedule', { action: 'update-servce' }, /did you mean update-service/],
    ['POST', 'schedule', { action: 'update-service', servce: 'web' }, /Unknown member servce/],
    ['POST', 'schedule', { action: 'update-service', after: 'soon' }, /after must be a number of seconds/],
    ['POST', 'scenario', { clusers: [] }, /clusers is not known; did you mean clusters/],
    ['GET', 'nothing', undefined, /There are: POST \/_sandbox\/reset/]
  ])('%s %s %j is refused', async (method, path, body, text) => {
    bench = await startBench(scenarioWith())
    const answer = await bench.admin(method, path, body)
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(answer.body['error']).toMatch(text)
  })
})

describe('a scenario', () => {
  test.each<[object, string]>([
    [{ clusers: ['a'] }, 'clusers is not known; did you mean clusters?'],
    [
      { services: [{ serviceName: 'a', cluster: 'b', taskDefinition: 'c', desired: 1 }] },
      'services[0].desired is not known; did you mean desiredCount?'
    ],
    [{ services: [{ serviceName: 'a', cluster: 'b' }] }, 'services[0].taskDefinition is missing.'],
    [{ behaviours: [{ famly: 'web' }] }, 'behaviours[0].famly is not known; did you mean family?'],
    [
      { secrets: [{ name: 'a', json: { key: { generat: 1 } } }] },
      'secrets[0].json.key.generat is not known; did you mean generate?'
    ],
    [{ timing: { stat: 1 } }, 'timing.stat is not known; did you mean start?'],
    [{ account: 123456789012 }, 'account must be text.'],
    [{ throttle: 'yes' }, 'throttle must be true or false.']
  ])('with a mistake in %j is refused with its path', async (content, text) => {
    bench = await startBench({})
    expect(() => scenarioOf(content, '.')).toThrow(`Scenario: ${text}`)
  })

  test('as JSON is the same as in YAML, and a key that is written twice is refused in both', () => {
    const json = '{"account": "1", "secrets": [{"name": "a:\\" b", "generate": 40}], "clusters": []}'
    const yaml = 'account: "1"\nsecrets: [{ name: "a:\\" b", generate: 40 }]\nclusters: []'
    expect(readScenario(json, '.')).toEqual(readScenario(yaml, '.'))
    for (const text of ['{"account": "1", "account": "2"}', 'account: "1"\naccount: "2"'])
      expect(() => readScenario(text, '.')).toThrow('Map keys must be unique')
  })

  test('that is no YAML, or that names what does not exist, is refused', async () => {
    bench = await startBench({})
    expect(() => readScenario('a: [', '.')).toThrow(/^Scenario: not YAML/)
    const start = (more: object) => startSandbox({ scenario: scenarioWith({}, more) })
    await expect(start({ clusters: ['other'] })).rejects.toThrow(
      'services[0].cluster names no cluster of us-west-2'
    )
    await expect(start({ taskDefinitions: [] })).rejects.toThrow(
      'services[0].taskDefinition names no task definition'
    )
    await expect(start({ taskDefinitions: [{ family: 'a b' }] })).rejects.toThrow(
      'taskDefinitions[0]: Family contains'
    )
    await expect(start({ later: [{ after: 1, action: 'x' }] })).rejects.toThrow(
      'later[0].action x is not known'
    )
    await expect(start({ roles: [{ name: 'r', policies: { p: { Statement: [{}] } } }] })).rejects.toThrow(
      'Effect'
    )
  })

  test('generates values, never the same for two secrets, and fills in ARNs', async () => {
    const scenario = {
      region: 'us-west-2',
      secrets: [
        { name: 'a', generate: 40 },
        { name: 'b', generate: 40 }
      ],
      taskDefinitions: [
        {
          family: 'web',
          executionRoleArn: 'arn:aws:iam::${account}:role/r',
          containerDefinitions: [
            {
              name: 'app',
              image: 'x',
              memory: 64,
              environment: [{ name: 'PLAIN', value: '${generate:24}' }],
              secrets: [{ name: 'A', valueFrom: '${secret:a}:key::' }]
            }
          ]
        }
      ]
    }
    bench = await startBench(scenario)
    const region = bench.sandbox.world().regions.get('us-west-2')
    const values = [...(region?.secrets.values() ?? [])].map(one => one.versions[0]?.text)
    expect(values.map(one => one?.length)).toEqual([40, 40])
    expect(values[0]).not.toBe(values[1])
    expect(region?.families.get('web')?.revisions[0]?.definition).toMatchObject({
      executionRoleArn: 'arn:aws:iam::123456789012:role/r',
      containerDefinitions: [
        {
          environment: [{ name: 'PLAIN', value: expect.stringMatching(/^\w{24}$/) }],
          secrets: [{ name: 'A', valueFrom: `${region?.secrets.get('a')?.arn}:key::` }]
        }
      ]
    })
  })
})
