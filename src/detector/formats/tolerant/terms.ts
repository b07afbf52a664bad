import {
  type DocumentNode,
  type Member,
  type Origin,
  type StringNode,
  scalarTextOf
} from '../../../files/document/tree.ts'

/** One operand of an expression. `literal` is false for a name whose value is unknown here. */
export type Term = { readonly node: DocumentNode; readonly literal: boolean }

/** Functions of Terraform that return one of their arguments, all of them, or what an argument is made of. */
const PASSING =
  /^(?:(?:non)?sensitive|optional|to(?:string|list|map|set)|trimspace|chomp|coalesce(?:list)?|try|lookup|base64(?:en|de)code|urlencode|(?:json|yaml)(?:en|de)code|upper|lower|title|one|merge|concat|flatten|values|compact|distinct|sort|reverse|templatefile)$/

/** Those whose first argument is the value; their other arguments are parameters. */
const FIRST = /^(?:trim|trimprefix|trimsuffix|replace|substr|element|slice)$/

/** unknownTerm represents a name or a call that cannot be evaluated: a placeholder, which no rule takes for a value. */
export function unknownTerm(text: string, origin: Origin): Term {
  const name = text.replace(/[{}]/g, '').slice(0, 120)
  return { node: { kind: 'string', value: `\${${name}}`, origin }, literal: false }
}

/** known returns a node as an operand. */
export function known(node: DocumentNode): Term {
  return { node, literal: !isUnknown(node) }
}

/**
 * callTerms returns the possible results of a call as far as they are known: the structures in its arguments, or the
 * texts and references it returns. An argument may have several values.
 */
export function callTerms(name: string, args: readonly (readonly Term[])[], origin: Origin): readonly Term[] {
  const [first, second] = args
  const text = name === 'join' ? joinedText(args.flatMap(([one]) => one ?? [])) : undefined
  if (text) return [{ node: text, literal: true }]
  const map = name === 'zipmap' ? zipped(first?.[0]?.node, second?.[0]?.node) : undefined
  if (map) return [{ node: map, literal: true }]
  if (name === 'file' && first?.[0]?.node.kind === 'string')
    return [unknownTerm(`file.${loadedName(first[0].node.value)}`, origin)]
  const passed = passedBy(name, args)
  const all = args.flat().map(({ node }) => node)
  const structures = all.filter(isStructure)
  if (structures.length > 0)
    return [
      { node: joined([...structures, ...passed.map(({ node }) => node).filter(isReference)]), literal: true }
    ]
  // lookup(local.passwords, "app") is local.passwords.app
  const reference = name === 'lookup' ? first?.find(({ node }) => isReference(node)) : undefined
  const key = second?.length === 1 && second[0]?.literal ? scalarTextOf(second[0].node) : '*'
  if (reference)
    return [
      unknownTerm(`${nameOf(reference.node)}.${key}`, origin),
      ...passed.filter(({ literal }) => literal)
    ]
  const [format] = first ?? []
  if (name === 'format' && format?.node.kind === 'string')
    return [
      {
        ...format,
        node: filled(
          format.node,
          args.slice(1).flatMap(([one]) => one ?? [])
        )
      }
    ]
  return passed.length > 0 ? passed : [unknownTerm(name, origin)]
}

/** loadedName returns what a file is called in a reference to it; a file name that Terraform puts together is `*`. */
export function loadedName(path: string): string {
  const plain = path.replace(/^\$\{[^{}]{0,64}\}\//, '').replace(/^(?:\.{0,2}\/)+/, '')
  return plain.replace(/[^/]*\$\{[^{}]{1,128}\}[^/]*?(?=\.\w+$)/, '*').replace(/[^\w*]/g, '-')
}

/** The references and literals that a function returns, or puts together. */
function passedBy(name: string, args: readonly (readonly Term[])[]): readonly Term[] {
  const own =
    name === 'lookup'
      ? [...args.slice(0, 1), ...args.slice(2)]
      : name === 'templatefile'
        ? args.slice(1)
        : FIRST.test(name)
          ? args.slice(0, 1)
          : PASSING.test(name)
            ? args
            : []
  return own
    .flat()
    .filter(({ literal, node }) =>
      literal ? node.kind !== 'null' && scalarTextOf(node) !== '' : isReference(node)
    )
}

/** alongPath continues what a call returns by names in brackets: `jsondecode(local.x)["key"]` is `local.x.key`. */
export function alongPath(term: Term, path: string): Term {
  return path !== '' && isReference(term.node)
    ? unknownTerm(`${nameOf(term.node)}${path}`, term.node.origin)
    : term
}

/** isReference returns whether a node stands for a value of another place: `${local.x.y}`. */
export function isReference(node: DocumentNode): boolean {
  return node.kind === 'string' && /^\$\{[a-z]\w{0,64}\.[\w.*-]{1,200}\}$/.test(node.value)
}

/** nameOf returns what a reference refers to: `local.x.y`. */
export function nameOf(node: DocumentNode): string {
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

/** `zipmap(["DB_PASSWORD"], ["x"])`, if both lists are written there. */
function zipped(names: DocumentNode | undefined, values: DocumentNode | undefined): DocumentNode | undefined {
  if (names?.kind !== 'array' || values?.kind !== 'array') return undefined
  const members = values.items.flatMap((value, at): readonly Member[] => {
    const name = names.items[at]
    return name?.kind === 'string' ? [{ key: name.value, keyOrigin: name.origin, value }] : []
  })
  return { kind: 'object', members, origin: values.origin }
}

/** A format string with its arguments: literals, or placeholders. */
function filled(node: StringNode, args: readonly Term[]): StringNode {
  const left = args.map(({ node: arg }) => scalarTextOf(arg))
  return {
    ...node,
    value: node.value.replace(/%[-+ 0#]{0,4}\d{0,3}[sdvq]/g, () => left.shift() ?? '${argument}')
  }
}

/**
 * combine returns the possible values of an expression: its structures as one, or each literal and reference of its
 * branches. Of a `sum` (also a comparison) only what is written in it.
 */
export function combine(terms: readonly Term[], isSum: boolean): readonly DocumentNode[] {
  const nodes = terms.map(({ node }) => node)
  const references = isSum
    ? []
    : terms.flatMap(({ literal, node }) => (!literal && isReference(node) ? [node] : []))
  const structures = nodes.filter(isStructure)
  if (structures.length > 0 && nodes.length > 1) return [joined([...structures, ...references])]
  const values = [...terms.filter(({ literal }) => literal).map(({ node }) => node), ...references]
  return values.length > 0 ? values : nodes.slice(0, 1)
}

/** Arrays as one array and objects as one object; a mixture becomes an array of all. References stand beside. */
function joined(nodes: readonly DocumentNode[]): DocumentNode {
  const [first] = nodes as readonly [DocumentNode]
  if (nodes.length === 1) return first
  const { origin } = first
  if (nodes.every(node => node.kind !== 'array'))
    return { kind: 'object', members: membersOfAll(nodes), origin }
  return {
    kind: 'array',
    items: nodes.flatMap(node => (node.kind === 'array' ? node.items : [node])),
    origin
  }
}

/** membersOfAll returns the members of objects; what is no object here is one without a name. */
export function membersOfAll(nodes: readonly DocumentNode[]): readonly Member[] {
  return nodes.flatMap(value =>
    value.kind === 'object' ? value.members : [{ key: '', keyOrigin: value.origin, value }]
  )
}

/** isStructure returns whether a node has other nodes in it. */
export function isStructure({ kind }: DocumentNode): boolean {
  return kind === 'object' || kind === 'array'
}

/** isUnknown returns whether a node is a placeholder. */
export function isUnknown(node: DocumentNode): boolean {
  return node.kind === 'string' && /^\$\{[^{}]*\}$/.test(node.value)
}

/** inParentheses returns what an expression in parentheses is: its structure, or its terms. */
export function inParentheses(terms: readonly Term[]): readonly Term[] {
  const structure = terms.find(({ node }) => isStructure(node))
  return structure ? [structure] : terms
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
