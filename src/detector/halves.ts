import type { DocumentNode } from '../document/tree.ts'
import type { Candidate } from './candidate.ts'

/** What ends the names of variables that hold the parts of one value. */
const PART =
  /(?:\d{1,2}|[_.-][A-F]|[_.-]?(?:first|second|third|one|two|three|start|end|left|right|head|tail|half|rest))$/i

/** Lists have more items; nobody takes a token apart so far. */
export const MOST_PARTS = 8

/** isNamedPart tells whether the name of a variable ends like that of a part. */
export function isNamedPart(name: string): boolean {
  return PART.test(name)
}

/** withoutPart gives what the names of the parts of one value have in common. */
export function withoutPart(name: string): string {
  return name.replace(PART, '')
}

/** halvesAmong finds the variables of a container that have one name but for the part, with the texts of all of them by the first. */
export function halvesAmong(candidates: readonly Candidate[]): ReadonlyMap<DocumentNode, readonly string[]> {
  const groups = new Map<string, Candidate[]>()
  for (const candidate of candidates) {
    const { location, name, scope, value } = candidate
    if (location !== 'environment' || !PART.test(name) || !/^\S{4,256}$/.test(value)) continue
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
