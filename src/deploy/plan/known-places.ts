import type { Place } from '../../errors.ts'
import type { PlaceFinder } from '../../files/document/place.ts'
import { childOf, itemsOf, type ObjectNode, stepsOf } from '../../files/document/tree.ts'

/** The definitions as they are sent, by file, to say later where a part of one is. */
export type KnownPlaces = ReadonlyMap<string, { readonly root: ObjectNode; readonly place: PlaceFinder }>

/**
 * placeAt finds the place of a JSON pointer into the definition of a file, or of the deepest part on the way to it;
 * undefined for what an input has set.
 */
export function placeAt(places: KnownPlaces, file: string, pointer: string): Place | undefined {
  const known = places.get(file)
  if (known === undefined) return undefined
  let node: Parameters<typeof childOf>[0] = known.root
  let { origin } = known.root
  for (const step of stepsOf(pointer)) {
    node = node?.kind === 'array' ? itemsOf(node)[Number(step)] : childOf(node, step)
    if (node === undefined) break
    ;({ origin } = node)
  }
  return known.place(origin)
}
