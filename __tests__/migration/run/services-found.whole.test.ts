import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from '@jest/globals'
import { readConfigurationWith } from '../../../src/inputs/read.ts'
import type { RawInputs } from '../../../src/inputs/tables/specification.ts'
import { runMigrate } from '../../../src/modes/migrate.ts'
import { exitCodeOf } from '../../../src/report/verdict.ts'
import { readForAws } from '../../inputs/read-whole.ts'
import { CLUSTER, type MigrateWorld, makeMigrateWorld, REGION, RUNNING } from './world.ts'

let world: MigrateWorld
afterEach(() => world.end())

const PLAIN = RUNNING.map(service => `deploy/${service}-task-definition.json`).join('\n')
const running = () =>
  Object.fromEntries(
    [...(world.sandbox.world().regions.get(REGION)?.clusters.get(CLUSTER)?.services.values() ?? [])].map(
      service => [service.name, service.deployments[0]?.taskDefinition.split('/').at(-1)]
    )
  )
const pathOf = (service: string) => join(world.folder, 'deploy', `${service}-task-definition.json`)

describe('plain files without a service', () => {
  test('the services that run their families are found and deployed', async () => {
    world = await makeMigrateWorld()
    const plan = await world.migrate({ 'task-definition': PLAIN })
    expect(plan.problems).toEqual([])
    expect(plan.migration?.services.map(({ service, action }) => [service, action])).toEqual(
      RUNNING.map(service => [service, 'redeploy'])
    )
    const report = await world.migrate({ 'task-definition': PLAIN, apply: 'true' })
    expect([report.problems, exitCodeOf(report)]).toEqual([[], 0])
    expect(report.results.map(({ service }) => service)).toEqual(RUNNING)
    expect(running()).toEqual(Object.fromEntries(RUNNING.map(service => [service, `${service}:2`])))
  })

  test('also one under another name than its file, beside files of which no service runs', async () => {
    world = await makeMigrateWorld()
    world.git('mv', 'deploy/dispatcher-task-definition.json', 'deploy/queue.json')
    world.git('commit', '-qm', 'another name')
    const report = await world.migrate({ 'task-definition': 'deploy/*.json', apply: 'true' })
    expect([report.problems, exitCodeOf(report)]).toEqual([[], 0])
    expect(running()).toMatchObject({ dispatcher: 'dispatcher:2' })
    expect(report.migration?.done.at(-1)).toMatch(/^Deployed 3 services, 8 definitions/)
  })

  test('a pattern whose service is not there: others run the family', async () => {
    world = await makeMigrateWorld()
    world.git('mv', 'deploy/dispatcher-task-definition.json', 'deploy/queue-task-definition.json')
    world.git('commit', '-qm', 'another name')
    const report = await world.migrate({ apply: 'true' })
    expect([report.problems, exitCodeOf(report)]).toEqual([[], 0])
    expect(running()).toMatchObject({ dispatcher: 'dispatcher:2' })
  })

  test('no permission to look: nothing is written, and it is not green', async () => {
    world = await makeMigrateWorld()
    await world.fault({ op: 'ListServices', kind: 'access-denied', times: 9 })
    const report = await world.migrate({ 'task-definition': PLAIN, apply: 'true' })
    expect(report.problems).toMatchObject([
      { code: 'migration-services-unknown', message: expect.stringMatching(/which services run dispatcher/) }
    ])
    expect(world.secrets()).toEqual([])
  })

  test('no cluster: it is asked for', async () => {
    world = await makeMigrateWorld()
    const raw: RawInputs = {
      mode: 'migrate',
      'task-definition': PLAIN,
      project: 'ops-pipeline',
      'aws-region': REGION,
      apply: 'true'
    }
    const read = readConfigurationWith(raw, {}, readForAws)
    if (!('configuration' in read) || read.configuration.mode !== 'migrate') throw new Error('not read')
    const report = await runMigrate(read.configuration, world.ports())
    expect(report.problems).toMatchObject([
      { code: 'missing-input', message: expect.stringContaining('cluster') }
    ])
    expect(world.secrets()).toEqual([])
  })
})

describe('one file for several services', () => {
  const shared = { 'task-definition': 'deploy/dispatcher-task-definition.json' }

  /** Both services run the family of the dispatcher's file. */
  async function makeSharedWorld(): Promise<void> {
    world = await makeMigrateWorld()
    const services = world.sandbox.world().regions.get(REGION)?.clusters.get(CLUSTER)?.services
    const { taskDefinition = '' } = services?.get('dispatcher')?.deployments[0] ?? {}
    const stream = services?.get('trade-stream')
    for (const place of stream ? [stream, ...stream.deployments] : [])
      Object.assign(place, { taskDefinition })
  }

  test('with the values of the file: both are deployed', async () => {
    await makeSharedWorld()
    const report = await world.migrate({ ...shared, service: 'dispatcher,trade-stream', apply: 'true' })
    expect([report.problems, exitCodeOf(report)]).toEqual([[], 0])
    expect(running()).toMatchObject({ dispatcher: 'dispatcher:2', 'trade-stream': 'dispatcher:2' })
  })

  test.each([
    ['named', { service: 'dispatcher,trade-stream' }],
    ['found', {}]
  ])('one runs another password (%s): a conflict that names it, and nothing is written', async (_, more) => {
    await makeSharedWorld()
    const text = world.file('dispatcher')
    const fresh = text.replaceAll(world.values['DB_PASSWORD'] ?? '-', ['Other', 'Harbor', 4711].join('-'))
    writeFileSync(pathOf('dispatcher'), fresh)
    world.git('commit', '-qam', 'stale')
    for (const apply of ['false', 'true']) {
      const report = await world.migrate({ ...shared, ...more, apply })
      expect(report.problems.map(({ code, service }) => [code, service])).toEqual([
        ['migration-conflict', 'dispatcher'],
        ['migration-conflict', 'trade-stream']
      ])
      expect(report.problems[0]?.message).toMatch(
        /^Service "dispatcher" runs dispatcher:1 \(container dispatcher\) with another value of "DB_PASSWORD" than deploy\/dispatcher/
      )
      expect(report.problems[0]?.hint).toMatch(/on-difference: file.*trade-stream share/s)
    }
    expect(world.secrets()).toEqual([])
    expect(world.file('dispatcher')).toBe(fresh)
    const decided = await world.migrate({ ...shared, ...more, apply: 'true', 'on-difference': 'file' })
    expect([decided.problems, exitCodeOf(decided)]).toEqual([[], 0])
  })
})
