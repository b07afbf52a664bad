import type { HarmlessValue, ValueJudge, ValuePlace } from '../detector/harmless.ts'
import { isObject, type JsonObject, type JsonValue } from '../json.ts'
import { present } from '../present.ts'
import { withoutCommitTag } from './commit-tag.ts'
import { normalizeDefinition } from './normalize.ts'

/**
 * A member in which two definitions differ. `path` names it for the user, list items by their `name` if they have one:
 * `containerDefinitions[web].environment[LOG_LEVEL].value`. `before` and `after` are absent if there is no value, and
 * if the value is not proven to be no credential.
 */
export type Difference = {
  readonly path: string
  readonly change: 'added' | 'removed' | 'changed'
  readonly before?: HarmlessValue
  readonly after?: HarmlessValue
}

/** Returns whether ECS's model contains a member, by the path of member names without list positions. */
export type KnownMember = (path: readonly string[]) => boolean

/** Knowledge for the comparison: which members ECS has, and which values may be shown; without it, none is shown. */
export type DefinitionModel = {
  readonly isKnown: KnownMember
  readonly judgeValues?: (definitions: readonly JsonObject[]) => ValueJudge
}

export type Comparison = {
  /** The changes; empty if the revision already equals the wanted definition. */
  readonly differences: readonly Difference[]
  /**
   * Members of the wanted definition that no model knows and that the live revision does not show. The endpoint did not
   * keep them, so they do not show whether anything changed (decision 0010).
   */
  readonly notKept: readonly string[]
}

/**
 * compareDefinitions lists how a wanted definition differs from a live one. Tags count only if the wanted one has some,
 * and the tag with the commit never counts.
 */
export function compareDefinitions(wanted: JsonObject, live: JsonObject, model: DefinitionModel): Comparison {
  const { isKnown, judgeValues } = model
  const judge = judgeValues?.([wanted, live]) ?? (() => undefined)
  const found: Found = { differences: [], notKept: [], isKnown, judge }
  const own = withoutCommitTag(wanted)
  const liveSide = normalizeDefinition(withoutCommitTag(live))
  const comparable = own['tags'] === undefined ? without(liveSide, 'tags') : liveSide
  compareObjects({ path: '', names: [] }, { wanted: normalizeDefinition(own), live: comparable }, found)
  return { differences: found.differences, notKept: found.notKept }
}

type Found = {
  readonly differences: Difference[]
  readonly notKept: string[]
  readonly isKnown: KnownMember
  readonly judge: ValueJudge
}
type Where = ValuePlace & { readonly path: string }
/** The same place in both definitions. */
type Pair<T> = { readonly wanted: T; readonly live: T }

function compareValues(where: Where, { wanted, live }: Pair<JsonValue>, found: Found): void {
  if (isObject(wanted) && isObject(live)) compareObjects(where, { wanted, live }, found)
  else if (Array.isArray(wanted) && Array.isArray(live)) compareLists(where, { wanted, live }, found)
  else if (wanted !== live) report({ ...where, change: 'changed' }, { wanted, live }, found)
}

/** Decides here, before any type has a member for values, which of them may be shown. */
function report(
  { change, ...where }: Where & Pick<Difference, 'change'>,
  { wanted, live }: Partial<Pair<JsonValue>>,
  found: Found
): void {
  const show = (value: JsonValue | undefined) =>
    value === undefined || !found.isKnown(where.names) ? undefined : found.judge(where, value)
  found.differences.push({
    path: where.path,
    change,
    ...present({ before: show(live), after: show(wanted) })
  })
}

function compareObjects(where: Where, pair: Pair<JsonObject>, found: Found): void {
  for (const key of new Set([...Object.keys(pair.wanted), ...Object.keys(pair.live)])) {
    const next = {
      ...where,
      path: where.path === '' ? key : `${where.path}.${key}`,
      names: [...where.names, key]
    }
    const wanted = Object.hasOwn(pair.wanted, key) ? pair.wanted[key] : undefined
    const live = Object.hasOwn(pair.live, key) ? pair.live[key] : undefined
    const lists = { wanted: wanted ?? [], live: live ?? [] }
    if (wanted !== undefined && live !== undefined) compareValues(next, { wanted, live }, found)
    else if (isList(lists) && found.isKnown(next.names)) compareNamedLists(next, lists, found)
    else if (wanted !== undefined) reportAdded(next, wanted, found)
    else if (live !== undefined) reportRemoved(next, live, found)
  }
}

function reportAdded(where: Where, wanted: JsonValue, found: Found): void {
  if (found.isKnown(where.names)) report({ ...where, change: 'added' }, { wanted }, found)
  else found.notKept.push(where.path)
}

/** An unknown member without content is a default that AWS began to return (as in January 2025), not a change. */
function reportRemoved(where: Where, live: JsonValue, found: Found): void {
  const saysNothing = live === false || live === 0 || live === ''
  if (saysNothing && !found.isKnown(where.names)) return
  report({ ...where, change: 'removed' }, { live }, found)
}

function compareLists(where: Where, pair: Pair<readonly JsonValue[]>, found: Found): void {
  if (areNamed(pair.wanted) && areNamed(pair.live)) {
    compareNamedLists(where, { wanted: pair.wanted, live: pair.live }, found)
    return
  }
  const length = Math.max(pair.wanted.length, pair.live.length)
  for (let i = 0; i < length; i++) {
    const next = { path: `${where.path}[${i}]`, names: where.names }
    const wanted = pair.wanted[i]
    const live = pair.live[i]
    if (wanted !== undefined && live !== undefined) compareValues(next, { wanted, live }, found)
    else
      report(
        { ...next, change: wanted === undefined ? 'removed' : 'added' },
        present({ wanted, live }),
        found
      )
  }
}

type Named = JsonObject & { readonly name: string }

function compareNamedLists(where: Where, pair: Pair<readonly Named[]>, found: Found): void {
  const liveByName = new Map(pair.live.map(item => [item.name, item]))
  const wantedNames = new Set(pair.wanted.map(item => item.name))
  for (const wanted of pair.wanted) {
    const next = { path: `${where.path}[${wanted.name}]`, names: where.names, item: wanted.name }
    const live = liveByName.get(wanted.name)
    if (live) compareObjects(next, { wanted, live }, found)
    else report({ ...next, change: 'added' }, { wanted }, found)
  }
  for (const live of pair.live) {
    const gone = { path: `${where.path}[${live.name}]`, names: where.names, item: live.name }
    if (!wantedNames.has(live.name)) report({ ...gone, change: 'removed' }, { live }, found)
  }
}

/** A new or removed list of variables or similar items is listed item by item. */
function isList(pair: Pair<JsonValue>): pair is Pair<readonly Named[]> {
  return [pair.wanted, pair.live].every(one => Array.isArray(one) && areNamed(one as readonly JsonValue[]))
}

/** Whether every item is an object with a `name`. */
function areNamed(items: readonly JsonValue[]): items is readonly Named[] {
  const names = items.map(item => (isObject(item) ? item['name'] : undefined))
  return names.every(name => typeof name === 'string') && new Set(names).size === names.length
}

function without(object: JsonObject, key: string): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([name]) => name !== key))
}
