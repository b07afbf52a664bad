/**
 * decodeText decodes bytes as text: UTF-16 if they begin with its byte order mark, otherwise UTF-8 (with or without a
 * byte order mark). Throws a TypeError with code ERR_ENCODING_INVALID_ENCODED_DATA for anything else.
 */
export function decodeText(bytes: Uint8Array): string {
  return new TextDecoder(encodingOf(bytes), { fatal: true, ignoreBOM: true }).decode(bytes)
}

/** encodingOf determines the encoding of a text by its byte order mark. */
export function encodingOf(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8'
}
