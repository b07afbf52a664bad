import { type ObjectNode, scalarTextOf } from '../document/tree.ts'
import { fieldName, hasField } from './fields.ts'
import { judgeName } from './names/credential-name.ts'
import { plainName } from './names/plain.ts'

/** VALUE_FIELD matches fields that contain the value of their pair. */
export const VALUE_FIELD = /^(?:v|val(?:ue)?s?|envvalue|default(?:value)?|literal|text|content|data)$/i

/** NAME_FIELD matches fields that contain the name of a pair if the field that ECS requires is missing. */
export const NAME_FIELD = /^(?:name|[kn]|key|var(?:iable)?|env(?:var|name)?|id)$/i

/** pairName returns the name of the value in an object, if the object is a pair. */
export function pairName(node: ObjectNode): string | undefined {
  if (!node.members.some(({ key }) => VALUE_FIELD.test(key))) return undefined
  const member = node.members.findLast(({ key }) => NAME_FIELD.test(key))
  return member && scalarTextOf(member.value)
}

/**
 * pairNamesOf returns the names of a pair in one of ECS's lists; empty if it has none. A duplicate name counts as both:
 * ECS takes the last one, and the file shows each. Beside the value alone, the other member can only be the name.
 */
export function pairNamesOf({ members }: ObjectNode, nameField: string): readonly string[] {
  const named = (fits: (key: string) => boolean) =>
    members.flatMap(({ key, value }) => (fits(key) ? [scalarTextOf(value) ?? ''] : []))
  const isAlone = members.length === 2 && members.some(({ key }) => VALUE_FIELD.test(key))
  const own = named(key => fieldName(key) === nameField)
  const names =
    own.length > 0 ? own : named(key => NAME_FIELD.test(key) || (isAlone && !VALUE_FIELD.test(key)))
  return names.length < 2 ? [names[0] ?? ''] : [...new Set(names)]
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

/**
 * withPlainKeys returns a pair whose name or value is under a key that only looks like the field, or is misspelt by one
 * character, with that field.
 */
export function withPlainKeys(
  pair: ObjectNode,
  { nameField, valueField }: { readonly nameField: string; readonly valueField: string }
): ObjectNode {
  const missing = [nameField, valueField].filter(field => !hasField(pair, field))
  if (missing.length === 0) return pair
  const members = pair.members.map(member => {
    const key = plainKey(member.key)
    const letters = key.replace(/[^A-Za-z]/g, '')
    return { ...member, key: missing.find(field => letters === field || isMisspelt(letters, field)) ?? key }
  })
  return { ...pair, members }
}

/**
 * isMisspelt returns whether a text is a word but for one character that is missing, is too much, is another one, or
 * has changed places with the next one. Upper and lower case are the same; the word itself does not count.
 */
function isMisspelt(text: string, word: string): boolean {
  if (Math.abs(text.length - word.length) > 1 || text === word) return false
  const given = text.toLowerCase()
  let at = 0
  while (at < word.length && given[at] === word[at]) at++
  const rest = (of: string, from: number) => of.slice(from)
  return (
    rest(given, at) === rest(word, at + 1) ||
    rest(given, at + 1) === rest(word, at) ||
    rest(given, at + 1) === rest(word, at + 1) ||
    (given[at] === word[at + 1] && given[at + 1] === word[at] && rest(given, at + 2) === rest(word, at + 2))
  )
}
