import type { ReferenceFault, SecretTail } from './reference.ts'

export type ParsedTail = { readonly tail?: SecretTail; readonly fault?: ReferenceFault }

/**
 * parseTail reads up to three parts (json-key, version-stage, version-id); parts that are missing count as empty, and
 * three empty ones are no tail. `shown` is the reference without its tail, for messages: a tail is never quoted.
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
