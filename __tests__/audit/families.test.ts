import { describe, expect, test } from '@jest/globals'
import { readConfiguration } from '../../src/inputs/read.ts'
import { exitCodeOf } from '../../src/report/verdict.ts'
import {
  type AuditWorld,
  auditWorldsOfTests,
  canary,
  definition,
  EXECUTION,
  expectNoValue,
  service
} from './world.ts'

const makeAuditWorld = auditWorldsOfTests()
let world: AuditWorld

const value = canary()
const PLAINTEXT = { environment: [{ name: 'DB_PASSWORD', value }] }

/** One service is clean; of 120 families that nothing runs, one has a revision with a password. */
const open = (faults: readonly object[] = []) =>
  makeAuditWorld({
    roles: [EXECUTION],
    taskDefinitions: [
      definition('web', {
        secrets: [{ name: 'DB_PASSWORD', valueFrom: `arn:aws:ssm:us-west-2:123456789012:parameter/web` }]
      }),
      definition('old-batch', PLAINTEXT),
      definition('old-batch', {}),
      ...Array.from({ length: 119 }, (_, index) => definition(`forgotten-${index}`, {}))
    ],
    parameters: [{ name: '/web', value: canary() }],
    services: [service('web')],
    faults
  })

const exposed = ({ audit }: Awaited<ReturnType<AuditWorld['audit']>>['report']) =>
  audit?.audit.exposedRevisions.map(({ revision }) => revision)

test('a family that nothing runs is counted, and not called clean', async () => {
  world = await open()
  const { report, shown } = await world.audit()
  expect(exposed(report)).toEqual([])
  expect(shown).toContain(
    'Not checked: 120 families of task definitions in us-west-2 that nothing here runs.'
  )
  expect(world.operations().filter(name => name === 'DescribeTaskDefinition')).toHaveLength(1)
})

test('families: all finds the password in a revision of one of them', async () => {
  world = await open()
  const { report, shown } = await world.audit({ families: 'all' })
  expect(exposed(report)).toEqual(['old-batch:1'])
  expect(report.audit?.audit.items.map(({ name, verdict }) => `${name} ${verdict}`)).toEqual(['web clean'])
  expect(shown).not.toContain('Not checked: 120 families')
  // a purge would not touch it, and whose password it is is not known
  expect(shown).toContain('1 revision with plaintext in families that no service, task or schedule here runs')
  expect(shown).not.toMatch(/--purge|purge: true|old revision|now secret/)
  expectNoValue(shown, [value])
})

test('families: all looks at a family whose revisions are all INACTIVE: they can be read, too', async () => {
  world = await open()
  for (const one of world.sandbox.world().regions.get('us-west-2')?.families.get('old-batch')?.revisions ??
    [])
    one.status = 'INACTIVE'
  const { report } = await world.audit({ families: 'all' })
  expect(exposed(report)).toEqual(['old-batch:1'])
})

test('without the permission to list them they are not verified, and with families: all that is a problem', async () => {
  world = await open([{ op: 'ListTaskDefinitionFamilies', kind: 'access-denied', from: 1 }])
  const used = await world.audit()
  expect(used.shown).toContain('Not verified: families that nothing here runs: no permission for')
  const all = await world.audit({ families: 'all' })
  expect([exitCodeOf(used.report), exitCodeOf(all.report)]).toEqual([0, 3])
})

test('what starts the tasks of such a family is not known, so nothing of it is purged', () => {
  const inputs = { mode: 'audit', cluster: 'demo', families: 'all', purge: 'true' }
  const read = readConfiguration(inputs, { region: 'us-west-2' })
  expect('problems' in read ? read.problems.map(({ message }) => message) : []).toEqual([
    'Input "purge" cannot be combined with "families: all".'
  ])
})

describe('daemon task definitions', () => {
  const AGENT = 'agent'
  const containers = (revision: number) => [
    {
      name: 'collector',
      image: `collector:${revision}`,
      command: ['collect', `--api-key=${value}`],
      environment: [{ name: 'PASSWORD', value }],
      logConfiguration: { logDriver: 'splunk', options: { 'splunk-token': value } }
    }
  ]

  /**
   * Family web has a clean service. Daemons have a clean family of the same name, with another one behind it on a
   * second page, of whose revisions one is exposed.
   */
  const withDaemons = async (faults: readonly object[] = []) => {
    const register = (family: string, containerDefinitions: readonly object[]) => ({
      after: '1s',
      action: 'register-daemon-task-definition',
      ...{ family, containerDefinitions }
    })
    const clean = [{ name: 'collector', image: 'collector:1' }]
    const made = await makeAuditWorld({
      roles: [EXECUTION],
      taskDefinitions: [definition('web', {})],
      services: [service('web')],
      later: [
        register(AGENT, containers(1)),
        ...Array.from({ length: 110 }, () => register(AGENT, clean)),
        register('web', containers(1))
      ],
      faults
    })
    made.sandbox.advance(60_000)
    return made
  }

  test('families: all finds the credentials in every ACTIVE revision, and says that they are of daemons', async () => {
    world = await withDaemons()
    const { report, shown } = await world.audit({ families: 'all' })
    const found = report.audit?.audit.exposedRevisions ?? []
    expect(
      found.map(({ revision, kind, usedBy, rollbackFor }) => [revision, kind, usedBy, rollbackFor])
    ).toEqual([
      ['daemon agent:1', 'daemon', [], []],
      ['daemon web:1', 'daemon', [], []]
    ])
    expect(found[0]?.exposures.map(({ pointer }) => pointer)).toEqual([
      '/containerDefinitions/0/command/1',
      '/containerDefinitions/0/environment/0/value',
      '/containerDefinitions/0/logConfiguration/options/splunk-token'
    ])
    expect(report.audit?.audit.items).toMatchObject([{ name: 'web', verdict: 'clean', revisions: ['web:1'] }])
    expect([report.audit?.verdict, exitCodeOf(report)]).toEqual(['old-revisions', 0])
    expect(shown).toContain('daemon agent')
    // a daemon can run it on the instances of this cluster
    expect(shown).not.toMatch(/nothing here runs|old revision|purge: true/)
    expectNoValue(shown, [value])
    const { operations } = world
    expect(operations().filter(name => name === 'ListDaemonTaskDefinitions')).toHaveLength(2)
    expect(operations().filter(name => name === 'DescribeDaemonTaskDefinition')).toHaveLength(112)
    const strict = await world.audit({ families: 'all', 'fail-on': 'warning' })
    expect(exitCodeOf(strict.report)).toBe(1)
  })

  test('without families: all they are not looked at', async () => {
    world = await withDaemons()
    const { report, shown } = await world.audit()
    expect(exposed(report)).toEqual([])
    expect(shown).toContain('Not checked: ')
    expect(shown).toContain('daemons and, without “families: all”, their task definitions')
    expect(world.operations().filter(name => name.includes('Daemon'))).toEqual([])
  })

  test.each([
    ['ListDaemonTaskDefinitions', 'access-denied', 'daemon task definitions: no permission for'],
    [
      'DescribeDaemonTaskDefinition',
      'access-denied',
      'the content of daemon task definitions: no permission for'
    ],
    ['ListDaemonTaskDefinitions', 'error', 'daemon task definitions: the endpoint does not know']
  ])('%s answers with %s: not verified, never clean, and the rest is audited', async (op, kind, words) => {
    world = await withDaemons([{ op, kind, type: 'UnknownOperationException', from: 1 }])
    const { report, shown } = await world.audit({ families: 'all' })
    expect(shown).toContain(`Not verified: ${words} ecs:${op}`)
    expect(report.audit?.audit.items).toMatchObject([{ name: 'web', verdict: 'clean' }])
    expect([report.audit?.verdict, exitCodeOf(report)]).toEqual(['unknown', 3])
  })
})
