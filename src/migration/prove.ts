import type { DocumentNode } from '../document/tree.ts'

/** sameTree tells whether two trees say the same, in the same order; places do not count. */
export function sameTree(a: DocumentNode, b: DocumentNode): boolean {
  switch (a.kind) {
    case 'null':
      return b.kind === 'null'
    case 'number':
      return b.kind === 'number' && a.raw === b.raw
    case 'string':
    case 'boolean':
      return b.kind === a.kind && a.value === b.value
    case 'array':
      return (
        b.kind === 'array' &&
        a.items.length === b.items.length &&
        a.items.every((item, index) => sameTree(item, b.items[index] as DocumentNode))
      )
    case 'object':
      return (
        b.kind === 'object' &&
        a.members.length === b.members.length &&
        a.members.every(({ key, value }, index) => {
          const other = b.members[index]
          return other !== undefined && key === other.key && sameTree(value, other.value)
        })
      )
  }
}

/** replaceNodes builds a tree with other nodes in some places; the rest is the same. Nodes are known by identity. */
export function replaceNodes(
  node: DocumentNode,
  changes: ReadonlyMap<DocumentNode, DocumentNode>
): DocumentNode {
  const change = changes.get(node)
  if (change) return change
  if (node.kind === 'array') return { ...node, items: node.items.map(item => replaceNodes(item, changes)) }
  if (node.kind !== 'object') return node
  return {
    ...node,
    members: node.members.map(member => ({ ...member, value: replaceNodes(member.value, changes) }))
  }
}
