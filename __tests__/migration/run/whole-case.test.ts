import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { exitCodeOf } from '../../../src/report/verdict.ts'
import { leftIn, type MigrateWorld, makeMigrateWorld, ROLE, RUNNING, SERVICES } from './world.ts'

const SECRETS = [
  'ops-pipeline/alpaca/api-key',
  'ops-pipeline/alpaca/api-secret',
  'ops-pipeline/database/password'
]

let world: MigrateWorld
beforeEach(async () => {
  world = await makeMigrateWorld()
})
afterEach(() => world.end())

describe('the first user', () => {
  test('a plan reads only, and says all that would be done', async () => {
    const report = await world.migrate({ 'plan-file': 'plan.json' })
    expect(report.problems).toEqual([])
    expect(exitCodeOf(report)).toBe(0)
    expect(report.migration).toMatchObject({
      applied: false,
      project: 'ops-pipeline',
      monthlyCostUsd: 1.2,
      newCostUsd: 1.2,
      secrets: SECRETS.map(name => ({ name, state: 'create' })),
      roles: [{ arn: ROLE, state: 'to-grant', secrets: SECRETS, services: SERVICES }]
    })
    expect(report.migration?.moves).toHaveLength(24)
    expect(report.migration?.services.map(({ service, action }) => [service, action])).toEqual(
      SERVICES.map(service => [service, RUNNING.includes(service) ? 'redeploy' : 'register'])
    )
    expect(world.git('status', '--porcelain')).toBe('?? plan.json\n')
    expect(world.secrets()).toEqual([])
    const writing = world
      .operations()
      .filter(operation => /^(Create|Put|Update|Register|Tag|Delete)/.test(operation))
    expect(writing).toEqual([])
    expect(leftIn(world.folder)).toEqual([])
  })

  test('apply: secrets, one grant, eight files, three services, five definitions', async () => {
    const before = world.sandbox.now()
    const report = await world.migrate({ apply: 'true' })
    expect(report.problems).toEqual([])
    expect(exitCodeOf(report)).toBe(0)
    expect(world.secrets()).toEqual(SECRETS)
    const role = world.sandbox.world().roles.get('ops-pipeline-execution')
    expect(JSON.stringify([...(role?.inline ?? [])])).toMatch(/ReadSecrets/)
    for (const service of SERVICES) {
      const [container] = world.read(service).containerDefinitions
      expect(container?.secrets?.map(({ valueFrom }) => valueFrom)).toEqual(
        SECRETS.map(name => `secretsmanager:${name}`)
      )
      expect(world.file(service)).not.toMatch(new RegExp(Object.values(world.values).join('|')))
    }
    expect(report.results.map(({ service, outcome }) => [service, outcome])).toEqual(
      RUNNING.map(service => [service, 'succeeded'])
    )
    expect(report.taskDefinitionArns).toHaveLength(8)
    expect(report.migration?.rotate.map(({ secret }) => secret)).toHaveLength(3)
    expect(report.migration?.oldRevisions).toHaveLength(3)
    expect(report.migration?.done.join('\n')).toMatch(
      /every task of dispatcher, position-manager, trade-stream/
    )
    expect(JSON.parse(world.journal())).toMatchObject({ state: 'finished' })
    expect(leftIn(world.folder)).toEqual(['ecs-sealed-deploy-migration.json'])
    const rollouts = report.results.map(
      ({ startedAt = '', finishedAt = '' }) => Date.parse(finishedAt) - Date.parse(startedAt)
    )
    expect(world.sandbox.now() - before - Math.max(...rollouts)).toBeLessThan(60_000)
    expect(world.git('diff', '--stat')).toMatch(/8 files changed/)

    const again = await world.migrate({ apply: 'true' })
    expect(again.problems).toEqual([])
    expect(again.migration).toMatchObject({ moves: [], secrets: [], services: [] })
    expect(world.git('diff', '--stat')).toMatch(/8 files changed/)
  })
})
