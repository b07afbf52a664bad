import type { AwsFault } from './fault.ts'
import type { JsonMap } from './json.ts'
import type { ServiceName } from './operations/index.ts'
import type { Sandbox } from './sandbox.ts'
import { isQueryService, writeAnswer, writeError } from './wire/query.ts'
import { writeList, writeObject, writeS3Error } from './wire/s3.ts'
import { drawUuid } from './world/random.ts'

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

type Target = {
  readonly protocol: 'json' | 'query' | 'rest' | 's3'
  readonly service: ServiceName
  readonly operation?: string
}

const JSON_TYPE = 'application/x-amz-json-1.1'
const REST_TYPE = 'application/json'

/** answerOutput serializes an operation's output in its protocol. */
export function answerOutput(sandbox: Sandbox, target: Target, output: JsonMap): Answer {
  const requestId = requestIdOf(sandbox)
  const base = { status: 200, requestId, delivery: { kind: 'send' as const } }
  if (target.protocol === 'json') return { ...base, type: JSON_TYPE, body: JSON.stringify(output) }
  if (target.protocol === 'rest') return { ...base, type: REST_TYPE, body: JSON.stringify(output) }
  if (target.protocol === 's3')
    return target.operation === 'ListObjectsV2'
      ? { ...base, type: 'application/xml', ...writeList(output) }
      : { ...base, type: 'binary/octet-stream', ...writeObject(output) }
  const service = isQueryService(target.service) ? target.service : 'sts'
  const body = writeAnswer({ service, action: target.operation ?? '', requestId }, output)
  return { ...base, type: 'text/xml', body }
}

/** answerFault serializes a refusal in its protocol. IAM and STS have their own exception names and codes. */
export function answerFault(sandbox: Sandbox, target: Target, fault: AwsFault): Answer {
  const requestId = requestIdOf(sandbox)
  const delivery = { kind: 'send' as const }
  if (target.protocol === 'json') {
    const body = JSON.stringify({ __type: fault.type, message: fault.message, ...fault.more })
    return { status: fault.status, type: JSON_TYPE, requestId, body, error: fault.type, delivery }
  }
  if (target.protocol === 'rest') return { ...restFault(fault), requestId, delivery }
  if (target.protocol === 's3') {
    const { code, ...written } = writeS3Error(fault, requestId)
    return { ...written, type: 'application/xml', requestId, error: code, delivery }
  }
  const renamed = QUERY_NAMES[fault.type]
  const type = renamed?.type ?? fault.type
  const status = renamed?.status ?? fault.status
  const service = isQueryService(target.service) ? target.service : 'sts'
  const body = writeError({ service, requestId }, { type, message: fault.message, status })
  return { status, type: 'text/xml', requestId, body, error: type, delivery }
}

/** REST JSON: the exception's name is a header, and each exception has its own status. */
function restFault(fault: AwsFault): Pick<Answer, 'status' | 'type' | 'body' | 'error' | 'headers'> {
  return {
    status: REST_STATUS[fault.type] ?? fault.status,
    type: REST_TYPE,
    body: JSON.stringify({ Message: fault.message }),
    error: fault.type,
    headers: { 'x-amzn-errortype': fault.type }
  }
}

const REST_STATUS: Readonly<Record<string, number>> = {
  AccessDeniedException: 403,
  ExpiredTokenException: 403,
  UnrecognizedClientException: 403,
  ResourceNotFoundException: 404,
  ConflictException: 409,
  ThrottlingException: 429
}

const QUERY_NAMES: Readonly<Record<string, { type: string; status: number }>> = {
  AccessDeniedException: { type: 'AccessDenied', status: 403 },
  ExpiredTokenException: { type: 'ExpiredToken', status: 403 },
  UnrecognizedClientException: { type: 'InvalidClientTokenId', status: 403 },
  MissingAuthenticationTokenException: { type: 'MissingAuthenticationToken', status: 403 },
  ThrottlingException: { type: 'Throttling', status: 400 },
  UnknownOperationException: { type: 'InvalidAction', status: 400 }
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
