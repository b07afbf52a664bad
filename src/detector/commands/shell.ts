import { present } from '../../present.ts'
import { HOLE } from '../urls/logins.ts'
import { constantOutput, decodes, printedBy, type SimpleCommand } from './constants.ts'
import { closingOf, hereDocument, LONGEST_PUT_IN, type Mark, markAt, Variables } from './filled-in.ts'

/** Maximum nesting of `$(…)` that is read. */
const MAX_NESTED = 2

/** Templates that are not expanded by the shell; they may contain quotes and spaces. */
const TEMPLATE = /\$\{\{[^{}]{0,512}\}\}|\{\{[^{}]{0,512}\}\}|<%[^%]{0,512}%>|#\{[^{}]{0,256}\}#?/g

/**
 * readShell splits a script into simple commands as a POSIX shell does: quotes, backslashes, comments, operators.
 * Expansions (`$X`, `${X}`, `$(…)`, backticks) become `HOLE`, unless the script contains the value: variables that it
 * sets, `$(echo …)`, and `$0` and so on that are `given`. Commands inside `$(…)` are read too. Linear in the length.
 */
export function readShell(script: string, given: readonly string[] = []): readonly SimpleCommand[] {
  const found: SimpleCommand[] = []
  const text = /[{<#]/.test(script) ? script.replace(TEMPLATE, HOLE) : script
  const variables = new Variables(given)
  variables.define(text)
  new Reader(text, found, variables).read(0)
  return found
}

/** A command that can still receive its here-document. */
type Mutable = { -readonly [Key in keyof SimpleCommand]: SimpleCommand[Key] }

/** Reads one script from left to right. `word` is undefined between words, so that "" counts as a word. */
class Reader {
  private readonly text: string
  private readonly found: SimpleCommand[]
  private at = 0
  private word: string | undefined
  private words: string[] = []
  private stdin: string | undefined
  private writes: string | undefined
  /** The output of the last command, if it is constant. */
  private output: string | undefined
  /** What the commands print, one after the other, with `HOLE` for what the script does not contain. */
  private printed = ''
  private redirect: '>' | '<' | '<<<' | undefined
  private pending: Mark[] = []
  private heredocs: { readonly mark: Mark; readonly command: Mutable }[] = []
  private readonly variables: Variables

  constructor(text: string, found: SimpleCommand[], variables = new Variables()) {
    this.text = text
    this.found = found
    this.variables = variables
  }

  /** Reads the whole script. Returns what it prints, with `HOLE` for what the script itself does not contain. */
  read(depth: number): string {
    while (this.at < this.text.length) this.step(depth)
    this.endCommand(false)
    return this.printed
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
        this.redirection(character)
        return
      case '|':
        this.endCommand(this.text.charAt(this.at + 1) !== '|')
        break
      case '\n':
        this.endCommand(false)
        this.at += 1
        this.hereDocuments()
        return
      case ';':
      case '&':
      case '(':
      case ')':
        this.endCommand(false)
        break
      case '#':
        this.hash()
        return
      default:
        this.plain()
        return
    }
    this.at += 1
  }

  /** `> file`, `2>&1`, `< file`, `<< EOF`, `<<< text`; the word that follows is not an argument of the command. */
  private redirection(character: '<' | '>'): void {
    // The digit in `2>` is a file descriptor, not a word.
    if (character === '>' && this.word !== undefined && /^[0-9]$/.test(this.word)) this.word = undefined
    this.endWord()
    const [sign = ''] = /^(?:<<<|<<-?|<|>>|>\||>&|>)/.exec(this.text.slice(this.at, this.at + 4)) ?? []
    this.at += sign.length
    if (sign === '<<' || sign === '<<-') {
      const mark = markAt(this.text, this.at)
      if (mark) this.pending.push(sign === '<<-' ? { ...mark, dashed: true } : mark)
      this.at += mark?.length ?? 0
      return
    }
    if (sign === '>&') return
    this.redirect = sign === '<<<' ? '<<<' : character
  }

  /** The lines up to the delimiter are the standard input of the preceding command. */
  private hereDocuments(): void {
    for (const { mark, command } of this.heredocs) {
      const { body, length } = hereDocument(this.text.slice(this.at), mark)
      this.at += length
      command.stdin = body
    }
    this.heredocs = []
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
        const next = this.text.charAt(this.at + 1)
        this.put(/["$`\\\n]/.test(next) ? next : character + next)
        this.at += 2
      } else {
        this.put(character)
        this.at += 1
      }
    }
    this.at += 1
  }

  /** A comment begins only where a word may begin. */
  private hash(): void {
    const end = this.word === undefined ? this.text.indexOf('\n', this.at) : this.at + 1
    if (this.word !== undefined) this.put('#')
    this.at = end < 0 ? this.text.length : end
  }

  private expansion(depth: number): void {
    if (this.text.charAt(this.at) === '`') {
      this.substitution('`', '`', depth)
      return
    }
    // In Compose files, $$NAME is an escaped $NAME.
    if (/^\$\$[A-Za-z_{]/.test(this.text.slice(this.at, this.at + 3))) this.at += 1
    const next = this.text.charAt(this.at + 1)
    if (next === '(') {
      this.substitution('(', ')', depth)
      return
    }
    if (next === '{') {
      const end = this.text.indexOf('}', this.at)
      const name = this.text.slice(this.at + 2, end)
      this.at = end < 0 ? this.text.length : end + 1
      this.put(this.variables.valueOf(name))
      return
    }
    this.at += 1
    if (next === "'") return
    const from = this.at
    if (/[A-Za-z_]/.test(next)) while (/\w/.test(this.text.charAt(this.at))) this.at += 1
    else if (/[0-9@*#?$!-]/.test(next)) this.at += 1
    this.put(this.at > from ? this.variables.valueOf(this.text.slice(from, this.at)) : '$')
  }

  /** `$(…)` and backticks: a hole in this command; the commands inside are read separately. */
  private substitution(open: string, close: string, depth: number): void {
    const start = this.text.indexOf(open, this.at) + 1
    const end = closingOf(this.text, start, [open, close])
    const inner = this.text.slice(start, end)
    const output =
      depth < MAX_NESTED ? new Reader(inner, this.found, this.variables).read(depth + 1).trim() : ''
    this.at = end + 1
    this.put(output !== '' && output.length <= LONGEST_PUT_IN ? output : HOLE)
  }

  private put(text: string): void {
    this.word = (this.word ?? '') + text
  }

  private endWord(): void {
    if (this.word === undefined) return
    if (this.redirect === '>') this.writes = this.word
    else if (this.redirect === '<<<') this.stdin = this.word
    else if (this.redirect === undefined) this.words.push(this.word)
    this.redirect = undefined
    this.word = undefined
  }

  private endCommand(piped: boolean): void {
    this.endWord()
    this.redirect = undefined
    const { words, stdin, writes } = this
    if (words.length > 0) this.takeCommand({ words, ...present({ stdin, writes }) })
    if (words.length > 0 && !piped) this.printed += printedBy({ words, writes }, this.output)
    this.words = []
    this.writes = undefined
    this.stdin = piped ? this.output : undefined
  }

  private takeCommand(command: Mutable): void {
    const { words } = command
    this.found.push(command)
    this.heredocs.push(...this.pending.map(mark => ({ mark, command })))
    this.pending = []
    this.output = constantOutput(command)
    if (this.output !== undefined && decodes(command)) command.decoded = this.output
    this.variables.take(words)
    const call = this.variables.callIn(words)
    if (call) new Reader(call.body, this.found, new Variables(call.given)).read(MAX_NESTED)
  }
}
