import type { Leaf } from './leaf.ts'

/** Shorter texts decode to something by chance. */
const SHORTEST = 16

/** base64Leaf decodes a text that is base64 (or base64url) of readable text; undefined for anything else. Random bytes are not readable. */
export function base64Leaf(text: string): Leaf | undefined {
  const body = text.trim().replace(/^(?:data:[\w/+.;=-]{0,64};base64,|base64:|Basic )/i, '')
  if (body.length < SHORTEST || !/^[A-Za-z0-9+/_-]+(?:\r?\n[A-Za-z0-9+/_-]+)*={0,2}$/.test(body))
    return undefined
  const decoded = Buffer.from(body, 'base64').toString('utf8')
  return isReadable(decoded) ? { name: '', text: decoded, form: 'base64 text' } : undefined
}

/** Printable characters and line breaks only, as people and programs write text. */
function isReadable(text: string): boolean {
  // A text that was cut off may end in half a character.
  return text.length >= 8 && /^[\t\n\r -~\u00A0-\u024F]+\uFFFD{0,2}$/.test(text)
}
