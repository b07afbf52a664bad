import {
  commasIn,
  type Entry,
  hasComment,
  hasLineBreak,
  rebase,
  restOfLine,
  type Syntax,
  splitLead
} from './trivia.ts'

/** An extent of the text; `end` is exclusive. */
export type Range = { readonly start: number; readonly end: number }

/**
 * One item with its surroundings: `lead` before it, the item, the text before its comma (undefined without a comma),
 * and `tail`, the rest of its line if a line break follows.
 */
export type CommaItem = {
  readonly lead: string
  readonly body: string
  readonly comma: string | undefined
  readonly tail: string
}

/**
 * A list in brackets or braces (JSON, YAML's flow style). The concatenated parts are the original text, byte for byte.
 */
export type CommaList = {
  readonly syntax: Syntax
  readonly open: string
  readonly items: readonly CommaItem[]
  readonly foot: string
  readonly close: string
}

/** readCommaList parses the text of a list. Undefined if the text between the items contains anything but comments. */
export function readCommaList(
  text: string,
  range: Range,
  parts: { readonly items: readonly Range[]; readonly syntax: Syntax }
): CommaList | undefined {
  const { syntax } = parts
  const inner = { start: range.start + 1, end: range.end - 1 }
  const bounds = [...parts.items, { start: inner.end, end: inner.end }]
  const items: CommaItem[] = []
  let gap = text.slice(inner.start, bounds[0]?.start)
  if (commasIn(gap, syntax)?.length !== 0) return undefined
  const rest = restOfLine(gap, syntax)
  const open = `${text.charAt(range.start)}${gap.slice(0, rest)}`
  let lead = gap.slice(rest)
  for (const [index, { start, end }] of parts.items.entries()) {
    gap = text.slice(end, bounds[index + 1]?.start)
    const commas = commasIn(gap, syntax)
    if (commas === undefined || commas.length > 1) return undefined
    const [comma] = commas
    const after = comma === undefined ? gap : gap.slice(comma + 1)
    const tail = after.slice(0, restOfLine(after, syntax))
    items.push({
      lead,
      body: text.slice(start, end),
      comma: comma === undefined ? undefined : gap.slice(0, comma),
      tail
    })
    lead = after.slice(tail.length)
  }
  return { syntax, open, items, foot: lead, close: text.slice(inner.end, range.end) }
}

/** printCommaList joins the parts. */
export function printCommaList({ open, items, foot, close }: CommaList): string {
  const body = items.map(
    item => `${item.lead}${item.body}${item.comma === undefined ? '' : `${item.comma},`}${item.tail}`
  )
  return `${open}${body.join('')}${foot}${close}`
}

/** separatorOf returns the white space before an added item: the same as before the last item. */
export function separatorOf({ items }: CommaList): string {
  const last = items.at(-1)
  if (last === undefined) return ''
  if (hasLineBreak(last.lead)) return breakOf(last.lead)
  if (items.length > 1) return /^[ \t]*/.exec(last.lead)?.[0] ?? ''
  return /[,:][ \t]/.test(last.body) ? ' ' : ''
}

function breakOf(lead: string): string {
  return /(?:\r\n|\r|\n)[ \t]*$/.exec(lead)?.[0] ?? /(?:\r\n|\r|\n)[ \t]*/.exec(lead)?.[0] ?? ''
}

/**
 * withoutItems removes items. `remains` contains, by index, the lines that stay in place of each removed item ('' for
 * none).
 */
export function withoutItems(list: CommaList, remains: ReadonlyMap<number, string>): CommaList {
  const hadTrailingComma = list.items.at(-1)?.comma !== undefined
  const kept: CommaItem[] = []
  let carried = ''
  for (const [index, item] of list.items.entries()) {
    const rest = remains.get(index)
    if (rest !== undefined) carried += carried === '' ? rest : withoutFirstBreak(rest)
    else {
      kept.push({ ...item, lead: joinedLead(carried, item.lead) })
      carried = ''
    }
  }
  const first = kept[0]
  if (first && !hasLineBreak(first.lead)) kept[0] = { ...first, lead: firstLead(list, first.lead) }
  const last = kept.at(-1)
  if (last?.comma !== undefined && !hadTrailingComma) {
    const before = hasComment(last.comma) ? last.comma : ''
    kept[kept.length - 1] = { ...last, comma: undefined, tail: `${before}${last.tail}` }
  }
  return { ...list, items: kept, foot: joinedLead(carried, list.foot) }
}

function joinedLead(carried: string, lead: string): string {
  return carried === '' ? lead : `${carried}${withoutFirstBreak(lead)}`
}

function withoutFirstBreak(lead: string): string {
  return lead.replace(/^[ \t]*(?:\r\n|\r|\n)/, '')
}

/** The first item of a single-line list keeps the white space of the previous first item. */
function firstLead(list: CommaList, own: string): string {
  const before = list.items[0]?.lead ?? ''
  const blanks = hasLineBreak(before) ? breakOf(before) : (/^[ \t]*/.exec(before)?.[0] ?? '')
  return `${blanks}${own.trimStart()}`
}

/** withItem inserts an item at an index; the item before it gets a comma if it had none. */
export function withItem(
  list: CommaList,
  index: number,
  item: Pick<CommaItem, 'lead' | 'body' | 'tail'>
): CommaList {
  const items = [...list.items]
  const before = items[index - 1]
  const style = items.find(({ comma }) => comma !== undefined && !hasComment(comma))?.comma ?? ''
  const isLast = index === items.length
  const comma = isLast ? (before?.comma === undefined ? undefined : style) : style
  if (before && before.comma === undefined) items[index - 1] = { ...before, comma: style }
  items.splice(index, 0, { ...item, comma })
  return { ...list, items }
}

/**
 * takesComments reports whether entries can be moved into a list with their comments: each of its items is on its own
 * line.
 */
export function takesComments(list: CommaList): boolean {
  return hasLineBreak(separatorOf(list))
}

/**
 * inLines puts each item of a list on its own line. `lead` is the line break with the indentation of an item, `foot`
 * that of the closing bracket.
 */
export function inLines(
  list: CommaList,
  { lead, foot }: Pick<CommaList, 'foot'> & { readonly lead: string }
): CommaList {
  const items = list.items.map(item => ({ ...item, lead: `${lead}${item.lead.trimStart()}` }))
  return { ...list, open: list.open.trimEnd(), items, foot: `${list.foot.trim()}${foot}` }
}

/**
 * lineStyleOf returns the line breaks and indentation of the items and the closing bracket of a list whose items are on
 * their own lines.
 */
export function lineStyleOf(list: CommaList): Parameters<typeof inLines>[1] {
  return { lead: separatorOf(list), foot: footLike(list) }
}

/** withEntries appends entries in the style of the last item; `pattern` provides the style if the list is empty. */
export function withEntries(list: CommaList, entries: readonly Entry[], pattern: CommaList): CommaList {
  let result = list
  for (const entry of entries) {
    const isFirst = result.items.length === 0
    const style = isFirst ? pattern : result
    const separator = isFirst ? firstSeparator(pattern) : separatorOf(style)
    const indent = separator.replace(/^[\r\n]+/, '')
    const above = entry.above.map(line => `${separator}${rebase(line, entry.base, indent)}`).join('')
    const body = hasLineBreak(separator) ? rebase(entry.body, entry.base, indent) : entry.body
    result = withItem(result, result.items.length, { lead: `${above}${separator}`, body, tail: entry.beside })
    if (isFirst) result = { ...result, foot: footLike(pattern) }
  }
  return result
}

function firstSeparator(pattern: CommaList): string {
  const lead = pattern.items[0]?.lead ?? ''
  return hasLineBreak(lead) ? breakOf(lead) : (/^[ \t]*/.exec(lead)?.[0] ?? '')
}

function footLike({ foot }: CommaList): string {
  return hasLineBreak(foot) ? breakOf(foot) : (/[ \t]*$/.exec(foot)?.[0] ?? '')
}

/** indentOf returns the white space at the start of the line that contains an offset. */
export function indentOf(text: string, offset: number): string {
  const start = lineStart(text, offset)
  return /^[ \t]*/.exec(text.slice(start, offset))?.[0] ?? ''
}

/** lineStart returns the offset of the first character of the line that contains an offset. */
export function lineStart(text: string, offset: number): number {
  return Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1
}

/** entryLead splits the lead of an item of a list. */
export function entryLead(list: CommaList, index: number): ReturnType<typeof splitLead> {
  return splitLead(list.items[index]?.lead ?? '', list.syntax)
}

/** leadWithoutIndent returns the text before an item without the indentation on the item's line. */
export function leadWithoutIndent(lead: string): string {
  return lead.replace(/[ \t]*$/, '')
}
