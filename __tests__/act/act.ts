import { spawn, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join, resolve } from 'node:path'
import { type RunningSandbox, startSandbox } from '../../sandbox/server.ts'

/** The program (github.com/nektos/act): of ACT, or where .ci/run puts it; undefined where there is none. */
export const ACT = [process.env['ACT'], resolve('.ci/bin/act')].find(path => path && existsSync(path))

/** One run of a workflow. */
export type Played = {
  readonly code: number
  readonly out: string
  readonly sandbox: RunningSandbox
  /** What a stub has written, by its name. */
  left(name: string): string
}

export type Event = {
  readonly name: 'push' | 'pull_request' | 'workflow_dispatch'
  readonly inputs?: Readonly<Record<string, string>>
}

/** What a workflow finds: the files of its repository, AWS, variables and secrets. */
export type Scene = {
  readonly files: Readonly<Record<string, string>>
  readonly scenario: object
  readonly vars?: Readonly<Record<string, string>>
  readonly secrets?: Readonly<Record<string, string>>
  readonly env?: Readonly<Record<string, string>>
  readonly event?: Event
  /** How much faster than real time the sandbox runs, for programs that wait by their own clock; else time moves when the action waits. */
  readonly speed?: number
}

/** Actions of others, played by a few lines of shell: credentials that the sandbox takes, an artifact and a message that go into a file. */
const STUBS: Readonly<Record<string, { readonly inputs: readonly string[]; readonly run: string }>> = {
  'aws-actions/configure-aws-credentials': {
    inputs: ['role-to-assume', 'aws-region'],
    run: 'printf "%s\\n" AWS_ACCESS_KEY_ID=any AWS_SECRET_ACCESS_KEY=any "AWS_REGION=$AWS_REGION_GIVEN" "AWS_DEFAULT_REGION=$AWS_REGION_GIVEN" >> "$GITHUB_ENV"'
  },
  'actions/upload-artifact': {
    inputs: ['name', 'path', 'overwrite'],
    run: 'cp "$PATH_GIVEN" "$LEFT/$NAME_GIVEN"'
  },
  'slackapi/slack-github-action': {
    inputs: ['webhook', 'webhook-type', 'payload'],
    run: 'printf "%s" "$PAYLOAD_GIVEN" > "$LEFT/slack"'
  }
}

const folders: string[] = []
const sandboxes: RunningSandbox[] = []

/** Removes what runs have left. */
export async function endActs(): Promise<void> {
  await Promise.all(sandboxes.splice(0).map(sandbox => sandbox.close()))
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
}

function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'act-'))
  folders.push(folder)
  return folder
}

/** The action as a release has it, without what is only for its making. */
function ownAction(): string {
  const folder = makeFolder()
  for (const part of ['action.yml', 'render', 'deploy', 'dist'])
    cpSync(part, join(folder, part), { recursive: true })
  return folder
}

function stub({ inputs, run }: (typeof STUBS)[string]): string {
  const folder = makeFolder()
  const environment = inputs.map(
    name => `        ${name.toUpperCase().replaceAll('-', '_')}_GIVEN: \${{ inputs.${name} }}`
  )
  const declared = inputs.map(name => `  ${name}: {default: ""}`)
  writeFileSync(
    join(folder, 'action.yml'),
    `name: stub\ndescription: stub\ninputs:\n${declared.join('\n')}\nruns:\n  using: composite\n  steps:\n    - shell: bash\n      env:\n${environment.join('\n')}\n      run: ${run}\n`
  )
  return folder
}

/** play runs a workflow as it stands, in act's host mode: no container, no network but the sandbox's loopback. */
export async function play(workflow: string, scene: Scene): Promise<Played> {
  const { scenario, speed } = scene
  const sandbox = await startSandbox(
    speed === undefined ? { scenario, clock: 'manual' } : { scenario, speed }
  )
  sandboxes.push(sandbox)
  const repository = makeRepository({ ...scene.files, '.github/workflows/played.yml': workflow })
  const left = makeFolder()
  const uses = [...workflow.matchAll(/uses: ([\w-]+\/[\w-]+)(?:\/[\w-]+)?@(\S+)/g)]
  const own = ownAction()
  const replaced = uses.flatMap(([, name = '', at = '']) => {
    const stood = STUBS[name]
    if (name === 'ecs-sealed-deploy/ecs-sealed-deploy') return ['--local-repository', `${name}@${at}=${own}`]
    return stood ? ['--local-repository', `${name}@${at}=${stub(stood)}`] : []
  })
  const { name = 'push', inputs = {} } = scene.event ?? {}
  const environment = {
    AWS_ENDPOINT_URL: sandbox.url,
    ...(speed === undefined ? { NODE_OPTIONS: `--import=${resolve('sandbox/lockstep.mjs')}` } : {}),
    LEFT: left,
    ...scene.env
  }
  const flags = (flag: string, given: Readonly<Record<string, string>> = {}) =>
    Object.entries(given).flatMap(([key, value]) => [flag, `${key}=${value}`])
  const args = [
    ...[name, '-W', '.github/workflows/played.yml', '-P', 'ubuntu-latest=-self-hosted', '--no-cache-server'],
    ...['--action-cache-path', makeFolder(), ...replaced],
    ...[...flags('--env', environment), ...flags('--var', scene.vars), ...flags('-s', scene.secrets)],
    ...flags('--input', inputs)
  ]
  const { code, out } = await spawned(args, repository)
  return {
    ...{ code, out, sandbox },
    left: file => (existsSync(join(left, file)) ? readFileSync(join(left, file), 'utf8') : '')
  }
}

function makeRepository(files: Readonly<Record<string, string>>): string {
  const folder = makeFolder()
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), text)
  }
  const who = ['-c', 'user.name=a', '-c', 'user.email=a@example.com']
  for (const words of [
    ['init', '-q', '-b', 'main'],
    ['add', '-A'],
    [...who, 'commit', '-qm', 'first']
  ])
    spawnSync('git', words, { cwd: folder })
  return folder
}

/** With the runner's Node first, a home of its own, and nothing of this process that could be taken for the job's. */
function spawned(
  args: readonly string[],
  cwd: string
): Promise<{ readonly code: number; readonly out: string }> {
  const { PATH = '', ACTION_NODE } = process.env
  const node = dirname(ACTION_NODE ?? process.execPath)
  const child = spawn(ACT ?? 'act', args, {
    cwd,
    // only ends what hangs
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
