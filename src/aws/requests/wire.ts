import type { Clock } from '../../clock.ts'
import type { JsonObject, JsonValue } from '../../json.ts'

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

/** The result of a tapped call: AWS's unmodified response. */
export type WireTap = {
  /**
   * The JSON of the response with every member, including those that the SDK's deserializer drops. Throws before the
   * call has ended.
   */
  answer(): JsonObject
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

/**
 * tapWire inserts itself between one command and the network: it reads the raw response and, with `body`, sends exactly
 * that instead of what the SDK would serialize. This is needed because client-ecs drops unknown members, at every
 * depth, in requests and in responses. The body is replaced before content length and signature are computed.
 */
export function tapWire(command: object, body?: string): WireTap {
  const stack = stackOf(command)
  let answer: JsonObject | undefined
  if (body !== undefined) {
    stack.add(replaceBody(body), { step: 'serialize', priority: 'low', name: 'exactBody' })
  }
  stack.add(
    readBody(found => {
      answer = found
    }),
    { step: 'deserialize', priority: 'low', name: 'rawAnswer' }
  )
  return {
    answer: () => {
      if (answer === undefined) throw new Error('the answer was asked for before the call was over')
      return answer
    }
  }
}

/** tapConnection only records connection failures, for protocols whose responses are not JSON (STS). */
export function tapConnection(command: object): void {
  stackOf(command).add(readBody(undefined), { step: 'deserialize', priority: 'low', name: 'rawAnswer' })
}

/**
 * tapDeparture calls `departed` each time the command has been handed over to the network. It returns what is to be
 * called with the `Date` header of the response.
 */
export function tapDeparture(command: object, departed: () => (date: string | undefined) => void): void {
  const tell: WireMiddleware = next => async args => {
    const pending = next(args)
    const answered = departed()
    const result = await pending
    answered(headerIn(result.response.headers, 'date'))
    return result
  }
  stackOf(command).add(tell, { step: 'deserialize', priority: 'low', name: 'departure' })
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

/** What S3 returns besides the body. */
export type HeaderTap = {
  /** A header of the response, case-insensitive; undefined if absent, and before the call has ended. */
  header(name: string): string | undefined
}

/**
 * tapHeaders is tapConnection for an object of S3: it keeps the headers of the response, and the body of a successful
 * response remains a stream.
 */
export function tapHeaders(command: object): HeaderTap {
  let headers: WireResponse['headers'] = {}
  const keep: WireMiddleware = next => async args => {
    const result = await connected(() => next(args))
    headers = result.response.headers
    if (result.response.statusCode >= 300) {
      result.response.body = await connected(() => collect(result.response.body))
    }
    return result
  }
  stackOf(command).add(keep, { step: 'deserialize', priority: 'low', name: 'rawAnswer' })
  return {
    header: name => headerIn(headers, name)
  }
}

function headerIn(headers: WireResponse['headers'], name: string): string | undefined {
  return Object.entries(headers).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1]
}

function stackOf(command: object): WireStack {
  // the stack's own types differ per command and have no common base type that is exported
  return (command as { middlewareStack: unknown }).middlewareStack as WireStack
}

function replaceBody(body: string): WireMiddleware {
  return next => args => {
    args.request.body = body
    return next(args)
  }
}

function readBody(keep: ((answer: JsonObject) => void) | undefined): WireMiddleware {
  return next => async args => {
    const { result, bytes } = await receive(() => next(args))
    result.response.body = bytes
    keep?.(parseAnswer(result.response, bytes))
    return result
  }
}

async function receive(
  send: () => Promise<WireResult>
): Promise<{ readonly result: WireResult; readonly bytes: Uint8Array }> {
  return connected(async () => {
    const result = await send()
    return { result, bytes: await collect(result.response.body) }
  })
}

/** connected records a connection failure before the SDK wraps it. Throws ConnectionFailure. */
export async function connected<Result>(receive: () => Promise<Result>): Promise<Result> {
  try {
    return await receive()
  } catch (thrown) {
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
  const parsed = parseObject(text)
  // an error without a body still has a status, which the SDK turns into an exception
  if (parsed === undefined && text === '' && response.statusCode >= 300) return {}
  if (parsed !== undefined) return parsed
  const mediaType = headerIn(response.headers, 'content-type')?.split(';')[0]?.trim() ?? ''
  throw new UnreadableAnswer({ status: response.statusCode, mediaType, text })
}

function parseObject(text: string): JsonObject | undefined {
  try {
    const value = JSON.parse(text) as JsonValue
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as JsonObject)
      : undefined
  } catch {
    // the parser's message quotes the text, so it is dropped
    return undefined
  }
}

function describeBody(mediaType: string, text: string): string {
  if (text === '') return 'an empty body'
  const kind = mediaType === '' ? '' : ` (${mediaType})`
  return `a body of ${text.length} characters that is not a JSON object${kind}`
}
