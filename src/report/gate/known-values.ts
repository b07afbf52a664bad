import { isDrawn } from '../../detector/values/describe.ts'

/** A part of a text, in UTF-16 code units, from `start` up to and excluding `end`. */
export type Span = { readonly start: number; readonly end: number }

/** Shorter values are not masked: every log that states "admin" would become unreadable. */
export const SHORTEST_KNOWN = 8

const BASE64_RUN = /[A-Za-z0-9+/=]+/y

/**
 * KnownValues finds values in texts: as they are, in JSON, in URLs, in base64 at any of its three offsets, and the
 * beginning of one at the end of a text that was cut off.
 */
export class KnownValues {
  readonly #plain = new TextIndex()
  /** What base64 makes of the inner bytes of a value, with the usual alphabet. */
  readonly #base64 = new TextIndex()

  /** add registers a value, and returns whether it is new. A value that is too short is ignored. */
  add(value: string): boolean {
    if (value.length < SHORTEST_KNOWN || !this.#plain.add(value)) return false
    const quoted = JSON.stringify(value).slice(1, -1)
    for (const form of new Set([value, quoted]))
      for (const core of base64Of(form)) if (core.length >= SHORTEST_KNOWN) this.#base64.add(core)
    return true
  }

  /** spansIn returns where values occur in a text, in order and without overlap. */
  spansIn(text: string): readonly Span[] {
    if (this.#plain.isEmpty || text.length < SHORTEST_KNOWN) return []
    const spans = [...this.#plainIn(text), ...this.#base64In(text)]
    for (const { text: decoded, origin } of decodings(text))
      spans.push(...this.#plainIn(decoded).map(({ start, end }) => spanOf(origin, start, end)))
    return mergeSpans(spans)
  }

  #plainIn(text: string): Span[] {
    return this.#plain.placesIn(text, (value, at) => {
      if (text.startsWith(value, at)) return value.length
      const length = commonLength(value, text, at)
      return isBeginning(value, length) || isCutOff({ value, text, at, length }) ? length : 0
    })
  }

  /** The whole run of base64 around a value, since its ends are parts of it too. */
  #base64In(text: string): Span[] {
    const usual = text.replaceAll('-', '+').replaceAll('_', '/')
    const whole = (core: string, at: number) => (usual.startsWith(core, at) ? core.length : 0)
    return this.#base64.placesIn(usual, whole).map(span => runAround(usual, span))
  }
}

/** Texts by their first eight characters. */
class TextIndex {
  readonly #texts = new Map<string, Set<string>>()

  get isEmpty(): boolean {
    return this.#texts.size === 0
  }

  /** add returns whether the text is new. */
  add(text: string): boolean {
    const start = text.slice(0, SHORTEST_KNOWN)
    const same = this.#texts.get(start) ?? new Set()
    this.#texts.set(start, same)
    const { size } = same
    return same.add(text).size > size
  }

  /** The places of texts in another one; `length` returns how much of a text stands at a place, 0 for nothing. */
  placesIn(text: string, length: (known: string, at: number) => number): Span[] {
    const found: Span[] = []
    for (let at = 0; at + SHORTEST_KNOWN <= text.length; at++) {
      const starting = this.#texts.get(text.slice(at, at + SHORTEST_KNOWN))
      if (starting === undefined) continue
      const longest = Math.max(...Array.from(starting, known => length(known, at)))
      if (longest > 0) found.push({ start: at, end: at + longest })
    }
    return found
  }
}

function commonLength(value: string, text: string, at: number): number {
  let length = SHORTEST_KNOWN
  while (length < value.length && value.charAt(length) === text.charAt(at + length)) length++
  return length
}

/** Whether so much of a value is in a text only because it comes from the value: random, and no URL or sentence. */
function isBeginning(value: string, length: number): boolean {
  return length >= SHORTEST_KNOWN + 2 && /^[^\s:/@]+$/.test(value) && isDrawn(value.slice(0, length))
}

/**
 * Whether a text was cut off within a value: it ends there, or goes on with an ellipsis. Less than half of a value may
 * be a scheme and a host. A name before `=`, or a word such as `concourse` for the value `concourse1`, is none.
 */
type Beginning = {
  readonly value: string
  readonly text: string
  readonly at: number
  readonly length: number
}

function isCutOff({ value, text, at, length }: Beginning): boolean {
  if (length * 2 < value.length || !/^(?:$|\s?(?:…|\.\.\.))/.test(text.slice(at + length, at + length + 4)))
    return false
  const cut = value.slice(0, length)
  const next = value.charAt(length)
  if (/^[A-Za-z_][\w.-]*$/.test(cut) && /[=:]/.test(next)) return false
  return !(/^[a-z]{8,12}$/.test(cut) && /[^a-z]/.test(next))
}

/** What base64 makes of a value at each offset, without the characters that depend on what is around it. */
function base64Of(value: string): readonly string[] {
  return [0, 1, 2].map(offset => {
    const bytes = Buffer.from('_'.repeat(offset) + value)
    const whole = Math.floor((bytes.length * 8) / 6)
    return bytes.toString('base64').slice(offset === 0 ? 0 : offset + 1, whole)
  })
}

function runAround(text: string, { start, end }: Span): Span {
  let from = start
  while (from > 0 && /[A-Za-z0-9+/]/.test(text.charAt(from - 1))) from--
  BASE64_RUN.lastIndex = from
  const [run = ''] = BASE64_RUN.exec(text) ?? []
  return { start: from, end: Math.max(end, from + run.length) }
}

/** A text that was decoded, and for each of its characters where it stood in the original, with one place more. */
type Decoded = { readonly text: string; readonly origin: readonly number[] }

const JSON_ESCAPE = /\\(?:u[0-9A-Fa-f]{4}|["\\/bfnrt])/g
const URL_ESCAPE = /(?:%[0-9A-Fa-f]{2})+|\+/g
/** JSON within JSON within JSON is as deep as programs quote each other. */
const LAYERS = 3

/** The text with the escapes of JSON undone, layer by layer, with those of URLs undone, and with both undone. */
function decodings(text: string): readonly Decoded[] {
  const from: Decoded = { text, origin: Array.from({ length: text.length + 1 }, (_, index) => index) }
  const found: Decoded[] = []
  if (text.includes('\\')) {
    let inner = from
    for (let layer = 0; layer < LAYERS && inner.text.includes('\\'); layer++) {
      inner = undone(inner, JSON_ESCAPE, fromJson)
      found.push(inner)
    }
  }
  for (const one of [from, ...found.slice(0, 1)])
    if (/[%+]/.test(one.text)) found.push(undone(one, URL_ESCAPE, fromUrl))
  return found
}

function undone({ text, origin }: Decoded, escapes: RegExp, decode: (escaped: string) => string): Decoded {
  const places: number[] = []
  let decoded = ''
  let from = 0
  const take = (to: number) => {
    decoded += text.slice(from, to)
    for (let at = from; at < to; at++) places.push(origin[at] ?? 0)
  }
  for (const { 0: escaped, index } of text.matchAll(escapes)) {
    take(index)
    from = index + escaped.length
    const inner = decode(escaped)
    decoded += inner
    for (let count = 0; count < inner.length; count++) places.push(origin[index] ?? 0)
  }
  take(text.length)
  places.push(origin[text.length] ?? 0)
  return { text: decoded, origin: places }
}

function fromJson(escaped: string): string {
  return JSON.parse(`"${escaped}"`) as string
}

function fromUrl(escaped: string): string {
  if (escaped === '+') return ' '
  // bytes that are not UTF-8 become a character that stands in no value
  return Buffer.from(escaped.replaceAll('%', ''), 'hex').toString()
}

/** Several characters can come from one escape, whose end is where the next character begins. */
function spanOf(origin: readonly number[], start: number, end: number): Span {
  let after = end
  const last = origin[end - 1] ?? 0
  while (after < origin.length - 1 && origin[after] === last) after++
  return { start: origin[start] ?? 0, end: origin[after] ?? last + 1 }
}

/** mergeSpans sorts spans and joins those that touch. */
export function mergeSpans(spans: readonly Span[]): readonly Span[] {
  const merged: Span[] = []
  for (const span of spans.toSorted((a, b) => a.start - b.start)) {
    const last = merged.at(-1)
    if (last === undefined || span.start > last.end) merged.push(span)
    else if (span.end > last.end) merged[merged.length - 1] = { start: last.start, end: span.end }
  }
  return merged
}
