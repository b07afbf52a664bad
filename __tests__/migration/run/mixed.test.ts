import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { exitCodeOf } from '../../../src/report/verdict.ts'
import { sample } from '../../sample.ts'
import { MIXED_INPUTS, makeMixedWorld } from './mixed.ts'
import { CLUSTER, type Kill, Killed, leftIn, type MigrateWorld, REGION, SERVICES } from './world.ts'

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
