import { plainName } from './plain.ts'
import { GLUED_QUALIFIER, splitName, wordsOf } from './split.ts'
import {
  AUTH_QUALIFIERS,
  BROWSER_STARTS,
  CODE_QUALIFIERS,
  CONTROL_NAMES,
  COOKIE_QUALIFIERS,
  HARMLESS_KEY_QUALIFIERS,
  HARMLESS_PIN_QUALIFIERS,
  HARMLESS_QUALIFIERS,
  INNER_SWITCHES,
  isPasswordOfStore,
  isPlaceOf,
  isSecretKeyOf,
  KEY_QUALIFIERS,
  NEUTRAL_TAILS,
  OWNERS,
  PASSWORD_HEADS,
  PIN_HEADS,
  PROGRAMS_NAMES,
  PUBLIC_WORDS,
  PUBLISHED_NAMES,
  SECRET_HEADS,
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
  /** The name says little: only a long random text under it is a credential. */
  readonly isVague?: true
}

const NONE: NameVerdict = { strength: 'none', kind: 'secret' }
const STRONG: NameVerdict = { strength: 'strong', kind: 'secret' }
const WEAK: NameVerdict = { strength: 'weak', kind: 'secret' }
const VAGUE: NameVerdict = { strength: 'weak', kind: 'secret', isVague: true }
const WEAK_PASSWORD: NameVerdict = { strength: 'weak', kind: 'password' }
const PASSWORD: NameVerdict = { strength: 'strong', kind: 'password' }
const PIN: NameVerdict = { strength: 'strong', kind: 'pin' }

/** Words that turn `… phrase` into the name of a credential. */
const PHRASES: ReadonlySet<string> = new Set([
  'pass',
  'seed',
  'recovery',
  'mnemonic',
  'wallet',
  'secret',
  'backup'
])

/** Words before `header` that may mean its value. */
const HEADER_QUALIFIERS: ReadonlySet<string> = new Set([
  'auth',
  'authorization',
  'secret',
  'token',
  'signature'
])

/**
 * judgeName decides by the end of a name: `SECRET_NAME` is not a secret, but `APP_NAME_SECRET` is. Product names at the
 * front do not matter: `KEYCLOAK_ADMIN_PASSWORD` ends in `PASSWORD`.
 */
export function judgeName(name: string): NameVerdict {
  if (CONTROL_NAMES.has(name)) return STRONG
  // The function that provides a custom resource of CloudFormation.
  if (name === 'ServiceToken') return NONE
  const plain = plainName(name)
  if (PUBLISHED_NAMES.test(plain)) return NONE
  const verdict = judgePlain(plain)
  return verdict.strength === 'none' && ELIDED.test(plain) && !isPublic(wordsOf(plain)) ? VAGUE : verdict
}

/**
 * `MAIL_API`, `HOOK_SIGNING`, `EXCHANGE_PRIVATE`: the word for a key is left out. Addresses, subnets, and modes have
 * such names too.
 */
const ELIDED =
  /(?:[_.-]|(?<=[a-z])(?=[A-Z]))(?:private|shared|signing|signer|master|admin|api|access|encryption|primary|secondary)(?:_(?:string|hash|value|b64|base64))?$|^(?:api|encryption)_(?:string|hash)$/i

function judgePlain(plain: string): NameVerdict {
  const words = wordsOf(plain)
  const tail = withoutNeutralTails(words)
  const last = tail.at(-1)
  if (last === undefined) return NONE
  // existingSecret and existingSecretPasswordKey of Helm charts name a secret of Kubernetes, and a key in it.
  if (isPlaceOf(words) || words.some((word, at) => word === 'existing' && words[at + 1] === 'secret'))
    return WEAK
  const verdict = judgeTail(tail, last)
  // MAX_TOKEN is a number and IS_PASSWORD a switch, unless the value looks like a credential.
  if (verdict.strength === 'strong' && isSwitch(words)) return WEAK
  if (verdict.strength === 'none' || verdict.kind === 'password') return verdict
  return isPublic(words) ? NONE : verdict
}

function judgeTail(words: readonly string[], last: string): NameVerdict {
  const before = words.at(-2) ?? ''
  if (PASSWORD_HEADS.has(last)) return isHarmlessPass(last, before) ? NONE : PASSWORD
  if (before === 'pass' && /^w(?:or)?d$/.test(last)) return PASSWORD
  // Ory's SECRETS_SYSTEM and SECRETS_COOKIE.
  if (/^(?:cookie|system|cipher)$/.test(last) && /^secrets?$/.test(before)) return WEAK
  if (last === 'cookie') return COOKIE_QUALIFIERS.has(before) ? STRONG : NONE
  if (PIN_HEADS.has(last)) return HARMLESS_PIN_QUALIFIERS.has(before) ? NONE : PIN
  if (last === 'code' || last === 'codes') return CODE_QUALIFIERS.has(before) ? PIN : NONE
  if (last === 'base' && before === 'key') return STRONG
  if (last === 'phrase' && PHRASES.has(before)) return before === 'pass' ? PASSWORD : STRONG
  if (last === 'id' && before === 'secret' && words.some(word => word === 'approle' || word === 'vault')) {
    return WEAK
  }
  // The AUTH_USER_INFO of Kafka's schema registry is user:password.
  if (last === 'info' && before === 'user' && words.at(-3) === 'auth') return STRONG
  // Vault's development server receives its token this way.
  if (last === 'id' && before === 'token' && words.at(-3) === 'root') return STRONG
  // JWT_SECRET_ACCESS, used together with JWT_SECRET_REFRESH.
  if (before === 'secret' && (last === 'access' || last === 'refresh')) return WEAK
  if (PROGRAMS_NAMES.has(`${before} ${last}`)) return WEAK
  // The community of SNMP is its password; `public` is a word that every device accepts.
  if (last === 'community' && before === 'snmp') return WEAK_PASSWORD
  if (before === 'key' && last === 'api') return WEAK
  // The header by which a caller is known; most of these are the names of headers.
  if (/^headers?$/.test(last) && HEADER_QUALIFIERS.has(before)) return WEAK
  if (VETO_TAILS.has(last)) return NONE
  if (SECRET_HEADS.has(last)) return judgeSecret(before, last)
  if (last === 'key' || last === 'keys') return judgeKey(before, words.at(-3) ?? '')
  if (last === 'auth' && AUTH_QUALIFIERS.has(before)) return STRONG
  // An initialization vector is not secret, but in the same file as its key it is part of a secret.
  if (last === 'iv') return words.some(word => KEY_QUALIFIERS.has(word)) ? WEAK : NONE
  if (WEAK_HEADS.has(last)) return WEAK
  if (PASSWORD_HEADS.has(words[0] as string) ? OWNERS.has(last) : isPasswordOfStore(words)) return PASSWORD
  if (STORES.has(last) && PASSWORD_HEADS.has(before)) return PASSWORD
  // APP_PASSWORD_SMTP, but RESET_PASSWORD_APP names an application.
  if (OWNERS.has(last) && !/^(?:ap[ip]|user)/.test(last) && PASSWORD_HEADS.has(before) && before !== 'pass')
    return WEAK_PASSWORD
  // WRITEKEY, but not monkey
  if (/^[a-z]{3,24}key$/.test(last)) return VAGUE
  if (isSecretKeyOf(words) || (last === 'word' && before === 'secret')) return STRONG
  if (!hasHeadInFront(words)) return hasKeyInside(words) ? WEAK : NONE
  return PASSWORD_HEADS.has(words[0] as string) ? WEAK_PASSWORD : WEAK
}

/** IMAGE_PASS and MAX_PASSWORD are no passwords, but INPUT_PASSWORD is one. */
function isHarmlessPass(last: string, before: string): boolean {
  return HARMLESS_QUALIFIERS.has(before) && (last === 'pass' || /^(?:max|min|num|per|total)$/.test(before))
}

/** `NEXT_TOKEN` is not a credential; `MAX_TOKEN` is a number, unless the value looks like a token. */
function judgeSecret(before: string, last: string): NameVerdict {
  // A CSRF token is visible in pages, but the secret that signs it stays on the server.
  if (last === 'secret' && /^[cx]srf$/.test(before)) return STRONG
  if (!HARMLESS_QUALIFIERS.has(before)) return STRONG
  return SWITCH_STARTS.has(before) ? WEAK : NONE
}

function judgeKey(before: string, first: string): NameVerdict {
  // PagerDuty's routing key lets its holder in; those of message brokers are words, as hash keys of tables are.
  if (before === 'routing' || before === 'hash') return VAGUE
  // The primary key of a table is not a credential, but a primary encryption key is.
  if (before === 'primary' && KEY_QUALIFIERS.has(first)) return STRONG
  // DB_PASSWORD_SECRET_KEY may be the JSON key of the password in a secret.
  if (before === 'secret' && PASSWORD_HEADS.has(first)) return WEAK
  if (HARMLESS_KEY_QUALIFIERS.has(before)) return NONE
  if (KEY_QUALIFIERS.has(before) || (before !== 'join' && GLUED_QUALIFIER.test(before))) return STRONG
  return WEAK
}

/** `PASSWORD_POSTGRES`, `TOKEN_GITHUB`: the kind comes first, the owner last. */
function hasHeadInFront(words: readonly string[]): boolean {
  const first = words[0] as string
  return words.length > 1 && (PASSWORD_HEADS.has(first) || SECRET_HEADS.has(first)) && first !== 'pass'
}

/** `SERVICE_API_KEY_SEARCH`, `SHOP_SECRET_KEY_WEB`: a key, with its owner behind it. */
function hasKeyInside(words: readonly string[]): boolean {
  return words.some((word, at) => word === 'key' && KEY_QUALIFIERS.has(words[at - 1] ?? ''))
}

function withoutNeutralTails(words: readonly string[]): readonly string[] {
  let end = words.length
  while (end > 1 && (NEUTRAL_TAILS.has(words[end - 1] as string) || /^\d+$/.test(words[end - 1] as string))) {
    end -= 1
  }
  return words.slice(0, end)
}

function isSwitch(words: readonly string[]): boolean {
  return SWITCH_STARTS.has(words[0] as string) || (words.length > 2 && INNER_SWITCHES.has(words[1] as string))
}

/** isPublicName returns whether a value is published by design: `NEXT_PUBLIC_KEY`, `GOOGLE_SITE_VERIFICATION`. */
export function isPublicName(name: string): boolean {
  return isPublic(splitName(name))
}

function isPublic(words: readonly string[]): boolean {
  if (words.includes('private') || words.includes('secret')) return false
  if (/\b(?:site|domain) verification\b/.test(words.join(' '))) return true
  if (words.some(word => PUBLIC_WORDS.has(word))) return true
  const [first = '', second = ''] = words
  return BROWSER_STARTS.has(first) && (first === 'vite' || second === 'app' || second === 'public')
}
