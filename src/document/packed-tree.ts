import { originWith } from './made-tree.ts'
import { Packed } from './packed.ts'
import { childPointer } from './pointer.ts'
import { readStrictJson } from './read-strict-json.ts'
import type {
  ArrayNode,
  DocumentNode,
  InputOrigin,
  ObjectNode,
  Origin,
  PlainOrigin,
  SourceDocument
} from './tree.ts'

/**
 * PackedDocument is a document without its tree, which is made anew whenever it is asked for: a run over thousands of
 * files needs each tree a few times, for a moment.
 */
export class PackedDocument implements SourceDocument {
  readonly isPacked = true
  readonly file: string
  readonly format: SourceDocument['format']
  readonly #text: Packed<string>
  /** Absent if the text alone gives the tree, which is faster. */
  readonly #tree?: PackedTree<DocumentNode>

  constructor({ file, format, text, root }: SourceDocument) {
    this.file = file
    this.format = format
    this.#text = new Packed(text)
    const isPlain = format === 'json' && readStrictJson(file, text) !== undefined
    if (!isPlain) this.#tree = new PackedTree(root, file)
  }

  get text(): string {
    return this.#text.read()
  }

  get root(): DocumentNode {
    return this.#tree?.read() ?? (readStrictJson(this.file, this.text) as DocumentNode)
  }
}

/** PackedTree keeps a tree in a fiftieth of its memory. `file` is the file from which most of its nodes come. */
export class PackedTree<Node extends DocumentNode> {
  readonly #packed: Packed<Written>
  readonly #file: string

  constructor(root: Node, file: string) {
    this.#packed = new Packed(written(root, { file, pointer: '' }))
    this.#file = file
  }

  /** read makes the tree, as new objects each time. */
  read(): Node {
    return made(this.#packed.read(), { file: this.#file, pointer: '' }) as Node
  }
}

/** packedReader returns a function that makes the tree, for whoever takes one. It must not hold the tree itself. */
export function packedReader<Node extends DocumentNode>(root: Node, file: string): () => Node {
  const packed = new PackedTree(root, file)
  return () => packed.read()
}

/** Where a node is expected to stand, from its path in the tree. */
type Expected = { readonly file: string; readonly pointer: string }

/** Start and end in the expected place, or any other origin as it is. */
type Place = readonly [number, number] | PlainOrigin | InputOrigin

/**
 * A node with its place: of an object, keys, their places and values in turn; of a number, how it is written, and its
 * value if that is another.
 */
type Written =
  | readonly ['object', Place, ...(string | Place | Written)[]]
  | readonly ['array', Place, ...Written[]]
  | readonly ['number', Place, string, number | null]
  | readonly ['null', Place]
  | readonly ['', Place, string | boolean]

function written(node: DocumentNode, at: Expected): Written {
  const place = placeIn(node.origin, at)
  switch (node.kind) {
    case 'object':
      return [
        'object',
        place,
        ...node.members.flatMap(({ key, keyOrigin, value }) => {
          const own = under(at, key)
          return [key, placeIn(keyOrigin, own), written(value, own)]
        })
      ]
    case 'array':
      return ['array', place, ...node.items.map((item, index) => written(item, under(at, index)))]
    case 'number':
      // JSON has no -0.
      return Object.is(Number(node.raw), node.value)
        ? ['number', place, node.raw, null]
        : ['number', place, node.raw, node.value]
    case 'null':
      return ['null', place]
    default:
      return ['', place, node.value]
  }
}

function made(node: Written, at: Expected): DocumentNode {
  const origin = originOf(node[1], at)
  switch (node[0]) {
    case 'object':
      return { kind: 'object', members: membersOf(node, at), origin }
    case 'array':
      return { kind: 'array', items: itemsOf(node, at), origin }
    case 'number':
      return { kind: 'number', value: node[3] ?? Number(node[2]), raw: node[2], origin }
    case 'null':
      return { kind: 'null', origin }
    default: {
      const value = node[2]
      return typeof value === 'string'
        ? { kind: 'string', value, origin }
        : { kind: 'boolean', value, origin }
    }
  }
}

function itemsOf([, , ...items]: Extract<Written, readonly ['array', ...unknown[]]>, at: Expected) {
  return items.map((item, index): ArrayNode['items'][number] => made(item, under(at, index)))
}

function membersOf(
  [, , ...parts]: Extract<Written, readonly ['object', ...unknown[]]>,
  at: Expected
): ObjectNode['members'] {
  return Array.from({ length: parts.length / 3 }, (_, index) => {
    const [key, place, value] = parts.slice(index * 3, index * 3 + 3) as [string, Place, Written]
    const own = under(at, key)
    return { key, keyOrigin: originOf(place, own), value: made(value, own) }
  })
}

function under({ file, pointer }: Expected, step: string | number): Expected {
  return { file, pointer: childPointer(pointer, step) }
}

function placeIn(origin: Origin, { file, pointer }: Expected): Place {
  const isExpected = origin.kind === 'file' && origin.file === file && origin.pointer === pointer
  if (isExpected) return [origin.start, origin.end]
  return origin.kind === 'file' ? originWith(origin) : origin
}

function originOf(place: Place, { file, pointer }: Expected): Origin {
  return 'kind' in place ? place : { kind: 'file', file, pointer, start: place[0], end: place[1] }
}
