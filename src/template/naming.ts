import type { DocumentNode } from '../files/document/tree.ts'
import { didYouMean } from '../nearest.ts'

/**
 * quotedName returns a name from a file in quotes if it looks like a name, and `fallback` otherwise, because it may be
 * a misplaced value.
 */
export function quotedName(name: string | undefined, fallback: string): string {
  return name !== undefined && /^[A-Za-z_][\w.:/-]{0,63}$/.test(name) ? `"${name}"` : fallback
}

/** suggestName is didYouMean for those candidates that look like names; the others may be misplaced values. */
export function suggestName(name: string, candidates: Iterable<string>): string {
  return didYouMean(
    name,
    [...candidates].filter(candidate => quotedName(candidate, '') !== '')
  )
}

/** kindName returns the kind of a node with its article, and nothing about its value. */
export function kindName(node: DocumentNode): string {
  switch (node.kind) {
    case 'string':
      return 'text'
    case 'number':
      return 'a number'
    case 'boolean':
      return 'true or false'
    case 'null':
      return 'null'
    case 'array':
      return 'a list'
    case 'object':
      return 'an object'
  }
}
