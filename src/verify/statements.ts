import type { JsonObject, JsonValue } from '../json.ts'

/** allow returns the policy statement that allows an action on a resource. */
export function allow(action: string, resource: string): JsonObject {
  return { Effect: 'Allow', Action: action, Resource: resource }
}

/** joinStatements combines statements that differ only in their resource. */
export function joinStatements(statements: readonly JsonObject[]): JsonObject {
  const [first = {}] = statements
  const resources = [...new Set(statements.flatMap(statement => listOf(statement['Resource'])))]
  return resources.length < 2 ? first : { ...first, Resource: resources }
}

/** listOf returns a policy's element as a list: one item may stand alone in it. */
export function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  if (value === undefined) return []
  return Array.isArray(value) ? (value as readonly JsonValue[]) : [value]
}
