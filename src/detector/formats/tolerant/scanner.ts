import { present } from '../../../present.ts'
import { closingBrace, LineIndex, MAX_PLACEHOLDER, NextIndex } from './search.ts'
import { decode, isQuote, readQuoted } from './strings.ts'

/** The token kinds of the tolerant scanner. `op` is an operator of an expression; `word` is any unquoted text. */
export type TokenKind = 'punctuation' | 'separator' | 'op' | 'string' | 'block' | 'word' | 'template' | 'end'

/** One token. Offsets count UTF-16 code units of the text; `end` is exclusive. */
export type Token = {
  readonly kind: TokenKind
  readonly start: number
  readonly end: number
  /** A string's decoded text; everything else as written. */
  readonly text: string
  /** Whether there is a line break between this token and the previous one. */
  readonly afterLineBreak: boolean
  /** For a `block` (heredoc, text block): where its content begins in the file. */
  readonly contentStart?: number
  /** A string without its closing quote. */
  readonly isOpen?: true
}

/** nameToken returns a token as a name: JSON5 allows escapes in one without quotes. */
export function nameToken(token: Token): Token {
  return token.kind === 'word' && token.text.includes('\\') ? { ...token, text: decode(token.text) } : token
}

/**
 * `data` is JSON-like text with placeholders, in which a bare word is a value; in `code` (HCL, jsonnet) it is a name.
 */
export type Dialect = 'data' | 'code'

/**
 * Unquoted text of JSON-like templates, and names in code: everything up to a character with its own meaning, such as
 * the placeholder in `app-${env}` or a comment. Its first character may be any.
 */
const WORD = /[^\s{}[\](),:=+?;"'`“”#](?:[^\s{}[\](),:=+?;"'`“”#$%</]|\$(?![{(])|%(?!\{)|<(?!%)|\/(?![/*]))*/y

const OPERATOR = /={2,3}>?|=>|[!<>]=|&&|\|\||\?|\+/y

const SEPARATOR = /\+?:{1,3}|=/y

const HEREDOC = /<<[-~]?[ \t]{0,4}"?([A-Za-z_]\w{0,63})"?[ \t]{0,64}\r?\n/y

/** A placeholder for a value, or a directive of a template language (`{% if %}`, `{{ end }}`), which is not a value. */
type Marked = { readonly end: number; readonly directive: boolean }

/** Go templates, Helm, mustache, handlebars: directives that begin like this produce no text. */
const DIRECTIVE =
  /^\{\{[-~]?\s*(?:[#^/!>]|\/\*|(?:if|else|end|range|with|define|block|template|break|continue)\b|\$\w+\s*:?=)/

/** `$NAME`, `$(NAME)`, `$[NAME]`, `@NAME@`, `%NAME%`, `<NAME>`, `#{NAME}#`: replaced by a shell, sed or envsubst. */
const NAMED =
  /\$[A-Za-z_][\w.]{0,127}|\$\([^()\r\n]{0,256}\)|\$\[[^[\]\r\n]{1,128}\]|@@?[\w.-]{1,128}@@?|%%?[\w.-]{1,128}%%?|<[\w .:/-]{1,128}>|#\{[^{}\r\n]{0,256}\}#?/y

/**
 * TolerantScanner splits any text into tokens and never fails. All kinds of comments and the directives of template
 * languages are skipped like white space. Every lookahead is limited or cached, so that the whole text takes linear
 * time.
 */
export class TolerantScanner {
  readonly text: string
  private readonly dialect: Dialect
  private readonly next: NextIndex
  private readonly lines: LineIndex
  private readonly patterns = {
    word: new RegExp(WORD),
    operator: new RegExp(OPERATOR),
    separator: new RegExp(SEPARATOR),
    heredoc: new RegExp(HEREDOC)
  }
  private position: number
  private lineBreak = false

  constructor(text: string, dialect: Dialect) {
    this.text = text
    this.dialect = dialect
    this.next = new NextIndex(text)
    this.lines = new LineIndex(text)
    this.position = 0
  }

  /** Returns the next token; at the end of the text always an `end` token. */
  scan(): Token {
    this.lineBreak = false
    this.skip()
    const start = this.position
    if (start >= this.text.length) return this.token('end', start, start)
    const char = this.text.charAt(start)
    const block = this.readBlock(start, char)
    if (block) return block
    const placeholder = readPlaceholder(this.text, start, this.next)
    if (placeholder) return this.token('template', start, placeholder.end)
    if (isQuote(char)) {
      const quoted = readQuoted(this.text, start, this.next)
      return {
        ...this.token('string', start, quoted.end),
        text: quoted.text,
        ...present({ isOpen: quoted.isOpen })
      }
    }
    return this.readPlain(start, char)
  }

  private readPlain(start: number, char: string): Token {
    const operator = this.matchAt(this.patterns.operator, start)
    const separator = this.matchAt(this.patterns.separator, start)
    // `+:` is a separator of jsonnet, `==` an operator: the longer one wins.
    if (separator !== undefined && separator.length > (operator?.length ?? 0)) {
      return this.token('separator', start, start + separator.length)
    }
    if (operator !== undefined) return this.token('op', start, start + operator.length)
    if ('{}[](),;'.includes(char)) return this.token('punctuation', start, start + 1)
    const word = this.matchAt(this.patterns.word, start)
    return this.token('word', start, start + (word?.length ?? 1))
  }

  /** Heredocs of HCL and text blocks of jsonnet: literal text over many lines. */
  private readBlock(start: number, char: string): Token | undefined {
    if (this.dialect !== 'code' || (char !== '<' && char !== '|')) return undefined
    const header =
      char === '<'
        ? this.matchAt(this.patterns.heredoc, start)
        : this.text.startsWith('|||\n', start)
          ? '|||\n'
          : undefined
    if (header === undefined) return undefined
    const word = char === '<' ? (/[A-Za-z_]\w*/.exec(header)?.[0] ?? '') : '|||'
    const contentStart = start + header.length
    const close = this.lines.lineOf(word, contentStart)
    if (close === undefined) return undefined
    const end = this.text.indexOf(word, close) + word.length
    return { ...this.token('block', start, end), text: this.text.slice(contentStart, close), contentStart }
  }

  private matchAt(pattern: RegExp, start: number): string | undefined {
    pattern.lastIndex = start
    return pattern.exec(this.text)?.[0]
  }

  private token(kind: TokenKind, start: number, end: number): Token {
    this.position = end
    return { kind, start, end, text: this.text.slice(start, end), afterLineBreak: this.lineBreak }
  }

  private skip(): void {
    for (;;) {
      const code = this.text.charCodeAt(this.position)
      if (code === 10 || code === 13) this.lineBreak = true
      // Also the byte order mark and the no-break space of copied text.
      if (code === 32 || (code >= 9 && code <= 13) || code === 0xa0 || code === 0xfeff) this.position++
      else if (!this.skipComment()) return
    }
  }

  private skipComment(): boolean {
    const { text, position: at } = this
    const char = text.charAt(at)
    if (char === '#' || (char === '/' && text.charAt(at + 1) === '/')) {
      if (char === '#' && text.charAt(at + 1) === '{') return false
      this.position = this.next.of('\n', at)
      return true
    }
    if (char === '/' && text.charAt(at + 1) === '*') {
      const close = this.next.of('*/', at + 2)
      // Without its end, it is not a comment, because nothing may be hidden after it.
      if (close >= text.length) return false
      this.lineBreak = true
      this.position = close + 2
      return true
    }
    if (char !== '{' && char !== '%' && char !== '<') return false
    const marked = readPlaceholder(text, at, this.next)
    if (!marked?.directive) return false
    this.position = marked.end
    return true
  }
}

/**
 * readPlaceholder recognizes a placeholder of another tool at `start`; undefined if there is none. Reads at most
 * MAX_PLACEHOLDER characters ahead.
 */
function readPlaceholder(text: string, start: number, next: NextIndex): Marked | undefined {
  const char = text.charAt(start)
  const second = text.charAt(start + 1)
  if (char === '{') return readBraces(text, start, next)
  if (char === '<' && second === '%') {
    return closedBy({ needle: '%>', directive: text.charAt(start + 2) !== '=' }, start, next)
  }
  if (char === '%' && second === '{') return braced(text, start + 1, true)
  if (char === '$' && second === '{') return braced(text, start + 1, false)
  if (!'$@%<#'.includes(char)) return undefined
  const named = new RegExp(NAMED)
  named.lastIndex = start
  const found = named.exec(text)?.[0]
  return found === undefined ? undefined : { end: start + found.length, directive: false }
}

function readBraces(text: string, start: number, next: NextIndex): Marked | undefined {
  const second = text.charAt(start + 1)
  if (second === '%') return closedBy({ needle: '%}', directive: true }, start, next)
  if (second === '#') return closedBy({ needle: '#}', directive: true }, start, next)
  if (second !== '{') return undefined
  const directive = DIRECTIVE.test(text.slice(start, start + 40))
  return closedBy({ needle: '}}', directive }, start, next)
}

function closedBy(
  mark: { readonly needle: string; readonly directive: boolean },
  start: number,
  next: NextIndex
): Marked | undefined {
  const close = next.of(mark.needle, start + 2)
  // A comment of a template may be long; everything else fits on one or two lines.
  const limit = mark.directive ? 4096 : MAX_PLACEHOLDER
  if (close - start > limit) return undefined
  const end = close + mark.needle.length
  return { end, directive: mark.directive }
}

function braced(text: string, open: number, directive: boolean): Marked | undefined {
  const end = closingBrace(text, open)
  return end === undefined ? undefined : { end, directive }
}
