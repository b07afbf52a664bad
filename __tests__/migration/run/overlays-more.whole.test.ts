import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from '@jest/globals'
import type { Report } from '../../../src/report/report.ts'
import { exitCodeOf } from '../../../src/report/verdict.ts'
import { CONFIG, definition, type Given, openLayout } from './layout-world.ts'
import { type MigrateWorld, REGION } from './world.ts'

let world: MigrateWorld
afterEach(() => world.end())

async function open(given: Given) {
  const opened = await openLayout(given)
  world = opened.world
  return opened.migrate
}

const FIRST = ['hunter', 'kite', '91'].join('-')
const config = () => readFileSync(join(world.folder, CONFIG), 'utf8')
const said = ({ problems }: Report) => problems.map(({ code, message }) => `${code}: ${message}`)
const stored = () => world.secrets().filter(name => name.includes('password'))
const TOP = `defaults: {region: ${REGION}, cluster: shop-staging, service: "{service}-staging", family: "{service}-staging"}\n`
const SERVICES = 'services:\n  api: {task-definition: api.json}\n  worker: {task-definition: worker.json}\n'
const PLAIN = `environment-variables: {DB_PASSWORD: ${FIRST}}`

describe('without environments', () => {
  test('a default of two services is moved where it stands, for both', async () => {
    const migrate = await open({
      config: `${TOP.replace('}\n', `, ${PLAIN}}\n`).replace('"{service}-staging"}', '"{service}-staging"')}${SERVICES}`
    })
    const report = await migrate({ apply: 'true' })
    expect(said(report)).toEqual([])
    expect(report.results.map(({ key, outcome }) => `${key} ${outcome}`)).toEqual([
      'api succeeded',
      'worker succeeded'
    ])
    expect(config()).toContain('secrets: {DB_PASSWORD: secretsmanager:shop-staging/database/password}')
    expect(config()).not.toContain('environment-variables')
    expect(report.migration?.roles).toMatchObject([{ services: ['api', 'worker'] }])
  })

  test('as a pull request the configuration file is in it, and stays as it is here', async () => {
    const migrate = await open({ config: `${TOP}${SERVICES.replace('api.json', `api.json, ${PLAIN}`)}` })
    const before = config()
    const report = await migrate({ apply: 'true', 'open-pull-request': 'true', 'github-token': 'x' })
    expect(said(report)).toEqual([])
    expect(world.requested[0]?.files.map(({ path }) => path)).toEqual([CONFIG])
    expect(world.requested[0]?.files[0]?.text).toContain('secrets: {DB_PASSWORD: secretsmanager:')
    expect(config()).toBe(before)
  })

  test('what a person leaves out stops before anything is stored; what an exception covers stays', async () => {
    const text = `${TOP}${SERVICES.replace('api.json', `api.json, ${PLAIN}`)}`
    const migrate = await open({ config: text })
    expect(said(await migrate({ apply: 'true', exclude: 'DB_PASSWORD' }))).toEqual([
      expect.stringMatching(/^migration-left: .*DB_PASSWORD/)
    ])
    expect(stored()).toEqual([])
    await world.end()
    const exception = `exceptions:\n  - {file: ${CONFIG}, variable: DB_PASSWORD, rule: secret/by-name, reason: a test database, expires: 2026-03-01}\n`
    const again = await open({ config: `${text}${exception}` })
    const report = await again({ apply: 'true' })
    expect(said(report)).toEqual([])
    expect(report.migration?.moves).toEqual([])
    expect(stored()).toEqual([])
  })

  test('a whole URL keeps its key, and a task before gets its reference and its grant', async () => {
    const url = ['postgres://app:', FIRST, '@db.internal:5432/shop'].join('')
    const tasks = `tasks:\n  prepare:\n    task-definition: prepare.json\n    family: prepare\n    run: before\n    network-from: api\n    environment-variables:\n      DATABASE_URL: ${url} # of the tables\n`
    const migrate = await open({
      config: `${TOP}${SERVICES}${tasks}`,
      files: { 'prepare.json': definition('prepare') }
    })
    const report = await migrate({ 'connection-strings': 'json' })
    expect(said(report)).toEqual([])
    expect(report.migration?.services).toContainEqual({ service: 'prepare', action: 'task', plaintext: [] })
    expect(report.migration?.settings?.diff).toEqual([
      '11 -     environment-variables:',
      '12 -       DATABASE_URL: … # …',
      '11 +     secrets:',
      '12 +       DATABASE_URL: "secretsmanager:shop-staging/database/url:url::" # …'
    ])
  })

  test('a service that ECS does not have gets its reference, and nothing is deployed', async () => {
    const migrate = await open({
      config: `${TOP.replace('service: "{service}-staging", ', '')}services:\n  gone: {task-definition: api.json, family: gone, ${PLAIN}}\n`
    })
    const planned = await migrate()
    expect(said(planned)).toEqual([])
    expect(planned.migration?.services).toMatchObject([{ service: 'gone', action: 'absent' }])
    expect(planned.migration?.roles).toMatchObject([{ secrets: ['shop-staging/database/password'] }])
    const report = await migrate({ apply: 'true' })
    expect([said(report), exitCodeOf(report)]).toEqual([[], 0])
    expect(stored()).toEqual(['shop-staging/database/password'])
  })
})
