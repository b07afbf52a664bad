import { type DocumentNode, isTerraformFile } from '../../files/document/tree.ts'
import { entryText, keyText, languageAt, movedIn, type Written } from './entries.ts'
import type { HolderMoves } from './moves.ts'
import {
  applyEdits,
  bodiesOf,
  endOfLine,
  eolOf,
  lineStart,
  marginOf,
  type Range,
  rangeOf,
  type TextEdit
} from './ranges.ts'

/**
 * editFlow moves entries of a list or map in brackets, of JSON, YAML or Terraform: each one is cut out with its comma,
 * and put into the new list. Comments stay where they are.
 */
export function editFlow(written: Written, group: HolderMoves): readonly TextEdit[] {
  const { text } = written
  const { from, to, leaving, name } = group
  const bodies = bodiesOf(text, from.value)
  const cuts = cutsOf(text, rangeOf(from.value), { bodies, leaving })
  const added = movedIn(group).map(index => entryText(written, group, index))
  if (added.length === 0) return cuts
  const separator = name === 'map_secrets' && languageAt(written, from) === 'hcl' ? '' : ','
  if (to && !isBlank(text.slice(rangeOf(to.value).start + 1, rangeOf(to.value).end - 1)))
    return [...cuts, ...insertion(written, to.value, { added, separator })]
  const list = listText(written, group, { added, separator, first: bodies[0] })
  return [...cuts, ...(to ? [{ ...rangeOf(to.value), text: list }] : newMember(written, group, list))]
}

/** New items at the end of a list; in Terraform at its beginning, since a comment can be beside any item there. */
function insertion(
  { text, file }: Written,
  list: DocumentNode,
  { added, separator }: { readonly added: readonly string[]; readonly separator: string }
): readonly TextEdit[] {
  const { start, end } = rangeOf(list)
  const bodies = bodiesOf(text, list)
  const at = isTerraformFile(file) ? start + 1 : (bodies.at(-1)?.end ?? end - 1)
  const lead = leadOf(text, { start, end }, at === start + 1 ? bodies[0] : bodies.at(-1))
  const between = lead.includes('\n') ? separator : ','
  if (bodies.length > 0 && at > start + 1) return addedAfter(text, at, { between, lead, added })
  const [before, after] = lead.includes('\n')
    ? [lead, '']
    : /\s/.test(text.charAt(at))
      ? [' ', '']
      : ['', ' ']
  return [{ start: at, end: at, text: added.map(one => before + one + between).join('') + after }]
}

/** What stands before an item of a list: its line break and indentation, a space, or nothing. */
function leadOf(text: string, { start, end }: Range, item: Range | undefined): string {
  if (item && text.slice(start, item.start).includes('\n'))
    return eolOf(text) + (/^[ \t]*/.exec(text.slice(lineStart(text, item.start)))?.[0] ?? '')
  return /[,:=] /.test(text.slice(start, end)) ? ' ' : ''
}

function listText(
  { text }: Written,
  { from, name }: HolderMoves,
  list: { readonly added: readonly string[]; readonly separator: string; readonly first: Range | undefined }
): string {
  const [open, close] = name === 'map_secrets' ? ['{', '}'] : ['[', ']']
  const lead = leadOf(text, rangeOf(from.value), list.first)
  if (lead.includes('\n')) {
    const margin = /^[ \t]*/.exec(text.slice(lineStart(text, rangeOf(from).start)))?.[0] ?? ''
    return `${open}${lead}${list.added.join(`${list.separator}${lead}`)}${eolOf(text)}${margin}${close}`
  }
  const inner = list.added.join(`,${lead}`)
  return open === '{' ? `{ ${inner} }` : `[${inner}]`
}

/**
 * The new member beside the old one, spaced like it: after it, or in Terraform, where an expression can go on after the
 * list, before it.
 */
function newMember(written: Written, group: HolderMoves, list: string): readonly TextEdit[] {
  const { text, file } = written
  const { holder, from } = group
  const { start, end } = rangeOf(from)
  const value = rangeOf(from.value)
  const language = languageAt(written, from)
  const between = text.slice(end, value.start)
  const sign = /^[ \t]*[:=][ \t]*$/.test(between) ? between : language === 'hcl' ? ' = ' : ': '
  const member = `${keyText(written, group)}${sign}${list}`
  const before = /(?:\r\n|\r|\n)?[ \t]*$/.exec(text.slice(0, start))?.[0] ?? ''
  if (isTerraformFile(file)) {
    const after = /[\r\n]/.test(before) ? `${language === 'json' ? ',' : ''}${before}` : ', '
    return [{ start, end: start, text: `${member}${after}` }]
  }
  if (text.charAt(rangeOf(holder).start) === '{') {
    const lead = before === '' && between.includes(' ') ? ' ' : before
    return addedAfter(text, value.end, { between: ',', lead, added: [member] })
  }
  const at = endOfLine(text, value.end)
  return [{ start: at, end: at, text: `${eolOf(text)}${marginOf(text, start)}${member}` }]
}

/** Items after another one, each on a line of its own if `lead` begins one: then below the comment of that line. */
function addedAfter(
  text: string,
  at: number,
  {
    between,
    lead,
    added
  }: { readonly between: string; readonly lead: string; readonly added: readonly string[] }
): readonly TextEdit[] {
  const [whole = '', comma = ''] = BESIDE.exec(text.slice(at, endOfLine(text, at))) ?? []
  if (whole === '' || !/[\r\n]/.test(lead))
    return [{ start: at, end: at, text: added.map(one => between + lead + one).join('') }]
  const below = at + whole.length
  const lines = added.map(one => lead + one).join(between)
  return [
    { start: at, end: at, text: comma === '' ? between : '' },
    { start: below, end: below, text: `${lines}${comma}` }
  ]
}

/** A comment beside an item, up to the end of its line, with a comma in front of it. */
const BESIDE = /^(,?)[ \t]*(?:\/\/.*|\/\*.*\*\/|#.*)$/

/** White space and comments, which may stand between an item and its comma. */
const GAP = /(?:\s|\/\/.*|\/\*[\s\S]*?\*\/|#.*)*/y

/** The comma behind an item, with the spaces that follow it, but not those in front of a comment. */
function commaAfter(text: string, end: number): Range | undefined {
  GAP.lastIndex = end
  const start = end + (GAP.exec(text)?.[0].length ?? 0)
  const [comma = ''] = /^,(?:[ \t]*(?![ \t#]|\/[/*]))?/.exec(text.slice(start)) ?? []
  return comma === '' ? undefined : { start, end: start + comma.length }
}

/**
 * The cuts for entries, each with one comma, and with its lines if nothing else stands there; of all, one for all.
 * Where the last entry leaves and has no comma, that of the last one that stays goes.
 */
function cutsOf(
  text: string,
  whole: Range,
  { bodies, leaving }: { readonly bodies: readonly Range[]; readonly leaving: HolderMoves['leaving'] }
): readonly TextEdit[] {
  const commas = bodies.map(({ end }) => commaAfter(text, end))
  const lastToStay = bodies.findLastIndex((_, index) => !leaving.has(index))
  const isTailOpen = lastToStay < bodies.length - 1 && commas.at(-1) === undefined
  const cuts: Range[] = []
  const cut = (range: Range | undefined, isJoined: boolean) => {
    const last = cuts.at(-1)
    if (range === undefined) return
    if (last && isJoined && isBlank(text.slice(last.end, range.start)))
      cuts.splice(-1, 1, { start: last.start, end: range.end })
    else cuts.push(range)
  }
  for (const [index, body] of bodies.entries()) {
    const isInTail = isTailOpen && index >= lastToStay
    if (leaving.has(index)) cut(body, isInTail)
    const comma = commas[index]
    if (leaving.has(index)) cut(comma, true)
    else if (isInTail && comma) cut({ ...comma, end: comma.start + 1 }, false)
  }
  const inside = { start: whole.start + 1, end: whole.end - 1 }
  const isInBrackets = /^[[{].*[\]}]$/s.test(text.slice(whole.start, whole.end))
  const rest = () =>
    applyEdits(
      text.slice(inside.start, inside.end),
      cuts.map(({ start, end }) => ({ start: start - inside.start, end: end - inside.start, text: '' }))
    )
  if (isInBrackets && isBlank(rest())) return [{ ...inside, text: '' }]
  return cuts.map(range => ({ ...withLines(text, range), text: '' }))
}

function isBlank(text: string): boolean {
  return /^\s*$/.test(text)
}

function withLines(text: string, { start, end }: Range): Range {
  const first = lineStart(text, start)
  const last = endOfLine(text, end)
  if (!isBlank(text.slice(first, start)) || !isBlank(text.slice(end, last))) return { start, end }
  const eol = /^\r?\n/.exec(text.slice(last))?.[0] ?? ''
  return { start: first, end: last + eol.length }
}
