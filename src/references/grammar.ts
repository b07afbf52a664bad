import type { MalformedReference, ReferenceFault, SecretTail } from './reference.ts'

/**
 * Valid characters of a secret's name (CreateSecret: `/_+=.@-`, letters and digits, at most 512), and the `!` with
 * which secrets managed by an AWS service separate the service's name from the rest (`rds!cluster-…`).
 */
export const secretNamePattern = /^(?:[a-z]{2,32}!)?[A-Za-z0-9/_+=.@-]{1,512}$/

/** Valid characters of a parameter's name (PutParameter; at most 1011 including its path). */
export const parameterNamePattern = /^[A-Za-z0-9_.\-/]{1,1011}$/

/**
 * parameterTailFault distinguishes a version or label from a JSON key after a parameter's name; ECS allows none of
 * them.
 */
export function parameterTailFault(shown: string, parts: readonly string[]): MalformedReference {
  if (parts.length === 1) {
    return malformed(
      'parameter-version',
      `the reference ${shown} is followed by a version, a label or a JSON key; ECS reads the current version of a whole parameter only`,
      `Write ${shown} alone; to pin a version or to pick a JSON key, keep the value in Secrets Manager.`
    )
  }
  return malformed(
    'json-key-on-parameter',
    `the reference ${shown} is followed by a JSON key; ECS takes JSON keys and versions from Secrets Manager only`,
    'Store the value as its own parameter, or keep the JSON in Secrets Manager and write secretsmanager:NAME:json-key::'
  )
}

/** malformed returns the parsed form of a text that cannot be a reference. */
export function malformed(code: string, message: string, hint: string): MalformedReference {
  return { kind: 'malformed', fault: { code, message, hint } }
}

export type ParsedTail = { readonly tail?: SecretTail; readonly fault?: ReferenceFault }

/**
 * parseTail parses up to three parts (json-key, version-stage, version-id). Missing parts count as empty, and three
 * empty parts are no tail. `shown` is the reference without its tail, for messages: a tail is never quoted.
 */
export function parseTail(parts: readonly string[], shown: string): ParsedTail {
  const [jsonKey = '', versionStage = '', versionId = ''] = parts
  if (jsonKey === '' && versionStage === '' && versionId === '') return {}
  if (versionStage !== '' && versionId !== '') {
    return {
      fault: {
        code: 'malformed-tail',
        message: `the reference ${shown} names a version stage and a version id; ECS allows one of them`,
        hint: 'Leave one of the two empty, e.g. :json-key:AWSCURRENT: or :json-key::version-id'
      }
    }
  }
  if (hasControl(jsonKey) || !/^[^\s]{0,256}$/.test(versionStage) || hasControl(versionStage)) {
    return {
      fault: {
        code: 'malformed-tail',
        message: `the JSON key or the version stage of the reference ${shown} has characters that are not allowed`,
        hint: 'A version stage has at most 256 characters and no white space, e.g. AWSCURRENT; a JSON key has no control characters.'
      }
    }
  }
  if (!/^([A-Za-z0-9-]{32,64})?$/.test(versionId)) {
    return {
      fault: {
        code: 'malformed-tail',
        message: `the version id of the reference ${shown} has ${versionId.length} characters or is not made of letters, digits and hyphens`,
        hint: 'A version id has 32 to 64 characters (`aws secretsmanager list-secret-version-ids`); a stage such as AWSPREVIOUS belongs one colon earlier.'
      }
    }
  }
  return { tail: { jsonKey, versionStage, versionId } }
}

function hasControl(text: string): boolean {
  return [...text].some(character => character < ' ' || character === '\u007f')
}
