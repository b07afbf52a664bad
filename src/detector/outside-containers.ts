import { embeddedCredential, looksLikeJson } from './embedded.ts'
import { judgeName } from './names/credential-name.ts'
import { plainCredentialsIn } from './plain-credentials.ts'
import { findLogin } from './urls/logins.ts'
import { credentialByName } from './values/credential.ts'

/**
 * isCredentialAlone returns whether a text outside of containers is listed: it is a credential without further context.
 * `Authentication: S3Credentials` refers to the member of that name.
 */
export function isCredentialAlone(
  name: string,
  text: string,
  { isMember }: { readonly isMember?: (text: string) => boolean }
): boolean {
  const { strength } = judgeName(name)
  // "aws:ResourceTag/token" of a policy: the tag that something has.
  if (strength === 'strong' && !/[a-z]Tag\//.test(name)) return true
  const hit = strength === 'weak' ? credentialByName(name, text) : undefined
  if (hit !== undefined && hit.certainty !== 'unsure') return isMember?.(text) !== true
  return plainCredentialsIn(text).length > 0 || holdsCredential(name, text)
}

/** isPlainTag returns whether an item of `Tags` says what a thing is for: `{Key: secret, Value: db}`. */
export function isPlainTag(list: string | undefined, name: string, text: string): boolean {
  if (!/^tags$/i.test(list ?? '') || judgeName(name).kind === 'password') return false
  return /^[a-z]{2,24}(?:[-_./][a-z]{2,24}){0,4}[-_.]?\d?$/.test(text)
}

/** isPlainCredential returns whether an item of a list is a credential without a name. Commands have spaces. */
export function isPlainCredential(text: string): boolean {
  return text.length >= 12 && !/\s/.test(text.trim()) && plainCredentialsIn(text).length > 0
}

/** holdsSettings returns whether a text is a settings file with a credential in it, or is one under its name. */
export function holdsSettings(name: string, text: string): boolean {
  if (credentialByName(name, text) !== undefined || plainCredentialsIn(text).length > 0) return true
  return embeddedCredential(text, name)?.certainty === 'sure'
}

/** DB_URL = "jdbc:…?password=…", DB_CONFIG = "{…}" among a service's variables. Scripts contain `password=password`. */
function holdsCredential(name: string, text: string): boolean {
  const isLine = !text.includes('\n')
  if (isLine && findLogin(text) !== undefined) return true
  if (!looksLikeJson(text) && !(isLine && /=|^--?[A-Za-z]/.test(text))) return false
  return embeddedCredential(text, name)?.certainty === 'sure'
}
