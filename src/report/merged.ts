import { sectionsToMarkdown } from './markdown.ts'
import type { Merged, MergedPlace, MergedVerdict } from './merge/merge.ts'
import type { Item } from './merge/read-document.ts'
import { codePiece, type ReportSection, sectionToText, type TextRow, tableBlock } from './section.ts'
import { count, plain } from './text.ts'

/** GitHub accepts a step summary of 1 MiB; the rest is for the other steps of the job. */
const MARKDOWN_BYTES = 800_000

const WORDS: Readonly<Record<Merged['of'], Readonly<Record<MergedVerdict, string>>>> = {
  audit: { failed: 'Exposed', unknown: 'Not verified', good: 'Clean' },
  check: { failed: 'Findings', unknown: 'Not verified', good: 'Clean' },
  results: { failed: 'Failed', unknown: 'Incomplete', good: 'Succeeded' }
}

const STATES: Readonly<Record<Item['state'], string>> = {
  failed: 'failed',
  unknown: 'not verified',
  open: 'not verified',
  old: 'to purge',
  good: 'good'
}

/** mergedToText returns the lines of a log: the verdict, then a row for everything that needs somebody. */
export function mergedToText(merged: Merged): readonly string[] {
  return [plain(mergedSentence(merged)), ...sectionToText(mergedSection(merged))]
}

/** mergedToMarkdown returns the same as a table within the limit of a step summary; what does not fit is counted. */
export function mergedToMarkdown(merged: Merged): string {
  const section = { ...mergedSection(merged), heading: mergedSentence(merged), rest: ' in the JSON' }
  return `${sectionsToMarkdown([section], MARKDOWN_BYTES)}\n`
}

/** mergedSentence returns the verdict as a sentence with its numbers. */
function mergedSentence({ of, verdict, places }: Merged): string {
  const words = WORDS[of]
  const noun: readonly [string, string] =
    of === 'check' ? ['repository', 'repositories'] : ['account and Region', 'accounts and Regions']
  const number = (wanted: MergedVerdict) => places.filter(place => place.verdict === wanted).length
  const others = (['unknown', 'good'] as const).filter(one => one !== verdict && number(one) > 0)
  const rest = others.map(one => `, ${number(one)} ${words[one].toLowerCase()}`).join('')
  const items = places.flatMap(place => place.items)
  const points = items.filter(({ state }) => state === 'open').length
  const old = items.some(({ state }) => state === 'old') ? ' Old revisions contain plaintext.' : ''
  const open = points === 0 ? '' : ` Not verified: ${count(points, 'point')}.`
  return `${words[verdict]}: ${number(verdict)} of ${count(places.length, ...noun)}${rest}.${old}${open}`
}

function mergedSection(merged: Merged): ReportSection {
  const columns = ['where', 'result', 'what', 'why', 'what to do']
  const rows = merged.places.flatMap(place => placeRows(place, merged.of))
  return { id: 'merged', heading: '', blocks: tableBlock(columns, rows) }
}

function placeRows(place: MergedPlace, of: Merged['of']): readonly TextRow[] {
  const words = WORDS[of]
  const items = place.items.map(item => rowOf(place, item, words))
  if (place.why !== undefined) return [...items, rowOf(place, gapItem(place), words)]
  if (items.length > 0 && place.verdict !== 'good') return items
  return [...items, rowOf(place, { name: count(place.good, 'item'), state: 'good', reason: '' }, words)]
}

function gapItem({ why = '' }: MergedPlace): Item {
  return { name: '', state: 'unknown', reason: why }
}

function rowOf(place: MergedPlace, item: Item, words: Readonly<Record<MergedVerdict, string>>): TextRow {
  const { state, name, reason } = item
  const result = state === 'failed' ? words.failed : state === 'good' ? words.good : STATES[state]
  const hint = item.name === '' ? (place.hint ?? '') : ''
  const advice = place.url === undefined || state === 'good' ? hint : `${hint} Its run: ${place.url}`.trim()
  return [[codePiece(place.place)], result.toLowerCase(), name, reason, advice]
}
