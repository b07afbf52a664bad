import { isOwnWord, MASK } from '../detector/own-words.ts'
import { isDrawn } from '../detector/values/describe.ts'
import { credentialsOfJob } from './job-credentials.ts'
import { KnownTexts, mergeSpans, SHORTEST_KNOWN, type Span } from './known-texts.ts'
import { decodings, readingsOf } from './reading.ts'
import type { Cleared, JobTexts, Shown } from './shown.ts'

/** The shortest login is `a:pass@b`. */
const SHORTEST_TEXT = 8

/** Number of cached texts; the first ones are those that recur. Long ones do not. */
const MOST_REMEMBERED = 5_000
const LONGEST_REMEMBERED = 1_000

/** Members whose texts are fixed values that programs compare; a credential that equals one must not change them. */
const OUR_WORDS: ReadonlySet<string> = new Set(
  'mode level category confidence rule code fault outcome kind fingerprint failOn about verdict state action store because status'.split(
    ' '
  )
)

/** The form of such a value. */
const WORD = /^[a-z][a-z0-9/-]{0,39}$/

/** The fingerprint of a finding; see detector/fingerprint.ts. */
const DIGEST = /^[0-9a-f]{16}$/

/** Data that supports masking: its parts are masked, and it is built again from them. */
type Remade = { readonly remade: (clear: <Data>(data: Data) => Data) => unknown }

/**
 * KnownGate masks the values that it knows: verbatim, as other programs quote and encode them, wrapped over lines, and
 * truncated. Values shorter than 8 characters are not masked, because that would make every log that says "postgres"
 * unreadable; the program itself never prints them. It does not judge texts: `Gate` does, with the detector.
 */
export class KnownGate {
  readonly #known = new KnownTexts()
  #cleaner = this.#newCleaner()
  /** Names, places and sentences recur. */
  readonly #remembered = new Map<string, string>()

  /** know registers values that must not be shown; short ones and words of the program's own messages are ignored. */
  know(values: readonly string[]): void {
    for (const value of values.flatMap(withLines)) {
      if (value.length < SHORTEST_KNOWN || isOwnWord(value) || !this.#known.add(value)) continue
      this.forget()
      this.#addBare(value)
      this.learned(value)
      // as encoded in forms
      if (!value.includes(' ')) continue
      const joined = value.replaceAll(' ', '+')
      this.#known.add(joined)
      this.#addBare(joined)
      // a reading removes runs of spaces first where the value's backslash before them is written as an entity
      const close = value.replaceAll(/ {2,}/g, '')
      this.#known.add(close)
      this.#addBare(close)
    }
  }

  knowJob(job: JobTexts): void {
    this.know(credentialsOfJob(job))
  }

  #addBare(value: string): void {
    for (const { text } of readingsOf(value)) this.#known.add(text)
  }

  shown(text: string): Shown {
    return this.#remember(text) as Shown
  }

  cleared<Data>(data: Data): Cleared<Data> {
    return this.#cleaner.clear(data) as Cleared<Data>
  }

  write<Data, Made>(data: Data, render: (data: Data) => Made): Cleared<Made> {
    return render(this.#cleaner.clear(data)) as Cleared<Made>
  }

  pieces<Data>(data: Data, render: (data: Data) => Iterable<string>): Iterable<Shown> {
    return render(this.#cleaner.clear(data)) as Iterable<Shown>
  }

  /** Credentials in a text that are not known. */
  protected credentialsIn(_text: string): readonly string[] {
    return []
  }

  /** Tokens in a text without its quoting that are not known. */
  protected tokensIn(_text: string): readonly string[] {
    return []
  }

  /** Where known values occur with other characters between theirs, or truncated. */
  protected denseIn(_text: string): readonly Span[] {
    return []
  }

  /** Whether a decoded text contains a known value. */
  protected holdsKnown(text: string): boolean {
    if (this.#known.spansIn(text).length > 0) return true
    return readingsOf(text).some(reading => this.#known.spansIn(reading.text).length > 0)
  }

  /** A value that was not known before. */
  protected learned(_value: string): void {}

  /** Cached results are dropped when a new value is known. */
  protected forget(): void {
    if (this.#remembered.size === 0) return
    this.#remembered.clear()
    this.#cleaner = this.#newCleaner()
  }

  #newCleaner(): DataCleaner {
    return new DataCleaner(text => this.#remember(text))
  }

  #remember(text: string): string {
    const known = this.#remembered.get(text)
    if (known !== undefined) return known
    const clean = this.#clean(text)
    const isKept = this.#remembered.size < MOST_REMEMBERED && text.length <= LONGEST_REMEMBERED
    if (isKept) this.#remembered.set(text, clean)
    return clean
  }

  #clean(text: string): string {
    if (text.length < SHORTEST_TEXT) return text
    const spans = [...this.#spansIn(text), ...standing(this.credentialsIn(text), text)]
    for (const bare of readingsOf(text)) {
      const tokens = standing(this.tokensIn(bare.text), bare.text)
      spans.push(...[...this.#spansIn(bare.text), ...tokens].map(bare.origin))
    }
    return blanked(text, mergeSpans(spans))
  }

  #spansIn(text: string): readonly Span[] {
    if (this.#known.isEmpty) return []
    return [...this.#known.spansIn(text), ...this.#encodedIn(text), ...this.denseIn(text)]
  }

  /** Runs of base64 or hexadecimal digits that contain a known value are masked completely. */
  #encodedIn(text: string): readonly Span[] {
    const hit = decodings(text).filter(({ texts }) => texts.some(inner => this.holdsKnown(inner)))
    return hit.map(({ span }) => span)
  }
}

/** A log shows a value of several lines line by line. Only a line that could be random is a value of its own. */
function withLines(value: string): readonly string[] {
  return value.includes('\n') ? [value, ...value.split(/\r?\n/).filter(isDrawn)] : [value]
}

/** The places of the parts in a text; a short part counts only before a host, where it was found. */
function standing(parts: readonly string[], text: string): readonly Span[] {
  return parts.flatMap(part => {
    const spans: Span[] = []
    for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length)) {
      const end = at + part.length
      if (part.length >= SHORTEST_KNOWN || text.charAt(end) === '@') spans.push({ start: at, end })
    }
    return spans
  })
}

/** blanked masks parts of a text. */
export function blanked(text: string, spans: readonly Span[]): string {
  if (spans.length === 0) return text
  let shown = ''
  let from = 0
  for (const { start, end } of spans) {
    shown += text.slice(from, start) + MASK
    from = end
  }
  return shown + text.slice(from)
}

/** DataCleaner masks every text in plain data, including keys. Data that has been masked is not processed again. */
class DataCleaner {
  readonly #clean: (text: string) => string
  readonly #done = new WeakMap<object, unknown>()

  constructor(clean: (text: string) => string) {
    this.#clean = clean
  }

  /** clear returns the same data with masked texts; functions and class instances remain unchanged. */
  clear<Data>(data: Data): Data {
    return this.#clear(data) as Data
  }

  #clear(data: unknown): unknown {
    if (typeof data === 'string') return this.#clean(data)
    if (typeof data !== 'object' || data === null) return data
    const known = this.#done.get(data)
    if (known !== undefined) return known
    const cleared = this.#clearObject(data)
    // Caches lists, which occur in every text built from them. Their items are not cached, because there can be tens of
    // thousands.
    if (cleared !== data || Array.isArray(data)) this.#done.set(data, cleared)
    return cleared
  }

  /** Returns the same object if nothing changes, which is the case for nearly all data. */
  #clearObject(data: object): unknown {
    if (Array.isArray(data)) {
      const items = data.map(item => this.#clear(item))
      return items.every((item, index) => item === data[index]) ? data : items
    }
    if (data instanceof Map) {
      return new Map([...data].map(([key, value]) => [this.#clear(key), this.#clear(value)]))
    }
    if (isRemade(data)) return data.remade(inner => this.clear(inner))
    if (!isPlain(data)) return data
    const members = Object.entries(data)
    let isSame = true
    // the pairs belong to this function, which keeps what has changed in them
    for (const member of members) {
      const [key, value] = member
      member[0] = this.#clean(key)
      member[1] = isOurWord(key, value) ? value : this.#clear(value)
      if (member[0] !== key || member[1] !== value) isSame = false
    }
    return isSame ? data : Object.fromEntries(members)
  }
}

function isOurWord(key: string, value: unknown): boolean {
  return OUR_WORDS.has(key) && typeof value === 'string' && (WORD.test(value) || DIGEST.test(value))
}

function isPlain(data: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(data)
  return prototype === Object.prototype || prototype === null
}

function isRemade(data: object): data is Remade {
  return 'remade' in data && typeof data.remade === 'function'
}
