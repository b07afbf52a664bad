import type { DocumentNode, Member, ObjectNode } from '../../files/document/tree.ts'
import type { TextEdit } from './edits.ts'

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
 * positions; an object of `edited` has the members there.
 */
export function contentOf(
  node: DocumentNode,
  edited: ReadonlyMap<ObjectNode, readonly Member[]> = new Map()
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
      return `[${node.items.map(item => contentOf(item, edited)).join(',')}]`
    case 'object': {
      const members = edited.get(node) ?? node.members
      return `{${members.map(({ key, value }) => `${JSON.stringify(key)}:${contentOf(value, edited)}`).join(',')}}`
    }
  }
}
