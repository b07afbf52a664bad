import { decoded, LONGEST, QUOTES, SEPARATOR, WORD } from './loose-values.ts'

/** A word, or a quoted text decoded, with its offsets; the quotes are inside them. */
export type LooseToken = {
  readonly text: string
  readonly start: number
  readonly end: number
  readonly quoted: boolean
}

/** LineCursor goes over a text line by line and knows words and quoted texts, nothing else. */
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

  /** Goes to the beginning of the next line; false at the end of the text. */
  protected nextLine(): boolean {
    this.at = this.lineEnd + 1
    const next = this.text.indexOf('\n', this.at)
    this.lineEnd = next < 0 ? this.text.length : next
    this.line++
    return this.at < this.text.length
  }

  /** Goes over what stands between a name and its value; false where nothing of the kind does. */
  protected skipSeparator(): boolean {
    this.separator.lastIndex = this.at
    const found = this.separator.exec(this.text)
    if (found === null || this.at + found[0].length > this.lineEnd) return false
    this.at += found[0].length
    return true
  }

  /** The word or quoted text that begins here. A quote that does not close on its line is none. */
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

  /** The rest of the line from an offset, as far as a value can go. */
  protected window(from: number): string {
    return this.text.slice(from, Math.min(this.lineEnd, from + LONGEST))
  }

  private closing(quote: string, from: number): number | undefined {
    // Where one is not closed, none behind it on the line is.
    if (this.unclosed[quote] === this.line) return undefined
    for (let at = from; at < this.lineEnd; at++) {
      const char = this.text.charAt(at)
      if (char === '\\') at++
      else if (char === quote) return at
    }
    this.unclosed[quote] = this.line
    return undefined
  }

  /** A word as it stands, up to white space or a bracket. */
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
