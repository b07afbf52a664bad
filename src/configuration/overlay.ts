import { type DocumentNode, scalarTextOf } from '../document/tree.ts'
import { present } from '../present.ts'
import type { EntryKey } from './keys.ts'
import { filledIn, type NamesInPatterns } from './read-value.ts'
import type { Layer, LayeredValue, Overlay } from './resolved.ts'

/** lastOf returns a key's value from the most specific level that sets it. */
export function lastOf(layers: readonly Layer[], key: EntryKey): LayeredValue | undefined {
  for (const { name, entry } of layers.toReversed()) {
    const node = entry.values.get(key)
    if (node) return { node, layer: name }
  }
  return undefined
}

/**
 * overlayOf merges what the levels set in the task definition: maps by key, and for everything else the last level has
 * precedence.
 */
export function overlayOf(layers: readonly Layer[], names: NamesInPatterns): Overlay {
  const environmentVariables = new Map<string, LayeredValue>()
  const secrets = new Map<string, LayeredValue>()
  const images = new Map<string, LayeredValue>()
  let image: LayeredValue | undefined
  for (const layer of layers) {
    const written = layer.entry.values.get('image')
    if (written?.kind === 'string') {
      // An image for all containers replaces the images of single containers.
      images.clear()
      image = { node: named(written, names), layer: layer.name }
    }
    putAll(images, layer, { key: 'image', read: node => named(node, names) })
    // A variable is in one of the two lists. A later level that sets it in one removes it from the other.
    putAll(environmentVariables, layer, { key: 'environment-variables', other: secrets, read: asText })
    const read = (node: DocumentNode) => asText(named(node, names))
    putAll(secrets, layer, { key: 'secrets', other: environmentVariables, read })
  }
  const variables = new Map<string, LayeredValue>()
  for (const layer of layers) putAll(variables, layer, { key: 'variables', read: node => named(node, names) })
  const own = (key: EntryKey) => {
    const found = lastOf(layers, key)
    return found && { ...found, node: asText(named(found.node, names)) }
  }
  return {
    images,
    variables,
    environmentVariables,
    secrets,
    ...present({
      image,
      family: own('family'),
      cpu: own('cpu'),
      memory: own('memory'),
      container: own('container')
    })
  }
}

type Putting = {
  readonly key: EntryKey
  readonly other?: Map<string, LayeredValue>
  readonly read?: (node: DocumentNode) => DocumentNode
}

function putAll(
  into: Map<string, LayeredValue>,
  { name, entry }: Layer,
  { key, other, read = node => node }: Putting
): void {
  const node = entry.values.get(key)
  if (node?.kind !== 'object') return
  for (const member of node.members) {
    into.set(member.key, { node: read(member.value), layer: name })
    other?.delete(member.key)
  }
}

/** Fills in the placeholders of a value. The value keeps its place. */
function named(node: DocumentNode, names: NamesInPatterns): DocumentNode {
  return node.kind === 'string' ? { ...node, value: filledIn(node.value, names) } : node
}

/** ECS takes numbers as texts in all these fields. */
function asText(node: DocumentNode): DocumentNode {
  const value = scalarTextOf(node)
  return value === undefined ? node : { kind: 'string', value, origin: node.origin }
}
