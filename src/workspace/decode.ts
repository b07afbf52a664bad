/**
 * decodeText reads bytes as text: UTF-16 where they begin with its mark, UTF-8 otherwise (with its mark, if it has one). Throws
 * a TypeError with code ERR_ENCODING_INVALID_ENCODED_DATA for anything else.
 */
export function decodeText(bytes: Uint8Array): string {
  return new TextDecoder(encodingOf(bytes), { fatal: true, ignoreBOM: true }).decode(bytes)
}

/** encodingOf tells by the byte order mark how a text is written. */
export function encodingOf(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8'
}
