import { type ObjectNode, scalarTextOf } from '../files/document/tree.ts'
import { fieldName } from './fields.ts'

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
  const isAlone = members.length === 2 && members.some(({ key }) => VALUE_FIELD.test(fieldName(key)))
  const own = named(key => fieldName(key) === nameField)
  const names =
    own.length > 0
      ? own
      : named(key => NAME_FIELD.test(key) || (isAlone && !VALUE_FIELD.test(fieldName(key))))
  return names.length < 2 ? [names[0] ?? ''] : [...new Set(names)]
}
