import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from '@jest/globals'
import type { MigrateConfiguration } from '../../../src/inputs/configuration.ts'
import { readConfigurationWith } from '../../../src/inputs/read.ts'
import type { RawInputs } from '../../../src/inputs/tables/specification.ts'
import { runMigrate } from '../../../src/modes/migrate.ts'
import type { Report } from '../../../src/report/report.ts'
import { readForAws } from '../../inputs/read-whole.ts'
import { CLUSTER, type MigrateWorld, makeMigrateWorld, REGION } from './world.ts'

let world: MigrateWorld
afterEach(() => world.end())

/** A file for each environment of `dispatcher`, which the project calls `router`. */
async function open(config: string): Promise<(raw?: RawInputs) => Promise<Report>> {
  world = await makeMigrateWorld()
  const own = world.file('dispatcher')
  for (const stage of ['staging', 'production'])
    writeFileSync(join(world.folder, 'deploy', `router-${stage}.json`), own)
  const text = `defaults: {region: ${REGION}, cluster: ${CLUSTER}}\n${config}`
  writeFileSync(join(world.folder, 'layout.yml'), text)
  world.git('rm', '-q', '-r', '--cached', 'deploy')
  world.git('add', 'deploy/router-staging.json', 'deploy/router-production.json', 'layout.yml')
  world.git('commit', '-q', '-m', 'layout')
  return (raw = {}) => {
    const read = readConfigurationWith(
      { mode: 'migrate', config: 'layout.yml', 'verify-permissions': 'off', ...raw },
      { hasConfigFile: true },
      readForAws
    )
    if (!('configuration' in read)) throw new Error(JSON.stringify(read.problems))
    return runMigrate(read.configuration as MigrateConfiguration, world.ports())
  }
}

const text = (file: string) => readFileSync(join(world.folder, 'deploy', file), 'utf8')
const codes = ({ problems }: Report) => problems.map(({ code, message }) => `${code}: ${message}`)

const APART = `
services:
  router: {service: dispatcher, task-definition: "deploy/router-{environment}.json"}
environments: {staging: {}, production: {}}
`

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
    for (const value of Object.values(world.values)) expect(text('router-staging.json')).not.toContain(value)
    expect(text('router-production.json')).toBe(before)
  })
})
