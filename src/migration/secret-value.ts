/** What is printed in place of a value. */
const HIDDEN = '[hidden]'

/**
 * SecretValue carries a credential from where it was found to the one call that stores it. Nothing that prints an
 * object shows it: JSON, template texts, `util.inspect` (and with it console.log and an error's properties) say
 * `[hidden]`, and the private field is seen by no debugger format, spread or clone. Only `reveal` gives it away, so
 * that every use can be searched for.
 */
export class SecretValue {
  readonly #text: string

  constructor(text: string) {
    this.#text = text
  }

  /** The value itself: for comparing with AWS's and for storing, for nothing else. */
  reveal(): string {
    return this.#text
  }

  /** Whether two carry the same text. */
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
