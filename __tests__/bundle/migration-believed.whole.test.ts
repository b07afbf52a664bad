import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from '@jest/globals'
import {
  beginMigration,
  CLUSTER,
  endStateOf,
  type MigrationWorld,
  RUNNING,
  regionOf,
  SECRETS
} from './migration-world.ts'
import { runCli } from './runner.ts'

let world: MigrationWorld
afterEach(() => world.end())

const pathOf = (service: string) => join(world.workspace.path, 'deploy', `${service}-task-definition.json`)
const edit = (service: string, change: (text: string) => string): void => {
  writeFileSync(pathOf(service), change(readFileSync(pathOf(service), 'utf8')))
  world.git('commit', '-qam', 'changed')
}
const WRITES = /^(Create|Put|Register|Update)/
const writes = () => world.sandbox.requests().filter(({ operation }) => WRITES.test(operation ?? ''))

/** A plan and an apply that end with that code, write nothing, and never say "migrated". */
async function expectStopped(code: number, message: RegExp): Promise<void> {
  for (const flags of [[], ['--apply']]) {
    const run = await world.run('migrate', ...flags)
    expect({ code: run.code, writes: writes() }).toEqual({ code, writes: [] })
    expect(run.stdout + run.stderr).toMatch(message)
    expect(run.stdout).not.toMatch(/\bMigrated\b/)
  }
}

test('a dead reference that was there before stops the plan and the apply, before any write', async () => {
  world = await beginMigration()
  edit('dispatcher', text =>
    text.replace(
      '"environment": [',
      '"secrets": [{"name": "OLD", "valueFrom": "secretsmanager:ops-pipeline/gone"}], "environment": ['
    )
  )
  await expectStopped(3, /ops-pipeline\/gone/)
})

test('a moved value in a longer text stops it too, by its place', async () => {
  world = await beginMigration()
  const [, , password = ''] = world.values
  edit('dispatcher', text =>
    text.replace('"environment": [', `"dockerLabels": {"note": "was ${password}"}, "environment": [`)
  )
  await expectStopped(2, /is also at deploy\/dispatcher-task-definition\.json:\d+/)
})

test('plain files without a service: the services that run them are deployed, in one report', async () => {
  world = await beginMigration()
  const files = RUNNING.map(service => `deploy/${service}-task-definition.json`)
  const flags = ['--cluster', CLUSTER, '--aws-region', 'us-west-2', '--apply']
  const run = await runCli(['migrate', ...files, ...flags], {
    workspace: world.workspace,
    sandbox: world.sandbox
  })
  expect({ code: run.code, stderr: run.stderr }).toEqual({ code: 0, stderr: '' })
  expect(run.stdout).not.toMatch(/Deployed 0|to redeploy/)
  expect(run.stdout.match(/To rotate, worst first/g)).toHaveLength(1)
  expect(endStateOf(world)).toMatchObject({ services: RUNNING.map(name => [name, true]) })
})

test('one service alone, then all: the secrets of all at once', async () => {
  world = await beginMigration()
  // of its group this service has one variable only
  edit('trade-stream', text => {
    const definition = JSON.parse(text)
    for (const container of definition.containerDefinitions)
      container.environment = container.environment.filter(
        ({ name }: { name: string }) => name !== 'ALPACA_API_KEY' && name !== 'DB_PASSWORD'
      )
    return `${JSON.stringify(definition, null, 2)}\n`
  })
  expect((await world.run('migrate', '--service', 'trade-stream', '--apply')).code).toBe(0)
  world.git('commit', '-qam', 'one')
  expect((await world.run('migrate', '--apply')).code).toBe(0)
  expect([...(regionOf(world)?.secrets.keys() ?? [])].toSorted((a, b) => (a < b ? -1 : 1))).toEqual(SECRETS)
})
