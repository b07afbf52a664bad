import { type DocumentNode, type ObjectNode, type StringNode, scalarTextOf } from '../document/tree.ts'

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
export function fieldName(key: string): string {
  const first = key.charCodeAt(0)
  if (first >= 65 && first <= 90 && key.charCodeAt(1) < 97 && /^[A-Z][A-Z0-9]*(?:_|$)/.test(key)) return key
  const lowered = first >= 65 && first <= 90 ? key.charAt(0).toLowerCase() + key.slice(1) : key
  return lowered.includes('_')
    ? lowered.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
    : lowered
}

/**
 * defaultOf returns the default of a CloudFormation parameter, unless it names a stored one, or of a Terraform
 * variable: `variable "x" { default = "y" }`.
 */
export function defaultOf({ members }: ObjectNode): DocumentNode | undefined {
  const memberOf = (name: string) => members.find(({ key }) => key === name)?.value
  const type = memberOf('Type')
  if (type?.kind === 'string') return type.value.startsWith('AWS::') ? undefined : memberOf('Default')
  // `Password: {default: "The password"}` alone is a label of CloudFormation's console.
  const isVariable = members.length > 1 && members.every(({ key }) => VARIABLE.test(key))
  return isVariable ? memberOf('default') : undefined
}

const VARIABLE = /^(?:type|default|description|sensitive|nullable|ephemeral|validation)$/

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

const NAMED = /^(?:name|key|option_?name|parameter_?key)$/i
const VALUED = /^(?:parameter_?)?value$/i

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
  if (value === undefined || /^(?:SECRETS_MANAGER|PARAMETER_STORE)$/.test(text(/^type$/i)?.value ?? ''))
    return undefined
  return { name: name?.value ?? '', value }
}

/** isReferenceMap returns whether a member is CodeBuild's map of variables to secrets or parameters, by their names. */
export function isReferenceMap(key: string, value: DocumentNode): boolean {
  if (!/^(?:secrets-manager|parameter-store)$/.test(key) || value.kind !== 'object') return false
  return value.members.every(
    ({ value: own }) => own.kind === 'string' && /[/:]|^[A-Za-z][A-Za-z_.-]*$|\$\{/.test(own.value)
  )
}
