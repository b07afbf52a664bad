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
  | 'algorithm'
  | 'url'
  | 'identifier'
  | 'public'
  | 'literal'

const REFERENCE =
  /^(?:arn:[a-z0-9-]+:|ref\+[a-z0-9]+:\/\/|vault:|@Microsoft\.KeyVault\(|projects\/[^/]{1,128}\/secrets\/|op:\/\/|(?:credentialspec(?:domainless)?|secretsmanager|ssm|awssm|awsssm|gcpsm|sm|gsm|akv|azurekeyvault|secretref|env|file|bao|infisical|doppler):|valueFrom:|resolve:(?:ssm|secretsmanager)|(?:param(?:eter)?|aws-(?:ssm|sm|secrets?)):\/)/i

/** What nothing fills in where it is: `var.db_password`, `aws_db_instance.shop-db.password`, `secrets.DB_PASSWORD`. */
const ADDRESS =
  /^(?:(?:json|base64)decode\()?(?:(?:var|local|module|data|env|secrets|vars|params|config|inputs)|(?:aws|random|tls|vault|google|azurerm)_[a-z_]{2,64})(?:\.[A-Za-z][A-Za-z_-]{0,63}(?:\[\d{1,3}\])?){1,5}\)?(?:\["\w{1,64}"\])?$/

const FUNCTION_CALL = /^!(?:Ref|GetAtt|ImportValue|FindInMap|Select) \S/

const SWITCHES: ReadonlySet<string> = new Set(
  'true false yes no on off y n t f enable enabled disable disabled require required optional auto default always never include omit same-origin basic bearer'.split(
    ' '
  )
)

const ALGORITHM =
  /^(?:[RHEP]S(?:256|384|512)K?|EdDSA|ES256K|argon2(?:i|d|id)?|s?bcrypt(?:[_-]sha256)?|scrypt|pbkdf2(?:[_-]\w{1,16})?|md5|sha-?[1235](?:-?(?:224|256|384|512))?|hmac[-_]?sha-?\d{1,3}|SCRAM-SHA-\d{1,3}(?:-PLUS)?|PLAIN|GSSAPI|OAUTHBEARER|AES[-_]?\d{3}(?:[-_](?:GCM|CBC|CTR|ECB))?|RSA(?:[-_](?:OAEP|PSS|\d{4}))?|ed25519|x25519|secp256[kr]1|chacha20(?:-poly1305)?|none)$/i

/**
 * Keys that their providers intend for publication in pages and apps: Stripe, Toss, Supabase, PostHog, Mapbox, Datadog;
 * and the public halves of key pairs.
 */
const PUBLIC_TOKEN =
  /^(?:pk_(?:live|test)_|(?:live|test)_g?ck_|sb_publishable_|phc_|pub[0-9a-f]{32}$|pk\.eyJ|-----BEGIN (?:[A-Z0-9]{2,12} ){0,3}(?:PUBLIC KEY|CERTIFICATE)|ssh-(?:rsa|ed25519) )/

/** `Shop-client-…` under a client's key, `xnd_public_…`: a key that says itself that it is the public one of a pair. */
function isPublishedKey(text: string, name: string): boolean {
  if (!/(?:key|token)$/i.test(name)) return false
  const [, kind] = /^(?:[A-Za-z]{2,12}[-_]){0,2}(client|public|pub|publishable|pkey)[-_]\w/i.exec(text) ?? []
  return kind !== undefined && (kind.toLowerCase() !== 'client' || /client_?key$/i.test(name))
}

/** A file name with a typical extension of keys and settings. */
const FILE_NAME =
  /^[\w .-]{1,128}\.(?:pem|key|crt|cer|cert|der|p12|pfx|jks|keystore|truststore|json|ya?ml|txt|env|conf|cfg|ini|properties|gpg|pub|asc|kdbx|toml|xml)$/i

const JAVA_NAME = /^[a-z][a-z0-9]*(?:\.[a-z][a-z0-9_]*){1,12}\.[A-Z]\w{1,64}$/

const SHELL_VARIABLE = /\$\{[A-Za-z_]\w{0,127}\}|\$[A-Za-z_]\w{0,127}/g

/** `$(echo tigerlily77)`: a shell would fill in what is written there. */
const ECHOED = /^(?:\$\(|`)(?:echo|printf)(?: -\w{1,3})? (["']?)[^\s"'$`()|%]{4,128}\1[)`]$/

/**
 * classifyValue returns the first class that matches a decoded value. `name` is the variable's name, for values that
 * repeat it.
 */
export function classifyValue(value: string, name: string): ValueClass {
  // \{\{ … \}\} in a text about templates
  const text = value.trim().replace(/\\(?=[{}])/g, '')
  const kind = classOf(text, name)
  if (kind === 'template' && ECHOED.test(text)) return 'literal'
  return kind
}

function classOf(text: string, name: string): ValueClass {
  // [], {}, and -- are empty values in code. If a template was split, only its $ may be left.
  if (/^[^\p{L}\p{N}*]{0,3}$/u.test(text)) return 'empty'
  // Before templates: {{resolve:…}} and ${{…}} look alike, and both lead to the same judgment.
  // The small tests before large patterns keep startup fast, because patterns are compiled at first use.
  if (/[:/({]/.test(text) && REFERENCE.test(text)) return 'reference'
  if ((text.includes('.') && ADDRESS.test(text)) || isEncrypted(text)) return 'reference'
  // A function of CloudFormation in a file that could not be read as YAML.
  if (text.startsWith('!') && FUNCTION_CALL.test(text)) return 'reference'
  if (hasTemplate(text) && !hasLiteralBeside(text)) return 'template'
  // PGPASSWORD=$DB_PASSWORD psql is a script; the text after the variable is not part of its value.
  if (/^["']?\$(?:[A-Za-z_]\w{0,127}|[\d@*])["']?(?:\s|;\s)/.test(text)) return 'template'
  // "$key":"$value", as a script puts JSON together
  if (
    text.includes('$') &&
    /["']/.test(text.slice(text.indexOf('$'))) &&
    /^[\s"'\\,:{}[\]]*$/.test(text.replace(SHELL_VARIABLE, ''))
  )
    return 'template'
  // ($secrets | map(…)) is an expression of jq; printf fills in %s.
  if (/^(?:\(\s{0,4}[$.][A-Za-z_]|%[-+0-9.]{0,6}[sdqv][\s"'\\])/.test(text)) return 'template'
  if (text.includes(' ') && COMMAND.test(text)) return 'template'
  if (isPlaceholder(text, name)) return 'placeholder'
  // "'true'", as API Gateway writes the text of a header
  if (text === '*' || SWITCHES.has(text.toLowerCase().replace(/^'(\w{1,16})'$/, '$1'))) return 'switch'
  if (isNumber(text)) return 'number'
  if (ALGORITHM.test(text)) return 'algorithm'
  if (/^[a-z][a-z0-9+.-]{1,31}:\/\//i.test(text)) return 'url'
  if (isPath(text)) return 'path'
  if (isIdentifier(text)) return 'identifier'
  if (PUBLIC_TOKEN.test(text) || isPublishedKey(text, name)) return 'public'
  return 'literal'
}

/** `check_with_token = "curl -fsS …"`: a command, in which other rules look for credentials. */
const COMMAND =
  /^(?:curl|wget|aws|kubectl|openssl|psql|redis-cli|mysqladmin|pg_isready|nc|vault|consul|nomad|jq) (?:-{1,2}[A-Za-z]|https?:\/\/|[a-z][a-z-]{1,30} -)/

/** The text beside the placeholders is a credential only if it is long enough to be one alone. */
function hasLiteralBeside(text: string): boolean {
  const rest = withoutTemplates(text).replace(/^(?:Bearer|Basic|Token|Api-?Key)\b/i, '')
  // secrets: | NAME=${{ secrets.NAME }}; base64 ends like a name does
  if (/^(?:[ \t]{0,64}[A-Za-z_]\w{0,127}[ \t]{0,4}[=:][ \t\r]{0,64}(?:\n|$))+$/.test(rest))
    return looksRandom(rest.slice(0, -1)) && /^[A-Za-z0-9]+=$/.test(rest)
  // ${secret.arn}:JSON_KEY:: is a reference to a part of a secret
  if (/^:[\w.-]{1,128}:[\w.-]{0,64}:[\w-]{0,64}$/.test(rest)) return false
  // Host=…;Password=${db_password}: the credential is what is filled in.
  if (/(?:password|passwd|pwd|secret|token|key)\s{0,2}=\s{0,2}["']?(?:[;,&\s"']|$)/i.test(rest)) return false
  const letters = rest.replace(/[^A-Za-z0-9]/g, '')
  return letters.length >= 8 && (/\d/.test(letters) || /^[A-Za-z]{8,40}$/.test(rest))
}

/** Numbers, durations, sizes, and dates. */
function isNumber(text: string): boolean {
  if (!/^[+-]?\d/.test(text)) return false
  // 10/m is a rate limit
  if (/^\d{1,9}\/(?:s|m|h|d|sec|min|second|minute|hour|day)$/i.test(text)) return true
  return (
    /^[+-]?\d{1,20}(?:[.,]\d{1,10})?\s?(?:%|ms|s|m|h|d|w|y|sec|secs|seconds?|min|mins|minutes?|hours?|days?|weeks?|months?|years?|[kmg]i?b?|bytes?|bits?)?$/i.test(
      text
    ) || /^\d{4}-\d{2}-\d{2}(?:[T ][\d:.]{2,18}Z?)?$/.test(text)
  )
}

/** Paths and file names. Base64 can begin with a slash too, so a text with a random-looking segment is not a path. */
function isPath(text: string): boolean {
  if (text.length > 512) return false
  // %kernel.project_dir%/config/jwt/private.pem
  if (text.startsWith('%') && /^%[\w.]{1,64}%\/[\w./-]{1,256}$/.test(text)) return true
  if (FILE_NAME.test(text) || /^[A-Za-z]:\\/.test(text)) return true
  if (!/^(?:~|\.{1,2})?\/[\w@.,:/ -]*$/.test(text)) return false
  // One AWS secret key in 64 begins with a slash.
  if (/^[A-Za-z0-9/]{32,}$/.test(text) && looksRandom(text.replaceAll('/', ''))) return false
  return !text
    .split('/')
    .some(
      segment => segment.length >= 20 && /\d/.test(segment) && /[a-z]/.test(segment) && /[A-Z]/.test(segment)
    )
}

/**
 * IDs of secrets and classes: `prod/app/db`, `org.acme.Thing`, `0x` and 40 hexadecimal digits (an address, not a key).
 */
function isIdentifier(text: string): boolean {
  if (text.length > 256) return false
  return (
    (/^[a-z0-9_.-]+(?:\/[a-z0-9_.-]+)+$/.test(text) && /[a-z]{2}/.test(text)) ||
    JAVA_NAME.test(text) ||
    // shop-db-credentials is the name of a set of credentials
    /^[a-z][a-z0-9]{0,30}(?:[-_][a-z0-9]{1,30}){0,6}[-_](?:credentials|creds)(?:[-_](?:object|file|name|id|ref))?$/.test(
      text
    ) ||
    /^0x[0-9a-f]{40}$/i.test(text) ||
    // eu-central-1
    /^[a-z]{2}(?:-gov)?-(?:north|south|east|west|central)(?:east|west)?-\d$/.test(text)
  )
}
