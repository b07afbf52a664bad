import type { Problem } from '../errors.ts'
import type { SourceDocument } from './tree.ts'

/**
 * Size in bytes of the largest file that is read: a task definition may have 64 KB, and one with comments slightly
 * more.
 */
export const maxFileBytes = 1024 * 1024

/** Maximum nesting depth; ECS itself needs seven levels. */
export const maxDepth = 100

/**
 * The result of reading a file. If a file has recoverable errors (an extra comma, a repeated key, an unquoted
 * placeholder), there are both a document and problems: a check can continue, a deployment cannot. `partial` is set if
 * some of the file is missing from the document, so that a clean check of the rest is not taken for a clean file.
 */
export type LoadedDocument = {
  readonly document?: SourceDocument
  readonly problems: readonly Problem[]
  readonly partial?: boolean
  /** Strict reading of the document's text gives its tree. */
  readonly isStrict?: true
}
