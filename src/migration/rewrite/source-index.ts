import type { DocumentNode, FileOrigin, ObjectNode } from '../../document/tree.ts'

/** Looks up nodes of a tree with resolved aliases: a node that is written once can occur in it several times. */
export type SourceIndex = {
  /** Returns the objects written at a pointer, once per occurrence. */
  objectsAt(pointer: string): readonly ObjectNode[]
  /** Reports whether the text of a node occurs in the tree several times. */
  isShared(node: DocumentNode): boolean
}

/** indexSource traverses a tree once. */
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

/** The long form of `!Sub x` is an object with the same extent as its text, so that the key includes the kind. */
function extentKey({ kind, origin }: DocumentNode): string {
  return origin.kind === 'file' ? `${kind} ${origin.start} ${origin.end}` : kind
}

/**
 * fileOriginOf returns the extent of a node. Every node of a file that was just parsed has one. Throws for a node that
 * comes from an input.
 */
export function fileOriginOf(origin: DocumentNode['origin']): FileOrigin {
  if (origin.kind !== 'file') throw new Error('a node without a place in the file')
  return origin
}

/** isInside reports whether something is written within the text of a node, and not brought there by an alias. */
export function isInside(origin: DocumentNode['origin'], outer: DocumentNode): boolean {
  const around = outer.origin
  return (
    origin.kind === 'file' &&
    around.kind === 'file' &&
    origin.start >= around.start &&
    origin.end <= around.end
  )
}
