import * as logs from '@aws-sdk/client-cloudwatch-logs'
import * as codedeploy from '@aws-sdk/client-codedeploy'
import * as ecr from '@aws-sdk/client-ecr'
import * as ecs from '@aws-sdk/client-ecs'
import * as events from '@aws-sdk/client-eventbridge'
import * as scheduler from '@aws-sdk/client-scheduler'
import * as secretsmanager from '@aws-sdk/client-secrets-manager'
import * as ssm from '@aws-sdk/client-ssm'
import { AwsFault } from '../fault.ts'
import { isMap, type JsonMap } from '../json.ts'

/** The JSON 1.1 services whose requests and answers are validated against the AWS SDK's model. */
export type ModelledService =
  | 'ecs'
  | 'ecr'
  | 'secretsmanager'
  | 'ssm'
  | 'logs'
  | 'events'
  | 'scheduler'
  | 'codedeploy'

/** How to treat a member that the model does not have: refuse it, or keep it at every depth. */
export type UnknownMembers = 'refuse' | 'keep'

type Check = { readonly unknown: UnknownMembers; readonly type: string }

const MODELS: Readonly<Record<ModelledService, Readonly<Record<string, unknown>>>> = {
  ecr,
  ecs,
  secretsmanager,
  ssm,
  logs,
  events,
  scheduler,
  codedeploy
}

/** knowsOperation reports whether the service's model has that operation. */
export function knowsOperation(service: ModelledService, operation: string): boolean {
  const schema = MODELS[service][`${operation}$`]
  return Array.isArray(schema) && schema[0] === 9
}

/**
 * checkRequest refuses a request body with a member of the wrong type, or (unless kept) one that the model does not
 * know. Throws AwsFault SerializationException with the member's path, never its value.
 */
export function checkRequest(
  where: { service: ModelledService; operation: string },
  body: JsonMap,
  unknown: UnknownMembers
): void {
  check(shapeOf(where, 4), body, { path: '', unknown, type: 'SerializationException' })
}

/**
 * checkAnswer validates the sandbox's answers against the model, so that the sandbox cannot invent members. Throws
 * AwsFault InternalFailure.
 */
export function checkAnswer(
  where: { service: ModelledService; operation: string },
  body: JsonMap,
  unknown: UnknownMembers
): void {
  check(shapeOf(where, 5), body, { path: '', unknown, type: 'InternalFailure' })
}

/** requiredMembers lists the input members that the model marks as required. */
export function requiredMembers(service: ModelledService, operation: string): string[] {
  const schema = unwrap(shapeOf({ service, operation }, 4))
  if (!Array.isArray(schema)) return []
  const names: unknown[] = Array.isArray(schema[4]) ? schema[4] : []
  const count = typeof schema[6] === 'number' ? schema[6] : 0
  return names.slice(0, count).map(String)
}

function shapeOf(where: { service: ModelledService; operation: string }, index: 4 | 5): unknown {
  const schema = MODELS[where.service][`${where.operation}$`]
  return Array.isArray(schema) ? (schema as unknown[])[index] : undefined
}

/** A schema may be behind a function (lazy) or in a pair with its traits; the result is a number or a named schema. */
function unwrap(schema: unknown): unknown {
  let current = schema
  for (;;) {
    if (typeof current === 'function') current = (current as () => unknown)()
    else if (Array.isArray(current) && current.length === 2) current = (current as unknown[])[0]
    else return current
  }
}

/** The position of the check in the body, and how to treat what it finds. */
type Place = Check & { readonly path: string }

function check(schema: unknown, value: unknown, place: Place): void {
  if (value === null || value === undefined) return
  const kind = unwrap(schema)
  if (typeof kind === 'number') checkNumbered(kind, value, place)
  else if (Array.isArray(kind)) checkNamed(kind as unknown[], value, place)
}

/** The SDK's named kinds: 0 a simple type, 1 a list, 2 a map, 3 and up structures. */
function checkNamed(schema: unknown[], value: unknown, place: Place): void {
  if (schema[0] === 0) check(schema[4], value, place)
  else if (schema[0] === 1) checkList(schema[4], value, place)
  else if (schema[0] === 2) checkMap(schema[5], value, place)
  else checkStructure(schema, value, place)
}

/** The SDK's compact kinds: 0 string, 1 number, 2 boolean, 4-7 timestamp, 15 document, 21 bytes; +64 list, +128 map. */
function checkNumbered(kind: number, value: unknown, place: Place): void {
  if (kind >= 128) checkMap(kind - 128, value, place)
  else if (kind >= 64) checkList(kind - 64, value, place)
  else if (kind !== 15) {
    const wanted = kind === 0 || kind === 21 ? 'string' : kind === 2 ? 'boolean' : 'number'
    if (typeof value !== wanted) throw wrongType(value, wanted, place)
  }
}

function checkList(member: unknown, value: unknown, place: Place): void {
  if (!Array.isArray(value)) throw wrongType(value, 'list', place)
  for (const [index, item] of value.entries())
    check(member, item, { ...place, path: `${place.path}[${index}]` })
}

function checkMap(member: unknown, value: unknown, place: Place): void {
  if (!isMap(value)) throw wrongType(value, 'map', place)
  for (const [key, item] of Object.entries(value)) check(member, item, inside(place, key))
}

function checkStructure(schema: unknown[], value: unknown, place: Place): void {
  if (!isMap(value)) throw wrongType(value, 'structure', place)
  const names = schema[4] as string[]
  const members = schema[5] as unknown[]
  for (const [key, item] of Object.entries(value)) {
    const index = names.indexOf(key)
    const member = inside(place, key)
    if (index >= 0) check(members[index], item, member)
    else if (place.unknown === 'refuse') throw refusal(`Unknown member ${member.path} of ${schema[2]}`, place)
  }
}

function wrongType(value: unknown, wanted: string, place: Place): AwsFault {
  const found = Array.isArray(value) ? 'list' : typeof value === 'object' ? 'structure' : typeof value
  return refusal(
    `${found.toUpperCase()}_VALUE cannot be converted to ${wanted} at ${place.path || 'the body'}`,
    place
  )
}

function refusal(message: string, place: Place): AwsFault {
  return new AwsFault(place.type, message, place.type === 'InternalFailure' ? 500 : 400)
}

function inside(place: Place, key: string): Place {
  return { ...place, path: place.path === '' ? key : `${place.path}.${key}` }
}
