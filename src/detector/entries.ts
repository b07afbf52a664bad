import { type DocumentNode, type ObjectNode, scalarTextOf } from '../files/document/tree.ts'
import { fieldName } from './candidate.ts'
import { judgeName } from './names/credential-name.ts'
import { isEnvironmentKey } from './values/terraform.ts'

/** NAME matches the member of a pair that has its name. */
export const PAIR_NAME = /^(?:name|n|key|k|(?:parameter|option)_?(?:key|name))$/i

/** PAIR_VALUE matches the member of a pair that has its value. */
export const PAIR_VALUE = /^(?:(?:parameter_?)?value|v|default|content|allowedvalues)$/i

/**
 * What identifies an entry of one of ECS's lists: `type` that of an environment file, `namespace` that of a control.
 */
const ENTRY_NAME = /^(?:name|key|namespace|type)$/i
const ENTRY_VALUE = /^value(?:From)?$/i

/** isEntryName returns whether a member of an entry is its name. */
export function isEntryName(field: string, value: DocumentNode): boolean {
  return ENTRY_NAME.test(field) && scalarTextOf(value) !== undefined
}

/**
 * entryName returns the name of an entry, or with a typing error the text with the name of a credential; not for a map,
 * which has no `value` and is no `item` of a list: `Name` is an option of FireLens.
 */
export function entryName({ members }: ObjectNode, isItem: boolean): string | undefined {
  const fields = members.map(({ key, value }) => ({ field: fieldName(key), text: scalarTextOf(value) }))
  const names = fields.filter(({ field }) => ENTRY_NAME.test(field))
  const isEntry = fields.some(({ field }) => ENTRY_VALUE.test(field))
  if (!isEntry && (!isItem || names.length === 0)) return undefined
  const own = names.find(({ field }) => field !== 'type') ?? names[0]
  return own?.text ?? fields.find(({ text }) => text && judgeName(text).strength === 'strong')?.text ?? ''
}

/** pairName returns the name of an object that has a name and a value. */
export function pairName({ members }: ObjectNode): string | undefined {
  if (!members.some(({ key }) => PAIR_VALUE.test(key))) return undefined
  const name = members.findLast(({ key }) => PAIR_NAME.test(key))?.value
  return name && scalarTextOf(name)
}

/** isEnvironment recognizes `environment = { NAME = value }` of a module of Terraform, or of a service of Compose. */
export function isEnvironment(key: string, node: DocumentNode): boolean {
  if (!isEnvironmentKey(key)) return false
  if (key === 'map_environment') return node.kind === 'object'
  if (node.kind !== 'array') return isMap(node)
  return node.items.every(
    item =>
      item.kind === 'object' &&
      (entryName(item, true) !== undefined || (isMap(item) && pairName(item) === undefined))
  )
}

function isMap(node: DocumentNode): boolean {
  return (
    node.kind === 'object' &&
    node.members.every(({ value }) => value.kind !== 'object' && value.kind !== 'array')
  )
}

/** isContainer recognizes a container, which has an image, or an environment or secrets (overrides have no image). */
export function isContainer(node: ObjectNode): boolean {
  return node.members.some(({ key, value }) => {
    const field = fieldName(key)
    if (field === 'image') return value.kind === 'string'
    return (field === 'environment' || field === 'secrets') && value.kind === 'array'
  })
}

/** hasField returns whether an object has a field, in any spelling. */
export function hasField(node: ObjectNode, field: string): boolean {
  return node.members.some(({ key }) => fieldName(key) === field)
}
