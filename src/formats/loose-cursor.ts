/** A word, or the content of a quoted text, with its offsets, which include the quotes. */
export type LooseToken = {
  readonly text: string
  readonly start: number
  readonly end: number
  readonly quoted: boolean
}

/** Members that contain the name of another member, and those that contain its value; also if a letter is missing. */
export const NAMING = /^(?:n{0,2}a{1,2}m{1,2}e{1,2}|nme|nae|nam|key|variable|env(?:var)?)$/i

export const VALUING =
  /^(?:v{0,2}a{1,2}l{1,2}u{1,2}es?|vals?|valu|vlue|vaue|vale|default(?:value)?|plain|literal|<<)$/i

/** A function call of Terraform or jsonnet, whose texts are read separately. */
export const CALL =
  /^(?:try|coalesce(?:list)?|lookup|element|join|format(?:list)?|file|templatefile|jsonencode|jsondecode|base64(?:encode|decode)|tostring|tonumber|replace|merge|concat|sensitive|nonsensitive|flatten|compact|distinct|to(?:set|list|map)|zipmap|keys|values|trimspace|yamlencode|optional|object|list|set|map|tuple|can|contains|regex(?:all)?|lower|upper|length|alltrue|anytrue|std\.\w{1,32}|data\.\w{1,64}|module\.\w{1,64})\(/

/** A call of a program: a method, an object's maker, or a function whose name says that it gets or makes something. */
export const PROGRAM_CALL =
  /^(?:await )?(?:new [A-Za-z_][\w.]{0,127}|[A-Za-z_]\w{0,63}(?:\.[A-Za-z_]\w{0,63}){1,8}|(?:get|create|make|generate|load|read|fetch|build|derive|encrypt|decrypt)(?:_\w{1,63}|[A-Z]\w{0,63})?|credentials|vault)\(/

/** The beginning of a line of Python or JavaScript that no settings file has. */
const PROGRAM =
  /^[ \t]{0,64}(?:def \w{1,128}\(|import [\w.]{1,128}[ \t\r]{0,64}$|from [\w.]{1,128} import |(?:const|let) [\w{])/m

/** `event['Token']`, the member of a variable. */
const SUBSCRIPT = /^[A-Za-z_][\w.]{0,127}\[(["'])[\w.-]{1,128}\1\][,;)]{0,4}$/

/** A condition on an identifier: the texts it compares with and chooses from are read separately. */
export const CONDITION =
  /^!?[A-Za-z_]\w{0,63}(?:\.[\w*-]{1,64}|\[[^\]]{0,64}\]|\([^()]{0,128}\)){1,8}\s{0,4}(?:[=!<>]=|[?<>]|&&|\|\|)/

/** A word, or YAML's merge key. */
const WORD = /[A-Za-z_$][\w.$/-]*|<<(?=[ \t]{0,8}:)/y

const SEPARATOR = /[ \t]{0,64}(?:::?=?|=(?!=)>?)/y

/** A question of a batch file, up to the next command. */
export const QUESTION = /^[ \t@]{0,64}set[ \t]{1,8}\/p[ \t][^&|]*/i

/** The beginning of a block text, or only a tag or an anchor. */
export const OPENING = /^(?:[|>][-+\d]{0,3}|\|\|\||<<[-~]?\w{1,64}|&\S+|!\S*)\s*(?:#.*)?$/

/** Largest number of lines between a name and its value. */
export const NEAR = 6

/** Longest unquoted value; a line may be the whole file. */
export const LONGEST = 8192

const REST = 256

export const QUOTES = '"\'`'

/** LineCursor moves through a text line by line and recognizes only words and quoted texts. */
export class LineCursor {
  protected readonly text: string
  protected at = 0
  protected line = -1
  protected lineEnd = -1
  /** Where the line begins; in a long line, what is left to read. */
  protected begin = 0
  private readonly word = new RegExp(WORD)
  private readonly separator = new RegExp(SEPARATOR)
  /** The line on which a quote was not closed. */
  private readonly unclosed: Record<string, number> = {}
  private program: boolean | undefined
  /** How many more descriptions without an end are looked through. */
  private patience = 64
  /** How many more characters are read a second time. */
  private again: number

  constructor(text: string) {
    this.text = text
    this.again = LONGEST + 4 * text.length
  }

  /** Moves to the beginning of the next line; false at the end of the text. */
  protected nextLine(): boolean {
    this.at = this.lineEnd + 1
    const next = this.text.indexOf('\n', this.at)
    this.lineEnd = next < 0 ? this.text.length : next
    this.line++
    this.begin = Math.max(this.at, this.lineEnd - LONGEST)
    return this.at < this.text.length
  }

  /** Moves to the end of a description that begins on this line as `<<EOT`: sentences, and no settings. */
  protected skipDescription(shown: string): void {
    const mark = /^<<[-~]?(\w{1,64})$/.exec(shown)?.[1]
    if (mark === undefined || this.patience === 0) return
    const text = this.text.slice(this.lineEnd, this.lineEnd + 2 * LONGEST)
    let at = -1
    // A mark within the sentences is rare; of many, only the first are looked at.
    for (let tries = 0; tries < 8; tries++) {
      at = text.indexOf(mark, at + 1)
      if (at < 0) break
      if (!isAlone(text, at, mark.length)) continue
      this.lineEnd += at + mark.length
      this.at = this.lineEnd
      return
    }
    this.patience--
  }

  /**
   * How much of a value is done with: the inside of one that begins with a template is read too. Many long ones would
   * take too long, so that after them a value is read as far as REST, but nothing is passed over.
   */
  protected doneOf(value: string): number {
    if (!/^(?:\{[{%]|<%)/.test(value)) return Math.max(1, value.length)
    this.again -= value.length
    return 2
  }

  /** What a line has before a word. */
  protected before({ start }: LooseToken): string {
    return this.text.slice(this.begin, start)
  }

  /** `%DB_PASSWORD%` and `!DB_PASSWORD!` of a batch file, which are filled in and name nothing. */
  protected isFilledIn({ start, end }: LooseToken): boolean {
    const mark = this.text.charAt(end)
    return (mark === '%' || mark === '!') && this.text.charAt(start - 1) === mark
  }

  /** `SECRET_KEY는 FastAPI JWT용`: after a letter of another script, a plain word belongs to the sentence. */
  protected isInOtherScript({ end }: LooseToken, { text, start, quoted }: LooseToken): boolean {
    return (
      !quoted && /^[A-Za-z]+$/.test(text) && /\p{L}/u.test(this.text.slice(end, Math.min(start, end + 64)))
    )
  }

  protected isInSentence(key: LooseToken): boolean {
    return /^\s{0,64}(?:#|\/\/).{0,200}[a-z]{2}/i.test(this.before(key))
  }

  /**
   * `if step == "createSecret":`, `for secret in shop_secrets :`, `arn:…:secret:shop-db`, where the colon separates no
   * name from a value.
   */
  protected isCompared({ start, end }: LooseToken): boolean {
    if (this.text[start - 1] === ':' && /^:[\w:]/.test(this.text.slice(end, end + 2))) return true
    const before = this.text.slice(Math.max(this.begin, start - 80), start)
    return /[=!]=[ \t]{0,4}$|\bfor[ \t]{1,4}[\w, \t]{1,64}[ \t]in[ \t]{1,4}$/.test(before)
  }

  /**
   * Whether a value is only the name of a variable, passed on in a program as `SecretString=new_secret,`: on a line of
   * its own, without a digit; or `event['Token']`.
   */
  protected isPassedOn(key: LooseToken, shown: string): boolean {
    if (SUBSCRIPT.test(shown)) return true
    if (this.before(key).trim() !== '' || !/^[A-Za-z_][A-Za-z_.]{0,127}[,)]{1,4}$/.test(shown)) return false
    this.program ??= PROGRAM.test(this.text)
    return this.program
  }

  /** Skips what separates a name from its value; false if there is no such separator. */
  protected skipSeparator(): boolean {
    this.separator.lastIndex = this.at
    const found = this.separator.exec(this.text)
    if (found === null || this.at + found[0].length > this.lineEnd) return false
    this.at += found[0].length
    return true
  }

  /** The word or quoted text at this position. A quote that is not closed on its line does not count. */
  protected token(): LooseToken | undefined {
    const start = this.at
    const quote = this.text.charAt(start)
    if (QUOTES.includes(quote)) {
      const end = this.closing(quote, start + 1)
      if (end === undefined) return undefined
      return { text: decoded(this.text.slice(start + 1, end)), start, end: end + 1, quoted: true }
    }
    this.word.lastIndex = start
    const word = this.word.exec(this.text)?.[0]
    return word === undefined ? undefined : { text: word, start, end: start + word.length, quoted: false }
  }

  /** The rest of the line from an offset, up to the maximum length of a value. */
  protected window(from: number): string {
    return this.text.slice(from, Math.min(this.lineEnd, from + (this.again < 0 ? REST : LONGEST)))
  }

  private closing(quote: string, from: number): number | undefined {
    // After one unclosed quote, no later quote on the line is closed.
    if (this.unclosed[quote] === this.line) return undefined
    for (let at = from; at < this.lineEnd; at++) {
      const char = this.text.charAt(at)
      if (char === '\\') at++
      else if (char === quote) return at
    }
    this.unclosed[quote] = this.line
    return undefined
  }

  /** A word, up to white space or a bracket. */
  protected toSpace({ start }: LooseToken): {
    readonly text: string
    readonly start: number
    readonly end: number
  } {
    const line = this.window(start)
    const text = /^(?:(?!\\["'`])[^\s"'`,;{}[\]])*/.exec(line)?.[0] ?? ''
    return { text, start, end: start + text.length }
  }
}

/** Whether a word has a line of its own. */
function isAlone(text: string, at: number, length: number): boolean {
  const before = text.slice(text.lastIndexOf('\n', at) + 1, at)
  return before.trim() === '' && /^[ \t\r]*(?:\n|$)/.test(text.slice(at + length, at + length + 64))
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' }

/** decoded resolves the escapes of JSON, JSON5 and YAML; an unknown escape is the character itself. */
function decoded(raw: string): string {
  if (!raw.includes('\\')) return raw
  return raw.replace(/\\(?:u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|[\s\S])/g, written => {
    const code = written.slice(1)
    return code.length > 1 ? String.fromCharCode(Number.parseInt(code.slice(1), 16)) : (ESCAPES[code] ?? code)
  })
}
