import { splitName } from './split.ts'
import {
  BROWSER_STARTS,
  CONTROL_NAMES,
  HARMLESS_KEY_QUALIFIERS,
  HARMLESS_QUALIFIERS,
  INNER_SWITCHES,
  KEY_QUALIFIERS,
  NEUTRAL_TAILS,
  PASSWORD_HEADS,
  PUBLIC_WORDS,
  SECRET_HEADS,
  SWITCH_STARTS,
  VETO_TAILS,
  WEAK_HEADS
} from './words.ts'

/**
 * What a name says. `strong`: a literal value is a credential. `weak`: it is one if it looks like one too. `password`: even a short
 * number counts.
 */
export type NameVerdict = {
  readonly strength: 'strong' | 'weak' | 'none'
  readonly kind: 'password' | 'secret'
}

const NONE: NameVerdict = { strength: 'none', kind: 'secret' }
const STRONG: NameVerdict = { strength: 'strong', kind: 'secret' }
const WEAK: NameVerdict = { strength: 'weak', kind: 'secret' }
const PASSWORD: NameVerdict = { strength: 'strong', kind: 'password' }

/** Words that make `… phrase` the name of a credential. */
const PHRASES: ReadonlySet<string> = new Set(['pass', 'seed', 'recovery', 'mnemonic', 'wallet'])

/** A cheap test that every name of a credential passes; most names fail it and cost nothing more. */
const HINT =
  /pass|pwd|psw|pw|secret|token|cred|bearer|mnemonic|pepper|key|pin|seed|otp|auth|jwt|pat|salt|signature|sas|cookie|dbstring|phrase|masterauth/i

/**
 * judgeName decides by the end of a name, since `SECRET_NAME` is no secret and `APP_NAME_SECRET` is one. Product
 * names in front don't matter: `KEYCLOAK_ADMIN_PASSWORD` ends in `PASSWORD`.
 */
export function judgeName(name: string): NameVerdict {
  if (CONTROL_NAMES.has(name)) return STRONG
  if (!HINT.test(name)) return NONE
  const words = splitName(name)
  const tail = withoutNeutralTails(words)
  const last = tail.at(-1)
  if (last === undefined || isSwitch(words)) return NONE
  const verdict = judgeTail(tail, last)
  if (verdict.strength === 'none' || verdict.kind === 'password') return verdict
  return isPublic(words) ? NONE : verdict
}

function judgeTail(words: readonly string[], last: string): NameVerdict {
  const before = words.at(-2) ?? ''
  if (PASSWORD_HEADS.has(last)) return HARMLESS_QUALIFIERS.has(before) ? NONE : PASSWORD
  if (last === 'cookie') return before === 'erlang' || before === 'release' ? STRONG : NONE
  if (last === 'base' && before === 'key') return STRONG
  if (last === 'phrase' && PHRASES.has(before)) return before === 'pass' ? PASSWORD : STRONG
  if (last === 'id' && before === 'secret' && words.some(word => word === 'approle' || word === 'vault')) {
    return WEAK
  }
  if (VETO_TAILS.has(last)) return NONE
  if (SECRET_HEADS.has(last)) return HARMLESS_QUALIFIERS.has(before) ? NONE : STRONG
  if (last === 'key' || last === 'keys') return judgeKey(words, before)
  if (last === 'auth' && before === 'basic') return STRONG
  if (WEAK_HEADS.has(last)) return WEAK
  return hasHeadInFront(words) ? WEAK : NONE
}

function judgeKey(words: readonly string[], before: string): NameVerdict {
  if (HARMLESS_KEY_QUALIFIERS.has(before)) return NONE
  if (KEY_QUALIFIERS.has(before)) return STRONG
  return words.length === 1 ? NONE : WEAK
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
