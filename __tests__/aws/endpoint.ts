import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach } from '@jest/globals'
import { connectAws } from '../../src/aws/connect.ts'
import type { Clock } from '../../src/clock.ts'

/** One request as received: the operation of its X-Amz-Target, method and path, headers, and the exact body. */
export type Captured = {
  readonly operation: string
  readonly route: string
  readonly headers: IncomingMessage['headers']
  readonly text: string
}

/**
 * How the endpoint answers one request. `reset` cuts the connection after the request was read; `truncate` mid-body.
 */
export type Answer =
  | {
      readonly kind: 'json'
      readonly status?: number
      readonly body: unknown
      readonly headers?: Readonly<Record<string, string>>
    }
  | { readonly kind: 'raw'; readonly status: number; readonly type: string; readonly text: string }
  | { readonly kind: 'reset' }
  | { readonly kind: 'truncate'; readonly text: string }

export type Endpoint = {
  readonly url: string
  readonly requests: Captured[]
  stop(): Promise<void>
}

/** An AWS error in the JSON 1.1 protocol. */
export function refuse(type: string, message: string, status = 400): Answer {
  return { kind: 'json', status, body: { __type: type, message } }
}

/**
 * startEndpoint serves on loopback; `respond` decides from the request and the number of earlier calls of its
 * operation.
 */
export async function startEndpoint(
  respond: (request: Captured, earlier: number) => Answer
): Promise<Endpoint> {
  const requests: Captured[] = []
  const server = createServer(async (incoming, outgoing) => {
    const chunks: Uint8Array[] = []
    for await (const chunk of incoming) chunks.push(chunk as Uint8Array)
    const request = {
      operation:
        String(incoming.headers['x-amz-target'] ?? 'query')
          .split('.')
          .at(-1) ?? '',
      route: `${incoming.method} ${incoming.url}`,
      headers: incoming.headers,
      text: Buffer.concat(chunks).toString('utf8')
    }
    const earlier = requests.filter(({ operation }) => operation === request.operation).length
    requests.push(request)
    send(outgoing, respond(request, earlier))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    stop: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
  }
}

/**
 * endpointsOfTests returns a function that starts an endpoint and points the SDK at it. Its endpoints are stopped after
 * each test of the suite that calls this.
 */
export function endpointsOfTests(): typeof startEndpoint {
  const started: Endpoint[] = []
  afterEach(async () => {
    for (const endpoint of started.splice(0)) await endpoint.stop()
  })
  return async respond => {
    const endpoint = await startEndpoint(respond)
    started.push(endpoint)
    pointSdkAt(endpoint.url)
    return endpoint
  }
}

function send(outgoing: ServerResponse, answer: Answer): void {
  switch (answer.kind) {
    case 'json':
      outgoing.writeHead(answer.status ?? 200, {
        'content-type': 'application/x-amz-json-1.1',
        ...answer.headers
      })
      outgoing.end(typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body))
      return
    case 'raw':
      outgoing.writeHead(answer.status, { 'content-type': answer.type })
      outgoing.end(answer.text)
      return
    case 'reset':
      outgoing.socket?.resetAndDestroy()
      return
    case 'truncate':
      outgoing.writeHead(200, { 'content-length': String(answer.text.length + 100) })
      outgoing.write(answer.text)
      setTimeout(() => outgoing.socket?.resetAndDestroy(), 20)
  }
}

/** A clock that never waits and records each wait. */
export function virtualClock(): Clock & { readonly waits: number[] } {
  const waits: number[] = []
  let now = 1_700_000_000_000
  return {
    waits,
    now: () => now,
    sleep: ms => {
      waits.push(ms)
      now += ms
      return Promise.resolve()
    }
  }
}

type Connection = Parameters<typeof connectAws>[0]

/** The ports of AWS in Region us-west-2, by the environment of the process, with no wait in real time. */
export function connected(more: Partial<Connection> = {}): ReturnType<typeof connectAws> {
  const environment = process.env
  return connectAws({ region: 'us-west-2', environment, clock: virtualClock(), random: () => 0.5, ...more })
}

/** pointSdkAt sets the environment variables of the SDK; the values are not valid anywhere. */
export function pointSdkAt(url: string): void {
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: url,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_EC2_METADATA_DISABLED: 'true'
  })
}
