import { childOf, type DocumentNode, itemsOf, type ObjectNode, stringOf } from '../document/tree.ts'
import { textNode } from './rewrite.ts'

/** What a template's parameters have as literal defaults, by name. */
export type Defaults = ReadonlyMap<string, DocumentNode>

/** parameterDefaults lists the literal defaults of a CloudFormation template. One that names a stored parameter is none. */
export function parameterDefaults(root: DocumentNode): Defaults {
  const parameters = childOf(root, 'Parameters')
  if (parameters?.kind !== 'object') return new Map()
  return new Map(
    parameters.members.flatMap(({ key, value }) => {
      const initial = childOf(value, 'Default')
      const isStored = stringOf(childOf(value, 'Type'))?.startsWith('AWS::') ?? false
      const isLiteral = initial?.kind === 'string' || initial?.kind === 'number'
      return isLiteral && !isStored ? [[key, initial] as const] : []
    })
  )
}

/**
 * intrinsicOf reads `{Ref: …}` and `{Fn::…: …}`. It gives the alternatives that can come out of it: the text with
 * `${…}` where only the deployment knows, or a parameter's default, which is a value that stands in the file. Undefined
 * for any other object.
 */
export function intrinsicOf(node: ObjectNode, defaults: Defaults): readonly DocumentNode[] | undefined {
  const [member] = node.members
  if (member === undefined || node.members.length !== 1) return undefined
  const { key, value } = member
  if (key === 'Ref') return refOf(value, defaults)
  if (!key.startsWith('Fn::')) return undefined
  switch (key) {
    case 'Fn::Sub':
      return [substituted(value, defaults)]
    case 'Fn::Join':
      return [joinedText(value, defaults)]
    case 'Fn::If':
      return itemsOf(value)
        .slice(1)
        .flatMap(item => resolved(item, defaults))
    case 'Fn::Base64':
    case 'Fn::ToJsonString':
      return resolved(value, defaults)
    default:
      return [unknown(key, node)]
  }
}

function resolved(node: DocumentNode, defaults: Defaults): readonly DocumentNode[] {
  return (node.kind === 'object' ? intrinsicOf(node, defaults) : undefined) ?? [node]
}

/** Without colons: in a placeholder of a shell they would come before a default. */
function unknown(name: string, node: DocumentNode): DocumentNode {
  return textNode(`\${${name.replaceAll('::', '.')}}`, node.origin)
}

/** AWS::NoValue takes the member away, so that there is no alternative. */
function refOf(target: DocumentNode, defaults: Defaults): readonly DocumentNode[] {
  const name = stringOf(target) ?? 'Ref'
  if (name === 'AWS::NoValue') return []
  const initial = defaults.get(name)
  return [initial ?? unknown(name, target)]
}

/** `Fn::Sub` of a text, or of a text with names of its own. A text that is one parameter alone is that parameter. */
function substituted(value: DocumentNode, defaults: Defaults): DocumentNode {
  const text = value.kind === 'array' ? value.items[0] : value
  if (text?.kind !== 'string') return unknown('Fn::Sub', value)
  const whole = /^\$\{(\w{1,255})\}$/.exec(text.value)?.[1]
  const initial = whole === undefined ? undefined : defaults.get(whole)
  if (initial) return initial
  const names = itemsOf(value)[1]
  if (names?.kind !== 'object') return text
  // `\${!x}` is a literal `\${x}`, which stays a placeholder of whatever reads it.
  const filled = text.value.replace(/\$\{(\w{1,255})\}/g, (whole, name: string) => {
    return stringOf(childOf(names, name)) ?? whole
  })
  return textNode(filled, text.origin)
}

function joinedText(value: DocumentNode, defaults: Defaults): DocumentNode {
  const [delimiter, list] = itemsOf(value)
  if (list?.kind !== 'array') return unknown('Fn::Join', value)
  const parts = list.items.map(item => {
    const [first] = resolved(item, defaults)
    if (first?.kind === 'string') return first.value
    return first?.kind === 'number' ? first.raw : '${part}'
  })
  const [only] = list.items
  return textNode(
    parts.join(stringOf(delimiter) ?? ''),
    list.items.length === 1 && only ? only.origin : value.origin
  )
}
