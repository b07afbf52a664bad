import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
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

type Definition = {
  family: string
  executionRoleArn?: string
  containerDefinitions: {
    environment: { name: string; value: string }[]
    secrets?: { name: string; valueFrom: string }[]
  }[]
}

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
  write(service: string, change: (definition: Definition) => Definition): void
  git(...args: string[]): string
  journal(): string
  secrets(): readonly string[]
  operations(): readonly string[]
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
    roles: [
      { name: 'ops-pipeline-execution', managed: MANAGED },
      ...SERVICES.map(service => ({ name: `ops-pipeline-${service}` }))
    ],
    taskDefinitions: definitions,
    services: RUNNING.map(service => ({
      serviceName: service,
      cluster: CLUSTER,
      taskDefinition: `${service}:1`,
      desiredCount: 2,
      circuitBreaker: { enable: true, rollback: true }
    })),
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
  const path = (service: string) => join(folder, 'deploy', `${service}-task-definition.json`)
  let pid = 1000

  const ports = (kill?: Kill): MigrationPorts => {
    counts.call = 0
    counts.write = 0
    counts.names = []
    pid++
    const own = pid
    let isDead = false
    const step = async <Result>(what: Kill['what'], act: () => Result): Promise<Awaited<Result>> => {
      if (isDead) throw new Killed()
      counts[what]++
      const isHere = kill?.what === what && kill.n === counts[what]
      if (isHere && kill.moment === 'before') {
        isDead = true
        throw new Killed()
      }
      const result = await act()
      if (isHere) {
        isDead = true
        throw new Killed()
      }
      return result
    }
    const guarded = <Port extends object>(port: Port): Port =>
      new Proxy(port, {
        get: (target, name) => {
          const member: unknown = Reflect.get(target, name)
          if (typeof member === 'function')
            return (...given: unknown[]) =>
              step('call', () => {
                counts.names.push(String(name))
                return (member as (...all: unknown[]) => unknown)(...given)
              })
          return typeof member === 'object' && member !== null ? guarded(member) : member
        }
      })
    return {
      ...opened.ports,
      connectAws: async options => guarded(await opened.ports.connectAws(options)),
      connectCleanup: async options => guarded(await opened.ports.connectCleanup(options)),
      connectMigration: async options => guarded(await opened.ports.connectMigration(options)),
      files: {
        replace: (file, text, root) => {
          if (isDead) throw new Killed()
          counts.write++
          const isHere = kill?.what === 'write' && kill.n === counts.write
          if (isHere && kill.moment === 'before') {
            isDead = true
            throw new Killed()
          }
          replaceWhole({ area: { workspace: folder, isCommandLine: true }, file, ...present({ root }) }, text)
          if (isHere) {
            isDead = true
            throw new Killed()
          }
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

  return {
    ...opened,
    ...{ sandbox, folder, values, requested, shown, counts, ports },
    migrate: async (raw = {}, kill) => {
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
    },
    file: service => readFileSync(path(service), 'utf8'),
    read: service => JSON.parse(readFileSync(path(service), 'utf8')) as Definition,
    write: (service, change) =>
      replaceWhole(
        { area: { workspace: folder, isCommandLine: true }, file: path(service) },
        `${JSON.stringify(change(JSON.parse(readFileSync(path(service), 'utf8')) as Definition), null, 2)}\n`
      ),
    git,
    journal: () => {
      const own = join(folder, '.git', 'ecs-sealed-deploy-migration.json')
      return existsSync(own) ? readFileSync(own, 'utf8') : ''
    },
    secrets: () =>
      [...(sandbox.world().regions.get(REGION)?.secrets.keys() ?? [])].toSorted((a, b) => (a < b ? -1 : 1)),
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
