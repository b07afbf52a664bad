import { CHAT_TOKENS } from './chat.ts'
import { CLOUD_TOKENS } from './cloud.ts'
import { CODE_TOKENS } from './code.ts'
import { KEY_TOKENS } from './key.ts'
import { MODEL_TOKENS } from './model.ts'
import { PAYMENT_TOKENS } from './payment.ts'
import type { IssuedTokens, Shape, TokenProof } from './shape.ts'

/** Every token with its issuer. Proven structures come first, so that a key inside a JWT or the like is named by what is around it. */
export const TOKENS: readonly IssuedTokens[] = [
  ...KEY_TOKENS,
  ...CODE_TOKENS,
  ...CLOUD_TOKENS,
  ...MODEL_TOKENS,
  ...PAYMENT_TOKENS,
  ...CHAT_TOKENS
]

/** Every shape, in the order in which a text is asked about them. */
export const SHAPES: readonly Shape[] = TOKENS.flatMap(({ shapes }) => shapes)

/** No token is shorter, and none is broken by white space so early: most values end here. */
const LONG_RUN = /\S{16}/

/** Shapes whose needle stands in many texts, such as `.`: the length of a text rules most of them out. */
const COMMON_SHAPES = SHAPES.filter(({ shortest }) => shortest !== undefined)

/** One pass over the text instead of one for each needle: most texts hold none of them. */
const RARE_NEEDLE = new RegExp(
  [...new Set(SHAPES.filter(shape => !COMMON_SHAPES.includes(shape)).flatMap(({ needles }) => needles))]
    .map(escaped)
    .join('|')
)

function escaped(text: string): string {
  return text.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&')
}

/** What only tokens begin with, such as `ghp_`. */
const PREFIXES = [...new Set(SHAPES.flatMap(({ needles }) => needles))].filter(needle =>
  /^[A-Za-z][\w-]{1,11}[_.-]$|^A[KS]IA$/.test(needle)
)

/** The first characters of tokens, from behind; made when a first text asks for them. */
let reversedPrefix: RegExp | undefined

/** startsReversedToken tells whether a text ends as a token of a known shape begins, each character in reverse. */
export function startsReversedToken(text: string): boolean {
  if (text.length < 20 || text.length > 512 || /[\s:/]/.test(text)) return false
  reversedPrefix ??= new RegExp(
    `(?:${PREFIXES.map(prefix => escaped([...prefix].reverse().join(''))).join('|')})$`
  )
  return reversedPrefix.test(text.slice(-14))
}

export type ShapeMatch = {
  readonly shape: Shape
  readonly verification: Exclude<TokenProof, 'refuted'>
  /** The matched token. For masking only; must not get into evidence. */
  readonly token: string
}

/** matchShape gives the first token of a known shape in a text that is no documentation example, or undefined. */
export function matchShape(text: string, name: string): ShapeMatch | undefined {
  if (!LONG_RUN.test(text)) return undefined
  for (const match of matches(text, name)) return match
  return undefined
}

/**
 * tokensIn gives every token of a known shape in a text that is to be shown. A run that a drawn token has by chance makes no example
 * of it here: to blank one too many costs nothing.
 */
export function tokensIn(text: string): readonly string[] {
  return LONG_RUN.test(text) ? Array.from(matches(text, '', isSurelyExample), ({ token }) => token) : []
}

function* matches(text: string, name: string, isHarmless = isExample): Generator<ShapeMatch, undefined> {
  for (const shape of RARE_NEEDLE.test(text) ? SHAPES : COMMON_SHAPES) {
    if (text.length < (shape.shortest ?? 0) || !shape.needles.some(needle => text.includes(needle))) continue
    for (const [token] of text.matchAll(shape.pattern)) {
      const verification = shape.verify?.(token, name) ?? 'likely'
      if (verification === 'refuted') continue
      if (verification === 'proven' || !isHarmless(token)) yield { shape, verification, token }
    }
  }
}

/** Words that documentation puts into its tokens; a random token of 40 characters holds one in a million times. */
const WORDS =
  /example|sample|placeholder|redacted|changeme|replace|dummy|your[-_]|[-_]your|[-_]here\b|fake|insert/i

/** Runs that nobody draws at random: `xxxxx`, `AAAAAA`, `123456789`, `abcdefgh`. */
const RUNS = /([A-Za-z0-9])\1{5}|[xX*]{5}|0?123456789|abcdefgh|ABCDEFGH/

/** Words, or too few different characters for a drawn token. */
function isSurelyExample(token: string): boolean {
  return isExample(token) && (LONG_WORDS.test(token) || new Set(token).size <= FEW_CHARACTERS)
}

const FEW_CHARACTERS = 12
/** Those of WORDS that no token of this world has by chance. */
const LONG_WORDS = /example|placeholder|redacted|changeme|your[-_]|[-_]your|[-_]here\b/i

/** Whether a token is one from documentation: AWS's …EXAMPLE, masked or counted characters. */
function isExample(token: string): boolean {
  if (token.startsWith('-----BEGIN')) return false
  if (WORDS.test(token)) return true
  // Twitter's bearer tokens begin with a run of A by design.
  return RUNS.test(token.replace(/^A{20,30}/, '')) || new Set(token.slice(-16)).size <= 4
}
