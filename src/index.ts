#!/usr/bin/env node
/**
 * The only entry. Without arguments it is the action (inputs from INPUT_*), with arguments the command line. It wires
 * and sets the exit code; there is no "is this the main module" guard, since that is false inside an ESM bundle.
 */
import { runAsCommandLine } from './shell/cli-shell.ts'
import { printTo } from './shell/print.ts'

const controller = new AbortController()
for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => controller.abort())

const args = process.argv.slice(2)
if (args.length === 0) {
  // @actions/core is for the runner only; a command-line check does not load it.
  const { runAsAction } = await import('./shell/action-shell.ts')
  process.exitCode = await runAsAction(process.env, controller.signal)
} else {
  process.exitCode = await runAsCommandLine(
    args,
    { out: printTo(1, () => process.stdout), err: printTo(2, () => process.stderr) },
    { environment: process.env, workspace: process.cwd(), signal: controller.signal }
  )
}
