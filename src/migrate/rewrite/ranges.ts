import { fieldName } from '../../detector/candidate.ts'
import { type DocumentNode, itemsOf, type Member } from '../../files/document/tree.ts'

/** An extent of the text; `end` is exclusive. */
export type Range = { readonly start: number; readonly end: number }

/** A range of the text and its replacement. */
export type TextEdit = Range & { readonly text: string }

/** applyEdits replaces ranges of a text. Edits at the same offset keep their order. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = ''
  let from = 0
  for (const edit of edits.toSorted((a, b) => a.start - b.start)) {
    result += text.slice(from, edit.start) + edit.text
    from = edit.end
  }
  return result + text.slice(from)
}

/**
 * rangeOf returns where a node (or the alias through which it comes in), or the name of a member, stands. Throws for a
 * node without a place in a file.
 */
export function rangeOf(node: DocumentNode | Member): Range {
  const origin = 'keyOrigin' in node ? node.keyOrigin : node.origin
  if (origin.kind !== 'file') throw new Error('a node without a place in the file')
  return origin.alias ?? origin
}

/** isWithin reports whether a range is inside another one, or the same. */
export function isWithin(inner: Range, outer: Range): boolean {
  return inner.start >= outer.start && inner.end <= outer.end
}

/** fieldMember returns the field of an entry, spelled as in ECS, CloudFormation or Terraform. */
export function fieldMember(entry: DocumentNode | undefined, field: string): Member | undefined {
  return entry?.kind === 'object' ? entry.members.find(({ key }) => fieldName(key) === field) : undefined
}

/** visibleRange returns the extent of a node without the line breaks that end a block scalar (`|`). */
export function visibleRange(text: string, node: DocumentNode): Range {
  const { start, end } = rangeOf(node)
  return { start, end: start + text.slice(start, end).trimEnd().length }
}

/**
 * bodiesOf returns the extents of the items of a list or of the members of a map, without merged ones (`<<`), which are
 * the last; a block mapping ends before the comments below its last line.
 */
export function bodiesOf(text: string, value: DocumentNode): readonly Range[] {
  if (value.kind === 'object')
    return value.members
      .filter(member => isWithin(rangeOf(member), rangeOf(value)))
      .map(member => ({
        start: rangeOf(member).start,
        end: visibleRange(text, member.value).end
      }))
  return itemsOf(value).map(item => {
    const whole = visibleRange(text, item)
    if (item.kind !== 'object' || /[{*]/.test(text.charAt(whole.start))) return whole
    const ends = item.members.map(member => visibleRange(text, member.value).end)
    return { start: whole.start, end: Math.max(whole.start, ...ends) }
  })
}

/** eolOf returns the line break of a file, according to its first one. */
export function eolOf(text: string): string {
  return /\r\n|\r|\n/.exec(text)?.[0] ?? '\n'
}

/** lineStart returns the offset of the first character of the line that contains an offset. */
export function lineStart(text: string, offset: number): number {
  const end = text.startsWith('\r\n', offset - 1) ? offset - 1 : offset
  return Math.max(text.lastIndexOf('\n', end - 1), text.lastIndexOf('\r', end - 1)) + 1
}

/** endOfLine returns the offset of the line break at or after an offset, or the end of the text. */
export function endOfLine(text: string, offset: number): number {
  const found = text.slice(offset).search(/[\r\n]/)
  return found < 0 ? text.length : offset + found
}

/** marginOf returns the indentation at an offset; a dash that begins an object on that line counts as a space. */
export function marginOf(text: string, start: number): string {
  return text.slice(lineStart(text, start), start).replace(/\S/g, ' ')
}
