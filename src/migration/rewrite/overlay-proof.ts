import { type DocumentNode, toJson } from '../../document/tree.ts'
import { isObject, type JsonObject, type JsonValue } from '../../json.ts'
import type { MapSource } from './map-text.ts'
import { commentsOf } from './proof.ts'

/** A level of the configuration file: the keys that lead to it. */
export type LevelPath = readonly string[]

/** A variable of the configuration file that becomes a reference. */
export type OverlayMove = {
  readonly variable: string
  readonly reference: string
  /** The level whose `environment-variables` contain it; absent if the value comes from a definition in ECS. */
  readonly from?: LevelPath
  /** Whether the value stays there because others use it. */
  readonly stays: boolean
  /** The levels whose `secrets` get the reference. */
  readonly to: readonly LevelPath[]
  /** The container of the level, if the level has to name it. */
  readonly container?: string
}

/** The keys of a level that contain plain values and references. */
export const PLAIN = 'environment-variables'
export const SECRETS = 'secrets'

/** overlayFault compares a rewritten configuration file with the original; undefined if only the moves differ. */
export function overlayFault(
  before: MapSource,
  now: MapSource,
  moves: readonly OverlayMove[]
): string | undefined {
  const wanted = moves.reduce(withMove, clean(toJson(before.root)))
  if (printed(wanted) !== printed(clean(toJson(now.root))))
    return 'its result would change more than the moved variables'
  const [old, fresh] = [before, now].map(({ root }) => namesIn(root, ''))
  const kept = new Set(fresh)
  const known = new Set(old)
  const isSameOrder =
    old?.filter(name => kept.has(name)).join('\n') === fresh?.filter(name => known.has(name)).join('\n')
  if (!isSameOrder) return 'its entries would be in another order'
  const [had, has] = [before, now].map(({ text, format }) => commentsOf(text, format).join('\n'))
  return had === has ? undefined : 'a comment would get lost'
}

function withMove(
  root: JsonValue,
  { from, to, stays, variable, reference, container }: OverlayMove
): JsonValue {
  let result = root
  if (from !== undefined && !stays) result = changed(result, [...from, PLAIN, variable], undefined)
  for (const level of to) {
    const path = [...level, 'container']
    if (container !== undefined && valueAt(result, path) === undefined)
      result = changed(result, path, container)
    result = changed(result, [...level, SECRETS, variable], reference)
  }
  return clean(result)
}

function valueAt(root: JsonValue, path: LevelPath): JsonValue | undefined {
  return path.reduce<JsonValue | undefined>((value, key) => (isObject(value) ? value[key] : undefined), root)
}

function changed(root: JsonValue, [key = '', ...rest]: LevelPath, value: JsonValue | undefined): JsonValue {
  const { [key]: old = {}, ...others } = isObject(root) ? root : {}
  const inner = rest.length === 0 ? value : changed(old, rest, value)
  return inner === undefined ? others : { ...others, [key]: inner }
}

/** A key without a value and an empty mapping have no meaning. */
function clean(value: JsonValue): JsonValue {
  if (!isObject(value)) return value
  const kept = Object.entries(value)
    .map(([key, inner]) => [key, clean(inner)] as const)
    .filter(([, inner]) => inner !== null && !(isObject(inner) && Object.keys(inner).length === 0))
  return Object.fromEntries(kept) satisfies JsonObject
}

function printed(value: JsonValue): string {
  if (Array.isArray(value)) return `[${value.map(printed).join()}]`
  if (!isObject(value)) return JSON.stringify(value)
  const members = Object.entries(value).map(([key, inner]) => `${JSON.stringify(key)}:${printed(inner)}`)
  return `{${members.toSorted((a, b) => (a < b ? -1 : 1)).join()}}`
}

function namesIn(node: DocumentNode, path: string): readonly string[] {
  if (node.kind === 'array') return node.items.flatMap((item, index) => namesIn(item, `${path}/${index}`))
  if (node.kind !== 'object') return [path]
  return node.members.flatMap(({ key, value }) => namesIn(value, `${path}/${key}`))
}
