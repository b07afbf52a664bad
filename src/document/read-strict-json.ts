import { JsonOrigin, JsonSource } from './json-origin.ts'
import { maxDepth } from './loaded.ts'
import type { DocumentNode, Member } from './tree.ts'

/**
 * readStrictJson reads the common case: valid JSON with nothing to report. For anything else (a comment, a repeated
 * key, a number as a key, a number out of range, too many levels, a single value), it returns undefined, and readJson
 * must be used. If it returns a tree, readJson's tree is the same.
 */
export function readStrictJson(file: string, text: string): DocumentNode | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? treeOf(value, new JsonSource(file, text)) : undefined
  } catch {
    return undefined
  }
}

/** Thrown for valid JSON that needs a report. */
class Remarkable extends Error {}

/** What JSON.parse has made of an object. */
type Parsed = Readonly<Record<string, unknown>>

/** The strings and numbers of valid JSON. */
const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*/g

/** Makes the tree of what JSON.parse has returned. Throws Remarkable. */
function treeOf(root: object, source: JsonSource): DocumentNode {
  const tokens = source.text.match(TOKEN) ?? []
  /** How many of them were passed. */
  let passed = 0
  /** How many keys and values were passed. */
  let count = 0
  let depth = 0
  const tree = node(root, source, '')
  // JSON.parse keeps only the last of repeated keys, so that the text has more than the tree.
  if (passed !== tokens.length) throw new Remarkable()
  return tree

  function node(value: unknown, parent: JsonOrigin | JsonSource, step: string | number): DocumentNode {
    const origin = new JsonOrigin(parent, step, count++)
    switch (typeof value) {
      case 'string':
        passed++
        return { kind: 'string', value, origin }
      case 'number': {
        const raw = tokens[passed++] ?? ''
        if (!Number.isFinite(value) || Number(raw) !== value) throw new Remarkable()
        return { kind: 'number', value, raw, origin }
      }
      case 'boolean':
        return { kind: 'boolean', value, origin }
      default:
        return value === null ? { kind: 'null', origin } : structure(value as object, origin)
    }
  }

  function structure(value: object, origin: JsonOrigin): DocumentNode {
    if (++depth > maxDepth) throw new Remarkable()
    const made = Array.isArray(value) ? array(value, origin) : object(value as Parsed, origin)
    depth--
    return made
  }

  function array(value: readonly unknown[], origin: JsonOrigin): DocumentNode {
    return { kind: 'array', items: value.map((item, index) => node(item, origin, index)), origin }
  }

  function object(value: Parsed, origin: JsonOrigin): DocumentNode {
    const keys = Object.keys(value)
    // JSON.parse moves numbers to the front; all other keys keep their order.
    if (/^\d/.test(keys[0] ?? '')) throw new Remarkable()
    // A list that grows by push would have room for 17 members, in thousands of small objects.
    return { kind: 'object', members: keys.map(key => member(key, value[key], origin)), origin }
  }

  function member(key: string, value: unknown, parent: JsonOrigin): Member {
    passed++
    const keyOrigin = new JsonOrigin(parent, key, count++)
    return { key, keyOrigin, value: node(value, parent, key) }
  }
}
