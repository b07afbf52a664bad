/** A piece of a word: text as it stands (GitHub's expressions included), a variable of the shell, or what a command prints. */
export type ShellWordPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'output'; readonly script: Script }

/** One word of a command, without its quotes. */
export type ShellWord = readonly ShellWordPart[]

/** One simple command. Redirections are of its standard input and output. */
export type Command = {
  readonly assignments: readonly { readonly name: string; readonly value: ShellWord }[]
  readonly words: readonly ShellWord[]
  readonly input?: ShellWord
  readonly output?: { readonly to: ShellWord; readonly appends: boolean }
}

/** Commands whose outputs are the next one's input. */
export type Pipeline = readonly Command[]

/** Pipelines that run one after the other. */
export type Script = readonly Pipeline[]

/**
 * readScript reads a script of a shell that does one thing after the other. Whatever decides or repeats (if, for, ||, functions,
 * here-documents, backticks, expansions with operators) gives undefined: nobody can say by reading what such a script does.
 */
export function readScript(text: string): Script | undefined {
  const reader = new Reader(text.replaceAll('\r\n', '\n'))
  const script = reader.script('')
  return script === undefined || reader.isAtEnd ? script : undefined
}

/** Words that begin something that is no simple command. */
const KEYWORDS =
  /^(?:if|then|else|elif|fi|for|while|until|do|done|case|esac|function|select|time|\{|\}|\[\[|!|eval|exec|source|trap|alias)$/

type Building = {
  assignments: { name: string; value: ShellWord }[]
  words: ShellWord[]
  input?: ShellWord
  output?: NonNullable<Command['output']>
}

class Reader {
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#text.length
  }

  /** Up to the end of the text, or of the substitution that `end` closes. */
  script(end: string): Script | undefined {
    const pipelines: Command[][] = []
    let pipeline: Command[] = []
    for (;;) {
      const command = this.#command(end)
      if (command === undefined) return undefined
      const isEmpty = command.words.length + command.assignments.length === 0 && command.output === undefined
      const separator = this.#separator(end)
      if (separator === undefined) return undefined
      if (isEmpty && (pipeline.length > 0 || separator === '|')) return undefined
      if (!isEmpty) pipeline.push(command)
      if (separator === '|') continue
      if (pipeline.length > 0) pipelines.push(pipeline)
      pipeline = []
      if (separator === 'end') return pipelines
    }
  }

  /** What ends a command; a pipe may be followed by a new line. */
  #separator(end: string): '|' | 'next' | 'end' | undefined {
    if (this.isAtEnd) return end === '' ? 'end' : undefined
    if (end !== '' && this.#take(end)) return 'end'
    if (this.#take('||')) return undefined
    if (this.#take('|')) {
      this.#skipBlanks(true)
      return '|'
    }
    if (this.#take('&&')) {
      this.#skipBlanks(true)
      return 'next'
    }
    return this.#take('\n') || (!this.#looksAt(';;') && this.#take(';')) ? 'next' : undefined
  }

  #command(end: string): Command | undefined {
    const command: Building = { assignments: [], words: [] }
    for (;;) {
      this.#skipBlanks(false)
      if (this.isAtEnd || (end !== '' && this.#looksAt(end)) || /[\n;|]/.test(this.#char)) break
      if (this.#looksAt('&&')) break
      const redirected = this.#redirection(command)
      if (redirected === 'wrong') return undefined
      if (redirected === 'done') continue
      const start = this.#at
      const word = this.#word(end)
      if (word === undefined) return undefined
      const raw = this.#text.slice(start, this.#at)
      if (command.words.length === 0 && KEYWORDS.test(raw)) return undefined
      const [, name] = /^([A-Za-z_]\w*)=/.exec(raw) ?? []
      const isAssignment =
        name !== undefined && (command.words.length === 0 || isText(command.words[0], 'export'))
      if (isAssignment) command.assignments.push({ name, value: withoutStart(word, name.length + 1) })
      else command.words.push(word)
    }
    return command
  }

  /** Errors may go where they like: what a command prints and reads is what counts. */
  #redirection(command: Building): 'done' | 'none' | 'wrong' {
    if (this.#matches(/2>&1|2>\s*\/dev\/null|>&2|1>&2/y)) return 'done'
    if (this.#looksAt('<<') || this.#looksAt('<(') || this.#looksAt('&>')) return 'wrong'
    const sign = ['>>', '1>', '>', '<'].find(one => this.#take(one))
    if (sign === undefined) return 'none'
    this.#skipBlanks(false)
    const to = this.#word('')
    if (to === undefined || to.length === 0) return 'wrong'
    if (sign === '<') command.input = to
    else command.output = { to, appends: sign === '>>' }
    return 'done'
  }

  #word(end: string): ShellWord | undefined {
    const parts: ShellWordPart[] = []
    const start = this.#at
    while (!this.isAtEnd) {
      const char = this.#char
      if (/[\s;|<>]/.test(char) || (end !== '' && this.#looksAt(end))) break
      if (char === '&' || char === '`' || char === '(' || char === ')') return undefined
      const part = char === '"' ? this.#doubleQuoted() : this.#bare()
      if (part === undefined) return undefined
      parts.push(...part)
    }
    return this.#at === start ? undefined : joinedParts(parts)
  }

  #bare(): readonly ShellWordPart[] | undefined {
    if (this.#take("'")) {
      const close = this.#text.indexOf("'", this.#at)
      if (close < 0) return undefined
      return [text(this.#until(close, 1))]
    }
    if (this.#char === '$') return this.#dollar()
    if (this.#take('\\')) return [text(this.#until(this.#at + 1, 0))]
    return [text(this.#until(this.#at + 1, 0))]
  }

  #doubleQuoted(): readonly ShellWordPart[] | undefined {
    this.#at++
    const parts: ShellWordPart[] = [text('')]
    while (!this.#take('"')) {
      if (this.isAtEnd || this.#char === '`') return undefined
      if (this.#char === '$') {
        const part = this.#dollar()
        if (part === undefined) return undefined
        parts.push(...part)
      } else if (this.#matches(/\\(?=["\\$`])/y)) parts.push(text(this.#until(this.#at + 1, 0)))
      else if (!this.#matches(/\\\n/y)) parts.push(text(this.#until(this.#at + 1, 0)))
    }
    return parts
  }

  #dollar(): readonly ShellWordPart[] | undefined {
    // GitHub puts the value in before the shell sees anything.
    const expression = this.#matches(/\$\{\{[\s\S]*?\}\}/y)
    if (expression !== undefined) return [text(expression)]
    const name = this.#matches(/\$(?:\{[A-Za-z_]\w*\}|[A-Za-z_]\w*)/y)
    if (name !== undefined) return [{ kind: 'variable', name: name.replaceAll(/[${}]/g, '') }]
    if (this.#looksAt('$((') || this.#looksAt('${')) return undefined
    if (this.#take('$(')) {
      const script = this.script(')')
      return script === undefined ? undefined : [{ kind: 'output', script }]
    }
    return /^\$["'?!@*#\d]/.test(this.#text.slice(this.#at, this.#at + 2))
      ? undefined
      : [text(this.#until(this.#at + 1, 0))]
  }

  #skipBlanks(lines: boolean): void {
    for (;;) {
      if (this.#matches(/(?:[ \t]|\\\n)+/y) !== undefined) continue
      const isStart = this.#at === 0 || /\s|[;|]/.test(this.#text[this.#at - 1] ?? '')
      if (isStart && this.#matches(/#[^\n]*/y) !== undefined) continue
      if (lines && this.#take('\n')) continue
      return
    }
  }

  get #char(): string {
    return this.#text[this.#at] ?? ''
  }

  #looksAt(sign: string): boolean {
    return this.#text.startsWith(sign, this.#at)
  }

  #take(sign: string): boolean {
    if (!this.#looksAt(sign)) return false
    this.#at += sign.length
    return true
  }

  #matches(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at
    const found = pattern.exec(this.#text)?.[0]
    if (found !== undefined) this.#at += found.length
    return found
  }

  #until(end: number, skip: number): string {
    const taken = this.#text.slice(this.#at, end)
    this.#at = end + skip
    return taken
  }
}

const text = (of: string): ShellWordPart => ({ kind: 'text', text: of })

function isText(word: ShellWord | undefined, wanted: string): boolean {
  const [part, ...more] = word ?? []
  return more.length === 0 && part?.kind === 'text' && part.text === wanted
}

function joinedParts(parts: readonly ShellWordPart[]): ShellWord {
  const joined: ShellWordPart[] = []
  for (const part of parts) {
    const last = joined.at(-1)
    if (part.kind === 'text' && last?.kind === 'text') joined[joined.length - 1] = text(last.text + part.text)
    else joined.push(part)
  }
  // `""` is a word too
  const said = joined.filter(part => part.kind !== 'text' || part.text !== '')
  return said.length > 0 ? said : joined
}

function withoutStart([first, ...more]: ShellWord, length: number): ShellWord {
  const rest = first?.kind === 'text' ? first.text.slice(length) : ''
  return rest === '' ? more : [text(rest), ...more]
}
