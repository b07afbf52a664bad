import type { JsonObject, JsonValue } from '../document/tree.ts'
import { normaliseDefinition } from './normalise.ts'

/**
 * One member in which two definitions differ. `path` names it for a person, list items by their `name` where they have
 * one: `containerDefinitions[web].environment[LOG_LEVEL].value`. There is no field for either value.
 */
export type Difference = { readonly path: string; readonly change: 'added' | 'removed' | 'changed' }

/** Says whether ECS's model knows a member, by the path of member names without list positions. */
export type KnownMember = (path: readonly string[]) => boolean

export type Comparison = {
  /** What would change; empty when the revision already is what is wanted. */
  readonly differences: readonly Difference[]
  /**
   * Members of the wanted definition that no model knows and that the live revision does not show although all else
   * is equal or not: the endpoint did not keep them, so they can't tell whether anything changed (decision 0010).
   */
  readonly notKept: readonly string[]
}

/** compareDefinitions tells how a wanted definition differs from a live one. Tags count only where the wanted one has some. */
export function compareDefinitions(wanted: JsonObject, live: JsonObject, isKnown: KnownMember): Comparison {
  const found: Found = { differences: [], notKept: [], isKnown }
  const liveSide = normaliseDefinition(live)
  const comparable = wanted['tags'] === undefined ? without(liveSide, 'tags') : liveSide
  compareObjects({ path: '', names: [] }, normaliseDefinition(wanted), comparable, found)
  return { differences: found.differences, notKept: found.notKept }
}

type Found = {
  readonly differences: Difference[]
  readonly notKept: string[]
  readonly isKnown: KnownMember
}
type Where = { readonly path: string; readonly names: readonly string[] }

function compareValues(where: Where, wanted: JsonValue, live: JsonValue, found: Found): void {
  if (isObject(wanted) && isObject(live)) compareObjects(where, wanted, live, found)
  else if (Array.isArray(wanted) && Array.isArray(live)) compareLists(where, wanted, live, found)
  else if (wanted !== live) found.differences.push({ path: where.path, change: 'changed' })
}

function compareObjects(where: Where, wanted: JsonObject, live: JsonObject, found: Found): void {
  for (const key of new Set([...Object.keys(wanted), ...Object.keys(live)])) {
    const next = {
      path: where.path === '' ? key : `${where.path}.${key}`,
      names: [...where.names, key]
    }
    const a = Object.hasOwn(wanted, key) ? wanted[key] : undefined
    const b = Object.hasOwn(live, key) ? live[key] : undefined
    if (a !== undefined && b !== undefined) compareValues(next, a, b, found)
    else if (a !== undefined) reportAdded(next, found)
    else if (b !== undefined) reportRemoved(next, b, found)
  }
}

function reportAdded(where: Where, found: Found): void {
  if (found.isKnown(where.names)) found.differences.push({ path: where.path, change: 'added' })
  else found.notKept.push(where.path)
}

/** A member that no model knows and that holds nothing is a default AWS began to return (as in January 2025), not a change. */
function reportRemoved(where: Where, live: JsonValue, found: Found): void {
  const saysNothing = live === false || live === 0 || live === ''
  if (saysNothing && !found.isKnown(where.names)) return
  found.differences.push({ path: where.path, change: 'removed' })
}

function compareLists(
  where: Where,
  wanted: readonly JsonValue[],
  live: readonly JsonValue[],
  found: Found
): void {
  if (namesOf(wanted) && namesOf(live)) {
    compareNamedLists(where, wanted as readonly JsonObject[], live as readonly JsonObject[], found)
    return
  }
  const length = Math.max(wanted.length, live.length)
  for (let i = 0; i < length; i++) {
    const next = { path: `${where.path}[${i}]`, names: where.names }
    const a = wanted[i]
    const b = live[i]
    if (a !== undefined && b !== undefined) compareValues(next, a, b, found)
    else found.differences.push({ path: next.path, change: a === undefined ? 'removed' : 'added' })
  }
}

function compareNamedLists(
  where: Where,
  wanted: readonly JsonObject[],
  live: readonly JsonObject[],
  found: Found
): void {
  const liveByName = new Map(live.map(item => [item['name'], item]))
  const wantedNames = new Set(wanted.map(item => item['name']))
  for (const item of wanted) {
    const next = { path: `${where.path}[${String(item['name'])}]`, names: where.names }
    const other = liveByName.get(item['name'] as string)
    if (other) compareObjects(next, item, other, found)
    else found.differences.push({ path: next.path, change: 'added' })
  }
  for (const item of live) {
    if (!wantedNames.has(item['name'] as string)) {
      found.differences.push({ path: `${where.path}[${String(item['name'])}]`, change: 'removed' })
    }
  }
}

/** Whether every item is an object with a `name` of its own. */
function namesOf(items: readonly JsonValue[]): boolean {
  const names = items.map(item => (isObject(item) ? item['name'] : undefined))
  return names.every(name => typeof name === 'string') && new Set(names).size === names.length
}

function isObject(value: JsonValue): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function without(object: JsonObject, key: string): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([name]) => name !== key))
}
