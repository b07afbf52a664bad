import { fieldName } from '../../detector/fields.ts'
import type { DocumentNode, Member } from '../../document/tree.ts'
import type { Range } from './comma-list.ts'
import type { ContainerMoves, LeavingEntry, ListMember } from './container-moves.ts'
import { fileOriginOf } from './source-index.ts'
import type { Syntax } from './trivia.ts'

/** Text of the file and the comments that it has. */
export type Written = { readonly text: string; readonly syntax: Syntax }

/**
 * bodyRange is the extent of an entry without what stands around it; a block text ends with its last character that
 * is seen.
 */
function bodyRange(text: string, entry: DocumentNode): Range {
  const { start, end } = fileOriginOf(entry.origin)
  return { start, end: start + text.slice(start, end).trimEnd().length }
}

/** The bounds of a value; those of a block text (`|`) without the line breaks at its end. */
function valueRange(text: string, { value }: Member): Range {
  return bodyRange(text, value)
}

/**
 * bodiesOf are the extents of a list's items, as `bodyRange` gives them, but for blocks without comments below
 * their last line.
 */
export function bodiesOf(text: string, list: ListMember['value']): readonly Range[] {
  return list.items.map(item => {
    const whole = bodyRange(text, item)
    if (item.kind !== 'object' || text.charAt(whole.start) === '{') return whole
    const ends = item.members.map(member => valueRange(text, member).end)
    return { start: whole.start, end: Math.max(whole.start, ...ends) }
  })
}

/**
 * secretText writes an entry of `secrets` from one of `environment`: its own text with `value` changed to
 * `valueFrom` and the value to the reference; its line breaks, order, quoting and comments stay.
 */
export function secretText(
  written: Written,
  entry: DocumentNode,
  { group, leaving }: { readonly group: ContainerMoves; readonly leaving: LeavingEntry }
): string {
  const { text } = written
  const value = memberNamed(entry, 'value')
  const [range] = [bodiesOf(text, { kind: 'array', items: [entry], origin: entry.origin })[0] as Range]
  const key = fileOriginOf(value.keyOrigin)
  const old = valueRange(text, value)
  const keyText = quoted(group.spelling.valueFrom, quotingOf(text.slice(key.start, key.end)), written.syntax)
  const reference = referenceText(written, targetOf(group, leaving), text.slice(old.start, old.end))
  return `${text.slice(range.start, key.start)}${keyText}${text.slice(key.end, old.start)}${reference}${text.slice(old.end, range.end)}`
}

/** An entry that stands in `secrets`, and the one that is to be written like it. */
export type Example = { readonly neighbour: DocumentNode; readonly leaving: LeavingEntry }

/** targetOf is what goes into `valueFrom`: a template of CloudFormation takes the ARN, anything else our short form. */
function targetOf({ spelling }: ContainerMoves, { move }: LeavingEntry): string {
  return spelling.isTemplate ? (move.arn ?? move.reference) : move.reference
}

/** secretNode is what a reader makes of an entry that was written like `model`, an entry of either list. */
export function secretNode(group: ContainerMoves, model: DocumentNode, leaving: LeavingEntry): DocumentNode {
  const { origin } = model
  const node = (value: string): DocumentNode => ({ kind: 'string', value, origin })
  const target = targetOf(group, leaving)
  const reference: DocumentNode = target.includes('${')
    ? { kind: 'object', members: [{ key: 'Fn::Sub', keyOrigin: origin, value: node(target) }], origin }
    : node(target)
  const members = (model.kind === 'object' ? model.members : []).map(member =>
    fieldName(member.key) === 'name'
      ? { ...member, value: node(leaving.move.variable) }
      : { ...member, key: group.spelling.valueFrom, value: reference }
  )
  return { kind: 'object', members, origin }
}

/**
 * likeNeighbour writes an entry in the form of one that stands in `secrets`; undefined where that one is no plain
 * example.
 */
export function likeNeighbour(written: Written, group: ContainerMoves, example: Example): string | undefined {
  const { neighbour, leaving } = example
  if (neighbour.kind !== 'object') return undefined
  const fields = neighbour.members.map(({ key }) => fieldName(key)).sort()
  if (fields.join() !== 'name,valueFrom' || neighbour.members.some(({ value }) => value.kind !== 'string'))
    return undefined
  const { text } = written
  const range = bodiesOf(text, { kind: 'array', items: [neighbour], origin: neighbour.origin })[0] as Range
  let body = ''
  let from = range.start
  for (const member of neighbour.members) {
    const { start, end } = valueRange(text, member)
    const before = text.slice(from, start)
    if (/[#]|\/[/*]/.test(before) || /^[|>]/.test(text.slice(start, end))) return undefined
    const old = text.slice(start, end)
    const isName = fieldName(member.key) === 'name'
    body += before
    body += isName
      ? quoted(leaving.move.variable, quotingOf(old), written.syntax)
      : referenceText(written, targetOf(group, leaving), old)
    from = end
  }
  const rest = text.slice(from, range.end)
  return /[#]|\/[/*]/.test(rest) ? undefined : `${body}${rest}`
}

/** The reference quoted like what it stands for. CloudFormation's pseudo parameters are put in by `Fn::Sub` alone. */
function referenceText({ syntax }: Written, text: string, like: string): string {
  const quotedText = quoted(text, quotingOf(like), syntax)
  if (!text.includes('${')) return quotedText
  return syntax === 'json' ? `{ "Fn::Sub": ${quotedText} }` : `!Sub ${quotedText}`
}

/**
 * memberNamed is an entry's member by ECS's name for it. Throws where there is none: the entry was looked at
 * before.
 */
function memberNamed(entry: DocumentNode, name: string): Member {
  const member =
    entry.kind === 'object' ? entry.members.find(({ key }) => fieldName(key) === name) : undefined
  if (member === undefined) throw new Error('an entry without the member that it had')
  return member
}

/** How a text is written in YAML; JSON knows double quotes alone. */
export type Quoting = '"' | "'" | 'plain'

/** quotingOf tells how a written scalar or name is quoted; a block text counts as plain. */
export function quotingOf(written: string): Quoting {
  const first = written.charAt(0)
  return first === '"' || first === "'" ? first : 'plain'
}

/** quoted writes a text in a quoting, and in double quotes where it can't be written plain. */
export function quoted(text: string, quoting: Quoting, syntax: Syntax): string {
  if (syntax === 'json' || quoting === '"') return JSON.stringify(text)
  if (quoting === "'") return `'${text.replaceAll("'", "''")}'`
  return isPlain(text) ? text : JSON.stringify(text)
}

/**
 * A text that YAML reads as itself without quotes, in every style. `{` and `}` are no part of it though block style
 * would take them; a colon at the end makes a name of the text.
 */
function isPlain(text: string): boolean {
  return (
    /^[A-Za-z_/](?:[\w/+=.@:-]*[\w/+=.@-])?$/.test(text) &&
    !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(text)
  )
}
