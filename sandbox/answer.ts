import type { AwsFault } from './fault.ts'
import { isMap, type Json, type JsonMap } from './json.ts'
import type { Sandbox } from './sandbox.ts'
import {
  type CallName,
  isTimestamp,
  itemOf,
  kindOf,
  membersOf,
  type Protocol,
  SERVICES,
  type ServiceName,
  schemaOf
} from './wire/model.ts'
import { drawUuid } from './world/queue.ts'

/** An HTTP response and how it is delivered; `error` is the exception name of a refusal. */
export type Answer = {
  readonly status: number
  readonly type: string
  readonly requestId: string
  readonly body: string
  readonly error?: string
  /** Headers of the protocol, in addition to the usual ones. */
  readonly headers?: Readonly<Record<string, string>>
  readonly delivery: Delivery
}

/** Complete; cut off halfway; or the socket is destroyed without a response `afterMs` real milliseconds later. */
export type Delivery =
  | { readonly kind: 'send' }
  | { readonly kind: 'truncate' }
  | { readonly kind: 'destroy'; readonly afterMs: number }

type Target = { readonly protocol: Protocol; readonly service: ServiceName }

const TYPES: Readonly<Record<Protocol, string>> = {
  json: 'application/x-amz-json-1.1',
  rest: 'application/json',
  query: 'text/xml',
  s3: 'application/xml'
}

/** answerOutput serializes an operation's output in its protocol. */
export function answerOutput(sandbox: Sandbox, call: CallName & Target, output: JsonMap): Answer {
  const requestId = requestIdOf(sandbox)
  const base = { status: 200, requestId, type: TYPES[call.protocol], delivery: { kind: 'send' as const } }
  const namespace = SERVICES[call.service].name
  const schema = schemaOf(call, 'output')
  const name = call.operation
  if (call.protocol === 'query')
    return {
      ...base,
      body: `<${name}Response xmlns="${namespace}"><${name}Result>${xmlOf(schema, output)}</${name}Result><ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata></${name}Response>`
    }
  if (call.protocol !== 's3') return { ...base, body: JSON.stringify(output) }
  const { Body: text } = output
  if (typeof text === 'string')
    return { ...base, type: 'binary/octet-stream', body: text, headers: headersOf(schema, output) }
  return {
    ...base,
    body: `<ListBucketResult xmlns="${namespace}">${xmlOf(schema, output)}</ListBucketResult>`
  }
}

function headersOf(schema: unknown, output: JsonMap): Record<string, string> {
  const given = membersOf(schema).filter(
    ({ name, traits }) => traits['httpHeader'] && output[name] !== undefined
  )
  return Object.fromEntries(
    given.map(member => {
      const value = output[member.name]
      const shown = isTimestamp(member.schema) ? new Date(Number(value) * 1000).toUTCString() : String(value)
      return [String(member.traits['httpHeader']).toLowerCase(), shown]
    })
  )
}

/** A value as XML; lists have `member` elements, unless the model says that they are flat. */
function xmlOf(schema: unknown, value: Json): string {
  if (Array.isArray(value))
    return value.map(one => `<member>${xmlOf(itemOf(kindOf(schema))?.schema, one)}</member>`).join('')
  if (!isMap(value))
    return quote(
      isTimestamp(schema) ? new Date(Number(value) * 1000).toISOString().replace('.000Z', 'Z') : String(value)
    )
  return membersOf(schema)
    .flatMap(({ name, schema: own, traits }) => {
      const one = value[name]
      if (one === undefined) return []
      const flat = Array.isArray(one) && traits['xmlFlattened']
      const item = flat ? itemOf(kindOf(own))?.schema : own
      return (flat ? one : [one]).map(each => `<${name}>${xmlOf(item, each)}</${name}>`)
    })
    .join('')
}

function quote(value: string): string {
  return value.replace(/[&<>"]/g, one => `&#${one.charCodeAt(0)};`)
}

/** answerFault serializes a refusal in its protocol: JSON's exceptions have other names and statuses elsewhere. */
export function answerFault(sandbox: Sandbox, target: Target, fault: AwsFault): Answer {
  const { protocol } = target
  const requestId = requestIdOf(sandbox)
  const named = NAMES[fault.type]?.[protocol]
  const status = named?.[1] ?? STATUSES[fault.type] ?? fault.status
  const error = named?.[0] ?? fault.type
  const base = { status, type: TYPES[protocol], requestId, error, delivery: { kind: 'send' as const } }
  switch (protocol) {
    case 'json':
      return { ...base, body: JSON.stringify({ __type: error, message: fault.message, ...fault.more }) }
    case 'rest': {
      const headers = { 'x-amzn-errortype': error }
      return { ...base, body: JSON.stringify({ Message: fault.message }), headers }
    }
    case 's3': {
      // S3 quotes the resource of a denial, and names the Region of a bucket elsewhere in a header
      const message = quote(fault.message.replace(/ on resource: (\S+) /, ' on resource: "$1" '))
      const region = /^Region: (.*)$/.exec(fault.message)?.[1]
      return {
        ...base,
        body: `<Error><Code>${error}</Code><Message>${message}</Message><RequestId>${requestId}</RequestId></Error>`,
        headers: region === undefined ? {} : { 'x-amz-bucket-region': region }
      }
    }
    default: {
      const side = status >= 500 ? 'Receiver' : 'Sender'
      const inner = `<Type>${side}</Type><Code>${quote(error)}</Code><Message>${quote(fault.message)}</Message>`
      const xmlns = SERVICES[target.service].name
      return {
        ...base,
        body: `<ErrorResponse xmlns="${xmlns}"><Error>${inner}</Error><RequestId>${requestId}</RequestId></ErrorResponse>`
      }
    }
  }
}

type Names = Readonly<Partial<Record<Protocol, readonly [name: string, status: number]>>>

const NAMES: Readonly<Record<string, Names>> = {
  AccessDeniedException: {
    query: ['AccessDenied', 403],
    rest: ['AccessDeniedException', 403],
    s3: ['AccessDenied', 403]
  },
  ExpiredTokenException: {
    query: ['ExpiredToken', 403],
    rest: ['ExpiredTokenException', 403],
    s3: ['ExpiredToken', 400]
  },
  UnrecognizedClientException: {
    query: ['InvalidClientTokenId', 403],
    rest: ['UnrecognizedClientException', 403],
    s3: ['InvalidAccessKeyId', 403]
  },
  MissingAuthenticationTokenException: {
    query: ['MissingAuthenticationToken', 403],
    s3: ['AccessDenied', 403]
  },
  ThrottlingException: {
    query: ['Throttling', 400],
    rest: ['ThrottlingException', 429],
    s3: ['SlowDown', 503]
  },
  ConflictException: { rest: ['ConflictException', 409] },
  ResourceNotFoundException: { rest: ['ResourceNotFoundException', 404] },
  ServerException: { s3: ['InternalError', 500] },
  UnknownOperationException: { query: ['InvalidAction', 400], s3: ['NotImplemented', 501] }
}

/** The statuses of exceptions that only IAM, STS and S3 have. */
const STATUSES: Readonly<Record<string, number>> = {
  AccessDenied: 403,
  EntityAlreadyExists: 409,
  LimitExceeded: 409,
  NoSuchBucket: 404,
  NoSuchEntity: 404,
  NoSuchKey: 404,
  PermanentRedirect: 301
}

/** html503 is the response of a load balancer in front of AWS. */
export function html503(): Answer {
  return {
    status: 503,
    type: 'text/html',
    requestId: '',
    body: '<html><body><b>Http/1.1 Service Unavailable</b></body></html>',
    error: 'html503',
    delivery: { kind: 'send' }
  }
}

/** Request IDs come from a separate generator, so that reads never change what happens next in the world. */
function requestIdOf(sandbox: Sandbox): string {
  return drawUuid({ random: sandbox.requests.length * 7919 + 1 })
}
