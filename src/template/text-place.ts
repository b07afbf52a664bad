import type { FileOrigin, StringNode } from '../document/tree.ts'

/** A part of a string's value: offset and length in UTF-16 code units. */
export type TextRange = { readonly offset: number; readonly length: number }

/**
 * originInText narrows a string's origin to a part of its value. In a JSON string, escapes are counted as written; in
 * YAML, the part is searched for, because folding and escapes can move it. If it cannot be found with certainty, the
 * origin of the whole string is returned.
 */
export function originInText(node: StringNode, range: TextRange, text: string): StringNode['origin'] {
  const { origin } = node
  if (origin.kind !== 'file') return origin
  const written = text.slice(origin.start, origin.end)
  const found = written.startsWith('"') ? inQuotedText(written, range) : undefined
  return narrowed(origin, node.value, found ?? bySearch(written, node.value, range))
}

function narrowed(origin: FileOrigin, value: string, found: TextRange | undefined): FileOrigin {
  // The file does not contain the value of an aliased or computed string.
  if (found === undefined || value === '') return origin
  const start = origin.start + found.offset
  return { ...origin, start, end: start + found.length }
}

/** Undefined if an escape is not one of JSON's, which YAML allows, or if a line is folded. */
function inQuotedText(written: string, range: TextRange): TextRange | undefined {
  if (/[\r\n]/.test(written)) return undefined
  let position = 1
  let start = 1
  for (let unit = 0; unit < range.offset + range.length; unit++) {
    if (unit === range.offset) start = position
    const width = escapeWidth(written, position)
    if (width === undefined) return undefined
    position += width
  }
  return { offset: start, length: position - start }
}

function escapeWidth(written: string, position: number): number | undefined {
  if (written[position] !== '\\') return position < written.length ? 1 : undefined
  const kind = written[position + 1] ?? ''
  if (kind === 'u') return 6
  return '"\\/bfnrt'.includes(kind) && kind !== '' ? 2 : undefined
}

function bySearch(written: string, value: string, range: TextRange): TextRange | undefined {
  if (written === value) return range
  const wanted = value.slice(range.offset, range.offset + range.length)
  const first = written.indexOf(wanted)
  if (wanted === '' || first < 0 || written.includes(wanted, first + 1)) return undefined
  return { offset: first, length: wanted.length }
}
