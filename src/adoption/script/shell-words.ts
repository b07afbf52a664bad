import type { Script, ShellWord, ShellWordPart } from './shell-syntax.ts'

/** A construct of a script that is not followed, and its offset in characters. */
export type Stopped = { readonly at: number; readonly why: string }

const LOOP = 'is a loop; the action itself waits for the rollout, so a loop that only waits can be removed'
const FUNCTION = 'defines or groups commands; write the calls one after another'
const TEST = 'makes the calls conditional; write the condition as `if:` of the step'
const ELSEWHERE = 'runs commands that cannot be read here; put the "aws ecs" calls into a separate step'

/** Words that begin a compound command, and why it is not followed. */
export const NOT_FOLLOWED: Readonly<Record<string, string>> = {
  ...{
    while: LOOP,
    until: LOOP,
    select: LOOP,
    function: FUNCTION,
    '{': FUNCTION,
    trap: FUNCTION,
    alias: FUNCTION
  },
  case: 'makes the calls conditional; write a step with `if:` for each branch',
  ...{ '[[': TEST, '!': TEST, time: ELSEWHERE, eval: ELSEWHERE, exec: ELSEWHERE, source: ELSEWHERE },
  ...{ break: TEST, continue: TEST, return: TEST }
}
/** Reads a script word by word. */
export abstract class WordReader {
  protected readonly text: string
  protected at = 0
  stopped: Stopped | undefined

  constructor(text: string) {
    this.text = text
  }

  get isAtEnd(): boolean {
    return this.at >= this.text.length
  }

  /** The script of `$(…)`, including the closing parenthesis. */
  protected abstract substitution(): Script | undefined

  /** Records only the first construct that is not followed. */
  protected stop(why: string, at = this.at): undefined {
    this.stopped ??= { at, why }
    return undefined
  }

  protected word(end: string): ShellWord | undefined {
    const parts: ShellWordPart[] = []
    const start = this.at
    while (!this.isAtEnd) {
      const char = this.char
      if (/[\s;|<>]/.test(char) || (end !== '' && this.looksAt(end))) break
      if (char === '&' || char === '`' || char === '(' || char === ')')
        return this.stop(WHY_SIGN[char] ?? 'it')
      const part = char === '"' ? this.#doubleQuoted() : this.#bare()
      if (part === undefined) return undefined
      parts.push(...part)
    }
    return this.at === start ? undefined : joinedParts(parts)
  }

  #bare(): readonly ShellWordPart[] | undefined {
    if (this.take("'")) {
      const close = this.text.indexOf("'", this.at)
      if (close < 0) return undefined
      return [text(this.until(close, 1))]
    }
    if (this.char === '$') return this.#dollar()
    if (this.take('\\')) return [text(this.until(this.at + 1, 0))]
    return [text(this.until(this.at + 1, 0))]
  }

  #doubleQuoted(): readonly ShellWordPart[] | undefined {
    this.at++
    const parts: ShellWordPart[] = [text('')]
    while (!this.take('"')) {
      if (this.isAtEnd || this.char === '`') return this.stop(WHY_SIGN['`'] ?? '')
      if (this.char === '$') {
        const part = this.#dollar()
        if (part === undefined) return undefined
        parts.push(...part)
      } else if (this.matches(/\\(?=["\\$`])/y)) parts.push(text(this.until(this.at + 1, 0)))
      else if (!this.matches(/\\\n/y)) parts.push(text(this.until(this.at + 1, 0)))
    }
    return parts
  }

  #dollar(): readonly ShellWordPart[] | undefined {
    // GitHub inserts the value before the shell runs.
    const expression = this.matches(/\$\{\{[\s\S]*?\}\}/y)
    if (expression !== undefined) return [text(expression)]
    const name = this.matches(/\$(?:\{[A-Za-z_]\w*\}|[A-Za-z_]\w*)/y)
    if (name !== undefined) return [{ kind: 'variable', name: name.replaceAll(/[${}]/g, '') }]
    const expansion = this.matches(PART_OF_RUNNERS)
    if (expansion !== undefined) return [{ kind: 'expansion', text: expansion }]
    if (this.looksAt('$((') || this.looksAt('${'))
      return this.stop(
        'a shell expansion computes a value; write the value, or set it in an earlier step, for example with `echo "NAME=…" >> "$GITHUB_ENV"`'
      )
    if (this.take('$(')) {
      const script = this.substitution()
      return script === undefined ? undefined : [{ kind: 'output', script }]
    }
    return /^\$["'?!@*#\d]/.test(this.text.slice(this.at, this.at + 2))
      ? this.stop('a special shell variable is used, such as `$?` or `$1`')
      : [text(this.until(this.at + 1, 0))]
  }

  protected skipBlanks(lines: boolean): void {
    for (;;) {
      if (this.matches(/(?:[ \t]|\\\n)+/y) !== undefined) continue
      const isStart = this.at === 0 || /\s|[;|]/.test(this.text[this.at - 1] ?? '')
      if (isStart && this.matches(/#[^\n]*/y) !== undefined) continue
      if (lines && this.take('\n')) continue
      return
    }
  }

  protected get char(): string {
    return this.text[this.at] ?? ''
  }

  protected looksAt(sign: string): boolean {
    return this.text.startsWith(sign, this.at)
  }

  protected take(sign: string): boolean {
    if (!this.looksAt(sign)) return false
    this.at += sign.length
    return true
  }

  protected matches(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at
    const found = pattern.exec(this.text)?.[0]
    if (found !== undefined) this.at += found.length
    return found
  }

  protected until(end: number, skip: number): string {
    const taken = this.text.slice(this.at, end)
    this.at = end + skip
    return taken
  }
}

/** The beginning of a variable of the runner, or what is left of it without a prefix or suffix. */
const PART_OF_RUNNERS =
  /\$\{GITHUB_(?:SHA|REF|REF_NAME|HEAD_REF|BASE_REF|RUN_ID|RUN_NUMBER|REPOSITORY)(?::\d{0,2}:\d{1,2}|(?:##?|%%?)[\w.*/-]{1,20})\}/y

const WHY_SIGN: Readonly<Record<string, string>> = {
  '&': '`&` runs a command in the background',
  '`': 'a command is in backticks; write `$(…)`',
  '(': 'a subshell or a function is not supported; write the calls one after another',
  ')': 'a subshell or a function is not supported; write the calls one after another'
}

const text = (of: string): ShellWordPart => ({ kind: 'text', text: of })

function joinedParts(parts: readonly ShellWordPart[]): ShellWord {
  const joined: ShellWordPart[] = []
  for (const part of parts) {
    const last = joined.at(-1)
    if (part.kind === 'text' && last?.kind === 'text') joined[joined.length - 1] = text(last.text + part.text)
    else joined.push(part)
  }
  // `""` is a word too.
  const said = joined.filter(part => part.kind !== 'text' || part.text !== '')
  return said.length > 0 ? said : joined
}
