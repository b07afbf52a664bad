import { isObject, type JsonObject, type JsonValue } from '../json.ts'
import { present } from '../present.ts'
import { type AccountRegion, placeInName } from './place.ts'

/** The document of one job, as `--format json` of a mode has printed it, as far as it could be read. */
export type RunDocument = {
  readonly file: string
  /** Where the run acted, as it says itself; else the place that the file is called after. */
  readonly place?: AccountRegion
  readonly clusters: readonly string[]
  /** The page of the workflow run. */
  readonly url?: string
  /** Why nothing can be said of this run; absent where it is whole. */
  readonly broken?: string
  readonly content: JsonObject
}

/** readRun reads the document of a run of one mode. What is none is broken, and never left out. */
export function readRun(file: string, text: string, modes: readonly string[]): RunDocument {
  const parsed = parse(text)
  const named = placeInName(file)
  const broken = (why: string, content: JsonObject = {}): RunDocument => ({
    file,
    ...present({ place: named }),
    clusters: [],
    broken: why,
    content
  })
  if (parsed === undefined)
    return broken(text.trim() === '' ? 'its file is empty' : 'its file is not JSON, or is cut off')
  if (!isObject(parsed)) return broken('its file is not the JSON of a run')
  if (typeof parsed['mode'] !== 'string' || !modes.includes(parsed['mode']) || parsed['version'] !== 1)
    return broken(`its file is not the JSON of mode ${modes.join(', ')} in form 1`, parsed)
  const [target, ...others] = objectsWithin(parsed['target'])
  const account = stringIn(target?.['account'])
  const region = stringIn(target?.['region'])
  const own = account === undefined || region === undefined ? undefined : { account, region }
  const run = isObject(parsed['run']) ? parsed['run'] : {}
  return {
    file,
    ...present({ place: own ?? named, url: stringIn(run['url']) }),
    clusters: [target ?? {}, ...others].flatMap(({ clusters }) => stringsIn(clusters)),
    ...(others.length > 0 ? { broken: 'it acted in several accounts or Regions' } : {}),
    content: parsed
  }
}

function parse(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue
  } catch {
    return undefined
  }
}

/** stringIn gives a text that is one, and that is not empty. */
export function stringIn(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** stringsIn gives the texts of an array; anything else has none. */
export function stringsIn(value: JsonValue | undefined): readonly string[] {
  return Array.isArray(value) ? (value as readonly JsonValue[]).flatMap(one => stringIn(one) ?? []) : []
}

/** objectsWithin gives the objects of an array; anything else has none. */
export function objectsWithin(value: JsonValue | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? (value as readonly JsonValue[]).filter(isObject) : []
}
