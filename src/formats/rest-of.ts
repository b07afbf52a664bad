import type { DocumentNode, FileOrigin, SourceDocument } from '../document/tree.ts'
import { withLineFeeds } from './line-ends.ts'
import type { LoosePair } from './pair-giver.ts'

/** What a first reading has passed to the rules: a name, and the place of its value. */
export type Given = { readonly name: string; readonly start: number; readonly end: number }

/** What a first reading has passed on, evaluated when needed, and which pairs are relevant. */
export type FirstReading = {
  readonly given: () => readonly Given[]
  readonly matters: (name: string, value: string) => boolean
}

/**
 * restOf reads a file a second time, by its lines alone, and returns as variables what the first reading has not passed
 * on under the same name: an invalid file may have lost any part of itself. Pointers are `/lines/<number>`, because
 * there is no structure. Undefined if nothing is left. Linear, except for sorting.
 */
export function restOf(
  document: SourceDocument,
  { given, matters }: FirstReading,
  read: (text: string, use: (pair: LoosePair) => void) => void
): DocumentNode | undefined {
  const text = withLineFeeds(document.text)
  const pairs: LoosePair[] = []
  let known: GivenIndex | undefined
  read(text, pair => {
    if (!matters(pair.name, pair.value)) return
    known ??= new GivenIndex(given())
    if (pair.isText || !known.has(pair)) pairs.push(pair)
  })
  if (pairs.length === 0) return undefined
  const lines = new LineCounter(text)
  const items = pairs.map(pair => variableOf(document.file, pair, lines.at(pair.start)))
  const origin = originOf(document.file, '/lines', { start: 0, end: document.text.length })
  const environment: DocumentNode = { kind: 'array', items, origin }
  return { kind: 'object', members: [{ key: 'environment', keyOrigin: origin, value: environment }], origin }
}

function variableOf(file: string, { name, value, start, end }: LoosePair, line: number): DocumentNode {
  const origin = originOf(file, `/lines/${line}`, { start, end })
  const text = (key: string, written: string) => ({
    key,
    keyOrigin: origin,
    value: { kind: 'string' as const, value: written, origin }
  })
  return { kind: 'object', members: [text('name', name), text('value', value)], origin }
}

type Range = { readonly start: number; readonly end: number }

function originOf(file: string, pointer: string, { start, end }: Range): FileOrigin {
  return { kind: 'file', file, pointer, start, end }
}

/** Counts lines for offsets that only increase, except for a value that precedes its name. */
class LineCounter {
  private readonly text: string
  private offset = 0
  private line = 1

  constructor(text: string) {
    this.text = text
  }

  at(offset: number): number {
    for (; this.offset < offset; this.offset++) if (this.text.charCodeAt(this.offset) === 10) this.line++
    return this.line
  }
}

/** Finds what was passed on at a place, by its beginning. */
class GivenIndex {
  private readonly sorted: readonly Given[]
  private readonly reach: readonly number[]

  constructor(given: readonly Given[]) {
    this.sorted = given.toSorted((a, b) => a.start - b.start)
    let furthest = 0
    this.reach = this.sorted.map(({ end }) => {
      furthest = Math.max(furthest, end)
      return furthest
    })
  }

  /** Whether a value was passed on under its name; for a text without a name, whether it was passed on at all. */
  has({ name, start, end }: LoosePair): boolean {
    for (let at = this.lastBefore(end); at >= 0 && (this.reach[at] as number) > start; at--) {
      const one = this.sorted[at] as Given
      if (one.end > start && (name === '' || one.name === name || one.name.endsWith(`.${name}`))) return true
    }
    return false
  }

  private lastBefore(offset: number): number {
    let low = 0
    let high = this.sorted.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.sorted[middle] as Given).start < offset) low = middle + 1
      else high = middle
    }
    return low - 1
  }
}
