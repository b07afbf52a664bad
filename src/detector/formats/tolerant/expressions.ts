import {
  type DocumentNode,
  maxDepth,
  type ObjectNode,
  type StringNode,
  underTag
} from '../../../files/document/tree.ts'
import { Cursor, type TolerantSource } from './cursor.ts'
import {
  alongPath,
  callTerms,
  combine,
  inParentheses,
  isReference,
  isStructure,
  isUnknown,
  known,
  nameOf,
  scalar,
  type Term,
  unknownTerm
} from './terms.ts'
import { closingBrace, type Token } from './tokens.ts'

/** Expressions reads values: literals and structures, and in code calls, conditions, loops and heredocs of them. */
export abstract class Expressions extends Cursor {
  protected abstract object(pointer: string): ObjectNode
  protected abstract array(pointer: string): DocumentNode
  /** A whole text or an expression inside this one. */
  protected abstract within(source: TolerantSource): Expressions & { read(): DocumentNode | undefined }

  /** What the items of a loop are called, and what they are. */
  private readonly items = new Map<string, string>()

  /** `for k, v in x`: what is made of x, and x itself, whose names and values it is made of. */
  protected isLoop(): boolean {
    return this.isCode && this.peek().text === 'for' && this.peek(1).kind === 'word'
  }

  /** Reads a loop up to its value. What the value takes of an item of `local.x` is `local.x.*.name` there. */
  protected loopOver(pointer: string, readValue: () => void): readonly DocumentNode[] {
    let name = ''
    this.take()
    while (!this.closes && this.peek().kind !== 'separator' && this.peek().text !== 'in')
      name = this.take().text
    if (this.peek().text === 'in') this.take()
    const list = this.expression(pointer)
    const before = this.items.get(name)
    const [only] = list
    if (list.length === 1 && only && isReference(only)) this.items.set(name, `${nameOf(only)}.*`)
    if (this.peek().kind === 'separator') this.take()
    while (!this.closes) this.is(',', ';') ? this.take() : readValue()
    if (before === undefined) this.items.delete(name)
    else this.items.set(name, before)
    return list.filter(one => isReference(one) || isStructure(one))
  }

  /**
   * The value at the current token: a literal, a structure, or in code an expression of them. Always advances, unless
   * the structure ends here. Returns one node, or one for each possible value.
   */
  protected expression(pointer: string): readonly DocumentNode[] {
    const { start } = this.peek()
    if (this.endsValue) return [{ kind: 'null', origin: this.origin(pointer, start, start) }]
    if (!this.isCode) return [this.data(pointer)]
    const terms: Term[] = []
    let operands = 0
    let branch: number | undefined
    for (;;) {
      // the condition of a loop
      const isAside = operands > 0 && this.peek().text === 'if'
      const term = this.term(pointer)
      if (!isAside) terms.push(...term)
      if (term.length > 0) operands++
      while (isAside && !this.endsValue) this.term(pointer)
      const { kind, text, afterLineBreak } = this.peek()
      const isBranch = branch !== undefined && text === ':'
      const isOperator = kind === 'op' || (kind === 'word' && text === 'in') || isBranch
      // What precedes `?` is a condition, and what precedes `=>` a name.
      if (kind === 'op' && /^(?:\?|=>)$/.test(text)) terms.length = branch ??= 0
      if (isBranch) branch = terms.length
      if (isOperator) this.take()
      else if (this.endsValue || afterLineBreak || kind === 'separator' || this.isSeparated) break
      if (this.endsValue) break
    }
    if (terms.length === 0) return [{ kind: 'null', origin: this.origin(pointer, start) }]
    return combine(terms, branch === undefined && operands > 1)
  }

  /** In JSON-like text, a value is a structure, a string, or everything on the line up to the comma. */
  private data(pointer: string): DocumentNode {
    if (this.is('{')) return this.object(pointer)
    if (this.is('[')) return this.array(pointer)
    const first = this.take()
    const next = this.peek()
    // `!Sub` before a text or a structure, in a mapping of YAML on one line
    if (
      /^![A-Z]\w+$/.test(first.text) &&
      !next.afterLineBreak &&
      (next.kind === 'string' || this.is('{', '['))
    )
      return underTag(first.text, this.data(pointer))
    const isGlued = next.start === first.end && /^(?:template|word)$/.test(next.kind)
    if (first.kind === 'string' && !isGlued) return this.text(first, pointer)
    while (
      !this.endsValue &&
      !this.peek().afterLineBreak &&
      this.peek().kind !== 'string' &&
      !this.is('{', '[')
    )
      this.take()
    const origin = this.origin(pointer, first.start)
    return scalar(this.source.text.slice(first.start, this.lastEnd), origin)
  }

  private text({ text, start, end }: Token, pointer: string): StringNode {
    return { kind: 'string', value: text, origin: this.origin(pointer, start, end) }
  }

  /** The values of one operand. */
  private term(pointer: string): readonly Term[] {
    if (this.is('{', '[', '(')) {
      const terms = this.is('(')
        ? inParentheses(this.callArguments(pointer).flat())
        : [{ node: this.is('{') ? this.object(pointer) : this.array(pointer), literal: true }]
      this.indexes(pointer)
      return terms
    }
    if (this.endsValue) return []
    const token = this.take()
    const node = this.text(token, pointer)
    if (token.kind === 'block') return [{ node: this.blockText(token, pointer), literal: true }]
    if (token.kind === 'template') return [{ node, literal: false }]
    if (token.kind === 'string') return this.filledIn(token, pointer) ?? [{ node, literal: true }]
    if (token.kind !== 'word') return []
    if (this.is('(') && !this.peek().afterLineBreak) {
      const args = this.callArguments(pointer)
      const origin = this.origin(pointer, token.start)
      const path = this.indexes(pointer)
      return callTerms(token.text, args, origin).map(term => alongPath(term, path))
    }
    const path = this.indexes(pointer)
    const value = scalar(token.text, node.origin)
    if (value.kind !== 'string') return [{ node: value, literal: true }]
    const [, name = '', rest = ''] = /^([^.]*)(\..*)?$/.exec(`${token.text}${path}`) ?? []
    return [unknownTerm(`${rest === '' ? name : (this.items.get(name) ?? name)}${rest}`, node.origin)]
  }

  /** `"${a ? "b" : c}"` and `"${"text"}"` are what the expression in them is. */
  private filledIn({ text, start }: Token, pointer: string): readonly Term[] | undefined {
    const code = text.slice(2, -1)
    const isWhole = text.startsWith('${') && closingBrace(text, 1) === text.length
    if (!isWhole || !/[?"(]/.test(code) || this.depth >= maxDepth) return undefined
    const source = { ...this.source, text: code, offset: this.source.offset + start + '"${'.length }
    return this.within(source).expression(pointer).map(known)
  }

  /**
   * `jsondecode(…)["password"]`: what is in the brackets is not a value. Returns the path that names in brackets
   * continue, as in `local.passwords["app"]`.
   */
  private indexes(pointer: string): string {
    let path = ''
    while (this.peek().start === this.lastEnd && (this.is('[') || /^\.[a-z]/.test(this.peek().text))) {
      // random_password.db[0].result
      if (!this.is('[')) {
        path += this.take().text
        continue
      }
      const index = this.array(pointer)
      const [only, ...others] = index.kind === 'array' ? index.items : []
      if (only?.kind !== 'string' || others.length > 0) continue
      if (/^[\w-]{1,64}$/.test(only.value)) path += `.${only.value}`
      else if (isUnknown(only)) path += '.*'
    }
    return path
  }

  private callArguments(pointer: string): readonly (readonly Term[])[] {
    const args: (readonly Term[])[] = []
    this.nested(')', () => {
      if (this.is(',', ';') || this.peek().kind === 'separator') this.take()
      else args.push(this.expression(pointer).map(known))
    })
    return args
  }

  /** A heredoc that contains JSON is read in place. */
  private blockText(token: Token, pointer: string): DocumentNode {
    const { text, start, contentStart = start } = token
    const offset = this.source.offset + contentStart
    const inner = /^\s*[[{]/.test(text)
      ? this.within({ ...this.source, text, dialect: 'data', offset, pointer })
      : undefined
    const root = inner?.read()
    if (inner?.unread !== undefined) this.unread ??= inner.unread + contentStart
    return root ?? this.text(token, pointer)
  }
}
