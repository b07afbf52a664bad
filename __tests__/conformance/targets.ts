import { type ChildProcess, spawn } from 'node:child_process'
import { startSandbox } from '../../sandbox/server.ts'
import { freePort, programOnPath } from '../programs.ts'

/** A server that simulates AWS, running for one suite. */
export type RunningTarget = { readonly url: string; stop(): Promise<void> }

/** One of the servers on which the same tests run: two that nobody of this project wrote, and the sandbox. */
export type Target = {
  readonly name: 'moto' | 'ministack' | 'sandbox'
  /** Why it cannot run here; undefined if it can. */
  readonly missing: string | undefined
  start(): Promise<RunningTarget>
}

/** A simulation of AWS that comes as a program; one server serves all suites of a process. */
type Program = {
  readonly name: 'moto' | 'ministack'
  readonly command: string
  /** What installs the version that was used here. */
  readonly install: string
  arguments(port: string): readonly string[]
  environment(port: string): Readonly<Record<string, string>>
  /** What is asked until the server answers. */
  readonly readyPath: string
  /** What empties the server before each suite. */
  readonly resets: readonly { readonly path: string; readonly body?: string }[]
}

const moto: Program = {
  name: 'moto',
  command: 'moto_server',
  install: "pip install 'moto[server]==5.2.1'",
  arguments: port => ['-H', '127.0.0.1', '-p', port],
  environment: () => ({}),
  readyPath: '/moto-api/',
  // the second lets everybody do everything again
  resets: [{ path: '/moto-api/reset' }, { path: '/moto-api/reset-auth', body: 'inf' }]
}

const ministack: Program = {
  name: 'ministack',
  command: 'ministack',
  install: 'pip install ministack==1.5.33',
  arguments: () => [],
  environment: port => ({ GATEWAY_PORT: port, BIND_HOST: '127.0.0.1', MINISTACK_ACCOUNT_ID: '123456789012' }),
  readyPath: '/_ministack/ready',
  resets: [{ path: '/_ministack/reset' }]
}

export const targets: readonly Target[] = [
  targetOf(moto),
  targetOf(ministack),
  {
    name: 'sandbox',
    missing: undefined,
    start: async () => {
      const { url, close } = await startSandbox({ scenario: { region: 'us-west-2' } })
      return { url, stop: close }
    }
  }
]

function targetOf(program: Program): Target {
  const { name, command, install, resets } = program
  const path = programOnPath(command)
  let kept: Promise<string> | undefined
  return {
    name,
    missing: path === undefined ? `${command} is not installed (${install})` : undefined,
    start: async () => {
      kept ??= launch(program, path ?? command)
      const url = await kept
      for (const { path, body } of resets)
        await fetch(`${url}${path}`, { method: 'POST', ...(body === undefined ? {} : { body }) })
      return { url, stop: async () => {} }
    }
  }
}

/** Ends the server when this process does, however that ends: nobody holds the shell's input open any longer. */
const UNTIL_THE_END = '"$@" & read -r _; kill $!'

async function launch(program: Program, path: string): Promise<string> {
  const port = String(await freePort())
  const child = spawn('sh', ['-c', UNTIL_THE_END, 'sh', path, ...program.arguments(port)], {
    stdio: ['pipe', 'ignore', 'ignore'],
    env: { ...process.env, ...program.environment(port) }
  })
  const url = `http://127.0.0.1:${port}`
  await untilReady(`${url}${program.readyPath}`, child, program.command)
  for (const handle of [child, child.stdin as unknown as { unref(): void }]) handle.unref()
  return url
}

async function untilReady(url: string, child: ChildProcess, command: string): Promise<void> {
  // ends a process that hangs, even on a very slow machine
  for (let looks = 0; looks < 3_000 && child.exitCode === null; looks++) {
    const answer = await fetch(url).catch(() => undefined)
    if (answer?.ok) return
    await new Promise(resolve => setTimeout(resolve, 100))
  }
  child.kill()
  throw new Error(`${command} did not start`)
}
