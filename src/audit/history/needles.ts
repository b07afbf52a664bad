/** A value to search for, with the name of its variable or secret. In memory only. */
export type Needle = { readonly name: string; readonly value: string }

/** Shorter texts occur in many places by chance, and replacing them would damage unrelated text. */
export const SHORTEST_NEEDLE = 8

/** A form in which a value can occur in a text: unchanged, escaped for JSON, encoded for a URL, in base64. */
type Form = { readonly name: string; readonly text: string; readonly bytes: Buffer }

/**
 * Needles finds values in the bytes of files, in each of their forms. None of them is ever printed.
 */
export class Needles {
  readonly #forms: readonly Form[]

  constructor(needles: readonly Needle[]) {
    const forms = new Map<string, Form>()
    for (const { name, value } of needles) {
      if (value.length < SHORTEST_NEEDLE) continue
      for (const text of formsOf(value)) {
        if (!forms.has(text)) forms.set(text, { name, text, bytes: Buffer.from(text) })
      }
    }
    this.#forms = [...forms.values()]
  }

  /** namesIn returns the names of the values that occur in these bytes. */
  namesIn(bytes: Buffer): readonly string[] {
    const names = new Set<string>()
    for (const form of this.#forms) {
      if (bytes.includes(form.bytes)) names.add(form.name)
    }
    return [...names]
  }
}

/** formsOf lists the forms in which a value can occur in a file, each once. */
export function formsOf(value: string): readonly string[] {
  const json = JSON.stringify(value).slice(1, -1)
  const base64 = Buffer.from(value).toString('base64')
  const forms = [value, json, json.replaceAll('/', '\\/'), encodeURIComponent(toWellFormed(value)), base64]
  return [...new Set(forms)].filter(text => text.length >= SHORTEST_NEEDLE)
}

/** A lone surrogate cannot be encoded; no file contains such a value. */
function toWellFormed(value: string): string {
  return value.replace(/[\ud800-\udfff]/gu, '')
}
