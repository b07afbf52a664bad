import {
  type DocumentNode,
  type Origin,
  type StringNode,
  scalarTextOf
} from '../../../files/document/tree.ts'

/** One operand of an expression. `literal` is false for a name whose value is unknown here. */
export type Term = { readonly node: DocumentNode; readonly literal: boolean }

/** Functions of Terraform that return their text argument, or have it as a possible result. */
const PASSING =
  /^(?:(?:non)?sensitive|optional|tostring|trimspace|chomp|coalesce|try|lookup|base64(?:en|de)code|urlencode|json(?:en|de)code|yamldecode|upper|lower|title|one|element)$/

/** Those whose first argument is the text; their other arguments are parameters. */
const FIRST = /^(?:trim|trimprefix|trimsuffix|replace|substr)$/

/** unknownTerm represents a name or a call that cannot be evaluated: a placeholder, which no rule takes for a value. */
export function unknownTerm(text: string, origin: Origin): Term {
  const name = text.replace(/[{}]/g, '').slice(0, 120)
  return { node: { kind: 'string', value: `\${${name}}`, origin }, literal: false }
}

/**
 * callTerm returns the result of a call as far as it is known: the structures in its arguments, or a text it returns.
 */
export function callTerm(name: string, args: readonly Term[], origin: Origin): Term {
  const [first, second] = args
  const text = name === 'join' ? joinedText(args) : undefined
  if (text) return { node: text, literal: true }
  const structures = args.map(({ node }) => node).filter(isStructure)
  if (structures.length > 0) return { node: joined(structures), literal: true }
  const isPassing = PASSING.test(name)
  const last = args.findLast(
    ({ literal, node }) => literal && node.kind !== 'null' && scalarTextOf(node) !== ''
  )
  // sensitive(local.x), coalesce(local.x, ""): the value of local.x in the file is looked up later
  const reference = isPassing || FIRST.test(name) ? args.find(isReference) : undefined
  // lookup(local.passwords, "app") is local.passwords.app
  if (name === 'lookup' && args.length < 3)
    return unknownTerm(
      reference && second?.literal ? `${nameOf(reference)}.${scalarTextOf(second.node)}` : name,
      origin
    )
  if (reference && !last) return reference
  if (FIRST.test(name) && first?.literal) return first
  if (isPassing && last) return last
  if (name === 'format' && first?.node.kind === 'string')
    return { ...first, node: filled(first.node, args.slice(1)) }
  return unknownTerm(name, origin)
}

/** alongPath continues what a call returns by names in brackets: `jsondecode(local.x)["key"]` is `local.x.key`. */
export function alongPath(term: Term, path: string): Term {
  return path !== '' && isReference(term) ? unknownTerm(`${nameOf(term)}${path}`, term.node.origin) : term
}

function isReference({ node, literal }: Term): boolean {
  return !literal && node.kind === 'string' && /^\$\{[a-z]\w{0,64}\.[\w.-]{1,200}\}$/.test(node.value)
}

function nameOf({ node }: Term): string {
  return node.kind === 'string' ? node.value.slice(2, -1) : ''
}

/** `join("_", ["DB", "PASSWORD"])`, if all of it is written there. */
function joinedText([separator, list]: readonly Term[]): StringNode | undefined {
  if (separator?.node.kind !== 'string' || !separator.literal || list?.node.kind !== 'array') return undefined
  const { items, origin } = list.node
  const texts = items.flatMap(item => (item.kind === 'string' ? [item.value] : []))
  if (texts.length < items.length || texts.length < 2) return undefined
  return { kind: 'string', value: texts.join(separator.node.value), origin }
}

/** A format string with its arguments: literals, or placeholders. */
function filled(node: StringNode, args: readonly Term[]): StringNode {
  const left = args.map(({ node: arg }) => scalarTextOf(arg))
  return {
    ...node,
    value: node.value.replace(/%[-+ 0#]{0,4}\d{0,3}[sdvq]/g, () => left.shift() ?? '${argument}')
  }
}

/** combine returns the possible values of an expression: its structures as one, or each literal of its branches. */
export function combine(terms: readonly Term[]): readonly DocumentNode[] {
  const nodes = terms.map(({ node }) => node)
  const structures = nodes.filter(isStructure)
  if (structures.length > 0 && nodes.length > 1) return [joined(structures)]
  const literals = terms.filter(({ literal }) => literal).map(({ node }) => node)
  return literals.length > 0 ? literals : nodes.slice(0, 1)
}

/** Arrays as one array and objects as one object; a mixture becomes an array of all. */
function joined(nodes: readonly DocumentNode[]): DocumentNode {
  const [first] = nodes as readonly [DocumentNode]
  if (nodes.length === 1) return first
  const { origin } = first
  if (nodes.every(node => node.kind === 'object'))
    return {
      kind: 'object',
      members: nodes.flatMap(node => (node.kind === 'object' ? node.members : [])),
      origin
    }
  return {
    kind: 'array',
    items: nodes.flatMap(node => (node.kind === 'array' ? node.items : [node])),
    origin
  }
}

/** isStructure returns whether a node has other nodes in it. */
export function isStructure({ kind }: DocumentNode): boolean {
  return kind === 'object' || kind === 'array'
}

/** isUnknown returns whether a node is a placeholder. */
export function isUnknown(node: DocumentNode): boolean {
  return node.kind === 'string' && /^\$\{[^{}]*\}$/.test(node.value)
}

/** lastOf returns what an expression in parentheses is: its structure, or its last term. */
export function lastOf(args: readonly Term[]): Term | undefined {
  return args.find(({ node }) => isStructure(node)) ?? args.at(-1)
}

/** scalar returns an unquoted text with its type: null, a boolean, a number, or the text itself. */
export function scalar(text: string, origin: Origin): DocumentNode {
  if (text === 'null') return { kind: 'null', origin }
  if (text === 'true' || text === 'false') return { kind: 'boolean', value: text === 'true', origin }
  const isNumber = /^-?\d{1,15}(?:\.\d{1,15})?$/.test(text)
  return isNumber
    ? { kind: 'number', value: Number(text), raw: text, origin }
    : { kind: 'string', value: text, origin }
}
