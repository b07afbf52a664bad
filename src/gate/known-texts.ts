/** A part of a text, in UTF-16 code units, from `start` up to and excluding `end`. */
export type Span = { readonly start: number; readonly end: number }

/** Length of the shortest text that is searched for, and of the window that moves over every text. */
export const SHORTEST_KNOWN = 8
/**
 * Longer texts are searched for in pieces of this length, so that a part of a wrapped or truncated key is also found.
 */
const LONGEST_PIECE = 32
/**
 * Up to this length, a piece has the length of its text. Above, pieces have one of a few lengths, because each length
 * is tried at every candidate.
 */
const LONGEST_EXACT = 16
/** If more texts than this have the same beginning, they are not compared one by one at the end of a truncated text. */
const MOST_COMPARED = 64

const FACTOR = 31
/** FACTOR to the power of the window's length, for removing a character from the hash. */
const OUTGOING = Array.from({ length: SHORTEST_KNOWN }).reduce<number>(power => Math.imul(power, FACTOR), 1)
const FILTER_BITS = 1 << 20

/**
 * KnownTexts finds any number of texts in another text in a single pass: a rolling hash of eight characters shows where
 * a known text could begin, a bit filter rejects nearly all positions, and a set contains the pieces. Texts can be
 * added at any time without sorting or rebuilding.
 */
export class KnownTexts {
  /** Allocated with the first text, because most runs know none. */
  #filter: Uint32Array | undefined
  /** By the hash of their beginnings; nearly all pieces are the only one of theirs. */
  readonly #groups = new Map<number, string | Group>()

  get isEmpty(): boolean {
    return this.#groups.size === 0
  }

  /**
   * add registers a text to search for, and returns whether any part of it is new; texts shorter than SHORTEST_KNOWN
   * are ignored.
   */
  add(text: string): boolean {
    if (text.length < SHORTEST_KNOWN) return false
    let isNew = false
    const width = pieceWidth(text.length)
    for (let start = 0; start < text.length; start += width) {
      // The last piece has the same length as the others, and overlaps the one before it.
      const from = Math.min(start, text.length - width)
      if (this.#addPiece(text.slice(from, from + width))) isNew = true
    }
    return isNew
  }

  /**
   * spansIn returns where known texts occur, in order and without overlap. A known text that is truncated at the end
   * counts, unless only whole ones are wanted.
   */
  spansIn(text: string, which: 'whole' | 'cut' = 'cut'): readonly Span[] {
    const filter = this.#filter
    if (filter === undefined || text.length < SHORTEST_KNOWN) return []
    const found: Span[] = []
    let hash = 0
    for (let end = 0; end < text.length; end++) {
      hash = (Math.imul(hash, FACTOR) + text.charCodeAt(end)) | 0
      const start = end - SHORTEST_KNOWN + 1
      if (start > 0) hash = (hash - Math.imul(OUTGOING, text.charCodeAt(start - 1))) | 0
      else if (start < 0) continue
      const bit = hash & (FILTER_BITS - 1)
      if ((((filter[bit >>> 5] as number) >>> (bit & 31)) & 1) === 0) continue
      const length = this.#lengthAt(text, start, { hash, which })
      if (length > 0) found.push({ start, end: start + length })
    }
    return mergeSpans(found)
  }

  /** mayHold returns whether a known text could begin in the characters, without making a string of them. */
  mayHold(codes: Uint8Array, length: number): boolean {
    const filter = this.#filter
    if (filter === undefined) return false
    let hash = 0
    for (let end = 0; end < length; end++) {
      hash = (Math.imul(hash, FACTOR) + (codes[end] as number)) | 0
      const start = end - SHORTEST_KNOWN + 1
      if (start > 0) hash = (hash - Math.imul(OUTGOING, codes[start - 1] as number)) | 0
      else if (start < 0) continue
      const bit = hash & (FILTER_BITS - 1)
      if ((((filter[bit >>> 5] as number) >>> (bit & 31)) & 1) !== 0 && this.#groups.has(hash)) return true
    }
    return false
  }

  #addPiece(piece: string): boolean {
    const hash = hashOf(piece)
    this.#filter ??= new Uint32Array(FILTER_BITS / 32)
    const bit = hash & (FILTER_BITS - 1)
    this.#filter[bit >>> 5] = (this.#filter[bit >>> 5] as number) | (1 << (bit & 31))
    const group = this.#groups.get(hash)
    if (group === undefined) this.#groups.set(hash, piece)
    if (group === undefined || group === piece) return group === undefined
    const { lengths, pieces } =
      typeof group === 'string' ? { lengths: lengthBit(group), pieces: new Set([group]) } : group
    const before = pieces.size
    this.#groups.set(hash, { lengths: lengths | lengthBit(piece), pieces: pieces.add(piece) })
    return pieces.size > before
  }

  /** Length of the longest piece at this position, 0 for none. */
  #lengthAt(text: string, start: number, { hash, which }: Sought): number {
    const group = this.#groups.get(hash)
    if (group === undefined) return 0
    if (typeof group === 'string') {
      if (text.startsWith(group, start)) return group.length
    } else {
      const length = longestAt(text, start, group)
      if (length > 0) return length
    }
    return which === 'cut' && isCutOff(text, start, group) ? cutLength(text, start) : 0
  }
}

type Sought = { readonly hash: number; readonly which: 'whole' | 'cut' }

/** Pieces whose beginnings have the same hash, and their lengths as bits. */
type Group = { readonly lengths: number; readonly pieces: Set<string> }

function lengthBit(piece: string): number {
  return 1 << (piece.length - SHORTEST_KNOWN)
}

function longestAt(text: string, start: number, { lengths, pieces }: Group): number {
  for (let length = Math.min(LONGEST_PIECE, text.length - start); length >= SHORTEST_KNOWN; length--) {
    const isLength = (lengths >>> (length - SHORTEST_KNOWN)) & 1
    if (isLength !== 0 && pieces.has(text.slice(start, start + length))) return length
  }
  return 0
}

function isCutOff(text: string, start: number, group: string | Group): boolean {
  const length = cutLength(text, start)
  if (length === 0) return false
  const same = typeof group === 'string' ? [group] : group.pieces
  if (typeof group !== 'string' && group.pieces.size > MOST_COMPARED) return true
  const rest = text.slice(start, start + length)
  for (const piece of same) {
    // less than half of it may be a scheme and a host
    const isPart = piece.startsWith(rest) && rest.length * 2 >= piece.length
    if (isPart && !isNameOf(piece, rest, start + length === text.length)) return true
  }
  return false
}

/**
 * isNameOf returns whether a text that could be the beginning of a credential is a name: `DB_PASSWORD` before
 * `DB_PASSWORD=…`, or a word at the end of a text, such as `concourse` for the credential `concourse1`.
 */
function isNameOf(piece: string, rest: string, endsText: boolean): boolean {
  if (/^[A-Za-z_][\w.-]*$/.test(rest) && /[=:]/.test(piece.charAt(rest.length))) return true
  return endsText && /^[a-z]{8,12}$/.test(rest) && /[^a-z]/.test(piece.charAt(rest.length))
}

/**
 * The number of characters from `start` to the end of the text, or to an ellipsis that shows a truncation; 0 if that is
 * too many or too few.
 */
function cutLength(text: string, start: number): number {
  const rest = text.slice(start, start + LONGEST_PIECE + 3)
  const dots = rest.search(/\s?(?:…|\.\.\.)/)
  const length = dots >= 0 ? dots : text.length - start
  return length >= SHORTEST_KNOWN && length <= LONGEST_PIECE ? length : 0
}

function pieceWidth(length: number): number {
  if (length <= LONGEST_EXACT) return length
  return Math.min(LONGEST_PIECE, length - (length % 4))
}

function hashOf(piece: string): number {
  let hash = 0
  for (let index = 0; index < SHORTEST_KNOWN; index++) {
    hash = (Math.imul(hash, FACTOR) + piece.charCodeAt(index)) | 0
  }
  return hash
}

/** mergeSpans sorts spans and joins adjacent ones. */
export function mergeSpans(spans: readonly Span[]): readonly Span[] {
  if (spans.length < 2) return spans
  const merged: Span[] = []
  for (const span of spans.toSorted((a, b) => a.start - b.start)) {
    const last = merged.at(-1)
    if (last !== undefined && span.start <= last.end) {
      if (span.end > last.end) merged[merged.length - 1] = { start: last.start, end: span.end }
    } else merged.push(span)
  }
  return merged
}
