import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import type { Report } from '../../../src/report/report.ts'
import { sample } from '../../sample.ts'
import {
  CLUSTER,
  type Kill,
  Killed,
  leftIn,
  type MigrateWorld,
  makeMigrateWorld,
  REGION,
  RUNNING,
  SERVICES
} from './world.ts'

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
