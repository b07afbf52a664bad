import { isObject, type JsonObject, type JsonValue } from '../json.ts'
import { present } from '../present.ts'
import { type AccountRegion, placeInName } from './place.ts'

/** The document of one job, as `--format json` of a mode printed it, as far as it could be read. */
export type RunDocument = {
  readonly file: string
  /** The place that the run states, or the one in the file's name. */
  readonly place?: AccountRegion
  readonly clusters: readonly string[]
  /** The URL of the workflow run. */
  readonly url?: string
  /** Why the run is unusable. Absent if it is complete. */
  readonly broken?: string
  readonly content: JsonObject
}

/**
 * readRun reads the document of a run of one mode. A file that is no such document is returned as broken, and never
 * left out.
 */
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

/** stringIn returns a value that is a non-empty string. */
export function stringIn(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** stringsIn returns the non-empty strings of an array, or an empty list for anything else. */
export function stringsIn(value: JsonValue | undefined): readonly string[] {
  return Array.isArray(value) ? (value as readonly JsonValue[]).flatMap(one => stringIn(one) ?? []) : []
}

/** objectsWithin returns the objects of an array, or an empty list for anything else. */
export function objectsWithin(value: JsonValue | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? (value as readonly JsonValue[]).filter(isObject) : []
}
