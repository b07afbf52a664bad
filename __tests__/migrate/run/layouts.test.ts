import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from '@jest/globals'
import type { MigrateConfiguration } from '../../../src/inputs/configuration.ts'
import { readConfiguration } from '../../../src/inputs/read.ts'
import type { RawInputs } from '../../../src/inputs/tables/specification.ts'
import { runMigrate } from '../../../src/modes/migrate.ts'
import type { Report } from '../../../src/report/report.ts'
import { CONFIG, definition, type Given, openLayout } from './layout-world.ts'
import { CLUSTER, type MigrateWorld, makeMigrateWorld, REGION } from './world.ts'

describe('environments', () => {
  let world: MigrateWorld
  afterEach(() => world.end())

  /** A file for each environment of `dispatcher`, which the project calls `router`. */
  async function open(
    config: string,
    defaults = `{region: ${REGION}, cluster: ${CLUSTER}}`
  ): Promise<(raw?: RawInputs) => Promise<Report>> {
    world = await makeMigrateWorld()
    const own = world.file('dispatcher')
    for (const stage of ['staging', 'production'])
      writeFileSync(join(world.folder, 'deploy', `router-${stage}.json`), own)
    const text = `defaults: ${defaults}\n${config}`
    writeFileSync(join(world.folder, 'layout.yml'), text)
    world.git('rm', '-q', '-r', '--cached', 'deploy')
    world.git('add', 'deploy/router-staging.json', 'deploy/router-production.json', 'layout.yml')
    world.git('commit', '-q', '-m', 'layout')
    return (raw = {}) => {
      const read = readConfiguration(
        { mode: 'migrate', config: 'layout.yml', 'verify-permissions': 'off', ...raw },
        { hasConfigFile: true }
      )
      if (!('configuration' in read)) throw new Error(JSON.stringify(read.problems))
      // on the command line nothing says which repository it is
      const { repository: _, ...ports } = world.ports()
      return runMigrate(read.configuration as MigrateConfiguration, ports)
    }
  }

  const text = (file: string) => readFileSync(join(world.folder, 'deploy', file), 'utf8')
  const codes = ({ problems }: Report) => problems.map(({ code, message }) => `${code}: ${message}`)

  const APART = `
services:
  router: {service: dispatcher, task-definition: "deploy/router-{environment}.json"}
environments: {staging: {}, production: {}}
`

  test('a cluster that stands only with the service names the project, too', async () => {
    const entry = `{service: dispatcher, cluster: ${CLUSTER}, task-definition: deploy/router-staging.json}`
    const migrate = await open(`services: {router: ${entry}}`, `{region: ${REGION}}`)
    const report = await migrate()
    expect([codes(report), report.migration?.project]).toEqual([[], 'ops-pipeline'])
  })

  describe('a migration of one environment', () => {
    test('without its name ends with the list', async () => {
      const migrate = await open(APART)
      expect(codes(await migrate())).toEqual([
        expect.stringMatching(/^environment-not-named: .*staging, production/)
      ])
    })

    test('rewrites its own file, and deploys the service by its key', async () => {
      const migrate = await open(APART)
      const before = text('router-production.json')
      const planned = await migrate({ environment: 'staging' })
      expect(codes(planned)).toEqual([])
      expect(planned.migration?.services).toMatchObject([{ service: 'router', action: 'redeploy' }])
      const done = await migrate({ environment: 'staging', apply: 'true' })
      expect(codes(done)).toEqual([])
      expect(done.results).toMatchObject([{ service: 'dispatcher', key: 'router', outcome: 'succeeded' }])
      expect(text('router-staging.json')).toContain('"valueFrom": "secretsmanager:')
      for (const value of Object.values(world.values))
        expect(text('router-staging.json')).not.toContain(value)
      expect(text('router-production.json')).toBe(before)
    })
  })
})

describe('live services', () => {
  let world: MigrateWorld
  afterEach(() => world.end())

  async function open(given: Given) {
    const opened = await openLayout({
      ...given,
      files: { 'api.json': undefined, 'worker.json': undefined, ...given.files }
    })
    world = opened.world
    return opened.migrate
  }

  const FIRST = ['hunter', 'kite', '91'].join('-')
  const VARIABLES = [{ name: 'DB_PASSWORD', value: FIRST }]
  const TOP = `defaults: {region: ${REGION}, cluster: "shop-{environment}", service: "{service}-{environment}"}\n`
  const STAGES_OF_ALL = 'environments: {staging: {}, production: {}}\n'

  const said = ({ problems }: Report) => problems.map(({ code, message }) => `${code}: ${message}`)
  const text = (file: string) => readFileSync(join(world.folder, file), 'utf8')

  test('a service of the configuration file that ECS does not have: its definition is registered, with its variables', async () => {
    const mailer = { ...definition('', VARIABLES), family: 'mailer-${{ vars.TIER }}' }
    const migrate = await open({
      config: `${TOP}services:\n  mailer: {task-definition: mailer.json, variables: {TIER: small}}\n${STAGES_OF_ALL}`,
      files: { 'mailer.json': mailer }
    })
    const report = await migrate({ environment: 'staging', apply: 'true' })
    expect(said(report)).toEqual([])
    expect(report.migration?.services).toMatchObject([{ service: 'mailer', action: 'register' }])
    expect(report.taskDefinitionArns).toEqual([expect.stringMatching(/\/mailer-small:1$/)])
    expect(text('mailer.json')).toContain('"secretsmanager:shop-staging/database/password"')
    expect((await migrate({ environment: 'staging', apply: 'true' })).migration?.moves).toEqual([])
  })

  describe('live services of a configuration file', () => {
    test('get the file that it names, in each environment', async () => {
      const config = `${TOP}services:\n  api: {task-definition: ".aws/api-{environment}.json"}\n  worker: {task-definition: .aws/worker.json}\n${STAGES_OF_ALL}`
      const migrate = await open({
        config,
        running: { 'api-staging': VARIABLES },
        files: { '.aws/worker.json': definition('worker-staging') }
      })
      const planned = await migrate({ environment: 'staging', source: 'live' })
      expect(said(planned)).toEqual([])
      expect(planned.migration?.moves).toMatchObject([
        { file: '.aws/api-staging.json', revision: 'api-staging:1', service: 'api' }
      ])
      const done = await migrate({ environment: 'staging', source: 'live', apply: 'true' })
      expect(said(done)).toEqual([])
      expect(done.results).toMatchObject([{ key: 'api', outcome: 'succeeded' }])
      expect(text('.aws/api-staging.json')).toContain('"secretsmanager:shop-staging/database/password"')
      expect(text(CONFIG)).toBe(config)
    })

    test('that share one file that is not there: one of them is named, and then it is written from that', async () => {
      const migrate = await open({
        config:
          `${TOP}services:\n  api: {task-definition: app.json}\n  worker: {task-definition: app.json}\n`.replaceAll(
            '-{environment}',
            '-staging'
          ),
        running: { 'api-staging': VARIABLES }
      })
      expect(said(await migrate({ source: 'live' }))).toEqual([
        'migration-no-file: app.json is the task definition of api and worker, and is not there: it can be written from what one of them runs.'
      ])
      const report = await migrate({ source: 'live', service: 'api', apply: 'true' })
      expect(said(report)).toEqual([])
      expect(text('app.json')).toContain('valueFrom')
    })

    test('that inputs name in ECS have no file: that is said', async () => {
      const migrate = await open({ config: `${TOP}services: {}\n` })
      expect(said(await migrate({ 'task-definition': 'live', service: 'api-staging' }))).toEqual([
        'migration-no-file: The inputs select a registered task definition, and a migration needs a file to write to.'
      ])
    })

    test('without any place say that nobody has said where', async () => {
      const migrate = await open({
        config: `${TOP}services:\n  api: {}\n  worker: {task-definition: worker.json}\n${STAGES_OF_ALL}`,
        running: { 'api-staging': VARIABLES }
      })
      const report = await migrate({ environment: 'staging', source: 'live', apply: 'true' })
      expect(said(report)).toContain(
        'migration-no-file: There is no file to write for api: neither the configuration file nor a pattern with {service} sets its path.'
      )
      expect(existsSync(join(world.folder, 'worker.json'))).toBe(false)
    })
  })

  describe('a definition that ECS has', () => {
    const LIVE = `# Terraform has the definitions\n${TOP}services:\n  api: {task-definition: live}\n  worker: {task-definition: {live: "worker-{environment}"}} # the newest\n${STAGES_OF_ALL}`

    test('is not rewritten: where to take the value out is said, and nothing is stored', async () => {
      const migrate = await open({ config: LIVE, running: { 'api-staging': VARIABLES } })
      const report = await migrate({ environment: 'staging', apply: 'true' })
      expect(report.problems).toMatchObject([
        { code: 'migration-left', hint: expect.stringMatching(/^This definition is in ECS: .*source: live/) }
      ])
      expect(report.migration?.secrets ?? []).toEqual([])
      expect(text(CONFIG)).toBe(LIVE)
      expect(JSON.stringify(report)).not.toContain(FIRST)
    })
  })
})
