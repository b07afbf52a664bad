/** Endings in the names of variables that contain the parts of one value. */
const PART =
  /(?:\d{1,2}|[_.-][A-F]|[_.-]?(?:first|second|third|one|two|three|start|end|left|right|head|tail|half|rest|prefix|suffix|[_.-]i{1,3}))$/i

/** More variables than this are a list; no token is split into that many parts. */
export const MOST_PARTS = 8

/** isNamedPart returns whether the name of a variable ends like that of a part. */
export function isNamedPart(name: string): boolean {
  return PART.test(name)
}

/** canBePart returns whether a value can be a part of a token: one word of some length. */
export function canBePart(value: string): boolean {
  return /^\S{4,256}$/.test(value)
}

/** withoutPart returns the common name of the parts of one value. */
export function withoutPart(name: string): string {
  return name.replace(PART, '')
}

/** joinsOf returns the texts that parts can be joined to: in either order, each also reversed. */
export function joinsOf(parts: readonly string[]): readonly string[] {
  const orders = [parts.join(''), [...parts].reverse().join('')]
  return [...orders, ...orders.map(order => [...order].reverse().join(''))]
}
