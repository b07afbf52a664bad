import { CONTROL_NAMES, judgeName, type NameVerdict, splitName } from '../names/credential-name.ts'
import type { Confidence, Level } from '../rule.ts'
import { classifyValue, isMadeToFit } from './classify.ts'
import { entropyOf, looksMixed, looksRandom } from './describe.ts'

/** How certain a judgment is. `sure` and `likely` are errors, `unsure` is a warning. */
export type Certainty = 'sure' | 'likely' | 'unsure'

/** A credential in a text. `secret` is for masking only and must not appear in evidence. */
export type Hit = {
  /** A description with an article, in fixed wording; never contains the text itself. */
  readonly what: string
  readonly certainty: Certainty
  readonly secret: string
}

/** Level and confidence of a certainty, if they differ from a rule's default: error with high confidence. */
export const CERTAINTIES: Readonly<
  Record<Certainty, { readonly level?: Level; readonly confidence?: Confidence }>
> = {
  sure: {},
  likely: { confidence: 'medium' },
  unsure: { level: 'warning', confidence: 'low' }
}

/**
 * credentialByName judges a value by its name. Under a strong name every literal is a credential, weak passwords
 * included. Under a weak name the value must look like a credential. Undefined for templates, references, placeholders,
 * switches, paths, and similar classes.
 */
export function credentialByName(name: string, value: string): Hit | undefined {
  const text = value.trim()
  const login = LOGIN_NAME.test(name) ? loginUnderAuth(name, text) : undefined
  if (login !== undefined) return { what: 'a user name and a password', certainty: 'sure', secret: login }
  const verdict = judgeName(name)
  if (verdict.strength === 'none' || !isCredential(name, text, verdict)) return undefined
  const what = verdict.kind === 'password' ? 'a password' : 'a credential (matched by name)'
  return { what, certainty: certaintyOf(name, verdict, text), secret: text }
}

/** Names whose value `user:password` is a login: HTTP_AUTH, NEO4J_AUTH, SFTP_USERS. */
const LOGIN_NAME =
  /auth(?:_?accounts?)?$|^bundle_\w+__\w+$|(?:^|[_.-])logins?$|_users$|_local_user$|_account$/i

/** `user:password`, `neo4j/password`, `name:password:uid:gid`. A plain word may be a setting: `AUTH=ldap:internal`. */
function loginUnderAuth(name: string, text: string): string | undefined {
  const [, sign, secret = ''] =
    /^(?!arn:)[\w.@-]{1,64}([:/])([^\s/:,]{3,128})(?:$|,|:(?:e:)?\d{0,6}(?=[:\s]|$))/.exec(text) ?? []
  if (sign === undefined || classifyValue(secret, name) !== 'literal') return undefined
  if (/neo4j/i.test(name)) return secret
  return sign === ':' && /\d|[^\w.-]/.test(secret) ? secret : undefined
}

function certaintyOf(name: string, { strength, kind }: NameVerdict, text: string): Certainty {
  if (isMadeToFit(text) || /^change-?me$/i.test(text) || isNameOfSecret(name, text)) return 'unsure'
  if (strength === 'strong') return 'sure'
  if (kind === 'password') return 'likely'
  // Names of things contain separators. A longer text of letters and digits without separators is an invented key.
  return looksRandom(text) || /^[A-Za-z0-9!@#$%^&*+=~?]{12,}$/.test(text) ? 'likely' : 'unsure'
}

/** `prod-db-secret` under DB_SECRET; a secret that signs is chosen, and may be called so. */
function isNameOfSecret(name: string, text: string): boolean {
  if (!/secrets?$/i.test(name) || /(?:jwt|session|cookie|signing)_?secret$/i.test(name)) return false
  const [last, ...more] = text.split(/[-_]/).toReversed()
  if (!/^[a-z]+(?:[-_][a-z]+)+$/.test(text) || !/^secrets?$/.test(last ?? '')) return false
  const own = splitName(name)
  return more.some(word => own.includes(word) || /^(?:prod|production|dev|staging|test)$/.test(word))
}

/** The keys that an emulator of AWS takes. */
const EMULATED = /^(?:test|testing|localstack|(?:mock|fake|dummy)[-_]?(?:access|secret)?[-_]?(?:key)?)$/

function isCredential(name: string, text: string, { kind, strength }: NameVerdict): boolean {
  const key = CONTROL_NAMES.has(name)
  switch (classifyValue(text, name)) {
    case 'literal':
      // AWS access keys have 16 characters or more; other stores take shorter ones with a digit, such as minio123.
      if (key)
        return (
          text.length >= 16 ||
          (/SECRET/.test(name) && /^(?=.*\d)(?!.*(?:test|mock|local|key|secret))\S{8,}$/i.test(text))
        )
      if (/access_key$|^secret_key$/.test(name) && EMULATED.test(text)) return false
      if (/(?:minio|s3)_access_key$/i.test(name) && /^[a-z]+$/i.test(text)) return false
      if (kind === 'secret' && isOneOfAFew(name, text)) return false
      if (strength === 'vague') return isLongRandom(text)
      if (strength === 'weak' && kind === 'password') return looksLikePassword(text)
      return (
        strength === 'strong' ||
        (text.length >= 12 &&
          !/\s/.test(text) &&
          /\d/.test(text) &&
          /[A-Za-z]/.test(text) &&
          entropyOf(text) >= 3)
      )
    case 'number': {
      // 432 is a password under a password's name, 4321 a PIN; JWT_TOKEN=3600 is a duration.
      const digits = text.replace(/^[+-]|\.(?=\d{3})/g, '')
      return (
        strength === 'strong' && !key && digits.length >= fewestDigits(name, kind) && /^[\d-]+$/.test(digits)
      )
    }
    default:
      return false
  }
}

/** Under names that addresses, subnets and messages have too. */
function isLongRandom(text: string): boolean {
  if (text.length < (/^[A-Za-z0-9]+$/.test(text) && looksMixed(text) ? 20 : 32)) return false
  return /^[\w+/=]+$/.test(text) && looksRandom(text)
}

/** Options of settings called `…_TOKEN` or `…_CREDENTIALS`. Any word can be a password. */
const CHOICES =
  /^(?:(?:milli)?seconds|minutes|hours|days|read|write|read-?only|jwt|opaque|session|cookie|header|oauth2?|oidc|iam|irsa|sts|vault|ssm|secretsmanager|kms|env|environment|file|aws|gcp|azure|managed|instance-?profile|anonymous|memory|redis|ollama)$/i

/** Currency symbols: `USDC`, `stETH`, or a list of them; `…_TOKEN` is then one that is traded. */
const CURRENCIES = /^(?:[a-z]{0,3}[A-Z][A-Z0-9]{1,5}(?:\.[a-z])?(?:[,;/ ]{1,2}|$)){1,64}$/

function isOneOfAFew(name: string, text: string): boolean {
  if (CHOICES.test(text)) return true
  return (
    /tokens?$/i.test(name) &&
    CURRENCIES.test(text) &&
    !/api|auth|access|secret|refresh|session|login|client/i.test(name)
  )
}

/** `PASSWORD_RECOVERY` may be set to a word or an address; an invented password contains a digit or punctuation. */
function looksLikePassword(text: string): boolean {
  if (text.length < 6 || /^[\w.+-]{1,64}@[\w.-]{1,253}$/.test(text)) return false
  return /[A-Za-z]/.test(text) && /\d|[^\w\s.:,/-]/.test(text)
}

function fewestDigits(name: string, kind: NameVerdict['kind']): number {
  if (kind === 'password' || /secret$/i.test(name)) return 3
  if (kind === 'pin') return 4
  return /key|secret/i.test(name) ? 6 : 8
}
