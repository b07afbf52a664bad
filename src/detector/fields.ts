import { type DocumentNode, type ObjectNode, type StringNode, scalarTextOf } from '../files/document/tree.ts'
import { plainName } from './names/plain.ts'
import { isLookedUp } from './stored-names.ts'

/** listOf returns the items of a list, or a single node as a list of one. */
export function listOf(node: DocumentNode): readonly DocumentNode[] {
  return node.kind === 'array' ? node.items : [node]
}

/**
 * eachField visits the members of an object in order, with their names in ECS spelling; other nodes have no members.
 */
export function eachField(node: DocumentNode, use: (field: string, value: DocumentNode) => void): void {
  if (node.kind !== 'object') return
  for (const { key, value } of node.members) use(fieldName(key), value)
}

/** hasField returns whether an object has a member with this name in ECS spelling. */
export function hasField(node: ObjectNode, field: string): boolean {
  return node.members.some(member => fieldName(member.key) === field)
}

/** textField returns the text of the last member with this name in ECS spelling, or undefined. */
export function textField(node: ObjectNode, field: string): string | undefined {
  const member = node.members.findLast(({ key }) => fieldName(key) === field)
  return member && scalarTextOf(member.value)
}

/**
 * fieldName converts `ContainerDefinitions` and `container_definitions` to the ECS spelling `containerDefinitions`. A
 * variable such as `DB_PASSWORD` is no field and stays as it is written.
 */
export function fieldName(written: string): string {
  const key = plainName(written)
  const first = key.charCodeAt(0)
  if (first >= 65 && first <= 90 && key.charCodeAt(1) < 97 && /^[A-Z][A-Z0-9]*(?:_|$)/.test(key)) return key
  const lowered = first >= 65 && first <= 90 ? key.charAt(0).toLowerCase() + key.slice(1) : key
  return lowered.includes('_')
    ? lowered.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
    : lowered
}

/**
 * setTextsOf returns the default of a CloudFormation parameter and what else it may be set to, unless these name a
 * stored one; the default of a Terraform variable: `variable "x" { default = "y" }`; or the value of an output.
 */
export function setTextsOf({ members, origin }: ObjectNode): readonly DocumentNode[] {
  const membersOf = (name: string) => members.flatMap(({ key, value }) => (key === name ? [value] : []))
  const [type] = membersOf('Type')
  if (type?.kind === 'string') {
    if (type.value.startsWith('AWS::')) return []
    const texts = [...membersOf('Default'), ...membersOf('AllowedValues').flatMap(listOf)]
    const [said] = membersOf('Description')
    const isOfName = said?.kind === 'string' && OF_NAME.test(said.value) && membersOf('NoEcho').length === 0
    return isOfName ? texts.filter(text => text.kind !== 'string' || !ONE_NAME.test(text.value)) : texts
  }
  // `Password: {default: "The password"}` alone is a label of CloudFormation's console.
  const isOfTerraform = origin.kind === 'file' && /^(?:\/\d+)?\/variable\//.test(origin.pointer)
  const isVariable = (members.length > 1 || isOfTerraform) && members.every(({ key }) => VARIABLE.test(key))
  if (isVariable) return membersOf('default')
  return members.every(({ key }) => OUTPUT.test(key)) ? [...membersOf('Value'), ...membersOf('value')] : []
}

/** `Name of the key`, `Master Key Name`: what a parameter is for, and a word that can be such a name. */
const OF_NAME = /^(?:the )?name of |\bname$/i
const ONE_NAME = /^[A-Za-z]{1,24}(?:[-_][A-Za-z]{1,24}){0,4}$/

const VARIABLE = /^(?:type|default|description|sensitive|nullable|ephemeral|validation)$/

const OUTPUT = /^(?:[vV]alue|[dD]escription|Export|Condition|sensitive|ephemeral|depends_on|precondition)$/

/** contentsOf returns the contents that the `configs` and `secrets` of a Compose file have in the file itself. */
export function contentsOf(
  key: string,
  { members }: ObjectNode
): readonly { readonly name: string; readonly content: StringNode }[] {
  if (key !== 'configs' && key !== 'secrets') return []
  return members.flatMap(({ key: name, value }) => {
    const content =
      value.kind === 'object' ? value.members.find(one => one.key === 'content')?.value : undefined
    return content?.kind === 'string' ? [{ name, content }] : []
  })
}

/** memberNames returns the names of all members of a document. */
export function memberNames(root: DocumentNode): ReadonlySet<string> {
  const names = new Set<string>()
  const open: DocumentNode[] = [root]
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.kind === 'array') for (const item of node.items) open.push(item)
    if (node.kind !== 'object') continue
    for (const { key, value } of node.members) {
      names.add(key)
      open.push(value)
    }
  }
  return names
}

const NAMED = /^(?:name|[kn]|key|var(?:iable)?|env(?:_?(?:var|name))?|option_?name|parameter_?key)$/i
const VALUED = /^(?:(?:parameter_?|env_?)?value|v|val)$/i

/**
 * namedValueOf returns the pair that an object outside of containers is: a parameter of Systems Manager, a variable of
 * a build, an option of a platform. What CodeBuild looks up under the value is none.
 */
export function namedValueOf(
  node: ObjectNode
): { readonly name: string; readonly value: StringNode } | undefined {
  const text = (field: RegExp) => {
    const found = node.members.find(({ key, value }) => field.test(key) && value.kind === 'string')?.value
    return found?.kind === 'string' ? found : undefined
  }
  const name = text(NAMED)
  const value = name && text(VALUED)
  if (value === undefined || isLookedUp(node)) return undefined
  return { name: name?.value ?? '', value }
}
