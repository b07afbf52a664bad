/**
 * `data` is JSON-like text with placeholders, in which a bare word is a value; in `code` (HCL, jsonnet) it is a name,
 * and lists and maps of variables can have any name.
 */
export type Dialect = 'data' | 'code'

/**
 * One token. `op` is an operator of an expression, `word` any unquoted text, `block` a heredoc, `template` a
 * placeholder. Offsets count UTF-16 code units of the text; `end` is exclusive.
 */
export type Token = {
  readonly kind: 'punctuation' | 'separator' | 'op' | 'string' | 'block' | 'word' | 'template' | 'end'
  readonly start: number
  readonly end: number
  /** A string's decoded text; everything else as written. */
  readonly text: string
  /** Whether there is a line break between this token and the previous one. */
  readonly afterLineBreak: boolean
  /** For a `block`: where its content begins. */
  readonly contentStart?: number
  /** A string without its closing quote, which ends with its line. */
  readonly isOpen?: true
}

/** Everything up to a character with its own meaning, such as a placeholder or a comment. Its first may be any. */
const WORD = /[^\s{}[\](),:=+?;"'#](?:[^\s{}[\](),:=+?;"'#$%</]|\$(?![{(])|%(?!\{)|<(?!%)|\/(?![/*]))*/y
const OPERATOR = /==>?|=>|[!<>]=|&&|\|\||\?|\+/y
const HEREDOC = /<<[-~]?[ \t]{0,4}"?([A-Za-z_]\w{0,63})"?[ \t]{0,64}\r?\n/y

/** What begins a directive of a template language, which produces no text; comments of Helm among them. */
const DIRECTIVE =
  /\{[%#]|<%(?!=)|%\{|\{\{[-~]?\s{0,8}(?:[#^/!>]|\/\*|(?:if|else|end|range|with|define|block|template|break|continue)\b|\$\w{1,64}\s{0,8}:?=)/y

/** `$NAME`, `$(NAME)`, `$[NAME]`, `@NAME@`, `%NAME%`, `<NAME>`, `#{NAME}#`: replaced by a shell, sed or envsubst. */
const NAMED =
  /\$[A-Za-z_][\w.]{0,127}|\$\([^()\r\n]{0,256}\)|\$\[[^[\]\r\n]{1,128}\]|@@?[\w.-]{1,128}@@?|%%?[\w.-]{1,128}%%?|<[\w .:/-]{1,128}>|#\{[^{}\r\n]{0,256}\}#?/y

/** The ends of placeholders by their beginning, and how far they may be. */
const ENDS: Readonly<Record<string, string>> = { '{%': '%}', '{#': '#}', '<%': '%>', '{{': '}}' }
const FAR = 4096

/** How many placeholders of a line may have no end. */
const MOST_IN_VAIN = 32

/**
 * tokensOf splits any text into tokens and never fails; the last one is an `end`. Comments and the directives of
 * template
 * languages are skipped like white space. Linear: each search for an end is bounded, or its failure is remembered.
 */
export function tokensOf(text: string, dialect: Dialect): readonly Token[] {
  return new Scanner(text, dialect).scan()
}

class Scanner {
  private readonly text: string
  private readonly dialect: Dialect
  private readonly find: (needle: string, from: number) => number
  private readonly tokens: Token[] = []
  /** Words of heredocs that have no end in what follows. */
  private readonly unclosed = new Set<string>()
  private at = 0
  /** The end of the line in which placeholders were searched for last, and how many were not closed there. */
  private line = -1
  private inVain = 0
  private afterLineBreak = false

  constructor(text: string, dialect: Dialect) {
    this.text = text
    this.dialect = dialect
    this.find = nextIndex(text)
  }

  scan(): readonly Token[] {
    while (this.at < this.text.length) {
      const blank = this.matchAt(/[\s\uFEFF]*/y) ?? ''
      if (blank !== '') this.skipTo(this.at + blank.length)
      else if (!this.skipAside() && !this.pushBlock()) this.pushPlain()
    }
    this.push('end', this.text.length)
    return this.tokens
  }

  private pushPlain(): void {
    const { at } = this
    const char = this.text.charAt(at)
    const end = this.placeholderEnd()
    const operator = this.matchAt(OPERATOR)
    if (end !== undefined) this.push('template', end)
    else if (char === '"' || char === "'") this.pushString(char)
    else if (operator !== undefined) this.push('op', at + operator.length)
    else if (char === ':' || char === '=') this.push('separator', at + 1)
    else if ('{}[](),;'.includes(char)) this.push('punctuation', at + 1)
    else this.push('word', at + (this.matchAt(WORD)?.length ?? 1))
  }

  private pushString(quote: string): void {
    const limit = this.find('\n', this.at)
    const close = this.endOfString(quote, limit)
    const visible = this.text.slice(this.at + 1, close ?? limit)
    if (close !== undefined) this.push('string', close + 1, { text: decode(visible) })
    else this.push('string', limit, { text: decode(visible.trimEnd().replace(/,$/, '')), isOpen: true })
  }

  private pushBlock(): boolean {
    const header =
      this.dialect === 'code' && this.text.startsWith('<<', this.at) ? this.matchAt(HEREDOC) : undefined
    const word = header && /[A-Za-z_]\w*/.exec(header)?.[0]
    if (header === undefined || word === undefined || this.unclosed.has(word)) return false
    const contentStart = this.at + header.length
    const close = new RegExp(`^[ \\t]{0,256}${word}[ \\t]{0,16},?\\r?$`, 'gm')
    close.lastIndex = contentStart
    const found = close.exec(this.text)
    if (found === null) this.unclosed.add(word)
    else
      this.push('block', found.index + found[0].length, {
        text: this.text.slice(contentStart, found.index),
        contentStart
      })
    return found !== null
  }

  /**
   * Goes past a comment or a directive, or returns false. A comment without its end is none: nothing hides behind it.
   */
  private skipAside(): boolean {
    const two = this.text.slice(this.at, this.at + 2)
    const isLine = two === '//' || (two.startsWith('#') && two !== '#{')
    const isDirective = /^[{<%]/.test(two) && this.matchAt(DIRECTIVE) !== undefined
    const end = isLine
      ? this.find('\n', this.at)
      : two === '/*'
        ? this.find('*/', this.at + 2) + 2
        : isDirective
          ? this.placeholderEnd()
          : undefined
    if (end === undefined || end > this.text.length) return false
    this.skipTo(end)
    return true
  }

  /** Where the placeholder that begins here ends, if there is one. */
  private placeholderEnd(): number | undefined {
    const { text, at } = this
    const two = text.slice(at, at + 2)
    if (two === '${' || two === '%{') return this.closing(at + 1)
    const needle = ENDS[two]
    if (needle !== undefined) {
      const end = this.find(needle, at + 2) + needle.length
      return end - at <= FAR && end <= text.length ? end : undefined
    }
    const named = '$@%<#'.includes(text.charAt(at)) ? this.matchAt(NAMED) : undefined
    return named === undefined ? undefined : at + named.length
  }

  /** The offset of the closing quote before `limit`; a placeholder in the string may contain quotes. */
  private endOfString(quote: string, limit: number): number | undefined {
    const { text } = this
    for (let i = this.at + 1; i < limit; i++) {
      const char = text.charAt(i)
      if (char === quote) return i
      if (char === '\\') i++
      else if ((char === '$' || char === '{') && text.charAt(i + 1) === '{') {
        const end = this.closing(char === '$' ? i + 1 : i)
        if (end !== undefined && end <= limit) i = end - 1
      }
    }
    return undefined
  }

  /** closingBrace, as long as few such searches on a line were in vain, which keeps the whole linear. */
  private closing(open: number): number | undefined {
    const line = this.find('\n', open)
    if (line !== this.line) this.inVain = 0
    this.line = line
    const end = this.inVain < MOST_IN_VAIN ? closingBrace(this.text, open) : undefined
    if (end === undefined) this.inVain += 1
    return end
  }

  private matchAt(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at
    return pattern.exec(this.text)?.[0]
  }

  private push(kind: Token['kind'], end: number, more: Partial<Token> = {}): void {
    const { at: start, text, afterLineBreak } = this
    this.tokens.push({ kind, start, end, text: text.slice(start, end), afterLineBreak, ...more })
    this.at = end
    this.afterLineBreak = false
  }

  private skipTo(end: number): void {
    this.afterLineBreak ||= this.text.slice(this.at, end).includes('\n')
    this.at = end
  }
}

/** Finds texts after a position that only increases: over a whole text, each needle costs one pass. */
function nextIndex(text: string): (needle: string, from: number) => number {
  const known = new Map<string, number>()
  return (needle, from) => {
    const before = known.get(needle)
    if (before !== undefined && before >= from) return before
    const found = text.indexOf(needle, from)
    const index = found < 0 ? text.length : found
    known.set(needle, index)
    return index
  }
}

/**
 * closingBrace returns the end (exclusive) of a placeholder whose opening brace is at `open`, with nested braces,
 * quoted texts and placeholders; undefined if it is not closed on the same line, within reach.
 */
export function closingBrace(text: string, open: number): number | undefined {
  // What is open: braces, and quotes by their character.
  const inside: string[] = []
  const limit = Math.min(text.length, open + FAR)
  for (let i = open; i < limit; i++) {
    const char = text.charAt(i)
    if (char === '\n') return undefined
    const innermost = inside.at(-1)
    if (innermost === undefined || innermost === '{') {
      if (char === '"' || char === "'" || char === '{') inside.push(char)
      else if (char === '}' && inside.pop() !== undefined && inside.length === 0) return i + 1
    } else if (char === innermost) inside.pop()
    else if (char === '{' && text.charAt(i - 1) === '$') inside.push(char)
  }
  return undefined
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' }

/** decode resolves the escapes of JSON, JSON5 and HCL; an unknown one remains as written. */
export function decode(raw: string): string {
  if (!raw.includes('\\')) return raw
  return raw.replace(
    /\\(u[0-9a-fA-F]{4}|u\{[0-9a-fA-F]{1,6}\}|U[0-9a-fA-F]{8}|x[0-9a-fA-F]{2}|.)/g,
    (whole, code: string) => {
      if (code.length === 1) return /["'\\/`]/.test(code) ? code : (ESCAPES[code] ?? whole)
      const point = Number.parseInt(code.replace(/^\w\{?/, ''), 16)
      return point <= 0x10ffff ? String.fromCodePoint(point) : whole
    }
  )
}
