import { AssumeRoleCommand, GetCallerIdentityCommand } from '@aws-sdk/client-sts'
import { afterEach, describe, expect, test } from '@jest/globals'
import { readScenario, scenarioOf } from '../../sandbox/scenario/scenario.ts'
import { startSandbox } from '../../sandbox/server.ts'
import {
  type Bench,
  definition,
  outline,
  refusal,
  scenarioWith,
  sendJson,
  sendQuery,
  signed,
  startBench,
  story
} from './world.ts'

// What all services have in common: protocols, strictness, permissions, scenarios, admin calls. What each of them
// answers is proven by the suites that run the program against it, by the AWS CLI, and by moto
// (__tests__/conformance).

let bench: Bench
afterEach(() => bench.end())

const VALUE = ['very', 'secret', 'indeed'].join('-')
const allow = (Action: string | string[], Resource = '*') => ({
  Statement: [{ Effect: 'Allow', Action, Resource }]
})

/** A plain HTTP request of a service with a REST protocol. */
async function rest(
  service: string,
  method: string,
  path: string
): Promise<{ status: number; text: string; error: string | null }> {
  const answer = await fetch(`${bench.sandbox.url}${path}`, { method, headers: signed(service) })
  return { status: answer.status, text: await answer.text(), error: answer.headers.get('x-amzn-errortype') }
}

describe('the protocols', () => {
  test('JSON: no Date header, a request id, epoch seconds', async () => {
    bench = await startBench(scenarioWith())
    const answer = await sendJson(bench.sandbox.url, {
      service: 'ecs',
      operation: 'DescribeServices',
      body: { cluster: 'demo', services: ['web'] }
    })
    expect(answer.headers.get('date')).toBeNull()
    expect(answer.headers.get('x-amzn-requestid')).toMatch(/^[0-9a-f-]{36}$/)
    expect(answer.body).toMatchObject({ services: [{ createdAt: bench.sandbox.now() / 1000 - 3600 }] })
  })

  test('query: a form in, XML out, with documents percent-encoded and dates as ISO texts', async () => {
    bench = await startBench({ roles: [{ name: 'r', policies: { p: allow('ssm:Get*') } }] })
    const iam = (parameters: Record<string, string>) =>
      sendQuery(bench.sandbox.url, { service: 'iam', parameters })
    const role = await iam({ Action: 'GetRole', RoleName: 'r' })
    expect(role.xml).toContain('<GetRoleResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/">')
    expect(role.xml).toMatch(/<CreateDate>2026-01-05T09:00:00Z<\/CreateDate>/)
    const { xml } = await iam({ Action: 'GetRolePolicy', RoleName: 'r', PolicyName: 'p' })
    const document = /<PolicyDocument>(.*)<\/PolicyDocument>/.exec(xml)?.[1] ?? ''
    expect(document).not.toMatch(/[{}"*]/)
    expect(JSON.parse(decodeURIComponent(document))).toEqual(allow('ssm:Get*'))
    const simulated = await iam({
      Action: 'SimulatePrincipalPolicy',
      PolicySourceArn: 'arn:aws:iam::123456789012:role/r',
      'ActionNames.member.1': 'ssm:GetParameters',
      'ActionNames.member.2': 'iam:GetRole',
      MaxItems: '1'
    })
    expect(simulated.xml).toMatch(/<EvalDecision>allowed<.*<IsTruncated>true<\/IsTruncated><Marker>1</)
    expect(await iam({ Action: 'GetRole', RoleName: 'none' })).toMatchObject({
      status: 404,
      xml: expect.stringContaining('<Code>NoSuchEntity</Code>')
    })
  })

  test('REST: S3 by path and query, in XML and headers; Scheduler in JSON', async () => {
    const objects = { 'a/1': 'one & two', 'a/2': '', b: '' }
    const Target = {
      Arn: 'arn:aws:sqs:us-west-2:123456789012:q',
      RoleArn: 'arn:aws:iam::123456789012:role/r'
    }
    const schedule = {
      Name: 'nightly',
      ScheduleExpression: 'rate(1 day)',
      FlexibleTimeWindow: { Mode: 'OFF' },
      Target
    }
    bench = await startBench({
      region: 'us-west-2',
      buckets: [
        { name: 'files', objects },
        { name: 'far', region: 'eu-west-1' }
      ],
      schedules: [schedule]
    })
    const list = await rest('s3', 'GET', '/files?list-type=2&prefix=a%2F&max-keys=1')
    expect(list.text).toMatch(
      /<ListBucketResult .*<IsTruncated>true<.*<Contents><Key>a\/1<.*<Size>9<\/Size><\/Contents>/
    )
    expect(await rest('s3', 'GET', '/files/a/1?x-id=GetObject')).toMatchObject({
      status: 200,
      text: 'one & two'
    })
    expect(await rest('s3', 'GET', '/files/a/3')).toMatchObject({
      status: 404,
      text: expect.stringContaining('NoSuchKey')
    })
    expect((await rest('s3', 'GET', '/far/a')).status).toBe(301)
    expect(JSON.parse((await rest('scheduler', 'GET', '/schedules?MaxResults=5')).text)).toMatchObject({
      Schedules: [{ Name: 'nightly' }]
    })
    expect(await rest('scheduler', 'GET', '/schedules/weekly')).toMatchObject({
      status: 404,
      error: 'ResourceNotFoundException'
    })
  })

  test('Regions are kept apart', async () => {
    bench = await startBench(scenarioWith())
    const { authorization = '' } = signed('ecs')
    const answer = await fetch(bench.sandbox.url, {
      method: 'POST',
      headers: {
        authorization: authorization.replace('us-west-2', 'eu-west-1'),
        'x-amz-target': 'AmazonEC2ContainerServiceV20141113.ListClusters'
      },
      body: '{}'
    })
    expect(await answer.json()).toEqual({ clusterArns: [] })
  })
})

describe('refused', () => {
  test.each<[string, { service?: 'ecs' | 'ssm'; operation?: string; body: unknown }, string, RegExp]>([
    ['a body that is no JSON', { body: '{' }, 'SerializationException', /not JSON/],
    ['a body that is no object', { body: '[]' }, 'SerializationException', /not a JSON object/],
    [
      'an operation that AWS has',
      { operation: 'CreateTaskSet', body: {} },
      'UnknownOperationException',
      /doesn't play ecs:CreateTaskSet/
    ],
    [
      'one that it has not',
      { operation: 'Frobnicate', body: {} },
      'UnknownOperationException',
      /Unknown operation/
    ],
    [
      'an unknown member',
      { operation: 'DescribeServices', body: { servces: [] } },
      'SerializationException',
      /Unknown member servces/
    ],
    [
      'an unknown member, deep',
      { operation: 'UpdateService', body: { service: 'web', networkConfiguration: { awsvpc: {} } } },
      'SerializationException',
      /networkConfiguration\.awsvpc/
    ],
    [
      'a wrong type',
      { operation: 'UpdateService', body: { service: 'web', desiredCount: '2' } },
      'SerializationException',
      /STRING_VALUE cannot be converted to number at desiredCount/
    ],
    [
      'no required member',
      { operation: 'UpdateService', body: {} },
      'ClientException',
      /^Service should not be null/
    ],
    [
      'the same elsewhere',
      { service: 'ssm', operation: 'GetParameter', body: {} },
      'ValidationException',
      /at 'name'/
    ]
  ])('%s', async (_name, call, type, text) => {
    bench = await startBench(scenarioWith())
    const answer = await sendJson(bench.sandbox.url, { service: 'ecs', operation: 'ListClusters', ...call })
    expect([answer.status, answer.body['__type']]).toEqual([400, type])
    expect(answer.body['message']).toMatch(text)
  })

  test('no signature, a service that it has not, an unknown parameter, action, path, query', async () => {
    bench = await startBench({})
    const target = { 'x-amz-target': 'AmazonEC2ContainerServiceV20141113.ListClusters' }
    expect((await fetch(bench.sandbox.url, { method: 'POST', headers: target })).status).toBe(403)
    const headers = { ...signed('kms'), 'x-amz-target': 'TrentService.Decrypt' }
    const stranger = await fetch(bench.sandbox.url, { method: 'POST', headers })
    expect(await stranger.json()).toMatchObject({ __type: 'UnknownOperationException' })
    const iam = async (parameters: Record<string, string>) =>
      (await sendQuery(bench.sandbox.url, { service: 'iam', parameters })).xml
    expect(await iam({ Action: 'GetRole', RoleNam: 'r' })).toContain('Unknown member RoleNam')
    expect(await iam({ Action: 'CreateUser' })).toContain('<Code>InvalidAction</Code>')
    expect(await rest('s3', 'PUT', '/files/a')).toMatchObject({ status: 501 })
    expect((await rest('scheduler', 'GET', '/schedules?Nme=x')).text).toContain('Unknown query parameter Nme')
    expect(bench.sandbox.requests()).toHaveLength(6)
  })

  test('not: members of a task definition that AWS does not have, at every depth', async () => {
    bench = await startBench(scenarioWith())
    const body = { ...definition('new'), unheardOf: { at: ['any', 'depth'] } }
    const call = { service: 'ecs', operation: 'RegisterTaskDefinition', body } as const
    const answer = await sendJson(bench.sandbox.url, call)
    expect(answer.body).toMatchObject({ taskDefinition: { unheardOf: { at: ['any', 'depth'] } } })
  })

  test.each<[string, object, RegExp]>([
    ['no container', { containerDefinitions: [] }, /Container list cannot be empty/],
    [
      'a bad name',
      { containerDefinitions: [{ name: 'a b', image: 'x' }] },
      /Container.name contains invalid/
    ],
    [
      'CPU that Fargate has not',
      { cpu: '999' },
      /No Fargate configuration exists for given values: 999 CPU, 512 memory/
    ],
    [
      'secrets without a role',
      { containerDefinitions: [{ name: 'a', image: 'x', secrets: [{ name: 'S', valueFrom: 's' }] }] },
      /executionRoleArn/
    ]
  ])('a definition with %s, in ECS’s words', async (_name, more, text) => {
    bench = await startBench(scenarioWith())
    const body = definition('new', more)
    const answer = await sendJson(bench.sandbox.url, {
      service: 'ecs',
      operation: 'RegisterTaskDefinition',
      body
    })
    expect(answer.body).toMatchObject({ __type: 'ClientException', message: expect.stringMatching(text) })
  })
})

describe('a caller', () => {
  const ROLE = 'arn:aws:iam::123456789012:role/execution'
  const callers = {
    LIMITED: {
      arn: 'arn:aws:sts::123456789012:assumed-role/ci/me',
      policy: allow(['ecs:DescribeServices', 'ecs:RegisterTaskDefinition'])
    },
    PASSING: allow(['ecs:RegisterTaskDefinition', 'iam:PassRole'], '*')
  }
  const start = async (accessKey: string, more: object = {}) => {
    bench = await startBench(
      scenarioWith({}, { roles: [{ name: 'execution' }], callers: { ...callers, ...more } }),
      { accessKey }
    )
  }

  test('does what its policy allows, and is told in AWS’s words what it may not, in each protocol', async () => {
    await start('LIMITED')
    await bench.service()
    expect(await refusal(bench.update({ taskDefinition: 'web:2' }))).toMatchObject({
      name: 'AccessDeniedException',
      message:
        'User: arn:aws:sts::123456789012:assumed-role/ci/me is not authorized to perform: ecs:UpdateService on resource: arn:aws:ecs:us-west-2:123456789012:service/demo/web because no identity-based policy allows the ecs:UpdateService action'
    })
    const parameters = { Action: 'GetRole', RoleName: 'execution' }
    const denied = await sendQuery(bench.sandbox.url, { service: 'iam', parameters, accessKey: 'LIMITED' })
    expect([denied.status, denied.xml]).toEqual([403, expect.stringContaining('<Code>AccessDenied</Code>')])
    expect((await bench.sts.send(new GetCallerIdentityCommand({}))).Arn).toContain('assumed-role/ci/me')
  })

  test('that nobody knows is refused, and one acts under a role that it assumed', async () => {
    await start('STRANGER', { ADMIN: allow('*') })
    expect((await refusal(bench.service())).name).toBe('UnrecognizedClientException')
    const assume = { Action: 'AssumeRole', RoleArn: ROLE, RoleSessionName: 'ci', Version: '2011-06-15' }
    const { xml } = await sendQuery(bench.sandbox.url, {
      service: 'sts',
      parameters: assume,
      accessKey: 'ADMIN'
    })
    const [, accessKey = ''] = /<AccessKeyId>(\w+)</.exec(xml) ?? []
    const call = { service: 'ecs', operation: 'ListClusters', body: {}, accessKey } as const
    expect((await sendJson(bench.sandbox.url, call)).body['__type']).toBe('AccessDeniedException')
    expect(
      await refusal(bench.sts.send(new AssumeRoleCommand({ RoleArn: ROLE, RoleSessionName: 'x' })))
    ).toMatchObject({
      name: 'InvalidClientTokenId'
    })
  })

  test.each(['execution', ROLE])(
    'who passes the role %s needs iam:PassRole on its ARN',
    async executionRoleArn => {
      const pass = (Resource: string) => ({
        Statement: [
          ...allow('ecs:RegisterTaskDefinition').Statement,
          { Effect: 'Allow', Action: 'iam:PassRole', Resource }
        ]
      })
      await start('ANY', { MAY: pass(ROLE), NOT: pass(`${ROLE}-other`) })
      const register = async (accessKey: string) => {
        const body = definition('new', { executionRoleArn })
        const call = { service: 'ecs', operation: 'RegisterTaskDefinition', body, accessKey } as const
        return (await sendJson(bench.sandbox.url, call)).body
      }
      expect(await register('MAY')).toMatchObject({ taskDefinition: { revision: 1 } })
      expect(await register('NOT')).toMatchObject({
        __type: 'AccessDeniedException',
        message: expect.stringContaining(`iam:PassRole on resource: ${ROLE} `)
      })
    }
  )
})

describe('admin calls', () => {
  test('record every request with virtual time, caller and outcome, and no value of a secret', async () => {
    bench = await startBench(scenarioWith({}, { secrets: [{ name: 'given', value: VALUE }] }), {
      accessKey: 'ME'
    })
    await bench.update({ taskDefinition: 'web:2' })
    bench.after(5)
    await bench.update({ service: 'nobody' }).catch(() => undefined)
    const put = { SecretId: 'given', SecretString: VALUE }
    await sendJson(bench.sandbox.url, { service: 'secretsmanager', operation: 'PutSecretValue', body: put })
    const { body } = await bench.admin('GET', 'requests')
    expect(body).toMatchObject([
      {
        n: 1,
        at: bench.sandbox.now() - 5000,
        service: 'ecs',
        operation: 'UpdateService',
        accessKey: 'ME',
        status: 200
      },
      { n: 2, at: bench.sandbox.now(), status: 400, error: 'ServiceNotFoundException' },
      { n: 3, body: { SecretString: `(${VALUE.length} characters)` } }
    ])
    const state = await bench.admin('GET', 'state')
    expect(JSON.stringify([body, state.body])).not.toContain(VALUE)
    await bench.admin('DELETE', 'requests')
    expect((await bench.admin('GET', 'requests')).body).toEqual([])
  })

  test('time moves by advance only; a reset puts world, faults and record back, and lets time be', async () => {
    const fault = { op: 'DescribeServices', kind: 'throttle', nth: 1 }
    bench = await startBench(scenarioWith({}, { start: '2026-03-01T00:00:00Z', faults: [fault] }))
    expect((await bench.admin('GET', 'now')).body).toEqual({ now: Date.UTC(2026, 2, 1), mode: 'manual' })
    expect((await bench.admin('POST', 'advance', { ms: 1500 })).body).toEqual({
      now: Date.UTC(2026, 2, 1) + 1500
    })
    await bench.service().catch(() => undefined)
    await bench.update({ taskDefinition: 'web:2' })
    const now = bench.sandbox.now()
    expect((await bench.admin('POST', 'reset')).body).toEqual({ now })
    await expect(bench.service()).rejects.toThrow('Rate exceeded')
    expect(outline(await bench.service())).toEqual(['PRIMARY COMPLETED web:1 running 2 failed 0'])
    await bench.admin('POST', 'scenario', scenarioWith({ desiredCount: 1 }))
    expect(outline(await bench.service())).toEqual(['PRIMARY COMPLETED web:1 running 1 failed 0'])
  })

  test('runs as fast as asked under a scaled clock', async () => {
    bench = await startBench({})
    const sandbox = await startSandbox({ speed: 1000 })
    const began = sandbox.now()
    await new Promise(resolve => setTimeout(resolve, 60))
    expect(sandbox.now() - began).toBeGreaterThan(40_000)
    await sandbox.close()
  })

  test('somebody else updates a service and takes a policy away', async () => {
    bench = await startBench(
      scenarioWith({}, { roles: [{ name: 'execution', policies: { all: allow('*') } }] })
    )
    const { body } = await bench.admin('POST', 'schedule', [
      { after: '10s', action: 'update-service', cluster: 'demo', service: 'web', taskDefinition: 'web:2' },
      { after: '20s', action: 'delete-role-policy', roleName: 'execution', policyName: 'all' },
      {
        after: '30s',
        action: 'put-role-policy',
        roleName: 'execution',
        policyName: 'new',
        policyDocument: allow('*')
      }
    ])
    expect(body).toMatchObject({ scheduled: [{ action: 'UpdateService' }, {}, {}] })
    bench.after(9)
    expect((await bench.service()).deployments).toHaveLength(1)
    bench.after(26)
    const parameters = { Action: 'ListRolePolicies', RoleName: 'execution' }
    const { xml } = await sendQuery(bench.sandbox.url, { service: 'iam', parameters })
    expect(xml).toContain('<PolicyNames><member>new</member></PolicyNames>')
    expect(story(await bench.service()).at(-1)).toContain('has started 2 tasks')
  })

  test.each([
    ['faults', { op: 'UpdateService', kind: 'throtle' }, /faults\[0\]\.kind is throtle; it must be one of/],
    ['faults', { op: 'X', kind: 'throttle', tims: 1 }, /faults\[0\]\.tims is not known; did you mean times/],
    ['alarms', { name: 'slow', state: 'LOUD' }, /alarms\[0\]\.state is LOUD; it must be one of OK, ALARM/],
    ['schedule', { action: 'update-servce' }, /did you mean update-service/],
    ['schedule', { action: 'update-service', servce: 'web' }, /Unknown member servce/],
    [
      'schedule',
      { action: 'delete-service', service: 'web', after: 'soon' },
      /after must be a number of seconds/
    ],
    ['advance', { ms: -1 }, /0 or more/],
    ['scenario', { clusers: [] }, /clusers is not known; did you mean clusters/],
    ['nothing', {}, /There are: POST \/_sandbox\/reset/]
  ])('POST %s %j is refused', async (path, body, text) => {
    bench = await startBench(scenarioWith())
    const answer = await bench.admin('POST', path, body)
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(answer.body['error']).toMatch(text)
  })
})

describe('a scenario', () => {
  const service = { serviceName: 'a', cluster: 'b', taskDefinition: 'c' }
  test.each<[object, string]>([
    [{ clusers: ['a'] }, 'clusers is not known; did you mean clusters?'],
    [
      { services: [{ ...service, desired: 1 }] },
      'services[0].desired is not known; did you mean desiredCount?'
    ],
    [{ services: [{ serviceName: 'a', cluster: 'b' }] }, 'services[0].taskDefinition is missing.'],
    [{ behaviours: [{ startAfter: 'soon' }] }, 'behaviours[0].startAfter must be a number of seconds'],
    [{ secrets: [{ name: 'a', json: { k: { generat: 1 } } }] }, 'secrets[0].json.k.generate is missing.'],
    [{ lambdas: [{ result: 'WORSE' }] }, 'lambdas[0].result is WORSE; it must be one of SUCCEEDED, FAILED'],
    [{ timing: { stat: 1 } }, 'timing.stat is not known; did you mean start?'],
    [{ account: 123456789012 }, 'account must be text.'],
    [{ throttle: 'yes' }, 'throttle must be true or false.']
  ])('with a mistake in %j is refused with its path', async (content, text) => {
    bench = await startBench({})
    expect(() => scenarioOf(content, '.')).toThrow(`Scenario: ${text}`)
  })

  test.each<[object, RegExp]>([
    [{ clusters: ['other'] }, /services\[0\]\.cluster names no cluster of us-west-2/],
    [{ taskDefinitions: [] }, /services\[0\]\.taskDefinition names no task definition/],
    [{ taskDefinitions: [{ ...definition('a b') }] }, /taskDefinitions\[0\]: Family contains/],
    [{ later: [{ after: 1, action: 'x' }] }, /later\[0\]\.action x is not known/],
    [{ roles: [{ name: 'r', policies: { p: { Statement: [{}] } } }] }, /Effect/],
    [{ lag: { events: { upto: '5s' } } }, /lag\.events\.upTo must be a number of seconds/],
    [{ schedules: [{ ScheduleExpression: 'rate(1 day)' }] }, /Member must not be null/],
    [
      { secrets: [], taskDefinitions: [definition('web', { family: '${secret:none}' })] },
      /names nothing in us-west-2/
    ]
  ])('that names what does not exist, %j, is refused', async (more, text) => {
    bench = await startBench({})
    await expect(startSandbox({ scenario: scenarioWith({}, more) })).rejects.toThrow(text)
  })

  test('is the same as JSON and YAML', async () => {
    bench = await startBench({})
    const json = '{"account": "1", "secrets": [{"name": "a:\\" b", "generate": 40}], "clusters": []}'
    const yaml = 'account: "1"\nsecrets: [{ name: "a:\\" b", generate: 40 }]\nclusters: []'
    expect(readScenario(json, '.')).toEqual(readScenario(yaml, '.'))
    expect(() => readScenario('a: [', '.')).toThrow(/^Scenario: not YAML/)
  })

  test('generates values, never the same for two secrets, and fills in ARNs', async () => {
    const environment = [{ name: 'PLAIN', value: '${generate:24}' }]
    const secrets = [{ name: 'A', valueFrom: '${secret:a}:key::' }]
    const executionRoleArn = 'arn:aws:iam::${account}:role/r'
    const containerDefinitions = [{ name: 'app', image: 'x', environment, secrets }]
    bench = await startBench({
      region: 'us-west-2',
      secrets: ['a', 'b'].map(name => ({ name, generate: 40 })),
      taskDefinitions: [definition('web', { executionRoleArn, containerDefinitions })]
    })
    const region = bench.sandbox.world().regions.get('us-west-2')
    const values = [...(region?.secrets.values() ?? [])].map(one => one.versions[0]?.text)
    expect(new Set(values).size).toBe(2)
    expect(values.map(one => one?.length)).toEqual([40, 40])
    expect(region?.families.get('web')?.revisions[0]?.definition).toMatchObject({
      executionRoleArn: 'arn:aws:iam::123456789012:role/r',
      containerDefinitions: [
        {
          environment: [{ value: expect.stringMatching(/^\w{24}$/) }],
          secrets: [{ valueFrom: `${region?.secrets.get('a')?.arn}:key::` }]
        }
      ]
    })
  })
})
