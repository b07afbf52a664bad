import type { JsonObject, JsonValue } from '../json.ts'

/** Members whose texts are the application's own and may be values: what AWS says about them must not repeat them. */
const carriers = new Set([
  'environment',
  'command',
  'entryPoint',
  'dockerLabels',
  'options',
  'secrets',
  'secretOptions',
  'hookDetails'
])
const names = new Set(['name'])
const shortest = 4

/**
 * withoutValues removes from AWS's message every text that a definition holds in its value-carrying members, since AWS
 * quotes what it refuses. Names of variables stay; a reference that is an ARN stays, since it is needed to understand.
 */
export function withoutValues(message: string, definition: JsonObject): string {
  const values = new Set<string>()
  collect(definition, false, values)
  // the longest first: a value may contain another one
  const ordered = [...values].sort((a, b) => b.length - a.length)
  return ordered.reduce((text, value) => text.replaceAll(value, `[${value.length} characters]`), message)
}

/** ARNs are needed to understand a message, and a region, which is never a value, stands in all of them. */
function isPlain(text: string): boolean {
  return text.startsWith('arn:') || /^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$/.test(text) || /^(true|false)$/.test(text)
}

function collect(node: JsonValue, carries: boolean, values: Set<string>): void {
  if (typeof node === 'string') {
    if (carries && node.length >= shortest && !isPlain(node)) values.add(node)
    return
  }
  if (typeof node !== 'object' || node === null) return
  if (Array.isArray(node)) {
    for (const item of node as readonly JsonValue[]) collect(item, carries, values)
    return
  }
  for (const [key, value] of Object.entries(node as JsonObject)) {
    if (carries && names.has(key)) continue
    collect(value, carries || carriers.has(key), values)
  }
}
