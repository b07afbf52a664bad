import { escapePattern } from '../../pattern.ts'
import { judgeName, splitName } from '../names/credential-name.ts'
import { SHAPES } from '../shapes/match.ts'
import { looksMixed, looksRandom } from './describe.ts'
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
  /^(?:pk_(?:live|test)_|(?:live|test)_g?ck_|sb_publishable_|phc_|pub[0-9a-f]{32}$|pk\.eyJ|-----BEGIN (?:[A-Z0-9]{2,12} ){0,3}(?:PUBLIC KEY|CERTIFICATE)|ssh-(?:rsa|ed25519) |Ov23li\w{14}$)|^\d{6,20}-\w{20,40}\.apps\.googleusercontent\.com$/

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
  if (hasRandomInForm(text)) return 'literal'
  // Before templates: {{resolve:…}} and ${{…}} look alike, and both lead to the same judgment.
  if (REFERENCE.test(text) || isEncrypted(text)) return 'reference'
  if (hasTemplate(text) && !hasLiteralBeside(text)) return 'template'
  if (isMarkedName(text, name)) return 'template'
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

/** `<…>`, `{{…}}`, `%…%`, `your-…`, `…EXAMPLE`, `….pem`, `vault:…`: what is in it is no name and no request. */
const FORM = /^(?:<|\{\{ ?|%|your[-_]|(?:vault|env):)?([\w+/=]{24,256})(?:>| ?\}\}|%|EXAMPLE|\.pem)?$/

/** Whether a random text stands in the form of a placeholder or a reference, which does not hide it. */
function hasRandomInForm(text: string): boolean {
  const inner = FORM.exec(text)?.[1]?.replace(/EXAMPLE$/, '') ?? text
  if (inner === text || inner.length < 24 || !looksRandom(inner)) return false
  // the names of things have words and few turns
  return !/EXAMPLEKEY/.test(text) && !/_/.test(inner) && looksMixed(inner.replace(/[+/=]/g, ''))
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

/** Texts that stand for no value; compared in lower case, with spaces, `_`, and `-` removed. */
const NO_VALUES: ReadonlySet<string> = new Set(
  'null nil none na n/a empty blank missing removed hidden masked redacted sensitive censored notset unset notused unused notneeded undefined initial insecure iam iamauth tbd tbc tba todo fixme defaultpassword'.split(
    ' '
  )
)

/** A word that stands for a value which somebody is to fill in; what follows it is a remark. */
const ASKS =
  /^(?:your|changeme|changeit|replaceme|fillme|setme|placeholder|replace|todo|tbd|fixme|insert|redacted)$/

/** Words that may stand around one of them, or around `change`, `set`, `not`, …. */
const FILLERS: ReadonlySet<string> = new Set(
  'sk pk paste please own deploying test tests testing unit a an the my our in for from of with to on me this that it here value values password passwd pass secret secrets token tokens key keys api access private public client user username db database jwt real actual strong secure production prod change fill enter put set use add string name id account before now later live go deploy deployment dev development staging local service app master signing default update updated by ci cd via not no be is needed required configured provided available specified'.split(
    ' '
  )
)

/** Words that show that a text is no value if all words beside them are fillers. */
const MAY_ASK =
  /^(?:please|change|set|fill|enter|put|add|not|no|update|updated|here|dummy|example|sample|fake|mock|managed|generated|uninitialized|unset)$/

/**
 * isPlaceholder returns whether a text stands for a value that is set later: `changeme`, `<your key>`, `****`,
 * `your-api-key-here`, or the variable's own name. `YourSecurePassword123!` is not a placeholder: it works as a
 * password.
 */
export function isPlaceholder(text: string, name: string): boolean {
  const trimmed = text.trim()
  if (trimmed.length > 512 || isValueInUse(trimmed, name)) return false
  if (NO_VALUES.has(trimmed.toLowerCase().replace(/[\s_-]+|^[([<{]+|[)\]>}]+$/g, '')) || isMasked(trimmed))
    return true
  // <your key>, [your key], {jwt secret key}, （请填写）
  if (/^<{1,3}[^<>]{0,256}>{1,3}$|^[[{（【「«(]\p{L}[\p{L}\p{M} _.,/-]{0,126}[\]}）】」»)]$/u.test(trimmed))
    return true
  // In AWS documentation, every key ends with …EXAMPLE or …EXAMPLEKEY.
  if (/^[A-Za-z0-9+/]{8,60}EXAMPLE(?:KEY)?$/.test(trimmed)) return true
  if (DESCRIPTION.test(trimmed) && /^[A-Z]/.test(trimmed)) return true
  return isRequest(trimmed, name) || repeatsName(trimmed, name) || isShoutedName(trimmed, name)
}

/** Names by which images set their own password, and words that are then the password. */
const OF_IMAGES = /^(?:POSTGRES(?:QL)?|MYSQL|MYSQL_ROOT|MARIADB|MARIADB_ROOT|MONGO_INITDB_ROOT)_PASSWORD$/

/** `example` under POSTGRES_PASSWORD is the password; `changeit` opens the stores of Java. */
function isValueInUse(text: string, name: string): boolean {
  if (/^change-?me$/i.test(text) || text === 'example') return OF_IMAGES.test(name)
  return text === 'changeit' && /(?:key|trust)[_.-]?store/i.test(name)
}

/** `Vendor API key for the search`: a sentence about the value. */
const DESCRIPTION =
  /^[A-Z][A-Za-z-]*(?: [A-Za-z-]+){0,4} (?:key|token|secret|password|credentials?) (?:for|of|from|to|used)(?: [A-Za-z-]+){1,8}\.?$/i

/**
 * `****`, `xxxx`, `....`, `sk_live_xxxxxxxx`, `sk-...`, `****1f3a`. Digits do not count: `0000` works as a password.
 */
function isMasked(text: string): boolean {
  return /^(?:([*•xX#.?_=-])\1{2,}|[xX]|([A-Za-z])\2{15,}|[*•]{3,64}[A-Za-z0-9]{1,6}|[xX*]{3,}(?:[-_.][xX*]{2,64}){1,8})$|^[A-Za-z]{0,8}[-_]?[A-Za-z]{0,8}[-_]?(?:[xX*]{6,}|\.{3,}|…)$/.test(
    text
  )
}

/** `your-api-key`, `sk-proj-your-key-here`, `sk_test_your_key`: yours, also behind the prefix of a provider. */
const YOURS = /^(?:[a-z]{2,5}[-_]){0,3}your[-_ ]/i

/** What the tokens of providers begin with: `whsec_`, `ghp_`, `xoxb-`, `sk_live_`. */
const OF_PROVIDER = new RegExp(
  `^[a-z]?(?:${SHAPES.flatMap(({ needles }) => needles)
    .filter(needle => /^[A-Za-z]\w{1,11}[_.-]$/.test(needle))
    .map(escapePattern)
    .join('|')})`
)

/**
 * `change-me`, `your-db-password`, `dummy_jwt_secret`, `set in console`, `see the vault`: words without a digit, also
 * behind the prefix of a provider.
 */
function isRequest(written: string, name: string): boolean {
  const text = written.replace(OF_PROVIDER, '').replace(/^see[-_ ]1password$/i, 'see-vault')
  if (YOURS.test(text) || /^(?:tu|su|sua|seu|votre|deine?)(?:[-_ ]\p{L}+)+$/iu.test(text)) return true
  if (!/^[A-Za-z][\p{L}\s_.,:()/'-]*[.!]?$/u.test(text)) return false
  const words = splitName(text)
  const [first = '', second = ''] = words
  if (words.length > 1 && ASKS.test(first)) return true
  if (
    /^(?:change|replace|fill|set|update|override)(?:this|it|me|now)$|^(?:(?:will|to)be|replacewith)\w+$/.test(
      words.join('')
    )
  )
    return true
  if (
    /^(?:stored|kept|set|see|from|managed|defined|provided|injected)$/.test(first) &&
    /^(?:in|by|from|via|at|the|outside|vault|ssm|aws|secrets?)$/.test(second)
  )
    return true
  const own = new Set(splitName(name))
  const isSaid = words.some(word => ASKS.test(word) || MAY_ASK.test(word))
  return (
    isSaid && words.every(word => ASKS.test(word) || MAY_ASK.test(word) || FILLERS.has(word) || own.has(word))
  )
}

/**
 * `DB_PASSWORD_PLACEHOLDER`, `ENC_KEY_VALUE`: upper case with underscores, typically replaced by sed or envsubst. A
 * text with a digit, or under the name of a password, must contain what it is for: `HUNTER_2_TIGER` is an invented
 * password.
 */
function isShoutedName(text: string, name: string): boolean {
  if (/^[A-Z]{2,}(?:-[A-Z]{2,})*-(?:KEY|TOKEN|SECRET)(?:-[A-Z]{2,})+$/.test(text)) return true
  if (!/^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/.test(text) || !/[A-Z]{3}/.test(text) || /\d{3}|_\d{2}$/.test(text))
    return false
  const isChosen = judgeName(name).kind === 'password' || /(?:jwt|session|cookie)_?secret$/i.test(name)
  if (!/\d/.test(text) && !isChosen) return true
  const own = new Set([...splitName(name), ...name.toLowerCase().split(/[^a-z0-9]+/)])
  return text
    .toLowerCase()
    .split('_')
    .some(
      word =>
        /[a-z]./.test(word) &&
        (own.has(word) ||
          /pass|pwd|secret|token|key|cred|value|var|env|^(?:my|replace|change|here|real)$/.test(word))
    )
}

/**
 * `%DB_PASSWORD`, `:DB_PASSWORD`, `~DB_PASSWORD~`: delimiters of an unknown tool around the variable's name, or words
 * that `sed` looks for: `DB_PASSWORD_PLACEHOLDER`, `REPLACE_ME_DB_PASSWORD`.
 */
function isMarkedName(text: string, name: string): boolean {
  if (/^PLACEHOLDER_|_PLACEHOLDER$|^REPLACE_(?:ME|WITH)_/.test(text)) return isShoutedName(text, name)
  const inner = /^[%@:~|#^&!+*=?.-]{1,2}([A-Za-z]\w{1,126})[%@:~|#^&!+*=?.-]{0,2}$/.exec(text)?.[1] ?? ''
  const squeeze = (of: string) => of.toLowerCase().replace(/[_.-]/g, '')
  return isShoutedName(inner, name) || (inner.length >= 4 && squeeze(name).endsWith(squeeze(inner)))
}

/** The variable's own name: `DD-API-KEY` for DD_API_KEY. A single word does not count, as it can be a password. */
function repeatsName(text: string, name: string): boolean {
  const words = (of: string) => of.toLowerCase().replace(/[_.-]+/g, ' ')
  const isPart = /^[A-Z]{2,24}(?:-[A-Z]{2,24}){2,8}$/.test(text) && words(text).includes(words(name))
  return /[_.-]/.test(name) && /[_.-]/.test(text) && (words(text) === words(name) || isPart)
}

/**
 * isMadeToFit recognizes `changeme123`, `ChangeMe_2026!`: a request that had to fit the rules, and works as it stands.
 */
export function isMadeToFit(text: string): boolean {
  return /^(?:change|replace)[-_]?(?:me|it|this|now)(?:[-_.@]?\d{1,4}){1,3}[!@#$%.*?]{0,2}$/i.test(text)
}
