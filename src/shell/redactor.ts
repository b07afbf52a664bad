/** What a masked value shows instead. */
const MASK = '***'

/**
 * Redactor is the last net below "no value by construction": it knows the values that stand at findings and blanks them
 * in whatever is about to be printed, e.g. in an error text of AWS. Values under 8 characters are not blanked, since
 * that would wreck every log that says "postgres"; nothing of ours prints them in the first place.
 */
export class Redactor {
  readonly #values = new Set<string>()

  /** add registers values, longest first to be replaced; short ones are ignored. */
  add(values: readonly string[]): void {
    for (const value of values) {
      if (value.length < 8) continue
      this.#values.add(value)
      // The same value as it would stand inside JSON text.
      this.#values.add(JSON.stringify(value).slice(1, -1))
    }
  }

  /** clean gives the text with every registered value blanked. */
  clean(text: string): string {
    let result = text
    const longestFirst = [...this.#values].sort((a, b) => b.length - a.length)
    for (const value of longestFirst) {
      if (result.includes(value)) result = result.replaceAll(value, MASK)
    }
    return result
  }
}
