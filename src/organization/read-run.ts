import { isObject, type JsonObject, type JsonValue, objectsIn } from '../json.ts'
import { present } from '../present.ts'
import { HINT_FOR_INCOMPLETE, type Incomplete, OTHER_RELEASE } from './incomplete.ts'
import { type AccountRegion, placeInName, placeInText } from './place.ts'

/** The document of one job, as `--format json` of a mode printed it, as far as it could be read. */
export type RunDocument = {
  readonly file: string
  /** The place that the run states, or the one in the file's name. */
  readonly place?: AccountRegion
  readonly clusters: readonly string[]
  /** The URL of the workflow run. */
  readonly url?: string
  /** Why the run is unusable. Absent if it is complete. */
  readonly broken?: Incomplete
  readonly content: JsonObject
}

/** The text of a file, or why it could not be read. */
export type FileText = { readonly text: string } | Incomplete

const SEVERAL: Incomplete = {
  why: 'it acted in several accounts or Regions',
  hint: 'Give each account and Region a job of its own, and merge again.'
}

/**
 * readRun reads the document of a run of one mode. A file that is no such document is returned as broken, and never
 * left out.
 */
export function readRun(file: string, read: FileText, modes: readonly string[]): RunDocument {
  const named = placeInName(file)
  const broken = (why: Incomplete, content: JsonObject = {}): RunDocument => ({
    file,
    ...present({ place: named }),
    clusters: [],
    broken: why,
    content
  })
  const found = parseFile(read)
  if ('why' in found) return broken(found)
  const { parsed } = found
  if (typeof parsed['mode'] !== 'string' || !modes.includes(parsed['mode']) || parsed['version'] !== 1)
    return broken(...whatOther(parsed, modes))
  const [target, ...others] = objectsIn(parsed['target'])
  const account = stringIn(target?.['account'])
  const region = stringIn(target?.['region'])
  const own = placeInText(`${account}/${region}`)
  const run = isObject(parsed['run']) ? parsed['run'] : {}
  return {
    file,
    ...present({ place: own ?? named, url: stringIn(run['url']) }),
    clusters: [target ?? {}, ...others].flatMap(({ clusters }) => stringsIn(clusters)),
    ...(others.length > 0 ? { broken: SEVERAL } : {}),
    content: parsed
  }
}

/** parseFile parses a file that contains one JSON object. */
export function parseFile(read: FileText): { readonly parsed: JsonObject } | Incomplete {
  if ('why' in read) return read
  if (read.text.trim() === '') return { why: 'its file is empty', hint: HINT_FOR_INCOMPLETE }
  try {
    const parsed: unknown = JSON.parse(read.text)
    return isObject(parsed)
      ? { parsed }
      : { why: 'its file is not the JSON of a run', hint: hintForOtherFile('a run') }
  } catch {
    return { why: 'its file is not JSON, or is cut off', hint: HINT_FOR_INCOMPLETE }
  }
}

/** hintForOtherFile is what to do about a file that is no result of a job. */
export function hintForOtherFile(what: string): string {
  return `Give the merge what --format json of ${what} printed, and leave this file out.`
}

/** What another release wrote may show what is wrong; what another mode wrote says nothing about this one. */
function whatOther(parsed: JsonObject, modes: readonly string[]): readonly [Incomplete, JsonObject] {
  const why = whyOther(parsed, modes)
  return [why, why === OTHER_RELEASE ? parsed : {}]
}

/** Why a JSON object is not the document of a run of these modes. */
function whyOther({ kind, mode, version }: JsonObject, modes: readonly string[]): Incomplete {
  const wanted = modes.join(', ')
  const hint = hintForOtherFile(
    `mode ${modes.length > 1 ? `${modes.slice(0, -1).join(', ')} or ` : ''}${modes.at(-1)}`
  )
  if (typeof kind === 'string' && kind.startsWith('organization-'))
    return { why: 'its file is the result of a merge, not of a job', hint }
  if (typeof mode !== 'string' || !Number.isInteger(version))
    return { why: `its file is not the JSON of mode ${wanted}`, hint }
  if (!modes.includes(mode)) return { why: `its file is the JSON of another mode than ${wanted}`, hint }
  return OTHER_RELEASE
}

/** isObjectList returns whether a value is a list in which every item is an object. */
export function isObjectList(value: JsonValue | undefined): boolean {
  return Array.isArray(value) && objectsIn(value).length === value.length
}

/** problemsGap returns why it is not known whether a run had problems; undefined if its list is whole. */
export function problemsGap({ problems }: JsonObject): Incomplete | undefined {
  return isObjectList(problems)
    ? undefined
    : { why: 'its list of problems is missing or is not complete', hint: HINT_FOR_INCOMPLETE }
}

/** pointsOf returns the notes of a run that a point was not verified. They do not change its verdict. */
export function pointsOf({ remarks }: JsonObject): readonly string[] {
  return objectsIn(remarks)
    .filter(({ isUnverified }) => isUnverified === true)
    .map(({ message }) => stringIn(message) ?? 'Not verified: a point without a description.')
}

/** stringIn returns a value that is a non-empty string. */
export function stringIn(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** stringsIn returns the non-empty strings of an array, or an empty list for anything else. */
export function stringsIn(value: JsonValue | undefined): readonly string[] {
  return Array.isArray(value) ? (value as readonly JsonValue[]).flatMap(one => stringIn(one) ?? []) : []
}

/**
 * asExternal passes every text of merged documents through `external`, which removes what could be a credential. The
 * files come from other jobs, and anyone who can write one decides what is in it: their texts are as little trusted as
 * those of AWS. A fingerprint looks like a random word, and is one of ours only in its own form. Pure.
 */
export function asExternal<Data>(data: Data, gate: { external(text: string): string }): Data {
  return cleaned(data, text => gate.external(text), '') as Data
}

function cleaned(data: unknown, external: (text: string) => string, name: string): unknown {
  if (typeof data === 'string')
    return name === 'fingerprint' && FINGERPRINT.test(data) ? data : external(data)
  if (Array.isArray(data)) return data.map(one => cleaned(one, external, name))
  if (typeof data !== 'object' || data === null) return data
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, cleaned(value, external, key)]))
}

const FINGERPRINT = /^[0-9a-f]{16}$/
