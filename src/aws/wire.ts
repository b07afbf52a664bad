import type { Clock } from '../clock.ts'
import { type JsonObject, jsonObjectIn } from '../json.ts'

/**
 * A response that is not a JSON object, as AWS's JSON 1.1 protocol requires. It contains no text of the body, because a
 * task definition in it may contain values; only an error's code and message, if the body is AWS's XML form of one.
 */
export class UnreadableAnswer extends Error {
  override readonly name = 'UnreadableAnswer'
  readonly status: number
  readonly mediaType: string
  readonly awsCode: string | undefined
  readonly awsMessage: string | undefined

  constructor(answer: { readonly status: number; readonly mediaType: string; readonly text: string }) {
    const mediaType = MEDIA_TYPE.test(answer.mediaType) ? answer.mediaType : ''
    super(`HTTP ${answer.status} with ${describeBody(mediaType, answer.text)}`)
    this.status = answer.status
    this.mediaType = mediaType
    this.awsCode = /<Code>([A-Za-z0-9.]{1,100})<\/Code>/.exec(answer.text)?.[1]
    this.awsMessage = /<Message>([^<]{0,2000})<\/Message>/.exec(answer.text)?.[1]
  }
}

/** A header can hold anything. */
const MEDIA_TYPE = /^(?:application|image|text)\/[\w.+-]{1,40}$/

/**
 * A connection failure, recorded before the SDK wraps it: `code` and `syscall` are Node's. The classifier decides
 * whether the request was sent.
 */
export class ConnectionFailure extends Error {
  override readonly name: string
  readonly code: string | undefined
  readonly syscall: string | undefined

  constructor(failed: { readonly [key: string]: unknown }) {
    super(typeof failed['message'] === 'string' ? failed['message'] : '')
    this.name = typeof failed['name'] === 'string' ? failed['name'] : 'Error'
    this.code = typeof failed['code'] === 'string' ? failed['code'] : undefined
    this.syscall = typeof failed['syscall'] === 'string' ? failed['syscall'] : undefined
  }
}

/** What is known of a tapped call besides the output of the SDK. */
export type WireTap = {
  /**
   * The JSON of the response with every member, including those that the SDK's deserializer drops. Throws before the
   * call has ended.
   */
  answer(): JsonObject
  /** A header of the response, case-insensitive; undefined if absent, and before the call has ended. */
  readonly header: (name: string) => string | undefined
}

type WireResponse = {
  statusCode: number
  headers: Record<string, string | undefined>
  body: AsyncIterable<Uint8Array> | Uint8Array | undefined
}
type WireArguments = { input: object; request: { body: unknown } }
type WireResult = { response: WireResponse }
type WireMiddleware = (
  next: (args: WireArguments) => Promise<WireResult>
) => (args: WireArguments) => Promise<WireResult>
type WireStack = {
  add(middleware: WireMiddleware, options: { step: string; priority: string; name: string }): void
}

/** How a call is tapped. */
export type Tapping = {
  /** Corrected by the `Date` header of the first response. */
  readonly clock: Clock
  /** `stream`: the body of a successful response is left to the SDK. */
  readonly answers: 'json' | 'xml' | 'stream'
  /** Sent in the place of what the SDK would serialize. */
  readonly body?: string
}

/**
 * tapWire inserts itself between one command and the network: it reads the raw response and, with `body`, sends exactly
 * that. This is needed because client-ecs drops unknown members, at every depth, in requests and in responses. The body
 * is replaced before content length and signature are computed. Connection failures are recorded before the SDK wraps
 * them.
 */
export function tapWire(command: object, { clock, answers, body }: Tapping): WireTap {
  // the stack's own types differ per command and have no common base type that is exported
  const stack = (command as { readonly middlewareStack: unknown }).middlewareStack as WireStack
  let answer: JsonObject | undefined
  let headers: WireResponse['headers'] = {}
  if (body !== undefined) {
    const replace: WireMiddleware = next => args => {
      args.request.body = body
      return next(args)
    }
    stack.add(replace, { step: 'serialize', priority: 'low', name: 'exactBody' })
  }
  const receive: WireMiddleware = next => args =>
    connected(async () => {
      const pending = next(args)
      const sentAt = clock.now()
      const result = await pending
      const { response } = result
      headers = response.headers
      compareClock(clock, headerIn(headers, 'date'), sentAt)
      if (answers === 'stream' && response.statusCode < 300) return result
      response.body = await collect(response.body)
      if (answers === 'json') answer = parseAnswer(response, response.body)
      return result
    })
  stack.add(receive, { step: 'deserialize', priority: 'low', name: 'rawAnswer' })
  return {
    answer: () => {
      if (answer === undefined) throw new Error('the answer was read before the call had ended')
      return answer
    },
    header: name => headerIn(headers, name)
  }
}

/** Less is not worth a correction: a header has no fractions of a second, and an answer takes its time. */
const TOLERANCE_MS = 5_000

/**
 * compareClock corrects the clock of a run by the `Date` header of the first response. `sentAt` is when the request was
 * sent, by that clock: AWS wrote the header between then and now.
 */
export function compareClock(clock: Clock, header: string | undefined, sentAt: number): void {
  const at = Date.parse(header ?? '')
  if (Number.isNaN(at)) return
  const atLeast = at - clock.now()
  const atMost = at + 1_000 - sentAt
  clock.correct?.(atLeast > TOLERANCE_MS ? atLeast : atMost < -TOLERANCE_MS ? atMost : 0)
}

function headerIn(headers: WireResponse['headers'], name: string): string | undefined {
  return Object.entries(headers).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1]
}

/** connected records a connection failure before the SDK wraps it. Throws ConnectionFailure. */
export async function connected<Result>(receive: () => Promise<Result>): Promise<Result> {
  try {
    return await receive()
  } catch (thrown) {
    if (thrown instanceof UnreadableAnswer) throw thrown
    throw new ConnectionFailure(typeof thrown === 'object' && thrown !== null ? fieldsOf(thrown) : {})
  }
}

/** An error's own properties are not enumerable, so they are named. */
function fieldsOf(thrown: object): { readonly [key: string]: unknown } {
  const { name, message, code, syscall } = thrown as { readonly [key: string]: unknown }
  return { name, message, code, syscall }
}

async function collect(body: WireResponse['body']): Promise<Uint8Array> {
  if (body === undefined || body instanceof Uint8Array) return body ?? new Uint8Array()
  const chunks: Uint8Array[] = []
  for await (const chunk of body) chunks.push(chunk)
  return new Uint8Array(Buffer.concat(chunks))
}

function parseAnswer(response: WireResponse, bytes: Uint8Array): JsonObject {
  const text = Buffer.from(bytes).toString('utf8')
  const parsed = jsonObjectIn(text)
  // an error without a body still has a status, which the SDK turns into an exception
  if (parsed === undefined && text === '' && response.statusCode >= 300) return {}
  if (parsed !== undefined) return parsed
  const mediaType = headerIn(response.headers, 'content-type')?.split(';')[0]?.trim() ?? ''
  throw new UnreadableAnswer({ status: response.statusCode, mediaType, text })
}

function describeBody(mediaType: string, text: string): string {
  if (text === '') return 'an empty body'
  const kind = mediaType === '' ? '' : ` (${mediaType})`
  return `a body of ${text.length} characters that is not a JSON object${kind}`
}
