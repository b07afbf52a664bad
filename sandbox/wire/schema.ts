import * as ecs from '@aws-sdk/client-ecs'
import * as secretsmanager from '@aws-sdk/client-secrets-manager'
import * as ssm from '@aws-sdk/client-ssm'
import { AwsFault } from '../fault.ts'
import { isMap, type JsonMap } from '../json.ts'

/** The JSON 1.1 services whose requests and answers are checked against the AWS SDK's own model. */
export type ModelledService = 'ecs' | 'secretsmanager' | 'ssm'

/** What to do with a member that the model doesn't have: refuse it, or keep it at every depth. */
export type UnknownMembers = 'refuse' | 'keep'

type Check = { readonly unknown: UnknownMembers; readonly type: string }

const MODELS: Readonly<Record<ModelledService, Readonly<Record<string, unknown>>>> = {
  ecs,
  secretsmanager,
  ssm
}

/** knowsOperation tells whether the service's model has that operation. */
export function knowsOperation(service: ModelledService, operation: string): boolean {
  const schema = MODELS[service][`${operation}$`]
  return Array.isArray(schema) && schema[0] === 9
}

/**
 * checkRequest refuses a request body with a member of the wrong type, or (unless kept) one that the model doesn't know.
 * Throws AwsFault SerializationException naming the member's path, never its value.
 */
export function checkRequest(
  where: { service: ModelledService; operation: string },
  body: JsonMap,
  unknown: UnknownMembers
): void {
  check(shapeOf(where, 4), body, '', { unknown, type: 'SerializationException' })
}

/** checkAnswer holds the sandbox's own answers to the model, so that it can't invent members. Throws AwsFault InternalFailure. */
export function checkAnswer(
  where: { service: ModelledService; operation: string },
  body: JsonMap,
  unknown: UnknownMembers
): void {
  check(shapeOf(where, 5), body, '', { unknown, type: 'InternalFailure' })
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

/** A schema may stand behind a function (lazy) or in a pair with its traits; what is left is a number or a named schema. */
function unwrap(schema: unknown): unknown {
  let current = schema
  for (;;) {
    if (typeof current === 'function') current = (current as () => unknown)()
    else if (Array.isArray(current) && current.length === 2) current = (current as unknown[])[0]
    else return current
  }
}

function check(schema: unknown, value: unknown, path: string, how: Check): void {
  if (value === null || value === undefined) return
  const kind = unwrap(schema)
  if (typeof kind === 'number') {
    checkNumbered(kind, value, path, how)
    return
  }
  if (kind === 'unit' || !Array.isArray(kind)) return
  const parts = kind as unknown[]
  switch (parts[0]) {
    case 0:
      check(parts[4], value, path, how)
      return
    case 1:
      checkList(parts[4], value, path, how)
      return
    case 2:
      checkMap(parts[5], value, path, how)
      return
    default:
      checkStructure(parts, value, path, how)
      return
  }
}

/** The SDK's compact kinds: 0 text, 1 number, 2 truth value, 4-7 timestamp, 15 document, 21 bytes; +64 list, +128 map. */
function checkNumbered(kind: number, value: unknown, path: string, how: Check): void {
  if (kind >= 128) {
    checkMap(kind - 128, value, path, how)
    return
  }
  if (kind >= 64) {
    checkList(kind - 64, value, path, how)
    return
  }
  if (kind === 15) return
  const wanted = kind === 0 || kind === 21 ? 'string' : kind === 2 ? 'boolean' : 'number'
  if (typeof value !== wanted) refuseType(value, wanted, path, how)
}

function checkList(member: unknown, value: unknown, path: string, how: Check): void {
  if (!Array.isArray(value)) {
    refuseType(value, 'list', path, how)
    return
  }
  for (const [index, item] of value.entries()) check(member, item, `${path}[${index}]`, how)
}

function checkMap(member: unknown, value: unknown, path: string, how: Check): void {
  if (!isMap(value)) {
    refuseType(value, 'map', path, how)
    return
  }
  for (const [key, item] of Object.entries(value)) check(member, item, join(path, key), how)
}

function checkStructure(schema: unknown[], value: unknown, path: string, how: Check): void {
  if (!isMap(value)) {
    refuseType(value, 'structure', path, how)
    return
  }
  const names = schema[4] as string[]
  const members = schema[5] as unknown[]
  for (const [key, item] of Object.entries(value)) {
    const index = names.indexOf(key)
    if (index >= 0) check(members[index], item, join(path, key), how)
    else if (how.unknown === 'refuse') refuse(`Unknown member ${join(path, key)} of ${schema[2]}`, how)
  }
}

function refuseType(value: unknown, wanted: string, path: string, how: Check): never {
  const found = Array.isArray(value) ? 'LIST' : typeof value === 'object' ? 'STRUCTURE' : typeof value
  return refuse(`${found.toUpperCase()}_VALUE cannot be converted to ${wanted} at ${path || 'the body'}`, how)
}

function refuse(message: string, how: Check): never {
  throw new AwsFault(how.type, message, how.type === 'InternalFailure' ? 500 : 400)
}

function join(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`
}
