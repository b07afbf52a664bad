import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Answer, answerOf, type FakeState, type Principal } from './fake-github-state.ts'

/** One request as received. */
export type Captured = { readonly method: string; readonly path: string; readonly body: unknown }

/** A fault for the next `times` requests (default: all) that match `at`, `METHOD /path`. */
export type Fault = {
  readonly at: RegExp
  readonly times?: number
  readonly kind:
    | {
        readonly what: 'status'
        readonly status: number
        readonly message?: string
        readonly headers?: object
      }
    | { readonly what: 'html'; readonly status: number }
    /** The request is read and carried out, but never answered. */
    | { readonly what: 'hang' }
    | { readonly what: 'slow'; readonly ms: number }
    | { readonly what: 'reset' }
}

export type FakeGithub = {
  /** The value of GITHUB_API_URL, here with the path of an enterprise server. */
  readonly url: string
  readonly state: FakeState
  readonly requests: Captured[]
  break(fault: Fault): void
  /** Requests that are never answered and for which the client still waits. */
  hanging(): number
  stop(): Promise<void>
}

const BASE = '/api/v3'
const HTML = '<!DOCTYPE html><html><body><h1>Unicorn!</h1></body></html>'

/**
 * startFakeGithub serves the part of GitHub's REST API that this project uses on loopback, with a state: deployments
 * with their statuses, comments. It knows tokens with permissions and refuses what GitHub documents to refuse; unknown
 * routes and members are errors.
 */
export async function startFakeGithub(given: {
  readonly tokens: Readonly<Record<string, Principal>>
}): Promise<FakeGithub> {
  const state: FakeState = {
    repository: 'example/ops-pipeline',
    refs: ['a'.repeat(40)],
    pullRequests: [7],
    tokens: given.tokens,
    deployments: [],
    git: { trees: new Map(), commits: new Map(), branches: new Map(), opened: [], contents: new Map() },
    comments: []
  }
  const requests: Captured[] = []
  const faults: { fault: Fault; left: number }[] = []
  const hung = new Set<ServerResponse>()
  const server = createServer(async (incoming, outgoing) => {
    const request = await read(incoming)
    requests.push(request)
    const broken = faults.find(
      ({ fault, left }) => left > 0 && fault.at.test(`${request.method} ${request.path}`)
    )
    if (broken) broken.left -= 1
    const path = request.path.startsWith(`${BASE}/`) ? request.path.slice(BASE.length) : undefined
    const answer = () =>
      path === undefined
        ? { status: 404, body: { message: 'Not Found' } }
        : answerOf(state, {
            ...request,
            path,
            authorization: incoming.headers.authorization ?? '',
            accept: incoming.headers.accept ?? ''
          })
    if (broken?.fault.kind.what === 'hang') {
      hung.add(outgoing)
      outgoing.once('close', () => hung.delete(outgoing))
    }
    respond(outgoing, answer, broken?.fault.kind)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${BASE}`,
    state,
    requests,
    break: fault => faults.push({ fault, left: fault.times ?? Number.POSITIVE_INFINITY }),
    hanging: () => hung.size,
    stop: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
  }
}

async function read(incoming: IncomingMessage): Promise<Captured> {
  const chunks: Uint8Array[] = []
  for await (const chunk of incoming) chunks.push(chunk as Uint8Array)
  const text = Buffer.concat(chunks).toString('utf8')
  const body: unknown = text === '' ? undefined : JSON.parse(text)
  return { method: incoming.method ?? '', path: incoming.url ?? '', body }
}

function respond(outgoing: ServerResponse, answer: () => Answer, kind: Fault['kind'] | undefined): void {
  const send = ({ status, body, raw }: Answer, headers: object = {}) => {
    if (raw !== undefined) {
      outgoing.writeHead(status, { 'content-type': 'application/vnd.github.raw+json; charset=utf-8' })
      outgoing.end(raw)
      return
    }
    outgoing.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers })
    outgoing.end(JSON.stringify(body))
  }
  switch (kind?.what) {
    case undefined:
      send(answer())
      return
    case 'status':
      send({ status: kind.status, body: { message: kind.message ?? 'made up' } }, kind.headers)
      return
    case 'html':
      outgoing.writeHead(kind.status, { 'content-type': 'text/html' })
      outgoing.end(HTML)
      return
    case 'hang':
      answer()
      return
    case 'slow':
      setTimeout(() => send(answer()), kind.ms)
      return
    case 'reset':
      outgoing.socket?.resetAndDestroy()
  }
}
