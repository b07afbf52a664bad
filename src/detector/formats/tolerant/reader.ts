import {
  childPointer,
  type DocumentNode,
  type Member,
  type ObjectNode,
  type StringNode,
  underTag
} from '../../../files/document/tree.ts'
import { present } from '../../../present.ts'
import { pairNode } from '../rewrite.ts'
import { Cursor, isText, type TolerantSource, TooDeep } from './cursor.ts'
import {
  alongPath,
  callTerm,
  combine,
  isStructure,
  isUnknown,
  lastOf,
  scalar,
  type Term,
  unknownTerm
} from './terms.ts'
import { decode, type Token } from './tokens.ts'

/** The result of a tolerant reading: a tree, no structure, or text that is nested too deeply to be one. */
export type TolerantResult =
  | { readonly kind: 'tree'; readonly root: DocumentNode; readonly unread?: number }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'too-deep' }

/**
 * readTolerantly builds a tree from JSON-like text or HCL, whatever is wrong with it: words before and after, comments,
 * missing and surplus commas and brackets, unquoted placeholders, directives of template languages, blocks, calls and
 * heredocs. Every text with a name is in the tree with its place; `unread` is the offset of the first text or bracket
 * that belongs to nothing. Never throws; linear.
 */
export function readTolerantly(source: TolerantSource): TolerantResult {
  try {
    const reader = new Reader(source, 0)
    const root = reader.read()
    return root === undefined
      ? { kind: 'nothing' }
      : { kind: 'tree', root, ...present({ unread: reader.unread }) }
  } catch (error) {
    if (error instanceof TooDeep) return { kind: 'too-deep' }
    throw error
  }
}

class Reader extends Cursor {
  /** The whole text: its only structure, or an array of all structures and the named values next to them. */
  read(): DocumentNode | undefined {
    const { pointer, text } = this.source
    const members: Member[] = []
    const values: DocumentNode[] = []
    while (this.peek().kind !== 'end') {
      const { start } = this.peek()
      if (this.isTitle()) this.take()
      else if (this.member(pointer, members)) {
        // Members without braces are those of another format.
        if (!this.isCode) this.unread ??= start
      } else if (this.is('{', '['))
        values.push(...this.expression(values.length === 0 ? pointer : childPointer(pointer, values.length)))
      else if (values.length === 0 && members.length === 0) this.take()
      else this.skip()
    }
    const origin = this.origin(pointer, 0, text.length)
    const structures = values.filter(isStructure)
    if (members.length > 0) structures.push({ kind: 'object', members, origin })
    return structures.length <= 1 ? structures[0] : { kind: 'array', items: structures, origin }
  }

  /** `task-definition.json:` before the definition in a template is a title, not the name of a member. */
  private isTitle(): boolean {
    if (this.isCode || this.peek().kind !== 'word') return false
    const after = this.peek(this.isSeparated ? 2 : 1)
    return after.afterLineBreak && /^[{[]$/.test(after.text)
  }

  private object(pointer: string): ObjectNode {
    const { start } = this.peek()
    const members: Member[] = []
    this.nested('}', () => {
      if (this.isCode && this.peek().text === 'for') this.loop(pointer, members)
      else if (this.member(pointer, members)) return
      else if (this.is('{', '[', '(')) this.unnamed(pointer, members)
      else this.skip()
    })
    return { kind: 'object', members, origin: this.origin(pointer, start) }
  }

  /** `{ for k, v in x : k => v }`: the names of what it makes are known only to Terraform. */
  private loop(pointer: string, members: Member[]): void {
    while (!this.closes && this.peek().kind !== 'separator') this.take()
    if (!this.closes) this.take()
    while (!this.closes) this.is(',', ';') ? this.take() : this.unnamed(pointer, members)
  }

  /** A value without a name where names are expected: kept, so that nothing in it is missed. */
  private unnamed(pointer: string, members: Member[]): void {
    const { start } = this.peek()
    const own = childPointer(pointer, members.length)
    const values = this.expression(own)
    const keyOrigin = this.origin(own, start)
    if (this.peek().kind === 'separator') this.take()
    members.push(...values.map(value => ({ key: '', keyOrigin, value })))
  }

  private array(pointer: string): DocumentNode {
    const { start } = this.peek()
    const items: DocumentNode[] = []
    this.nested(']', () => {
      const own = childPointer(pointer, items.length)
      const { kind } = this.peek()
      if (this.is(',', ';', '}', ')')) this.skip()
      else if ((kind === 'string' || kind === 'word') && this.isSeparated)
        items.push(...this.bareMembers(own))
      else items.push(...this.expression(own))
    })
    return { kind: 'array', items, origin: this.origin(pointer, start) }
  }

  /** Members directly inside an array: `NAME = "value"` is a pair, `"name": …, "value": …` an object without braces. */
  private bareMembers(pointer: string): readonly DocumentNode[] {
    const { start, kind } = this.peek()
    const isAssignment = kind === 'word' && this.peek(1).text === '='
    const members: Member[] = []
    do {
      this.member(pointer, members)
      if (this.is(',')) this.take()
    } while (!isAssignment && isText(this.peek()) && this.isSeparated)
    return isAssignment
      ? members.map(member => pairNode(member))
      : [{ kind: 'object', members, origin: this.origin(pointer, start) }]
  }

  /** Reads `name: value`, `name = value` or `block "label" { … }`; false if none of them begins here. */
  private member(pointer: string, members: Member[]): boolean {
    const { kind } = this.peek()
    if (!/^(?:string|word|template)$/.test(kind)) return false
    const labels = this.labelsAhead()
    if (labels > 0) members.push(this.block(pointer, labels))
    else if (!this.isSeparated) return false
    else {
      const { text, start, end } = this.take()
      const key = kind === 'word' ? decode(text) : text
      const own = childPointer(pointer, key)
      const keyOrigin = this.origin(own, start, end)
      this.take()
      members.push(...this.expression(own).map(value => ({ key, keyOrigin, value })))
    }
    return true
  }

  /** The number of words and strings before a `{` on the same line in code (an HCL block); 0 if it is not a block. */
  private labelsAhead(): number {
    if (!this.isCode || this.peek().kind !== 'word') return 0
    for (let count = 1; count <= 4; count++) {
      const token = this.peek(count)
      if (token.afterLineBreak) return 0
      if (token.kind === 'punctuation' && token.text === '{') return count
      if (!isText(token)) return 0
    }
    return 0
  }

  /** Labels of a block are levels, as in Terraform's JSON syntax: resource → type → name. */
  private block(pointer: string, labels: number): Member {
    const { text: key, start, end } = this.take()
    const own = childPointer(pointer, key)
    const keyOrigin = this.origin(own, start, end)
    if (labels === 1) return { key, keyOrigin, value: this.object(own) }
    const inner = this.block(own, labels - 1)
    return { key, keyOrigin, value: { kind: 'object', members: [inner], origin: inner.value.origin } }
  }

  /**
   * The value at the current token: a literal, a structure, or in code an expression of them. Always advances, unless
   * the structure ends here. Returns one node, or one for each possible value.
   */
  private expression(pointer: string): readonly DocumentNode[] {
    const { start, text: opening } = this.peek()
    if (this.endsValue) return [{ kind: 'null', origin: this.origin(pointer, start, start) }]
    if (!this.isCode) return [this.data(pointer)]
    let terms: Term[] = []
    let isCondition = false
    for (;;) {
      const term = this.term(pointer)
      if (term) terms.push(term)
      const { kind, text, afterLineBreak } = this.peek()
      const isOperator = kind === 'op' || (kind === 'word' && text === 'in') || (isCondition && text === ':')
      // What precedes `?` is a condition, and not a possible result.
      if (kind === 'op' && text === '?') [terms, isCondition] = [[], true]
      if (isOperator) this.take()
      else if (this.endsValue || afterLineBreak || kind === 'separator' || this.isSeparated) break
      if (this.endsValue) break
    }
    // `[for x in list : …]`: neither the name nor the collection is a value.
    if (opening === 'for' && this.peek().kind === 'separator') {
      this.take()
      return this.expression(pointer)
    }
    return terms.length === 0 ? [{ kind: 'null', origin: this.origin(pointer, start) }] : combine(terms)
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

  private term(pointer: string): Term | undefined {
    if (this.is('{', '[', '(')) {
      const term = this.is('(')
        ? lastOf(this.callArguments(pointer))
        : { node: this.is('{') ? this.object(pointer) : this.array(pointer), literal: true }
      this.indexes(pointer)
      return term
    }
    if (this.endsValue) return undefined
    const token = this.take()
    const node = this.text(token, pointer)
    if (token.kind === 'block') return { node: this.blockText(token, pointer), literal: true }
    if (token.kind === 'template') return { node, literal: false }
    // `${"text"}` is a template without anything to insert.
    if (token.kind === 'string')
      return {
        node: { ...node, value: token.text.replace(/^(?:\$\{")+([^"]*)(?:"\})+$/, '$1') },
        literal: true
      }
    if (token.kind !== 'word') return undefined
    if (this.is('(') && !this.peek().afterLineBreak) {
      const args = this.callArguments(pointer)
      const origin = this.origin(pointer, token.start)
      return alongPath(callTerm(token.text, args, origin), this.indexes(pointer))
    }
    const path = this.indexes(pointer)
    const value = scalar(token.text, node.origin)
    return value.kind === 'string'
      ? unknownTerm(`${token.text}${path}`, node.origin)
      : { node: value, literal: true }
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
      if (only?.kind === 'string' && others.length === 0 && /^[\w-]{1,64}$/.test(only.value))
        path += `.${only.value}`
    }
    return path
  }

  private callArguments(pointer: string): readonly Term[] {
    const args: Term[] = []
    this.nested(')', () => {
      if (this.is(',', ';') || this.peek().kind === 'separator') this.take()
      else args.push(...this.expression(pointer).map(node => ({ node, literal: !isUnknown(node) })))
    })
    return args
  }

  /** A heredoc that contains JSON is read in place. */
  private blockText(token: Token, pointer: string): DocumentNode {
    const { text, start, contentStart = start } = token
    const offset = this.source.offset + contentStart
    const inner = /^\s*[[{]/.test(text)
      ? new Reader({ ...this.source, text, dialect: 'data', offset, pointer }, this.depth + 1)
      : undefined
    const root = inner?.read()
    if (inner?.unread !== undefined) this.unread ??= inner.unread + contentStart
    return root ?? this.text(token, pointer)
  }
}
