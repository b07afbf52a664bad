import { HOLE } from '../urls/logins.ts'

/** One simple command: its words, unquoted, with `HOLE` where the shell puts something in. */
export type SimpleCommand = {
  readonly words: readonly string[]
  /** The command whose output it reads: `echo … | docker login --password-stdin`. */
  readonly input?: readonly string[]
}

/** Deepest `$(…)` inside `$(…)` that is read. */
const MAX_NESTED = 2

/** Templates that other tools than the shell fill in; they may hold quotes and spaces. */
const TEMPLATE = /\$\{\{[^{}]{0,512}\}\}|\{\{[^{}]{0,512}\}\}|<%[^%]{0,512}%>|#\{[^{}]{0,256}\}#?/g

/**
 * readShell takes a script apart into simple commands, as a POSIX shell would: quotes, backslashes, comments, operators. What
 * the shell fills in (`$X`, `${X}`, `$(…)`, backticks) becomes `HOLE`; commands inside `$(…)` are read too. Linear in the length.
 */
export function readShell(script: string): readonly SimpleCommand[] {
  const found: SimpleCommand[] = []
  new Reader(/[{<#]/.test(script) ? script.replace(TEMPLATE, HOLE) : script, found).read(0)
  return found
}

/** Reads one script from left to right; `word` is undefined between words, so that "" is a word. */
class Reader {
  private readonly text: string
  private readonly found: SimpleCommand[]
  private at = 0
  private word: string | undefined
  private words: string[] = []
  private input: readonly string[] | undefined

  constructor(text: string, found: SimpleCommand[]) {
    this.text = text
    this.found = found
  }

  read(depth: number): void {
    while (this.at < this.text.length) this.step(depth)
    this.endCommand(false)
  }

  private step(depth: number): void {
    const character = this.text.charAt(this.at)
    switch (character) {
      case "'":
        this.single()
        return
      case '"':
        this.double(depth)
        return
      case '\\':
        if (this.text.charAt(this.at + 1) !== '\n') this.put(this.text.charAt(this.at + 1))
        this.at += 2
        return
      case '$':
      case '`':
        this.expansion(depth)
        return
      case ' ':
      case '\t':
      case '\r':
        this.endWord()
        break
      case '<':
      case '>':
        this.endWord()
        break
      case '|':
        this.endCommand(this.text.charAt(this.at + 1) !== '|')
        break
      case ';':
      case '&':
      case '\n':
      case '(':
      case ')':
        this.endCommand(false)
        break
      case '#':
        if (this.word === undefined) {
          this.comment()
          return
        }
        this.put(character)
        break
      default:
        this.plain()
        return
    }
    this.at += 1
  }

  private plain(): void {
    const from = this.at
    while (this.at < this.text.length && !/['"\\$` \t\r<>|;&\n()#]/.test(this.text.charAt(this.at)))
      this.at += 1
    this.put(this.text.slice(from, this.at))
  }

  private single(): void {
    const end = this.text.indexOf("'", this.at + 1)
    const stop = end < 0 ? this.text.length : end
    this.put(this.text.slice(this.at + 1, stop))
    this.at = stop + 1
  }

  private double(depth: number): void {
    this.put('')
    this.at += 1
    while (this.at < this.text.length) {
      const character = this.text.charAt(this.at)
      if (character === '"') break
      if (character === '$' || character === '`') this.expansion(depth)
      else if (character === '\\') {
        this.put(this.text.charAt(this.at + 1))
        this.at += 2
      } else {
        this.put(character)
        this.at += 1
      }
    }
    this.at += 1
  }

  private comment(): void {
    const end = this.text.indexOf('\n', this.at)
    this.at = end < 0 ? this.text.length : end
  }

  private expansion(depth: number): void {
    if (this.text.charAt(this.at) === '`') {
      this.substitution('`', '`', depth)
      return
    }
    const next = this.text.charAt(this.at + 1)
    if (next === '(') {
      this.substitution('(', ')', depth)
      return
    }
    if (next === '{') {
      const end = this.text.indexOf('}', this.at)
      this.at = end < 0 ? this.text.length : end + 1
      this.put(HOLE)
      return
    }
    this.at += 1
    if (next === "'") return
    const from = this.at
    if (/[A-Za-z_]/.test(next)) while (/\w/.test(this.text.charAt(this.at))) this.at += 1
    else if (/[0-9@*#?$!-]/.test(next)) this.at += 1
    this.put(this.at > from ? HOLE : '$')
  }

  /** `$(…)` and backticks: a hole in this command, and commands of its own. */
  private substitution(open: string, close: string, depth: number): void {
    const start = this.text.indexOf(open, this.at) + 1
    let level = 1
    let end = start
    for (; end < this.text.length && level > 0; end += 1) {
      const character = this.text.charAt(end)
      if (character === close) level -= 1
      else if (character === open) level += 1
    }
    if (depth < MAX_NESTED) {
      const inner = this.text.slice(start, level === 0 ? end - 1 : end)
      new Reader(inner, this.found).read(depth + 1)
    }
    this.at = end
    this.put(HOLE)
  }

  private put(text: string): void {
    this.word = (this.word ?? '') + text
  }

  private endWord(): void {
    if (this.word !== undefined) this.words.push(this.word)
    this.word = undefined
  }

  private endCommand(piped: boolean): void {
    this.endWord()
    const words = this.words
    if (words.length > 0) {
      this.found.push({ words, ...(this.input === undefined ? {} : { input: this.input }) })
    }
    this.words = []
    this.input = piped && words.length > 0 ? words : undefined
  }
}
