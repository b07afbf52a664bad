import {
  childPointer,
  type DocumentNode,
  type FileOrigin,
  type Member,
  maxDepth,
  underTag
} from '../document/tree.ts'
import { readTolerantly } from './tolerant/read.ts'

/**
 * A value that is being read: it becomes a mapping with its first name, a list with its first `- `, and otherwise a
 * text.
 */
type Draft = {
  readonly origin: FileOrigin
  readonly items: Draft[]
  readonly members: { readonly key: string; readonly keyOrigin: FileOrigin; readonly value: Draft }[]
  scalar?: DocumentNode
  /** A tag whose value begins on the next line. */
  tag?: string
}

/** A text that begins at the offset `from` in its file. */
type YamlLines = { readonly file: string; readonly text: string; readonly from: number }

/** An open value, and the leftmost columns of its list items and its names. */
type Frame = { readonly draft: Draft; readonly dashes: number; readonly names: number }

/** `Fn::Sub` has colons itself. */
const NAME =
  /^("[^"\r\n]{0,256}"|'[^'\r\n]{0,256}'|[^\s#:"'[{](?:[^:"\r\n]|::(?=\w)){0,256})[ ]{0,64}:(?=\s|$)/

/** Maximum length of a block text that is joined from its lines; rules examine less. */
const MAX_BLOCK = 16_384

/**
 * readYamlLines reads a file that is intended as YAML but invalid, line by line, by indentation: names keep their
 * values, and lists their items; everything else is omitted. Undefined if no line has a name or a `- `. Never throws;
 * linear.
 */
export function readYamlLines({ file, text, from }: YamlLines): DocumentNode | undefined {
  return new LineReader(file).read(text, from)
}

class LineReader {
  private readonly file: string
  private readonly root: Draft
  private readonly frames: Frame[]
  /** The column of the name whose block text (`|`, `>`) is being read. */
  private block: number | undefined

  constructor(file: string) {
    this.file = file
    this.root = { origin: this.origin('', 0, 0), items: [], members: [] }
    this.frames = [{ draft: this.root, dashes: 0, names: 0 }]
  }

  read(text: string, from: number): DocumentNode | undefined {
    let start = from
    for (const line of text.split('\n')) {
      this.readLine(line.replace(/\r$/, '').replaceAll('\t', ' '), start)
      start += line.length + 1
    }
    const { items, members } = this.root
    return items.length + members.length === 0 ? undefined : finished(this.root)
  }

  private readLine(line: string, start: number): void {
    let column = line.search(/\S/)
    if (column < 0 || line.charAt(column) === '#') return
    if (this.block !== undefined && column > this.block) {
      this.addLine(line.trim())
      return
    }
    this.block = undefined
    while (line.charAt(column) === '-' && /^-(?:\s|$)/.test(line.slice(column, column + 2))) {
      this.enterItem(column, start)
      column += Math.max(1, line.slice(column + 1).search(/\S/) + 1)
    }
    // JSON among the lines: `{` and `}, {` begin an item.
    if (/^(?:\}\s{0,4},?\s{0,4})?\{$/.test(line.slice(column).trimEnd())) {
      this.enterItem(column, start)
      return
    }
    const name = NAME.exec(line.slice(column, column + 600))
    if (name?.[1] !== undefined) {
      this.enterMember(name[1], column, start)
      const after = column + name[0].length
      this.addValue(line.slice(after), { column, start: start + after })
    } else this.addValue(line.slice(column), { column, start: start + column })
  }

  private enterItem(column: number, lineStart: number): void {
    const parent = this.parentAt(frame => frame.dashes <= column)
    const pointer = childPointer(parent.origin.pointer, parent.items.length)
    const item = this.draft(pointer, lineStart + column)
    parent.items.push(item)
    this.push({ draft: item, dashes: column + 1, names: column + 1 })
  }

  private enterMember(written: string, column: number, lineStart: number): void {
    const parent = this.parentAt(frame => frame.names <= column)
    const key = unquoted(written.trim())
    const pointer = childPointer(parent.origin.pointer, key)
    const start = lineStart + column
    const value = this.draft(pointer, start)
    parent.members.push({ key, keyOrigin: this.origin(pointer, start, start + written.length), value })
    // The items of a list may begin in the column of its name.
    this.push({ draft: value, dashes: column, names: column + 1 })
  }

  private parentAt(fits: (frame: Frame) => boolean): Draft {
    while (this.frames.length > 1 && !fits(this.frames.at(-1) as Frame)) this.frames.pop()
    return (this.frames.at(-1) as Frame).draft
  }

  private push(frame: Frame): void {
    if (this.frames.length < maxDepth) this.frames.push(frame)
  }

  private addValue(text: string, at: { readonly column: number; readonly start: number }): void {
    const tagged = /^\s*(?:[&!][^\s"'[{]*(?:\s+|$)){0,3}/.exec(text)?.[0].length ?? 0
    const value = withoutComment(text.slice(tagged)).trimEnd()
    const { draft } = this.frames.at(-1) as Frame
    // !Ref names a parameter; without its tag, the name would pass for the value.
    const tag = /(![^\s!]+)\s*$/.exec(text.slice(0, tagged))?.[1]
    if (value === '') {
      if (tag !== undefined) draft.tag = tag
      return
    }
    // A second text in the same place would be a continuation line, and the first one has its beginning.
    if (draft.scalar !== undefined || draft === this.root) return
    const start = at.start + tagged
    if (/^\[\s{0,4}\{$/.test(value)) {
      this.enterItem(at.column, start - at.column)
      return
    }
    if (/^[|>][-+\d]{0,2}$/.test(value)) {
      this.block = at.column
      draft.scalar = {
        kind: 'string',
        value: '',
        origin: this.origin(draft.origin.pointer, start, start + 1)
      }
    } else {
      draft.scalar = underTag(tag, this.valueOf(value, draft.origin.pointer, start))
    }
  }

  private addLine(line: string): void {
    const { draft } = this.frames.at(-1) as Frame
    if (draft.scalar?.kind !== 'string' || draft.scalar.value.length > MAX_BLOCK) return
    const value = draft.scalar.value === '' ? line : `${draft.scalar.value}\n${line}`
    draft.scalar = { ...draft.scalar, value }
  }

  private valueOf(text: string, pointer: string, start: number): DocumentNode {
    if (/^[[{]/.test(text) && !text.startsWith('{{')) {
      const read = readTolerantly({ file: this.file, text, dialect: 'data', offset: start, pointer })
      if (read.kind === 'tree') return read.root
    }
    return { kind: 'string', value: unquoted(text), origin: this.origin(pointer, start, start + text.length) }
  }

  private draft(pointer: string, start: number): Draft {
    return { origin: this.origin(pointer, start, start), items: [], members: [] }
  }

  private origin(pointer: string, start: number, end: number): FileOrigin {
    return { kind: 'file', file: this.file, pointer, start, end }
  }
}

/** Takes a draft apart, so that a large file is not in memory twice. */
function finished(draft: Draft): DocumentNode {
  return underTag(draft.tag, untagged(draft))
}

function untagged({ origin, scalar, ...draft }: Draft): DocumentNode {
  const members = draft.members.splice(0)
  const items = draft.items.splice(0)
  if (members.length > 0) {
    const named: Member[] = members.map(member => ({ ...member, value: finished(member.value) }))
    // Items next to names: the structure is broken, but nothing in it may be missed.
    const unnamed = items.map(item => ({ key: '', keyOrigin: item.origin, value: finished(item) }))
    return { kind: 'object', members: [...named, ...unnamed], origin }
  }
  if (items.length > 0) return { kind: 'array', items: items.map(finished), origin }
  return scalar ?? { kind: 'null', origin }
}

function withoutComment(text: string): string {
  if (text.startsWith('#')) return ''
  const comment = text.indexOf(' #')
  return comment < 0 || /^["'[{]/.test(text) ? text : text.slice(0, comment)
}

function unquoted(text: string): string {
  const quote = text.charAt(0)
  if (quote !== '"' && quote !== "'") return text
  const end = text.lastIndexOf(quote)
  return end > 0 ? text.slice(1, end) : text.slice(1)
}
