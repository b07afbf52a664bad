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
import type { SyntaxReporter } from './place.ts'
import type { YamlPart } from './read-yaml.ts'
import {
  childPointer,
  type DocumentNode,
  type FileOrigin,
  type Member,
  maxDepth,
  type ObjectNode,
  underTag
} from './tree.ts'

/**
 * Maximum number of nodes after aliases are expanded: 64 KB of JSON have about 10,000, a "billion laughs" file more.
 */
const MAX_NODES = 100_000

type Range = Pick<FileOrigin, 'start' | 'end'>
type YamlPair = { readonly key: Node; readonly value: Node | null }

/**
 * YamlTreeMaker makes the tree of a document from the nodes of the YAML package. Aliases and merge keys are expanded
 * where they are used. Expanded nodes keep the place and the pointer of the anchor, which is where they have to be
 * changed.
 */
export class YamlTreeMaker {
  readonly #part: Pick<YamlPart, 'file' | 'from'>
  readonly #reporter: SyntaxReporter
  readonly #anchors = new Map<string, { readonly node: Node; readonly pointer: string }>()
  #nodes = 0
  #depth = 0

  constructor(part: Pick<YamlPart, 'file' | 'from'>, reporter: SyntaxReporter) {
    this.#part = part
    this.#reporter = reporter
  }

  /** Undefined, after a report, for nodes that cannot be part of a task definition. */
  make(node: Node | null, pointer: string): DocumentNode | undefined {
    if (node === null || !this.#hasRoom(node)) return undefined
    this.#depth++
    const made = this.#node(node, pointer)
    this.#depth--
    return made && underTag(node.tag, made)
  }

  /** Counts a node. False, after a report, if there are too many, or if it is nested too deeply. */
  #hasRoom(node: Node): boolean {
    if (++this.#nodes <= MAX_NODES && this.#depth < maxDepth) return true
    if (this.#nodes <= MAX_NODES + 1) {
      const message = `with its aliases expanded, the file has more than ${MAX_NODES} values or ${maxDepth} levels.`
      const hint = 'Split the file, or write it with fewer aliases.'
      this.#reporter.report({ code: 'nested-too-deep', message, hint, ...this.#extent(node) })
    }
    this.#nodes = MAX_NODES + 1
    return false
  }

  #node(node: Node, pointer: string): DocumentNode | undefined {
    if (isAlias(node)) return this.#alias(node)
    if ('anchor' in node && typeof node.anchor === 'string') this.#anchors.set(node.anchor, { node, pointer })
    if (isMap(node)) return this.#map(node, pointer)
    if (isSeq(node)) {
      const items = node.items.map((item, index) => this.#item(item, childPointer(pointer, index)))
      const made = items.filter(item => item !== undefined)
      return { kind: 'array', items: made, origin: this.#origin(node, pointer) }
    }
    return isScalar(node) ? this.#scalar(node, pointer) : undefined
  }

  #alias(node: Node & { readonly source: string }): DocumentNode | undefined {
    const anchored = this.#anchors.get(node.source)
    if (anchored) return comesThrough(this.make(anchored.node, anchored.pointer), this.#extent(node))
    this.#report('unknown-alias', 'this alias has no anchor before it.', node)
    return undefined
  }

  /** The items of `!!omap` and `!!pairs` are pairs without an enclosing mapping. */
  #item(item: unknown, pointer: string): DocumentNode | undefined {
    if (!isPair<Node, Node | null>(item)) return this.make(item as Node | null, pointer)
    const member = this.#member(item, pointer)
    return member && { kind: 'object', members: [member], origin: member.keyOrigin }
  }

  /** A name in the mapping itself takes precedence over a merged one, and an earlier merged one over a later one. */
  #map(node: YAMLMap, pointer: string): ObjectNode {
    const members: Member[] = []
    const merged: Member[] = []
    const firstOf = new Map<string, number>()
    for (const { key: written, value } of node.items as readonly Pair<Node, Node | null>[]) {
      const key = this.#resolved(written)
      if (isMergeKey(key)) {
        merged.push(...this.#merged(value, pointer))
        continue
      }
      const member = this.#member({ key, value }, pointer)
      if (member === undefined) continue
      members.push(member)
      if (!isScalar(key)) continue
      const { start, end } = this.#extent(key)
      const first = firstOf.get(member.key)
      if (first === undefined) firstOf.set(member.key, start)
      else this.#reporter.reportRepeatedKey(first, { start, end })
    }
    for (const member of merged) {
      if (firstOf.has(member.key)) continue
      firstOf.set(member.key, 0)
      members.push(member)
    }
    return { kind: 'object', members, origin: this.#origin(node, pointer) }
  }

  /** An alias may be used as a name. */
  #resolved(key: Node): Node {
    return (isAlias(key) ? this.#anchors.get(key.source)?.node : undefined) ?? key
  }

  #member({ key: name, value }: YamlPair, pointer: string): Member | undefined {
    if (!isScalar(name)) return this.#unnamed({ key: name, value }, pointer)
    const text = textOf(name)
    const key = text === null || typeof text === 'string' ? (text ?? '') : (name.source ?? '')
    const own = childPointer(pointer, key)
    const keyOrigin = this.#origin(name, own)
    const made = value === null ? ({ kind: 'null', origin: keyOrigin } as const) : this.make(value, own)
    return made && { key, keyOrigin, value: made }
  }

  /** A collection used as a name: kept with its value, so that nothing in them is missed. */
  #unnamed({ key, value }: YamlPair, pointer: string): Member | undefined {
    this.#report('complex-yaml-key', 'a name must be plain text; this one is a list or a mapping.', key)
    const [only, ...others] = isSeq(key) ? key.items : []
    // `? [DB_PASSWORD]`: the one text in it is the name.
    if (isScalar(only) && others.length === 0) return this.#member({ key: only, value }, pointer)
    const own = childPointer(pointer, '')
    const items = [this.make(key, own), this.make(value, own)].filter(node => node !== undefined)
    const origin = this.#origin(key, own)
    return { key: '', keyOrigin: origin, value: { kind: 'array', items, origin } }
  }

  #merged(value: Node | null, pointer: string): readonly Member[] {
    const made = this.make(value, childPointer(pointer, '<<'))
    const sources = made?.kind === 'array' ? made.items : [made]
    return sources.flatMap(source => {
      if (source?.kind === 'object') return source.members
      if (source && value) this.#report('invalid-yaml', '"<<" merges mappings only.', value)
      return []
    })
  }

  #scalar(node: Scalar, pointer: string): DocumentNode | undefined {
    const origin = this.#origin(node, pointer)
    const { value } = node
    if (value === null) return { kind: 'null', origin }
    if (typeof value === 'string') return { kind: 'string', value, origin }
    if (typeof value === 'boolean') return { kind: 'boolean', value, origin }
    if (typeof value === 'number' && Number.isFinite(value)) {
      return { kind: 'number', value, raw: node.source ?? String(value), origin }
    }
    this.#report('invalid-yaml', 'only text, finite numbers, true, false and null are read.', node)
    return undefined
  }

  #extent({ range }: Node): Range {
    const { from } = this.#part
    return { start: from + (range?.[0] ?? 0), end: from + (range?.[1] ?? 0) }
  }

  #origin(node: Node, pointer: string): FileOrigin {
    return { kind: 'file', file: this.#part.file, pointer, ...this.#extent(node) }
  }

  #report(code: string, message: string, node: Node): void {
    this.#reporter.report({ code, message, ...this.#extent(node) })
  }
}

function comesThrough(made: DocumentNode | undefined, alias: Range): DocumentNode | undefined {
  return made && { ...made, origin: { ...(made.origin as FileOrigin), alias } }
}

/** The text of a name; that of `!!binary` is what it encodes. */
function textOf({ value }: Scalar): unknown {
  return value instanceof Uint8Array ? Buffer.from(value).toString() : value
}

/** With `merge: true`, the package reads a plain `<<` as a symbol; a quoted one remains text. */
function isMergeKey(key: Node): boolean {
  return isScalar(key) && (typeof key.value === 'symbol' || (key.value === '<<' && key.type === 'PLAIN'))
}
