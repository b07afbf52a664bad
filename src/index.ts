#!/usr/bin/env node
/**
 * The only entry. Without arguments it is the action (inputs from INPUT_*), with arguments the command line. It wires
 * and sets the exit code; there is no "is this the main module" guard, since that is false inside an ESM bundle.
 */
import { setMaxListeners } from 'node:events'
import { readFileSync } from 'node:fs'
import { runAsCommandLine } from './shell/cli-shell.ts'
import { LastWords } from './shell/last-words.ts'
import { isDevice, printTo } from './shell/print.ts'

const controller = new AbortController()
// Every call that is under way listens for the end of the run, hundreds at a time; that is no leak.
setMaxListeners(0, controller.signal)

/** A request that hangs must not hold a cancelled run: everything is said, and the runner kills it 7.5 s after the signal. */
function leaveSoon(): void {
  if (controller.signal.aborted) setTimeout(() => process.exit(), 250).unref()
}

const words = new LastWords(process)

const args = process.argv.slice(2)
/** Somebody who types the bare name wants to know what it is; the runner gives no arguments either. */
const isRunner = process.env['GITHUB_ACTIONS'] !== undefined || Object.keys(process.env).some(isInput)

function isInput(name: string): boolean {
  return name.startsWith('INPUT_')
}

const named = args.length === 0 ? process.env['INPUT_MODE']?.trim() : args[0]
/** They write files of the workspace, without a call of AWS or before it. */
const writesFiles = ['init', 'migrate', 'render'].includes(named ?? '')
let isCalling = writesFiles

// The first process of a container has to listen to be ended at all.
if (writesFiles || process.pid === 1) listen()

/**
 * A run that calls AWS is told of a signal, and ends in order. Before its first call it has changed nothing, nor has a check ever: a
 * signal ends its process at once, in the middle of whatever it reads, as it ends any program that does not listen.
 */
function beforeCalls(): void {
  if (isCalling) return
  isCalling = true
  if (process.pid !== 1) listen()
}

function listen(): void {
  const heard = () => (isCalling ? controller.abort() : process.exit(143))
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, heard)
}

async function run(): Promise<number> {
  if (args.length === 0 && isRunner) {
    words.outlive(process.stdout)
    // @actions/core is for the runner only; a command-line check does not load it.
    const { runAsAction } = await import('./shell/action-shell.ts')
    return runAsAction(process.env, controller.signal, { beforeCalls })
  }
  const streams = {
    out: printTo(1, () => words.outlive(process.stdout)),
    err: printTo(2, () => words.outlive(process.stderr)),
    input: () => readFileSync(0),
    terminal
  }
  return runAsCommandLine(args, streams, {
    environment: process.env,
    workspace: process.cwd(),
    signal: controller.signal,
    beforeCalls
  })
}

/** What is no device is no terminal, and then nothing of terminals is loaded. */
async function terminal(stream: 'out' | 'err') {
  const descriptor = stream === 'out' ? 1 : 2
  if (!isDevice(descriptor)) return undefined
  const { terminalAt } = await import('./shell/terminal.ts')
  const around = { process, outlive: (one: NodeJS.WriteStream) => words.outlive(one) }
  return terminalAt(descriptor, around)
}

try {
  words.endWith(await run())
} catch (error) {
  await words.crash(error)
}
leaveSoon()
