import { spawn } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join, resolve } from 'node:path'
import { stringify } from 'yaml'
import { type RunningSandbox, startSandbox } from '../../sandbox/server.ts'
import { MODE_ACTIONS } from '../../scripts/reference/actions.ts'
import { committed } from '../git.ts'
import { STAND_INS } from './stand-ins.ts'

const OWN = 'ecs-sealed-deploy/ecs-sealed-deploy'
const WORKFLOWS = [
  'check',
  'check-repositories',
  'check-organization',
  'plan',
  'deploy',
  'deploy-one-service',
  'audit',
  'audit-places',
  'audit-organization'
]

/** The program (github.com/nektos/act): from ACT, or where .ci/run installs it; undefined if there is none. */
export const ACT = [process.env['ACT'], resolve('.ci/bin/act')].find(path => path && existsSync(path))

/** One run of a workflow. */
export type Played = {
  readonly code: number
  readonly out: string
  readonly sandbox: RunningSandbox
  /** Folder of the stand-ins' output; a scene that is given it finds artifacts and caches there. */
  readonly folder: string
  /** The output of a stand-in, by its name; `artifacts/NAME/FILE` for a file of an artifact. */
  left(name: string): string
  /** Names of the artifacts that were uploaded. */
  artifacts(): readonly string[]
}

export type Event = {
  readonly name: 'push' | 'pull_request' | 'workflow_dispatch' | 'schedule'
  readonly inputs?: Readonly<Record<string, string>>
  /** The rest of the event's payload. */
  readonly payload?: object
}

/** The surroundings of a workflow: the files of its repository, AWS, variables and secrets. */
export type Scene = {
  readonly files: Readonly<Record<string, string>>
  readonly scenario: object
  readonly vars?: Readonly<Record<string, string>>
  readonly secrets?: Readonly<Record<string, string>>
  readonly env?: Readonly<Record<string, string>>
  readonly event?: Event
  /** Milliseconds that pass in the sandbox before the workflow starts. */
  readonly elapsed?: number
  /** Combinations of matrices that are started, `name:value`; all others are skipped. */
  readonly matrix?: readonly string[]
  /** The endpoint of each account and Region, `ACCOUNT REGION`; roles of other accounts cannot be assumed. */
  readonly places?: Readonly<Record<string, object>>
  /** The files of each repository that can be checked out, `OWNER/NAME`, besides the action's own. */
  readonly repositories?: Readonly<Record<string, Scene['files']>>
  /** The output of an earlier run. */
  readonly folder?: string
}

const folders: string[] = []
const sandboxes: RunningSandbox[] = []

/** Removes the output of runs. */
export async function endActs(): Promise<void> {
  await Promise.all(sandboxes.splice(0).map(sandbox => sandbox.close()))
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
}

function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'act-'))
  folders.push(folder)
  return folder
}

/**
 * The action as released, without its development files, as a git repository. Created once; removed with the run's
 * temporary folder.
 */
let own: string | undefined
function ownRepository(): string {
  if (own !== undefined) return own
  own = mkdtempSync(join(tmpdir(), 'act-own-'))
  const actions = ['render', 'deploy', ...Object.keys(MODE_ACTIONS)]
  for (const part of ['action.yml', ...actions, 'dist', 'scripts', '.github/workflows'])
    cpSync(part, join(own, part), { recursive: true })
  committed(own)
  return own
}

/** play runs an unchanged workflow in act's host mode: no container, no network except the sandbox's loopback. */
export async function play(workflow: string, scene: Scene): Promise<Played> {
  const sandbox = await startSandbox({ scenario: scene.scenario, clock: 'manual' })
  sandboxes.push(sandbox)
  if (scene.elapsed !== undefined) sandbox.advance(scene.elapsed)
  const repository = makeRepository({ ...scene.files, '.github/workflows/played.yml': workflow })
  const left = scene.folder ?? makeFolder()
  const action = ownRepository()
  const { name = 'push', inputs = {}, payload } = scene.event ?? {}
  const event = join(makeFolder(), 'event.json')
  if (payload !== undefined) writeFileSync(event, JSON.stringify(payload))
  const environment = {
    AWS_ENDPOINT_URL: sandbox.url,
    NODE_COMPILE_CACHE: join(tmpdir(), 'compiled'),
    // time moves when the action waits
    NODE_OPTIONS: `--import=${resolve('sandbox/lockstep.mjs')}`,
    LEFT: left,
    OWN_REPOSITORY: action,
    PLACES_OF_AWS: (await startPlaces(scene.places)).join('\n'),
    REPOSITORIES_OF_GITHUB: makeRepositories(scene.repositories),
    ...scene.env
  }
  const flags = (flag: string, given: Readonly<Record<string, string>> = {}) =>
    Object.entries(given).flatMap(([key, value]) => [flag, `${key}=${value}`])
  const args = [
    ...[name, '-W', '.github/workflows/played.yml', '-P', 'ubuntu-latest=-self-hosted', '--no-cache-server'],
    ...['--action-cache-path', makeFolder(), ...replacements([workflow, ...calledWorkflows()], action)],
    ...(scene.matrix ?? []).flatMap(one => ['--matrix', one]),
    ...[...flags('--env', environment), ...flags('--var', scene.vars), ...flags('-s', scene.secrets)],
    ...flags('--input', inputs),
    ...(payload === undefined ? [] : ['--eventpath', event])
  ]
  const { code, out } = await spawned(args, repository)
  return {
    ...{ code, out, sandbox, folder: left },
    left: file => (existsSync(join(left, file)) ? readFileSync(join(left, file), 'utf8') : ''),
    artifacts: () => (existsSync(join(left, 'artifacts')) ? readdirSync(join(left, 'artifacts')) : [])
  }
}

/** An AWS endpoint for each account and Region, in the form that the stand-in for credentials reads. */
function startPlaces(places: Scene['places'] = {}): Promise<readonly string[]> {
  return Promise.all(
    Object.entries(places).map(async ([place, more]) => {
      const [account, region] = place.split(' ')
      const sandbox = await startSandbox({ scenario: { account, region, ...more }, clock: 'manual' })
      sandboxes.push(sandbox)
      return `${place} ${sandbox.url}`
    })
  )
}

/** A folder with each repository at `OWNER/NAME`. */
function makeRepositories(repositories: Scene['repositories'] = {}): string {
  const folder = makeFolder()
  for (const [name, files] of Object.entries(repositories)) makeRepository(files, join(folder, name))
  return folder
}

function makeRepository(files: Scene['files'], folder = makeFolder()): string {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), text)
  }
  committed(folder)('remote', 'add', 'origin', 'https://github.com/example/shop')
  return folder
}

/** The workflows that others can call with `uses:`, and those that they call. */
const calledWorkflows = () => WORKFLOWS.map(name => readFileSync(`.github/workflows/${name}.yml`, 'utf8'))

/** Every action of the workflows, so that none is fetched: this project's from the tree, all others as stand-ins. */
function replacements(workflows: readonly string[], action: string): readonly string[] {
  const named = workflows.flatMap(text => [
    ...text.matchAll(/uses"?: ?"?([\w-]+\/[\w-]+)[\w./-]*@([\w.-]+)/g)
  ])
  const replaced = new Map(
    named.flatMap(([, name = '', at = '']) => {
      if (name === OWN) return [[`${name}@${at}`, action]]
      return STAND_INS[name] ? [[`${name}@${at}`, makeStandIn(name)]] : []
    })
  )
  return [...replaced].flatMap(([name, folder]) => ['--local-repository', `${name}=${folder}`])
}

/** The folder of a stand-in, with an action at each of its paths. */
function makeStandIn(name: string): string {
  const folder = makeFolder()
  for (const [place, { inputs, outputs = [], run }] of Object.entries(STAND_INS[name] ?? {})) {
    const given = inputs.map(input => [
      `${input.toUpperCase().replaceAll('-', '_')}_GIVEN`,
      `\${{ inputs.${input} }}`
    ])
    const action = {
      name,
      description: 'A stand-in',
      inputs: Object.fromEntries(inputs.map(input => [input, { default: '' }])),
      outputs: Object.fromEntries(outputs.map(one => [one, { value: `\${{ steps.run.outputs.${one} }}` }])),
      runs: {
        using: 'composite',
        steps: [{ id: 'run', shell: 'bash', env: Object.fromEntries(given) as object, run }]
      }
    }
    mkdirSync(join(folder, place), { recursive: true })
    writeFileSync(join(folder, place, 'action.yml'), stringify(action))
  }
  return folder
}

/**
 * The environment: the runner's Node first, a separate home, and nothing of this process that could be mistaken for the
 * job's.
 */
function spawned(
  args: readonly string[],
  cwd: string
): Promise<{ readonly code: number; readonly out: string }> {
  const { PATH = '', ACTION_NODE } = process.env
  const node = dirname(ACTION_NODE ?? process.execPath)
  const child = spawn(ACT ?? 'act', args, {
    cwd,
    // only ends a process that hangs
    timeout: 120_000,
    env: { PATH: `${node}${delimiter}${PATH}`, HOME: makeFolder() },
    stdio: ['ignore', 'pipe', 'pipe']
  })
  let out = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (data: Uint8Array) => (out += String(data)))
  return new Promise((done, fail) => {
    child.on('error', fail)
    child.on('close', code => done({ code: code ?? 1, out }))
  })
}
