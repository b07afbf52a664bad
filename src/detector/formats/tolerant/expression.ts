import { type DocumentNode, underTag } from '../../../files/document/tree.ts'
import type { TokenCursor } from './cursor.ts'
import type { Token } from './scanner.ts'
import { callTerm, combine, filled, type Term, unknownTerm } from './terms.ts'

/** The reader that an expression uses for the structures in it. */
export type StructureReader = {
  readonly cursor: TokenCursor
  readObject(pointer: string): DocumentNode
  readArray(pointer: string): DocumentNode
  readBlockText(token: Token, pointer: string): DocumentNode
  nested(closing: '}' | ']' | ')', read: () => void): void
}

/** Keywords between operands; what follows `for` and `in` is not a value. */
const JOINING: ReadonlySet<string> = new Set(['then', 'else', 'for', 'in', 'if', 'and', 'or'])

/** What precedes `?` and `then` is a condition, and not a possible result. */
const BRANCHING: ReadonlySet<string> = new Set(['?', ':', 'then', 'else'])

/**
 * readExpression reads the value at the current token: a literal, a structure, or in code an expression of them. It
 * always advances by at least one token. Returns one node, or one for each possible value.
 */
export function readExpression(reader: StructureReader, pointer: string): readonly DocumentNode[] {
  const { cursor } = reader
  if (cursor.closes || cursor.is(',') || cursor.is(';')) {
    const { start } = cursor.current
    return [{ kind: 'null', origin: cursor.origin(pointer, start, start) }]
  }
  return cursor.source.dialect === 'data' ? readData(reader, pointer) : readCode(reader, pointer)
}

/** In JSON-like text, a value is a structure, a string, or everything on the line up to the comma. */
function readData(reader: StructureReader, pointer: string): readonly DocumentNode[] {
  const { cursor } = reader
  if (cursor.is('{')) return [reader.readObject(pointer)]
  if (cursor.is('[')) return [reader.readArray(pointer)]
  const first = cursor.advance()
  if (isTag(first) && !cursor.current.afterLineBreak && (cursor.is('{') || cursor.is('[') || isText(cursor)))
    return readData(reader, pointer).map(node => underTag(first.text, node))
  if (first.kind === 'string' && !isGlued(cursor, first)) {
    return [{ kind: 'string', value: first.text, origin: cursor.origin(pointer, first.start, first.end) }]
  }
  while (!endsData(cursor)) cursor.advance()
  const end = cursor.previousEnd
  return [scalar(cursor.slice(first.start, end), cursor.origin(pointer, first.start, end))]
}

/** `!Sub` before a text or a structure, in a mapping of YAML on one line. */
function isTag({ kind, text }: Token): boolean {
  return kind === 'word' && /^![A-Z]\w+$/.test(text)
}

function isText(cursor: TokenCursor): boolean {
  return cursor.current.kind === 'string'
}

/**
 * A template or word directly after a closing quote belongs to the value; a bracket or the name of the next item does
 * not.
 */
function isGlued(cursor: TokenCursor, first: Token): boolean {
  const { kind, start } = cursor.current
  return start === first.end && (kind === 'template' || kind === 'word')
}

function endsData(cursor: TokenCursor): boolean {
  const { kind, text, afterLineBreak } = cursor.current
  if (cursor.closes || afterLineBreak || kind === 'string') return true
  return kind === 'punctuation' && (text === ',' || text === '{' || text === '[' || text === ';')
}

function readCode(reader: StructureReader, pointer: string): readonly DocumentNode[] {
  const { cursor } = reader
  const { start, text: opening } = cursor.current
  const terms: Term[] = []
  const operators: string[] = []
  let conditional = false
  let since = 0
  for (;;) {
    const term = readTerm(reader, pointer)
    if (term) terms.push(term)
    const { kind, text } = cursor.current
    if (text === '?') conditional = true
    if (kind !== 'string') {
      if (text === '?' || text === 'then') terms.length = since
      if (BRANCHING.has(text)) since = terms.length
    }
    const joins = kind === 'op' || (kind === 'word' && JOINING.has(text)) || (conditional && text === ':')
    if (!joins && endsCode(cursor)) break
    operators.push(joins ? text : '')
    if (joins) cursor.advance()
    if (cursor.closes || cursor.is(',')) break
  }
  // The collection of a `for` is not a value either.
  if (opening === 'for' && cursor.current.kind === 'separator') return []
  if (terms.length === 0) return [{ kind: 'null', origin: cursor.origin(pointer, start, cursor.previousEnd) }]
  return combine(terms, operators)
}

/** Code continues after a line break only if it ends with an operator; a name with a separator is the next member. */
function endsCode(cursor: TokenCursor): boolean {
  const { kind, afterLineBreak } = cursor.current
  if (cursor.closes || afterLineBreak || cursor.is(',') || cursor.is(';')) return true
  return kind === 'separator' || cursor.peek(1).kind === 'separator'
}

function readTerm(reader: StructureReader, pointer: string): Term | undefined {
  const { cursor } = reader
  if (cursor.is('{') || cursor.is('[') || cursor.is('(')) return readIndexed(reader, pointer)
  const token = cursor.current
  if (cursor.closes || cursor.is(',') || cursor.is(';')) return undefined
  cursor.advance()
  const origin = cursor.origin(pointer, token.start, token.end)
  switch (token.kind) {
    case 'string':
      return readText(reader, { kind: 'string', value: token.text, origin })
    case 'block':
      return { node: reader.readBlockText(token, pointer), literal: true }
    case 'template':
      return { node: { kind: 'string', value: token.text, origin }, literal: false }
    case 'word':
      return readName(reader, token, pointer)
    default:
      return undefined
  }
}

/** A structure or an expression in parentheses, of which an index may choose a part. */
function readIndexed(reader: StructureReader, pointer: string): Term | undefined {
  const { cursor } = reader
  const term = cursor.is('(')
    ? lastOf(readArguments(reader, pointer))
    : { node: cursor.is('{') ? reader.readObject(pointer) : reader.readArray(pointer), literal: true }
  skipIndexes(reader, pointer)
  return term
}

/**
 * `jsondecode(…)["password"]`: the content of the brackets is not a value. Returns the path that names in brackets
 * continue, as in `local.passwords["app"]`.
 */
function skipIndexes(reader: StructureReader, pointer: string): string {
  const { cursor } = reader
  let path = ''
  while (cursor.is('[') && cursor.current.start === cursor.previousEnd) {
    const index = reader.readArray(pointer)
    const [only, ...others] = index.kind === 'array' ? index.items : []
    if (only?.kind === 'string' && others.length === 0 && /^[\w-]{1,64}$/.test(only.value))
      path += `.${only.value}`
  }
  return path
}

/** `'…%s…' % x`: the text is a pattern. */
function readText(reader: StructureReader, node: Extract<DocumentNode, { kind: 'string' }>): Term {
  const { kind, text } = reader.cursor.current
  const plain = { ...node, value: unwrapped(node.value) }
  return { node: kind === 'word' && text === '%' ? filled(plain) : plain, literal: true }
}

/** `${"text"}` is a template without anything to insert, however often it is nested. */
function unwrapped(text: string): string {
  let from = 0
  let to = text.length
  for (; text.startsWith('${"', from) && text.endsWith('"}', to) && to - from >= 5; to -= 2) from += 3
  const inner = text.slice(from, to)
  return inner.includes('"') ? text : inner
}

function readName(reader: StructureReader, token: Token, pointer: string): Term | undefined {
  const { cursor } = reader
  const origin = cursor.origin(pointer, token.start, token.end)
  if (token.text === '@') return undefined
  if (cursor.is('(') && !cursor.current.afterLineBreak) {
    const args = readArguments(reader, pointer)
    const { previousEnd } = cursor
    skipIndexes(reader, pointer)
    return callTerm(token.text, args, cursor.origin(pointer, token.start, previousEnd))
  }
  const path = skipIndexes(reader, pointer)
  const node = scalar(token.text, origin)
  const name = /^(?:local|var)\./.test(token.text) ? `${token.text}${path}` : token.text
  return node.kind === 'string' ? unknownTerm(name, origin) : { node, literal: true }
}

/** readArguments reads the comma-separated content of the parentheses at the current token. */
export function readArguments(reader: StructureReader, pointer: string): readonly Term[] {
  const { cursor } = reader
  cursor.advance()
  const args: Term[] = []
  reader.nested(')', () => {
    while (!cursor.closes) {
      const { kind } = cursor.current
      if (cursor.is(',') || cursor.is(';') || kind === 'separator') cursor.advance()
      else {
        const nodes = readExpression(reader, pointer)
        args.push(...nodes.map(node => ({ node, literal: !isUnknown(node) })))
      }
    }
  })
  return args
}

function isUnknown(node: DocumentNode): boolean {
  return node.kind === 'string' && /^\$\{[^{}]*\}$/.test(node.value)
}

function lastOf(args: readonly Term[]): Term | undefined {
  return args.find(({ node }) => node.kind === 'object' || node.kind === 'array') ?? args.at(-1)
}

/** scalar gives an unquoted text its type: null, a boolean, a number, or the text itself. */
function scalar(text: string, origin: ReturnType<TokenCursor['origin']>): DocumentNode {
  if (text === 'null') return { kind: 'null', origin }
  if (text === 'true' || text === 'false') return { kind: 'boolean', value: text === 'true', origin }
  if (/^-?\d{1,15}(?:\.\d{1,15})?$/.test(text))
    return { kind: 'number', value: Number(text), raw: text, origin }
  return { kind: 'string', value: text, origin }
}
