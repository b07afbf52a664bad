import { judgeName } from '../names/judge.ts'
import { type Leaf, MAX_LEAVES } from './leaf.ts'

/** Deeper nesting than any settings have; bounds the recursion. */
const MAX_DEPTH = 32

/** `"name": "value"` of JSON that is cut off or has templates in it, and of dictionaries with single quotes. */
const LOOSE_PAIR =
  /(?:"([^"\\]{1,128})"|'([^'\\]{1,128})'|(?<![\w.-])([A-Za-z_][\w.-]{0,127}))\s{0,8}(?::|=>|=)\s{0,8}(?:"((?:[^"\\]|\\.){0,2048})"|'([^'\\]{0,2048})'|(\d{3,40})(?![\w.]))/g

/** looksLikeJson tells whether a text is an object or a list, in JSON or nearly so. Templates in braces are none. */
export function looksLikeJson(text: string): boolean {
  return /^\s{0,64}(?:\{\s{0,64}(?:\\?["'}]|[A-Za-z_]\w{0,64}\s{0,8}:)|\[\s{0,64}(?:[\\"'{[\]]|\d))/.test(
    text
  )
}

/**
 * jsonLeaves lists the texts and numbers of a JSON text with the names that they stand under. JSON that does not parse
 * (cut off, with templates in it, escaped once more, with single quotes) is read pair by pair.
 */
export function jsonLeaves(text: string): readonly Leaf[] {
  if (!looksLikeJson(text)) return []
  const unescaped = /^\s{0,64}[{[]\s{0,64}\\"/.test(text) ? text.replaceAll('\\"', '"') : text
  let value: unknown
  try {
    value = JSON.parse(unescaped)
  } catch {
    return looseLeaves(unescaped)
  }
  const leaves: Leaf[] = []
  collect(value, { name: '', listed: false, depth: 0 }, leaves)
  return leaves
}

type Place = { readonly name: string; readonly listed: boolean; readonly depth: number }

function collect(value: unknown, place: Place, leaves: Leaf[]): void {
  if (place.depth > MAX_DEPTH || leaves.length >= MAX_LEAVES) return
  const depth = place.depth + 1
  if (typeof value === 'string' || typeof value === 'number') {
    const listed = place.listed ? { listed: true } : {}
    leaves.push({ name: place.name, text: String(value), form: 'JSON text', ...listed })
  } else if (Array.isArray(value)) {
    for (const item of value) collect(item, { name: place.name, listed: true, depth }, leaves)
  } else if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value)
    const named = pairName(value as Record<string, unknown>)
    for (const [key, inner] of entries) {
      const name = named !== undefined && /^value$/i.test(key) ? named : nameOf(key, place.name)
      collect(inner, { name, listed: false, depth }, leaves)
    }
  }
}

/** `{"name": "DB_PASSWORD", "value": …}`, as task definitions themselves have it. */
function pairName(value: Record<string, unknown>): string | undefined {
  const name = value.name ?? value.Name ?? value.key ?? value.Key
  return typeof name === 'string' ? name : undefined
}

/** A key such as `value` or `prod` leaves it to the key above it to say what it is. */
function nameOf(key: string, parent: string): string {
  return parent === '' || !isNeutral(key) ? key : `${parent}.${key}`
}

function isNeutral(key: string): boolean {
  return judgeName(`password.${key}`).kind === 'password'
}

function looseLeaves(text: string): readonly Leaf[] {
  const leaves: Leaf[] = []
  for (const match of text.matchAll(LOOSE_PAIR)) {
    if (leaves.length >= MAX_LEAVES) break
    const name = match[1] ?? match[2] ?? match[3] ?? ''
    leaves.push({ name, text: match[4] ?? match[5] ?? match[6] ?? '', form: 'JSON text' })
  }
  return leaves
}
