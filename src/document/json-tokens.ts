/**
 * SyntaxKind of jsonc-parser, whose `const enum` cannot be imported by a compiler that compiles each file separately.
 */
export const token = {
  openBrace: 1,
  closeBrace: 2,
  openBracket: 3,
  closeBracket: 4,
  comma: 5,
  colon: 6,
  nullKeyword: 7,
  trueKeyword: 8,
  falseKeyword: 9,
  string: 10,
  number: 11,
  endOfFile: 17
} as const

/**
 * Placeholders of other template languages in place of a JSON value: read as opaque text, so that a check sees the
 * rest.
 */
export const placeholder =
  /\$\{\{.*?\}\}|\$\{[^}\r\n]*\}|\{\{.*?\}\}|<%.*?%>|<[\w .:/-]+>|%[\w.-]+%|@@?[\w.-]+@@?|\$[\w.]+/y

/** Explanations of jsonc-parser's ScanError. */
export const tokenErrors: Readonly<Record<number, string>> = {
  2: 'this string has no closing quote on its line.',
  3: 'this number is not complete.',
  4: 'four hexadecimal digits are expected after \\u.',
  5: 'after a backslash one of " \\ / b f n r t u is expected.',
  6: 'a control character in a string must be written as an escape (\\t, \\u0000).'
}

/** What to do about a file that does not begin with an object. */
export const NO_OBJECT_HINT = 'Remove what comes before it, or leave the file out if it holds none.'
