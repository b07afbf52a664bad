import type { DocumentNode } from '../document/tree.ts'

/** How ECS, CloudFormation and Terraform write the list of containers. */
const CONTAINER_LISTS: ReadonlySet<string> = new Set([
  'containerDefinitions',
  'ContainerDefinitions',
  'container_definitions'
])

/** isContainerList tells whether a member is a task definition's list of containers. */
export function isContainerList(key: string): boolean {
  return CONTAINER_LISTS.has(key)
}

/** hasContainerList tells whether an object is a task definition, in whatever spelling. */
export function hasContainerList(node: DocumentNode): boolean {
  return node.kind === 'object' && node.members.some(({ key }) => isContainerList(key))
}

/** looksLikeContainer tells whether an object has what only a container has. */
export function looksLikeContainer(node: DocumentNode): boolean {
  if (node.kind !== 'object') return false
  return node.members.some(({ key, value }) => {
    if (/^image$/i.test(key)) return value.kind === 'string'
    return /^(?:environment|secrets)$/i.test(key) && value.kind === 'array'
  })
}

/** isPair tells whether an object is `{name, value}` or `{name, valueFrom}`. */
export function isPair(node: DocumentNode): boolean {
  if (node.kind !== 'object' || node.members.length > 4) return false
  const keys = node.members.map(({ key }) => key.toLowerCase().replace('_', ''))
  return keys.includes('name') && (keys.includes('value') || keys.includes('valuefrom'))
}

/** holdsContainers tells whether a task definition, a container or a list of variables stands anywhere in a tree. */
export function holdsContainers(node: DocumentNode): boolean {
  if (node.kind === 'array') return node.items.some(holdsContainers)
  if (node.kind !== 'object') return false
  if (hasContainerList(node) || looksLikeContainer(node)) return true
  return node.members.some(({ value }) => holdsContainers(value))
}
