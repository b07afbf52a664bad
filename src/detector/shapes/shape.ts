import type { IssuerOfTokens } from '../rotation/issuers.ts'

/**
 * One token format of a provider. `needles` are literal texts; at least one must occur before the pattern runs, so a
 * text without any costs almost nothing. `pattern` is global, begins with a literal or is bounded, and has no nested
 * quantifiers. Its only group, if it has one, is in a lookbehind: the beginning of the token.
 */
export type Shape = {
  /** With an article: "a GitHub personal access token". */
  readonly what: string
  readonly needles: readonly string[]
  readonly pattern: RegExp
  /**
   * Length of the shortest match in UTF-16 code units, for shapes whose needle occurs in many texts (`path` contains
   * `pat`).
   */
  readonly shortest?: number
  /** The public prefix that may be displayed, e.g. `ghp_`. */
  readonly prefix?: string
  /** Checks the structure of a match; `refuted` drops it, `unsure` lowers the confidence. */
  readonly verify?: (token: string, name: string) => TokenProof
}

/**
 * Shapes with the issuer of the tokens. The rotation advice ranks tokens by issuer and states where to create a new
 * one, so every shape needs an issuer. The advice itself is in src/detector/rotation/issuers.ts, because a check that
 * only finds
 * tokens must not load it.
 */
export type IssuedTokens = { readonly issuer: IssuerOfTokens; readonly shapes: readonly Shape[] }

/** `proven`: a checksum or a decoded structure matches. `likely`: nothing contradicts it. */
export type TokenProof = 'proven' | 'likely' | 'unsure' | 'refuted'

/**
 * shape returns a row of the tables: a description, the token's pattern between word boundaries, and the literal text
 * it requires.
 */
export function shape(what: string, body: string, needles: string | readonly string[]): Shape {
  const list = typeof needles === 'string' ? [needles] : needles
  const first = list.length === 1 ? (list[0] as string) : undefined
  let pattern: RegExp | undefined
  return {
    what,
    needles: list,
    // Compiled at first use: most runs need none of the hundred patterns.
    get pattern() {
      pattern ??= bounded(body)
      return pattern
    },
    ...(first !== undefined && /^[A-Za-z][\w-]{1,11}[_.-]$/.test(first) ? { prefix: first } : {})
  }
}

/** bounded encloses a pattern in boundaries: the characters before and after it cannot belong to a token. */
export function bounded(body: string): RegExp {
  return new RegExp(`(?<![A-Za-z0-9])(?:${body})(?![A-Za-z0-9])`, 'g')
}
