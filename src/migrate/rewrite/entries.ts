import { fieldName } from '../../detector/candidate.ts'
import {
  type DocumentNode,
  isTerraformFile,
  itemsOf,
  type Member,
  type ObjectNode,
  type SourceDocument
} from '../../files/document/tree.ts'
import { type HolderMoves, type Move, valueFromOf } from './moves.ts'
import { bodiesOf, eolOf, fieldMember, marginOf, rangeOf, visibleRange } from './ranges.ts'

/** A file that is edited. */
export type Written = Pick<SourceDocument, 'file' | 'text' | 'format'>

/** How a part of a file is written; a file of Terraform has JSON in heredocs and in `jsonencode`, too. */
export type Language = 'json' | 'yaml' | 'hcl'

/** languageAt returns the language in which a member is written. */
export function languageAt({ file, text, format }: Written, member: Member): Language {
  if (!isTerraformFile(file)) return format
  const { start, end } = rangeOf(member)
  return text.charAt(start) === '"' && /^\s*:/.test(text.slice(end, end + 64)) ? 'json' : 'hcl'
}

/** movedIn lists the indexes of the entries that the new list gets, in their order. */
export function movedIn({ leaving, dropped }: HolderMoves): readonly number[] {
  return [...leaving.keys()].filter(index => !dropped.has(index)).sort((a, b) => a - b)
}

/** keyText returns the name of the new list, quoted like that of the old one. */
export function keyText(written: Written, { from, name }: HolderMoves): string {
  const { start, end } = rangeOf(from)
  return quotedLike(written.text.slice(start, end), name, languageAt(written, from))
}

/**
 * entryText returns the text of an entry of the new list. That of an entry of `environment` keeps its line breaks,
 * order, quoting and comments: `value` becomes `valueFrom`, and the value the reference. That of an option is new.
 */
export function entryText(written: Written, group: HolderMoves, index: number): string {
  const { text } = written
  const { from, leaving } = group
  const move = leaving.get(index) as Move
  if (from.value.kind === 'object') return optionText(written, group, index)
  const entry = from.value.items[index]
  const value = fieldMember(entry, 'value')
  const [whole] = bodiesOf(text, { ...from.value, items: entry ? [entry] : [] })
  if (whole === undefined || value === undefined) throw new Error('an entry without the value that it had')
  const language = languageAt(written, value)
  const key = rangeOf(value)
  const old = visibleRange(text, value.value)
  const before = text.slice(whole.start, key.start)
  return [
    // as terraform fmt aligns two lines
    language === 'hcl' && before.includes('\n') ? before.replace(/\bname +=/, 'name      =') : before,
    quotedLike(text.slice(key.start, key.end), fieldOf(group, 'valueFrom'), language),
    text.slice(key.end, old.start),
    referenceText(written, move, { language, like: text.slice(old.start, old.end) }),
    text.slice(old.end, whole.end)
  ].join('')
}

function optionText(written: Written, group: HolderMoves, index: number): string {
  const { text } = written
  const { from, leaving } = group
  const move = leaving.get(index) as Move
  const member = (from.value as ObjectNode).members[index] as Member
  const language = languageAt(written, member)
  const { start, end } = rangeOf(member)
  const key = text.slice(start, end)
  const reference = referenceText(written, move, { language, like: key })
  if (group.name === 'map_secrets') return `${text.slice(start, rangeOf(member.value).start)}${reference}`
  if (language === 'hcl') return `{ name = ${JSON.stringify(move.variable)}, valueFrom = ${reference} }`
  const like = (field: string) => quotedLike(key, fieldOf(group, field), language)
  const [name, rest] = [`${like('name')}: ${key}`, `${like('valueFrom')}: ${reference}`]
  // the indentation of the second line is that of an option; it shifts with the first one
  return text.charAt(rangeOf(from.value).start) === '{'
    ? `{ ${name}, ${rest} }`
    : `${name}${eolOf(text)}${marginOf(text, start)}${rest}`
}

function fieldOf({ isTemplate }: HolderMoves, field: string): string {
  return isTemplate ? field.charAt(0).toUpperCase() + field.slice(1) : field
}

/** The reference of a move as it is written. */
function referenceText(
  { file }: Written,
  move: Move,
  { language, like }: { language: Language; like: string }
): string {
  const text = valueFromOf(file, move)
  if (language === 'hcl') return /^\$\{([^{}]*)\}$/.exec(text)?.[1] ?? JSON.stringify(text)
  const quoted = quotedLike(like, text, language)
  if (!isSubstituted(file, text)) return quoted
  return language === 'json' ? `{ "Fn::Sub": ${quoted} }` : `!Sub ${quoted}`
}

/** Whether a reference contains pseudo parameters of CloudFormation, which only `Fn::Sub` resolves. */
function isSubstituted(file: string, text: string): boolean {
  return !isTerraformFile(file) && text.includes('${')
}

/** quotedLike writes a string quoted like another one, or with double quotes if it cannot be written without. */
function quotedLike(like: string, text: string, language: Language): string {
  if (language === 'yaml' && like.startsWith("'")) return `'${text.replaceAll("'", "''")}'`
  return language !== 'json' && !like.startsWith('"') && isPlain(text) ? text : JSON.stringify(text)
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

/** expectedMembers returns the members that a reader must find in an edited object. */
export function expectedMembers(written: Written, group: HolderMoves): readonly Member[] {
  const { holder, from, to, name, leaving } = group
  const { origin } = holder
  const text = (value: string): DocumentNode => ({ kind: 'string', value, origin })
  const member = (key: string, value: DocumentNode): Member => ({ key, keyOrigin: origin, value })
  const object = (...members: readonly Member[]): DocumentNode => ({ kind: 'object', members, origin })
  const referenceOf = (move: Move) => {
    const target = valueFromOf(written.file, move)
    return isSubstituted(written.file, target) ? object(member('Fn::Sub', text(target))) : text(target)
  }
  const moved = movedIn(group).map(index => ({ index, move: leaving.get(index) as Move }))
  const entries = moved.map(({ index, move }) => {
    const entry = from.value.kind === 'array' ? from.value.items[index] : undefined
    const valueFrom = member(fieldOf(group, 'valueFrom'), referenceOf(move))
    return entry?.kind === 'object'
      ? object(...entry.members.map(one => (fieldName(one.key) === 'name' ? one : valueFrom)))
      : object(member(fieldOf(group, 'name'), text(move.variable)), valueFrom)
  })
  const added = moved.map(({ move }) => member(move.variable, referenceOf(move)))
  const isFirst = isTerraformFile(written.file)
  const beside = <Item>(old: readonly Item[], more: readonly Item[]) =>
    isFirst ? [...more, ...old] : [...old, ...more]
  const list: DocumentNode =
    name === 'map_secrets'
      ? object(...beside(to?.value.kind === 'object' ? to.value.members : [], added))
      : { kind: 'array', items: beside(itemsOf(to?.value), entries), origin }
  const stays = (_: unknown, index: number) => !leaving.has(index)
  const rest: Member = {
    ...from,
    value:
      from.value.kind === 'array'
        ? { ...from.value, items: from.value.items.filter(stays) }
        : { ...from.value, members: from.value.members.filter(stays) }
  }
  const made = member(name, list)
  return holder.members.flatMap((one): readonly Member[] => {
    if (one === to) return [{ ...one, value: list }]
    if (one !== from) return [one]
    if (to) return [rest]
    if (isRenamed(written, group)) return [made]
    return beside([rest], [made])
  })
}

/**
 * isRenamed reports whether a list becomes the new one in place, because all of it moves and there is no other. In
 * Terraform an absent list could come from elsewhere.
 */
export function isRenamed({ file }: Written, { from, to, leaving, dropped }: HolderMoves): boolean {
  const isWhole = from.value.kind === 'array' && leaving.size === from.value.items.length
  return isWhole && to === undefined && dropped.size === 0 && !isTerraformFile(file)
}
