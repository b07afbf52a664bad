import {
  CALL,
  CONDITION,
  type LooseToken,
  NAMING,
  OPENING,
  PROGRAM_CALL,
  QUESTION,
  QUOTES,
  VALUING
} from './loose-cursor.ts'
import { bare, defaultIn, isNoLiteral, isProse, isStructure, unquotedValue } from './loose-words.ts'
import { type LoosePair, PairGiver } from './pair-giver.ts'

/**
 * loosePairs reads any text by its lines alone: `name: value`, `name = value`, `"name" "value"`, pairs of a `name` and
 * a `value` wherever they are, and every quoted text. It relies on no structure, so none can be broken: it is the
 * second reading of a file that could not be read in its own format. Each pair is passed to `use` and not kept. Linear
 * in the length of the text.
 */
export function loosePairs(text: string, use: (pair: LoosePair) => void): void {
  new PairReader(text, use).read()
}

/** PairReader reads one text; see loosePairs. */
export class PairReader extends PairGiver {
  /** A name without a value on its line, or with the beginning of a quoted one. */
  protected open: { readonly name: string; readonly begun: string } | undefined
  protected previous: LooseToken | undefined

  read(): void {
    while (this.nextLine()) this.readLine()
  }

  private readLine(): void {
    this.previous = undefined
    // `set /p PASSWORD=Password:` of a batch file asks for it.
    this.at += QUESTION.exec(this.text.slice(this.at, this.lineEnd))?.[0].length ?? 0
    if (this.readContinuation()) return
    // A quote before a closing bracket ends a text that began on an earlier line.
    this.at += /^\s{0,64}["'](?=\s{0,8}[,}\]])/.exec(this.text.slice(this.at, this.at + 80))?.[0].length ?? 0
    while (this.at < this.lineEnd) {
      const token = this.token()
      if (token === undefined) {
        this.punctuation()
        continue
      }
      this.at = token.end
      const isName = !this.isCompared(token)
      if (this.skipSeparator() && isName) this.readValue(token)
      else this.readAlone(token)
      if (!isName) this.previous = undefined
    }
  }

  /** A line that belongs to the name on the line before: a block text, or a value that begins or goes on here. */
  protected readContinuation(): boolean {
    if (this.open === undefined) return false
    const line = this.window(this.at)
    const value = line.trim()
    if (value === '') return true
    const { name, begun } = this.open
    this.open = undefined
    if (begun === '' && isStructure(value)) return false
    const start = this.at + line.indexOf(value)
    this.emit(name, bare(`${begun}${value}`), { start, end: start + value.length })
    // `NAME:value` can be a value or a pair.
    return !/^["']?[\w.-]{1,128}["']?[:=]/.test(value)
  }

  protected punctuation(): void {
    const char = this.text.charAt(this.at)
    if (char === '}') this.waiting = undefined
    if (char === '{' && this.previous) this.group = { name: this.previous.text, line: this.line }
    // A comma may separate a name from its value, a bracket may not.
    if ('{}[]();'.includes(char)) this.previous = undefined
    this.at++
  }

  /** What follows a name and its separator. */
  protected readValue(key: LooseToken): void {
    const rest = this.window(this.at)
    const blank = rest.search(/[^ \t]/)
    const start = this.at + Math.max(0, blank)
    const shown = blank < 0 ? '' : rest.slice(blank).trimEnd()
    this.previous = undefined
    const begun = /^["']/.test(shown) ? shown.replace(/\\$/, '') : ''
    const name = () => (VALUING.test(key.text) ? this.nameFor(key.text) : key.text)
    if (shown === '' || /^#(?:\s|$)/.test(shown) || OPENING.test(shown.slice(0, 300))) {
      this.group = { name: key.text, line: this.line }
      this.open = { name: name(), begun: '' }
      this.at = this.lineEnd
      if (/^description$/i.test(key.text)) this.skipDescription(shown)
      return
    }
    this.at = start
    if (/^(?:\[|\{(?![{%]))/.test(shown)) {
      this.group = { name: key.text, line: this.line }
      return
    }
    if (shown.startsWith('//')) this.readAddress(key)
    else if (this.readQuotedValue(key)) return
    else if (begun === '') this.readUnquotedValue(key, shown)
    else {
      this.open = { name: name(), begun }
      this.at = start + 1
    }
  }

  protected readUnquotedValue(key: LooseToken, shown: string): void {
    const start = this.at
    // `$PASSWORD = Read-Host "Password"`: what PowerShell assigns without quotes is code.
    if (key.text.startsWith('$')) {
      const chosen = defaultIn(shown)
      if (chosen) this.give(key.text, chosen.text, { start: start + chosen.start, end: start + chosen.end })
      return
    }
    const isPassedOn = this.isPassedOn(key, shown)
    if (!isPassedOn && CONDITION.test(shown)) {
      this.readChoices(key)
      return
    }
    const code = isPassedOn ? shown : (CALL.exec(shown) ?? PROGRAM_CALL.exec(shown))?.[0]
    if (code !== undefined) {
      this.at = start + code.length
      return
    }
    // The sentence of a remark goes on after the value: `# with manage_password=true the cluster makes one`.
    const value = unquotedValue(this.isInSentence(key) ? shown.replace(/\s[\s\S]*/, '') : shown)
    // `# run it with PGPASSWORD=postgres psql`: a remark about a command, with a word in place of the password.
    const isSaid = this.isInSentence(key) && /^[A-Za-z]{1,24}$/.test(value)
    if (!isSaid && !isNoLiteral(value)) this.give(key.text, bare(value), { start, end: start + value.length })
    this.at = start + this.doneOf(value)
  }

  /** `var.x == "" ? "a" : var.y`: the texts of the expression outside of the comparison are possible results. */
  protected readChoices(key: LooseToken): void {
    let depth = 0
    while (this.at < this.lineEnd) {
      const char = this.text.charAt(this.at)
      if (depth === 0 && ',;)]}'.includes(char)) return
      depth += '([{'.includes(char) ? 1 : ')]}'.includes(char) ? -1 : 0
      const isCompared = /[=!<>]=?\s{0,4}$/.test(this.text.slice(Math.max(0, this.at - 8), this.at))
      const token = QUOTES.includes(char) ? this.token() : undefined
      if (token && !isCompared) this.give(key.text, token.text, token)
      this.at = token ? token.end : this.at + 1
    }
  }

  /** All texts of an expression: `"" + "x"`, `"""x"""`, `a || "x"`. */
  protected readQuotedValue(key: LooseToken): boolean {
    let found = false
    for (;;) {
      const token = QUOTES.includes(this.text.charAt(this.at)) ? this.token() : undefined
      if (token === undefined) return found
      found = true
      this.at = token.end
      if (token.text !== '') this.give(key.text, token.text, token)
      const between = /^(?:\s{0,8}[+.~|&]{0,2}\s{0,8})(?=["'`])/.exec(
        this.text.slice(this.at, Math.min(this.at + 24, this.lineEnd))
      )
      if (between === null) return true
      this.at += between[0].length
    }
  }

  /** `postgres://…` contains a colon and is not a pair. */
  private readAddress(scheme: LooseToken): void {
    const rest = this.window(scheme.start)
    const address = /^[^\s"'`<>]*/.exec(rest)?.[0] ?? ''
    this.emit('', address, { start: scheme.start, end: scheme.start + address.length })
    this.at = scheme.start + Math.max(address.length, scheme.end - scheme.start + 1)
  }

  protected readAlone(token: LooseToken): void {
    const before = this.previous
    this.previous = token
    const follows =
      before !== undefined &&
      before.end <= token.start &&
      !this.isFilledIn(before) &&
      !this.isInOtherScript(before, token) &&
      !isProse(before.text, token, this.text.slice(this.begin, before.start))
    if (
      follows &&
      (NAMING.test(before.text) || VALUING.test(before.text) || /^[A-Z][A-Z0-9_]{3,127}$/.test(before.text))
    ) {
      const whole = token.quoted ? token : { ...token, ...this.toSpace(token) }
      this.at = Math.max(this.at, whole.end)
      this.give(before.text, whole.text, whole)
      return
    }
    // A single word can only be a token or a login.
    if (token.quoted) this.emit('', token.text, token)
    else if (token.text.length >= 16) {
      const whole = this.toSpace(token)
      const longer = whole.end > token.end ? whole : token
      this.at = longer.end
      this.emit('', longer.text, longer)
    }
  }
}
