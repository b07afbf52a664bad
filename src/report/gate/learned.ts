import { isDrawn } from '../../detector/values/describe.ts'
import { isObject, type JsonObject, type JsonValue, jsonObjectIn } from '../../json.ts'
import type { JobTexts } from './shown.ts'

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
  if (typeof input === 'string')
    return input.includes('containerOverrides') ? overriding(jsonObjectIn(input) ?? {}) : []
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

/** Names of job variables that contain a credential, rather than its name, its file or something else about it. */
const SECRET_NAME =
  /^(?!INPUT_|GIT_CONFIG_KEY)(?!.*_(?:ARN|FILE|ID|LENGTH|NAME|PATH|POLICY|PREFIX|REGION|STORE|TTL|TYPE|VERSION)$).*(?:TOKEN|SECRET|PASS(?![EIT])|CRED|_PWD$|_PAT$|AUTH$|JWT|(?:ACCESS|ACCOUNT|API|DEPLOY|ENCRYPTION|MASTER|PRIVATE|SIGNING|SSH)_?KEY)/i

/** A secret access key of AWS begins with a slash once in 64 times. */
const ADDRESS = /^(?:\/(?![A-Za-z0-9+/]{39}$)|[A-Za-z]:\\|arn:|https?:)/

/** The password in a URL, such as that of a proxy or a database. */
const LOGIN = /^[a-z][a-z0-9+.-]*:\/\/[^\s/:@]*:([^\s/]+)@/i

/**
 * credentialsOfJob returns the values of variables named like a credential, and the passwords of URLs. A plain word
 * that an input contains too, such as the name of a stage, is not one: masking it would hide the name.
 */
export function credentialsOfJob({ variables, texts }: JobTexts): readonly string[] {
  return variables.flatMap(([name, value = '']) => {
    const secret = LOGIN.exec(value)?.[1] ?? (SECRET_NAME.test(name) && !ADDRESS.test(value) ? value : '')
    return isDrawn(secret) || !texts.some(text => text?.includes(secret)) ? [secret] : []
  })
}
