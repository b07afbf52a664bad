import { type ChildProcessByStdio, execFile, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { programOnPath } from '../programs.ts'

const PROGRAM = programOnPath('aws')
const PYTHON = PROGRAM === undefined ? undefined : pythonOf(PROGRAM)

/** Whether the AWS CLI is installed. */
export const hasAwsCli = PROGRAM !== undefined

/** How a command of the AWS CLI ended. */
export type CliRun = { readonly code: number; readonly out: string; readonly err: string }

/** runAwsCli runs the AWS CLI against an endpoint. */
export function runAwsCli(endpoint: string, args: readonly string[]): Promise<CliRun> {
  const env = {
    PATH: process.env['PATH'] ?? '',
    HOME: '/nonexistent',
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: 'cli',
    AWS_SECRET_ACCESS_KEY: 'none',
    AWS_DEFAULT_REGION: 'us-west-2',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_MAX_ATTEMPTS: '1'
  }
  if (PYTHON !== undefined) {
    kept ??= keep(PYTHON)
    return kept(args, env)
  }
  return new Promise(resolve => {
    execFile('aws', [...args], { env }, (error, out, err) =>
      resolve({ code: error ? Number(error.code ?? 255) : 0, out, err })
    )
  })
}

/**
 * awsCli returns a function that runs the AWS CLI against an endpoint and parses its JSON ({} if it prints none); it
 * rejects with the CLI's error output.
 */
export function awsCli(endpoint: string): (command: string) => Promise<Record<string, unknown>> {
  return async command => {
    const { code, out, err } = await runAwsCli(endpoint, [...command.split(' '), '--output', 'json'])
    if (code !== 0) throw new Error(`${command}: ${err}`)
    return out === '' ? {} : (JSON.parse(out) as Record<string, unknown>)
  }
}

/** The interpreter of the CLI, with its arguments, where the CLI is a script of Python's. */
function pythonOf(program: string): readonly string[] | undefined {
  const text = readFileSync(program, 'latin1')
  const [, line = ''] = /^#!(.*python.*)/.exec(text) ?? []
  return line !== '' && text.includes('awscli.clidriver') ? line.trim().split(/\s+/) : undefined
}

type Run = (args: readonly string[], env: Readonly<Record<string, string>>) => Promise<CliRun>

/** The process that has loaded the CLI, for all suites of this process. */
let kept: Run | undefined

function keep([python = 'python3', ...options]: readonly string[]): Run {
  const script = fileURLToPath(new URL('aws-cli-kept.py', import.meta.url))
  const child: ChildProcessByStdio<Writable, Readable, null> = spawn(python, [...options, script], {
    stdio: ['pipe', 'pipe', 'inherit']
  })
  // ends with this process, since nobody holds its input open any longer; but it keeps nobody from ending
  const handles = [child, child.stdin, child.stdout] as unknown as readonly { ref(): void; unref(): void }[]
  const waiting = new Map<string, (code: number) => void>()
  const settle = (id: string, code: number) => {
    waiting.get(id)?.(code)
    waiting.delete(id)
    if (waiting.size === 0) for (const handle of handles) handle.unref()
  }
  createInterface(child.stdout).on('line', line => {
    const [id = '', code] = line.split(' ')
    settle(id, Number(code))
  })
  child.once('exit', () => {
    kept = undefined
    for (const id of [...waiting.keys()]) settle(id, 255)
  })
  let count = 0
  return async (args, env) => {
    const folder = mkdtempSync(join(tmpdir(), 'aws-cli-'))
    const [out, err] = [join(folder, 'out'), join(folder, 'err')]
    const id = String(++count)
    for (const handle of handles) handle.ref()
    const code = await new Promise<number>(resolve => {
      waiting.set(id, resolve)
      child.stdin.write(`${JSON.stringify({ id, args, env, out, err })}\n`)
    })
    const read = (file: string) => {
      try {
        return readFileSync(file, 'utf8')
      } catch {
        return ''
      }
    }
    const run = { code, out: read(out), err: read(err) }
    rmSync(folder, { recursive: true, force: true })
    return run
  }
}
