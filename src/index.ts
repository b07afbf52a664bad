#!/usr/bin/env node
/**
 * The only entry. Without arguments it is the action (inputs from INPUT_*), with arguments the command line. It wires
 * and sets the exit code; there is no "is this the main module" guard, since that is false inside an ESM bundle.
 */
const controller = new AbortController()
for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => controller.abort())

const args = process.argv.slice(2)
if (args.length === 0) {
  const { runAsAction } = await import('./shell/action-shell.ts')
  process.exitCode = await runAsAction(process.env, controller.signal)
} else {
  const { runAsCommandLine } = await import('./shell/cli-shell.ts')
  process.exitCode = await runAsCommandLine(
    args,
    { out: text => process.stdout.write(text), err: text => process.stderr.write(text) },
    { environment: process.env, workspace: process.cwd(), signal: controller.signal }
  )
}
