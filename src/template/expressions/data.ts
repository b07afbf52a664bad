import { data } from '@actions/expressions'
import { maxDepth } from '../../document/tree.ts'
import type { JsonValue } from '../../json.ts'
import { contextNames, type RenderContexts, type WithheldReason } from '../contexts.ts'

type ExpressionData = data.ExpressionData

/**
 * ExactDictionary replaces the library's dictionary, which keeps its keys on a plain object and so loses `constructor`
 * and `__proto__`. An exact spelling wins over another case; names are otherwise case-insensitive, as on GitHub.
 */
export class ExactDictionary extends data.Dictionary {
  private readonly entries = new Map<string, ExpressionData>()
  private readonly folded = new Map<string, ExpressionData>()
  /** Names in lower case that exist and are withheld. */
  readonly withheld = new Map<string, WithheldReason>()

  override add(key: string, value: ExpressionData): void {
    if (this.entries.has(key)) return
    this.entries.set(key, value)
    const folded = key.toLowerCase()
    if (!this.folded.has(folded)) this.folded.set(folded, value)
  }

  override get(key: string): ExpressionData | undefined {
    return this.entries.get(key) ?? this.folded.get(key.toLowerCase())
  }

  override values(): ExpressionData[] {
    return [...this.entries.values()]
  }

  override pairs(): { key: string; value: ExpressionData }[] {
    return [...this.entries].map(([key, value]) => ({ key, value }))
  }
}

/** toData converts plain JSON to the library's data. Throws RangeError beyond 100 levels. */
export function toData(value: JsonValue, depth = 0): ExpressionData {
  if (depth > maxDepth) throw new RangeError('nested too deep')
  if (value === null) return new data.Null()
  if (typeof value === 'string') return new data.StringData(value)
  if (typeof value === 'number') return new data.NumberData(value)
  if (typeof value === 'boolean') return new data.BooleanData(value)
  if (Array.isArray(value)) {
    const list = new data.Array()
    for (const item of value as readonly JsonValue[]) list.add(toData(item, depth + 1))
    return list
  }
  const dictionary = new ExactDictionary()
  for (const [key, child] of Object.entries(value)) dictionary.add(key, toData(child, depth + 1))
  return dictionary
}

/** toPlain converts the library's data to plain JSON; `__proto__` remains an ordinary key. */
export function toPlain(value: ExpressionData): JsonValue {
  switch (value.kind) {
    case data.Kind.Null:
      return null
    case data.Kind.String:
    case data.Kind.Number:
    case data.Kind.Boolean:
      return (value as data.StringData | data.NumberData | data.BooleanData).value
    case data.Kind.Array:
      return (value as data.Array).values().map(toPlain)
    default: {
      const plain: Record<string, JsonValue> = {}
      for (const { key, value: child } of (value as data.Dictionary).pairs()) {
        Object.defineProperty(plain, key, {
          value: toPlain(child),
          enumerable: true,
          writable: true,
          configurable: true
        })
      }
      return plain
    }
  }
}

/** contextData creates the dictionary in which an evaluator looks up contexts; undefined members are omitted. */
export function contextData(contexts: RenderContexts): ExactDictionary {
  const all = new ExactDictionary()
  for (const name of contextNames) {
    const members: Readonly<Record<string, JsonValue | undefined>> = contexts[name]
    const context = new ExactDictionary()
    for (const [key, value] of Object.entries(members)) {
      const secret = name === 'github' && key.toLowerCase() === 'token'
      if (value !== undefined && !secret) context.add(key, toData(value))
    }
    all.add(name, context)
  }
  for (const [path, reason] of contexts.withheld ?? []) withhold(all, path, reason)
  return all
}

/** A name can contain dots; the paths to withheld names do not. */
function withhold(all: ExactDictionary, path: string, reason: WithheldReason): void {
  const way = /^(env|github\.event\.(?:inputs|client_payload))\.(.*)$/s.exec(path)
  let container: ExpressionData | undefined = all
  for (const step of way?.[1]?.split('.') ?? []) {
    container = container instanceof ExactDictionary ? container.get(step) : undefined
  }
  if (container instanceof ExactDictionary) container.withheld.set(way?.[2] ?? '', reason)
}
