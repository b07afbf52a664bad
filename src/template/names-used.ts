import type { DocumentNode } from '../document/tree.ts'
import { hasExpressions } from './expression-text.ts'

/**
 * namesUsed lists what the expressions of a tree name, in lower case: `aws.account`, `vars.image_tag`, and `aws` alone
 * where the whole context or a computed member of it is used. Expressions with errors count with what can be read.
 */
export async function namesUsed(root: DocumentNode): Promise<ReadonlySet<string>> {
  if (!hasExpressions(root)) return new Set()
  const { collectNames } = await import('./expression-engine.ts')
  return collectNames(root)
}
