import { createScanner } from 'jsonc-parser'
import { Lexer } from 'yaml'
import type { DocumentNode, Member, ObjectNode, SourceDocument } from '../../files/document/tree.ts'

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

/** SyntaxKind of jsonc-parser, a `const enum` that cannot be imported here. */
const COMMENTS = [12, 13]
const END = 17

/** The token that the YAML lexer emits before the content of a scalar: a `#` in that content is no comment. */
const SCALAR = '\u001f'

/**
 * commentsOf lists the comments of a file, sorted and with collapsed white space, so that places and indentation do not
 * count.
 */
export function commentsOf(text: string, syntax: SourceDocument['format']): readonly string[] {
  const comments: string[] = syntax === 'json' ? [] : yamlComments(text)
  if (syntax === 'json') {
    const scanner = createScanner(text, false)
    for (let kind: number = scanner.scan(); kind !== END; kind = scanner.scan())
      if (COMMENTS.includes(kind)) comments.push(scanner.getTokenValue())
  }
  return comments.map(comment => comment.replace(/\s+/g, ' ').trim()).sort((a, b) => (a < b ? -1 : 1))
}

function yamlComments(text: string): string[] {
  const tokens = [...new Lexer().lex(text)]
  return tokens.filter((token, index) => token.startsWith('#') && tokens[index - 1] !== SCALAR)
}
