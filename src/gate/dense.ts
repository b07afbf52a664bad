import { isDrawn } from '../detector/values/describe.ts'
import { KnownTexts, mergeSpans, SHORTEST_KNOWN, type Span } from './known-texts.ts'

/** A shorter run of letters and digits is a name more often than a credential. */
const SHORTEST_DENSE = 10
/** A shorter number can occur in dates and IDs by chance. */
const SHORTEST_NUMBER = 13

/** A shorter part of a value, without an ellipsis beside it, can be in a text by chance. */
const SHORTEST_PART = 12
/** With more characters in all values, parts are not searched for: every place of every text is compared. */
const MOST_SEARCHED = 20_000
/** What is part of a URL or of a sentence can be in other texts. */
const ONE_WORD = /^[^\s:/@]+$/

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
  /** Windows, and whether the value is one word. */
  readonly #windows = new Map<string, boolean>()
  #length = 0
  /** Which first and last characters windows have. */
  readonly #ends = new Uint8Array(1 << 16)
  /** Values whose windows are not known yet, because no text had an ellipsis. */
  #unread: string[] = []

  /** Whether a text without digits can hold a known value. */
  #hasLettersOnly = false

  /**
   * add registers a value; a short number, or a value of words alone, which other texts contain as well, is only
   * searched for as it is.
   */
  add(value: string): void {
    this.#unread.push(value)
    this.#length += value.length
    const { letters, length } = denseOf(value)
    if (length < SHORTEST_DENSE) return
    const text = letters.toString('latin1', 0, length)
    if (!/[a-z]/.test(text) && length < SHORTEST_NUMBER) return
    if (!/\d/.test(text)) {
      if (!isDrawn(value)) return
      this.#hasLettersOnly = true
    }
    this.#known.add(text)
    this.#known.add(letters.subarray(0, length).reverse().toString('latin1'))
  }

  /** holds returns whether a decoded text contains a known value. */
  holds(text: string): boolean {
    return this.#denseIn(text).length > 0
  }

  /** spansIn returns where known values occur in a text. */
  spansIn(text: string): readonly Span[] {
    const cut = [...this.#besideDots(text), ...this.#partsIn(text)]
    const found = this.#denseIn(text)
    return cut.length + found.length === 0 ? [] : mergeSpans([...cut, ...found])
  }

  #denseIn(text: string): readonly Span[] {
    if (this.#known.isEmpty || !(this.#hasLettersOnly || DIGIT.test(text))) return []
    const { letters, places, length } = denseOf(text)
    if (!this.#known.mayHold(letters, length)) return []
    return this.#known.spansIn(letters.toString('latin1', 0, length), 'whole').map(({ start, end }) => {
      const last = places[end - 1] as number
      return { start: places[start] as number, end: last + unitsOf(text.codePointAt(last) as number) }
    })
  }

  /** The end of a value after an ellipsis, and the beginning of one before it. */
  #besideDots(text: string): readonly Span[] {
    const spans: Span[] = []
    // nearly no text has one, and `matchAll` would copy the pattern
    if (text.search(DOTS) < 0) return spans
    for (const { 0: dots, index } of text.matchAll(DOTS)) {
      let start = index
      let end = index + dots.length
      if (/\s/.test(text.charAt(end))) end++
      if (start > 0 && /\s/.test(text.charAt(start - 1))) start--
      let after = end
      while (this.#isWindow(text, after)) after++
      if (after > end) spans.push({ start: end, end: after + SHORTEST_KNOWN - 1 })
      let before = start - SHORTEST_KNOWN
      while (before >= 0 && this.#isWindow(text, before)) before--
      if (before < start - SHORTEST_KNOWN) spans.push({ start: before + 1, end: start })
    }
    return spans
  }

  /** Random parts of values that are one word. */
  #partsIn(text: string): readonly Span[] {
    if (this.#length === 0 || this.#length > MOST_SEARCHED || text.length < SHORTEST_PART) return []
    const spans: Span[] = []
    for (let start = 0; start + SHORTEST_PART <= text.length; start++) {
      let end = start
      while (this.#windowAt(text, end) === true) end++
      if (end === start) continue
      const part = { start, end: end + SHORTEST_KNOWN - 1 }
      if (part.end - start >= SHORTEST_PART && isDrawn(text.slice(start, part.end))) spans.push(part)
      start = end
    }
    return spans
  }

  #isWindow(text: string, at: number): boolean {
    return this.#windowAt(text, at) !== undefined
  }

  /** Whether a window of a known value is here, and whether that value is one word. */
  #windowAt(text: string, at: number): boolean | undefined {
    if (this.#unread.length > 0) this.#readWindows()
    if (this.#ends[endsAt(text, at)] !== 1) return undefined
    return this.#windows.get(text.slice(at, at + SHORTEST_KNOWN))
  }

  #readWindows(): void {
    for (const value of this.#unread) {
      if (this.#windows.size > MOST_WINDOWS) break
      const isOneWord = ONE_WORD.test(value)
      for (let at = 0; at + SHORTEST_KNOWN <= value.length; at++) {
        const window = value.slice(at, at + SHORTEST_KNOWN)
        this.#windows.set(window, this.#windows.get(window) === true || isOneWord)
        this.#ends[endsAt(value, at)] = 1
      }
    }
    this.#unread = []
  }
}

/** The first and the last character of a window as a number of 16 bits. */
function endsAt(text: string, at: number): number {
  return ((text.charCodeAt(at) << 8) ^ text.charCodeAt(at + SHORTEST_KNOWN - 1)) & 0xff_ff
}

/** An ellipsis, or what programs write in its place, such as `[truncated]` and `(+24 more)`. */
const DOTS =
  /[[(<](?:…|\.\.\.|\+?\d+ (?:more|char|byte)[a-z ]{0,20}|truncated|snip(?:ped)?|cut off)[\])>]|…|\.\.\./gi

/** Nearly every value that is known by its letters and digits has a digit, which other characters can stand for. */
const DIGIT = /[0-9\u0080-\uffff]/

/** The letters and digits of a text in lowercase, and the place of each in the text. */
type Dense = { readonly letters: Buffer; readonly places: Uint32Array; readonly length: number }

function placeFor(size: number): Pick<Dense, 'letters' | 'places'> {
  return { letters: Buffer.allocUnsafe(size), places: new Uint32Array(size) }
}

/** Nearly all texts are shorter, and share a place that is valid until the next text is read. */
const SHARED = 4096
const shared = placeFor(SHARED)

/** Linear and without a string for each character, because every text that is shown is read this way. */
function denseOf(text: string): Dense {
  const { letters, places } = text.length <= SHARED ? shared : placeFor(text.length)
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
    } else if (code > 127) {
      const point = text.codePointAt(at) as number
      for (const letter of plainOf(point)) {
        letters[length] = letter
        places[length++] = at
      }
      at += unitsOf(point) - 1
    }
  }
  return { letters, places, length }
}

const LESS_THAN = 60
const AMPERSAND = 38
const ESCAPE = 27

/** The number of UTF-16 code units of a character. */
function unitsOf(point: number): number {
  return point > 0xffff ? 2 : 1
}

/** Letters with accents, in circles, or of mathematics, by the letters and digits of ASCII that they stand for. */
const plain = new Map<number, readonly number[]>()
const MOST_PLAIN = 20_000

/** At most as many as the character has code units, since a text shares a place of its own length. */
function plainOf(point: number): readonly number[] {
  const known = plain.get(point)
  if (known !== undefined) return known
  const letters = String.fromCodePoint(point)
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
  const found = [...Buffer.from(letters.slice(0, unitsOf(point)))]
  if (plain.size < MOST_PLAIN) plain.set(point, found)
  return found
}

/** Characters in full width count as those of ASCII. */
function narrow(code: number): number {
  return code >= 0xff10 && code <= 0xff5a ? code - 0xfee0 : code
}
