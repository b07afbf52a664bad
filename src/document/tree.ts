import type { JsonValue } from '../json.ts'
import type { JsonOrigin } from './json-origin.ts'

/**
 * The one tree that every room works on: what a JSON or YAML file says, with the origin of each node kept, so that a
 * finding or an error made three rooms later can still point at file, line and column. Nodes are immutable; rooms that
 * change a document build new nodes and keep the origins.
 */

/** Offsets (UTF-16 code units, end exclusive) into the file's text, and the JSON pointer as written. */
export type PlainOrigin = {
  readonly kind: 'file'
  readonly file: string
  readonly pointer: string
  readonly start: number
  readonly end: number
}

/** A node that stands in a file. A copy is made with originWith: the compiler refuses a spread of a JsonOrigin. */
export type FileOrigin = PlainOrigin | JsonOrigin

/** A node that an input of the action brought in, e.g. `environment-variables`. */
export type InputOrigin = { readonly kind: 'input'; readonly input: string }

export type Origin = FileOrigin | InputOrigin

export type StringNode = { readonly kind: 'string'; readonly value: string; readonly origin: Origin }
/** `raw` is the number as written (`1.10`, `0123`), since a string field must get exactly these characters. */
export type NumberNode = {
  readonly kind: 'number'
  readonly value: number
  readonly raw: string
  readonly origin: Origin
}
export type BooleanNode = { readonly kind: 'boolean'; readonly value: boolean; readonly origin: Origin }
export type NullNode = { readonly kind: 'null'; readonly origin: Origin }
export type ScalarNode = StringNode | NumberNode | BooleanNode | NullNode
export type ArrayNode = {
  readonly kind: 'array'
  readonly items: readonly DocumentNode[]
  readonly origin: Origin
}
export type Member = { readonly key: string; readonly keyOrigin: Origin; readonly value: DocumentNode }
/**
 * Members in the order of the file. A key that is written twice appears twice: the loader reports it, the detector sees
 * both.
 */
export type ObjectNode = {
  readonly kind: 'object'
  readonly members: readonly Member[]
  readonly origin: Origin
}
export type DocumentNode = ScalarNode | ArrayNode | ObjectNode

/** A file that was read and parsed. `file` is relative to the workspace, with forward slashes. */
export type SourceDocument = {
  readonly file: string
  readonly format: 'json' | 'yaml'
  readonly text: string
  readonly root: DocumentNode
}

/** memberOf finds the last member of that name (JSON's rule for repeated keys), or undefined. */
export function memberOf(node: DocumentNode | undefined, key: string): Member | undefined {
  if (node?.kind !== 'object') return undefined
  const { members } = node
  // a loop without a function, since this runs for every part of a definition
  let index = members.length - 1
  while (index >= 0 && members[index]?.key !== key) index--
  return members[index]
}

/** childOf is the value of the member of that name, or undefined. */
export function childOf(node: DocumentNode | undefined, key: string): DocumentNode | undefined {
  return memberOf(node, key)?.value
}

/** itemsOf lists an array's items; anything else has none. */
export function itemsOf(node: DocumentNode | undefined): readonly DocumentNode[] {
  return node?.kind === 'array' ? node.items : []
}

/** stringOf is the text of a string node, or undefined for any other kind. */
export function stringOf(node: DocumentNode | undefined): string | undefined {
  return node?.kind === 'string' ? node.value : undefined
}

/**
 * scalarTextOf gives the text of a scalar as ECS would get it, numbers as written; null, arrays and objects have none.
 */
export function scalarTextOf(node: DocumentNode): string | undefined {
  switch (node.kind) {
    case 'string':
      return node.value
    case 'number':
      return node.raw
    case 'boolean':
      return String(node.value)
    default:
      return undefined
  }
}

/** containersOf lists the container definitions of a task definition tree. */
export function containersOf(root: DocumentNode): readonly DocumentNode[] {
  return itemsOf(childOf(root, 'containerDefinitions'))
}

/** toJson gives the plain value of a tree. `__proto__` stays an ordinary key. A repeated key keeps its last value. */
export function toJson(node: DocumentNode): JsonValue {
  switch (node.kind) {
    case 'string':
    case 'number':
    case 'boolean':
      return node.value
    case 'null':
      return null
    case 'array':
      return node.items.map(toJson)
    case 'object': {
      const result: Record<string, JsonValue> = {}
      for (const { key, value } of node.members) {
        Object.defineProperty(result, key, {
          value: toJson(value),
          enumerable: true,
          writable: true,
          configurable: true
        })
      }
      return result
    }
  }
}
