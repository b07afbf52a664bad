import { judgeName } from './names/credential-name.ts'
import { classifyValue, isMadeToFit } from './values/classify.ts'
import type { Certainty } from './values/credential.ts'
import { looksMixed, looksRandom } from './values/describe.ts'
import { isTemplatePart, withoutTemplates } from './values/templates.ts'

/** A password found inside a larger text. For judging and masking only; must not appear in evidence. */
export type Login = {
  /** Its location: "the user part of a URL". */
  readonly where: string
  /** As written. */
  readonly raw: string
  /** Percent-decoded, if the form uses percent-encoding. */
  readonly password: string
  /** The name of the parameter, e.g. `password` or `api_key`; absent in the user part of a URL. */
  readonly parameter?: string
  readonly user?: string
  readonly host?: string
}

/** Replaces a template while a text is parsed: one character that no syntax uses. */
const HOLE = '\uE000'

const USER_PART = 'the user part of a URL'
const BEFORE_HOST = 'a login before a host'
const CONNECTION = 'a connection string'
const IN_QUERY = 'a URL parameter'

/** The least length of a literal beside a placeholder that makes both a password. */
const SHORTEST_REST = 6

/** `scheme://user:password@host`. A password may lack its percent-encoding; a host follows the last `@` of it. */
const URL_LOGIN =
  /[A-Za-z0-9]:\/\/([^\s:/?#"'<>`|]{0,128}):(?!\d{1,5}[/?#])([^\s"'<>`|]{1,512}?)@([\w.\uE000[\]-]{1,253}|<[^<>\n]{1,128}>|\{[^{}\n]{1,128}\})(?::[\d\uE000]{1,5})?(?=[/?#,;\s"'<>`|)\\]|:(?!\w*@)|$)/g

/** `https://TOKEN@dev.azure.com/…`; user names are not random. */
const URL_TOKEN = /:\/\/([^\s:@/?#"'<>`|]{20,512})@([^\s"'<>]{1,300})/g

/** A Sentry DSN: a hexadecimal key before a host and a project number. It is public by design. */
const SENTRY = /^[^/]{1,253}(?:\/[\w.-]{1,64}){0,4}\/\d{1,20}(?:[/?#]|$)|sentry\.io/i

/** Other notations of user and password: Oracle's, and Go's `user:password@tcp(host)`. */
const OTHER_FORMS: readonly RegExp[] = [
  /(?:^|[\s"'])([A-Za-z]\w{0,29})\/([^\s/@]{3,128})@(?:\/\/)?[\w.-]{1,253}:15\d\d[/:]\w/g,
  /\bjdbc:oracle:\w{1,16}:([^\s/:@]{1,128})\/("[^"\s]{1,128}"|[^\s@/]{1,128})@/gi,
  /(?:^|\s)([^\s:@/]{1,64}):([^\s]{1,128})@(?:(?:tcp|unix)\(|\([\w.-]{1,253}:\d{1,5}\)\/)/g
]

/** `user:password@host/path` without a scheme, as in image references and addresses of brokers. */
const BARE =
  /^(?:\/\/)?([A-Za-z][\w.+-]{0,63}):([^\s@/]{3,128})@([A-Za-z0-9][\w-]*(?:\.[\w-]+)*)(?::\d{1,5}|(?<=\.[\w-]+)|(?=[/?]))(?=[/?]|$)/

/** What stands before a colon and is no user: a kind of address or package. */
const OTHER_SCHEMES =
  /^(?:mailto|sips?|acct|npm|xmpp|im|tel|urn|tag|pkg|gem|pypi|docker|oci|image|git|github|gitlab|to|from|workspace|jsr|file|https?)$/i

/** A parameter of a URL, and a keyword of a connection string. */
const QUERY = /[?&;]([A-Za-z_][\w.-]{0,40})=([^&;#\s"'<>]{1,1024})/g
const KEYWORD =
  /(?:^|[\s;,])([A-Za-z][\w.-]{0,40}(?: [A-Za-z]{1,12})?)\s{0,2}=\s{0,2}("[^"]{1,512}"|'[^']{1,512}'|[^\s;,"'][^\s;,]{0,511})/g

/** Keys that identify a connection string, so that its `password=` counts. */
const COMPANIONS =
  /(?:^|[\s;,])(?:user(?: ?id|name)?|uid|login|host(?:name|addr)?|server|data source|address|addr|db ?name|database|initial catalog|endpoint|account ?name)\s{0,2}=|^[\w.-]{1,253}:\d{2,5},(?=.{0,512}=)/i

/** Query parameters that sign a request: the URL grants access to anyone who has it. */
const SIGNATURES = /^(?:sig|signature|x-amz-signature|x-goog-signature|x-amz-security-token)$/i

/** findLogin returns the first literal password in the URLs and connection strings of a text. */
export function findLogin(value: string): Login | undefined {
  if (value.length < 6 || !/:\/\/|=|@/.test(value)) return undefined
  // Templates may contain `@`, `:`, and spaces.
  const text = withoutTemplates(value, HOLE)
  return [...urlLogins(text), ...keywordLogins(text)].find(isLiteral)
}

/** findUrlLogin does the same for commands, where `password=x` has a separate grammar. */
export function findUrlLogin(value: string): Login | undefined {
  if (value.length < 6 || (!value.includes('://') && !value.includes('@'))) return undefined
  return urlLogins(withoutTemplates(value, HOLE)).find(isLiteral)
}

/**
 * hasFilledLogin returns whether a text has a login whose password is a placeholder. `{token}` and `%s` in a link are
 * filled in by the application.
 */
export function hasFilledLogin(value: string): boolean {
  if (!/:\/\/|=|@/.test(value)) return false
  const text = withoutTemplates(value, HOLE)
  return [...urlLogins(text), ...keywordLogins(text)].some(({ raw, where, parameter = '' }) =>
    raw.includes(HOLE)
      ? raw.replaceAll(HOLE, '').length < SHORTEST_REST
      : classifyValue(raw, '') === 'template' &&
        (where !== IN_QUERY || judgeName(parameter).kind === 'password')
  )
}

/** loginWhat describes a login in fixed wording. */
export function loginWhat(login: Login): string {
  return login.parameter === undefined ? `a password in ${login.where}` : `a credential in ${login.where}`
}

/** Hosts of examples, and words for a host (`rds-endpoint`): hardly real logins. */
const DOCUMENTATION =
  /^(?:localhost|127\.0\.0\.1|(?:[\w-]+\.)?example\.(?:com|org|net)|(?:[a-z]{1,16}[-_]){0,3}(?:host(?:name)?|endpoint|server))$/i

/** loginCertainty returns `unsure` for documentation logins, plain words without a scheme, and `changeme123`. */
export function loginCertainty({ host, user, password, where }: Login): Certainty {
  // topic:orders@kafka.internal:9092 has the same form.
  if (where === BEFORE_HOST && /^[A-Za-z]{1,16}$/.test(password) && password !== user) return 'unsure'
  const isExample =
    DOCUMENTATION.test(host ?? '') &&
    /^(?:user(?:name)?|login)$/i.test(user ?? '') &&
    /^pass(?:word|wd)?$/i.test(password)
  return isMadeToFit(password) || isExample ? 'unsure' : 'sure'
}

function isLiteral({ password, parameter, raw, host }: Login): boolean {
  const rest = password.replaceAll(HOLE, '')
  if (rest === '' || (password.includes(HOLE) && rest.length < SHORTEST_REST)) return false
  if (isTemplatePart(raw) || classifyValue(raw, '') === 'template') return false
  if (/^%[-+0-9.]{0,6}[sdqv](?:\\[nrt])*$|^\{\w{0,64}\}$|^:\w+$/.test(password)) return false
  // user:PASSWORD@HOST_ENDPOINT: no host has such a name.
  if (/^(?:PASSWORD|PASS|SECRET|TOKEN)$/.test(password) && /^[A-Z]+(?:_[A-Z0-9]+)+$/.test(host ?? ''))
    return false
  const kind = classifyValue(password, parameter ?? '')
  if (parameter === undefined) return !/^(?:placeholder|empty|reference)$/.test(kind)
  return kind === 'literal' || (kind === 'number' && /pass|pwd/i.test(parameter))
}

function urlLogins(text: string): readonly Login[] {
  const found: Login[] = []
  if (text.includes('://'))
    for (const [, user = '', raw = '', host = ''] of text.matchAll(URL_LOGIN))
      found.push({ where: USER_PART, raw, password: percentDecoded(raw), user: percentDecoded(user), host })
  if (text.includes('@')) {
    for (const [, raw = '', rest = ''] of text.matchAll(URL_TOKEN))
      if (looksRandom(raw) && !(/^[0-9a-f]{32}$/.test(raw) && SENTRY.test(rest)) && !/sentry\.io/.test(rest))
        found.push({ where: USER_PART, raw, password: percentDecoded(raw) })
    for (const form of OTHER_FORMS)
      for (const [, user = '', raw = ''] of text.matchAll(form))
        found.push({ where: CONNECTION, raw, password: raw.replaceAll('"', ''), user })
    const [, user = '', raw = '', host = ''] = text.length > 1024 ? [] : (BARE.exec(text.trim()) ?? [])
    // A host of digits alone is an ID: `user:pass@word:1001`.
    if (raw !== '' && !OTHER_SCHEMES.test(user) && !/^(?:sha\d{3}|\d+)$/.test(host))
      found.push({ where: BEFORE_HOST, raw, password: percentDecoded(raw), user, host })
  }
  return [...found, ...queryLogins(text)]
}

/** Credentials in URL parameters: `?password=`, `&api_key=`, a shared access signature's `sig=`. */
function queryLogins(text: string): readonly Login[] {
  if (!text.includes('=') || !/:\/\/|^jdbc:|^\/[^\s?]{0,256}\?|^[\w.:/-]{0,256}\?\w/.test(text)) return []
  return [...text.matchAll(QUERY)].flatMap(([, parameter = '', raw = '']) => {
    const password = percentDecoded(raw)
    const { strength } = judgeName(parameter)
    const isKey = strength === 'strong' || (strength === 'weak' && looksMixed(password.replace(/[+/=]/g, '')))
    const isSignature = SIGNATURES.test(parameter) && raw.length >= 20
    return isKey || isSignature ? [{ where: IN_QUERY, raw, password, parameter }] : []
  })
}

/**
 * The password in a connection string of keywords: ADO.NET (`Server=…;Password=…`), libpq (`host=… password=…`),
 * Kafka's
 * JAAS (`username="…" password="…"`), mount options (`username=…,password=…`).
 */
function keywordLogins(text: string): readonly Login[] {
  if (!text.includes('=') || !COMPANIONS.test(text)) return []
  return [...text.matchAll(KEYWORD)].flatMap(([, parameter = '', quoted = '']) => {
    if (judgeName(parameter).strength !== 'strong') return []
    const raw = quoted.replace(/^(["'])(.*)\1$/s, '$2')
    return [{ where: CONNECTION, raw, password: raw, parameter }]
  })
}

/** percentDecoded decodes `%40`; a text with an invalid escape is returned unchanged. */
export function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
