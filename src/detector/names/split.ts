import { plainName } from './plain.ts'
import { KEY_QUALIFIERS, PASSWORD_HEADS, SECRET_HEADS, WEAK_HEADS } from './words.ts'

/** Longest part of a name that is examined; real names are far shorter. */
const MAX_NAME = 256

/** Endings written without a separator: `PGPASSWORD`, `authtoken`. */
const GLUED =
  /^(.{1,40}?)(password|passwort|passwd|passphrase|passcode|secret|token|apikey|accesskey|secretkey|privatekey|pwd|kennwort|contrasena|motdepasse|psk|salt)$/

/** `pass` counts as an ending only after these; `bypass`, `compass`, and `trespass` are other words. */
const GLUED_PASS =
  /^(db|my|email|imap|bind|http|proxy|auth|app|ssh|sudo|vpn|sys|dba|\w{0,20}(?:pg|sql|mongo|redis|base|root|admin|user|smtp|mail|ftp|ldap|rabbit|amqp))(pass|pw)$/

/** Endings of the text before `key` in a single word: Artifactory's `joinkey`, Mattermost's `atrestencryptkey`. */
export const GLUED_QUALIFIER = /^join$|(?:encrypt|encryption|secret|private|master|signing|access|cipher)$/

function isHead(word: string): boolean {
  return PASSWORD_HEADS.has(word) || SECRET_HEADS.has(word) || WEAK_HEADS.has(word)
}

/** Words with the ending of a credential's name that are something else. */
const OTHER_WORDS: ReadonlySet<string> = new Set(['detoken', 'nontoken', 'pretoken', 'oldpwd', 'basalt'])

/**
 * splitName splits a name into lower-case words at `_ - . : /`, spaces, camelCase, and digits, and separates compound
 * words: `dbPassword`, `PGPASSWORD`, and `spring.datasource.password` all end in `password`.
 */
export function splitName(name: string): readonly string[] {
  return wordsOf(plainName(name))
}

/** wordsOf does the same for a name that is already plain. */
export function wordsOf(name: string): readonly string[] {
  const words: string[] = []
  const spaced = name
    .slice(-MAX_NAME)
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
  for (const part of spaced.split(/[^A-Za-z0-9]+/)) {
    const word = part
      .toLowerCase()
      // PASSWORDV2, DBPASSWDPROD
      .replace(/^([a-z]{0,40}(?:password|passwd|pwd|secret|token|key|salt))v\d{1,3}$/, '$1')
      .replace(
        /^([a-z]{0,40}(?:password|passwd|pwd|secret))(?:prod|dev|test|stage|staging|qa|uat|live|bis|old|new)$/,
        '$1'
      )
      .replace(/^([a-z]{2,})\d+$/, (whole, letters: string) =>
        whole === 'base64' || whole === 's3' || whole === 'i18n' ? whole : letters
      )
    if (word !== '') words.push(...unglue(word))
  }
  return words
}

function unglue(word: string): readonly string[] {
  if (OTHER_WORDS.has(word)) return [word]
  const match = GLUED.exec(word) ?? (/(?:ass|pw)$/.test(word) ? GLUED_PASS.exec(word) : null)
  if (match) return [match[1] as string, match[2] as string]
  // tokenvalue, hmacencoded
  const told = /^(.{3,20})(value|encoded|base64)$/.exec(word)
  if (told?.[1] && isHead(told[1])) return [told[1], told[2] as string]
  // jwtkey, but not monkey
  const qualifier = /^(.{2,20})keys?$/.exec(word)?.[1] ?? ''
  return KEY_QUALIFIERS.has(qualifier) || GLUED_QUALIFIER.test(qualifier) ? [qualifier, 'key'] : [word]
}
