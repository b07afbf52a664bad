import { type FileOrigin, maxDepth } from '../../../files/document/tree.ts'
import { type Dialect, type Token, type TokenKind, TolerantScanner } from './scanner.ts'

/** The source: a text, or a part of one that begins at `offset` of the file. */
export type TolerantSource = {
  readonly file: string
  readonly text: string
  readonly dialect: Dialect
  readonly offset: number
  readonly pointer: string
}

/** The brackets that are open at a position; a closing bracket that matches none of them is skipped. */
type Open = '}' | ']' | ')'

/** TokenCursor moves through the tokens with one token of lookahead, and tracks the open brackets. */
export class TokenCursor {
  readonly source: TolerantSource
  private readonly scanner: TolerantScanner
  private readonly ahead: Token[] = []
  private readonly open: Record<Open, number> = { '}': 0, ']': 0, ')': 0 }
  /** End of the token before the current one. */
  private lastEnd = 0
  private lastKind: TokenKind = 'end'
  /** Offset of the first text or bracket that belongs to nothing, so that it is not in the tree. */
  unread: number | undefined

  constructor(source: TolerantSource) {
    this.source = source
    this.scanner = new TolerantScanner(source.text, source.dialect)
  }

  get current(): Token {
    return this.peek(0)
  }

  peek(distance: number): Token {
    while (this.ahead.length <= distance) this.ahead.push(this.scanner.scan())
    return this.ahead[distance] as Token
  }

  advance(): Token {
    const token = this.current
    // `"a"b`, `a"b"`: a quote is missing or too much.
    const isGlued =
      token.start === this.lastEnd && this.lastEnd > 0 && isText(token.kind) && isText(this.lastKind)
    if (token.isOpen || (isGlued && (token.kind === 'string' || this.lastKind === 'string')))
      this.unread ??= token.start
    this.ahead.shift()
    this.lastEnd = token.end
    this.lastKind = token.kind
    return token
  }

  /** Goes past a token that belongs to nothing; marks of templates and commas are nothing by themselves. */
  skip(): void {
    const { kind, text, start } = this.advance()
    const isBracket = kind === 'punctuation' && text !== ',' && text !== ';'
    if (isBracket || isText(kind) || kind === 'block') this.unread ??= start
  }

  is(punctuation: string): boolean {
    const { kind, text } = this.current
    return text === punctuation && (kind === 'punctuation' || kind === 'op' || kind === 'separator')
  }

  /**
   * Whether the current token ends the current structure: the end of the text, or a bracket that closes an open one.
   */
  get closes(): boolean {
    const { kind, text } = this.current
    if (kind === 'end') return true
    return kind === 'punctuation' && this.open[text as Open] > 0
  }

  enter(closing: Open): void {
    this.open[closing]++
  }

  /** Skips the closing bracket, if present; a missing one is tolerated. Returns where the structure ends. */
  leave(closing: Open): number {
    this.open[closing]--
    if (this.is(closing)) this.advance()
    else this.unread ??= this.lastEnd
    return this.lastEnd
  }

  get previousEnd(): number {
    return this.lastEnd
  }

  origin(pointer: string, start: number, end: number): FileOrigin {
    const { file, offset } = this.source
    return { kind: 'file', file, pointer, start: start + offset, end: end + offset }
  }

  /** Text of the source as written. */
  slice(start: number, end: number): string {
    return this.source.text.slice(start, end)
  }
}

function isText(kind: TokenKind): boolean {
  return kind === 'string' || kind === 'word'
}

/** Thrown if brackets are nested deeper than in any task definition; readTolerantly catches it. */
export class TooDeep extends Error {}

/** enterDepth increments the depth. Throws TooDeep. */
export function enterDepth(depth: number): number {
  if (depth >= maxDepth) throw new TooDeep()
  return depth + 1
}
