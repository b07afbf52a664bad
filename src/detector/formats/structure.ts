import type { DocumentNode } from '../../files/document/tree.ts'

/** How ECS, CloudFormation and Terraform write the list of containers. */
const CONTAINER_LISTS: ReadonlySet<string> = new Set([
  'containerDefinitions',
  'ContainerDefinitions',
  'container_definitions'
])

/** isContainerList returns whether a member is a task definition's list of containers. */
export function isContainerList(key: string): boolean {
  return CONTAINER_LISTS.has(key)
}

/** hasContainerList returns whether an object is a task definition, in any spelling. */
export function hasContainerList(node: DocumentNode): boolean {
  return node.kind === 'object' && node.members.some(({ key }) => isContainerList(key))
}

/** Whether an object has members that only a container has. */
function looksLikeContainer(node: DocumentNode): boolean {
  if (node.kind !== 'object') return false
  return node.members.some(({ key, value }) => {
    if (/^image$/i.test(key)) return value.kind === 'string'
    if (key === 'environment' && value.kind === 'object')
      return value.members.every(one => one.value.kind !== 'object' && one.value.kind !== 'array')
    return /^(?:environment|secrets)$/i.test(key) && value.kind === 'array'
  })
}

/** isListOfPairs returns whether a file contains only variables, or one: the content of an `environment`. */
export function isListOfPairs(root: DocumentNode): boolean {
  const items = root.kind === 'array' ? root.items : [root]
  return items.length > 0 && items.every(isPair)
}

/** Whether an object is `{name, value}` or `{name, valueFrom}`. */
function isPair(node: DocumentNode): boolean {
  if (node.kind !== 'object' || node.members.length > 4 || looksLikeContainer(node)) return false
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

/** isDefinition returns whether src/template can prepare it: one definition, one container, or a list of containers. */
export function isDefinition(root: DocumentNode): boolean {
  if (root.kind === 'array')
    return (
      root.items.length > 0 && root.items.every(item => looksLikeContainer(item) && !hasContainerList(item))
    )
  if (root.kind !== 'object') return false
  return root.members.some(({ key, value }) => {
    if (key === 'containerDefinitions') return value.kind === 'array'
    if (key === 'image') return true
    return key === 'taskDefinition' && hasContainerList(value)
  })
}

/** What a manifest of Copilot has for containers, as it is called in a module of Terraform: maps by name. */
const OF_MANIFEST: Readonly<Record<string, string>> = { variables: 'map_environment', secrets: 'map_secrets' }

/** manifestVariables makes the variables and secrets of a manifest of AWS Copilot those of a container. */
export function manifestVariables(node: DocumentNode): DocumentNode {
  if (node.kind === 'array') return { ...node, items: node.items.map(manifestVariables) }
  if (node.kind !== 'object') return node
  const members = node.members.map(({ key, keyOrigin, value }) =>
    value.kind === 'object' && OF_MANIFEST[key] !== undefined
      ? { key: OF_MANIFEST[key], keyOrigin, value }
      : { key, keyOrigin, value: manifestVariables(value) }
  )
  return { ...node, members }
}
