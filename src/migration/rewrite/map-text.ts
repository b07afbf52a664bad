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

/** A file of mappings (the configuration file), read. */
export type MapSource = Pick<SourceDocument, 'text' | 'root' | 'format'>

/** The comments of an entry, on the lines right above it and behind it on its own. */
export type EntryComments = { readonly above: readonly string[]; readonly beside: string }

/** memberAt follows keys from the top of a file; undefined where one is missing. */
export function memberAt(root: DocumentNode, path: readonly string[]): Member | undefined {
  let found: Member | undefined
  for (const key of path) {
    found = memberOf(found?.value ?? root, key)
    if (found === undefined) return undefined
  }
  return found
}

/** isFlow tells a mapping in braces from one of lines. */
export function isFlow(text: string, node: DocumentNode): boolean {
  return node.origin.kind === 'file' && text.charAt(node.origin.start) === '{'
}

/** ownMembers are those of a mapping that stand in it, and are not brought by an alias or a merge key. */
export function ownMembers(node: ObjectNode): readonly Member[] {
  const outer = fileOriginOf(node.origin)
  return node.members.filter(
    ({ keyOrigin }) =>
      keyOrigin.kind === 'file' && keyOrigin.start >= outer.start && keyOrigin.end <= outer.end
  )
}

/** memberRange is a member from its key to the last character of its value that is seen. */
export function memberRange(text: string, { keyOrigin, value }: Member): Range {
  const key = fileOriginOf(keyOrigin)
  return { start: key.start, end: Math.max(key.end, lastSeen(text, value)) }
}

/** The range of a block can have the comments below it. */
function lastSeen(text: string, node: DocumentNode): number {
  const { start, end } = fileOriginOf(node.origin)
  const opening = text.charAt(start)
  const inner = node.kind === 'object' ? node.members.map(({ value }) => value) : itemsOf(node)
  if (inner.length === 0 || opening === '{' || opening === '[')
    return start + text.slice(start, end).trimEnd().length
  return Math.max(...inner.map(child => lastSeen(text, child)))
}

/** A member of a mapping of lines: its own lines without the last break, its margin, and the comments that belong to it. */
export type BlockMember = {
  readonly lines: Range
  readonly indent: string
  readonly comments: EntryComments
  /** Where the comments right above begin. */
  readonly from: number
}

/** readBlockMember gives a member that has lines of its own; undefined where something else stands on them. */
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

/** cutLines takes whole lines out of a text; `stay` are lines that stand there instead. */
export function cutLines(text: string, { start, end }: Range, stay: readonly string[]): string {
  const eol = eolOf(text)
  if (stay.length > 0) return `${text.slice(0, start)}${stay.join(eol)}${text.slice(end)}`
  if (end < text.length) return `${text.slice(0, start)}${text.slice(afterBreak(text, end))}`
  return text.slice(0, start).replace(/(?:\r\n|\r|\n)$/, '')
}

/** stepOf is how far a file indents: the margin of its first mapping below another one. */
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
