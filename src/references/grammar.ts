import type { MalformedReference } from './reference.ts'

/**
 * Legal characters of a secret's name (CreateSecret: `/_+=.@-`, letters and digits, at most 512), and the `!` that secrets
 * managed by an AWS service have between the service's name and the rest (`rds!cluster-…`).
 */
export const secretNamePattern = /^(?:[a-z]{2,32}!)?[A-Za-z0-9/_+=.@-]{1,512}$/

/** Legal characters of a parameter's name (PutParameter; at most 1011 with its path). */
export const parameterNamePattern = /^[A-Za-z0-9_.\-/]{1,1011}$/

/** parameterTailFault tells a version or label from a JSON key behind a parameter; ECS allows none of them. */
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

/** malformed makes the parsed form of a text that can't be a reference. */
export function malformed(code: string, message: string, hint: string): MalformedReference {
  return { kind: 'malformed', fault: { code, message, hint } }
}
