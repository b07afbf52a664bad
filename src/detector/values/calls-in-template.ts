import type { DefaultValue } from './chosen.ts'

/**
 * Calls and literals in `{{ … }}` of Go templates (Helm, Consul, gomplate) and Jinja: quoted texts, names, brackets,
 * and the operators that join or choose.
 */
const TOKEN =
  /"((?:[^"\\]|\\.){0,512})"|'((?:[^'\\]|\\.){0,512})'|`([^`]{0,512})`|[\w.$-]{1,128}|[()|~+,]|\S/g

/** Templates and words that are looked at; there are seldom more than a few. */
const MOST_TEMPLATES = 32
const MOST_TOKENS = 128

/** Functions that give back what they are given, perhaps in another form. */
const KEEPING: ReadonlySet<string> = new Set(
  'quote squote toString trim nospace lower upper toJson tojson to_json string safe b64enc b64encode print html urlquery js'.split(
    ' '
  )
)

/** Functions of which each text can be the result. */
const CHOOSING: ReadonlySet<string> = new Set(
  'default coalesce or ternary d fallback defaultTo ifNull either'.split(' ')
)

type Token = { readonly word: string; readonly text?: string }

/** What an expression can result in, as far as it is written out; undefined for what only a run knows. */
type Result = string | undefined

/** literalsOfCalls lists the texts that calls in templates put together or choose from. Linear. */
export function literalsOfCalls(text: string): readonly DefaultValue[] {
  const found: DefaultValue[] = []
  for (let start = text.indexOf('{{'), count = 0; start >= 0 && count < MOST_TEMPLATES; count++) {
    const close = text.indexOf('}}', start + 2)
    const end = close < 0 ? text.length : close
    // Expressions of GitHub have their own reader, and a control structure has no result.
    const body = text[start - 1] === '$' ? '' : text.slice(start + 2, end).replace(/^-|-$/g, '')
    if (/["'`]/.test(body) && !/^\s{0,8}(?:if|else|end|range|with|define|template|block)\b/.test(body))
      for (const value of resultsOf(tokensOf(body))) found.push({ variable: '', value })
    start = text.indexOf('{{', end)
  }
  return found
}

function tokensOf(body: string): readonly Token[] {
  const tokens: Token[] = []
  // Quotes are escaped where the template stands in JSON.
  for (const [word, double, single, raw] of body.replaceAll('\\"', '"').matchAll(TOKEN)) {
    const text = double ?? single ?? raw
    tokens.push(text === undefined ? { word } : { word, text })
    if (tokens.length === MOST_TOKENS) break
  }
  return tokens
}

function resultsOf(tokens: readonly Token[]): readonly string[] {
  const reader = new CallReader(tokens)
  const last = reader.pipeline()
  const all = last === undefined ? reader.chosen : [last, ...reader.chosen]
  return [...new Set(all)].filter(one => one !== '')
}

/** Reads pipelines of calls: `printf "%s" "x" | quote`, `default "x" .Values.y`, `'a' ~ 'b'`. */
class CallReader {
  /** Texts that are the result if nothing else is. */
  readonly chosen: string[] = []
  private readonly tokens: readonly Token[]
  private at = 0

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens
  }

  pipeline(): Result {
    let result = this.call([])
    while (this.tokens[this.at]?.word === '|') {
      this.at++
      result = this.call([result])
    }
    return result
  }

  private call(piped: readonly Result[]): Result {
    const head = this.tokens[this.at]
    if (head === undefined || head.word === ')' || head.word === '|') return undefined
    if (head.text !== undefined || head.word === '(') return joined(this.arguments())
    this.at++
    return this.apply(head.word, [...this.arguments(), ...piped])
  }

  /** Operands up to the end of the call; operators that join stand between them. */
  private arguments(): readonly Result[] {
    const found: Result[] = []
    for (let token = this.tokens[this.at]; token; token = this.tokens[this.at]) {
      if (token.word === ')' || token.word === '|') break
      this.at++
      if (token.word === '(') {
        const inner = this.list()
        found.push(...inner)
        if (this.tokens[this.at]?.word === ')') this.at++
      } else if (token.text !== undefined) found.push(token.text)
      else if (!/^[~+,]$/.test(token.word)) found.push(undefined)
    }
    return found
  }

  /** What stands in brackets: one pipeline, or the arguments of a function of Jinja. */
  private list(): readonly Result[] {
    if (this.tokens[this.at]?.word === 'list') {
      this.at++
      return this.arguments()
    }
    const first = this.tokens[this.at]
    return first?.text === undefined ? [this.pipeline()] : this.arguments()
  }

  private apply(name: string, values: readonly Result[]): Result {
    if (name === 'printf') return formatted(values)
    if (name === 'join') return joined(values.slice(1))
    if (name === 'cat') return joined(values)
    if (name === 'b64dec' || name === 'b64decode') return decoded(values.at(-1))
    if (KEEPING.has(name)) return values.at(-1)
    if (CHOOSING.has(name)) for (const value of values) if (value !== undefined) this.chosen.push(value)
    return undefined
  }
}

function joined(values: readonly Result[]): Result {
  return values.length === 0 || values.includes(undefined) ? undefined : values.join('')
}

/** With an argument that only a run knows, what is left is mostly a name: `printf "%s-db-password" .Release.Name`. */
function formatted([format, ...values]: readonly Result[]): Result {
  if (format === undefined || values.includes(undefined)) return undefined
  let next = 0
  return format.replace(/%[-+0-9.]{0,6}[sdqv]/g, () => values[next++] ?? '')
}

function decoded(text: Result): Result {
  const plain = text === undefined ? '' : Buffer.from(text, 'base64').toString('latin1')
  return /^[ -~]{3,}$/.test(plain) ? plain : text
}
