import { HOLE } from '../urls/logins.ts'
import { expanded } from './expansions.ts'
import { type FieldReading, fieldsOf, readingOf, rowOf } from './read-fields.ts'

/**
 * Longest text substituted for a variable or a command's output, and the maximum number of substitutions. Both bound
 * the growth of a script.
 */
export const LONGEST_PUT_IN = 512
const MOST_PUT_IN = 64

/** How often functions are entered, and the longest of them. Both bound the time. */
const MOST_CALLS = 16
const LONGEST_FUNCTION = 4096

/** isInvented returns whether a text has letters and a digit, unlike the names of services that scripts pass on. */
export function isInvented(text: string): boolean {
  return /^(?=\D{0,64}\d)(?=.{0,64}[A-Za-z]{3})[^\s/.:$-]{6,128}$/.test(text) && !text.includes(HOLE)
}

/** `app:tigerlily77`, a row that a loop takes apart. */
function isInventedOrLogin(text: string): boolean {
  return isInvented(text.replace(/^[\w.@-]{1,64}[:,|](?=\S)/, ''))
}

/** The call of a function that a script defines: what is between its braces, and the words that it is given. */
export type FunctionCall = { readonly body: string; readonly given: readonly string[] }

/** The variables in a loop, and which of them it reads. */
export type LoopVariables = { readonly variables: Variables; readonly row: ReadonlyMap<string, string> }

/** Values of the variables that a script sets to constants. */
export class Variables {
  private readonly values = new Map<string, string>()
  private readonly functions = new Map<string, string>()
  private putIn = 0
  private calls = 0

  /** `given` are the words after a script: `$0`, `$1`, and so on. */
  constructor(given: readonly string[] = []) {
    given.forEach((text, at) => {
      if (text.length <= LONGEST_PUT_IN) this.values.set(String(at), text)
    })
  }

  /** Records the functions that a script defines. */
  define(script: string): void {
    if (!script.includes('{')) return
    let seen = 0
    for (const match of script.matchAll(FUNCTION)) {
      if (seen++ >= MOST_CALLS) return
      const start = match.index + match[0].length
      const end = closingOf(script.slice(0, start + LONGEST_FUNCTION), start, ['{', '}'])
      this.functions.set(match[1] ?? match[2] ?? '', script.slice(start, end))
    }
  }

  /** The call that a command is. Only an invented word is passed on: what opens nothing says nothing. */
  callIn(words: readonly string[]): FunctionCall | undefined {
    if (this.functions.size === 0 || this.calls >= MOST_CALLS) return undefined
    const at = words.slice(0, 3).findIndex(word => this.functions.has(word))
    const given = words.slice(at, at + 10).map(word => (isInvented(word) ? word : HOLE))
    if (at < 0 || given.every(word => word === HOLE)) return undefined
    this.calls += 1
    return { body: this.functions.get(words[at] ?? '') ?? '', given }
  }

  /**
   * The variables in a loop that reads `text`, with all others as they are here. Undefined if the text says nothing, or
   * if too much was entered.
   */
  inLoop(reading: FieldReading, text: string): LoopVariables | undefined {
    const row = this.calls < MOST_CALLS ? rowOf(text, reading, isInventedOrLogin) : undefined
    if (row === undefined) return undefined
    this.calls += 1
    const variables = new Variables()
    variables.calls = MOST_CALLS
    for (const [name, value] of [...this.values, ...row]) variables.values.set(name, value)
    return { variables, row: new Map([...row].filter(([, field]) => field !== HOLE)) }
  }

  /** The variables of a function, which has `words` as `$0`, `$1`, and so on. */
  given(words: readonly string[]): Variables {
    return new Variables(words)
  }

  /** What `read` sets: the fields of its first line. In a loop, the rows are looked through. */
  private takeFields(reading: FieldReading, words: readonly string[], stdin = HOLE): void {
    const isLoop = /^(?:while|until)$/.test(words.find(word => word !== 'do') ?? '')
    const row = isLoop
      ? rowOf(stdin, reading, isInventedOrLogin)
      : fieldsOf(stdin.split('\n', 1)[0] ?? '', reading)
    for (const name of reading.names) this.values.delete(name)
    for (const [name, value] of row ?? [])
      if (!value.includes(HOLE) && value.length <= LONGEST_PUT_IN) this.values.set(name, value)
  }

  /** `login=(app x)`, `cfg=([password]=x)`: the items of a list, the first of which is at `from`. */
  takeItems(name: string, items: readonly string[], from: number): void {
    items.slice(0, MOST_ITEMS).forEach((item, at) => {
      const [, key = String(from + at), value = item] = /^\[([\w.-]{1,64})\]=([\s\S]*)$/.exec(item) ?? []
      if (!value.includes(HOLE) && value.length <= LONGEST_PUT_IN) this.values.set(`${name}[${key}]`, value)
    })
    const before = from === 0 ? '' : `${this.values.get(`${name}[@]`) ?? ''} `
    const all = `${before}${items.join(' ')}`
    if (all.length <= LONGEST_PUT_IN) this.values.set(`${name}[@]`, all)
  }

  /** `for p in x`, `set -- x`: of several words, the last one that is invented. */
  private takeList([keyword, name = '', sign, ...rest]: readonly string[]): boolean {
    const isLoop = keyword === 'for' && sign === 'in'
    // "${users[@]}" is split into its items.
    if (isLoop)
      this.values.set(
        name,
        rest.flatMap(word => word.split(' ', MOST_ITEMS)).findLast(isInventedOrLogin) ?? HOLE
      )
    const isGiven = keyword === 'set' && name === '--'
    if (isGiven)
      wordsOf([sign ?? '', ...rest]).forEach((word, at) => {
        this.values.set(String(at + 1), isInvented(word) ? word : HOLE)
      })
    return isLoop || isGiven
  }

  /** Records the assignments that a command consists of or begins with. */
  take(words: readonly string[], stdin?: string): void {
    if (this.takeList(words)) return
    const reading = readingOf(words)
    if (reading) {
      this.takeFields(reading, words, stdin)
      return
    }
    for (const word of words) {
      const [, name, value = ''] = /^([A-Za-z_]\w{0,127}(?:\[[\w.-]{1,64}\])?)=([\s\S]*)$/.exec(word) ?? []
      if (name === undefined) {
        if (/^(?:export|local|readonly|declare|typeset|env|-[a-z]+)$/.test(word)) continue
        return
      }
      if (!value.includes(HOLE) && value.length <= LONGEST_PUT_IN) this.values.set(name, value)
      else this.values.delete(name)
    }
  }

  /** The text substituted for `$name` and `${name…}`: its constant, or `HOLE`. */
  valueOf(name: string): string {
    if (this.putIn >= MOST_PUT_IN) return HOLE
    const value = this.values.get(name) ?? expanded(name, inner => this.values.get(inner))
    if (value === undefined || value.length > LONGEST_PUT_IN) return HOLE
    this.putIn += 1
    return value
  }
}

/** Of a list that a script sets. */
const MOST_ITEMS = 64

/** `set -- $(…)`: the shell splits what it puts in. */
function wordsOf(words: readonly string[]): readonly string[] {
  const [only = ''] = words
  return (words.length === 1 ? only.trim().split(/\s+/, 9) : words).slice(0, 9)
}

/** `name() {`, `function name {` */
const FUNCTION =
  /(?:^|[\n;&|({])[ \t]{0,32}(?:function[ \t]{1,8}([\w-]{1,64})[ \t]{0,8}(?:\([ \t]{0,8}\))?|([A-Za-z_][\w-]{0,63})[ \t]{0,8}\([ \t]{0,8}\))\s{0,8}\{/g

/** The delimiter after `<<` that ends a here-document. If it is quoted, the shell does not expand the document. */
export type Mark = {
  readonly end: string
  readonly quoted: boolean
  /** `<<-`: tabs may stand before the delimiter's line. */
  readonly dashed?: boolean
  readonly length: number
}

/** markAt reads the delimiter at an offset of a script. */
export function markAt(text: string, at: number): Mark | undefined {
  const found = /^[ \t]{0,8}(["'\\]?)([\w.-]{1,64})["']?/.exec(text.slice(at, at + 80))
  return found ? { end: found[2] as string, quoted: found[1] !== '', length: found[0].length } : undefined
}

const FILLED_IN = /\$\{[^{}\n]{0,256}\}|\$\([^()\n]{0,256}\)|\$[A-Za-z_]\w{0,127}|`[^`\n]{0,256}`/g

/**
 * hereDocument reads the lines up to the delimiter, with `HOLE` for each shell expansion. A delimiter with spaces
 * before it ends the document only if there is no other, since the file around the script may be indented. If the
 * delimiter is missing, it reads the rest of the script.
 */
export function hereDocument(
  rest: string,
  { end, quoted, dashed }: Mark
): { readonly body: string; readonly length: number } {
  const line = `${end.replace(/[.-]/g, '\\$&')}[ \\t]*$`
  const mark =
    new RegExp(`^${dashed ? '\\t{0,32}' : ''}${line}`, 'm').exec(rest) ??
    new RegExp(`^[ \\t]{0,32}${line}`, 'm').exec(rest)
  const body = mark ? rest.slice(0, mark.index) : rest
  return {
    body: quoted ? body : body.replace(FILLED_IN, HOLE),
    length: mark ? mark.index + mark[0].length : rest.length
  }
}

/** closingOf returns the offset of the character that closes `$(…)` or backticks, or the end of the text. */
export function closingOf(text: string, start: number, [open, close]: readonly [string, string]): number {
  let level = 1
  for (let at = start; at < text.length; at += 1) {
    const character = text.charAt(at)
    if (character === close) level -= 1
    else if (character === open) level += 1
    if (level === 0) return at
  }
  return text.length
}
