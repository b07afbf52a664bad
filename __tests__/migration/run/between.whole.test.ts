import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from '@jest/globals'
import type { MigrationPorts } from '../../../src/migration/run/ports.ts'
import { SecretValue } from '../../../src/migration/secret-value.ts'
import { runMigrate } from '../../../src/modes/migrate.ts'
import { configurationFor, type MigrateWorld, makeMigrateWorld, SERVICES } from './world.ts'

let world: MigrateWorld
afterEach(() => world.end())

type Cloud = Awaited<ReturnType<MigrationPorts['connectMigration']>>

/** The ports of a run with some of AWS's sides replaced by what happens to them. */
function withCloud(change: (cloud: Cloud) => Partial<Cloud>): MigrationPorts {
  const ports = world.ports()
  return {
    ...ports,
    connectMigration: async options => {
      const cloud = await ports.connectMigration(options)
      const { stores, values, policies, census } = cloud
      return { stores, values, policies, census, ...change(cloud) }
    }
  }
}

const isUntouched = () => world.git('status', '--porcelain') === ''

describe('between two steps', () => {
  test('a store that gives another value back: no file changes', async () => {
    world = await makeMigrateWorld()
    const ports = withCloud(({ values }) => ({
      values: {
        ...values,
        secretsmanager: { read: async () => ({ value: new SecretValue(['not', 'it'].join()) }) },
        ssm: values.ssm
      }
    }))
    const { problems } = await runMigrate(configurationFor({ apply: 'true' }), ports)
    expect(problems.map(({ code }) => code)).toContain('migration-name-taken')
    expect(isUntouched()).toBe(true)
  })

  test('a store that gives nothing back at first is waited for', async () => {
    world = await makeMigrateWorld()
    let asked = 0
    const ports = withCloud(({ values }) => ({
      values: {
        secretsmanager: { read: async name => (asked++ < 7 ? undefined : values.secretsmanager.read(name)) },
        ssm: values.ssm
      }
    }))
    const { problems } = await runMigrate(configurationFor({ apply: 'true' }), ports)
    expect(problems).toEqual([])
    expect(asked).toBeGreaterThan(7)
  })

  test('a secret that cannot be found again: no file changes', async () => {
    world = await makeMigrateWorld()
    const ports = withCloud(({ stores }) => {
      const { create, overwrite, tag } = stores.secretsmanager
      return {
        stores: { secretsmanager: { create, overwrite, tag, look: async () => undefined }, ssm: stores.ssm }
      }
    })
    const { problems } = await runMigrate(configurationFor({ apply: 'true' }), ports)
    expect(problems).toMatchObject([{ code: 'migration-not-readable' }])
    expect(isUntouched()).toBe(true)
  })

  test('a grant that never shows: no file changes', async () => {
    world = await makeMigrateWorld()
    const ports = withCloud(({ policies }) => ({
      policies: { listInline: role => policies.listInline(role), put: async () => undefined }
    }))
    const { problems } = await runMigrate(configurationFor({ apply: 'true' }), ports)
    expect(problems).toMatchObject([
      {
        code: 'migration-grant',
        message: expect.stringContaining('IAM does not show the grant after 40 seconds')
      }
    ])
    expect(isUntouched()).toBe(true)
    expect((await world.migrate({ apply: 'true' })).problems).toEqual([])
  })

  test.each([
    ['with the old revision', 'dispatcher:1', Number.MAX_SAFE_INTEGER],
    ['from before the secrets', 'dispatcher:2', 1]
  ])('a task that lives on %s is named', async (_, revision, startedAt) => {
    world = await makeMigrateWorld()
    const old = {
      arn: 'arn:aws:ecs:us-west-2:123456789012:task/c/protected',
      taskDefinition: 'arn:aws:ecs:us-west-2:123456789012:task-definition/dispatcher:1'.replace(
        'dispatcher:1',
        revision
      ),
      lastStatus: 'RUNNING',
      startedAt
    }
    const ports = withCloud(({ census }) => ({
      census: {
        listServices: cluster => census.listServices(cluster),
        listTasks: async (cluster, service) => [
          ...(await census.listTasks(cluster, service)),
          ...(service === 'dispatcher' ? [old] : [])
        ]
      }
    }))
    const { problems } = await runMigrate(configurationFor({ apply: 'true' }), ports)
    expect(problems).toMatchObject([
      {
        code: 'migration-old-tasks',
        service: 'dispatcher',
        message: expect.stringContaining(`protected of ${revision}`)
      }
    ])
  })

  test('a file that somebody changes meanwhile keeps their change', async () => {
    world = await makeMigrateWorld()
    const path = join(world.folder, 'deploy', 'dispatcher-task-definition.json')
    const ports = withCloud(({ policies }) => ({
      policies: {
        listInline: role => policies.listInline(role),
        put: async (...given) => {
          writeFileSync(path, `${world.file('dispatcher')}\n`)
          await policies.put(...given)
        }
      }
    }))
    const { problems } = await runMigrate(configurationFor({ apply: 'true' }), ports)
    expect(problems).toMatchObject([
      { code: 'migration-file', message: expect.stringContaining('was changed while') }
    ])
    expect(world.git('status', '--porcelain')).toBe(' M deploy/dispatcher-task-definition.json\n')
    expect(world.file('dispatcher')).toContain(world.values['DB_PASSWORD'] ?? '-')
  })

  test('services of two places are not migrated at once', async () => {
    world = await makeMigrateWorld()
    writeFileSync(join(world.folder, 'places.yml'), 'services:\n  dispatcher:\n    region: eu-west-1\n')
    const { problems } = await world.migrate({ apply: 'true', config: 'places.yml' })
    expect(problems.map(({ code }) => code)).toContain('migration-places')
    expect(world.secrets()).toEqual([])
    expect(SERVICES).toHaveLength(8)
  })
})
