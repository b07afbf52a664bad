import { decoded, LONGEST, QUOTES, SEPARATOR, WORD } from './loose-values.ts'

/** A word, or the content of a quoted text, with its offsets, which include the quotes. */
export type LooseToken = {
  readonly text: string
  readonly start: number
  readonly end: number
  readonly quoted: boolean
}

/** LineCursor moves through a text line by line and recognizes only words and quoted texts. */
export class LineCursor {
  protected readonly text: string
  protected at = 0
  protected line = -1
  protected lineEnd = -1
  private readonly word = new RegExp(WORD)
  private readonly separator = new RegExp(SEPARATOR)
  /** The line on which a quote was not closed. */
  private readonly unclosed: Record<string, number> = {}

  constructor(text: string) {
    this.text = text
  }

  /** Moves to the beginning of the next line; false at the end of the text. */
  protected nextLine(): boolean {
    this.at = this.lineEnd + 1
    const next = this.text.indexOf('\n', this.at)
    this.lineEnd = next < 0 ? this.text.length : next
    this.line++
    return this.at < this.text.length
  }

  /** Skips what separates a name from its value; false if there is no such separator. */
  protected skipSeparator(): boolean {
    this.separator.lastIndex = this.at
    const found = this.separator.exec(this.text)
    if (found === null || this.at + found[0].length > this.lineEnd) return false
    this.at += found[0].length
    return true
  }

  /** The word or quoted text at this position. A quote that is not closed on its line does not count. */
  protected token(): LooseToken | undefined {
    const start = this.at
    const quote = this.text.charAt(start)
    if (QUOTES.includes(quote)) {
      const end = this.closing(quote, start + 1)
      if (end === undefined) return undefined
      return { text: decoded(this.text.slice(start + 1, end)), start, end: end + 1, quoted: true }
    }
    this.word.lastIndex = start
    const word = this.word.exec(this.text)?.[0]
    return word === undefined ? undefined : { text: word, start, end: start + word.length, quoted: false }
  }

  /** The rest of the line from an offset, up to the maximum length of a value. */
  protected window(from: number): string {
    return this.text.slice(from, Math.min(this.lineEnd, from + LONGEST))
  }

  private closing(quote: string, from: number): number | undefined {
    // After one unclosed quote, no later quote on the line is closed.
    if (this.unclosed[quote] === this.line) return undefined
    for (let at = from; at < this.lineEnd; at++) {
      const char = this.text.charAt(at)
      if (char === '\\') at++
      else if (char === quote) return at
    }
    this.unclosed[quote] = this.line
    return undefined
  }

  /** A word, up to white space or a bracket. */
  protected toSpace({ start }: LooseToken): {
    readonly text: string
    readonly start: number
    readonly end: number
  } {
    const line = this.window(start)
    const text = /^[^\s"'`,;{}[\]]*/.exec(line)?.[0] ?? ''
    return { text, start, end: start + text.length }
  }
}
