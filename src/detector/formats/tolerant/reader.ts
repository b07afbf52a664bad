import {
  childPointer,
  type DocumentNode,
  type Member,
  type ObjectNode
} from '../../../files/document/tree.ts'
import { present } from '../../../present.ts'
import { pairNode } from '../rewrite.ts'
import { isText, type TolerantSource, TooDeep } from './cursor.ts'
import { Expressions } from './expressions.ts'
import { isStructure, membersOfAll } from './terms.ts'
import { decode } from './tokens.ts'

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

class Reader extends Expressions {
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

  protected object(pointer: string): ObjectNode {
    const { start } = this.peek()
    const members: Member[] = []
    this.nested('}', () => {
      if (this.isLoop()) this.loop(pointer, members)
      else if (this.member(pointer, members)) return
      else if (this.is('{', '[', '(')) this.unnamed(pointer, members)
      else this.skip()
    })
    return { kind: 'object', members, origin: this.origin(pointer, start) }
  }

  /** `{ for k, v in x : k => v }`: the names of what it makes are known only to Terraform. */
  private loop(pointer: string, members: Member[]): void {
    const list = this.loopOver(pointer, () => this.unnamed(pointer, members, '*'))
    members.push(...membersOfAll(list))
  }

  /** A value without a name where names are expected: kept, so that nothing in it is missed. */
  private unnamed(pointer: string, members: Member[], key = ''): void {
    const { start } = this.peek()
    const own = childPointer(pointer, members.length)
    const values = this.expression(own)
    const keyOrigin = this.origin(own, start)
    if (this.peek().kind === 'separator') this.take()
    members.push(...values.map(value => ({ key, keyOrigin, value })))
  }

  protected array(pointer: string): DocumentNode {
    const { start } = this.peek()
    const items: DocumentNode[] = []
    this.nested(']', () => {
      const own = childPointer(pointer, items.length)
      const { kind } = this.peek()
      if (this.is(',', ';', '}', ')')) this.skip()
      else if (this.isLoop()) items.push(...this.loopOver(pointer, () => items.push(...this.expression(own))))
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

  protected within(source: TolerantSource): Reader {
    return new Reader(source, this.depth + 1)
  }
}
