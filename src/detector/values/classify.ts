import { looksRandom } from './describe.ts'
import { isPlaceholder } from './placeholders.ts'
import { hasTemplate, isEncrypted, withoutTemplates } from './templates.ts'

/** The class of a value. Only a `literal` can be a credential by its name. */
export type ValueClass =
  | 'empty'
  | 'placeholder'
  | 'template'
  | 'reference'
  | 'switch'
  | 'number'
  | 'path'
  | 'url'
  | 'identifier'
  | 'public'
  | 'literal'

const REFERENCE =
  /^(?:arn:[a-z0-9-]+:|ref\+[a-z0-9]+:\/\/|vault:|@Microsoft\.KeyVault\(|projects\/[^/]{1,128}\/secrets\/|op:\/\/|(?:credentialspec(?:domainless)?|secretsmanager|ssm|awssm|awsssm|gcpsm|secretref|env|file|doppler|infisical):|(?:var|local|module|data|secrets)\.[a-z_][\w.-]*$|valueFrom:|resolve:(?:ssm|secretsmanager)|(?:param(?:eter)?|aws-(?:ssm|sm|secrets?)):\/)|^\{\{resolve:[^{}]{1,512}\}\}$/i

const SWITCH =
  /^(?:true|false|yes|no|on|off|y|n|t|f|enabled?|disabled?|required?|optional|auto|default|always|never|include|omit|same-origin|basic|bearer|plain|none|\*)$/i

const ALGORITHM =
  /^(?:[RHEP]S(?:256|384|512)|EdDSA|argon2(?:i|d|id)?|s?bcrypt(?:[_-]sha256)?|scrypt|pbkdf2(?:[_-]\w{1,16})?|md5|sha-?\d{1,3}|hmac[-_]?sha-?\d{1,3}|SCRAM-SHA-\d{1,3}|AES[-_]?\d{3}(?:[-_]\w{3})?|ed25519|x25519)$/i

/** NUMBER matches numbers, durations, sizes, rates and dates. */
const NUMBER =
  /^[+-]?\d{1,20}(?:[.,]\d{1,10})?\s?(?:%|[mun]?s|[mhdwy]|secs?|seconds?|mins?|minutes?|hours?|days?|weeks?|months?|years?|[kmgt]i?b?|bytes?|bits?|vcpu|\/(?:s|m|h|d|sec|min|hour|day))?$|^\d{4}-\d{2}-\d{2}(?:[T ][\d:.]{2,18}(?:Z|[+-]\d\d:?\d\d)?)?$/i

/** Keys that their providers intend for pages and apps, and the public halves of key pairs. */
const PUBLIC_TOKEN =
  /^(?:pk_(?:live|test)_|(?:live|test)_g?ck_|sb_publishable_|phc_|pub[0-9a-f]{32}$|pk\.eyJ|-----BEGIN (?:[A-Z0-9]{2,12} ){0,3}(?:PUBLIC KEY|CERTIFICATE)|ssh-(?:rsa|ed25519) )/

/** `xnd_public_…` under the name of a key: it states itself that it is the public one of a pair. */
const PUBLISHED = /^(?:[A-Za-z]{2,12}[-_]){0,2}(?:public|pub|publishable|pkey)[-_]\w/i

/** A file name with a typical extension of keys and settings. */
const FILE_NAME =
  /^[\w .-]{1,128}\.(?:pem|key|crt|cer|cert|der|p12|pfx|jks|keystore|truststore|json|ya?ml|txt|env|conf|cfg|ini|properties|gpg|pub|asc|toml|xml)$/i

/**
 * classifyValue returns the first class that matches a decoded value. `name` is the variable's name, for values that
 * repeat it.
 */
export function classifyValue(value: string, name: string): ValueClass {
  const text = value.trim()
  // [], {}, and -- are empty values in code. If a template was split, only its $ may be left.
  if (/^[^\p{L}\p{N}*]{0,3}$/u.test(text)) return 'empty'
  // Before templates: {{resolve:…}} and ${{…}} look alike, and both lead to the same judgment.
  if (REFERENCE.test(text) || isEncrypted(text)) return 'reference'
  if (hasTemplate(text) && !hasLiteralBeside(text)) return 'template'
  // PGPASSWORD=$DB_PASSWORD psql is a script; the text after the variable is not part of its value.
  if (/^["']?\$(?:[A-Za-z_]\w{0,127}|[\d@*])["']?\s/.test(text)) return 'template'
  if (isPlaceholder(text, name)) return 'placeholder'
  if (SWITCH.test(text.replace(/^'(\w{1,16})'$/, '$1')) || ALGORITHM.test(text)) return 'switch'
  if (NUMBER.test(text)) return 'number'
  if (/^[a-z][a-z0-9+.-]{1,31}:\/\//i.test(text)) return 'url'
  if (isPath(text)) return 'path'
  if (isIdentifier(text)) return 'identifier'
  if (PUBLIC_TOKEN.test(text) || (/(?:key|token)$/i.test(name) && PUBLISHED.test(text))) return 'public'
  return 'literal'
}

/** The text beside the placeholders is a credential only if it is long enough to be one alone. */
function hasLiteralBeside(text: string): boolean {
  const rest = withoutTemplates(text).replace(/^(?:Bearer|Basic|Token|Api-?Key)\b/i, '')
  // ${secret.arn}:JSON_KEY:: is a part of a secret; in Host=…;Password=${x} the credential is what is filled in.
  if (
    /^:[\w.:-]{1,256}$|(?:pass(?:word|wd)?|pwd|secret|token|key)\s{0,2}=\s{0,2}["']?(?:[;,&\s"']|$)/i.test(
      rest
    )
  )
    return false
  const letters = rest.replace(/[^A-Za-z0-9]/g, '')
  return letters.length >= 8 && (/\d/.test(letters) || /^[A-Za-z]{8,40}$/.test(rest))
}

/** Paths and file names. One AWS secret key in 64 begins with a slash, so a random segment makes it none. */
function isPath(text: string): boolean {
  if (text.length > 512) return false
  if (FILE_NAME.test(text) || /^[A-Za-z]:\\/.test(text)) return true
  if (!/^(?:~|\.{1,2}|%[\w.]{1,64}%)?\/[\w@.,:/ -]*$/.test(text)) return false
  if (/^[A-Za-z0-9/]{32,}$/.test(text) && looksRandom(text.replaceAll('/', ''))) return false
  return !text
    .split('/')
    .some(part => part.length >= 20 && [/\d/, /[a-z]/, /[A-Z]/].every(kind => kind.test(part)))
}

/**
 * IDs of secrets and classes, an address of a blockchain, a Region: `prod/app/db`, `org.acme.Thing`, `shop-db-
 * credentials`.
 */
function isIdentifier(text: string): boolean {
  return (
    text.length <= 256 &&
    /^[a-z0-9_.-]+(?:\/[a-z0-9_.-]*[a-z]{2}[a-z0-9_.-]*)+$|^[a-z][a-z0-9]*(?:\.[a-z][a-z0-9_]*){1,12}\.[A-Z]\w{1,64}$|^0x[0-9a-fA-F]{40}$|^[a-z]{2}(?:-gov)?-(?:north|south|east|west|central)(?:east|west)?-\d$|^[a-z][a-z0-9]{0,30}(?:[-_][a-z0-9]{1,30}){0,6}[-_]credentials$/.test(
      text
    )
  )
}
