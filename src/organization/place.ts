import type { Problem } from '../errors.ts'
import { isObject } from '../json.ts'

/** An account and a Region, in which one job of an organization's audit or deployment runs. */
export type AccountRegion = { readonly account: string; readonly region: string }

/** placeId is the identifier of a place: `123456789012/eu-west-1`. */
export function placeId({ account, region }: AccountRegion): string {
  return `${account}/${region}`
}

const PLACE = /^(\d{12})[\s/,]+([a-z]{2,4}(?:-[a-z]+)+-\d+)$/

/**
 * readPlaces reads the places that must have a result: a JSON array of `{"account", "region"}` (also as `include` of a
 * matrix), or lines `ACCOUNT/REGION`. It ignores other members of the objects.
 */
export function readPlaces(
  file: string,
  text: string
): { readonly places: readonly AccountRegion[]; readonly problems: readonly Problem[] } {
  const entries = entriesOf(text)
  if (entries === undefined)
    return { places: [], problems: [badPlaces(file, 'it is neither JSON nor lines')] }
  const read = entries.map(placeOf)
  const bad = read.flatMap((place, index) => (place === undefined ? [index + 1] : []))
  const problems = bad.length === 0 ? [] : [badPlaces(file, `not valid: entry ${bad.slice(0, 5).join(', ')}`)]
  const places = new Map(
    read.flatMap(place => (place === undefined ? [] : [[placeId(place), place] as const]))
  )
  return { places: [...places.values()], problems }
}

function entriesOf(text: string): readonly unknown[] | undefined {
  if (!/^\s*[[{]/.test(text))
    return text
      .split('\n')
      .map(line => line.trim())
      .filter(line => line !== '')
  try {
    const parsed: unknown = JSON.parse(text)
    if (Array.isArray(parsed)) return parsed
    return isObject(parsed) && Array.isArray(parsed['include']) ? parsed['include'] : undefined
  } catch {
    return undefined
  }
}

/** placeInText reads `ACCOUNT/REGION`; undefined for anything else. */
export function placeInText(text: string): AccountRegion | undefined {
  const [, account, region] = PLACE.exec(text) ?? []
  return account === undefined || region === undefined ? undefined : { account, region }
}

function placeOf(entry: unknown): AccountRegion | undefined {
  if (typeof entry === 'string') return placeInText(entry)
  if (!isObject(entry)) return undefined
  return placeInText(`${String(entry['account'])}/${String(entry['region'])}`)
}

/**
 * placeInName finds the place in a file name, as the workflows name their files: `audit-123456789012-eu-west-1.json`.
 */
export function placeInName(file: string): AccountRegion | undefined {
  const [, account, region] = /(?<!\d)(\d{12})[-_/.]([a-z]{2,4}(?:-[a-z]+)+-\d+)(?![\w-])/.exec(file) ?? []
  return account === undefined || region === undefined ? undefined : { account, region }
}

function badPlaces(file: string, what: string): Problem {
  return {
    code: 'bad-places',
    fault: 'user',
    message: `${file} does not list accounts and Regions: ${what}.`,
    hint: 'Write lines ACCOUNT/REGION, or a JSON array of {"account": "123456789012", "region": "eu-west-1"}.'
  }
}
