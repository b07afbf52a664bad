import { createHash, createHmac } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import { connectAws } from '../../src/aws/connect.ts'
import type { JsonObject } from '../../src/json.ts'
import { type Answer, type Captured, endpointsOfTests, virtualClock } from './endpoint.ts'

const serve = endpointsOfTests()

async function ecsAgainst(respond: (request: Captured, earlier: number) => Answer) {
  const endpoint = await serve(respond)
  const clock = virtualClock()
  const environment = process.env
  const { ecs } = connectAws({ region: 'us-west-2', environment, clock, version: '1.2.3', random: () => 0.5 })
  return { ecs, requests: endpoint.requests, clock }
}

/**
 * Signature Version 4 of a captured POST with the test's key, over the body given (IAM user guide, "Create a signed
 * request").
 */
function signatureOf({ headers }: Captured, body: string): string {
  const hash = (text: string) => createHash('sha256').update(text).digest('hex')
  const mac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest()
  const [, scope = '', signed = ''] =
    /Credential=[^/]+\/(\S+), SignedHeaders=([^,]+)/.exec(headers.authorization ?? '') ?? []
  const lines = signed.split(';').map(name => `${name}:${String(headers[name])}\n`)
  const canonical = ['POST', '/', '', lines.join(''), signed, hash(body)].join('\n')
  const [date = '', region = '', name = '', end = ''] = scope.split('/')
  const key = [date, region, name, end].reduce<string | Buffer>(mac, 'AWS4test')
  return mac(key, ['AWS4-HMAC-SHA256', headers['x-amz-date'], scope, hash(canonical)].join('\n')).toString(
    'hex'
  )
}

const json = (body: unknown): Answer => ({ kind: 'json', body })
const arn = 'arn:aws:ecs:us-west-2:123456789012:task-definition/dispatcher:7'

// members that no SDK knows at three depths, an empty list, null, a number with a fraction, text in other scripts, and
// a key that is not an ordinary one in JavaScript
const definitionText = `{"zeta":1,"family":"dispatcher","containerDefinitions":[{"name":"app","image":"i","futureMember":{"deep":[1.5,null,{"x":"é😀\\u2028"}]},"environment":[],"command":null,"__proto__":{"own":true}}],"cpu":"256","volumes":[{"name":"v","futureVolume":{"a":9007199254740991}}],"futureTop":false}`

describe('RegisterTaskDefinition', () => {
  test('sends the definition member for member and keeps every member of the answer', async () => {
    const answerText = `{"taskDefinition":{"taskDefinitionArn":"${arn}","family":"dispatcher","revision":7,"status":"ACTIVE","registeredAt":1700000000.123,"futureTop":{"a":[{"b":1}]},"containerDefinitions":[{"name":"app","futureMember":[true]}],"__proto__":{"own":1}},"tags":[{"key":"k","value":"v"}]}`
    const { ecs, requests } = await ecsAgainst(() => json(answerText))
    const live = await ecs.registerTaskDefinition(JSON.parse(definitionText) as JsonObject)
    expect(requests[0]?.text).toBe(JSON.stringify(JSON.parse(definitionText)))
    expect(requests[0]?.text).toContain('"__proto__":{"own":true}')
    expect(requests[0]?.headers['content-length']).toBe(String(Buffer.byteLength(requests[0]?.text ?? '')))
    expect(requests[0]?.headers.authorization).toContain('us-west-2/ecs/aws4_request')
    expect(requests[0]?.headers['user-agent']).toContain('ecs-sealed-deploy/1.2.3')
    expect(live).toMatchObject({
      arn,
      family: 'dispatcher',
      revision: 7,
      status: 'ACTIVE',
      registeredAt: 1700000000123
    })
    expect(JSON.stringify(live.definition)).toBe(
      `${JSON.stringify((JSON.parse(answerText) as { taskDefinition: unknown }).taskDefinition).slice(0, -1)},"tags":[{"key":"k","value":"v"}]}`
    )
  })

  test('the signature covers what is sent, not what the SDK had serialized', async () => {
    const { ecs, requests } = await ecsAgainst(() =>
      json({
        taskDefinition: {
          taskDefinitionArn: arn,
          family: 'dispatcher',
          revision: 7,
          containerDefinitions: [{}]
        }
      })
    )
    await ecs.registerTaskDefinition({ family: 'dispatcher', unknown: { a: 1 } })
    const request = requests[0] as Captured
    expect(signatureOf(request, request.text)).toBe(
      /Signature=(\w+)/.exec(request.headers.authorization ?? '')?.[1]
    )
    expect(signatureOf(request, '{}')).not.toBe(signatureOf(request, request.text))
  })

  test('a refusal never repeats a value of the definition', async () => {
    const password = ['Sommer', '2024!'].join('-')
    const { ecs } = await ecsAgainst(() => ({
      kind: 'json',
      status: 400,
      body: {
        __type: 'ClientException',
        message: `Invalid value '${password}' for DB_PASSWORD\nin container app`
      }
    }))
    const definition = {
      family: 'f',
      containerDefinitions: [{ name: 'app', environment: [{ name: 'DB_PASSWORD', value: password }] }]
    }
    await expect(ecs.registerTaskDefinition(definition)).rejects.toMatchObject({
      kind: 'refused',
      awsName: 'ClientException',
      message: "Invalid value '[12 characters]' for DB_PASSWORD in container app"
    })
  })
})

describe('DescribeTaskDefinition', () => {
  test('asks for tags and keeps unknown members', async () => {
    const { ecs, requests } = await ecsAgainst(() =>
      json({
        taskDefinition: {
          taskDefinitionArn: arn,
          family: 'dispatcher',
          revision: 7,
          containerDefinitions: [{}],
          status: 'INACTIVE',
          novel: [1]
        }
      })
    )
    const live = await ecs.describeTaskDefinition('dispatcher')
    expect(JSON.parse(requests[0]?.text ?? '')).toEqual({ taskDefinition: 'dispatcher', include: ['TAGS'] })
    expect(live?.status).toBe('INACTIVE')
    expect(live?.definition).toHaveProperty('novel', [1])
    expect(live?.definition).not.toHaveProperty('tags')
  })

  test('one without containers is no definition: nothing in it could be judged', async () => {
    const taskDefinition = { taskDefinitionArn: arn, family: 'dispatcher', revision: 7 }
    const { ecs } = await ecsAgainst(() => json({ taskDefinition }))
    await expect(ecs.describeTaskDefinition('dispatcher')).rejects.toMatchObject({ kind: 'lost' })
  })

  test('one that does not exist is undefined; another ClientException is not', async () => {
    const { ecs } = await ecsAgainst((_request, earlier) => ({
      kind: 'json',
      status: 400,
      body: {
        __type: 'ClientException',
        message: earlier === 0 ? 'Unable to describe task definition.' : 'No.'
      }
    }))
    expect(await ecs.describeTaskDefinition('absent')).toBeUndefined()
    await expect(ecs.describeTaskDefinition('absent')).rejects.toMatchObject({
      kind: 'refused',
      message: 'No.'
    })
  })
})

const service = (serviceName: string) => ({
  serviceName,
  serviceArn: `arn:aws:ecs:us-west-2:123456789012:service/ops/${serviceName}`,
  clusterArn: 'arn:aws:ecs:us-west-2:123456789012:cluster/ops',
  status: 'ACTIVE',
  taskDefinition: arn,
  desiredCount: 2,
  runningCount: 1,
  pendingCount: 1,
  currentServiceDeployment: 'arn:sd',
  deploymentConfiguration: { deploymentCircuitBreaker: { enable: true, rollback: false } },
  deployments: [
    {
      id: 'ecs-svc/1',
      status: 'PRIMARY',
      taskDefinition: arn,
      desiredCount: 2,
      failedTasks: 3,
      rolloutState: 'IN_PROGRESS',
      createdAt: 1700000000.5
    }
  ],
  events: [{ id: 'e', createdAt: 1700000001, message: 'm' }]
})

describe('DescribeServices', () => {
  test('asks for ten at a time, once each, and tells the missing ones', async () => {
    const { ecs, requests } = await ecsAgainst(({ text }) => {
      const { services } = JSON.parse(text) as { services: string[] }
      return json({
        services: services.filter(name => name !== 's3').map(service),
        failures: services.includes('s3')
          ? [{ arn: 'arn:aws:ecs:us-west-2:123456789012:service/ops/s3', reason: 'MISSING' }]
          : []
      })
    })
    const names = Array.from({ length: 23 }, (_, index) => `s${index}`)
    const { services, missing } = await ecs.describeServices('ops', [...names, 's0'])
    expect(
      requests
        .map(({ text }) => (JSON.parse(text) as { services: string[] }).services.length)
        .sort((a, b) => b - a)
    ).toEqual([10, 10, 3])
    expect(services.map(state => state.service)).toEqual(names.filter(name => name !== 's3'))
    expect(missing).toEqual(['s3'])
    expect(services[0]).toMatchObject({
      deploymentController: 'ECS',
      circuitBreaker: { enable: true, rollback: false },
      currentServiceDeployment: 'arn:sd',
      events: [{ id: 'e', createdAt: 1700000001000, message: 'm' }],
      deployments: [
        { failedTasks: 3, runningCount: 0, createdAt: 1700000000500, rolloutState: 'IN_PROGRESS' }
      ]
    })
    expect(Object.keys(services[0]?.deployments[0] ?? {})).not.toContain('updatedAt')
  })

  test('a service that the answer does not mention is not taken for missing', async () => {
    const { ecs, requests } = await ecsAgainst((_request, earlier) =>
      json(earlier === 0 ? { services: [], failures: [] } : { services: [service('a')] })
    )
    expect((await ecs.describeServices('ops', ['a'])).services).toHaveLength(1)
    expect(requests).toHaveLength(2)
  })

  test('a failure for another reason is an error', async () => {
    const { ecs } = await ecsAgainst(() =>
      json({ services: [], failures: [{ arn: 'a', reason: 'BUSY', detail: 'later' }] })
    )
    await expect(ecs.describeServices('ops', ['a'])).rejects.toMatchObject({
      kind: 'refused',
      message: 'BUSY: later'
    })
  })

  test('no services, no call', async () => {
    const { ecs, requests } = await ecsAgainst(() => json({}))
    expect(await ecs.describeServices('ops', [])).toEqual({ services: [], missing: [] })
    expect(requests).toEqual([])
  })
})

describe('UpdateService', () => {
  test('sends exactly the members that were asked for', async () => {
    const { ecs, requests } = await ecsAgainst(() => json({ service: service('a') }))
    await ecs.updateService({ cluster: 'ops', service: 'a', taskDefinition: arn })
    await ecs.updateService({
      cluster: 'ops',
      service: 'a',
      taskDefinition: arn,
      desiredCount: 0,
      forceNewDeployment: true
    })
    expect(requests.map(({ text }) => JSON.parse(text))).toEqual([
      { cluster: 'ops', service: 'a', taskDefinition: arn },
      { cluster: 'ops', service: 'a', taskDefinition: arn, desiredCount: 0, forceNewDeployment: true }
    ])
    // each write has its own connection, so that an idle one closed by AWS can't make an outcome unknown
    expect(requests.map(({ headers }) => headers.connection)).toEqual(['close', 'close'])
  })
})

describe('service deployments', () => {
  test('lists all pages, newest first, from the second of `since` on', async () => {
    const entry = (at: number) => ({
      serviceDeploymentArn: `arn:${at}`,
      status: 'SUCCESSFUL',
      createdAt: at,
      targetServiceRevisionArn: 'r'
    })
    const { ecs, requests } = await ecsAgainst((_request, earlier) =>
      json(
        earlier === 0
          ? { serviceDeployments: [entry(1700000099), entry(1700000100)], nextToken: 't' }
          : { serviceDeployments: [entry(1700000200)] }
      )
    )
    const found = await ecs.listServiceDeployments('ops', 'a', 1_700_000_100_900)
    expect(found.map(({ arn: each }) => each)).toEqual(['arn:1700000200', 'arn:1700000100'])
    expect(found[0]).toEqual({
      pauses: [],
      triggeredAlarms: [],
      arn: 'arn:1700000200',
      status: 'SUCCESSFUL',
      createdAt: 1700000200000,
      targetRevisionArn: 'r'
    })
    expect(requests.map(({ text }) => JSON.parse(text))).toEqual([
      { cluster: 'ops', service: 'a', createdAt: { after: 1700000099 }, maxResults: 100 },
      { cluster: 'ops', service: 'a', createdAt: { after: 1700000099 }, maxResults: 100, nextToken: 't' }
    ])
  })

  test.each([
    ['the same token again', () => json({ serviceDeployments: [], nextToken: 'same' }), 2],
    [
      'tokens that go round',
      (_: unknown, earlier: number) => json({ serviceDeployments: [], nextToken: `t${earlier % 2}` }),
      3
    ],
    ['no list', () => json({}), 1]
  ])('%s is no complete listing', async (_, answer, count) => {
    const { ecs, requests } = await ecsAgainst(answer)
    await expect(ecs.listServiceDeployments('ops', 'a', 0)).rejects.toMatchObject({ kind: 'lost' })
    expect(requests).toHaveLength(count)
  })

  test('describes twenty at a time, with breaker and rollback', async () => {
    const { ecs, requests } = await ecsAgainst(({ text }) => {
      const { serviceDeploymentArns } = JSON.parse(text) as { serviceDeploymentArns: string[] }
      return json({
        serviceDeployments: serviceDeploymentArns.map(each => ({
          serviceDeploymentArn: each,
          status: 'ROLLBACK_SUCCESSFUL',
          statusReason: 'why',
          finishedAt: 1700000001,
          targetServiceRevision: { arn: 'rev' },
          deploymentCircuitBreaker: { status: 'TRIGGERED', failureCount: 3, threshold: 3 },
          rollback: { reason: 'breaker' }
        }))
      })
    })
    const found = await ecs.describeServiceDeployments(
      Array.from({ length: 21 }, (_, index) => `arn:${index}`)
    )
    expect(requests).toHaveLength(2)
    expect(found).toHaveLength(21)
    expect(found[20]).toEqual({
      pauses: [],
      triggeredAlarms: [],
      arn: 'arn:20',
      status: 'ROLLBACK_SUCCESSFUL',
      statusReason: 'why',
      finishedAt: 1700000001000,
      targetRevisionArn: 'rev',
      circuitBreaker: { status: 'TRIGGERED', failureCount: 3, threshold: 3 },
      rollbackReason: 'breaker'
    })
  })

  test('an endpoint that answers an error page each time does not know them', async () => {
    const { ecs, requests } = await ecsAgainst(() => ({
      kind: 'raw',
      status: 500,
      type: 'text/html',
      text: '<!doctype html>'
    }))
    await expect(ecs.listServiceDeployments('ops', 'a', 0)).rejects.toMatchObject({
      kind: 'unsupported',
      operation: 'ecs:ListServiceDeployments',
      awsName: 'HTTP 500 text/html'
    })
    expect(requests).toHaveLength(4)
  })
})

describe('stopped tasks', () => {
  test('lists STOPPED up to the limit and describes a hundred at a time', async () => {
    const { ecs, requests } = await ecsAgainst(({ operation, text }, earlier) => {
      if (operation === 'ListTasks') {
        return json({
          taskArns: Array.from({ length: 100 }, (_, index) => `t${earlier}-${index}`),
          nextToken: `n${earlier}`
        })
      }
      const { tasks } = JSON.parse(text) as { tasks: string[] }
      return json({
        tasks: tasks.map(taskArn => ({
          taskArn,
          taskDefinitionArn: arn,
          startedBy: 'ecs-svc/1',
          startedAt: 1699999980,
          executionStoppedAt: 1699999990,
          stoppingAt: 1699999995,
          stoppedAt: 1700000000,
          stopCode: 'TaskFailedToStart',
          stoppedReason: 'r',
          containers: [{ name: 'app', exitCode: 1, healthStatus: 'UNKNOWN', runtimeId: 'r1' }]
        }))
      })
    })
    const tasks = await ecs.listStoppedTasks('ops', 'a', 150)
    expect(tasks).toHaveLength(150)
    expect(tasks[0]).toEqual({
      arn: 't0-0',
      taskDefinition: arn,
      startedBy: 'ecs-svc/1',
      stopCode: 'TaskFailedToStart',
      stoppedReason: 'r',
      startedAt: 1699999980000,
      endedAt: 1699999990000,
      stoppedAt: 1700000000000,
      containers: [{ name: 'app', exitCode: 1, healthStatus: 'UNKNOWN', runtimeId: 'r1' }]
    })
    expect(requests.map(({ operation }) => operation)).toEqual([
      'ListTasks',
      'ListTasks',
      'DescribeTasks',
      'DescribeTasks'
    ])
    expect(JSON.parse(requests[0]?.text ?? '')).toEqual({
      cluster: 'ops',
      serviceName: 'a',
      desiredStatus: 'STOPPED',
      maxResults: 100
    })
  })
})
