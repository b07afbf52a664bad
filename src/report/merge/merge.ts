import { groupBy } from '../../group.ts'
import { present } from '../../present.ts'
import type { Item, MergeGap, MergeKind, Part } from './document.ts'

/**
 * `unknown`: nothing failed, but something is not verified: a job failed, never ran, or could not read everything.
 * `failed` is exposed, with findings or not succeeded.
 */
export type MergedVerdict = 'failed' | 'unknown' | 'good'

/** One account and Region, or one repository. */
export type MergedPlace = {
  /** `ACCOUNT/REGION` or `OWNER/NAME`; the name of a file that does not say. */
  readonly place: string
  readonly verdict: MergedVerdict
  /** Why it is not completely verified, and what to do. */
  readonly why?: string
  readonly hint?: string
  /** URL of the workflow run. */
  readonly url?: string
  /** The number of good items. */
  readonly good: number
  /** Every other item, worst first. */
  readonly items: readonly Item[]
}

/** The results of many jobs in one. Form 1 of what `merge --format json` prints; never contains a value. */
export type Merged = {
  readonly version: 1
  readonly kind: 'merge'
  readonly of: MergeKind
  /** ISO 8601. */
  readonly at: string
  readonly verdict: MergedVerdict
  /** Worst first. */
  readonly places: readonly MergedPlace[]
}

const WORST_FIRST: readonly MergedVerdict[] = ['failed', 'unknown', 'good']
const ITEMS_FIRST: readonly Item['state'][] = ['failed', 'unknown', 'open', 'old', 'good']

/**
 * mergeParts combines what many jobs said. An expected place without a result is `unknown`, and the whole is never
 * better than its worst part. Pure.
 */
export function mergeParts(
  of: MergeKind,
  parts: readonly Part[],
  { expected, now }: { readonly expected: readonly string[]; readonly now: number }
): Merged {
  const seen = new Set(parts.map(({ place }) => place.toLowerCase()))
  const missing = expected.filter(place => !seen.has(place.toLowerCase()))
  const all = [...parts, ...missing.map(place => ({ place, items: [], gap: NO_RESULT }))]
  const places = groupBy(all, ({ place }) => place.toLowerCase())
    .map(mergedPlace)
    .toSorted(
      (a, b) =>
        WORST_FIRST.indexOf(a.verdict) - WORST_FIRST.indexOf(b.verdict) || (a.place < b.place ? -1 : 1)
    )
  const verdict = places[0]?.verdict ?? 'unknown'
  return { version: 1, kind: 'merge', of, at: new Date(now).toISOString(), verdict, places }
}

const NO_RESULT: MergeGap = {
  why: 'no result: its job failed, was cancelled or never ran',
  hint: 'Run its job and merge again, or take it off the list of --expect.'
}

/** Several jobs of one place: of different clusters or files, waves of a deployment, or rerun. */
function mergedPlace(parts: readonly Part[]): MergedPlace {
  const items = groupBy(
    parts.flatMap(part => part.items),
    ({ name, state, reason }) => (state === 'open' ? `${name} ${reason}` : name)
  ).map(same => same.reduce(counting))
  const gap = parts.find(part => part.gap !== undefined)?.gap
  const has = (state: Item['state']) => items.some(item => item.state === state)
  return {
    place: parts[0]?.place ?? '',
    verdict: has('failed') ? 'failed' : gap !== undefined || has('unknown') ? 'unknown' : 'good',
    ...present({ why: gap?.why, hint: gap?.hint, url: parts.find(({ url }) => url !== undefined)?.url }),
    good: items.filter(({ state }) => state === 'good').length,
    items: items
      .filter(({ state }) => state !== 'good')
      .toSorted((a, b) => ITEMS_FIRST.indexOf(a.state) - ITEMS_FIRST.indexOf(b.state))
      .map(({ at: _, ...item }) => item)
  }
}

/** The later outcome of a service counts; if it is not known which is later, the worse one. */
function counting(a: Item, b: Item): Item {
  const [first, second] = [Date.parse(a.at ?? ''), Date.parse(b.at ?? '')]
  if (first !== second && !Number.isNaN(first - second)) return first > second ? a : b
  return ITEMS_FIRST.indexOf(a.state) <= ITEMS_FIRST.indexOf(b.state) ? a : b
}
