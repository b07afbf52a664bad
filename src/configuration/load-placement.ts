import { loadDocument } from '../document/load.ts'
import { placeFinder } from '../document/place.ts'
import type { Problem } from '../errors.ts'
import type { AwsConfiguration } from '../inputs/configuration.ts'
import { NO_PLACEMENT, type Placement } from './placement.ts'
import { readPlacement } from './read-placement.ts'

/** loadPlacement reads order and places from the configuration file's text; the input `order` goes before the file's. */
export async function loadPlacement(
  { config, order }: Pick<AwsConfiguration, 'config' | 'order'>,
  text: string
): Promise<{ readonly placement: Placement; readonly problems: readonly Problem[] }> {
  if (text === '') return { placement: { ...NO_PLACEMENT, order }, problems: [] }
  const { document } = await loadDocument(config.file, text)
  // A file that can't be parsed has been complained of where its exceptions are read.
  if (document?.root.kind !== 'object') return { placement: { ...NO_PLACEMENT, order }, problems: [] }
  const read = readPlacement({ root: document.root, place: placeFinder(document) })
  return order.length === 0 ? read : { ...read, placement: { ...read.placement, order } }
}
