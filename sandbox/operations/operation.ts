import type { AwsFault } from '../fault.ts'
import { type JsonMap, textOf } from '../json.ts'
import type { Question } from '../world/evaluate.ts'
import { regionOf } from '../world/lookup.ts'
import type { Region, World } from '../world/state.ts'

/** One call as an operation sees it: checked against the model, the world already moved to now. */
export type Call = {
  readonly world: World
  readonly region: string
  readonly input: JsonMap
  readonly callerArn: string
}

/**
 * One operation. `resources` lists the ARNs that IAM looks at (`*` where AWS has no resource-level permission, which
 * is also the default); it must not throw. `writes` marks those that change the world.
 */
export type Operation = {
  readonly run: (call: Call) => JsonMap
  readonly resources?: (call: Call) => string[]
  /** What AWS does in the caller's name besides, and asks IAM for too; it must not throw. */
  readonly alsoNeeds?: (call: Call) => Question[]
  readonly writes?: true
  /** True for the one call that needs no permission at all. */
  readonly free?: true
}

/** here is the state of the call's region. */
export function here(call: Call): Region {
  return regionOf(call.world, call.region)
}

/** must gives a required text member; `refusal` builds the service's own refusal for a missing one. */
export function must(call: Call, key: string, refusal: (key: string) => AwsFault): string {
  const value = textOf(call.input, key)
  if (value === undefined || value === '') throw refusal(key)
  return value
}

/** page cuts one page out of a list; the token is the index at which it begins. */
export function page<T>(
  items: readonly T[],
  options: { size: number; token: string | undefined; refusal: () => AwsFault }
): { items: T[]; next: string | undefined } {
  const start = options.token === undefined ? 0 : Number(options.token)
  if (!Number.isInteger(start) || start < 0) throw options.refusal()
  const end = start + options.size
  return { items: items.slice(start, end), next: end < items.length ? String(end) : undefined }
}

/** mergeTags adds tags to a list, replacing those of the same key. `key` is the member that holds the key. */
export function mergeTags(tags: readonly JsonMap[], added: readonly JsonMap[], key: string): JsonMap[] {
  const keys = added.map(tag => tag[key])
  return [...tags.filter(tag => !keys.includes(tag[key])), ...added]
}
