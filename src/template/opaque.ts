/**
 * isOpaque tells whether a text holds a placeholder whose value is not known here: an expression that could not be
 * evaluated, or one of another template language. It is asked about fields that are judged (types, names), where `$NAME`
 * is one too: no family, container or number is called so.
 */
export function isOpaque(text: string): boolean {
  return /\$[{A-Za-z_]|\{\{|<%|<[\w .:/-]+>|@@[\w.-]+@@|__[A-Z][A-Z0-9_]*__|%[A-Z][A-Z0-9_]*%/.test(text)
}

/** isNeverOpaque is the answer where everything has been evaluated: what is left is meant as it stands. */
export function isNeverOpaque(): boolean {
  return false
}
