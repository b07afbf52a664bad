import { fieldName } from '../../detector/fields.ts'
import type { DocumentNode, Member } from '../../document/tree.ts'
import type { Range } from './comma-list.ts'
import type { ContainerMoves, LeavingEntry, ListMember } from './container-moves.ts'
import { fileOriginOf } from './source-index.ts'
import type { Syntax } from './trivia.ts'

/** The text of the file and the syntax of its comments. */
export type Written = { readonly text: string; readonly syntax: Syntax }

/**
 * bodyRange returns the extent of an entry without the surrounding text; a block scalar ends with its last visible
 * character.
 */
function bodyRange(text: string, entry: DocumentNode): Range {
  const { start, end } = fileOriginOf(entry.origin)
  return { start, end: start + text.slice(start, end).trimEnd().length }
}

/** The extent of a value, for a block scalar (`|`) without the line breaks at its end. */
function valueRange(text: string, { value }: Member): Range {
  return bodyRange(text, value)
}

/**
 * bodiesOf returns the extents of a list's items like `bodyRange`, but for block mappings without the comments below
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
 * secretText converts an entry of `environment` to an entry of `secrets`: `value` becomes `valueFrom`, and the value
 * becomes the reference. Line breaks, order, quoting and comments are kept.
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

/** An existing entry of `secrets`, and the entry to write in its style. */
export type Example = { readonly neighbor: DocumentNode; readonly leaving: LeavingEntry }

/** targetOf returns the new `valueFrom`: the ARN in a CloudFormation template, otherwise this action's short form. */
function targetOf({ spelling }: ContainerMoves, { move }: LeavingEntry): string {
  return spelling.isTemplate ? (move.arn ?? move.reference) : move.reference
}

/**
 * secretNode returns the node that a reader returns for an entry written in the style of `model`, an entry of either
 * list.
 */
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
 * likeNeighbor writes an entry in the style of an existing entry of `secrets`; undefined if that entry is not a simple
 * example.
 */
export function likeNeighbor(written: Written, group: ContainerMoves, example: Example): string | undefined {
  const { neighbor, leaving } = example
  if (neighbor.kind !== 'object') return undefined
  const fields = neighbor.members.map(({ key }) => fieldName(key)).sort()
  if (fields.join() !== 'name,valueFrom' || neighbor.members.some(({ value }) => value.kind !== 'string'))
    return undefined
  const { text } = written
  const range = bodiesOf(text, { kind: 'array', items: [neighbor], origin: neighbor.origin })[0] as Range
  let body = ''
  let from = range.start
  for (const member of neighbor.members) {
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

/**
 * The reference, quoted like the value that it replaces. Only `Fn::Sub` resolves CloudFormation's pseudo parameters.
 */
function referenceText({ syntax }: Written, text: string, like: string): string {
  const quotedText = quoted(text, quotingOf(like), syntax)
  if (!text.includes('${')) return quotedText
  return syntax === 'json' ? `{ "Fn::Sub": ${quotedText} }` : `!Sub ${quotedText}`
}

/**
 * memberNamed returns the member of an entry by its name in ECS. Throws if it is missing, because the entry was checked
 * before.
 */
function memberNamed(entry: DocumentNode, name: string): Member {
  const member =
    entry.kind === 'object' ? entry.members.find(({ key }) => fieldName(key) === name) : undefined
  if (member === undefined) throw new Error('an entry without the member that it had')
  return member
}

/** How a string is quoted in YAML; JSON has only double quotes. */
export type Quoting = '"' | "'" | 'plain'

/** quotingOf returns how a written scalar or name is quoted; a block scalar counts as plain. */
export function quotingOf(written: string): Quoting {
  const first = written.charAt(0)
  return first === '"' || first === "'" ? first : 'plain'
}

/** quoted writes a string with the given quoting, or with double quotes if it cannot be written plain. */
export function quoted(text: string, quoting: Quoting, syntax: Syntax): string {
  if (syntax === 'json' || quoting === '"') return JSON.stringify(text)
  if (quoting === "'") return `'${text.replaceAll("'", "''")}'`
  return isPlain(text) ? text : JSON.stringify(text)
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
