import { AwsError, type AwsErrorKind, oneLine } from './error.ts'
import { ConnectionFailure, UnreadableAnswer } from './wire.ts'

/** The properties of a thrown value, read defensively: it may come from the SDK, from Node.js or from this program. */
type Facts = {
  readonly name: string
  readonly code: string | undefined
  readonly syscall: string | undefined
  readonly message: string
  readonly status: number | undefined
}

/** AWS's names of errors, of all services that this program calls; the first that matches decides. */
const NAMES: readonly (readonly [AwsErrorKind, RegExp])[] = [
  [
    'throttled',
    /^(?:Throttl\w+|TooManyRequestsException|RequestThrottled\w*|(?:Request)?LimitExceeded|SlowDown)$/
  ],
  [
    'expired',
    /^(?:ExpiredToken\w*|RequestExpired|UnrecognizedClientException|Invalid(?:ClientTokenId|AccessKeyId|Token|Signature\w+|IdentityToken)|AuthFailure|SignatureDoesNotMatch|IncompleteSignature\w*|MissingAuthenticationToken\w*|RequestTimeTooSkewed|(?:Credentials|Token)ProviderError)$/
  ],
  ['denied', /^(?:AccessDenied(?:Exception)?|UnauthorizedOperation|NotAuthorized)$/],
  [
    'missing',
    /^(?:(?:Cluster|Service|ServiceDeployment|Resource|Namespace)NotFoundException|ParameterNotFound)$/
  ],
  ['unsupported', /^(?:UnknownOperation(?:Exception)?|InvalidAction|NotImplemented(?:Exception)?)$/]
]
/** Node's codes of errors before a connection is there. */
const NOT_CONNECTED =
  /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|ERR_PROXY_TUNNEL|ERR_INVALID_URL)$/

/**
 * classifyError classifies a failed call (src/aws/error.ts). Undefined if neither AWS nor the network caused it: an
 * error in this program, to be rethrown. No cause is kept, because SDK errors contain the raw response, which may
 * contain values.
 */
export function classifyError(thrown: unknown, operation: string): AwsError | undefined {
  if (thrown instanceof AwsError) return thrown
  if (thrown instanceof UnreadableAnswer) return unreadable(thrown, operation)
  const facts = factsOf(thrown)
  if (facts === undefined) return undefined
  // a connection that failed in an unknown way: the request may have arrived
  const kind = kindOf(facts) ?? (thrown instanceof ConnectionFailure ? 'lost' : undefined)
  if (kind === undefined) return undefined
  return new AwsError({
    kind,
    operation,
    awsName: facts.code !== undefined && facts.status === undefined ? facts.code : nameOf(facts),
    message: textOf(facts)
  })
}

function factsOf(thrown: unknown): Facts | undefined {
  if (typeof thrown !== 'object' || thrown === null) return undefined
  const { name, code, syscall, message, $metadata } = thrown as Record<string, unknown>
  const status = (($metadata ?? {}) as { httpStatusCode?: unknown }).httpStatusCode
  return {
    name: typeof name === 'string' ? name : 'Error',
    code: typeof code === 'string' ? code : undefined,
    syscall: typeof syscall === 'string' ? syscall : undefined,
    message: typeof message === 'string' ? message : '',
    status: typeof status === 'number' ? status : undefined
  }
}

function kindOf(facts: Facts): AwsErrorKind | undefined {
  return kindOfName(facts) ?? kindOfNetwork(facts) ?? kindOfStatus(facts.status)
}

function kindOfName({ name, message, status }: Facts): AwsErrorKind | undefined {
  // a ClientException that the SDK would not retry: two concurrent registrations of one family
  const isBusy = /^Rate exceeded|Too many concurrent attempts to create a new revision/i.test(message)
  if (status === 429 || isBusy) return 'throttled'
  const [kind] = NAMES.find(([, pattern]) => pattern.test(name)) ?? []
  const isDenied = kind !== 'throttled' && kind !== 'expired' && /is not authorized to perform/.test(message)
  return isDenied ? 'denied' : (kind ?? (status === 501 ? 'unsupported' : undefined))
}

function kindOfNetwork({ name, code, syscall, message, status }: Facts): AwsErrorKind | undefined {
  if (name === 'Error' && message === 'Region is missing') return 'unreachable'
  if (code !== undefined && (NOT_CONNECTED.test(code) || isHandshakeFailure(code, message)))
    return 'unreachable'
  if (code === 'ETIMEDOUT' && syscall === 'connect') return 'unreachable'
  if (/did not establish a connection|before secure TLS connection/.test(message)) return 'unreachable'
  if (name === 'TimeoutError' || name === 'AbortError') return 'lost'
  return code !== undefined && (status === undefined || status < 300) ? 'lost' : undefined
}

/** TLS failures that can only happen before a request is sent; a failure later leaves the outcome open. */
function isHandshakeFailure(code: string, message: string): boolean {
  if (/^(CERT_|ERR_TLS_|SELF_SIGNED|DEPTH_ZERO|UNABLE_TO_)/.test(code)) return true
  if (code !== 'EPROTO' && !code.startsWith('ERR_SSL_')) return false
  return /wrong.version.number|unknown.protocol|unsupported.protocol|handshake.failure|alert.protocol.version/i.test(
    `${code} ${message}`
  )
}

function kindOfStatus(status: number | undefined): AwsErrorKind | undefined {
  if (status === undefined) return undefined
  if (status >= 500 || status < 400) return 'lost'
  return status === 401 || status === 403 ? 'denied' : 'refused'
}

function nameOf({ name, status, message }: Facts): string {
  if (message === 'Region is missing') return 'RegionMissing'
  return name === 'Unknown' || name === 'Error' || name === 'SyntaxError' ? `HTTP ${status ?? 'error'}` : name
}

function textOf({ name, message }: Facts): string {
  // an error of this program or of Node.js: a parser's message quotes the text that it failed on
  if (name === 'SyntaxError') return 'the answer could not be read'
  if (name === 'CredentialsProviderError') return oneLine(message)
  return inPlainWords(message)
}

/** What the SDK states to those who write programs with it, in words for those who run this one. */
function inPlainWords(message: string): string {
  const timeout = /^@smithy\/[\w-]+ - .*?(\d+) ms\b/.exec(message)
  if (timeout) {
    const within = `within ${Number(timeout[1]) / 1000} s`
    return /establish a connection/.test(message) ? `no connection ${within}` : `no answer ${within}`
  }
  // AWS quotes the canonical request here, including the session token
  return oneLine(message.split(/The Canonical String|The String-to-Sign|Deserialization error:/i)[0] ?? '')
}

function unreadable(answer: UnreadableAnswer, operation: string): AwsError {
  const { status, mediaType, awsCode } = answer
  const facts: Facts = {
    name: awsCode ?? '',
    code: undefined,
    syscall: undefined,
    message: answer.awsMessage ?? '',
    status
  }
  const isForeignPage = awsCode === undefined && (status === 404 || status === 405)
  return new AwsError({
    kind: kindOfName(facts) ?? (isForeignPage ? 'unsupported' : (kindOfStatus(status) ?? 'lost')),
    operation,
    awsName: awsCode ?? `HTTP ${status} ${mediaType}`.trim(),
    message: answer.awsMessage === undefined ? answer.message : textOf(facts)
  })
}

/**
 * isServerPage distinguishes an error page (HTML, XML) with status 5xx, which AWS itself does not send, from AWS's own
 * 5xx.
 */
export function isServerPage(error: AwsError): boolean {
  return error.kind === 'lost' && /^HTTP 5\d\d (text|application)\/(html|xml|plain)/.test(error.awsName)
}
