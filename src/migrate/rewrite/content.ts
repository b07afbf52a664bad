import type { DocumentNode, ObjectNode } from '../../files/document/tree.ts'
import { expectedMembers, type TextEdit } from './edits.ts'
import type { HolderMoves } from './moves.ts'

/** applyEdits replaces ranges of a text. Edits at the same offset keep their order. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = ''
  let from = 0
  for (const edit of edits.toSorted((a, b) => a.start - b.start)) {
    result += text.slice(from, edit.start) + edit.text
    from = edit.end
  }
  return result + text.slice(from)
}

/**
 * contentOf writes the content of a tree as one text, in its order, with numbers as they are written and regardless of
 * positions; in the objects of `groups`, as it is expected after the moves.
 */
export function contentOf(
  node: DocumentNode,
  groups: ReadonlyMap<ObjectNode, HolderMoves> = new Map()
): string {
  switch (node.kind) {
    case 'null':
      return 'null'
    case 'number':
      return node.raw
    case 'string':
    case 'boolean':
      return JSON.stringify(node.value)
    case 'array':
      return `[${node.items.map(item => contentOf(item, groups)).join(',')}]`
    case 'object': {
      const group = groups.get(node)
      const members = group ? expectedMembers(group) : node.members
      return `{${members.map(({ key, value }) => `${JSON.stringify(key)}:${contentOf(value, groups)}`).join(',')}}`
    }
  }
}
