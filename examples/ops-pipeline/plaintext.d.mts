/** The eight services, in the order of the alphabet. */
export const services: readonly string[]

/** Writes the eight files in the plaintext form; see plaintext.mjs. */
export function writePlaintextForm(
  targetDir: string,
  options?: { readonly seed?: number }
): {
  readonly files: readonly string[]
  readonly values: Readonly<Record<'ALPACA_API_KEY' | 'ALPACA_API_SECRET' | 'DB_PASSWORD', string>>
}
