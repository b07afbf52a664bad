import { AwsFault } from '../fault.ts'
import { isMap, type Json, type JsonMap } from '../json.ts'
import { operationsOf } from '../operations/index.ts'
import {
  type CallName,
  isService,
  membersOf,
  type Protocol,
  routeOf,
  SERVICES,
  type ServiceName,
  schemaOf,
  typed
} from './model.ts'

/** The parts of an HTTP request that AWS's protocols use; header names in lower case, the query without `?`. */
export type HttpRequest = {
  readonly method: string
  readonly path: string
  readonly query?: string
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: string
}

/** An AWS call parsed from the wire, not yet validated. */
export type WireCall = CallName & {
  readonly protocol: Protocol
  readonly input: JsonMap
  readonly region: string
  readonly accessKey: string
}

/** serviceAt is the service and protocol of a request as far as they are known, so that errors have the right shape. */
export function serviceAt(request: HttpRequest): { service: ServiceName; protocol: Protocol } {
  const target = headerOf(request, 'x-amz-target')
  if (target !== undefined) return { service: targeted(target) ?? 'ecs', protocol: 'json' }
  const signed = scopeOf(request)?.service ?? ''
  const service = isService(signed) && SERVICES[signed].protocol !== 'json' ? signed : 'sts'
  return { service, protocol: SERVICES[service].protocol }
}

function targeted(target: string): ServiceName | undefined {
  const [prefix] = target.split('.')
  return Object.keys(SERVICES)
    .filter(isService)
    .find(name => SERVICES[name].name === prefix)
}

/**
 * readCall reads target, body, Region and access key. Throws AwsFault: MissingAuthenticationTokenException without a
 * signature, UnknownOperationException for what the sandbox does not play, SerializationException for a body that is
 * not JSON, ValidationException for a query parameter that the operation does not have.
 */
export function readCall(request: HttpRequest): WireCall {
  const scope = scopeOf(request)
  if (!scope) throw new AwsFault('MissingAuthenticationTokenException', 'Missing Authentication Token', 403)
  const { region, accessKey } = scope
  const target = headerOf(request, 'x-amz-target')
  const service = target === undefined ? scope.service : targeted(target)
  if (service === undefined || !isService(service))
    throw new AwsFault('UnknownOperationException', `The sandbox has no service ${target ?? scope.service}.`)
  const { protocol } = SERVICES[service]
  const read =
    target !== undefined
      ? { operation: target.split('.')[1] ?? '', input: readJson(request.body) }
      : protocol === 'query'
        ? readForm(service, request.body)
        : readRest(service, request)
  return { service, protocol, ...read, region, accessKey }
}

/** A form body: `Action`, and the parameters with `X.member.N` turned into lists. */
function readForm(service: ServiceName, body: string): { operation: string; input: JsonMap } {
  const input: JsonMap = {}
  let operation = ''
  for (const [key, value] of new URLSearchParams(body)) {
    if (key === 'Action') operation = value
    else if (key !== 'Version') put(input, key.split('.'), value)
  }
  return { operation, input: typed(schemaOf({ service, operation }, 'input'), tidy(input)) as JsonMap }
}

function put(target: JsonMap, [head = '', ...rest]: readonly string[], value: string): void {
  if (rest.length === 0) target[head] = value
  else {
    const known = target[head]
    const next: JsonMap = isMap(known) ? known : {}
    target[head] = next
    put(next, rest, value)
  }
}

/** {member: {1: a, 2: b}} is a list; the keys of an object that are numbers are in their order. */
function tidy(value: Json | undefined): Json {
  if (!isMap(value)) return value ?? null
  const { member, ...others } = value
  if (isMap(member) && Object.keys(others).length === 0) return Object.values(member).map(tidy)
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, tidy(one)]))
}

/** A REST request: the operation whose method and path it has, and its input from path, query and body. */
function readRest(service: ServiceName, request: HttpRequest): { operation: string; input: JsonMap } {
  const query = new URLSearchParams(request.query ?? '')
  for (const operation of Object.keys(operationsOf(service))) {
    const [method, route] = routeOf({ service, operation })
    const [path = '', fixed = ''] = route.split('?')
    const labels = labelsIn(service === 's3' ? `/{Bucket}${path}` : path, request.path)
    const constants = [...new URLSearchParams(fixed)].filter(([key]) => key !== 'x-id')
    if (method !== request.method || !labels || constants.some(([key, value]) => query.get(key) !== value))
      continue
    for (const key of ['x-id', ...constants.map(([key]) => key)]) query.delete(key)
    const body = request.body === '' ? {} : readJson(request.body)
    return { operation, input: { ...body, ...readQuery({ service, operation }, query), ...labels } }
  }
  const text = `The sandbox doesn't play ${request.method} ${request.path}.`
  throw new AwsFault('UnknownOperationException', text, 501)
}

/** The values of `{Name}` and (with slashes) `{Name+}` of a route in a path; undefined if the path is another one. */
function labelsIn(route: string, path: string): JsonMap | undefined {
  const pattern = route.replace(
    /\{(\w+)(\+?)\}/g,
    (_all, name: string, rest: string) => `(?<${name}>${rest ? '.+' : '[^/]+'})`
  )
  const groups = new RegExp(`^${pattern.replace(/\/$/, '/?')}$`).exec(path)
  if (!groups) return
  return Object.fromEntries(
    Object.entries(groups.groups ?? {}).map(([name, text]) => [name, decodeURIComponent(text)])
  )
}

function readQuery(call: CallName, query: URLSearchParams): JsonMap {
  const members = membersOf(schemaOf(call, 'input'))
  return Object.fromEntries(
    [...query].map(([key, value]) => {
      const member = members.find(({ traits }) => traits['httpQuery'] === key)
      if (!member)
        throw new AwsFault('ValidationException', `Unknown query parameter ${key} of ${call.operation}.`)
      return [member.name, typed(member.schema, value)]
    })
  )
}

function readJson(body: string): JsonMap {
  let value: unknown
  try {
    value = JSON.parse(body || '{}')
  } catch {
    throw new AwsFault('SerializationException', 'The body is not JSON.')
  }
  if (!isMap(value)) throw new AwsFault('SerializationException', 'The body is not a JSON object.')
  return value
}

/** The credential scope of a SigV4 header: access key, day, Region, service. Signatures are not verified. */
function scopeOf(request: HttpRequest): { accessKey: string; region: string; service: string } | undefined {
  const header = headerOf(request, 'authorization') ?? ''
  const match = /^AWS4-HMAC-SHA256 Credential=([^/]+)\/\d{8}\/([^/]+)\/([^/]+)\/aws4_request/.exec(header)
  if (!match) return
  return { accessKey: match[1] ?? '', region: match[2] ?? '', service: match[3] ?? '' }
}

function headerOf(request: HttpRequest, name: string): string | undefined {
  const value = request.headers[name]
  return Array.isArray(value) ? value[0] : value
}
