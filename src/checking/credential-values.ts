import { isQuietName } from '../detector/quiet/text.ts'

/** How short and plain a value may be that is looked for: `postgres` stands in every other definition. */
const SHORTEST = 8
const PLAIN = /^(?:[a-z]+|\d+|arn:.*|(?:secretsmanager|ssm):.*|[/\w.-]*\/[/\w.-]*)$/i

/**
 * credentialValues gives the values of variables that may hold a credential, each with the names of the variables: by the name, or as a URL with a
 * login. Whether one is named like a credential indeed is judged where one stands in a definition (`knownValue`).
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
