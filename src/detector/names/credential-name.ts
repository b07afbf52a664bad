import { couldNameCredential } from './hint.ts'
import { plainName } from './plain.ts'
import { GLUED_QUALIFIER, MAX_NAME, splitName, wordsOf } from './split.ts'
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
  KEY_OR_PASSWORD,
  KEY_QUALIFIERS,
  NEUTRAL_TAILS,
  OTHER_KEY_QUALIFIERS,
  OTHER_KEYS,
  OTHER_SECRETS,
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
 * What a name says. `strong`: a literal value is a credential. `weak`: it is one if it looks like one too. `password`: even a short
 * number counts. `pin`: a number of four digits or more does.
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

/** Words that make `… phrase` the name of a credential. */
const PHRASES: ReadonlySet<string> = new Set([
  'pass',
  'seed',
  'recovery',
  'mnemonic',
  'wallet',
  'secret',
  'backup'
])

/**
 * judgeName decides by the end of a name, since `SECRET_NAME` is no secret and `APP_NAME_SECRET` is one. Product
 * names in front don't matter: `KEYCLOAK_ADMIN_PASSWORD` ends in `PASSWORD`.
 */
export function judgeName(name: string): NameVerdict {
  const known = verdicts.get(name)
  if (known !== undefined) return known
  const verdict = judgeNew(name)
  if (name.length > MAX_NAME) return verdict
  if (verdicts.size >= MOST_VERDICTS) verdicts.clear()
  verdicts.set(name, verdict)
  return verdict
}

/** The definitions of a repository have most of their names in common. */
const verdicts = new Map<string, NameVerdict>()
const MOST_VERDICTS = 4096

function judgeNew(name: string): NameVerdict {
  if (CONTROL_NAMES.has(name)) return STRONG
  const plain = plainName(name)
  if (!couldNameCredential(plain) || PUBLISHED_NAMES.test(plain)) return NONE
  const words = wordsOf(plain)
  const tail = withoutNeutralTails(words)
  const last = tail.at(-1)
  if (last === undefined) return NONE
  const verdict = judgeTail(tail, last)
  // MAX_TOKEN is a number, and IS_PASSWORD a switch; with a token in it, it is a token.
  if (verdict.strength === 'strong' && isSwitch(words)) return WEAK
  if (verdict.strength === 'none' || verdict.kind === 'password') return verdict
  return isPublic(words) ? NONE : verdict
}

function judgeTail(words: readonly string[], last: string): NameVerdict {
  const before = words.at(-2) ?? ''
  if (PASSWORD_HEADS.has(last)) return HARMLESS_QUALIFIERS.has(before) ? NONE : PASSWORD
  if (isPhraseOfPassword(last, before)) return PASSWORD
  // SECRETS_SYSTEM and SECRETS_COOKIE of Ory.
  if (/^(?:cookie|system|cipher)$/.test(last) && /^secrets?$/.test(before)) return WEAK
  if (last === 'cookie') return COOKIE_QUALIFIERS.has(before) ? STRONG : NONE
  if (PIN_HEADS.has(last)) return HARMLESS_PIN_QUALIFIERS.has(before) ? NONE : PIN
  if (last === 'code' || last === 'codes') return CODE_QUALIFIERS.has(before) ? PIN : NONE
  if (last === 'base' && before === 'key') return STRONG
  if (last === 'phrase' && PHRASES.has(before)) return before === 'pass' ? PASSWORD : STRONG
  if (last === 'id' && before === 'secret' && words.some(word => word === 'approle' || word === 'vault')) {
    return WEAK
  }
  // AUTH_USER_INFO of Kafka's schema registry is user:password.
  if (last === 'info' && before === 'user' && words.at(-3) === 'auth') return STRONG
  // Vault's development server takes its token so.
  if (last === 'id' && before === 'token' && words.at(-3) === 'root') return STRONG
  // JWT_SECRET_ACCESS beside JWT_SECRET_REFRESH.
  if (before === 'secret' && (last === 'access' || last === 'refresh')) return WEAK
  if (PROGRAMS_NAMES.has(`${before} ${last}`)) return WEAK
  if (OTHER_KEYS.has(before) && isQualifier(last)) return STRONG
  if (OTHER_SECRETS.has(before) && isQualifier(last)) return STRONG
  if (VETO_TAILS.has(last)) return NONE
  if (SECRET_HEADS.has(last)) return judgeSecret(before, last)
  if (last === 'key' || last === 'keys') return judgeKey(before, words.at(-3) ?? '')
  if (last === 'auth' && AUTH_QUALIFIERS.has(before)) return STRONG
  // A vector is no secret; beside its key in one file it is a part of one.
  if (last === 'iv') return words.some(word => KEY_QUALIFIERS.has(word)) ? WEAK : NONE
  if (OTHER_KEYS.has(last) && isQualifier(before)) return STRONG
  if (KEY_OR_PASSWORD.has(last) && OWNERS.has(before)) return PASSWORD
  if (WEAK_HEADS.has(last)) return WEAK
  if (OWNERS.has(last) && PASSWORD_HEADS.has(words[0] as string)) return PASSWORD
  if (STORES.has(last) && words.length > 1) {
    if (
      KEY_OR_PASSWORD.has(before) ||
      PASSWORD_HEADS.has(before) ||
      isPhraseOfPassword(before, words.at(-3) ?? '')
    )
      return PASSWORD
  }
  if (!hasHeadInFront(words)) return NONE
  return PASSWORD_HEADS.has(words[0] as string) ? WEAK_PASSWORD : WEAK
}

/** `NEXT_TOKEN` is none; `MAX_TOKEN` is a number, unless a token stands there. */
function judgeSecret(before: string, last: string): NameVerdict {
  // Pages show a CSRF token; what signs it stays on the server.
  if (last === 'secret' && /^[cx]srf$/.test(before)) return STRONG
  if (!HARMLESS_QUALIFIERS.has(before)) return STRONG
  return SWITCH_STARTS.has(before) ? WEAK : NONE
}

/** Whether a word beside a word for a key says that it opens something. */
function isQualifier(word: string): boolean {
  return OTHER_KEY_QUALIFIERS.has(word) || KEY_QUALIFIERS.has(word)
}

/** `MOT_DE_PASSE`, `PALAVRA_PASSE`, `MAT_KHAU`, `PASS_WORD`. */
function isPhraseOfPassword(last: string, before: string): boolean {
  if (last === 'passe') return before === 'de' || before === 'mot' || before === 'palavra'
  return (last === 'word' && before === 'pass') || (last === 'khau' && before === 'mat')
}

function judgeKey(before: string, first: string): NameVerdict {
  // The primary key of a table is none; the one that encrypts is.
  if (before === 'primary' && KEY_QUALIFIERS.has(first)) return STRONG
  // DB_PASSWORD_SECRET_KEY says under which key a secret has it.
  if (before === 'secret' && PASSWORD_HEADS.has(first)) return WEAK
  if (HARMLESS_KEY_QUALIFIERS.has(before)) return NONE
  if (KEY_QUALIFIERS.has(before) || (before !== 'join' && GLUED_QUALIFIER.test(before))) return STRONG
  return WEAK
}

/** `PASSWORD_POSTGRES`, `TOKEN_GITHUB`: the kind stands in front and the owner behind. */
function hasHeadInFront(words: readonly string[]): boolean {
  const first = words[0] as string
  return words.length > 1 && (PASSWORD_HEADS.has(first) || SECRET_HEADS.has(first)) && first !== 'pass'
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

/** isPublicName tells whether a name says that what stands under it is published by design: `NEXT_PUBLIC_FIREBASE_CONFIG`. */
export function isPublicName(name: string): boolean {
  return isPublic(splitName(name))
}

function isPublic(words: readonly string[]): boolean {
  if (words.includes('private') || words.includes('secret')) return false
  if (words.some(word => PUBLIC_WORDS.has(word))) return true
  return BROWSER_STARTS.has(words[0] ?? '') && (words[0] === 'vite' || isBrowserPrefix(words))
}

function isBrowserPrefix(words: readonly string[]): boolean {
  return words[1] === 'app' || words[1] === 'public'
}
