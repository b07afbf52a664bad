import type { DocumentNode } from '../document/tree.ts'
import type { Candidate } from './candidate.ts'

/** Endings in the names of variables that contain the parts of one value. */
const PART =
  /(?:\d{1,2}|[_.-][A-F]|[_.-]?(?:first|second|third|one|two|three|start|end|left|right|head|tail|half|rest))$/i

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

/**
 * halvesAmong finds the variables of a container whose names differ only in the part. It maps the first variable of
 * each group to the texts of the whole group.
 */
export function halvesAmong(candidates: readonly Candidate[]): ReadonlyMap<DocumentNode, readonly string[]> {
  const groups = new Map<string, Candidate[]>()
  for (const candidate of candidates) {
    const { location, name, scope, value } = candidate
    if (location !== 'environment' || !PART.test(name) || !canBePart(value)) continue
    const key = `${scope} ${withoutPart(name)}`
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [candidate])
    else if (group.length <= MOST_PARTS) group.push(candidate)
  }
  const found = new Map<DocumentNode, readonly string[]>()
  for (const group of groups.values()) {
    if (group.length < 2 || group.length > MOST_PARTS) continue
    found.set(
      (group[0] as Candidate).node,
      group.map(({ value }) => value)
    )
  }
  return found
}
