import {
  CODE_QUALIFIERS,
  CONTROL_NAMES,
  HARMLESS_KEY_QUALIFIERS,
  HARMLESS_PIN_QUALIFIERS,
  HARMLESS_QUALIFIERS,
  isPasswordWord,
  KEY_QUALIFIERS,
  NEUTRAL_TAILS,
  PASSWORD_PAIRS,
  PIN_HEADS,
  PUBLIC_WORDS,
  PUBLISHED_NAMES,
  SECRET_HEADS,
  SECRET_PAIRS,
  STORES,
  SWITCH_STARTS,
  VETO_TAILS,
  WEAK_HEADS
} from './words.ts'

/**
 * The meaning of a name. `strong`: a literal value is a credential. `weak`: the value must also look like one.
 * `password`: even a short number counts. `pin`: a number of four digits or more counts.
 */
export type NameVerdict = {
  readonly strength: 'strong' | 'weak' | 'none'
  readonly kind: 'password' | 'pin' | 'secret'
}

const NONE: NameVerdict = { strength: 'none', kind: 'secret' }
const STRONG: NameVerdict = { strength: 'strong', kind: 'secret' }
const WEAK: NameVerdict = { strength: 'weak', kind: 'secret' }
const WEAK_PASSWORD: NameVerdict = { strength: 'weak', kind: 'password' }
const PASSWORD: NameVerdict = { strength: 'strong', kind: 'password' }
const PIN: NameVerdict = { strength: 'strong', kind: 'pin' }

/**
 * judgeName decides by the end of a name: `SECRET_NAME` is not a secret, but `APP_NAME_SECRET` is. Product names at the
 * front do not matter: `KEYCLOAK_ADMIN_PASSWORD` ends in `PASSWORD`.
 */
export function judgeName(name: string): NameVerdict {
  if (CONTROL_NAMES.has(name)) return STRONG
  const plain = plainName(name)
  if (PUBLISHED_NAMES.test(plain)) return NONE
  const words = withoutNeutralTails(wordsOf(plain))
  const verdict = judgeWords(words, words.at(-1) ?? '', words.at(-2) ?? '')
  // MAX_TOKEN is a number and IS_PASSWORD a switch, unless the value looks like a credential.
  if (verdict.strength === 'strong' && isSwitch(words)) return WEAK
  return verdict.kind !== 'password' && isPublic(words) ? NONE : verdict
}

/** By the last word, and the one before it. */
function judgeWords(words: readonly string[], last: string, before: string): NameVerdict {
  const pair = `${before} ${last}`
  if (PASSWORD_PAIRS.has(pair)) return PASSWORD
  if (SECRET_PAIRS.has(pair)) return STRONG
  if (isPasswordWord(last)) return HARMLESS_QUALIFIERS.has(before) && last === 'pass' ? NONE : PASSWORD
  if (PIN_HEADS.has(last)) return HARMLESS_PIN_QUALIFIERS.has(before) ? NONE : PIN
  if (/^codes?$/.test(last)) return CODE_QUALIFIERS.has(before) ? PIN : NONE
  if (VETO_TAILS.has(last) || isPlaceOf(words)) return NONE
  if (SECRET_HEADS.has(last) && HARMLESS_QUALIFIERS.has(before))
    return SWITCH_STARTS.has(before) ? WEAK : NONE
  if (SECRET_HEADS.has(last)) return STRONG
  if (/^keys?$/.test(last)) return judgeKey(before, words.at(-3) ?? '')
  if (WEAK_HEADS.has(last)) return WEAK
  return judgeInside(words)
}

/** The primary key of a table is not a credential, but a primary encryption key is. */
function judgeKey(before: string, first: string): NameVerdict {
  if (before === 'primary' && KEY_QUALIFIERS.has(first)) return STRONG
  // DB_PASSWORD_SECRET_KEY may be the JSON key of the password in a secret.
  if (before === 'secret' && isPasswordWord(first)) return WEAK
  if (before === 'routing' && first === 'pagerduty') return WEAK
  if (HARMLESS_KEY_QUALIFIERS.has(before)) return NONE
  return KEY_QUALIFIERS.has(before) ? STRONG : WEAK
}

/** `PASSWORD_POSTGRES`, `TOKEN_GITHUB`, `SECRET_KEY_SHOP`: the kind comes first, the owner last. */
function judgeInside(words: readonly string[]): NameVerdict {
  const [first = '', second = ''] = words
  const at = words.findIndex(isPasswordWord)
  if (at >= 0)
    return STORES.has(words.at(-1) ?? '') || STORES.has(words[at - 1] ?? '') ? PASSWORD : WEAK_PASSWORD
  if (first === 'secret' && second === 'key' && words.length === 3) return STRONG
  const hasKey = words.some((word, index) => word === 'key' && KEY_QUALIFIERS.has(words[index - 1] ?? ''))
  return hasKey || (words.length > 1 && SECRET_HEADS.has(first)) ? WEAK : NONE
}

/** `PATH_TO_PRIVATE_KEY`, `NAME_OF_SECRET`, Helm's `existingSecret`: what it is stands first. */
function isPlaceOf(words: readonly string[]): boolean {
  return /^(?:path|file|folder|location|name|arn|id|url|link) (?:to|of|with|for) |(?:^| )existing secret/.test(
    words.join(' ')
  )
}

function withoutNeutralTails(words: readonly string[]): readonly string[] {
  let end = words.length
  while (end > 1 && (NEUTRAL_TAILS.has(words[end - 1] as string) || /^\d+$/.test(words[end - 1] as string)))
    end -= 1
  return words.slice(0, end)
}

/**
 * A switch or a limit in front, or behind a vendor's name: `MYSQL_ALLOW_EMPTY_PASSWORD`; SLACK_VERIFY_TOKEN is a
 * secret.
 */
function isSwitch([first = '', second = '', third]: readonly string[]): boolean {
  return (
    SWITCH_STARTS.has(first) ||
    (third !== undefined && /^(?:allow|enable|disable|require|random|max|min|num)$/.test(second))
  )
}

/** isPublicName returns whether a value is published by design: `NEXT_PUBLIC_KEY`, `GOOGLE_SITE_VERIFICATION`. */
export function isPublicName(name: string): boolean {
  return isPublic(splitName(name))
}

function isPublic(words: readonly string[]): boolean {
  if (words.includes('private') || words.includes('secret')) return false
  return (
    words.some(word => PUBLIC_WORDS.has(word)) ||
    /^vite |^(?:react|vue) app |\b(?:site|domain) verification\b/.test(words.join(' '))
  )
}

/** Characters that are not seen: Unicode's default-ignorable ones, combining marks and controls. */
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\p{M}\p{Cf}\p{Cc}]/gu

/**
 * plainName folds a name once: compatible characters (full width, styles) to their plain form, without accents and
 * characters that are not seen. This is the only place that normalizes names.
 */
export function plainName(name: string): string {
  return /[^ -~]/.test(name) ? name.slice(-512).normalize('NFKD').replace(UNSEEN, '').normalize('NFKC') : name
}

/** Longest part of a name that is examined; real names are far shorter. */
const MAX_NAME = 256

/** Endings written without a separator: `PGPASSWORD`, `authtoken`. */
const GLUED =
  /^(.{1,40}?)(password|passwort|passwd|passphrase|passcode|secret|token|apikey|accesskey|secretkey|privatekey|pwd|kennwort|contrasena|motdepasse|psk|salt)$/

/** `pass` counts as an ending only after these; `bypass`, `compass`, and `trespass` are other words. */
const GLUED_PASS =
  /^(db|my|email|imap|bind|http|proxy|auth|app|ssh|sudo|vpn|sys|dba|\w{0,20}(?:pg|sql|mongo|redis|base|root|admin|user|smtp|mail|ftp|ldap|rabbit|amqp))(pass|pw)$/

/** Endings of the text before `key` in a single word: Artifactory's `joinkey`, Mattermost's `atrestencryptkey`. */
const GLUED_QUALIFIER = /^join$|(?:encrypt|encryption|secret|private|master|signing|access|cipher)$/

function isHead(word: string): boolean {
  return isPasswordWord(word) || SECRET_HEADS.has(word) || WEAK_HEADS.has(word)
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

/** The same for a name that is already plain. */
function wordsOf(name: string): readonly string[] {
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
