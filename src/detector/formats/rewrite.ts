import type { DocumentNode, FileOrigin, Member, Origin } from '../../files/document/tree.ts'

/** mapOrigins rebuilds a tree with other origins. The recursion is limited by the readers' maximum depth. */
export function mapOrigins(node: DocumentNode, change: (origin: Origin) => Origin): DocumentNode {
  const origin = change(node.origin)
  switch (node.kind) {
    case 'object': {
      const members = node.members.map(({ key, keyOrigin, value }) => ({
        key,
        keyOrigin: change(keyOrigin),
        value: mapOrigins(value, change)
      }))
      return { kind: 'object', members, origin }
    }
    case 'array':
      return { kind: 'array', items: node.items.map(item => mapOrigins(item, change)), origin }
    default:
      return { ...node, origin }
  }
}

/** mapParts gives the nodes that were read from a text the place and the pointer of the text, and the part they are. */
export function mapParts(node: DocumentNode, text: Origin): DocumentNode {
  return mapOrigins(node, one =>
    one.kind === 'file' && text.kind === 'file' ? partOf(text, one.start) : text
  )
}

/** partOf returns the origin of what begins at an offset of a text, and has no place of its own in the file. */
export function partOf(text: FileOrigin, start: number): FileOrigin {
  return { ...text, part: `${text.part ?? ''}/${start}` }
}

/** withPointerPrefix prepends steps to every pointer of a tree. */
export function withPointerPrefix(node: DocumentNode, prefix: string): DocumentNode {
  return mapOrigins(node, origin =>
    origin.kind === 'file' ? { ...origin, pointer: `${prefix}${origin.pointer}` } : origin
  )
}

/** textNode creates a text with an origin. */
export function textNode(value: string, origin: Origin): DocumentNode {
  return { kind: 'string', value, origin }
}

/** pairNode creates `{name, value}`, ECS's form of `NAME: value`. */
export function pairNode({ key, keyOrigin, value }: Member, field = 'value'): DocumentNode {
  const members = [
    { key: 'name', keyOrigin, value: textNode(key, keyOrigin) },
    { key: field, keyOrigin, value }
  ]
  return { kind: 'object', members, origin: value.origin }
}
