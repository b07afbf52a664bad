import type { ArrayNode, DocumentNode } from '../../document/tree.ts'
import { type BlockList, readBlockList, splitBlockLead } from './block-list.ts'
import { type CommaList, entryLead, indentOf, lineStart, readCommaList } from './comma-list.ts'
import type { ContainerMoves } from './container-moves.ts'
import { bodiesOf, likeNeighbor, secretNode, secretText, type Written } from './entry-text.ts'
import { fileOriginOf } from './source-index.ts'
import { type Entry, hasComment, hasLineBreak } from './trivia.ts'

/** The text of a list, in either style. */
export type ListText =
  | { readonly style: 'comma'; readonly list: CommaList }
  | { readonly style: 'block'; readonly list: BlockList }

/** A moved entry, and the node that a reader returns for it. */
export type MovedEntry = { readonly entry: Entry; readonly node: DocumentNode }

/** eolOf returns the line break of a file, according to its first one. */
export function eolOf(text: string): string {
  return /\r\n|\r|\n/.exec(text)?.[0] ?? '\n'
}

/** readList parses the text of an array in its style; undefined for a form that cannot be rewritten. */
export function readList({ text, syntax }: Written, node: ArrayNode): ListText | undefined {
  const range = fileOriginOf(node.origin)
  const items = bodiesOf(text, node)
  if (text.charAt(range.start) === '[') {
    const list = readCommaList(text, range, { items, syntax })
    return list && { style: 'comma', list }
  }
  const list = readBlockList(text, items, eolOf(text))
  return list && { style: 'block', list }
}

/** movedEntriesOf lists the entries that move to `secrets`, in the order of the file and in the style of `secrets`. */
export function movedEntriesOf(
  written: Written,
  group: ContainerMoves,
  from: ListText
): readonly MovedEntry[] {
  const neighbor = group.secrets?.value.items.at(-1)
  return [...group.leaving.entries()]
    .filter(([, { fate }]) => fate === 'moved')
    .sort(([a], [b]) => a - b)
    .map(([index, leaving]) => {
      const item = group.environment.value.items[index] as DocumentNode
      const entry = {
        ...surroundings(written, group, { from, index }),
        body: secretText(written, item, { group, leaving })
      }
      const form =
        neighbor && !hasInnerComment(written, item)
          ? likeNeighbor(written, group, { neighbor, leaving })
          : undefined
      if (neighbor === undefined || form === undefined)
        return { entry, node: secretNode(group, item, leaving) }
      const base = baseOf(written, neighbor)
      return { entry: { ...entry, body: form, base }, node: secretNode(group, neighbor, leaving) }
    })
}

function surroundings(
  { text }: Written,
  { environment }: ContainerMoves,
  at: { readonly from: ListText; readonly index: number }
): Omit<Entry, 'body'> {
  const { from, index } = at
  if (from.style === 'block') {
    const { lead, dash, tail } = from.list.items[index] as BlockList['items'][number]
    return { base: ' '.repeat(dash.length), above: splitBlockLead(lead).above, beside: tail.trimEnd() }
  }
  const { tail } = from.list.items[index] as CommaList['items'][number]
  const start = fileOriginOf((environment.value.items[index] as DocumentNode).origin).start
  return {
    base: indentOf(text, start),
    above: entryLead(from.list, index).above,
    beside: hasComment(tail) ? tail.trimEnd() : ''
  }
}

/** The base indentation of the lines of an entry after its first. */
function baseOf({ text }: Written, entry: DocumentNode): string {
  const { start } = fileOriginOf(entry.origin)
  const indent = indentOf(text, start)
  const before = text.slice(lineStart(text, start), start)
  return /^ *-[ \t]+$/.test(before) ? ' '.repeat(before.length) : indent
}

function hasInnerComment({ text }: Written, entry: DocumentNode): boolean {
  if (entry.kind !== 'object') return false
  const { start, end } = bodiesOf(text, { kind: 'array', items: [entry], origin: entry.origin })[0] as {
    start: number
    end: number
  }
  let from = start
  for (const { keyOrigin, value } of entry.members) {
    if (/#|\/[/*]/.test(text.slice(from, fileOriginOf(keyOrigin).start))) return true
    if (/#|\/[/*]/.test(text.slice(fileOriginOf(keyOrigin).end, fileOriginOf(value.origin).start)))
      return true
    from = fileOriginOf(value.origin).end
  }
  return /#|\/[/*]/.test(text.slice(from, end))
}

/**
 * remainsOf returns the comment lines that stay in `environment` when entries leave it; `carried` states whether the
 * comments of the entries move with them.
 */
export function remainsOf(
  written: Written,
  group: ContainerMoves,
  at: { readonly from: ListText; readonly carried: boolean }
): ReadonlyMap<number, string> {
  const eol = eolOf(written.text)
  return new Map(
    [...group.leaving].map(([index, { fate }]) => {
      const own = surroundings(written, group, { from: at.from, index })
      const goes = at.carried && fate === 'moved'
      const lines = goes ? [] : [...own.above, ...(own.beside === '' ? [] : [own.beside.trim()])]
      const [kept, indent] = keptLead(at.from, index)
      if (!hasComment(kept) && lines.length === 0) return [index, '']
      const head = kept === '' && at.from.style === 'comma' ? eol : kept
      return [index, `${head}${lines.map(line => `${indent}${line}${eol}`).join('')}`]
    })
  )
}

function keptLead(from: ListText, index: number): readonly [kept: string, indent: string] {
  if (from.style === 'block') {
    const { lead, dash } = from.list.items[index] as BlockList['items'][number]
    return [splitBlockLead(lead).kept, ' '.repeat(dash.indexOf('-'))]
  }
  const { kept, indent } = entryLead(from.list, index)
  return [kept, hasLineBreak(kept) ? (/^[ \t]*/.exec(indent)?.[0] ?? '') : '']
}
