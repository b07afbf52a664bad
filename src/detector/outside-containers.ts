import { embeddedCredential } from './embedded/credential-in-text.ts'
import { looksLikeJson } from './embedded/leaves.ts'
import type { Sink } from './entries.ts'
import { judgeName } from './names/credential-name.ts'
import { plainCredentialsIn } from './plain-credentials.ts'
import { findLogin } from './urls/logins.ts'
import { credentialByName } from './values/credential.ts'

/**
 * speaks returns whether a text outside of containers is listed: it is a credential without further context.
 * `Authentication: S3Credentials` refers to the member of that name.
 */
export function speaks(name: string, text: string, { isMember }: Sink): boolean {
  const { strength } = judgeName(name)
  if (strength === 'strong') return true
  const hit = strength === 'weak' ? credentialByName(name, text) : undefined
  if (hit !== undefined && hit.certainty !== 'unsure') return isMember?.(text) !== true
  return plainCredentialsIn(text).length > 0 || holdsCredential(name, text)
}

/** DB_URL = "jdbc:…?password=…", DB_CONFIG = "{…}" among a service's variables. Scripts contain `password=password`. */
function holdsCredential(name: string, text: string): boolean {
  const isLine = !text.includes('\n')
  if (isLine && findLogin(text) !== undefined) return true
  if (!looksLikeJson(text) && !(isLine && /=|^--?[A-Za-z]/.test(text))) return false
  return embeddedCredential(text, { name, depth: 0 })?.certainty === 'sure'
}
