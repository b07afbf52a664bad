import {
  childOf,
  childPointer,
  containersOf,
  type DocumentNode,
  itemsOf,
  type ObjectNode,
  type StringNode,
  stringOf
} from '../document/tree.ts'

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

function usesOfContainer(container: DocumentNode, pointer: string): readonly ReferenceUse[] {
  const name = stringOf(childOf(container, 'name'))
  const inContainer = name === undefined ? {} : { container: name }
  const logging = childOf(container, 'logConfiguration')
  const lists = [
    {
      field: 'secrets' as const,
      items: itemsOf(childOf(container, 'secrets')),
      at: childPointer(pointer, 'secrets')
    },
    {
      field: 'secretOptions' as const,
      items: itemsOf(childOf(logging, 'secretOptions')),
      at: childPointer(childPointer(pointer, 'logConfiguration'), 'secretOptions')
    }
  ]
  const listed = lists.flatMap(({ field, items, at }) =>
    items.flatMap((item, index) => {
      const node = childOf(item, 'valueFrom')
      if (node?.kind !== 'string') return []
      const nameOf = stringOf(childOf(item, 'name')) ?? `#${index + 1}`
      return [{ field, ...inContainer, name: nameOf, node, pointer: `${childPointer(at, index)}/valueFrom` }]
    })
  )
  const credentials = childOf(childOf(container, 'repositoryCredentials'), 'credentialsParameter')
  if (credentials?.kind !== 'string') return listed
  return [
    ...listed,
    {
      field: 'repositoryCredentials',
      ...inContainer,
      name: 'credentialsParameter',
      node: credentials,
      pointer: `${pointer}/repositoryCredentials/credentialsParameter`
    }
  ]
}

function usesOfVolume(volume: DocumentNode, pointer: string): readonly ReferenceUse[] {
  const field = 'fsxWindowsFileServerVolumeConfiguration'
  const node = childOf(childOf(childOf(volume, field), 'authorizationConfig'), 'credentialsParameter')
  if (node?.kind !== 'string') return []
  return [
    {
      field,
      name: stringOf(childOf(volume, 'name')) ?? 'without a name',
      node,
      pointer: `${pointer}/${field}/authorizationConfig/credentialsParameter`
    }
  ]
}
