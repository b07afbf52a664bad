import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { runMigrate } from '../../../src/modes/migrate.ts'
import { exitCodeOf } from '../../../src/report/verdict.ts'
import { takeLock } from '../../../src/workspace/write/lock-file.ts'
import { sample } from '../../sample.ts'
import { configurationFor, type MigrateWorld, makeMigrateWorld, REGION, SERVICES } from './world.ts'

let world: MigrateWorld
beforeEach(async () => {
  world = await makeMigrateWorld()
})
afterEach(() => world.end())

const versionsOf = () =>
  [...(world.sandbox.world().regions.get(REGION)?.secrets.values() ?? [])].map(
    ({ versions }) => versions.length
  )
const isMigrated = () =>
  SERVICES.every(service => world.read(service).containerDefinitions[0]?.secrets?.length === 3)

/** Passing faults, by the call that they hit. */
const PASSING = [
  ['CreateSecret', 'reset-after'],
  ['CreateSecret', 'reset-before'],
  ['CreateSecret', 'truncate'],
  ['CreateSecret', '500'],
  ['CreateSecret', 'throttle'],
  ['PutRolePolicy', 'reset-after'],
  ['PutRolePolicy', 'reset-before'],
  ['PutRolePolicy', '500'],
  ['PutRolePolicy', 'throttle'],
  ['GetSecretValue', 'reset-after'],
  ['DescribeSecret', 'stale'],
  ['SimulatePrincipalPolicy', 'throttle']
] as const

/** Faults that last, and how many of the calls they let through before. */
const LASTING = [
  ['CreateSecret', 'access-denied', 2],
  ['GetSecretValue', 'expired-token', 0],
  ['PutRolePolicy', 'access-denied', 0],
  ['CreateSecret', 'html503', 1]
] as const

describe('what the network and AWS do on the way', () => {
  test.each(sample(PASSING, 4))('%s: %s is survived', async (op, kind) => {
    await world.fault({ op, kind })
    const report = await world.migrate({ apply: 'true' })
    expect(report.problems).toEqual([])
    expect(versionsOf()).toEqual([1, 1, 1])
    expect(isMigrated()).toBe(true)
  })

  test.each(sample(LASTING, 2))(
    '%s: %s for good stops before any file changes, and the next run goes on',
    async (op, kind, nth) => {
      await world.fault({ op, kind, from: nth + 1, times: 40 })
      const report = await world.migrate({ apply: 'true' })
      expect(exitCodeOf(report)).toBe(3)
      expect(world.git('status', '--porcelain')).toBe('')
      expect(JSON.parse(world.journal())).toMatchObject({ state: 'running' })
      await world.clearFaults()
      expect((await world.migrate()).remarks.map(({ message }) => message).join()).toMatch(
        /unfinished migration/
      )
      const again = await world.migrate({ apply: 'true' })
      expect(again.problems).toEqual([])
      expect(versionsOf()).toEqual([1, 1, 1])
      expect(isMigrated()).toBe(true)
    }
  )
})

describe('a secret that can be read only after a while', () => {
  test('is waited for a minute', async () => {
    // each look reads the three secrets, at 0, 1, 3, 7, 15, 30, 45 and 60 seconds
    await world.fault({ op: 'GetSecretValue', kind: 'access-denied', times: 3 * 7 })
    const report = await world.migrate({ apply: 'true' })
    expect(report.problems).toEqual([])
    expect(isMigrated()).toBe(true)
  })
})

describe('parameters have no token', () => {
  test.each(['reset-after', 'reset-before', 'truncate'])('PutParameter: %s is survived', async kind => {
    await world.fault({ op: 'PutParameter', kind })
    const report = await world.migrate({ apply: 'true', store: 'ssm' })
    expect(report.problems).toEqual([])
    const stored = [...(world.sandbox.world().regions.get(REGION)?.parameters.values() ?? [])]
    expect(stored.map(({ version }) => version)).toEqual([1, 1, 1])
  })

  test('an overwritten one is looked at after a lost answer', async () => {
    await world.end()
    world = await makeMigrateWorld({ secrets: [{ name: 'ops-pipeline/database/password', generate: 20 }] })
    await world.fault({ op: 'PutSecretValue', kind: 'reset-after' })
    const report = await world.migrate({ apply: 'true', overwrite: 'true', tags: 'team=ops' })
    expect(report.problems).toEqual([])
    expect(versionsOf()).toEqual([2, 1, 1])
  })
})

describe('two at once', () => {
  test('of one checkout: one migrates, the other says so and does nothing', async () => {
    const { process: own } = world.ports()
    const path = join(world.folder, '.git', 'ecs-sealed-deploy-migration.json.lock')
    const holder = { pid: 77, host: own.host, since: '2026-01-05T09:00:00.000Z' }
    const area = { workspace: world.folder, isCommandLine: true }
    const lock = takeLock({ area, file: path }, holder, () => true)
    const held = { ...world.ports(), process: { ...own, isAlive: () => true } }
    const report = await runMigrate(configurationFor({ apply: 'true' }), held)
    expect(report.problems).toMatchObject([
      { code: 'migration-under-way', message: expect.stringContaining('process 77 on here, since 2026') }
    ])
    expect(world.operations()).toEqual([])
    // that process is gone: its lock is nobody's
    if ('release' in lock) expect((await world.migrate({ apply: 'true' })).problems).toEqual([])
  })

  test('of two checkouts: a secret that appears meanwhile stops this one before any file', async () => {
    const value = world.values['DB_PASSWORD'] ?? ''
    let isFirst = true
    const ports = world.ports()
    const raced: typeof ports = {
      ...ports,
      connectMigration: async options => {
        const cloud = await ports.connectMigration(options)
        const { secretsmanager } = cloud.stores
        const create: typeof secretsmanager.create = async secret => {
          if (isFirst && secret.name.includes('database')) {
            isFirst = false
            await secretsmanager.create({ ...secret, token: 'f'.repeat(32) })
          }
          await secretsmanager.create(secret)
        }
        const store = {
          look: secretsmanager.look,
          overwrite: secretsmanager.overwrite,
          tag: secretsmanager.tag,
          create
        }
        return {
          stores: { ...cloud.stores, secretsmanager: store },
          values: cloud.values,
          policies: cloud.policies,
          census: cloud.census
        }
      }
    }
    const report = await runMigrate(configurationFor({ apply: 'true' }), raced)
    expect(report.problems).toMatchObject([{ code: 'migration-overtaken' }])
    expect(world.git('status', '--porcelain')).toBe('')
    expect(JSON.stringify(report)).not.toContain(value)
    expect((await world.migrate({ apply: 'true' })).problems).toEqual([])
    expect(versionsOf()).toEqual([1, 1, 1])
  })

  test('a journal of another migration is not gone on with', async () => {
    await world.fault({ op: 'PutRolePolicy', kind: 'access-denied', times: 9 })
    await world.migrate({ apply: 'true' })
    await world.clearFaults()
    const other = await world.migrate({ apply: 'true', naming: '{project}/other/{name}' })
    expect(other.problems).toMatchObject([
      {
        code: 'migration-other-plan',
        message: expect.stringMatching(/ALPACA_API_KEY in deploy.* became .* then, .* now/)
      }
    ])
    expect(world.secrets()).toHaveLength(3)
    expect((await world.migrate({ apply: 'true' })).problems).toEqual([])
  })
})
