import { createScanner } from 'jsonc-parser'
import { Lexer } from 'yaml'
import type { DocumentNode, FileOrigin, ObjectNode, SourceDocument } from '../../files/document/tree.ts'

/** Looks up nodes of a tree with resolved aliases: a node that is written once can occur in it several times. */
export type SourceIndex = {
  /** Returns the objects written at a pointer, once per occurrence. */
  objectsAt(pointer: string): readonly ObjectNode[]
  /** Reports whether the text of a node occurs in the tree several times. */
  isShared(node: DocumentNode): boolean
}

/** indexSource traverses a tree once. */
export function indexSource(root: DocumentNode): SourceIndex {
  const objects = new Map<string, ObjectNode[]>()
  const counts = new Map<string, number>()
  const visit = (node: DocumentNode): void => {
    const key = extentKey(node)
    counts.set(key, (counts.get(key) ?? 0) + 1)
    if (node.kind === 'array') node.items.forEach(visit)
    if (node.kind !== 'object') return
    if (node.origin.kind === 'file') {
      const same = objects.get(node.origin.pointer)
      if (same) same.push(node)
      else objects.set(node.origin.pointer, [node])
    }
    for (const { value } of node.members) visit(value)
  }
  visit(root)
  return {
    objectsAt: pointer => objects.get(pointer) ?? [],
    isShared: node => (counts.get(extentKey(node)) ?? 0) > 1
  }
}

/** The long form of `!Sub x` is an object with the same extent as its text, so that the key includes the kind. */
function extentKey({ kind, origin }: DocumentNode): string {
  return origin.kind === 'file' ? `${kind} ${origin.start} ${origin.end}` : kind
}

/**
 * fileOriginOf returns the extent of a node. Every node of a file that was just parsed has one. Throws for a node that
 * comes from an input.
 */
export function fileOriginOf(origin: DocumentNode['origin']): FileOrigin {
  if (origin.kind !== 'file') throw new Error('a node without a place in the file')
  return origin
}

/** isInside reports whether something is written within the text of a node, and not brought there by an alias. */
export function isInside(origin: DocumentNode['origin'], outer: DocumentNode): boolean {
  const around = outer.origin
  return (
    origin.kind === 'file' &&
    around.kind === 'file' &&
    origin.start >= around.start &&
    origin.end <= around.end
  )
}

/** sameTree reports whether two trees have the same content in the same order, regardless of positions. */
export function sameTree(a: DocumentNode, b: DocumentNode): boolean {
  switch (a.kind) {
    case 'null':
      return b.kind === 'null'
    case 'number':
      return b.kind === 'number' && a.raw === b.raw
    case 'string':
    case 'boolean':
      return b.kind === a.kind && a.value === b.value
    case 'array':
      return (
        b.kind === 'array' &&
        a.items.length === b.items.length &&
        a.items.every((item, index) => sameTree(item, b.items[index] as DocumentNode))
      )
    case 'object':
      return (
        b.kind === 'object' &&
        a.members.length === b.members.length &&
        a.members.every(({ key, value }, index) => {
          const other = b.members[index]
          return other !== undefined && key === other.key && sameTree(value, other.value)
        })
      )
  }
}

/** replaceNodes returns a tree with some nodes replaced and the rest unchanged. Nodes are compared by identity. */
export function replaceNodes(
  node: DocumentNode,
  changes: ReadonlyMap<DocumentNode, DocumentNode>
): DocumentNode {
  const change = changes.get(node)
  if (change) return change
  if (node.kind === 'array') return { ...node, items: node.items.map(item => replaceNodes(item, changes)) }
  if (node.kind !== 'object') return node
  return {
    ...node,
    members: node.members.map(member => ({ ...member, value: replaceNodes(member.value, changes) }))
  }
}

/** SyntaxKind of jsonc-parser, a `const enum` that cannot be imported here. */
const LINE_COMMENT = 12
const BLOCK_COMMENT = 13
const END = 17

/** The token that the YAML lexer emits before the content of a scalar: a `#` in that content is not a comment. */
const SCALAR = '\u001f'

/**
 * commentsOf lists the comments of a file, sorted and with collapsed white space, so that places and indentation do not
 * count.
 */
export function commentsOf(text: string, syntax: SourceDocument['format']): readonly string[] {
  const comments = syntax === 'json' ? jsonComments(text) : yamlComments(text)
  return comments.map(comment => comment.replace(/\s+/g, ' ').trim()).sort((a, b) => (a < b ? -1 : 1))
}

function jsonComments(text: string): string[] {
  const scanner = createScanner(text, false)
  const comments: string[] = []
  for (let kind: number = scanner.scan(); kind !== END; kind = scanner.scan()) {
    if (kind === LINE_COMMENT || kind === BLOCK_COMMENT) comments.push(scanner.getTokenValue())
  }
  return comments
}

/** commentsInOrder lists the comments of a piece of YAML in their order. */
export function commentsInOrder(text: string): readonly string[] {
  return yamlComments(text)
}

function yamlComments(text: string): string[] {
  const comments: string[] = []
  let before = ''
  for (const token of new Lexer().lex(text)) {
    if (token.startsWith('#') && before !== SCALAR) comments.push(token)
    before = token
  }
  return comments
}
