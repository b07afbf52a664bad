import { escapePattern } from '../../pattern.ts'
import type { IssuerOfTokens } from '../issuers.ts'
import { type ProofKind, TOKEN_ROWS, type TokenRow } from './tokens.ts'

/**
 * One token format of a provider. `needles` are literal texts; at least one must occur before the pattern runs, so a
 * text without any costs almost nothing. `pattern` is global, begins with a literal or is bounded, and has no nested
 * quantifiers. Its only group, if it has one, is in a lookbehind: the beginning of the token.
 */
export type Shape = {
  /** With an article: "a GitHub personal access token". */
  readonly what: string
  /** Who issues such tokens: the advice on rotation ranks them by it. */
  readonly issuer: IssuerOfTokens
  readonly needles: readonly string[]
  readonly pattern: RegExp
  /** The public prefix that may be displayed, e.g. `ghp_`. */
  readonly prefix?: string
  /** Checks the structure of a match; `refuted` drops it, `unsure` lowers the confidence. */
  readonly verify?: (token: string, name: string) => TokenProof
}

/** `proven`: a checksum or a decoded structure matches. `likely`: nothing contradicts it. */
type TokenProof = 'proven' | 'likely' | 'unsure' | 'refuted'

const VERIFIERS: Readonly<Record<ProofKind, NonNullable<Shape['verify']>>> = {
  proven: () => 'proven',
  jwt: judgeJwt,
  checksum: token => {
    const body = token.slice(token.indexOf('_') + 1)
    return githubChecksum(body.slice(0, -6)) === body.slice(-6) ? 'proven' : 'unsure'
  },
  pem: token => (decodedBase64(token).includes('PRIVATE KEY') ? 'proven' : 'refuted'),
  // the bot's numeric ID in base64
  discord: token =>
    /^\d{17,20}$/.test(decodedBase64(token.slice(0, token.indexOf('.')))) ? 'proven' : 'refuted',
  'of-alpaca': (_, name) => (/(?:^|[^a-z])(?:apca|alpaca)(?:[^a-z]|$)/i.test(name) ? 'likely' : 'refuted'),
  'not-firebase': (_, name) =>
    /firebase|^(?:NEXT_PUBLIC|VITE|REACT_APP|EXPO_PUBLIC)_/i.test(name) ? 'refuted' : 'likely'
}

/** SHAPES has every shape, in matching order. */
export const SHAPES: readonly Shape[] = Object.entries(TOKEN_ROWS).flatMap(([issuer, rows]) =>
  rows.map(row => shapeOf(issuer as IssuerOfTokens, row))
)

function shapeOf(issuer: IssuerOfTokens, [what, body, needles, verify]: TokenRow): Shape {
  const list = needles.split(' ').map(needle => needle.replace('PRIVATE_KEY', 'PRIVATE KEY'))
  const [first = ''] = list
  const isPrefix = list.length === 1 && /^[A-Za-z][\w-]{1,11}[_.-]$/.test(first)
  let pattern: RegExp | undefined
  return {
    what,
    issuer,
    needles: list,
    // Compiled at first use: most runs need none of the hundred patterns. No letter or digit may continue a token.
    get pattern() {
      pattern ??=
        typeof body === 'string' ? new RegExp(`(?<![A-Za-z0-9])(?:${body})(?![A-Za-z0-9])`, 'g') : body
      return pattern
    },
    ...(verify ? { verify: VERIFIERS[verify] } : {}),
    ...(isPrefix ? { prefix: first } : {})
  }
}

/** Every token has a run of at least this length without whitespace. Most values fail this check. */
const LONG_RUN = /\S{16}/

/** One pass over the text instead of one per needle, because most texts contain none. */
const NEEDLE = new RegExp(
  [...new Set(SHAPES.flatMap(({ needles }) => needles))]
    .filter(one => one.length > 1)
    .map(escapePattern)
    .join('|')
)

/** A token of a known shape in a text. */
export type ShapeMatch = {
  readonly shape: Shape
  readonly verification: Exclude<TokenProof, 'refuted'>
  /** The matched token. For masking only; must not appear in evidence. */
  readonly token: string
}

/** matchShape returns the first token of a known shape in a text that is not a documentation example, or undefined. */
export function matchShape(text: string, name: string): ShapeMatch | undefined {
  if (!LONG_RUN.test(text)) return undefined
  for (const match of matches(text, name)) return match
  return undefined
}

/**
 * tokensIn returns every token of a known shape in a text to be displayed. A character run that a random token can
 * contain by chance does not make it an example here: redacting too much does no harm.
 */
export function tokensIn(text: string): readonly string[] {
  return LONG_RUN.test(text) ? Array.from(matches(text, '', isSurelyExample), ({ token }) => token) : []
}

function* matches(text: string, name: string, isHarmless = isExample): Generator<ShapeMatch, undefined> {
  const isLikely = NEEDLE.test(text)
  for (const shape of SHAPES) {
    if (!shape.needles.some(needle => (isLikely || needle.length === 1) && text.includes(needle))) continue
    for (const [rest, head = ''] of text.matchAll(shape.pattern)) {
      const token = head + rest
      const verification = shape.verify?.(token, name) ?? 'likely'
      if (verification === 'refuted') continue
      if (verification === 'proven' || !isHarmless(token)) yield { shape, verification, token }
    }
  }
}

/** Words that documentation uses in its tokens. One random token of 40 characters in a million contains one. */
const WORDS =
  /example|sample|placeholder|redacted|changeme|replace|dummy|your[-_]|[-_]your|[-_]here\b|fake|insert/i

/** Runs that do not occur in random tokens: `xxxxx`, `AAAAAA`, `123456789`, `abcdefgh`. */
const RUNS = /([A-Za-z0-9])\1{5}|[xX*]{5}|0?123456789|abcdefgh|ABCDEFGH/

/** An example that also contains a long word, or too few different characters for a random token. */
function isSurelyExample(token: string): boolean {
  return isExample(token) && (LONG_WORDS.test(token) || new Set(token).size <= FEW_CHARACTERS)
}

const FEW_CHARACTERS = 12
/** The entries of WORDS that are too long to occur in a random token by chance. */
const LONG_WORDS = /example|placeholder|redacted|changeme|your[-_]|[-_]your|[-_]here\b/i

/** Whether a token is a documentation example: AWS's …EXAMPLE, masked or sequential characters. */
function isExample(token: string): boolean {
  if (token.startsWith('-----BEGIN')) return false
  if (WORDS.test(token)) return true
  // Twitter bearer tokens begin with a run of A by design.
  return RUNS.test(token.replace(/^A{20,30}/, '')) || new Set(token.slice(-16)).size <= 4
}

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/**
 * githubChecksum returns the six characters that GitHub and npm append to the random part of a token: its CRC-32, in
 * base 62, padded with zeros (GitHub blog, "Behind GitHub's new authentication token formats").
 */
export function githubChecksum(random: string): string {
  let rest = crc32(random)
  let text = ''
  while (rest > 0) {
    text = ALPHABET.charAt(rest % 62) + text
    rest = Math.floor(rest / 62)
  }
  return text.padStart(6, '0')
}

/** CRC-32 (IEEE 802.3) of an ASCII text, bit by bit: thirty characters need no lookup table. */
function crc32(text: string): number {
  let crc = 0xffffffff
  for (let i = 0; i < text.length; i++) {
    crc ^= text.charCodeAt(i)
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  }
  return (crc ^ 0xffffffff) >>> 0
}

/** Base64 or base64url as text; invalid characters are skipped. */
function decodedBase64(text: string): string {
  return Buffer.from(text, 'base64').toString('utf8')
}

/**
 * Decodes the header and the payload. Refuted: a header without an algorithm; the sample of jwt.io; Supabase's
 * `anon` role, which is published in every page by design.
 */
function judgeJwt(token: string): TokenProof {
  const [header, payload] = token.split('.').slice(0, 2).map(decodedBase64)
  if (header === undefined || !/"alg"\s*:/.test(header)) return 'refuted'
  if (payload === undefined || /"role"\s*:\s*"anon"/.test(payload)) return 'refuted'
  if (/"name"\s*:\s*"John Doe"/.test(payload)) return 'refuted'
  return 'proven'
}
