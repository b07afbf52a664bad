import {
  type ArrayNode,
  type DocumentNode,
  type FileOrigin,
  type Member,
  type StringNode,
  scalarTextOf
} from '../../../files/document/tree.ts'

/** Functions that return their text argument, or have it as a possible result. */
const PASSING: ReadonlySet<string> = new Set(
  'sensitive nonsensitive optional tostring trimspace chomp coalesce try lookup base64encode base64decode urlencode jsonencode jsondecode yamldecode upper lower title strrev one indent std.toString std.base64 std.base64Decode std.asciiUpper std.asciiLower quote toJson'.split(
    ' '
  )
)

/** Those whose first argument is the text; their other arguments are parameters. */
const FIRST: ReadonlySet<string> = new Set('trim trimprefix trimsuffix replace substr'.split(' '))

const FORMATTING: ReadonlySet<string> = new Set(['format', 'std.format', 'printf'])

/** One operand of an expression. `literal` is false for a name whose value is unknown here. */
export type Term = { readonly node: DocumentNode; readonly literal: boolean }

/**
 * unknownTerm represents a name or a call that cannot be evaluated: a placeholder, so that no rule treats it as a
 * value.
 */
export function unknownTerm(text: string, origin: FileOrigin): Term {
  const name = text.replace(/[{}]/g, '').slice(0, 120)
  return { node: { kind: 'string', value: `\${${name}}`, origin }, literal: false }
}

/**
 * callTerm returns the result of a call, as far as it is known: the structures among its arguments, or a text that it
 * returns.
 */
export function callTerm(name: string, args: readonly Term[], origin: FileOrigin): Term {
  const text = name === 'join' ? joinedText(args) : undefined
  if (text) return { node: text, literal: true }
  const structures = args.filter(({ node }) => isStructure(node))
  const last = args.findLast(({ literal }) => literal)
  if (structures.length > 0) return { node: joined(structures.map(({ node }) => node)), literal: true }
  // sensitive(local.x), coalesce(local.x, ""): what the file says of local.x is followed later
  const reference = PASSING.has(name) || FIRST.has(name) ? args.find(isReference) : undefined
  if (reference && (last === undefined || last.node.kind === 'null' || scalarTextOf(last.node) === ''))
    return reference
  if (last === undefined) return unknownTerm(name, origin)
  // without a default, lookup(map, key) returns what the file says of the map; the key is not a value
  if (name === 'lookup' && args.length < 3) return lookedUp(args, origin)
  const [first] = args
  if (FIRST.has(name)) return first?.literal ? first : unknownTerm(name, origin)
  if (PASSING.has(name)) return last
  if (FORMATTING.has(name) && first?.node.kind === 'string') {
    return { ...first, node: filled(first.node, args.slice(1)) }
  }
  return unknownTerm(name, origin)
}

/** `lookup(local.passwords, "app")` is `local.passwords.app`. */
function lookedUp([map, key]: readonly Term[], origin: FileOrigin): Term {
  const name = map && isReference(map) && map.node.kind === 'string' ? map.node.value.slice(2, -1) : undefined
  const isKey = key?.node.kind === 'string' && /^[\w-]{1,64}$/.test(key.node.value)
  return unknownTerm(name !== undefined && isKey ? `${name}.${scalarTextOf(key.node)}` : 'lookup', origin)
}

function isReference({ node, literal }: Term): boolean {
  return !literal && node.kind === 'string' && /^\$\{(?:local|var)\.[\w.-]{1,200}\}$/.test(node.value)
}

/** `join("_", ["DB", "PASSWORD"])`, if all of it is written there. */
function joinedText([separator, list]: readonly Term[]): StringNode | undefined {
  if (separator?.node.kind !== 'string' || !separator.literal || list?.node.kind !== 'array') return undefined
  const { items, origin } = list.node
  const texts = items.flatMap(item => (item.kind === 'string' ? [item.value] : []))
  if (texts.length < items.length || texts.length < 2) return undefined
  return { kind: 'string', value: texts.join(separator.node.value), origin }
}

/** filled inserts the arguments of a format string: literals, or placeholders. */
export function filled(node: StringNode, args: readonly Term[] = []): StringNode {
  const left = args.map(({ node: arg, literal }) => (literal ? scalarTextOf(arg) : undefined))
  const value = node.value.replace(/%(?:\(\w{1,64}\))?[-+ 0#]{0,4}\d{0,3}[sdvq]/g, () => {
    return left.shift() ?? '${argument}'
  })
  return { ...node, value }
}

/**
 * combine returns the possible values of an expression: one node, or one for each branch of a condition. Operands
 * joined by `+` are one text or one structure.
 */
export function combine(terms: readonly Term[], operators: readonly string[]): readonly DocumentNode[] {
  const nodes = terms.map(({ node }) => node)
  const [only] = nodes
  if (only !== undefined && nodes.length === 1) return [only]
  const structures = nodes.filter(isStructure)
  if (structures.length > 0) return [joined(structures)]
  if (operators.every(operator => operator === '+')) return [concatenated(nodes)]
  const literals = terms.filter(({ literal }) => literal).map(({ node }) => node)
  return literals.length > 0 ? literals : nodes.slice(0, 1)
}

/** joined merges arrays into one array and objects into one object; for a mixture, it returns an array of all. */
export function joined(nodes: readonly DocumentNode[]): DocumentNode {
  const [first] = nodes as readonly [DocumentNode]
  if (nodes.length === 1) return first
  const origin = first.origin
  if (nodes.every(node => node.kind === 'object')) {
    const members: readonly Member[] = nodes.flatMap(node => (node.kind === 'object' ? node.members : []))
    return { kind: 'object', members, origin }
  }
  const items = nodes.flatMap(node => (node.kind === 'array' ? node.items : [node]))
  return { kind: 'array', items, origin } satisfies ArrayNode
}

function concatenated(nodes: readonly DocumentNode[]): DocumentNode {
  const first = nodes[0] as DocumentNode
  const last = nodes[nodes.length - 1] as DocumentNode
  const value = nodes.map(node => scalarTextOf(node) ?? '').join('')
  if (first.origin.kind !== 'file' || last.origin.kind !== 'file') return first
  return { kind: 'string', value, origin: { ...first.origin, end: last.origin.end } }
}

function isStructure(node: DocumentNode): boolean {
  return node.kind === 'object' || node.kind === 'array'
}
