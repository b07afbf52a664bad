import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { parseArgs } from 'node:util'
import { type AdminHost, answerAdmin } from './admin.ts'
import type { Answer } from './answer.ts'
import { catchUp, dispatch } from './dispatch.ts'
import { assertNever, SandboxError } from './fault.ts'
import { makeHost, type SandboxSettings } from './host.ts'
import type { RequestRecord, Sandbox } from './sandbox.ts'
import type { World } from './world/state.ts'

/** A running sandbox server. */
export type RunningSandbox = {
  readonly url: string
  readonly port: number
  /** The host behind the server, for callers that answer requests themselves. */
  readonly sandbox: Sandbox
  /** The world, advanced to the current time. */
  readonly world: () => World
  /** Virtual milliseconds since 1970. */
  readonly now: () => number
  readonly advance: (ms: number) => number
  readonly requests: () => readonly RequestRecord[]
  readonly reset: () => void
  readonly close: () => Promise<void>
}

/** startSandbox serves AWS on 127.0.0.1. Throws SandboxError for an invalid scenario. */
export async function startSandbox(settings: SandboxSettings = {}): Promise<RunningSandbox> {
  const host = makeHost(settings)
  const server = createServer((request, response) => void serve(host, request, response))
  // On a busy machine, a client can work for longer than Node's five seconds before its next request.
  server.keepAliveTimeout = 60_000
  const sockets = new Set<Socket>()
  server.on('connection', socket => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  await listen(server, settings.port ?? 0)
  const { port } = server.address() as AddressInfo
  const { sandbox } = host
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    sandbox,
    world: () => {
      catchUp(sandbox)
      return sandbox.world
    },
    now: () => sandbox.clock.now(),
    advance: ms => {
      sandbox.clock.advance(ms)
      catchUp(sandbox)
      return sandbox.world.now
    },
    requests: () => sandbox.requests,
    reset: host.reset,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      })
  }
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => resolve())
  })
}

async function serve(host: AdminHost, request: IncomingMessage, response: ServerResponse): Promise<void> {
  response.sendDate = false
  const body = await readBody(request)
  if (body === undefined) return
  const [path = '/', query = ''] = (request.url ?? '/').split('?')
  const method = request.method ?? 'GET'
  if (path.startsWith('/_sandbox/')) {
    const answer = answerAdmin(host, { method, path, body })
    response.writeHead(answer.status, { 'content-type': 'application/json' })
    response.end(JSON.stringify(answer.body))
    return
  }
  const answer = dispatch(host.sandbox, { method, path, query, headers: request.headers, body })
  if (answer.delivery.kind === 'destroy') noteWhileItHangs(host.sandbox, response)
  deliver(response, answer)
}

async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = []
  try {
    for await (const chunk of request) chunks.push(chunk as Buffer)
  } catch {
    return
  }
  return Buffer.concat(chunks).toString('utf8')
}

function noteWhileItHangs({ hanging }: Sandbox, response: ServerResponse): void {
  const port = response.socket?.remotePort
  if (port === undefined) return
  hanging.add(port)
  response.once('close', () => hanging.delete(port))
}

function deliver(response: ServerResponse, answer: Answer): void {
  const { delivery } = answer
  const bytes = Buffer.from(answer.body)
  switch (delivery.kind) {
    case 'send':
      writeHead(response, answer, bytes.length)
      response.end(bytes)
      return
    case 'truncate':
      writeHead(response, answer, bytes.length)
      response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => response.destroy())
      return
    case 'destroy':
      if (delivery.afterMs === 0) response.destroy()
      else setTimeout(() => response.destroy(), delivery.afterMs).unref()
      return
    default:
      assertNever(delivery)
      return
  }
}

function writeHead(response: ServerResponse, answer: Answer, length: number): void {
  response.writeHead(answer.status, {
    'content-type': answer.type,
    'content-length': length,
    'x-amzn-requestid': answer.requestId,
    ...answer.headers
  })
}

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
  const type = 'string'
  const options = {
    port: { type },
    scenario: { type },
    speed: { type },
    clock: { type },
    seed: { type }
  } as const
  const { values } = parseArgs({ args: [...args], options })
  const { clock } = values
  if (clock !== undefined && clock !== 'manual' && clock !== 'scaled')
    throw new SandboxError(`--clock is ${clock}; it must be manual or scaled.`)
  return {
    port: readNumber('--port', values.port),
    scenario: values.scenario,
    speed: readNumber('--speed', values.speed),
    seed: readNumber('--seed', values.seed),
    clock
  }
}

function readNumber(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return
  const value = Number(text)
  if (!Number.isFinite(value) || value < 0 || text.trim() === '')
    throw new SandboxError(`${name} is ${text}; it must be a number.`)
  return value
}
