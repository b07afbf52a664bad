import { parseArgs } from 'node:util'
import { SandboxError } from './fault.ts'
import type { SandboxSettings } from './host.ts'
import { startSandbox } from './server.ts'

/**
 * runSandbox is the command `npm run sandbox -- --port P [--scenario FILE] [--speed N] [--clock manual] [--seed N]`: it
 * serves until SIGTERM or SIGINT. Returns the exit code: 2 for invalid arguments, 0 after a signal.
 */
export async function runSandbox(args: readonly string[]): Promise<number> {
  try {
    const sandbox = await startSandbox(readArguments(args))
    process.stdout.write(`listening on ${sandbox.url}\n`)
    await new Promise<void>(resolve => {
      process.once('SIGTERM', () => resolve())
      process.once('SIGINT', () => resolve())
    })
    await sandbox.close()
    return 0
  } catch (error) {
    process.stderr.write(`sandbox: ${error instanceof Error ? error.message : String(error)}\n`)
    return 2
  }
}

function readArguments(args: readonly string[]): SandboxSettings {
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { type: 'string' },
      scenario: { type: 'string' },
      speed: { type: 'string' },
      clock: { type: 'string' },
      seed: { type: 'string' }
    }
  })
  const { clock } = values
  if (clock !== undefined && clock !== 'manual' && clock !== 'scaled')
    throw new SandboxError(`--clock is ${clock}; it must be manual or scaled.`)
  return {
    port: readNumber('--port', values.port) ?? 0,
    ...(values.scenario === undefined ? {} : { scenario: values.scenario }),
    ...optional('speed', readNumber('--speed', values.speed)),
    ...optional('seed', readNumber('--seed', values.seed)),
    ...(clock === undefined ? {} : { clock })
  }
}

function optional(name: 'speed' | 'seed', value: number | undefined): SandboxSettings {
  return value === undefined ? {} : { [name]: value }
}

function readNumber(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return
  const value = Number(text)
  if (!Number.isFinite(value) || value < 0 || text.trim() === '')
    throw new SandboxError(`${name} is ${text}; it must be a number.`)
  return value
}
