import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { catchUp } from '../../sandbox/dispatch.ts'
import type { RunningSandbox } from '../../sandbox/server.ts'
import { forgetSummary } from '../run/scene.ts'
import '../worlds/sdk.ts'
import { plugIn } from '../worlds/transport.ts'
import { VirtualTime } from '../worlds/virtual-time.ts'

/** The output of a run, before the runner's files are read. */
export type Said = { readonly code: number; readonly stdout: string; readonly stderr: string }

/** A run of the sources in this process: as an action, or with arguments as a command line. */
export type InProcess = {
  readonly args?: readonly string[]
  readonly workspace: string
  readonly env: Readonly<Record<string, string>>
  /** 'none': the run calls no server and uses real time. */
  readonly sandbox: RunningSandbox | 'none'
  /** Virtual milliseconds after which the run is interrupted, as by SIGTERM. */
  readonly stopAfter?: number
}

/** Virtual milliseconds after which a run that has not ended is considered hung. */
const LIMIT = 24 * 3_600_000

let inProgress = false

/** One run at a time: it uses the process's environment, output and time exclusively. */
export function isFree(): boolean {
  return !inProgress
}

/**
 * runInProcess runs the sources of `dist/index.js` on the sandbox's time and without sockets: the shell and everything
 * behind it, with the SDK's own serializer, signature and deserializer. It is equivalent to a run as a process in a
 * tenth of the time.
 */
export async function runInProcess({ args, workspace, env, sandbox, stopAfter }: InProcess): Promise<Said> {
  inProgress = true
  try {
    await loadEverything()
    forgetSummary()
    const { runAsAction } = await import('../../src/action/action-shell.ts')
    const { runAsCommandLine } = await import('../../src/cli/cli-shell.ts')
    const said = { stdout: '', stderr: '' }
    const streams = {
      out: (text: string) => {
        said.stdout += text
      },
      err: (text: string) => {
        said.stderr += text
      }
    }
    const controller = new AbortController()
    const { signal } = controller
    const code = await within({ env, sandbox, print: streams.out }, () => {
      if (stopAfter !== undefined) setTimeout(() => controller.abort(), stopAfter)
      return args === undefined
        ? runAsAction(env, signal)
        : runAsCommandLine(args, streams, { environment: env, workspace, signal })
    })
    return { code, ...said }
  } finally {
    inProgress = false
  }
}

type Surroundings = Pick<InProcess, 'env' | 'sandbox'> & { readonly print: (text: string) => void }

/**
 * within replaces environment and standard output of this process and restores them; with a sandbox also clock, timers
 * and transport.
 */
async function within({ env, sandbox, print }: Surroundings, run: () => Promise<number>): Promise<number> {
  const before = { env: process.env, write: process.stdout.write }
  process.env = { ...env }
  process.stdout.write = (text: string | Uint8Array) => {
    print(String(text))
    return true
  }
  try {
    return await (sandbox === 'none' ? run() : onVirtualTime(sandbox, run))
  } finally {
    process.stdout.write = before.write
    process.env = before.env
  }
}

async function onVirtualTime({ sandbox, port }: RunningSandbox, run: () => Promise<number>): Promise<number> {
  const now = () => sandbox.clock.now()
  const time = new VirtualTime(now, ms => {
    sandbox.clock.advance(ms)
    catchUp(sandbox)
  })
  const before = { dateNow: Date.now, setTimeout, clearTimeout }
  const plugged = plugIn({ sandbox, port, time, latency: () => 0 })
  Date.now = now
  Object.assign(globalThis, timersOf(time))
  try {
    return (await time.run(run(), LIMIT)) ?? 1
  } finally {
    const { dateNow, ...timers } = before
    Object.assign(globalThis, timers)
    Date.now = dateNow
    plugged.unplug()
  }
}

const clearReally = globalThis.clearTimeout

function timersOf(time: VirtualTime) {
  return {
    setTimeout: (callback: (...given: unknown[]) => void, ms = 0, ...given: unknown[]) => {
      const controller = new AbortController()
      const strength = { isWeak: false }
      void time.sleepAs(strength, ms, controller.signal).then(() => {
        if (!controller.signal.aborted) callback(...given)
      })
      const timer = {
        stop: () => controller.abort(),
        ref: () => {
          strength.isWeak = false
          return timer
        },
        unref: () => {
          strength.isWeak = true
          return timer
        },
        hasRef: () => !strength.isWeak
      }
      return timer
    },
    // A timer of before the run, such as that of an open connection, is a real one.
    clearTimeout: (timer: { readonly stop: () => void } | Parameters<typeof clearReally>[0]) => {
      if (typeof timer === 'object' && 'stop' in timer) timer.stop()
      else clearReally(timer)
    }
  }
}

let loaded: Promise<void> | undefined

/** Loads everything that is loaded late, which takes real time: virtual time would pass in the meantime. */
function loadEverything(): Promise<void> {
  loaded ??= (async () => {
    for (const file of lateModules()) await import(file)
  })()
  return loaded
}

function lateModules(): readonly string[] {
  const files = (readdirSync('src', { recursive: true }) as string[]).filter(name => name.endsWith('.ts'))
  const named = files.flatMap(file =>
    [...readFileSync(join('src', file), 'utf8').matchAll(/await import\('(\.[^']+)'\)/g)].map(([, name]) =>
      resolve('src', dirname(file), name as string)
    )
  )
  return [...new Set(named)]
}
