import { isQuietName } from '../detector/quiet/text.ts'

/** How short and plain a value may be that is looked for: `postgres` stands in every other definition. */
const SHORTEST = 8
const PLAIN = /^(?:[a-z]+|\d+|arn:.*|(?:secretsmanager|ssm):.*|[/\w.-]*\/[/\w.-]*)$/i
const LOGIN = /^[a-z][\w+.-]*:\/\/[^/\s:@]*:[^/\s@]+@/i

/** credentialValues gives the values of variables that are named like credentials, and URLs with a login, each with the variable's name. */
export async function credentialValues(
  env: Readonly<Record<string, string>>
): Promise<ReadonlyMap<string, string>> {
  const asked = Object.entries(env).flatMap(([name, text]) => {
    const value = text.trim()
    const isOurs = name.startsWith('INPUT_') && name !== 'INPUT_GITHUB-TOKEN'
    const isPlain = isOurs || value.length < SHORTEST || PLAIN.test(value)
    return isPlain || !(LOGIN.test(value) || !isQuietName(name)) ? [] : [{ name, value }]
  })
  if (asked.length === 0) return new Map()
  const { judgeName } = await import('../detector/names/credential-name.ts')
  const values = new Map<string, string>()
  for (const { name, value } of asked) {
    if (values.has(value)) continue
    if (LOGIN.test(value) || judgeName(name).strength === 'strong') values.set(value, name)
  }
  return values
}
