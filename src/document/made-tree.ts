import type { JsonObject, JsonValue } from '../json.ts'
import {
  type DocumentNode,
  type FileOrigin,
  memberOf,
  type ObjectNode,
  type Origin,
  type PlainOrigin
} from './tree.ts'

/**
 * fromJson builds a tree from a plain value; every node gets the same origin (an input, or the template leaf it came
 * from).
 */
export function fromJson(value: JsonValue, origin: Origin): DocumentNode {
  if (value === null) return { kind: 'null', origin }
  if (typeof value === 'string') return { kind: 'string', value, origin }
  if (typeof value === 'number') return { kind: 'number', value, raw: String(value), origin }
  if (typeof value === 'boolean') return { kind: 'boolean', value, origin }
  if (Array.isArray(value)) return { kind: 'array', items: value.map(item => fromJson(item, origin)), origin }
  const members = Object.entries(value as JsonObject).map(([key, child]) => ({
    key,
    keyOrigin: origin,
    value: fromJson(child, origin)
  }))
  return { kind: 'object', members, origin }
}

/**
 * withMember sets (or, with undefined, removes) one member; a new one goes to the end. Other members keep their order.
 */
export function withMember(node: ObjectNode, key: string, value: DocumentNode | undefined): ObjectNode {
  const old = memberOf(node, key)
  const kept = node.members.filter(member => member.key !== key || member === old)
  if (value === undefined) return { ...node, members: kept.filter(member => member !== old) }
  if (!old) return { ...node, members: [...kept, { key, keyOrigin: value.origin, value }] }
  return { ...node, members: kept.map(member => (member === old ? { ...member, value } : member)) }
}

/** originWith returns an origin that differs from another one, whose members may be computed (JsonOrigin). */
export function originWith(
  { file, pointer, start, end }: FileOrigin,
  changes: Partial<Pick<PlainOrigin, 'pointer' | 'start' | 'end'>> = {}
): PlainOrigin {
  return { kind: 'file', file, pointer, start, end, ...changes }
}
