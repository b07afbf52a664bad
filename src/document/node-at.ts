import { childOf, type DocumentNode, itemsOf } from './tree.ts'

/**
 * nodeAt follows a JSON pointer (RFC 6901) as far as the tree has it and gives the deepest node on the way, which is where a
 * reader should look.
 */
export function nodeAt(root: DocumentNode, pointer: string): DocumentNode {
  let node = root
  for (const raw of pointer.split('/').slice(1)) {
    const step = raw.replaceAll('~1', '/').replaceAll('~0', '~')
    const next = node.kind === 'array' ? itemsOf(node)[Number(step)] : childOf(node, step)
    if (next === undefined) return node
    node = next
  }
  return node
}
