import { describe, expect, test } from '@jest/globals'
import { exitCodeOf, judgeReport } from '../../src/report/verdict.ts'
import { type AuditWorld, auditWorldsOfTests, canary, rule, running } from './world.ts'

const makeAuditWorld = auditWorldsOfTests()
let world: AuditWorld

const PLAINTEXT = { environment: [{ name: 'DB_PASSWORD', value: canary() }] }

/** The newest revision is clean and runs; those before it hold plaintext. */
const withOld = (count: number, more: object = {}) => ({
  ...running(...Array.from({ length: count }, () => PLAINTEXT), {}),
  ...more
})

test('a named service that does not exist stops the purge, and the last line says so', async () => {
  world = await makeAuditWorld(withOld(2))
  const { report, shown } = await world.audit({ purge: 'true', service: 'web,gone' })
  expect(exitCodeOf(report)).toBe(2)
  expect(world.operations()).not.toContain('DeregisterTaskDefinition')
  expect(world.operations()).not.toContain('DeleteTaskDefinitions')
  expect(judgeReport(report).sentence).toMatch(/Nothing was purged\..*1 problem found\.$/)
  expect(shown).toContain('Nothing was purged, because the run has problems')
  expect(shown).not.toContain('No revision with plaintext was found')
})

test('beside a problem of AWS the last line counts what was deleted all the same', async () => {
  const second = { op: 'DeleteTaskDefinitions', kind: 'access-denied', from: 2 }
  world = await makeAuditWorld(withOld(11, { faults: [second] }))
  const { report } = await world.audit({ purge: 'true', 'max-retries': '1' })
  expect(exitCodeOf(report)).toBe(3)
  expect(judgeReport(report).sentence).toBe(
    '1 problem found. 10 revisions purged. The deleted revisions contained 1 credential: rotate what you have not rotated.'
  )
})

describe('what begins to run a revision while others are deregistered', () => {
  const COUNT = 30
  const USED = 'web:2'
  const reason = (rows: readonly { revision: string; outcome: string; reason: string }[] = []) =>
    rows.flatMap(one => (one.revision === USED ? [`${one.outcome}: ${one.reason}`] : []))
  const network = { awsvpcConfiguration: { subnets: ['subnet-1'] } }

  test.each([
    [
      'a service',
      { action: 'update-service', cluster: 'demo', service: 'web', taskDefinition: USED },
      /^failed: deregistered, not deleted: in use by service web in demo/
    ],
    [
      'a task',
      {
        ...{ action: 'run-task', cluster: 'demo', taskDefinition: USED, launchType: 'FARGATE' },
        networkConfiguration: network
      },
      /^failed: deregistered, not deleted: in use by task /
    ],
    [
      'a rule',
      { action: 'put-targets', rule: 'nightly', targets: rule(USED).targets },
      /^failed: deregistered, not deleted: in use by rule nightly/
    ]
  ])('%s keeps it from being deleted', async (_, other, expected) => {
    const rules = [{ ...rule(USED), targets: [] }]
    world = await makeAuditWorld(withOld(COUNT, { rules, later: [{ after: '10s', ...other }] }))
    const { report } = await world.audit({ purge: 'true' })
    expect(reason(report.audit?.audit.purge)).toEqual([expect.stringMatching(expected)])
    expect(world.statuses('web')).toMatchObject({ [USED]: 'INACTIVE', 'web:3': 'DELETE_IN_PROGRESS' })
    expect(exitCodeOf(report)).toBe(3)
    expect(report.problems).toMatchObject([
      { code: 'purge-failed', hint: expect.stringContaining('ECS accepts no new deployment') }
    ])
  })

  test.each([
    ['is not allowed any more', { op: 'ListClusters', kind: 'access-denied', from: 2 }],
    ['fails', { op: 'ListClusters', kind: '500', from: 2 }]
  ])('cannot be seen if the second look %s: nothing is deleted', async (_, fault) => {
    world = await makeAuditWorld(withOld(3, { faults: [fault] }))
    const { report } = await world.audit({ purge: 'true', 'max-retries': '1' })
    expect(world.operations()).toContain('DeregisterTaskDefinition')
    expect(world.operations()).not.toContain('DeleteTaskDefinitions')
    expect(report.audit?.audit.purge).toMatchObject(
      Array(3).fill({
        outcome: 'failed',
        reason: expect.stringMatching(/^deregistered, not deleted: not known to be unused/)
      })
    )
    expect(exitCodeOf(report)).toBe(3)
    await fetch(`${world.sandbox.url}/_sandbox/faults`, { method: 'DELETE' })
    expect(exitCodeOf((await world.audit({ purge: 'true' })).report)).toBe(0)
  })
})
