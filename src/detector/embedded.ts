import { jsonIn } from '../json.ts'
import { AUTHORIZATION, authorization, credentialsInCommand, headerCredential } from './commands.ts'
import { findLogin, loginCertainty, loginWhat, percentDecoded } from './logins.ts'
import { isPublicName, judgeName } from './names/credential-name.ts'
import { matchShape } from './shapes/match.ts'
import { classifyValue } from './values/classify.ts'
import { credentialByName, type Hit } from './values/credential.ts'
import { isMnemonic, looksRandom } from './values/describe.ts'

/** How many texts may be inside each other: JSON in base64 in JSON is two deep. */
const DEEPEST = 3

/** More texts than this are not taken out of one. */
const MOST_INNER = 5000

/** A text inside another one. `name` is empty if it has none, as decoded base64. */
type Inner = { readonly name: string; readonly text: string; readonly form: string }

/**
 * embeddedCredential finds a credential inside a text that holds other texts: JSON, base64, lines or a list of
 * `NAME=value`, an HTTP header. Each of them is judged by its token shape, its login in a URL and its name, and is
 * taken apart in the same way, three levels deep. Linear in the length of the text.
 */
export function embeddedCredential(text: string, outer: string, depth = 0): Hit | undefined {
  if (text.length < 6 || depth >= DEEPEST) return undefined
  const header = headerCredential(text)
  if (header) return header
  if (isMnemonic(text)) return { what: 'a wallet’s recovery phrase', certainty: 'sure', secret: text.trim() }
  for (const inner of innerTexts(text)) {
    const hit = judgeInner(inner, outer, depth)
    if (hit) return { ...hit, what: `${hit.what} in ${inner.form}` }
  }
  // -Dapp.password=… in JAVA_OPTS, PGPASSWORD=… psql
  return /(?:^|\s)-{1,2}[A-Za-z]|^[A-Za-z_]\w{0,64}=\S{1,512}\s/.test(text)
    ? credentialsInCommand([text]).get(0)?.[0]
    : undefined
}

function judgeInner({ name, text, form }: Inner, outer: string, depth: number): Hit | undefined {
  if (text === '') return undefined
  const own = name === '' ? outer : name
  const token = matchShape(text, `${outer} ${own}`)
  if (token) return { what: token.shape.what, certainty: 'sure', secret: token.token }
  const login = findLogin(text)
  if (login) return { what: loginWhat(login), certainty: loginCertainty(login), secret: login.password }
  const hit = form === BASE64 ? userAndPassword(text, outer) : byName(own, text, outer)
  return hit ?? embeddedCredential(text, own, depth + 1)
}

function byName(name: string, text: string, outer: string): Hit | undefined {
  if (AUTHORIZATION.test(name)) return authorization(text)
  // {"password": "Password"} is a table of labels, {"/token": "oauth"} one of routes; settings of pages are public.
  const isLabel =
    (/^[A-Z][a-z]{2,24}$/.test(text) && judgeName(text).strength === 'strong') || /^AIza/.test(text)
  if (isLabel || text.toLowerCase() === name.toLowerCase() || name.startsWith('/')) return undefined
  if (outer !== '' && isPublicName(outer)) return undefined
  const hit = credentialByName(name, text)
  // {"alice": "…"} under API_TOKENS
  const isOfOuter = !hit && looksRandom(text) && judgeName(outer).strength === 'strong'
  return isOfOuter && !/(?:id|url|host|user|name|arn|path|type|region)s?$/i.test(name)
    ? credentialByName(outer, text)
    : hit
}

/** The password of `user:password`, which basic authentication and logins of registries encode as base64. */
function userAndPassword(text: string, outer: string): Hit | undefined {
  const secret = /^[A-Za-z][\w.@+-]{0,63}:(?!\d{1,5}$)(\S{3,128})$/.exec(text.trim())?.[1]
  if (secret === undefined || classifyValue(secret, '') !== 'literal') return undefined
  const isSure = /auth|cred|basic|login|registry|docker|pass/i.test(outer)
  return { what: 'a user name and a password', certainty: isSure ? 'sure' : 'unsure', secret }
}

const BASE64 = 'base64 text'

/** The texts in a text, by the first form that fits. */
function innerTexts(text: string): readonly Inner[] {
  if (looksLikeJson(text)) return jsonTexts(text)
  const decoded = decodedText(text)
  if (decoded !== undefined) return [{ name: '', text: decoded, form: BASE64 }]
  return /\n|\\n/.test(text) ? lineTexts(text) : listTexts(text)
}

/** looksLikeJson returns whether a text is an object or a list in JSON; templates in braces are none. */
export function looksLikeJson(text: string): boolean {
  return /^\s{0,64}(?:\{\s{0,64}(?:\\?["'}]|[A-Za-z_]\w{0,64}\s{0,8}:)|\[\s{0,64}(?:[\\"'{[\]]|\d))/.test(
    text
  )
}

function jsonTexts(text: string): readonly Inner[] {
  const form = 'JSON text'
  const value = jsonIn(text)
  if (value === undefined) {
    // With templates in it, it is none, but its pairs are as they would be.
    const pairs = text.matchAll(/"([^"\\]{1,128})"\s{0,8}:\s{0,8}"((?:[^"\\]|\\.){1,2048})"/g)
    return Array.from(pairs, ([, name = '', own = '']) => ({ name, text: own, form }))
  }
  // Iterative, since the nesting of a text can exceed the stack.
  const found: Inner[] = []
  const open: { readonly value: unknown; readonly name: string }[] = [{ value, name: '' }]
  for (let next = open.pop(); next && found.length < MOST_INNER; next = open.pop()) {
    const { value: one, name } = next
    if (typeof one === 'string' || typeof one === 'number') found.push({ name, text: String(one), form })
    else if (Array.isArray(one)) for (const item of one.toReversed()) open.push({ value: item, name })
    else if (typeof one === 'object' && one !== null)
      for (const [key, inner] of Object.entries(one).reverse())
        open.push({ value: inner, name: nameIn(one, key, name) })
  }
  return found
}

/**
 * `value` takes its name from `{"name": "DB_PASSWORD", "value": …}`, and a key such as `prod` from the one above it.
 */
function nameIn(one: object, key: string, parent: string): string {
  const { name, Name = name } = one as Readonly<Record<string, unknown>>
  if (typeof Name === 'string' && /^(?:value|default|content)$/i.test(key)) return Name
  const isNeutral = parent !== '' && judgeName(`password.${key}`).kind === 'password'
  return isNeutral ? `${parent}.${key}` : key
}

/** decodedText decodes base64 (or base64url) of readable text; undefined for anything else. */
export function decodedText(text: string): string | undefined {
  const body = text.trim().replace(/^(?:data:[\w/+.;=-]{0,64};base64,|(?:base64|b64)[:,]|Basic )/i, '')
  // Shorter texts can decode to readable text by chance.
  if (body.length < 16 || !/^[A-Za-z0-9+/_-]+(?:\r?\n[A-Za-z0-9+/_-]+)*={0,2}$/.test(body)) return undefined
  const decoded = Buffer.from(body, 'base64').toString('utf8')
  return decoded.length >= 8 && /^[\t\n\r -~\u00A0-\u024F]+$/.test(decoded) ? decoded : undefined
}

/** Lines of settings files: `NAME=value`, `export NAME="value"`, `- name: value`, npm's `//registry/:_name=value`. */
const LINE =
  /^\s{0,40}(?:-\s{1,4})?(?:export\s{1,4})?(?:\/\/[\w./:-]{1,253}:(?=_))?["']?([A-Za-z_][\w.-]{0,127})["']?\s{0,16}[:=]\s{0,16}(\S.{0,4095})$/

/** What a program or YAML puts there: calls, variables, anchors, block indicators, comments. */
const CODE =
  /^(?:[A-Za-z_][\w.]{0,127}[([]|#|[|>][+-]?$|[*!&][A-Za-z]|(?:var|local|data|module|process\.env|os\.environ|env|secrets)\.[\w.]{1,128}$)/

function lineTexts(text: string): readonly Inner[] {
  return text.split(/\r?\n|\\n/, MOST_INNER).flatMap(line => {
    const [, name = '', value = ''] = line.length > 4400 ? [] : (LINE.exec(line) ?? [])
    const isSetting = name !== '' && !CODE.test(value)
    return isSetting ? [{ name, text: unquoted(value), form: 'the text of a settings file' }] : []
  })
}

const PAIR = /^\s{0,8}([A-Za-z_][\w.%[\]-]{0,127})\s{0,4}=(?!>)\s{0,4}([\s\S]{0,4096})$/

/** `a=1,b=2`, `a=1;b=2`, `a=1&b=2`: the whole text must consist of pairs; otherwise the equals sign is incidental. */
function listTexts(text: string): readonly Inner[] {
  if (!text.includes('=')) return []
  for (const separator of [',', ';', '|', '&']) {
    const parts = text.split(separator, MOST_INNER).filter(part => part.trim() !== '')
    if (parts.length === 1 && separator !== '&') continue
    const pairs = parts.map(part => PAIR.exec(part))
    if (pairs.length > 0 && pairs.every(pair => pair !== null))
      return pairs.map(([, name = '', value = '']) => ({
        name: percentDecoded(name),
        text: percentDecoded(unquoted(value)),
        form: 'a list of settings'
      }))
  }
  return []
}

function unquoted(text: string): string {
  const trimmed = text.trim()
  return /^(["'])([^"']*)\1/.exec(trimmed)?.[2] ?? trimmed.replace(/\s#.*$/, '')
}
