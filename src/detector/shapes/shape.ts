import type { IssuerOfTokens } from '../../rotation/issuers.ts'

/**
 * One provider's token. `needles` are literal texts of which one must occur before the pattern runs, so a text
 * without any costs next to nothing. `pattern` is global, begins with something literal or is bounded, and nests no quantifiers.
 */
export type Shape = {
  /** With an article: "a GitHub personal access token". */
  readonly what: string
  readonly needles: readonly string[]
  readonly pattern: RegExp
  /** Length of the shortest match in UTF-16 code units; for shapes whose needle stands in many texts (`path` has `pat`). */
  readonly shortest?: number
  /** The public prefix that may be shown, e.g. `ghp_`. */
  readonly prefix?: string
  /** Looks at the structure of a match; `refuted` drops it, `unsure` lowers the confidence. */
  readonly verify?: (token: string, name: string) => TokenProof
}

/**
 * Shapes with who issues such tokens, by which rotation ranks them and says where a new one comes from: a shape belongs to an issuer
 * or it is in no table. The advice itself stands in src/rotation/issuers.ts, since a check that only finds tokens must not load it.
 */
export type IssuedTokens = { readonly issuer: IssuerOfTokens; readonly shapes: readonly Shape[] }

/** `proven`: a checksum or a decoded structure fits. `likely`: nothing speaks against it. */
export type TokenProof = 'proven' | 'likely' | 'unsure' | 'refuted'

/** shape is a row of the tables: what it is, its body between word boundaries, and the literal text it needs. */
export function shape(what: string, body: string, needles: string | readonly string[]): Shape {
  const list = typeof needles === 'string' ? [needles] : needles
  const first = list.length === 1 ? (list[0] as string) : undefined
  let pattern: RegExp | undefined
  return {
    what,
    needles: list,
    // Most runs need none of the hundred patterns.
    get pattern() {
      pattern ??= bounded(body)
      return pattern
    },
    ...(first !== undefined && /^[A-Za-z][\w-]{1,11}[_.-]$/.test(first) ? { prefix: first } : {})
  }
}

/** bounded puts a pattern between characters that can't belong to a token. */
export function bounded(body: string): RegExp {
  return new RegExp(`(?<![A-Za-z0-9])(?:${body})(?![A-Za-z0-9])`, 'g')
}
