import { createHash } from 'node:crypto'
import { isObject, type JsonObject, type JsonValue } from '../../json.ts'
import { withoutCommitTag } from '../../plan/commit-tag.ts'
import { normalizeDefinition } from '../../plan/normalize.ts'
import { isKnownMember } from '../../template/known-member.ts'

/**
 * fingerprintOf returns 16 hexadecimal digits that are equal for a definition and the revision registered from it, if
 * `compareDefinitions` would find no difference: tags and members that no model knows do not count.
 */
export function fingerprintOf(definition: JsonObject): string {
  const { tags: _, ...own } = normalizeDefinition(withoutCommitTag(definition))
  return createHash('sha256')
    .update(JSON.stringify(known(own, [])))
    .digest('hex')
    .slice(0, 16)
}

/** Sorts members by name, so that their order in a file does not matter. */
function known(value: JsonValue, path: readonly string[]): JsonValue {
  if (Array.isArray(value)) return (value as readonly JsonValue[]).map(item => known(item, path))
  if (!isObject(value)) return value
  const entries = Object.entries(value)
    .filter(([key]) => isKnownMember([...path, key]))
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(entries.map(([key, child]) => [key, known(child, [...path, key])]))
}
