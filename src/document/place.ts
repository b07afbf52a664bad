import type { Place } from '../errors.ts'
import { lineStarts, placeWithin } from './find-place.ts'
import type { Origin, SourceDocument } from './tree.ts'

/** Returns the place of an origin; undefined for a node that came from an input. */
export type PlaceFinder = (origin: Origin) => Place | undefined

/** placeFinder indexes a document's lines once and returns a function that finds places in it in O(log lines). */
export function placeFinder(document: Pick<SourceDocument, 'file' | 'text'>): PlaceFinder {
  let starts: readonly number[] | undefined
  return origin => {
    if (origin.kind !== 'file' || origin.file !== document.file) return undefined
    starts ??= lineStarts(document.text)
    return placeWithin(starts, origin)
  }
}
