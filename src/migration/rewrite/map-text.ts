import {
  type DocumentNode,
  itemsOf,
  type Member,
  memberOf,
  type ObjectNode,
  type SourceDocument
} from '../../document/tree.ts'
import { afterBreak, endOfLine } from './block-list.ts'
import { lineStart, type Range } from './comma-list.ts'
import { eolOf } from './moved-entries.ts'
import { fileOriginOf } from './source-index.ts'

/** A parsed file of mappings (the configuration file). */
export type MapSource = Pick<SourceDocument, 'text' | 'root' | 'format'>

/** The comments of an entry: those on the lines directly above it, and the one after it on the same line. */
export type EntryComments = { readonly above: readonly string[]; readonly beside: string }

/** memberAt follows keys from the root of a file; undefined if one is missing. */
export function memberAt(root: DocumentNode, path: readonly string[]): Member | undefined {
  let found: Member | undefined
  for (const key of path) {
    found = memberOf(found?.value ?? root, key)
    if (found === undefined) return undefined
  }
  return found
}

/** isFlow reports whether a mapping is written in braces instead of lines. */
export function isFlow(text: string, node: DocumentNode): boolean {
  return node.origin.kind === 'file' && text.charAt(node.origin.start) === '{'
}

/** ownMembers returns the members of a mapping that are written in it, without those from an alias or a merge key. */
export function ownMembers(node: ObjectNode): readonly Member[] {
  const outer = fileOriginOf(node.origin)
  return node.members.filter(
    ({ keyOrigin }) =>
      keyOrigin.kind === 'file' && keyOrigin.start >= outer.start && keyOrigin.end <= outer.end
  )
}

/** memberRange returns the extent of a member, from its key to the last visible character of its value. */
export function memberRange(text: string, { keyOrigin, value }: Member): Range {
  const key = fileOriginOf(keyOrigin)
  return { start: key.start, end: Math.max(key.end, lastSeen(text, value)) }
}

/** The range of a block can include the comments below it. */
function lastSeen(text: string, node: DocumentNode): number {
  const { start, end } = fileOriginOf(node.origin)
  const opening = text.charAt(start)
  const inner = node.kind === 'object' ? node.members.map(({ value }) => value) : itemsOf(node)
  if (inner.length === 0 || opening === '{' || opening === '[')
    return start + text.slice(start, end).trimEnd().length
  return Math.max(...inner.map(child => lastSeen(text, child)))
}

/**
 * A member of a block mapping: its lines without the last line break, its indentation, and the comments that belong to
 * it.
 */
export type BlockMember = {
  readonly lines: Range
  readonly indent: string
  readonly comments: EntryComments
  /** The offset at which the comments directly above begin. */
  readonly from: number
}

/** readBlockMember returns a member on its own lines; undefined if the lines contain anything else. */
export function readBlockMember(text: string, member: Member): BlockMember | undefined {
  const range = memberRange(text, member)
  const start = lineStart(text, range.start)
  const end = endOfLine(text, range.end)
  const indent = text.slice(start, range.start)
  const rest = text.slice(range.end, end)
  if (!/^ *$/.test(indent) || !/^[ \t]*(?:#.*)?$/.test(rest)) return undefined
  const above: string[] = []
  let from = start
  while (from > 0) {
    const before = lineStart(text, from - (text.startsWith('\r\n', from - 2) ? 2 : 1))
    const line = text.slice(before, endOfLine(text, before))
    if (!line.startsWith(`${indent}#`)) break
    above.unshift(line.trim())
    from = before
  }
  return { lines: { start, end }, indent, from, comments: { above, beside: rest.trimEnd() } }
}

/** cutLines removes whole lines from a text; the lines of `stay` replace them. */
export function cutLines(text: string, { start, end }: Range, stay: readonly string[]): string {
  const eol = eolOf(text)
  if (stay.length > 0) return `${text.slice(0, start)}${stay.join(eol)}${text.slice(end)}`
  if (end < text.length) return `${text.slice(0, start)}${text.slice(afterBreak(text, end))}`
  return text.slice(0, start).replace(/(?:\r\n|\r|\n)$/, '')
}

/** stepOf returns the indentation of a file: the margin of its first nested mapping. */
export function stepOf({ text, root }: MapSource): string {
  for (const { value } of root.kind === 'object' ? root.members : []) {
    if (value.kind !== 'object' || isFlow(text, value)) continue
    const [first] = ownMembers(value)
    if (first === undefined) continue
    const { start } = fileOriginOf(first.keyOrigin)
    const indent = text.slice(lineStart(text, start), start)
    if (/^ +$/.test(indent)) return indent
  }
  return '  '
}
