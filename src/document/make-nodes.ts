import type { Problem } from '../errors.ts'
import type { InlineFlow, InlineNode, InlineScalar } from './inline-yaml.ts'
import { maxFileBytes } from './loaded.ts'
import { MOST_REPORTED, reportUnknownTag } from './parse-yaml.ts'
import { childPointer } from './pointer.ts'
import type { YamlPart } from './read-yaml.ts'
import type { SyntaxReporter } from './syntax-problem.ts'
import type { DocumentNode, FileOrigin, ScalarNode } from './tree.ts'
import { YamlMembers, YamlReader } from './yaml-nodes.ts'
import { underTag } from './yaml-tags.ts'

/** The result of reading a document in pieces. */
export type BlockRead =
  | { readonly kind: 'tree'; readonly root: DocumentNode }
  /** A piece is not valid, or there are too many values. */
  | { readonly kind: 'refused'; readonly problems: readonly Problem[]; readonly isInvalid: boolean }
  /** Only the package can read this part of the document, and it has to read all of it at once. */
  | ({ readonly kind: 'unsplit' } & Extent)

/** Offsets in the file. */
export type Extent = { readonly start: number; readonly end: number }

/** Ends the reading of a document. */
export class Ended extends Error {
  readonly result: BlockRead

  constructor(result: BlockRead) {
    super()
    this.result = result
  }
}

/** What gets the problems of a document: what YAML does not permit, and what a definition cannot have. */
export type YamlReporters = { readonly syntax: SyntaxReporter; readonly values: SyntaxReporter }

/** Maximum number of values for each MiB: those of usual files are three times as long. */
const VALUES_PER_MIB = 100_000

/** NodeMaker makes the nodes that YamlReader would make, of what was read without the YAML package. */
export class NodeMaker {
  readonly reader: YamlReader
  private readonly part: YamlPart
  private readonly reporters: YamlReporters

  constructor(part: YamlPart, reporters: YamlReporters) {
    this.part = part
    this.reporters = reporters
    const limit = VALUES_PER_MIB * Math.max(1, Math.ceil(part.text.length / maxFileBytes))
    this.reader = new YamlReader(part.file, reporters.values, limit)
  }

  /** A scalar, or a list or mapping in brackets. Offsets are those of the part, here and in the other methods. */
  inline(node: InlineNode, pointer: string): DocumentNode {
    return 'value' in node ? this.scalar(node, pointer) : this.flow(node, pointer)
  }

  nothing(offset: number, pointer: string): DocumentNode {
    this.count(offset, offset)
    return { kind: 'null', origin: this.origin(pointer, offset, offset) }
  }

  /** Counts a node. Throws Ended if there are too many. */
  count(start: number, end: number): void {
    const { from } = this.part
    if (this.reader.hasRoom({ start: from + start, end: from + end })) return
    const { problems } = this.reporters.values
    const own = problems.filter(({ code }) => code === 'nested-too-deep')
    throw new Ended({ kind: 'refused', problems: own, isInvalid: false })
  }

  origin(pointer: string, start: number, end: number): FileOrigin {
    const { file, from } = this.part
    return { kind: 'file', file, pointer, start: from + start, end: from + end }
  }

  private scalar({ value, start, end, tag }: InlineScalar, pointer: string): DocumentNode {
    this.count(start, end)
    const { from } = this.part
    const { syntax } = this.reporters
    if (tag && syntax.problems.length < MOST_REPORTED)
      reportUnknownTag({ start: from + tag.start, end: from + tag.end }, syntax)
    const raw = this.part.text.slice(start, end)
    return underTag(tag?.name, scalarNode(value, raw, this.origin(pointer, start, end)))
  }

  private flow({ items, names, start, end }: InlineFlow, pointer: string): DocumentNode {
    this.count(start, end)
    const origin = this.origin(pointer, start, end)
    this.reader.depth++
    const node = names ? this.members(names, items, pointer) : this.items(items, pointer)
    this.reader.depth--
    return { ...node, origin }
  }

  private members(names: NonNullable<InlineFlow['names']>, values: InlineFlow['items'], pointer: string) {
    const members = new YamlMembers(this.reader, pointer)
    for (const [index, { key, start, end }] of names.entries()) {
      const own = childPointer(pointer, key)
      const value = this.inline(values[index] as InlineNode, own)
      members.add({ key, keyOrigin: this.origin(own, start, end), value })
    }
    return { kind: 'object' as const, members: members.all() }
  }

  private items(items: InlineFlow['items'], pointer: string) {
    return {
      kind: 'array' as const,
      items: items.map((item, index) => this.inline(item, childPointer(pointer, index)))
    }
  }
}

function scalarNode(value: InlineScalar['value'], raw: string, origin: FileOrigin): ScalarNode {
  if (value === null) return { kind: 'null', origin }
  if (typeof value === 'string') return { kind: 'string', value, origin }
  if (typeof value === 'boolean') return { kind: 'boolean', value, origin }
  return { kind: 'number', value, raw, origin }
}
