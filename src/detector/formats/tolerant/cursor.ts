import { type FileOrigin, maxDepth } from '../../../files/document/tree.ts'
import { type Dialect, type Token, tokensOf } from './tokens.ts'

/** The source: a text, or a part of one that begins at `offset` of the file. */
export type TolerantSource = {
  readonly file: string
  readonly text: string
  readonly dialect: Dialect
  readonly offset: number
  readonly pointer: string
}

/** Thrown if brackets are nested deeper than in any task definition; readTolerantly catches it. */
export class TooDeep extends Error {}

type Closing = '}' | ']' | ')'

/** Cursor moves through the tokens of a source, and tracks the open brackets and what belongs to nothing. */
export class Cursor {
  /** Offset of the first text or bracket that belongs to nothing, so that it is not in the tree. */
  unread: number | undefined
  protected readonly source: TolerantSource
  private readonly tokens: readonly Token[]
  private at = 0
  protected depth: number
  private readonly open: Record<Closing, number> = { '}': 0, ']': 0, ')': 0 }

  constructor(source: TolerantSource, depth: number) {
    this.source = source
    this.tokens = tokensOf(source.text, source.dialect)
    this.depth = depth
  }

  protected get isCode(): boolean {
    return this.source.dialect === 'code'
  }

  protected peek(distance = 0): Token {
    return this.tokens[Math.min(this.at + distance, this.tokens.length - 1)] as Token
  }

  protected get lastEnd(): number {
    return this.tokens[this.at - 1]?.end ?? 0
  }

  protected take(): Token {
    const token = this.peek()
    const before = this.tokens[this.at - 1]
    // `"a"b`, `a"b"`: a quote is missing or too much.
    const isGlued = before !== undefined && before.end === token.start && isText(token) && isText(before)
    if (token.isOpen || (isGlued && (token.kind === 'string' || before.kind === 'string')))
      this.unread ??= token.start
    if (token.kind !== 'end') this.at++
    return token
  }

  /** Goes past a token that belongs to nothing; marks of templates and commas are nothing by themselves. */
  protected skip(): void {
    const token = this.take()
    const isBracket = token.kind === 'punctuation' && !/[,;]/.test(token.text)
    if (isBracket || isText(token) || token.kind === 'block') this.unread ??= token.start
  }

  protected is(...punctuation: readonly string[]): boolean {
    const { kind, text } = this.peek()
    return /^(?:punctuation|op|separator)$/.test(kind) && punctuation.includes(text)
  }

  /**
   * Whether the current token ends the current structure: the end of the text, or a bracket that closes an open one.
   */
  protected get closes(): boolean {
    const { kind, text } = this.peek()
    return kind === 'end' || (kind === 'punctuation' && this.open[text as Closing] > 0)
  }

  protected get endsValue(): boolean {
    return this.closes || this.is(',', ';')
  }

  protected get isSeparated(): boolean {
    return this.peek(1).kind === 'separator'
  }

  /** Everything between two brackets, one level deeper; a missing closing bracket is tolerated. Throws TooDeep. */
  protected nested(closing: Closing, read: () => void): void {
    if (this.depth >= maxDepth) throw new TooDeep()
    this.depth++
    this.open[closing]++
    this.take()
    while (!this.closes) read()
    this.open[closing]--
    this.depth--
    if (this.is(closing)) this.take()
    else this.unread ??= this.lastEnd
  }

  protected origin(pointer: string, start: number, end = this.lastEnd): FileOrigin {
    const { file, offset } = this.source
    return { kind: 'file', file, pointer, start: start + offset, end: end + offset }
  }
}

/** isText returns whether a token is a text: a string, or a word without quotes. */
export function isText({ kind }: Token): boolean {
  return kind === 'string' || kind === 'word'
}
