import type { DocumentNode } from '../document/tree.ts'
import type { Candidate } from './candidate.ts'
import { canBePart, isNamedPart, MOST_PARTS, withoutPart } from './halves.ts'

/**
 * halvesAmong finds the variables of a container whose names differ only in the part. It maps the first variable of
 * each group to the texts of the whole group.
 */
export function halvesAmong(candidates: readonly Candidate[]): ReadonlyMap<DocumentNode, readonly string[]> {
  const groups = new Map<string, Candidate[]>()
  for (const candidate of candidates) {
    const { location, name, scope, value } = candidate
    if (location !== 'environment' || !isNamedPart(name) || !canBePart(value)) continue
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
