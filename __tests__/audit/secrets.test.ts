import {
  PutSecretValueCommand,
  SecretsManagerClient,
  TagResourceCommand
} from '@aws-sdk/client-secrets-manager'
import { afterEach, describe, expect, test } from '@jest/globals'
import { exitCodeOf } from '../../src/report/verdict.ts'
import {
  type AuditWorld,
  auditWorldsOfTests,
  canary,
  definition,
  denied,
  EXECUTION,
  expectNoValue,
  REGION,
  running,
  service
} from './world.ts'

const makeAuditWorld = auditWorldsOfTests()
let world: AuditWorld
let client: SecretsManagerClient | undefined
afterEach(() => client?.destroy())

function secrets(): SecretsManagerClient {
  client = new SecretsManagerClient({
    endpoint: world.sandbox.url,
    region: REGION,
    credentials: { accessKeyId: 'test', secretAccessKey: 'none' }
  })
  return client
}

const reads = (...names: readonly string[]) => ({
  secrets: names.map((name, index) => ({ name: `V${index}`, valueFrom: `\${secret:${name}}` }))
})

describe('secrets of what is live', () => {
  test('gone, scheduled for deletion, unreferenced, old; other teams’ secrets are not listed', async () => {
    world = await makeAuditWorld({
      roles: [EXECUTION],
      secrets: [
        { name: 'ops/key', generate: 20, age: '100d' },
        { name: 'ops/fresh', generate: 20, age: '1d' },
        { name: 'ops/leaving', generate: 20, age: '100d', deleted: true },
        { name: 'ops/forgotten', generate: 20, age: '400d' },
        { name: 'payroll/key', generate: 20, age: '400d' }
      ],
      taskDefinitions: [
        definition('web', {
          secrets: [
            ...reads('ops/key', 'ops/fresh', 'ops/leaving').secrets,
            {
              name: 'GONE',
              valueFrom: `arn:aws:secretsmanager:${REGION}:123456789012:secret:ops/none-AbCdEf`
            }
          ]
        })
      ],
      services: [service('web:1')]
    })
    const { report, shown } = await world.audit()
    expect(
      report.audit?.audit.secrets.map(({ name, state, old }) => [name.split(':').at(-1), state, old])
    ).toEqual([
      ['ops/key', 'good', true],
      ['ops/fresh', 'good', false],
      ['ops/leaving', 'deleted', false],
      ['ops/none-AbCdEf', 'gone', false],
      ['ops/forgotten', 'unreferenced', false]
    ])
    expect(shown).not.toContain('payroll')
    expect(
      world.sandbox
        .requests()
        .filter(({ operation }) => operation === 'ListSecrets')
        .map(({ body }) => body)
    ).toEqual([expect.objectContaining({ Filters: [{ Key: 'name', Values: ['ops/'] }] })])
    expect(exitCodeOf(report)).toBe(0)
  })

  test('max-secret-age-days', async () => {
    world = await makeAuditWorld({
      ...running(reads('ops/key')),
      secrets: [{ name: 'ops/key', generate: 20, age: '10d' }]
    })
    const { report } = await world.audit({ 'max-secret-age-days': '9' })
    expect(report.audit?.audit.secrets[0]?.old).toBe(true)
  })

  test('tasks from before a rotation hold the old value; a new tag is no rotation', async () => {
    world = await makeAuditWorld({
      roles: [EXECUTION],
      secrets: [
        { name: 'ops/key', generate: 20, age: '10d' },
        { name: 'ops/other', generate: 20, age: '10d' }
      ],
      parameters: [{ name: '/ops/token', age: '30m' }],
      taskDefinitions: [
        definition('web', reads('ops/key', 'ops/other')),
        definition('api', {
          secrets: [{ name: 'TOKEN', valueFrom: `arn:aws:ssm:${REGION}:123456789012:parameter/ops/token` }]
        })
      ],
      services: [service('web:1'), service('api:1')]
    })
    await secrets().send(
      new TagResourceCommand({ SecretId: 'ops/other', Tags: [{ Key: 'team', Value: 'ops' }] })
    )
    await secrets().send(new PutSecretValueCommand({ SecretId: 'ops/key', SecretString: canary() }))
    const { report, shown } = await world.audit()
    expect(report.audit?.audit.staleTasks.map(({ service, secret }) => [service, secret])).toEqual([
      ['web', 'ops/key'],
      ['api', '/ops/token']
    ])
    expect(shown).toContain('may hold an old value (mode rotate-restart)')
  })

  test.each([
    ['a version by its ID does not go stale', ':01234567-89ab-cdef-0123-456789abcdef', []],
    ['a rotation moves AWSPREVIOUS too', 'AWSPREVIOUS:', ['ops/key']]
  ])('%s', async (_, tail, stale) => {
    world = await makeAuditWorld({
      ...running({ secrets: [{ name: 'KEY', valueFrom: `\${secret:ops/key}::${tail}` }] }),
      secrets: [{ name: 'ops/key', generate: 20, age: '10m' }]
    })
    const { report } = await world.audit()
    expect(report.audit?.audit.staleTasks.map(({ secret }) => secret)).toEqual(stale)
  })
})

describe('compare-values', () => {
  const apiKey = canary(30)
  const dbPassword = canary(20)

  function scenario(): object {
    return {
      roles: [EXECUTION],
      secrets: [
        { name: 'ops/key', value: apiKey, age: '1d' },
        {
          name: 'ops/db',
          value: JSON.stringify({ username: 'app-user-1', password: dbPassword, host: 'db.internal' }),
          age: '1d'
        }
      ],
      taskDefinitions: [
        definition('web', {
          ...reads('ops/key'),
          environment: [
            { name: 'BUILD_LABEL', value: apiKey },
            { name: 'GREETING', value: `hello ${dbPassword}!` },
            { name: 'DB_HOST', value: 'db.internal' },
            { name: 'DB_USER', value: 'app-user-1' }
          ]
        })
      ],
      services: [service('web:1')]
    }
  }

  test('finds a secret under an innocent name, whole or in a longer text, by equality; values are masked and shown nowhere', async () => {
    world = await makeAuditWorld(scenario())
    const before = await world.audit()
    expect(exitCodeOf(before.report)).toBe(0)
    expect(world.operations()).not.toContain('GetSecretValue')
    const { report, shown } = await world.audit({ 'compare-values': 'true' })
    expect(
      report.audit?.audit.items[0]?.exposures.map(({ name, rule, secret }) => [name, rule, secret])
    ).toEqual([
      ['BUILD_LABEL', 'audit/equal-to-secret', 'ops/key'],
      ['GREETING', 'audit/equal-to-secret', 'ops/db:password']
    ])
    expect(exitCodeOf(report)).toBe(1)
    expectNoValue(shown, [apiKey, dbPassword])
    expect(world.masked).toEqual(expect.arrayContaining([apiKey, dbPassword]))
  })

  test('without the permission it says what was not compared', async () => {
    world = await makeAuditWorld({ ...scenario(), ...denied('secretsmanager:GetSecretValue') })
    const { report } = await world.audit({ 'compare-values': 'true' })
    expect(report.remarks.map(({ message }) => message)).toContain(
      'Not compared: the value of ops/key: no permission for secretsmanager:GetSecretValue.'
    )
  })
})

describe('rotate-restart', () => {
  function scenario(more: object = {}): object {
    return {
      roles: [EXECUTION],
      secrets: [
        { name: 'ops/key', generate: 20, age: '10d' },
        { name: 'ops/other', generate: 20, age: '10d' }
      ],
      taskDefinitions: [definition('web', reads('ops/key')), definition('api', reads('ops/other'))],
      services: [service('web:1', { desiredCount: 2 }), service('api:1')],
      ...more
    }
  }

  test('restarts by force the services that hold an old value, on the revision they run, and no others; a second run does nothing', async () => {
    world = await makeAuditWorld(scenario())
    const rotated = canary()
    await secrets().send(new PutSecretValueCommand({ SecretId: 'ops/key', SecretString: rotated }))
    world.sandbox.advance(60_000)
    const { report, shown } = await world.restart()
    expect(report.problems).toEqual([])
    expect(Object.fromEntries(report.results.map(({ service, outcome }) => [service, outcome]))).toEqual({
      web: 'succeeded',
      api: 'unchanged'
    })
    const updates = world.sandbox.requests().filter(({ operation }) => operation === 'UpdateService')
    expect(updates.map(({ body }) => body)).toEqual([
      expect.objectContaining({
        service: 'web',
        forceNewDeployment: true,
        taskDefinition: expect.stringMatching(/web:1$/)
      })
    ])
    expect(world.operations()).not.toContain('RegisterTaskDefinition')
    expect(world.operations()).not.toContain('GetSecretValue')
    expect(exitCodeOf(report)).toBe(0)
    expectNoValue(shown, [rotated])
    const again = await world.restart()
    expect(again.report.results.map(({ outcome }) => outcome)).toEqual(['unchanged', 'unchanged'])
  })

  test('a restart that fails is a failed rollout', async () => {
    world = await makeAuditWorld(
      scenario({
        behaviours: [{ family: 'web', exitAfter: 1 }],
        services: [service('web:1', { circuitBreaker: { enable: true, rollback: false } })]
      })
    )
    await secrets().send(new PutSecretValueCommand({ SecretId: 'ops/key', SecretString: canary() }))
    world.sandbox.advance(60_000)
    const { report } = await world.restart()
    expect(report.results.map(({ outcome }) => outcome)).toEqual(['failed'])
    expect(exitCodeOf(report)).toBe(1)
  })

  test('secrets without a readable date are not verified: said, 3, and not restarted; the others are', async () => {
    const other = 'arn:aws:secretsmanager:*:*:secret:ops/other*'
    world = await makeAuditWorld(scenario(denied('secretsmanager:DescribeSecret', other)))
    await secrets().send(new PutSecretValueCommand({ SecretId: 'ops/key', SecretString: canary() }))
    world.sandbox.advance(60_000)
    const { report } = await world.restart()
    expect(Object.fromEntries(report.results.map(({ service, outcome }) => [service, outcome]))).toEqual({
      web: 'succeeded',
      api: 'not-started'
    })
    expect(report.problems.map(({ code, service }) => [code, service])).toEqual([
      ['rotation-not-verified', 'api']
    ])
    expect(exitCodeOf(report)).toBe(3)
  })

  test('a service of whose running tasks ECS lists only some is not verified', async () => {
    world = await makeAuditWorld(
      scenario({
        lag: { ListTasks: '10m' },
        later: [{ after: '1m', action: 'update-service', cluster: 'demo', service: 'web', desiredCount: 3 }]
      })
    )
    world.sandbox.advance(300_000)
    const { report } = await world.restart()
    expect(report.results.map(({ service, outcome }) => [service, outcome])).toEqual([
      ['web', 'not-started'],
      ['api', 'unchanged']
    ])
    expect(report.problems[0]?.message).toBe(
      'Service "web": it is not known whether its tasks hold an old value: ECS lists 2 of its 3 running tasks. It was not restarted.'
    )
    expect(exitCodeOf(report)).toBe(3)
  })
})
