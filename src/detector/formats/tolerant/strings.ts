import type { NextIndex } from './search.ts'

/** A quoted text: decoded, and where it ends (exclusive, with its closing quote if there is one). */
export type Quoted = { readonly text: string; readonly end: number; readonly isOpen?: true }

/** Maximum length of a multiline text that is treated as one string. */
const MAX_LINES_OF_TEXT = 8192

const CLOSING: Readonly<Record<string, string>> = { '"': '"', "'": "'", '`': '`', '“': '”', '”': '”' }

const ESCAPED = /\\(u[0-9a-fA-F]{4}|u\{[0-9a-fA-F]{1,6}\}|U[0-9a-fA-F]{8}|x[0-9a-fA-F]{2}|\r\n|[\s\S])/g

function characterOf(code: number): string | undefined {
  return code <= 0x10ffff ? String.fromCodePoint(code) : undefined
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' }

/** isQuote returns whether a character begins a string; typographic quotes come from copied documents. */
export function isQuote(char: string): boolean {
  return CLOSING[char] !== undefined
}

/**
 * readQuoted reads the string that begins at `start`. A placeholder inside may contain quotes (`"${lookup(x, "y")}"`).
 * Without a closing quote on its line, the string continues on the next lines only if the next quote closes something;
 * otherwise it ends with the line. Amortized linear.
 */
export function readQuoted(text: string, start: number, next: NextIndex): Quoted {
  const close = CLOSING[text.charAt(start)] as string
  const lineEnd = next.of('\n', start)
  const sameLine = endOfString({ text, close, limit: lineEnd, next }, start + 1)
  if (sameLine !== undefined) return decoded(text, start, sameLine)
  const limit = Math.min(text.length, lineEnd + MAX_LINES_OF_TEXT)
  const later = next.of(close, lineEnd)
  if (later < limit && closesSomething(text, later)) return decoded(text, start, later)
  const visible = text.slice(start + 1, lineEnd).trimEnd()
  return { text: decode(visible.replace(/,$/, '')), end: start + 1 + visible.length, isOpen: true }
}

type Line = {
  readonly text: string
  readonly close: string
  readonly limit: number
  readonly next: NextIndex
}

/** The offset of the closing quote before `limit`, or undefined. */
function endOfString({ text, close, limit, next }: Line, from: number): number | undefined {
  let i = from
  while (i < limit) {
    const char = text.charAt(i)
    if (char === close) return i
    if (char === '\\') i += 2
    else i = afterPlaceholder({ text, limit, next }, i)
  }
  return undefined
}

/** Skips a complete `${…}` or `{{…}}` that contains quotes; otherwise, one character. */
function afterPlaceholder({ text, limit, next }: Omit<Line, 'close'>, at: number): number {
  const two = text.slice(at, at + 2)
  if (two !== '${' && two !== '{{') return at + 1
  const end = next.closingOf(two === '{{' ? at : at + 1)
  return end === undefined || end > limit ? at + 1 : end
}

/** Whether the text after a quote can follow a string. */
function closesSomething(text: string, quote: number): boolean {
  return /^[ \t]{0,64}(?:[,:;}\])]|\r?\n|$)/.test(text.slice(quote + 1, quote + 70))
}

function decoded(text: string, start: number, end: number): Quoted {
  return { text: decode(text.slice(start + 1, end)), end: end + 1 }
}

/** decode resolves the escapes of JSON, JSON5, HCL, jsonnet and Python; an unknown one remains as written. */
export function decode(raw: string): string {
  if (!raw.includes('\\')) return raw
  return raw.replace(ESCAPED, (whole, code: string) => {
    if (code.length > 2) return characterOf(Number.parseInt(code.replace(/^\w\{?/, ''), 16)) ?? whole
    // A backslash before a line break continues the text.
    if (code === '\n' || code === '\r\n') return ''
    if (/["'\\/`]/.test(code)) return code
    return ESCAPES[code] ?? whole
  })
}
