import { Readable } from 'node:stream'
import { NodeHttpHandler } from '@smithy/node-http-handler'
import type { Answer } from '../../sandbox/answer.ts'
import { dispatch } from '../../sandbox/dispatch.ts'
import type { Sandbox } from '../../sandbox/sandbox.ts'
import type { RunningSandbox } from '../../sandbox/server.ts'
import { EVERY } from '../sample.ts'

/** The part of the SDK's request that is sent. */
type Sent = {
  readonly port?: number
  readonly method: string
  readonly path: string
  readonly query?: Readonly<Record<string, string | readonly string[] | null>>
  readonly headers: Readonly<Record<string, string>>
  readonly body?: unknown
}

type Received = { readonly response: { statusCode: number; headers: Record<string, string>; body: Readable } }

/** The target of the SDK's clients, and the duration of a call. */
export type Line = {
  readonly sandbox: Sandbox
  /** Only calls to this loopback port are handled; absent: all. */
  readonly port?: number
  readonly time: { sleep(ms: number): Promise<void>; kill(): void }
  /** The round-trip time of the nth call, in virtual milliseconds. */
  readonly latency: (n: number) => number
  /** The program dies when the call of this number has been carried out, before its response. Counted from 1. */
  readonly killAt?: number
}

/** The number of calls so far. */
export type Plugged = { calls(): number; unplug(): void }

/**
 * plugIn lets every AWS SDK client in this process call the sandbox without a socket: requests are read, answered and
 * delivered as the sandbox's server does. The SDK's own serializer, signature and deserializer stay in use.
 */
export function plugIn(line: Line): Plugged {
  const before = NodeHttpHandler.prototype.handle
  let calls = 0
  let isPlugged = true
  async function handle(this: NodeHttpHandler, request: Sent, ...rest: unknown[]): Promise<Received> {
    const isMine = isPlugged && (line.port === undefined || request.port === line.port)
    if (!isMine) return before.call(this, ...([request, ...rest] as Parameters<typeof before>)) as never
    calls += 1
    const n = calls
    const { time } = line
    const there = Math.ceil(line.latency(n) / 2)
    await time.sleep(there)
    const answer = dispatch(line.sandbox, wireOf(request))
    if (n === line.killAt) time.kill()
    const { delivery } = answer
    if (delivery.kind === 'destroy') {
      await time.sleep(Math.max(there, Math.min(delivery.afterMs, 20_000)))
      throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' })
    }
    await time.sleep(there)
    return { response: responseOf(answer, delivery.kind === 'truncate') }
  }
  NodeHttpHandler.prototype.handle = handle as unknown as typeof before
  return {
    calls: () => calls,
    unplug: () => {
      isPlugged = false
      if (Object.is(NodeHttpHandler.prototype.handle, handle)) NodeHttpHandler.prototype.handle = before
    }
  }
}

/**
 * connectDirectly lets the calls of this process to a served sandbox bypass the socket, which is half of a call's cost.
 * In `npm run test:all`, they use HTTP. Returns the function that ends it.
 */
export function connectDirectly({ sandbox, port }: RunningSandbox): () => void {
  if (EVERY) return () => {}
  const time = { sleep: () => Promise.resolve(), kill: () => {} }
  return plugIn({ sandbox, port, time, latency: () => 0 }).unplug
}

function wireOf(request: Sent) {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(request.query ?? {}))
    for (const one of Array.isArray(value) ? value : [value ?? '']) query.append(name, String(one))
  const { body } = request
  return {
    method: request.method,
    path: request.path,
    query: query.toString(),
    headers: Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), value])
    ),
    body: typeof body === 'string' ? body : body instanceof Uint8Array ? new TextDecoder().decode(body) : ''
  }
}

function responseOf(answer: Answer, isCut: boolean): Received['response'] {
  const bytes = Buffer.from(answer.body)
  return {
    statusCode: answer.status,
    headers: { 'content-type': answer.type, 'x-amzn-requestid': answer.requestId, ...answer.headers },
    body: isCut ? cut(bytes) : Readable.from([bytes])
  }
}

/** A body that is cut off halfway. */
function cut(bytes: Buffer): Readable {
  let isSent = false
  return new Readable({
    read() {
      if (!isSent) {
        isSent = true
        this.push(bytes.subarray(0, Math.floor(bytes.length / 2)))
      } else this.destroy(Object.assign(new Error('aborted'), { code: 'ECONNRESET' }))
    }
  })
}
