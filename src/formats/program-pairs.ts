import { type LooseToken, NAMING, VALUING } from './loose-cursor.ts'
import { PairReader } from './loose-pairs.ts'
import type { LoosePair } from './pair-giver.ts'
import { interpolated } from './tolerant/strings.ts'

/**
 * programPairs reads the pairs of a program, such as a stack of the CDK, by its lines alone: like loosePairs, but text
 * without quotes is code (a variable, a call, a type), and only quoted texts and numbers are values. Linear.
 */
export function programPairs(text: string, use: (pair: LoosePair) => void): void {
  new ProgramReader(text, use).read()
}

/** The type between a name and its value: `password: string = "…"`, `password: str = "…"`. */
const DECLARED = /^[A-Za-z_][\w.<>[\]| ]{0,64}?\s{0,4}=(?![=>])\s{0,4}/

/** What chooses between texts: `process.env.X ?? "…"`, `isProduction ? secret : "…"`, `get(x) or "…"`. */
const CHOOSING =
  /^[A-Za-z_]\w{0,63}(?:\.\w{1,64}|\[[^\]]{0,64}\]|\([^()]{0,128}\)|[!?](?=\.)){0,8}!?\s{0,4}(?:[=!]==?|\?\??|\|\||or\b|if\b)/

/** Calls that return the text they are given, and the marks before a quote: `r"…"`, `@"…"`. */
const RETURNED =
  /^(?:(?:[A-Za-z_]\w{0,63}\.){0,4}(?:unsafe_?plain_?text|plain_?text|string(?:ptr|value)?|str|secret|sensitive)\(\s{0,4}|[A-Za-z$@]{1,2})(?=["'`])/i

/** A regular expression, after what an expression begins with. */
const PATTERN = /^\/(?![/*])(?:[^/\\\n]|\\.){1,512}\//

/** `os.environ["X"] = "…"`, `"X" to "…"` */
const ASSIGNED = /^(?:\]\s{0,4}=(?!=)|\s{1,4}to\s)\s{0,4}(?=["'`A-Za-z_])/

/** `addEnvironment("X", process.env.X ?? "…")` */
const PASSED = /^\s{0,4},\s{0,4}(?=[A-Za-z_])/

class ProgramReader extends PairReader {
  /** The row of names that is being read: where its last name ends, and how many it has. */
  private row = { end: 0, length: 0 }

  protected override readContinuation(): boolean {
    // Code goes on in the next line.
    if (this.open !== undefined && !/^\s{0,64}["'`]/.test(this.window(this.at).slice(0, 80)))
      this.open = undefined
    return super.readContinuation()
  }

  protected override readUnquotedValue(key: LooseToken, shown: string): void {
    const declared = DECLARED.exec(shown)?.[0].length ?? 0
    this.at += declared
    const code = declared > 0 ? shown.slice(declared) : shown
    if (/^["'`]/.test(code)) this.readQuotedValue(key)
    else this.readCode(key, code)
  }

  /** The texts in code that can become the value; what is left of it is read as what follows. */
  private readCode(key: LooseToken, code: string): void {
    const returned = RETURNED.exec(code)?.[0].length ?? 0
    const chosen = CHOOSING.exec(code)?.[0].length ?? 0
    const number = /^\d{4,32}(?=[,;)\s]|$)/.exec(code)?.[0]
    if (number !== undefined) this.give(key.text, number, { start: this.at, end: this.at + number.length })
    this.at += number?.length ?? (returned > 0 ? returned : chosen)
    if (returned > 0) this.readQuotedValue(key)
    else if (chosen > 0) this.readChoices(key)
  }

  protected override readAlone(token: LooseToken): void {
    if (!token.quoted) {
      // .name("X").value("…") of a builder
      const isGiven = /^\(\s{0,4}["'`]/.test(this.window(token.end).slice(0, 8))
      if (isGiven && (NAMING.test(token.text) || VALUING.test(token.text))) {
        this.at = token.end + this.window(token.end).search(/["'`]/)
        this.readQuotedValue(token)
      } else this.previous = token
      return
    }
    if (this.isListed(token)) {
      this.previous = token
      return
    }
    const assigned = ASSIGNED.exec(this.window(token.end).slice(0, 16))?.[0]
    if (assigned === undefined) {
      super.readAlone(token)
      this.readPassed(token)
    } else {
      this.at = token.end + assigned.length
      this.readValue(token)
    }
  }

  private readPassed(name: LooseToken): void {
    const comma = /^[A-Z][A-Z0-9_]{3,127}$/.test(name.text) ? PASSED.exec(this.window(name.end)) : null
    if (comma === null || this.at !== name.end) return
    this.at += comma[0].length
    this.readCode(name, this.window(this.at).trimEnd())
  }

  protected override token(): LooseToken | undefined {
    const token = super.token()
    return token?.quoted ? { ...token, text: interpolated(this.text, token.start, token.text) } : token
  }

  protected override punctuation(): void {
    const isBegin = /[=(,:[!&|?]\s{0,4}$/.test(this.text.slice(Math.max(0, this.at - 5), this.at))
    const pattern =
      isBegin && this.text[this.at] === '/' ? PATTERN.exec(this.window(this.at).slice(0, 600)) : null
    if (pattern === null) super.punctuation()
    else this.at += pattern[0].length
  }

  /** A name in a row of three names or more: `checkVariables("API_SECRET", "SALT", "STAGE")`. */
  private isListed({ text, start, end }: LooseToken): boolean {
    if (!/^[A-Z][A-Z0-9_]+$/.test(text)) return false
    const goesOn = /^\s{0,8},\s{0,8}["']/.test(this.window(end).slice(0, 20))
    const isNext = /^\s{0,8},\s{0,8}$/.test(this.text.slice(this.row.end, start).slice(0, 20))
    this.row = { end, length: isNext ? this.row.length + 1 : 1 }
    return goesOn || this.row.length > 2
  }
}
