import type { DocumentNode, FileOrigin, ObjectNode } from '../../document/tree.ts'

/** Looks up nodes of a tree in which aliases are put in: what is written once may stand there several times. */
export type SourceIndex = {
  /** The objects that are written at a pointer, once for each place where they stand. */
  objectsAt(pointer: string): readonly ObjectNode[]
  /** Whether what is written at a node's place stands in the tree several times. */
  isShared(node: DocumentNode): boolean
}

/** indexSource goes over a tree once. */
export function indexSource(root: DocumentNode): SourceIndex {
  const objects = new Map<string, ObjectNode[]>()
  const counts = new Map<string, number>()
  const visit = (node: DocumentNode): void => {
    const key = extentKey(node)
    counts.set(key, (counts.get(key) ?? 0) + 1)
    if (node.kind === 'array') node.items.forEach(visit)
    if (node.kind !== 'object') return
    if (node.origin.kind === 'file') {
      const same = objects.get(node.origin.pointer)
      if (same) same.push(node)
      else objects.set(node.origin.pointer, [node])
    }
    for (const { value } of node.members) visit(value)
  }
  visit(root)
  return {
    objectsAt: pointer => objects.get(pointer) ?? [],
    isShared: node => (counts.get(extentKey(node)) ?? 0) > 1
  }
}

/** The long form of `!Sub x` is an object at the very place of the text, so that the kind belongs to the key. */
function extentKey({ kind, origin }: DocumentNode): string {
  return origin.kind === 'file' ? `${kind} ${origin.start} ${origin.end}` : kind
}

/**
 * fileOriginOf is the extent of a node; every node of a file that was just read has one. Throws for one that an
 * input brought in.
 */
export function fileOriginOf(origin: DocumentNode['origin']): FileOrigin {
  if (origin.kind !== 'file') throw new Error('a node without a place in the file')
  return origin
}
