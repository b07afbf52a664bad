import { bodiesOf, type Range, type Written } from './entry-text.ts'
import type { ListMember } from './locate.ts'
import { fileOriginOf } from './tree.ts'

/**
 * A list in brackets: the text of its items, and what is between them. `gaps` has one text more than there are items.
 */
export type BracketList = {
  readonly style: 'brackets'
  readonly range: Range
  readonly bodies: readonly string[]
  readonly gaps: readonly string[]
}

/** An item of a YAML list with a dash: the comment lines directly above it, its lines, and the comment after it. */
export type DashItem = {
  /** From its first comment line to the end of its last line. */
  readonly range: Range
  readonly above: readonly string[]
  /** The indentation and the dash. */
  readonly dash: string
  readonly body: string
  readonly beside: string
}

/** A YAML list with dashes. `range` ends before the last line break. */
export type DashList = {
  readonly style: 'dashes'
  readonly range: Range
  readonly items: readonly DashItem[]
}

/** readList parses the text of a list; undefined for a form that is not edited. */
export function readList({ text }: Written, { value }: ListMember): BracketList | DashList | undefined {
  const range = fileOriginOf(value.origin)
  const bodies = bodiesOf(text, value.items)
  return text.charAt(range.start) === '['
    ? readBrackets(text, range, bodies)
    : readDashes(text, fileOriginOf(value.origin), bodies)
}

/** Between the items there must be nothing but commas and white space; a comment there could belong to either. */
function readBrackets(text: string, range: Range, bodies: readonly Range[]): BracketList | undefined {
  const starts = [...bodies.map(({ start }) => start), range.end - 1]
  const gaps = starts.map((start, index) => text.slice(bodies[index - 1]?.end ?? range.start + 1, start))
  const isFine = gaps.every((gap, index) =>
    (index === 0 ? /^\s*$/ : index === bodies.length ? /^\s*,?\s*$/ : /^\s*,\s*$/).test(gap)
  )
  if (!isFine) return undefined
  return { style: 'brackets', range, gaps, bodies: bodies.map(({ start, end }) => text.slice(start, end)) }
}

function readDashes(text: string, whole: Range, bodies: readonly Range[]): DashList | undefined {
  const items: DashItem[] = []
  let before = lineStart(text, whole.start)
  // comment lines between the name of the list and its first item
  while (before > 0 && /^[ \t]*(?:#.*)?$/.test(lineAt(text, lineStart(text, before - 1))))
    before = lineStart(text, before - 1)
  for (const { start, end } of bodies) {
    const line = lineStart(text, start)
    const dash = text.slice(line, start)
    const stop = endOfLine(text, end)
    const beside = text.slice(end, stop)
    if (!/^ *-[ \t]+$/.test(dash) || !/^(?:[ \t]+#.*|[ \t]*)$/.test(beside)) return undefined
    let from = line
    const above: string[] = []
    while (from > before && /^[ \t]*#/.test(lineAt(text, lineStart(text, from - 1)))) {
      from = lineStart(text, from - 1)
      above.unshift(lineAt(text, from).trim())
    }
    const body = text.slice(start, end)
    items.push({ range: { start: from, end: stop }, above, dash, body, beside: beside.trimEnd() })
    before = afterBreak(text, stop)
  }
  const last = items.at(-1)
  if (last === undefined) return undefined
  return { style: 'dashes', range: { start: items[0]?.range.start ?? 0, end: last.range.end }, items }
}

/** bracketsWith returns the text of a list in brackets with the items that stay and those that are added. */
export function bracketsWith(
  { bodies, gaps }: BracketList,
  { stay, added }: { readonly stay: (index: number) => boolean; readonly added: readonly string[] }
): string {
  const kept = bodies.flatMap((body, index) => (stay(index) ? [{ body, gap: gaps[index] ?? '' }] : []))
  if (kept.length + added.length === 0) return '[]'
  const [first = ''] = gaps
  const inLine = /[,:] /.test(bodies.join()) ? ' ' : ''
  const separator = bodies.length > 1 ? (gaps.at(-2) ?? ',') : `,${first.includes('\n') ? first : inLine}`
  const all = [...kept, ...added.map(body => ({ body, gap: separator }))]
  const items = all.map(({ body, gap }, index) => `${index === 0 ? first : gap}${body}`)
  return `[${items.join('')}${gaps.at(-1)}]`
}

/** dashesWithout returns the text of a list with dashes without the items that leave, and their comments. */
export function dashesWithout(text: string, list: DashList, stay: (index: number) => boolean): string {
  const parts: string[] = []
  let from = list.range.start
  for (const [index, { range }] of list.items.entries()) {
    if (stay(index)) continue
    parts.push(text.slice(from, range.start))
    from = afterBreak(text, range.end)
  }
  const rest = `${parts.join('')}${text.slice(from, Math.max(from, list.range.end))}`
  return from > list.range.end || from === text.length ? rest.replace(/(?:\r\n|\n|\r)[ \t\r\n]*$/, '') : rest
}

/** dashLines returns the lines of items, with the indentation of a list whose dashes are written like `dash`. */
export function dashLines(items: readonly DashItem[], dash: string): readonly string[] {
  const margin = ' '.repeat(dash.indexOf('-'))
  return items.flatMap(item => {
    const shifted = item.body.replace(/(\r\n|\n|\r)( *)/g, (_, newline: string, indent: string) => {
      return `${newline}${' '.repeat(Math.max(0, indent.length - item.dash.length + dash.length))}`
    })
    return [...item.above.map(line => `${margin}${line}`), `${dash}${shifted}${item.beside}`]
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

function lineAt(text: string, start: number): string {
  return text.slice(start, endOfLine(text, start))
}

function afterBreak(text: string, offset: number): number {
  return text.startsWith('\r\n', offset) ? offset + 2 : Math.min(offset + 1, text.length)
}
