import {
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  type Scalar,
  type YAMLMap
} from 'yaml'
import { maxDepth } from './loaded.ts'
import { childPointer } from './pointer.ts'
import type { SyntaxReporter } from './syntax-problem.ts'
import type { DocumentNode, FileOrigin, Member, ObjectNode } from './tree.ts'
import { underTag } from './yaml-tags.ts'

/**
 * Maximum number of nodes after aliases are expanded: 64 KB of JSON have about 10,000, a "billion laughs" file more.
 */
const maxNodes = 100_000

/** A mapping's pair as the package reads it. `keyShift` is the shift of the text that the key is in. */
type YamlMember = { readonly key: Node; readonly value: Node | null; readonly keyShift: number }

/**
 * YamlReader makes nodes of a document from those of the YAML package. Aliases and merge keys are expanded where they
 * are used. Expanded nodes keep the place and the pointer of the anchor, which is where they have to be changed.
 */
export class YamlReader {
  /** The offset in the file of the text that the package was given. */
  shift = 0
  /** The number of collections around the next node. */
  depth = 0
  private readonly file: string
  private readonly reporter: SyntaxReporter
  private readonly limit: number
  private readonly anchors = new Map<string, { node: Node; pointer: string; shift: number }>()
  private nodes = 0

  constructor(file: string, reporter: SyntaxReporter, limit = maxNodes) {
    this.file = file
    this.reporter = reporter
    this.limit = limit
  }

  /** Undefined, after a report, for nodes that cannot be part of a task definition. */
  read(node: Node | null, pointer: string): DocumentNode | undefined {
    const [start, end] = node?.range ?? [0, 0]
    if (!this.hasRoom({ start: start + this.shift, end: end + this.shift })) return undefined
    this.depth++
    const read = this.readNode(node, pointer)
    this.depth--
    return read && underTag(node?.tag, read)
  }

  /** Counts a node. Returns false, after a report, if there are too many, or if it is nested too deeply. */
  hasRoom(place: Pick<FileOrigin, 'start' | 'end'>): boolean {
    if (++this.nodes <= this.limit && this.depth < maxDepth) return true
    if (this.nodes <= this.limit + 1) this.reportSize(place)
    this.nodes = this.limit + 1
    return false
  }

  /** The items of `!!omap` and `!!pairs` are pairs without an enclosing mapping. */
  readItem(item: unknown, pointer: string): DocumentNode | undefined {
    if (!isPair<Node, Node | null>(item)) return this.read(item as Node | null, pointer)
    const member = this.readMember({ ...item, keyShift: this.shift }, pointer)
    return member && { kind: 'object', members: [member], origin: member.keyOrigin }
  }

  readMember(pair: YamlMember, pointer: string): Member | undefined {
    if (!isScalar(pair.key)) return this.readUnnamed(pair, pointer)
    const written = nameIn(pair.key)
    const key = written === null || typeof written === 'string' ? (written ?? '') : (pair.key.source ?? '')
    const own = childPointer(pointer, key)
    const keyOrigin = this.origin(pair.key, own, pair.keyShift)
    const value =
      pair.value === null ? ({ kind: 'null', origin: keyOrigin } as const) : this.read(pair.value, own)
    return value && { key, keyOrigin, value }
  }

  readMerge(value: Node | null, pointer: string): readonly Member[] {
    const read = this.read(value, childPointer(pointer, '<<'))
    const sources = read?.kind === 'array' ? read.items : [read]
    return sources.flatMap(source => {
      if (source?.kind === 'object') return source.members
      if (source !== undefined && value) this.report('invalid-yaml', '"<<" merges mappings only.', value)
      return []
    })
  }

  /** An alias may be used as a name. */
  resolved(key: Node): { readonly key: Node; readonly keyShift: number } {
    const anchored = isAlias(key) ? this.anchors.get(key.source) : undefined
    return anchored ? { key: anchored.node, keyShift: anchored.shift } : { key: key, keyShift: this.shift }
  }

  /** `first` and `second` are offsets in the file. */
  reportRepeatedKey(first: number, second: Pick<FileOrigin, 'start' | 'end'>): void {
    const { lineOf } = this.reporter
    const lines = `line ${lineOf(first)} and again in line ${lineOf(second.start)}`
    const { start, end } = second
    this.reporter.report({
      code: 'repeated-key',
      message: `this key is in ${lines} of the same mapping.`,
      start,
      end
    })
  }

  private readNode(node: Node | null, pointer: string): DocumentNode | undefined {
    if (node === null) return undefined
    if (isAlias(node)) return this.readAlias(node)
    if ('anchor' in node && typeof node.anchor === 'string')
      this.anchors.set(node.anchor, { node, pointer, shift: this.shift })
    if (isMap(node)) return this.readMap(node, pointer)
    if (isSeq(node)) {
      const items = node.items.map((item, index) => this.readItem(item, childPointer(pointer, index)))
      return {
        kind: 'array',
        items: items.filter(item => item !== undefined),
        origin: this.origin(node, pointer)
      }
    }
    return isScalar(node) ? this.readScalar(node, pointer) : undefined
  }

  private readAlias(node: Node & { readonly source: string }): DocumentNode | undefined {
    const anchored = this.anchors.get(node.source)
    if (anchored === undefined) {
      this.report('unknown-alias', 'this alias has no anchor before it.', node)
      return undefined
    }
    const { shift } = this
    this.shift = anchored.shift
    const read = this.read(anchored.node, anchored.pointer)
    this.shift = shift
    return read
  }

  private readMap(node: YAMLMap, pointer: string): ObjectNode {
    const members = new YamlMembers(this, pointer)
    for (const pair of node.items as readonly Pair<Node, Node | null>[]) members.addPair(pair)
    return { kind: 'object', members: members.all(), origin: this.origin(node, pointer) }
  }

  /** A collection used as a name: kept with its value, so that nothing in them is missed. */
  private readUnnamed({ key, value, keyShift }: YamlMember, pointer: string): Member | undefined {
    this.report('complex-yaml-key', 'a name must be plain text; this one is a list or a mapping.', key)
    const [only, ...others] = isSeq(key) ? key.items : []
    // `? [DB_PASSWORD]`: the one text in it is the name.
    if (isScalar(only) && others.length === 0) return this.readMember({ key: only, value, keyShift }, pointer)
    const own = childPointer(pointer, '')
    const items = [this.read(key, own), this.read(value, own)].filter(node => node !== undefined)
    const origin = this.origin(key, own, keyShift)
    return { key: '', keyOrigin: origin, value: { kind: 'array', items, origin } }
  }

  private readScalar(node: Scalar, pointer: string): DocumentNode | undefined {
    const origin = this.origin(node, pointer)
    const { value } = node
    if (value === null) return { kind: 'null', origin }
    if (typeof value === 'string') return { kind: 'string', value, origin }
    if (typeof value === 'boolean') return { kind: 'boolean', value, origin }
    if (typeof value === 'number' && Number.isFinite(value)) {
      return { kind: 'number', value, raw: node.source ?? String(value), origin }
    }
    this.report('invalid-yaml', 'only text, finite numbers, true, false and null are read.', node)
    return undefined
  }

  private origin(node: Node, pointer: string, shift = this.shift): FileOrigin {
    const [start, end] = node.range ?? [0, 0]
    return { kind: 'file', file: this.file, pointer, start: start + shift, end: end + shift }
  }

  private report(code: string, message: string, node: Node): void {
    const [start, end] = node.range ?? [0, 0]
    this.reporter.report({ code, message, start: start + this.shift, end: end + this.shift })
  }

  private reportSize(place: Pick<FileOrigin, 'start' | 'end'>): void {
    const message = `with its aliases expanded, the file has more than ${this.limit} values or ${maxDepth} levels.`
    this.reporter.report({
      code: 'nested-too-deep',
      message,
      hint: 'Split the file, or write it with fewer aliases.',
      ...place
    })
  }
}

/** YamlMembers collects the members of one mapping, in the order of the file. */
export class YamlMembers {
  private readonly reader: YamlReader
  private readonly pointer: string
  private readonly members: Member[] = []
  private readonly merged: Member[] = []
  private readonly seen = new Map<string, number>()

  constructor(reader: YamlReader, pointer: string) {
    this.reader = reader
    this.pointer = pointer
  }

  addPair(written: Pair<Node, Node | null>): void {
    const pair = { ...written, ...this.reader.resolved(written.key) }
    if (isMergeKey(pair.key)) {
      this.merged.push(...this.reader.readMerge(pair.value, this.pointer))
      return
    }
    const member = this.reader.readMember(pair, this.pointer)
    if (member === undefined) return
    if (isScalar(pair.key)) this.add(member)
    else this.members.push(member)
  }

  add(member: Member): void {
    const { key, keyOrigin } = member
    const place = keyOrigin as FileOrigin
    const first = this.seen.get(key)
    if (first === undefined) this.seen.set(key, place.start)
    else this.reader.reportRepeatedKey(first, place)
    this.members.push(member)
  }

  /** A name in the mapping itself takes precedence over a merged one, and an earlier merged one over a later one. */
  all(): Member[] {
    const members = [...this.members]
    for (const member of this.merged) {
      if (this.seen.has(member.key)) continue
      this.seen.set(member.key, 0)
      members.push(member)
    }
    return members
  }
}

/** A name; that of `!!binary` is the text that it encodes. */
function nameIn({ value }: Scalar): unknown {
  return value instanceof Uint8Array ? Buffer.from(value).toString() : value
}

/** With `merge: true`, the package reads a plain `<<` as a symbol; a quoted one remains text. */
function isMergeKey(key: Node): boolean {
  return isScalar(key) && (typeof key.value === 'symbol' || (key.value === '<<' && key.type === 'PLAIN'))
}
