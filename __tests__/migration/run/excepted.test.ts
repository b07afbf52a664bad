import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { annotationsOf } from '../../../src/report/annotations.ts'
import { migrationToJson } from '../../../src/report/migration/migration.ts'
import { judgeReport } from '../../../src/report/verdict.ts'
import { type MigrateWorld, makeMigrateWorld, RUNNING, SERVICES } from './world.ts'

let world: MigrateWorld
beforeEach(async () => {
  world = await makeMigrateWorld()
})
afterEach(() => world.end())

const CONFIGURATION = '.github/ecs-sealed-deploy.yml'
const VARIABLES = ['ALPACA_API_KEY', 'ALPACA_API_SECRET', 'DB_PASSWORD']
const RULES = ['secret/by-name', 'secret/token-shape']
const fileOf = (service: string) => `deploy/${service}-task-definition.json`

/** Accepts variables of files until a day, one entry a line from line 2 on. */
function accept(services: readonly string[], variables: readonly string[]): void {
  const entries = services.flatMap(service =>
    variables.flatMap(variable =>
      RULES.map(
        rule =>
          `  - {file: ${fileOf(service)}, variable: ${variable}, rule: ${rule}, reason: baseline, expires: 2026-03-01}\n`
      )
    )
  )
  mkdirSync(join(world.folder, '.github'), { recursive: true })
  writeFileSync(join(world.folder, CONFIGURATION), `exceptions:\n${entries.join('')}`)
  world.git('add', '.')
  world.git('commit', '-qm', 'accepted')
}

describe('credentials that exceptions cover', () => {
  test('all of them: nothing is migrated, no service counts as deployed, and each is named', async () => {
    accept(SERVICES, VARIABLES)
    const plan = await world.migrate()
    expect(plan.problems).toEqual([])
    expect(judgeReport(plan)).toMatchObject({
      exitCode: 0,
      sentence:
        'Nothing to migrate: no variable is moved. 3 services unchanged. 24 credentials stay in plaintext because of exceptions. To move what is left, remove the exceptions and run again.'
    })
    expect(plan.migration?.services.map(({ service, isUnchanged }) => [service, isUnchanged])).toEqual(
      RUNNING.map(service => [service, true])
    )
    expect(plan.migration?.oldRevisions).toEqual([])
    expect(world.shown.join('\n')).not.toMatch(/to deploy|to redeploy|deployed as they are/)
    expect(world.shown.join('\n')).toContain('dispatcher: unchanged; runs dispatcher:1')
    const report = await world.migrate({ apply: 'true' })
    const { exitCode, sentence } = judgeReport(report)
    expect([report.problems, exitCode]).toEqual([[], 0])
    expect(sentence).toBe(
      'Nothing to migrate: no variable is moved. 3 services unchanged. 24 credentials stay in plaintext because of exceptions. To move what is left, remove the exceptions and run again.'
    )
    expect(report.migration?.done.join(' ')).toMatch(/^3 services unchanged, 3 definitions/)
    expect(report.migration?.done.join(' ')).not.toMatch(/Deployed|new revision/)
    expect(report.migration?.services.map(({ service, isUnchanged }) => [service, isUnchanged])).toEqual(
      RUNNING.map(service => [service, true])
    )
    expect(report.migration?.oldRevisions).toEqual([])
    expect(report.migration?.excepted).toHaveLength(24)
    expect(migrationToJson(report.migration as NonNullable<typeof report.migration>)).toMatchObject({
      excepted: expect.arrayContaining([
        expect.objectContaining({ file: fileOf('dispatcher'), variable: 'DB_PASSWORD', by: 'exception' })
      ])
    })
    expect(annotationsOf(report)).toContainEqual(
      expect.objectContaining({
        level: 'warning',
        message: expect.stringContaining('24 credentials stay in plaintext because of exceptions: deploy/')
      })
    )
  })

  test('a service whose definition differs otherwise is still said to be deployed', async () => {
    accept(SERVICES, VARIABLES)
    world.write('dispatcher', definition => ({ ...definition, cpu: '2048', memory: '4096' }))
    world.git('commit', '-qam', 'more room')
    const plan = await world.migrate()
    expect(judgeReport(plan).sentence).toMatch(
      /^Nothing to migrate: .* With apply: true, the files are deployed as they are: 1 service to deploy or register, 2 unchanged\./
    )
    const report = await world.migrate({ apply: 'true' })
    expect(judgeReport(report).sentence).toMatch(/1 service deployed or registered, 2 unchanged/)
    expect(report.migration?.oldRevisions.map(arn => arn.split('/').at(-1))).toEqual(['dispatcher:1'])
  })

  test('a deploy that fails leaves no service said to be unchanged that was to be deployed', async () => {
    accept(SERVICES, VARIABLES)
    world.write('dispatcher', definition => ({ ...definition, cpu: '2048', memory: '4096' }))
    world.git('commit', '-qam', 'more room')
    await world.fault({ op: 'UpdateService', kind: 'access-denied', from: 1, times: 9 })
    const report = await world.migrate({ apply: 'true' })
    const rows = new Map(report.migration?.services.map(row => [row.service, row]))
    expect(rows.get('dispatcher')?.isUnchanged).toBeUndefined()
    expect(judgeReport(report).exitCode).not.toBe(0)
  })

  test('one of them: the others move, and it is named with its line and its exception wherever the run is told', async () => {
    accept(['dispatcher'], ['ALPACA_API_SECRET'])
    for (const inputs of [{ service: 'dispatcher' }, { service: 'dispatcher', apply: 'true' }]) {
      const before = world.shown.length
      const report = await world.migrate(inputs)
      expect([report.problems, judgeReport(report).exitCode]).toEqual([[], 0])
      const [row] = report.migration?.excepted ?? []
      expect(row).toMatchObject({ variable: 'ALPACA_API_SECRET', by: 'exception', until: '2026-03-01' })
      expect(row?.exception).toMatch(new RegExp(`^${CONFIGURATION}:[23]$`))
      const [log = '', json = '', , annotations = '', markdown = ''] = world.shown.slice(before)
      for (const text of [log, json, annotations, markdown.replaceAll('&#95;', '_')]) {
        expect(text).toContain('ALPACA_API_SECRET')
        expect(text).toContain(row?.exception)
      }
      expect(log).toContain(`${row?.file}:${row?.line}`)
      if (!('apply' in inputs)) continue
      expect(judgeReport(report).sentence).toMatch(
        /^Migrated, with 1 credential left in plaintext by exceptions: 2 variables in 1 file become 2 secrets, 1 service deployed or registered\. .*To move what is left, remove the exceptions/
      )
      expect(report.migration?.done.at(-1)).toMatch(/^Deployed 1 service, .*runs the new revision/)
    }
    expect(world.shown.join('\n')).not.toContain(world.values['ALPACA_API_SECRET'])
  })

  test('one that the user includes moves, and is not named', async () => {
    accept(['dispatcher'], ['ALPACA_API_SECRET'])
    const report = await world.migrate({ service: 'dispatcher', include: 'ALPACA_API_SECRET' })
    expect(report.migration?.moves).toHaveLength(3)
    expect(report.migration?.excepted).toEqual([])
    expect(judgeReport(report).sentence).not.toContain('exceptions')
  })
})

test('a comment that allows a credential is named as well', async () => {
  const text = world.file('dispatcher')
  const index = text.split('\n').findIndex(line => line.includes('"DB_PASSWORD"'))
  const lines = text.split('\n')
  lines[index + 1] = `${lines[index + 1]} // ecs-sealed: allow secret/by-name a test database`
  writeFileSync(join(world.folder, fileOf('dispatcher')), lines.join('\n'))
  world.git('commit', '-qam', 'allowed')
  const report = await world.migrate({ service: 'dispatcher' })
  expect(report.migration?.excepted).toMatchObject([
    { variable: 'DB_PASSWORD', by: 'comment', exception: `${fileOf('dispatcher')}:${index + 2}` }
  ])
})
