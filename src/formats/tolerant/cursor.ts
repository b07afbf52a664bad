import { maxDepth } from '../../document/loaded.ts'
import type { FileOrigin } from '../../document/tree.ts'
import { type Dialect, type Token, TolerantScanner } from './scanner.ts'

/** What is read: a text, or a part of one that begins at `offset` of the file. */
export type TolerantSource = {
  readonly file: string
  readonly text: string
  readonly dialect: Dialect
  readonly offset: number
  readonly pointer: string
}

/** Brackets that are open around a place: a closing one that fits none of them is gone over. */
type Open = '}' | ']' | ')'

/** TokenCursor walks over the tokens with one of lookahead, and keeps count of what is open. */
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

  /** Whether the current token ends what is read: the end of the text, or a bracket that closes something open. */
  get closes(): boolean {
    const { kind, text } = this.current
    if (kind === 'end') return true
    return kind === 'punctuation' && this.open[text as Open] > 0
  }

  enter(closing: Open): void {
    this.open[closing]++
  }

  /** Goes over the closing bracket if it stands here; a missing one is read over. Gives where the structure ends. */
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

/** Thrown where brackets are nested deeper than any task definition has; readTolerantly catches it. */
export class TooDeep extends Error {}

/** enterDepth counts one level more. Throws TooDeep. */
export function enterDepth(depth: number): number {
  if (depth >= maxDepth) throw new TooDeep()
  return depth + 1
}
