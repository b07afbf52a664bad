import { AwsFault } from '../fault.ts'
import { isMap, type Json, type JsonMap } from '../json.ts'

const NAMESPACES = {
  iam: 'https://iam.amazonaws.com/doc/2010-05-08/',
  sts: 'https://sts.amazonaws.com/doc/2011-06-15/',
  elasticloadbalancing: 'http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/'
} as const

/** The services with the query protocol: form in, XML out. */
export type QueryService = keyof typeof NAMESPACES

/** isQueryService reports whether a service uses the query protocol. */
export function isQueryService(service: string): service is QueryService {
  return Object.hasOwn(NAMESPACES, service)
}

/** readForm reads a form body: `Action`, and the parameters with `X.member.N` turned into lists. */
export function readForm(body: string): { action: string; input: JsonMap } {
  const input: JsonMap = {}
  let action = ''
  for (const [key, value] of new URLSearchParams(body)) {
    if (key === 'Action') action = value
    else if (key !== 'Version') put(input, key.split('.'), value)
  }
  return { action, input: tidy(input) as JsonMap }
}

function put(target: JsonMap, path: readonly string[], value: string): void {
  const [head = '', ...rest] = path
  if (rest.length === 0) {
    target[head] = value
    return
  }
  const known = target[head]
  const next: JsonMap = isMap(known) ? known : {}
  target[head] = next
  put(next, rest, value)
}

/** {member: {1: a, 2: b}} is a list. */
function tidy(value: Json | undefined): Json {
  if (!isMap(value)) return value ?? null
  const keys = Object.keys(value)
  const members = value['member']
  if (keys.length === 1 && isMap(members))
    return Object.keys(members)
      .sort((a, b) => Number(a) - Number(b))
      .map(key => tidy(members[key]))
  return Object.fromEntries(keys.map(key => [key, tidy(value[key])]))
}

/** checkParameters refuses unknown parameters of an action. Throws AwsFault ValidationError. */
export function checkParameters(action: string, input: JsonMap, known: readonly string[]): void {
  for (const key of Object.keys(input))
    if (!known.includes(key))
      throw new AwsFault(
        'ValidationError',
        `Unknown parameter ${key} of ${action}. It takes: ${known.join(', ')}.`
      )
}

/** writeAnswer is the XML of a successful call. */
export function writeAnswer(
  what: { service: QueryService; action: string; requestId: string },
  output: JsonMap
): string {
  const { action, requestId } = what
  return (
    `<${action}Response xmlns="${NAMESPACES[what.service]}"><${action}Result>${members(output)}</${action}Result>` +
    `<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata></${action}Response>`
  )
}

/** writeError is the XML of a refused call. */
export function writeError(
  what: { service: QueryService; requestId: string },
  error: { type: string; message: string; status: number }
): string {
  const side = error.status >= 500 ? 'Receiver' : 'Sender'
  return (
    `<ErrorResponse xmlns="${NAMESPACES[what.service]}"><Error><Type>${side}</Type><Code>${quote(error.type)}</Code>` +
    `<Message>${quote(error.message)}</Message></Error><RequestId>${what.requestId}</RequestId></ErrorResponse>`
  )
}

function members(map: JsonMap): string {
  return Object.entries(map)
    .map(([key, value]) => (value === undefined || value === null ? '' : `<${key}>${text(value)}</${key}>`))
    .join('')
}

function text(value: Json): string {
  if (Array.isArray(value)) return value.map(item => `<member>${text(item)}</member>`).join('')
  return isMap(value) ? members(value) : quote(String(value))
}

function quote(value: string): string {
  return value.replace(/[&<>"]/g, one => `&#${one.charCodeAt(0)};`)
}
