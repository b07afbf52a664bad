import { isObject, type JsonObject, type JsonValue } from '../json.ts'

/** The name of a tag whose value could be a credential. */
const CREDENTIAL_TAG = /pass|pwd|secret|token|cred|auth|key/i

/**
 * definitionsIn returns what the gate learns of an object as task definitions: the object itself, or the containers in
 * a member of an AWS response, such as the overrides of a task, its tags, or the input of a rule's target.
 */
export function definitionsIn(source: JsonObject): readonly JsonObject[] {
  const { overrides, Input: input, primaryContainer, tags, Tags, hookDetails } = source
  if (Array.isArray(source['containerDefinitions'])) return [source]
  if (isObject(overrides)) return overriding(overrides)
  if (typeof input === 'string') return input.includes('containerOverrides') ? overriding(parsed(input)) : []
  if (isObject(primaryContainer)) return [{ containerDefinitions: [primaryContainer] }]
  if (Array.isArray(tags) || Array.isArray(Tags)) return tagged((tags ?? Tags) as readonly JsonValue[])
  if (hookDetails !== undefined)
    return [{ containerDefinitions: [{ environment: pair('OPTIONS', JSON.stringify(hookDetails)) }] }]
  return [source]
}

/** Most tasks override nothing. */
function overriding({ containerOverrides }: JsonObject): readonly JsonObject[] {
  if (!Array.isArray(containerOverrides)) return []
  const set = containerOverrides.filter(one => isObject(one) && (one['environment'] || one['command']))
  return set.length === 0 ? [] : [{ containerDefinitions: set as JsonValue[] }]
}

function tagged(tags: readonly JsonValue[]): readonly JsonObject[] {
  const environment = tags.flatMap(tag => {
    if (!isObject(tag)) return []
    const { key, Key = key, value, Value = value } = tag
    return typeof Key === 'string' && typeof Value === 'string' && CREDENTIAL_TAG.test(Key)
      ? pair(Key, Value)
      : []
  })
  return environment.length === 0 ? [] : [{ containerDefinitions: [{ environment }] }]
}

function pair(name: string, value: string): JsonObject[] {
  return [{ name, value }]
}

function parsed(text: string): JsonObject {
  try {
    const value = JSON.parse(text) as JsonValue
    return isObject(value) ? value : {}
  } catch {
    // the input of a target can be any text
    return {}
  }
}
