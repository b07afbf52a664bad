/** A text inside another text, with its name there. */
export type Leaf = {
  /** Empty if the text has no name, e.g. decoded base64. */
  readonly name: string
  readonly text: string
  /** The form of the enclosing text, e.g. "JSON text". Fixed wording. */
  readonly form: Form
  /** The list that it is an item of, whose name it then has. Equal for the items of one list. */
  readonly list?: object
}

export type Form =
  | 'JSON text'
  | 'base64 text'
  | 'a list of settings'
  | 'the text of a settings file'
  | 'a table'
  | 'a header'
  | 'hexadecimal text'
  | 'percent-encoded text'
  | 'an escaped text'
  | 'a reversed text'
  | 'a text with hidden characters'

/** MAX_LEAVES is the maximum number of leaves of one text: more than fit into a text that the rules check. */
export const MAX_LEAVES = 5000

/** unquoted removes the quotes of a value and a comment after it. */
export function unquoted(text: string): string {
  const trimmed = text.trim()
  const quoted = /^(["'])([^"']*)\1/.exec(trimmed)
  return quoted ? (quoted[2] as string) : trimmed.replace(/\s#.*$/, '')
}

/** privatePart returns the secret of a JSON Web Key: `d` is the private part of a pair, and `k` a shared key. */
export function privatePart(leaves: readonly Leaf[]): string | undefined {
  return leaves.find(({ name, text }) => /\b[dk]$/.test(name) && /^[\w-]{16,1024}$/.test(text))?.text
}
