import { jsonObjectIn } from '../json.ts'

/** The text that is printed in place of a value. */
const HIDDEN = '[hidden]'

/**
 * SecretValue carries a credential from where it was found to the one call that stores it. Nothing that prints an
 * object shows the value: JSON, template literals and `util.inspect` (and with it console.log and an error's
 * properties) print `[hidden]`, and the private field is not visible to debugger formats, spreads or clones. Only
 * `reveal` returns it, so that every use can be found by a search.
 */
export class SecretValue {
  readonly #text: string

  constructor(text: string) {
    this.#text = text
  }

  /** Returns the value, only to compare it with the value in AWS and to store it. */
  reveal(): string {
    return this.#text
  }

  /** Reports whether both hold the same text. */
  equals(other: SecretValue): boolean {
    return this.#text === other.#text
  }

  /** Length in bytes of UTF-8, as AWS's limits count. */
  get bytes(): number {
    return Buffer.byteLength(this.#text)
  }

  toString(): string {
    return HIDDEN
  }

  toJSON(): string {
    return HIDDEN
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return HIDDEN
  }
}

/** holdsLogin reports whether a value is a URL with a password (`scheme://user:password@…`). */
export function holdsLogin(value: SecretValue): boolean {
  return /^[a-z][a-z\d+.-]*:\/\/[^/?#@:]*:[^/?#]+@/i.test(value.reveal())
}

/** membersOf returns the members of a value that is a JSON object; undefined for any other text. */
export function membersOf(value: SecretValue): Readonly<Record<string, unknown>> | undefined {
  return jsonObjectIn(value.reveal())
}
