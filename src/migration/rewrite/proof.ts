import { createScanner } from 'jsonc-parser'
import { Lexer } from 'yaml'
import type { DocumentNode, SourceDocument } from '../../document/tree.ts'

/** sameTree reports whether two trees have the same content in the same order, regardless of positions. */
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

/** replaceNodes returns a tree with some nodes replaced and the rest unchanged. Nodes are compared by identity. */
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

/** SyntaxKind of jsonc-parser, a `const enum` that cannot be imported here. */
const LINE_COMMENT = 12
const BLOCK_COMMENT = 13
const END = 17

/** The token that the YAML lexer emits before the content of a scalar: a `#` in that content is not a comment. */
const SCALAR = '\u001f'

/**
 * commentsOf lists the comments of a file, sorted and with collapsed white space, so that places and indentation do not
 * count.
 */
export function commentsOf(text: string, syntax: SourceDocument['format']): readonly string[] {
  const comments = syntax === 'json' ? jsonComments(text) : yamlComments(text)
  return comments.map(comment => comment.replace(/\s+/g, ' ').trim()).sort((a, b) => (a < b ? -1 : 1))
}

function jsonComments(text: string): string[] {
  const scanner = createScanner(text, false)
  const comments: string[] = []
  for (let kind: number = scanner.scan(); kind !== END; kind = scanner.scan()) {
    if (kind === LINE_COMMENT || kind === BLOCK_COMMENT) comments.push(scanner.getTokenValue())
  }
  return comments
}

/** commentsInOrder lists the comments of a piece of YAML in their order. */
export function commentsInOrder(text: string): readonly string[] {
  return yamlComments(text)
}

function yamlComments(text: string): string[] {
  const comments: string[] = []
  let before = ''
  for (const token of new Lexer().lex(text)) {
    if (token.startsWith('#') && before !== SCALAR) comments.push(token)
    before = token
  }
  return comments
}
