import { tokensIn } from './shapes/match.ts'
import { findUrlLogin } from './urls/logins.ts'

/** A login without a scheme, as pasted before a registry or a host. The digest of an image has a similar form. */
const BARE_LOGIN =
  /(?<![\w/@.:-])[\w.-]{1,64}:([^\s:@/"'<>*$%{}]{4,128})@(?!sha\d{3}:)[\w-]{1,64}(?=[.:/][\w-]|$)/g

/** Maximum number of logins to search for in one text. */
const MOST_LOGINS = 8

/**
 * plainCredentialsIn returns the credentials in a text that are recognizable without a name: tokens of a known shape,
 * and passwords of logins before a host. Fast, since it checks every displayed text. Pure; never throws.
 */
export function plainCredentialsIn(text: string): readonly string[] {
  const found = [...tokensIn(text)]
  if (!text.includes('@')) return found
  for (const [, password = ''] of text.matchAll(BARE_LOGIN)) found.push(password)
  let rest = text
  for (let count = 0; count < MOST_LOGINS; count++) {
    const login = findUrlLogin(rest)
    if (login === undefined || login.raw === '') break
    found.push(login.raw)
    // Only this search sees the rest.
    rest = rest.replaceAll(login.raw, '***')
  }
  return found
}
