import { createRequire } from 'node:module'
import { AwsFault } from '../fault.ts'
import { isMap, type Json, type JsonMap } from '../json.ts'

/** JSON 1.1 with a target header; query (form in, XML out); REST with JSON, and S3's REST with XML. */
export type Protocol = 'json' | 'query' | 'rest' | 's3'

type Model = Readonly<Record<string, unknown>>
type Service = {
  readonly protocol: Protocol
  /** The AWS SDK's model: the schema of operation X is its member `X$`. */
  readonly model: () => Model
  /** JSON: what precedes the operation in the target header. XML: the namespace. */
  readonly name: string
}

const load = createRequire(import.meta.url)

/** The model of an SDK's client, which is loaded with the first call of its service. */
function modelOf(client: string): () => Model {
  let model: Model | undefined
  return () => {
    model ??= load(`@aws-sdk/client-${client}`) as Model
    return model
  }
}

const XML = {
  iam: 'https://iam.amazonaws.com/doc/2010-05-08/',
  sts: 'https://sts.amazonaws.com/doc/2011-06-15/'
}

/** The services that the sandbox plays, by their IAM prefix. */
export const SERVICES = {
  ecs: { protocol: 'json', model: modelOf('ecs'), name: 'AmazonEC2ContainerServiceV20141113' },
  ecr: { protocol: 'json', model: modelOf('ecr'), name: 'AmazonEC2ContainerRegistry_V20150921' },
  secretsmanager: { protocol: 'json', model: modelOf('secrets-manager'), name: 'secretsmanager' },
  ssm: { protocol: 'json', model: modelOf('ssm'), name: 'AmazonSSM' },
  events: { protocol: 'json', model: modelOf('eventbridge'), name: 'AWSEvents' },
  codedeploy: { protocol: 'json', model: modelOf('codedeploy'), name: 'CodeDeploy_20141006' },
  logs: { protocol: 'json', model: modelOf('cloudwatch-logs'), name: 'Logs_20140328' },
  scheduler: { protocol: 'rest', model: modelOf('scheduler'), name: '' },
  s3: { protocol: 's3', model: modelOf('s3'), name: 'http://s3.amazonaws.com/doc/2006-03-01/' },
  iam: { protocol: 'query', model: modelOf('iam'), name: XML.iam },
  sts: { protocol: 'query', model: modelOf('sts'), name: XML.sts },
  elasticloadbalancing: {
    protocol: 'query',
    model: modelOf('elastic-load-balancing-v2'),
    name: 'http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/'
  }
} as const satisfies Readonly<Record<string, Service>>

/** A service by its IAM prefix. */
export type ServiceName = keyof typeof SERVICES

/** An operation of a service. */
export type CallName = { readonly service: ServiceName; readonly operation: string }

/** How to treat a member that the model does not have, at every depth. */
export type UnknownMembers = 'refuse' | 'keep' | 'drop'

/** A member of a structure; `traits` are those of the wire: httpQuery, httpHeader, xmlFlattened. */
export type Member = {
  readonly name: string
  readonly schema: unknown
  readonly traits: Readonly<Record<string, unknown>>
}

/** isService reports whether the sandbox plays a service of that name. */
export function isService(name: string): name is ServiceName {
  return Object.hasOwn(SERVICES, name)
}

/** schemaOf is the schema of an operation's input or output; undefined if AWS has no such operation. */
export function schemaOf(call: CallName, side: 'input' | 'output'): unknown {
  const schema = operationSchema(call)
  return schema?.[side === 'input' ? 4 : 5]
}

/** routeOf is the HTTP method and the path of an operation with a REST protocol. */
export function routeOf(call: CallName): readonly [method: string, path: string] {
  const traits = operationSchema(call)?.[3]
  return (isMap(traits) ? traits['http'] : undefined) as unknown as [string, string]
}

function operationSchema({ service, operation }: CallName): readonly unknown[] | undefined {
  const model = SERVICES[service].model()
  const schema = model[`${operation}$`]
  return Array.isArray(schema) && schema[0] === 9 ? schema : undefined
}

/** kindOf resolves a schema, which may be lazy or have traits, to a number (a simple type) or a named schema. */
export function kindOf(schema: unknown): number | readonly unknown[] | undefined {
  if (typeof schema === 'function') return kindOf((schema as () => unknown)())
  if (Array.isArray(schema))
    return schema.length === 2 ? kindOf(schema[0]) : schema[0] === 0 ? kindOf(schema[4]) : schema
  return typeof schema === 'number' ? schema : undefined
}

/** itemOf is the schema of the items of a list or the values of a map; undefined for anything else. */
export function itemOf(kind: ReturnType<typeof kindOf>): { of: 'list' | 'map'; schema: unknown } | undefined {
  if (typeof kind === 'number') {
    if (kind >= 128) return { of: 'map', schema: kind - 128 }
    return kind >= 64 ? { of: 'list', schema: kind - 64 } : undefined
  }
  if (kind?.[0] === 1) return { of: 'list', schema: kind[4] }
  return kind?.[0] === 2 ? { of: 'map', schema: kind[5] } : undefined
}

/** membersOf lists the members of a structure, the required ones first. */
export function membersOf(schema: unknown): Member[] {
  const kind = kindOf(schema)
  if (!Array.isArray(kind) || kind[0] < 3) return []
  const schemas = kind[5] as unknown[]
  return (kind[4] as string[]).map((name, index) => {
    const member = schemas[index]
    const traits: unknown = Array.isArray(member) && member.length === 2 ? member[1] : undefined
    return { name, schema: member, traits: isMap(traits) ? traits : {} }
  })
}

/** isTimestamp reports whether a schema is a time: seconds since 1970 in JSON, a date in XML and headers. */
export function isTimestamp(schema: unknown): boolean {
  const kind = kindOf(schema)
  return typeof kind === 'number' && kind >= 4 && kind <= 7
}

/** typed gives the texts of a form or a query string the types of the model. */
export function typed(schema: unknown, value: Json): Json {
  const kind = kindOf(schema)
  const item = itemOf(kind)
  if (Array.isArray(value)) return value.map(one => typed(item?.schema, one))
  if (isMap(value)) {
    const members = membersOf(schema)
    const of = (key: string) => members.find(({ name }) => name === key)?.schema
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, typed(of(key), one ?? null)]))
  }
  if (item && value === '') return []
  return kind === 1 ? Number(value) : kind === 2 ? value === 'true' : value
}

/**
 * requestOf is a request as operations receive it: without nulls, with times in milliseconds. Throws AwsFault for a
 * member of the wrong type, for a missing required one, and (unless kept) for one that the model does not know, with
 * the member's path, never its value.
 */
export function requestOf<Input = object>(
  call: CallName,
  body: object,
  unknown: UnknownMembers = 'refuse'
): Input {
  const schema = schemaOf(call, 'input')
  const time = (seconds: number) => seconds * 1000
  const request = shaped(schema, body, { path: '', unknown, type: 'SerializationException', time }) as JsonMap
  const kind = kindOf(schema)
  const count = Array.isArray(kind) ? Number(kind[6] ?? 0) : 0
  const missing = membersOf(schema)
    .slice(0, count)
    .find(({ name }) => request[name] === undefined)
  if (missing) throw nullMember(call.service, missing.name)
  return request as Input
}

function nullMember(service: ServiceName, name: string): AwsFault {
  if (service === 'ecs')
    return new AwsFault(
      'ClientException',
      `${name.charAt(0).toUpperCase()}${name.slice(1)} should not be null or empty.`
    )
  const type = SERVICES[service].protocol === 'query' ? 'ValidationError' : 'ValidationException'
  const shown = `${name.charAt(0).toLowerCase()}${name.slice(1)}`
  const text = `Value null at '${shown}' failed to satisfy constraint: Member must not be null`
  return new AwsFault(type, `1 validation error detected: ${text}`)
}

/**
 * answerOf is what AWS sends of an output: a copy of the members that the model has (or, if kept, of all), with times
 * in seconds. So operations may return the world's own records. Throws AwsFault InternalFailure for a wrong type.
 */
export function answerOf(call: CallName, output: object, unknown: UnknownMembers): JsonMap {
  const time = (ms: number) => ms / 1000
  return shaped(schemaOf(call, 'output'), output, {
    path: '',
    unknown,
    type: 'InternalFailure',
    time
  }) as JsonMap
}

/** The position in the body (`.a[0].b`), how to treat what is found there, and what becomes of a time. */
type Place = {
  readonly path: string
  readonly unknown: UnknownMembers
  readonly type: string
  readonly time: (given: number) => number
}

/** The SDK's compact kinds: 0 string, 1 number, 2 boolean, 4-7 timestamp, 15 document, 17 and up strings. */
function shaped(schema: unknown, value: unknown, place: Place): Json | undefined {
  if (value === null || value === undefined) return
  const kind = kindOf(schema)
  const item = itemOf(kind)
  if (item?.of === 'list') {
    if (!Array.isArray(value)) throw wrongType(value, 'list', place)
    return value.flatMap((one, index) => {
      const fitted = shaped(item.schema, one, inside(place, `[${index}]`))
      return fitted === undefined ? [] : [fitted]
    })
  }
  if (item) return shapedMembers(value, 'map', { place, schemaOf: () => item })
  if (Array.isArray(kind)) return shapedMembers(value, 'structure', { place, schemaOf: memberIn(kind) })
  if (typeof kind !== 'number' || kind === 15 || kind === 16) return structuredClone(value) as Json
  const wanted = kind === 2 ? 'boolean' : kind >= 1 && kind <= 7 ? 'number' : 'string'
  if (typeof value !== wanted) throw wrongType(value, wanted, place)
  return isTimestamp(kind) ? place.time(Number(value)) : (value as Json)
}

/** Looks up a member without listing them all, which is done for every object of every call. */
function memberIn(kind: readonly unknown[]): (key: string) => { readonly schema: unknown } | undefined {
  const [names = [], schemas = []] = kind.slice(4, 6) as [string[]?, unknown[]?]
  return key => {
    const index = names.indexOf(key)
    return index === -1 ? undefined : { schema: schemas[index] }
  }
}

function shapedMembers(
  value: unknown,
  wanted: string,
  how: { place: Place; schemaOf: (key: string) => { readonly schema: unknown } | undefined }
): JsonMap {
  const { place } = how
  if (!isMap(value)) throw wrongType(value, wanted, place)
  const fitted: JsonMap = {}
  for (const [key, one] of Object.entries(value)) {
    const known = how.schemaOf(key)
    const at = inside(place, `.${key}`)
    if (known) fitted[key] = shaped(known.schema, one, at)
    else if (place.unknown === 'refuse') throw refusal(`Unknown member ${shownPath(at)}`, place)
    else if (place.unknown === 'keep') fitted[key] = structuredClone(one)
  }
  return fitted
}

function wrongType(value: unknown, wanted: string, place: Place): AwsFault {
  const found = Array.isArray(value) ? 'list' : typeof value === 'object' ? 'structure' : typeof value
  const where = shownPath(place) || 'the body'
  return refusal(`${found.toUpperCase()}_VALUE cannot be converted to ${wanted} at ${where}`, place)
}

function refusal(message: string, place: Place): AwsFault {
  return new AwsFault(place.type, message, place.type === 'InternalFailure' ? 500 : 400)
}

function inside(place: Place, step: string): Place {
  return { ...place, path: place.path + step }
}

function shownPath({ path }: Place): string {
  return path.replace(/^\./, '')
}
