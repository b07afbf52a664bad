import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect } from '@jest/globals'
import { parse } from 'yaml'
import type { RunningSandbox } from '../../sandbox/server.ts'
import type { MODE_ACTIONS } from '../../scripts/reference/actions.ts'
import { environmentOf } from '../environment.ts'
import { EVERY, isInFull } from '../sample.ts'
import { holdAgainstSchemas } from '../schemas.ts'
import type { Workspace } from '../workspace.ts'
import { isFree, runInProcess } from './in-process.ts'

/**
 * The committed bundle (or the one in ACTION_BUNDLE), and the Node that runs it: ACTION_NODE, or the one that runs the
 * tests.
 */
export const BUNDLE = resolve(process.env['ACTION_BUNDLE'] ?? 'dist/index.js')
export const ACTION_NODE = process.env['ACTION_NODE'] ?? process.execPath

type Manifest = { readonly inputs: Readonly<Record<string, { readonly default?: string }>> }

/** The folder of an action.yml of this repository: the root's, or one of the thin actions. */
export type ActionFolder = '.' | 'render' | 'deploy' | keyof typeof MODE_ACTIONS

const MANIFESTS = new Map<ActionFolder, Manifest>()

function manifestOf(folder: ActionFolder): Manifest {
  const known = MANIFESTS.get(folder) ?? (parse(readFileSync(join(folder, 'action.yml'), 'utf8')) as Manifest)
  MANIFESTS.set(folder, known)
  return known
}

/**
 * asTheRunnerSets returns the INPUT_ variables of a step: GitHub's runner passes every input of action.yml, with its
 * default or as empty text if the step does not set it, and also the step's other names (it only warns about them).
 */
export function asTheRunnerSets(
  given: Readonly<Record<string, string>>,
  folder: ActionFolder = '.'
): Record<string, string> {
  const usual = Object.entries(manifestOf(folder).inputs).map(
    ([name, fact]) => [name, fact.default ?? ''] as const
  )
  return Object.fromEntries(
    [...usual, ...Object.entries(given)].map(
      ([name, value]) => [`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`, value] as const
    )
  )
}

/** The result and output of a run of the bundle. */
export type Run = {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
  readonly outputs: Readonly<Record<string, string>>
  readonly summary: string
  /** Everything that a reader of the job can see, except for the runner's mask commands. */
  readonly visible: string
}

export type RunOptions = {
  readonly workspace: Workspace
  /** Which action the step uses. */
  readonly action?: ActionFolder
  /** The runner's temporary folder, if it is shared with other steps. */
  readonly temporary?: string
  readonly env?: Readonly<Record<string, string>>
  /**
   * The sandbox with a manual clock that the run uses, in lockstep with it, or 'none' if it calls no server. With this
   * option, `npm test` and .ci/run may run the sources in this process if that is equivalent: each suite's first run
   * uses the bundle as a process, in .ci/run also one in 32, and in `npm run test:all` all runs.
   */
  readonly sandbox?: RunningSandbox | 'none'
  /** The run is a process in any case. */
  readonly asProcess?: true
  /** A signal that is sent after this many milliseconds, or as soon as `when` is true. */
  readonly signal?: { readonly name: NodeJS.Signals } & (
    | { readonly after: number }
    | { readonly when: () => boolean }
  )
}

/** runAction runs the bundle as GitHub's runner does: INPUT_*, command files, the workspace as working directory. */
export async function runAction(inputs: Readonly<Record<string, string>>, options: RunOptions): Promise<Run> {
  const { sandbox } = options
  const stays = staysHere(options)
  const runner = mkdtempSync(join(tmpdir(), 'runner-'))
  const file = (name: string) => join(runner, name)
  for (const name of ['output', 'env', 'path', 'state', 'summary']) writeFileSync(file(name), '')
  writeFileSync(file('event.json'), '{}')
  const env: Record<string, string> = {
    ...baseEnvironment(runner),
    GITHUB_ACTIONS: 'true',
    RUNNER_TEMP: options.temporary ?? runner,
    GITHUB_WORKSPACE: options.workspace.path,
    GITHUB_REPOSITORY: 'example/ops-pipeline',
    GITHUB_SHA: `${'c0ffee'.repeat(6)}abcd`,
    GITHUB_REF: 'refs/heads/main',
    GITHUB_REF_NAME: 'main',
    GITHUB_EVENT_NAME: 'push',
    GITHUB_EVENT_PATH: file('event.json'),
    GITHUB_OUTPUT: file('output'),
    GITHUB_ENV: file('env'),
    GITHUB_PATH: file('path'),
    GITHUB_STATE: file('state'),
    GITHUB_STEP_SUMMARY: file('summary'),
    ...accessOf(options),
    ...options.env
  }
  Object.assign(env, asTheRunnerSets(inputs, options.action))
  const result =
    stays && sandbox
      ? await runInProcess({ workspace: options.workspace.path, env, sandbox })
      : await runNode([BUNDLE], { ...options, env })
  const outputs = parseOutputs(readFileSync(file('output'), 'utf8'))
  const summary = readFileSync(file('summary'), 'utf8')
  rmSync(runner, { recursive: true, force: true })
  holdAgainstSchemas(outputs)
  const stdout = result.stdout.replace(/^::add-mask::.*$/gm, '')
  return {
    ...result,
    outputs,
    summary,
    visible: [
      stdout,
      result.stderr,
      JSON.stringify(outputs),
      Object.values(outputs).join('\n'),
      summary
    ].join('\n')
  }
}

/** runCli runs the bundle as a command line in the workspace. */
export async function runCli(
  args: readonly string[],
  options: RunOptions
): Promise<Omit<Run, 'outputs' | 'summary'>> {
  const env = { ...baseEnvironment(options.workspace.path), ...accessOf(options), ...options.env }
  const { sandbox, workspace } = options
  const result =
    staysHere(options) && sandbox
      ? await runInProcess({ args, workspace: workspace.path, env, sandbox })
      : await runNode([BUNDLE, ...args], { ...options, env })
  holdAgainstSchemas({}, result.stdout)
  return { ...result, visible: `${result.stdout}\n${result.stderr}` }
}

/** Runs in parallel: two processes, since a machine may have no more cores; in this process, one after the other. */
export const AT_ONCE = EVERY ? 2 : 1

/**
 * What a process preloads that waits: the sandbox's clock advances while the program waits for a timer, so that half an
 * hour takes milliseconds and no verdict depends on the machine.
 */
export const IN_LOCKSTEP = ['--import', resolve('sandbox/lockstep.mjs')]

/** How many runs of each suite could run in this process. */
const runs = new Map<string, number>()

/** Whether a run uses the sources in this process. */
function staysHere({ sandbox, signal, asProcess }: RunOptions): boolean {
  const mayStay = sandbox !== undefined && signal === undefined && asProcess === undefined && isFree()
  const { testPath = '' } = expect.getState()
  const nth = runs.get(testPath) ?? 0
  if (mayStay) runs.set(testPath, nth + 1)
  return mayStay && !isInFull(nth)
}

function accessOf({ sandbox }: RunOptions): Readonly<Record<string, string>> {
  return typeof sandbox === 'object' ? environmentOf(sandbox) : {}
}

function baseEnvironment(home: string): Record<string, string> {
  return {
    PATH: process.env['PATH'] ?? '',
    HOME: home,
    CI: 'true',
    AWS_EC2_METADATA_DISABLED: 'true',
    // No verdict may depend on real time: in lockstep, time passes only for requests that a fault leaves hanging.
    SANDBOX_PATIENCE_MS: 'none',
    // V8's compile cache of the bundle, for hundreds of processes; a Node that is too old ignores it.
    NODE_COMPILE_CACHE: join(tmpdir(), 'compiled'),
    // The developer's own AWS configuration must not be found.
    AWS_CONFIG_FILE: join(home, 'no-config'),
    AWS_SHARED_CREDENTIALS_FILE: join(home, 'no-credentials')
  }
}

async function runNode(
  args: readonly string[],
  options: RunOptions & { readonly env: Readonly<Record<string, string>> }
): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const preload = typeof options.sandbox === 'object' ? IN_LOCKSTEP : []
  const child = spawn(ACTION_NODE, [...preload, ...args], {
    cwd: options.workspace.path,
    env: options.env,
    stdio: ['ignore', 'pipe', 'pipe']
  })
  const text = { stdout: '', stderr: '' }
  child.stdout.on('data', chunk => {
    text.stdout += String(chunk)
  })
  child.stderr.on('data', chunk => {
    text.stderr += String(chunk)
  })
  const cancel = options.signal && sendSignal(child, options.signal)
  const code = await new Promise<number | null>(done => child.on('close', done))
  cancel?.()
  return { code, ...text }
}

function sendSignal(child: ChildProcess, signal: NonNullable<RunOptions['signal']>): () => void {
  if ('after' in signal) {
    const timer = setTimeout(() => child.kill(signal.name), signal.after)
    return () => clearTimeout(timer)
  }
  const timer = setInterval(() => {
    if (!signal.when()) return
    clearInterval(timer)
    child.kill(signal.name)
  }, 2)
  return () => clearInterval(timer)
}

/** The runner's file format: `name<<delimiter`, lines, `delimiter`. */
function parseOutputs(text: string): Record<string, string> {
  const outputs: Record<string, string> = {}
  for (const [, name, , value] of text.matchAll(/^(\S+?)<<(ghadelimiter_\S+)\n([\s\S]*?)\n\2$/gm)) {
    outputs[name as string] = value as string
  }
  return outputs
}
