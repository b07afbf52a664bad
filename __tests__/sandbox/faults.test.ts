import { ListServicesCommand, RegisterTaskDefinitionCommand, UpdateServiceCommand } from '@aws-sdk/client-ecs'
import { CreateSecretCommand } from '@aws-sdk/client-secrets-manager'
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts'
import { afterEach, describe, expect, test } from '@jest/globals'
import { type Bench, definition, outline, refusal, scenarioWith, startBench } from './world.ts'

let bench: Bench
afterEach(() => bench.end())

async function startWith(faults: object[], attempts = 1): Promise<void> {
  bench = await startBench(scenarioWith({}, { faults }), { attempts, sockets: true })
}

const list = () => bench.ecs.send(new ListServicesCommand({ cluster: 'demo' }))
const outcomes = () => bench.sandbox.requests().map(one => [one.operation, one.status, one.error, one.fault])

describe('an answer', () => {
  test.each([
    ['throttle', { name: 'ThrottlingException', message: 'Rate exceeded', status: 400 }],
    ['500', { name: 'ServerException', status: 500 }],
    [
      'expired-token',
      {
        name: 'ExpiredTokenException',
        message: 'The security token included in the request is expired',
        status: 400
      }
    ],
    ['access-denied', { name: 'AccessDeniedException', status: 400 }],
    ['html503', { status: 503 }]
  ])('of kind %s', async (kind, seen) => {
    await startWith([{ op: 'ListServices', kind }])
    expect(await refusal(list())).toMatchObject(seen)
    expect((await list()).serviceArns).toHaveLength(1)
  })

  test('of kind error has the status, name and text that were asked for', async () => {
    await startWith([
      {
        op: 'RegisterTaskDefinition',
        kind: 'error',
        type: 'ClientException',
        message: 'Too many concurrent attempts to create a new revision of the specified family.'
      }
    ])
    expect(
      await refusal(bench.ecs.send(new RegisterTaskDefinitionCommand(definition('web') as never)))
    ).toEqual({
      name: 'ClientException',
      message: 'Too many concurrent attempts to create a new revision of the specified family.',
      status: 400
    })
  })

  test('that is cut off half way is no answer', async () => {
    await startWith([{ op: 'ListServices', kind: 'truncate' }])
    expect((await refusal(list())).message).toMatch(/aborted|ECONNRESET|socket hang up|JSON/)
  })

  test('in XML has XML names', async () => {
    await startWith([{ op: 'GetCallerIdentity', kind: 'expired-token' }])
    expect(await refusal(bench.sts.send(new GetCallerIdentityCommand({})))).toMatchObject({
      name: 'ExpiredToken',
      status: 403
    })
    expect(bench.sandbox.requests()[0]?.error).toBe('ExpiredToken')
  })
})

describe('a lost answer', () => {
  test('reset-before: nothing was carried out', async () => {
    await startWith([{ op: 'UpdateService', kind: 'reset-before' }])
    await refusal(bench.update({ taskDefinition: 'web:2' }))
    expect((await bench.service()).deployments).toHaveLength(1)
    expect(outcomes()[0]).toEqual(['UpdateService', 0, undefined, 'reset-before'])
  })

  test('reset-after: it was carried out exactly once, and a repeat starts no second deployment', async () => {
    await startWith([{ op: 'UpdateService', kind: 'reset-after' }])
    await refusal(bench.update({ taskDefinition: 'web:2' }))
    const after = await bench.service()
    expect(outline(after)[0]).toBe('PRIMARY IN_PROGRESS web:2 running 0 failed 0')
    expect((await bench.update({ taskDefinition: 'web:2' })).deployments).toHaveLength(2)
  })

  test('reset-after of RegisterTaskDefinition leaves one revision, and the SDK that retries makes a second', async () => {
    await startWith([{ op: 'RegisterTaskDefinition', kind: 'reset-after' }], 2)
    const answer = await bench.ecs.send(new RegisterTaskDefinitionCommand(definition('new') as never))
    expect(answer.taskDefinition?.revision).toBe(2)
  })

  test('reset-after of CreateSecret with a token is repeated without harm', async () => {
    await startWith([{ op: 'CreateSecret', kind: 'reset-after' }], 2)
    const token = 'c'.repeat(32)
    const made = await bench.secrets.send(
      new CreateSecretCommand({ Name: 'app/db', SecretString: 'x', ClientRequestToken: token })
    )
    expect(made.VersionId).toBe(token)
    expect(bench.sandbox.requests()).toHaveLength(2)
  })

  test('timeout-after: carried out, and the socket closes later without a word', async () => {
    await startWith([{ op: 'UpdateService', kind: 'timeout-after', ms: 80 }])
    const began = Date.now()
    await refusal(bench.update({ taskDefinition: 'web:2' }))
    expect(Date.now() - began).toBeGreaterThanOrEqual(70)
    expect((await bench.service()).deployments).toHaveLength(2)
  })
})

describe('stale reads', () => {
  test('show the world before the last write, for as many reads as asked', async () => {
    await startWith([{ op: 'DescribeServices', kind: 'stale', times: 2 }])
    await bench.update({ taskDefinition: 'web:2' })
    const counts = []
    for (let read = 0; read < 3; read++) counts.push((await bench.service()).deployments?.length)
    expect(counts).toEqual([1, 1, 2])
  })
})

describe('counting', () => {
  const codes = async (calls: number) => {
    const seen = []
    for (let call = 0; call < calls; call++)
      seen.push(
        await list().then(
          () => 'ok',
          () => 'x'
        )
      )
    return seen.join('')
  }

  test.each([
    [{}, 'xokokokok'],
    [{ nth: 3 }, 'okokxokok'],
    [{ times: 2 }, 'xxokokok'],
    [{ from: 3 }, 'okokxxx'],
    [{ from: 2, times: 2 }, 'okxxokok'],
    [{ when: { cluster: 'other' } }, 'okokokokok'],
    [{ when: { cluster: 'demo' }, nth: 2 }, 'okxokokok'],
    [{ service: 'ssm' }, 'okokokokok']
  ])('%j', async (which, seen) => {
    await startWith([{ op: 'ListServices', kind: 'throttle', ...which }])
    expect(await codes(5)).toBe(seen)
  })

  test('the SDK gets over two throttled calls', async () => {
    await startWith([{ op: 'ListServices', kind: 'throttle', times: 1 }], 3)
    expect((await list()).serviceArns).toHaveLength(1)
    expect(outcomes().map(one => one[1])).toEqual([400, 200])
  })
})

describe('request buckets', () => {
  test('let 20 registrations through at once, then one a second', async () => {
    bench = await startBench(scenarioWith({}, { throttle: true }))
    const register = () =>
      bench.ecs.send(new RegisterTaskDefinitionCommand(definition('web') as never)).then(
        () => 'ok',
        (error: Error) => error.name
      )
    const seen = []
    for (let call = 0; call < 22; call++) seen.push(await register())
    expect(seen.filter(one => one === 'ok')).toHaveLength(20)
    expect(seen.at(-1)).toBe('ThrottlingException')
    bench.after(1)
    expect([await register(), await register()]).toEqual(['ok', 'ThrottlingException'])
  })

  test('a token that comes in parts is whole: 184 ms and 16 ms are the fifth of a second of an update', async () => {
    bench = await startBench(scenarioWith({}, { throttle: true }))
    const update = () =>
      bench.ecs.send(new UpdateServiceCommand({ cluster: 'demo', service: 'web' })).then(
        () => 'ok',
        (error: Error) => error.name
      )
    for (let call = 0; call < 50; call++) await update()
    bench.after(0.184)
    expect(await update()).toBe('ThrottlingException')
    bench.after(0.016)
    expect(await update()).toBe('ok')
  })
})
