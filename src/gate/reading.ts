import type { Span } from './known-texts.ts'

/** A text after decoding, with the position of each of its characters in the original text. */
export type Reading = {
  readonly text: string
  /** The part of the original text that produced a part of the decoded one. */
  readonly origin: (span: Span) => Span
}

/**
 * Quoting added by other programs: percent-encoding in URLs, HTML entities, backslashes of JSON and shells, doubled
 * quotes; and what wraps or splits a text: newlines with the following white space, escaped newlines, colors of
 * terminals, and zero-width characters.
 */
const VALUE_FORM =
  /\p{Cc}\[[\d;]{0,16}[A-Za-z]|(?:%[0-9A-Fa-f]{2})+|%u[0-9A-Fa-f]{4}|&(?:#\d{1,6}|#[xX][0-9A-Fa-f]{1,5}|amp|lt|gt|quot|apos);|'\\''|'"'"'|''|\\(?:u\{[0-9A-Fa-f]{1,6}\}|u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2}|(?!\p{Cc}\[)[^\r\n\p{Cf}])|(?:[^\S\r\n\u0085\u2028\u2029](?:\p{Cc}\[[\d;]{0,16}[A-Za-z])?){2,}|[\r\n\u0085\u2028\u2029]\s*|[\p{Cc}\p{Cf}]/u
const EVERY_DRESS = new RegExp(VALUE_FORM, 'gu')

/** Quoted-printable and octal bytes, which may as well be what they look like: `PIN=4711…`, `DOMAIN\101…`. */
const BYTES = /(?:=[0-9A-F]{2})+|(?:\\[0-3][0-7]{2})+/
/** Where quoted-printable wraps a line; a backslash before it belongs to the text. */
const SOFT_BREAK = /=\r?\n/g
const EVERY_DRESS_OR_BYTE = new RegExp(`${BYTES.source}|${VALUE_FORM.source}`, 'gu')

/** A text that was quoted more often than this is not decoded completely. */
const MOST_LAYERS = 4

/** readingsOf returns the ways to decode a text layer by layer; none if it is not encoded. */
export function readingsOf(text: string): readonly Reading[] {
  const usual = unwrap(text, EVERY_DRESS)
  const hasBytes = BYTES.test(text) || (usual !== undefined && BYTES.test(usual.text))
  const bytes = hasBytes ? unwrap(text, EVERY_DRESS_OR_BYTE) : undefined
  const joined = text.includes('=') ? unwrap(text, SOFT_BREAK) : undefined
  return [usual, bytes, joined].filter(one => one !== undefined)
}

function unwrap(text: string, dresses: RegExp): Reading | undefined {
  let reading: Reading | undefined
  for (let layer = 0; layer < MOST_LAYERS; layer++) {
    const outer = reading
    const inner = unwrapOnce(outer?.text ?? text, dresses)
    if (inner === undefined) break
    reading = outer ? { text: inner.text, origin: span => outer.origin(inner.origin(span)) } : inner
  }
  return reading
}

function unwrapOnce(text: string, dresses: RegExp): Reading | undefined {
  if (text.search(dresses) < 0) return undefined
  // Start and end of each character in the original text.
  const starts: number[] = []
  const ends: number[] = []
  let bare = ''
  let from = 0
  const keep = (to: number) => {
    bare += text.slice(from, to)
    for (let index = from; index < to; index++) {
      starts.push(index)
      ends.push(index + 1)
    }
  }
  for (const { 0: dress, index } of text.matchAll(dresses)) {
    keep(index)
    from = index + dress.length
    const inner = innerOf(dress)
    bare += inner
    for (let count = 0; count < inner.length; count++) {
      starts.push(index)
      ends.push(from)
    }
  }
  keep(text.length)
  return {
    text: bare,
    origin: ({ start, end }) => ({ start: starts[start] as number, end: ends[end - 1] as number })
  }
}

function innerOf(dress: string): string {
  switch (dress.charAt(0)) {
    case '%':
      return dress.charAt(1) === 'u' ? characterOf(`0x${dress.slice(2)}`) : unpercent(dress)
    case '=':
      return Buffer.from(dress.replace(/[=\r\n]/g, ''), 'hex').toString()
    case '&':
      return ENTITIES[dress] ?? characterOf(dress.replace(/^&#|;$/g, '').replace(/^[xX]/, '0x'))
    case "'":
      return "'"
    case '\\':
      return unslash(dress)
    default:
      return ''
  }
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'"
}

/** Escaped white space is a newline, which is removed. */
function unslash(dress: string): string {
  if (/^\\[nrtbf]$/.test(dress)) return ''
  if (/^\\[0-3]\d/.test(dress))
    return Buffer.from(
      dress
        .slice(1)
        .split('\\')
        .map(code => Number(`0o${code}`))
    ).toString()
  const code = /^\\(?:u\{?|x)([0-9A-Fa-f]+)\}?$/.exec(dress)?.[1]
  return code === undefined ? dress.slice(1) : characterOf(`0x${code}`)
}

function characterOf(code: string): string {
  const point = Number(code)
  return point <= 0x10_ff_ff ? String.fromCodePoint(point) : ''
}

function unpercent(dress: string): string {
  try {
    return decodeURIComponent(dress)
  } catch {
    return dress.replace(/%(..)/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
  }
}

/** Base64 of eight bytes, including the URL-safe alphabet, and the same number of bytes in hexadecimal. */
const BASE64 = /[A-Za-z0-9+/_-]{11,}/g
const HEX = /[0-9A-Fa-f]{16,}/g

/** A run of characters that could be an encoding, with its possible meanings. */
export type Decoding = { readonly span: Span; readonly texts: readonly string[] }

/** decodings returns every run in a text that could be base64 or hexadecimal. */
export function decodings(text: string): readonly Decoding[] {
  return [...runsOf(text, HEX, unhex), ...runsOf(text, BASE64, unbase64)]
}

function runsOf(text: string, pattern: RegExp, decode: (run: string) => readonly string[]): Decoding[] {
  const decoded: Decoding[] = []
  // `matchAll` would copy the pattern for every text that is shown
  pattern.lastIndex = 0
  for (let found = pattern.exec(text); found; found = pattern.exec(text)) {
    const { 0: run, index } = found
    const texts = decode(run)
    if (texts.length > 0) decoded.push({ span: { start: index, end: index + run.length }, texts })
  }
  return decoded
}

/** Text that was not base64 decodes to control characters and invalid UTF-8. */
const LEGIBLE = /[^\p{Cc}\ufffd]{8}/u

/** A run of only one kind of letters is a word. */
function isMixed(run: string): boolean {
  return /[A-Z]/.test(run) && /[a-z]/.test(run)
}

function unhex(run: string): readonly string[] {
  return [run, run.slice(1)].map(digits => Buffer.from(digits, 'hex').toString())
}

/**
 * Bytes that could be LEGIBLE in UTF-8, or UTF-16. Paths of files and pointers are runs too; their bytes are neither,
 * and no strings are made of them.
 */
const MAY_BE_TEXT = /(?:[ -~]|[\xc2-\xdf].|[\xe0-\xef]..|[\xf0-\xff]...){8}|\0/s

/** Preceding characters may belong to the run by chance, so it could begin at any of four characters. */
function unbase64(run: string): readonly string[] {
  if (!isMixed(run)) return []
  return [0, 1, 2, 3]
    .map(shift => Buffer.from(run.slice(shift), 'base64'))
    .filter(bytes => MAY_BE_TEXT.test(bytes.toString('latin1')))
    .flatMap(textsOf)
    .filter(text => LEGIBLE.test(text))
}

/** UTF-16 is what PowerShell and Windows encode; other bytes, such as a login of SASL, contain zeros too. */
function textsOf(bytes: Buffer): readonly string[] {
  const wide = bytes.includes(0) ? [bytes.toString('utf16le'), bytes.subarray(1).toString('utf16le')] : []
  return [bytes.toString(), ...wide]
}
