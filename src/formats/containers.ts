import type { DocumentNode } from '../document/tree.ts'
import { hasContainerList, looksLikeContainer } from './checked-file.ts'

/** isPair returns whether an object is `{name, value}` or `{name, valueFrom}`. */
export function isPair(node: DocumentNode): boolean {
  if (node.kind !== 'object' || node.members.length > 4) return false
  const keys = node.members.map(({ key }) => key.toLowerCase().replace('_', ''))
  return keys.includes('name') && (keys.includes('value') || keys.includes('valuefrom'))
}

/** holdsContainers returns whether a tree contains a task definition, a container or a list of variables anywhere. */
export function holdsContainers(node: DocumentNode): boolean {
  if (node.kind === 'array') return node.items.some(holdsContainers)
  if (node.kind !== 'object') return false
  if (hasContainerList(node) || looksLikeContainer(node)) return true
  return node.members.some(({ value }) => holdsContainers(value))
}
