import { present } from '../../present.ts'
import { HOLE } from '../urls/logins.ts'
import { Collector } from './collector.ts'
import type { SimpleCommand } from './constants.ts'
import { Cursor } from './cursor.ts'
import { closingOf, LONGEST_PUT_IN, markAt, Variables } from './filled-in.ts'

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

/** Reads one script from left to right. */
class Reader extends Cursor {
  private readonly found: SimpleCommand[]
  private words: string[] = []
  private stdin: string | undefined
  /** A text that the command reads as a file. */
  private given: string | undefined
  private writes: string | undefined
  private redirect: '>' | '<' | '<<<' | undefined
  private readonly variables: Variables
  private readonly commands: Collector

  constructor(text: string, found: SimpleCommand[], variables = new Variables()) {
    super(text)
    this.found = found
    this.variables = variables
    const enter = (script: string, inner: Variables) => {
      const commands: SimpleCommand[] = []
      new Reader(script, commands, inner).read(MAX_NESTED)
      return commands
    }
    this.commands = new Collector({ found, variables, enter })
  }

  /** Reads the whole script. Returns what it prints, with `HOLE` for what the script itself does not contain. */
  read(depth: number): string {
    while (this.at < this.text.length) this.step(depth)
    this.endCommand(false)
    return this.commands.printed
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
        this.redirection(character, depth)
        return
      case '|':
        this.pipe()
        break
      case '\n':
        this.endCommand(false)
        this.at += 1
        this.at += this.commands.documents(this.text, this.at)
        return
      case '(':
      case ')':
        this.parenthesis(character)
        break
      case ';':
      case '&':
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
  private redirection(character: '<' | '>', depth: number): void {
    if (this.text.startsWith('<(', this.at)) {
      this.fileOf(depth)
      return
    }
    // The digit in `2>` is a file descriptor, not a word.
    if (character === '>' && this.word !== undefined && /^[0-9]$/.test(this.word)) this.word = undefined
    this.endWord()
    const [sign = ''] = /^(?:<<<|<<-?|<|>>|>\||>&|>)/.exec(this.text.slice(this.at, this.at + 4)) ?? []
    this.at += sign.length
    if (sign === '<<' || sign === '<<-') {
      const mark = markAt(this.text, this.at)
      if (mark) this.commands.expect(sign === '<<-' ? { ...mark, dashed: true } : mark)
      this.at += mark?.length ?? 0
      return
    }
    if (sign === '>&') return
    this.redirect = sign === '<<<' ? '<<<' : character
  }

  /** `|`; `||` is no pipe. */
  private pipe(): void {
    const isOr = this.text.charAt(this.at + 1) === '|'
    this.endCommand(!isOr)
    if (isOr) this.at += 1
  }

  /** A subshell, or the items of a list: `login=(app x)`. */
  private parenthesis(character: '(' | ')'): void {
    const list = character === '(' ? /^([A-Za-z_]\w{0,127})\+?=$/.exec(this.word ?? '')?.[1] : undefined
    this.endCommand(false)
    if (list !== undefined || character === ')') this.commands.openList(list)
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
    const [name = ''] =
      /^(?:env:\w{1,128}|[A-Za-z_]\w{0,1024}|[\d@*#?$!-])/.exec(this.text.slice(this.at, this.at + 1025)) ??
      []
    this.at += name.length
    this.put(name === '' ? '$' : this.variables.valueOf(name))
  }

  /** `$(…)` and backticks: a hole in this command; the commands inside are read separately. */
  private substitution(open: string, close: string, depth: number): void {
    const output = this.outputOf(open, close, depth)
    this.put(output !== '' && output.length <= LONGEST_PUT_IN ? output : HOLE)
  }

  /** `<(…)`: the name of a file that has the output of the commands inside. */
  private fileOf(depth: number): void {
    const isInput = this.redirect === '<'
    const output = this.outputOf('(', ')', depth)
    if (isInput) this.stdin = output
    else this.given = output
    if (isInput) this.redirect = undefined
    else this.put(HOLE)
  }

  private outputOf(open: string, close: string, depth: number): string {
    const start = this.text.indexOf(open, this.at) + 1
    const end = closingOf(this.text, start, [open, close])
    this.at = end + 1
    if (depth >= MAX_NESTED) return ''
    return new Reader(this.text.slice(start, end), this.found, this.variables).read(depth + 1).trim()
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
    const { words, stdin, given, writes, text, at } = this
    if (words.length > 0)
      this.stdin = this.commands.take({ words, ...present({ stdin, given, writes }) }, { text, at, piped })
    // (echo x) | app, and a pipe at the end of a line
    else if (piped) this.stdin = this.commands.lastOutput
    this.words = []
    this.writes = undefined
    this.given = undefined
  }
}
