import { inMachineCode } from '../machine-code.ts'

/** Substrings that indicate a credential anywhere in a name in lower case. */
const ANYWHERE = inMachineCode(
  /pas[sw]|pw|pss?[wk]|hmac|user_?-?info|comb[_-]?team|_claim|appid|licen[sc]e|app_?certificate|secr|secert|sercet|token|tkn|tok$|cred|bearer|mnemonic|pepper|se(?:nh|gre|kret)|[_.-][ps]k|^[ps]k$|_iv$|_hec$|ssws$|snmp_?comm|salt|signature|cookie|contras|phrase|[hg][ae]slo|paro|kennw|los[ue]n|mdp|wachtw|salas[ao]n|adgangsk|jelszo|lozink|sandi|khau|sifre|fjalek|slaptaz|lykil|cyfrin|pasfh|nenos|pasah|laluan|wagwo|pasvo|drows|geheim|[lh]i?ave|schl|jeton|sleut|kl(?:ucz|ic)|zugang|nyck|n(?:ok|oeg)[kl]e|anahtar|kunci|(?:^|[_.-])clef?(?:[_.-]|$)/
)

/** Short words that count only at the end of a word in a name: `key`, but not `keycloak`; `pin`, but not `ping`. */
const ENDINGS = [
  'key',
  'pin',
  'otp',
  'pat',
  'sas',
  'code',
  'kode',
  'jwt',
  'seed',
  'auth',
  'authentication',
  'authorization'
]

const small = ENDINGS.map(word => `[${word.charAt(0)}${word.charAt(0).toUpperCase()}]${word.slice(1)}`)
const ENDING = inMachineCode(
  new RegExp(
    `(?:${small.join('|')})s?(?:(?=v\\d)|(?![a-z]))|(?:${ENDINGS.join('|').toUpperCase()})S?(?:(?=V\\d)|(?![A-Z](?![a-z])))`
  )
)

/**
 * couldNameCredential is a cheap test that every name of a credential passes. Most names fail it and are not judged
 * further.
 */
export function couldNameCredential(name: string): boolean {
  return ENDING.test(name) || ANYWHERE.test(name.toLowerCase())
}
