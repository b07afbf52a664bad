import { itemsOf } from '../../files/document/tree.ts'
import { entryText, keyText, movedIn, type Written } from './entries.ts'
import type { HolderMoves } from './moves.ts'
import {
  bodiesOf,
  endOfLine,
  eolOf,
  lineStart,
  marginOf,
  type Range,
  rangeOf,
  type TextEdit
} from './ranges.ts'

/** An item of a block of YAML: the comment lines directly above it, its lines, and the comment after it. */
type BlockItem = {
  /** From its first comment line to the end of its last line. */
  readonly range: Range
  readonly above: readonly string[]
  /** The indentation, and in a list the dash. */
  readonly lead: string
  readonly body: string
  readonly beside: string
}

/** A block of YAML. `range` ends before the last line break. */
type Block = { readonly range: Range; readonly items: readonly BlockItem[] }

/**
 * editBlock moves entries of a block of YAML, line by line, with the comments above and beside them. Returns why a form
 * is not edited.
 */
export function editBlock(written: Written, group: HolderMoves): readonly TextEdit[] | string {
  const { text } = written
  const { from, to, leaving } = group
  const blockOf = ({ value }: HolderMoves['from']) => readBlock(text, rangeOf(value), bodiesOf(text, value))
  const source = blockOf(from)
  const target = to && itemsOf(to.value).length > 0 ? blockOf(to) : undefined
  if (source === undefined || (target === undefined && itemsOf(to?.value).length > 0))
    return 'something else is between the entries of its list, which is not rewritten'
  const margin = marginOf(text, rangeOf(from).start)
  const made = movedIn(group).flatMap(index => {
    const item = source.items[index]
    return item ? [{ ...item, body: entryText(written, group, index) }] : []
  })
  const own = from.value.kind === 'array' ? (source.items.at(-1)?.lead ?? '- ') : `${margin}  - `
  const eol = eolOf(text)
  const added = blockLines(made, target?.items.at(-1)?.lead ?? own)
    .map(line => `${eol}${line}`)
    .join('')
  const rest = blockWithout(text, source, index => !leaving.has(index))
  const isEmptied = leaving.size === source.items.length
  const edits: TextEdit[] = isEmptied ? emptied(text, group, { range: source.range, rest }) : []
  const member = to ? '' : `${eol}${margin}${keyText(written, group)}:${added}`
  if (!isEmptied) edits.push({ ...source.range, text: `${rest}${member}` })
  else if (member !== '') edits.push({ start: source.range.end, end: source.range.end, text: member })
  if (target) edits.push({ start: target.range.end, end: target.range.end, text: added })
  else if (to && made.length > 0)
    edits.push({ start: rangeOf(to).end, end: rangeOf(to.value).end, text: `:${added}` })
  return edits
}

function readBlock(text: string, whole: Range, bodies: readonly Range[]): Block | undefined {
  const items: BlockItem[] = []
  let before = lineStart(text, whole.start)
  // comment lines between the name of the list and its first item
  while (before > 0 && /^[ \t]*(?:#.*)?$/.test(lineAt(text, lineStart(text, before - 1))))
    before = lineStart(text, before - 1)
  for (const { start, end } of bodies) {
    const line = lineStart(text, start)
    const lead = text.slice(line, start)
    const stop = endOfLine(text, end)
    const beside = text.slice(end, stop)
    if (!/^ *(?:-[ \t]+)?$/.test(lead) || !/^(?:[ \t]+#.*|[ \t]*)$/.test(beside)) return undefined
    let from = line
    const above: string[] = []
    while (from > before && /^[ \t]*#/.test(lineAt(text, lineStart(text, from - 1)))) {
      from = lineStart(text, from - 1)
      above.unshift(lineAt(text, from).trim())
    }
    const body = text.slice(start, end)
    items.push({ range: { start: from, end: stop }, above, lead, body, beside: beside.trimEnd() })
    before = afterBreak(text, stop)
  }
  const [first, last] = [items[0], items.at(-1)]
  if (first === undefined || last === undefined) return undefined
  return { range: { start: first.range.start, end: last.range.end }, items }
}

/** The text of a block without the items that leave, and their comments. */
function blockWithout(text: string, block: Block, stay: (index: number) => boolean): string {
  const parts: string[] = []
  let from = block.range.start
  for (const [index, { range }] of block.items.entries()) {
    if (stay(index)) continue
    parts.push(text.slice(from, range.start))
    from = afterBreak(text, range.end)
  }
  const rest = `${parts.join('')}${text.slice(from, Math.max(from, block.range.end))}`
  return from > block.range.end || from === text.length ? rest.replace(/(?:\r\n|\n|\r)[ \t\r\n]*$/, '') : rest
}

/** The lines of items, with the indentation of a list whose items begin with `lead`. */
function blockLines(items: readonly BlockItem[], lead: string): readonly string[] {
  const margin = ' '.repeat(lead.indexOf('-'))
  return items.flatMap(item => {
    const shifted = item.body.replace(/(\r\n|\n|\r)( *)/g, (_, newline: string, indent: string) => {
      return `${newline}${' '.repeat(Math.max(0, indent.length - item.lead.length + lead.length))}`
    })
    return [...item.above.map(line => `${margin}${line}`), `${lead}${shifted}${item.beside}`]
  })
}

/** A block of which nothing stays becomes `[]` or `{}`; comments that belong to no entry stay below it. */
function emptied(
  text: string,
  { from }: HolderMoves,
  { range, rest }: { readonly range: Range; readonly rest: string }
): TextEdit[] {
  const at = text.indexOf(':', rangeOf(from).end) + 1
  const start = rest === '' ? range.start - eolOf(text).length : range.start
  return [
    { start: at, end: at, text: from.value.kind === 'array' ? ' []' : ' {}' },
    { start, end: range.end, text: rest }
  ]
}

function lineAt(text: string, start: number): string {
  return text.slice(start, endOfLine(text, start))
}

function afterBreak(text: string, offset: number): number {
  return text.startsWith('\r\n', offset) ? offset + 2 : Math.min(offset + 1, text.length)
}
