import type { AwsFault } from '../fault.ts'
import { type JsonMap, textOf } from '../json.ts'
import type { Question } from '../world/evaluate.ts'
import { regionOf } from '../world/lookup.ts'
import type { Region, World } from '../world/state.ts'

/** One call as an operation receives it: validated against the model, with the world advanced to the current time. */
export type Call = {
  readonly world: World
  readonly region: string
  readonly input: JsonMap
  readonly callerArn: string
}

/**
 * One operation. `resources` lists the ARNs that IAM evaluates (`*` if AWS has no resource-level permission, which is
 * also the default); it must not throw. `writes` marks operations that change the world.
 */
export type Operation = {
  readonly run: (call: Call) => JsonMap
  readonly resources?: (call: Call) => string[]
  /**
   * Further actions that AWS carries out with the caller's permissions, which IAM checks as well; it must not throw.
   */
  readonly alsoNeeds?: (call: Call) => Question[]
  readonly writes?: true
  /** IAM's name for it, without the service, if it is another one. */
  readonly action?: string
  /** True for the one operation that needs no permission. */
  readonly free?: true
}

/** here is the state of the call's Region. */
export function here(call: Call): Region {
  return regionOf(call.world, call.region)
}

/** must returns a required text member; `refusal` builds the service's refusal if it is missing. */
export function must(call: Call, key: string, refusal: (key: string) => AwsFault): string {
  const value = textOf(call.input, key)
  if (value === undefined || value === '') throw refusal(key)
  return value
}

/** page returns one page of a list; the token is the index at which the page starts. */
export function page<T>(
  items: readonly T[],
  options: { size: number; token: string | undefined; refusal: () => AwsFault }
): { items: T[]; next: string | undefined } {
  const start = options.token === undefined ? 0 : Number(options.token)
  if (!Number.isInteger(start) || start < 0) throw options.refusal()
  const end = start + options.size
  return { items: items.slice(start, end), next: end < items.length ? String(end) : undefined }
}

/** mergeTags adds tags to a list and replaces those with the same key. `key` is the member that holds the key. */
export function mergeTags(tags: readonly JsonMap[], added: readonly JsonMap[], key: string): JsonMap[] {
  const keys = added.map(tag => tag[key])
  return [...tags.filter(tag => !keys.includes(tag[key])), ...added]
}
