import { type JqPart, type JqStep, type JqToken, tokensOf } from './tokens.ts'

/**
 * parseJq parses a filter. It returns undefined for syntax that it does not support, which is much of the language. It
 * runs in linear time.
 */
export function parseJq(filter: string): JqPart | undefined {
  const tokens = tokensOf(filter, parseJq)
  if (tokens === undefined) return undefined
  const reader = new Reader(tokens)
  const part = reader.part(0)
  return reader.isAtEnd ? part : undefined
}

/** From the weakest to the strongest, as in jq's manual. */
const BINDING: Readonly<Record<string, number>> = {
  '|': 1,
  ',': 2,
  '//': 3,
  '=': 4,
  '|=': 4,
  '+=': 4,
  or: 5,
  and: 6,
  '==': 7,
  '!=': 7,
  '<': 7,
  '>': 7,
  '<=': 7,
  '>=': 7,
  '+': 8,
  '-': 8,
  '*': 9,
  '/': 9,
  '%': 9
}
const DEEPEST = 100

class Reader {
  readonly #tokens: readonly JqToken[]
  #at = 0
  #depth = 0

  constructor(tokens: readonly JqToken[]) {
    this.#tokens = tokens
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#tokens.length
  }

  /** Parses everything that binds more strongly than `least`. */
  part(least: number): JqPart | undefined {
    if (++this.#depth > DEEPEST) return undefined
    let left = this.#term()
    while (left !== undefined) {
      const sign = this.#text
      const binding = BINDING[sign] ?? 0
      if (binding <= least) break
      this.#at++
      const right = this.part(sign === '|' || sign === '//' ? binding - 1 : binding)
      if (right === undefined) return undefined
      left =
        sign === '|' || sign === ','
          ? { kind: sign === '|' ? 'pipe' : 'comma', left, right }
          : { kind: 'operator', sign, left, right }
    }
    this.#depth--
    return left
  }

  #term(): JqPart | undefined {
    const first = this.#first()
    if (first === undefined) return undefined
    const steps: JqStep[] = first.kind === 'path' && first.of === undefined ? [...first.steps] : []
    const own = steps.length
    for (;;) {
      const step = this.#step()
      if (step === 'wrong') return undefined
      if (step === undefined) break
      if (step !== 'none') steps.push(step)
    }
    if (first.kind === 'path' && first.of === undefined) return { kind: 'path', steps }
    return steps.length === own ? first : { kind: 'path', of: first, steps }
  }

  #first(): JqPart | undefined {
    const token = this.#tokens[this.#at++]
    switch (token?.kind) {
      case 'text':
        return { kind: 'text', parts: token.parts }
      case 'number':
        return { kind: 'number', text: token.text }
      case 'member':
        return { kind: 'path', steps: [{ member: token.text }] }
      case 'word':
        return token.text === 'if' ? this.#if() : this.#call(token.text)
      case 'sign':
        return this.#signed(token.text)
      case undefined:
        return undefined
    }
  }

  #signed(sign: string): JqPart | undefined {
    switch (sign) {
      case '.': {
        const named = this.#tokens[this.#at]
        if (named?.kind !== 'text') return { kind: 'path', steps: [] }
        const member = plainText(named.parts)
        this.#at++
        return member === undefined ? undefined : { kind: 'path', steps: [{ member }] }
      }
      case '$': {
        const named = this.#tokens[this.#at++]
        return named?.kind === 'word' ? { kind: 'variable', name: named.text } : undefined
      }
      case '(': {
        const inner = this.part(0)
        return inner !== undefined && this.#take(')') ? inner : undefined
      }
      case '[': {
        if (this.#take(']')) return { kind: 'list' }
        const content = this.part(0)
        return content !== undefined && this.#take(']') ? { kind: 'list', content } : undefined
      }
      case '{':
        return this.#object()
      default:
        return undefined
    }
  }

  #object(): JqPart | undefined {
    const members: (readonly [string, JqPart])[] = []
    while (!this.#take('}')) {
      const token = this.#tokens[this.#at++]
      const name =
        token?.kind === 'word' ? token.text : token?.kind === 'text' ? plainText(token.parts) : undefined
      if (name === undefined) return undefined
      const value = this.#take(':') ? this.part(2) : ({ kind: 'path', steps: [{ member: name }] } as const)
      if (value === undefined) return undefined
      members.push([name, value])
      if (!this.#take(',') && this.#text !== '}') return undefined
    }
    return { kind: 'object', members }
  }

  #call(name: string): JqPart | undefined {
    const given: JqPart[] = []
    if (!this.#take('(')) return { kind: 'call', name, arguments: given }
    const content = this.part(0)
    if (content === undefined || !this.#take(')')) return undefined
    return { kind: 'call', name, arguments: [content] }
  }

  #if(): JqPart | undefined {
    const condition = this.part(0)
    if (condition === undefined || !this.#take('then')) return undefined
    const then = this.part(0)
    if (then === undefined) return undefined
    if (this.#take('end')) return { kind: 'if', condition, then }
    if (!this.#take('else')) return undefined
    const otherwise = this.part(0)
    return otherwise !== undefined && this.#take('end')
      ? { kind: 'if', condition, then, otherwise }
      : undefined
  }

  /** A suffix of a term: `.member`, `["member"]`, `[0]`, `[]`, `?`. */
  #step(): JqStep | 'none' | 'wrong' | undefined {
    const token = this.#tokens[this.#at]
    if (token?.kind === 'member') {
      this.#at++
      return { member: token.text }
    }
    if (this.#take('?')) return 'none'
    const [, next] = this.#tokens.slice(this.#at, this.#at + 2)
    // `.containerDefinitions.[0]` means the same as the form without the dot.
    if (this.#text === '.' && next?.kind === 'sign' && next.text === '[') {
      this.#at++
      return 'none'
    }
    if (!this.#take('[')) return undefined
    if (this.#take(']')) return { each: true }
    const inner = this.#tokens[this.#at++]
    if (!this.#take(']')) return 'wrong'
    if (inner?.kind === 'number') return { index: Number(inner.text) }
    const member = inner?.kind === 'text' ? plainText(inner.parts) : undefined
    return member === undefined ? 'wrong' : { member }
  }

  get #text(): string {
    const token = this.#tokens[this.#at]
    return token === undefined || token.kind === 'text' ? '' : token.kind === 'member' ? '' : token.text
  }

  #take(text: string): boolean {
    if (this.#text !== text) return false
    this.#at++
    return true
  }
}

function plainText(parts: readonly (string | JqPart)[]): string | undefined {
  return parts.every(part => typeof part === 'string') ? parts.join('') : undefined
}
