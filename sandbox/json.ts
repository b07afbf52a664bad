/** JSON as sent over the wire. */
export type Json = string | number | boolean | null | Json[] | JsonMap
/** A JSON object; an absent member and an undefined one mean the same. */
export type JsonMap = { [key: string]: Json | undefined }

/** isMap reports whether a value is a JSON object (not null, not an array). */
export function isMap(value: unknown): value is JsonMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** pickMembers returns the named members of an object, as far as they are given. */
export function pickMembers(input: object, names: readonly string[]): JsonMap {
  return Object.fromEntries(
    Object.entries(input).filter(([key, value]) => names.includes(key) && value !== undefined)
  )
}

/** sameJson compares two JSON values; the order of an object's members does not matter. */
export function sameJson(a: unknown, b: unknown): boolean {
  return canonical(a) === canonical(b)
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) =>
    isMap(item) ? Object.fromEntries(Object.entries(item).sort(([x], [y]) => (x < y ? -1 : 1))) : item
  )
}
