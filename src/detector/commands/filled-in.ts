import { HOLE } from '../urls/logins.ts'

/**
 * Longest text substituted for a variable or a command's output, and the maximum number of substitutions. Both bound
 * the growth of a script.
 */
export const LONGEST_PUT_IN = 512
const MOST_PUT_IN = 64

/** Values of the variables that a script sets to constants. */
export class Variables {
  private readonly values = new Map<string, string>()
  private putIn = 0

  /** `given` are the words after a script: `$0`, `$1`, and so on. */
  constructor(given: readonly string[] = []) {
    given.forEach((text, at) => {
      if (text.length <= LONGEST_PUT_IN) this.values.set(String(at), text)
    })
  }

  /** Records the assignments that a command consists of or begins with. */
  take(words: readonly string[]): void {
    for (const word of words) {
      const [, name, value = ''] = /^([A-Za-z_]\w{0,127})=([\s\S]*)$/.exec(word) ?? []
      if (name === undefined) {
        if (/^(?:export|local|readonly|declare|typeset|env|-[a-z]+)$/.test(word)) continue
        return
      }
      if (!value.includes(HOLE) && value.length <= LONGEST_PUT_IN) this.values.set(name, value)
      else this.values.delete(name)
    }
  }

  /** The text substituted for `$name`: its constant, or `HOLE`. */
  valueOf(name: string): string {
    const value = this.values.get(name)
    if (value === undefined || this.putIn >= MOST_PUT_IN) return HOLE
    this.putIn += 1
    return value
  }
}

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
