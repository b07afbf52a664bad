import { type DocumentNode, type ObjectNode, type StringNode, scalarTextOf } from '../files/document/tree.ts'
import { type Candidate, fieldName, isReferenceLocation, type Location } from './candidate.ts'
import { judgeName } from './names/credential-name.ts'
import { matchShape } from './shapes/match.ts'
import { looksRandom } from './values/describe.ts'
import { isEnvironmentKey } from './values/templates.ts'

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

/**
 * namesStored returns whether a text can be the name of a parameter or a secret: a path, a word, words with marks
 * between them. `Harbor52Lantern`, with digits and nothing between its words, is rather what is stored.
 */
export function namesStored(text: string): boolean {
  if (!/^[\w./:${}@+=-]{1,512}$/.test(text) || matchShape(text, '') !== undefined) return false
  if (!/[/:._-]|\$\{/.test(text)) return /^[A-Za-z]+\d?$/.test(text.replace(/S3|EC2|K8s|OAuth2/gi, ''))
  return !text.split(/[/:]/).some(part => part.length >= 20 && looksRandom(part))
}

/** isLookedUp returns whether a variable of CodeBuild has the name of a secret or of a parameter as its value. */
export function isLookedUp({ members }: ObjectNode): boolean {
  const isSaid = members.some(
    ({ key, value }) =>
      /^type$/i.test(key) &&
      value.kind === 'string' &&
      /^(?:SECRETS_MANAGER|PARAMETER_STORE)$/.test(value.value)
  )
  return isSaid && members.every(({ value }) => value.kind !== 'string' || namesStored(value.value))
}

/**
 * isReferenceMap returns whether the values of a member are names of secrets, parameters or keys, such as CodeBuild's
 * and Kubernetes'.
 */
export function isReferenceMap(key: string): boolean {
  return /^(?:secrets-manager|parameter-store|map_secrets|configMapKeyRef|secretKeyRef|ParameterLabels)$|(?:^|_)(?:secret|ssm|parameter)s?_(?:names|arns|ids|refs|references|paths)$|_from_(?:ssm|secrets?_?manager)$/.test(
    key
  )
}

/**
 * isStoredUnder recognizes `{name = "API_KEY", secret = "api-key"}` in a list of secrets: the name of what is stored,
 * and no reference.
 */
export function isStoredUnder(location: Location, field: string, value: DocumentNode): boolean {
  if (location !== 'secrets' || value.kind !== 'string') return false
  return /^(?:secret|parameter|key)$/.test(field) && namesStored(value.value)
}

/** withoutNames returns an object with those of its members that are no names of something stored. */
export function withoutNames(node: ObjectNode): ObjectNode {
  return {
    ...node,
    members: node.members.filter(({ value }) => value.kind !== 'string' || !namesStored(value.value))
  }
}

/**
 * isNameOfStored returns whether a member has the name of something stored: the default of a CloudFormation parameter
 * that states so, `secretKey` beside the `remoteRef` from which Kubernetes fills it, a secret that Terraform looks up.
 */
export function isNameOfStored({ members }: ObjectNode, key: string, { value, origin }: StringNode): boolean {
  const text = (name: string) =>
    members.flatMap(one => (one.key === name ? [scalarTextOf(one.value)] : []))[0]
  if (/^(?:Default|AllowedValues)$/.test(key)) {
    if (text('Type')?.startsWith('AWS::')) return true
    const isSaid =
      text('NoEcho') === undefined && /^(?:the )?name of |\bname$/i.test(text('Description') ?? '')
    return isSaid && namesStored(value)
  }
  if (key === 'secretKey') return members.some(one => one.key === 'remoteRef') && namesStored(value)
  const isOfGoogle = origin.kind === 'file' && /^\/data\/google_secret_manager/.test(origin.pointer)
  return key === 'secret' && isOfGoogle && namesStored(value)
}

/**
 * saysMore returns whether a candidate has the name of a credential for a text that is used under another name. Not for
 * one that is used where a reference belongs: it may be the name of a stored secret.
 */
export function saysMore({ location, name }: Candidate, used: Candidate | undefined): boolean {
  const isOther = location === 'other' && used !== undefined && used.location !== 'other'
  if (!isOther || isReferenceLocation(used.location)) return false
  return judgeName(name).strength === 'strong' && judgeName(used.name).strength !== 'strong'
}
