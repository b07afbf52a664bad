import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { type AdminHost, answerAdmin } from './admin.ts'
import type { Answer } from './answer.ts'
import { catchUp, dispatch } from './dispatch.ts'
import { assertNever } from './fault.ts'
import { arm, readFault } from './faults.ts'
import { booleanOf, listOf, textOf } from './json.ts'
import type { RequestRecord } from './record.ts'
import type { Sandbox } from './sandbox.ts'
import { buildWorld } from './scenario/build.ts'
import { loadScenario, type Scenario, scenarioOf } from './scenario/scenario.ts'
import { readTime } from './scenario/times.ts'
import { manualClock, type SandboxClock, scaledClock } from './world/clock.ts'
import type { World } from './world/state.ts'

/** How to start a sandbox. `scenario` is a file, or a scenario as an object. */
export type SandboxSettings = {
  /** 0 (the default) takes a free port. */
  readonly port?: number
  readonly scenario?: string | object
  /** Virtual seconds a real second; not with a manual clock. */
  readonly speed?: number
  readonly clock?: 'scaled' | 'manual'
  readonly seed?: number
}

/** A sandbox that is serving. */
export type RunningSandbox = {
  readonly url: string
  readonly port: number
  /** The world, moved to now. */
  readonly world: () => World
  /** Virtual milliseconds since 1970. */
  readonly now: () => number
  readonly advance: (ms: number) => number
  readonly requests: () => readonly RequestRecord[]
  readonly reset: () => void
  readonly close: () => Promise<void>
}

const MANUAL_START = Date.UTC(2026, 0, 5, 9)

/** startSandbox serves AWS on 127.0.0.1. Throws SandboxError for a bad scenario. */
export async function startSandbox(settings: SandboxSettings = {}): Promise<RunningSandbox> {
  const host = makeHost(settings)
  const server = createServer((request, response) => void serve(host, request, response))
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

function makeHost(settings: SandboxSettings): AdminHost {
  const seed = settings.seed ?? 1
  let scenario = scenarioFrom(settings.scenario)
  const clock = clockFor(settings, scenario)
  const sandbox = { ...fresh(scenario, clock.now(), seed), clock, hanging: new Set<number>() }
  const put = (next: Scenario) => {
    Object.assign(sandbox, fresh(next, clock.now(), seed))
    scenario = next
  }
  return {
    sandbox,
    region: () => textOf(scenario.content, 'region') ?? 'us-east-1',
    reset: () => put(scenario),
    load: put
  }
}

function scenarioFrom(given: string | object | undefined): Scenario {
  if (typeof given === 'string') return loadScenario(given)
  return scenarioOf(given ?? {}, process.cwd())
}

function clockFor(settings: SandboxSettings, scenario: Scenario): SandboxClock {
  const given = scenario.content['start']
  const start = given === undefined ? undefined : readTime(given, 'Scenario: start')
  if (settings.clock === 'manual') return manualClock(start ?? MANUAL_START)
  return scaledClock(start ?? Date.now(), settings.speed ?? 1)
}

/** A reset puts everything back but time, which never runs backwards. */
function fresh(scenario: Scenario, now: number, seed: number): Omit<Sandbox, 'clock' | 'hanging'> {
  const { content } = scenario
  return {
    world: buildWorld(scenario, now, seed),
    faults: listOf(content, 'faults').map((one, index) => arm(readFault(one, `Scenario: faults[${index}]`))),
    buckets: new Map(),
    requests: [],
    past: undefined,
    options: {
      lenientTaskDefinitions: booleanOf(content, 'lenientTaskDefinitions') ?? true,
      throttle: booleanOf(content, 'throttle') ?? false
    }
  }
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
