import { childPointer, type DocumentNode, memberOf, type ObjectNode } from '../document/tree.ts'

/**
 * substituteReferences replaces the text of string nodes, which are identified by their pointer in the rendered tree.
 * Origins are kept, so that a later error still refers to the file. Nodes are identified by place, because a YAML alias
 * may share one node with a member that must not change. Unchanged subtrees remain the same objects.
 */
export function substituteReferences(
  root: ObjectNode,
  replacements: ReadonlyMap<string, string>
): ObjectNode {
  if (replacements.size === 0) return root
  const replaced = replaceIn(root, '', replacements)
  return replaced.kind === 'object' ? replaced : root
}

function replaceIn(
  node: DocumentNode,
  pointer: string,
  replacements: ReadonlyMap<string, string>
): DocumentNode {
  if (node.kind === 'string') {
    const value = replacements.get(pointer)
    return value === undefined || value === node.value ? node : { ...node, value }
  }
  if (node.kind === 'array') {
    const items = node.items.map((item, index) => replaceIn(item, childPointer(pointer, index), replacements))
    return items.every((item, index) => item === node.items[index]) ? node : { ...node, items }
  }
  if (node.kind !== 'object') return node
  const members = node.members.map(member => {
    // of a repeated key, only the last one counts, and only that one was collected
    if (memberOf(node, member.key) !== member) return member
    const value = replaceIn(member.value, childPointer(pointer, member.key), replacements)
    return value === member.value ? member : { ...member, value }
  })
  return members.every((member, index) => member === node.members[index]) ? node : { ...node, members }
}
