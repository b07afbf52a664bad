import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { RawInputs } from '../../src/inputs/tables/specification.ts'
import { problemsToText } from '../../src/report/problem-text.ts'
import { MANAGED, type MigrateWorld, makeMigrateWorld, SERVICES } from '../migration/run/world.ts'
import type { Trouble } from './troubleshooting-inputs.ts'

type Run = {
  readonly scenario?: object
  readonly before?: (world: MigrateWorld) => void | Promise<void>
  readonly raw?: RawInputs
}

const run = (what: string, { scenario = {}, before, raw = {} }: Run): Trouble => ({
  what,
  print: async () => {
    const world = await makeMigrateWorld(scenario)
    try {
      await before?.(world)
      return problemsToText((await world.migrate(raw)).problems).join('\n')
    } finally {
      await world.end()
    }
  }
})

const fileOf = (world: MigrateWorld) => join(world.folder, 'deploy/dispatcher-task-definition.json')
const change =
  (members: object, environment: readonly { name: string; value: string }[] = []) =>
  (world: MigrateWorld) => {
    world.write('dispatcher', definition => {
      definition.containerDefinitions[0]?.environment.push(...environment)
      return { ...definition, ...members }
    })
    world.git('commit', '-qam', 'changed')
  }
const withRole = (role: object) => ({
  roles: [
    { name: 'ops-pipeline-execution', managed: MANAGED, ...role },
    ...SERVICES.map(service => ({ name: `ops-pipeline-${service}` }))
  ]
})
const policy = (Effect: string, Action: string) => ({
  Version: '2012-10-17',
  Statement: [{ Effect, Action, Resource: '*' }]
})
const APPLY = { apply: 'true' }
const PASSWORD = ['Other', 'Harbor', 4711].join('-')

/** Runs of a migration in this process that end with the messages of the page. */
export const MIGRATE_RUNS: readonly Trouble[] = [
  run('no execution role', { before: change({ executionRoleArn: undefined }) }),
  run('a role that is none', { before: change({ executionRoleArn: 'role/of a kind' }) }),
  run('a service that runs with another value than its file', {
    before: world => {
      const text = world.file('dispatcher').replaceAll(world.values['DB_PASSWORD'] ?? '-', PASSWORD)
      writeFileSync(fileOf(world), text)
      world.git('commit', '-qam', 'another value')
    },
    raw: { service: 'dispatcher' }
  }),
  run('a service that runs another image than its file has', {
    before: world => {
      writeFileSync(
        fileOf(world),
        world.file('dispatcher').replace('dispatcher:2024-11-02', 'dispatcher:old')
      )
      world.git('commit', '-qam', 'another image')
    },
    raw: { service: 'dispatcher' }
  }),
  run('a value that stands elsewhere', {
    before: change({ tags: [{ key: 'note', value: `was ${PASSWORD}` }] }, [
      { name: 'MAIL_PASSWORD', value: PASSWORD }
    ])
  }),
  run('an ordinary word that is a password', {
    before: change({}, [
      { name: 'MAIL_PASSWORD', value: 'swordfish' },
      { name: 'MAIL_NAME', value: 'swordfish' }
    ])
  }),
  run('live services without a cluster', { raw: { source: 'live', cluster: '' } }),
  run('services that may not be listed', {
    before: world => world.fault({ op: 'ListServices', kind: 'access-denied', times: 9 }),
    raw: { 'task-definition': 'deploy/dispatcher-task-definition.json' }
  }),
  run('a template of the CDK', {
    before: world => {
      const task = {
        Type: 'AWS::ECS::TaskDefinition',
        Metadata: { 'aws:cdk:path': 'App/Task' },
        Properties: { ContainerDefinitions: [{ Name: 'app', Image: 'a:1' }] }
      }
      writeFileSync(join(world.folder, 'deploy/app.template.json'), JSON.stringify({ Resources: { task } }))
    },
    raw: { 'task-definition': 'deploy/app.template.json' }
  }),
  run('a role of another account', {
    before: change({ executionRoleArn: 'arn:aws:iam::999999999999:role/other' })
  }),
  run('a role that may never read', { scenario: withRole({ boundary: policy('Allow', 'ecr:*') }) }),
  run('a permission that the identity lacks', {
    scenario: {
      callers: {
        test: {
          arn: 'arn:aws:iam::123456789012:user/somebody',
          policy: {
            Version: '2012-10-17',
            Statement: [
              { Effect: 'Allow', Action: '*', Resource: '*' },
              { Effect: 'Deny', Action: 'iam:PutRolePolicy', Resource: '*' }
            ]
          }
        }
      }
    },
    raw: APPLY
  }),
  run('a read-only file', { before: world => chmodSync(fileOf(world), 0o444) }),
  run('a changed file', { before: world => writeFileSync(fileOf(world), `${world.file('dispatcher')}\n`) }),
  run('an expression', {
    before: change({}, [{ name: 'MADE', value: '${{ vars.X }}' }]),
    raw: { include: 'MADE', variables: 'X=1' }
  }),
  run('a credential elsewhere', { raw: { exclude: 'dispatcher/DB_PASSWORD' } }),
  run('a strange journal', {
    before: world => writeFileSync(join(world.folder, 'journal.json'), 'not ours'),
    raw: { ...APPLY, journal: 'journal.json' }
  }),
  run('another one in progress', {
    before: world => {
      const holder = { pid: 1, host: 'elsewhere', since: '2026-01-05T09:00:00.000Z' }
      writeFileSync(join(world.folder, 'journal.json.lock'), JSON.stringify(holder))
    },
    raw: { ...APPLY, journal: 'journal.json' }
  }),
  run('a damaged commit', {
    before: world => writeFileSync(join(world.folder, '.git/refs/heads/main'), `${'1'.repeat(40)}\n`)
  }),
  run('a journal of another migration', {
    before: async world => {
      await world.migrate({ ...APPLY, 'policy-output': 'json' })
    },
    raw: { ...APPLY, naming: 'x/{name}' }
  }),
  run('a grant left to a person', { raw: { ...APPLY, 'policy-output': 'json' } }),
  run('a cancelled run', { before: world => world.controller.abort(), raw: APPLY }),
  run('a pull request from nowhere', {
    before: world => {
      world.git('update-ref', '-d', 'HEAD')
    },
    raw: { ...APPLY, 'open-pull-request': 'true', 'github-token': 'x' }
  }),
  run('a secret that is gone', {
    before: async world => {
      await world.migrate(APPLY, { what: 'call', n: 1_000_000, moment: 'after' })
      const path = join(world.folder, '.git', 'ecs-sealed-deploy-migration.json')
      writeFileSync(path, world.journal().replace('"finished"', '"running"'))
      world.sandbox.world().regions.get('us-west-2')?.secrets.delete('ops-pipeline/database/password')
    },
    raw: APPLY
  })
]
