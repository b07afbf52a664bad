#!/usr/bin/env node
/**
 * The only entry point. Without arguments it runs as the action (inputs from INPUT_*), with arguments as the
 * command line. It wires the parts together and sets the exit code. There is no "is this the main module"
 * guard, because that is false inside a bundle.
 */
import { readFileSync } from 'node:fs'
import { Cancellation } from './shell/cancellation.ts'
import { runAsCommandLine } from './shell/command-line/cli-shell.ts'
import { LastWords } from './shell/last-words.ts'
import { mayBeTerminal, printTo } from './shell/terminal/print.ts'

// What packages say by themselves passes no gate, such as the SDK about an endpoint that is no URL.
for (const say of ['debug', 'error', 'info', 'log', 'trace', 'warn'] as const) console[say] = () => {}

const cancellation = new Cancellation()

/**
 * Exits a cancelled run even if a request hangs: all output is written by now, and the runner kills the
 * process 7.5 s after the signal.
 */
function leaveSoon(): void {
  if (cancellation.isRequested) setTimeout(() => process.exit(), 250).unref()
}

const words = new LastWords(process)

const args = process.argv.slice(2)
/**
 * The runner passes no arguments, and neither does a person who types the bare name and wants to see the
 * help.
 */
const isRunner =
  args.length === 0 &&
  (process.env['GITHUB_ACTIONS'] !== undefined ||
    Object.keys(process.env).some(name => name.startsWith('INPUT_')))

const named = args.length === 0 ? process.env['INPUT_MODE']?.trim() : args[0]
/**
 * A check reads all variables several times, and each time the process asks the system for them. On Windows, a copy
 * would no longer ignore the case of names. The other modes set a variable of the process (aws/clients.ts).
 */
const environment = named === 'check' && process.platform !== 'win32' ? { ...process.env } : process.env
/** Modes that can write workspace files before, or without, calling AWS. */
const writesFiles = ['init', 'migrate', 'render'].includes(named ?? '')
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
  const heard = () => (isCalling ? cancellation.request() : process.exit(143))
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, heard)
}

async function run(): Promise<number> {
  if (isRunner) {
    words.outlive(process.stdout)
    // @actions/core is only for the runner; the command line does not load it.
    const { runAsAction } = await import('./shell/action/action-shell.ts')
    return runAsAction(environment, cancellation.signal, { beforeCalls })
  }
  const streams = {
    out: printTo(1, () => words.outlive(process.stdout)),
    err: printTo(2, () => words.outlive(process.stderr)),
    input: () => readFileSync(0),
    terminal
  }
  return runAsCommandLine(args, streams, {
    environment,
    workspace: process.cwd(),
    get signal() {
      return cancellation.signal
    },
    beforeCalls
  })
}

/** Terminal support is loaded only if the stream is a device. */
async function terminal(stream: 'out' | 'err') {
  const descriptor = stream === 'out' ? 1 : 2
  if (!mayBeTerminal(descriptor)) return undefined
  const { terminalAt } = await import('./shell/terminal/terminal.ts')
  const around = { process, outlive: (one: NodeJS.WriteStream) => words.outlive(one) }
  return terminalAt(descriptor, around)
}

async function main(): Promise<void> {
  try {
    words.endWith(await run())
    // Otherwise Node takes its engine apart first, which takes a millisecond.
    if (words.isAllSaid && !isCalling) process.exit()
  } catch (error) {
    await words.crash(error)
  }
  leaveSoon()
}

// Not awaited, so that a crash is caught by the function itself.
void main()
