import { type ChildProcess, spawn } from 'node:child_process'
import { startSandbox } from '../../sandbox/server.ts'
import { freePort, programOnPath } from '../programs.ts'

/** A server that simulates AWS, running for one suite. */
export type RunningTarget = { readonly url: string; stop(): Promise<void> }

/** One of the servers on which the same tests run. */
export type Target = {
  readonly name: 'moto' | 'sandbox'
  /** Why it cannot run here; undefined if it can. */
  readonly missing: string | undefined
  start(): Promise<RunningTarget>
}

/** moto_server on the PATH: an AWS simulation independent of this project (moto 5.2.1 was used here). */
const motoPath = programOnPath('moto_server')

export const targets: readonly Target[] = [
  {
    name: 'moto',
    missing:
      motoPath === undefined ? "moto_server is not installed (pip install 'moto[server]==5.2.1')" : undefined,
    start: startMoto
  },
  {
    name: 'sandbox',
    missing: undefined,
    start: async () => {
      const { url, close } = await startSandbox({ scenario: { region: 'us-west-2' } })
      return { url, stop: close }
    }
  }
]

/** The server of all suites of this process: to load moto takes longer than most suites take to ask it. */
let kept: Promise<string> | undefined

/** startMoto empties the server that is kept, lets everybody do everything again, and starts it the first time. */
async function startMoto(): Promise<RunningTarget> {
  kept ??= launchMoto()
  const url = await kept
  await fetch(`${url}/moto-api/reset`, { method: 'POST' })
  await fetch(`${url}/moto-api/reset-auth`, { method: 'POST', body: 'inf' })
  return { url, stop: async () => {} }
}

/** Ends the server when this process does, however that ends: nobody holds the shell's input open any longer. */
const UNTIL_THE_END = '"$@" & read -r _; kill $!'

async function launchMoto(): Promise<string> {
  const port = String(await freePort())
  const command = [motoPath ?? 'moto_server', '-H', '127.0.0.1', '-p', port]
  const child = spawn('sh', ['-c', UNTIL_THE_END, 'sh', ...command], { stdio: ['pipe', 'ignore', 'ignore'] })
  const url = `http://127.0.0.1:${port}`
  await untilReady(`${url}/moto-api/`, child)
  for (const handle of [child, child.stdin as unknown as { unref(): void }]) handle.unref()
  return url
}

async function untilReady(url: string, child: ChildProcess): Promise<void> {
  // ends a process that hangs, even on a very slow machine
  for (let looks = 0; looks < 3_000 && child.exitCode === null; looks++) {
    const answer = await fetch(url).catch(() => undefined)
    if (answer?.ok) return
    await new Promise(resolve => setTimeout(resolve, 100))
  }
  child.kill()
  throw new Error('moto_server did not start')
}
