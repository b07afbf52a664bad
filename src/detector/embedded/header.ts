import { judgeName } from '../names/credential-name.ts'
import { classifyValue } from '../values/classify.ts'
import { credentialByName, type Hit } from '../values/credential.ts'
import { withoutTemplates } from '../values/templates.ts'

const HEADER =
  /^\s{0,8}([A-Za-z][A-Za-z0-9-]{0,63})(?:\s{0,4}[:=](?!>)\s{0,8}|\s{1,8}(?=(?:Basic|Bearer|Token|ApiKey|Splunk)\s))(\S[\s\S]{0,4096})$/i
const SCHEME =
  /^(Basic|Bearer|Token|ApiKey|Splunk|Digest|SSWS|GenieKey|Key|Bot)(?:\s{1,4}|%20|\+)(\S{1,4096})/i

/** `secrets:rotate`, `users:reset_passwords`: tasks of rake, npm and others. */
const TASKS = /^[a-z]{2,24}(?::[a-z]{2,24}(?:[_-][a-z]{2,24}){0,4}){1,4}$/

/**
 * headerCredential reads `Authorization: Bearer …`, `X-Api-Key: …`, also with `=` or a space instead of the colon
 * (FireLens, OpenTelemetry). Without a scheme, the header's name decides.
 */
export function headerCredential(text: string): Hit | undefined {
  if (TASKS.test(text)) return undefined
  const match = HEADER.exec(text.length > 4400 ? text.slice(0, 4400) : text)
  if (!match) return undefined
  const [, name = '', value = ''] = match
  if (/^(?:proxy-)?authorization$/i.test(name)) return authorization(value)
  if (/^(?:set-)?cookie$/i.test(name) || judgeName(name).strength === 'none') return undefined
  return isMapOfReferences(value) ||
    isMessage(value) ||
    DEMANDS.test(value) ||
    isListOfWords(value) ||
    isCall(value)
    ? undefined
    : credentialByName(name, value)
}

/** authorization judges the value of an `Authorization:` header, also without the header name: `Bearer …`. */
export function authorization(value: string): Hit | undefined {
  const scheme = SCHEME.exec(value.trim())
  const secret = scheme ? (scheme[2] as string) : value.trim()
  if (!scheme && !/^[\w+/=.~-]{12,4096}$/.test(secret)) return undefined
  if (withoutTemplates(secret) !== secret || secret.length < 4) return undefined
  const kind = classifyValue(secret, 'Authorization')
  if (kind !== 'literal' && kind !== 'number' && kind !== 'path') return undefined
  return { what: 'a credential of an HTTP header', certainty: 'sure', secret }
}

/** isCall returns whether a program computes a value: `getpass("Password: ")`. */
export function isCall(value: string): boolean {
  return /^(?:[a-z_][a-z_.]{0,48}[._])?(?:get|read|input|prompt|ask|env|load|fetch|lookup|require|generate|random)[a-z_]{0,24}\(["']?[^"')]{0,64}["']?\);?$/i.test(
    value
  )
}

const TREATMENT =
  '(?:mask|hash|input|redact|encrypt|hide|hidden|drop|remove|text|string|number|password|email|secret|select|textarea|exclude|include|omit|filter|keep|required|optional|true|false)(?:ed)?'
const LIST_OF_WORDS = new RegExp(`^${TREATMENT}(?:,\\s?\\w{1,32}:${TREATMENT}){1,64}$`)

/** `password:mask,token:hash`, `password:input,email:input`: what happens to fields. */
function isListOfWords(value: string): boolean {
  return LIST_OF_WORDS.test(value)
}

/** `password: required, at least 12 characters`: what is asked of a value. */
const DEMANDS =
  /^(?:required|optional|mandatory|must|should|at (?:least|most)|min(?:imum)?|max(?:imum)?)(?:[,;]| (?:[a-z]|\d{1,3} [a-z]))/i

/** `secret: deleted $name`: the message of a script, words with a variable among them. */
function isMessage(text: string): boolean {
  return /^[a-z]{2,24}(?:\s[a-z]{1,24}){0,16}\s["'(]?\$\{?\w/i.test(text)
}

/** `secrets: {DB_PASSWORD: "secretsmanager:app/database/password"}`: a YAML mapping of references on one line. */
function isMapOfReferences(text: string): boolean {
  if (!/^\{.{1,4000}\}$/.test(text)) return false
  const entries = text.slice(1, -1).split(/,\s/)
  return entries.every(entry => {
    const [, name = '', , value] =
      /^\s{0,8}([\w.-]{1,128}): {1,4}(["']?)([^\s"'{}]{1,600})\2\s{0,8}$/.exec(entry) ?? []
    return value !== undefined && classifyValue(value, name) === 'reference'
  })
}
