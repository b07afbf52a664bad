import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { expect } from '@jest/globals'
import { services as SERVICES, writePlaintextForm } from '../../../examples/ops-pipeline/plaintext.mjs'
import { type RunningSandbox, startSandbox } from '../../../sandbox/server.ts'
import { replaceWhole } from '../../../src/files/write/writer.ts'
import type { MigrateConfiguration } from '../../../src/inputs/configuration.ts'
import { readConfiguration } from '../../../src/inputs/read.ts'
import type { RawInputs } from '../../../src/inputs/tables/specification.ts'
import type { MigrationPorts, WantedPullRequest } from '../../../src/migrate/run/ports.ts'
import { runMigrate } from '../../../src/modes/migrate.ts'
import { present } from '../../../src/present.ts'
import { annotationsOf } from '../../../src/report/annotations.ts'
import { outputsOf } from '../../../src/report/outputs.ts'
import type { Report } from '../../../src/report/report.ts'
import { reportToMarkdown } from '../../../src/report/summary.ts'
import { exitCodeOf } from '../../../src/report/verdict.ts'
import { printerOf } from '../../../src/run/printed.ts'
import { openPorts } from '../../ports.ts'

/** What a command-line run prints. */
const printed = printerOf('text', { sources: new Map() })

export const CLUSTER = 'ops-pipeline-cluster'
export const REGION = 'us-west-2'
export const ROLE = 'arn:aws:iam::123456789012:role/ops-pipeline-execution'
/** The three services that already run; the others have never been deployed. */
export const RUNNING = ['dispatcher', 'position-manager', 'trade-stream']
export { SERVICES }

export const MANAGED = ['arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy']

export type Container = {
  environment: { name: string; value: string }[]
  secrets?: { name: string; valueFrom: string }[]
  command?: string[]
  image?: string
  dockerLabels?: Record<string, string>
  logConfiguration?: object
}
type Definition = { family: string; executionRoleArn?: string; containerDefinitions: Container[] }

const regionOf = (sandbox: RunningSandbox) => {
  const region = sandbox.world().regions.get(REGION)
  if (region === undefined) throw new Error(`no Region ${REGION}`)
  return region
}

/** The roles of the files; `execution` is merged into the execution role. */
export const rolesWith = (execution: object = {}): readonly object[] => [
  { name: 'ops-pipeline-execution', managed: MANAGED, ...execution },
  ...SERVICES.map(service => ({ name: `ops-pipeline-${service}` }))
]

/** A policy of one statement. */
export const policy = (Effect: 'Allow' | 'Deny', Action: string | string[], Resource = '*'): object => ({
  Version: '2012-10-17',
  Statement: [{ Effect, Action, Resource }]
})

/** The three running services; `more` is merged into the one of that name. */
export const servicesWith = (more: Readonly<Record<string, object>> = {}): readonly object[] =>
  RUNNING.map(service => ({
    serviceName: service,
    cluster: CLUSTER,
    taskDefinition: `${service}:1`,
    desiredCount: 2,
    circuitBreaker: { enable: true, rollback: true },
    ...more[service]
  }))

/** The end of a killed run: nothing after it happens, not even cleanup. */
export class Killed extends Error {
  override readonly name = 'Killed'
}

/** When to kill: before or after the nth AWS call or file write, counted from 1. */
export type Kill = {
  readonly what: 'call' | 'write'
  readonly n: number
  readonly moment: 'before' | 'after'
}

export type MigrateWorld = {
  readonly sandbox: RunningSandbox
  readonly folder: string
  readonly values: Readonly<Record<string, string>>
  readonly masked: string[]
  readonly requested: WantedPullRequest[]
  /** Everything that a run has shown or written, except for the files it rewrote. */
  readonly shown: string[]
  readonly controller: AbortController
  /** Calls and writes of the last run. */
  readonly counts: { call: number; write: number; names: string[] }
  migrate(raw?: RawInputs, kill?: Kill): Promise<Report>
  ports(kill?: Kill): MigrationPorts
  file(service: string): string
  read(service: string): Definition
  /** Changes a service's file, and commits that. */
  write(service: string, change: (definition: Definition) => Definition): void
  git(...args: string[]): string
  journal(): string
  secrets(): readonly string[]
  operations(): readonly string[]
  /** A migration that is applied, has no problem and ends with 0. */
  applied(raw?: RawInputs): Promise<Report>
  /** Changes the first container of a service's file, and commits that. */
  edit(service: string, change: (container: Container) => void): void
  /** Writes files, and commits them. */
  put(files: Readonly<Record<string, string>>): void
  region(): ReturnType<typeof regionOf>
  /** The revision that each service runs, as `FAMILY:REVISION`. */
  running(): Readonly<Record<string, string | undefined>>
  /** The text of a role's inline policies. */
  inline(role?: string): string
  /** The writing operations so far, in order. */
  writes(): readonly string[]
  fault(fault: object): Promise<void>
  clearFaults(): Promise<void>
  end(): Promise<void>
}

/** What the cluster runs, with the values of the files. `more` is merged into it. */
export function scenarioFor(files: readonly string[], more: object = {}): object {
  const definitions = files
    .map(file => JSON.parse(readFileSync(file, 'utf8')) as Definition)
    .filter(({ family }) => RUNNING.includes(family))
  return {
    account: '123456789012',
    region: REGION,
    clusters: [CLUSTER],
    images: SERVICES.map(repository => ({ repository, tags: ['2024-11-02'] })),
    roles: rolesWith(),
    taskDefinitions: definitions,
    services: servicesWith(),
    ...more
  }
}

const GIT_ENVIRONMENT = {
  PATH: process.env['PATH'] ?? '',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'Test',
  GIT_AUTHOR_EMAIL: 'test@example.com',
  GIT_COMMITTER_NAME: 'Test',
  GIT_COMMITTER_EMAIL: 'test@example.com'
}

let firstCommit: ReadonlyMap<string, Buffer> | undefined

/** begin commits the unchanged files. They are the same in every world, so git runs once, and its files are copied. */
function begin(folder: string, git: (...args: string[]) => string): void {
  const own = join(folder, '.git')
  if (firstCommit === undefined) {
    git('init', '-q', '-b', 'main', '--template=')
    git('add', '.')
    git('commit', '-q', '-m', 'as it was')
    const paths = readdirSync(own, { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(entry => join(entry.parentPath, entry.name))
    firstCommit = new Map(paths.map(path => [relative(own, path), readFileSync(path)]))
    return
  }
  for (const folderOfGit of ['objects/info', 'objects/pack', 'refs/tags'])
    mkdirSync(join(own, folderOfGit), { recursive: true })
  for (const [path, bytes] of firstCommit) {
    mkdirSync(dirname(join(own, path)), { recursive: true })
    writeFileSync(join(own, path), bytes)
  }
}

/** The first user's repository and cluster: eight files with three credentials each, three services that run them. */
export async function makeMigrateWorld(
  more: object | ((values: Readonly<Record<string, string>>) => object) = {}
): Promise<MigrateWorld> {
  const folder = mkdtempSync(join(tmpdir(), 'migrate-'))
  const form = writePlaintextForm(join(folder, 'deploy'), { seed: 11 })
  const values: Readonly<Record<string, string>> = form.values
  const sandbox = await startSandbox({
    scenario: scenarioFor(form.files, typeof more === 'function' ? more(values) : more),
    clock: 'manual'
  })
  const git = (...args: string[]) =>
    execFileSync('git', args, { cwd: folder, env: GIT_ENVIRONMENT, encoding: 'utf8' })
  begin(folder, git)
  const opened = openPorts(sandbox, folder)
  const { log } = opened
  const shown: string[] = []
  const requested: WantedPullRequest[] = []
  const counts: MigrateWorld['counts'] = { call: 0, write: 0, names: [] }
  const area = { workspace: folder, isCommandLine: true }
  const path = (service: string) => join(folder, 'deploy', `${service}-task-definition.json`)
  let pid = 1000

  const ports = (kill?: Kill): MigrationPorts => {
    counts.call = 0
    counts.write = 0
    counts.names = []
    pid++
    const own = pid
    let isDead = false
    const die = (): never => {
      isDead = true
      throw new Killed()
    }
    /** Begins a step; returns what ends it. */
    const begun = (what: Kill['what']) => {
      if (isDead) throw new Killed()
      counts[what]++
      const isHere = kill?.what === what && kill.n === counts[what]
      if (isHere && kill.moment === 'before') die()
      return () => (isHere ? die() : undefined)
    }
    const guarded = <Port extends object>(port: Port): Port =>
      new Proxy(port, {
        get: (target, name) => {
          const member: unknown = Reflect.get(target, name)
          if (typeof member === 'function')
            return async (...given: unknown[]) => {
              const end = begun('call')
              counts.names.push(String(name))
              const result: unknown = await (member as (...all: unknown[]) => unknown).apply(target, given)
              end()
              return result
            }
          return typeof member === 'object' && member !== null ? guarded(member) : member
        }
      })
    return {
      ...opened.ports,
      connectAws: async options => guarded(await opened.ports.connectAws(options)),
      connectAges: async options => guarded(await opened.ports.connectAges(options)),
      connectMigration: async options => guarded(await opened.ports.connectMigration(options)),
      files: {
        replace: (file, text, root) => {
          const end = begun('write')
          replaceWhole({ area, file, ...present({ root }) }, text)
          end()
        }
      },
      process: { pid: own, host: 'here', isAlive: other => other === own },
      temporaryFolder: folder,
      repository: 'example/ops-pipeline',
      openPullRequest: async wanted => {
        requested.push(wanted)
        return 'https://github.example.com/example/ops-pipeline/pull/9'
      }
    }
  }

  const migrate: MigrateWorld['migrate'] = async (raw = {}, kill) => {
    const report = await runMigrate(configurationFor(raw), ports(kill))
    shown.push(
      log.text(),
      JSON.stringify(report),
      JSON.stringify(outputsOf(report)),
      JSON.stringify(annotationsOf(report)),
      reportToMarkdown(report),
      [...printed(report)].join('')
    )
    return report
  }
  const read = (service: string) => JSON.parse(readFileSync(path(service), 'utf8')) as Definition
  const put: MigrateWorld['put'] = files => {
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, file)), { recursive: true })
      writeFileSync(join(folder, file), text)
    }
    git('add', ...Object.keys(files))
    git('commit', '-qm', 'changed')
  }
  const write: MigrateWorld['write'] = (service, change) =>
    put({ [relative(folder, path(service))]: `${JSON.stringify(change(read(service)), null, 2)}\n` })

  return {
    ...opened,
    ...{ sandbox, folder, values, requested, shown, counts, ports },
    migrate,
    applied: async raw => {
      const report = await migrate({ ...raw, apply: 'true' })
      expect([report.problems, exitCodeOf(report)]).toEqual([[], 0])
      return report
    },
    file: service => readFileSync(path(service), 'utf8'),
    read,
    put,
    write,
    edit: (service, change) =>
      write(service, definition => {
        const [container] = definition.containerDefinitions
        if (container) change(container)
        return definition
      }),
    region: () => regionOf(sandbox),
    running: () =>
      Object.fromEntries(
        [...(regionOf(sandbox).clusters.get(CLUSTER)?.services.values() ?? [])].map(
          ({ name, deployments }) => [name, deployments[0]?.taskDefinition.split('/').at(-1)]
        )
      ),
    inline: (role = 'ops-pipeline-execution') =>
      [...(sandbox.world().roles.get(role)?.inline.values() ?? [])].map(({ text }) => text).join(),
    writes: () =>
      sandbox
        .requests()
        .map(({ operation }) => operation ?? '')
        .filter(name => /^(Create|Put|Register|Update|Tag|Delete|Replicate)/.test(name)),
    git,
    journal: () => {
      const own = join(folder, '.git', 'ecs-sealed-deploy-migration.json')
      return existsSync(own) ? readFileSync(own, 'utf8') : ''
    },
    secrets: () => [...regionOf(sandbox).secrets.keys()].toSorted((a, b) => (a < b ? -1 : 1)),
    fault: async fault => {
      const answer = await fetch(`${sandbox.url}/_sandbox/faults`, {
        method: 'POST',
        body: JSON.stringify(fault)
      })
      if (!answer.ok) throw new Error(await answer.text())
    },
    clearFaults: async () => {
      await fetch(`${sandbox.url}/_sandbox/faults`, { method: 'DELETE' })
    },
    operations: () => sandbox.requests().map(({ operation }) => operation ?? ''),
    end: async () => {
      await opened.end()
      rmSync(folder, { recursive: true, force: true })
    }
  }
}

type Cloud = Awaited<ReturnType<MigrationPorts['connectMigration']>>
export type CloudChange = (cloud: Cloud) => Partial<Cloud>

/** The ports of a run with some of AWS's sides replaced by what happens to them. */
export function portsWith(world: MigrateWorld, change: CloudChange): MigrationPorts {
  const ports = world.ports()
  return {
    ...ports,
    connectMigration: async options => {
      const cloud = await ports.connectMigration(options)
      const { stores, values, policies } = cloud
      return { stores, values, policies, ...change(cloud) }
    }
  }
}

export function configurationFor(raw: RawInputs): MigrateConfiguration {
  const read = readConfiguration(
    {
      mode: 'migrate',
      'task-definition': 'deploy/{service}-task-definition.json',
      cluster: CLUSTER,
      'aws-region': REGION,
      ...raw
    },
    {}
  )
  if (!('configuration' in read)) throw new Error(JSON.stringify(read.problems))
  if (read.configuration.mode !== 'migrate') throw new Error(read.configuration.mode)
  return read.configuration
}

/** Names of a migration's files in the git directory. */
export function leftIn(folder: string): readonly string[] {
  return readdirSync(join(folder, '.git')).filter(name => name.startsWith('ecs-sealed'))
}
