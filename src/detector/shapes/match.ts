import { escapePattern } from '../../pattern.ts'
import type { TokenProof } from './proofs.ts'
import { SHAPES, type Shape } from './tokens.ts'

export { SHAPES }

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
