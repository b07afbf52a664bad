import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { summary } from '@actions/core'
import { runAsAction } from '../../src/action/action-shell.ts'
import { runAsCommandLine } from '../../src/cli/cli-shell.ts'
import { holdAgainstSchemas } from '../schemas.ts'
import { makeWorkspace, type Workspace } from '../workspace.ts'

export type CliRun = { readonly code: number; readonly out: string; readonly err: string }

/** The surroundings of a command line besides its folder. */
type Around = {
  readonly input?: string | Uint8Array
  readonly environment?: Readonly<Record<string, string>>
}

/** cli runs the command-line shell inside this process. */
export async function cli(
  scene: Pick<Workspace, 'path'>,
  args: readonly string[],
  { input, environment = {} }: Around = {}
): Promise<CliRun> {
  const text = { out: '', err: '' }
  const code = await runAsCommandLine(
    args,
    {
      out: part => {
        text.out += part
      },
      err: part => {
        text.err += part
      },
      ...(input === undefined ? {} : { input: () => Buffer.from(input) })
    },
    { environment, workspace: scene.path, signal: new AbortController().signal }
  )
  holdAgainstSchemas({}, text.out)
  return { code, ...text }
}

export type ActionRun = {
  readonly code: number
  readonly out: string
  readonly summary: string
  readonly outputs: string
}

/** One for all runs: @actions/core caches the path of the step summary at first use. */
const runner = makeWorkspace({})

/**
 * action runs the action shell inside this process, with debug on, the runner's files and `more` of its variables; mask
 * commands are removed from `out`.
 */
export async function action(
  scene: Pick<Workspace, 'path'>,
  inputs: Readonly<Record<string, string>>,
  more: Readonly<Record<string, string>> = {}
): Promise<ActionRun> {
  const files = { GITHUB_OUTPUT: 'output', GITHUB_STEP_SUMMARY: 'summary' }
  for (const file of Object.values(files)) writeFileSync(join(runner.path, file), '')
  const environment: Record<string, string> = { ...more, GITHUB_WORKSPACE: scene.path, RUNNER_DEBUG: '1' }
  for (const [name, file] of Object.entries(files)) environment[name] = join(runner.path, file)
  for (const [name, value] of Object.entries(inputs)) environment[`INPUT_${name.toUpperCase()}`] = value
  const { result, out } = await asProcess(environment, () =>
    runAsAction(environment, new AbortController().signal)
  )
  return { code: result, out, summary: runner.read('summary'), outputs: runner.read('output') }
}

/**
 * forgetSummary makes @actions/core read the path of the step summary again: it caches the first path of a process, and
 * the runner starts one process per step.
 */
export function forgetSummary(): void {
  Object.assign(summary, { _filePath: undefined })
}

/**
 * asProcess runs a function with its own environment variables, and returns its output except for the mask commands,
 * which alone may contain a value.
 */
export async function asProcess<Result>(
  environment: Readonly<Record<string, string>>,
  run: () => Promise<Result>
): Promise<{ readonly result: Result; readonly out: string }> {
  const before = { ...process.env }
  const write = process.stdout.write
  let out = ''
  forgetSummary()
  Object.assign(process.env, environment)
  process.stdout.write = (text: string | Uint8Array) => {
    out += String(text)
    return true
  }
  try {
    const result = await run()
    return { result, out: out.replace(/^::add-mask::.*$/gm, '') }
  } finally {
    process.stdout.write = write
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name]
    Object.assign(process.env, before)
  }
}
