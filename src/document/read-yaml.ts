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
import { type LoadedDocument, maxDepth } from './loaded.ts'
import { parseOneDocument } from './parse-yaml.ts'
import { type SyntaxReporter, syntaxReporter } from './syntax-problem.ts'
import { childPointer, type DocumentNode, type FileOrigin, type Member, type ObjectNode } from './tree.ts'
import { underTag } from './yaml-tags.ts'

/** Problems that omit nothing from the tree. */
export const KEPT_WHOLE: ReadonlySet<string> = new Set([
  'repeated-key',
  'unknown-yaml-tag',
  'complex-yaml-key'
])

/**
 * Maximum number of nodes after aliases are expanded: 64 KB of JSON have about 10,000, a "billion laughs" file more.
 */
const maxNodes = 100_000

/**
 * readYaml parses one YAML 1.2 document. Aliases and merge keys are expanded where they are used. Expanded nodes keep
 * the place and the pointer of the anchor, which is where they have to be changed.
 */
export function readYaml(file: string, text: string): LoadedDocument {
  const reporter = syntaxReporter(file, text, 'YAML')
  const document = parseOneDocument(text, reporter)
  if (document === undefined) return { problems: reporter.problems }
  const contents = document.contents
  if (contents === null || (isScalar(contents) && contents.value === null)) {
    reporter.report({
      code: 'empty-file',
      message: 'the file is empty; a task definition was expected.',
      start: 0,
      end: 0
    })
    return { problems: reporter.problems }
  }
  if (isScalar(contents)) {
    const message = 'a task definition is a mapping; this file is a single value.'
    reporter.report({
      code: 'not-an-object',
      message,
      start: contents.range?.[0] ?? 0,
      end: contents.range?.[1] ?? 0
    })
    return { problems: reporter.problems }
  }
  const root = new YamlReader(file, reporter).read(contents, '')
  if (root === undefined) return { problems: reporter.problems }
  // Any other reported problem omits something: a second document, an alias.
  const partial = reporter.problems.some(({ code }) => !KEPT_WHOLE.has(code))
  return {
    document: { file, format: 'yaml', text, root },
    problems: reporter.problems,
    ...(partial ? { partial } : {})
  }
}

type YamlMember = { readonly key: Node; readonly value: Node | null }

class YamlReader {
  private readonly file: string
  private readonly reporter: SyntaxReporter
  private readonly anchors = new Map<string, { node: Node; pointer: string }>()
  private nodes = 0
  private depth = 0

  constructor(file: string, reporter: SyntaxReporter) {
    this.file = file
    this.reporter = reporter
  }

  /** Undefined, after a report, for nodes that cannot be part of a task definition. */
  read(node: Node | null, pointer: string): DocumentNode | undefined {
    if (++this.nodes > maxNodes || this.depth >= maxDepth) {
      if (this.nodes <= maxNodes + 1) this.reportSize(node)
      this.nodes = maxNodes + 1
      return undefined
    }
    this.depth++
    const read = this.readNode(node, pointer)
    this.depth--
    return read && underTag(node?.tag, read)
  }

  private readNode(node: Node | null, pointer: string): DocumentNode | undefined {
    if (node === null) return undefined
    if (isAlias(node)) {
      const anchored = this.anchors.get(node.source)
      if (anchored) return this.read(anchored.node, anchored.pointer)
      this.report('unknown-alias', 'this alias has no anchor before it.', node)
      return undefined
    }
    if ('anchor' in node && typeof node.anchor === 'string') this.anchors.set(node.anchor, { node, pointer })
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

  /** The items of `!!omap` and `!!pairs` are pairs without an enclosing mapping. */
  private readItem(item: unknown, pointer: string): DocumentNode | undefined {
    if (!isPair<Node, Node | null>(item)) return this.read(item as Node | null, pointer)
    const member = this.readMember(item, pointer)
    return member && { kind: 'object', members: [member], origin: member.keyOrigin }
  }

  private readMap(node: YAMLMap, pointer: string): ObjectNode {
    const members: Member[] = []
    const merged: Member[] = []
    const seen = new Map<string, number>()
    for (const written of node.items as readonly Pair<Node, Node | null>[]) {
      const pair = { ...written, key: this.resolved(written.key) }
      if (isMergeKey(pair.key)) {
        merged.push(...this.readMerge(pair.value, pointer))
        continue
      }
      const member = this.readMember(pair, pointer)
      if (member === undefined) continue
      if (!isScalar(pair.key)) {
        members.push(member)
        continue
      }
      const first = seen.get(member.key)
      if (first === undefined) seen.set(member.key, pair.key.range?.[0] ?? 0)
      else this.reportRepeatedKey(first, pair.key)
      members.push(member)
    }
    // A name in the mapping itself takes precedence over a merged one, and an earlier merged one over a later one.
    for (const member of merged) {
      if (seen.has(member.key)) continue
      seen.set(member.key, 0)
      members.push(member)
    }
    return { kind: 'object', members, origin: this.origin(node, pointer) }
  }

  /** An alias may be used as a name. */
  private resolved(key: Node): Node {
    return isAlias(key) ? (this.anchors.get(key.source)?.node ?? key) : key
  }

  /** A collection used as a name: kept with its value, so that nothing in them is missed. */
  private readUnnamed({ key, value }: YamlMember, pointer: string): Member | undefined {
    this.report('complex-yaml-key', 'a name must be plain text; this one is a list or a mapping.', key)
    const own = childPointer(pointer, '')
    const items = [this.read(key, own), this.read(value, own)].filter(node => node !== undefined)
    const origin = this.origin(key, own)
    return { key: '', keyOrigin: origin, value: { kind: 'array', items, origin } }
  }

  private readMember(pair: YamlMember, pointer: string): Member | undefined {
    if (!isScalar(pair.key)) return this.readUnnamed(pair, pointer)
    const written = nameIn(pair.key)
    const key = written === null || typeof written === 'string' ? (written ?? '') : (pair.key.source ?? '')
    const own = childPointer(pointer, key)
    const keyOrigin = this.origin(pair.key, own)
    const value =
      pair.value === null ? ({ kind: 'null', origin: keyOrigin } as const) : this.read(pair.value, own)
    return value && { key, keyOrigin, value }
  }

  private readMerge(value: Node | null, pointer: string): readonly Member[] {
    const read = this.read(value, childPointer(pointer, '<<'))
    const sources = read?.kind === 'array' ? read.items : [read]
    return sources.flatMap(source => {
      if (source?.kind === 'object') return source.members
      if (source !== undefined && value) this.report('invalid-yaml', '"<<" merges mappings only.', value)
      return []
    })
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

  private origin(node: Node, pointer: string): FileOrigin {
    const [start, end] = node.range ?? [0, 0]
    return { kind: 'file', file: this.file, pointer, start, end }
  }

  private report(code: string, message: string, node: Node): void {
    this.reporter.report({ code, message, start: node.range?.[0] ?? 0, end: node.range?.[1] ?? 0 })
  }

  private reportRepeatedKey(first: number, key: Node): void {
    const second = key.range?.[0] ?? 0
    const lines = `line ${this.reporter.lineOf(first)} and again in line ${this.reporter.lineOf(second)}`
    this.report('repeated-key', `this key is in ${lines} of the same mapping.`, key)
  }

  private reportSize(node: Node | null): void {
    const message = `with its aliases expanded, the file has more than ${maxNodes} values or ${maxDepth} levels.`
    const [start, end] = node?.range ?? [0, 0]
    this.reporter.report({
      code: 'nested-too-deep',
      message,
      hint: 'Write it with fewer aliases.',
      start,
      end
    })
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
