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

async function startMoto(): Promise<RunningTarget> {
  const port = await freePort()
  const child = spawn(motoPath ?? 'moto_server', ['-H', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' })
  const ended = new Promise<void>(resolve => {
    child.once('exit', () => resolve())
    child.once('error', () => resolve())
  })
  const url = `http://127.0.0.1:${port}`
  await untilReady(`${url}/moto-api/`, child)
  return {
    url,
    stop: async () => {
      child.kill()
      await ended
    }
  }
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
