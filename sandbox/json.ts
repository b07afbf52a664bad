/** JSON as sent over the wire. */
export type Json = string | number | boolean | null | Json[] | JsonMap
/** A JSON object; an absent member and an undefined one mean the same. */
export type JsonMap = { [key: string]: Json | undefined }

/** isMap reports whether a value is a JSON object (not null, not an array). */
export function isMap(value: unknown): value is JsonMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** textOf returns a member's text, or undefined if it is absent, null or of another type. */
export function textOf(map: JsonMap, key: string): string | undefined {
  const value = map[key]
  return typeof value === 'string' ? value : undefined
}

/** numberOf returns a member's number, or undefined. */
export function numberOf(map: JsonMap, key: string): number | undefined {
  const value = map[key]
  return typeof value === 'number' ? value : undefined
}

/** booleanOf returns a member's boolean, or undefined. */
export function booleanOf(map: JsonMap, key: string): boolean | undefined {
  const value = map[key]
  return typeof value === 'boolean' ? value : undefined
}

/** mapOf returns a member's object, or undefined. */
export function mapOf(map: JsonMap, key: string): JsonMap | undefined {
  const value = map[key]
  return isMap(value) ? value : undefined
}

/** listOf returns a member's array; an absent one is empty. */
export function listOf(map: JsonMap, key: string): Json[] {
  const value = map[key]
  return Array.isArray(value) ? value : []
}

/** textsOf returns the strings of an array member and skips all other elements. */
export function textsOf(map: JsonMap, key: string): string[] {
  return listOf(map, key).filter(item => typeof item === 'string')
}

/** mapsOf returns the objects of an array member and skips all other elements. */
export function mapsOf(map: JsonMap, key: string): JsonMap[] {
  return listOf(map, key).filter(isMap)
}

/** without copies an object except for undefined members, so that it compares and serializes cleanly. */
export function compact(map: JsonMap): JsonMap {
  return Object.fromEntries(Object.entries(map).filter(([, value]) => value !== undefined))
}

/** seconds converts virtual milliseconds to AWS's JSON timestamps: seconds since 1970, with a fraction. */
export function seconds(ms: number | undefined): number | undefined {
  return ms === undefined ? undefined : ms / 1000
}

/** sameJson compares two JSON values; the order of an object's members does not matter. */
export function sameJson(a: Json | undefined, b: Json | undefined): boolean {
  return canonical(a) === canonical(b)
}

function canonical(value: Json | undefined): string {
  return JSON.stringify(value, (_key, item: unknown) =>
    isMap(item) ? Object.fromEntries(Object.entries(item).sort(([x], [y]) => (x < y ? -1 : 1))) : item
  )
}
