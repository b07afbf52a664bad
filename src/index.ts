#!/usr/bin/env node
/**
 * The only entry point. Without arguments it runs as the action (inputs from INPUT_*), with arguments as the
 * command line. It wires the parts together and sets the exit code. There is no "is this the main module"
 * guard, because that is false inside a bundle.
 */
import { readFileSync } from 'node:fs'
import { runAsCommandLine } from './cli/cli-shell.ts'
import { cancellation, LastWords } from './run/last-words.ts'

// What packages print by themselves passes no gate, such as the SDK about an endpoint that is no URL.
for (const say of ['debug', 'error', 'info', 'log', 'trace', 'warn'] as const) console[say] = () => {}

const { env } = process
const cancelled = cancellation()
const words = new LastWords(process)

const args = process.argv.slice(2)
/**
 * The runner passes no arguments, and neither does a person who types the bare name and wants to see the
 * help.
 */
const isRunner =
  args.length === 0 &&
  (env['GITHUB_ACTIONS'] !== undefined || Object.keys(env).some(name => name.startsWith('INPUT_')))

const mode = args.length === 0 ? env['INPUT_MODE']?.trim() : args[0]
/** Modes that can write workspace files before, or without, calling AWS. */
const writesFiles = ['init', 'migrate', 'render'].includes(mode ?? '')
let isCalling = writesFiles

// Process 1 of a container ignores signals unless it listens for them.
if (writesFiles || process.pid === 1) listen()

/**
 * From its first AWS call on, a run handles signals and shuts down in order. Before that call, and always in
 * a check, nothing has been changed, so a signal ends the process immediately, as it ends any program without
 * a handler.
 */
function beforeCalls(): void {
  if (isCalling) return
  isCalling = true
  if (process.pid !== 1) listen()
}

function listen(): void {
  const heard = () => (isCalling ? cancelled.abort() : process.exit(143))
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, heard)
}

async function run(): Promise<number> {
  const { signal } = cancelled
  if (isRunner) {
    // @actions/core is only for the runner; the command line does not load it.
    const { runAsAction } = await import('./action/action-shell.ts')
    return runAsAction(env, signal, { beforeCalls })
  }
  const streams = {
    out: (text: string) => process.stdout.write(text),
    err: (text: string) => process.stderr.write(text),
    input: () => readFileSync(0),
    terminal: (stream: 'out' | 'err') =>
      [stream === 'out' ? process.stdout : process.stderr].find(({ isTTY }) => isTTY)
  }
  return runAsCommandLine(args, streams, { environment: env, workspace: process.cwd(), signal, beforeCalls })
}

async function main(): Promise<void> {
  try {
    words.endWith(await run())
  } catch (error) {
    words.crash(error)
  }
  // Even if a request hangs: all output is written by now, and the runner kills the process 7.5 s after the signal.
  if (cancelled.signal.aborted) setTimeout(() => process.exit(), 250).unref()
}

// Not awaited, so that a crash is caught by the function itself.
void main()
