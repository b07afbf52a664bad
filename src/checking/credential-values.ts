import { isQuietName } from '../detector/quiet/text.ts'

/**
 * The minimum length and the plain form of values that are not searched for: `postgres` is in many task definitions.
 */
const SHORTEST = 8
const PLAIN = /^(?:[a-z]+|\d+|arn:.*|(?:secretsmanager|ssm):.*|[/\w.-]*\/[/\w.-]*)$/i

/**
 * credentialValues returns the values of variables that may hold a credential, because of the variable's name or as a
 * URL with a login. Each value has the names of its variables. Whether a variable's name really means a credential is
 * decided if its value is found in a task definition (`knownValue`).
 */
export function credentialValues(
  env: Readonly<Record<string, string>>
): ReadonlyMap<string, readonly string[]> {
  const values = new Map<string, string[]>()
  for (const [name, text] of Object.entries(env)) {
    const value = text.trim()
    const isOurs = name.startsWith('INPUT_') && name !== 'INPUT_GITHUB-TOKEN'
    if (isOurs || value.length < SHORTEST || PLAIN.test(value)) continue
    if (value.includes('@') || !isQuietName(name)) values.set(value, [...(values.get(value) ?? []), name])
  }
  return values
}
