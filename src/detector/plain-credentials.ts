import { tokensIn } from './shapes/match.ts'
import { findUrlLogin } from './urls/logins.ts'

/** A login without a scheme, as it is pasted before a registry or a host; the digest of an image looks alike. */
const BARE_LOGIN =
  /(?<![\w/@.:-])[\w.-]{1,64}:([^\s:@/"'<>*$%{}]{4,128})@(?!sha\d{3}:)[\w-]{1,64}(?=[.:/][\w-]|$)/g

/** More logins than this in one text are not looked for. */
const MOST_LOGINS = 8

/**
 * plainCredentialsIn gives the credentials in a text that need no name beside them: tokens of known shape, and passwords of logins
 * before a host. Fast, since every text that is shown is asked about. Pure; never throws.
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
    rest = rest.replaceAll(login.raw, '***')
  }
  return found
}
