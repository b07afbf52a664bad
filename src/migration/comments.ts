import { createScanner } from 'jsonc-parser'
import { Lexer } from 'yaml'
import type { Syntax } from './trivia.ts'

/** SyntaxKind of jsonc-parser, a `const enum` that can't be imported here. */
const LINE_COMMENT = 12
const BLOCK_COMMENT = 13
const END = 17

/** What the YAML lexer sends before the content of a scalar, so that a `#` in it is none. */
const SCALAR = '\u001f'

/** commentsOf lists the comments of a file, sorted, with the white space in each made one blank: places and indentation do not count. */
export function commentsOf(text: string, syntax: Syntax): readonly string[] {
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

function yamlComments(text: string): string[] {
  const comments: string[] = []
  let before = ''
  for (const token of new Lexer().lex(text)) {
    if (token.startsWith('#') && before !== SCALAR) comments.push(token)
    before = token
  }
  return comments
}
