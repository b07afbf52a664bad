import type { DocumentNode } from '../document/tree.ts'
import { hasExpressions } from './expression-text.ts'

/**
 * namesUsed lists what the expressions of a tree refer to, in lower case: `aws.account`, `vars.image_tag`, and only
 * `aws` if the whole context or a computed member of it is used. For expressions with errors, it lists what can be
 * parsed.
 */
export async function namesUsed(root: DocumentNode): Promise<ReadonlySet<string>> {
  if (!hasExpressions(root)) return new Set()
  const { collectNames } = await import('./expression-engine.ts')
  return collectNames(root)
}
