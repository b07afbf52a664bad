import { escapePattern } from '../../pattern.ts'
import { judgeName, splitName } from '../names/credential-name.ts'
import { SHAPES } from '../shapes/tokens.ts'

/** Texts that stand for no value; compared in lower case, with spaces, `_`, and `-` removed. */
const NO_VALUES: ReadonlySet<string> = new Set(
  'null nil none na n/a empty blank missing removed hidden masked redacted sensitive censored notset unset notused unused notneeded undefined initial insecure iam iamauth tbd tbc tba todo fixme'.split(
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
  if (trimmed.length > 512) return false
  if (NO_VALUES.has(trimmed.toLowerCase().replace(/[\s_-]+|^[([<{]+|[)\]>}]+$/g, '')) || isMasked(trimmed))
    return true
  // <your key>, [your key], {jwt secret key}, （请填写）
  if (/^<{1,3}[^<>]{0,256}>{1,3}$|^[[{（【「«(]\p{L}[\p{L}\p{M} _.,/-]{0,126}[\]}）】」»)]$/u.test(trimmed))
    return true
  // In AWS documentation, every key ends with …EXAMPLE or …EXAMPLEKEY.
  if (/^[A-Za-z0-9+/]{8,60}EXAMPLE(?:KEY)?$/.test(trimmed)) return true
  return (
    isRequest(trimmed, name) ||
    repeatsName(trimmed, name) ||
    isShoutedName(trimmed, name) ||
    isMarkedName(trimmed, name)
  )
}

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
  const text = written.replace(OF_PROVIDER, '')
  if (YOURS.test(text) || /^(?:tu|su|sua|seu|votre|deine?)(?:[-_ ]\p{L}+)+$/iu.test(text)) return true
  if (!/^[A-Za-z][\p{L}\s_.,:()/'-]*[.!]?$/u.test(text)) return false
  const words = splitName(text)
  const [first = '', second = ''] = words
  if (words.length > 1 && ASKS.test(first)) return true
  if (
    /^(?:change|replace|fill|set|update|override)(?:this|it|me|now)$|^(?:will|to)be\w+$/.test(words.join(''))
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

/** `%DB_PASSWORD`, `:DB_PASSWORD`, `~DB_PASSWORD~`: delimiters of an unknown tool around the variable's name. */
function isMarkedName(text: string, name: string): boolean {
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
