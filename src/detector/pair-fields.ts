import { type ObjectNode, scalarTextOf } from '../document/tree.ts'
import { hasField } from './fields.ts'
import { judgeName } from './names/credential-name.ts'
import { plainName } from './names/plain.ts'

/** VALUE_FIELD matches fields that contain the value of their pair. */
export const VALUE_FIELD = /^(?:v|val(?:ue)?s?|default(?:value)?|literal|text|content|data)$/i

/** NAME_FIELD matches fields that contain the name of a pair if the field that ECS requires is missing. */
export const NAME_FIELD = /^(?:name|k|key|variable|env(?:var)?|id)$/i

/** pairName returns the name of the value in an object, if the object is a pair. */
export function pairName(node: ObjectNode): string | undefined {
  if (!node.members.some(({ key }) => VALUE_FIELD.test(key))) return undefined
  const member = node.members.findLast(({ key }) => NAME_FIELD.test(key))
  return member && scalarTextOf(member.value)
}

/**
 * namesInPair returns the name that the member of an object outside of ECS's fields has: its own, or that of the pair
 * which the object is. In two members of any name, such as `{option: DB_PASSWORD, setting: x}`, the text that can only
 * be the name of a variable names the other one.
 */
export function namesInPair(node: ObjectNode): (key: string) => string {
  const own = pairName(node)
  if (own !== undefined) return key => (VALUE_FIELD.test(key) ? own : key)
  const [first, second, ...others] = node.members
  const one = first && scalarTextOf(first.value)
  const two = second && scalarTextOf(second.value)
  if (one === undefined || two === undefined || others.length > 0) return key => key
  if (isVariable(one)) return key => (key === second?.key ? one : key)
  return isVariable(two) ? key => (key === first?.key ? two : key) : key => key
}

/** `DB_PASSWORD`, `dbPassword`: two words or more, the last of which is that of a credential. */
function isVariable(text: string): boolean {
  return (
    /^(?:[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|[a-z]+(?:[A-Z][a-z0-9]+)+)$/.test(text) &&
    judgeName(text).strength === 'strong'
  )
}

/** plainKey returns a key as a reader sees it: without a byte order mark, no-break spaces and look-alike letters. */
export function plainKey(key: string): string {
  return /[^ -~]/.test(key) ? plainName(key).trim() : key
}

/** withPlainKeys returns a pair whose name or value is under a key that only looks like the field, with that field. */
export function withPlainKeys(
  pair: ObjectNode,
  { nameField, valueField }: { readonly nameField: string; readonly valueField: string }
): ObjectNode {
  if (hasField(pair, nameField) && hasField(pair, valueField)) return pair
  if (!pair.members.some(({ key }) => plainKey(key) !== key)) return pair
  return { ...pair, members: pair.members.map(member => ({ ...member, key: plainKey(member.key) })) }
}
