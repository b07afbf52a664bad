import type { Problem } from '../errors.ts'
import type { SourceDocument } from './tree.ts'

/** Bytes of the largest file that is read: a task definition may have 64 KB, a described one with comments a little more. */
export const maxFileBytes = 1024 * 1024

/** Levels of nesting that are accepted; ECS itself needs seven. */
export const maxDepth = 100

/**
 * What was read. Where a file has errors that can be read over (a comma too many, a key twice, an unquoted placeholder)
 * there are a document and problems: a check can go on, a deployment can't. `partial` is set when some of the file is not
 * in the document, so that nobody takes a clean check of the rest for a clean file.
 */
export type LoadedDocument = {
  readonly document?: SourceDocument
  readonly problems: readonly Problem[]
  readonly partial?: boolean
}
