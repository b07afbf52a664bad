import type { Confidence, Level } from '../finding.ts'
import { judgeName, type NameVerdict } from '../names/credential-name.ts'
import { CONTROL_NAMES } from '../names/words.ts'
import { classifyValue } from './classify.ts'
import { entropyOf, looksMixed, looksRandom } from './describe.ts'
import { isMadeToFit } from './placeholders.ts'

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
  const verdict = judgeName(name)
  const isLogin = (value.includes(':') || value.includes('/')) && LOGIN_NAME.test(name)
  if (verdict.strength === 'none' && !isLogin) return undefined
  const login = isLogin ? loginUnderAuth(name, value.trim()) : undefined
  if (login !== undefined) return { what: 'a user name and a password', certainty: 'sure', secret: login }
  if (verdict.strength === 'none') return undefined
  if (!isCredential(name, value, verdict)) return undefined
  const what = verdict.kind === 'password' ? 'a password' : 'a credential (matched by name)'
  return { what, certainty: certaintyOf(verdict, value), secret: value.trim() }
}

/** Names whose value `user:password` is a login. */
const LOGIN_NAME =
  /(?:auth(?:_?accounts?)?|(?:^|[_.-])logins?|^bundle_\w+__\w+|_users|basicauth\.users|_local_users?|_(?:imap|pop3|smtp|mail|email)_account|^(?:imap|pop3|smtp|mail|email)_account)$/i

/**
 * `name:password:uid:gid:folder`, the user format of SFTP server images. A password of digits alone would be a port.
 */
export const PASSWD_LINE =
  /^(?!(?:arn|aws[\w-]{0,8}):)[a-z][\w.-]{0,31}:(?=[^:\s]{0,127}[^\d:\s])([^:\s]{3,128}):(?:e:)?\d{0,6}(?=[:\s]|$)/

/** Predefined server accounts: the text after one is not a setting. */
const ACCOUNTS =
  /^(?:admin(?:istrator)?|root|guest|elastic|solr|sa|postgres|superuser|app|user|proxy|api|svc|service|ci|backup|monitor)$/i

/**
 * `HTTP_AUTH=user:password`, `NEO4J_AUTH=neo4j/password`. `AUTH=ldap:internal` is not a login, since a plain word may
 * be a setting.
 */
function loginUnderAuth(name: string, text: string): string | undefined {
  const listed = PASSWD_LINE.exec(text)?.[1]
  if (listed !== undefined && classifyValue(listed, name) === 'literal') return listed
  // LightRAG's AUTH_ACCOUNTS is a list of logins.
  const login = /accounts?$/i.test(name) ? (text.split(',', 1)[0] ?? '') : text
  const [, user, sign, secret = ''] = /^([\w.@-]{1,64})([:/])([^\s/:]{3,128})$/.exec(login) ?? []
  const isNeo4j = /neo4j/i.test(name)
  if (sign === undefined || (sign === '/' && !isNeo4j) || classifyValue(secret, name) !== 'literal')
    return undefined
  if (isNeo4j || /\d|[^\w.-]/.test(secret)) return secret
  if (ACCOUNTS.test(user ?? '') && /^(?!(?:read|write|full|owner)\w{0,8}$)[\w.-]{6,}$/i.test(secret))
    return secret
  // test:test defines an account; AUTH=ldap:ldap does not.
  return user === secret && /user/i.test(name) ? secret : undefined
}

function certaintyOf({ strength, kind }: NameVerdict, value: string): Certainty {
  if (isMadeToFit(value.trim())) return 'unsure'
  if (strength === 'strong') return 'sure'
  if (kind === 'password') return 'likely'
  const text = value.trim()
  // Names of things contain separators. A longer text of letters and digits without separators is an invented key.
  return looksRandom(text) || /^[A-Za-z0-9!@#$%^&*+=~?]{12,}$/.test(text) ? 'likely' : 'unsure'
}

/** The keys that a Terraform provider gives to an emulator of AWS, which takes any. */
const EMULATED = /^(?:test|testing|localstack|(?:mock|fake|dummy|an?)[-_]?(?:access|secret)?[-_]?(?:key)?)$/

/** The shorter keys of other stores than AWS's, with a digit: `minio123`. */
const OF_STORE =
  /^(?=.*\d)(?=.*[a-z])(?!.*(?:test|dummy|fake|mock|local|example|sample|foo|key-?\d|secret-?\d))\S{8,15}$/i

function isCredential(name: string, value: string, { kind, strength, isVague }: NameVerdict): boolean {
  const text = value.trim()
  switch (classifyValue(value, name)) {
    case 'literal':
      // Erlang's OTP_VERSION is often called OTP.
      if (kind === 'pin' && /^\d{1,3}(?:\.\d{1,5}){1,3}$/.test(text)) return false
      // AWS access keys have 16 characters or more, so `test`, which emulators expect, is not one.
      if (CONTROL_NAMES.has(name))
        return text.length >= 16 || text === 'minioadmin' || (/SECRET/.test(name) && OF_STORE.test(text))
      if (name === 'GOOGLE_APPLICATION_CREDENTIALS' && /^[\w./-]{1,24}$/.test(text)) return false
      if (/^(?:(?:aws_)?(?:secret_)?access_key|secret_key)$/.test(name) && EMULATED.test(text)) return false
      if (kind === 'secret' && isOneOfAFew(name, text)) return false
      if (strength === 'weak' && kind === 'password') return looksLikePassword(text)
      if (isVague) return isLongKey(text)
      return strength === 'strong' || looksLikeCredential(text)
    case 'number':
      return (
        strength === 'strong' &&
        !CONTROL_NAMES.has(name) &&
        isNumericCredential(text.replace(/^[+-]|\.(?=\d{3})/g, ''), fewestDigits(name, kind), kind)
      )
    case 'identifier':
      // A blockchain address identifies a token contract; it is not a secret.
      return /^0x[0-9a-f]{40}$/i.test(text) && /secret|passw|private/i.test(name)
    default:
      return false
  }
}

/**
 * Options of settings called `…_TOKEN` or `…_CREDENTIALS`. Passwords are exempt from this check, because any word can
 * be one.
 */
const CHOICES =
  /^(?:(?:milli)?seconds|minutes|hours|days|read|write|read-?only|read-?write|jwt|opaque|paseto|session|cookie|header|oauth2?|oidc|saml|iam|irsa|sts|vault|ssm|secretsmanager|kms|env|environment|file|aws|gcp|azure|managed|keychain|instance-?profile|service[-_]?account|anonymous|inherit|memory|redis|native)$/i

/** The value of SALT_STAGE or TOKEN_STAGE is either a credential of that stage or the name of a stage. */
const STAGES =
  /^(?:prod(?:uction)?|prd|stag(?:e|ing)|stg|dev(?:elop(?:ment)?)?|test(?:ing)?|qa|uat|sandbox|local|live|preview)$/i

/** Currency symbols: `USDC`, `USDC.e`, `stETH`, or a list of them. */
const CURRENCIES = /^(?:[a-z]{0,3}[A-Z][A-Z0-9]{1,5}(?:\.[a-z])?(?:[,;/ ]{1,2}|$)){1,64}$/

/** Names of tokens that grant access, as opposed to tradable tokens. */
const TOKEN_OF_LOGIN =
  /api|auth|access|secret|bearer|jwt|refresh|session|git|slack|bot|admin|deploy|service|vault|user|login|client|webhook/i

function isOneOfAFew(name: string, text: string): boolean {
  // Servers of models on the own machine take any key.
  if (/^(?:ollama|lm-?studio|vllm)$/i.test(text) && /api_?key$/i.test(name)) return true
  if (CHOICES.test(text) || (/stage$/i.test(name) && STAGES.test(text))) return true
  return /tokens?$/i.test(name) && CURRENCIES.test(text) && !TOKEN_OF_LOGIN.test(name)
}

/**
 * `PASSWORD_RECOVERY` may be set to a word, whereas an invented password contains a digit or punctuation.
 * PASSWORD_RESET_SENDER is an email address.
 */
function looksLikePassword(text: string): boolean {
  if (text.length < 6 || /^[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+$/.test(text)) return false
  return /[A-Za-z]/.test(text) && /\d|[^\w\s.:,/-]/.test(text)
}

/** Under a weak name such as `STRIPE_KEY`, the value must have the length and the entropy of a key. */
function looksLikeCredential(text: string): boolean {
  return (
    text.length >= 12 && !/\s/.test(text) && /\d/.test(text) && /[A-Za-z]/.test(text) && entropyOf(text) >= 3
  )
}

/**
 * 32 characters or more that look random; with dashes, as names of things have them, or in a shorter run they must
 * alternate throughout.
 */
function isLongKey(text: string): boolean {
  if (/^(?:[a-z]{2,8}[-_]){0,2}[A-Za-z0-9+/]{32,}={0,2}$/.test(text)) return looksRandom(text)
  return (text.length >= 32 || /^[A-Za-z0-9]{20,}$/.test(text)) && looksMixed(text)
}

/**
 * The minimum number of digits: `432` is a password under a password's name, and signs under JWT_SECRET; `4321` is a
 * PIN. A key is longer. Under other names a number must be too long to be a setting: JWT_TOKEN=3600 is a duration.
 */
function fewestDigits(name: string, kind: NameVerdict['kind']): number {
  if (kind === 'password') return 3
  if (kind === 'pin' || /secret/i.test(name)) return /secret$/i.test(name) ? 3 : 4
  return /key/i.test(name) ? 6 : 8
}

/** The date of a birthday is a password too. */
function isNumericCredential(text: string, fewest: number, kind: NameVerdict['kind']): boolean {
  return (
    (text.length >= fewest && /^\d+$/.test(text)) || (kind === 'password' && /^\d{4}-\d\d-\d\d$/.test(text))
  )
}

/** passwordHit judges a value that can only be a password because of its place, such as `-p` of a database client. */
export function passwordHit(value: string): Hit | undefined {
  return credentialByName('password', value)
}
