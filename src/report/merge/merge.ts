import { jsonIn, jsonObjectIn } from '../../json.ts'
import { groupBy } from '../../list.ts'
import { present } from '../../present.ts'
import type { FileText, Item, MergeGap, MergeKind, Part } from './read-document.ts'

/**
 * `unknown`: nothing failed, but something is not verified: a job failed, never ran, or could not read everything.
 * `failed` is exposed, with findings or not succeeded.
 */
export type MergedVerdict = 'failed' | 'unknown' | 'good'

/** One account and Region, or one repository. */
export type MergedPlace = {
  /** `ACCOUNT/REGION` or `OWNER/NAME`; the name of a file that does not have it. */
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
const NO_RESULT: MergeGap = {
  why: 'no result: its job failed, was cancelled or never ran',
  hint: 'Run its job and merge again, or take it off the list of --expect.'
}

/**
 * mergeParts combines the results of many jobs. An expected place without a result is `unknown`, and the whole is never
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
  const rank = ({ verdict }: MergedPlace) => WORST_FIRST.indexOf(verdict)
  const places = groupBy(all, ({ place }) => place.toLowerCase())
    .map(mergedPlace)
    .toSorted((a, b) => rank(a) - rank(b) || (a.place < b.place ? -1 : 1))
  const verdict = places[0]?.verdict ?? 'unknown'
  return { version: 1, kind: 'merge', of, at: new Date(now).toISOString(), verdict, places }
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

/** placeInText finds `ACCOUNT/REGION` in a text such as `audit-123456789012-eu-west-1.json`. */
export function placeInText(text: string): string | undefined {
  const [, account, region] =
    /(?<!\d)(\d{12})[-_/.\s,]+([a-z]{2,4}(?:-[a-z]+)+-\d+)(?![\w-])/.exec(text) ?? []
  return account === undefined ? undefined : `${account}/${region}`
}

/** The name of a repository, `OWNER/NAME`. */
const REPOSITORY = /^[A-Za-z0-9][A-Za-z0-9-]*\/[A-Za-z0-9._-]+$/

/** repositoryIn returns the repository that a file is named after: `checks/OWNER/NAME.json`. */
export function repositoryIn(file: string): string | undefined {
  const parts = file.replace(/\.json$/i, '').split(/[/\\]/)
  const name = parts.slice(-2).join('/')
  return REPOSITORY.test(name) ? name : parts.at(-1)
}

/**
 * expectedIn reads what must have reported: lines, or a JSON array (also as `include` of a matrix), of `ACCOUNT/REGION`
 * and `{"account", "region"}`, or of `OWNER/NAME` and `{"full_name"}`. An entry that is none is undefined.
 */
export function expectedIn(kind: MergeKind, text: string): readonly (string | undefined)[] {
  const entries = text.split('\n').flatMap(line => (line.trim() === '' ? [] : [line.trim()]))
  return (/^\s*[[{]/.test(text) ? listIn(text) : entries).map(entry => {
    const { account, region, full_name: name } = Object(entry) as Readonly<Record<string, unknown>>
    const own = kind === 'check' ? name : `${String(account)}/${String(region)}`
    const said = typeof entry === 'string' ? entry : String(own)
    if (kind === 'check') return REPOSITORY.test(said) ? said : undefined
    const place = placeInText(said)
    return place === said.replace(/[\s,/]+/, '/') ? place : undefined
  })
}

function listIn(text: string): readonly unknown[] {
  const list = jsonObjectIn(text)?.['include'] ?? jsonIn(text)
  return Array.isArray(list) ? list : [undefined]
}

/** fileGap returns why a file holds no JSON of a run, or its JSON. */
export function jsonOf(read: FileText): { readonly parsed: unknown } | MergeGap {
  if ('why' in read) return read
  const parsed = jsonIn(read.text)
  if (parsed !== undefined) return { parsed }
  const why = read.text.trim() === '' ? 'its file is empty' : 'its file is not JSON, or is cut off'
  return { why, hint: AGAIN }
}

/** What to do about a document that lacks a part. */
export const AGAIN = 'Find out in its run why, run its job again, and merge again.'
