import type { Leaf } from './leaf.ts'

/** Shorter texts can decode to readable text by chance. */
const SHORTEST = 16

/**
 * base64Leaf decodes base64 (or base64url) of readable text, also of compressed one if it is at most `longest`
 * characters long; undefined for anything else. Random bytes are not readable.
 */
export function base64Leaf(text: string, longest = text.length * MOST_GROWTH): Leaf | undefined {
  const body = text
    .trim()
    .replace(/^(?:data:[\w/+.;=-]{0,64};base64,|(?:base64|b64)[:,]|Basic )/i, '')
    .replace(/^(["'])(.*)\1$/s, '$2')
  if (body.length < SHORTEST || !/^[A-Za-z0-9+/_-]+(?:\r?\n[A-Za-z0-9+/_-]+)*={0,2}$/.test(body))
    return undefined
  const bytes = Buffer.from(body, 'base64')
  const plain = COMPRESSED.test(body) ? decompressed(bytes, longest) : bytes
  const decoded = plain.toString(isWide(plain) ? 'utf16le' : 'utf8')
  return isReadable(decoded)
    ? { name: '', text: decoded.replace(/^\uFEFF/, ''), form: 'base64 text' }
    : undefined
}

/** Text of two bytes a character, as PowerShell encodes commands. */
function isWide(bytes: Buffer): boolean {
  const start = bytes.subarray(0, 32)
  return start.length > 8 && start.every((byte, at) => (at % 2 === 0 ? byte !== 0 : byte === 0))
}

/** How much longer than its base64 a compressed text may be: settings are repetitive, but not more so. */
export const MOST_GROWTH = 8

/** The beginnings of gzip and of zlib's format, in base64. */
const COMPRESSED = /^(?:H4sI|eJ|eA|eN|eF)/

/** What is longer, or is not compressed after all, stays as it is. */
function decompressed(bytes: Buffer, longest: number): Buffer {
  const zlib = process.getBuiltinModule?.('node:zlib')
  if (zlib === undefined || longest < 1) return bytes
  try {
    // What a long text was cut to has no end.
    return zlib.unzipSync(bytes, { maxOutputLength: longest, finishFlush: zlib.constants.Z_SYNC_FLUSH })
  } catch {
    return bytes
  }
}

/** Only printable characters and line breaks. */
function isReadable(text: string): boolean {
  // A truncated text may end in an incomplete character.
  if (text.length < 8) return false
  if (/^\uFEFF?[\t\n\r -~\u00A0-\u024F]+\uFFFD{0,2}$/.test(text)) return true
  // A document with words in another script; random bytes are hardly ever valid UTF-8.
  return /^\s{0,8}[{[][\t\n\r -~\u00A0-\uFFFC]+$/.test(text) && /^[ -~]{4}/.test(text)
}
