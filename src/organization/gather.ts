import { type AccountRegion, placeId } from './place.ts'
import type { RunDocument } from './read-run.ts'

/** Why nothing is known of a place that was to report. */
const NO_RESULT = 'no result: its job failed, was cancelled or never ran'

/** How what runs have said of places is put together. */
export type Gathering<Found> = {
  read(run: RunDocument, place: AccountRegion): Found
  /** Two runs of one place. */
  join(a: Found, b: Found): Found
  /** A place that has not reported. */
  missing(place: AccountRegion, why: string): Found
}

/** gatherPlaces gives each place once, those that were expected and have not reported too. Pure. */
export function gatherPlaces<Found>(
  runs: readonly RunDocument[],
  expected: readonly AccountRegion[],
  { read, join, missing }: Gathering<Found>
): readonly Found[] {
  const found = new Map<string, Found>()
  for (const run of runs) {
    const place = run.place ?? { account: 'not known', region: run.file }
    const one = read(run, place)
    const other = found.get(placeId(place))
    found.set(placeId(place), other === undefined ? one : join(other, one))
  }
  for (const place of expected) {
    if (!found.has(placeId(place))) found.set(placeId(place), missing(place, NO_RESULT))
  }
  return [...found.values()]
}
