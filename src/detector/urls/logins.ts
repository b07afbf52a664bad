import { judgeName } from '../names/credential-name.ts'
import { classifyValue } from '../values/classify.ts'
import type { Certainty } from '../values/credential.ts'
import { looksMixed, looksRandom } from '../values/describe.ts'
import { isMadeToFit } from '../values/placeholders.ts'
import { isTemplatePart, withoutTemplates } from '../values/templates.ts'
import { keywordLogins, type Login } from './keywords.ts'

export type { Login }

import { OTHER_FORMS } from './other-forms.ts'

/** Replaces a template while a text is parsed: one character that no syntax uses. */
export const HOLE = '\uE000'

/** Hosts of examples such as `user:password@localhost`, and words for a host (`rds-endpoint`): hardly real logins. */
const DOCUMENTATION =
  /^(?:localhost|127\.0\.0\.1|(?:[\w-]+\.)?example\.(?:com|org|net)|(?:[a-z]{1,16}[-_]){0,3}(?:host(?:name)?|endpoint|server))$/i

/** findLogin returns the first literal password in the URLs and connection strings of a text. */
export function findLogin(value: string): Login | undefined {
  if (value.length < 6 || !/:\/\/|=|@/i.test(value)) return undefined
  const text = withHoles(value)
  return [...userinfoLogins(text), ...queryLogins(text), ...keywordLogins(text), ...bareLogins(text)].find(
    isLiteral
  )
}

/** findUrlLogin does the same for commands, where `password=x` has a separate grammar. */
export function findUrlLogin(value: string): Login | undefined {
  if (value.length < 6 || (!value.includes('://') && !value.includes('@'))) return undefined
  const text = withHoles(value)
  return [...userinfoLogins(text), ...queryLogins(text), ...bareLogins(text)].find(isLiteral)
}

function bareLogins(text: string): readonly Login[] {
  const login = text.includes('@') && text.length <= MAX_AUTHORITY ? bareLogin(text.trim()) : undefined
  return login ? [login] : []
}

/** loginWhat describes a login in fixed wording. */
export function loginWhat(login: Login): string {
  return login.parameter === undefined ? `a password in ${login.where}` : `a credential in ${login.where}`
}

const BEFORE_HOST = 'a login before a host'

/** loginCertainty returns `unsure` for documentation logins, plain words without a scheme, and `changeme123`. */
export function loginCertainty({ host, user, password, where }: Login): Certainty {
  // topic:orders@kafka.internal:9092 has the same form.
  if (where === BEFORE_HOST && /^[A-Za-z]{1,16}$/.test(password) && password !== user) return 'unsure'
  if (isMadeToFit(password)) return 'unsure'
  if (host === undefined || !DOCUMENTATION.test(host)) return 'sure'
  return /^(?:user(?:name)?|login)$/i.test(user ?? '') && /^pass(?:word|wd)?$/i.test(password)
    ? 'unsure'
    : 'sure'
}

/** Templates may contain `@`, `:`, and spaces, so they are replaced before a URL is parsed. */
function withHoles(text: string): string {
  return withoutTemplates(text, HOLE)
}

function isLiteral(login: Login): boolean {
  const { password, parameter } = login
  const rest = password.replaceAll(HOLE, '')
  if (rest === '' || (password.includes(HOLE) && rest.length < 6)) return false
  if (isTemplatePart(login.raw) || /^%[-+0-9.]{0,6}[sdqv](?:\\[nrt])*$|^\{\w{0,64}\}$|^:\w+$/.test(password))
    return false
  if (STANDS_FOR_PASSWORD.test(password) && STANDS_FOR_HOST.test(login.host ?? '')) return false
  const kind = classifyValue(password, parameter ?? '')
  if (parameter === undefined) return kind !== 'placeholder' && kind !== 'empty' && kind !== 'reference'
  return kind === 'literal' || (kind === 'number' && /pass|pwd/i.test(parameter))
}

/** `user:PASSWORD@HOST_ENDPOINT`: words in capitals for both; no host has such a name. */
const STANDS_FOR_PASSWORD = /^(?:PASSWORD|PASSWD|PASS|PWD|SECRET|TOKEN|KEY)$/
const STANDS_FOR_HOST = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/

/** Maximum length of user part plus host. */
const MAX_AUTHORITY = 1024

/**
 * userinfoLogins finds `scheme://user:password@host` for any scheme, anywhere in a text, plus Oracle's `user/password@`
 * and Go's `user:password@tcp(host)`. It also finds a password that lacks the required percent-encoding.
 */
export function userinfoLogins(text: string): readonly Login[] {
  const found: Login[] = []
  for (let at = text.indexOf('://'); at >= 0; at = text.indexOf('://', at + 3)) {
    const login = /[A-Za-z0-9]/.test(text.charAt(at - 1)) ? loginAfter(text, at + 3) : undefined
    if (login) found.push(login)
  }
  for (const pattern of text.includes('@') ? OTHER_FORMS : []) {
    for (const [, user = '', raw = ''] of text.matchAll(pattern)) {
      found.push({ where: 'a connection string', raw, password: raw.replaceAll('"', ''), user })
    }
  }
  return found
}

/** A Sentry DSN: a hexadecimal key before a host and a project number. It is public by design. */
const SENTRY =
  /^[0-9a-f]{32}@[^/]{1,253}(?:\/[\w.-]{1,64}){0,4}\/\d{1,20}(?:[/?#]|$)|^[^@]{1,64}@[\w.-]{0,253}sentry\.io(?:[:/]|$)/i

function loginAfter(text: string, start: number): Login | undefined {
  const whole = text.slice(start, start + MAX_AUTHORITY)
  const rest = (/^[^\s"'<>`\\|]*/.exec(whole) as RegExpExecArray)[0]
  const { authority, at } = authorityOf(rest, text.slice(Math.max(0, start - 8), start))
  // If the whole text is one URL, its password may contain characters that otherwise end a URL in running text.
  if (at < 0) return rest.length < whole.length && start < 40 ? loginOfWhole(whole) : undefined
  const colon = authority.indexOf(':')
  const hasPassword = colon >= 0 && colon < at
  const raw = authority.slice(hasPassword ? colon + 1 : 0, at)
  if (!hasPassword) {
    // https://TOKEN@dev.azure.com/…; user names are not random.
    return raw.length >= 20 && looksRandom(raw) && !SENTRY.test(rest)
      ? { where: 'the user part of a URL', raw, password: percentDecoded(raw) }
      : undefined
  }
  if (raw === '') return undefined
  return {
    where: 'the user part of a URL',
    raw,
    password: percentDecoded(raw),
    user: percentDecoded(authority.slice(0, colon)),
    host: authority.slice(at + 1).replace(/:\d{1,5}$/, '')
  }
}

function authorityOf(rest: string, scheme: string): { readonly authority: string; readonly at: number } {
  const authority = rest.slice(0, authorityEnd(rest, scheme))
  return { authority, at: authority.lastIndexOf('@') }
}

/** `app:pa"ss|word@db.internal/app`: no space in the user, and a host after the last `@`. */
const WHOLE = /^([\w.+%-]{0,64}):([^@\n]{1,128})@([a-z0-9][\w.-]{0,253})(?::\d{1,5})?(?:[/?#]\S*)?$/i

function loginOfWhole(text: string): Login | undefined {
  const [, user = '', raw = '', host = ''] = WHOLE.exec(text.trim()) ?? []
  return raw === ''
    ? undefined
    : { where: 'the user part of a URL', raw, password: percentDecoded(raw), user, host }
}

/** Prefixes of `user:password@host` that denote something else: a kind of address or package. */
const OTHER_SCHEMES =
  /^(?:mailto|sips?|acct|npm|xmpp|im|tel|urn|tag|pkg|gem|pypi|docker|oci|image|git|github|gitlab|to|from|cc|bcc|by|at|workspace|jsr|file|https?|user|email|contact|support)$/i

const BARE =
  /^(?:\/\/)?([A-Za-z][\w.+-]{0,63}):([^\s@/]{3,128})@([A-Za-z0-9][\w-]*(?:\.[\w-]+)*)(:\d{1,5})?(?=[/?]|$)/

/** bareLogin finds `user:password@host/path` without a scheme, as in image references and broker addresses. */
function bareLogin(text: string): Login | undefined {
  const [whole = '', user = '', raw = '', host = '', port] = BARE.exec(text) ?? []
  // A host of digits alone is an ID: `user:pass@word:1001`.
  if (raw === '' || OTHER_SCHEMES.test(user) || /^(?:sha\d{3}|\d+)$/.test(host)) return undefined
  // Words with a colon and an @ between them are a login only if an address follows.
  if (port === undefined && !/[.]/.test(host) && whole.length === text.length) return undefined
  return { where: BEFORE_HOST, raw, password: percentDecoded(raw), user, host }
}

/**
 * The authority ends at the first `/`, `?`, or `#`, unless that character is part of an unencoded password: no `@`
 * precedes it, the text after the colon is not a port, and an `@` with a plausible host follows.
 */
function authorityEnd(rest: string, scheme: string): number {
  const end = rest.search(/[/?#]/)
  if (end < 0) return rest.length
  const head = rest.slice(0, end)
  if (head.includes('@')) return end
  const colon = head.indexOf(':')
  if (colon < 0 || isPort(head.slice(colon + 1), rest.charAt(end), scheme)) return end
  const later = /@[A-Za-z0-9][\w.-]{0,253}(?::\d{1,5})?(?:[/?#]|$)/.exec(rest)
  return later ? later.index + later[0].replace(/[/?#]$/, '').length : end
}

/**
 * Digits after the colon are a port, and the rest is a path or, for web pages, a fragment. Without digits it is not a
 * port. In database URLs, no port precedes a `#`.
 */
function isPort(text: string, next: string, scheme: string): boolean {
  if (!/^\d{0,5}$/.test(text)) return false
  return text !== '' && (next !== '#' || /https?:\/\/$/i.test(scheme))
}

const QUERY = /([?&;,#])([A-Za-z_][\w.-]{0,40})=([^&;#\s"'<>]{1,1024})/g
/** InfluxDB's parameters `u` and `p`. */
const PAIR_OF_LETTERS = /[?&]u=[^&]{1,128}/

/** Query parameters that sign a request: the URL grants access to anyone who has it. */
const SIGNATURES = /^(?:sig|signature|x-amz-signature|x-goog-signature|x-amz-security-token)$/i

/** queryLogins finds credentials in URL parameters: `?password=`, `&api_key=`, a shared access signature's `sig=`. */
function queryLogins(text: string): readonly Login[] {
  if (!text.includes('=') || !/:\/\/|^jdbc:|^\/[^\s?]{0,256}\?|^[\w.:/-]{0,256}\?\w/.test(text)) return []
  const found: Login[] = []
  const isPair = PAIR_OF_LETTERS.test(text)
  for (const [, sign, parameter = '', raw = ''] of text.matchAll(QUERY)) {
    // a heading of a page: #token=usage
    if (sign === '#' && !/\d/.test(raw)) continue
    if (isPair && parameter === 'p' && /\D/.test(raw) && raw.length >= 4)
      found.push({ where: 'a URL', raw, password: percentDecoded(raw) })
    const signs = SIGNATURES.test(parameter) && raw.length >= 20
    const { strength } = judgeName(parameter)
    const password = percentDecoded(raw)
    if (
      !signs &&
      strength !== 'strong' &&
      !(strength === 'weak' && looksMixed(password.replace(/[+/=]/g, '')))
    )
      continue
    found.push({ where: 'a URL parameter', raw, password, parameter })
  }
  return found
}

/** percentDecoded decodes `%40`; a text with an invalid escape is returned unchanged. */
export function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
