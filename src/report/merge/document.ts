import { isObject, type JsonObject, type JsonValue, objectsIn } from '../../json.ts'

/** The kind of documents to merge: those of `audit`, of `check`, or of the modes that deploy. */
export type MergeKind = 'audit' | 'results' | 'check'

/** Why something is not verified, as the end of a sentence, and what to do about it, as sentences. */
export type MergeGap = { readonly why: string; readonly hint: string }

/** The text of a file, or why it could not be read. */
export type FileText = { readonly text: string } | MergeGap

/**
 * What one document says of a service, task or finding. `open` and `old` do not change a verdict: a point that a run
 * notes as not verified, and old revisions with plaintext.
 */
export type Item = {
  readonly name: string
  readonly state: 'failed' | 'unknown' | 'open' | 'old' | 'good'
  readonly reason: string
  /** When a service reached its outcome, ISO 8601. */
  readonly at?: string
}

/** What one file says of an account and Region (`ACCOUNT/REGION`) or repository (`OWNER/NAME`). */
export type Part = {
  readonly place: string
  readonly items: readonly Item[]
  /** Why it does not show that everything was verified. */
  readonly gap?: MergeGap
  /** The workflow run. */
  readonly url?: string
}

/** What to do about a document that lacks a part. */
export const AGAIN = 'Find out in its run why, run its job again, and merge again.'
/** gapOf makes a reason, by default with the advice for a document that lacks a part. */
export const gapOf = (why: string, hint = AGAIN): MergeGap => ({ why, hint })

/** Why a document of another form is not read. */
export const OTHER_RELEASE = gapOf(
  'its file is of another release, with another form of JSON',
  'Run the jobs and the merge with the same release, and merge again.'
)

/** parseFile parses a file that contains one JSON object. */
export function parseFile(read: FileText): { readonly parsed: JsonObject } | MergeGap {
  if ('why' in read) return read
  if (read.text.trim() === '') return gapOf('its file is empty')
  try {
    const parsed: unknown = JSON.parse(read.text)
    return isObject(parsed) ? { parsed } : gapOf('its file is not the JSON of a run', otherFile('a run'))
  } catch {
    return gapOf('its file is not JSON, or is cut off')
  }
}

/** otherFile returns what to do about a file that is no result of a job. */
export function otherFile(what: string): string {
  return `Give the merge what --format json of ${what} printed, and leave this file out.`
}

/** pointsIn returns the points that a run notes as not verified. They do not change its verdict. */
export function pointsIn(document: JsonObject): readonly Item[] {
  return objectsIn(document['remarks'])
    .filter(({ isUnverified }) => isUnverified === true)
    .map(({ message }) => ({
      name: 'not verified',
      state: 'open',
      reason: stringIn(message) ?? 'A point without a description.'
    }))
}

/** Why it is not known whether a run had problems. */
export const NO_PROBLEMS = gapOf('its list of problems is missing or is not complete')

/** problemGap returns why a run that names a problem, or no list of them, is not trusted. */
export function problemGap({ problems }: JsonObject): MergeGap | undefined {
  const [problem] = objectsIn(problems)
  const message = stringIn(problem?.['message'])
  if (message !== undefined) return gapOf(message, stringIn(problem?.['hint']))
  return isObjectList(problems) && problem === undefined ? undefined : NO_PROBLEMS
}

/** endGap returns why the end of a run is not known to be good; undefined for exit code 0. */
export function endGap(exitCode: JsonValue | undefined): MergeGap | undefined {
  if (!Number.isInteger(exitCode)) return gapOf('its file does not say how its run ended')
  return exitCode === 0 ? undefined : gapOf(`its run ended with exit code ${String(exitCode)}`)
}

/** placeInText finds `ACCOUNT/REGION` in a text such as `audit-123456789012-eu-west-1.json`. */
export function placeInText(text: string): string | undefined {
  const [, account, region] =
    /(?<!\d)(\d{12})[-_/.\s,]+([a-z]{2,4}(?:-[a-z]+)+-\d+)(?![\w-])/.exec(text) ?? []
  return account === undefined ? undefined : `${account}/${region}`
}

/** The name of a repository, `OWNER/NAME`. */
export const REPOSITORY = /^[A-Za-z0-9][A-Za-z0-9-]*\/[A-Za-z0-9._-]+$/

/**
 * readExpected reads what must have reported: lines, or a JSON array (also as `include` of a matrix), of
 * `ACCOUNT/REGION` and `{"account", "region"}`, or of `OWNER/NAME` and `{"full_name"}`. Returns the numbers of entries
 * that are none.
 */
export function readExpected(
  kind: MergeKind,
  text: string
): { readonly places: readonly string[]; readonly bad: readonly number[] } {
  const places = entriesOf(text).map(entry => expectedPlace(kind, entry))
  return {
    places: [...new Set(places.flatMap(place => place ?? []))],
    bad: places.flatMap((place, index) => (place === undefined ? [index + 1] : []))
  }
}

function entriesOf(text: string): readonly unknown[] {
  if (!/^\s*[[{]/.test(text))
    return text.split('\n').flatMap(line => (line.trim() === '' ? [] : [line.trim()]))
  try {
    const parsed: unknown = JSON.parse(text)
    const list = isObject(parsed) ? parsed['include'] : parsed
    return Array.isArray(list) ? list : [parsed]
  } catch {
    return [undefined]
  }
}

function expectedPlace(kind: MergeKind, entry: unknown): string | undefined {
  const { account, region, full_name: name = '' } = isObject(entry) ? entry : {}
  const pair = kind === 'check' ? String(name) : `${String(account)}/${String(region)}`
  const text = isObject(entry) ? pair : String(entry)
  if (kind === 'check') return REPOSITORY.test(text) ? text : undefined
  const place = placeInText(text)
  return place?.length === text.replace(/[\s,/]+/, '/').length ? place : undefined
}

/** isObjectList returns whether a value is a list in which every item is an object. */
export function isObjectList(value: JsonValue | undefined): boolean {
  return Array.isArray(value) && objectsIn(value).length === value.length
}

/** isEmpty returns whether a value is an empty list. */
export function isEmpty(value: JsonValue | undefined): boolean {
  return Array.isArray(value) && value.length === 0
}

/** stringIn returns a value that is a text with characters. */
export function stringIn(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** stringsIn returns the texts of a list. */
export function stringsIn(value: JsonValue | undefined): readonly string[] {
  return Array.isArray(value) ? (value as readonly JsonValue[]).flatMap(one => stringIn(one) ?? []) : []
}

/**
 * asExternal passes every text of the merged documents through `external`, which removes what could be a credential:
 * anyone who can write one of the files decides what is in it. Pure.
 */
export function asExternal<Data>(data: Data, gate: { external(text: string): string }): Data {
  return cleaned(data, text => gate.external(text)) as Data
}

function cleaned(data: unknown, external: (text: string) => string): unknown {
  if (typeof data === 'string') return external(data)
  if (Array.isArray(data)) return data.map(one => cleaned(one, external))
  if (typeof data !== 'object' || data === null) return data
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, cleaned(value, external)]))
}
