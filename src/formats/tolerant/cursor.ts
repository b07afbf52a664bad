import { type FileOrigin, maxDepth } from '../../document/tree.ts'
import { type Dialect, type Token, TolerantScanner } from './scanner.ts'

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
    this.ahead.shift()
    this.lastEnd = token.end
    return token
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

/** Thrown if brackets are nested deeper than in any task definition; readTolerantly catches it. */
export class TooDeep extends Error {}

/** enterDepth increments the depth. Throws TooDeep. */
export function enterDepth(depth: number): number {
  if (depth >= maxDepth) throw new TooDeep()
  return depth + 1
}
