import {
  childPointer,
  type DocumentNode,
  itemsOf,
  type Member,
  type ObjectNode,
  stringOf
} from '../../../files/document/tree.ts'
import { enterDepth, TokenCursor, type TolerantSource } from './cursor.ts'
import { readArguments, readExpression, type StructureReader } from './expression.ts'
import { nameToken, type Token } from './scanner.ts'

/** Keywords of HCL and jsonnet that precede a name. */
const LEADING: ReadonlySet<string> = new Set(['local', 'assert', 'export'])

/** TolerantReader reads one source; see readTolerantly. */
export class TolerantReader implements StructureReader {
  readonly cursor: TokenCursor
  private readonly pointer: string
  private depth: number

  constructor(source: TolerantSource, depth: number) {
    this.cursor = new TokenCursor(source)
    this.pointer = source.pointer
    this.depth = depth
  }

  /** The whole text: its only structure, or an array of all structures and the named values next to them. */
  read(): DocumentNode | undefined {
    const { cursor } = this
    const members: Member[] = []
    const values: DocumentNode[] = []
    while (cursor.current.kind !== 'end') {
      const { start } = cursor.current
      if (this.isTitle()) cursor.advance()
      else if (this.readMember(this.pointer, members)) {
        // Members without braces are those of another format.
        if (cursor.source.dialect === 'data') cursor.unread ??= start
      } else if (cursor.is('{') || cursor.is('[')) {
        const pointer = values.length === 0 ? this.pointer : childPointer(this.pointer, values.length)
        values.push(...readExpression(this, pointer))
      } else if (values.length === 0 && members.length === 0) cursor.advance()
      else cursor.skip()
    }
    const origin = cursor.origin(this.pointer, 0, cursor.source.text.length)
    const structures = values.filter(({ kind }) => kind === 'object' || kind === 'array')
    if (members.length > 0) structures.push({ kind: 'object', members, origin })
    if (structures.length <= 1) return structures[0]
    return { kind: 'array', items: structures, origin }
  }

  /** `task-definition.json:` before the definition in a template is a title, not the name of a member. */
  private isTitle(): boolean {
    const { cursor } = this
    if (cursor.source.dialect !== 'data' || cursor.current.kind !== 'word') return false
    const after = cursor.peek(1).kind === 'separator' ? cursor.peek(2) : cursor.peek(1)
    return after.afterLineBreak && (after.text === '{' || after.text === '[')
  }

  readObject(pointer: string): ObjectNode {
    const { cursor } = this
    const { start } = cursor.advance()
    const members: Member[] = []
    this.nested('}', () => {
      while (!cursor.closes) {
        if (this.isForAhead()) this.readFor(pointer, members)
        if (cursor.closes || this.readMember(pointer, members)) continue
        if (cursor.is('{') || cursor.is('[') || cursor.is('(')) this.readUnnamed(pointer, members)
        else cursor.skip()
      }
    })
    return { kind: 'object', members, origin: cursor.origin(pointer, start, cursor.previousEnd) }
  }

  private isForAhead(): boolean {
    const { source, current } = this.cursor
    return source.dialect === 'code' && current.kind === 'word' && current.text === 'for'
  }

  /** `{ for k, v in x : k => v }`: what it makes has names that only Terraform knows. */
  private readFor(pointer: string, members: Member[]): void {
    const { cursor } = this
    while (!cursor.closes && cursor.current.kind !== 'separator') cursor.advance()
    if (!cursor.closes) cursor.advance()
    while (!cursor.closes) {
      const { start } = cursor.current
      const own = childPointer(pointer, members.length)
      const keyOrigin = cursor.origin(own, start, start)
      if (cursor.is(',') || cursor.is(';')) cursor.advance()
      else members.push(...readExpression(this, own).map(value => ({ key: '', keyOrigin, value })))
    }
  }

  /** A structure without a name where names are expected: kept, so that nothing in it is missed. */
  private readUnnamed(pointer: string, members: Member[]): void {
    const { cursor } = this
    const { start } = cursor.current
    let own = childPointer(pointer, members.length)
    let values = readExpression(this, own)
    const keyOrigin = cursor.origin(own, start, cursor.previousEnd)
    let key = ''
    if (cursor.current.kind === 'separator') {
      // `['name']: value` of jsonnet: the brackets contain an expression for the name.
      key = stringOf(itemsOf(values[0])[0]) ?? ''
      own = childPointer(pointer, key)
      cursor.advance()
      values = readExpression(this, own)
    }
    members.push(...values.map(value => ({ key, keyOrigin, value })))
  }

  readArray(pointer: string): DocumentNode {
    const { cursor } = this
    const { start } = cursor.advance()
    const items: DocumentNode[] = []
    this.nested(']', () => {
      while (!cursor.closes) {
        if (cursor.is(',') || cursor.is(';') || this.isStrayBracket()) cursor.skip()
        else if (this.isMemberAhead())
          items.push(...this.readAssignments(childPointer(pointer, items.length)))
        else items.push(...readExpression(this, childPointer(pointer, items.length)))
      }
    })
    return { kind: 'array', items, origin: cursor.origin(pointer, start, cursor.previousEnd) }
  }

  /**
   * Members directly inside an array: `NAME = "value"` becomes pairs, `"name": …, "value": …` an object without its
   * braces.
   */
  private readAssignments(pointer: string): readonly DocumentNode[] {
    const { cursor } = this
    const { start, kind } = cursor.current
    const isAssignment = kind === 'word' && cursor.peek(1).text === '='
    const members: Member[] = []
    do {
      this.readMember(pointer, members)
      if (cursor.is(',')) cursor.advance()
    } while (!isAssignment && this.isMemberAhead())
    const origin = cursor.origin(pointer, start, cursor.previousEnd)
    if (!isAssignment) return [{ kind: 'object', members, origin }]
    return members.map(({ key, keyOrigin, value }) => ({
      kind: 'object' as const,
      members: [
        { key: 'name', keyOrigin, value: { kind: 'string' as const, value: key, origin: keyOrigin } },
        { key: 'value', keyOrigin, value }
      ],
      origin
    }))
  }

  /** A closing bracket without an opening one. */
  private isStrayBracket(): boolean {
    const { cursor } = this
    return !cursor.closes && (cursor.is('}') || cursor.is(']') || cursor.is(')'))
  }

  private isMemberAhead(): boolean {
    const { kind } = this.cursor.current
    return (kind === 'string' || kind === 'word') && this.cursor.peek(1).kind === 'separator'
  }

  /**
   * Reads `name: value`, `name = value`, `block "label" { … }` and `name(x) = …`; false if none of them begins here.
   */
  private readMember(pointer: string, members: Member[]): boolean {
    const { cursor } = this
    if (cursor.current.kind === 'word' && LEADING.has(cursor.current.text)) cursor.advance()
    const { kind } = cursor.current
    if (kind !== 'string' && kind !== 'word' && kind !== 'template') return false
    const labels = this.labelsAhead()
    if (labels > 0) {
      members.push(this.readBlock(pointer, labels))
      return true
    }
    const key = nameToken(cursor.current)
    const own = childPointer(pointer, key.text)
    if (this.isFunctionAhead()) {
      cursor.advance()
      readArguments(this, own)
      // A single call; what follows it is read separately.
      if (cursor.current.kind !== 'separator') return true
    }
    if (cursor.current.kind === 'separator' || cursor.peek(1).kind === 'separator') {
      if (cursor.current.kind !== 'separator') cursor.advance()
      const keyOrigin = cursor.origin(own, key.start, key.end)
      cursor.advance()
      members.push(...readExpression(this, own).map(value => ({ key: key.text, keyOrigin, value })))
      return true
    }
    return false
  }

  /** `name(parameters)` of jsonnet, followed by a value. */
  private isFunctionAhead(): boolean {
    const { cursor } = this
    if (cursor.source.dialect !== 'code' || cursor.current.kind !== 'word') return false
    return cursor.peek(1).kind === 'punctuation' && cursor.peek(1).text === '('
  }

  /** The number of words and strings before a `{` on the same line in code (an HCL block); 0 if it is not a block. */
  private labelsAhead(): number {
    const { cursor } = this
    if (cursor.source.dialect !== 'code' || cursor.current.kind !== 'word') return 0
    for (let count = 1; count <= 4; count++) {
      const token = cursor.peek(count)
      if (token.afterLineBreak) return 0
      if (token.kind === 'punctuation' && token.text === '{') return count
      if (token.kind !== 'string' && token.kind !== 'word') return 0
    }
    return 0
  }

  private readBlock(pointer: string, labels: number): Member {
    const { cursor } = this
    const tokens: Token[] = []
    for (let i = 0; i < labels; i++) tokens.push(cursor.advance())
    const pointers: string[] = []
    for (const { text } of tokens) pointers.push(childPointer(pointers.at(-1) ?? pointer, text))
    let value: DocumentNode = this.readObject(pointers.at(-1) as string)
    for (let i = tokens.length - 1; i > 0; i--)
      value = this.wrapped(tokens[i] as Token, pointers, { index: i, value })
    const [first] = tokens as [Token]
    const own = pointers[0] as string
    return { key: first.text, keyOrigin: cursor.origin(own, first.start, first.end), value }
  }

  /** Labels of a block are levels, as in Terraform's JSON syntax: resource → type → name. */
  private wrapped(
    label: Token,
    pointers: readonly string[],
    { index, value }: { readonly index: number; readonly value: DocumentNode }
  ): ObjectNode {
    const keyOrigin = this.cursor.origin(pointers[index] as string, label.start, label.end)
    const { origin } = value
    return { kind: 'object', members: [{ key: label.text, keyOrigin, value }], origin }
  }

  /** The text of a block (heredoc) that contains JSON is parsed in place. */
  readBlockText(token: Token, pointer: string): DocumentNode {
    const { cursor } = this
    const { source } = cursor
    const plain = {
      kind: 'string',
      value: token.text,
      origin: cursor.origin(pointer, token.start, token.end)
    } as const
    if (!/^\s*[[{]/.test(token.text)) return plain
    const offset = source.offset + (token.contentStart ?? token.start)
    const inner = new TolerantReader(
      { file: source.file, text: token.text, dialect: 'data', offset, pointer },
      this.depth + 1
    )
    const root = inner.read()
    return root ?? plain
  }

  /** Everything between two brackets, one level deeper. Throws TooDeep. */
  nested(closing: '}' | ']' | ')', read: () => void): void {
    const { cursor } = this
    this.depth = enterDepth(this.depth)
    cursor.enter(closing)
    read()
    cursor.leave(closing)
    this.depth--
  }
}
