import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { services as SERVICES, writePlaintextForm } from '../../examples/ops-pipeline/plaintext.mjs'
import { type RunningSandbox, startSandbox } from '../../sandbox/server.ts'
import { committed } from '../git.ts'
import { makeWorkspace, type Workspace } from '../workspace.ts'
import { runCli } from './runner.ts'

export const CLUSTER = 'ops-pipeline-cluster'
export const RUNNING = ['dispatcher', 'position-manager', 'trade-stream']
export const SECRETS = [
  'ops-pipeline/alpaca/api-key',
  'ops-pipeline/alpaca/api-secret',
  'ops-pipeline/database/password'
]
export const TARGET = [
  'deploy/{service}-task-definition.json',
  '--cluster',
  CLUSTER,
  '--aws-region',
  'us-west-2'
]

type Definition = { family: string; containerDefinitions: { environment: object[] }[] }
/** A repository and a cloud, and the bundle run in them. */
export type MigrationWorld = {
  readonly sandbox: RunningSandbox
  readonly workspace: Workspace
  readonly values: readonly string[]
  run(mode: string, ...flags: string[]): ReturnType<typeof runCli>
  git(...args: string[]): string
  end(): Promise<void>
}

/** The first user's repository and cluster: eight files in plaintext, three services that run them, no grant. */
export async function beginMigration(more: object = {}): Promise<MigrationWorld> {
  const workspace = makeWorkspace()
  const { files, values } = writePlaintextForm(join(workspace.path, 'deploy'), { seed: 5 })
  const definitions = files.map(file => JSON.parse(readFileSync(file, 'utf8')) as Definition)
  const sandbox = await startSandbox({ scenario: { ...scenarioOf(definitions), ...more }, clock: 'manual' })
  const git = committed(workspace.path)
  const run = (mode: string, ...flags: string[]) =>
    runCli([mode, ...TARGET, ...flags], {
      workspace,
      sandbox
    })
  const end = async () => {
    await sandbox.close()
    workspace.remove()
  }
  return { sandbox, workspace, values: Object.values(values), run, git, end }
}

function scenarioOf(definitions: readonly Definition[]): object {
  return {
    region: 'us-west-2',
    clusters: [CLUSTER],
    images: SERVICES.map(repository => ({ repository, tags: ['2024-11-02'] })),
    roles: [
      {
        name: 'ops-pipeline-execution',
        managed: ['arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy']
      },
      ...SERVICES.map(service => ({ name: `ops-pipeline-${service}` }))
    ],
    taskDefinitions: definitions.filter(({ family }) => RUNNING.includes(family)),
    services: RUNNING.map(serviceName => ({
      serviceName,
      cluster: CLUSTER,
      taskDefinition: `${serviceName}:1`,
      desiredCount: 2,
      circuitBreaker: { enable: true, rollback: true }
    }))
  }
}

/** The Region's state in the sandbox. */
export function regionOf(world: MigrationWorld) {
  return world.sandbox.world().regions.get('us-west-2')
}

/** The final state, in a form in which two runs of the same migration must be equal. */
export function endStateOf(world: MigrationWorld): object {
  const region = () => regionOf(world)
  const services = region()?.clusters.get(CLUSTER)?.services
  return {
    secrets: [...(region()?.secrets.values() ?? [])]
      .map(({ name, versions }) => [name, versions.length])
      .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
    policies: [...(world.sandbox.world().roles.get('ops-pipeline-execution')?.inline.values() ?? [])].map(
      ({ policy }) => JSON.stringify(policy).replaceAll(/-[A-Za-z0-9]{6}"/g, '-??????"')
    ),
    services: RUNNING.map(name => {
      const revision = services?.get(name)?.taskDefinition.split('/')[1] ?? ''
      const [family = '', number] = revision.split(':')
      const found = region()
        ?.families.get(family)
        ?.revisions.find(one => String(one.revision) === number)
      return [name, JSON.stringify(found?.definition).includes('DB_PASSWORD","valueFrom')]
    }),
    families: SERVICES.map(name => {
      const sealed = region()
        ?.families.get(name)
        ?.revisions.filter(
          ({ definition }) => !world.values.some(value => JSON.stringify(definition).includes(value))
        )
      return [name, sealed?.length]
    }),
    files: world.git('diff', '--numstat')
  }
}
