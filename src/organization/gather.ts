import { type Incomplete, noResult } from './incomplete.ts'
import { type AccountRegion, placeId } from './place.ts'
import type { RunDocument } from './read-run.ts'

/** How the results of runs are combined by place. */
export type Gathering<Found> = {
  read(run: RunDocument, place: AccountRegion): Found
  /** Combines two runs of one place. */
  join(a: Found, b: Found): Found
  /** The result of a place without a run. */
  missing(place: AccountRegion, gap: Incomplete): Found
}

/** gatherPlaces returns each place once, including places that were expected but have no run. Pure. */
export function gatherPlaces<Found>(
  runs: Iterable<RunDocument>,
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
    if (!found.has(placeId(place))) found.set(placeId(place), missing(place, noResult('job')))
  }
  return [...found.values()]
}

/** together combines the values of equal keys. */
export function together<T>(
  entries: Iterable<readonly [string, T]>,
  join: (a: T, b: T) => T
): ReadonlyMap<string, T> {
  const found = new Map<string, T>()
  for (const [key, value] of entries) {
    const known = found.get(key)
    found.set(key, known === undefined ? value : join(known, value))
  }
  return found
}
