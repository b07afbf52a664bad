import { password } from '../commands/literal.ts'
import { readOptions } from '../commands/read.ts'
import { inCookies } from '../commands/written.ts'
import { isPublicName, judgeName } from '../names/credential-name.ts'
import { matchShape, startsReversedToken } from '../shapes/match.ts'
import { findLogin, loginCertainty, loginWhat, percentDecoded } from '../urls/logins.ts'
import { classifyValue } from '../values/classify.ts'
import { type Certainty, credentialByName, type Hit } from '../values/credential.ts'
import { isMnemonic, looksRandom } from '../values/describe.ts'
import { MOST_GROWTH } from './base64.ts'
import { authorization, headerCredential, isCall } from './header.ts'
import { flagAmong, inProgramText } from './in-programs.ts'
import { type Form, type Leaf, privatePart } from './leaf.ts'
import { leavesOf } from './leaves.ts'

/**
 * Maximum number of nested extractions: JSON in base64 in JSON counts as two. Repeated base64 reaches 42 in the largest
 * file that is read; repeated escaping reaches fewer.
 */
const MAX_DEPTH = 48

/** Maximum total length of the extracted texts, as a multiple of the original length. Repeated base64 reaches four. */
const MAX_RATIO = 16

/** Maximum nesting depth, from 0, at which a hit names its enclosing text. */
const MAX_NAMED = 2

/** `user:password`, which HTTP basic authentication and Docker registry logins encode as base64. */
const USERINFO = /^([A-Za-z][\w.@+-]{0,63}):(\S{3,128})$/

/** `name` is the name of the enclosing text; `depth` counts the extractions so far. */
export type Surroundings = {
  readonly name: string
  readonly depth: number
  /** Remaining number of characters to examine, initialized for the outermost text. */
  readonly rest?: { characters: number }
}

/** A cheap test that most texts fail: hexadecimal digits, escapes of URLs, JSON, C, or HTML, invisible characters. */
const HINT =
  /^(?:0x)?[0-9a-f]{16}|%[2-7][0-9a-f]|\\[xu/]|&(?:#|quot;|amp;|colon;)|[\u00AD\u200B-\u200F\u202A-\u202E\u2060\uFEFF\uFF01-\uFF5E]/i

const HEX = /^(?:0x)?((?:[0-9a-f]{2}){8,2048})$/i

const ESCAPES =
  /\\x[0-9a-f]{2}|\\u00[0-9a-f]{2}|\\\/|&#\d{2,3};|&#x[0-9a-f]{2};|&(?:quot|amp|colon|commat|sol);/gi

const NAMED: Readonly<Record<string, string>> = {
  '&quot;': '"',
  '&amp;': '&',
  '&colon;': ':',
  '&commat;': '@',
  '&sol;': '/',
  '\\/': '/'
}

const UNSEEN = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060\uFEFF]/g

/** `tokens=1,2 delims=,`: the options of a loop in a batch file. */
const LOOP_OPTIONS =
  /^(?:(?:tokens=[\d,*-]{1,16}|skip=\d{1,4}|eol=\S?|usebackq|delims=[^\w"]{0,8})[ \t]{0,4}){1,5}$/

/**
 * embeddedCredential finds a credential inside a text or inside the texts nested in it. Linear in the length of the
 * text.
 */
export function embeddedCredential(text: string, place: Surroundings): Hit | undefined {
  if (text.length < 6 || LOOP_OPTIONS.test(text)) return undefined
  const rest = place.rest ?? { characters: text.length * MAX_RATIO }
  rest.characters -= text.length
  if (rest.characters < 0 && place.depth > MAX_NAMED) return undefined
  const around = { ...place, rest }
  const header = /[:=]|\s(?:Bearer|Basic|Token|ApiKey|Splunk)\s/i.test(text)
    ? headerCredential(text)
    : undefined
  if (header) return header
  // Basic authentication, bearer token: words
  if (/^(?:Basic|Bearer) \S/i.test(text) && !/^(?:Basic|Bearer) [a-z]{1,24}(?:[ .,]|$)/i.test(text)) {
    const hit = authorization(text)
    if (hit) return hit
  }
  const handed = handedOut(text, around.name)
  if (handed) return handed
  const leaves = leavesOf(text, Math.min(text.length * MOST_GROWTH, rest.characters))
  const flag = flagAmong(leaves)
  if (flag) return flag
  let unsure: Hit | undefined
  for (const leaf of leaves) {
    const hit = judgeLeaf(leaf, around)
    if (hit === undefined) continue
    if (!leaf.list || hit.certainty !== 'unsure') return within(hit, leaf, around)
    // A later item of the list may say more.
    unsure ??= within(hit, leaf, around)
  }
  if (unsure) return unsure
  const secret = leaves.some(({ name }) => /\bkty$/.test(name)) ? privatePart(leaves) : undefined
  if (secret !== undefined) return { what: 'a private JSON Web Key', certainty: 'sure', secret }
  if (isMnemonic(text)) return { what: 'a wallet’s recovery phrase', certainty: 'sure', secret: text.trim() }
  const plain = writtenOtherwise(text)
  const hit = plain && judgeLeaf(plain, around)
  return hit && plain
    ? within(hit, plain, around)
    : (readOptions(text) ?? inProgramText(text, leaves.length > 0))
}

function within(hit: Hit, { form }: Leaf, { depth }: Surroundings): Hit {
  return depth > MAX_NAMED ? hit : { ...hit, what: `${hit.what} in ${form}` }
}

/** `machine x login y password z`, the format of .netrc. */
const NETRC = /^\s{0,8}machine\s{1,4}\S{1,253}\s{1,4}login\s{1,4}\S{1,128}\s{1,4}password\s{1,4}(\S{3,256})/

/** `host:port:database:user:password`, the format of .pgpass. */
const PGPASS = /^[\w.*-]{1,253}:(?:\d{2,5}|\*):[\w.*-]{1,63}:[\w.*-]{1,63}:([^\s:]{3,128})$/

/** `sid=…; Path=/; HttpOnly`: a cookie as a server sets it. */
const SET_COOKIE = /;\s{0,2}(?:path=|domain=|max-age=|samesite=|httponly|secure(?:;|$))/i

/** Session cookies in a variable named after cookies, and the login in a single line of .netrc or .pgpass. */
function handedOut(text: string, name: string): Hit | undefined {
  if (
    text.includes('=') &&
    (/cookies?(?:_?(?:value|header|string|jar))?$/i.test(name) || SET_COOKIE.test(text))
  ) {
    const cookie = inCookies(text)
    if (cookie) return looksRandom(cookie.secret) ? { ...cookie, certainty: 'sure' } : cookie
  }
  const secret = text.includes('machine ') ? NETRC.exec(text)?.[1] : PGPASS.exec(text)?.[1]
  return secret === undefined ? undefined : password(secret)
}

function judgeLeaf(leaf: Leaf, around: Surroundings): Hit | undefined {
  const { text } = leaf
  if (text === '') return undefined
  const name = leaf.name === '' ? around.name : leaf.name
  const token = matchShape(text, `${around.name} ${name}`)
  if (token) {
    const certainty: Certainty = token.verification === 'unsure' ? 'likely' : 'sure'
    return { what: token.shape.what, certainty, secret: token.token }
  }
  const login = findLogin(text)
  if (login) return { what: loginWhat(login), certainty: loginCertainty(login), secret: login.password }
  const named = byLeafName(leaf, around.name)
  if (named) return named
  if (around.depth >= MAX_DEPTH) return undefined
  return embeddedCredential(text, { ...around, name, depth: around.depth + 1 })
}

function byLeafName(leaf: Leaf, outer: string): Hit | undefined {
  if (leaf.form === 'base64 text' || leaf.form === 'hexadecimal text') return userinfo(leaf.text, outer)
  const { name, text } = leaf
  // {"/token": "oauth"} is a routing table.
  if (name.startsWith('/') && !looksRandom(text)) return undefined
  if (/^(?:proxy-)?authorization$/i.test(name)) return authorization(text)
  // {"password": "Password"} is a table of labels.
  if (isLabel(text, name) || isPublished(text, outer)) return undefined
  if (isCall(text)) return undefined
  const hit = credentialByName(name === '' ? outer : name, text)
  if (hit) return leaf.list && !isListedCredential(text) ? { ...hit, certainty: 'unsure' } : hit
  return ofOuterName(leaf, outer)
}

/** `"password": "Password"`, `"password": "Kennwort"`: labels of a user interface. */
function isLabel(text: string, name: string): boolean {
  if (text.toLowerCase() === name.toLowerCase()) return true
  return /^[A-Z][a-z]{2,24}$/.test(text) && judgeName(text).strength === 'strong'
}

/** `{"alice": "…"}` under API_TOKENS: the outer name determines the kind of the values, if they look random. */
function ofOuterName({ name, text }: Leaf, outer: string): Hit | undefined {
  if (outer === '' || name === '' || judgeName(outer).strength !== 'strong') return undefined
  if (/(?:id|url|host|user|name|arn|path|type|region)s?$/i.test(name)) return undefined
  if (!looksRandom(text) || classifyValue(text, name) !== 'literal') return undefined
  return credentialByName(outer, text)
}

/** Browser settings and the key of a Firebase web application are published in every page. */
function isPublished(text: string, outer: string): boolean {
  return (outer !== '' && isPublicName(outer)) || (/firebase/i.test(outer) && text.startsWith('AIza'))
}

/** A word in a list may be a name; what is random or invented, or behind a user, is a credential. */
function isListedCredential(text: string): boolean {
  return looksRandom(text) || isChosen(text) || userinfo(text, 'credentials')?.certainty === 'sure'
}

/** `tigerlily77`: a word with two digits or more, without the separators of names and versions. */
function isChosen(text: string): boolean {
  return /^[A-Za-z0-9!@#$%^&*?+~]{8,64}$/.test(text) && /[A-Za-z]{3}/.test(text) && /\d\D{0,8}\d/.test(text)
}

function userinfo(text: string, outer: string): Hit | undefined {
  const match = USERINFO.exec(text.trim())
  if (!match)
    return isChosen(text.trim())
      ? { what: 'a word like a password', certainty: 'unsure', secret: text.trim() }
      : undefined
  const secret = match[2] as string
  const kind = classifyValue(secret, '')
  if ((kind !== 'literal' && kind !== 'number') || /^\d{1,5}$/.test(secret)) return undefined
  const certainty = /auth|cred|basic|login|registry|docker|pass/i.test(outer) ? 'sure' : 'unsure'
  return { what: 'a user name and a password', certainty, secret }
}

/**
 * writtenOtherwise returns the plain form of a text that is hexadecimal, percent-encoded, escaped, reversed, or
 * contains invisible characters. It decodes one layer; the caller checks the result again.
 */
function writtenOtherwise(text: string): Leaf | undefined {
  if (!HINT.test(text))
    return startsReversedToken(text) && looksRandom(text)
      ? leaf(reversed(text), 'a reversed text')
      : undefined
  const body = text.trim()
  const digits = HEX.exec(body)?.[1]
  if (digits !== undefined) {
    const decoded = Buffer.from(digits, 'hex').toString('latin1')
    return /^[\t\n\r -~]+$/.test(decoded) ? leaf(decoded, 'hexadecimal text') : undefined
  }
  const seen = body
    .replace(UNSEEN, '')
    .replace(/[\uFF01-\uFF5E]/g, wide => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
  if (seen !== body) return leaf(seen, 'a text with hidden characters')
  const plain = body.replace(ESCAPES, unescaped)
  if (plain !== body) return leaf(plain, 'an escaped text')
  const decoded = /\s/.test(body) ? body : percentDecoded(body)
  return decoded === body ? undefined : leaf(decoded, 'percent-encoded text')
}

function unescaped(written: string): string {
  const known = NAMED[written.toLowerCase()]
  if (known !== undefined) return known
  const decimal = /^&#(\d+);$/.exec(written)?.[1]
  const code =
    decimal === undefined
      ? Number.parseInt(written.replace(/^(?:&#x|\\x|\\u)|;$/gi, ''), 16)
      : Number(decimal)
  return String.fromCharCode(code)
}

function reversed(text: string): string {
  return [...text].reverse().join('')
}

function leaf(text: string, form: Form): Leaf {
  return { name: '', text, form }
}
