import { Alias, type Document, isMap, isPair, isSeq, type Node, Pair, Scalar } from 'yaml'
import { BlockLines, contentOf, endOfEntry, endWithComments, entriesOfBlock } from './block-lines.ts'
import { inlineMerge, inlineName, inlineNode, skipSpaces } from './inline-yaml.ts'
import { literalBlock } from './literal-block.ts'
import { maxDepth } from './loaded.ts'
import { type BlockRead, Ended, NodeMaker, type YamlReporters } from './make-nodes.ts'
import { parseYaml, reportErrors } from './parse-yaml.ts'
import { childPointer } from './pointer.ts'
import type { YamlPart } from './read-yaml.ts'
import { type SyntaxReporter, syntaxReporter } from './syntax-problem.ts'
import type { DocumentNode } from './tree.ts'
import { YamlMembers, type YamlReader } from './yaml-nodes.ts'

/** Number of characters that the package reads at once: it takes 110 bytes of memory for each, and a microsecond. */
export const maxYamlPiece = 2 * 1024 * 1024

/** An entry of a mapping or a list: its lines, and the pointer of its value, or of the collection. */
type Entry = { readonly line: number; readonly to: number; readonly pointer: string }

/** A node, and where it ends in the part, with the rest of its line. */
type Read = { readonly node: DocumentNode; readonly end: number }

/** BlockReader reads one document. */
export class BlockReader {
  private readonly part: YamlPart
  private readonly lines: BlockLines
  private readonly make: NodeMaker
  private readonly reader: YamlReader
  private readonly syntax: SyntaxReporter

  constructor(part: YamlPart, reporters: YamlReporters) {
    this.part = part
    this.syntax = reporters.syntax
    this.lines = new BlockLines(part.text)
    this.make = new NodeMaker(part, reporters)
    this.reader = this.make.reader
  }

  read(): BlockRead {
    const { line, to } = contentOf(this.lines)
    // The package ends a line there, and BlockLines does not.
    if (/\r(?!\n)/.test(this.part.text)) return this.unsplit(line, to)
    try {
      const read = line < to ? this.block({ line, to, pointer: '' }) : undefined
      return read ? { kind: 'tree', root: read.node } : this.unsplit(line, to)
    } catch (error) {
      if (error instanceof Ended) return error.result
      throw error
    }
  }

  /** A mapping or a list; undefined, with nothing read yet, if not every line of its column is an entry of it. */
  private block(block: Entry): Read | undefined {
    const { lines } = this
    const content = lines.content(block.line)
    const isList = lines.isDash(content)
    const { text } = this.part
    if (!isList && !inlineName(text, content) && !inlineMerge(text, content)) return undefined
    if (this.reader.depth + 1 >= maxDepth) return undefined
    const entries = entriesOfBlock(lines, block, isList)
    if (entries === undefined) return undefined
    this.make.count(content, content)
    this.reader.depth++
    const read = isList ? this.list(entries, block) : this.mapping(entries, block)
    this.reader.depth--
    const { end, ...own } = read
    const node = { ...own, origin: this.make.origin(block.pointer, content, end) }
    return { node, end: endWithComments(lines, { ...block, end }) }
  }

  private mapping(starts: readonly number[], { to, pointer }: Entry) {
    const members = new YamlMembers(this.reader, pointer)
    let end = 0
    for (let index = 0; index < starts.length; index++)
      end = this.member({ line: starts[index] as number, to: starts[index + 1] ?? to, pointer }, members)
    return { kind: 'object' as const, members: members.all(), end }
  }

  private list(starts: readonly number[], { to, pointer }: Entry) {
    const items: DocumentNode[] = []
    let end = 0
    for (const [index, line] of starts.entries()) {
      const entry = { line, to: starts[index + 1] ?? to, pointer: childPointer(pointer, index) }
      const read =
        this.compact(entry) ?? this.value(entry, this.lines.content(line) + 1) ?? this.parsedItem(entry)
      if (read.node) items.push(read.node)
      end = read.end
    }
    return { kind: 'array' as const, items, end }
  }

  /** Returns the end of the member's value. */
  private member(entry: Entry, members: YamlMembers): number {
    const { line, to, pointer } = entry
    const name = inlineName(this.part.text, this.lines.content(line))
    const own = name && childPointer(pointer, name.key)
    const read = name && this.value({ line, to, pointer: own ?? '' }, name.end + 1)
    if (name === undefined || read === undefined)
      return this.merge(entry, members) ?? this.parsedMember(entry, members)
    const keyOrigin = this.make.origin(own ?? '', name.start, name.end)
    members.add({ key: name.key, keyOrigin, value: read.node })
    return read.end
  }

  /** `<<: *anchor`, which may be in each of thousands of entries. */
  private merge(entry: Entry, members: YamlMembers): number | undefined {
    const { lines } = this
    const { line, to } = entry
    const found = inlineMerge(this.part.text, lines.content(line))
    if (found === undefined || lines.nextContent(line + 1, to) < to) return undefined
    const key = Object.assign(new Scalar('<<'), { type: 'PLAIN' as const })
    const alias = new Alias(found.key)
    alias.range = [found.start, found.end, found.end]
    this.reader.shift = this.part.from
    members.addPair(new Pair<Node, Node | null>(key, alias))
    return endOfEntry(lines, entry)
  }

  /** A list or a mapping that begins on the line of a dash. */
  private compact(entry: Entry): Read | undefined {
    const { lines } = this
    const { line } = entry
    const content = lines.content(line)
    const start = skipSpaces(this.part.text, content + 1)
    if (!lines.isDash(start) && inlineName(this.part.text, start) === undefined) return undefined
    const column = lines.column(line)
    lines.move(line, { content: start, column: column + start - content })
    const read = this.block(entry)
    lines.move(line, { content, column })
    return read
  }

  /** The value that begins at an offset behind a name or a dash; undefined if only the package can read it. */
  private value(entry: Entry, offset: number): Read | undefined {
    const { lines } = this
    const { text } = this.part
    const { line, to, pointer } = entry
    const start = skipSpaces(text, offset)
    const below = lines.nextContent(line + 1, to)
    const isEmpty = start >= lines.end(line)
    if (isEmpty || text[start] === '#') {
      if (below < to) return this.isBelow(below, entry) ? this.block({ line: below, to, pointer }) : undefined
      return isEmpty && start === offset && line + 1 === to
        ? { node: this.make.nothing(offset, pointer), end: offset }
        : undefined
    }
    const literal = literalBlock(lines, { line, to, start })
    if (literal) return { node: this.make.inline(literal, pointer), end: literal.end }
    const node = below < to ? undefined : inlineNode(text, start)
    return node && { node: this.make.inline(node, pointer), end: endOfEntry(lines, entry) }
  }

  /** A list may begin in the column of its name. */
  private isBelow(below: number, { line }: Entry): boolean {
    const { lines } = this
    const more = lines.column(below) - lines.column(line)
    const isName = !lines.isDash(lines.content(line))
    return more > 0 || (more === 0 && isName && lines.isDash(lines.content(below)))
  }

  private parsedMember(entry: Entry, members: YamlMembers): number {
    const { contents, shift } = this.parsed(entry)
    const [pair] = isMap(contents) && !contents.flow && contents.items.length === 1 ? contents.items : []
    if (!isPair<Node, Node | null>(pair)) throw new Ended(this.unsplit(entry.line, entry.to))
    this.reader.shift = this.part.from + shift
    members.addPair(pair)
    return this.endIn(entry, (pair.value ?? pair.key).range, shift)
  }

  private parsedItem(entry: Entry): { readonly node: DocumentNode | undefined; readonly end: number } {
    const { contents, shift } = this.parsed(entry)
    if (!isSeq(contents) || contents.flow || contents.items.length !== 1)
      throw new Ended(this.unsplit(entry.line, entry.to))
    this.reader.shift = this.part.from + shift
    const [item] = contents.items
    const { range } = (isPair<Node>(item) ? item.key : item) as Node
    return { node: this.reader.readItem(item, entry.pointer), end: this.endIn(entry, range, shift) }
  }

  /** To the package, a value that is not there ends where the next one begins. */
  private endIn({ to }: Entry, range: Node['range'], shift: number): number {
    const [start = 0, end = 0, last = 0] = range ?? []
    const isNothing = start === end && last > end && to < this.lines.count
    return isNothing && shift + last === this.lines.start(to) ? this.lines.content(to) : shift + last
  }

  /** The entry's lines as a document: its first line has the column that it has in the file. */
  private parsed({ line, to }: Entry): {
    readonly contents: Document.Parsed['contents']
    readonly shift: number
  } {
    const { lines } = this
    const { text, from } = this.part
    const start = lines.content(line)
    const end = lines.start(to)
    if (end - start > maxYamlPiece) throw new Ended(this.unsplit(line, to))
    const column = lines.column(line)
    const documents = parseYaml(`${' '.repeat(column)}${text.slice(start, end)}`)
    const [document] = documents ?? []
    if (document === undefined || documents?.length !== 1) throw new Ended(this.unsplit(line, to))
    const shift = start - column
    if (document.errors.length > 0) throw this.invalid(document, from + shift)
    reportErrors(document, from + shift, this.syntax)
    return { contents: document.contents, shift }
  }

  private invalid(document: Document.Parsed, from: number): Ended {
    const { file, find } = this.part
    const reporter = syntaxReporter(file, find, 'YAML')
    reportErrors(document, from, reporter)
    return new Ended({ kind: 'refused', problems: reporter.problems, isInvalid: true })
  }

  private unsplit(line: number, to: number): BlockRead {
    const { from } = this.part
    const start = line < this.lines.count ? this.lines.content(line) : 0
    return { kind: 'unsplit', start: from + start, end: from + this.lines.start(to) }
  }
}
