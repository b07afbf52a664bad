import { fieldName } from '../../detector/candidate.ts'
import {
  type ArrayNode,
  type DocumentNode,
  itemsOf,
  type Member,
  type SourceDocument
} from '../../files/document/tree.ts'
import {
  blockLines,
  blockWithout,
  endOfLine,
  eolOf,
  fieldMember,
  flowWith,
  lineStart,
  type Range,
  rangeOf,
  readItems
} from './lists.ts'
import type { HolderMoves, Move } from './moves.ts'

/** A range of the text and its replacement. */
export type TextEdit = Range & { readonly text: string }

/** The text of the file and its syntax. */
type Written = Pick<SourceDocument, 'text' | 'format'>

/**
 * editHolder moves the entries of one object. Without a list to go to, if every entry of a list moves, it is renamed in
 * place. Otherwise both must be written in the same style, in brackets without comments between the entries, or as a
 * block of YAML. Returns why another form is not edited.
 */
export function editHolder(written: Written, group: HolderMoves): readonly TextEdit[] | string {
  const { text } = written
  const { from, to, leaving, dropped } = group
  const bodies = bodiesOf(text, from.value)
  const isWhole = from.value.kind === 'array' && to === undefined && leaving.size === bodies.length
  if (isWhole && dropped.size === 0)
    return [
      { ...rangeOf(from), text: keyLike(written, group) },
      ...bodies.map((range, index) => ({ ...range, text: entryText(written, group, index) }))
    ]
  const source = readItems(text, rangeOf(from.value), bodies)
  const hasItems = to !== undefined && itemsOf(to.value).length > 0
  const target = hasItems ? readItems(text, rangeOf(to.value), bodiesOf(text, to.value)) : undefined
  if (source === undefined || (hasItems && target === undefined))
    return 'a comment or something else is between the entries of its list, which is not rewritten'
  if (target && target.style !== source.style) return 'its two lists are written in two styles'
  const moved = [...leaving.keys()].filter(index => !dropped.has(index)).sort((a, b) => a - b)
  const stays = (index: number) => !leaving.has(index)
  if (source.style === 'flow') {
    const added = moved.map(index => entryText(written, group, index))
    const list = (of: typeof source, stay: (index: number) => boolean, more: readonly string[]) =>
      flowWith(of, { stay, added: more, marks: '[]' })
    const marks = from.value.kind === 'array' ? '[]' : '{}'
    const rest = { ...source.range, text: flowWith(source, { stay: stays, added: [], marks }) }
    if (target?.style === 'flow') return [rest, { ...target.range, text: list(target, () => true, added) }]
    const made = list(source, () => false, added)
    if (to) return [rest, { ...rangeOf(to.value), text: added.length > 0 ? made : '[]' }]
    return [rest, newMember(written, group, made)]
  }
  const margin = marginOf(text, from)
  const made = moved.flatMap(index => {
    const item = source.items[index]
    return item ? [{ ...item, body: entryText(written, group, index) }] : []
  })
  const own = from.value.kind === 'array' ? (source.items.at(-1)?.lead ?? '- ') : `${margin}  - `
  const last = target?.style === 'block' ? target.items.at(-1)?.lead : undefined
  const eol = eolOf(text)
  const lines = blockLines(made, last ?? own).map(line => `${eol}${line}`)
  const added = lines.join('')
  const rest = blockWithout(text, source, stays)
  const isEmptied = leaving.size === source.items.length
  const edits: TextEdit[] = isEmptied ? emptied(text, group, { range: source.range, rest }) : []
  const member = to ? '' : `${eol}${margin}${keyLike(written, group)}:${added}`
  if (!isEmptied) edits.push({ ...source.range, text: `${rest}${member}` })
  else if (member !== '') edits.push({ start: source.range.end, end: source.range.end, text: member })
  if (target) edits.push({ start: target.range.end, end: target.range.end, text: added })
  else if (to && made.length > 0)
    edits.push({ start: rangeOf(to).end, end: rangeOf(to.value).end, text: `:${added}` })
  return edits
}

/** The extent of a node up to its last visible character: a block scalar (`|`) includes the line breaks after it. */
function visible(text: string, node: DocumentNode): Range {
  const { start, end } = rangeOf(node)
  return { start, end: start + text.slice(start, end).trimEnd().length }
}

/** The extents of the items or members; a block mapping ends before the comments below its last line. */
function bodiesOf(text: string, value: HolderMoves['from']['value']): readonly Range[] {
  if (value.kind === 'object')
    return value.members.map(member => ({
      start: rangeOf(member).start,
      end: visible(text, member.value).end
    }))
  return value.items.map(item => {
    const whole = visible(text, item)
    if (item.kind !== 'object' || text.charAt(whole.start) === '{') return whole
    const ends = item.members.map(member => visible(text, member.value).end)
    return { start: whole.start, end: Math.max(whole.start, ...ends) }
  })
}

/**
 * The text of an entry of the new list. An entry of `environment` is converted: `value` becomes `valueFrom`, and the
 * value becomes the reference; line breaks, order, quoting and comments are kept. An option is written anew.
 */
function entryText(written: Written, group: HolderMoves, index: number): string {
  const { text, format } = written
  const { from, isTemplate, leaving } = group
  const move = leaving.get(index) as Move
  const target = targetOf(group, move)
  const isSub = target.includes('${')
  // only `Fn::Sub` resolves CloudFormation's pseudo parameters
  const wrapped = (reference: string) =>
    !isSub ? reference : format === 'json' ? `{ "Fn::Sub": ${reference} }` : `!Sub ${reference}`
  const field = (name: string) => (isTemplate ? name.charAt(0).toUpperCase() + name.slice(1) : name)
  if (from.value.kind === 'object') {
    const { start, end } = rangeOf(from.value.members[index] as Member)
    const key = text.slice(start, end)
    const like = (name: string) => quotedLike(key, name, format)
    const [name, reference] = [`${like(field('name'))}: ${key}`, wrapped(like(target))]
    const isFlow = /[{]/.test(text.charAt(rangeOf(from.value).start))
    const rest = `${like(field('valueFrom'))}: ${reference}`
    // the indentation of the second line is that of an option; it shifts with the first one
    return isFlow ? `{ ${name}, ${rest} }` : `${name}${eolOf(text)}${marginOfKey(text, start)}${rest}`
  }
  const entry = from.value.items[index]
  const [range] = bodiesOf(text, { ...from.value, items: entry ? [entry] : [] })
  const value = fieldMember(entry, 'value')
  if (range === undefined || value === undefined) throw new Error('an entry without the value that it had')
  const key = rangeOf(value)
  const old = visible(text, value.value)
  return [
    text.slice(range.start, key.start),
    quotedLike(text.slice(key.start, key.end), field('valueFrom'), format),
    text.slice(key.end, old.start),
    wrapped(quotedLike(text.slice(old.start, old.end), target, format)),
    text.slice(old.end, range.end)
  ].join('')
}

/** The new `valueFrom`: the ARN in a CloudFormation template or if wanted, otherwise the reference of the move. */
function targetOf({ isTemplate }: HolderMoves, { arn, byArn, reference }: Move): string {
  return isTemplate || byArn ? (arn ?? reference) : reference
}

/** expectedMembers returns the members that a reader must find in the edited object. */
export function expectedMembers(group: HolderMoves): readonly Member[] {
  const { holder, from, to, name, leaving, dropped } = group
  const { origin } = holder
  const text = (value: string): DocumentNode => ({ kind: 'string', value, origin })
  const member = (key: string, value: DocumentNode): Member => ({ key, keyOrigin: origin, value })
  const object = (...members: readonly Member[]): DocumentNode => ({ kind: 'object', members, origin })
  const field = (one: string) => (group.isTemplate ? one.charAt(0).toUpperCase() + one.slice(1) : one)
  const entries: readonly DocumentNode[] =
    from.value.kind === 'array'
      ? from.value.items
      : from.value.members.map(one => object(member(field('name'), text(one.key)), member('value', text(''))))
  const added = entries.flatMap((entry, index): readonly DocumentNode[] => {
    const move = leaving.get(index)
    if (move === undefined || dropped.has(index) || entry.kind !== 'object') return []
    const target = targetOf(group, move)
    const value = target.includes('${') ? object(member('Fn::Sub', text(target))) : text(target)
    const members = entry.members.map(one =>
      fieldName(one.key) === 'name' ? one : member(field('valueFrom'), value)
    )
    return [object(...members)]
  })
  const list: ArrayNode = { kind: 'array', items: [...itemsOf(to?.value), ...added], origin }
  const stays = (_: unknown, index: number) => !leaving.has(index)
  const rest: DocumentNode =
    from.value.kind === 'array'
      ? { ...from.value, items: from.value.items.filter(stays) }
      : { ...from.value, members: from.value.members.filter(stays) }
  const isRenamed =
    !to && from.value.kind === 'array' && leaving.size === entries.length && dropped.size === 0
  return holder.members.flatMap((one): readonly Member[] => {
    if (one === to) return [{ ...one, value: list }]
    if (one !== from) return [one]
    const kept = isRenamed ? [] : [{ ...one, value: rest }]
    return to ? kept : [...kept, member(name, list)]
  })
}

/** The new member after the old one, spaced like it. */
function newMember({ text, format }: Written, group: HolderMoves, list: string): TextEdit {
  const { holder, from } = group
  const key = rangeOf(from)
  const value = rangeOf(from.value)
  const between = text.slice(key.end, value.start)
  const member = `${keyLike({ text, format }, group)}${/^[ \t]*:[ \t]*$/.test(between) ? between : ': '}${list}`
  if (text.charAt(rangeOf(holder).start) === '{') {
    const before = /(?:\r\n|\r|\n)?[ \t]*$/.exec(text.slice(0, key.start))?.[0] ?? ''
    const lead = before === '' && between.includes(' ') ? ' ' : before
    return { start: value.end, end: value.end, text: `,${lead}${member}` }
  }
  const at = endOfLine(text, value.end)
  return { start: at, end: at, text: `${eolOf(text)}${marginOf(text, from)}${member}` }
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

/** The indentation before the name of a member; a dash that begins the object on that line counts as a space. */
function marginOf(text: string, member: Member): string {
  return marginOfKey(text, rangeOf(member).start)
}

function marginOfKey(text: string, start: number): string {
  return text.slice(lineStart(text, start), start).replace(/\S/g, ' ')
}

/** The name of the new list, quoted like that of the old one. */
function keyLike({ text, format }: Written, { from, name }: HolderMoves): string {
  const { start, end } = rangeOf(from)
  return quotedLike(text.slice(start, end), name, format)
}

/** quotedLike writes a string quoted like another one, or with double quotes if it cannot be written without. */
function quotedLike(like: string, text: string, format: Written['format']): string {
  if (format === 'yaml' && like.startsWith("'")) return `'${text.replaceAll("'", "''")}'`
  return format === 'yaml' && !like.startsWith('"') && isPlain(text) ? text : JSON.stringify(text)
}

/**
 * Reports whether YAML reads a string as itself without quotes, in every style. `{` and `}` are excluded although block
 * style allows them; with a colon at the end, the string would be a key.
 */
function isPlain(text: string): boolean {
  return (
    /^[A-Za-z_/](?:[\w/+=.@:-]*[\w/+=.@-])?$/.test(text) &&
    !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(text)
  )
}
