import { judgeName } from '../names/credential-name.ts'
import { splitName } from '../names/split.ts'

/** Texts that mean "put the value here"; compared in lower case, with spaces, `_`, and `-` removed. */
const WORDS: ReadonlySet<string> = new Set([
  'changeme',
  'changethis',
  'changeit',
  'changemenow',
  'changeinproduction',
  'changemeinproduction',
  'replaceme',
  'replacethis',
  'replacewithrealvalue',
  'fillme',
  'fillmein',
  'fixme',
  'todo',
  'tbd',
  'setme',
  'overrideme',
  'dummy',
  'example',
  'sample',
  'placeholder',
  'redacted',
  'removed',
  'missing',
  'masked',
  'hidden',
  'censored',
  'sensitive',
  'notapplicable',
  'initial',
  'initialvalue',
  'updateme',
  'tbc',
  'tba',
  'iam',
  'iamauth',
  'seesecrets',
  'null',
  'nil',
  'none',
  'na',
  'n/a',
  'empty',
  'blank',
  'insecure',
  'fake',
  'yourpassword',
  'yoursecret',
  'yourtoken',
  'yourkey',
  'yourpassphrase',
  'yourdbpassword',
  'yoursecretkey',
  'youraccesskey',
  'yourapikey'
])

/** `uninitialized`, `not configured`, `toBeModified1,toBeModified2`: what a value is until someone sets it. */
const UNSET =
  /^(?:(?:un|not)(?:initiali[sz]ed|configured|specified|assigned|defined|provided|available|used|set|known|needed|required)|(?:(?:to|will)be(?:modified|changed|replaced|set|defined|filled|generated|overridden|overwritten|injected)\d?,?)+|(?:(?:dummy|example|placeholder|sample)\d?,?){2,})$/

/** Words that may surround a placeholder word in `example-secret-key` or `dummy token`. */
const FILLERS: ReadonlySet<string> = new Set(
  'a an the my your our in for from of with to on me this that it here value values password passwd pass secret secrets token tokens key keys api access private public client user username db database real actual production prod change replace insert enter put set add string name id account before deploy deployment dev development staging local service app master signing later update updated by ci cd via do not no be use fill needed required sk pk test tests testing unit'.split(
    ' '
  )
)

const MARKERS =
  /^(?:dummy|mock|example|placeholder|sample|redacted|fake|todo|tbd|fixme|changeme|replaceme|insert|replace|change|notset|unset)$/

/** The prefix of a provider's keys before what asks for one: `sk-your-key`. */
const PREFIX = /^(?:sk|pk|rk|ghp|glpat|xox[abpr])[-_]/

/** Two metasyntactic words or more: `foobar`, `hogefuga`. Under a password's name they are one that works. */
const METASYNTACTIC = /^(?:(?:foo|bar|baz|qux|hoge|fuga|piyo)[-_]?){2,4}$/i

/** Texts that ask for a value, say where it is kept, or that there is none; each with a sample. */
const FORMS: readonly RegExp[] = [
  // `PLACEHOLDER_set_via_console`, `change-me before go-live`, `change-to-reset`: what follows the word is a remark.
  /^(?:placeholder|(?:change|replace|fill|set)[-_ ]?(?:me|this|it)|change[-_ ]to|replace[-_ ]with|to[-_ ]be[-_ ](?:set|filled|replaced|defined)|todo|tbd|fixme)(?:[-_ :.,/]{1,3}[a-z'()]{1,24}){1,12}[.!)]?$/i,
  // `[your key]`, `{jwt secret key}`: words in brackets, in any script; and words in a script that ask for the value.
  /^(?:\[\p{L}[\p{L}\p{M} _-]{0,126}\]|[{（【「«]\p{L}[\p{L}\p{M} _.,/-]{0,126}[}）】」»]|(?=.{0,120}(?:密[码碼钥鑰]|口令|令牌|[填输輸]|入力|ここ|パスワード|トークン|シークレット|キー|鍵|あなた|비밀|암호|토큰|키|입력|여기|변경|変更|設定|设置|[请請您你]|[置替][換换]|値|값))[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}ー _-]{2,128})$/u,
  // `Stored in Secrets Manager`, `see the runbook`: a pointer to the location of the value.
  /^(?:stored|kept|see|managed|generated|retrieved|fetched|provided|injected|set|supplied|overwritten|overridden|replaced)(?: (?:in|from|by|via|at|with|the|aws|an?|on))+(?: [\w./()-]{2,40}){1,8}\.?$/i,
  // `set-in-console`, `see-1password`, `see 1password`: the same in one word, or in two.
  /^(?:(?:stored|kept|managed|generated|retrieved|fetched|provided|injected|supplied|overwritten|overridden|replaced|set|defined|configured|loaded|populated)[-_](?:in|from|by|via|at|with|on)[-_][a-z]|(?:see|in|from|via)[-_ ](?:the[-_ ])?(?:1password|bitwarden|lastpass|keepass|vault|secrets?[-_]?manager|ssm|parameter[-_]store|keychain|key[-_]?vault|console|runbook|wiki|readme|docs?|dotenv|terraform|doppler|infisical|chamber)(?![A-Za-z0-9]))[a-z_-]{0,64}$/i,
  // `tu-clave-secreta`, `votre_mot_de_passe`, `coloque_sua_senha`: yours, in other languages.
  /^(?:(?:coloque|insira|digite|informe|ingrese|introduzca|entrez|mettez)[-_ ])?(?:tu|su|seu|sua|votre|ton|ta|dein|deine?|ihr|uw|jouw|twoj|vash)[-_ ]\p{L}{2,24}(?:[-_ ]\p{L}{1,24}){0,6}$/iu,
  // `pleaseEnter`, `please_change_me`: a request.
  /^please[-_ ]?(?:enter|change|set|replace|fill|insert|provide|add|update|define|specify|input|edit|override)(?:[-_ ]?(?:me|this|it|here|your|an?|the|own|real|strong|secure|secret|password|passwd|pass|pwd|token|key|api|value|credentials?|db|database|user|name|before|in|to|with|use|production|prod|deploy|deploying|now)){0,6}$/i,
  // `No secret`, `not configured yet`: a message that there is none. `no more monkeys jumping` is a passphrase.
  /^(?:(?:no|missing)(?: [a-z]{2,20}){0,2} (?:secret|password|token|key|credential|value)s?|not(?: [a-z]{2,20})? (?:set|used|needed|required|configured|defined|available|provided|given|found|specified))(?: (?:here|yet|set|used|needed|required|configured|defined|available|provided|given|found|specified)){0,2}[.!]?$/i,
  // `YourStrongPassword`, `yourDbPassword`, `yourchattoken`: yours in one word, without a digit or a sign.
  /^[Yy]our(?:(?:[A-Z][a-z]{1,15}){1,5}|[a-z]{2,32}(?:token|(?:api|access|secret)key))$/,
  // `not-a-real-password`, `this is not a real key`, `not-real`: a text that says that it is none.
  /^(?:(?:this|that|it)[-_ ]?is[-_ ]?)?(?:not[-_ ]?(?:an?|the|my|your|any)?[-_ ]?(?:real|actual|genuine)|fake[-_ ]not[-_ ]real)(?:[-_ ]?(?:api|db|database|jwt|auth|access|client|prod|production|django|app|user|value|password|passwd|pass|pwd|secret|token|key|credential|one)s?){0,5}[.!]?$/i,
  // `value_one`, `some-value-2`: a value, and nothing about it.
  /^(?:(?:some|any|my|the|your|an?)[-_ ])?values?[-_ ]?(?:\d{1,2}|one|two|three|four|five|[a-d])$|^(?:some|any|the)[-_ ]values?$/i,
  // `managed-outside-terraform`, `manually-updated`, `use-iam-role-instead`: where the value comes from.
  /^(?:(?:managed|created|configured|maintained|set|updated|filled|populated|replaced|defined|rotated)[-_ ](?:outside|elsewhere|manually|externally|later|by[-_ ]hand)(?:[-_ ](?:of|terraform|cloudformation|tf|cdk|pulumi|iac|git|aws|in|the|console)){0,4}|(?:manually|externally)[-_ ](?:managed|set|updated|configured|populated|created|rotated)|use[-_ ](?:(?:the|an?|aws|ecs)[-_ ]){0,2}(?:iam|task|instance|execution)(?:[-_ ](?:role|profile|auth|authentication|instead|credentials)){1,3})$/i,
  // `no-key-required`, `no api key needed`: a program asks for one and does not use it.
  /^(?:no|any)[-_ ]?(?:api[-_ ]?)?(?:key|token|password|secret|auth)(?:[-_ ]?(?:is|needed|required|used|necessary|here)){1,2}$/i
]

/**
 * isPlaceholder returns whether a text stands for a value that is set later: `changeme`, `<your key>`, `****`,
 * `your-api-key-here`, or the variable's own name. `YourSecurePassword123!` is not a placeholder: it works as a
 * password.
 */
export function isPlaceholder(text: string, name: string): boolean {
  const trimmed = text.trim()
  const squeezed = trimmed.toLowerCase().replace(/[\s_-]+/g, '')
  if (UNSET.test(squeezed) || WORDS.has(squeezed.replace(/^[([<{]+|[)\]>}]+$/g, '')) || isMasked(trimmed))
    return true
  if (/^<{1,3}[^<>]{0,256}>{1,3}$/.test(trimmed)) return true
  if (text.length <= 512 && FORMS.some(form => form.test(trimmed.replace(PREFIX, '')))) return true
  // (set in console): a remark in brackets
  if (trimmed.startsWith('(') && /^\([a-z][a-z,.-]*(?: [a-z,.-]+){1,32}\)$/i.test(trimmed)) return true
  if (repeatsName(trimmed, name)) return true
  // DefaultPassword for DB_PASSWORD, beside DefaultName for DB_NAME
  if (/^Default[A-Z]/.test(trimmed) && endsWith(name, trimmed.slice(7))) return true
  // EXPIRED-LICENSE-KEY-TRIAL for LICENSE_KEY
  const shouted = name.includes('_') && /^[A-Z]{2,24}(?:-[A-Z]{2,24}){2,8}$/.test(trimmed)
  if (shouted && `-${trimmed}-`.includes(`-${name.toUpperCase().replaceAll('_', '-')}-`)) return true
  if (METASYNTACTIC.test(trimmed)) return judgeName(name).kind !== 'password'
  if (/^your[-_ ]/i.test(trimmed) || /[-_ ]your[-_ ][a-z_ -]{1,128}$/i.test(trimmed)) return true
  if (/^[\p{L}_ -]{1,128}[-_ ](?:(?:goes[-_ ])?here|aqu[ií])$/iu.test(trimmed)) return true
  // In AWS documentation, every key ends with …EXAMPLE or …EXAMPLEKEY.
  if (/^[A-Za-z0-9+/]{8,60}EXAMPLE(?:KEY)?$/.test(trimmed)) return true
  return isShoutedName(trimmed, name) || isMadeOfFillers(trimmed, name) || isMarkedName(trimmed, name)
}

/**
 * `****`, `xxxx`, `....`, `sk_live_xxxxxxxx`, `sk-...`: one repeated character, or a letter that fills a key. Of
 * `****1f3a`, a console shows the end. Digits do not count: `0000` works as a password.
 */
function isMasked(text: string): boolean {
  return (
    /^(?:([*•xX#.?_=-])\1{2,}|[xX]|([A-Za-z])\2{15,}|[xX*]{3,}(?:[-_.][xX*]{2,64}){1,8}|[*•]{3,64}[A-Za-z0-9]{1,6})$/.test(
      text
    ) || /^[A-Za-z]{0,8}[-_]?[A-Za-z]{0,8}[-_]?(?:[xX*]{6,}(?:[-_.][xX*]{4,64}){0,8}|\.{3,}|…)$/.test(text)
  )
}

/**
 * `DB_PASSWORD_PLACEHOLDER`, `REPLACE_ME_JWT`, `ENC_KEY_VALUE`: upper case with underscores, typically replaced by sed
 * or envsubst. Names of passwords and texts with digits ask for more: `HUNTER_2_TIGER` is an invented password.
 */
function isShoutedName(text: string, name: string): boolean {
  return (
    /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/.test(text) &&
    text.length <= 128 &&
    /[A-Z]{3}/.test(text) &&
    // SUPER_STRONG_PASS_99 is an invented password.
    !/\d{3}|_\d{2}$/.test(text) &&
    ((!/\d/.test(text) && !isChosen(name)) || saysWhatFor(text, name))
  )
}

/** Whether people choose what a name has: a password, or a secret for signing. */
function isChosen(name: string): boolean {
  return judgeName(name).kind === 'password' || /(?:jwt|session|cookie)_?secret$/i.test(name)
}

/** Parts of words that say of a text in capitals that it stands for a credential. */
const FOR_CREDENTIALS = /pass|pwd|secret|token|key|cred|auth|salt|value|var|env/

/**
 * Whether one word of a text in capitals is of its variable's name, or says what belongs there: `DB_2_URI` for
 * DB_PASSWORD, `REPLACE_WITH_32_BYTES`.
 */
function saysWhatFor(text: string, name: string): boolean {
  const own = new Set([...splitName(name), ...name.toLowerCase().split(/[^a-z0-9]+/)])
  const words = text.toLowerCase().split('_')
  const isSaying = (word: string) => own.has(word) || MARKERS.test(word) || FOR_CREDENTIALS.test(word)
  return words.some(word => /^(?=.*[a-z])../.test(word) && isSaying(word)) || hasFiller(words)
}

function hasFiller(words: readonly string[]): boolean {
  return words.some(word => FILLERS.has(word)) && !words.some(word => /\d/.test(word))
}

/** `%DB_PASSWORD`, `:DB_PASSWORD`, `~DB_PASSWORD~`: delimiters of an unknown tool around a variable name. */
function isMarkedName(text: string, name: string): boolean {
  const inner = /^[%@:~|#^&!+*=?.-]{1,2}([A-Za-z]\w{1,126})[%@:~|#^&!+*=?.-]{0,2}$/.exec(text)?.[1]
  if (inner === undefined) return false
  return isShoutedName(inner, name) || (/[a-z_]|^[A-Z]{4,}$/.test(inner) && endsWith(name, inner))
}

/** Whether a text consists of the words that a name ends with: `PASSWORD` for DB_PASSWORD. */
function endsWith(name: string, text: string): boolean {
  const squeeze = (of: string) => of.toLowerCase().replace(/[_.-]/g, '')
  return text.length >= 4 && squeeze(name).endsWith(squeeze(text))
}

/** `dummy token`, `dummy_jwt_secret` for JWT_SECRET: words of placeholders, of what they stand for, and of the name. */
function isMadeOfFillers(text: string, name: string): boolean {
  if (text.length > 128) return false
  const words = text
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter(word => word !== '')
  if (/\d/.test(text) || !words.some(word => MARKERS.test(word))) return false
  const own = new Set(splitName(name))
  return words.every(word => MARKERS.test(word) || FILLERS.has(word) || own.has(word))
}

/**
 * The variable's own name with any separators: `DD-API-KEY` for DD_API_KEY. A single word does not count, as it can be
 * a password.
 */
function repeatsName(text: string, name: string): boolean {
  const words = (of: string) =>
    of
      .toLowerCase()
      .split(/[_.-]+/)
      .join(' ')
  return /[_.-]/.test(name) && /[_.-]/.test(text) && words(text) === words(name)
}

/**
 * `changeme123`, `ChangeMe_2026!`, `replace_me_21_02_20`: a request that had to fit the rules of passwords. It works as
 * it stands.
 */
export function isMadeToFit(text: string): boolean {
  return /^(?:change|replace)[-_]?(?:me|it|this|now)(?:[-_.@]?\d{1,4}){1,3}[!@#$%.*?]{0,2}$/i.test(text)
}
