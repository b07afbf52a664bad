import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { takeLock } from '../../../src/files/write/lock-file.ts'
import { SecretValue } from '../../../src/migrate/secret-value.ts'
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
  portsWith,
  RUNNING,
  SERVICES
} from './world.ts'

let world: MigrateWorld | undefined
afterEach(async () => {
  await world?.end()
  world = undefined
})

/** What must be the same however often the migration was killed on its way. */
function endState(of: MigrateWorld): object {
  const { secrets, clusters, families } = of.region()
  return {
    secrets: [...secrets.values()]
      .map(({ name, versions }) => ({ name, values: versions.map(({ text }) => text) }))
      .toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    policy: of.inline().replace(/-[A-Za-z0-9]{6}(?=\\?")/g, '-SUFFIX'),
    files: of.git('diff'),
    services: [...(clusters.get(CLUSTER)?.services.values() ?? [])].map(({ name, deployments }) => {
      const primary = deployments.find(({ status }) => status === 'PRIMARY')
      return [name, primary?.taskDefinition.split('/').at(-1), deployments.length]
    }),
    families: [...families.values()].map(family => [family.name, family.revisions.length]),
    left: leftIn(of.folder)
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

/** No value may be anywhere but in its file or in its secret, and it must be in one of them. */
function expectNothingLost(now: MigrateWorld): void {
  const stored = [...now.region().secrets.values()].flatMap(({ versions }) =>
    versions.map(({ text }) => text)
  )
  const texts = now
    .git('ls-files', '-z', 'deploy', 'shared')
    .split('\0')
    .filter(file => file !== '')
  const files = texts.map(file => readFileSync(join(now.folder, file), 'utf8'))
  for (const [variable, value] of Object.entries(now.values)) {
    const isInAllFiles = files.every(text => text.includes(JSON.stringify(value)))
    expect({ variable, safe: isInAllFiles || stored.includes(value) }).toEqual({ variable, safe: true })
  }
}

const numbers = (length: number) => Array.from({ length }, (_, index) => index + 1)
const WRITES = 10

/** The writing calls of the whole case, as the ports name them, and how often each is made. */
const WRITING = { create: 3, put: 1, registerTaskDefinition: 8, updateService: 3 }
const PLAIN = {
  make: () => makeMigrateWorld(),
  inputs: { apply: 'true' },
  writing: WRITING,
  services: RUNNING,
  share: 2
}
const MIXED = {
  make: () => makeMixedWorld(),
  inputs: { ...MIXED_INPUTS, apply: 'true' },
  writing: { ...WRITING, updateService: 4 },
  services: ['position-manager', 'trade-stream', 'dispatcher', 'dispatcher-canary'],
  share: 1
}

describe.each([
  ["the first user's files", PLAIN],
  ['files with expressions, old references, a shared role and a shared file', MIXED]
])('%s: killed and run again, the end is the same', (_, { make, inputs, writing, services, share }) => {
  let reference: MigrateWorld['counts'] & { readonly told: object; readonly state: object }
  beforeAll(async () => {
    const clean = await make()
    const report = await clean.applied(inputs)
    reference = { told: toldOf(report), state: endState(clean), ...clean.counts }
    await clean.end()
  })

  async function killedAndAgain(kill: Kill): Promise<void> {
    world = await make()
    await expect(world.migrate(inputs, kill)).rejects.toThrow(Killed)
    expectNothingLost(world)
    // Tasks go on in the meantime, as they do between two runs.
    world.sandbox.advance(1000)
    const report = await world.applied(inputs)
    // What a rollout still had to do when the first run was killed is over.
    world.sandbox.advance(600_000)
    expect(endState(world)).toEqual(reference.state)
    // Killed after the very last note there is nothing left to do.
    const isOver = kill.what === 'write' && kill.moment === 'after' && kill.n === reference.write
    expect(report.results.map(({ service }) => service)).toEqual(isOver ? [] : services)
    if (!isOver) expect(toldOf(report)).toEqual(reference.told)
  }

  const calls = Object.entries(writing).flatMap(([name, times]) =>
    numbers(times).map(number => ({ name, number, times }))
  )

  test.each(sample(numbers(WRITES), share))('around write %i', async n => {
    await killedAndAgain({ what: 'write', n, moment: 'before' })
    await world?.end()
    await killedAndAgain({ what: 'write', n, moment: 'after' })
  })

  test.each(sample(calls, share))('after $name, number $number', async ({ name, number, times }) => {
    const places = reference.names.flatMap((other, index) => (other === name ? [index + 1] : []))
    expect(places).toHaveLength(times)
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

  test.each(sample(['trade-stream', 'position-manager', 'signal-engine-1m'], 2))(
    '%s alone, then all: the same secrets as all at once',
    async service => {
      world = await make()
      const pattern = 'deploy/{service}-task-definition.json'
      await world.applied({ ...inputs, 'task-definition': pattern, service })
      const first = world.git('rev-parse', 'HEAD').trim()
      world.git('commit', '-qam', service)
      await world.applied(inputs)
      expect([endState(world), world.git('diff', first)]).toMatchObject([
        { secrets: (reference.state as { secrets: object }).secrets },
        (reference.state as { files: string }).files
      ])
    }
  )
})

test('two services run the shared file, and both are on the clean revision', async () => {
  world = await makeMixedWorld()
  await world.applied(MIXED_INPUTS)
  expect(world.running()).toMatchObject({ dispatcher: 'dispatcher:2', 'dispatcher-canary': 'dispatcher:2' })
})

test.each(sample(numbers(5), 1))('live services, killed after write %i and run again', async n => {
  world = await makeMigrateWorld()
  world.git('rm', '-q', '-r', 'deploy')
  world.git('commit', '-qm', 'no files')
  const live = { source: 'live', apply: 'true' }
  await expect(world.migrate(live, { what: 'write', n, moment: 'after' })).rejects.toThrow(Killed)
  const isOver = JSON.parse(world.journal()).state === 'finished'
  const report = await world.applied(live)
  world.sandbox.advance(600_000)
  for (const service of RUNNING) {
    expect(world.read(service).containerDefinitions[0]?.secrets).toHaveLength(3)
    const { deployments } = world.region().clusters.get(CLUSTER)?.services.get(service) ?? {}
    expect(deployments?.map(({ taskDefinition }) => taskDefinition.split('/').at(-1))).toEqual([
      `${service}:2`
    ])
  }
  expect(report.results).toHaveLength(isOver ? 0 : 3)
})

describe('faults', () => {
  let world: MigrateWorld
  beforeEach(async () => {
    world = await makeMigrateWorld()
  })
  afterEach(() => world.end())

  const versionsOf = () => [...world.region().secrets.values()].map(({ versions }) => versions.length)
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
      await world.applied()
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
        await world.applied()
        expect(versionsOf()).toEqual([1, 1, 1])
        expect(isMigrated()).toBe(true)
      }
    )
  })

  describe('a secret that can be read only after a while', () => {
    test('is waited for a minute', async () => {
      // each look reads the three secrets, at 0, 1, 3, 7, 15, 30, 45 and 60 seconds
      await world.fault({ op: 'GetSecretValue', kind: 'access-denied', times: 3 * 7 })
      await world.applied()
      expect(isMigrated()).toBe(true)
    })
  })

  describe('parameters have no token', () => {
    test.each(['reset-after', 'reset-before', 'truncate'])('PutParameter: %s is survived', async kind => {
      await world.fault({ op: 'PutParameter', kind })
      await world.applied({ store: 'ssm' })
      expect([...world.region().parameters.values()].map(({ version }) => version)).toEqual([1, 1, 1])
    })

    test('an overwritten one is looked at after a lost answer', async () => {
      await world.end()
      world = await makeMigrateWorld({ secrets: [{ name: 'ops-pipeline/database/password', generate: 20 }] })
      await world.fault({ op: 'PutSecretValue', kind: 'reset-after' })
      await world.applied({ overwrite: 'true', tags: 'team=ops' })
      expect(versionsOf()).toEqual([2, 1, 1])
    })

    test('one that the next run overwrites again, since the value was corrected, gets both versions', async () => {
      await world.end()
      world = await makeMigrateWorld({ secrets: [{ name: 'ops-pipeline/database/password', generate: 20 }] })
      await world.fault({ op: 'PutRolePolicy', kind: 'access-denied', times: 9 })
      const inputs = { overwrite: 'true', apply: 'true', 'on-difference': 'file' }
      expect(exitCodeOf(await world.migrate(inputs))).toBe(3)
      await world.clearFaults()
      const old = JSON.stringify(world.values['DB_PASSWORD'])
      const corrected = JSON.stringify(['Corrected', '4711', '!'].join(''))
      for (const service of SERVICES)
        world.write(service, definition => JSON.parse(JSON.stringify(definition).replaceAll(old, corrected)))
      await world.applied(inputs)
      expect(versionsOf()).toEqual([3, 1, 1])
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
      if ('release' in lock) await world.applied()
    })

    test.each(['equal', 'other'])(
      'of two checkouts: a secret with an %s value that appears meanwhile stops this one before any file',
      async kind => {
        const value = world.values['DB_PASSWORD'] ?? ''
        let isFirst = true
        const raced = portsWith(world, ({ stores }) => {
          const { look, overwrite, tag, create } = stores.secretsmanager
          const racing: typeof create = async secret => {
            if (isFirst && secret.name.includes('database')) {
              isFirst = false
              const text = kind === 'equal' ? secret.text : new SecretValue('theirs')
              await create({ ...secret, text, token: 'f'.repeat(32) })
            }
            await create(secret)
          }
          return { stores: { ...stores, secretsmanager: { look, overwrite, tag, create: racing } } }
        })
        const report = await runMigrate(configurationFor({ apply: 'true' }), raced)
        expect(report.problems).toMatchObject([{ code: 'migration-overtaken' }])
        expect(world.git('status', '--porcelain')).toBe('')
        expect(JSON.stringify(report)).not.toContain(value)
        if (kind === 'equal') await world.applied()
        expect(versionsOf()).toEqual([1, 1, 1])
      }
    )

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
      await world.applied()
    })
  })
})

describe('files with expressions and references', () => {
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
      if (kind !== 'none')
        for (const op of ['DescribeSecret', 'SimulatePrincipalPolicy']) await world.fault({ op, kind })
      for (const apply of ['false', 'true']) {
        const report = await world.migrate({ ...MIXED_INPUTS, apply })
        expect(report.problems.map(problem => problem.message).join('\n')).toMatch(message)
        expect(exitCodeOf(report)).not.toBe(0)
        expect(report.migration?.done ?? []).toEqual([])
      }
      expect(world.git('status', '--porcelain')).toBe('')
      expect(world.writes()).toEqual([])
    })
  })
})
