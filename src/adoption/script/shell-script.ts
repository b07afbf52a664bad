import type { Command, Pipeline, Script, ShellWord, Statement } from './shell-syntax.ts'
import { NOT_FOLLOWED, type Stopped, WordReader } from './shell-words.ts'

/**
 * readScript parses a shell script: commands, `for` over words, `if`, and what follows `||`. It stops at any other
 * control flow or expansion (while, case, functions, here-documents, backticks, expansions with operators).
 */
export function readScript(text: string): { readonly script: Script } | { readonly stopped: Stopped } {
  const reader = new Reader(text)
  const script = reader.script({})
  return script !== undefined && reader.isAtEnd
    ? { script }
    : { stopped: reader.stopped ?? { at: 0, why: 'something that cannot be read' } }
}

const BLOCK_ENDS = /^(?:then|else|elif|fi|do|done|esac|\})$/

type Building = {
  at: number
  assignments: { name: string; value: ShellWord }[]
  words: ShellWord[]
  input?: ShellWord
  output?: NonNullable<Command['output']>
}

/** What ends a nested script: a sign, or one of the keywords of its block. */
type End = { readonly sign?: ')'; readonly words?: readonly string[] }

class Reader extends WordReader {
  script(end: End): Script | undefined {
    const statements: Statement[] = []
    for (;;) {
      this.#skipEmpty()
      if (this.isAtEnd) return end.sign || end.words ? this.stop('it ends too early') : statements
      if (end.sign && this.take(end.sign)) return statements
      const word = this.#wordAhead()
      if (end.words?.includes(word)) return statements
      const statement = this.#statement(word, end)
      if (statement === undefined) return undefined
      statements.push(statement)
    }
  }

  protected override substitution(): Script | undefined {
    return this.script({ sign: ')' })
  }

  #statement(word: string, end: End): Statement | undefined {
    if (word === 'if') return this.#if()
    if (word === 'for') return this.#for()
    const why = NOT_FOLLOWED[word]
    if (why !== undefined) return this.stop(`\`${word}\` ${why}`)
    if (BLOCK_ENDS.test(word)) return this.stop(`\`${word}\` begins nothing`)
    return this.#pipeline(end)
  }

  #pipeline(end: End): Pipeline | undefined {
    const at = this.at
    const commands: Command[] = []
    for (;;) {
      const command = this.#command(end)
      if (command === undefined) return undefined
      if (command.words.length + command.assignments.length === 0 && command.output === undefined)
        return this.stop('something that cannot be read')
      commands.push(command)
      if (this.take('||')) {
        this.skipBlanks(true)
        const otherwise = this.#otherwise(end)
        return otherwise && { kind: 'pipeline', at, commands, otherwise }
      }
      if (!this.take('|')) break
      this.skipBlanks(true)
    }
    if (this.take('&&')) this.skipBlanks(true)
    return { kind: 'pipeline', at, commands }
  }

  /** One command, or several in braces. */
  #otherwise(end: End): Script | undefined {
    if (this.#wordAhead() !== '{') {
      const one = this.#pipeline(end)
      return one && [one]
    }
    this.take('{')
    const body = this.script({ words: ['}'] })
    return body && this.take('}') ? body : undefined
  }

  #if(): Statement | undefined {
    const at = this.at
    const branches: { condition?: string; body: Script }[] = []
    for (let word = 'if'; word !== 'fi'; word = this.#wordAhead()) {
      this.take(word)
      const condition = word === 'else' ? undefined : this.matches(/[\s\S]*?(?=(?:;|\n)\s*then\b)/y)
      if (word !== 'else') {
        if (condition === undefined || this.matches(/(?:;|\n)\s*then\b/y) === undefined)
          return this.stop('a condition cannot be read; write a step with `if:` for each branch', at)
      }
      const body = this.script({ words: ['elif', 'else', 'fi'] })
      if (body === undefined) return undefined
      branches.push(condition === undefined ? { body } : { condition: condition.trim(), body })
    }
    this.take('fi')
    return this.#hasEnded() ? { kind: 'if', at, branches } : undefined
  }

  #for(): Statement | undefined {
    const at = this.at
    const name = /^for\s+(\w+)\s+in\s+/.exec(this.matches(/for\s+\w+\s+in[ \t]+/y) ?? '')?.[1]
    if (name === undefined)
      return this.stop('what `for` iterates over cannot be read; name the services in `service`', at)
    const words: ShellWord[] = []
    for (;;) {
      this.skipBlanks(false)
      if (this.isAtEnd || /[\n;]/.test(this.char)) break
      const word = this.word('')
      if (word === undefined) return undefined
      words.push(word)
    }
    if (this.matches(/[\s;]*do\b/y) === undefined) return this.stop('`for` cannot be read', at)
    const body = this.script({ words: ['done'] })
    if (body === undefined) return undefined
    this.take('done')
    return this.#hasEnded() ? { kind: 'for', at, name, words, body } : undefined
  }

  /** No input or output is redirected to or from a block. */
  #hasEnded(): boolean {
    this.skipBlanks(false)
    if (this.isAtEnd || /[\n;)}]/.test(this.char)) return true
    this.stop('piping or redirecting a whole block is not supported')
    return false
  }

  #wordAhead(): string {
    return /^[^\s;|&<>()]*/.exec(this.text.slice(this.at, this.at + 40))?.[0] ?? ''
  }

  #skipEmpty(): void {
    do this.skipBlanks(true)
    while (!this.looksAt(';;') && this.take(';'))
  }

  #command({ sign }: End): Command | undefined {
    const command: Building = { at: this.at, assignments: [], words: [] }
    for (;;) {
      this.skipBlanks(false)
      if (this.isAtEnd || (sign !== undefined && this.looksAt(sign)) || /[\n;|]/.test(this.char)) break
      if (this.looksAt('&&')) break
      const redirected = this.#redirection(command)
      if (redirected === 'wrong') return undefined
      if (redirected === 'done') continue
      const start = this.at
      const word = this.word(sign ?? '')
      if (word === undefined) return undefined
      const raw = this.text.slice(start, this.at)
      const [, name] = /^([A-Za-z_]\w*)=/.exec(raw) ?? []
      const isAssignment =
        name !== undefined && (command.words.length === 0 || isText(command.words[0], 'export'))
      if (isAssignment) command.assignments.push({ name, value: withoutStart(word, name.length + 1) })
      else command.words.push(word)
    }
    return command
  }

  /** Redirections of standard error do not matter. Only a command's standard input and output do. */
  #redirection(command: Building): 'done' | 'none' | 'wrong' {
    if (this.matches(/2>&1|2>\s*\/dev\/null|>&2|1>&2/y)) return 'done'
    if (this.looksAt('<<') || this.looksAt('<(') || this.looksAt('&>')) {
      this.stop(
        this.looksAt('<<')
          ? 'a here-document makes a file; put that file into the repository'
          : 'this kind of redirection is not supported'
      )
      return 'wrong'
    }
    const sign = ['>>', '1>', '>', '<'].find(one => this.take(one))
    if (sign === undefined) return 'none'
    this.skipBlanks(false)
    const to = this.word('')
    if (to === undefined || to.length === 0) return 'wrong'
    if (sign === '<') command.input = to
    else command.output = { to, appends: sign === '>>' }
    return 'done'
  }
}

function isText(word: ShellWord | undefined, wanted: string): boolean {
  const [part, ...more] = word ?? []
  return more.length === 0 && part?.kind === 'text' && part.text === wanted
}

function withoutStart([first, ...more]: ShellWord, length: number): ShellWord {
  const rest = first?.kind === 'text' ? first.text.slice(length) : ''
  return rest === '' ? more : [{ kind: 'text', text: rest }, ...more]
}
