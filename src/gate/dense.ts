import { KnownTexts, mergeSpans, SHORTEST_KNOWN, type Span } from './known-texts.ts'
import type { Decoding } from './reading.ts'

/** A shorter run of letters and digits is a name more often than a credential. */
const SHORTEST_DENSE = 10

/** Number of windows of known values that are compared with the ends of truncated texts. */
const MOST_WINDOWS = 200_000

/** What is no part of a value and contains letters or digits: tags, entities of HTML, colors of terminals, CDATA. */
const ADDED = /<\/?[a-z]{1,8}\s?\/?>|&[a-z]{2,8};|<!\[CDATA\[|\p{Cc}\[[\d;]{0,16}[A-Za-z]/iuy

/**
 * DenseTexts finds known values by their letters and digits alone, in any case and in either direction: host names are
 * lowercase, labels lose their special characters, and tables, comments, quoted lines and colors put other characters
 * between those of a value. Also finds the parts of values that truncation leaves on both sides of an ellipsis.
 */
export class DenseTexts {
  readonly #known = new KnownTexts()
  readonly #values: string[] = []
  #windows: Set<string> | undefined

  /** add registers a value; a value without both letters and digits is only searched for as it is. */
  add(value: string): void {
    this.#values.push(value)
    this.#windows = undefined
    const { text } = denseOf(value)
    if (text.length < SHORTEST_DENSE || !/[a-z]/.test(text) || !/\d/.test(text)) return
    this.#known.add(text)
    this.#known.add([...text].reverse().join(''))
  }

  /** holds returns whether a decoded text contains a known value. */
  holds(text: string): boolean {
    return !this.#known.isEmpty && this.#known.spansIn(denseOf(text).text, 'whole').length > 0
  }

  /** spansIn returns where known values occur in a text. */
  spansIn(text: string): readonly Span[] {
    const cut = /…|\.\.\./.test(text) ? this.#besideDots(text) : []
    if (this.#known.isEmpty) return cut
    const dense = denseOf(text)
    const found = this.#known.spansIn(dense.text, 'whole').map(({ start, end }) => ({
      start: dense.places[start] as number,
      end: (dense.places[end - 1] as number) + 1
    }))
    return mergeSpans([...cut, ...found])
  }

  /** The end of a value after an ellipsis, and the beginning of one before it. */
  #besideDots(text: string): readonly Span[] {
    const windows = this.#allWindows()
    const isKnown = (at: number) => windows.has(text.slice(at, at + SHORTEST_KNOWN))
    return [...text.matchAll(/\s?(?:…|\.\.\.)\s?/g)].flatMap(({ 0: dots, index }) => {
      let end = index + dots.length
      const after = end
      while (isKnown(end)) end++
      let start = index - SHORTEST_KNOWN
      while (start >= 0 && isKnown(start)) start--
      return [
        ...(end > after ? [{ start: after, end: end + SHORTEST_KNOWN - 1 }] : []),
        ...(start < index - SHORTEST_KNOWN ? [{ start: start + 1, end: index }] : [])
      ]
    })
  }

  #allWindows(): ReadonlySet<string> {
    if (this.#windows) return this.#windows
    const windows = new Set<string>()
    for (const value of this.#values) {
      if (windows.size > MOST_WINDOWS) break
      for (let at = 0; at + SHORTEST_KNOWN <= value.length; at++)
        windows.add(value.slice(at, at + SHORTEST_KNOWN))
    }
    this.#windows = windows
    return windows
  }
}

/** The letters and digits of a text in lowercase, and the place of each in the text. */
type Dense = { readonly text: string; readonly places: Uint32Array }

/** Linear and without a string for each character, because every text that is shown is read this way. */
function denseOf(text: string): Dense {
  const letters = Buffer.allocUnsafe(text.length)
  const places = new Uint32Array(text.length)
  let length = 0
  for (let at = 0; at < text.length; at++) {
    const code = narrow(text.charCodeAt(at))
    if (code === LESS_THAN || code === AMPERSAND || code === ESCAPE) {
      ADDED.lastIndex = at
      at += (ADDED.exec(text)?.[0].length ?? 1) - 1
    } else if ((code >= 97 && code <= 122) || (code >= 48 && code <= 57)) {
      letters[length] = code
      places[length++] = at
    } else if (code >= 65 && code <= 90) {
      letters[length] = code + 32
      places[length++] = at
    }
  }
  return { text: letters.toString('latin1', 0, length), places }
}

const LESS_THAN = 60
const AMPERSAND = 38
const ESCAPE = 27

/** Characters in full width count as those of ASCII. */
function narrow(code: number): number {
  return code >= 0xff10 && code <= 0xff5a ? code - 0xfee0 : code
}

/** Bytes as programs list them: hexadecimal with signs between them, and decimal. */
const HEX_LIST = /(?:(?:0x)?[0-9a-f]{2}[\s:,;-]{1,3}){7,}(?:0x)?[0-9a-f]{2}\b/gi
const DECIMAL_LIST = /(?:\b\d{2,3}[\s,]{1,3}){7,}\d{2,3}\b/g
/** Base32, as in keys of one-time passwords. */
const BASE32 = /[A-Z2-7]{16,}={0,6}/g

/** listedBytes returns every run in a text that could be a list of bytes, or base32. */
export function listedBytes(text: string): readonly Decoding[] {
  return [
    ...runsOf(text, HEX_LIST, run => Buffer.from(run.replace(/0x|[^0-9a-f]/gi, ''), 'hex')),
    ...runsOf(text, DECIMAL_LIST, run => Buffer.from(run.split(/[\s,]+/).map(Number))),
    ...runsOf(text, BASE32, unbase32)
  ]
}

function runsOf(text: string, pattern: RegExp, decode: (run: string) => Buffer): readonly Decoding[] {
  return [...text.matchAll(pattern)].map(({ 0: run, index }) => ({
    span: { start: index, end: index + run.length },
    texts: [decode(run).toString()]
  }))
}

const BASE32_DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

function unbase32(run: string): Buffer {
  const bytes: number[] = []
  let bits = 0
  let count = 0
  for (const digit of run.replace(/=+$/, '')) {
    bits = ((bits << 5) | BASE32_DIGITS.indexOf(digit)) & 0xfff
    count += 5
    if (count < 8) continue
    count -= 8
    bytes.push((bits >>> count) & 0xff)
  }
  return Buffer.from(bytes)
}
