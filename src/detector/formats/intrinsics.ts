import {
  childOf,
  type DocumentNode,
  itemsOf,
  type ObjectNode,
  type StringNode,
  scalarTextOf,
  stringOf
} from '../../files/document/tree.ts'
import { textNode } from './rewrite.ts'

/** The literal defaults of a template's parameters, by name. */
type Defaults = ReadonlyMap<string, DocumentNode>

/** The sources of values for a template's functions: its parameters, their defaults, and its `Mappings`. */
export type TemplateValues = {
  readonly defaults: Defaults
  /** What a parameter without a default fills in, written as a variable of Terraform. */
  readonly parameters: ReadonlyMap<string, string>
  readonly mappings: DocumentNode | undefined
}

/** templateValuesOf reads them from a template; anything else has none. */
export function templateValuesOf(root: DocumentNode): TemplateValues {
  const parameters = childOf(root, 'Parameters')
  const members = parameters?.kind === 'object' ? parameters.members : []
  return {
    defaults: parameterDefaults(root),
    parameters: new Map(members.map(({ key, value }) => [key, asVariable(key, childOf(value, 'NoEcho'))])),
    mappings: childOf(root, 'Mappings')
  }
}

function asVariable(name: string, noEcho: DocumentNode | undefined): string {
  return noEcho && scalarTextOf(noEcho)?.toLowerCase() === 'true' ? `sensitive(var.${name})` : `var.${name}`
}

/**
 * The literal defaults of a CloudFormation template's parameters, by name. The name of a stored parameter is not a
 * literal.
 */
function parameterDefaults(root: DocumentNode): Defaults {
  const parameters = childOf(root, 'Parameters')
  if (parameters?.kind !== 'object') return new Map()
  return new Map(
    parameters.members.flatMap(({ key, value }) => {
      const initial = childOf(value, 'Default')
      const isStored = stringOf(childOf(value, 'Type'))?.startsWith('AWS::') ?? false
      const isLiteral = (initial?.kind === 'string' && initial.value !== '') || initial?.kind === 'number'
      return isLiteral && !isStored ? [[key, initial] as const] : []
    })
  )
}

/**
 * intrinsicOf evaluates `{Ref: …}` and `{Fn::…: …}`. It returns the possible results: the text with `${…}` for what
 * is known only at deployment, or a literal of the template (a parameter's default, an item of a list, a mapping's
 * value). An unknown function, and one with an invalid argument, yields its content, so that nothing is hidden in it.
 * Undefined for any other object.
 */
export function intrinsicOf(node: ObjectNode, values: TemplateValues): readonly DocumentNode[] | undefined {
  const [member] = node.members
  if (member === undefined || node.members.length !== 1) return undefined
  const { key, value } = member
  if (key !== 'Ref' && !key.startsWith('Fn::')) return undefined
  return outcomesOf(key, value, values) ?? [value]
}

/** Undefined for a function that CloudFormation does not have in this form. */
function outcomesOf(
  key: string,
  value: DocumentNode,
  values: TemplateValues
): readonly DocumentNode[] | undefined {
  switch (key) {
    case 'Ref':
      return value.kind === 'string' ? refOf(value, values) : undefined
    case 'Fn::Sub':
      return substituted(value, values)
    case 'Fn::Join':
      return joinedText(value, values)
    case 'Fn::If':
      // Without !Ref, NoValue is a text by mistake.
      return itemsOf(value)
        .slice(1)
        .filter(item => stringOf(item) !== 'AWS::NoValue')
        .flatMap(item => resolved(item, values))
    case 'Fn::Base64':
    case 'Fn::ToJsonString':
      return resolved(value, values)
    case 'Fn::Select':
      return selected(value, values)
    case 'Fn::Split':
      return split(value, values)
    case 'Fn::FindInMap':
      return mapped(value, values)
    case 'Fn::Transform':
      // The result of a macro is unknown, but its parameters are in the file.
      return [unknown(key, value), childOf(value, 'Parameters') ?? value]
    case 'Fn::GetAtt':
    case 'Fn::ImportValue':
    case 'Fn::GetAZs':
    case 'Fn::Cidr':
    case 'Fn::Length':
    case 'Fn::GetStackOutput':
      return isArgument(value) ? [unknown(key, value)] : undefined
    default:
      return undefined
  }
}

/** The arguments of such functions: texts, numbers, lists of them, and functions. */
function isArgument(node: DocumentNode): boolean {
  if (node.kind === 'array') return node.items.every(isArgument)
  if (node.kind !== 'object') return true
  return node.members.length === 1 && /^(?:Ref|Fn::\w+)$/.test(node.members[0]?.key ?? '')
}

function resolved(node: DocumentNode, values: TemplateValues): readonly DocumentNode[] {
  return (node.kind === 'object' ? intrinsicOf(node, values) : undefined) ?? [node]
}

/** Without colons, which would precede a default in a placeholder of a shell. */
function unknown(name: string, node: DocumentNode): DocumentNode {
  return textNode(`\${${name.replaceAll('::', '.')}}`, node.origin)
}

/** A resource has a dot, too: no shell reads it, and it is the ARN or the name of a secret, never its value. */
function placeholderOf(name: string, parameters: TemplateValues['parameters']): string {
  return parameters.get(name) ?? `ref.${name}`
}

/** AWS::NoValue removes the member, so it is not a possible result. */
function refOf(target: StringNode, { defaults, parameters }: TemplateValues): readonly DocumentNode[] {
  const name = target.value
  if (name === 'AWS::NoValue') return []
  const initial = defaults.get(name)
  return [initial ?? unknown(placeholderOf(name, parameters), target)]
}

/** `Fn::Sub` of a text, or of a text with its own names. A text that consists of one parameter is that parameter. */
function substituted(value: DocumentNode, values: TemplateValues): readonly DocumentNode[] | undefined {
  const text = value.kind === 'array' ? value.items[0] : value
  if (text?.kind !== 'string') return undefined
  const own = itemsOf(value)[1]
  const filled = (name: string): readonly DocumentNode[] => {
    const given = childOf(own, name)
    return given ? resolved(given, values) : refOf({ ...text, value: name }, values)
  }
  // `\${!x}` is a literal `\${x}`, which remains a placeholder for whatever reads it.
  const parts = text.value.split(/\$\{(\w{1,255})\}/)
  if (parts.length === 1) return [text]
  const [before, name = '', after] = parts
  if (parts.length === 3 && before === '' && after === '') return filled(name)
  const alternatives = parts.map((part, at) => (at % 2 === 0 ? [textNode(part, text.origin)] : filled(part)))
  return joined(alternatives, '').map(one => textNode(one, text.origin))
}

function joinedText(value: DocumentNode, values: TemplateValues): readonly DocumentNode[] | undefined {
  const [delimiter, list] = itemsOf(value)
  if (delimiter?.kind !== 'string' || list === undefined) return undefined
  if (list.kind !== 'array') return [unknown('Fn::Join', value)]
  const alternatives = list.items.map(item => resolved(item, values))
  const [only] = list.items
  const origin = list.items.length === 1 && only ? only.origin : value.origin
  return joined(alternatives, delimiter.value).map(one => textNode(one, origin))
}

/** Parts with their possible values, joined: each value occurs in one of the texts. */
function joined(parts: readonly (readonly DocumentNode[])[], delimiter: string): readonly string[] {
  const most = parts.reduce((sum, { length }) => Math.max(sum, length), 1)
  return Array.from({ length: most }, (_, index) =>
    parts
      .map(part => {
        const one = part[index] ?? part[0]
        return (one && scalarTextOf(one)) ?? '${part}'
      })
      .join(delimiter)
  )
}

/** An item of a literal list: the selected one, or every item if that is known only at deployment. */
function selected(value: DocumentNode, values: TemplateValues): readonly DocumentNode[] | undefined {
  const [index, given] = itemsOf(value)
  if (index === undefined || given === undefined) return undefined
  const lists = resolved(given, values)
  const chosen = scalarTextOf(index)
  const items = lists.flatMap(list => {
    if (list.kind !== 'array') return []
    const item = chosen === undefined ? undefined : list.items[Number(chosen)]
    return item === undefined ? list.items : [item]
  })
  if (items.length > 0) return items.flatMap(item => resolved(item, values))
  return lists.every(({ kind }) => kind === 'string' || kind === 'array')
    ? [unknown('Fn::Select', value)]
    : lists
}

function split(value: DocumentNode, values: TemplateValues): readonly DocumentNode[] | undefined {
  const [delimiter, given] = itemsOf(value)
  if (delimiter?.kind !== 'string' || given === undefined) return undefined
  return resolved(given, values).map(text => {
    if (text.kind !== 'string') return text
    const items = text.value.split(delimiter.value).map(part => textNode(part, text.origin))
    return { kind: 'array', items, origin: text.origin }
  })
}

/** The possible values of a mapping, and the default. */
function mapped(value: DocumentNode, values: TemplateValues): readonly DocumentNode[] | undefined {
  const [name, first, second, options] = itemsOf(value)
  if (name === undefined || first === undefined) return undefined
  const found = step(name, values.mappings)
    .flatMap(map => step(first, map))
    .flatMap(map => (second === undefined ? [map] : step(second, map)))
  const fallback = childOf(options, 'DefaultValue')
  const outcomes = [...found, ...(fallback === undefined ? [] : resolved(fallback, values))]
  return outcomes.length === 0 ? [unknown('Fn::FindInMap', value)] : outcomes
}

/** The member with a literal name, or all members if the name is known only at deployment. */
function step(name: DocumentNode, map: DocumentNode | undefined): readonly DocumentNode[] {
  if (map?.kind !== 'object') return []
  const key = scalarTextOf(name)
  return map.members.flatMap(member => (key === undefined || member.key === key ? [member.value] : []))
}
