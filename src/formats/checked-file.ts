import type { DocumentNode, SourceDocument } from '../document/tree.ts'
import type { Problem } from '../errors.ts'

/**
 * What a check can do with a file. `definition` is a task definition (or its containers) that can be rendered and
 * conforms to ECS's structure; `template` is anything else that contains one, whose names and values are checked.
 * `notes` are what a deployment would reject and a check tolerates. A file is `unreadable`, which is a failure, or
 * contains `nothing` of a task definition.
 */
export type CheckedFile =
  | {
      readonly kind: 'definition' | 'template'
      readonly document: SourceDocument
      readonly notes: readonly Problem[]
      /** Why the structure is not reliable: the text may contain something that is not in the tree. */
      readonly loose?: Writing | 'scripts'
      /** The rules have nothing to find in it. */
      readonly isQuiet?: true
    }
  | { readonly kind: 'nothing'; readonly document: SourceDocument; readonly problems: readonly Problem[] }
  | { readonly kind: 'unreadable'; readonly problems: readonly Problem[] }

/**
 * How a file writes its definitions; in code (HCL, jsonnet), lists and maps of variables can have any name. A program
 * (CDK, Pulumi) is code in which only what is in quotes is a value.
 */
export type Writing = 'data' | 'code' | 'program'

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

/** looksLikeContainer returns whether an object has members that only a container has. */
export function looksLikeContainer(node: DocumentNode): boolean {
  if (node.kind !== 'object') return false
  return node.members.some(({ key, value }) => {
    if (/^image$/i.test(key)) return value.kind === 'string'
    return /^(?:environment|secrets)$/i.test(key) && value.kind === 'array'
  })
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
