import { createServer, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A recording proxy. `operations`: every request in order; `bodies`: those of one operation, as on the wire. */
export type Recorder = {
  readonly url: string
  operations(): readonly string[]
  bodies(operation: string): readonly string[]
  close(): void
}

/** recorder starts a proxy in front of a target. IAM and STS have the operation in the form body. */
export async function recorder(target: string): Promise<Recorder> {
  const seen: { operation: string; body: string }[] = []
  const server: Server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = []
    incoming.on('data', chunk => chunks.push(chunk as Buffer))
    incoming.on('end', () => {
      const body = Buffer.concat(chunks)
      const text = body.toString('utf8')
      const named = String(incoming.headers['x-amz-target'] ?? '')
        .split('.')
        .at(-1)
      seen.push({ operation: named || (new URLSearchParams(text).get('Action') ?? ''), body: text })
      const forward = request(
        `${target}${incoming.url}`,
        { method: incoming.method, headers: incoming.headers },
        answer => {
          outgoing.writeHead(answer.statusCode ?? 500, answer.headers)
          answer.pipe(outgoing)
        }
      )
      forward.end(body)
    })
  })
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    operations: () => seen.map(({ operation }) => operation),
    bodies: operation => seen.filter(entry => entry.operation === operation).map(({ body }) => body),
    close: () => {
      server.closeAllConnections()
      server.close()
    }
  }
}
