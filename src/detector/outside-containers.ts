import { embeddedCredential } from './embedded/credential-in-text.ts'
import { looksLikeJson } from './embedded/leaves.ts'
import { judgeName } from './names/credential-name.ts'
import { shortTextsOf } from './parts.ts'
import { plainCredentialsIn } from './plain-credentials.ts'
import { findLogin } from './urls/logins.ts'
import { credentialByName } from './values/credential.ts'
import { looksRandom } from './values/describe.ts'

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
  return shortTextsOf(text).some(part => embeddedCredential(part, { name, depth: 0 })?.certainty === 'sure')
}

/** Words with a digit in names, up to the next word: `backupS3Bucket`. In `s3cret` and `mys3lily` it is no word. */
const WITH_DIGIT =
  /(?:S3|EC2|K8s|OAuth2|Auth0|B2B|DB2|X509|Base64|^(?:s3|ec2|k8s|oauth2|auth0|b2b|db2|x509|base64))(?![a-z])/g

/**
 * namesStored returns whether a text can be the name of a parameter or a secret: a path, a word, words with marks
 * between them. `Harbor52Lantern`, with digits and nothing between its words, is rather what is stored.
 */
export function namesStored(text: string): boolean {
  if (!/^[\w./:${}@+=-]{1,512}$/.test(text) || plainCredentialsIn(text).length > 0) return false
  if (!/[/:._-]|\$\{/.test(text)) return /^[A-Za-z]+\d?$/.test(text.replace(WITH_DIGIT, ''))
  return !text.split(/[/:]/).some(part => part.length >= 20 && looksRandom(part))
}

/** DB_URL = "jdbc:…?password=…", DB_CONFIG = "{…}" among a service's variables. Scripts contain `password=password`. */
function holdsCredential(name: string, text: string): boolean {
  const isLine = !text.includes('\n')
  if (isLine && findLogin(text) !== undefined) return true
  if (!looksLikeJson(text) && !(isLine && /=|^--?[A-Za-z]/.test(text))) return false
  return embeddedCredential(text, { name, depth: 0 })?.certainty === 'sure'
}
