import { lineStart, type Range } from './comma-list.ts'
import { type Entry, hasComment, linesOf, rebase } from './trivia.ts'

/** One item: the whole lines before it, the indentation and the dash, the item, and the rest of its line. */
export type BlockItem = {
  readonly lead: string
  readonly dash: string
  readonly body: string
  readonly tail: string
}

/**
 * A list in YAML's block style. `range` is the extent of the list in the text: whole lines, from the line after the
 * name of the list to its last line without the final line break. `foot` contains the comments below the last item that
 * have its indentation.
 */
export type BlockList = {
  readonly range: Range
  readonly items: readonly BlockItem[]
  readonly foot: string
  readonly eol: string
}

/** readBlockList parses a list. Undefined if an item does not begin on the line of its dash. */
export function readBlockList(text: string, items: readonly Range[], eol: string): BlockList | undefined {
  const [first] = items
  if (first === undefined) return undefined
  const region = lineStart(text, first.start)
  let from = startOfComments(text, region)
  const begin = from
  const read: BlockItem[] = []
  for (const range of items) {
    const line = lineStart(text, range.start)
    const dash = text.slice(line, range.start)
    const lead = text.slice(from, line)
    if (!/^[ ]*-[ \t]+$/.test(dash) || !isTrivia(lead)) return undefined
    const end = endOfLine(text, range.end)
    const tail = text.slice(range.end, end)
    if (!/^(?:[ \t]+#.*|[ \t]*)$/.test(tail)) return undefined
    read.push({ lead, dash, body: text.slice(range.start, range.end), tail })
    from = afterBreak(text, end)
  }
  const last = endOfLine(text, (items.at(-1) as Range).end)
  const foot = footOf(text, last, read[0] as BlockItem)
  return { range: { start: begin, end: last + foot.length }, items: read, foot, eol }
}

function isTrivia(text: string): boolean {
  return text.split(/\r\n|\r|\n/).every(line => /^[ \t]*(?:#.*)?$/.test(line))
}

/** Comment lines and blank lines directly above the first item belong to the list. */
function startOfComments(text: string, from: number): number {
  let start = from
  while (start > 0) {
    const before = lineStart(text, start - (text.startsWith('\r\n', start - 2) ? 2 : 1))
    if (!/^[ \t]*(?:#.*)?$/.test(text.slice(before, endOfLine(text, before)))) break
    start = before
  }
  return start
}

/**
 * Comments below the list in the column of the dashes are commented-out entries, unless the column is 0, where they
 * could belong to something else.
 */
function footOf(text: string, end: number, { dash }: BlockItem): string {
  const column = dash.indexOf('-')
  let to = end
  for (let line = afterBreak(text, end); line < text.length && line > to; ) {
    const stop = endOfLine(text, line)
    if (!new RegExp(`^ {${column}}#`).test(text.slice(line, stop)) || column === 0) break
    to = stop
    line = afterBreak(text, stop)
  }
  return text.slice(end, to)
}

/** endOfLine returns the offset of the line break at or after an offset, or the end of the text. */
export function endOfLine(text: string, offset: number): number {
  const found = text.slice(offset).search(/[\r\n]/)
  return found < 0 ? text.length : offset + found
}

/** afterBreak returns the offset after the line break at an offset. */
export function afterBreak(text: string, offset: number): number {
  if (text.startsWith('\r\n', offset)) return offset + 2
  return Math.min(offset + 1, text.length)
}

/** printBlockList joins the parts; without items, it returns the remaining comments. */
export function printBlockList({ items, foot, eol }: BlockList): string {
  const lines = items.map(({ lead, dash, body, tail }) => `${lead}${dash}${body}${tail}`)
  const text = lines.join(eol)
  return items.length === 0 ? foot : `${text}${foot}`
}

/** withoutBlockItems removes items. `remains` contains, by index, the lines that stay in place of each removed item. */
export function withoutBlockItems(list: BlockList, remains: ReadonlyMap<number, string>): BlockList {
  const kept: BlockItem[] = []
  let carried = ''
  for (const [index, item] of list.items.entries()) {
    const rest = remains.get(index)
    if (rest !== undefined) carried += rest
    else {
      kept.push({ ...item, lead: `${carried}${item.lead}` })
      carried = ''
    }
  }
  if (carried === '') return { ...list, items: kept }
  const left = carried.slice(0, carried.length - list.eol.length)
  return { ...list, items: kept, foot: `${kept.length > 0 ? list.eol : ''}${left}${list.foot}` }
}

/**
 * withBlockEntries appends entries in the style of the last item, or of the last item of `pattern` if the list is
 * empty.
 */
export function withBlockEntries(list: BlockList, entries: readonly Entry[], pattern: BlockList): BlockList {
  const model = list.items.at(-1) ?? pattern.items.at(-1)
  const dash = model?.dash ?? '- '
  const indent = ' '.repeat(dash.length)
  const margin = ' '.repeat(Math.max(0, dash.indexOf('-')))
  const added = entries.map(entry => ({
    lead: entry.above.map(line => `${margin}${line}${list.eol}`).join(''),
    dash,
    body: rebase(entry.body, entry.base, indent),
    tail: entry.beside
  }))
  return { ...list, items: [...list.items, ...added] }
}

/** splitBlockLead splits the lines before an item into those that stay and the comments directly above the item. */
export function splitBlockLead(lead: string): { readonly kept: string; readonly above: readonly string[] } {
  const lines = linesOf(lead, 'yaml').filter(line => line !== '')
  let from = lines.length
  while (from > 0 && hasComment(lines[from - 1] as string)) from--
  return { kept: lines.slice(0, from).join(''), above: lines.slice(from).map(line => line.trim()) }
}
