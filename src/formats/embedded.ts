import { readJson } from '../document/read-json.ts'
import type { DocumentNode, StringNode } from '../document/tree.ts'
import { mapOrigins } from './rewrite.ts'
import { readTolerantly } from './tolerant/read.ts'

/**
 * readEmbedded reads container definitions that stand as JSON inside a string (Terraform plans, states and CloudFormation
 * custom resources). Every node of the result has the place and the pointer of the string: that is the leaf in the file.
 * Undefined where the text holds no structure.
 */
export function readEmbedded(node: StringNode): DocumentNode | undefined {
  if (!/^\s*[[{]/.test(node.value)) return undefined
  const root = structureOf(node.value)
  return root && mapOrigins(root, () => node.origin)
}

function structureOf(text: string): DocumentNode | undefined {
  const strict = readJson('', text)
  if (strict.document && !strict.partial) return strict.document.root
  const read = readTolerantly({ file: '', text, dialect: 'data', offset: 0, pointer: '' })
  return read.kind === 'tree' ? read.root : undefined
}
