import type { PlaceFinder } from '../document/place.ts'
import type { DocumentNode, ObjectNode, Origin } from '../document/tree.ts'

/** Lines (counted from 1) at which a comment about a leaf can be placed, by the leaf's JSON pointer. */
export type EntryLines = ReadonlyMap<string, ReadonlySet<number>>

/**
 * Members that identify an object as an entry about one thing: the name of a variable or an option, the key of a tag.
 */
const NAMING = new Set(['name', 'key'])

/**
 * entryLines returns the lines at which a comment can refer to each leaf: where its text starts, where its key is and,
 * in an entry such as `{"name": …, "value": …}`, where the entry starts and its name is. A comment above `- name: X`
 * also refers to the value.
 */
export function entryLines(root: DocumentNode, place: PlaceFinder): EntryLines {
  const lines = new Map<string, Set<number>>()
  const add = (leaf: Origin, origins: readonly Origin[]) => {
    if (leaf.kind !== 'file') return
    const own = lines.get(leaf.pointer) ?? new Set()
    for (const origin of origins) {
      const line = place(origin)?.line
      if (line !== undefined) own.add(line)
    }
    lines.set(leaf.pointer, own)
  }
  const open: DocumentNode[] = [root]
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.kind === 'array') open.push(...node.items)
    else if (node.kind === 'object') {
      const about = namesOf(node)
      for (const { keyOrigin, value } of node.members) {
        open.push(value)
        if (value.kind !== 'object' && value.kind !== 'array') add(value.origin, [keyOrigin, ...about])
      }
    } else add(node.origin, [node.origin])
  }
  return lines
}

function namesOf(node: ObjectNode): readonly Origin[] {
  const naming = node.members.filter(({ key }) => NAMING.has(key.toLowerCase()))
  const leaves = node.members.every(({ value }) => value.kind !== 'object' && value.kind !== 'array')
  // A container has a name too, but a comment above it does not refer to each of its fields.
  if (naming.length === 0 || !leaves) return []
  return [node.origin, ...naming.map(({ keyOrigin }) => keyOrigin)]
}
