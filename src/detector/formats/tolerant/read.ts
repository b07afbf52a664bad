import type { DocumentNode } from '../../../files/document/tree.ts'
import { present } from '../../../present.ts'
import { type TolerantSource, TooDeep } from './cursor.ts'
import { TolerantReader } from './reader.ts'

/** The result of a tolerant reading: a tree, no structure, or text that is nested too deeply to be one. */
export type TolerantResult =
  | { readonly kind: 'tree'; readonly root: DocumentNode; readonly unread?: number }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'too-deep' }

/**
 * readTolerantly builds a tree from JSON-like text or code, whatever is wrong with it: words before and after,
 * comments, missing and surplus commas and brackets, unquoted placeholders, directives of template languages, HCL
 * blocks, calls and heredocs, jsonnet. Every text with a name is in the tree with its place. Never throws; linear.
 */
export function readTolerantly(source: TolerantSource): TolerantResult {
  try {
    const reader = new TolerantReader(source, 0)
    const root = reader.read()
    return root === undefined
      ? { kind: 'nothing' }
      : { kind: 'tree', root, ...present({ unread: reader.cursor.unread }) }
  } catch (error) {
    if (error instanceof TooDeep) return { kind: 'too-deep' }
    throw error
  }
}
