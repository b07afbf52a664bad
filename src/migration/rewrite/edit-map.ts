import { type DocumentNode, type Member, memberOf, type ObjectNode } from '../../document/tree.ts'
import { endOfLine } from './block-list.ts'
import {
  leadWithoutIndent,
  lineStart,
  printCommaList,
  readCommaList,
  separatorOf,
  withItem,
  withoutItems
} from './comma-list.ts'
import { quoted, quotingOf } from './entry-text.ts'
import {
  cutLines,
  type EntryComments,
  isFlow,
  type MapSource,
  memberAt,
  memberRange,
  ownMembers,
  readBlockMember,
  stepOf
} from './map-text.ts'
import { eolOf } from './moved-entries.ts'
import { commentsInOrder } from './proof.ts'
import { fileOriginOf } from './source-index.ts'
import { hasComment } from './trivia.ts'

/**
 * A text to insert at a path of keys. `after` is the member after which it is inserted, in the innermost existing
 * mapping of the path.
 */
type NewEntry = {
  readonly path: readonly string[]
  readonly value: string
  readonly after?: string
  readonly comments?: EntryComments
}

/**
 * withEntry inserts a text at a path and creates missing mappings on the way. Undefined for a form that cannot be
 * edited.
 */
export function withEntry(source: MapSource, entry: NewEntry): string | undefined {
  let node: DocumentNode = source.root
  let holder: Member | undefined
  let depth = 0
  for (; depth < entry.path.length - 1; depth++) {
    const member = memberOf(node, entry.path[depth] as string)
    if (member === undefined) break
    holder = member
    node = member.value
  }
  const rest = { ...entry, path: entry.path.slice(depth) }
  if (node.kind === 'null') return holder && intoNothing(source, holder, rest)
  if (node.kind !== 'object' || memberOf(node, rest.path[0] as string)) return undefined
  return isFlow(source.text, node) ? intoFlow(source, node, rest) : intoBlock(source, node, rest)
}

function flowText({ path, value }: NewEntry, syntax: MapSource['format']): string {
  const [last = '', ...outer] = [...path].reverse()
  const write = (text: string) => quoted(text, 'plain', syntax)
  return outer.reduce((inner, key) => `${write(key)}: {${inner}}`, `${write(last)}: ${write(value)}`)
}

function intoFlow({ text, format }: MapSource, node: ObjectNode, entry: NewEntry): string | undefined {
  const range = fileOriginOf(node.origin)
  const items = node.members.map(member => memberRange(text, member))
  const list = readCommaList(text, range, { items, syntax: format })
  if (list === undefined) return undefined
  const at = node.members.findIndex(({ key }) => key === entry.after)
  const index = at < 0 ? items.length : at + 1
  const added = { lead: separatorOf(list), body: flowText(entry, format), tail: '' }
  return replaced(text, range, printCommaList(withItem(list, index, added)))
}

function intoBlock(source: MapSource, node: ObjectNode, entry: NewEntry): string | undefined {
  const { text } = source
  const own = ownMembers(node)
  const behind = own.find(({ key }) => key === entry.after) ?? own.at(-1)
  if (behind === undefined) return undefined
  const range = memberRange(text, behind)
  const indent = text.slice(lineStart(text, range.start), range.start)
  if (!/^ *$/.test(indent)) return undefined
  return inserted(source, endOfLine(text, range.end), { indent, entry })
}

/** A key without a value gets lines below it; an explicit null value is replaced by a mapping. */
function intoNothing(source: MapSource, { keyOrigin, value }: Member, entry: NewEntry): string | undefined {
  const { text, format } = source
  const key = fileOriginOf(keyOrigin)
  const range = value.origin === keyOrigin ? { start: key.end, end: key.end } : fileOriginOf(value.origin)
  if (text.slice(range.start, range.end).trim() !== '')
    return replaced(text, range, `{${flowText(entry, format)}}`)
  const margin = text.slice(lineStart(text, key.start), key.start)
  if (!/^ *$/.test(margin)) return undefined
  return inserted(source, endOfLine(text, key.end), { indent: `${margin}${stepOf(source)}`, entry })
}

type Inserting = { readonly indent: string; readonly entry: NewEntry }

function inserted(source: MapSource, offset: number, { indent, entry }: Inserting): string {
  const { text, format } = source
  const eol = eolOf(text)
  const { above = [], beside = '' } = entry.comments ?? {}
  const lines = entry.path.flatMap((key, index) => {
    const margin = `${indent}${stepOf(source).repeat(index)}`
    const name = `${margin}${quoted(key, 'plain', format)}:`
    if (index < entry.path.length - 1) return [name]
    const comments = above.map(line => `${margin}${line}`)
    return [...comments, `${name} ${quoted(entry.value, 'plain', format)}${beside}`]
  })
  return replaced(text, { start: offset, end: offset }, lines.map(line => `${eol}${line}`).join(''))
}

function replaced(
  text: string,
  { start, end }: { readonly start: number; readonly end: number },
  by: string
): string {
  return `${text.slice(0, start)}${by}${text.slice(end)}`
}

/** A text without an entry, and the comments that were removed with it. */
export type WithoutEntry = { readonly text: string; readonly comments: EntryComments }

const NO_COMMENTS: EntryComments = { above: [], beside: '' }

/**
 * withoutEntry removes the entry at a path, and its mapping if it becomes empty. With `takesComments`, the comments of
 * the entry are removed with it; otherwise they stay. Undefined for a form that cannot be edited.
 */
export function withoutEntry(
  source: MapSource,
  path: readonly string[],
  takesComments: boolean
): WithoutEntry | undefined {
  const outer = memberAt(source.root, path.slice(0, -1))
  const entry = memberAt(source.root, path)
  if (outer?.value.kind !== 'object' || entry === undefined) return undefined
  const isLast = outer.value.members.length === 1
  const above = path.length > 2 ? memberAt(source.root, path.slice(0, -2))?.value : source.root
  const taken = isLast ? outer : entry
  const around = isLast ? above : outer.value
  if (around?.kind !== 'object') return undefined
  if (isFlow(source.text, around)) {
    const text = withoutFlowMember(source, around, taken)
    return text === undefined ? undefined : { text, comments: NO_COMMENTS }
  }
  return withoutLines(source, { taken, entry, takesComments })
}

function withoutFlowMember(
  { text, format }: MapSource,
  node: ObjectNode,
  member: Member
): string | undefined {
  const range = fileOriginOf(node.origin)
  const items = node.members.map(one => memberRange(text, one))
  const list = readCommaList(text, range, { items, syntax: format })
  const at = node.members.indexOf(member)
  const item = list?.items[at]
  if (list === undefined || item === undefined) return undefined
  // a comment after the entry, or in a mapping that is removed, has no other place
  if (/#|\/[/*]/.test(item.tail) || commentsInOrder(item.body).length > 0) return undefined
  return replaced(text, range, printCommaList(withoutItems(list, new Map([[at, remainOf(item.lead)]]))))
}

function remainOf(lead: string): string {
  return hasComment(lead) ? leadWithoutIndent(lead) : ''
}

type Taking = { readonly taken: Member; readonly entry: Member; readonly takesComments: boolean }

function withoutLines(
  { text }: MapSource,
  { taken, entry, takesComments }: Taking
): WithoutEntry | undefined {
  const whole = readBlockMember(text, taken)
  const own = readBlockMember(text, entry)
  if (whole === undefined) return undefined
  const travels = takesComments && own !== undefined
  const comments = travels ? own.comments : NO_COMMENTS
  const inside = commentsInOrder(text.slice(whole.lines.start, whole.lines.end))
  const gone = [...comments.above, ...(comments.beside.trim() === '' ? [] : [comments.beside.trim()])]
  const stay = inside.filter(line => !gone.includes(line)).map(line => `${whole.indent}${line}`)
  const start = travels && taken === entry ? whole.from : whole.lines.start
  return { text: cutLines(text, { start, end: whole.lines.end }, stay), comments }
}

/** renamedEntries renames a mapping and replaces the values of its entries, all in place. */
export function renamedEntries(
  { text, format }: MapSource,
  member: Member,
  change: { readonly name: string; readonly values: ReadonlyMap<string, string> }
): string {
  const key = fileOriginOf(member.keyOrigin)
  const written = (from: number, to: number, by: string) =>
    quoted(by, quotingOf(text.slice(from, to)), format)
  const edits = [{ ...key, text: written(key.start, key.end, change.name) }]
  for (const one of member.value.kind === 'object' ? member.value.members : []) {
    const { start } = fileOriginOf(one.value.origin)
    const { end } = memberRange(text, one)
    edits.push({ ...key, start, end, text: written(start, end, change.values.get(one.key) ?? '') })
  }
  return edits
    .toSorted((a, b) => b.start - a.start)
    .reduce((result, edit) => replaced(result, edit, edit.text), text)
}
