import { PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { describe, expect, test } from '@jest/globals'
import { auditAlerts } from '../../src/report/audit/audit-section.ts'
import { outputsOf } from '../../src/report/outputs.ts'
import type { Report } from '../../src/report/report.ts'
import { reportToHtml } from '../../src/report/summary.ts'
import { exitCodeOf, judgeReport } from '../../src/report/verdict.ts'
import {
  type AuditWorld,
  auditWorldsOfTests,
  canary,
  denied,
  expectNoValue,
  rule,
  running,
  service
} from './world.ts'

const makeAuditWorld = auditWorldsOfTests()
let world: AuditWorld

const value = canary()
const PLAINTEXT = { environment: [{ name: 'DB_PASSWORD', value }] }
const PURGE = { purge: 'true' }

/** web runs web:4, which is clean; web:1 to web:3 hold plaintext. */
function scenarioWith(more: object = {}): object {
  return {
    ...running(PLAINTEXT, PLAINTEXT, PLAINTEXT, {}),
    clusters: ['demo', 'other'],
    ...more
  }
}

const GONE = {
  'web:1': 'DELETE_IN_PROGRESS',
  'web:2': 'DELETE_IN_PROGRESS',
  'web:3': 'DELETE_IN_PROGRESS',
  'web:4': 'ACTIVE'
}

describe('what a purge deleted', () => {
  const secret = 'demo/db'
  const reading = {
    secrets: [
      { name: 'DB_PASSWORD', valueFrom: `arn:aws:secretsmanager:us-west-2:123456789012:secret:${secret}` }
    ]
  }
  const scenario = () => ({
    ...running(PLAINTEXT, reading),
    secrets: [{ name: secret, value }]
  })
  const unrotated = ({ report }: { readonly report: Report }) =>
    report.audit?.audit.secrets.filter(one => one.unrotated).map(({ name }) => name)

  test('is a reminder in later audits, until the secret has a new value', async () => {
    world = await makeAuditWorld(scenario())
    expect(unrotated(await world.audit())).toEqual([])
    await world.audit(PURGE)
    const later = await world.audit()
    expect(unrotated(later)).toEqual([secret])
    expect(judgeReport(later.report).sentence).toMatch(
      /^Clean: .* Revisions were deleted, and 1 secret of their families has its first value: rotate it if a deleted revision contained it\.$/
    )
    world.sandbox.advance(3_600_000)
    const client = new SecretsManagerClient({
      region: 'us-west-2',
      endpoint: world.sandbox.url,
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' }
    })
    await client.send(new PutSecretValueCommand({ SecretId: secret, SecretString: canary() }))
    const rotated = await world.audit()
    expect(unrotated(rotated)).toEqual([])
    expect(judgeReport(rotated.report).sentence).not.toContain('rotate')
  })
})

describe('purge', () => {
  test('deregisters and deletes what holds plaintext and runs nowhere; a second run finds nothing left', async () => {
    world = await makeAuditWorld(scenarioWith())
    const { report, shown } = await world.audit(PURGE)
    expect(world.statuses('web')).toEqual(GONE)
    expect(report.audit?.audit.purge?.map(({ revision, outcome }) => [revision, outcome])).toEqual([
      ['web:3', 'deleted'],
      ['web:2', 'deleted'],
      ['web:1', 'deleted']
    ])
    expect(exitCodeOf(report)).toBe(0)
    expectNoValue(shown, [value])
    const reminder = 'The deleted revisions contained 1 credential: rotate what you have not rotated.'
    expect(judgeReport(report).sentence).toMatch(new RegExp(`^Clean: .* 3 revisions purged\\. ${reminder}$`))
    expect(JSON.parse(outputsOf(report).audit)).toMatchObject({
      rotate: [{ name: 'DB_PASSWORD', purged: true }]
    })
    expect(reportToHtml(report, { now: 0 })).toContain(reminder)
    const again = await world.audit(PURGE)
    expect(again.report.audit?.audit.purge).toEqual([])
    expect(again.report.audit?.audit.beingDeleted).toBe(3)
    expect(exitCodeOf(again.report)).toBe(0)
  })

  test('without purge nothing is written', async () => {
    world = await makeAuditWorld(scenarioWith())
    const { report } = await world.audit()
    expect(report.audit?.verdict).toBe('old-revisions')
    expect(exitCodeOf(report)).toBe(0)
    expect(exitCodeOf((await world.audit({ cluster: 'demo', 'fail-on': 'warning' })).report)).toBe(1)
    expect(new Set(Object.values(world.statuses('web')))).toEqual(new Set(['ACTIVE']))
  })

  test.each([
    [
      'a service of another cluster',
      {
        services: [service('web:4'), service('web:2', { serviceName: 'old', cluster: 'other' })]
      },
      /in use by service old in other/
    ],
    ['a rule that runs it in another cluster', { rules: [rule('web:2', 'other')] }, /in use by rule nightly/],
    [
      'a schedule that calls RunTask by itself',
      {
        schedules: [
          {
            Name: 'own',
            ScheduleExpression: 'rate(1 hour)',
            FlexibleTimeWindow: { Mode: 'OFF' },
            Target: {
              Arn: 'arn:aws:scheduler:::aws-sdk:ecs:runTask',
              RoleArn: 'arn:aws:iam::123456789012:role/events',
              Input: JSON.stringify({ Cluster: 'other', TaskDefinition: 'web:2' })
            }
          }
        ]
      },
      /in use by schedule default\/own/
    ]
  ])('%s keeps its revision', async (_, more, reason) => {
    world = await makeAuditWorld(scenarioWith(more))
    const { report } = await world.audit(PURGE)
    expect(world.statuses('web')).toEqual({ ...GONE, 'web:2': 'ACTIVE' })
    const kept = report.audit?.audit.purge?.find(({ revision }) => revision === 'web:2')
    expect(kept).toMatchObject({ outcome: 'kept', reason: expect.stringMatching(reason) })
    expect(exitCodeOf(report)).toBe(1)
  })

  test('a rule that names only the family runs its newest revision, and keeps that', async () => {
    world = await makeAuditWorld({
      ...scenarioWith({ rules: [rule('web', 'other')] }),
      ...running({}, PLAINTEXT),
      services: [service('web:1')]
    })
    await world.audit(PURGE)
    expect(world.statuses('web')).toEqual({ 'web:1': 'ACTIVE', 'web:2': 'ACTIVE' })
  })

  test.each(['ecs:ListClusters', 'ecs:ListTasks', 'events:ListRules', 'scheduler:ListSchedules'])(
    'without %s nothing is known to be unused, and nothing is touched',
    async action => {
      world = await makeAuditWorld(scenarioWith(denied(action)))
      const { report } = await world.audit(PURGE)
      expect(world.operations()).not.toContain('DeregisterTaskDefinition')
      expect(world.operations()).not.toContain('DeleteTaskDefinitions')
      expect(report.audit?.audit.purge?.map(({ outcome, reason }) => `${outcome} ${reason}`)).toEqual(
        Array(3).fill(
          expect.stringMatching(new RegExp(`^kept not known to be unused: .*no permission for ${action}`))
        )
      )
      expect(exitCodeOf(report)).toBe(3)
      const kept = report.problems.filter(({ code }) => code === 'purge-failed')
      expect(kept.map(({ message }) => message)).toEqual([
        expect.stringMatching(
          new RegExp(`^web:3, .* were not purged: not known .*no permission for ${action}`)
        )
      ])
      expect(judgeReport(report).sentence).not.toContain('run mode audit with purge: true')
      expect(report.audit && auditAlerts(report.audit).map(({ message }) => message)).toContainEqual(
        expect.stringContaining('They were not purged')
      )
    }
  )

  test('says which way back it takes away', async () => {
    world = await makeAuditWorld({
      ...running(PLAINTEXT, {}),
      services: [
        service('web:2', { history: [{ taskDefinition: 'web:1', status: 'SUCCESSFUL', age: '3d' }] })
      ]
    })
    const before = await world.audit()
    expect(before.shown).toContain('a rollback of web to web:1 would bring plaintext back')
    const { report } = await world.audit(PURGE)
    expect(report.audit?.audit.purge).toEqual([
      expect.objectContaining({
        revision: 'web:1',
        outcome: 'deleted',
        reason: expect.stringContaining('it was the rollback target of web')
      })
    ])
  })

  test.each(['reset-before', 'reset-after', 'throttle', '500', 'truncate', 'timeout-after'])(
    'a fault of kind %s at each writing call is survived by this run or the next',
    async kind => {
      for (const op of ['DeregisterTaskDefinition', 'DeleteTaskDefinitions']) {
        world = await makeAuditWorld(scenarioWith({ faults: [{ op, kind, ms: 10 }] }))
        await world.audit({ ...PURGE, 'max-retries': '1' })
        const { report } = await world.audit({ ...PURGE, 'max-retries': '1' })
        expect(world.statuses('web')).toEqual(GONE)
        expect(exitCodeOf(report)).toBe(0)
      }
    }
  )

  test('stopped after any call, the next run ends in the same state', async () => {
    world = await makeAuditWorld(scenarioWith())
    await world.audit(PURGE)
    const calls = world.operations().length
    for (let stop = calls - 6; stop <= calls; stop++) {
      world = await makeAuditWorld(scenarioWith({ faults: [{ op: '*', kind: 'expired-token', from: stop }] }))
      await world.audit(PURGE).catch(() => {})
      await fetch(`${world.sandbox.url}/_sandbox/faults`, { method: 'DELETE' })
      const { report } = await world.audit(PURGE)
      expect(world.statuses('web')).toEqual(GONE)
      expect(exitCodeOf(report)).toBe(0)
    }
  })

  test('many revisions: ten at a time, inside the buckets', async () => {
    world = await makeAuditWorld({
      throttle: true,
      ...running(...Array.from({ length: 45 }, () => PLAINTEXT), {})
    })
    const { report } = await world.audit(PURGE)
    expect(report.audit?.audit.purge).toHaveLength(45)
    expect(exitCodeOf(report)).toBe(0)
    expect(world.operations().filter(name => name === 'DeleteTaskDefinitions')).toHaveLength(5)
    expect(world.sandbox.requests().filter(({ error }) => error !== undefined)).toEqual([])
  })

  test('a cancelled run leaves the rest, and says so', async () => {
    world = await makeAuditWorld(scenarioWith())
    world.controller.abort()
    const { report } = await world.audit(PURGE)
    expect(report.audit?.audit.purge?.every(({ outcome }) => outcome === 'failed')).toBe(true)
    expect(report.problems.map(({ code, fault }) => `${code} ${fault}`)).toContain('purge-failed cancelled')
    expect(exitCodeOf(report)).toBe(1)
  })
})
