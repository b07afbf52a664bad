import {
  childOf,
  childPointer,
  containersOf,
  type DocumentNode,
  itemsOf,
  memberOf,
  type ObjectNode,
  type StringNode,
  stringOf
} from '../files/document/tree.ts'
import { present } from '../present.ts'

/** The four members of a task definition with references that ECS resolves. */
export type ReferenceField =
  | 'secrets'
  | 'secretOptions'
  | 'repositoryCredentials'
  | 'fsxWindowsFileServerVolumeConfiguration'

/** A place in a rendered task definition that contains a reference. */
export type ReferenceUse = {
  readonly field: ReferenceField
  /** Name of the container; absent for volumes. */
  readonly container?: string
  /** Name of the variable, log option or volume. */
  readonly name: string
  readonly node: StringNode
  /** JSON pointer of the node in the rendered tree (the origin has that of the file). */
  readonly pointer: string
}

/**
 * collectReferences lists every reference of a rendered task definition in document order. A member that is not a
 * string is left to the schema check.
 */
export function collectReferences(root: ObjectNode): readonly ReferenceUse[] {
  return [
    ...containersOf(root).flatMap((container, index) =>
      usesOfContainer(container, `/containerDefinitions/${index}`)
    ),
    ...itemsOf(childOf(root, 'volumes')).flatMap((volume, index) => usesOfVolume(volume, `/volumes/${index}`))
  ]
}

function usesOfContainer(node: DocumentNode, pointer: string): readonly ReferenceUse[] {
  const container = stringOf(childOf(node, 'name'))
  const listed = (field: 'secrets' | 'secretOptions', list: DocumentNode | undefined, at: string) =>
    itemsOf(list).flatMap((item, index): readonly ReferenceUse[] => {
      const value = childOf(item, 'valueFrom')
      const name = stringOf(childOf(item, 'name')) ?? `#${index + 1}`
      if (value?.kind !== 'string') return []
      return [{ field, ...present({ container }), name, node: value, pointer: `${at}/${index}/valueFrom` }]
    })
  const logging = childOf(childOf(node, 'logConfiguration'), 'secretOptions')
  const credentials = childOf(childOf(node, 'repositoryCredentials'), 'credentialsParameter')
  return [
    ...listed('secrets', childOf(node, 'secrets'), `${pointer}/secrets`),
    ...listed('secretOptions', logging, `${pointer}/logConfiguration/secretOptions`),
    ...(credentials?.kind === 'string'
      ? [
          {
            field: 'repositoryCredentials' as const,
            ...present({ container }),
            name: 'credentialsParameter',
            node: credentials,
            pointer: `${pointer}/repositoryCredentials/credentialsParameter`
          }
        ]
      : [])
  ]
}

function usesOfVolume(volume: DocumentNode, pointer: string): readonly ReferenceUse[] {
  const field = 'fsxWindowsFileServerVolumeConfiguration'
  const node = childOf(childOf(childOf(volume, field), 'authorizationConfig'), 'credentialsParameter')
  if (node?.kind !== 'string') return []
  const name = stringOf(childOf(volume, 'name')) ?? 'without a name'
  return [{ field, name, node, pointer: `${pointer}/${field}/authorizationConfig/credentialsParameter` }]
}

/**
 * substituteReferences replaces the text of string nodes, by their pointer in the rendered tree, because a YAML alias
 * may share one node with a member that must not change. Origins are kept, so that an error still refers to the file.
 */
export function substituteReferences(
  root: ObjectNode,
  replacements: ReadonlyMap<string, string>
): ObjectNode {
  return replacements.size === 0 ? root : (replaceIn(root, '', replacements) as ObjectNode)
}

function replaceIn(node: DocumentNode, at: string, replacements: ReadonlyMap<string, string>): DocumentNode {
  if (node.kind === 'string') return { ...node, value: replacements.get(at) ?? node.value }
  if (node.kind === 'array')
    return {
      ...node,
      items: node.items.map((item, index) => replaceIn(item, childPointer(at, index), replacements))
    }
  if (node.kind !== 'object') return node
  const members = node.members.map(member =>
    // of a repeated key, only the last one counts, and only that one was collected
    memberOf(node, member.key) === member
      ? { ...member, value: replaceIn(member.value, childPointer(at, member.key), replacements) }
      : member
  )
  return { ...node, members }
}
