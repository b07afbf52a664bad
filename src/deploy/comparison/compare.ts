import type { HarmlessValue, ValueJudge, ValuePlace } from '../../detector/harmless.ts'
import { isObject, type JsonObject, type JsonValue } from '../../json.ts'
import { present } from '../../present.ts'
import { describeOnlyMembers } from '../../template/ecs-schema.generated.ts'
import { withoutCommitTag } from './plan.ts'

/**
 * A member in which two definitions differ. `path` shows it to the user, list items by their `name` if they have one:
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
   * Members of the wanted definition that no model has and that the live revision does not show. The endpoint did not
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

/**
 * normalizeDefinition converts a task definition into a form in which a file equals what ECS returns for it: what ECS
 * adds (empty lists, `cpu: 0`, `essential: true`, defaults of health checks and ports) and what it reorders or rewrites
 * is removed. Only for comparing: what is sent is never normalized.
 * Source of the defaults: the API reference of ContainerDefinition, HealthCheck, PortMapping, EFSVolumeConfiguration,
 * and responses of ECS; docs/decisions/0009 lists them.
 */
export function normalizeDefinition(definition: JsonObject): JsonObject {
  const networkMode = definition['networkMode']
  const onFargate = list(definition['requiresCompatibilities']).includes('FARGATE')
  const result: Record<string, JsonValue> = {}
  for (const [key, value] of Object.entries(definition)) {
    if (describeOnlyMembers.includes(key)) continue
    const kept = normalizeTopLevel(key, value, String(networkMode ?? ''))
    if (kept !== undefined) result[key] = kept
  }
  // ECS adds the network mode: bridge on EC2; Fargate supports only awsvpc.
  if (networkMode === 'bridge' || (networkMode === 'awsvpc' && onFargate)) delete result['networkMode']
  return result
}

/** Lists whose order does not matter to ECS, by member name. */
const SETS: ReadonlySet<string> = new Set([
  'environment',
  'secrets',
  'secretOptions',
  'tags',
  'requiresCompatibilities',
  'systemControls',
  'ulimits'
])

/** Scalar defaults that ECS returns for absent members, by the name of the containing object. */
const DEFAULTS: { readonly [holder: string]: { readonly [member: string]: JsonValue } } = {
  containerDefinitions: { cpu: 0, essential: true },
  healthCheck: { interval: 30, timeout: 5, retries: 3 },
  portMappings: { protocol: 'tcp' },
  efsVolumeConfiguration: { rootDirectory: '/', transitEncryption: 'DISABLED' },
  restartPolicy: { restartAttemptPeriod: 300 }
}

function normalizeTopLevel(key: string, value: JsonValue, networkMode: string): JsonValue | undefined {
  if (key === 'enableFaultInjection' && value === false) return undefined
  if (key === 'cpu') return typeof value === 'string' ? inUnits(value, 1024, /^([\d.]+)\s*vcpu$/i) : value
  if (key === 'memory') return typeof value === 'string' ? inUnits(value, 1024, /^([\d.]+)\s*gb$/i) : value
  return normalize(key, value, networkMode)
}

/** "0.5 vCPU" is 512 units and "1 GB" is 1024 MiB: ECS returns the number. */
function inUnits(text: string, perUnit: number, form: RegExp): string {
  const match = form.exec(text.trim())
  return match ? String(Math.round(Number(match[1]) * perUnit)) : text
}

/** The value for the comparison, or undefined if it means the same as an absent one. */
function normalize(holder: string, value: JsonValue, networkMode: string): JsonValue | undefined {
  if (value === null) return undefined
  if (Array.isArray(value)) return normalizeList(holder, value as readonly JsonValue[], networkMode)
  if (typeof value === 'object') return normalizeObject(holder, value as JsonObject, networkMode)
  return value
}

function normalizeList(
  holder: string,
  items: readonly JsonValue[],
  networkMode: string
): JsonValue | undefined {
  if (items.length === 0) return undefined
  const kept = items.map(item => normalize(holder, item, networkMode) ?? {})
  if (!SETS.has(holder)) return kept
  return kept
    .map(item => ({ item, text: JSON.stringify(item) }))
    .sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0))
    .map(({ item }) => item)
}

function normalizeObject(holder: string, value: JsonObject, networkMode: string): JsonValue | undefined {
  const defaults = DEFAULTS[holder] ?? {}
  const entries = Object.entries(value)
    .filter(
      ([key, child]) =>
        defaults[key] !== child &&
        !(holder === 'portMappings' && key === 'hostPort' && isImpliedHostPort(value, networkMode))
    )
    .map(([key, child]) => [key, normalize(key, child, networkMode)] as const)
    .filter(([, child]) => child !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return entries.length === 0 ? undefined : (Object.fromEntries(entries) as JsonObject)
}

/** In awsvpc and host mode, the host port is the container port; in bridge mode, 0 means "any", like an absent one. */
function isImpliedHostPort(mapping: JsonObject, networkMode: string): boolean {
  if (networkMode === 'awsvpc' || networkMode === 'host')
    return mapping['hostPort'] === mapping['containerPort']
  return mapping['hostPort'] === 0
}

function list(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? (value as readonly JsonValue[]) : []
}
