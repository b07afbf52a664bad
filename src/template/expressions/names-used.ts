import { type DocumentNode, itemsOf } from '../../document/tree.ts'
import { findTemplated } from './text.ts'

/**
 * namesUsed lists what the expressions of a tree refer to, in lower case: `aws.account`, `vars.image_tag`, and only
 * `aws` if the whole context or a computed member of it is used. For expressions with errors, it lists what can be
 * parsed.
 */
export async function namesUsed(root: DocumentNode): Promise<ReadonlySet<string>> {
  if (findTemplated(root).nodes.size === 0) return new Set()
  const { collectNames } = await import('./engine.ts')
  return collectNames(root)
}

/** What could be more of the context `aws` than the members that are known without asking. */
const MORE_OF_AWS = /\baws\b(?!\.(?:region|partition)\b)/i

/**
 * asksForAccount tells whether a template can't be rendered without the account number. Most have no word of it, and
 * need no library to know.
 */
export async function asksForAccount(root: DocumentNode): Promise<boolean> {
  if (!mayAsk(root)) return false
  const names = await namesUsed(root)
  return names.has('aws.account') || names.has('aws')
}

function mayAsk(node: DocumentNode): boolean {
  switch (node.kind) {
    case 'string':
      return node.value.includes('${{') && MORE_OF_AWS.test(node.value)
    case 'array':
      return itemsOf(node).some(mayAsk)
    case 'object':
      return node.members.some(({ value }) => mayAsk(value))
    default:
      return false
  }
}
