import { describe, expect, test } from '@jest/globals'
import { outputsOf } from '../../src/report/outputs.ts'
import type { Report } from '../../src/report/report.ts'
import { reportToMarkdown } from '../../src/report/summary.ts'
import { exitCodeOf } from '../../src/report/verdict.ts'
import { printerOf } from '../../src/run/printed.ts'
import {
  type AuditWorld,
  auditWorldsOfTests,
  canary,
  definition,
  denied,
  EXECUTION,
  expectNoValue,
  rule,
  running,
  service
} from './world.ts'

const makeAuditWorld = auditWorldsOfTests()
let world: AuditWorld

const KEY = { name: 'ALPACA_API_KEY', valueFrom: '${secret:ops/alpaca/api-key}' }
const HOST = { name: 'DB_HOST', value: 'db.internal' }

/**
 * trade-stream runs plaintext; dispatcher is clean and has two old revisions with plaintext; the report is run by a
 * rule.
 */
function scenarioWith(values: { readonly key: string; readonly password: string }): object {
  const plaintext = {
    environment: [
      { name: 'ALPACA_API_KEY', value: values.key },
      { name: 'DB_PASSWORD', value: values.password },
      HOST
    ]
  }
  return {
    roles: [EXECUTION],
    secrets: [{ name: 'ops/alpaca/api-key', generate: 30, age: '10d' }],
    taskDefinitions: [
      definition('trade-stream', plaintext),
      definition('dispatcher', plaintext),
      definition('dispatcher', plaintext),
      definition('dispatcher', { secrets: [KEY], environment: [HOST] }),
      definition('report', plaintext)
    ],
    services: [service('trade-stream:1'), service('dispatcher:3', { desiredCount: 2 })],
    rules: [rule('report:1')]
  }
}

function verdicts({ audit }: Report): Readonly<Record<string, string>> {
  return Object.fromEntries(
    (audit?.audit.items ?? []).map(item => [`${item.kind} ${item.name}`, item.verdict])
  )
}

describe('audit', () => {
  test('says per service and rule what holds plaintext, since when, and what must be rotated; reads only; shows no value', async () => {
    const values = { key: canary(), password: canary() }
    world = await makeAuditWorld(scenarioWith(values))
    const { report, shown } = await world.audit()
    expect(verdicts(report)).toEqual({
      'service trade-stream': 'exposed',
      'service dispatcher': 'clean',
      'rule nightly': 'exposed'
    })
    const [item] = report.audit?.audit.items ?? []
    expect(item?.since).toEqual({
      revision: 'trade-stream:1',
      at: expect.any(Number),
      by: expect.stringContaining('arn:aws:')
    })
    expect(item?.exposures).toEqual([
      expect.objectContaining({
        name: 'ALPACA_API_KEY',
        container: 'app',
        pointer: '/containerDefinitions/0/environment/0/value',
        rule: 'secret/by-name'
      }),
      expect.objectContaining({ name: 'DB_PASSWORD' })
    ])
    expect(report.audit?.audit.exposedRevisions.map(one => [one.revision, one.usedBy.length > 0])).toEqual([
      ['trade-stream:1', true],
      ['report:1', true],
      ['dispatcher:2', false],
      ['dispatcher:1', false]
    ])
    expect(
      report.audit?.audit.rotate.map(({ name, kind, secret }) => [name, kind.severity, kind.what, secret])
    ).toEqual([
      ['ALPACA_API_KEY', 'critical', 'broker key', 'ops/alpaca/api-key'],
      ['DB_PASSWORD', 'high', 'database password', undefined]
    ])
    expect(exitCodeOf(report)).toBe(1)
    expect(report.problems).toEqual([])
    expect(shown).toContain('Who could read it')
    const summary = reportToMarkdown(report)
    for (const title of ['Rotate, worst first', 'What runs', 'Other revisions with plaintext'])
      expect(summary).toContain(`## ${title}\n`)
    // what runs has its row; revisions that nothing runs have one for each family
    expect(
      summary
        .split('\n')
        .filter(line => /^\| (?:❌\sexposed|✅\sclean|⚠️\sold revisions) /.test(line))
        .map(line => line.split(' | ')[1])
    ).toEqual(['service trade-stream', 'rule nightly', 'service dispatcher'])
    expect(summary).toMatch(/^\| dispatcher \| <code>dispatcher/m)
    expect(reportToMarkdown(report, 2000).length).toBeLessThan(2000)
    expectNoValue(shown, [values.key, values.password])
    expect(world.masked).toEqual(expect.arrayContaining([values.key, values.password]))
    const writes = world.operations().filter(name => !/^(Describe|List|Get)/.test(name))
    expect(writes).toEqual([])
    expect(world.operations()).not.toContain('GetSecretValue')
  })

  test('the output is JSON of form 1, without a value', async () => {
    const values = { key: canary(), password: canary() }
    world = await makeAuditWorld(scenarioWith(values))
    const { report } = await world.audit()
    const json = JSON.parse(outputsOf(report).audit) as Record<string, never>
    const printed = JSON.parse([...(await printerOf('json', { sources: new Map() }))(report)].join('')) as {
      audit: object
    }
    expect(printed.audit).toEqual(json)
    expect(json).toMatchObject({
      version: 1,
      verdict: 'exposed',
      clusters: ['demo'],
      services: [
        {
          kind: 'service',
          name: 'trade-stream',
          verdict: 'exposed',
          since: { revision: 'trade-stream:1', registeredAt: expect.stringMatching(/^2026-01-05T08:00/) },
          plaintext: [{ name: 'ALPACA_API_KEY', container: 'app' }, { name: 'DB_PASSWORD' }]
        },
        { name: 'dispatcher', verdict: 'clean', plaintext: [] },
        { kind: 'rule', name: 'nightly' }
      ],
      notVerified: []
    })
  })

  test('a clean cluster is clean and ends with 0', async () => {
    world = await makeAuditWorld({
      ...running({ secrets: [KEY] }),
      secrets: [{ name: 'ops/alpaca/api-key', generate: 30, age: '2d' }]
    })
    const { report, shown } = await world.audit()
    expect(verdicts(report)).toEqual({ 'service web': 'clean' })
    expect(exitCodeOf(report)).toBe(0)
    expect(shown).toMatch(/\b0 of \d+ .*exposed/)
  })

  test('an old task on an earlier revision makes its service exposed, and so does a revision that is only rolling out', async () => {
    world = await makeAuditWorld({
      ...running({ environment: [{ name: 'DB_PASSWORD', value: canary() }] }, { secrets: [KEY] }),
      services: [service('web:1')],
      secrets: [{ name: 'ops/alpaca/api-key', generate: 30, age: '10d' }],
      behaviours: [{ taskDefinition: 'web:2', neverRuns: true }],
      later: [
        { after: '1s', action: 'update-service', cluster: 'demo', service: 'web', taskDefinition: 'web:2' }
      ]
    })
    world.sandbox.advance(60_000)
    const { report } = await world.audit()
    expect(verdicts(report)).toEqual({ 'service web': 'exposed' })
    expect(report.audit?.audit.items[0]?.revisions).toEqual(['web:2', 'web:1'])
  })

  test('only named services, with what runs their families; one that does not exist is a problem', async () => {
    world = await makeAuditWorld(scenarioWith({ key: canary(), password: canary() }))
    const { report } = await world.audit({ service: 'dispatcher, nobody' })
    expect(verdicts(report)).toEqual({ 'service dispatcher': 'clean', 'service nobody': 'unknown' })
    expect(report.problems.map(({ code }) => code)).toEqual(['service-not-found'])
    expect(world.operations().filter(one => one === 'ListServices')).toHaveLength(1)
    expect(world.operations()).not.toContain('ListSecrets')
  })

  test('several clusters by the configuration file', async () => {
    const value = canary()
    world = await makeAuditWorld(
      {
        clusters: ['demo', 'second'],
        taskDefinitions: [
          definition('web', {}),
          definition('api', { environment: [{ name: 'DB_PASSWORD', value }] })
        ],
        services: [service('web:1'), service('api:1', { cluster: 'second' })]
      },
      { '.github/ecs-sealed-deploy.yml': 'cluster: demo\nservices:\n  api:\n    cluster: second\n' }
    )
    const { report } = await world.audit({ cluster: '' })
    expect(verdicts(report)).toEqual({ 'service web': 'clean', 'service api': 'exposed' })
  })

  test('more services, tasks and revisions than a page holds', async () => {
    const names = Array.from({ length: 25 }, (_, index) => `svc-${index}`)
    world = await makeAuditWorld({
      throttle: true,
      taskDefinitions: [
        ...Array.from({ length: 120 }, () =>
          definition('web', { environment: [{ name: 'DB_PASSWORD', value: canary() }] })
        ),
        definition('web', {})
      ],
      services: names.map(serviceName => service('web:121', { serviceName, desiredCount: 5 }))
    })
    const { report } = await world.audit()
    expect(report.audit?.audit.items).toHaveLength(25)
    expect(report.audit?.audit.exposedRevisions).toHaveLength(120)
    const errors = world.sandbox.requests().filter(({ error }) => error !== undefined)
    expect(errors).toEqual([])
  })

  test('what may not be looked at is not clean: problems, and 3', async () => {
    const reads = ['ListServices', 'DescribeServices', 'ListTaskDefinitions', 'DescribeTaskDefinition']
    const Statement = [{ Effect: 'Allow', Action: reads.map(name => `ecs:${name}`), Resource: '*' }]
    const scenario = scenarioWith({ key: canary(), password: canary() })
    world = await makeAuditWorld({ ...scenario, callers: { test: { Statement } } })
    const { report } = await world.audit()
    expect(verdicts(report)).toEqual({ 'service trade-stream': 'exposed', 'service dispatcher': 'unknown' })
    expect(report.problems.map(({ message }) => message)).toEqual([
      expect.stringContaining('no permission for ecs:ListTasks'),
      expect.stringContaining('no permission for events:ListRuleNamesByTarget'),
      expect.stringContaining('no permission for scheduler:ListSchedules')
    ])
    expect(exitCodeOf(report)).toBe(3)
  })
})

describe('every cluster of the account and Region', () => {
  const plain = { environment: [{ name: 'DB_PASSWORD', value: canary() }] }

  test('cluster: * looks at each of them', async () => {
    world = await makeAuditWorld({
      clusters: ['demo', 'other', 'empty'],
      roles: [EXECUTION],
      taskDefinitions: [definition('web', { environment: [HOST] }), definition('api', plain)],
      services: [service('web:1'), service('api:1', { cluster: 'other' })]
    })
    const { report } = await world.audit({ cluster: '*' })
    expect(verdicts(report)).toMatchObject({ 'service web': 'clean', 'service api': 'exposed' })
  })

  test('where they cannot be listed nothing is called clean', async () => {
    world = await makeAuditWorld(denied('ecs:ListClusters'))
    const { report } = await world.audit({ cluster: '*' })
    expect(exitCodeOf(report)).toBe(3)
    expect(report.problems.map(({ message }) => message).join()).toContain('ecs:ListClusters')
  })
})
