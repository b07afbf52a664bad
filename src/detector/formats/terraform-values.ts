import { type DocumentNode, itemsOf, type Member, type StringNode } from '../../files/document/tree.ts'

/** A reference that is the whole value, as written in a text and as the tolerant reader represents a name. */
const REFERENCE = /^\$\{\s{0,8}((?:local|var)\.[\w.-]{1,200}(?:\[\\?"[\w.-]{1,100}\\?"\]){0,4})\s{0,8}\}$/

/** A longer text is not followed, so that the work stays linear however often it is referred to. */
const LONGEST = 512

/** The levels of maps below `locals` that are followed: `local.database.primary.login`. */
const DEEPEST = 4

/** Returns the literal that a text refers to, in any number of steps. Undefined if the file does not contain it. */
export type Follow = (text: StringNode) => DocumentNode | undefined

/** terraformLiterals follows `local.x` and `var.x` to the locals and the defaults of variables in the same file. */
export function terraformLiterals(root: DocumentNode): Follow {
  const values = valuesOf(root)
  const known = new Map<string, DocumentNode | undefined>()
  return text => {
    if (values.size === 0) return undefined
    const passed = new Set<string>()
    let found: DocumentNode | undefined
    for (let name = targetOf(text); name !== undefined && !passed.has(name); ) {
      if (known.has(name)) {
        found = known.get(name)
        break
      }
      passed.add(name)
      found = values.get(name)
      name = targetOf(found)
      if (name !== undefined) found = undefined
    }
    // Also for a circle, which has no literal: each name is followed once.
    for (const name of passed) known.set(name, found)
    return found
  }
}

function targetOf(node: DocumentNode | undefined): string | undefined {
  return node?.kind === 'string'
    ? REFERENCE.exec(node.value)?.[1]?.replace(/\[\\?"([\w.-]+)\\?"\]/g, '.$1')
    : undefined
}

function valuesOf(root: DocumentNode): ReadonlyMap<string, DocumentNode> {
  const values = new Map<string, DocumentNode>()
  for (const { key, value } of membersOf(root)) {
    if (key === 'locals') addValue(value, { name: 'local', depth: 0 }, values)
    if (key !== 'variable') continue
    for (const { key: name, value: block } of membersOf(value)) {
      const initial = membersOf(block).find(member => member.key === 'default')
      if (initial) addValue(initial.value, { name: `var.${name}`, depth: 1 }, values)
    }
  }
  return values
}

/** Blocks next to other structures of a file are in an array, and so are those of Terraform's JSON syntax. */
function membersOf(node: DocumentNode): readonly Member[] {
  return [node, ...itemsOf(node)].flatMap(one => (one.kind === 'object' ? one.members : []))
}

function addValue(
  node: DocumentNode,
  { name, depth }: { readonly name: string; readonly depth: number },
  values: Map<string, DocumentNode>
): void {
  if (depth <= DEEPEST && (depth === 0 || node.kind === 'object'))
    for (const { key, value } of membersOf(node))
      addValue(value, { name: `${name}.${key}`, depth: depth + 1 }, values)
  const isText = node.kind === 'string' && node.value !== '' && node.value.length <= LONGEST
  // The first of the branches of a condition that says something.
  if ((isText || node.kind === 'number') && !values.has(name)) values.set(name, node)
}
