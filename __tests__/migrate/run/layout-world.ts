import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { MigrateConfiguration } from '../../../src/inputs/configuration.ts'
import { readConfiguration } from '../../../src/inputs/read.ts'
import type { RawInputs } from '../../../src/inputs/tables/specification.ts'
import { runMigrate } from '../../../src/modes/migrate.ts'
import type { Report } from '../../../src/report/report.ts'
import { type Kill, MANAGED, type MigrateWorld, makeMigrateWorld, REGION } from './world.ts'

/** The path of the configuration file of these worlds. */
export const CONFIG = 'layout.yml'

const ROLE = 'arn:aws:iam::123456789012:role'

export type Variable = { readonly name: string; readonly value: string }

/** A task definition with one container. */
export function definition(
  family: string,
  environment: readonly Variable[] = []
): {
  readonly family: string
  readonly executionRoleArn: string
  readonly containerDefinitions: readonly object[]
} {
  const container = {
    name: 'app',
    image: 'registry/app:1',
    memory: 128,
    ...(environment.length > 0 ? { environment } : {})
  }
  return { family, executionRoleArn: `${ROLE}/execution`, containerDefinitions: [container] }
}

/** Services `api` and `worker` in the clusters of two environments, each with one running revision. */
export type Given = {
  readonly config: string
  /** Variables, or a whole definition, of the running revision by `SERVICE-ENVIRONMENT`. */
  readonly running?: Readonly<Record<string, readonly Variable[] | object>>
  /** Files besides `api.json` and `worker.json`, which are omitted if they are `undefined` here. */
  readonly files?: Readonly<Record<string, object | undefined>>
  readonly clusters?: Readonly<Record<string, string>>
}

export const STAGES = ['staging', 'production']

/** A world of a layout, with a function to migrate it. */
export type LayoutWorld = {
  readonly world: MigrateWorld
  migrate(raw?: RawInputs, kill?: Kill): Promise<Report>
}

/** openLayout creates the repository and the clusters of a layout. */
export async function openLayout({
  config,
  running = {},
  files = {},
  clusters = {}
}: Given): Promise<LayoutWorld> {
  const places = STAGES.flatMap(stage => ['api', 'worker'].map(name => `${name}-${stage}`))
  const clusterOf = (place: string) => {
    const stage = place.split('-')[1] ?? ''
    return clusters[stage] ?? `shop-${stage}`
  }
  const runs = (place: string) => {
    const own = running[place] ?? []
    return Array.isArray(own) ? definition(place, own as readonly Variable[]) : own
  }
  const world = await makeMigrateWorld({
    clusters: [...new Set(places.map(clusterOf))],
    roles: [{ name: 'execution', managed: MANAGED }],
    taskDefinitions: places.map(runs),
    services: places.map(place => ({
      serviceName: place,
      cluster: clusterOf(place),
      taskDefinition: `${place}:1`,
      circuitBreaker: { enable: true, rollback: true }
    }))
  })
  const own = Object.fromEntries(['api', 'worker'].map(name => [`${name}.json`, definition('x')]))
  const texts = Object.entries({ ...own, ...files }).flatMap(([file, content]) =>
    content === undefined ? [] : [[file, `${JSON.stringify(content, null, 2)}\n`] as const]
  )
  for (const [file, text] of [...texts, [CONFIG, config] as const]) {
    mkdirSync(dirname(join(world.folder, file)), { recursive: true })
    writeFileSync(join(world.folder, file), text)
  }
  world.git('rm', '-q', '-r', '--cached', 'deploy')
  world.git('add', ...texts.map(([file]) => file), CONFIG)
  world.git('commit', '-q', '-m', 'layout')
  const migrate: LayoutWorld['migrate'] = (raw = {}, kill) => {
    const read = readConfiguration(
      { mode: 'migrate', config: CONFIG, 'verify-permissions': 'off', ...raw },
      { hasConfigFile: true }
    )
    if (!('configuration' in read)) throw new Error(JSON.stringify(read.problems))
    return runMigrate(read.configuration as MigrateConfiguration, world.ports(kill))
  }
  return { world, migrate }
}

/** layoutOf is the base layout of the cases: names and files of both services, in both environments. */
export function layoutOf({ production = '{}' }): string {
  return [
    '# what is deployed',
    'defaults:',
    `  region: ${REGION}`,
    '  cluster: shop-{environment} # one for each',
    '  service: "{service}-{environment}"',
    'services:',
    '  api: {task-definition: api.json}',
    '  worker: {task-definition: worker.json}',
    'environments:',
    '  staging: {}',
    `  production: ${production}`,
    ''
  ].join('\n')
}
