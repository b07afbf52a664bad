import { originWith } from '../../src/document/made-tree.ts'
import type { DocumentNode } from '../../src/document/tree.ts'
import { mapOrigins } from '../../src/formats/rewrite.ts'

/** plainOrigins gives a tree whose places are looked up, so that it can be compared with another one. */
export function plainOrigins<Node extends DocumentNode>(root: Node): Node {
  return mapOrigins(root, origin => (origin.kind === 'file' ? originWith(origin) : origin)) as Node
}
