/** The value of a part of an expression, with GitHub's types. */
export type ExpressionValue = string | number | boolean | null

/** Where a text in quotes stands that an expression can evaluate to. */
export type OutcomeText = { readonly start: number; readonly end: number; readonly text: string }

/** An expression that chooses between texts, parsed. */
export type ChoiceNode =
  | { readonly kind: 'literal'; readonly value: ExpressionValue; readonly at: OutcomeText }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'not'; readonly of: ChoiceNode }
  | { readonly kind: 'or' | 'and'; readonly of: readonly ChoiceNode[] }
  | {
      readonly kind: 'equal'
      readonly left: ChoiceNode
      readonly right: ChoiceNode
      readonly isNegated: boolean
    }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly ChoiceNode[] }

type Token = { readonly text: string; readonly start: number; readonly end: number }

const TOKEN =
  /\s*(?:('(?:[^']|'')*'|[A-Za-z_][\w-]*(?:\.[A-Za-z_*][\w-]*|\['[^']*'\])*|-?\d+(?:\.\d+)?|\|\||&&|==|!=|[!(),]))/y

function tokensOf(expression: string): readonly Token[] | undefined {
  const tokens: Token[] = []
  const text = expression.trimEnd()
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < text.length) {
    const match = TOKEN.exec(text)
    const [, own = ''] = match ?? []
    if (match === null) return undefined
    tokens.push({ text: own, start: TOKEN.lastIndex - own.length, end: TOKEN.lastIndex })
  }
  return tokens
}

/** A recursive descent over the operators that choose between texts. Other operators are not followed. */
class ChoiceParser {
  readonly #tokens: readonly Token[]
  #next = 0
  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens
  }

  whole(): ChoiceNode | undefined {
    const node = this.#joined('||')
    return this.#next === this.#tokens.length ? node : undefined
  }

  #take(text: string): boolean {
    if (this.#tokens[this.#next]?.text !== text) return false
    this.#next += 1
    return true
  }

  #joined(operator: '||' | '&&'): ChoiceNode | undefined {
    const of: (ChoiceNode | undefined)[] = []
    do of.push(operator === '||' ? this.#joined('&&') : this.#compared())
    while (this.#take(operator))
    const known = of.filter(node => node !== undefined)
    if (known.length < of.length) return undefined
    return known.length === 1 ? known[0] : { kind: operator === '||' ? 'or' : 'and', of: known }
  }

  #compared(): ChoiceNode | undefined {
    const left = this.#single()
    const isNegated = this.#take('!=')
    if (!isNegated && !this.#take('==')) return left
    const right = this.#single()
    return left && right && { kind: 'equal', left, right, isNegated }
  }

  #single(): ChoiceNode | undefined {
    if (this.#take('!')) {
      const of = this.#single()
      return of && { kind: 'not', of }
    }
    if (this.#take('(')) {
      const node = this.#joined('||')
      return this.#take(')') ? node : undefined
    }
    const token = this.#tokens[this.#next++]
    if (token === undefined) return undefined
    const { text, start, end } = token
    const literal = literalOf(text)
    if (literal !== undefined)
      return { kind: 'literal', value: literal, at: { start, end, text: String(literal ?? '') } }
    if (!/^[A-Za-z_]/.test(text)) return undefined
    return this.#take('(') ? this.#call(text.toLowerCase()) : { kind: 'name', name: dotted(text) }
  }

  #call(name: string): ChoiceNode | undefined {
    const args: ChoiceNode[] = []
    while (!this.#take(')')) {
      const argument = this.#joined('||')
      if (argument === undefined) return undefined
      args.push(argument)
      if (!this.#take(',') && this.#tokens[this.#next]?.text !== ')') return undefined
    }
    return { kind: 'call', name, args }
  }
}

function literalOf(text: string): ExpressionValue | undefined {
  if (text.startsWith("'")) return text.slice(1, -1).replaceAll("''", "'")
  if (/^-?\d/.test(text)) return Number(text)
  return text === 'true' ? true : text === 'false' ? false : text === 'null' ? null : undefined
}

const dotted = (text: string) => text.replaceAll(/\['([^']*)'\]/g, '.$1')

/** parseChoice parses an expression; undefined if it has an operator that is not followed. */
export function parseChoice(expression: string): ChoiceNode | undefined {
  const tokens = tokensOf(expression)
  return tokens && new ChoiceParser(tokens).whole()
}

/** namesIn returns the names that an expression reads, such as `inputs.target`. */
export function namesIn(expression: string): readonly string[] {
  return (tokensOf(expression) ?? []).flatMap(({ text }) =>
    /^[A-Za-z_]/.test(text) && text.includes('.') ? [dotted(text)] : []
  )
}
