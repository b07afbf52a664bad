import { fieldName } from '../../detector/candidate.ts'
import type { DocumentNode, Member } from '../../files/document/tree.ts'

/** An extent of the text; `end` is exclusive. */
export type Range = { readonly start: number; readonly end: number }

/** rangeOf returns where a node, or the name of a member, stands. Throws for a node without a place in a file. */
export function rangeOf(node: DocumentNode | Member): Range {
  const origin = 'keyOrigin' in node ? node.keyOrigin : node.origin
  if (origin.kind !== 'file') throw new Error('a node without a place in the file')
  return origin
}

/** fieldMember returns the field of an entry, spelled as in ECS, CloudFormation or Terraform. */
export function fieldMember(entry: DocumentNode | undefined, field: string): Member | undefined {
  return entry?.kind === 'object' ? entry.members.find(({ key }) => fieldName(key) === field) : undefined
}

/** Items in brackets or braces, and what is between them. `gaps` has one text more than there are items. */
export type FlowItems = {
  readonly style: 'flow'
  readonly range: Range
  readonly bodies: readonly string[]
  readonly gaps: readonly string[]
}

/** An item of a block of YAML: the comment lines directly above it, its lines, and the comment after it. */
export type BlockItem = {
  /** From its first comment line to the end of its last line. */
  readonly range: Range
  readonly above: readonly string[]
  /** The indentation, and in a list the dash. */
  readonly lead: string
  readonly body: string
  readonly beside: string
}

/** A block of YAML. `range` ends before the last line break. */
export type BlockItems = {
  readonly style: 'block'
  readonly range: Range
  readonly items: readonly BlockItem[]
}

/** readItems parses the text of a list or map; undefined for a form that is not edited. */
export function readItems(
  text: string,
  range: Range,
  bodies: readonly Range[]
): FlowItems | BlockItems | undefined {
  return /[[{]/.test(text.charAt(range.start))
    ? readFlow(text, range, bodies)
    : readBlock(text, range, bodies)
}

/** Between the items there must be nothing but commas and white space; a comment there could belong to either. */
function readFlow(text: string, range: Range, bodies: readonly Range[]): FlowItems | undefined {
  const starts = [...bodies.map(({ start }) => start), range.end - 1]
  const gaps = starts.map((start, index) => text.slice(bodies[index - 1]?.end ?? range.start + 1, start))
  const isFine = gaps.every((gap, index) =>
    (index === 0 ? /^\s*$/ : index === bodies.length ? /^\s*,?\s*$/ : /^\s*,\s*$/).test(gap)
  )
  if (!isFine) return undefined
  return { style: 'flow', range, gaps, bodies: bodies.map(({ start, end }) => text.slice(start, end)) }
}

function readBlock(text: string, whole: Range, bodies: readonly Range[]): BlockItems | undefined {
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
  return { style: 'block', range: { start: first.range.start, end: last.range.end }, items }
}

/** flowWith returns the text in brackets with the items that stay and those that are added. */
export function flowWith(
  { bodies, gaps }: FlowItems,
  {
    stay,
    added,
    marks: [open, close]
  }: {
    readonly stay: (index: number) => boolean
    readonly added: readonly string[]
    readonly marks: '[]' | '{}'
  }
): string {
  const kept = bodies.flatMap((body, index) => (stay(index) ? [{ body, gap: gaps[index] ?? '' }] : []))
  if (kept.length + added.length === 0) return `${open}${close}`
  const [first = ''] = gaps
  const inLine = /[,:] /.test(bodies.join()) ? ' ' : ''
  const separator = bodies.length > 1 ? (gaps.at(-2) ?? ',') : `,${first.includes('\n') ? first : inLine}`
  const all = [...kept, ...added.map(body => ({ body, gap: separator }))]
  const items = all.map(({ body, gap }, index) => `${index === 0 ? first : gap}${body}`)
  return `${open}${items.join('')}${gaps.at(-1)}${close}`
}

/** blockWithout returns the text of a block without the items that leave, and their comments. */
export function blockWithout(text: string, block: BlockItems, stay: (index: number) => boolean): string {
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

/** blockLines returns the lines of items, with the indentation of a list whose items begin with `lead`. */
export function blockLines(items: readonly BlockItem[], lead: string): readonly string[] {
  const margin = ' '.repeat(lead.indexOf('-'))
  return items.flatMap(item => {
    const shifted = item.body.replace(/(\r\n|\n|\r)( *)/g, (_, newline: string, indent: string) => {
      return `${newline}${' '.repeat(Math.max(0, indent.length - item.lead.length + lead.length))}`
    })
    return [...item.above.map(line => `${margin}${line}`), `${lead}${shifted}${item.beside}`]
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
