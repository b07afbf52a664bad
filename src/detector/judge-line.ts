import type { ScalarNode } from '../files/document/tree.ts'
import { escapePattern } from '../pattern.ts'
import { type Candidate, type Location, MAX_SCANNED } from './candidate.ts'
import { contextOf, judge, OPTIONAL_RULES, RULES } from './detect.ts'
import { findUrlLogin } from './logins.ts'
import type { Rule } from './rule.ts'
import { MASK } from './sensitive.ts'
import { tokensIn } from './shapes/match.ts'

/** The rules that detect credentials, including the one for random texts, because the words of a line have no name. */
const CREDENTIAL_RULES: readonly Rule[] = [...RULES, ...OPTIONAL_RULES].filter(
  ({ category }) => category === 'credential'
)

/** Pairs such as `password=x`, `"password": "x"`, `Password: x`; each is judged by its name. */
const PAIR =
  /([\p{L}_][\p{L}\p{M}\p{N}\p{Cf}_.-]{0,63})["']?\s{0,3}[:=]\s{0,3}("[^"]{0,500}"|'[^']{0,500}'|[^\s,;&"']{1,500})/gu

/**
 * Maximum number of pairs or words in a line that are judged. A line with more is treated as containing a credential.
 */
const MOST_PARTS = 400
const MOST_HEADERS = 8

/**
 * lineHoldsCredential returns whether a log line could contain a credential: as a whole (tokens, logins in URLs, JSON,
 * headers), as the words of a command, by the names in it, or as a long random word. When in doubt, it hides a harmless
 * line. Checks the first 8,192 characters; pure; never throws.
 */
export function lineHoldsCredential(line: string): boolean {
  const start = line.slice(0, MAX_SCANNED)
  return withoutCredentials(start) !== start
}

/** credentialsInLine returns the credentials that occur literally in a line, for masking only. */
export function credentialsInLine(line: string): readonly string[] {
  const text = line.slice(0, MAX_SCANNED)
  if (hasManyParts(text)) return piecesOf(text).flatMap(credentialsInLine)
  return hitsIn(text).flatMap(({ whole, parts }) => {
    const standing = parts.filter(part => part !== '' && text.includes(part))
    return standing.length > 0 || whole === text ? standing : [whole]
  })
}

/**
 * The pieces of a line with many parts: few enough words each, cut between words. A line that has no gaps has no
 * pieces.
 */
function piecesOf(text: string): readonly string[] {
  const words = text.match(/[^\s,;]+[\s,;]*/g) ?? []
  const pieces: string[] = []
  for (let at = 0; at < words.length; at += PIECE) pieces.push(words.slice(at, at + PIECE).join(''))
  return pieces.length > 1 ? pieces.filter(piece => !hasManyParts(piece)) : []
}

const PIECE = 100

/** Maximum number of credentials that are removed from a text; a text with more is not displayed. */
const MOST_TAKEN_OUT = 12

/**
 * withoutCredentials returns a text, for example a message of AWS, with each credential in it replaced, as detected in
 * a log line. The surrounding text is kept, since it is needed to understand the message. If the credential cannot be
 * isolated, the whole text is replaced. Text after the first 8,192 characters is dropped. Pure; never throws.
 */
export function withoutCredentials(text: string): string {
  const { text: judged, putBack } = setAside(text.slice(0, MAX_SCANNED))
  let shown = judged
  if (hasManyParts(shown)) return MASK
  for (let round = 0; round < MOST_TAKEN_OUT; round++) {
    const hits = hitsIn(shown).filter(hit => !isTakenOut(hit))
    if (hits.length === 0) return putBack(shown)
    shown = takenOut(shown, hits)
  }
  return MASK
}

/** `password=…` in a name, a path or a flag. Most texts have no such part. */
const ASSIGNED = /(?<!\w)\w{0,40}(?:pass|pwd|secret|token|cred|key)\w{0,32}["']?=(["']?[^\s"',;&*<>$]{6,})/gi

/** The same in JSON or Python. */
const QUOTED_PAIR =
  /(["'])\w{0,40}(?:pass|pwd|secret|token|cred|key)\w{0,32}\1\s?:\s?(["'])[^"'\s]{6,200}\2/gi

/** The credentials of a header that was pasted as a name. */
const BEARER = /\b(?:bearer|basic)\s{1,3}[\w+/.~-]{16,}={0,2}/gi

/**
 * assignedCredentialsIn returns the values in a text that stand behind the name of a credential and an equals sign,
 * such as in a path `deploy/password=…`, or in a header. Fast, since it checks every displayed text.
 */
export function assignedCredentialsIn(text: string): readonly string[] {
  const start = text.slice(0, MAX_SCANNED)
  const pairs = start.includes('=') ? start.match(ASSIGNED) : null
  const quoted = start.includes(':') ? start.match(QUOTED_PAIR) : null
  const found = [...(pairs ?? []), ...(quoted ?? []), ...(start.match(BEARER) ?? [])]
  // deploy/password=….json:1:24: what is before the ending of a file is no name of a file.
  const bare = found.slice(0, MOST_ASSIGNED).map(one => one.replace(/\.[a-z]{2,5}(?::\d{1,9}){0,2}:?$/, ''))
  return bare.flatMap(credentialsInLine)
}

const MOST_ASSIGNED = 20

/** A hit that contains a replacement, such as `***:`, was found in an earlier round. */
function isTakenOut({ whole, parts }: LineHit): boolean {
  return (parts.length === 0 ? [whole] : parts).every(part => part.includes(MASK))
}

/**
 * Replaces the shortest literal part of all hits. Decoded parts do not occur literally, and longer parts are left for
 * the next round.
 */
function takenOut(text: string, hits: readonly LineHit[]): string {
  const parts = hits.flatMap(hit => [...hit.parts, ...(hit.whole === text ? [] : [hit.whole])])
  const standing = parts.filter(part => part !== '' && !part.includes(MASK) && text.includes(part))
  const [shortest = text] = standing.toSorted((a, b) => a.length - b.length)
  return text.replaceAll(shortest.length >= LONG_PART ? shortest : wholeWord(shortest), MASK)
}

/** A shorter credential can occur inside other words by chance. */
const LONG_PART = 8

/** A part of a line that is or contains a credential: the whole part, and the credentials in it. */
type LineHit = { readonly whole: string; readonly parts: readonly string[] }

function hasManyParts(text: string): boolean {
  return wordsOf(text).length > MOST_PARTS || [...text.matchAll(PAIR)].length > MOST_PARTS
}

function wordsOf(text: string): readonly string[] {
  return text.split(/[\s,;"'()[\]{}<>|]+/).filter(word => word !== '')
}

/** What the rules find in a text, the most significant first. */
function hitsIn(text: string): readonly LineHit[] {
  const words = wordsOf(text)
  const candidates = [
    candidate('environment', 'LINE', text),
    ...headersIn(text).map(header => candidate('environment', 'LINE', header)),
    ...words.map((word, index) => ({ ...candidate('command', 'command', word), command: { words, index } })),
    ...words.flatMap(wordParts).map(word => candidate('environment', 'WORD', word)),
    ...[...text.matchAll(PAIR)].map(([, name = '', value = '']) =>
      candidate('environment', name, unquoted(value))
    )
  ]
  const context = contextOf(candidates)
  return candidates.flatMap(one => {
    const judged = judge(one, CREDENTIAL_RULES, context)
    if ((judged?.evidence.category ?? judged?.rule.category) !== 'credential') return []
    return [{ whole: one.value, parts: judged?.rule.credentialsIn?.(one, context) ?? [] }]
  })
}

/** HTTP headers inside a line, as `curl -v` and proxies log them: the line from the header on. */
function headersIn(text: string): readonly string[] {
  const starts = [...text.matchAll(/\b(?:[\w-]{0,40}authorization\b|bearer\s|basic\s|x-[\w-]{1,40}\s?:)/gi)]
  return starts.slice(0, MOST_HEADERS).map(({ index }) => text.slice(index))
}

/** `key=random` is judged as a whole, and the text after the sign separately. */
function wordParts(word: string): readonly string[] {
  const cut = word.search(/[:=]/)
  return cut < 0 ? [word] : [word, word.slice(cut + 1)]
}

function unquoted(value: string): string {
  return /^(["']).*\1$/.test(value) ? value.slice(1, -1) : value
}

function candidate(location: Location, name: string, value: string): Candidate {
  const node: ScalarNode = { kind: 'string', value, origin: { kind: 'input', input: 'log' } }
  return { location, scope: 0, name, node, value, length: value.length }
}

/** wholeWord matches a text where no letter or digit continues it, everywhere in a text. */
export function wholeWord(text: string): RegExp {
  return new RegExp(`(?<![A-Za-z0-9])${escapePattern(text)}(?![A-Za-z0-9])`, 'g')
}

/**
 * What AWS, its agents and registries write that the rules would take for a credential: a name of an error or a call
 * before its sentence, and IDs that are for support. A part that may be one by its form is only taken where a value
 * cannot stand: an ID after the words that announce it, a sentence after what could not be fetched.
 */
const NEVER_CREDENTIALS: readonly RegExp[] = [
  // The error code of STS or the call of an agent, and the first word of its sentence.
  /\b(?:(?:Invalid|Expired|Missing|Malformed)(?:[A-Z]\w{0,30})?Token:\s(?:OpenIDConnect|[A-Z][a-z]{1,19})(?:'t)?|GetAuthorizationToken:\soperation)(?=\s\w)/g,
  // `failed to fetch oauth token: unexpected status`: unlike `generated token: …`, it quotes no token.
  /(?<=\b(?:[Ff]ail(?:ed|ure|s|ing)?|[Ee]rror|[Uu]nable|[Cc]ould(?: not|n't)|[Cc]an(?:not|'t))[\s:][\w\s,:]{0,40})\b(?:fetch|obtain|retriev|refresh|request|generat)(?:e|ing|ed)?\s(?:\w{1,16}\s){0,3}(?:[Tt]oken|[Cc]redentials?|[Ss]ecrets?):\s(?=[A-Z]?[a-z]{1,19}\S?\s)\S+/g,
  // The ID of a request, in the forms that AWS gives it.
  /\b(?:request[\s_-]?id|idempotency token|client ?token|kms key)["']?\s?[:=]?\s?["']?(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[A-Za-z0-9+/_-]{54,75}={1,2})(?![\w+/=-])/gi,
  /\b(?:[Rr]equest[\s_-]?[Ii][Dd]|REQUEST_ID)["']?\s?[:=]?\s?["']?[0-9A-Z]{16,26}(?![\w+/=-])/g,
  /\bx-amz-(?:id-2|cf-id)["']?\s?[:=]\s?["']?[A-Za-z0-9+/_-]{54,75}={1,2}(?![\w+/=-])/gi,
  // MySQL
  /\busing password: (?:YES|NO)\b/g
]

/** The characters that stand for such parts; Unicode leaves them to private use, and no text of AWS has them. */
const FIRST = 0xe000
const MOST = 200
const STANDS_FOR = /[\ue000-\uf8ff]/g

/** A text without such parts, and a function that puts them back into what became of it. */
export type SetAside = { readonly text: string; readonly putBack: (text: string) => string }

/** setAside replaces such parts of a text with single characters, so that they are not judged. Pure; linear. */
export function setAside(text: string): SetAside {
  const parts: string[] = []
  if (text.search(STANDS_FOR) >= 0) return { text, putBack: same => same }
  const keep = (part: string) => {
    if (parts.length >= MOST) return part
    parts.push(part)
    return String.fromCharCode(FIRST + parts.length - 1)
  }
  const bare = NEVER_CREDENTIALS.reduce((rest, pattern) => rest.replace(pattern, keep), text)
  // a part may hold another one
  const putBack = (left: string): string =>
    left.search(STANDS_FOR) < 0
      ? left
      : putBack(left.replace(STANDS_FOR, one => parts[one.charCodeAt(0) - FIRST] ?? ''))
  return { text: bare, putBack }
}

/** A login without a scheme, as pasted before a registry or a host. The digest of an image has a similar form. */
const BARE_LOGIN =
  /(?<![\w/@.:-])[\w.-]{1,64}:([^\s:@/"'<>*$%{}]{4,128})@(?!sha\d{3}:)[\w-]{1,64}(?=[.:/][\w-]|$)/g

/** Maximum number of logins to search for in one text. */
const MOST_LOGINS = 8

/**
 * plainCredentialsIn returns the credentials in a text that are recognizable without a name: tokens of a known shape,
 * and passwords of logins before a host. Fast, since it checks every displayed text. Pure; never throws.
 */
export function plainCredentialsIn(text: string): readonly string[] {
  const found = [...tokensIn(text)]
  if (!text.includes('@')) return found
  for (const [, password = ''] of text.matchAll(BARE_LOGIN)) found.push(password)
  let rest = text
  for (let count = 0; count < MOST_LOGINS; count++) {
    const login = findUrlLogin(rest)
    if (login === undefined || login.raw === '') break
    found.push(login.raw)
    // Only this search sees the rest.
    rest = rest.replaceAll(login.raw, '***')
  }
  return found
}
