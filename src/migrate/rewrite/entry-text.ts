import { fieldName } from '../../detector/fields.ts'
import type { DocumentNode, Member, SourceDocument } from '../../files/document/tree.ts'
import type { ContainerMoves, ListMember, Move } from './locate.ts'
import { fileOriginOf } from './tree.ts'

/** An extent of the text; `end` is exclusive. */
export type Range = { readonly start: number; readonly end: number }

/** The text of the file and its syntax. */
export type Written = Pick<SourceDocument, 'text' | 'format'>

/** The extent of a node up to its last visible character: a block scalar (`|`) includes the line breaks after it. */
function visible(text: string, node: DocumentNode): Range {
  const { start, end } = fileOriginOf(node.origin)
  return { start, end: start + text.slice(start, end).trimEnd().length }
}

/** bodiesOf returns the extents of a list's items; a block mapping ends before the comments below its last line. */
export function bodiesOf(text: string, items: readonly DocumentNode[]): readonly Range[] {
  return items.map(item => {
    const whole = visible(text, item)
    if (item.kind !== 'object' || text.charAt(whole.start) === '{') return whole
    const ends = item.members.map(({ value }) => visible(text, value).end)
    return { start: whole.start, end: Math.max(whole.start, ...ends) }
  })
}

/**
 * secretText converts an entry of `environment` to an entry of `secrets`: `value` becomes `valueFrom`, and the value
 * becomes the reference. Line breaks, order, quoting and comments are kept. Throws for an entry without a value.
 */
export function secretText(
  { text, format }: Written,
  entry: DocumentNode,
  { isTemplate, move }: { readonly isTemplate: boolean; readonly move: Move }
): string {
  const [range] = bodiesOf(text, [entry])
  const value =
    entry.kind === 'object' ? entry.members.find(({ key }) => fieldName(key) === 'value') : undefined
  if (range === undefined || value === undefined) throw new Error('an entry without the value that it had')
  const key = fileOriginOf(value.keyOrigin)
  const old = visible(text, value.value)
  const keyText = quotedLike(text.slice(key.start, key.end), isTemplate ? 'ValueFrom' : 'valueFrom', format)
  const target = targetOf(isTemplate, move)
  const reference = quotedLike(text.slice(old.start, old.end), target, format)
  // only `Fn::Sub` resolves CloudFormation's pseudo parameters
  const wrapped = !target.includes('${')
    ? reference
    : format === 'json'
      ? `{ "Fn::Sub": ${reference} }`
      : `!Sub ${reference}`
  return [
    text.slice(range.start, key.start),
    keyText,
    text.slice(key.end, old.start),
    wrapped,
    text.slice(old.end, range.end)
  ].join('')
}

/** The new `valueFrom`: the ARN in a CloudFormation template, otherwise the reference of the move. */
function targetOf(isTemplate: boolean, { arn, reference }: Move): string {
  return isTemplate ? (arn ?? reference) : reference
}

/** secretNode returns the node that a reader returns for the text of `secretText`. */
export function secretNode({ isTemplate }: ContainerMoves, entry: DocumentNode, move: Move): DocumentNode {
  const { origin } = entry
  const target: DocumentNode = { kind: 'string', value: targetOf(isTemplate, move), origin }
  const reference: DocumentNode = target.value.includes('${')
    ? { kind: 'object', members: [{ key: 'Fn::Sub', keyOrigin: origin, value: target }], origin }
    : target
  const members = (entry.kind === 'object' ? entry.members : []).map(member =>
    fieldName(member.key) === 'name'
      ? member
      : { ...member, key: isTemplate ? 'ValueFrom' : 'valueFrom', value: reference }
  )
  return { kind: 'object', members, origin }
}

/** newKey returns the name `secrets`, spelled and quoted like `environment`. */
export function newKey({ text, format }: Written, { key, keyOrigin }: ListMember): string {
  const { start, end } = fileOriginOf(keyOrigin)
  return quotedLike(text.slice(start, end), key.startsWith('E') ? 'Secrets' : 'secrets', format)
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

/** memberStart returns the offset at which a member begins. */
export function memberStart({ keyOrigin }: Member): number {
  return fileOriginOf(keyOrigin).start
}
