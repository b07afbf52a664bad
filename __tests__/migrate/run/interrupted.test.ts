import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { takeLock } from '../../../src/files/write/lock-file.ts'
import { runMigrate } from '../../../src/modes/migrate.ts'
import type { Report } from '../../../src/report/report.ts'
import { exitCodeOf } from '../../../src/report/verdict.ts'
import { sample } from '../../sample.ts'
import { MIXED_INPUTS, makeMixedWorld } from './mixed.ts'
import {
  CLUSTER,
  configurationFor,
  type Kill,
  Killed,
  leftIn,
  type MigrateWorld,
  makeMigrateWorld,
  REGION,
  RUNNING,
  SERVICES
} from './world.ts'

describe('killed', () => {
  /** What must be the same however often the migration was killed on its way. */
  function endState(world: MigrateWorld): object {
    const { regions, roles } = world.sandbox.world()
    const region = regions.get(REGION)
    const secrets = [...(region?.secrets.values() ?? [])].map(({ name, versions }) => ({
      name,
      values: versions.map(({ text }) => text)
    }))
    const services = [...(region?.clusters.get(CLUSTER)?.services.values() ?? [])].map(service => {
      const primary = service.deployments.find(({ status }) => status === 'PRIMARY')
      return [service.name, primary?.taskDefinition.split('/').at(-1), service.deployments.length]
    })
    return {
      secrets: secrets.sort((a, b) => (a.name < b.name ? -1 : 1)),
      policy: [...(roles.get('ops-pipeline-execution')?.inline.entries() ?? [])].map(([name, policy]) => [
        name,
        JSON.stringify(policy).replace(/-[A-Za-z0-9]{6}"/g, '-SUFFIX"')
      ]),
      files: SERVICES.map(service => world.file(service)),
      services,
      families: [...(region?.families.values() ?? [])].map(family => [family.name, family.revisions.length]),
      left: leftIn(world.folder)
    }
  }

  /** What a run tells of the whole migration, however much of it an earlier run has done. */
  function toldOf({ migration }: Report): object {
    return {
      cost: [migration?.monthlyCostUsd, migration?.newCostUsd],
      secrets: migration?.secrets.map(({ name }) => name).toSorted(),
      moves: migration?.moves.map(({ file, variable }) => `${file} ${variable}`).toSorted(),
      services: migration?.services.map(({ service, previous = '', plaintext }) => [
        service,
        previous.split('/').at(-1),
        plaintext
      ])
    }
  }

  let reference: {
    readonly told: object
    readonly state: object
    readonly call: number
    readonly write: number
    readonly names: readonly string[]
  }
  let world: MigrateWorld | undefined
  beforeEach(async () => {
    if (reference !== undefined) return
    const clean = await makeMigrateWorld()
    const report = await clean.migrate({ apply: 'true' })
    reference = { told: toldOf(report), state: endState(clean), ...clean.counts }
    await clean.end()
  })
  afterEach(async () => {
    await world?.end()
    world = undefined
  })

  /** No value may be anywhere but in its file or in its secret, and it must be in one of them. */
  function expectNothingLost(now: MigrateWorld): void {
    const stored = [...(now.sandbox.world().regions.get(REGION)?.secrets.values() ?? [])].flatMap(
      ({ versions }) => versions.map(({ text }) => text)
    )
    for (const [variable, value] of Object.entries(now.values)) {
      const isInAllFiles = SERVICES.every(service => now.file(service).includes(JSON.stringify(value)))
      expect({ variable, safe: isInAllFiles || stored.includes(value) }).toEqual({ variable, safe: true })
    }
  }

  async function killedAndAgain(kill: Kill): Promise<void> {
    world = await makeMigrateWorld()
    await expect(world.migrate({ apply: 'true' }, kill)).rejects.toThrow(Killed)
    expectNothingLost(world)
    // Tasks go on in the meantime, as they do between two runs.
    world.sandbox.advance(1000)
    const report = await world.migrate({ apply: 'true' })
    expect(report.problems).toEqual([])
    // What a rollout still had to do when the first run was killed is over.
    world.sandbox.advance(600_000)
    expect(endState(world)).toEqual(reference.state)
    // Killed after the very last note there is nothing left to do.
    const isOver = kill.what === 'write' && kill.moment === 'after' && kill.n === reference.write
    expect(report.results.map(({ service }) => service)).toEqual(isOver ? [] : RUNNING)
    if (!isOver) expect(toldOf(report)).toEqual(reference.told)
  }

  /** The writing calls of the whole case, as the ports name them, and how often each is made. */
  const WRITING = { create: 3, put: 1, registerTaskDefinition: 8, updateService: 3 }
  const WRITING_CALLS = Object.entries(WRITING).flatMap(([name, times]) =>
    Array.from({ length: times }, (_, index) => [name, index + 1] as const)
  )
  const WRITES = 36
  const LIVE_WRITES = 20
  const numbers = (length: number) => Array.from({ length }, (_, index) => index + 1)

  describe('killed and run again, the end is the same', () => {
    test.each(sample(numbers(WRITES), 2))('around write %i', async n => {
      await killedAndAgain({ what: 'write', n, moment: 'before' })
      await world?.end()
      await killedAndAgain({ what: 'write', n, moment: 'after' })
    })

    test.each(sample(WRITING_CALLS, 2))('after %s, number %i', async (name, number) => {
      const places = reference.names.flatMap((other, index) => (other === name ? [index + 1] : []))
      expect(places).toHaveLength(WRITING[name as keyof typeof WRITING])
      await killedAndAgain({ what: 'call', n: places[number - 1] ?? 0, moment: 'after' })
    })

    test.each(sample(numbers(12), 1))('after a call, at %i of 12 parts of the way', async part => {
      await killedAndAgain({ what: 'call', n: Math.floor((reference.call * part) / 12), moment: 'after' })
    })

    test('after the last update of a service, the whole migration is told', async () => {
      await killedAndAgain({
        what: 'call',
        n: reference.names.lastIndexOf('updateService') + 1,
        moment: 'after'
      })
    })

    test('the matrix is as large as the run', () => {
      expect(reference.write).toBe(WRITES)
      expect(reference.call).toBeGreaterThan(100)
    })

    test.each(sample(numbers(LIVE_WRITES), 1))('live services, after write %i', async n => {
      world = await makeMigrateWorld()
      world.git('rm', '-q', '-r', 'deploy')
      world.git('commit', '-qm', 'no files')
      const live = { source: 'live', apply: 'true' }
      await expect(world.migrate(live, { what: 'write', n, moment: 'after' })).rejects.toThrow(Killed)
      const isOver = JSON.parse(world.journal()).state === 'finished'
      const report = await world.migrate(live)
      expect(report.problems).toEqual([])
      world.sandbox.advance(600_000)
      for (const service of RUNNING) {
        expect(world.read(service).containerDefinitions[0]?.secrets).toHaveLength(3)
        const cluster = world.sandbox.world().regions.get(REGION)?.clusters.get(CLUSTER)
        expect(
          cluster?.services
            .get(service)
            ?.deployments.map(({ taskDefinition }) => taskDefinition.split('/').at(-1))
        ).toEqual([`${service}:2`])
      }
      expect(report.results).toHaveLength(isOver ? 0 : 3)
    })
  })
})

describe('faults', () => {
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
})

describe('mixed files', () => {
  const NAMED = SERVICES.filter(service => service !== 'dispatcher')
  const APPLY = { ...MIXED_INPUTS, apply: 'true' }

  function endState(world: MigrateWorld): object {
    const { regions, roles } = world.sandbox.world()
    const region = regions.get(REGION)
    const secrets = [...(region?.secrets.values() ?? [])].map(({ name, versions }) => [name, versions.length])
    const services = [...(region?.clusters.get(CLUSTER)?.services.values() ?? [])].map(service => {
      const primary = service.deployments.find(({ status }) => status === 'PRIMARY')
      return [service.name, primary?.taskDefinition.split('/').at(-1), service.deployments.length]
    })
    return {
      secrets: secrets.toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
      policy: [...(roles.get('ops-pipeline-execution')?.inline.entries() ?? [])].map(([name, policy]) => [
        name,
        JSON.stringify(policy).replace(/-[A-Za-z0-9]{6}\\?"/g, '-SUFFIX"')
      ]),
      files: [
        ...NAMED.map(service => world.file(service)),
        readFileSync(join(world.folder, 'shared/queue.json'), 'utf8')
      ],
      services,
      families: [...(region?.families.values() ?? [])].map(family => [family.name, family.revisions.length]),
      left: leftIn(world.folder)
    }
  }

  let world: MigrateWorld | undefined
  let reference: { readonly state: object; readonly write: number; readonly names: readonly string[] }
  beforeAll(async () => {
    const clean = await makeMixedWorld()
    const report = await clean.migrate(APPLY)
    expect([report.problems, exitCodeOf(report)]).toEqual([[], 0])
    reference = { state: endState(clean), write: clean.counts.write, names: [...clean.counts.names] }
    await clean.end()
  })
  afterEach(async () => {
    await world?.end()
    world = undefined
  })

  async function killedAndAgain(kill: Kill): Promise<void> {
    world = await makeMixedWorld()
    await expect(world.migrate(APPLY, kill)).rejects.toThrow(Killed)
    world.sandbox.advance(1000)
    const report = await world.migrate(APPLY)
    expect([report.problems, exitCodeOf(report)]).toEqual([[], 0])
    world.sandbox.advance(600_000)
    expect(endState(world)).toEqual(reference.state)
  }

  const WRITES = 36
  const WRITING = { create: 3, put: 1, registerTaskDefinition: 8, updateService: 4 }
  const CALLS = Object.entries(WRITING).flatMap(([name, times]) =>
    Array.from({ length: times }, (_, index) => [name, index + 1] as const)
  )

  describe('files with expressions, old references, a shared role and a shared file', () => {
    test('two services run the shared file, and both are on the clean revision', () => {
      expect(reference.state).toMatchObject({
        services: expect.arrayContaining([
          ['dispatcher', 'dispatcher:2', 1],
          ['dispatcher-canary', 'dispatcher:2', 1]
        ])
      })
      expect(reference.write).toBe(WRITES)
    })

    test.each(
      sample(
        Array.from({ length: WRITES }, (_, index) => index + 1),
        1
      )
    )('killed around write %i and run again, the end is the same', async n => {
      await killedAndAgain({ what: 'write', n, moment: 'before' })
      await world?.end()
      await killedAndAgain({ what: 'write', n, moment: 'after' })
    })

    test.each(sample(CALLS, 1))('killed after %s, number %i, the end is the same', async (name, number) => {
      const places = reference.names.flatMap((other, index) => (other === name ? [index + 1] : []))
      expect(places).toHaveLength(WRITING[name as keyof typeof WRITING])
      await killedAndAgain({ what: 'call', n: places[number - 1] ?? 0, moment: 'after' })
    })

    test.each(sample(['trade-stream', 'position-manager', 'signal-engine-1m'], 1))(
      '%s alone, then all: the same secrets as all at once',
      async service => {
        world = await makeMixedWorld()
        const alone = await world.migrate({
          ...APPLY,
          'task-definition': 'deploy/{service}-task-definition.json',
          service
        })
        expect([alone.problems, exitCodeOf(alone)]).toEqual([[], 0])
        world.git('commit', '-qam', service)
        const all = await world.migrate(APPLY)
        expect([all.problems, exitCodeOf(all)]).toEqual([[], 0])
        const { secrets, files } = endState(world) as Record<string, unknown>
        expect({ secrets, files }).toEqual({
          secrets: (reference.state as Record<string, unknown>)['secrets'],
          files: (reference.state as Record<string, unknown>)['files']
        })
      }
    )
  })

  const BAD = [
    ['dead', 'secretsmanager:ops-pipeline/gone', /ops-pipeline\/gone/],
    ['pending deletion', 'secretsmanager:ops-pipeline/leaving', /ops-pipeline\/leaving/],
    ['denied by a Deny', 'secretsmanager:other-team/token', /other-team\/token/],
    ['a bare name', 'other-team-token', /BAD of container/],
    ['a parameter that is not there', 'ssm:/ops-pipeline/none', /ops-pipeline\/none/]
  ] as const
  const FAULTS = ['none', 'throttle', 'reset-after', '500'] as const

  describe.each(BAD)('a reference that was there before: %s', (_, reference, message) => {
    test.each(sample(FAULTS, 1))('is refused before the first write, faults: %s', async kind => {
      world = await makeMixedWorld(reference)
      const before = world.secrets()
      if (kind !== 'none')
        for (const op of ['DescribeSecret', 'SimulatePrincipalPolicy']) await world.fault({ op, kind })
      const report = await world.migrate(APPLY)
      expect(report.problems.map(problem => problem.message).join('\n')).toMatch(message)
      expect(exitCodeOf(report)).not.toBe(0)
      expect(world.secrets()).toEqual(before)
      expect(world.git('status', '--porcelain')).toBe('')
      expect(world.operations().filter(name => /^(Create|Put|Register|Update)/.test(name))).toEqual([])
    })
  })
})
