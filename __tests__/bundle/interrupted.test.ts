import { afterEach, describe, expect, test } from '@jest/globals'
import { environmentOf, NOWHERE } from '../environment.ts'
import { makeWorkspace } from '../workspace.ts'
import { beginMigration, TARGET } from './migration-world.ts'
import { runAction, runCli } from './runner.ts'
import { scenario, template } from './scenario.ts'
import { makeWorld, resultsOf, type TestWorld } from './world.ts'

let world: TestWorld | undefined
afterEach(async () => {
  await world?.end()
  world = undefined
})

test.each(['SIGINT', 'SIGTERM'] as const)(
  '%s while watching: outputs are set, the outcome is cancelled',
  async name => {
    world = await makeWorld(scenario({ behaviours: [{ taskDefinition: 'web:2', neverRuns: true }] }))
    const run = await world.interrupt(name, () => Number(world?.count('DescribeServiceDeployments')) > 0)
    expect(run.code).toBe(1)
    expect(resultsOf(run)).toMatchObject([
      { outcome: 'cancelled', deploymentId: expect.stringMatching(/^ecs-svc\//) }
    ])
  }
)

/** A migration that has stored something is neither an input error nor over. */
test('SIGTERM during a migration: exit 1, what was done, what is left, and the next run goes on', async () => {
  const migration = await beginMigration()
  const isStored = ({ operation }: { readonly operation: string }) => operation === 'CreateSecret'
  const { workspace, sandbox } = migration
  try {
    const when = () => migration.sandbox.requests().some(isStored)
    const run = await runCli(['migrate', ...TARGET, '--apply'], {
      ...{ workspace, sandbox },
      signal: { name: 'SIGTERM', when }
    })
    expect({ code: run.code, stderr: run.stderr }).toEqual({ code: 1, stderr: '' })
    expect(run.stdout).toMatch(
      /\n {2}What was done\n {4}Created the secret ops-pipeline\/.*ops-pipeline\/\S+ +created /s
    )
    // however many it stored before the signal arrived
    const stored = migration.sandbox.requests().filter(isStored).length
    const secretsThat = (state: string) =>
      run.stdout.match(new RegExp(`^ {4}ops-pipeline/\\S+ +${state} `, 'gm')) ?? []
    expect([secretsThat('created').length, secretsThat('to create').length]).toEqual([stored, 3 - stored])
    expect(run.stdout).toContain(
      'Run the same command again to continue the migration: what is done is not repeated'
    )
    expect(run.stdout).not.toContain('After the rotation')
    expect(run.stdout.split('\n')).toContain(
      'The migration is not complete. The run was cancelled. Run it again: it continues where it stopped.'
    )
    expect((await migration.run('migrate', '--apply')).code).toBe(0)
    expect(migration.sandbox.requests().filter(isStored)).toHaveLength(3)
  } finally {
    await migration.end()
  }
})

describe('no network', () => {
  test('nothing listens at the endpoint: exit 3, said plainly, nothing half-done', async () => {
    const workspace = makeWorkspace({ 'deploy/web.json': template('web') })
    const run = await runAction(
      {
        'task-definition': 'deploy/{service}.json',
        cluster: 'demo',
        'aws-region': 'us-west-2',
        variables: 'TAG=2',
        'max-retries': '0'
      },
      {
        workspace,
        env: environmentOf(NOWHERE)
      }
    )
    workspace.remove()
    expect(run.code).toBe(3)
    expect(run.stdout).toContain('no connection to AWS')
    expect(resultsOf(run)).toMatchObject([{ service: 'web', outcome: 'not-started' }])
  })

  test('no credentials: exit 3, and how to get them', async () => {
    world = await makeWorld(scenario())
    const run = await world.deploy({}, { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' })
    expect(run.code).toBe(3)
    expect(run.stdout).toContain('configure-aws-credentials')
    expect(run.stdout).toContain('id-token: write')
  })
})
